//! The rows of the table: only those in sight are laid out.

use egui::{
    Align, Id, Key, Modifiers, Painter, Rangef, Rect, Response, Role, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::cells::{CellPaint, figure, fitted, place};
use super::grid::{Grid, PAD, cell_rect};
use super::{EntitiesState, corrections, header};
use crate::analysis::entities::CountRow;
use crate::session::{EntityColumn, EntityRows};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{focus_ring, icons};

/// Paints head and rows into the space that is left.
pub fn table_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    let tokens = Theme::get(ui.ctx());
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, tokens.surface.page);
    let bar = ui.spacing().scroll.bar_width + ui.spacing().scroll.bar_inner_margin;
    let n_groups = rows.grouped(state.query.grouping).groups.len();
    let grid = Grid::new(room.width() - bar - 2.0, n_groups, &state.figures);
    state.shown.wrap_at(grid.also - 2.0 * PAD);
    let head = Rect::from_min_size(room.min, vec2(room.width(), header::HEIGHT));
    let body = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    move_by_keys(ui, ctx, state, rows, body.height());
    // The head comes before the rows for the keyboard, with the place they were scrolled to sideways.
    header::header_ui(ui, state, rows, &grid, (head, state.sideways));
    let offset = ui
        .scope_builder(UiBuilder::new().max_rect(body).id_salt("rows"), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(body));
            body_ui(ui, ctx, state, rows, &grid)
        })
        .inner;
    if (offset - state.sideways).abs() > 0.1 {
        state.sideways = offset;
        ui.ctx()
            .request_discard("the head follows the rows sideways");
    }
    if state.shown.order.rows.is_empty() {
        let text = if rows.is_empty() {
            "No names were found in these articles"
        } else {
            "No entity fits the filter"
        };
        let font = egui::FontId::proportional(13.0);
        let at = body.center_top() + vec2(0.0, 36.0);
        ui.painter().text(
            at,
            egui::Align2::CENTER_CENTER,
            text,
            font,
            tokens.text.secondary,
        );
    }
    ui.allocate_rect(room, Sense::hover());
}

/// Paints the rows in sight; returns how far the table is scrolled sideways.
fn body_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
    grid: &Grid,
) -> f32 {
    let mut area = ScrollArea::both()
        .id_salt("entity rows")
        .auto_shrink(false)
        .content_margin(0.0);
    if let Some(y) = state.scroll_to.take() {
        area = area.vertical_scroll_offset(y);
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_width(grid.width());
        ui.set_height(state.shown.height());
        reveal(state, viewport);
        let origin = ui.max_rect().min;
        let clip = ui.clip_rect();
        for place in state.shown.between(viewport.top(), viewport.bottom()) {
            let (top, bottom) = state.shown.edges(place);
            let line = Rect::from_min_max(
                pos2(clip.left(), origin.y + top),
                pos2(clip.right(), origin.y + bottom),
            );
            row_ui(ui, ctx, state, rows, grid, (place, line, viewport.left()));
        }
    });
    output.state.clamped_offset().x
}

/// Scrolls to the selected row when that was asked for and it is out of sight.
fn reveal(state: &mut EntitiesState, viewport: Rect) {
    if !std::mem::take(&mut state.reveal) {
        return;
    }
    let Some(place) = state.selected_row.and_then(|row| state.shown.place_of(row)) else {
        return;
    };
    let (top, bottom) = state.shown.edges(place);
    if top < viewport.top() {
        state.scroll_to = Some(top);
    } else if bottom > viewport.bottom() {
        state.scroll_to = Some(bottom - viewport.height());
    }
}

fn row_id(row: usize) -> Id {
    Id::unique(("entity row", row))
}

fn row_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
    grid: &Grid,
    (place_in_order, line, offset): (usize, Rect, f32),
) {
    let at = state.shown.order.rows[place_in_order] as usize;
    let row = rows.row(at, state.query.grouping);
    let seen = line.intersect(ui.clip_rect());
    let response = ui.interact(seen, row_id(at), Sense::click());
    let selected = state.selected_row == Some(at);
    response
        .widget_info(|| WidgetInfo::selected(Role::Row, true, selected, spoken(rows, state, row)));
    let cells = CellPaint {
        rows,
        query: &state.query,
        highest: state.shown.order.highest,
        tokens: Theme::get(ui.ctx()),
    };
    let ground = if selected {
        cells.tokens.surface.selected
    } else if response.hovered() || response.context_menu_opened() {
        cells.tokens.surface.hover
    } else {
        cells.tokens.surface.page
    };
    ui.painter().rect_filled(line, 0.0, ground);
    let columns = grid.between(offset + grid.name, offset + line.width());
    let left = line.left() - offset;
    let beside = ui
        .painter()
        .with_clip_rect(ui.clip_rect().intersect(Rect::from_x_y_ranges(
            line.left() + grid.name..=line.right(),
            line.y_range(),
        )));
    for (column, x) in &columns {
        cells.cell(ui, &beside, (at, row), *column, cell_rect(line, left, *x));
    }
    let is_pinned = state.query.pinned.contains(&row.name);
    let place = (line, grid.name, offset > 0.5);
    name_cell(ui, ui.painter(), row, is_pinned, place);
    ui.painter().hline(
        line.x_range(),
        line.bottom() - 0.5,
        Stroke::new(1.0, cells.tokens.line.faint),
    );
    focus_ring(ui, &response);
    state.row_has_focus |= response.has_focus();
    let tooltip = response
        .hover_pos()
        .and_then(|pointer| column_at(&columns, (line.left(), left, grid.name), pointer.x))
        .and_then(|column| cells.tooltip(at, row, column));
    act(ui, ctx, state, rows, at, &response);
    if let Some(text) = tooltip {
        response.on_hover_text_at_pointer(text);
    }
}

