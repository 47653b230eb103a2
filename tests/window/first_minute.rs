//! The first minute of a new user: the guide, the empty views, help.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::session::{Item, UiCommand, ViewTab};
use hexapla::views::help::Topic;

use super::driver::Driver;

fn newcomer() -> Driver {
    Driver::start_in(tempfile::tempdir().unwrap(), &[], egui::Theme::Light)
}

fn click(driver: &mut Driver, label: &str) {
    driver
        .harness
        .get_by_role_and_label(Role::Button, label)
        .click();
    driver.settle();
}

#[test]
fn the_guide_points_at_three_parts_and_is_shown_once() {
    let mut driver = newcomer();
    driver.harness.get_by_label("1 of 3");
    click(&mut driver, "Continue");
    driver.harness.get_by_label("2 of 3");
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
    // The card stands beside the inspector, not over it.
    let card = driver.harness.get_by_label("2 of 3").rect();
    let inspector = driver
        .harness
        .get_by_label_contains("Statement 1 · ")
        .rect();
    assert!(card.right() < inspector.left(), "{card:?} {inspector:?}");
    click(&mut driver, "Continue");
    driver.harness.get_by_label("3 of 3");
    click(&mut driver, "Back");
    driver.harness.get_by_label("2 of 3");
    click(&mut driver, "Continue");
    click(&mut driver, "Done");
    assert_eq!(driver.app().session.guide, None);
    let mut driver = Driver::start_in(driver.quit(), &[], egui::Theme::Light);
    assert_eq!(driver.app().session.guide, None);
    driver.ask(UiCommand::Guide);
    driver.harness.get_by_label("1 of 3");
}

#[test]
fn what_lies_behind_the_guide_can_be_used_and_skipping_it_is_kept() {
    let mut driver = newcomer();
    driver
        .harness
        .get_by_role_and_label(Role::Tab, "Coverage")
        .click();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Coverage);
    driver.harness.key_press(egui::Key::F1);
    driver.settle();
    let card = driver.harness.query_by_label("1 of 3");
    assert!(card.is_none(), "it waits while Help is open");
    driver.harness.key_press(egui::Key::Escape);
    driver.settle();
    assert_eq!(driver.app().views.help.topic(), None);
    click(&mut driver, "Skip the guide");
    let driver = Driver::start_in(driver.quit(), &[], egui::Theme::Light);
    assert_eq!(driver.app().session.guide, None);
}

#[test]
fn every_view_without_articles_names_the_next_step() {
    let mut driver = Driver::sample();
    driver.ask(UiCommand::NewWorkspace);
    for tab in [
        UiCommand::ShowCompare,
        UiCommand::ShowCoverage,
        UiCommand::ShowEntities,
        UiCommand::ShowQuotes,
        UiCommand::ShowNaming,
        UiCommand::ShowLedger,
    ] {
        driver.ask(tab);
        let offers = driver
            .harness
            .get_all_by_role_and_label(Role::Button, "Open the sample story");
        assert!(offers.count() >= 1, "{tab:?}");
    }
    driver
        .harness
        .get_all_by_role_and_label(Role::Button, "Open the sample story")
        .next()
        .unwrap()
        .click();
    driver.settle();
    assert_eq!(driver.app().session.corpus.articles.len(), 4);
}

#[test]
fn help_opens_on_the_view_in_hand_and_leads_to_any_page_and_view() {
    let mut driver = Driver::sample();
    driver.ask(UiCommand::ShowCoverage);
    driver.harness.key_press(egui::Key::F1);
    driver.settle();
    assert_eq!(driver.app().views.help.topic(), Some(Topic::Coverage));
    for topic in Topic::ALL {
        driver
            .harness
            .get_all_by_role_and_label(Role::Button, topic.title())
            .last()
            .unwrap()
            .click();
        driver.settle();
        assert_eq!(driver.app().views.help.topic(), Some(topic));
        let image = driver.harness.query_by_role(Role::Image);
        let has_page = !matches!(topic, Topic::Shortcuts | Topic::About);
        assert_eq!(image.is_some(), has_page, "{topic:?}");
    }
    click(&mut driver, Topic::Naming.title());
    let show = driver
        .harness
        .get_by_role_and_label(Role::Button, "Show Naming");
    show.click_accesskit();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Naming);
    assert_eq!(
        driver.app().views.help.topic(),
        Some(Topic::Naming),
        "it stays open beside the view"
    );
    driver.harness.key_press(egui::Key::Escape);
    driver.settle();
    assert_eq!(driver.app().views.help.topic(), None);
}

#[test]
fn every_key_of_the_table_stands_in_the_list_of_keys() {
    let mut driver = Driver::sample();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Slash);
    driver.settle();
    assert_eq!(driver.app().views.help.topic(), Some(Topic::Shortcuts));
    for key in ["F1", "Ctrl+Shift+K", "Alt+F"] {
        driver.harness.get_by_label(key);
    }
}

#[test]
fn the_status_bar_tells_the_memory() {
    let driver = Driver::sample();
    let megabytes = driver.app().session.memory.unwrap() / 1_000_000;
    assert!(megabytes > 10, "{megabytes}");
    driver.harness.get_by_label(&format!("{megabytes} MB"));
}

#[test]
fn find_looks_in_one_column_or_in_all() {
    let mut driver = Driver::sample();
    driver.harness.key_press(egui::Key::Num2);
    driver.settle();
    let column = driver.app().session.corpus.comparison.columns[1];
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::ALT, egui::Key::F);
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in columns")
        .type_text("Kerry");
    driver.settle();
    let here = driver.app().session.found.get().unwrap().clone();
    assert!(here.in_order.len() > 1);
    assert!(here.in_order.iter().all(|(article, _)| *article == column));
    driver
        .harness
        .get_by_label(&format!("1 of {}", here.in_order.len()));
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    driver.settle();
    let all = driver.app().session.found.get().unwrap().clone();
    assert!(all.in_order.len() > here.in_order.len());
    assert_eq!(all.places.len(), 4);
}

#[test]
fn a_new_workspace_forgets_what_was_selected_in_the_last_one() {
    let mut driver = Driver::sample();
    driver.ask(UiCommand::NextStatement);
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
    driver.ask(UiCommand::NewWorkspace);
    assert_eq!(driver.app().session.selection.item, Item::Nothing);
}
