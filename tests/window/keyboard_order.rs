//! Tab goes through the window in the order the eye reads it: the bar on top from left to right, library, middle, inspector, the
//! bar at the bottom.

use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use hexapla::session::UiCommand;

use super::driver::Driver;

/// Most stops that are walked.
const MOST: usize = 400;

/// What has the keyboard: its name and its place.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough in its lifetime"
)]
fn focused(driver: &Driver) -> Option<(String, Rect)> {
    let node = driver.harness.query_by(|node| node.is_focused())?;
    let name = node.accesskit_node().label().unwrap_or_default();
    Some((name, node.rect()))
}

/// Walks from the first stop until it comes round again.
fn walk(driver: &mut Driver, modifiers: Modifiers) -> Vec<(String, Rect)> {
    let mut stops: Vec<(String, Rect)> = Vec::new();
    for _ in 0..MOST {
        driver.harness.key_press_modifiers(modifiers, Key::Tab);
        driver.harness.run_steps(2);
        let Some(stop) = focused(driver) else {
            continue;
        };
        if stops.first() == Some(&stop) {
            break;
        }
        stops.push(stop);
    }
    stops
}

fn place(stops: &[(String, Rect)], name: &str) -> usize {
    let found = stops.iter().position(|(label, _)| label == name);
    found.unwrap_or_else(|| panic!("{name} is no stop: {stops:?}"))
}

#[test]
fn tab_walks_the_window_in_the_order_the_eye_reads_it() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = Driver::start(home, &[], egui::Theme::Light);
    driver.ask(UiCommand::ShowEntities);
    let stops = walk(&mut driver, Modifiers::NONE);
    let in_bar: Vec<&(String, Rect)> = stops.iter().take_while(|(_, at)| at.top() < 44.0).collect();
    let names: Vec<&str> = in_bar.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[..6],
        ["File", "Edit", "Article", "View", "Table", "Help"]
    );
    assert_eq!(names.last(), Some(&UiCommand::SaveReport.info().text));
    for pair in in_bar.windows(2) {
        let (left, right) = (pair[0].1.left(), pair[1].1.left());
        assert!(left < right, "{pair:?}");
    }
    let in_order = [
        UiCommand::SaveReport.info().text,
        "Filter articles",
        UiCommand::ShowCompare.info().text,
        UiCommand::ShowLedger.info().text,
        "Copy table",
        "Export CSV…",
        "First statement (N)",
    ];
    let places: Vec<usize> = in_order.iter().map(|name| place(&stops, name)).collect();
    assert!(places.is_sorted(), "{in_order:?} at {places:?}");

    let mut back = walk(&mut driver, Modifiers::SHIFT);
    back.reverse();
    let of = |stops: &[(String, Rect)]| -> Vec<String> {
        stops.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(of(&back)[..in_bar.len()], of(&stops)[..in_bar.len()]);
}
