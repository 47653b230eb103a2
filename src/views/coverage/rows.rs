//! The rows of the table: only those in sight are laid out.

use egui::{
    Align, CursorIcon, FontId, Id, Key, Modifiers, Rangef, Rect, Role, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::cells::{self, Head};
use super::grid::{Column, Grid, LABEL, PAD, cell_rect};
use super::{CoverageState, header};
use crate::corpus::ReviewState;
use crate::session::{Command, Compared, CoverageLine, CoverageRow, place_text};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, focus_ring, icons, place};

/// What all rows of a frame need.
struct Frame<'a> {
    compared: &'a Compared,
    heads: &'a [Head],
    grid: &'a Grid,
    tokens: &'static Theme,
    /// How far the table is scrolled sideways.
    offset: f32,
}

/// Paints head and rows into the space that is left.
pub fn table_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut CoverageState, compared: &Compared) {
    let tokens = Theme::get(ui.ctx());
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, tokens.surface.page);
    let bar = ui.spacing().scroll.bar_width + ui.spacing().scroll.bar_inner_margin;
    let heads = Head::of_all(ctx.session, compared, tokens);
    let grid = Grid::new(room.width() - bar - 2.0, heads.len());
    state.shown.wrap_at(grid.statement_room());
    let head = Rect::from_min_size(room.min, vec2(room.width(), header::HEIGHT));
    let body = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    move_by_keys(ui, ctx, state, compared, body.height());
    let offset = ui
        .scope_builder(UiBuilder::new().max_rect(body).id_salt("rows"), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(body));
            body_ui(ui, ctx, state, (compared, &heads, &grid))
        })
        .inner;
    header::header_ui(ui, state, &heads, &grid, (head, offset));
    if state.shown.order.lines.is_empty() {
        nothing_fits(ui, state, body);
    }
    ui.allocate_rect(room, Sense::hover());
}

fn nothing_fits(ui: &mut Ui, state: &mut CoverageState, body: Rect) {
    let tokens = Theme::get(ui.ctx());
    let text = if state.query.filters() {
        "No statement fits the filters"
    } else {
        "These articles hold no statements"
    };
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(36.0);
            ui.label(egui::RichText::new(text).color(tokens.text.secondary));
            ui.add_space(6.0);
            if state.query.filters() && ui.button("Show all statements").clicked() {
                state.query.show_all();
            }
        });
    });
}

/// Paints the rows in sight; returns how far the table is scrolled sideways.
fn body_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CoverageState,
    (compared, heads, grid): (&Compared, &[Head], &Grid),
) -> f32 {
    let mut area = ScrollArea::both()
        .id_salt("coverage rows")
        .auto_shrink(false)
        .content_margin(0.0);
    if let Some(y) = state.scroll_to.take() {
        area = area.vertical_scroll_offset(y);
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_width(grid.width());
        ui.set_height(state.shown.tops.height());
        if std::mem::take(&mut state.reveal)
            && let Some(line) = state.selected_row.and_then(|row| state.shown.line_of(row))
        {
            state.scroll_to = state
                .shown
                .tops
                .reveal(line, (viewport.top(), viewport.height()));
            if state.scroll_to.is_some() {
                ui.ctx().request_repaint();
            }
        }
        let frame = Frame {
            compared,
            heads,
            grid,
            tokens: Theme::get(ui.ctx()),
            offset: viewport.left(),
        };
        let origin = ui.max_rect().min;
        let clip = ui.clip_rect();
        for line in state.shown.tops.between(viewport.top(), viewport.bottom()) {
            let (top, bottom) = state.shown.tops.edges(line);
            let rect = Rect::from_min_max(
                pos2(clip.left(), origin.y + top),
                pos2(clip.right(), origin.y + bottom),
            );
            match state.shown.order.lines[line] {
                CoverageLine::Heading(text, n) => heading_ui(ui, frame.tokens, rect, (text, n)),
                CoverageLine::Row(row) => row_ui(ui, ctx, state, &frame, (row as usize, rect)),
            }
        }
    });
    output.state.clamped_offset().x
}

