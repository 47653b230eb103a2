//! Ctrl+F: a field over the columns; the search itself runs in the background.

use egui::{Key, RichText, Ui};

use super::CompareState;
use crate::corpus::ArticleId;
use crate::session::{Command, FindHits, UiCommand};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::Theme;
use crate::widgets::{icon_button, icons, quiet_menu, text_field};

/// What the find bar keeps.
#[derive(Debug, Default)]
pub struct FindState {
    /// Whether it is shown.
    pub open: bool,
    /// Whether its field wants the keyboard in the next frame.
    pub wants_focus: bool,
    /// What was typed.
    query: String,
    /// The one column that is searched; `None`: all.
    only: Option<ArticleId>,
    /// Which place is current.
    current: usize,
}

impl FindState {
    /// Shows the bar and puts the keyboard into its field.
    fn open(&mut self) {
        self.open = true;
        self.wants_focus = true;
    }

    /// Shows the bar for one column, or for all; returns the search to be made again there.
    pub fn open_in(&mut self, column: Option<ArticleId>) -> Command {
        self.open();
        self.look_in(column)
    }

    /// Looks in one column, or in all of them, from now on.
    fn look_in(&mut self, column: Option<ArticleId>) -> Command {
        self.only = column;
        self.current = 0;
        self.search()
    }

    fn search(&self) -> Command {
        Command::FindText {
            query: self.query.clone(),
            only: self.only,
        }
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
                place_menu(ui, ctx, &mut state.find);
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
        match (hits.in_order.len(), self.only) {
            (0, _) => "not found".to_owned(),
            (n, Some(_)) => format!("{} of {n}", self.current % n + 1),
            (n, None) => {
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

/// Room in points for what stands beside the field.
const BESIDE_FIELD: f32 = 375.0;

fn field(ui: &mut Ui, ctx: &ViewCtx<'_>, find: &mut FindState) {
    let edit = egui::TextEdit::singleline(&mut find.query)
        .hint_text("Find in columns")
        .desired_width((ui.available_width() - BESIDE_FIELD).clamp(90.0, 260.0));
    let response = text_field(ui, "Find in columns", edit);
    if find.wants_focus {
        response.request_focus();
        find.wants_focus = false;
    }
    if response.changed() {
        find.current = 0;
        ctx.commands.send(find.search());
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

/// Where is searched: in all columns or in one.
fn place_menu(ui: &mut Ui, ctx: &ViewCtx<'_>, find: &mut FindState) {
    find.only = find.only.filter(|only| ctx.session.is_column(*only));
    let columns: Vec<_> = ctx.session.columns().collect();
    let name = |id: ArticleId| {
        let column = columns.iter().position(|article| article.id == id);
        column.map_or_else(String::new, |at| {
            format!("{}: {}", at + 1, ctx.session.outlet_name(columns[at]))
        })
    };
    let now = find.only.map_or_else(
        || "In all columns".to_owned(),
        |only| format!("In column {}", name(only)),
    );
    quiet_menu(ui, &now, |ui| {
        ui.set_min_width(200.0);
        let mut wanted = None;
        if ui.radio(find.only.is_none(), "In all columns").clicked() {
            wanted = Some(None);
        }
        for article in &columns {
            let text = format!("In column {}", name(article.id));
            if ui.radio(find.only == Some(article.id), text).clicked() {
                wanted = Some(Some(article.id));
            }
        }
        if let Some(column) = wanted {
            ctx.commands.send(find.look_in(column));
            ui.close();
        }
    });
}

fn close(ctx: &ViewCtx<'_>, find: &mut FindState) {
    find.open = false;
    ctx.commands.send(Command::FindText {
        query: String::new(),
        only: None,
    });
}
