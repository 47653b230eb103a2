//! The Quotes & sources view: every utterance in each outlet's wording with the alterations marked; who is quoted, how often and by
//! how many; who rests on whom, and how many independent origins there are.

mod bar;
mod correct;
mod drawing;
mod graph;
mod list;
mod speakers;
#[cfg(test)]
mod tests;
mod wording;

use std::sync::{Arc, Weak};

use egui::{Panel, Ui};

use self::list::Heights;
use super::ViewCtx;
use super::empty::{nothing_compared_ui, waiting_ui};
use crate::charts::Chart;
use crate::session::{Derived, QuoteQuery, QuoteRows, Session, TextTable};
use crate::widgets::theme::Theme;
use crate::widgets::{Edge, before_panel};

/// What the view keeps between frames.
#[derive(Debug)]
pub struct QuotesState {
    /// What the person asked for.
    query: QuoteQuery,
    of: Weak<QuoteRows>,
    asked: Option<QuoteQuery>,
    /// Numbers of the utterances that are shown.
    order: Vec<u32>,
    heights: Heights,
    /// The list should stand at its top.
    to_top: bool,
    /// Whether the graph is shown.
    graph: bool,
    /// Who said something, while the person is asked.
    correction: Option<correct::Correction>,
    /// The node of the graph under the pointer in the last frame.
    hovered: Option<graph::Node>,
}

impl Default for QuotesState {
    fn default() -> Self {
        Self {
            query: QuoteQuery::default(),
            of: Weak::new(),
            asked: None,
            order: Vec::new(),
            heights: Heights::default(),
            to_top: false,
            graph: true,
            correction: None,
            hovered: None,
        }
    }
}

impl QuotesState {
    /// The wordings that are shown as a table, for the clipboard and files. `None` until there are any.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        let rows = session.quotes.get()?;
        Some(rows.text_table(&rows.order(&self.query)))
    }

    /// Who rests on whom, for a file; `None` while that is not shown.
    pub fn chart(&self, session: &Session) -> Option<Chart> {
        let rows = session.quotes.get().filter(|_| self.graph)?;
        Some(drawing::drawing(session, rows))
    }

    /// Brings the list up to date after a change.
    fn refresh(&mut self, rows: &Arc<QuoteRows>) {
        let is_new = !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows));
        if is_new {
            self.of = Arc::downgrade(rows);
            self.hovered = None;
            self.correction = None;
            let known = |name: &String| rows.speakers.iter().any(|row| row.name == *name);
            if !self.query.speaker.as_ref().is_none_or(known) {
                self.query.speaker = None;
            }
        }
        if is_new || self.asked.as_ref() != Some(&self.query) {
            self.order = rows.order(&self.query);
            self.heights.forget(is_new);
            self.to_top = self.asked.is_some();
            self.asked = Some(self.query.clone());
        }
    }
}

/// Height of the view, in points, from which the graph is shown.
const LEAST_ROOM_FOR_GRAPH: f32 = 330.0;

/// Paints the view.
pub fn quotes_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState) {
    let Some(rows) = ctx.session.quotes.get().cloned() else {
        match &ctx.session.quotes {
            Derived::Pending { .. } => waiting_ui(ui, "Collecting quotations…", (0, 0)),
            _ => nothing_compared_ui(
                ui,
                ctx,
                (
                    "Who is quoted, in which words",
                    "this view sets every outlet’s wording of each quotation side by side and shows who rests on whom",
                ),
            ),
        }
        return;
    };
    state.refresh(&rows);
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::bar_ui(ui, ctx, state, &rows);
    state.refresh(&rows);
    let page = egui::Frame::new().fill(Theme::get(ui.ctx()).surface.page);
    let room = ui.available_height();
    // In a low window the wordings come first.
    if state.graph && room >= LEAST_ROOM_FOR_GRAPH {
        let first = (room * 0.34).round();
        before_panel(
            ui,
            "who rests on whom",
            (Edge::Bottom, first),
            state,
            |ui, state| speakers_and_list(ui, ctx, state, &rows),
            |ui, state, panel| {
                let panel = panel.resizable(true).default_size(first);
                panel
                    .size_range(90.0..=(room - 140.0).max(100.0))
                    .frame(page)
                    .show(ui, |ui| graph::graph_ui(ui, ctx, state, &rows))
            },
        );
    } else {
        speakers_and_list(ui, ctx, state, &rows);
    }
    if let Some(asked) = state.correction.take() {
        state.correction = correct::correct_ui(ui, ctx, &rows, asked);
    }
}

fn speakers_and_list(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut QuotesState,
    rows: &Arc<QuoteRows>,
) {
    let width = ui.available_width();
    Panel::left("speakers")
        .resizable(true)
        .default_size((width * 0.25).clamp(150.0, 240.0))
        .size_range(130.0..=(width * 0.5).max(140.0))
        .frame(egui::Frame::new().fill(Theme::get(ui.ctx()).surface.page))
        .show(ui, |ui| speakers::speakers_ui(ui, state, rows));
    list::list_ui(ui, ctx, state, rows);
}
