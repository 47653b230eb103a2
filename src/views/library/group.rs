//! The head of a group: an outlet, a story, a day or a folder, with the number of its articles.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::arrange::{Arrangement, GroupKey, RowKind};
use super::{LibraryState, menu, row, thousands};
use crate::views::ViewCtx;
use crate::widgets::icons;
use crate::widgets::theme::{self, Theme};

/// Height of a group's head.
pub const HEIGHT: f32 = 32.0;
/// Height of a folder.
pub const FOLDER_HEIGHT: f32 = 28.0;

/// Paints the head whose row is `at`.
pub fn group_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    at: usize,
    rect: Rect,
    list: Id,
) {
    let RowKind::Group {
        key,
        title,
        count,
        open,
    } = state.rows[at].kind.clone()
    else {
        return;
    };
    let id = list.with(("group", &key));
    let response = ui.interact(rect, id, Sense::CLICK);
    let name = format!("{title} · {}", thousands(count));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_expanded(open));
    let at_cursor = state.cursor == Some(at) && ui.memory(|memory| memory.has_focus(list));
    let tokens = Theme::get(ui.ctx());
    if response.hovered() || at_cursor {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.hover);
    }
    if state.arrangement == Arrangement::Files {
        folder(ui, rect, state.rows[at].depth, &title, count, open);
    } else {
        let chevron = match (open, response.hovered() || at_cursor) {
            (false, _) => Some(icons::CHEVRON_RIGHT),
            (true, true) => Some(icons::CHEVRON_DOWN),
            (true, false) => None,
        };
        heading(ui, rect, &name, chevron);
    }
    if response.clicked() {
        state.cursor = Some(at);
        ui.memory_mut(|memory| memory.request_focus(list));
        state.toggle_group(&key);
    }
    response.context_menu(|ui| menu::group_menu_ui(ui, ctx, state, at, &key, &title));
    if let GroupKey::Folder(path) = &key {
        response.on_hover_text(path);
    }
}

/// "ARUTZ SHEVA · 2".
fn heading(ui: &Ui, rect: Rect, name: &str, chevron: Option<&str>) {
    let tokens = Theme::get(ui.ctx());
    let mut room = rect.width() - 22.0;
    if let Some(chevron) = chevron {
        room -= 18.0;
        ui.painter().text(
            pos2(rect.right() - 10.0, rect.bottom() - 12.0),
            Align2::RIGHT_CENTER,
            chevron,
            FontId::proportional(13.0),
            tokens.text.dim,
        );
    }
    let format = TextFormat {
        font_id: theme::strong_id(11.0),
        color: tokens.text.secondary,
        extra_letter_spacing: 0.5,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(name.to_uppercase(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let place = pos2(
        rect.left() + 12.0,
        rect.bottom() - 12.0 - galley.size().y / 2.0,
    );
    ui.painter().galley(place, galley, tokens.text.secondary);
}

fn folder(ui: &Ui, rect: Rect, depth: u8, title: &str, count: usize, open: bool) {
    let tokens = Theme::get(ui.ctx());
    let left = rect.left() + 8.0 + row::indent(depth);
    let (chevron, icon) = if open {
        (icons::CHEVRON_DOWN, icons::FOLDER_OPEN)
    } else {
        (icons::CHEVRON_RIGHT, icons::FOLDER)
    };
    let middle = rect.center().y;
    for (x, sign, size) in [(6.0, chevron, 12.0), (21.0, icon, 14.0)] {
        ui.painter().text(
            pos2(left + x, middle),
            Align2::CENTER_CENTER,
            sign,
            FontId::proportional(size),
            tokens.text.dim,
        );
    }
    let number = ui.painter().text(
        pos2(rect.right() - 12.0, middle),
        Align2::RIGHT_CENTER,
        thousands(count),
        FontId::proportional(11.0),
        tokens.text.dim,
    );
    let place = pos2(left + 32.0, middle);
    let room = number.left() - 8.0 - place.x;
    let galley = row::layout(
        ui,
        title,
        theme::strong_id(12.5),
        tokens.text.primary,
        room,
        1,
    );
    ui.painter().galley(
        place - vec2(0.0, galley.size().y / 2.0),
        galley,
        tokens.text.primary,
    );
}
