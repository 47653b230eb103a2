//! The head of the table: a click sorts, a rest of the pointer explains.

use egui::{Align, FontId, Id, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::EntitiesState;
use super::cells::{fitted, place};
use super::grid::{Grid, PAD, cell_rect};
use crate::session::{CountUnit, EntityColumn, EntityRows, Grouping};
use crate::widgets::theme::Theme;
use crate::widgets::{focus_ring, icons};

/// Height of the head.
pub const HEIGHT: f32 = 32.0;

/// Paints the head into `rect`; `offset` is how far the table is scrolled sideways.
pub fn header_ui(
    ui: &Ui,
    state: &mut EntitiesState,
    rows: &EntityRows,
    grid: &Grid,
    (rect, offset): (Rect, f32),
) {
    let tokens = Theme::get(ui.ctx());
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, tokens.surface.panel);
    let left = rect.left() - offset;
    let first = cell_rect(rect, rect.left(), Rangef::new(0.0, grid.name));
    head_cell(ui, state, rows, EntityColumn::Name, first, rect);
    let scrolled = Rect::from_min_max(pos2(rect.left() + grid.name, rect.top()), rect.max);
    for (column, x) in grid.between(offset + grid.name, offset + rect.width()) {
        let cell = cell_rect(rect, left, x);
        head_cell(ui, state, rows, column, cell, scrolled);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.normal),
    );
}

fn head_cell(
    ui: &Ui,
    state: &mut EntitiesState,
    rows: &EntityRows,
    column: EntityColumn,
    rect: Rect,
    clip: Rect,
) {
    let seen = rect.intersect(clip);
    if seen.width() < 4.0 {
        return;
    }
    let tokens = Theme::get(ui.ctx());
    let id = Id::unique(("entity column", column));
    let response = ui.interact(seen, id, Sense::click());
    let sorted = state.query.sort == column;
    let name = title(rows, state, column);
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, sorted, name));
    if sorted {
        let direction = if state.query.descending {
            egui::accesskit::SortDirection::Descending
        } else {
            egui::accesskit::SortDirection::Ascending
        };
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_sort_direction(direction));
    }
    let painter = ui.painter().with_clip_rect(clip);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.surface.hover);
    }
    let right_aligned = !matches!(
        column,
        EntityColumn::Name
            | EntityColumn::Kind
            | EntityColumn::AlsoWritten
            | EntityColumn::Group(_)
    );
    let colour = if sorted || response.hovered() {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let arrow_room = if sorted { 14.0 } else { 0.0 };
    let font = crate::widgets::theme::strong_id(11.5);
    let room = rect.width() - 2.0 * PAD - arrow_room + if right_aligned { PAD } else { 0.0 };
    let galley = fitted(ui, name, font, colour, (room, 1));
    let text_width = galley.size().x;
    let mut text_rect = rect;
    if right_aligned {
        text_rect.max.x -= arrow_room;
    }
    place(
        &painter,
        text_rect,
        galley,
        if right_aligned {
            Align::Max
        } else {
            Align::Min
        },
    );
    if sorted {
        let x = if right_aligned {
            rect.right() - PAD - 12.0
        } else {
            rect.left() + PAD + text_width + 2.0
        };
        let arrow = if state.query.descending {
            icons::CHEVRON_DOWN
        } else {
            icons::CHEVRON_UP
        };
        let arrow_rect = Rect::from_min_size(pos2(x - PAD, rect.top()), vec2(20.0, rect.height()));
        let galley = fitted(ui, arrow, FontId::proportional(12.0), colour, (20.0, 1));
        place(&painter, arrow_rect, galley, Align::Min);
    }
    focus_ring(ui, &response);
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        ui.label(explanation(rows, state, column));
    });
    if clicked {
        state.query.sort_by(column);
        state.scroll_to = Some(0.0);
    }
}

