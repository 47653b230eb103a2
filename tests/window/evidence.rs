//! Flows through the views that show the evidence: from a row or figure to the words in the article.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::session::{Item, NamingSection, Reading, ViewTab};

use super::driver::{Driver, write};

fn open(driver: &mut Driver, tab: &str) {
    driver.harness.get_by_role_and_label(Role::Tab, tab).click();
    driver.settle();
}

#[test]
fn coverage_leads_from_a_row_to_the_inspector_and_from_a_cell_to_the_column() {
    let mut driver = Driver::sample();
    open(&mut driver, "Coverage");
    assert_eq!(driver.app().session.tab, ViewTab::Coverage);
    driver
        .harness
        .get_by_label_contains("Statement 1, reported by")
        .click_accesskit();
    driver.settle();
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
    driver.harness.get_by_label_contains("Statement 1 · ");
    let compared = driver.app().session.compared.get().unwrap().clone();
    let cell = compared.coverage.rows[0].cells[0];
    driver
        .harness
        .get_all_by_label_contains(". Go to it")
        .next()
        .unwrap()
        .click();
    driver.settle();
    let session = &driver.app().session;
    assert_eq!(session.tab, ViewTab::Compare);
    let (_, span, _) = session.selection.go_to.unwrap();
    let places = compared.coverage.rows.iter().flat_map(|row| &row.cells);
    assert!(places.into_iter().any(|cell| cell.span == span), "{cell:?}");
}

#[test]
fn the_next_statement_is_shown_where_the_person_looks() {
    let mut driver = Driver::sample();
    open(&mut driver, "Coverage");
    driver.harness.key_press(egui::Key::N);
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Coverage);
    assert_eq!(driver.app().session.selection.item, Item::Statement(1));
}

#[test]
fn quotations_lead_to_their_place_and_can_be_cut_to_one_speaker() {
    let mut driver = Driver::sample();
    open(&mut driver, "Quotes & sources");
    let rows = driver.app().session.quotes.get().unwrap().clone();
    assert!(!rows.utterances.is_empty());
    let all = format!(
        "{} utterances · {} speakers",
        rows.utterances.len(),
        rows.graph.speakers.len()
    );
    driver.harness.get_by_label(&all);
    let speaker = format!("Only {}: ", rows.speakers[0].label());
    driver.harness.get_by_label_contains(&speaker).click();
    driver.settle();
    driver
        .harness
        .get_by_label_contains(&format!("of {} utterances", rows.utterances.len()));
    driver
        .harness
        .get_all_by_label_contains("HuffPost · A")
        .next()
        .unwrap()
        .click();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Compare);
    assert!(driver.app().session.selection.go_to.is_some());
}

#[test]
fn loaded_words_are_counted_by_the_persons_own_list() {
    let home = tempfile::tempdir().unwrap();
    write(
        home.path(),
        "loaded-words.txt",
        "Reports: reports | rumours\nbroken line\n",
    );
    let mut driver = Driver::start(home, &[], egui::Theme::Light);
    open(&mut driver, "Naming");
    driver
        .harness
        .get_by_role_and_label(Role::Button, "Loaded words")
        .click();
    driver.settle();
    let rows = driver.app().session.naming.get().unwrap().clone();
    let sets = rows.rows(NamingSection::Alternatives);
    assert_eq!(sets.len(), 1);
    assert_eq!(sets[0].name, "Reports");
    driver
        .harness
        .get_by_label_contains("loaded words has lines that cannot be read: line 2");
    let term = format!("HuffPost: reports {}×", sets[0].cells[0][0].count);
    driver.harness.get_by_label(&term).click();
    driver.settle();
    driver
        .harness
        .get_all_by_label_contains(". Go to it")
        .next()
        .unwrap()
        .click();
    driver.settle();
    assert_eq!(driver.app().session.tab, ViewTab::Compare);
}

#[test]
fn a_column_is_taken_in_hand_moved_and_made_the_base_by_keys() {
    let mut driver = Driver::sample();
    let columns = |driver: &Driver| driver.app().session.corpus.comparison.columns.clone();
    let before = columns(&driver);
    driver.harness.key_press(egui::Key::Num2);
    driver.settle();
    assert_eq!(driver.app().session.selection.column, Some(before[1]));
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowRight);
    driver.settle();
    assert_eq!(
        columns(&driver),
        [before[0], before[2], before[1], before[3]]
    );
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::B);
    driver.settle();
    assert_eq!(driver.app().session.corpus.comparison.base, Some(before[1]));
    driver.ask(hexapla::session::UiCommand::Undo);
    driver.ask(hexapla::session::UiCommand::Undo);
    assert_eq!(columns(&driver), before);
}

