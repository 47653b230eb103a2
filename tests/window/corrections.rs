//! Flows in which a person puts the comparison right: sentences taken out, kept together, joined, and verdicts on differences.

use egui_kittest::kittest::Queryable as _;
use hexapla::corpus::{Decision, Place, Review, ReviewState};
use hexapla::session::{Command, Item, UiCommand};

use super::driver::Driver;

fn places(driver: &Driver, statement: u32) -> Vec<Place> {
    driver
        .app()
        .session
        .compared
        .get()
        .unwrap()
        .places_of(statement)
}

#[test]
fn a_statement_is_broken_apart_undone_and_kept_together() {
    let mut driver = Driver::sample();
    driver.ask(Command::Select(Item::Statement(1)));
    let whole = places(&driver, 1);
    let (first, last) = (whole[0], whole[whole.len() - 1]);
    driver.press("Break apart");
    assert!(!driver.are_together(&first, &last));
    assert!(!driver.app().session.corpus.decisions.is_empty());
    driver.harness.get_by_label("You split a statement here.");
    driver.ask(UiCommand::Undo);
    assert!(driver.are_together(&first, &last));
    assert!(driver.app().session.corpus.decisions.is_empty());
    driver.ask(Command::Select(Item::Statement(1)));
    driver.press("Keep together");
    let compared = driver.app().session.compared.get().unwrap().clone();
    let scores = compared
        .statement(1)
        .unwrap()
        .pairs
        .iter()
        .map(|pair| pair.score);
    assert!(scores.into_iter().all(|score| score == 1.0));
    driver.press("Let the program decide");
    assert!(driver.app().session.corpus.decisions.is_empty());
}

#[test]
fn one_outlets_sentence_is_taken_out_of_a_statement() {
    let mut driver = Driver::sample();
    let compared = driver.app().session.compared.get().unwrap().clone();
    let is_plain = |id: &u32| {
        let places = compared.places_of(*id);
        let mut pairs = places.windows(2);
        places.len() > 2 && pairs.all(|pair| pair[0].article != pair[1].article)
    };
    let n = compared.comparison.statements.len() as u32;
    let id = (1..=n).find(is_plain).unwrap();
    driver.ask(Command::Select(Item::Statement(id)));
    let whole = places(&driver, id);
    driver
        .harness
        .get_all_by_label_contains("Take out: ")
        .next()
        .unwrap()
        .click_accesskit();
    driver.settle();
    let others = whole
        .iter()
        .filter(|place| place.article != whole[0].article);
    let rest: Vec<Place> = others.copied().collect();
    let compared = driver.app().session.compared.get().unwrap();
    let rows = compared.comparison.statements.iter();
    let rows: Vec<Vec<Place>> = rows.map(|row| compared.places_of(row.id)).collect();
    assert!(rows.contains(&rest), "the others stay one statement");
    // Another statement may hold some of them with it: that is another fact.
    assert!(
        !rows
            .iter()
            .any(|row| whole.iter().all(|place| row.contains(place)))
    );
}

#[test]
fn one_of_two_sentences_of_an_article_is_taken_out() {
    let mut driver = Driver::sample();
    driver.ask(Command::Select(Item::Statement(1)));
    let whole = places(&driver, 1);
    let compared = driver.app().session.compared.get().unwrap().clone();
    let index = compared.index_of(whole[0].article).unwrap();
    let stray = Place {
        article: whole[0].article,
        span: compared.only_here(index).last().unwrap().span,
    };
    driver.ask(UiCommand::JoinStatements);
    driver.ask(Command::Select(Item::OnlyHere {
        article: stray.article,
        span: stray.span,
    }));
    driver.ask(UiCommand::JoinStatements);
    let last = whole[whole.len() - 1];
    assert!(driver.are_together(&stray, &last));
    // The cells stand in the order of the articles: the first is the one that was joined to.
    driver
        .harness
        .get_all_by_label("Take out one of these sentences…")
        .next()
        .unwrap()
        .click_accesskit();
    driver.settle();
    let words = stray.span.of(compared.articles[index].text());
    let first = words.split_whitespace().next().unwrap();
    let line = format!("Take out “{first}");
    driver
        .harness
        .get_all_by_label_contains(&line)
        .last()
        .unwrap()
        .click_accesskit();
    driver.settle();
    assert!(!driver.are_together(&stray, &last));
    assert!(driver.are_together(&whole[0], &last));
}

#[test]
fn two_sentences_are_joined_and_stay_joined_when_an_article_goes() {
    let mut driver = Driver::sample();
    let compared = driver.app().session.compared.get().unwrap().clone();
    let alone = |article: usize| {
        let only = compared.only_here(article).last().unwrap();
        Place {
            article: compared.articles[article].id(),
            span: only.span,
        }
    };
    let (one, two) = (alone(0), alone(1));
    let select = |place: Place| {
        Command::Select(Item::OnlyHere {
            article: place.article,
            span: place.span,
        })
    };
    driver.ask(select(one));
    driver.press("Join with …");
    driver.harness.get_by_label("Joining");
    driver.ask(select(two));
    driver.press("Join with this one");
    assert!(driver.are_together(&one, &two));
    assert!(driver.app().session.selection.joining.is_none());
    // What was one sentence of one article is now the statement that holds it.
    assert!(matches!(
        driver.app().session.selection.item,
        Item::Statement(_)
    ));
    let other = compared.articles[3].id();
    driver.ask(Command::ToggleColumn(other));
    assert_eq!(driver.app().session.columns().count(), 3);
    assert!(driver.are_together(&one, &two));
}

#[test]
fn a_difference_gets_a_verdict_and_a_note_of_its_own() {
    let mut driver = Driver::sample();
    let compared = driver.app().session.compared.get().unwrap().clone();
    let mut statements = compared.comparison.statements.iter();
    let differing = statements.find(|one| one.differences.len() == 1).unwrap();
    driver.ask(Command::Select(Item::Statement(differing.id)));
    let kind = differing.differences[0].kind.label();
    driver
        .harness
        .get_all_by_label("Dismissed")
        .next()
        .unwrap()
        .click_accesskit();
    driver.settle();
    let note = format!("Note on the {kind}");
    driver.harness.get_by_label(&note).focus();
    driver.settle();
    driver
        .harness
        .get_by_label(&note)
        .type_text("only a rounding");
    driver.settle();
    driver.harness.key_press(egui::Key::Tab);
    driver.settle();
    let decisions = driver.app().session.corpus.decisions.iter();
    let reviews: Vec<&Decision> = decisions.map(AsRef::as_ref).collect();
    assert!(
        matches!(
            reviews[..],
            [Decision::Review(Review { difference: Some(of), state: ReviewState::Dismissed, note, .. })]
                if of.kind == kind && of.values.len() > 1 && note == "only a rounding"
        ),
        "{reviews:?}"
    );
}
