//! The Naming view: what each outlet calls the same thing, which of several loaded words it uses, with which verbs it reports what
//! somebody said. Below the table stand the places; a click goes there.

mod bar;
mod lines;
mod table;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Weak};

use egui::Ui;

use super::ViewCtx;
use super::empty::{empty_ui, waiting_ui};
use crate::analysis::entities::MentionPlace;
use crate::session::{Derived, NamingQuery, NamingRows, Session, TextTable};
use crate::widgets::theme::Theme;
use crate::widgets::{Edge, Tops, before_panel};

/// What the person looks at: a row, perhaps one term of it, perhaps in one outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    row: usize,
    term: Option<usize>,
    group: Option<usize>,
}

/// What the view keeps between frames.
#[derive(Debug, Default)]
pub struct NamingState {
    /// What the person asked for.
    query: NamingQuery,
    of: Weak<NamingRows>,
    asked: Option<NamingQuery>,
    /// Numbers of the rows that are shown.
    order: Vec<u32>,
    tops: Tops,
    to_top: bool,
    chosen: Option<Chosen>,
    /// The places of what is chosen.
    places: Vec<MentionPlace>,
}

impl NamingState {
    /// The table as it is shown, for the clipboard and files. `None` until it was counted.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        Some(session.naming.get()?.text_table(&self.query))
    }

    /// Brings the rows up to date after a change.
    fn refresh(&mut self, rows: &Arc<NamingRows>) {
        let is_new = !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows));
        let section = self.asked.as_ref().map(|asked| asked.section);
        if is_new || section != Some(self.query.section) {
            self.choose(rows, None);
        }
        if is_new || self.asked.as_ref() != Some(&self.query) {
            self.of = Arc::downgrade(rows);
            self.order = rows.order(&self.query);
            let all = rows.rows(self.query.section);
            let heights = self
                .order
                .iter()
                .map(|at| table::height(&all[*at as usize]));
            self.tops = Tops::new(heights);
            self.to_top = self.asked.is_some();
            self.asked = Some(self.query.clone());
        }
    }

    fn choose(&mut self, rows: &NamingRows, chosen: Option<Chosen>) {
        self.chosen = chosen;
        self.places = chosen.map_or_else(Vec::new, |chosen| {
            let row = &rows.rows(self.query.section)[chosen.row];
            rows.places(row, chosen.term, chosen.group)
        });
    }
}

/// Paints the view.
pub fn naming_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut NamingState) {
    let Some(rows) = ctx.session.naming.get().cloned() else {
        nothing_ui(ui, ctx);
        return;
    };
    if rows.entities.articles.is_empty() {
        nothing_ui(ui, ctx);
        return;
    }
    state.refresh(&rows);
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::bar_ui(ui, ctx, state, &rows);
    state.refresh(&rows);
    let room = ui.available_height();
    let first = (room * 0.32).round();
    before_panel(
        ui,
        "places of a term",
        (Edge::Bottom, first),
        state,
        |ui, state| table::table_ui(ui, state, &rows),
        |ui, state, panel| {
            let panel = panel.resizable(true).default_size(first);
            panel
                .size_range(60.0..=(room - 120.0).max(70.0))
                .frame(egui::Frame::new().fill(Theme::get(ui.ctx()).surface.page))
                .show(ui, |ui| lines::lines_ui(ui, ctx, state, &rows))
        },
    );
}

fn nothing_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let heading = "What each outlet calls the same thing";
    match (&ctx.session.naming, &ctx.session.entities) {
        (Derived::Failed(reason), _) | (_, Derived::Failed(reason)) => {
            empty_ui(ui, ctx, "The words could not be counted", reason);
        }
        _ if ctx.session.corpus.articles.is_empty() => {
            let text = "Add articles: this view shows by which names, words and verbs each outlet tells the story.";
            empty_ui(ui, ctx, heading, text);
        }
        (Derived::Pending { done, total, .. }, _) | (_, Derived::Pending { done, total, .. }) => {
            waiting_ui(ui, "Counting words…", (*done, *total));
        }
        _ => {
            let text = "All articles are excluded. Include one again in the library on the left.";
            empty_ui(ui, ctx, heading, text);
        }
    }
}
