//! The rows that are shown and where they stand: computed anew only when the counts, the filter, the order or a width change.
//! A table that is too long to be sorted within a frame is sorted by the app's worker.

use std::sync::{Arc, Weak};

use egui::{FontId, Ui};

use crate::session::{Command, EntityColumn, EntityOrder, EntityQuery, EntityRows, NamedBy};
use crate::views::ViewCtx;
use crate::widgets::LetterWidths;
use crate::widgets::theme::size;

/// Height of a row whose other forms fit in one line.
pub const ROW: f32 = size::ROW;
/// Height of a row whose other forms take two lines.
pub const TALL_ROW: f32 = 40.0;
/// Size of the other forms.
pub const ALSO_SIZE: f32 = 11.0;

/// Rows in order, with their heights.
#[derive(Debug, Default)]
pub struct Shown {
    of: Weak<EntityRows>,
    /// What the order answers.
    query: Option<EntityQuery>,
    /// What was asked for and has not arrived yet.
    asked: Option<EntityQuery>,
    /// The rows.
    pub order: Arc<EntityOrder>,
    /// Upper edge of each row and the lower edge of the last, in points.
    tops: Vec<f32>,
    /// Estimated width of each row's other forms, by number of row.
    widths: Vec<f32>,
    wrapped_at: f32,
}

impl Shown {
    /// Brings everything up to date. `true` when the counts are new. The order of a long table is asked for, and the last one stays
    /// until it arrives.
    pub fn refresh(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        rows: &Arc<EntityRows>,
        query: &mut EntityQuery,
    ) -> bool {
        let is_new = !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows));
        if is_new {
            self.of = Arc::downgrade(rows);
            self.widths = estimated_widths(ui, rows);
            self.query = None;
            self.asked = None;
        }
        keep_within(query, rows);
        if self.query.as_ref() == Some(query) {
            return is_new;
        }
        let arrived = ctx.session.ordered_entities.as_ref();
        let arrived = arrived.filter(|ordered| ordered.is_of(rows));
        match arrived {
            Some(ordered) if is_new || ordered.query == *query => {
                self.take(ordered.query.clone(), ordered.order.clone());
            }
            _ if is_new || rows.len() <= EntityRows::SORTED_AT_ONCE => {
                self.take(query.clone(), Arc::new(rows.order(query)));
            }
            _ => {}
        }
        if self.query.as_ref() != Some(query) && self.asked.as_ref() != Some(query) {
            self.asked = Some(query.clone());
            let query = Box::new(query.clone());
            ctx.commands.send(Command::OrderEntities(query));
        }
        is_new
    }

    fn take(&mut self, query: EntityQuery, order: Arc<EntityOrder>) {
        self.query = Some(query);
        self.asked = None;
        self.order = order;
        self.tops.clear();
    }

    /// Gives every row its height for this width of the column of other forms.
    pub fn wrap_at(&mut self, width: f32) {
        if self.wrapped_at == width && self.tops.len() == self.order.rows.len() + 1 {
            return;
        }
        self.wrapped_at = width;
        self.tops.clear();
        self.tops.reserve(self.order.rows.len() + 1);
        let mut top = 0.0;
        self.tops.push(top);
        for row in &self.order.rows {
            top += if self.widths[*row as usize] > width {
                TALL_ROW
            } else {
                ROW
            };
            self.tops.push(top);
        }
    }

    /// Height of all rows.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Upper and lower edge of the row at this place.
    pub fn edges(&self, place: usize) -> (f32, f32) {
        (self.tops[place], self.tops[place + 1])
    }

    /// Places of the rows that touch the strip between two heights.
    pub fn between(&self, from: f32, to: f32) -> std::ops::Range<usize> {
        let n = self.order.rows.len();
        let first = self.tops[1..].partition_point(|bottom| *bottom <= from);
        let last = self.tops[..n].partition_point(|top| *top < to);
        first.min(last)..last
    }

    /// Where a row stands, if it is shown.
    pub fn place_of(&self, row: usize) -> Option<usize> {
        self.order.rows.iter().position(|at| *at as usize == row)
    }
}

/// A column that the table does not have is not asked about.
fn keep_within(query: &mut EntityQuery, rows: &EntityRows) {
    let n_columns = rows.grouped(query.grouping).groups.len();
    if let EntityColumn::Group(column) = query.sort
        && column >= n_columns
    {
        query.sort = EntityColumn::Total;
        query.descending = true;
    }
    let column = query.named_by.column();
    if column.is_some_and(|column| column >= n_columns) {
        query.named_by = NamedBy::Anybody;
    }
}

/// Two lines too many do no harm.
fn estimated_widths(ui: &Ui, rows: &EntityRows) -> Vec<f32> {
    let widths = LetterWidths::new(ui, &FontId::proportional(ALSO_SIZE));
    (0..rows.len())
        .map(|row| widths.of(rows.also_written(row)))
        .collect()
}
