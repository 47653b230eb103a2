//! The command palette: every command by a few letters of its name.

use egui::{Key, RichText, ScrollArea, Ui};

use super::ViewCtx;
use super::keys;
use crate::session::{COMMANDS, CommandInfo};
use crate::widgets::theme::Theme;
use crate::widgets::{dialog, text_field};

/// What the palette keeps.
#[derive(Debug, Default)]
pub struct PaletteState {
    open: bool,
    query: String,
    selected: usize,
}

impl PaletteState {
    /// Shows the palette, empty.
    pub fn open(&mut self) {
        *self = Self {
            open: true,
            ..Self::default()
        };
    }
}

/// Paints the palette when it is open.
pub fn palette_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut PaletteState) {
    if !state.open {
        return;
    }
    let modal = dialog(egui_ctx, "palette").show(egui_ctx, |ui| {
        ui.set_width(480.0);
        let edit = egui::TextEdit::singleline(&mut state.query)
            .hint_text("Type a command")
            .desired_width(f32::INFINITY);
        let field = text_field(ui, "Type a command", edit);
        field.request_focus();
        if field.changed() {
            state.selected = 0;
        }
        let found = matching(&state.query);
        let chosen = list_ui(ui, ctx, state, &found);
        if let Some(info) = chosen {
            state.open = false;
            ctx.commands.send(info.command);
        }
    });
    if modal.should_close() {
        state.open = false;
    }
}

/// Commands that the query may mean, likeliest first: whose name starts with it, has a word that starts with it, holds it, whose
/// explanation holds it, whose name holds all its letters in order.
fn matching(query: &str) -> Vec<&'static CommandInfo> {
    let query = query.trim().to_lowercase();
    let rank = |info: &CommandInfo| {
        let name = info.text.to_lowercase();
        let starts_word = || {
            let places = name.match_indices(&query);
            let mut before = places.map(|(at, _)| name[..at].chars().next_back());
            before.any(|before| before.is_none_or(|c| !c.is_alphanumeric()))
        };
        if name.starts_with(&query) {
            Some(0)
        } else if starts_word() {
            Some(1)
        } else if name.contains(&query) {
            Some(2)
        } else if info.tooltip.to_lowercase().contains(&query) {
            Some(3)
        } else {
            let mut chars = name.chars();
            query
                .chars()
                .all(|wanted| chars.any(|c| c == wanted))
                .then_some(4)
        }
    };
    let mut found: Vec<(i32, &CommandInfo)> = COMMANDS
        .iter()
        .filter_map(|info| Some((rank(info)?, info)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, info)| info).collect()
}

fn list_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut PaletteState,
    found: &[&'static CommandInfo],
) -> Option<&'static CommandInfo> {
    let (up, down, enter) = ui.input(|i| {
        (
            i.key_pressed(Key::ArrowUp),
            i.key_pressed(Key::ArrowDown),
            i.key_pressed(Key::Enter),
        )
    });
    if down && state.selected + 1 < found.len() {
        state.selected += 1;
    }
    if up {
        state.selected = state.selected.saturating_sub(1);
    }
    let mut chosen = enter.then(|| found.get(state.selected).copied()).flatten();
    let dim = Theme::get(ui.ctx()).text.dim;
    ScrollArea::vertical()
        .max_height(340.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            if found.is_empty() {
                ui.label(RichText::new("No command has these letters").color(dim));
            }
            for (i, info) in found.iter().enumerate() {
                let enabled = ctx.session.is_enabled(info.command);
                let button = egui::Button::new(info.text)
                    .right_text(
                        RichText::new(keys::key_text(ui.ctx(), info.command))
                            .size(11.5)
                            .color(dim),
                    )
                    .selected(i == state.selected)
                    .min_size(egui::vec2(ui.available_width(), 26.0))
                    .frame_when_inactive(i == state.selected);
                let response = ui.add_enabled(enabled, button).on_hover_text(info.tooltip);
                if i == state.selected && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(*info);
                }
            }
        });
    chosen.filter(|info| ctx.session.is_enabled(info.command))
}

#[cfg(test)]
mod tests {
    use super::matching;
    use crate::session::UiCommand;

    #[test]
    fn a_few_letters_find_a_command() {
        assert_eq!(matching("save rep")[0].command, UiCommand::SaveReport);
        assert!(
            matching("svrpt")
                .iter()
                .any(|info| info.command == UiCommand::SaveReport)
        );
        assert!(matching("zzzz").is_empty());
        assert_eq!(matching("dark")[0].command, UiCommand::ThemeDark);
        assert_eq!(matching("folder")[0].command, UiCommand::AddFolder);
    }
}
