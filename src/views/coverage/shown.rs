//! The lines that are shown and where they stand: computed anew only when the comparison, the filter, the order, a decision or a
//! width change.

use std::sync::{Arc, Weak};

use egui::Ui;

use crate::session::{Compared, CoverageLine, CoverageOrder, CoverageQuery};
use crate::views::ViewCtx;
use crate::widgets::theme;
use crate::widgets::{LetterWidths, Tops};

/// Height of a row whose statement fits in one line.
pub const ROW: f32 = 34.0;
/// Height of a row whose statement takes two lines.
pub const TALL_ROW: f32 = 46.0;
/// Height of a heading.
pub const HEADING: f32 = 28.0;
/// Size of the statements.
pub const GLOSS_SIZE: f32 = 13.0;

/// Lines in order, with their heights.
#[derive(Debug, Default)]
pub struct Shown {
    of: Weak<Compared>,
    query: Option<CoverageQuery>,
    revision: u64,
    /// The lines.
    pub order: CoverageOrder,
    /// Where they stand.
    pub tops: Tops,
    /// Estimated width of each row's statement, by number of row.
    widths: Vec<f32>,
    wrapped_at: f32,
    wrapped: bool,
}

impl Shown {
    /// Brings everything up to date. `true` when the comparison is new.
    pub fn refresh(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        compared: &Arc<Compared>,
        query: &CoverageQuery,
    ) -> bool {
        let is_new = !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(compared));
        if is_new {
            self.of = Arc::downgrade(compared);
            let widths = LetterWidths::new(ui, &theme::serif_id(GLOSS_SIZE));
            let rows = compared.coverage.rows.iter();
            self.widths = rows.map(|row| widths.of(&row.gloss) * 1.04).collect();
        }
        let revision = ctx.session.revision;
        if is_new || self.revision != revision || self.query.as_ref() != Some(query) {
            self.order = compared.coverage_order(query, &ctx.session.corpus);
            self.query = Some(query.clone());
            self.revision = revision;
            self.wrapped = false;
        }
        is_new
    }

    /// Gives every line its height for this width of the statements.
    pub fn wrap_at(&mut self, width: f32) {
        if self.wrapped && self.wrapped_at == width {
            return;
        }
        self.wrapped = true;
        self.wrapped_at = width;
        let height = |line: &CoverageLine| match line {
            CoverageLine::Heading(..) => HEADING,
            CoverageLine::Row(row) if self.widths[*row as usize] > width => TALL_ROW,
            CoverageLine::Row(_) => ROW,
        };
        self.tops = Tops::new(self.order.lines.iter().map(height));
    }

    /// The line a row stands in, if it is shown.
    pub fn line_of(&self, row: usize) -> Option<usize> {
        let row = CoverageLine::Row(row as u32);
        self.order.lines.iter().position(|line| *line == row)
    }

    /// The next row from a line on, downwards or upwards.
    pub fn row_from(&self, line: usize, downwards: bool) -> Option<usize> {
        let row = |line: &CoverageLine| match line {
            CoverageLine::Row(row) => Some(*row as usize),
            CoverageLine::Heading(..) => None,
        };
        if downwards {
            self.order.lines[line..].iter().find_map(row)
        } else {
            self.order.lines[..=line].iter().rev().find_map(row)
        }
    }
}
