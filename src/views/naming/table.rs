//! The table: a row per thing, a column per outlet, in each cell its words with their counts. Only rows in sight are laid out.

use egui::{
    Align, FontId, Id, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{Chosen, NamingState};
use crate::session::{NamingRow, NamingRows, TermCount};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, focus_ring, place};

/// Height of the head.
const HEAD: f32 = 32.0;
/// Height of a term in a cell.
const TERM: f32 = 20.0;
/// Terms that a cell shows; the others are counted.
const MOST: usize = 6;
const PAD: f32 = 8.0;
const NAME: (f32, f32) = (150.0, 260.0);
const OUTLET: (f32, f32) = (130.0, 240.0);

/// Height of a row.
pub fn height(row: &NamingRow) -> f32 {
    let lines = |cell: &Vec<TermCount>| cell.len().min(MOST) + usize::from(cell.len() > MOST);
    let most = row.cells.iter().map(lines).max().unwrap_or(1).max(1);
    (most as f32 * TERM + 10.0).max(44.0)
}

/// Where the columns stand, in points.
struct Grid {
    name: f32,
    outlet: f32,
    n_groups: usize,
}

impl Grid {
    fn new(width: f32, n_groups: usize) -> Self {
        let n = n_groups.max(1) as f32;
        let name = (width * 0.24).clamp(NAME.0.min(width * 0.4), NAME.1);
        Self {
            name,
            outlet: ((width - name) / n).floor().max(OUTLET.0),
            n_groups,
        }
    }

    fn width(&self) -> f32 {
        self.name + self.outlet * self.n_groups as f32
    }
}

/// Paints head and rows into the space that is left.
pub fn table_ui(ui: &mut Ui, state: &mut NamingState, rows: &NamingRows) {
    let tokens = Theme::get(ui.ctx());
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, tokens.surface.page);
    let bar = ui.spacing().scroll.bar_width + ui.spacing().scroll.bar_inner_margin;
    let grid = Grid::new(room.width() - bar - 2.0, rows.groups().len());
    let head = Rect::from_min_size(room.min, vec2(room.width(), HEAD));
    let body = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    let offset = ui
        .scope_builder(UiBuilder::new().max_rect(body).id_salt("rows"), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(body));
            body_ui(ui, state, rows, &grid)
        })
        .inner;
    head_ui(ui, rows, &grid, (head, offset));
    if state.order.is_empty() {
        let text = if rows.rows(state.query.section).is_empty() {
            "Nothing of this kind was found in these articles"
        } else {
            "Nothing fits the filter"
        };
        let at = body.center_top() + vec2(0.0, 36.0);
        ui.painter().text(
            at,
            egui::Align2::CENTER_CENTER,
            text,
            FontId::proportional(13.0),
            tokens.text.secondary,
        );
    }
    ui.allocate_rect(room, Sense::hover());
}

fn head_ui(ui: &Ui, rows: &NamingRows, grid: &Grid, (rect, offset): (Rect, f32)) {
    let tokens = Theme::get(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, tokens.surface.panel);
    let beside = Rect::from_min_max(pos2(rect.left() + grid.name, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(beside);
    for (at, group) in rows.groups().iter().enumerate() {
        let left = rect.left() - offset + grid.name + at as f32 * grid.outlet;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(grid.outlet, HEAD));
        if !cell.intersects(beside) {
            continue;
        }
        let colour = group
            .colour
            .map_or(tokens.text.secondary, |colour| tokens.outlet(colour));
        let room = (grid.outlet - 2.0 * PAD, 1);
        let galley = fitted(ui, &group.name, theme::strong_id(12.0), colour, room);
        place(&painter, cell, galley, Align::Min, PAD);
        let seen = cell.intersect(beside);
        let response = ui.interact(seen, Id::unique(("naming column", at)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &group.name));
        response.on_hover_text(format!("{}: {} words", group.name, rows.words(at)));
    }
    let cell = Rect::from_min_size(rect.min, vec2(grid.name, HEAD));
    let font = theme::strong_id(11.5);
    let galley = fitted(ui, "What", font, tokens.text.secondary, (grid.name, 1));
    place(ui.painter(), cell, galley, Align::Min, PAD + 6.0);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.normal),
    );
}

