//! Flows through the views that show the evidence: from a row or figure to the words in the article.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::session::{Item, ViewTab};

use super::driver::Driver;

fn open(driver: &mut Driver, tab: &str) {
    driver.harness.get_by_role_and_label(Role::Tab, tab).click();
    driver.settle();
}

#[test]
fn coverage_leads_from_a_row_to_the_inspector_and_from_a_cell_to_the_column() {
    let mut driver = Driver::sample();
    open(&mut driver, "Coverage");
    assert_eq!(driver.app().session.tab, ViewTab::Coverage);
    driver
        .harness
        .get_by_label_contains("Statement 1, reported by")
        .click_accesskit();
    driver.settle();
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
    driver.harness.get_by_label_contains("Statement 1 · ");
    let compared = driver.app().session.compared.get().unwrap().clone();
    let cell = compared.coverage.rows[0].cells[0];
    driver
        .harness
        .get_all_by_label_contains(". Go to it")
        .next()
        .unwrap()
        .click();
    driver.settle();
    let session = &driver.app().session;
    assert_eq!(session.tab, ViewTab::Compare);
    let (_, span, _) = session.selection.go_to.unwrap();
    let places = compared.coverage.rows.iter().flat_map(|row| &row.cells);
    assert!(places.into_iter().any(|cell| cell.span == span), "{cell:?}");
}

#[test]
fn the_next_statement_is_shown_where_the_person_looks() {
    let mut driver = Driver::sample();
    open(&mut driver, "Coverage");
    driver.harness.key_press(egui::Key::N);
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Coverage);
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
}
