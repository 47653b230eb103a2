//! The inspector on the right: the selected statement, sentence, entity or article, with the evidence behind it.
//!
//! - `statement`: every wording, what differs, the evidence; `verdict`: what the person thinks of it; `ties`: which sentences belong;
//!   `split`: which report the one of two things and which the other.
//! - `article`, `entity`: what is known about them; `marked`: words with their marks.

mod article;
mod entity;
pub(in crate::views) mod marked;
mod split;
mod statement;
mod ties;
mod verdict;

use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use super::ViewCtx;
use crate::corpus::Place;
use crate::session::{Item, UiCommand};
use crate::widgets::theme::{self, Theme};

/// What the inspector keeps between frames.
#[derive(Debug, Default)]
pub struct InspectorState {
    verdicts: verdict::VerdictState,
    splitting: split::Splitting,
}

impl InspectorState {
    /// Asks which sentences of the statement at these places report which of two things.
    pub fn start_splitting(&mut self, places: Vec<Place>) {
        self.splitting.start(places);
    }
}

/// Paints the inspector.
pub fn inspector_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut InspectorState) {
    ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            match &ctx.session.selection.item {
                Item::Nothing => nothing_ui(ui, ctx),
                Item::Article(id) => article::article_ui(ui, ctx, *id),
                Item::Statement(id) => statement::statement_ui(ui, ctx, *id, state),
                Item::OnlyHere { article, span } => {
                    statement::only_here_ui(ui, ctx, *article, *span);
                }
                Item::Entity(name) => entity::entity_ui(ui, ctx, name),
            }
            ui.add_space(12.0);
        });
}

fn nothing_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    heading(ui, "Inspector");
    let tokens = Theme::get(ui.ctx());
    let text = if ctx.session.columns().count() > 1 {
        "Click a sentence or a number in the margin: every outlet's wording of it, what differs and the evidence appear here."
    } else {
        "Select an article to see what is known about it and where that was read."
    };
    ui.label(RichText::new(text).color(tokens.text.secondary));
    if ctx.session.columns().count() > 1 {
        let key = ui.ctx().format_shortcut(&super::keys::egui_shortcut(
            UiCommand::NextStatement
                .info()
                .shortcut
                .expect("it has a key"),
        ));
        if ui.button(format!("First statement ({key})")).clicked() {
            ctx.commands.send(UiCommand::NextStatement);
        }
    }
}

/// A panel heading.
fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::strong_id(theme::size::HEADING)));
}

/// A heading inside the panel.
fn subheading(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(theme::strong_id(theme::size::BODY)));
}

/// A line under a heading.
fn dim(ui: &mut Ui, text: impl Into<String>) -> egui::Response {
    let colour = Theme::get(ui.ctx()).text.dim;
    ui.label(RichText::new(text).size(theme::size::SMALL).color(colour))
}

/// The frame of something that waits for an answer.
fn asking(ui: &Ui) -> Frame {
    let tokens = Theme::get(ui.ctx());
    Frame::new()
        .fill(tokens.surface.page)
        .stroke(Stroke::new(1.5, tokens.accent.focus))
        .corner_radius(5)
        .inner_margin(Margin::symmetric(10, 8))
}

/// A row "name … value" with a line under it.
fn fact(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui)) {
    let tokens = Theme::get(ui.ctx());
    ui.horizontal_top(|ui| {
        let width = ui.available_width();
        ui.allocate_ui(egui::vec2((width * 0.33).min(110.0), 0.0), |ui| {
            ui.set_width((width * 0.33).min(110.0));
            ui.add(
                egui::Label::new(RichText::new(name).size(12.0).color(tokens.text.secondary))
                    .wrap(),
            );
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            value(ui);
        });
    });
    let line = ui.cursor().top() - ui.spacing().item_spacing.y / 2.0;
    ui.painter().hline(
        ui.max_rect().x_range(),
        line,
        Stroke::new(1.0, tokens.line.faint),
    );
}