fn heading_ui(ui: &mut Ui, tokens: &Theme, rect: Rect, (text, n): (&str, usize)) {
    ui.painter().rect_filled(rect, 0.0, tokens.surface.panel);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    let label = egui::RichText::new(format!("{text} · {n}"))
        .font(theme::strong_id(11.5))
        .color(tokens.text.secondary);
    let inner = rect.shrink2(vec2(PAD, 5.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt(text), |ui| {
        ui.label(label);
    });
}

fn row_id(row: usize) -> Id {
    Id::unique(("coverage row", row))
}

fn row_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CoverageState,
    frame: &Frame<'_>,
    (at, rect): (usize, Rect),
) {
    let row = &frame.compared.coverage.rows[at];
    let tokens = frame.tokens;
    let verdict = state.shown.order.verdicts[at];
    let seen = rect.intersect(ui.clip_rect());
    let response = ui.interact(seen, row_id(at), Sense::click());
    let selected = state.selected_row == Some(at);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Row, true, selected, spoken(frame, row, verdict))
    });
    let ground = if selected {
        tokens.surface.selected
    } else if response.hovered() {
        tokens.surface.hover
    } else {
        tokens.surface.page
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    let beside = Rect::from_x_y_ranges(
        rect.left() + frame.grid.fixed()..=rect.right(),
        rect.y_range(),
    );
    let clip = ui.clip_rect().intersect(beside);
    let columns = frame.grid.between(
        frame.offset + frame.grid.fixed(),
        frame.offset + rect.width(),
    );
    let mut on_cell = false;
    for (column, x) in &columns {
        let cell = cell_rect(rect, rect.left() - frame.offset, *x);
        on_cell |= column_ui(ui, ctx, frame, (at, row), (*column, cell, clip));
    }
    fixed_ui(ui, frame, row, verdict, rect);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    focus_ring(ui, &response);
    state.row_has_focus |= response.has_focus();
    let under = response.hover_pos().filter(|_| !on_cell);
    let tooltip = under.and_then(|pos| tooltip_at(frame, row, &columns, pos.x - rect.left()));
    if response.clicked() {
        state.select(ctx, frame.compared, at);
        // The arrow keys go on from here; the ring is for the keyboard alone.
        ui.memory_mut(|memory| memory.surrender_focus(response.id));
    }
    if response.double_clicked() {
        go_to_first(ctx, frame.compared, frame.heads, at);
    }
    if let Some(text) = tooltip {
        response.on_hover_text_at_pointer(text);
    }
}

/// Number, verdict and statement, which stay in sight.
fn fixed_ui(ui: &Ui, frame: &Frame<'_>, row: &CoverageRow, verdict: ReviewState, rect: Rect) {
    let tokens = frame.tokens;
    let painter = ui.painter();
    let label = cell_rect(rect, rect.left(), Rangef::new(0.0, LABEL));
    let colour = match row.relation() {
        Some(_) => tokens.text.dim,
        None => row
            .cells
            .first()
            .and_then(|cell| frame.heads.iter().find(|head| head.index == cell.article))
            .map_or(tokens.text.dim, |head| head.colour),
    };
    let font = FontId::proportional(12.0);
    let galley = fitted(ui, &row.label, font, colour, (LABEL - PAD, 1));
    place(painter, label, galley, Align::Min, PAD);
    if let Some((icon, colour)) = verdict_icon(verdict, tokens) {
        painter.text(
            pos2(label.right() - 7.0, label.center().y),
            egui::Align2::CENTER_CENTER,
            icon,
            FontId::proportional(12.0),
            colour,
        );
    }
    let gloss = cell_rect(rect, rect.left(), Rangef::new(LABEL, frame.grid.fixed()));
    cells::gloss_ui(ui, painter, gloss, row, tokens);
    if frame.offset > 0.5 {
        painter.vline(
            gloss.right() - 0.5,
            rect.y_range(),
            Stroke::new(1.0, tokens.line.normal),
        );
    }
}

fn verdict_icon(verdict: ReviewState, tokens: &Theme) -> Option<(&'static str, egui::Color32)> {
    match verdict {
        ReviewState::New => None,
        ReviewState::Confirmed => Some((icons::CHECK, tokens.state.good)),
        ReviewState::Dismissed => Some((icons::X, tokens.text.dim)),
        ReviewState::Check => Some((icons::FLAG, tokens.state.warning)),
    }
}

/// Paints one cell; whether the pointer is on a part that leads to its column.
fn column_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    frame: &Frame<'_>,
    (at, row): (usize, &CoverageRow),
    (column, rect, clip): (Column, Rect, Rect),
) -> bool {
    let painter = ui.painter().with_clip_rect(clip);
    let tokens = frame.tokens;
    match column {
        Column::Reported => {
            let text = format!("{} / {}", row.cells.len(), frame.compared.articles.len());
            cells::reported_ui(ui, &painter, rect, &text, tokens);
        }
        Column::Differs => cells::differs_ui(ui, &painter, rect, row, tokens),
        Column::Article(place) => {
            let head = &frame.heads[place];
            let Some(cell) = row.cell(head.index) else {
                let absence = frame.compared.coverage.absence_in(row, head.index);
                cells::absent_ui(ui, &painter, rect, absence, tokens);
                return false;
            };
            let seen = rect.intersect(clip);
            if seen.width() < 4.0 {
                return false;
            }
            let id = Id::unique(("coverage cell", at, head.article));
            let response = ui.interact(seen.shrink2(vec2(2.0, 3.0)), id, Sense::click());
            response.widget_info(|| {
                let place = place_text(cell.placement);
                let relation = cells::relation_text(cell);
                let text = format!("{}: {relation}, {place}. Go to it", head.spoken());
                WidgetInfo::labeled(Role::Button, true, text)
            });
            if response.hovered() {
                let stroke = Stroke::new(1.0, tokens.line.strong);
                painter.rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Inside);
            }
            cells::cell_ui(ui, &painter, rect, cell, (tokens, head));
            focus_ring(ui, &response);
            if response.clicked() {
                go_to(ctx, row, head, cell.span);
            }
            let hovered = response.hovered();
            response
                .on_hover_cursor(CursorIcon::PointingHand)
                .on_hover_ui(|ui| {
                    ui.set_max_width(420.0);
                    ui.label(cells::cell_tooltip(frame.compared, cell, row, head));
                });
            return hovered;
        }
    }
    false
}

