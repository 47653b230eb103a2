//! Where the columns of the entity table stand. The first stays in sight when the others are scrolled sideways.

use std::ops::Range;

use egui::{Rangef, Rect, pos2};

use crate::session::EntityColumn;

/// Space between the text of a cell and its edges.
pub const PAD: f32 = 7.0;
/// Least and best width of the columns before the counts.
const NAME: (f32, f32) = (150.0, 320.0);
const KIND: (f32, f32) = (94.0, 94.0);
const ALSO: (f32, f32) = (112.0, 230.0);
const GROUP: (f32, f32) = (92.0, 150.0);

/// The columns of a frame. All lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Width of the entity column, which stays in sight.
    pub name: f32,
    kind: f32,
    /// Width of the column of other forms.
    pub also: f32,
    group: f32,
    n_groups: usize,
    figures: Vec<EntityColumn>,
}

/// Width of a column of figures.
fn figure_width(column: EntityColumn) -> f32 {
    match column {
        EntityColumn::LogRatio => 80.0,
        EntityColumn::Headlines => 86.0,
        EntityColumn::Articles => 68.0,
        EntityColumn::Leads => 66.0,
        _ => 60.0,
    }
}

impl Grid {
    /// Shares out `width`; when it is too narrow the columns stand beyond it.
    pub fn new(width: f32, n_groups: usize, figures: &[EntityColumn]) -> Self {
        let fixed: f32 = figures.iter().map(|column| figure_width(*column)).sum();
        let groups = n_groups as f32;
        let least = NAME.0 + KIND.0 + ALSO.0 + groups * GROUP.0 + fixed;
        let wish = (NAME.1 - NAME.0) + (ALSO.1 - ALSO.0) + groups * (GROUP.1 - GROUP.0);
        let spare = (width - least).max(0.0);
        let share = (spare / wish).min(1.0);
        let between = |(least, best): (f32, f32)| (least + (best - least) * share).floor();
        let mut grid = Self {
            name: between(NAME),
            kind: KIND.0,
            also: between(ALSO),
            group: between(GROUP),
            n_groups,
            figures: figures.to_vec(),
        };
        let left_over = (width - grid.width()).max(0.0);
        grid.name += (left_over * 0.35).floor();
        grid.also += (left_over * 0.3).floor();
        if n_groups > 0 {
            grid.group += (left_over * 0.35 / groups).floor();
        } else {
            grid.also += (left_over * 0.35).floor();
        }
        grid.name += (width - grid.width()).max(0.0).floor();
        grid
    }

    /// Width of all columns.
    pub fn width(&self) -> f32 {
        let figures: f32 = self.figures.iter().map(|c| figure_width(*c)).sum();
        self.groups_left() + self.n_groups as f32 * self.group + figures
    }

    fn groups_left(&self) -> f32 {
        self.name + self.kind + self.also
    }

    /// The columns that touch the strip between two distances from the left, except the entity column; each with its own.
    pub fn between(&self, from: f32, to: f32) -> Vec<(EntityColumn, Rangef)> {
        let mut columns = vec![
            (
                EntityColumn::Kind,
                Rangef::new(self.name, self.name + self.kind),
            ),
            (
                EntityColumn::AlsoWritten,
                Rangef::new(self.name + self.kind, self.groups_left()),
            ),
        ];
        columns.extend(self.groups_between(from, to).map(|column| {
            let left = self.groups_left() + column as f32 * self.group;
            (
                EntityColumn::Group(column),
                Rangef::new(left, left + self.group),
            )
        }));
        let mut left = self.groups_left() + self.n_groups as f32 * self.group;
        for column in &self.figures {
            let right = left + figure_width(*column);
            columns.push((*column, Rangef::new(left, right)));
            left = right;
        }
        columns.retain(|(_, x)| x.max > from && x.min < to);
        columns
    }

    fn groups_between(&self, from: f32, to: f32) -> Range<usize> {
        let place = |x: f32| ((x - self.groups_left()) / self.group).max(0.0);
        let first = (place(from).floor() as usize).min(self.n_groups);
        let last = (place(to).ceil() as usize).clamp(first, self.n_groups);
        first..last
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
    use crate::session::EntityColumn;

    const FIGURES: [EntityColumn; 2] = [EntityColumn::Total, EntityColumn::G2];

    #[test]
    fn columns_fill_the_width_and_never_overlap() {
        for (width, n_groups) in [(700.0, 0), (1160.0, 3), (780.0, 3), (3000.0, 12)] {
            let grid = Grid::new(width, n_groups, &FIGURES);
            let columns = grid.between(0.0, f32::INFINITY);
            assert_eq!(columns.len(), 2 + n_groups + FIGURES.len());
            let mut left = grid.name;
            for (column, x) in columns {
                assert_eq!(x.min, left, "{column:?} at {width}");
                left = x.max;
            }
            assert_eq!(left, grid.width());
            assert!(left > width - 1.0, "{left} of {width} at {n_groups} groups");
        }
    }

    #[test]
    fn only_columns_in_sight_are_listed() {
        let grid = Grid::new(800.0, 10_000, &FIGURES);
        let seen = grid.between(50_000.0, 50_800.0);
        assert!((8..=11).contains(&seen.len()), "{}", seen.len());
        assert!(
            seen.iter()
                .all(|(column, _)| matches!(column, EntityColumn::Group(_)))
        );
    }
}
