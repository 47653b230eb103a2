//! Takes the pictures of the README and of the Help pages from the program itself, without a display, so that they stay true:
//! `cargo run --example pictures`. Fonts and drivers differ a little between machines; look at the pictures before keeping them.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool that writes pictures and says which"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use egui::{Rect, Vec2, pos2, vec2};
use egui_kittest::Harness;
use hexapla::app::HexaplaApp;
use hexapla::session::{Command, Item, UiCommand};
use hexapla::store::Settings;

/// A picture: its file under assets/, the size of the window, which part of it, and what is asked for before.
struct Picture {
    file: &'static str,
    window: Vec2,
    part: Option<Rect>,
    asked: Vec<Command>,
}

fn main() -> anyhow::Result<()> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for picture in pictures() {
        let path = assets.join(picture.file);
        let bytes = take(&picture)?;
        std::fs::write(&path, &bytes)?;
        println!("{}: {} KB", picture.file, bytes.len() / 1024);
    }
    Ok(())
}

fn pictures() -> Vec<Picture> {
    let help = |file, part: Option<Rect>, asked: Vec<Command>| Picture {
        file,
        window: vec2(880.0, 560.0),
        part,
        asked,
    };
    let middle = Some(Rect::from_min_max(pos2(0.0, 44.0), pos2(880.0, 534.0)));
    let statement = Command::Select(Item::Statement(1));
    let without_panels = || {
        vec![
            Command::Ui(UiCommand::ToggleLibrary),
            Command::Ui(UiCommand::ToggleInspector),
        ]
    };
    let of_view = |view: UiCommand, more: Vec<Command>| {
        let mut asked = without_panels();
        asked.push(view.into());
        asked.extend(more);
        asked
    };
    vec![
        Picture {
            file: "readme/window.png",
            window: vec2(1440.0, 900.0),
            // Without the status bar: its figures are those of the machine that took the picture.
            part: Some(Rect::from_min_max(pos2(0.0, 0.0), pos2(1440.0, 874.0))),
            asked: vec![statement.clone()],
        },
        help(
            "help/library.png",
            Some(Rect::from_min_max(pos2(0.0, 0.0), pos2(880.0, 470.0))),
            vec![Command::Ui(UiCommand::ToggleInspector)],
        ),
        help(
            "help/compare.png",
            Some(Rect::from_min_max(pos2(0.0, 44.0), pos2(880.0, 534.0))),
            vec![Command::Ui(UiCommand::ToggleLibrary), statement],
        ),
        help(
            "help/coverage.png",
            middle,
            of_view(UiCommand::ShowCoverage, vec![]),
        ),
        help(
            "help/quotes.png",
            middle,
            of_view(UiCommand::ShowQuotes, vec![]),
        ),
        help(
            "help/naming.png",
            middle,
            of_view(UiCommand::ShowNaming, vec![]),
        ),
        help(
            "help/entities.png",
            middle,
            of_view(
                UiCommand::ShowEntities,
                vec![Command::Select(Item::Entity("Islamic State".to_owned()))],
            ),
        ),
        help(
            "help/reports.png",
            Some(Rect::from_min_max(pos2(0.0, 0.0), pos2(880.0, 534.0))),
            vec![Command::Ui(UiCommand::SaveReport)],
        ),
    ]
}

/// Starts the program on the sample story, asks for what is to be seen, and renders it as PNG.
fn take(picture: &Picture) -> anyhow::Result<Vec<u8>> {
    let home = std::env::temp_dir().join(format!("hexapla-pictures-{}", std::process::id()));
    std::fs::create_dir_all(&home)?;
    std::fs::write(home.join("settings.toml"), "guide_done = true\n")?;
    let settings = Settings::load_from(&home);
    let mut harness = Harness::builder()
        .with_size(picture.window)
        .with_pixels_per_point(1.0)
        .with_theme(egui::Theme::Light)
        .with_render_cursor(false)
        .with_max_steps(40)
        .build_eframe(move |cc| {
            HexaplaApp::new(&cc.egui_ctx, settings, &[]).expect("threads can be started")
        });
    settle(&mut harness);
    for command in &picture.asked {
        harness.state().ask(command.clone());
        settle(&mut harness);
    }
    let image = harness.render().map_err(anyhow::Error::msg)?;
    drop(harness);
    std::fs::remove_dir_all(&home)?;
    let whole = Rect::from_min_size(
        pos2(0.0, 0.0),
        vec2(image.width() as f32, image.height() as f32),
    );
    let part = picture.part.map_or(whole, |part| part.intersect(whole));
    let (left, top) = (part.left() as u32, part.top() as u32);
    let (width, height) = (part.width() as u32, part.height() as u32);
    let mut rgb = Vec::with_capacity((width * height * 3) as usize);
    for y in top..top + height {
        for x in left..left + width {
            rgb.extend_from_slice(&image.get_pixel(x, y).0[..3]);
        }
    }
    encode(width, height, &rgb)
}

/// Waits until nothing runs.
fn settle(harness: &mut Harness<'static, HexaplaApp>) {
    for _ in 0..2_000 {
        harness.run_ok();
        if !harness.state().is_busy() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_ok();
}

/// As PNG with a palette: the colours used most, and for the others the nearest of them. A third of the size, and nobody sees it.
fn encode(width: u32, height: u32, rgb: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    let colours = || rgb.chunks_exact(3).map(|c| [c[0], c[1], c[2]]);
    for colour in colours() {
        *counts.entry(colour).or_default() += 1;
    }
    let mut palette: Vec<[u8; 3]> = counts.keys().copied().collect();
    palette.sort_by_key(|colour| std::cmp::Reverse(counts[colour]));
    palette.truncate(256);
    let nearest = |colour: [u8; 3]| {
        let distance = |other: &[u8; 3]| -> u32 {
            let parts = colour.iter().zip(other);
            parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
        };
        let near = (0..palette.len()).min_by_key(|at| distance(&palette[*at]));
        near.expect("a picture has a colour") as u8
    };
    let index: BTreeMap<[u8; 3], u8> = counts.keys().map(|c| (*c, nearest(*c))).collect();
    let pixels: Vec<u8> = colours().map(|colour| index[&colour]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}
