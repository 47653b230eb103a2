//! The library: the file browser. The same articles by folder, outlet, story or day; filtered, sorted, selected, and
//! ticked into the comparison.
//!
//! Expects a panel without margins at its sides. Keeps the rows it made until the corpus, the filter or the order changes,
//! and lays out only those in sight.

mod arrange;
mod entries;
mod facts;
mod folders;
mod group;
mod list;
mod menu;
mod naming;
mod row;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Margin, RichText, Ui};

pub use self::arrange::Arrangement;
use self::arrange::{GroupKey, Row, RowKind, Sort, SortBy, Wish};
use self::entries::Entries;
use self::naming::Naming;
use super::ViewCtx;
use crate::corpus::{ArticleId, Corpus};
use crate::session::{Alike, Session, UiCommand};
use crate::text::fold;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{icon_button, icons, primary_button, segmented, text_field};

/// What the view keeps between frames.
#[derive(Debug)]
pub struct LibraryState {
    /// The way to see the articles.
    pub arrangement: Arrangement,
    /// What was typed into the filter.
    filter: String,
    /// Only articles that are like others are shown.
    only_alike: bool,
    /// The groups of articles that the entries are marked by.
    alike: Option<Arc<Alike>>,
    /// Order inside groups, for each arrangement.
    sorts: [Sort; 4],
    /// Groups that are closed.
    closed: BTreeSet<GroupKey>,
    entries: Entries,
    rows: Vec<Row>,
    /// Where each row begins, and the end of the last; for the width it was made for.
    tops: Vec<f32>,
    tops_width: f32,
    /// Revision of the corpus that the entries show.
    entries_for: Option<u64>,
    rows_for: Option<RowsFor>,
    /// The row the keyboard is at, and the one a range starts from.
    cursor: Option<usize>,
    anchor: Option<usize>,
    /// The row at the cursor is to be brought into sight.
    reveal_cursor: bool,
    /// The one selected article, as last seen: when another part of the window selects one, its row comes into sight.
    last_single: Option<ArticleId>,
    /// Whether words are being counted for sorting.
    counting: bool,
    naming: Option<Naming>,
}

/// What the rows were made for.
#[derive(Clone, Debug, PartialEq)]
struct RowsFor {
    arrangement: Arrangement,
    sort: Sort,
    filter: String,
    only_alike: bool,
}

impl Default for LibraryState {
    fn default() -> Self {
        let by_date = Sort::ascending(SortBy::Date);
        Self {
            arrangement: Arrangement::default(),
            filter: String::new(),
            only_alike: false,
            alike: None,
            sorts: [Sort::ascending(SortBy::File), by_date, by_date, by_date],
            closed: BTreeSet::new(),
            entries: Entries::default(),
            rows: Vec::new(),
            tops: Vec::new(),
            tops_width: 0.0,
            entries_for: None,
            rows_for: None,
            cursor: None,
            anchor: None,
            reveal_cursor: false,
            last_single: None,
            counting: true,
            naming: None,
        }
    }
}

impl LibraryState {
    /// The articles the list shows, from top to bottom, each once; those of closed groups and those filtered out are not shown.
    pub fn shown_articles(&self) -> Vec<ArticleId> {
        let mut seen = BTreeSet::new();
        self.rows
            .iter()
            .filter_map(|row| self.article_of(row))
            .filter(|id| seen.insert(*id))
            .collect()
    }

    fn article_of(&self, row: &Row) -> Option<ArticleId> {
        match row.kind {
            RowKind::Article(index) => Some(self.entries.0[index].id()),
            _ => None,
        }
    }

    fn sort(&self) -> Sort {
        self.sorts[self.arrangement as usize]
    }

    /// Makes the rows anew when something they depend on has changed.
    fn refresh(&mut self, ui: &Ui, session: &Session) {
        let before = self.places();
        if self.entries_for != Some(session.revision) {
            self.entries.update(&session.corpus);
            self.entries.measure(ui);
            self.entries_for = Some(session.revision);
            self.rows_for = None;
            self.counting = true;
            self.alike = None;
        }
        self.mark_alike(session.alike.get());
        if self.counting && self.sort().by == SortBy::Words {
            self.counting = !self.entries.count_some_words();
            self.rows_for = None;
            if self.counting {
                ui.request_repaint();
            }
        }
        let wanted = RowsFor {
            arrangement: self.arrangement,
            sort: self.sort(),
            filter: self.filter.clone(),
            only_alike: self.only_alike,
        };
        if self.rows_for.as_ref() != Some(&wanted) {
            self.make_rows(session);
            self.rows_for = Some(wanted);
            self.return_to(before);
        }
        self.follow_selection(session);
    }

    /// Marks articles that are like others, when it is newly known which are.
    fn mark_alike(&mut self, alike: Option<&Arc<Alike>>) {
        let same = match (&self.alike, alike) {
            (Some(lhs), Some(rhs)) => Arc::ptr_eq(lhs, rhs),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.alike = alike.cloned();
            self.entries.mark_alike(alike.map(AsRef::as_ref));
            self.only_alike &= self.has_alike();
            self.rows_for = None;
        }
    }

