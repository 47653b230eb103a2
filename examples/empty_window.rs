//! An empty window of the toolkit, for measuring the start: prints the milliseconds until its second frame and closes.
//! The program itself prints its own with `RUST_LOG=hexapla=info`.

use std::time::Instant;

struct Empty {
    started: Instant,
    n_frames: u32,
}

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.label("");
        self.n_frames += 1;
        if self.n_frames == 2 {
            eprintln!(
                "second frame after {} ms",
                self.started.elapsed().as_millis()
            );
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

fn main() -> eframe::Result {
    let started = Instant::now();
    let options = eframe::NativeOptions::default();
    eframe::run_native(
        "empty",
        options,
        Box::new(move |_| {
            Ok(Box::new(Empty {
                started,
                n_frames: 0,
            }))
        }),
    )
}
