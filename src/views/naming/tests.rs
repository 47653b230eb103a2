//! The view in a window without a screen: driven by label and role.

use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{NamingState, naming_ui};
use crate::analysis::naming::Alternatives;
use crate::analysis::{Analysed, Unhurried};
use crate::corpus::ArticleId;
use crate::session::{Command, Derived, NamingRows, Session, UiCommand, entity_fixture};
use crate::views::fixture::{Stage, harness};

type Window = Harness<'static, Stage<NamingState>>;

fn start(session: Session) -> Window {
    let stage = Stage::new(session, NamingState::default());
    let mut harness = harness([1000.0, 700.0], Theme::Light, stage, naming_ui);
    harness.run();
    harness
}

fn window() -> Window {
    let texts = [
        (
            0,
            "On the regime\nThe regime of Bashar Assad fell, Ann Lee said.",
        ),
        (
            1,
            "On the government\nThe government of Assad fell, Ann Lee claimed.",
        ),
    ];
    let (corpus, articles) = entity_fixture::corpus(&["Daily", "Herald"], &texts);
    let refs: Vec<&Analysed> = articles.iter().map(|article| &**article).collect();
    let index = crate::analysis::entities::index_entities(&refs, &[]);
    let mut session = entity_fixture::session(corpus, articles, index);
    let (lists, _) = Alternatives::parse("Power: government | regime");
    let entities = session.entities.get().unwrap().clone();
    let rows = NamingRows::new(entities, &lists, &mut Unhurried).unwrap();
    session.naming = Derived::Ready(rows.into());
    start(session)
}

#[test]
fn a_word_leads_to_its_places_and_a_place_to_the_column() {
    let mut window = window();
    window.get_by_label("Loaded words").click();
    window.run();
    window.get_by_label("1 set of words");
    window.get_by_label("Herald: government 2×").click();
    window.run();
    window.get_by_label("Power: government · Herald · 2 places");
    window
        .get_all_by_label_contains("The government of Assad fell")
        .next()
        .unwrap()
        .click();
    window.run();
    let sent = window.state().sent();
    assert!(
        matches!(sent[..], [Command::GoTo { article, .. }] if article == ArticleId(1)),
        "{sent:?}"
    );
}

#[test]
fn reporting_verbs_are_counted_by_outlet() {
    let mut window = window();
    window.get_by_label("Reporting verbs").click();
    window.run();
    window.get_by_label("All speakers; Daily: say 1×; Herald: claim 1×");
}

#[test]
fn the_list_of_words_can_be_edited() {
    let mut window = window();
    window.get_by_label("Loaded words").click();
    window.run();
    window.get_by_label("Edit the list…").click();
    window.run();
    assert_eq!(
        window.state().sent(),
        [Command::Ui(UiCommand::EditNamingList)]
    );
}

#[test]
fn without_articles_the_next_step_is_named() {
    let window = start(Session::default());
    window.get_by_label("What each outlet calls the same thing");
    window.get_by_label("Add articles…");
}
