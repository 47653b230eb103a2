//! The command table as the toolkit needs it: keys, tooltips, switches.

use egui::{KeyboardShortcut, Modifiers};

use super::ViewCtx;
use crate::session::{Key, Shortcut, UiCommand};

/// A shortcut of the table for the toolkit.
pub fn egui_shortcut(shortcut: Shortcut) -> KeyboardShortcut {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    if shortcut.alt {
        modifiers |= Modifiers::ALT;
    }
    KeyboardShortcut::new(modifiers, egui_key(shortcut.key))
}

/// "Ctrl+S", as the system writes it; empty without a key.
pub fn key_text(ctx: &egui::Context, command: UiCommand) -> String {
    let shortcut = command.info().shortcut;
    shortcut
        .map(|shortcut| ctx.format_shortcut(&egui_shortcut(shortcut)))
        .unwrap_or_default()
}

/// Tooltip of a command with its key: "Take the last change back (Ctrl+Z)".
pub fn tooltip(ctx: &egui::Context, command: UiCommand) -> String {
    match key_text(ctx, command) {
        key if key.is_empty() => command.info().tooltip.to_owned(),
        key => format!("{} ({key})", command.info().tooltip),
    }
}

/// Switches of commands, each with whether it is on.
pub fn command_switches(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, switches: &[(UiCommand, bool)]) {
    for (command, on) in switches {
        let (info, mut on) = (command.info(), *on);
        let switch = ui.checkbox(&mut on, info.text);
        if switch.on_hover_text(info.tooltip).clicked() {
            ctx.commands.send(*command);
        }
    }
}

fn egui_key(key: Key) -> egui::Key {
    use egui::Key as E;
    match key {
        Key::A => E::A,
        Key::B => E::B,
        Key::C => E::C,
        Key::D => E::D,
        Key::E => E::E,
        Key::F => E::F,
        Key::G => E::G,
        Key::H => E::H,
        Key::I => E::I,
        Key::J => E::J,
        Key::K => E::K,
        Key::L => E::L,
        Key::M => E::M,
        Key::N => E::N,
        Key::O => E::O,
        Key::P => E::P,
        Key::Q => E::Q,
        Key::R => E::R,
        Key::S => E::S,
        Key::T => E::T,
        Key::U => E::U,
        Key::V => E::V,
        Key::W => E::W,
        Key::X => E::X,
        Key::Y => E::Y,
        Key::Z => E::Z,
        Key::Num0 => E::Num0,
        Key::Num1 => E::Num1,
        Key::Num2 => E::Num2,
        Key::Num3 => E::Num3,
        Key::Num4 => E::Num4,
        Key::Num5 => E::Num5,
        Key::Num6 => E::Num6,
        Key::Num7 => E::Num7,
        Key::Num8 => E::Num8,
        Key::Num9 => E::Num9,
        Key::F1 => E::F1,
        Key::F2 => E::F2,
        Key::F3 => E::F3,
        Key::F5 => E::F5,
        Key::F6 => E::F6,
        Key::F11 => E::F11,
        Key::Plus => E::Plus,
        Key::Minus => E::Minus,
        Key::Comma => E::Comma,
        Key::Delete => E::Delete,
        Key::Slash => E::Slash,
        Key::ArrowLeft => E::ArrowLeft,
        Key::ArrowRight => E::ArrowRight,
    }
}
