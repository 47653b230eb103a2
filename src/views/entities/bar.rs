//! The bar over the table: how much there is, what is shown, in which unit, and where it can go.

use egui::{RichText, Stroke, TextEdit, Ui};

use super::dialog::Dialog;
use super::header::figure_title;
use super::{EntitiesState, ViewCtx};
use crate::analysis::entities::EntityType;
use crate::session::{CountUnit, EntityColumn, EntityRows, Grouping, NamedBy, UiCommand};
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{icon_button, icons, quiet_menu, toggle};

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

/// Paints the bar.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    let tokens = Theme::get(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .inner_margin(egui::Margin::symmetric(14, 4));
    let response = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(9.0, 2.0);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(counts(ctx, state, rows)).font(theme::strong_id(12.0)));
                for (at, kind) in EntityType::ALL.into_iter().enumerate() {
                    if toggle(ui, kind.plural(), state.query.types[at]).clicked() {
                        state.query.types[at] = !state.query.types[at];
                    }
                }
                unit_menu(ui, state);
                grouping_menu(ui, state);
                named_by_menu(ui, state, rows);
                counting_menu(ui, ctx);
                filter_field(ui, state);
                columns_menu(ui, state);
                suggestions_button(ui, state, rows);
                if ui.button(RichText::new("Charts").size(12.0)).clicked() {
                    ctx.commands.send(UiCommand::ShowCharts);
                }
                table_buttons_ui(ui, ctx);
            });
            notes_ui(ui, rows);
        })
        .response;
    ui.painter().hline(
        response.rect.x_range(),
        response.rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.normal),
    );
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

fn unit_menu(ui: &mut Ui, state: &mut EntitiesState) {
    let choices = [
        (CountUnit::PerThousand, "per 1,000 words"),
        (CountUnit::Raw, "raw"),
    ];
    let current = choices
        .iter()
        .find(|(unit, _)| *unit == state.query.unit)
        .map_or("", |(_, text)| text);
    quiet_menu(ui, &format!("Counts: {current}"), |ui| {
        for (unit, text) in choices {
            if ui.radio(state.query.unit == unit, text).clicked() {
                state.query.unit = unit;
                ui.close();
            }
        }
    });
}

fn grouping_menu(ui: &mut Ui, state: &mut EntitiesState) {
    let choices = [
        (Grouping::Outlet, "Group by outlet"),
        (Grouping::Article, "Group by article"),
    ];
    let current = choices
        .iter()
        .find(|(grouping, _)| *grouping == state.query.grouping)
        .map_or("", |(_, text)| text);
    quiet_menu(ui, current, |ui| {
        for (grouping, text) in choices {
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
    });
}

/// Names that one outlet uses and no other, or all but one.
fn named_by_menu(ui: &mut Ui, state: &mut EntitiesState, rows: &EntityRows) {
    let groups = &rows.grouped(state.query.grouping).groups;
    if groups.len() < 2 {
        return;
    }
    let text = |by: NamedBy| match by {
        NamedBy::Anybody => "Named by anybody".to_owned(),
        NamedBy::Only(column) => format!("Only {} names", groups[column].name),
        NamedBy::AllBut(column) => format!("All name but {}", groups[column].name),
    };
    let columns = 0..groups.len();
    let only = columns.clone().map(NamedBy::Only);
    let all_but = columns.map(NamedBy::AllBut);
    quiet_menu(ui, &text(state.query.named_by), |ui| {
        egui::ScrollArea::vertical()
            .max_height(420.0)
            .show(ui, |ui| {
                for by in std::iter::once(NamedBy::Anybody).chain(only).chain(all_but) {
                    if matches!(by, NamedBy::Only(0) | NamedBy::AllBut(0)) {
                        ui.separator();
                    }
                    if ui.radio(state.query.named_by == by, text(by)).clicked() {
                        state.query.named_by = by;
                        state.scroll_to = Some(0.0);
                        ui.close();
                    }
                }
            });
    });
}

/// What counts as naming somebody.
fn counting_menu(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let counting = ctx.session.options.counting;
    let switches = [
        (UiCommand::FoldNationalities, counting.fold.nationalities),
        (UiCommand::FoldSeats, counting.fold.seats),
        (UiCommand::CountDescriptions, counting.descriptions),
    ];
    let n_on = switches.iter().filter(|(_, on)| *on).count();
    let text = if n_on == 0 {
        "Names as written".to_owned()
    } else {
        format!("Names as written + {n_on}")
    };
    quiet_menu(ui, &text, |ui| {
        for (command, mut on) in switches {
            let info = command.info();
            if ui
                .checkbox(&mut on, info.text)
                .on_hover_text(info.tooltip)
                .clicked()
            {
                ctx.commands.send(command);
            }
        }
    });
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

fn filter_field(ui: &mut Ui, state: &mut EntitiesState) {
    let field = TextEdit::singleline(&mut state.query.text)
        .hint_text("Filter names")
        .font(egui::FontId::proportional(12.0))
        .align(egui::Align2::LEFT_CENTER)
        .margin(egui::Margin::symmetric(6, 3))
        .desired_width(110.0);
    let response = ui
        .add(field)
        .on_hover_text("Names and other forms that hold these letters");
    if response.changed() {
        state.scroll_to = Some(0.0);
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        state.query.text.clear();
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