/// What stands over a column.
fn title<'a>(rows: &'a EntityRows, state: &EntitiesState, column: EntityColumn) -> &'a str {
    match column {
        EntityColumn::Group(group) => &rows.grouped(state.query.grouping).groups[group].name,
        column => figure_title(column),
    }
}

/// What stands over a column that is not an outlet or article.
pub fn figure_title(column: EntityColumn) -> &'static str {
    match column {
        EntityColumn::Name => "Entity",
        EntityColumn::Kind => "Type",
        EntityColumn::AlsoWritten => "Also written",
        EntityColumn::Group(_) => "Count",
        EntityColumn::Total => "Total",
        EntityColumn::Articles => "Articles",
        EntityColumn::G2 => "G²",
        EntityColumn::LogRatio => "Log ratio",
        EntityColumn::Lrc => "LRC",
        EntityColumn::Dp => "DP",
        EntityColumn::Headlines => "In headlines",
        EntityColumn::Leads => "In leads",
    }
}

/// In plain words, with the formula and where it is from.
fn explanation(rows: &EntityRows, state: &EntitiesState, column: EntityColumn) -> String {
    let each = match state.query.grouping {
        Grouping::Outlet => "outlet",
        Grouping::Article => "article",
    };
    match column {
        EntityColumn::Group(group) => group_explanation(rows, state, group),
        EntityColumn::G2 => format!(
            "How sure it is that the {each} that names it most often, per word, differs from all others together. 0: no difference; \
             above 3.84 chance gives it less than once in 20 times, above 6.63 less than once in 100.\n\
             Log-likelihood, 2 Σ O ln(O/E), four cells. Dunning 1993; Rayson & Garside 2000"
        ),
        EntityColumn::LogRatio => format!(
            "How much more often, per word, the {each} that names it most often does so than all others together. Each step of 1 is a \
             doubling: +1 twice, +2 four times as often.\nlog₂ of the relative frequencies, 0.5 for zero. Hardie 2014"
        ),
        EntityColumn::Lrc => format!(
            "The Log Ratio on the safe side: the end of its 95 % confidence interval that is nearer to 0, corrected for the number of \
             rows; 0 where the difference between the leading {each} and all others could be chance.\nEvert 2022"
        ),
        EntityColumn::Name => "The fullest form of the name. A right click corrects it".to_owned(),
        EntityColumn::Kind => "Person, organisation, place or other".to_owned(),
        EntityColumn::AlsoWritten => {
            "Other forms that were counted here, the most frequent first".to_owned()
        }
        EntityColumn::Total => "Mentions in all articles that are counted".to_owned(),
        EntityColumn::Articles => "Articles that name it at least once".to_owned(),
        EntityColumn::Dp => {
            "How unevenly it is spread over the articles: 0 as the words are, 1 all in one place.\n\
             Deviation of proportions, ½ Σ |s − v|, normalised. Gries 2008; Lijffijt & Gries 2012"
                .to_owned()
        }
        EntityColumn::Headlines => "Share of its mentions that stand in headlines".to_owned(),
        EntityColumn::Leads => {
            "Share of its mentions that stand in the first paragraph of the body".to_owned()
        }
    }
}

fn group_explanation(rows: &EntityRows, state: &EntitiesState, column: usize) -> String {
    let grouped = rows.grouped(state.query.grouping);
    let group = &grouped.groups[column];
    let what = match state.query.unit {
        CountUnit::PerThousand => {
            "Mentions per 1,000 words (count ÷ words × 1,000); the count is in the cell's tooltip"
        }
        CountUnit::Raw => "Mentions, not weighed by length",
    };
    let words = grouped.counts.words[column];
    let articles = match group.articles.len() {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let mut text = format!("{}\n{what}.\n{articles}, {words} words", group.name);
    if grouped.counts.short_columns.binary_search(&column).is_ok() {
        text.push_str("\nAn article here has fewer than 300 words: its rates say little");
    }
    text
}
