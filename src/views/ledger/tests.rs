//! The ledger driven by label and role: totals, filters, groups, and which commands come out.

use std::sync::Arc;

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::lines::size_text;
use super::{LedgerState, ledger_ui};
use crate::corpus::{ArticleId, Completeness, LedgerLine, Outcome, Patch};
use crate::import::duplicates::{Group, Likeness};
use crate::session::{Alike, Command, Derived, Item, Session, UiCommand, ViewTab};
use crate::views::fixture::{self, Stage, edit, line, picture, sample};

fn with_trouble() -> Session {
    let mut session = sample();
    let corpus = &mut session.corpus;
    let mut patch = Patch::new("more");
    let failed = LedgerLine {
        outcome: Outcome::Failed {
            reason: "The file is empty.".to_owned(),
        },
        bytes: 0,
        ..line(corpus, "/news", "/news/may/nothing.txt", "")
    };
    let skipped = line(
        corpus,
        "/news",
        "/news/harbour.jpg",
        "A picture, not an article.",
    );
    let twin = LedgerLine {
        outcome: Outcome::Imported {
            article: ArticleId(3),
            duplicate_of: Some(ArticleId(1)),
        },
        stripped: "2 captions".to_owned(),
        warnings: vec!["The encoding was guessed.".to_owned()],
        ..line(corpus, "/news", "/news/twin.txt", "")
    };
    for line in [failed, skipped, twin] {
        patch.ledger.push((line.id, Some(Arc::new(line))));
    }
    corpus.apply(patch);
    session
}

fn stage(theme: egui::Theme) -> Harness<'static, Stage<LedgerState>> {
    let stage = Stage::new(with_trouble(), LedgerState::default());
    let mut harness = fixture::harness([980.0, 420.0], theme, stage, ledger_ui);
    harness.run();
    harness
}

#[test]
fn totals_add_up_and_filters_narrow() {
    let mut harness = stage(egui::Theme::Light);
    picture(&mut harness, "ledger-light");
    harness.get_by_label("7 offered: 5 imported (1 like another, 1 cut off), 1 skipped, 1 failed");
    for (choice, rows) in [
        ("Failed", 1),
        ("Alike", 1),
        ("Cut off", 1),
        ("Imported", 5),
        ("All", 7),
    ] {
        harness.get_by_role_and_label(Role::Button, choice).click();
        harness.run();
        assert_eq!(harness.state().state.shown.len(), rows, "{choice}");
    }
    harness
        .get_by_role_and_label(Role::TextInput, "Filter the ledger")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Filter the ledger")
        .type_text("guessed");
    harness.run();
    assert_eq!(harness.state().state.shown.len(), 1);
    let stage = harness.state();
    let table = stage.state.table(&stage.session).unwrap().to_tsv();
    let text = "File\tOutcome\tAlike\tFormat\tEncoding\tSize (bytes)\tStripped\tReasons and warnings\n\
        twin.txt\timported\tsame text\tplain text\tUTF-8\t2300\t2 captions\t\
        The same text as “Kerry Expresses Concern Over Russia in Syria”. The encoding was guessed.\n";
    assert_eq!(table, text);
    harness.get_by_label_contains("Table").click();
    harness.run();
    harness.get_by_label("Copy table").click();
    harness.run();
    assert_eq!(harness.state().sent(), [Command::Ui(UiCommand::CopyTable)]);
}

#[test]
fn a_group_stands_together_and_is_compared_in_one_click() {
    let mut session = with_trouble();
    let groups = vec![
        Group {
            likeness: Likeness::Same,
            articles: vec![ArticleId(1), ArticleId(3)],
        },
        Group {
            likeness: Likeness::Address,
            articles: vec![ArticleId(2), ArticleId(0)],
        },
    ];
    session.alike = Derived::Ready(Arc::new(Alike::new(groups)));
    edit(&mut session, 2, |article| {
        article.completeness = Completeness::Truncated;
    });
    let stage = Stage::new(session, LedgerState::default());
    let mut harness = fixture::harness([1180.0, 420.0], egui::Theme::Light, stage, ledger_ui);
    harness.run();
    harness.get_by_label("7 offered: 5 imported (5 like another, 1 cut off), 1 skipped, 1 failed");
    harness.get_by_label("Sort by alike").click();
    harness.run();
    picture(&mut harness, "ledger-groups");
    let state = &harness.state().state;
    let order: Vec<&str> = state
        .shown
        .iter()
        .map(|at| state.lines[*at].alike.as_str())
        .collect();
    let together = [
        "version 1 of 2",
        "version 2 of 2",
        "same text, 2",
        "same text, 2",
        "same text, 2",
        "",
        "",
    ];
    assert_eq!(order, together);
    harness.get_by_label("Compare: version 2 of 2").click();
    harness.run();
    let columns = vec![ArticleId(2), ArticleId(0)];
    assert_eq!(
        harness.state().sent(),
        [
            Command::SetColumns(columns),
            Command::ShowTab(ViewTab::Compare)
        ]
    );
}

#[test]
fn a_column_sorts_up_down_and_back() {
    let mut harness = stage(egui::Theme::Dark);
    picture(&mut harness, "ledger-dark");
    let mut first = Vec::new();
    for _ in 0..3 {
        harness.get_by_label("Sort by size").click();
        harness.run();
        let state = &harness.state().state;
        first.push(state.lines[state.shown[0]].line.bytes);
    }
    assert_eq!(first, [0, 2_300, 2_300]);
    assert_eq!(harness.state().state.shown, [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_row_selects_its_article() {
    let mut harness = stage(egui::Theme::Light);
    let selected = |id| {
        [
            Command::SelectArticles(vec![ArticleId(id)]),
            Command::Select(Item::Article(ArticleId(id))),
        ]
    };
    harness.get_by_label("sample/001.txt").click();
    harness.run();
    assert_eq!(harness.state().sent(), selected(1));
    harness.get_by_label("2 captions").click();
    harness.run();
    assert_eq!(harness.state().sent(), selected(3));
    harness.get_by_label("harbour.jpg").click();
    harness.run();
    assert_eq!(harness.state().sent(), []);
}

#[test]
fn sizes_are_short() {
    let sizes = [0, 999, 1_000, 15_400, 2_345_678, 200_000_000].map(size_text);
    assert_eq!(
        sizes,
        ["0 B", "999 B", "1.0 KB", "15 KB", "2.3 MB", "200 MB"]
    );
}