/// Paints the rows in sight; returns how far the table is scrolled sideways.
fn body_ui(ui: &mut Ui, state: &mut NamingState, rows: &NamingRows, grid: &Grid) -> f32 {
    let mut area = ScrollArea::both()
        .id_salt("naming rows")
        .auto_shrink(false)
        .content_margin(0.0);
    if std::mem::take(&mut state.to_top) {
        area = area.vertical_scroll_offset(0.0);
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_width(grid.width());
        ui.set_height(state.tops.height());
        let origin = ui.max_rect().min;
        let clip = ui.clip_rect();
        for line in state.tops.between(viewport.top(), viewport.bottom()) {
            let (top, bottom) = state.tops.edges(line);
            let rect = Rect::from_min_max(
                pos2(clip.left(), origin.y + top),
                pos2(clip.right(), origin.y + bottom),
            );
            let at = state.order[line] as usize;
            row_ui(ui, state, rows, grid, (at, rect, viewport.left()));
        }
    });
    output.state.clamped_offset().x
}

fn row_ui(
    ui: &Ui,
    state: &mut NamingState,
    rows: &NamingRows,
    grid: &Grid,
    (at, rect, offset): (usize, Rect, f32),
) {
    let tokens = Theme::get(ui.ctx());
    let row = &rows.rows(state.query.section)[at];
    let seen = rect.intersect(ui.clip_rect());
    let response = ui.interact(seen, Id::unique(("naming row", at)), Sense::click());
    let selected = state.chosen.is_some_and(|chosen| chosen.row == at);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, spoken(rows, row)));
    let ground = if selected {
        tokens.surface.selected
    } else if response.hovered() {
        tokens.surface.hover
    } else {
        tokens.surface.page
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    let beside = Rect::from_x_y_ranges(rect.left() + grid.name..=rect.right(), rect.y_range());
    let clip = beside.intersect(ui.clip_rect());
    for (group, cell) in row.cells.iter().enumerate() {
        let left = rect.left() - offset + grid.name + group as f32 * grid.outlet;
        let column = Rect::from_x_y_ranges(left..=left + grid.outlet, rect.y_range());
        if column.intersects(clip) {
            cell_ui(ui, state, rows, (at, group, cell), (column, clip));
        }
    }
    name_ui(
        ui,
        row,
        Rect::from_min_size(rect.min, vec2(grid.name, rect.height())),
    );
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    focus_ring(ui, &response);
    if response.clicked() {
        let chosen = Chosen {
            row: at,
            term: None,
            group: None,
        };
        state.choose(rows, Some(chosen));
        ui.memory_mut(|memory| memory.surrender_focus(response.id));
    }
}

fn name_ui(ui: &Ui, row: &NamingRow, rect: Rect) {
    let tokens = Theme::get(ui.ctx());
    let room = (rect.width() - 2.0 * PAD - 6.0, 2);
    let left = rect.left() + PAD + 6.0;
    let colour = tokens.text.primary;
    let name = fitted(ui, &row.name, theme::strong_id(12.5), colour, room);
    let below = rect.top() + 7.0 + name.size().y;
    ui.painter()
        .galley(pos2(left, rect.top() + 6.0), name, colour);
    let terms = match row.terms.len() {
        1 => "1 term".to_owned(),
        n => format!("{n} terms"),
    };
    let text = format!("{} in all · {terms}", row.total);
    let dim = tokens.text.dim;
    let galley = fitted(ui, &text, FontId::proportional(11.0), dim, (room.0, 1));
    if below + galley.size().y < rect.bottom() {
        ui.painter().galley(pos2(left, below), galley, dim);
    }
}

