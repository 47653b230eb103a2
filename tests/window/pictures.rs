//! Pictures of the views in light and dark, in a usual and in the smallest window, rendered without a display. They are kept out of the repository: fonts and
//! drivers differ. The test holds that each is a picture of something: many colours, and the theme's own ground.

use hexapla::session::{Command, Item, UiCommand};

use super::driver::Driver;

/// The window's usual size and the smallest that must do.
const SIZES: [(f32, f32, &str); 2] = [(1440.0, 900.0, ""), (1024.0, 700.0, "-small")];

fn render(theme: egui::Theme, tab: UiCommand, name: &str) {
    let mut driver = Driver::start(tempfile::tempdir().unwrap(), &[], theme);
    for (width, height, suffix) in SIZES {
        driver.harness.set_size(egui::vec2(width, height));
        picture(&mut driver, theme, tab, &format!("{name}{suffix}"));
    }
}

fn picture(driver: &mut Driver, theme: egui::Theme, tab: UiCommand, name: &str) {
    driver.ask(tab);
    driver.ask(Command::Select(if tab == UiCommand::ShowEntities {
        Item::Entity("Islamic State".to_owned())
    } else {
        Item::Statement(1)
    }));
    let image = driver.harness.render().unwrap();
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
