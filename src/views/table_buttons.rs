//! The two ways out of a table: the clipboard and a file.

use egui::{Button, RichText, Ui};

use super::ViewCtx;
use super::keys;
use crate::session::UiCommand;
use crate::widgets::theme::Theme;
use crate::widgets::{at_right, quiet_menu};

/// Room that both buttons take, in points.
const ROOM: f32 = 160.0;

/// What the ways out are called in a bar.
const WAYS: [(UiCommand, &str); 2] = [
    (UiCommand::CopyTable, "Copy table"),
    (UiCommand::ExportTable, "Export CSV…"),
];

/// Paints them at the right end of a bar; where there is no room, a menu next in line.
pub fn table_buttons_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ui.available_size_before_wrap().x > ROOM {
        at_right(
            ui,
            "table buttons",
            |_| (),
            |ui| {
                for (command, text) in WAYS {
                    button(ui, ctx, command, text);
                }
            },
        );
        return;
    }
    quiet_menu(ui, "Table", |ui| {
        for (command, text) in WAYS {
            if ui.button(text).clicked() {
                ctx.commands.send(command);
                ui.close();
            }
        }
    });
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
