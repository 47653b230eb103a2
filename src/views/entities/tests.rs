//! The view in a window without a screen: driven by label and role.

use std::sync::mpsc::Receiver;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{EntitiesState, entities_ui};
use crate::analysis::entities::EntityType;
use crate::corpus::{ArticleId, Decision};
use crate::session::{
    Command, CommandSender, EntityQuery, EntityRows, Item, OrderedEntities, Session, UiCommand,
    ViewTab, entity_fixture,
};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme;

pub(super) struct Window {
    pub(super) session: Session,
    pub(super) state: EntitiesState,
    sender: CommandSender,
    received: Receiver<Command>,
}

impl Window {
    pub(super) fn commands(&self) -> Vec<Command> {
        self.received.try_iter().collect()
    }
}

pub(super) fn window(
    session: Session,
    size: egui::Vec2,
    theme: egui::Theme,
) -> Harness<'static, Window> {
    let (sender, received) = CommandSender::new();
    let window = Window {
        session,
        state: EntitiesState::default(),
        sender,
        received,
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(20)
        .with_render_cursor(false)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, window: &mut Window| {
                let ctx = ViewCtx {
                    session: &window.session,
                    commands: &window.sender,
                };
                egui::CentralPanel::no_frame()
                    .show(ui, |ui| entities_ui(ui, &ctx, &mut window.state));
            },
            window,
        );
    harness.run();
    harness
}

pub(super) fn small() -> Harness<'static, Window> {
    window(
        entity_fixture::small(),
        vec2(1160.0, 700.0),
        egui::Theme::Light,
    )
}

/// Names of the rows from top to bottom.
fn names(harness: &Harness<'_, Window>) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = harness
        .get_all_by_role(Role::Row)
        .map(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            let name = label.split(',').next().unwrap_or_default().to_owned();
            (row.rect().top(), name)
        })
        .collect();
    rows.sort_by(|lhs, rhs| lhs.0.total_cmp(&rhs.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn a_click_on_a_head_sorts_and_another_turns_the_order() {
    let mut harness = small();
    assert_eq!(names(&harness)[..2], ["Syria", "Sergei Lavrov"]);
    harness
        .get_by_role_and_label(Role::ColumnHeader, "Entity")
        .click();
    harness.run();
    assert_eq!(names(&harness)[..2], ["Geneva", "John Kerry"]);
    harness
        .get_by_role_and_label(Role::ColumnHeader, "Entity")
        .click();
    harness.run();
    assert_eq!(names(&harness)[..2], ["Washington", "United Nations"]);
    harness
        .get_by_role_and_label(Role::ColumnHeader, "Post")
        .click();
    harness.run();
    assert_eq!(names(&harness)[0], "John Kerry");
}

/// More rows than a frame sorts.
fn long() -> Harness<'static, Window> {
    let session = entity_fixture::long(EntityRows::SORTED_AT_ONCE + 10);
    window(session, vec2(1160.0, 700.0), egui::Theme::Light)
}

#[test]
fn a_long_table_keeps_its_order_its_place_and_its_selection_until_the_worker_has_sorted_it() {
    let mut harness = long();
    assert_eq!(names(&harness)[..2], ["Name 00000", "Name 00001"]);
    harness.get_by_label_contains("Name 00001, ").click();
    harness.run();
    harness.state().commands();
    for _ in 0..2 {
        harness
            .get_by_role_and_label(Role::ColumnHeader, "Entity")
            .click();
        harness.run();
    }
    let asked: Vec<EntityQuery> = harness
        .state()
        .commands()
        .into_iter()
        .filter_map(|command| match command {
            Command::OrderEntities(query) => Some(*query),
            _ => None,
        })
        .collect();
    assert_eq!(asked.len(), 2, "each wish once, however many frames pass");
    assert_eq!(names(&harness)[..2], ["Name 00000", "Name 00001"]);

    let rows = harness.state().session.entities.get().unwrap().clone();
    let mut bring = |query: &EntityQuery| {
        let ordered = OrderedEntities::new(&rows, query.clone());
        harness.state_mut().session.ordered_entities = Some(ordered);
        harness.run();
        names(&harness)[0].clone()
    };
    assert_eq!(bring(&asked[0]), "Name 00000", "a late answer is not shown");
    let last = format!("Name {:05}", EntityRows::SORTED_AT_ONCE + 9);
    assert_eq!(bring(&asked[1]), last);
    assert_eq!(
        harness.state().state.selected.as_deref(),
        Some("Name 00001")
    );
    assert_eq!(harness.state().commands(), []);
}

#[test]
fn types_and_words_filter_the_rows() {
    let mut harness = small();
    harness.get_by_label("Places").click();
    harness.run();
    assert_eq!(
        names(&harness),
        ["Sergei Lavrov", "John Kerry", "United Nations"]
    );
    harness.get_by_role(Role::TextInput).focus();
    harness.run();
    harness.get_by_role(Role::TextInput).type_text("lavr");
    harness.run();
    assert_eq!(names(&harness), ["Sergei Lavrov"]);
    let table = harness
        .state()
        .state
        .table(&harness.state().session)
        .unwrap();
    assert_eq!(table.rows.len(), 1, "the table goes out as it is shown");
}

#[test]
fn arrow_keys_move_the_selection() {
    let mut harness = small();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        harness.key_press(key);
        harness.run();
    }
    harness.key_press(Key::End);
    harness.run();
    let name = |name: &str| Command::Select(Item::Entity(name.to_owned()));
    let last = names(&harness).pop().unwrap();
    assert_eq!(
        harness.state().commands(),
        [
            name("Syria"),
            name("Sergei Lavrov"),
            name("Syria"),
            name(&last)
        ]
    );
}

