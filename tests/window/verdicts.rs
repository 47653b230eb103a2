//! Flows in which a person says what to think of a statement or splits it, and the articles change afterwards.

use egui_kittest::kittest::Queryable as _;
use hexapla::analysis::reviews::Verdict;
use hexapla::corpus::{ArticleId, ReviewState};
use hexapla::session::{Command, FieldKind, Item, UiCommand};

use super::driver::Driver;

const DAILY: &str = "Bridge over the Orm is open\n\n\
    Mayor Ann Lee opened the new stone bridge over the river Orm on Monday morning.\n\n\
    The bridge cost 12 million dollars, treasurer Bob Stone told reporters at the ceremony.\n";
const HERALD: &str = "Orm bridge opened at last\n\n\
    The new stone bridge over the river Orm was opened by mayor Ann Lee on Monday morning.\n\n\
    Treasurer Bob Stone told reporters that the bridge cost 14 million dollars.\n";
const POST: &str = "A bridge for the Orm\n\n\
    On Monday morning mayor Ann Lee opened the new stone bridge over the river Orm.\n\n\
    The treasurer, Bob Stone, told reporters that the stone bridge cost 15 million dollars.\n";

/// One sentence in five wordings, under headlines that say nothing of it.
const WORDINGS: [&str; 5] = [
    "Harbour diary\n\nMayor Ann Lee opened the new stone bridge over the river Orm on Monday morning.\n",
    "Notices\n\nThe new stone bridge over the river Orm was opened by mayor Ann Lee on Monday morning.\n",
    "Briefly\n\nOn Monday morning mayor Ann Lee opened the new stone bridge over the river Orm.\n",
    "Seen today\n\nThe new stone bridge over the river Orm was opened on Monday morning by mayor Ann Lee.\n",
    "Elsewhere\n\nThe mayor, Ann Lee, opened the new stone bridge over the river Orm on Monday morning.\n",
];

/// Adds an article of this day and puts it into the comparison.
fn add(driver: &mut Driver, name: &str, text: &str, day: &str) -> ArticleId {
    let path = driver.file(name, text);
    driver.ask(Command::AddPaths(vec![path]));
    let session = &driver.app().session;
    let article = session.articles().map(|article| article.id).max().unwrap();
    let mut columns = session.corpus.comparison.columns.clone();
    driver.ask(Command::SetFields {
        articles: vec![article],
        values: vec![(FieldKind::Published, day.to_owned())],
    });
    if !columns.contains(&article) {
        columns.push(article);
        driver.ask(Command::SetColumns(columns));
    }
    article
}

/// The program with no article side by side.
fn empty() -> Driver {
    let home = tempfile::tempdir().unwrap();
    let mut driver = Driver::start(home, &[], egui::Theme::Light);
    driver.ask(Command::SetColumns(Vec::new()));
    driver
}

/// Two articles of September 5, side by side.
fn two_articles() -> Driver {
    let mut driver = empty();
    add(&mut driver, "daily.txt", DAILY, "2015-09-05");
    add(&mut driver, "herald.txt", HERALD, "2015-09-05");
    driver
}

/// The number of the statement with these words, and what was said of it.
fn verdict(driver: &Driver, words: &str) -> (u32, Verdict) {
    let session = &driver.app().session;
    let compared = session.compared.get().unwrap();
    let mut statements = compared.comparison.statements.iter();
    let holds = |text: &str| text.contains(words);
    let at = statements.position(|one| {
        one.cells
            .iter()
            .any(|cell| holds(&compared.cell_text(cell)))
    });
    let at = at.unwrap_or_else(|| panic!("{words:?} is in a statement"));
    let verdict = compared.reviews(&session.corpus).of(at).clone();
    (at as u32 + 1, verdict)
}

/// Presses the last button of this name: that of the statement as a whole, which stands below those of its differences.
fn press_last(driver: &mut Driver, label: &str) {
    driver
        .harness
        .get_all_by_label(label)
        .last()
        .unwrap()
        .click_accesskit();
    driver.settle();
}

