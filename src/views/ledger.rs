//! The import ledger: what became of every file that was offered, with totals that add up.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::sync::Arc;

use egui::{Align, Layout, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};

use super::ViewCtx;
use crate::corpus::{ArticleId, Corpus, LedgerLine, Outcome};
use crate::session::{Command, Item};
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
            lines: Vec::new(),
            totals: Totals::default(),
            shown_for: None,
            shown: Vec::new(),
        }
    }
}

/// A line and what the table says of it.
#[derive(Debug)]
struct Line {
    line: Arc<LedgerLine>,
    /// Reason and warnings.
    notes: String,
    /// What the filter looks into, folded.
    haystack: String,
    /// The article it became, if it is still there.
    article: Option<ArticleId>,
}

/// Outcomes to filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OutcomeKind {
    Imported,
    Duplicate,
    Skipped,
    Failed,
}

impl OutcomeKind {
    fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Imported {
                duplicate_of: None, ..
            } => Self::Imported,
            Outcome::Imported { .. } => Self::Duplicate,
            Outcome::Skipped { .. } => Self::Skipped,
            Outcome::Failed { .. } => Self::Failed,
        }
    }
}

/// Columns to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The order in which files were accounted for.
    Order,
    File,
    Outcome,
    Format,
    Encoding,
    Size,
    Stripped,
    Notes,
}

const COLUMNS: [(By, &str); 7] = [
    (By::File, "File"),
    (By::Outcome, "Outcome"),
    (By::Format, "Format"),
    (By::Encoding, "Encoding"),
    (By::Size, "Size"),
    (By::Stripped, "Stripped"),
    (By::Notes, "Reasons and warnings"),
];

/// How many lines there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Totals {
    imported: usize,
    duplicates: usize,
    skipped: usize,
    failed: usize,
}

impl Totals {
    fn of(lines: &[Line]) -> Self {
        let mut totals = Self::default();
        for line in lines {
            match OutcomeKind::of(&line.line.outcome) {
                OutcomeKind::Imported => totals.imported += 1,
                OutcomeKind::Duplicate => {
                    totals.imported += 1;
                    totals.duplicates += 1;
                }
                OutcomeKind::Skipped => totals.skipped += 1,
                OutcomeKind::Failed => totals.failed += 1,
            }
        }
        totals
    }

    /// "12 offered: 9 imported (1 a duplicate), 2 skipped, 1 failed".
    fn text(self) -> String {
        let duplicates = match self.duplicates {
            0 => String::new(),
            1 => " (1 a duplicate)".to_owned(),
            n => format!(" ({n} duplicates)"),
        };
        format!(
            "{} offered: {} imported{duplicates}, {} skipped, {} failed",
            self.imported + self.skipped + self.failed,
            self.imported,
            self.skipped,
            self.failed
        )
    }
}

impl Line {
    fn new(line: &Arc<LedgerLine>, corpus: &Corpus) -> Self {
        let mut notes: Vec<String> = Vec::new();
        let mut found = None;
        match &line.outcome {
            Outcome::Imported {
                article,
                duplicate_of,
            } => {
                found = corpus.articles.get(*article).map(|_| *article);
                if found.is_none() {
                    notes.push("Removed from the workspace since.".to_owned());
                }
                if let Some(earlier) = duplicate_of.and_then(|id| corpus.articles.get(id)) {
                    notes.push(format!("The same text as “{}”.", earlier.title()));
                }
            }
            Outcome::Skipped { reason } | Outcome::Failed { reason } => notes.push(reason.clone()),
        }
        notes.extend(line.warnings.iter().cloned());
        let notes = notes.join(" ");
        let haystack = [
            &line.path,
            &line.part,
            &line.format,
            &line.encoding,
            &line.stripped,
            &notes,
        ]
        .map(|text| fold(text))
        .join("\n");
        Self {
            line: Arc::clone(line),
            notes,
            haystack,
            article: found,
        }
    }

    fn compare(&self, other: &Self, by: By) -> Ordering {
        let (lhs, rhs) = (&*self.line, &*other.line);
        match by {
            By::Order => Ordering::Equal,
            By::File => (&lhs.path, &lhs.part).cmp(&(&rhs.path, &rhs.part)),
            By::Outcome => OutcomeKind::of(&lhs.outcome).cmp(&OutcomeKind::of(&rhs.outcome)),
            By::Format => lhs.format.cmp(&rhs.format),
            By::Encoding => lhs.encoding.cmp(&rhs.encoding),
            By::Size => lhs.bytes.cmp(&rhs.bytes),
            By::Stripped => lhs.stripped.cmp(&rhs.stripped),
            By::Notes => self.notes.cmp(&other.notes),
        }
    }

    /// The file, below the folder that was opened.
    fn name(&self) -> String {
        let line = &self.line;
        let below = line.path.strip_prefix(&line.root).unwrap_or(&line.path);
        let name = if line.root.is_empty() {
            &line.path
        } else {
            below.trim_start_matches('/')
        };
        if line.part.is_empty() {
            name.to_owned()
        } else {
            format!("{name} · {}", line.part)
        }
    }

