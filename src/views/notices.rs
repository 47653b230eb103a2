//! Messages in the lower right corner; they stay until dismissed.

use egui::{Align2, Area, Frame, Margin, RichText, Stroke};

use super::ViewCtx;
use crate::session::{Command, NoticeLevel};
use crate::widgets::theme::Theme;
use crate::widgets::{icon_button, icons};

/// Paints the messages over the window.
pub fn notices_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>) {
    let tokens = Theme::get(egui_ctx);
    let area = Area::new(egui::Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, egui::vec2(-14.0, -40.0))
        .order(egui::Order::Foreground);
    area.show(egui_ctx, |ui| {
        for notice in ctx.session.notices.iter() {
            let (icon, colour) = match notice.level {
                NoticeLevel::Info => (icons::INFO, tokens.accent.focus),
                NoticeLevel::Warning => (icons::TRIANGLE_ALERT, tokens.state.warning),
                NoticeLevel::Error => (icons::CIRCLE_ALERT, tokens.state.error),
            };
            Frame::new()
                .fill(tokens.surface.page)
                .stroke(Stroke::new(1.0, colour))
                .corner_radius(6)
                .inner_margin(Margin::symmetric(12, 8))
                .show(ui, |ui| {
                    ui.set_width(380.0);
                    ui.horizontal_top(|ui| {
                        ui.label(RichText::new(icon).size(15.0).color(colour));
                        ui.vertical(|ui| {
                            ui.set_width(310.0);
                            ui.add(egui::Label::new(&notice.text).wrap().selectable(true));
                            if notice.actions.is_empty() {
                                return;
                            }
                            ui.horizontal_wrapped(|ui| {
                                for (text, command) in &notice.actions {
                                    if ui.button(text).clicked() {
                                        ctx.commands.send(command.clone());
                                        ctx.commands.send(Command::DismissNotice(notice.id));
                                    }
                                }
                            });
                        });
                        if icon_button(ui, icons::X, "Dismiss this message").clicked() {
                            ctx.commands.send(Command::DismissNotice(notice.id));
                        }
                    });
                });
        }
    });
}
