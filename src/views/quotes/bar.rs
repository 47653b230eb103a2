//! The bar: how much there is, what is shown, where it can go.

use egui::{RichText, Stroke, TextEdit, Ui, vec2};

use super::QuotesState;
use crate::session::QuoteRows;
use crate::views::ViewCtx;
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{text_field, toggle};

/// Paints the bar.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .inner_margin(egui::Margin::symmetric(14, 4));
    let response = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(9.0, 2.0);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(counts(state, rows)).font(theme::strong_id(12.0)));
                let edit = TextEdit::singleline(&mut state.query.text)
                    .hint_text("Filter quotations")
                    .font(egui::FontId::proportional(12.0))
                    .align(egui::Align2::LEFT_CENTER)
                    .margin(egui::Margin::symmetric(6, 3))
                    .desired_width(120.0);
                let field = text_field(ui, "Filter quotations", edit);
                if field.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                    state.query.text.clear();
                }
                let query = &mut state.query;
                switch(
                    ui,
                    "In several articles",
                    &mut query.shared,
                    "Only utterances that several articles have",
                );
                switch(
                    ui,
                    "Altered",
                    &mut query.altered,
                    "Only where the words in quotation marks differ",
                );
                switch(
                    ui,
                    "In quotation marks",
                    &mut query.in_marks,
                    "Leave out what is told in the outlet’s words alone",
                );
                switch(ui, "Sources", &mut state.graph, "Show who rests on whom");
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

fn counts(state: &QuotesState, rows: &QuoteRows) -> String {
    let all = rows.utterances.len();
    let shown = state.order.len();
    let utterances = if shown == all {
        match all {
            1 => "1 utterance".to_owned(),
            n => format!("{n} utterances"),
        }
    } else {
        format!("{shown} of {all} utterances")
    };
    let named = rows.graph.speakers.len();
    let speakers = match named {
        1 => "1 speaker".to_owned(),
        n => format!("{n} speakers"),
    };
    format!("{utterances} · {speakers}")
}

fn switch(ui: &mut Ui, text: &str, on: &mut bool, tooltip: &str) {
    if toggle(ui, text, *on).on_hover_text(tooltip).clicked() {
        *on = !*on;
    }
}
