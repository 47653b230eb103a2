//! Ctrl+F: a field over the columns; the search itself runs in the background.

use egui::{Key, RichText, Ui};

use super::CompareState;
use crate::corpus::ArticleId;
use crate::session::{Command, FindHits, UiCommand};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::Theme;
use crate::widgets::{icon_button, icons, text_field};

/// What the find bar keeps.
#[derive(Debug, Default)]
pub struct FindState {
    /// Whether it is shown.
    pub open: bool,
    /// Whether its field wants the keyboard in the next frame.
    pub wants_focus: bool,
    /// What was typed.
    query: String,
    /// Which place is current.
    current: usize,
}

impl FindState {
    /// Shows the bar and puts the keyboard into its field.
    pub fn open(&mut self) {
        self.open = true;
        self.wants_focus = true;
    }

    /// The places found in one article and the current one, if it is there.
    pub fn in_article<'a>(
        &self,
        ctx: &ViewCtx<'a>,
        article: ArticleId,
    ) -> (&'a [Span], Option<Span>) {
        if !self.open {
            return (&[], None);
        }
        let Some(hits) = ctx.session.found.get() else {
            return (&[], None);
        };
        let places = hits.places.get(&article).map_or(&[][..], Vec::as_slice);
        let current = hits
            .in_order
            .get(self.current)
            .filter(|(id, _)| *id == article);
        (places, current.map(|(_, span)| *span))
    }

    /// Goes `step` places on, around the end, and tells where that is.
    pub fn step(&mut self, hits: &FindHits, step: isize) -> Option<(ArticleId, Span)> {
        let n = hits.in_order.len();
        if n == 0 {
            return None;
        }
        self.current = (self.current % n)
            .checked_add_signed(step)
            .map_or(n - 1, |at| at % n);
        hits.in_order.get(self.current).copied()
    }

    fn go(&mut self, ctx: &ViewCtx<'_>, step: isize) {
        let place = ctx
            .session
            .found
            .get()
            .and_then(|hits| self.step(hits, step));
        if let Some((article, span)) = place {
            ctx.commands.send(Command::GoTo { article, span });
        }
    }
}

/// Paints the bar when it is open.
pub fn find_bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut CompareState) {
    if !state.find.open {
        return;
    }
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .fill(tokens.surface.panel)
        .inner_margin(egui::Margin::symmetric(14, 5))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                field(ui, ctx, &mut state.find);
                let previous =
                    icon_button(ui, icons::ARROW_UP, UiCommand::FindPrevious.info().text);
                if previous.clicked() {
                    state.find.go(ctx, -1);
                }
                if icon_button(ui, icons::ARROW_DOWN, UiCommand::FindNext.info().text).clicked() {
                    state.find.go(ctx, 1);
                }
                ui.label(RichText::new(state.find.count_text(ctx)).color(tokens.text.secondary));
                if icon_button(ui, icons::X, "Close the find bar").clicked() {
                    close(ctx, &mut state.find);
                }
            });
        });
}

impl FindState {
    fn count_text(&self, ctx: &ViewCtx<'_>) -> String {
        let Some(hits) = ctx
            .session
            .found
            .get()
            .filter(|hits| !hits.query.is_empty())
        else {
            return String::new();
        };
        match hits.in_order.len() {
            0 => "not found".to_owned(),
            n => {
                let articles = hits
                    .places
                    .values()
                    .filter(|places| !places.is_empty())
                    .count();
                format!(
                    "{} of {n} in {articles} of {} articles",
                    self.current % n + 1,
                    hits.places.len()
                )
            }
        }
    }
}

fn field(ui: &mut Ui, ctx: &ViewCtx<'_>, find: &mut FindState) {
    let edit = egui::TextEdit::singleline(&mut find.query)
        .hint_text("Find in columns")
        .desired_width(260.0);
    let response = text_field(ui, "Find in columns", edit);
    if find.wants_focus {
        response.request_focus();
        find.wants_focus = false;
    }
    if response.changed() {
        find.current = 0;
        ctx.commands.send(Command::FindText(find.query.clone()));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        let step = if ui.input(|i| i.modifiers.shift) {
            -1
        } else {
            1
        };
        find.go(ctx, step);
        response.request_focus();
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        close(ctx, find);
    }
}

fn close(ctx: &ViewCtx<'_>, find: &mut FindState) {
    find.open = false;
    ctx.commands.send(Command::FindText(String::new()));
}