/// An outlet's terms, each a button that shows its places below.
fn cell_ui(
    ui: &Ui,
    state: &mut NamingState,
    rows: &NamingRows,
    (at, group, cell): (usize, usize, &[TermCount]),
    (rect, clip): (Rect, Rect),
) {
    let tokens = Theme::get(ui.ctx());
    let painter = ui.painter().with_clip_rect(clip);
    if cell.is_empty() {
        let y = rect.top() + 5.0 + TERM / 2.0;
        let stroke = Stroke::new(1.2, tokens.line.strong);
        painter.hline(rect.left() + PAD..=rect.left() + PAD + 9.0, y, stroke);
        return;
    }
    for (line, count) in cell.iter().take(MOST).enumerate() {
        let top = rect.top() + 5.0 + line as f32 * TERM;
        let term =
            Rect::from_min_size(pos2(rect.left() + 2.0, top), vec2(rect.width() - 4.0, TERM));
        term_ui(ui, state, rows, (at, group, *count), (term, clip));
    }
    if cell.len() > MOST {
        let top = rect.top() + 5.0 + MOST as f32 * TERM;
        let text = format!("and {} more", cell.len() - MOST);
        let galley = fitted(
            ui,
            &text,
            FontId::proportional(11.0),
            tokens.text.dim,
            (rect.width(), 1),
        );
        painter.galley(pos2(rect.left() + 40.0, top), galley, tokens.text.dim);
    }
}

fn term_ui(
    ui: &Ui,
    state: &mut NamingState,
    rows: &NamingRows,
    (at, group, count): (usize, usize, TermCount),
    (rect, clip): (Rect, Rect),
) {
    let seen = rect.intersect(clip);
    if seen.width() < 4.0 || seen.height() < 1.0 {
        return;
    }
    let tokens = Theme::get(ui.ctx());
    let row = &rows.rows(state.query.section)[at];
    let term = &row.terms[count.term];
    let id = Id::unique(("naming term", at, group, count.term));
    let response = ui.interact(seen, id, Sense::click());
    let chosen = Chosen {
        row: at,
        term: Some(count.term),
        group: Some(group),
    };
    let on = state.chosen == Some(chosen);
    let outlet = &rows.groups()[group].name;
    response.widget_info(|| {
        let text = format!("{outlet}: {} {}×", term.text, count.count);
        WidgetInfo::selected(Role::Button, true, on, text)
    });
    let painter = ui.painter().with_clip_rect(clip);
    if on || response.hovered() {
        painter.rect_filled(
            rect,
            4.0,
            if on {
                tokens.surface.chip
            } else {
                tokens.surface.selected
            },
        );
    }
    let figure = rows.figure(count.count, group, state.query.unit);
    let galley = fitted(
        ui,
        &figure,
        FontId::proportional(12.0),
        tokens.text.secondary,
        (40.0, 1),
    );
    let number = Rect::from_min_size(rect.min, vec2(32.0, TERM));
    place(&painter, number, galley, Align::Max, 4.0);
    // What only this outlet calls it stands in its colour.
    let alone =
        row.cells.iter().enumerate().all(|(other, cell)| {
            other == group || cell.iter().all(|known| known.term != count.term)
        });
    let colour = match rows.groups()[group].colour {
        Some(colour) if alone && rows.groups().len() > 1 => tokens.outlet(colour),
        _ => tokens.text.primary,
    };
    let room = (rect.width() - 42.0, 1);
    let galley = fitted(ui, &term.text, FontId::proportional(12.5), colour, room);
    let at = pos2(rect.left() + 36.0, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, colour);
    focus_ring(ui, &response);
    if response.clicked() {
        state.choose(rows, Some(chosen));
    }
    let per = rows.rate(count.count, group);
    let only = if alone {
        "\nOnly this outlet uses it"
    } else {
        ""
    };
    response.on_hover_text(format!(
        "{outlet}: {} {}× in {} words, {per:.2} per 1,000{only}\nClick: show the places below",
        term.text,
        count.count,
        rows.words(group)
    ));
}

/// What a screen reader says of a row.
fn spoken(rows: &NamingRows, row: &NamingRow) -> String {
    let cells = row.cells.iter().zip(rows.groups()).map(|(cell, group)| {
        let terms = cell
            .iter()
            .map(|count| format!("{} {}×", row.terms[count.term].text, count.count));
        let terms = terms.collect::<Vec<_>>().join(", ");
        let terms = if terms.is_empty() { "nothing" } else { &terms };
        format!("{}: {terms}", group.name)
    });
    format!("{}; {}", row.name, cells.collect::<Vec<_>>().join("; "))
}