#[test]
fn a_click_on_a_line_goes_to_the_place_in_the_column() {
    let mut harness = small();
    harness
        .get_by_label_contains("Sergei Lavrov, Person")
        .click();
    harness.run();
    assert_eq!(
        harness.state().commands(),
        [Command::Select(Item::Entity("Sergei Lavrov".to_owned()))]
    );
    let line = "Star: Syria and Syria alone was discussed, said Lavrov in Geneva.";
    harness.get_by_label(line).click();
    harness.run();
    let text = harness.state().session.corpus.articles.get(ArticleId(2));
    let start = text.unwrap().text.find("Lavrov").unwrap();
    assert_eq!(
        harness.state().commands(),
        [
            Command::GoTo {
                article: ArticleId(2),
                span: Span::new(start, start + 6)
            },
            Command::ShowTab(ViewTab::Compare)
        ]
    );
}

#[test]
fn what_is_selected_elsewhere_is_shown_here() {
    let mut harness = small();
    harness.state_mut().session.selection.item = Item::Entity("Geneva".to_owned());
    harness.run();
    harness.get_by_label_contains("Geneva in context");
}

#[test]
fn copy_and_export_are_the_commands_of_the_table() {
    let mut harness = small();
    harness.get_by_label("Copy table").click();
    harness.run();
    harness.get_by_label("Export CSV…").click();
    harness.run();
    assert_eq!(
        harness.state().commands(),
        [
            Command::Ui(UiCommand::CopyTable),
            Command::Ui(UiCommand::ExportTable)
        ]
    );
}

fn open_menu(harness: &mut Harness<'_, Window>, row: &str) {
    harness.get_by_label_contains(row).click_secondary();
    harness.run();
    harness.state().commands();
}

pub(super) fn decided(harness: &Harness<'_, Window>) -> Vec<Decision> {
    let commands = harness.state().commands().into_iter();
    commands
        .filter_map(|command| match command {
            Command::Decide(decision) => Some(decision),
            _ => None,
        })
        .collect()
}

#[test]
fn the_menu_corrects_an_entity() {
    let mut harness = small();
    open_menu(&mut harness, "John Kerry, Person");
    harness.get_by_label("Not an entity").click();
    harness.run();
    let entity = "John Kerry".to_owned();
    assert_eq!(
        decided(&harness),
        [Decision::NotAnEntity {
            entity: entity.clone()
        }]
    );
    open_menu(&mut harness, "John Kerry, Person");
    harness.get_by_role_and_label(Role::Button, "Type").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "Organisation")
        .click();
    harness.run();
    assert_eq!(
        decided(&harness),
        [Decision::RetypeEntity {
            entity: entity.clone(),
            to: EntityType::Organisation
        }]
    );
    open_menu(&mut harness, "John Kerry, Person");
    harness.get_by_label("Split a form off").click();
    harness.run();
    harness.get_by_label("Kerry · 2").click();
    harness.run();
    assert_eq!(
        decided(&harness),
        [Decision::SplitAlias {
            entity,
            alias: "Kerry".to_owned()
        }]
    );
}

#[test]
fn an_entity_is_renamed_and_merged_in_dialogs() {
    let mut harness = small();
    open_menu(&mut harness, "John Kerry, Person");
    harness.get_by_label("Rename…").click();
    harness.run();
    let field = || "Rename John Kerry";
    harness
        .get_by_role_and_label(Role::TextInput, field())
        .type_text(" Jr");
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Rename")
        .click();
    harness.run();
    assert_eq!(
        decided(&harness),
        [Decision::RenameEntity {
            entity: "John Kerry".to_owned(),
            to: "John Kerry Jr".to_owned()
        }]
    );
    open_menu(&mut harness, "Russia, Place");
    harness.get_by_label("Merge with…").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Merge Russia with")
        .type_text("gen");
    harness.run();
    harness.get_by_label("Geneva · Place · 1").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "Geneva")
        .click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Merge").click();
    harness.run();
    assert_eq!(
        decided(&harness),
        [Decision::MergeEntities {
            names: vec!["Russia".to_owned(), "Geneva".to_owned()],
            into: "Geneva".to_owned()
        }]
    );
}

/// The pictures are kept where the variable `HEXAPLA_PICTURES` says, for looking at.
#[test]
fn the_sample_story_is_painted_light_and_dark() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for size in [vec2(1160.0, 700.0), vec2(780.0, 500.0)] {
            let mut harness = window(entity_fixture::sample(), size, theme);
            harness.state_mut().session.selection.item = Item::Entity("Islamic State".to_owned());
            harness.run();
            let picture = harness.render().expect("software rendering is installed");
            let colours: std::collections::BTreeSet<[u8; 4]> =
                picture.pixels().map(|pixel| pixel.0).collect();
            assert!(colours.len() > 100, "{name}: {} colours", colours.len());
            if let Ok(folder) = std::env::var("HEXAPLA_PICTURES") {
                let path = format!("{folder}/entities-{name}-{}.png", size.x);
                picture.save(path).unwrap();
            }
        }
    }
}
