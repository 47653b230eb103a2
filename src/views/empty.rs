//! What a view shows while it has nothing to show: why, and the next step.

use egui::{RichText, Ui};

use super::ViewCtx;
use crate::session::{Compared, Derived, UiCommand};
use crate::widgets::primary_button;
use crate::widgets::theme::{self, Theme};

/// Paints a heading, a sentence and, while there are no articles, the ways to get some.
pub fn empty_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, heading: &str, text: &str) {
    let tokens = Theme::get(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.label(RichText::new(heading).font(theme::strong_id(20.0)));
        ui.add_space(6.0);
        ui.set_max_width(560.0);
        ui.label(RichText::new(text).color(tokens.text.secondary));
        ui.add_space(14.0);
        if ctx.session.corpus.articles.is_empty() {
            if primary_button(ui, UiCommand::AddFiles.info().text).clicked() {
                ctx.commands.send(UiCommand::AddFiles);
            }
            ui.add_space(4.0);
            if ui.button(UiCommand::OpenSample.info().text).clicked() {
                ctx.commands.send(UiCommand::OpenSample);
            }
        }
    });
}

/// For views of the comparison: what to do while there is none. `purpose` is what the view is for.
pub fn nothing_compared_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, (heading, purpose): (&str, &str)) {
    match &ctx.session.compared {
        Derived::Pending { done, total, .. } => waiting_ui(ui, "Comparing…", (*done, *total)),
        Derived::Failed(reason) => {
            empty_ui(ui, ctx, "The articles could not be compared", reason);
        }
        _ if ctx.session.corpus.articles.is_empty() => {
            empty_ui(ui, ctx, heading, &format!("Add articles: {purpose}."));
        }
        _ => {
            let text = format!("Tick two or more articles in the library on the left: {purpose}.");
            empty_ui(ui, ctx, heading, &text);
        }
    }
}

/// A job that runs, with its progress.
pub fn waiting_ui(ui: &mut Ui, what: &str, (done, total): (usize, usize)) {
    let tokens = Theme::get(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.spinner();
        ui.label(RichText::new(what).font(theme::strong_id(20.0)));
        if total > 0 {
            ui.label(RichText::new(format!("{done} of {total}")).color(tokens.text.secondary));
        }
    });
}

/// Whether there is a comparison of two or more articles.
pub fn compares(compared: &Compared) -> bool {
    compared.articles.len() > 1
}