    fn cells(&self) -> [String; 7] {
        let line = &self.line;
        [
            self.name(),
            line.outcome.label().to_owned(),
            line.format.clone(),
            line.encoding.clone(),
            size_text(line.bytes),
            line.stripped.clone(),
            self.notes.clone(),
        ]
    }
}

impl LedgerState {
    fn refresh(&mut self, ctx: &ViewCtx<'_>) {
        if self.lines_for != Some(ctx.session.revision) {
            let corpus = &ctx.session.corpus;
            self.lines = corpus
                .ledger
                .iter()
                .map(|line| Line::new(line, corpus))
                .collect();
            self.totals = Totals::of(&self.lines);
            self.lines_for = Some(ctx.session.revision);
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
        let wanted = |line: &Line| {
            let kind = OutcomeKind::of(&line.line.outcome);
            let fits = match self.outcome {
                None => true,
                // a duplicate was imported too
                Some(OutcomeKind::Imported) => kind <= OutcomeKind::Duplicate,
                Some(outcome) => kind == outcome,
            };
            fits && terms.iter().all(|term| line.haystack.contains(term))
        };
        self.shown = (0..lines.len())
            .filter(|index| wanted(&lines[*index]))
            .collect();
        let (by, descending) = self.sort;
        self.shown.sort_by(|lhs, rhs| {
            let order = lines[*lhs].compare(&lines[*rhs], by);
            if descending { order.reverse() } else { order }
        });
    }

    /// The shown lines as text with tabs, the first one the names of the columns.
    fn as_text(&self) -> String {
        let mut text = COLUMNS.map(|(_, title)| title).join("\t");
        for index in &self.shown {
            let cells = self.lines[*index]
                .cells()
                .map(|cell| cell.replace(['\t', '\n'], " "));
            let _never_fails = write!(text, "\n{}", cells.join("\t"));
        }
        text
    }
}

/// Paints the view.
pub fn ledger_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LedgerState) {
    state.refresh(ctx);
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
                ui.label(RichText::new(state.totals.text()).font(theme::strong_id(12.0)));
                let edit = egui::TextEdit::singleline(&mut state.filter)
                    .hint_text("Filter…")
                    .desired_width(180.0);
                text_field(ui, "Filter the ledger", edit);
                if !state.filter.is_empty()
                    && icon_button(ui, icons::X, "Clear the filter").clicked()
                {
                    state.filter.clear();
                }
                let choices = [
                    (None, "All"),
                    (Some(OutcomeKind::Imported), "Imported"),
                    (Some(OutcomeKind::Duplicate), "Duplicates"),
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
                if ui
                    .button(RichText::new("Copy as text").size(12.0))
                    .clicked()
                {
                    ctx.commands.send(Command::CopyText(state.as_text()));
                }
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
    let mut clicked = None;
    let wide = ui.available_width().max(860.0);
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
                    Column::initial(135.0)
                        .at_least(70.0)
                        .clip(true)
                        .resizable(true),
                )
                .columns(
                    Column::initial(92.0)
                        .at_least(60.0)
                        .clip(true)
                        .resizable(true),
                    2,
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
                        let named = cells_ui(&mut row, line);
                        if named || row.response().clicked() {
                            clicked = line.article;
                        }
                    });
                });
        });
    if let Some(article) = clicked {
        ctx.commands.send(Command::SelectArticles(vec![article]));
        ctx.commands.send(Command::Select(Item::Article(article)));
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

/// Paints the cells of a line; returns whether its name was pressed.
fn cells_ui(row: &mut egui_extras::TableRow<'_, '_>, line: &Line) -> bool {
    let mut pressed = false;
    let [name, outcome, format, encoding, size, stripped, notes] = line.cells();
    row.col(|ui| {
        ui.add_space(6.0);
        if line.article.is_some() {
            pressed = ui
                .add(egui::Button::new(&name).frame(false).truncate())
                .on_hover_text(&line.line.path)
                .clicked();
        } else {
            ui.add(egui::Label::new(&name).truncate())
                .on_hover_text(&line.line.path);
        }
    });
    row.col(|ui| outcome_ui(ui, &line.line.outcome, &outcome));
    for cell in [format, encoding] {
        row.col(|ui| cell_ui(ui, &cell));
    }
    row.col(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            cell_ui(ui, &size);
        });
    });
    for cell in [stripped, notes] {
        row.col(|ui| cell_ui(ui, &cell));
    }
    pressed
}

fn cell_ui(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    if !text.is_empty() {
        let colour = Theme::get(ui.ctx()).text.secondary;
        let label = egui::Label::new(RichText::new(text).size(12.0).color(colour)).truncate();
        ui.add(label);
    }
}

