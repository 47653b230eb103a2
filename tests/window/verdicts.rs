//! Flows in which a person says what to think of a statement, and the articles change afterwards.

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

/// Two articles of September 5, side by side.
fn two_articles() -> Driver {
    let home = tempfile::tempdir().unwrap();
    let mut driver = Driver::start(home, &[], egui::Theme::Light);
    driver.ask(UiCommand::NewWorkspace);
    driver.ask(Command::SetColumns(Vec::new()));
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
    driver
        .harness
        .get_by_label("Note on this statement")
        .focus();
    driver.settle();
    driver
        .harness
        .get_by_label("Note on this statement")
        .type_text("known since May");
    driver.settle();
    driver.harness.key_press(egui::Key::Tab);
    driver.settle();
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
    driver
        .harness
        .get_by_label("Note on this statement")
        .focus();
    driver.settle();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    driver.harness.key_press(egui::Key::Delete);
    driver.settle();
    driver.harness.key_press(egui::Key::Tab);
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
