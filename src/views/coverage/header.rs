//! The head of the table: the articles in their outlets' colours. A click on an article puts the rows in its order.

use egui::{Align, FontId, Id, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::CoverageState;
use super::cells::Head;
use super::grid::{Column, Grid, LABEL, PAD, cell_rect};
use crate::session::CoverageSort;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, focus_ring, icons, place};

/// Height of the head.
pub const HEIGHT: f32 = 44.0;

/// Paints the head into `rect`; `offset` is how far the table is scrolled sideways.
pub fn header_ui(
    ui: &Ui,
    state: &mut CoverageState,
    heads: &[Head],
    grid: &Grid,
    (rect, offset): (Rect, f32),
) {
    let tokens = Theme::get(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, tokens.surface.panel);
    let left = rect.left() - offset;
    let scrolled = Rect::from_min_max(pos2(rect.left() + grid.fixed(), rect.top()), rect.max);
    for (column, x) in grid.between(offset + grid.fixed(), offset + rect.width()) {
        let cell = cell_rect(rect, left, x);
        match column {
            Column::Article(at) => article_head(ui, state, &heads[at], (cell, scrolled)),
            Column::Reported => {
                let sort = CoverageSort::MostReported;
                let what = (
                    sort,
                    "Reported",
                    "Articles that carry it. Click: most reported first",
                );
                sort_head(ui, state, what, Align::Max, (cell, scrolled));
            }
            Column::Differs => {
                let sort = CoverageSort::Differences;
                let what = (
                    sort,
                    "What differs",
                    "What the articles say differently. Click: most differences first",
                );
                sort_head(ui, state, what, Align::Min, (cell, scrolled));
            }
        }
    }
    for (text, from, to) in [("#", 0.0, LABEL), ("Statement", LABEL, grid.fixed())] {
        let cell = cell_rect(rect, rect.left(), Rangef::new(from, to));
        let font = theme::strong_id(11.5);
        let galley = fitted(ui, text, font, tokens.text.secondary, (cell.width(), 1));
        place(ui.painter(), cell, galley, Align::Min, PAD);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.normal),
    );
}

fn article_head(ui: &Ui, state: &mut CoverageState, head: &Head, (rect, clip): (Rect, Rect)) {
    let seen = rect.intersect(clip);
    if seen.width() < 4.0 {
        return;
    }
    let tokens = Theme::get(ui.ctx());
    let sort = CoverageSort::InArticle(head.article);
    let sorted = state.query.sort == sort;
    let id = Id::unique(("coverage column", head.article));
    let response = ui.interact(seen, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, sorted, head.spoken()));
    let painter = ui.painter().with_clip_rect(clip);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.surface.hover);
    }
    let room = (rect.width() - PAD - 16.0, 1);
    let name = fitted(ui, &head.name, theme::strong_id(12.0), head.colour, room);
    let top = Rect::from_min_max(rect.min, pos2(rect.right(), rect.center().y + 2.0));
    let end = rect.left() + PAD + name.size().x;
    place(&painter, top, name, Align::Min, PAD);
    if sorted {
        let at = pos2(end + 8.0, top.center().y);
        painter.text(
            at,
            egui::Align2::CENTER_CENTER,
            icons::CHEVRON_DOWN,
            FontId::proportional(12.0),
            tokens.text.secondary,
        );
    }
    let below = Rect::from_min_max(pos2(rect.left(), rect.center().y - 2.0), rect.max);
    let text = format!("{} · {}", crate::corpus::siglum(head.index), head.day);
    let font = FontId::proportional(11.0);
    let day = fitted(ui, &text, font, tokens.text.dim, (rect.width() - PAD, 1));
    place(&painter, below, day, Align::Min, PAD);
    focus_ring(ui, &response);
    if response.clicked() {
        sort_by(state, sort);
    }
    response.on_hover_text(format!(
        "{}, {}. Click: in the order of this article",
        head.spoken(),
        head.day
    ));
}

fn sort_head(
    ui: &Ui,
    state: &mut CoverageState,
    (sort, text, tooltip): (CoverageSort, &str, &str),
    align: Align,
    (rect, clip): (Rect, Rect),
) {
    let seen = rect.intersect(clip);
    if seen.width() < 4.0 {
        return;
    }
    let tokens = Theme::get(ui.ctx());
    let sorted = state.query.sort == sort;
    let response = ui.interact(seen, Id::unique(("coverage column", text)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, sorted, text));
    let painter = ui.painter().with_clip_rect(clip);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.surface.hover);
    }
    let colour = if sorted {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let font = theme::strong_id(11.5);
    let galley = fitted(ui, text, font, colour, (rect.width() - PAD, 1));
    place(&painter, rect, galley, align, PAD);
    focus_ring(ui, &response);
    if response.clicked() {
        sort_by(state, sort);
    }
    response.on_hover_text(tooltip);
}

/// By a column; by the same article again: as at first.
fn sort_by(state: &mut CoverageState, sort: CoverageSort) {
    state.query.sort = if state.query.sort == sort {
        CoverageSort::MostReported
    } else {
        sort
    };
    state.scroll_to = Some(0.0);
}
