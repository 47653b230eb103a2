//! What people do, from opening files to a saved report.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::corpus::Origin;
use hexapla::report::Form;
use hexapla::session::{Command, FieldKind, Item, ReportRequest, SourceRef, UiCommand, ViewTab};

use super::driver::{Driver, write};

const ONE: &str = "Mayor Opens New Bridge\n\nMayor Ann Lee opened the new bridge over the Tarn river on Monday, three years after work began.\n\nThe bridge cost 12 million dollars, the city council said.\n";
const TWO: &str = "Bridge Opened After Three Years\n\nThe new bridge over the Tarn river was opened by Mayor Ann Lee on Monday, three years after work began.\n\nShops near the river closed early for the fireworks.\n";

#[test]
fn the_sample_story_is_compared_at_the_first_start() {
    let driver = Driver::sample();
    let session = &driver.app().session;
    assert_eq!(session.corpus.articles.len(), 4);
    assert_eq!(session.columns().count(), 4);
    let compared = session.compared.get().unwrap();
    assert!(
        compared.comparison.statements.len() >= 5,
        "{} statements",
        compared.comparison.statements.len()
    );
    driver.harness.get_by_role_and_label(Role::Tab, "Compare");
    let bar = format!(
        "4 articles · {} statements",
        compared.comparison.statements.len()
    );
    driver.harness.get_by_label(&bar);
    let outlets: Vec<&str> = session
        .corpus
        .outlets
        .iter()
        .map(|outlet| outlet.name.as_str())
        .collect();
    assert_eq!(outlets, ["HuffPost", "Arutz Sheva", "The Daily Star"]);
    let article = session.articles().next().unwrap();
    assert_eq!(article.outlet.origin(), Some(Origin::Manifest));
}

#[test]
fn files_that_are_opened_are_put_side_by_side() {
    let home = tempfile::tempdir().unwrap();
    let files = [
        write(home.path(), "one.txt", ONE),
        write(home.path(), "two.txt", TWO),
    ];
    let driver = Driver::start(home, &files, egui::Theme::Light);
    let session = &driver.app().session;
    assert_eq!(session.columns().count(), 2);
    let compared = session.compared.get().unwrap();
    let cells = compared
        .comparison
        .statements
        .iter()
        .flat_map(|statement| &statement.cells);
    let shared: Vec<String> = cells.map(|cell| compared.cell_text(cell)).collect();
    let has = |words: &str| shared.iter().any(|cell| cell.contains(words));
    assert!(
        has("opened the new bridge over the Tarn river") && has("was opened by Mayor Ann Lee"),
        "{shared:?}"
    );
    let alone = compared
        .comparison
        .only_here
        .iter()
        .map(|only| only.span.of(compared.articles[only.article].text()));
    assert!(alone.into_iter().any(|words| words.contains("fireworks")));
}

#[test]
fn a_click_on_a_number_selects_the_statement_and_shows_every_wording() {
    let mut driver = Driver::sample();
    let note = driver
        .harness
        .get_all_by_label_contains("Statement 1, ")
        .next()
        .unwrap();
    note.click();
    driver.settle();
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
    driver.harness.get_by_label_contains("Statement 1 · ");
    driver.harness.get_by_label("Your verdict");
    driver.harness.key_press(egui::Key::N);
    driver.settle();
    assert_eq!(driver.app().session.selection.item, Item::Statement(2));
}

#[test]
fn the_entity_table_is_sorted_by_a_click_on_its_header() {
    let mut driver = Driver::sample();
    driver
        .harness
        .get_by_role_and_label(Role::Tab, "Entities")
        .click();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Entities);
    let first = |driver: &Driver| {
        driver
            .app()
            .views
            .entities
            .table(&driver.app().session)
            .unwrap()
            .to_tsv()
            .lines()
            .nth(1)
            .unwrap()
            .to_owned()
    };
    let by_total = first(&driver);
    driver.ask(UiCommand::ShowEntities);
    driver
        .harness
        .get_all_by_label_contains("Entity")
        .next()
        .unwrap()
        .click();
    driver.settle();
    let by_name = first(&driver);
    assert_ne!(by_total, by_name);
}

#[test]
fn details_are_edited_undone_and_done_again() {
    let mut driver = Driver::sample();
    let id = driver.app().session.articles().next().unwrap().id;
    driver.ask(Command::SelectArticles(vec![id]));
    driver.ask(UiCommand::EditMetadata);
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Byline")
        .focus();
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Byline")
        .type_text("Jo Writer");
    driver.settle();
    driver.harness.get_by_label("Save").click();
    driver.settle();
    let byline = |driver: &Driver| {
        driver
            .app()
            .session
            .corpus
            .articles
            .get(id)
            .unwrap()
            .byline
            .get()
            .cloned()
    };
    assert_eq!(byline(&driver).as_deref(), Some("Jo Writer"));
    driver
        .harness
        .get_by_role_and_label(Role::Button, "Undo")
        .click();
    driver.settle();
    assert_ne!(byline(&driver).as_deref(), Some("Jo Writer"));
    driver.ask(UiCommand::Redo);
    assert_eq!(byline(&driver).as_deref(), Some("Jo Writer"));
}

