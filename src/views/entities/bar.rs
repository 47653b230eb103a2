//! The bar over the table: how much there is, what is shown, in which unit, and where it can go.

use egui::{RichText, Stroke, TextEdit, Ui};

use super::header::figure_title;
use super::{EntitiesState, ViewCtx};
use crate::analysis::entities::EntityType;
use crate::session::{CountUnit, EntityColumn, EntityRows, Grouping};
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
                filter_field(ui, state);
                columns_menu(ui, state);
                table_buttons_ui(ui, ctx);
            });
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
                if matches!(state.query.sort, EntityColumn::Group(_)) {
                    state.query.sort = EntityColumn::Total;
                    state.query.descending = true;
                }
                ui.close();
            }
        }
    });
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
