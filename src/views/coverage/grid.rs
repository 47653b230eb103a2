//! Where the columns of the coverage table stand. Number and statement stay in sight when the others are scrolled sideways.

use egui::{Rangef, Rect, pos2};

/// Space between the text of a cell and its edges.
pub const PAD: f32 = 8.0;
/// Width of the numbers.
pub const LABEL: f32 = 46.0;
/// Least and best width of the statements and of an article.
const STATEMENT: (f32, f32) = (210.0, 430.0);
const ARTICLE: (f32, f32) = (92.0, 136.0);
const REPORTED: f32 = 72.0;
const DIFFERS: (f32, f32) = (110.0, 170.0);

/// A column that scrolls sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// An article, by its place from left to right.
    Article(usize),
    /// How many articles report it.
    Reported,
    /// What the articles disagree on.
    Differs,
}

/// The columns of a frame. All lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    statement: f32,
    article: f32,
    n_articles: usize,
    differs: f32,
}

impl Grid {
    /// Shares out `width`; when it is too narrow the columns stand beyond it.
    pub fn new(width: f32, n_articles: usize) -> Self {
        let n = n_articles as f32;
        // In a narrow window the articles need the room more.
        let statement = (width * 0.42 - LABEL).clamp(130.0, STATEMENT.0);
        let least = LABEL + statement + n * ARTICLE.0 + REPORTED + DIFFERS.0;
        let wish =
            (STATEMENT.1 - statement) + n * (ARTICLE.1 - ARTICLE.0) + (DIFFERS.1 - DIFFERS.0);
        let spare = (width - least).max(0.0);
        let share = (spare / wish).min(1.0);
        let between = |(least, best): (f32, f32)| (least + (best - least) * share).floor();
        let mut grid = Self {
            statement: between((statement, STATEMENT.1)),
            article: between(ARTICLE),
            n_articles,
            differs: between(DIFFERS),
        };
        let left_over = (width - grid.width()).max(0.0);
        grid.statement += (left_over * 0.6).floor();
        grid.differs += (left_over - (left_over * 0.6).floor()).floor();
        grid
    }

    /// Width of all columns.
    pub fn width(&self) -> f32 {
        self.fixed() + self.n_articles as f32 * self.article + REPORTED + self.differs
    }

    /// Width of what stays in sight.
    pub fn fixed(&self) -> f32 {
        LABEL + self.statement
    }

    /// Room for the words of a statement.
    pub fn statement_room(&self) -> f32 {
        self.statement - 2.0 * PAD
    }

    /// The columns that touch the strip between two distances from the left, without what stays in sight.
    pub fn between(&self, from: f32, to: f32) -> Vec<(Column, Rangef)> {
        let mut left = self.fixed();
        let mut columns = Vec::with_capacity(self.n_articles + 2);
        let articles = (0..self.n_articles).map(|at| (Column::Article(at), self.article));
        let rest = [
            (Column::Reported, REPORTED),
            (Column::Differs, self.differs),
        ];
        for (column, width) in articles.chain(rest) {
            columns.push((column, Rangef::new(left, left + width)));
            left += width;
        }
        columns.retain(|(_, x)| x.max > from && x.min < to);
        columns
    }
}

/// The part of a row that a column takes up; `left` is the left edge of the table on the screen.
pub fn cell_rect(row: Rect, left: f32, x: Rangef) -> Rect {
    Rect::from_min_max(
        pos2(left + x.min, row.top()),
        pos2(left + x.max, row.bottom()),
    )
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn columns_fill_the_width_and_never_overlap() {
        for (width, n) in [(700.0, 2), (1160.0, 4), (900.0, 12), (3000.0, 6)] {
            let grid = Grid::new(width, n);
            let columns = grid.between(0.0, f32::INFINITY);
            assert_eq!(columns.len(), n + 2);
            let mut left = grid.fixed();
            for (column, x) in columns {
                assert_eq!(x.min, left, "{column:?} at {width}");
                left = x.max;
            }
            assert!(left > width - 3.0, "{left} of {width} with {n} articles");
        }
    }
}
