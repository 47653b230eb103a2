//! The dialogs of the entity table: rows that may be one, where a mention belongs, charts.

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::tests::{Window, decided, small, window};
use crate::corpus::{ArticleId, Decision, Place};
use crate::session::{Command, Item, Session, UiCommand, entity_fixture};
use crate::text::Span;

fn open(session: Session, theme: egui::Theme) -> Harness<'static, Window> {
    window(session, vec2(1160.0, 700.0), theme)
}

/// Kept where the variable `HEXAPLA_PICTURES` says, for looking at.
fn picture(harness: &mut Harness<'_, Window>, name: &str) {
    if let Ok(folder) = std::env::var("HEXAPLA_PICTURES") {
        let picture = harness.render().expect("software rendering is installed");
        picture.save(format!("{folder}/{name}.png")).unwrap();
    }
}

#[test]
fn rows_that_may_be_one_are_merged_or_kept_apart() {
    let mut harness = open(entity_fixture::lookalikes(), egui::Theme::Light);
    harness.get_by_label("Same name? 2").click();
    harness.run();
    picture(&mut harness, "suggestions-light");
    let merges = harness.get_all_by_role_and_label(Role::Button, "Merge");
    let first = merges.min_by(|lhs, rhs| lhs.rect().top().total_cmp(&rhs.rect().top()));
    first.unwrap().click();
    harness.run();
    let [Decision::MergeEntities { names, into }] = &decided(&harness)[..] else {
        panic!("nothing was merged");
    };
    assert!(
        names.contains(into) && names.len() == 2,
        "{names:?} into {into}"
    );
    let apart = harness.get_all_by_role_and_label(Role::Button, "Not the same");
    let last = apart.max_by(|lhs, rhs| lhs.rect().top().total_cmp(&rhs.rect().top()));
    last.unwrap().click();
    harness.run();
    assert_eq!(decided(&harness), []);
    harness.get_by_role_and_label(Role::Button, "Close").click();
    harness.run();
    // What was kept apart is not offered again; what was merged goes when the names are counted again.
    harness.get_by_label("Same name? 1");
}

#[test]
fn a_member_can_be_dropped_from_what_is_merged() {
    let mut harness = open(entity_fixture::lookalikes(), egui::Theme::Dark);
    harness.get_by_label("Same name? 2").click();
    harness.run();
    picture(&mut harness, "suggestions-dark");
    harness
        .get_by_role_and_label(
            Role::CheckBox,
            "Mohamed Mursi · 1 mention · similar spelling",
        )
        .click();
    harness.run();
    let merges = harness.get_all_by_role_and_label(Role::Button, "Merge");
    let first = merges.min_by(|lhs, rhs| lhs.rect().top().total_cmp(&rhs.rect().top()));
    first.unwrap().click();
    harness.run();
    assert_eq!(
        decided(&harness),
        [],
        "a group of which nothing is left is not merged"
    );
}

#[test]
fn a_mention_is_given_to_another_row() {
    let mut harness = small();
    harness
        .get_by_label_contains("Sergei Lavrov, Person")
        .click();
    harness.run();
    let line = "Star: Syria and Syria alone was discussed, said Lavrov in Geneva.";
    harness.get_by_label(line).click_secondary();
    harness.run();
    harness.get_by_label("This mention belongs to…").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "This “Lavrov” belongs to")
        .type_text("Lavrov junior");
    harness.run();
    picture(&mut harness, "move-mention-light");
    harness
        .get_by_role_and_label(Role::Button, "Move it")
        .click();
    harness.run();
    let text = &harness
        .state()
        .session
        .corpus
        .articles
        .get(ArticleId(2))
        .unwrap()
        .text;
    let start = text.find("Lavrov").unwrap();
    assert_eq!(
        decided(&harness),
        [Decision::MoveMention {
            place: Place {
                article: ArticleId(2),
                span: Span::new(start, start + 6)
            },
            to: "Lavrov junior".to_owned()
        }]
    );
}

#[test]
fn the_charts_show_what_their_files_hold() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut harness = open(entity_fixture::sample(), theme);
        harness.state_mut().session.selection.item = Item::Entity("Islamic State".to_owned());
        harness.run();
        harness.state_mut().state.open_plots();
        harness.run();
        picture(&mut harness, &format!("chart-most-{name}"));
        let chart = |harness: &Harness<'_, Window>| {
            let window = harness.state();
            window
                .state
                .chart(&window.session)
                .expect("a chart is open")
        };
        let most = chart(&harness);
        harness.get_by_role_and_label(Role::Image, &most.title);
        assert!(most.to_svg().contains("Bashar al-Assad"));
        harness
            .get_by_role_and_label(Role::Button, "Where it is named")
            .click();
        harness.run();
        picture(&mut harness, &format!("chart-where-{name}"));
        let place = chart(&harness);
        assert_ne!(most.title, place.title);
        harness.get_by_role_and_label(Role::Image, &place.title);
        harness.state().commands();
        harness.get_by_label("Save chart as PNG…").click();
        harness.run();
        assert_eq!(
            harness.state().commands(),
            [Command::Ui(UiCommand::SaveChartPng)]
        );
    }
}

#[test]
fn names_are_merged_without_the_mouse_under_the_name_that_most_use() {
    let mut harness = small();
    harness
        .get_by_label_contains("Geneva, Place")
        .click_secondary();
    harness.run();
    harness.get_by_label("Merge with…").click();
    harness.run();
    harness.state().commands();
    harness
        .get_by_role_and_label(Role::TextInput, "Merge Geneva with")
        .type_text("syria");
    harness.run();
    for _ in 0..2 {
        harness.key_press(egui::Key::Enter);
        harness.run();
    }
    assert_eq!(
        decided(&harness),
        [Decision::MergeEntities {
            names: vec!["Geneva".to_owned(), "Syria".to_owned()],
            into: "Syria".to_owned()
        }]
    );
}

#[test]
fn in_a_narrow_window_the_bar_takes_two_rows_and_folds_what_is_rare() {
    let size = vec2(420.0, 400.0);
    let mut harness = window(entity_fixture::sample(), size, egui::Theme::Light);
    picture(&mut harness, "entities-narrow");
    let head = harness.get_by_role_and_label(Role::ColumnHeader, "Entity");
    assert!(head.rect().top() < 75.0, "two rows: {}", head.rect().top());
    harness.get_by_label_contains("Options").click();
    harness.run();
    harness.get_by_label("Group by article").click();
    harness.run();
    harness.get_by_label_contains("Options + 1");
    harness.get_by_label_contains("Types: 3 of 4").click();
    harness.run();
    for kind in ["People", "Places"] {
        harness.get_by_role_and_label(Role::CheckBox, kind).click();
        harness.run();
    }
    harness.get_by_label_contains("Types: 1 of 4");
    harness.get_by_label_contains("Table").click();
    harness.run();
    harness.state().commands();
    harness.get_by_label("Copy table").click();
    harness.run();
    assert_eq!(
        harness.state().commands(),
        [Command::Ui(UiCommand::CopyTable)]
    );
}
