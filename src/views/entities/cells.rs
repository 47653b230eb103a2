//! What stands in the cells of a row, and what is said of them when the pointer rests there.

use std::sync::Arc;

use egui::{Align, FontId, Galley, Painter, Rect, Ui, pos2, vec2};

use super::grid::PAD;
use super::shown::ALSO_SIZE;
use crate::analysis::entities::CountRow;
use crate::analysis::stats::FEW_HITS;
use crate::session::{CountUnit, EntityColumn, EntityQuery, EntityRows};
pub use crate::widgets::fitted;
use crate::widgets::theme::Theme;

/// What the cells of all rows need.
pub struct CellPaint<'a> {
    /// The counts.
    pub rows: &'a EntityRows,
    /// Unit and grouping.
    pub query: &'a EntityQuery,
    /// The longest bar, in the unit of the query.
    pub highest: f64,
    /// Colours.
    pub tokens: &'static Theme,
}

/// Paints words into a cell, centred between top and bottom.
pub fn place(painter: &Painter, rect: Rect, galley: Arc<Galley>, align: Align) {
    crate::widgets::place(painter, rect, galley, align, PAD);
}

impl CellPaint<'_> {
    /// Paints one cell of a row.
    pub fn cell(
        &self,
        ui: &Ui,
        painter: &Painter,
        (at, row): (usize, &CountRow),
        column: EntityColumn,
        rect: Rect,
    ) {
        match column {
            EntityColumn::Kind => self.chip(ui, painter, row.kind.label(), rect),
            EntityColumn::AlsoWritten => {
                let text = self.rows.also_written(at);
                if !text.is_empty() {
                    let colour = self.tokens.text.dim;
                    let font = FontId::proportional(ALSO_SIZE);
                    let room = (rect.width() - 2.0 * PAD, 2);
                    place(
                        painter,
                        rect,
                        fitted(ui, text, font, colour, room),
                        Align::Min,
                    );
                }
            }
            EntityColumn::Group(column) => self.bar(ui, painter, row, column, rect),
            _ => {
                let text = figure(row, column);
                let dimmed = row.is_rare && !matches!(column, EntityColumn::Articles);
                let colour = if dimmed {
                    self.tokens.text.dim
                } else {
                    self.tokens.text.primary
                };
                let font = FontId::proportional(12.5);
                let galley = fitted(ui, &text, font, colour, (rect.width(), 1));
                place(painter, rect, galley, Align::Max);
            }
        }
    }

    fn chip(&self, ui: &Ui, painter: &Painter, text: &str, rect: Rect) {
        let colour = self.tokens.text.secondary;
        let galley = fitted(
            ui,
            text,
            FontId::proportional(10.5),
            colour,
            (rect.width(), 1),
        );
        let size = galley.size() + vec2(12.0, 5.0);
        let min = pos2(rect.left() + PAD, rect.center().y - size.y / 2.0);
        let chip = Rect::from_min_size(min, size);
        painter.rect_filled(chip, 4.0, self.tokens.surface.chip);
        painter.galley(chip.min + vec2(6.0, 2.5), galley, colour);
    }

    /// A bar as long as the count, and the count.
    fn bar(&self, ui: &Ui, painter: &Painter, row: &CountRow, column: usize, rect: Rect) {
        const NUMBER: f32 = 38.0;
        let cell = row.cell(column);
        if cell.count == 0 {
            let font = FontId::proportional(12.0);
            let dash = fitted(ui, "–", font, self.tokens.line.strong, (20.0, 1));
            place(painter, rect, dash, Align::Min);
            return;
        }
        let (value, text) = match self.query.unit {
            CountUnit::PerThousand => (cell.per_thousand, format!("{:.1}", cell.per_thousand)),
            CountUnit::Raw => (cell.count as f64, cell.count.to_string()),
        };
        let group = &self.rows.grouped(self.query.grouping).groups[column];
        let colour = group
            .colour
            .map_or(self.tokens.text.dim, |colour| self.tokens.outlet(colour));
        let few = cell.count < FEW_HITS;
        let longest = (rect.width() - NUMBER - 2.0 * PAD).max(4.0);
        let length = (value / self.highest.max(f64::MIN_POSITIVE)) as f32 * longest;
        let bar = Rect::from_min_size(
            pos2(rect.left() + PAD, rect.center().y - 7.0),
            vec2(length.max(1.5), 14.0),
        );
        painter.rect_filled(
            bar,
            2.0,
            colour.gamma_multiply(if few { 0.55 } else { 0.8 }),
        );
        let text_colour = if few {
            self.tokens.text.dim
        } else {
            self.tokens.text.primary
        };
        let galley = fitted(
            ui,
            &text,
            FontId::proportional(11.5),
            text_colour,
            (NUMBER, 1),
        );
        let at = pos2(bar.right() + 4.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, text_colour);
    }

    /// What is said of a cell.
    pub fn tooltip(&self, at: usize, row: &CountRow, column: EntityColumn) -> Option<String> {
        let text = match column {
            EntityColumn::Name => row.name.clone(),
            EntityColumn::AlsoWritten => {
                Some(self.rows.also_written(at).to_owned()).filter(|text| !text.is_empty())?
            }
            EntityColumn::Kind => return None,
            EntityColumn::Group(column) => self.group_tooltip(row, column),
            EntityColumn::Total => match row.total {
                1 => format!("{}: 1 mention", row.name),
                n => format!("{}: {n} mentions", row.name),
            },
            EntityColumn::Articles => {
                format!(
                    "Named in {} of {} articles",
                    row.articles,
                    self.rows.articles.len()
                )
            }
            EntityColumn::G2 => {
                self.against_rest(row, &format!("G² {:.2}: {}", row.g2, chance(row.g2)))?
            }
            EntityColumn::LogRatio => self.against_rest(
                row,
                &format!("{:.1} times as often per word", row.log_ratio.exp2()),
            )?,
            EntityColumn::Lrc => {
                let times = row.lrc.exp2();
                let text = if row.lrc > 0.0 {
                    format!("at least {times:.1} times as often per word")
                } else {
                    "the difference could be chance".to_owned()
                };
                self.against_rest(row, &text)?
            }
            EntityColumn::Dp => format!(
                "DP {:.2}: 0 spread evenly over the articles, 1 all in one place",
                row.dp
            ),
            EntityColumn::Headlines => {
                format!(
                    "{:.0} % of {} in headlines",
                    row.headline_share * 100.0,
                    mentions(row.total)
                )
            }
            EntityColumn::Leads => format!(
                "{:.0} % of {} in first paragraphs",
                row.lead_share * 100.0,
                mentions(row.total)
            ),
        };
        let rests_on = match column {
            EntityColumn::Group(column) => row.cell(column).count,
            EntityColumn::Name | EntityColumn::AlsoWritten | EntityColumn::Articles => {
                return Some(text);
            }
            _ => row.total,
        };
        Some(if (1..FEW_HITS).contains(&rests_on) {
            format!(
                "{text}\nDimmed: it rests on {}; figures below {FEW_HITS} say little.",
                mentions(rests_on)
            )
        } else {
            text
        })
    }

    fn group_tooltip(&self, row: &CountRow, column: usize) -> String {
        let grouped = self.rows.grouped(self.query.grouping);
        let (group, words) = (&grouped.groups[column], grouped.counts.words[column]);
        let cell = row.cell(column);
        if cell.count == 0 {
            return format!(
                "{}: no mention of {} in {words} words",
                group.name, row.name
            );
        }
        format!(
            "{}: {} of {} in {words} words, {:.2} per 1,000 words, in {} of {} articles",
            group.name,
            mentions(cell.count),
            row.name,
            cell.per_thousand,
            cell.articles,
            group.articles.len()
        )
    }

    fn against_rest(&self, row: &CountRow, what: &str) -> Option<String> {
        let group = &self.rows.grouped(self.query.grouping).groups[row.leader?];
        Some(format!(
            "{} against all others together: {what}",
            group.name
        ))
    }
}

