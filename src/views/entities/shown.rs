//! The rows that are shown and where they stand: computed anew only when the counts, the filter, the order or a width change.

use std::sync::{Arc, Weak};

use egui::{FontId, Ui};

use crate::session::{EntityColumn, EntityOrder, EntityQuery, EntityRows, NamedBy};
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
    query: Option<EntityQuery>,
    /// The rows.
    pub order: EntityOrder,
    /// Upper edge of each row and the lower edge of the last, in points.
    tops: Vec<f32>,
    /// Estimated width of each row's other forms, by number of row.
    widths: Vec<f32>,
    wrapped_at: f32,
}

impl Shown {
    /// Brings everything up to date. `true` when the counts are new.
    pub fn refresh(&mut self, ui: &Ui, rows: &Arc<EntityRows>, query: &mut EntityQuery) -> bool {
        let is_new = !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows));
        if is_new {
            self.of = Arc::downgrade(rows);
            self.widths = estimated_widths(ui, rows);
        }
        if let EntityColumn::Group(column) = query.sort
            && column >= rows.grouped(query.grouping).groups.len()
        {
            query.sort = EntityColumn::Total;
            query.descending = true;
        }
        let n_columns = rows.grouped(query.grouping).groups.len();
        if query
            .named_by
            .column()
            .is_some_and(|column| column >= n_columns)
        {
            query.named_by = NamedBy::Anybody;
        }
        if is_new || self.query.as_ref() != Some(query) {
            self.order = rows.order(query);
            self.query = Some(query.clone());
            self.tops.clear();
        }
        is_new
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

/// Two lines too many do no harm.
fn estimated_widths(ui: &Ui, rows: &EntityRows) -> Vec<f32> {
    let widths = LetterWidths::new(ui, &FontId::proportional(ALSO_SIZE));
    (0..rows.len())
        .map(|row| widths.of(rows.also_written(row)))
        .collect()
}
