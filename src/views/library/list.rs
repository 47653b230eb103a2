//! The rows in sight, and the keyboard in the list.

use std::collections::BTreeSet;

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::arrange::{Arrangement, GroupKey, Row, RowKind};
use super::{LibraryState, group, row};
use crate::corpus::ArticleId;
use crate::session::{Command, Item, Session, UiCommand};
use crate::views::ViewCtx;
use crate::widgets::focus_ring;

/// Paints the list.
pub fn list_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState) {
    let id = ui.scope_id().with("articles");
    let shown = ui.available_rect_before_wrap();
    let background = ui.interact(shown, id, Sense::click());
    background.widget_info(|| WidgetInfo::labeled(Role::List, true, "Articles"));
    if background.clicked_by(egui::PointerButton::Primary) {
        ctx.commands.send(Command::SelectArticles(Vec::new()));
        background.request_focus();
    }
    if background.has_focus() {
        keyboard(ui, ctx, state, id, shown.height());
    }
    ScrollArea::vertical()
        .id_salt("library list")
        .auto_shrink(false)
        .show_viewport(ui, |ui, viewport| {
            rows_ui(ui, ctx, state, viewport, id);
        });
    focus_ring(ui, &background);
}

fn rows_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState, viewport: Rect, list: Id) {
    let width = ui.available_width();
    if state.tops.is_empty() || (state.tops_width - width).abs() > 0.5 {
        lay_out(state, width);
    }
    let total = state.tops.last().copied().unwrap_or_default();
    ui.set_min_size(vec2(width, total + 8.0));
    let origin = ui.min_rect().min;
    if std::mem::take(&mut state.reveal_cursor)
        && let Some(at) = state.cursor.filter(|at| *at + 1 < state.tops.len())
    {
        let span = Rect::from_min_max(
            origin + vec2(0.0, state.tops[at]),
            origin + vec2(width, state.tops[at + 1]),
        );
        ui.scroll_to_rect_animation(span, None, egui::style::ScrollAnimation::none());
    }
    let first = state.tops.partition_point(|top| *top <= viewport.top());
    let mut at = first.saturating_sub(1);
    while at < state.rows.len() && state.tops[at] < viewport.bottom() {
        let rect = Rect::from_min_max(
            pos2(origin.x, origin.y + state.tops[at]),
            pos2(origin.x + width, origin.y + state.tops[at + 1]),
        );
        row_ui(ui, ctx, state, at, rect, list);
        at += 1;
    }
}

fn row_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    at: usize,
    rect: Rect,
    list: Id,
) {
    match state.rows[at].kind {
        RowKind::Group { .. } => group::group_ui(ui, ctx, state, at, rect, list),
        RowKind::Article(entry) => row::article_ui(ui, ctx, state, (at, entry), rect, list),
        RowKind::NotImported(line) => {
            if let Some(line) = ctx.session.corpus.ledger.get(line) {
                row::not_imported_ui(ui, ctx, line, state.rows[at].depth, rect, list);
            }
        }
    }
}

/// Computes where each row begins.
fn lay_out(state: &mut LibraryState, width: f32) {
    let files = state.arrangement == Arrangement::Files;
    let mut top = 0.0;
    state.tops.clear();
    state.tops.push(top);
    for row in &state.rows {
        top += match row.kind {
            RowKind::Group { .. } if files => group::FOLDER_HEIGHT,
            RowKind::Group { .. } => group::HEIGHT,
            RowKind::NotImported(_) => row::FILE_HEIGHT,
            RowKind::Article(_) if files => row::FILE_HEIGHT,
            RowKind::Article(entry) => row::height(&state.entries.0[entry], width),
        };
        state.tops.push(top);
    }
    state.tops_width = width;
}

/// Selects after a click on the article of row `at`.
pub fn select(
    session: &Session,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    at: usize,
    modifiers: Modifiers,
) {
    let Some(id) = state.article_of(&state.rows[at]) else {
        return;
    };
    state.cursor = Some(at);
    if modifiers.shift {
        let anchor = *state.anchor.get_or_insert(at);
        select_range(ctx, state, anchor, at);
    } else if modifiers.command {
        state.anchor = Some(at);
        let mut articles = session.selection.articles.clone();
        if !articles.remove(&id) {
            articles.insert(id);
        }
        send_selection(ctx, articles.into_iter().collect());
    } else {
        state.anchor = Some(at);
        send_selection(ctx, vec![id]);
    }
    ctx.commands.send(Command::Select(Item::Article(id)));
}