#[test]
fn what_was_saved_is_there_at_the_next_start() {
    let mut driver = Driver::sample();
    let id = driver.app().session.articles().next().unwrap().id;
    driver.ask(Command::SetFields {
        articles: vec![id],
        values: vec![(FieldKind::Outlet, "The Evening Post".to_owned())],
    });
    driver.ask(Command::NewStory {
        name: "Calls".to_owned(),
        articles: vec![id],
    });
    driver.harness.get_by_label("All changes saved");
    let before = driver.app().session.corpus.clone();
    let driver = Driver::start(driver.quit(), &[], egui::Theme::Light);
    assert_eq!(driver.app().session.corpus, before);
}

#[test]
fn a_workspace_is_saved_under_a_name_and_opened_again() {
    let mut driver = Driver::sample();
    let path = driver.home.path().join("calls.hexapla");
    driver.ask(Command::SaveWorkspaceTo(path.clone()));
    while driver.app().session.workspace.as_deref() != Some(&path) {
        driver.settle();
    }
    driver.ask(UiCommand::NewWorkspace);
    assert_ne!(
        driver.app().session.workspace.as_deref(),
        Some(path.as_path())
    );
    driver.ask(Command::OpenWorkspaceFile(path.clone()));
    assert_eq!(driver.app().session.corpus.articles.len(), 4);
    assert_eq!(driver.app().session.title(), "calls");
}