#[test]
fn what_all_share_can_be_hidden_and_shown_again() {
    let mut driver = Driver::sample();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::D);
    driver.settle();
    assert_eq!(
        driver.app().session.options.reading,
        Reading::OnlyDifferences
    );
    driver
        .harness
        .get_by_label_contains("Show only differences")
        .click();
    driver.settle();
    driver.harness.get_by_label("Show everything").click();
    driver.settle();
    assert_eq!(driver.app().session.options.reading, Reading::All);
}

#[test]
fn a_corrected_speaker_holds_in_the_view_and_in_the_report_and_undo_takes_it_back() {
    let mut driver = Driver::sample();
    open(&mut driver, "Quotes & sources");
    let speakers = |driver: &Driver| {
        let rows = driver.app().session.quotes.get().unwrap().clone();
        let names = rows.speakers.iter().map(|row| row.name.clone());
        names.collect::<Vec<_>>()
    };
    let before = speakers(&driver);
    driver
        .harness
        .get_all_by_label_contains("Correct the speaker: ")
        .next()
        .unwrap()
        .click();
    driver.settle();
    let field = driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Speaker");
    field.focus();
    driver.settle();
    driver
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    driver
        .harness
        .get_by_role_and_label(Role::TextInput, "Speaker")
        .type_text("Ada Lovelace");
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::Button, "Correct")
        .click();
    driver.settle();
    assert!(speakers(&driver).contains(&"Ada Lovelace".to_owned()));
    driver
        .harness
        .get_all_by_label("your correction")
        .next()
        .unwrap();
    let path = driver.home.path().join("report.json");
    driver.ask(hexapla::session::Command::WriteReport {
        request: Box::new(hexapla::session::ReportRequest::of(
            hexapla::report::Form::Json,
        )),
        path: path.clone(),
    });
    let report = std::fs::read_to_string(&path).unwrap();
    assert!(report.contains("Ada Lovelace"));
    driver.ask(hexapla::session::UiCommand::Undo);
    assert_eq!(speakers(&driver), before);
}

#[test]
fn space_opens_small_print_at_the_selected_words_and_closes_it_again() {
    let mut driver = Driver::sample();
    driver.ask(hexapla::session::UiCommand::OnlyDifferences);
    let compared = driver.app().session.compared.get().unwrap().clone();
    // Words of one article alone are small print; the height of their paragraph tells its size.
    let alone = compared.comparison.only_here.iter().find_map(|only| {
        let paragraphs = &compared.columns[only.article].paragraphs;
        let holding = paragraphs
            .iter()
            .find(|paragraph| paragraph.span == only.span)?;
        Some((compared.articles[only.article].clone(), holding.span))
    });
    let (article, span) = alone.unwrap();
    driver.ask(hexapla::session::Command::Select(Item::OnlyHere {
        article: article.id(),
        span,
    }));
    let height = |driver: &Driver| {
        let mut paragraph = driver.harness.get_all_by_label(span.of(article.text()));
        // The column comes before the inspector.
        paragraph.next().unwrap().rect().height()
    };
    driver.ask(hexapla::session::Command::GoTo {
        article: article.id(),
        span,
    });
    let small = height(&driver);
    driver.harness.key_press(egui::Key::Space);
    driver.settle();
    let large = height(&driver);
    assert!(large > small * 1.2, "{small} {large}");
    driver.harness.key_press(egui::Key::Space);
    driver.settle();
    assert_eq!(height(&driver), small);
}

#[test]
fn every_sentence_in_sight_is_told_with_its_relation() {
    let driver = Driver::sample();
    let compared = driver.app().session.compared.get().unwrap().clone();
    let text = compared.articles[0].text();
    let notes = compared.columns[0].paragraphs.iter().flat_map(|p| &p.notes);
    // The head shows the headline with its first notes, the column what follows.
    let mut told = 0;
    for note in notes.take(4) {
        let words = note.span.of(text);
        let label = match (note.statement, note.relation) {
            (Some(id), Some(relation)) => {
                format!("Statement {id}, {}: {words}", relation.label())
            }
            _ => format!("Only in A: {words}"),
        };
        let node = driver.harness.get_all_by_label(&label).next();
        assert!(node.is_some(), "{label}");
        told += 1;
    }
    assert_eq!(told, 4);
}
