//! Help windows: keyboard shortcuts and About.

use egui::{Grid, RichText, ScrollArea};

use super::keys;
use crate::session::COMMANDS;
use crate::widgets::dialog;
use crate::widgets::theme::{self, Theme};

/// Which help window is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HelpState {
    /// None.
    #[default]
    Closed,
    /// The list of keys.
    Shortcuts,
    /// Version, licences, credits.
    About,
}

/// Paints the open help window.
pub fn help_ui(ctx: &egui::Context, state: &mut HelpState) {
    let closed = match state {
        HelpState::Closed => return,
        HelpState::Shortcuts => shortcuts_ui(ctx),
        HelpState::About => about_ui(ctx),
    };
    if closed {
        *state = HelpState::Closed;
    }
}

fn shortcuts_ui(ctx: &egui::Context) -> bool {
    let modal = dialog(ctx, "shortcuts").show(ctx, |ui| {
        ui.set_width(520.0);
        ui.heading("Keyboard shortcuts");
        ScrollArea::vertical()
            .max_height(ui.ctx().content_rect().height() - 180.0)
            .show(ui, |ui| {
                Grid::new("shortcuts")
                    .num_columns(3)
                    .striped(true)
                    .spacing([18.0, 6.0])
                    .show(ui, |ui| {
                        for info in COMMANDS.iter().filter(|info| info.shortcut.is_some()) {
                            ui.label(RichText::new(info.menu).color(Theme::get(ui.ctx()).text.dim));
                            ui.label(info.text.trim_end_matches('…'))
                                .on_hover_text(info.tooltip);
                            ui.label(
                                RichText::new(keys::key_text(ui.ctx(), info.command))
                                    .font(theme::strong_id(12.5)),
                            );
                            ui.end_row();
                        }
                        // Keys of the columns, which have no command of their own.
                        for (what, key) in COLUMN_KEYS {
                            ui.label(RichText::new("Columns").color(Theme::get(ui.ctx()).text.dim));
                            ui.label(*what);
                            ui.label(RichText::new(*key).font(theme::strong_id(12.5)));
                            ui.end_row();
                        }
                    });
            });
        ui.button("Close").clicked()
    });
    modal.inner || modal.should_close()
}

fn about_ui(ctx: &egui::Context) -> bool {
    let modal = dialog(ctx, "about").show(ctx, |ui| {
        ui.set_width(480.0);
        ui.label(RichText::new(format!("Hexapla {}", env!("CARGO_PKG_VERSION"))).font(theme::strong_id(18.0)));
        ui.label("Compares how news outlets report the same story: what they say, change and leave out.");
        ui.label(
            "Everything is computed on this computer from the articles you open. No network is used. The same files give \
             the same results, whatever order they are opened in.",
        );
        ui.add_space(6.0);
        ui.label(RichText::new("Licences and credits").font(theme::strong_id(13.0)));
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for credit in CREDITS {
                ui.add(egui::Label::new(RichText::new(credit.trim()).size(12.0)).wrap().selectable(true));
                ui.add_space(6.0);
            }
        });
        ui.button("Close").clicked()
    });
    modal.inner || modal.should_close()
}

/// What the keys of the Compare view do.
const COLUMN_KEYS: &[(&str, &str)] = &[
    ("Take a column in hand", "1 – 9"),
    ("Scroll the column in hand", "↑ ↓ Page ↑ Page ↓ Home End"),
];

/// Credits that travel with the assets.
const CREDITS: &[&str] = &[
    "Hexapla is free software under the MIT licence or the Apache licence 2.0, at your choice.",
    include_str!("../../assets/fonts/CREDITS.md"),
    include_str!("../../assets/icons/CREDITS.md"),
    include_str!("../../assets/entities/CREDITS.md"),
    include_str!("../../assets/compare/CREDITS"),
];
