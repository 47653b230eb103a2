//! The two ways out of a table: the clipboard and a file.

use egui::{Button, RichText, Ui};

use super::ViewCtx;
use super::keys;
use crate::session::UiCommand;
use crate::widgets::at_right;
use crate::widgets::theme::Theme;

/// Room that both buttons take, in points.
const ROOM: f32 = 160.0;

/// Paints them at the right end of a bar, or next in line where there is no room.
pub fn table_buttons_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ui.available_size_before_wrap().x > ROOM {
        at_right(ui, "table buttons", |_| (), |ui| buttons(ui, ctx));
    } else {
        buttons(ui, ctx);
    }
}

fn buttons(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    button(ui, ctx, UiCommand::CopyTable, "Copy table");
    button(ui, ctx, UiCommand::ExportTable, "Export CSV…");
}

fn button(ui: &mut Ui, ctx: &ViewCtx<'_>, command: UiCommand, text: &str) {
    let colour = Theme::get(ui.ctx()).text.secondary;
    let label = RichText::new(text).size(12.0).color(colour);
    let response = ui
        .add(Button::new(label).frame(false))
        .on_hover_text(keys::tooltip(ui.ctx(), command));
    if response.clicked() {
        ctx.commands.send(command);
    }
}
