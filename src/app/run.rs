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

/// The window's icon: six columns of text. Painted here, so that there is one source for it.
pub fn icon() -> egui::IconData {
    const SIZE: u32 = 64;
    let tokens = crate::widgets::theme::Theme::of(egui::Theme::Light);
    let mut rgba = Vec::with_capacity((SIZE * SIZE * 4) as usize);
    for y in 0..SIZE {
        for x in 0..SIZE {
            rgba.extend(icon_pixel(x, y, SIZE, tokens).to_array());
        }
    }
    egui::IconData {
        rgba,
        width: SIZE,
        height: SIZE,
    }
}

fn icon_pixel(x: u32, y: u32, size: u32, tokens: &crate::widgets::theme::Theme) -> egui::Color32 {
    let (margin, radius) = (2, 12);
    let inside = |v: u32| v >= margin && v < size - margin;
    let corner = |v: u32| {
        (margin + radius)
            .saturating_sub(v)
            .max((v + margin + radius + 1).saturating_sub(size))
    };
    if !inside(x) || !inside(y) || corner(x).pow(2) + corner(y).pow(2) > radius * radius {
        return egui::Color32::TRANSPARENT;
    }
    let column = (x.saturating_sub(8)) / 8;
    let in_column = x >= 8 && column < 6 && (x - 8) % 8 < 6;
    // Lines of text of different lengths; the marks say that columns share some.
    let row = y.saturating_sub(12) / 5;
    let in_row = y >= 12 && row < 8 && (y - 12) % 5 < 3;
    if !in_column || !in_row || (row * 7 + column * 5).is_multiple_of(11) {
        return tokens.accent.fill;
    }
    match (row * 3 + column) % 5 {
        0 => tokens.relation.same_strong,
        2 => tokens.relation.edited_strong,
        _ => tokens.surface.page,
    }
}
