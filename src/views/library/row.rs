//! One article of the list: a box to tick, the headline in at most two lines, and a line of facts.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Id, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::arrange::Arrangement;
use super::entries::Entry;
use super::facts::{Flags, facts, hover_ui, meta_ui};
use super::{LibraryState, list, menu};
use crate::corpus::{LedgerLine, Outcome};
use crate::session::{Command, ViewTab};
use crate::views::{ViewCtx, drag};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{bidi, icons};

/// Height of a file in the folder tree.
pub const FILE_HEIGHT: f32 = 40.0;
const LINE: f32 = 16.5;
const TOP: f32 = 7.0;
const META: f32 = 15.0;
const BOTTOM: f32 = 8.0;
const LEFT: f32 = 31.0;
const RIGHT: f32 = 10.0;
const INDENT: f32 = 14.0;
/// Deeper folders are not indented further, or nothing would be left of the names.
const MAX_INDENTS: u8 = 8;

/// Height of an article's row in a list of this width.
pub fn height(entry: &Entry, width: f32) -> f32 {
    let room = width - LEFT - RIGHT;
    let lines = match entry.lines_seen {
        Some((seen_at, lines)) if (seen_at - room).abs() < 0.5 => lines,
        _ if entry.title_width <= room => 1,
        _ => 2,
    };
    TOP + f32::from(lines) * LINE + META + BOTTOM
}

/// How far a row at this depth of the folder tree is set in.
pub fn indent(depth: u8) -> f32 {
    f32::from(depth.min(MAX_INDENTS)) * INDENT
}

/// Colours of a row.
struct Look {
    title: Color32,
    meta: Color32,
    outlet: Color32,
}

/// Paints the row of an article.
pub fn article_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    (at, index): (usize, usize),
    rect: Rect,
    list: Id,
) {
    let id = ui.scope_id().with((at, state.entries.0[index].id()));
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    drag::pick_up(&response, || list::targets(ctx.session, state, at));
    let flags = Flags::of(ctx, &state.entries.0[index]);
    let words = state.entries.0[index].count_words();
    let files = state.arrangement == Arrangement::Files;
    let depth = state.rows[at].depth;
    let entry = &state.entries.0[index];
    let facts = facts(entry, state.arrangement, words);
    let chosen = ctx.session.is_column(entry.id());
    let selected = ctx.session.selection.articles.contains(&entry.id());
    response.widget_info(|| {
        let name = format!("{}, {}", entry.article.title(), entry.outlet_name());
        WidgetInfo::selected(Role::ListItem, true, selected, name)
    });
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_description(facts.clone()));
    let at_cursor = state.cursor == Some(at) && ui.memory(|memory| memory.has_focus(list));
    let standing = Standing {
        chosen,
        selected,
        at_cursor,
    };
    ground(ui, rect, &response, &standing);
    let look = look(ui, ctx, entry);
    let left = rect.left()
        + LEFT
        + if files {
            indent(depth.saturating_sub(1))
        } else {
            0.0
        };
    let text = Rect::from_min_max(
        pos2(left, rect.top() + TOP),
        pos2(rect.right() - RIGHT, rect.bottom()),
    );
    let n_lines = if files {
        let name = entry.article.source.file_name();
        let part = &entry.article.source.part;
        let name = if part.is_empty() {
            name.to_owned()
        } else {
            format!("{name} · {part}")
        };
        let name = layout(
            ui,
            &name,
            FontId::proportional(theme::size::BODY),
            look.title,
            text.width(),
            1,
        );
        ui.painter()
            .galley(text.min - vec2(0.0, 1.0), name, look.title);
        1
    } else {
        let font = FontId::proportional(theme::size::BODY);
        let title = layout(ui, entry.article.title(), font, look.title, text.width(), 2);
        let n = title.rows.len().clamp(1, 2);
        ui.painter().galley(text.min, title, look.title);
        n
    };
    let meta_top = text.top() + LINE * n_lines as f32 + if files { -1.0 } else { 1.0 };
    meta_ui(
        ui,
        &facts,
        &flags,
        look.meta,
        Rect::from_min_max(pos2(left, meta_top), text.max),
    );
    let title_row = Rect::from_min_size(pos2(left - 19.0, text.top() + 1.0), vec2(14.0, 14.0));
    tick_ui(
        ui,
        ctx,
        entry,
        (&look, chosen, response.contains_pointer()),
        title_row,
    );
    if !files {
        remember_lines(
            ui,
            state,
            index,
            (text.width(), n_lines as u8, rect.height()),
        );
    }
    answer(ui, ctx, state, (at, index), &response, list);
    if !egui::Popup::is_any_open(ui.ctx()) {
        let entry = &state.entries.0[index];
        response.on_hover_ui(|ui| hover_ui(ui, ctx, entry, &flags));
    }
}