/// Selects what the row is about and brings the article's words into sight.
fn go_to(ctx: &ViewCtx<'_>, row: &CoverageRow, head: &Head, span: crate::text::Span) {
    ctx.commands.send(Command::Select(row.item()));
    ctx.commands.send(Command::GoTo {
        article: head.article,
        span,
    });
}

/// The leftmost article that carries a row.
fn go_to_first(ctx: &ViewCtx<'_>, compared: &Compared, heads: &[Head], at: usize) {
    let row = &compared.coverage.rows[at];
    let first = heads
        .iter()
        .find_map(|head| Some((head, row.cell(head.index)?)));
    if let Some((head, cell)) = first {
        go_to(ctx, row, head, cell.span);
    }
}

fn tooltip_at(
    frame: &Frame<'_>,
    row: &CoverageRow,
    columns: &[(Column, Rangef)],
    x: f32,
) -> Option<String> {
    if x < frame.grid.fixed() {
        return Some(row.gloss.clone());
    }
    let (column, _) = columns
        .iter()
        .find(|(_, range)| range.contains(x + frame.offset))?;
    match column {
        Column::Article(place) => {
            let head = &frame.heads[*place];
            let absence = frame.compared.coverage.absence_in(row, head.index);
            row.cell(head.index)
                .is_none()
                .then(|| cells::absent_tooltip(absence, head))
        }
        Column::Reported => Some(format!(
            "Reported by {} of {} articles",
            row.cells.len(),
            frame.compared.articles.len()
        )),
        Column::Differs => Some(row.what_differs.clone()).filter(|text| !text.is_empty()),
    }
}

/// What a screen reader says of a row.
fn spoken(frame: &Frame<'_>, row: &CoverageRow, verdict: ReviewState) -> String {
    use std::fmt::Write as _;
    let name = match row.relation() {
        Some(_) => format!("Statement {}", row.label),
        None => format!("Only here {}", row.label),
    };
    let mut text = format!(
        "{name}, reported by {} of {}: {}",
        row.cells.len(),
        frame.compared.articles.len(),
        row.gloss
    );
    for head in frame.heads {
        let _never_fails = match row.cell(head.index) {
            Some(cell) => write!(
                text,
                "; {}: {}, {}",
                head.spoken(),
                cells::relation_text(cell),
                place_text(cell.placement)
            ),
            None => write!(
                text,
                "; {}: {}",
                head.spoken(),
                frame.compared.coverage.absence_in(row, head.index).label()
            ),
        };
    }
    if !row.what_differs.is_empty() {
        let _never_fails = write!(text, "; differs: {}", row.what_differs);
    }
    if verdict != ReviewState::New {
        let _never_fails = write!(text, "; {}", verdict.label());
    }
    text
}

/// Arrow keys move the selection while no field has the keyboard; Enter goes to the column.
fn move_by_keys(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CoverageState,
    compared: &Compared,
    height: f32,
) {
    let n = state.shown.order.lines.len();
    let on_a_row = std::mem::take(&mut state.row_has_focus);
    let elsewhere = ui.memory(egui::Memory::focused).is_some() && !on_a_row;
    if n == 0 || elsewhere || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let last = n - 1;
    let current = state.selected_row.and_then(|row| state.shown.line_of(row));
    let page = (height / super::shown::TALL_ROW).floor().max(1.0) as usize;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (line, downwards) = if pressed(Key::ArrowDown) {
        (current.map_or(0, |at| (at + 1).min(last)), true)
    } else if pressed(Key::ArrowUp) {
        (current.map_or(last, |at| at.saturating_sub(1)), false)
    } else if pressed(Key::PageDown) {
        (current.map_or(0, |at| (at + page).min(last)), true)
    } else if pressed(Key::PageUp) {
        (current.map_or(0, |at| at.saturating_sub(page)), false)
    } else if pressed(Key::Home) {
        (0, true)
    } else if pressed(Key::End) {
        (last, false)
    } else {
        if let Some(row) = state.selected_row
            && !on_a_row
            && pressed(Key::Enter)
        {
            let heads = Head::of_all(ctx.session, compared, Theme::get(ui.ctx()));
            go_to_first(ctx, compared, &heads, row);
        }
        return;
    };
    let row = state
        .shown
        .row_from(line, downwards)
        .or_else(|| state.shown.row_from(line, !downwards));
    let Some(row) = row else { return };
    state.select(ctx, compared, row);
    state.reveal = true;
    if on_a_row {
        ui.memory_mut(|memory| memory.request_focus(row_id(row)));
    }
    ui.ctx().request_repaint();
}
