//! The view in a window without a screen: driven by label and role.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{CoverageState, coverage_ui};
use crate::corpus::ArticleId;
use crate::session::{Command, Item, Session, comparison_fixture};
use crate::views::fixture::{Stage, harness};

type Window = Harness<'static, Stage<CoverageState>>;

fn window(session: Session) -> Window {
    let stage = Stage::new(session, CoverageState::default());
    let mut harness = harness([1100.0, 600.0], Theme::Light, stage, coverage_ui);
    harness.run();
    harness
}

/// What is said of the rows, from top to bottom, up to the first comma.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = window
        .get_all_by_role(Role::Row)
        .map(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            let name = label.split(',').next().unwrap_or_default().to_owned();
            (row.rect().top(), name)
        })
        .collect();
    rows.sort_by(|lhs, rhs| lhs.0.total_cmp(&rhs.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn a_row_opens_the_inspector_and_a_cell_leads_to_the_column() {
    let mut window = window(comparison_fixture::bridge());
    window
        .get_by_label_contains("Statement 1, ")
        .click_accesskit();
    window.run();
    assert_eq!(window.state().sent(), [Command::Select(Item::Statement(1))]);
    window
        .get_by_label("Herald (B): edited, ¶ 2 of 3. Go to it")
        .click();
    window.run();
    let sent = window.state().sent();
    assert_eq!(sent[0], Command::Select(Item::Statement(1)));
    assert!(
        matches!(sent[1], Command::GoTo { article, .. } if article == ArticleId(1)),
        "{sent:?}"
    );
}

#[test]
fn what_could_not_be_seen_is_not_called_absent() {
    let window = window(comparison_fixture::bridge());
    let row = window.get_by_label_contains("Statement 1, ");
    let text = row.accesskit_node().label().unwrap_or_default();
    assert!(text.contains("Post (C): could not be seen"), "{text}");
    let row = window.get_by_label_contains("Only here B1, ");
    let text = row.accesskit_node().label().unwrap_or_default();
    assert!(text.contains("Daily (A): not in this article"), "{text}");
}

#[test]
fn a_head_sorts_and_a_switch_filters() {
    let mut window = window(comparison_fixture::bridge());
    let all = ["Statement 2", "Statement 1", "Only here A1", "Only here B1"];
    assert_eq!(rows(&window), all);
    window
        .get_by_role_and_label(Role::ColumnHeader, "What differs")
        .click();
    window.run();
    assert_eq!(rows(&window)[0], "Statement 1");
    window
        .get_by_role_and_label(Role::CheckBox, "Only here")
        .click();
    window.run();
    assert_eq!(rows(&window), ["Only here A1", "Only here B1"]);
    window.get_by_label("Show all").click();
    window.run();
    assert_eq!(rows(&window).len(), 4);
}

#[test]
fn arrow_keys_move_the_selection_past_headings() {
    let mut window = window(comparison_fixture::bridge());
    window.state_mut().state.query.grouped = true;
    for _ in 0..2 {
        window.key_press(Key::ArrowDown);
        window.run();
        let sent = window.state().sent();
        if let Some(Command::Select(item)) = sent.into_iter().next() {
            window.state_mut().session.selection.item = item;
        }
    }
    assert_eq!(window.state().session.selection.item, Item::Statement(1));
}

#[test]
fn without_a_comparison_the_next_step_is_named() {
    let window = window(Session::default());
    window.get_by_label("Who reports what");
    window.get_by_label("Add articles…");
    window.get_by_label("Open the sample story");
}