#[test]
fn a_foreign_file_is_refused_with_a_message_and_left_as_it_is() {
    let mut driver = Driver::sample();
    let path = driver.file("letter.hexapla", "not a workspace");
    driver.ask(Command::OpenWorkspaceFile(path.clone()));
    let notice = driver
        .app()
        .session
        .notices
        .iter()
        .next()
        .unwrap()
        .text
        .clone();
    assert!(notice.contains("letter.hexapla"), "{notice}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "not a workspace");
    assert_eq!(driver.app().session.corpus.articles.len(), 4);
}

#[test]
fn a_report_is_saved_and_read_back() {
    let mut driver = Driver::sample();
    let path = driver.home.path().join("report.json");
    driver.ask(Command::WriteReport {
        request: Box::new(ReportRequest::of(Form::Json)),
        path: path.clone(),
    });
    let report = hexapla::report::read_json(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(report.articles.len(), 4);
    let on_screen = driver
        .app()
        .session
        .compared
        .get()
        .unwrap()
        .comparison
        .statements
        .len();
    assert_eq!(report.statements().len(), on_screen);
    let page = driver.home.path().join("report.html");
    driver.ask(Command::WriteReport {
        request: Box::new(ReportRequest::of(Form::Html)),
        path: page.clone(),
    });
    assert!(
        std::fs::read_to_string(page)
            .unwrap()
            .contains("Kerry Phones Moscow")
    );
}

#[test]
fn files_that_cannot_be_read_are_in_the_ledger_and_the_rest_goes_on() {
    let mut driver = Driver::sample();
    let folder = driver.home.path().join("mixed");
    write(&folder, "good.txt", ONE);
    write(&folder, "empty.txt", "");
    std::fs::write(folder.join("binary.txt"), [0u8, 1, 2, 255, 0, 7, 0, 0]).unwrap();
    driver.ask(Command::AddPaths(vec![
        folder,
        driver.home.path().join("missing.txt"),
    ]));
    assert_eq!(driver.app().session.corpus.articles.len(), 5);
    driver
        .harness
        .get_by_role_and_label(Role::Tab, "Import ledger")
        .click();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Ledger);
    for name in ["empty.txt", "binary.txt", "missing.txt"] {
        assert!(
            driver
                .harness
                .query_all_by_label_contains(name)
                .next()
                .is_some(),
            "{name} is not in the ledger"
        );
    }
    driver.ask(UiCommand::Undo);
    assert_eq!(
        driver.app().session.corpus.articles.len(),
        4,
        "an import is one step of undo"
    );
}

#[test]
fn the_palette_runs_a_command_by_name() {
    let mut driver = Driver::sample();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Type a command")
        .type_text("inspector");
    driver.settle();
    let shown = driver.app().session.options.inspector;
    driver.harness.key_press(egui::Key::Enter);
    driver.settle();
    assert_ne!(driver.app().session.options.inspector, shown);
}

#[test]
fn words_are_found_in_the_columns() {
    let mut driver = Driver::sample();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in columns")
        .type_text("boots on the ground");
    driver.settle();
    driver.harness.get_by_label("1 of 2 in 2 of 4 articles");
}

#[test]
fn pasted_text_becomes_an_article_with_what_was_typed_beside_it() {
    let mut driver = Driver::sample();
    driver.ask(Command::AddPastedText {
        headline: "Bridge".to_owned(),
        outlet: "The Evening Post".to_owned(),
        text: ONE.to_owned(),
    });
    let article = driver.app().session.articles().last().unwrap().clone();
    assert_eq!(article.title(), "Bridge");
    assert_eq!(
        driver.app().session.outlet_name(&article),
        "The Evening Post"
    );
}

#[test]
fn articles_that_are_alike_are_grouped_when_an_import_ends() {
    let home = tempfile::tempdir().unwrap();
    let page = |address: &str, words: &str| format!("---\nurl: {address}\n---\n{words}");
    let files = [
        write(home.path(), "one.txt", ONE),
        write(home.path(), "again.txt", ONE),
        write(home.path(), "v1.md", &page("https://example.org/a", TWO)),
        write(
            home.path(),
            "v2.md",
            &page(
                "http://www.example.org/a#top",
                "Bridge opened\n\nIt is open.",
            ),
        ),
    ];
    let mut driver = Driver::start(home, &files, egui::Theme::Light);
    let session = &driver.app().session;
    let alike = session.alike.get().unwrap();
    assert_eq!(alike.groups().len(), 2, "{alike:?}");
    assert_eq!(session.corpus.articles.len(), 4, "nothing is dropped");
    let flagged = session.corpus.ledger.iter().filter(|line| {
        let says = |words: &str| line.warnings.iter().any(|w| w.starts_with(words));
        says("another version of")
    });
    assert_eq!(flagged.count(), 1);
    driver.ask(UiCommand::ShowLedger);
    driver.harness.get_by_label_contains("4 like another");
    driver.ask(UiCommand::Undo);
    assert_eq!(
        driver.app().session.corpus.ledger.len(),
        0,
        "one step of undo"
    );
}

#[test]
fn columns_encodings_and_names_are_chosen_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let paragraph = "The mayor opened the new bridge on Monday, three years after work began. ";
    let body = paragraph.repeat(4);
    let table = format!("kopf,wer,story\nBridge opens,Daily News,{body}\n");
    let files = [
        write(home.path(), "table.csv", &table),
        write(
            home.path(),
            "bbc_2015-09-06.txt",
            "Heâ€™s in MÃ¼nchen\n\nHe said so on Monday.",
        ),
    ];
    let mut driver = Driver::start(home, &files, egui::Theme::Light);
    driver
        .harness
        .get_by_label_contains("The columns of table.csv were guessed");
    let from = |driver: &Driver, n: usize| {
        let articles: Vec<_> = driver.app().session.articles().cloned().collect();
        SourceRef::of(&articles[n].source).unwrap()
    };
    let title = |driver: &Driver, n: usize| {
        let article = driver.app().session.articles().nth(n).unwrap().clone();
        article.title().to_owned()
    };
    assert_eq!(
        title(&driver, 0),
        "He’s in München".replace('’', "â€™").replace('ü', "Ã¼")
    );
    let garbled = from(&driver, 0);
    driver.ask(Command::ChangeEncodingOf {
        from: garbled,
        repair: true,
    });
    driver.harness.get_by_label_contains("He’s in München");
    driver.harness.get_by_label("Read again").click();
    driver.settle();
    assert_eq!(title(&driver, 0), "He’s in München");
    let csv = from(&driver, 1);
    driver.ask(Command::ChooseColumnsOf(csv.clone()));
    driver
        .harness
        .get_by_label("Column of the headline")
        .click();
    driver.settle();
    driver.harness.get_by_label("kopf").click();
    driver.settle();
    driver.harness.get_by_label("Column of the outlet").click();
    driver.settle();
    driver.harness.get_by_label("wer").click();
    driver.settle();
    driver.harness.get_by_label("Read again").click();
    driver.settle();
    assert_eq!(title(&driver, 1), "Bridge opens");
    let names = Command::ReadNames {
        pattern: "{outlet}_{date}".to_owned(),
        articles: driver
            .app()
            .session
            .articles()
            .map(|article| article.id)
            .collect(),
        keep: false,
    };
    driver.ask(names);
    let session = &driver.app().session;
    let outlets: Vec<&str> = session
        .articles()
        .map(|article| session.outlet_name(article))
        .collect();
    assert_eq!(outlets, ["BBC News", "Daily News"]);
    let first = session.articles().next().unwrap();
    assert_eq!(first.outlet.origin(), Some(Origin::FileName));
    driver.ask(UiCommand::Undo);
    let first = driver.app().session.articles().next().unwrap();
    assert!(first.outlet.get().is_none(), "one step of undo");
    // a table with the same columns is read as the first was
    let second = driver.file("more.csv", &table.replace("Bridge opens", "Bridge closes"));
    driver.ask(Command::AddPaths(vec![second]));
    assert_eq!(title(&driver, 2), "Bridge closes");
}
