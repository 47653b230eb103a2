//! The view in a window without a screen: driven by label and role.

use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{QuotesState, quotes_ui};
use crate::corpus::ArticleId;
use crate::session::{Command, Derived, QuoteRows, Session, UiCommand, comparison_fixture};
use crate::views::fixture::{Stage, harness};

type Window = Harness<'static, Stage<QuotesState>>;

fn window() -> Window {
    let mut session = comparison_fixture::quotes();
    let compared = session.compared.get().unwrap().clone();
    let names = ["Daily", "Herald", "Daily"].map(str::to_owned).to_vec();
    session.quotes = Derived::Ready(QuoteRows::new(compared, names).into());
    start(session)
}

fn start(session: Session) -> Window {
    let stage = Stage::new(session, QuotesState::default());
    let mut harness = harness([1000.0, 700.0], Theme::Light, stage, quotes_ui);
    harness.run();
    harness
}

#[test]
fn every_wording_leads_to_its_place() {
    let mut window = window();
    window.get_by_label("2 utterances · 2 speakers");
    window.get_by_label("A “century”, B “decade”");
    window.get_by_label_contains("the next decade").click();
    window.run();
    let sent = window.state().sent();
    assert!(
        matches!(sent[..], [Command::GoTo { article, .. }] if article == ArticleId(1)),
        "{sent:?}"
    );
}

#[test]
fn a_click_on_a_speaker_shows_what_this_one_says() {
    let mut window = window();
    window.get_by_label_contains("Only Bob Stone: 1×").click();
    window.run();
    window.get_by_label("1 of 2 utterances · 2 speakers");
    assert!(window.query_by_label_contains("next century").is_none());
    window.get_by_label("Everybody").click();
    window.run();
    window.get_by_label_contains("next century");
}

#[test]
fn the_graph_says_who_rests_on_whom() {
    let mut window = window();
    window.get_by_label("3 independent origins of 3 articles");
    window.get_by_label("Source Reuters: Daily (A) 1×").click();
    window.run();
    let sent = window.state().sent();
    assert!(
        matches!(sent[..], [Command::GoTo { article, .. }] if article == ArticleId(0)),
        "{sent:?}"
    );
    window.get_by_label("PNG…").click();
    window.run();
    let sent = window.state().sent();
    assert!(
        matches!(sent[..], [.., Command::Ui(UiCommand::SaveChartPng)]),
        "{sent:?}"
    );
    let Stage { session, state, .. } = window.state();
    let drawing = state.chart(session).unwrap();
    let named = drawing.to_svg();
    assert!(named.contains("3 independent origins") && named.contains("Reuters"));
}

#[test]
fn without_a_comparison_the_next_step_is_named() {
    let window = start(Session::default());
    window.get_by_label("Who is quoted, in which words");
    window.get_by_label("Add articles…");
}