/// Corrects the height of the row when the estimate was wrong.
fn remember_lines(
    ui: &Ui,
    state: &mut LibraryState,
    index: usize,
    (room, lines, was): (f32, u8, f32),
) {
    let needed = TOP + f32::from(lines) * LINE + META + BOTTOM;
    if (needed - was).abs() > 0.5 {
        state.entries.0[index].lines_seen = Some((room, lines));
        state.tops_width = 0.0;
        ui.request_repaint();
    }
}

/// What clicks on the row do.
fn answer(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    (at, index): (usize, usize),
    response: &Response,
    list: Id,
) {
    let id = state.entries.0[index].id();
    if response.double_clicked() || response.triple_clicked() {
        if !ctx.session.is_column(id) {
            ctx.commands.send(Command::ToggleColumn(id));
        }
        ctx.commands.send(Command::ShowTab(ViewTab::Compare));
    } else if response.clicked() {
        let modifiers = ui.input(|i| i.modifiers);
        list::select(ctx.session, ctx, state, at, modifiers);
        ui.memory_mut(|memory| memory.request_focus(list));
    }
    if response.secondary_clicked() && !ctx.session.selection.articles.contains(&id) {
        list::select(ctx.session, ctx, state, at, egui::Modifiers::NONE);
    }
    response.context_menu(|ui| menu::article_menu_ui(ui, ctx, state, at, id));
}

fn look(ui: &Ui, ctx: &ViewCtx<'_>, entry: &Entry) -> Look {
    let tokens = Theme::get(ui.ctx());
    let outlet = entry
        .outlet
        .as_ref()
        .map_or(tokens.line.strong, |outlet| tokens.outlet(outlet.colour));
    let excluded = ctx
        .session
        .corpus
        .articles
        .get(entry.id())
        .is_some_and(|article| article.excluded);
    if excluded {
        Look {
            title: tokens.text.boilerplate,
            meta: tokens.text.boilerplate,
            outlet: outlet.gamma_multiply(0.55),
        }
    } else {
        Look {
            title: tokens.text.primary,
            meta: tokens.text.dim,
            outlet,
        }
    }
}

/// How the article stands.
struct Standing {
    /// It is a column of the comparison.
    chosen: bool,
    /// It is selected.
    selected: bool,
    /// The keyboard is at it.
    at_cursor: bool,
}

/// The ground tells what is compared, what is selected and what is under the pointer.
fn ground(ui: &Ui, rect: Rect, response: &Response, standing: &Standing) {
    let tokens = Theme::get(ui.ctx());
    if standing.chosen {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.selected);
    }
    if standing.selected {
        let fill = tokens.accent.focus.gamma_multiply(0.16);
        ui.painter().rect_filled(rect, 0.0, fill);
    } else if response.contains_pointer() && !standing.chosen {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.hover);
    }
    if standing.chosen {
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, tokens.accent.fill);
    }
    if standing.at_cursor {
        let stroke = Stroke::new(1.0, tokens.accent.focus);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 3.0, stroke, StrokeKind::Inside);
    }
}

