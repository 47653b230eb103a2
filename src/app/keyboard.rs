//! Keys become commands. A text field that has the keyboard keeps its own keys (letters, Ctrl+Z, Ctrl+C, …).

use std::sync::OnceLock;

use super::HexaplaApp;
use crate::session::{COMMANDS, CommandInfo, Shortcut, UiCommand};
use crate::views::keys::egui_shortcut;

/// Keys of text fields: left to a field that has the keyboard.
const OF_TEXT_FIELDS: [UiCommand; 2] = [UiCommand::Undo, UiCommand::Redo];

impl HexaplaApp {
    /// Sends the commands whose keys were pressed in this frame.
    pub(super) fn keys(&self, ctx: &egui::Context) {
        // Most frames bring no key.
        if ctx.input(|i| {
            !i.events
                .iter()
                .any(|event| matches!(event, egui::Event::Key { .. }))
        }) {
            return;
        }
        let typing = ctx.text_edit_focused();
        for (info, shortcut) in table() {
            let plain_letter = !shortcut.command && !shortcut.alt && is_letter(*shortcut);
            if typing && (plain_letter || OF_TEXT_FIELDS.contains(&info.command)) {
                continue;
            }
            if is_zoom(info.command) {
                // The toolkit does these itself.
                continue;
            }
            let pressed = ctx.input_mut(|i| i.consume_shortcut(&egui_shortcut(*shortcut)));
            if pressed && self.session.is_enabled(info.command) {
                self.ask(info.command);
            }
        }
    }
}

/// The commands with keys, those with more modifiers first: Ctrl+Shift+S is not Ctrl+S.
fn table() -> &'static [(&'static CommandInfo, Shortcut)] {
    static TABLE: OnceLock<Vec<(&CommandInfo, Shortcut)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let with_key = COMMANDS
            .iter()
            .filter_map(|info| Some((info, info.shortcut?)));
        let mut table: Vec<_> = with_key.collect();
        table.sort_by_key(|(_, shortcut)| {
            std::cmp::Reverse(
                u8::from(shortcut.command) + u8::from(shortcut.shift) + u8::from(shortcut.alt),
            )
        });
        table
    })
}

fn is_zoom(command: UiCommand) -> bool {
    matches!(
        command,
        UiCommand::ZoomIn | UiCommand::ZoomOut | UiCommand::ZoomReset
    )
}

fn is_letter(shortcut: Shortcut) -> bool {
    use crate::session::Key as K;
    !matches!(shortcut.key, K::F1 | K::F2 | K::F3 | K::F5 | K::F6 | K::F11)
}
