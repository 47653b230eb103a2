//! The bar over the table: how much there is, what is shown, in which unit, and where it can go.

use egui::{RichText, Ui};

use super::dialog::Dialog;
use super::header::figure_title;
use super::{EntitiesState, ViewCtx};
use crate::analysis::entities::EntityType;
use crate::session::{
    CountUnit, EntityColumn, EntityQuery, EntityRows, Grouping, NamedBy, UiCommand,
};
use crate::views::bar::{bar, filter_field};
use crate::views::keys::command_switches;
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{icon_button, icons, lasting_menu, quiet_menu, toggle};

/// Columns of figures a person may choose, in their order.
const FIGURES: [EntityColumn; 8] = [
    EntityColumn::Total,
    EntityColumn::Articles,
    EntityColumn::G2,
    EntityColumn::LogRatio,
    EntityColumn::Lrc,
    EntityColumn::Dp,
    EntityColumn::Headlines,
    EntityColumn::Leads,
];

/// Least width in points at which the bar says everything in words; below, what is rare stands in menus, so that the bar takes
/// two rows at most.
const LEAST_FOR_WORDS: f32 = 700.0;

/// Paints the bar.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    bar(ui, |ui| {
        let is_narrow = ui.available_width() < LEAST_FOR_WORDS;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(counts(ctx, state, rows)).font(theme::strong_id(12.0)));
            if is_narrow {
                folded_ui(ui, ctx, state, rows);
            } else {
                spread_ui(ui, ctx, state, rows);
            }
        });
        notes_ui(ui, rows);
    });
}

/// Everything in words.
fn spread_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    type_toggles(ui, state);
    quiet_menu(ui, &format!("Counts: {}", unit_text(state)), |ui| {
        unit_choices(ui, state);
    });
    quiet_menu(ui, grouping_text(state), |ui| grouping_choices(ui, state));
    if rows.grouped(state.query.grouping).groups.len() > 1 {
        let text = named_by_text(state.query.named_by, rows, state);
        quiet_menu(ui, &text, |ui| named_by_choices(ui, state, rows));
    }
    let text = match n_counting(ctx) {
        0 => "Names as written".to_owned(),
        n => format!("Names as written + {n}"),
    };
    quiet_menu(ui, &text, |ui| {
        command_switches(ui, ctx, &counting_switches(ctx));
    });
    names_field(ui, state);
    columns_menu(ui, state);
    suggestions_button(ui, state, rows);
    if ui.button(RichText::new("Charts").size(12.0)).clicked() {
        ctx.commands.send(UiCommand::ShowCharts);
    }
    table_buttons_ui(ui, ctx);
}

/// The same with menus for what is rare.
fn folded_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    names_field(ui, state);
    let n_types = state.query.types.iter().filter(|on| **on).count();
    let text = format!("Types: {n_types} of {}", state.query.types.len());
    lasting_menu(ui, &text, |ui| type_toggles(ui, state));
    let changes = n_changes(ctx, state);
    let text = if changes == 0 {
        "Options".to_owned()
    } else {
        format!("Options + {changes}")
    };
    lasting_menu(ui, &text, |ui| {
        unit_choices(ui, state);
        ui.separator();
        grouping_choices(ui, state);
        ui.separator();
        command_switches(ui, ctx, &counting_switches(ctx));
        if rows.grouped(state.query.grouping).groups.len() > 1 {
            ui.separator();
            let text = named_by_text(state.query.named_by, rows, state);
            ui.menu_button(text, |ui| named_by_choices(ui, state, rows));
        }
    });
    columns_menu(ui, state);
    suggestions_button(ui, state, rows);
    quiet_menu(ui, "Table", |ui| {
        for (command, text) in [
            (UiCommand::ShowCharts, "Charts"),
            (UiCommand::CopyTable, "Copy table"),
            (UiCommand::ExportTable, "Export CSV…"),
        ] {
            if ui.button(text).clicked() {
                ctx.commands.send(command);
                ui.close();
            }
        }
    });
}

/// How many choices in the menu of options are not as they are at first.
fn n_changes(ctx: &ViewCtx<'_>, state: &EntitiesState) -> usize {
    let first = EntityQuery::default();
    let query = &state.query;
    usize::from(query.unit != first.unit)
        + usize::from(query.grouping != first.grouping)
        + usize::from(query.named_by != first.named_by)
        + n_counting(ctx)
}

fn type_toggles(ui: &mut Ui, state: &mut EntitiesState) {
    for (at, kind) in EntityType::ALL.into_iter().enumerate() {
        if toggle(ui, kind.plural(), state.query.types[at]).clicked() {
            state.query.types[at] = !state.query.types[at];
        }
    }
}

fn counts(ctx: &ViewCtx<'_>, state: &EntitiesState, rows: &EntityRows) -> String {
    let shown = state.shown.order.rows.len();
    let entities = if shown == rows.len() {
        match shown {
            1 => "1 entity".to_owned(),
            n => format!("{n} entities"),
        }
    } else {
        format!("{shown} of {} entities", rows.len())
    };
    let mentions = match state.shown.order.mentions {
        1 => "1 mention".to_owned(),
        n => format!("{n} mentions"),
    };
    let pending = if ctx.session.entities.is_pending() {
        " · counting again…"
    } else {
        ""
    };
    format!("{entities} · {mentions}{pending}")
}