/// The outlet's colour, which is also the box that puts the article into the comparison.
fn tick_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    entry: &Entry,
    (look, chosen, row_hovered): (&Look, bool, bool),
    rect: Rect,
) {
    let tokens = Theme::get(ui.ctx());
    let id = ui.scope_id().with(("tick", entry.id(), rect.top() as i32));
    let response = ui.interact(rect.expand(4.0), id, Sense::CLICK);
    let name = format!("Compare {}", entry.article.title());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &name));
    let hovered = row_hovered || response.hovered();
    if chosen {
        ui.painter().rect_filled(rect, 3.0, look.outlet);
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            icons::CHECK,
            FontId::proportional(11.0),
            tokens.surface.page,
        );
    } else if hovered {
        let stroke = Stroke::new(if response.hovered() { 2.0 } else { 1.5 }, look.outlet);
        ui.painter()
            .rect(rect, 3.0, tokens.surface.page, stroke, StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(rect.shrink(2.0), 2.5, look.outlet);
    }
    if response.clicked() {
        ctx.commands.send(Command::ToggleColumn(entry.id()));
    }
    response.on_hover_text(if chosen {
        "Take out of the comparison"
    } else {
        "Put into the comparison"
    });
}

/// Text in at most `lines` lines, cut with an ellipsis.
pub fn layout(
    ui: &Ui,
    text: &str,
    font: FontId,
    colour: Color32,
    width: f32,
    lines: usize,
) -> Arc<Galley> {
    let format = TextFormat {
        font_id: font,
        color: colour,
        line_height: (lines > 1).then_some(LINE),
        ..TextFormat::default()
    };
    let cut: String = text
        .chars()
        .take(400)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let mut job = LayoutJob::single_section(cut, format);
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: lines,
        break_anywhere: lines == 1,
        ..TextWrapping::default()
    };
    let job = bidi::in_order(ui, job);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints the row of a file that is no article, with the reason.
pub fn not_imported_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    line: &LedgerLine,
    depth: u8,
    rect: Rect,
    list: Id,
) {
    let tokens = Theme::get(ui.ctx());
    let (icon, colour, reason) = match &line.outcome {
        Outcome::Failed { reason } => (icons::FILE_X, tokens.state.error, reason.as_str()),
        Outcome::Skipped { reason } => (icons::BAN, tokens.text.dim, reason.as_str()),
        Outcome::Imported { .. } => (icons::FILE, tokens.text.dim, ""),
    };
    let name = line.path.rsplit('/').next().unwrap_or(&line.path);
    let label = format!("{name}, {}: {reason}", line.outcome.label());
    let response = ui.interact(rect, list.with(("not imported", line.id)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.hover);
    }
    let left = rect.left() + LEFT + indent(depth.saturating_sub(1));
    let text = Rect::from_min_max(
        pos2(left, rect.top() + TOP - 1.0),
        pos2(rect.right() - RIGHT, rect.bottom()),
    );
    ui.painter().text(
        pos2(left - 12.0, text.top() + 8.0),
        Align2::CENTER_CENTER,
        icon,
        FontId::proportional(13.0),
        colour,
    );
    let title = layout(
        ui,
        name,
        FontId::proportional(theme::size::BODY),
        tokens.text.boilerplate,
        text.width(),
        1,
    );
    ui.painter()
        .galley(text.min, title, tokens.text.boilerplate);
    let reason_line = format!("{}: {reason}", line.outcome.label());
    let meta = layout(
        ui,
        &reason_line,
        FontId::proportional(11.0),
        colour,
        text.width(),
        1,
    );
    ui.painter()
        .galley(text.min + vec2(0.0, LINE), meta, colour);
    if response.clicked() {
        ctx.commands.send(Command::ShowTab(ViewTab::Ledger));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        ui.label(
            RichText::new(&line.path)
                .small()
                .color(tokens.text.secondary),
        );
        ui.label(format!("{}: {reason}", line.outcome.label()));
    });
}
