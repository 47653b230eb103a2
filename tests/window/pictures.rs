//! Pictures of the views in light and dark, in a usual and in the smallest window and at 200 % zoom, rendered without a display. They are kept out of the repository: fonts and
//! drivers differ. The test holds that each is a picture of something: many colours, and the theme's own ground.

use hexapla::session::{Command, Item, UiCommand};

use super::driver::Driver;

/// Width and height in points, pixels per point: the window's usual size, the smallest that must do, and the usual one at 200 %.
const SIZES: [(f32, f32, f32, &str); 3] = [
    (1440.0, 900.0, 1.0, ""),
    (1024.0, 700.0, 1.0, "-small"),
    (720.0, 450.0, 2.0, "-zoomed"),
];

fn render(theme: egui::Theme, tab: UiCommand, name: &str) {
    let mut driver = Driver::start(tempfile::tempdir().unwrap(), &[], theme);
    for (width, height, pixels_per_point, suffix) in SIZES {
        resize(&mut driver, (width, height), pixels_per_point);
        picture(&mut driver, theme, tab, &format!("{name}{suffix}"));
    }
}

fn resize(driver: &mut Driver, (width, height): (f32, f32), pixels_per_point: f32) {
    driver.harness.set_pixels_per_point(pixels_per_point);
    driver.settle();
    driver.harness.set_size(egui::vec2(width, height));
    driver.settle();
}

fn picture(driver: &mut Driver, theme: egui::Theme, tab: UiCommand, name: &str) {
    driver.ask(tab);
    driver.ask(Command::Select(if tab == UiCommand::ShowEntities {
        Item::Entity("Islamic State".to_owned())
    } else {
        Item::Statement(1)
    }));
    let image = driver.harness.render().unwrap();
    let points = driver.harness.ctx.content_rect().size();
    let pixels = points * driver.harness.ctx.pixels_per_point();
    assert_eq!(
        (image.width(), image.height()),
        (pixels.x as u32, pixels.y as u32)
    );
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    image.save(folder.join(format!("{name}.png"))).unwrap();
    let mut colours = std::collections::HashSet::new();
    let mut dark = 0usize;
    for pixel in image.pixels() {
        colours.insert(pixel.0);
        dark += usize::from(pixel.0[..3].iter().map(|c| u32::from(*c)).sum::<u32>() < 3 * 90);
    }
    assert!(colours.len() > 300, "{name}: {} colours", colours.len());
    let share = dark as f32 / (image.width() * image.height()) as f32;
    assert_eq!(
        share > 0.5,
        theme == egui::Theme::Dark,
        "{name}: {share} dark"
    );
}

#[test]
fn compare_in_light_and_dark() {
    render(egui::Theme::Light, UiCommand::ShowCompare, "compare-light");
    render(egui::Theme::Dark, UiCommand::ShowCompare, "compare-dark");
}

/// Guide and Help, in all sizes.
fn render_first_minute(theme: egui::Theme, name: &str) {
    let mut driver = Driver::start_in(tempfile::tempdir().unwrap(), &[], theme);
    for (width, height, pixels_per_point, suffix) in SIZES {
        resize(&mut driver, (width, height), pixels_per_point);
        for card in 0..3 {
            driver.ask(Command::ShowGuide(Some(card)));
            let name = format!("guide-{}-{name}{suffix}", card + 1);
            picture(&mut driver, theme, UiCommand::ShowCompare, &name);
        }
        driver.ask(Command::ShowGuide(None));
        driver.ask(UiCommand::Help);
        let name = format!("help-{name}{suffix}");
        picture(&mut driver, theme, UiCommand::ShowCompare, &name);
        driver.harness.key_press(egui::Key::Escape);
        driver.settle();
    }
}

#[test]
fn guide_and_help_in_light_and_dark() {
    render_first_minute(egui::Theme::Light, "light");
    render_first_minute(egui::Theme::Dark, "dark");
}

#[test]
fn only_differences_in_light_and_dark() {
    for (theme, name) in [
        (egui::Theme::Light, "differences-light"),
        (egui::Theme::Dark, "differences-dark"),
    ] {
        let mut driver = Driver::start(tempfile::tempdir().unwrap(), &[], theme);
        driver.ask(UiCommand::OnlyDifferences);
        picture(&mut driver, theme, UiCommand::ShowCompare, name);
    }
}

/// The whole inspector: a statement to be joined with another or split, verdicts on differences.
#[test]
fn corrections_in_light_and_dark() {
    for (theme, name) in [
        (egui::Theme::Light, "corrections-light"),
        (egui::Theme::Dark, "corrections-dark"),
    ] {
        let mut driver = Driver::start(tempfile::tempdir().unwrap(), &[], theme);
        resize(&mut driver, (1440.0, 2000.0), 1.0);
        driver.ask(Command::Select(Item::Statement(2)));
        driver.ask(UiCommand::KeepTogether);
        driver.ask(UiCommand::JoinStatements);
        driver.ask(Command::Select(Item::Statement(1)));
        driver.ask(UiCommand::SplitStatement);
        picture(&mut driver, theme, UiCommand::ShowCompare, name);
    }
}

#[test]
fn coverage_in_light_and_dark() {
    render(
        egui::Theme::Light,
        UiCommand::ShowCoverage,
        "coverage-light",
    );
    render(egui::Theme::Dark, UiCommand::ShowCoverage, "coverage-dark");
}

#[test]
fn quotes_in_light_and_dark() {
    render(egui::Theme::Light, UiCommand::ShowQuotes, "quotes-light");
    render(egui::Theme::Dark, UiCommand::ShowQuotes, "quotes-dark");
}

#[test]
fn naming_in_light_and_dark() {
    render(egui::Theme::Light, UiCommand::ShowNaming, "naming-light");
    render(egui::Theme::Dark, UiCommand::ShowNaming, "naming-dark");
}

#[test]
fn entities_in_light_and_dark() {
    render(
        egui::Theme::Light,
        UiCommand::ShowEntities,
        "entities-light",
    );
    render(egui::Theme::Dark, UiCommand::ShowEntities, "entities-dark");
}

#[test]
fn ledger_in_light_and_dark() {
    render(egui::Theme::Light, UiCommand::ShowLedger, "ledger-light");
    render(egui::Theme::Dark, UiCommand::ShowLedger, "ledger-dark");
}