/// The column under the pointer.
fn column_at(
    columns: &[(EntityColumn, Rangef)],
    (line_left, left, name): (f32, f32, f32),
    x: f32,
) -> Option<EntityColumn> {
    if x < line_left + name {
        return Some(EntityColumn::Name);
    }
    columns
        .iter()
        .find(|(_, range)| range.contains(x - left))
        .map(|(column, _)| *column)
}

fn name_cell(
    ui: &Ui,
    painter: &Painter,
    row: &CountRow,
    is_pinned: bool,
    (line, width, scrolled): (Rect, f32, bool),
) {
    let tokens = Theme::get(ui.ctx());
    let rect = cell_rect(line, line.left(), Rangef::new(0.0, width));
    let font = theme::strong_id(12.5);
    let pin_room = if is_pinned { 16.0 } else { 0.0 };
    if is_pinned {
        let font = egui::FontId::proportional(11.0);
        let at = rect.right_center() - vec2(10.0, 0.0);
        let (align, colour) = (egui::Align2::RIGHT_CENTER, tokens.text.secondary);
        painter.text(at, align, icons::PIN, font, colour);
    }
    let room = (width - PAD - 8.0 - pin_room, 1);
    let galley = fitted(ui, &row.name, font, tokens.text.primary, room);
    place(painter, rect, galley, Align::Min);
    if scrolled {
        painter.vline(
            rect.right() - 0.5,
            rect.y_range(),
            Stroke::new(1.0, tokens.line.normal),
        );
    }
}

/// Clicks and the menu of corrections.
fn act(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
    at: usize,
    response: &Response,
) {
    if response.clicked() || response.secondary_clicked() {
        state.select(ctx, rows, at);
        if response.clicked() {
            ui.memory_mut(|memory| memory.surrender_focus(response.id));
        }
    }
    response.context_menu(|ui| corrections::menu_ui(ui, ctx, state, rows, at));
}

/// What a screen reader says of a row.
fn spoken(rows: &EntityRows, state: &EntitiesState, row: &CountRow) -> String {
    use std::fmt::Write as _;
    let groups = &rows.grouped(state.query.grouping).groups;
    let mut text = format!("{}, {}, {} mentions", row.name, row.kind.label(), row.total);
    for cell in row.cells.iter().take(12) {
        let _never_fails = write!(
            text,
            ", {} {} ({:.1} per 1,000 words)",
            groups[cell.column].name, cell.count, cell.per_thousand
        );
    }
    for column in [EntityColumn::G2, EntityColumn::LogRatio] {
        let _never_fails = write!(
            text,
            ", {} {}",
            header::figure_title(column),
            figure(row, column)
        );
    }
    text
}

/// Arrow keys move the selection while no field has the keyboard.
fn move_by_keys(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
    height: f32,
) {
    let n = state.shown.order.rows.len();
    let on_a_row = std::mem::take(&mut state.row_has_focus);
    let elsewhere = ui.memory(egui::Memory::focused).is_some() && !on_a_row;
    if n == 0 || state.dialog.is_some() || elsewhere {
        return;
    }
    let current = state.selected_row.and_then(|row| state.shown.place_of(row));
    let page = (height / super::shown::ROW).floor().max(1.0) as usize;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = n - 1;
    let next = if pressed(Key::ArrowDown) {
        current.map_or(0, |at| (at + 1).min(last))
    } else if pressed(Key::ArrowUp) {
        current.map_or(last, |at| at.saturating_sub(1))
    } else if pressed(Key::PageDown) {
        current.map_or(0, |at| (at + page).min(last))
    } else if pressed(Key::PageUp) {
        current.map_or(0, |at| at.saturating_sub(page))
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return;
    };
    state.select(ctx, rows, state.shown.order.rows[next] as usize);
    state.reveal = true;
    if on_a_row {
        let id = row_id(state.shown.order.rows[next] as usize);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.ctx().request_repaint();
}
