//! The bar: which table, how much there is, what is shown, where it can go.

use egui::{RichText, Ui, vec2};

use super::NamingState;
use crate::session::{CountUnit, NamingRows, NamingSection, NamingUnit, UiCommand};
use crate::views::ViewCtx;
use crate::views::bar::{bar, filter_field};
use crate::views::keys;
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{quiet_menu, segmented, toggle};

/// Paints the bar.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut NamingState, rows: &NamingRows) {
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(330.0_f32.min(ui.available_width()), 26.0), |ui| {
                let current = state.query.section;
                let chosen = segmented(ui, "naming table", &NamingSection::ALL, current);
                if let Some(section) = chosen {
                    state.query.section = section;
                }
            });
            ui.label(RichText::new(counts(ctx, state, rows)).font(theme::strong_id(12.0)));
        });
        ui.horizontal_wrapped(|ui| {
            filter_field(ui, "Filter words", &mut state.query.text);
            let differing = toggle(ui, "Where outlets differ", state.query.differing);
            if differing
                .on_hover_text("Only what the outlets do not all call the same")
                .clicked()
            {
                state.query.differing = !state.query.differing;
            }
            unit_menu(ui, state);
            if state.query.section == NamingSection::Alternatives {
                edit_button(ui, ctx);
            }
            table_buttons_ui(ui, ctx);
        });
    });
}

fn counts(ctx: &ViewCtx<'_>, state: &NamingState, rows: &NamingRows) -> String {
    let all = rows.rows(state.query.section).len();
    let what = |n: usize| match (state.query.section, n) {
        (NamingSection::Names, 1) => "name",
        (NamingSection::Names, _) => "names",
        (NamingSection::Alternatives, 1) => "set of words",
        (NamingSection::Alternatives, _) => "sets of words",
        (NamingSection::Verbs, 1) => "speaker",
        (NamingSection::Verbs, _) => "speakers",
    };
    // The row of all speakers together is none of them.
    let more = usize::from(state.query.section == NamingSection::Verbs && all > 0);
    let all = all - more;
    let shown = state.order.len().min(all);
    let pending = if ctx.session.naming.is_pending() {
        " · counting again…"
    } else {
        ""
    };
    if shown == all {
        format!("{all} {}{pending}", what(all))
    } else {
        format!("{shown} of {all} {}{pending}", what(all))
    }
}

fn unit_menu(ui: &mut Ui, state: &mut NamingState) {
    let choices = [
        (CountUnit::Raw, "raw"),
        (CountUnit::PerThousand, "per 1,000 words"),
    ];
    let current = choices
        .iter()
        .find(|(unit, _)| *unit == state.query.unit.0)
        .map_or("", |(_, text)| text);
    quiet_menu(ui, &format!("Counts: {current}"), |ui| {
        for (unit, text) in choices {
            if ui.radio(state.query.unit.0 == unit, text).clicked() {
                state.query.unit = NamingUnit(unit);
                ui.close();
            }
        }
    });
}

fn edit_button(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let colour = Theme::get(ui.ctx()).text.secondary;
    let text = RichText::new("Edit the list…").size(12.0).color(colour);
    let response = ui
        .add(egui::Button::new(text).frame(false))
        .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::EditNamingList));
    if response.clicked() {
        ctx.commands.send(UiCommand::EditNamingList);
    }
}
