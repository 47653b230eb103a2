//! The bar: how much there is, what is shown, where it can go.

use egui::{RichText, Ui};

use super::QuotesState;
use crate::session::QuoteRows;
use crate::views::ViewCtx;
use crate::views::bar::{bar, filter_field};
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme;
use crate::widgets::toggle;

/// Paints the bar.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState, rows: &QuoteRows) {
    bar(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(counts(state, rows)).font(theme::strong_id(12.0)));
            filter_field(ui, "Filter quotations", &mut state.query.text);
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
    });
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
