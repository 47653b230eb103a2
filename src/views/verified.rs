//! What became of checking a saved report, line by line.

use egui::{RichText, ScrollArea};

use super::ViewCtx;
use crate::session::{Command, Verified};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, ask, icons, primary_button};

/// Which result was closed already.
#[derive(Debug, Default)]
pub struct VerifiedState {
    closed: Option<Verified>,
}

/// Paints the newest result until it is closed.
pub fn verified_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut VerifiedState) {
    let Some(verified) = &ctx.session.verified else {
        return;
    };
    if state.closed.as_ref() == Some(verified) {
        return;
    }
    let room = egui_ctx.content_rect();
    let answer = ask(egui_ctx, "verified dialog", |ui| {
        let tokens = Theme::get(ui.ctx());
        ui.set_width((room.width() - 120.0).clamp(280.0, 620.0));
        let (icon, text, colour) = if verified.holds {
            let text = "Everything in the report was found in its sources";
            (icons::CHECK, text, tokens.text.primary)
        } else {
            let text = "The report could not be verified";
            (icons::TRIANGLE_ALERT, text, tokens.state.error)
        };
        ui.horizontal(|ui| {
            ui.label(RichText::new(icon).size(17.0).color(colour));
            ui.label(RichText::new(text).font(theme::strong_id(15.0)));
        });
        let path = verified.report.display().to_string();
        ui.label(RichText::new(path).small().color(tokens.text.secondary));
        ui.add_space(6.0);
        ScrollArea::vertical()
            .max_height((room.height() - 230.0).max(120.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for line in &verified.lines {
                    let fails = line.starts_with("fails:");
                    let colour = if fails {
                        tokens.state.error
                    } else {
                        tokens.text.primary
                    };
                    ui.add(egui::Label::new(RichText::new(line).color(colour)).wrap());
                }
            });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let closed = primary_button(ui, "Close").clicked();
            if ui.button("Copy these lines").clicked() {
                ctx.commands
                    .send(Command::CopyText(verified.lines.join("\n")));
            }
            if closed {
                Answer::Done(())
            } else {
                Answer::Open
            }
        })
        .inner
    });
    if answer != Answer::Open {
        state.closed = Some(verified.clone());
    }
}
