//! Flows after an import: names of files read by a pattern, several articles edited at once, versions of a page held against each
//! other; each by label and role in the real program.

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::corpus::Origin;
use hexapla::session::{Command, UiCommand, ViewTab};

use super::driver::{Driver, write};

const BODY: &str =
    "The mayor opened the new bridge over the river on Monday, three years after work began.";

/// Puts text in the place of what a field holds.
fn fill(driver: &mut Driver, field: &str, text: &str) {
    let role = Role::TextInput;
    driver.harness.get_by_role_and_label(role, field).focus();
    driver.settle();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    driver.settle();
    let field = driver.harness.get_by_role_and_label(role, field);
    field.type_text(text);
    driver.settle();
}

#[test]
fn names_are_read_by_a_pattern_and_several_articles_edited_at_once() {
    let home = tempfile::tempdir().unwrap();
    let files = ["bbc_2015-09-06_bridge.txt", "nyt_2015-09-05_bridge.txt"].map(|name| {
        write(
            home.path(),
            name,
            &format!("Bridge opens\n\n{BODY} {name}\n"),
        )
    });
    let mut driver = Driver::start(home, &files, egui::Theme::Light);
    let both = driver.app().session.articles().map(|article| article.id);
    let both: Vec<_> = both.collect();
    driver.ask(UiCommand::ReadFileNames);
    driver
        .harness
        .get_by_label("outlet: nyt · date: 2015-09-05_bridge");
    fill(&mut driver, "Pattern", "{outlet}_{date}_{any}");
    driver
        .harness
        .get_by_label("outlet: nyt · date: 2015-09-05");
    driver
        .harness
        .get_by_label("2 names fit; what the page itself says is trusted more");
    driver.harness.get_by_label("Read names").click();
    driver.settle();
    let session = &driver.app().session;
    let told = session.articles().map(|article| {
        let date = article.published.get().unwrap().date;
        format!("{} {date}", session.outlet_name(article))
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    assert_eq!(
        told,
        ["BBC News 2015-09-06", "The New York Times 2015-09-05"]
    );

    driver.ask(Command::SelectArticles(both));
    driver.harness.key_press(egui::Key::F2);
    driver.settle();
    fill(&mut driver, "Byline", "Ann Lee");
    driver.harness.get_by_label("Changes 1 field of 2 articles");
    driver.harness.get_by_label("Save").click();
    driver.settle();
    let bylines = |driver: &Driver| {
        let articles = driver.app().session.articles();
        let bylines =
            articles.map(|article| (article.byline.get().cloned(), article.byline.origin()));
        bylines.collect::<Vec<_>>()
    };
    let by_hand = (Some("Ann Lee".to_owned()), Some(Origin::Person));
    assert_eq!(bylines(&driver), [by_hand.clone(), by_hand]);
    driver.ask(UiCommand::Undo);
    assert_eq!(bylines(&driver), [(None, None), (None, None)], "one step");
}

#[test]
fn versions_of_a_page_are_put_side_by_side_and_their_difference_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let page = |words: &str| {
        let rest = "Nobody had expected it to be ready before the winter, the council said in a statement.";
        format!(
            "---\nurl: https://example.org/bridge\n---\nBridge opens\n\n{BODY}\n\n{words}\n\n{rest}\n"
        )
    };
    let files = [
        ("v1.md", page("It cost 40 million euros, the mayor told reporters at the opening.")),
        ("v2.md", page("It cost 60 million euros, the mayor told reporters at the opening.")),
        ("other.txt", "Market closes\n\nThe old market in the north of the city closes in May after ninety years.\n".to_owned()),
    ]
    .map(|(name, text)| write(home.path(), name, &text));
    let mut driver = Driver::start(home, &files, egui::Theme::Light);
    driver
        .harness
        .get_by_label("Show only duplicates and versions")
        .click();
    driver.settle();
    driver.harness.get_by_label("2 of 3 articles shown");
    let row = driver.harness.query_all_by_label_contains("Bridge opens, ");
    row.last().unwrap().click_secondary();
    driver.settle();
    driver
        .harness
        .get_by_label("Compare with its duplicates and versions")
        .click();
    driver.settle();
    let session = &driver.app().session;
    assert_eq!(session.tab, ViewTab::Compare);
    let compared = session.compared.get().unwrap();
    assert_eq!(compared.articles.len(), 2);
    let statements = &compared.comparison.statements;
    let differences = statements
        .iter()
        .flat_map(|statement| &statement.differences);
    let said = differences.flat_map(|difference| &difference.values);
    let said = said.map(|value| {
        let article = &compared.articles[value.article].article;
        value.span.of(&article.text).to_owned()
    });
    let said: Vec<String> = said.collect();
    assert_eq!(said, ["40 million euros", "60 million euros"]);
}