#[test]
fn a_verdict_stays_when_an_earlier_article_comes_and_when_one_goes() {
    let mut driver = two_articles();
    let (cost, _) = verdict(&driver, "12 million");
    driver.ask(Command::Select(Item::Statement(cost)));
    press_last(&mut driver, "Dismissed");
    driver.write_into("Note on this statement", "known since May");
    let said = |driver: &Driver, words: &str| {
        let (_, verdict) = verdict(driver, words);
        (verdict.state, verdict.note)
    };
    let dismissed = (ReviewState::Dismissed, "known since May".to_owned());
    let nothing = (ReviewState::New, String::new());
    assert_eq!(said(&driver, "12 million"), dismissed);

    let first = add(&mut driver, "post.txt", POST, "2015-09-01");
    let compared = driver.app().session.compared.get().unwrap().clone();
    assert_eq!(
        compared.index_of(first),
        Some(0),
        "it is the first column now"
    );
    assert_eq!(said(&driver, "15 million"), dismissed);
    assert_eq!(said(&driver, "opened the new stone bridge"), nothing);
    let (cost, _) = verdict(&driver, "15 million");
    let statement = compared.statement(cost).unwrap();
    assert_eq!(statement.cells.len(), 3);

    driver.ask(Command::Select(Item::Statement(cost)));
    driver.empty_field("Note on this statement");
    driver.settle();
    press_last(&mut driver, "New");
    assert_eq!(said(&driver, "15 million"), nothing);
    assert!(driver.app().session.corpus.decisions.is_empty());
    driver.ask(UiCommand::Undo);
    driver.ask(UiCommand::Undo);
    assert_eq!(said(&driver, "15 million"), dismissed);

    // Confirmed for all three; the first to tell it goes, then comes back.
    press_last(&mut driver, "Confirmed");
    driver.ask(Command::RemoveArticles(vec![first]));
    assert_eq!(said(&driver, "12 million").0, ReviewState::Confirmed);
    driver.ask(UiCommand::Undo);
    assert_eq!(said(&driver, "15 million").0, ReviewState::Confirmed);
    driver.ask(Command::ToggleColumn(first));
    assert_eq!(said(&driver, "12 million").0, ReviewState::Confirmed);
    assert_eq!(said(&driver, "opened by mayor"), nothing);
}

#[test]
fn a_statement_is_split_in_two_and_stays_so() {
    let mut driver = empty();
    for (at, text) in WORDINGS[..4].iter().enumerate() {
        add(
            &mut driver,
            &format!("{at}.txt"),
            text,
            &format!("2015-09-0{}", at + 2),
        );
    }
    let (opened, _) = verdict(&driver, "Mayor Ann Lee opened");
    driver.ask(Command::Select(Item::Statement(opened)));
    let compared = driver.app().session.compared.get().unwrap().clone();
    let places = compared.places_of(opened);
    let [a, b, c, d] = places[..] else {
        panic!("one sentence of each: {places:?}");
    };
    press_last(&mut driver, "Split …");
    for at in [2, 3] {
        let second = |driver: &Driver| {
            let mut halves = driver.harness.get_all_by_label("Second");
            halves.nth(at).unwrap().click_accesskit();
        };
        second(&driver);
        driver.settle();
    }
    press_last(&mut driver, "Split");
    let is_split = |driver: &Driver| {
        driver.are_together(&a, &b) && driver.are_together(&c, &d) && !driver.are_together(&a, &c)
    };
    assert!(is_split(&driver));
    driver.ask(UiCommand::Undo);
    assert!(driver.are_together(&a, &d));
    driver.ask(UiCommand::Redo);
    assert!(is_split(&driver));
    // Compared anew, with one more, one less, one taken away for good.
    let star = add(&mut driver, "star.txt", WORDINGS[4], "2015-09-01");
    assert!(is_split(&driver));
    driver.ask(Command::ToggleColumn(star));
    assert!(is_split(&driver));
    driver.ask(Command::RemoveArticles(vec![c.article]));
    assert!(driver.are_together(&a, &b) && !driver.are_together(&a, &d));
    driver.ask(UiCommand::Undo);
    assert!(is_split(&driver));
    let (opened, _) = verdict(&driver, "Mayor Ann Lee opened");
    driver.ask(Command::Select(Item::Statement(opened)));
    driver.harness.get_by_label("You split a statement here.");
    press_last(&mut driver, "Let the program decide");
    assert!(driver.are_together(&a, &d));
}