const UNITS: [(CountUnit, &str); 2] = [
    (CountUnit::PerThousand, "per 1,000 words"),
    (CountUnit::Raw, "raw"),
];

fn unit_text(state: &EntitiesState) -> &'static str {
    let current = UNITS.iter().find(|(unit, _)| *unit == state.query.unit);
    current.map_or("", |(_, text)| text)
}

fn unit_choices(ui: &mut Ui, state: &mut EntitiesState) {
    for (unit, text) in UNITS {
        if ui.radio(state.query.unit == unit, text).clicked() {
            state.query.unit = unit;
            ui.close();
        }
    }
}

const GROUPINGS: [(Grouping, &str); 2] = [
    (Grouping::Outlet, "Group by outlet"),
    (Grouping::Article, "Group by article"),
];

fn grouping_text(state: &EntitiesState) -> &'static str {
    let now = state.query.grouping;
    let current = GROUPINGS.iter().find(|(grouping, _)| *grouping == now);
    current.map_or("", |(_, text)| text)
}

fn grouping_choices(ui: &mut Ui, state: &mut EntitiesState) {
    for (grouping, text) in GROUPINGS {
        if ui.radio(state.query.grouping == grouping, text).clicked() {
            state.query.grouping = grouping;
            state.query.named_by = NamedBy::Anybody;
            if matches!(state.query.sort, EntityColumn::Group(_)) {
                state.query.sort = EntityColumn::Total;
                state.query.descending = true;
            }
            ui.close();
        }
    }
}

fn named_by_text(by: NamedBy, rows: &EntityRows, state: &EntitiesState) -> String {
    let groups = &rows.grouped(state.query.grouping).groups;
    match by {
        NamedBy::Anybody => "Named by anybody".to_owned(),
        NamedBy::Only(column) => format!("Only {} names", groups[column].name),
        NamedBy::AllBut(column) => format!("All name but {}", groups[column].name),
    }
}

/// Names that one outlet uses and no other, or all but one.
fn named_by_choices(ui: &mut Ui, state: &mut EntitiesState, rows: &EntityRows) {
    let columns = 0..rows.grouped(state.query.grouping).groups.len();
    let only = columns.clone().map(NamedBy::Only);
    let all_but = columns.map(NamedBy::AllBut);
    egui::ScrollArea::vertical()
        .max_height(420.0)
        .show(ui, |ui| {
            for by in std::iter::once(NamedBy::Anybody).chain(only).chain(all_but) {
                if matches!(by, NamedBy::Only(0) | NamedBy::AllBut(0)) {
                    ui.separator();
                }
                let text = named_by_text(by, rows, state);
                if ui.radio(state.query.named_by == by, text).clicked() {
                    state.query.named_by = by;
                    state.scroll_to = Some(0.0);
                    ui.close();
                }
            }
        });
}

/// What counts as naming somebody.
fn counting_switches(ctx: &ViewCtx<'_>) -> [(UiCommand, bool); 3] {
    let counting = ctx.session.options.counting;
    [
        (UiCommand::FoldNationalities, counting.fold.nationalities),
        (UiCommand::FoldSeats, counting.fold.seats),
        (UiCommand::CountDescriptions, counting.descriptions),
    ]
}

fn n_counting(ctx: &ViewCtx<'_>) -> usize {
    let switches = counting_switches(ctx);
    switches.iter().filter(|(_, on)| *on).count()
}

/// Opens the list of rows that may be one entity.
fn suggestions_button(ui: &mut Ui, state: &mut EntitiesState, rows: &EntityRows) {
    let n = state.n_suggestions(rows);
    if n == 0 {
        return;
    }
    let text = RichText::new(format!("Same name? {n}")).size(12.0);
    let hover = "Rows that may be one entity: look at them, and merge those that are";
    if ui.button(text).on_hover_text(hover).clicked() {
        state.dialog = Some(Dialog::suggestions());
    }
}

/// What the person should know of these counts.
fn notes_ui(ui: &mut Ui, rows: &EntityRows) {
    let tokens = Theme::get(ui.ctx());
    for note in &rows.notes {
        let text = RichText::new(note).size(11.5).color(tokens.state.warning);
        ui.add(egui::Label::new(text).wrap());
    }
}

fn names_field(ui: &mut Ui, state: &mut EntitiesState) {
    let field = filter_field(ui, "Filter names", &mut state.query.text);
    let field = field.on_hover_text("Names and other forms that hold these letters");
    if field.changed() {
        state.scroll_to = Some(0.0);
    }
}

fn columns_menu(ui: &mut Ui, state: &mut EntitiesState) {
    let button = icon_button(ui, icons::COLUMNS_3, "Columns");
    egui::Popup::menu(&button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            for column in FIGURES {
                let mut on = state.figures.contains(&column);
                if ui.checkbox(&mut on, figure_title(column)).changed() {
                    state.figures = FIGURES
                        .into_iter()
                        .filter(|other| {
                            if *other == column {
                                on
                            } else {
                                state.figures.contains(other)
                            }
                        })
                        .collect();
                }
            }
        });
}