fn outcome_ui(ui: &mut Ui, outcome: &Outcome, text: &str) {
    let tokens = Theme::get(ui.ctx());
    let (icon, colour) = match OutcomeKind::of(outcome) {
        OutcomeKind::Imported => (icons::CIRCLE_CHECK, tokens.state.good),
        OutcomeKind::Duplicate => (icons::COPY, tokens.state.warning),
        OutcomeKind::Skipped => (icons::BAN, tokens.text.dim),
        OutcomeKind::Failed => (icons::CIRCLE_X, tokens.state.error),
    };
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(RichText::new(icon).size(12.0).color(colour));
    let label = egui::Label::new(RichText::new(text).size(12.0).color(colour)).truncate();
    ui.add(label);
}

/// "812 B", "2.3 KB", "14 MB".
fn size_text(bytes: u64) -> String {
    let value = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..10_000 => format!("{:.1} KB", value / 1e3),
        10_000..1_000_000 => format!("{:.0} KB", value / 1e3),
        1_000_000..10_000_000 => format!("{:.1} MB", value / 1e6),
        _ => format!("{:.0} MB", value / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::{LedgerState, ledger_ui, size_text};
    use crate::corpus::{ArticleId, LedgerLine, Outcome, Patch};
    use crate::session::{Command, Item, Session};
    use crate::views::fixture::{self, Stage, line, picture, sample};

    fn with_trouble() -> Session {
        let mut session = sample();
        let corpus = &mut session.corpus;
        let mut patch = Patch::new("more");
        let failed = LedgerLine {
            outcome: Outcome::Failed {
                reason: "The file is empty.".to_owned(),
            },
            bytes: 0,
            ..line(corpus, "/news", "/news/may/nothing.txt", "")
        };
        let skipped = line(
            corpus,
            "/news",
            "/news/harbour.jpg",
            "A picture, not an article.",
        );
        let twin = LedgerLine {
            outcome: Outcome::Imported {
                article: ArticleId(3),
                duplicate_of: Some(ArticleId(1)),
            },
            stripped: "2 captions".to_owned(),
            warnings: vec!["The encoding was guessed.".to_owned()],
            ..line(corpus, "/news", "/news/twin.txt", "")
        };
        for line in [failed, skipped, twin] {
            patch.ledger.push((line.id, Some(Arc::new(line))));
        }
        corpus.apply(patch);
        session
    }

    fn stage(theme: egui::Theme) -> Harness<'static, Stage<LedgerState>> {
        let stage = Stage::new(with_trouble(), LedgerState::default());
        let mut harness = fixture::harness([980.0, 420.0], theme, stage, ledger_ui);
        harness.run();
        harness
    }

    #[test]
    fn totals_add_up_and_filters_narrow() {
        let mut harness = stage(egui::Theme::Light);
        picture(&mut harness, "ledger-light");
        harness.get_by_label("7 offered: 5 imported (1 a duplicate), 1 skipped, 1 failed");
        for (choice, rows) in [
            ("Failed", 1),
            ("Duplicates", 1),
            ("Imported", 5),
            ("All", 7),
        ] {
            harness.get_by_role_and_label(Role::Button, choice).click();
            harness.run();
            assert_eq!(harness.state().state.shown.len(), rows, "{choice}");
        }
        harness
            .get_by_role_and_label(Role::TextInput, "Filter the ledger")
            .focus();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Filter the ledger")
            .type_text("guessed");
        harness.run();
        assert_eq!(harness.state().state.shown.len(), 1);
        harness.get_by_label("Copy as text").click();
        harness.run();
        let text = "File\tOutcome\tFormat\tEncoding\tSize\tStripped\tReasons and warnings\n\
            twin.txt\timported, duplicate\tplain text\tUTF-8\t2.3 KB\t2 captions\t\
            The same text as “Kerry Expresses Concern Over Russia in Syria”. The encoding was guessed.";
        assert_eq!(harness.state().sent(), [Command::CopyText(text.to_owned())]);
    }

    #[test]
    fn a_column_sorts_up_down_and_back() {
        let mut harness = stage(egui::Theme::Dark);
        picture(&mut harness, "ledger-dark");
        let mut first = Vec::new();
        for _ in 0..3 {
            harness.get_by_label("Sort by size").click();
            harness.run();
            let state = &harness.state().state;
            first.push(state.lines[state.shown[0]].line.bytes);
        }
        assert_eq!(first, [0, 2_300, 2_300]);
        assert_eq!(harness.state().state.shown, [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_row_selects_its_article() {
        let mut harness = stage(egui::Theme::Light);
        let selected = |id| {
            [
                Command::SelectArticles(vec![ArticleId(id)]),
                Command::Select(Item::Article(ArticleId(id))),
            ]
        };
        harness.get_by_label("sample/001.txt").click();
        harness.run();
        assert_eq!(harness.state().sent(), selected(1));
        harness.get_by_label("2 captions").click();
        harness.run();
        assert_eq!(harness.state().sent(), selected(3));
        harness.get_by_label("harbour.jpg").click();
        harness.run();
        assert_eq!(harness.state().sent(), []);
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [0, 999, 1_000, 15_400, 2_345_678, 200_000_000].map(size_text);
        assert_eq!(
            sizes,
            ["0 B", "999 B", "1.0 KB", "15 KB", "2.3 MB", "200 MB"]
        );
    }
}