    fn has_alike(&self) -> bool {
        self.alike
            .as_ref()
            .is_some_and(|alike| !alike.groups().is_empty())
    }

    /// Goes to the article that was selected elsewhere in the window.
    fn follow_selection(&mut self, session: &Session) {
        let selected = &session.selection.articles;
        let single = selected.first().copied().filter(|_| selected.len() == 1);
        if single == self.last_single {
            return;
        }
        self.last_single = single;
        let at_cursor = self.cursor.and_then(|at| self.rows.get(at));
        if single.is_some() && at_cursor.and_then(|row| self.article_of(row)) != single {
            self.cursor =
                (0..self.rows.len()).find(|at| self.article_of(&self.rows[*at]) == single);
            self.anchor = self.cursor;
            self.reveal_cursor = self.cursor.is_some();
        }
    }

    fn make_rows(&mut self, session: &Session) {
        self.rows = self.all_rows(&session.corpus, &self.closed);
        self.tops.clear();
    }

    /// The rows with these groups closed.
    fn all_rows(&self, corpus: &Corpus, closed: &BTreeSet<GroupKey>) -> Vec<Row> {
        let terms: Vec<String> = fold(&self.filter)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let wish = Wish {
            arrangement: self.arrangement,
            sort: self.sort(),
            terms: &terms,
            only_alike: self.only_alike,
            closed,
        };
        arrange::rows(&self.entries, corpus, wish)
    }

    /// What the cursor and the anchor stand at, so that they can be found again among other rows.
    fn places(&self) -> [Option<Place>; 2] {
        [self.cursor, self.anchor].map(|at| self.place_of(at?))
    }

    fn place_of(&self, at: usize) -> Option<Place> {
        let row = self.rows.get(at)?;
        let RowKind::Group { key, .. } = &self.rows.get(row.group)?.kind else {
            return None;
        };
        Some((key.clone(), self.article_of(row)))
    }

    fn return_to(&mut self, [cursor, anchor]: [Option<Place>; 2]) {
        let find = |place: Option<Place>| {
            let place = place?;
            (0..self.rows.len()).find(|at| self.place_of(*at).as_ref() == Some(&place))
        };
        (self.cursor, self.anchor) = (find(cursor), find(anchor));
    }

    fn toggle_group(&mut self, key: &GroupKey) {
        if !self.closed.remove(key) {
            self.closed.insert(key.clone());
        }
        self.rows_for = None;
    }
}

/// A row that can be found again: its group and its article, if it is one.
type Place = (GroupKey, Option<ArticleId>);

/// Paints the library.
pub fn library_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState) {
    state.refresh(ui, ctx.session);
    let margin = Margin {
        left: 12,
        right: 12,
        top: 2,
        bottom: 6,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        arrangement_ui(ui, state);
        filter_row_ui(ui, ctx, state);
    });
    if state.arrangement == Arrangement::Stories && !ctx.session.corpus.articles.is_empty() {
        new_story_ui(ui, ctx, state);
    }
    let footer = 34.0;
    let height = (ui.available_height() - footer).max(40.0);
    let size = egui::vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_height(height);
        if ctx.session.corpus.articles.is_empty() && ctx.session.corpus.ledger.is_empty() {
            empty_ui(ui, ctx);
        } else if state.rows.is_empty() && !state.filter.is_empty() {
            nothing_found_ui(ui, state);
        } else {
            list::list_ui(ui, ctx, state);
        }
    });
    footer_ui(ui, ctx, state);
    naming::naming_ui(ui.ctx(), ctx, &mut state.naming);
}

fn arrangement_ui(ui: &mut Ui, state: &mut LibraryState) {
    let choices = [
        (Arrangement::Files, "Files"),
        (Arrangement::Outlets, "Outlets"),
        (Arrangement::Stories, "Stories"),
        (Arrangement::Dates, "Dates"),
    ];
    if let Some(chosen) = segmented(ui, "arrangement", &choices, state.arrangement) {
        state.arrangement = chosen;
        state.reveal_cursor = true;
    }
}

fn filter_row_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState) {
    let n = ctx.session.corpus.articles.len();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let n_buttons = 1
            + usize::from(!state.filter.is_empty())
            + usize::from(state.has_alike() || state.only_alike);
        let buttons = 24.0 * n_buttons as f32;
        let hint = match n {
            1 => "Filter 1 article…".to_owned(),
            n => format!("Filter {} articles…", thousands(n)),
        };
        let edit = egui::TextEdit::singleline(&mut state.filter)
            .hint_text(hint)
            .desired_width(ui.available_width() - buttons - 4.0);
        let response = text_field(ui, "Filter articles", edit);
        if response.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            state.filter.clear();
        }
        if !state.filter.is_empty() && icon_button(ui, icons::X, "Clear the filter").clicked() {
            state.filter.clear();
            response.request_focus();
        }
        alike_button(ui, state);
        sort_button(ui, state);
    });
}

