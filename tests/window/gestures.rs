//! The mouse: articles carried from the library into the comparison, a paragraph that is something else than was thought.

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hexapla::corpus::BlockKind;
use hexapla::session::{Command, Item, UiCommand};

use super::driver::Driver;

/// Presses the mouse at one place and lets go at another, in steps as a hand does.
fn drag(driver: &mut Driver, from: Pos2, to: Pos2) {
    let harness = &mut driver.harness;
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(Event::PointerMoved(from));
    harness.step();
    harness.event(button(from, true));
    harness.step();
    for part in 1..=4 {
        let pos = from + (to - from) * (part as f32 / 4.0);
        harness.event(Event::PointerMoved(pos));
        harness.step();
    }
    harness.event(button(to, false));
    driver.settle();
}

#[test]
fn an_article_is_carried_from_the_library_to_its_place_among_the_columns() {
    let mut driver = Driver::sample();
    let before = driver.app().session.corpus.comparison.columns.clone();
    let carried = before[3];
    driver.ask(Command::ToggleColumn(carried));
    let session = &driver.app().session;
    let article = session.corpus.articles.get(carried).unwrap();
    let label = format!("{}, {}", article.title(), session.outlet_name(article));
    let row = driver
        .harness
        .get_by_role_and_label(Role::ListItem, &label)
        .rect();
    // Onto the left part of the first column.
    drag(&mut driver, row.center(), Pos2::new(280.0, 500.0));
    let columns = &driver.app().session.corpus.comparison.columns;
    assert_eq!(
        *columns,
        [carried, before[0], before[1], before[2]],
        "it stands where it was dropped"
    );
    driver.ask(UiCommand::Undo);
    assert_eq!(driver.app().session.columns().count(), 3);
}

#[test]
fn a_paragraph_that_is_boilerplate_is_left_out_and_undo_brings_it_and_the_selection_back() {
    let mut driver = Driver::sample();
    let article = driver.app().session.columns().next().unwrap().clone();
    let paragraph = article
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph)
        .unwrap()
        .span;
    let words = |driver: &Driver| {
        let compared = driver.app().session.compared.get().unwrap().clone();
        let index = compared.index_of(article.id).unwrap();
        compared.columns[index].words
    };
    let all = words(&driver);
    driver.ask(Command::Select(Item::Article(article.id)));
    let opening = paragraph
        .of(&article.text)
        .chars()
        .take(24)
        .collect::<String>();
    let label = driver.harness.get_all_by_label_contains(&opening).next();
    let at = label.unwrap().rect();
    driver
        .harness
        .event(Event::PointerMoved(at.left_top() + egui::vec2(40.0, 8.0)));
    for pressed in [true, false] {
        driver.harness.event(Event::PointerButton {
            pos: at.left_top() + egui::vec2(40.0, 8.0),
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    driver.settle();
    driver.harness.get_by_label_contains("This is …").click();
    driver.settle();
    driver
        .harness
        .get_by_role_and_label(Role::RadioButton, BlockKind::Boilerplate.label())
        .click();
    driver.settle();
    assert!(words(&driver) < all, "its words are counted no more");
    driver.ask(Command::Select(Item::Nothing));
    driver.ask(UiCommand::Undo);
    assert_eq!(words(&driver), all);
    assert_eq!(
        driver.app().session.selection.item,
        Item::Article(article.id),
        "what was selected is selected again"
    );
}

#[test]
fn several_details_saved_together_are_one_step_of_undo() {
    use hexapla::session::FieldKind;
    let mut driver = Driver::sample();
    let id = driver.app().session.articles().next().unwrap().id;
    let before = driver
        .app()
        .session
        .corpus
        .articles
        .get(id)
        .unwrap()
        .clone();
    driver.ask(Command::SetFields {
        articles: vec![id],
        values: vec![
            (FieldKind::Byline, "Jo Writer".to_owned()),
            (FieldKind::Outlet, "The Evening Post".to_owned()),
            (FieldKind::Language, "de".to_owned()),
        ],
    });
    let after = driver
        .app()
        .session
        .corpus
        .articles
        .get(id)
        .unwrap()
        .clone();
    assert_eq!(after.byline.get().unwrap(), "Jo Writer");
    driver.ask(UiCommand::Undo);
    assert_eq!(
        *driver.app().session.corpus.articles.get(id).unwrap(),
        before
    );
    driver.ask(UiCommand::Redo);
    assert_eq!(
        *driver.app().session.corpus.articles.get(id).unwrap(),
        after
    );
}

#[test]
fn dragging_in_the_overview_moves_the_column_and_the_others_follow() {
    let mut driver = Driver::sample();
    let tops = |driver: &Driver| {
        // Every note in sight: that of a headline stays where it is.
        let notes = driver.harness.get_all_by_role(Role::Button);
        let notes = notes.filter(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Statement ") || label.starts_with("Only in ")
        });
        notes.map(|note| note.rect().top()).collect::<Vec<_>>()
    };
    let before = tops(&driver);
    let strips: Vec<_> = driver
        .harness
        .get_all_by_role_and_label(Role::ScrollBar, "Overview of the article")
        .map(|strip| strip.rect())
        .collect();
    assert_eq!(strips.len(), 4);
    let (from, to) = (strips[0].center_top(), strips[0].center());
    drag(&mut driver, from + egui::vec2(0.0, 8.0), to);
    let after = tops(&driver);
    assert_ne!(before, after, "the columns moved");
    let all_moved = before.len() != after.len() || before.iter().zip(&after).any(|(b, a)| a < b);
    assert!(all_moved, "{before:?} {after:?}");
}
