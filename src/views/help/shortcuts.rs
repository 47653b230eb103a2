//! The page with all keys, made from the table of commands.

use egui::{Grid, RichText, Ui};

use crate::session::COMMANDS;
use crate::views::keys;
use crate::widgets::theme::{self, Theme};

/// Paints the table of keys.
pub fn shortcuts_ui(ui: &mut Ui) {
    let dim = Theme::get(ui.ctx()).text.dim;
    let bold = |text: String| RichText::new(text).font(theme::strong_id(12.5));
    Grid::new("shortcuts")
        .num_columns(3)
        .striped(true)
        .spacing([18.0, 6.0])
        .show(ui, |ui| {
            for info in COMMANDS.iter().filter(|info| info.shortcut.is_some()) {
                ui.label(RichText::new(info.menu).color(dim));
                ui.label(info.text.trim_end_matches('…'))
                    .on_hover_text(info.tooltip);
                ui.label(bold(keys::key_text(ui.ctx(), info.command)));
                ui.end_row();
            }
            for (what, key) in COLUMN_KEYS {
                ui.label(RichText::new("Columns").color(dim));
                ui.label(*what);
                ui.label(bold((*key).to_owned()));
                ui.end_row();
            }
        });
}

/// Keys of the columns, which have no command of their own.
const COLUMN_KEYS: &[(&str, &str)] = &[
    ("Take a column in hand", "1 – 9"),
    ("Scroll the column in hand", "↑ ↓ Page ↑ Page ↓ Home End"),
    ("Open small print at the selected place", "Space"),
];