/// Shows only what is like something else, or everything again; there while anything is alike.
fn alike_button(ui: &mut Ui, state: &mut LibraryState) {
    if !state.has_alike() && !state.only_alike {
        return;
    }
    let on = state.only_alike;
    let ground = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(22.0, 22.0));
    if on {
        let fill = Theme::get(ui.ctx()).surface.selected;
        ui.painter().rect_filled(ground, 4.0, fill);
    }
    let name = if on {
        "Show all articles again"
    } else {
        "Show only duplicates and versions"
    };
    if icon_button(ui, icons::COPY, name).clicked() {
        state.only_alike = !on;
    }
}

fn sort_button(ui: &mut Ui, state: &mut LibraryState) {
    let button = icon_button(ui, icons::LIST, "Sort articles by…");
    let arrangement = state.arrangement as usize;
    egui::Popup::menu(&button).show(|ui| {
        ui.set_min_width(150.0);
        let sort = &mut state.sorts[arrangement];
        for by in SortBy::ALL {
            if ui.radio(sort.by == by, by.label()).clicked() {
                sort.by = by;
                state.counting = true;
                ui.close();
            }
        }
        ui.separator();
        for (descending, text) in [(false, "Ascending"), (true, "Descending")] {
            if ui.radio(sort.descending == descending, text).clicked() {
                sort.descending = descending;
                ui.close();
            }
        }
    });
}

fn new_story_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState) {
    let selected = &ctx.session.selection.articles;
    let text = match selected.len() {
        0 => "New story…".to_owned(),
        1 => "New story from 1 article…".to_owned(),
        n => format!("New story from {} articles…", thousands(n)),
    };
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let label = RichText::new(format!("{} {text}", icons::PLUS)).size(12.0);
        let button = ui.add(egui::Button::new(label)).on_hover_text(
            "A story holds articles on the same event. Select them first, or put them in later.",
        );
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
        if button.clicked() {
            state.naming = Some(Naming::new_story(selected.iter().copied().collect()));
        }
    });
    ui.add_space(2.0);
}

/// What to do when the library is empty.
fn empty_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let tokens = Theme::get(ui.ctx());
    let margin = Margin::symmetric(16, 20);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 9.0;
        ui.label(RichText::new("No articles yet").font(theme::strong_id(theme::size::HEADING)));
        let text = "Drop files or a whole folder here: text, web pages, Word, PDF, exports of news databases. Every file gets a line in the import ledger, and no file is ever changed.";
        ui.add(egui::Label::new(RichText::new(text).color(tokens.text.secondary)).wrap());
        ui.add_space(4.0);
        if primary_button(ui, "Add articles…").clicked() {
            ctx.commands.send(UiCommand::AddFiles);
        }
        for command in [
            UiCommand::AddFolder,
            UiCommand::PasteText,
            UiCommand::AddAddress,
            UiCommand::OpenSample,
        ] {
            let info = command.info();
            if ui.button(info.text).on_hover_text(info.tooltip).clicked() {
                ctx.commands.send(command);
            }
        }
    });
}

fn nothing_found_ui(ui: &mut Ui, state: &mut LibraryState) {
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .inner_margin(Margin::symmetric(16, 14))
        .show(ui, |ui| {
            let text = format!(
                "No article has “{}” in its headline, outlet, byline or file name.",
                state.filter.trim()
            );
            ui.add(egui::Label::new(RichText::new(text).color(tokens.text.secondary)).wrap());
            if ui.button("Show all articles").clicked() {
                state.filter.clear();
            }
        });
}

fn footer_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &LibraryState) {
    let tokens = Theme::get(ui.ctx());
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(
        rect.x_range(),
        rect.top(),
        egui::Stroke::new(1.0, tokens.line.faint),
    );
    let n = ctx.session.corpus.articles.len();
    let selected = ctx.session.selection.articles.len();
    let text = if state.counting && state.sort().by == SortBy::Words {
        "Counting words…".to_owned()
    } else if state.only_alike || !state.filter.trim().is_empty() {
        let shown = state.shown_count();
        format!("{} of {} articles shown", thousands(shown), thousands(n))
    } else if selected > 1 {
        format!("{} articles selected", thousands(selected))
    } else if rect.width() < 262.0 {
        "Drop files or folders anywhere".to_owned()
    } else {
        "Drop files or folders anywhere to add them".to_owned()
    };
    egui::Frame::new()
        .inner_margin(Margin::symmetric(12, 9))
        .show(ui, |ui| {
            let text = RichText::new(text).size(11.0).color(tokens.text.dim);
            ui.add(egui::Label::new(text).truncate());
        });
}

impl LibraryState {
    /// Rows that are articles.
    fn shown_count(&self) -> usize {
        let articles = self.rows.iter();
        articles
            .filter(|row| matches!(row.kind, RowKind::Article(_)))
            .count()
    }
}

/// A whole number with commas: "1,406".
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
