//! The import ledger: what became of every file that was offered, with totals that add up.

mod lines;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Align, Layout, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};

use self::lines::{By, COLUMNS, Line, OutcomeKind, Totals};
use super::ViewCtx;
use super::table_buttons::table_buttons_ui;
use crate::corpus::{ArticleId, Outcome};
use crate::import::is_table;
use crate::session::{Alike, Command, Item, Session, SourceRef, TextCell, TextTable, ViewTab};
use crate::text::fold;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{icon_button, icons, text_field};

/// What the view keeps between frames.
#[derive(Debug)]
pub struct LedgerState {
    filter: String,
    outcome: Option<OutcomeKind>,
    sort: (By, bool),
    /// Revision of the corpus the lines were taken from.
    lines_for: Option<u64>,
    /// The groups the lines were marked by.
    alike: Option<Arc<Alike>>,
    lines: Vec<Line>,
    totals: Totals,
    /// What `shown` was made for, and the indices of the lines in their order.
    shown_for: Option<(String, Option<OutcomeKind>, (By, bool))>,
    shown: Vec<usize>,
}

impl Default for LedgerState {
    fn default() -> Self {
        Self {
            filter: String::new(),
            outcome: None,
            sort: (By::Order, false),
            lines_for: None,
            alike: None,
            lines: Vec::new(),
            totals: Totals::default(),
            shown_for: None,
            shown: Vec::new(),
        }
    }
}

impl LedgerState {
    fn refresh(&mut self, session: &Session) {
        let alike = session.alike.get();
        let same_alike = match (&self.alike, alike) {
            (Some(lhs), Some(rhs)) => Arc::ptr_eq(lhs, rhs),
            (None, None) => true,
            _ => false,
        };
        if !same_alike || self.lines_for != Some(session.revision) {
            let corpus = &session.corpus;
            self.lines = corpus
                .ledger
                .iter()
                .map(|line| Line::new(line, corpus, alike.map(AsRef::as_ref)))
                .collect();
            self.totals = Totals::of(&self.lines);
            self.lines_for = Some(session.revision);
            self.alike = alike.cloned();
            self.shown_for = None;
        }
        let wanted = (self.filter.clone(), self.outcome, self.sort);
        if self.shown_for.as_ref() != Some(&wanted) {
            self.show_lines();
            self.shown_for = Some(wanted);
        }
    }

    fn show_lines(&mut self) {
        let terms: Vec<String> = fold(&self.filter)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let lines = &self.lines;
        let wanted =
            |line: &Line| self.outcome.is_none_or(|kind| line.is(kind)) && line.matches(&terms);
        self.shown = (0..lines.len())
            .filter(|index| wanted(&lines[*index]))
            .collect();
        let (by, descending) = self.sort;
        self.shown.sort_by(|lhs, rhs| {
            let order = lines[*lhs].compare(&lines[*rhs], by);
            if descending { order.reverse() } else { order }
        });
    }

    /// The lines that are shown, in their order.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        if session.corpus.ledger.is_empty() {
            return None;
        }
        let mut header = COLUMNS.map(|(_, title)| title.to_owned()).to_vec();
        header[5].push_str(" (bytes)");
        let row = |index: &usize| {
            let line = &self.lines[*index];
            let mut cells = line.cells().map(TextCell::Text).to_vec();
            let bytes = usize::try_from(line.line.bytes).unwrap_or(usize::MAX);
            cells[5] = TextCell::Count(bytes);
            cells
        };
        Some(TextTable {
            header,
            rows: self.shown.iter().map(row).collect(),
        })
    }
}

/// Paints the view.
pub fn ledger_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LedgerState) {
    state.refresh(ctx.session);
    bar_ui(ui, ctx, state);
    if state.shown.is_empty() {
        let text = if state.lines.is_empty() {
            "Nothing was offered yet. Every file you add gets a line here: what became of it, what was stripped, and why."
        } else {
            "No line goes with this filter."
        };
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(RichText::new(text).color(Theme::get(ui.ctx()).text.secondary));
        });
        return;
    }
    table_ui(ui, ctx, state);
}

fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LedgerState) {
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 7))
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                ui.spacing_mut().button_padding.x = 6.0;
                ui.label(RichText::new(state.totals.text()).font(theme::strong_id(12.0)));
                let edit = egui::TextEdit::singleline(&mut state.filter)
                    .hint_text("Filter…")
                    .desired_width(100.0);
                text_field(ui, "Filter the ledger", edit);
                if !state.filter.is_empty()
                    && icon_button(ui, icons::X, "Clear the filter").clicked()
                {
                    state.filter.clear();
                }
                let choices = [
                    (None, "All"),
                    (Some(OutcomeKind::Imported), "Imported"),
                    (Some(OutcomeKind::Alike), "Alike"),
                    (Some(OutcomeKind::CutOff), "Cut off"),
                    (Some(OutcomeKind::Skipped), "Skipped"),
                    (Some(OutcomeKind::Failed), "Failed"),
                ];
                for (outcome, text) in choices {
                    let on = state.outcome == outcome;
                    if ui
                        .selectable_label(on, RichText::new(text).size(12.0))
                        .clicked()
                    {
                        state.outcome = outcome;
                    }
                }
                table_buttons_ui(ui, ctx);
            });
        });
    let line = ui.cursor().top();
    ui.painter().hline(
        ui.max_rect().x_range(),
        line,
        egui::Stroke::new(1.0, tokens.line.faint),
    );
}

fn table_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LedgerState) {
    let (mut clicked, mut grouped) = (None, None);
    let wide = ui.available_width().max(940.0);
    egui::ScrollArea::horizontal()
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_min_width(wide);
            let table = TableBuilder::new(ui)
                .id_salt("ledger")
                .striped(true)
                .sense(Sense::click())
                .cell_layout(Layout::left_to_right(Align::Center))
                .auto_shrink(false)
                .column(
                    Column::initial(210.0)
                        .at_least(120.0)
                        .clip(true)
                        .resizable(true),
                )
                .column(
                    Column::initial(125.0)
                        .at_least(70.0)
                        .clip(true)
                        .resizable(true),
                )
                .columns(
                    Column::initial(98.0)
                        .at_least(60.0)
                        .clip(true)
                        .resizable(true),
                    3,
                )
                .column(
                    Column::initial(74.0)
                        .at_least(50.0)
                        .clip(true)
                        .resizable(true),
                )
                .column(
                    Column::initial(135.0)
                        .at_least(60.0)
                        .clip(true)
                        .resizable(true),
                )
                .column(Column::remainder().at_least(140.0).clip(true));
            table
                .header(28.0, |mut header| {
                    for (by, title) in COLUMNS {
                        header.col(|ui| header_ui(ui, (by, title), &mut state.sort));
                    }
                })
                .body(|body| {
                    body.rows(26.0, state.shown.len(), |mut row| {
                        let line = &state.lines[state.shown[row.index()]];
                        let chosen = line
                            .article
                            .is_some_and(|id| ctx.session.selection.articles.contains(&id));
                        row.set_selected(chosen);
                        let pressed = cells_ui(&mut row, line);
                        let response = row.response();
                        match pressed {
                            Some(Pressed::Group) => grouped = line.article,
                            Some(Pressed::Name) => clicked = line.article,
                            None if response.clicked() => clicked = line.article,
                            None => {}
                        }
                        response.context_menu(|ui| line_menu_ui(ui, ctx, line));
                    });
                });
        });
    if let Some(article) = clicked {
        ctx.commands.send(Command::SelectArticles(vec![article]));
        ctx.commands.send(Command::Select(Item::Article(article)));
    }
    if let (Some(article), Some(alike)) = (grouped, ctx.session.alike.get()) {
        compare_alike(ctx, alike, article);
    }
}

/// Puts an article and those it is like side by side, versions in their order.
fn compare_alike(ctx: &ViewCtx<'_>, alike: &Alike, article: ArticleId) {
    ctx.commands
        .send(Command::SetColumns(alike.companions(article)));
    ctx.commands.send(Command::ShowTab(ViewTab::Compare));
}

/// The menu of the right mouse button.
fn line_menu_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, line: &Line) {
    ui.set_min_width(190.0);
    let send = |ui: &Ui, command: Command| {
        ctx.commands.send(command);
        ui.close();
    };
    if let Some(article) = line.article {
        if ui.button("Show in the inspector").clicked() {
            send(ui, Command::SelectArticles(vec![article]));
            send(ui, Command::Select(Item::Article(article)));
        }
        let alike = ctx.session.alike.get().filter(|alike| alike.holds(article));
        if let Some(alike) = alike
            && ui.button("Compare with what it is like").clicked()
        {
            compare_alike(ctx, alike, article);
            ui.close();
        }
        ui.separator();
    }
    if let Some(from) = SourceRef::of_line(&line.line) {
        if !line.line.encoding.is_empty() && ui.button("Change encoding…").clicked() {
            let from = from.clone();
            let repair = line.notes.contains("look garbled");
            send(ui, Command::ChangeEncodingOf { from, repair });
        }
        if is_table(&line.line.format) && ui.button("Choose columns…").clicked() {
            send(ui, Command::ChooseColumnsOf(from));
        }
    }
    if ui.button("Copy reasons and warnings").clicked() {
        send(ui, Command::CopyText(line.notes.clone()));
    }
    if ui.button("Copy path").clicked() {
        send(ui, Command::CopyText(line.line.path.clone()));
    }
}

