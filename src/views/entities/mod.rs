//! The Entities view: who and what is named, how often by whom, with every mention in its line below.

mod bar;
mod cells;
mod concordance;
mod corrections;
mod dialog;
#[cfg(test)]
mod dialog_tests;
mod grid;
mod header;
mod plots;
mod shown;
mod suggestions;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{RichText, Ui};

use self::concordance::Lines;
use self::dialog::Dialog;
use self::plots::Plots;
use self::shown::Shown;
use super::ViewCtx;
use crate::analysis::entities::MergeGroup;
use crate::charts::Chart;
use crate::session::{
    Derived, EntityColumn, EntityQuery, EntityRows, Item, LineSort, Session, TextTable, UiCommand,
};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Edge, before_panel, primary_button};

/// What the view keeps between frames.
#[derive(Debug)]
pub struct EntitiesState {
    /// What the person asked the table for.
    query: EntityQuery,
    /// Columns of figures, in order.
    figures: Vec<EntityColumn>,
    /// Name of the selected entity.
    selected: Option<String>,
    /// Its row, if it has one.
    selected_row: Option<usize>,
    /// Where the table should be scrolled to, in points.
    scroll_to: Option<f32>,
    /// How far the table is scrolled sideways, in points.
    sideways: f32,
    /// The selected row should be brought into sight.
    reveal: bool,
    /// A row had the keyboard in the last frame.
    row_has_focus: bool,
    /// Order of the lines below.
    line_sort: LineSort,
    /// The written form the lines below are about; all of them without one.
    line_form: Option<String>,
    /// Pairs of rows that were looked at and are not one entity, by name.
    not_the_same: BTreeSet<(String, String)>,
    shown: Shown,
    lines: Lines,
    dialog: Option<Dialog>,
    plots: Option<Plots>,
}

impl Default for EntitiesState {
    fn default() -> Self {
        Self {
            query: EntityQuery::default(),
            figures: vec![
                EntityColumn::Total,
                EntityColumn::Articles,
                EntityColumn::G2,
                EntityColumn::LogRatio,
            ],
            selected: None,
            selected_row: None,
            scroll_to: None,
            sideways: 0.0,
            reveal: false,
            row_has_focus: false,
            line_sort: LineSort::default(),
            line_form: None,
            not_the_same: BTreeSet::new(),
            shown: Shown::default(),
            lines: Lines::default(),
            dialog: None,
            plots: None,
        }
    }
}

impl EntitiesState {
    /// The table as it is shown (filter, order, unit, grouping), for the clipboard and files. `None` until it was counted.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        let rows = session.entities.get()?;
        let order = rows.order(&self.query);
        Some(rows.text_table(&order.rows, &self.query))
    }

    /// What the person asked the table for.
    pub fn query(&self) -> &EntityQuery {
        &self.query
    }

    /// Opens the charts.
    pub fn open_plots(&mut self) {
        self.plots = Some(Plots::new());
    }

    /// The chart in view, for a file; `None` while no chart is open.
    pub fn chart(&self, session: &Session) -> Option<Chart> {
        let rows = session.entities.get()?;
        Some(self.plots.as_ref()?.for_file(self, rows))
    }

    /// Selects a row here at once; the app hears of it by command.
    fn select(&mut self, ctx: &ViewCtx<'_>, rows: &EntityRows, row: usize) {
        let name = rows.row(row, self.query.grouping).name.clone();
        ctx.commands
            .send(crate::session::Command::Select(Item::Entity(name.clone())));
        self.selected = Some(name);
        self.selected_row = Some(row);
        self.line_form = None;
    }

    /// Groups of rows that may be one entity and that nobody has looked at.
    fn n_suggestions(&self, rows: &EntityRows) -> usize {
        let open = |group: &&MergeGroup| {
            let mut others = group.others.iter();
            others.any(|(other, _)| !self.is_settled(rows, group.row, *other))
        };
        rows.suggestions.iter().filter(open).count()
    }

    /// Whether somebody said that two entities of the index are not one.
    fn is_settled(&self, rows: &EntityRows, one: usize, other: usize) -> bool {
        if self.not_the_same.is_empty() {
            return false;
        }
        let name = |at: usize| rows.index.entities[at].name.clone();
        self.not_the_same.contains(&(name(one), name(other)))
    }

    /// Takes over what was selected elsewhere and what changed in the background.
    fn refresh(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, rows: &Arc<EntityRows>) {
        if let Item::Entity(name) = &ctx.session.selection.item
            && self.selected.as_ref() != Some(name)
        {
            self.selected = Some(name.clone());
            self.selected_row = rows.row_named(name);
            self.line_form = None;
            self.reveal = true;
        }
        if self.shown.refresh(ui, ctx, rows, &mut self.query) {
            self.selected_row = self
                .selected
                .as_deref()
                .and_then(|name| rows.row_named(name));
        }
        let form = self.line_form.as_deref();
        self.lines
            .refresh(rows, self.selected_row, form, self.line_sort);
    }
}

/// Paints the view.
pub fn entities_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState) {
    let Some(rows) = ctx.session.entities.get().cloned() else {
        nothing_ui(ui, ctx);
        return;
    };
    if rows.articles.is_empty() {
        nothing_ui(ui, ctx);
        return;
    }
    state.refresh(ui, ctx, &rows);
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::bar_ui(ui, ctx, state, &rows);
    state.refresh(ui, ctx, &rows);
    let room = ui.available_height();
    let first = (room * 0.36).round();
    before_panel(
        ui,
        "concordance of an entity",
        (Edge::Bottom, first),
        state,
        |ui, state| table::table_ui(ui, ctx, state, &rows),
        |ui, state, panel| {
            let panel = panel.resizable(true).default_size(first);
            panel
                .size_range(74.0..=(room - 120.0).max(80.0))
                .frame(egui::Frame::new().fill(Theme::get(ui.ctx()).surface.page))
                .show(ui, |ui| concordance::concordance_ui(ui, ctx, state, &rows))
        },
    );
    dialog::dialog_ui(ui, ctx, state, &rows);
    plots::plots_ui(ui, ctx, state, &rows);
}

/// What to do when there is no table.
fn nothing_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let tokens = Theme::get(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        let (heading, text) = match &ctx.session.entities {
            Derived::Pending { done, total, .. } => {
                ui.spinner();
                let text = if *total > 0 {
                    format!("{done} of {total}")
                } else {
                    String::new()
                };
                ("Finding names…", text)
            }
            Derived::Failed(reason) => ("The names could not be counted", reason.clone()),
            _ if ctx.session.corpus.articles.is_empty() => (
                "Count who and what is named",
                "Add articles: this table shows how often each outlet names whom.".to_owned(),
            ),
            _ => (
                "No article is counted",
                "All articles are excluded. Include one again in the library on the left."
                    .to_owned(),
            ),
        };
        ui.label(RichText::new(heading).font(theme::strong_id(20.0)));
        ui.add_space(6.0);
        ui.label(RichText::new(text).color(tokens.text.secondary));
        ui.add_space(14.0);
        if ctx.session.corpus.articles.is_empty() {
            if primary_button(ui, "Add articles…").clicked() {
                ctx.commands.send(UiCommand::AddFiles);
            }
            ui.add_space(4.0);
            if ui.button("Open the sample story").clicked() {
                ctx.commands.send(UiCommand::OpenSample);
            }
        }
    });
}
