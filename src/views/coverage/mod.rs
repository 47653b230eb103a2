//! The Coverage view: statements by articles. Who carries what, where, in which words; what is absent, and what could not be
//! seen. A row opens the inspector, a cell leads to the place in the column.

mod bar;
mod cells;
mod grid;
mod header;
mod marks;
mod rows;
mod shown;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::Ui;

use self::shown::Shown;
use super::ViewCtx;
use super::empty::{compares, nothing_compared_ui};
use crate::session::{
    Command, Compared, CoverageQuery, CoverageSort, Item, Session, TextTable, UiCommand,
};

/// What the view keeps between frames.
#[derive(Debug, Default)]
pub struct CoverageState {
    /// What the person asked the table for.
    query: CoverageQuery,
    shown: Shown,
    /// What was selected in the last frame.
    selected: Item,
    /// Its row, if it has one.
    selected_row: Option<usize>,
    /// Where the table should be scrolled to, in points.
    scroll_to: Option<f32>,
    /// The selected row should be brought into sight.
    reveal: bool,
    /// A row had the keyboard in the last frame.
    row_has_focus: bool,
}

impl CoverageState {
    /// The table as it is shown (filter and order), for the clipboard and files. `None` until something was compared.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        let compared = session.compared.get()?;
        let order = compared.coverage_order(&self.query, &session.corpus);
        let outlets: Vec<&str> = compared
            .articles
            .iter()
            .map(|article| session.outlet_name(&article.article))
            .collect();
        Some(compared.coverage_table(&order, &outlets))
    }

    /// Takes over what was selected elsewhere and what changed in the background.
    fn refresh(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, compared: &Arc<Compared>) {
        let gone = |article| compared.index_of(article).is_none();
        if self.query.left_out_by.is_some_and(gone) {
            self.query.left_out_by = None;
        }
        if let CoverageSort::InArticle(article) = self.query.sort
            && gone(article)
        {
            self.query.sort = CoverageSort::MostReported;
        }
        let is_new = self.shown.refresh(ui, ctx, compared, &self.query);
        if is_new || self.selected != ctx.session.selection.item {
            self.reveal |= self.selected != ctx.session.selection.item;
            self.selected = ctx.session.selection.item.clone();
            self.selected_row = compared.coverage.row_of(&self.selected);
        }
    }

    /// Shows a row in the inspector.
    fn select(&mut self, ctx: &ViewCtx<'_>, compared: &Compared, row: usize) {
        let item = compared.coverage.rows[row].item();
        ctx.commands.send(Command::Select(item.clone()));
        if !ctx.session.options.inspector {
            ctx.commands.send(UiCommand::ToggleInspector);
        }
        self.selected = item;
        self.selected_row = Some(row);
    }
}

/// Paints the view.
pub fn coverage_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut CoverageState) {
    let Some(compared) = ctx
        .session
        .compared
        .get()
        .filter(|compared| compares(compared))
        .cloned()
    else {
        nothing_compared_ui(
            ui,
            ctx,
            (
                "Who reports what",
                "this table shows which of them carries each statement, where, and in which words",
            ),
        );
        return;
    };
    state.refresh(ui, ctx, &compared);
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::bar_ui(ui, ctx, state, &compared);
    state.refresh(ui, ctx, &compared);
    rows::table_ui(ui, ctx, state, &compared);
}