fn header_ui(ui: &mut Ui, (by, title): (By, &str), sort: &mut (By, bool)) {
    ui.add_space(6.0);
    let text = match *sort {
        (now, false) if now == by => format!("{title} {}", icons::ARROW_UP),
        (now, true) if now == by => format!("{title} {}", icons::ARROW_DOWN),
        _ => title.to_owned(),
    };
    let text = RichText::new(text).font(theme::strong_id(theme::size::SMALL));
    let button = ui.add(egui::Button::new(text).frame(false).truncate());
    let name = format!("Sort by {}", title.to_lowercase());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, &name));
    if button.clicked() {
        // up, down, then as they came
        *sort = match *sort {
            (now, false) if now == by => (by, true),
            (now, true) if now == by => (By::Order, false),
            _ => (by, false),
        };
    }
}

/// What was pressed in a row.
enum Pressed {
    Name,
    Group,
}

/// Paints the cells of a line; returns what was pressed in it.
fn cells_ui(row: &mut egui_extras::TableRow<'_, '_>, line: &Line) -> Option<Pressed> {
    let mut pressed = None;
    let [
        name,
        outcome,
        alike,
        format,
        encoding,
        size,
        stripped,
        notes,
    ] = line.cells();
    row.col(|ui| {
        ui.add_space(6.0);
        if line.article.is_some() {
            let button = egui::Button::new(&name).frame(false).truncate();
            if ui.add(button).on_hover_text(&line.line.path).clicked() {
                pressed = Some(Pressed::Name);
            }
        } else {
            ui.add(egui::Label::new(&name).truncate())
                .on_hover_text(&line.line.path);
        }
    });
    row.col(|ui| outcome_ui(ui, &line.line.outcome, &outcome));
    row.col(|ui| {
        if !alike.is_empty() && group_ui(ui, &alike) {
            pressed = Some(Pressed::Group);
        }
    });
    for cell in [format, encoding] {
        row.col(|ui| drop(cell_ui(ui, &cell)));
    }
    row.col(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            cell_ui(ui, &size);
        });
    });
    row.col(|ui| drop(cell_ui(ui, &stripped)));
    row.col(|ui| {
        let hover = notes.clone();
        let shown = cell_ui(ui, &notes);
        if let Some(shown) = shown {
            shown.on_hover_text(hover);
        }
    });
    pressed
}

/// What the article is like, as a button that puts the group side by side.
fn group_ui(ui: &mut Ui, alike: &str) -> bool {
    ui.add_space(6.0);
    let colour = Theme::get(ui.ctx()).state.warning;
    let text = RichText::new(alike).size(12.0).color(colour);
    let button = ui.add(egui::Button::new(text).frame(false).truncate());
    let name = format!("Compare: {alike}");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    button
        .on_hover_text("Put this article and those it is like side by side")
        .clicked()
}

fn cell_ui(ui: &mut Ui, text: &str) -> Option<egui::Response> {
    ui.add_space(6.0);
    if text.is_empty() {
        return None;
    }
    let colour = Theme::get(ui.ctx()).text.secondary;
    let label = egui::Label::new(RichText::new(text).size(12.0).color(colour)).truncate();
    Some(ui.add(label))
}

fn outcome_ui(ui: &mut Ui, outcome: &Outcome, text: &str) {
    let tokens = Theme::get(ui.ctx());
    let (icon, colour) = match outcome {
        Outcome::Imported { .. } if text.ends_with("cut off") => {
            (icons::SCISSORS, tokens.state.warning)
        }
        Outcome::Imported { .. } => (icons::CIRCLE_CHECK, tokens.state.good),
        Outcome::Skipped { .. } => (icons::BAN, tokens.text.dim),
        Outcome::Failed { .. } => (icons::CIRCLE_X, tokens.state.error),
    };
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(RichText::new(icon).size(12.0).color(colour));
    let label = egui::Label::new(RichText::new(text).size(12.0).color(colour)).truncate();
    ui.add(label);
}