fn mentions(n: usize) -> String {
    if n == 1 {
        "1 mention".to_owned()
    } else {
        format!("{n} mentions")
    }
}

/// How often chance alone gives such a G² (chi-square with one degree of freedom).
fn chance(g2: f64) -> &'static str {
    if g2 >= 10.83 {
        "chance alone gives this less than once in 1,000 times"
    } else if g2 >= 6.63 {
        "chance alone gives this less than once in 100 times"
    } else if g2 >= 3.84 {
        "chance alone gives this less than once in 20 times"
    } else {
        "could well be chance"
    }
}

/// A figure as written.
pub fn figure(row: &CountRow, column: EntityColumn) -> String {
    let compared = |text: String| {
        if row.leader.is_some() {
            text
        } else {
            "–".to_owned()
        }
    };
    match column {
        EntityColumn::Total => row.total.to_string(),
        EntityColumn::Articles => row.articles.to_string(),
        EntityColumn::G2 => compared(format!("{:.1}", row.g2)),
        EntityColumn::LogRatio => compared(signed(row.log_ratio)),
        EntityColumn::Lrc => compared(signed(row.lrc)),
        EntityColumn::Dp => format!("{:.2}", row.dp),
        EntityColumn::Headlines => format!("{:.0} %", row.headline_share * 100.0),
        EntityColumn::Leads => format!("{:.0} %", row.lead_share * 100.0),
        EntityColumn::Name
        | EntityColumn::Kind
        | EntityColumn::AlsoWritten
        | EntityColumn::Group(_) => String::new(),
    }
}

/// With its sign, and a real minus.
fn signed(value: f64) -> String {
    let rounded = format!("{:.1}", value.abs());
    match (rounded == "0.0", value < 0.0) {
        (true, _) => rounded,
        (false, true) => format!("−{rounded}"),
        (false, false) => format!("+{rounded}"),
    }
}
