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
    // As large as the program's own: painting without a graphics card takes time by the pixel.
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        ..eframe::NativeOptions::default()
    };
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