fn select_range(ctx: &ViewCtx<'_>, state: &LibraryState, from: usize, to: usize) {
    let (first, last) = (from.min(to), from.max(to).min(state.rows.len() - 1));
    let articles: BTreeSet<ArticleId> = state.rows[first..=last]
        .iter()
        .filter_map(|row| state.article_of(row))
        .collect();
    send_selection(ctx, articles.into_iter().collect());
}

fn send_selection(ctx: &ViewCtx<'_>, articles: Vec<ArticleId>) {
    ctx.commands.send(Command::SelectArticles(articles));
}

/// Arrows, Home, End, pages, Space and Enter.
fn keyboard(ui: &Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState, id: Id, height: f32) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if state.rows.is_empty() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let last = state.rows.len() - 1;
    let page = (height / 58.0).max(1.0) as usize;
    let at = state.cursor.unwrap_or(0).min(last);
    let from = state.cursor;
    let pressed = |key: Key| {
        ui.input_mut(|i| {
            i.consume_key(Modifiers::NONE, key) || i.consume_key(Modifiers::SHIFT, key)
        })
    };
    let extend = ui.input(|i| i.modifiers.shift);
    let mut to = None;
    if pressed(Key::ArrowDown) {
        to = Some(from.map_or(0, |at| at + 1));
    } else if pressed(Key::ArrowUp) {
        to = Some(at.saturating_sub(1));
    } else if pressed(Key::PageDown) {
        to = Some(at + page);
    } else if pressed(Key::PageUp) {
        to = Some(at.saturating_sub(page));
    } else if pressed(Key::Home) {
        to = Some(0);
    } else if pressed(Key::End) {
        to = Some(last);
    } else if pressed(Key::ArrowLeft) {
        to = Some(state.rows[at].group);
        fold_group(state, at, false);
    } else if pressed(Key::ArrowRight) {
        fold_group(state, at, true);
    }
    if let Some(to) = to {
        go(ctx, state, to.min(last), extend);
    }
    let command_a = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::A));
    if command_a {
        send_selection(ctx, state.shown_articles());
    }
    if pressed(Key::Space) {
        for id in targets(ctx.session, state, at) {
            ctx.commands.send(Command::ToggleColumn(id));
        }
    }
    if pressed(Key::Enter) {
        if let RowKind::Group { key, .. } = &state.rows[at].kind {
            let key = key.clone();
            state.toggle_group(&key);
        } else {
            ctx.commands.send(UiCommand::CompareSelected);
        }
    }
}

/// Opens or closes the group whose head is row `at`.
fn fold_group(state: &mut LibraryState, at: usize, wanted: bool) {
    if let RowKind::Group { key, open, .. } = &state.rows[at].kind
        && *open != wanted
    {
        let key = key.clone();
        state.toggle_group(&key);
    }
}

fn go(ctx: &ViewCtx<'_>, state: &mut LibraryState, to: usize, extend: bool) {
    state.cursor = Some(to);
    state.reveal_cursor = true;
    if extend {
        let anchor = *state.anchor.get_or_insert(to);
        select_range(ctx, state, anchor, to);
    } else {
        state.anchor = Some(to);
        if let Some(id) = state.article_of(&state.rows[to]) {
            send_selection(ctx, vec![id]);
            ctx.commands.send(Command::Select(Item::Article(id)));
        }
    }
}

/// The articles a gesture on row `at` is about: the selected ones if the row is one of them, else the row's own.
pub fn targets(session: &Session, state: &LibraryState, at: usize) -> Vec<ArticleId> {
    let Some(id) = state.rows.get(at).and_then(|row| state.article_of(row)) else {
        return Vec::new();
    };
    let selected = &session.selection.articles;
    if selected.contains(&id) {
        selected.iter().copied().collect()
    } else {
        vec![id]
    }
}

/// The articles of a group, those of folders below included; all of them, also where it is closed.
pub fn members(session: &Session, state: &LibraryState, key: &GroupKey) -> Vec<ArticleId> {
    let rows = state.all_rows(&session.corpus, &BTreeSet::new());
    let is_head = |row: &Row| matches!(&row.kind, RowKind::Group { key: head, .. } if head == key);
    let Some(at) = rows.iter().position(is_head) else {
        return Vec::new();
    };
    let depth = rows[at].depth;
    rows[at + 1..]
        .iter()
        .take_while(|row| row.depth > depth || !matches!(row.kind, RowKind::Group { .. }))
        .filter_map(|row| state.article_of(row))
        .collect()
}
