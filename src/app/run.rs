//! Opening the window.

use std::path::PathBuf;

use super::HexaplaApp;
use crate::store::Settings;
use crate::worker::spawn;

/// Identity of the program for the desktop: window class, icon, settings folder.
const APP_ID: &str = "org.hexapla.Hexapla";

/// Opens the window and returns when it is closed. `files` are articles, folders or a workspace. The error is a sentence for
/// the person: without a display there is no window.
pub fn run(files: &[PathBuf]) -> anyhow::Result<()> {
    let warming = spawn("hexapla warm up", crate::analysis::warm_up);
    if let Err(error) = warming {
        log::debug!("the tables are read when they are needed: {error}");
    }
    let settings = Settings::load();
    let size = settings.window_size.unwrap_or((1440.0, 900.0));
    let mut app = HexaplaApp::start(settings, files)?;
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Hexapla")
        .with_inner_size([size.0, size.1])
        .with_min_inner_size([720.0, 480.0])
        .with_icon(icon())
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Hexapla",
        options,
        Box::new(move |cc| {
            app.attach(&cc.egui_ctx);
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| {
        log::debug!("{error}");
        anyhow::anyhow!("the window could not be opened: there is no display, or it has no usable graphics. `hexapla --help` lists what works without one; RUST_LOG=debug tells more.")
    })
}

/// The window's icon.
fn icon() -> egui::IconData {
    const SIZE: u32 = 64;
    egui::IconData {
        rgba: crate::widgets::app_icon::pixels(SIZE),
        width: SIZE,
        height: SIZE,
    }
}
