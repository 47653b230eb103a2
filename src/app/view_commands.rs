//! Commands about what is shown: selection, going to places, finding, sizes.

use std::sync::Arc;

use super::HexaplaApp;
use super::screen::sides;
use crate::analysis::compare::Statement;
use crate::corpus::{ArticleId, Place, edit};
use crate::session::{Command, Compared, Item, Reading, ViewOptions, ViewTab};
use crate::text::Span;

/// Bounds of the article text's size, 1.0 = 100 %.
const TEXT_SCALE: std::ops::RangeInclusive<f32> = 0.7..=2.5;

impl HexaplaApp {
    /// Selects something; a statement also lines the columns up on it.
    pub(super) fn select(&mut self, item: Item) {
        let is_alone = matches!(item, Item::OnlyHere { .. });
        if let Some((article, span)) = self.place_of(&item).filter(|_| !is_alone) {
            self.aim_at(article, span);
        }
        self.session.selection.item = item;
    }

    /// Statements are numbered anew with every comparison: the selected one is the one that holds the same words. Words that no
    /// statement holds any more are a sentence of one article.
    pub(super) fn find_statement_again(&mut self, place: Option<(ArticleId, Span)>) {
        let (Some((article, span)), Some(compared)) = (place, self.session.compared.get()) else {
            return;
        };
        let Some(index) = compared.index_of(article) else {
            return;
        };
        let shared = |statement: &Statement| {
            let cells = statement.cells.iter().filter(|cell| cell.article == index);
            let words = cells.flat_map(|cell| cell.spans.iter());
            words.filter(|words| words.intersects(span)).count()
        };
        let statements = compared.comparison.statements.iter();
        let same = statements
            .filter(|statement| shared(statement) > 0)
            .max_by_key(|statement| (shared(statement), std::cmp::Reverse(statement.id)));
        let alone = || {
            let mut only = compared.only_here(index);
            let same = only.find(|only| only.span.intersects(span))?;
            Some(Item::OnlyHere {
                article,
                span: same.span,
            })
        };
        let item = same.map(|same| Item::Statement(same.id)).or_else(alone);
        if let Some(item) = item {
            self.session.selection.item = item;
        }
    }

    pub(super) fn place_of(&self, item: &Item) -> Option<(ArticleId, Span)> {
        if let Item::OnlyHere { article, span } = item {
            return Some((*article, *span));
        }
        let compared = self.session.compared.get()?;
        let Item::Statement(id) = item else {
            return None;
        };
        let statement = compared.statement(*id)?;
        // The leftmost column that has it: the eye starts there.
        let columns = &self.session.corpus.comparison.columns;
        let cell = columns.iter().find_map(|column| {
            let index = compared.index_of(*column)?;
            statement.cells.iter().find(|cell| cell.article == index)
        })?;
        Some((compared.articles[cell.article].id(), *cell.spans.first()?))
    }

    fn aim_at(&mut self, article: ArticleId, span: Span) {
        let number = self
            .session
            .selection
            .go_to
            .map_or(1, |(_, _, number)| number + 1);
        self.session.selection.go_to = Some((article, span, number));
    }

    /// Brings a place into sight; its article joins the comparison if need be.
    pub(super) fn go_to(&mut self, article: ArticleId, span: Span) {
        if !self.session.is_column(article) {
            let mut columns = self.session.corpus.comparison.columns.clone();
            columns.push(article);
            let patch = edit::set_columns(&self.session.corpus, columns);
            self.edit(patch);
        }
        self.session.tab = ViewTab::Compare;
        self.aim_at(article, span);
    }

    /// Forgets a selection whose thing is gone.
    pub(super) fn keep_selection(&mut self) {
        let corpus = &self.session.corpus;
        self.session
            .selection
            .articles
            .retain(|id| corpus.articles.get(*id).is_some());
        let gone = match &self.session.selection.item {
            Item::Article(id) | Item::OnlyHere { article: id, .. } => {
                corpus.articles.get(*id).is_none()
            }
            Item::Statement(id) => {
                let compared = &self.session.compared;
                let is_there = |compared: &Arc<Compared>| compared.statement(*id).is_some();
                !compared.is_pending() && !compared.get().is_some_and(is_there)
            }
            Item::Nothing | Item::Entity(_) => false,
        };
        if gone {
            self.session.selection.item = Item::Nothing;
        }
    }

    /// The statement `step` further on; from nothing, the first one.
    pub(super) fn step_statement(&mut self, step: i64) {
        let Some(compared) = self.session.compared.get() else {
            return;
        };
        let n = compared.comparison.statements.len() as i64;
        if n == 0 {
            return;
        }
        let next = match self.session.selection.item {
            Item::Statement(id) => (i64::from(id) - 1 + step).rem_euclid(n) + 1,
            _ if step > 0 => 1,
            _ => n,
        };
        if self.session.tab != ViewTab::Coverage {
            self.session.tab = ViewTab::Compare;
        }
        self.select(Item::Statement(next as u32));
    }

    /// How much of the columns is set in full size; the same again: everything.
    pub(super) fn read_as(&mut self, reading: Reading) {
        self.session.options.reading = self.session.options.reading.toggled(reading);
        self.session.opened.clear();
        self.session.tab = ViewTab::Compare;
        self.aim_at_selected();
    }

    /// Paragraphs that are opened together are closed together.
    pub(super) fn toggle_opened(&mut self, places: Vec<Place>) {
        let opened = &mut self.session.opened;
        if places.iter().all(|place| opened.contains(place)) {
            opened.retain(|place| !places.contains(place));
        } else {
            opened.extend(places);
        }
        self.aim_at_selected();
    }

    /// The text is set anew: what is selected stays in sight.
    fn aim_at_selected(&mut self) {
        if let Some((article, span)) = self.place_of(&self.session.selection.item) {
            self.aim_at(article, span);
        }
    }

    /// The column in hand; else the leftmost.
    fn column_in_hand(&self) -> Option<ArticleId> {
        let columns = &self.session.corpus.comparison.columns;
        let taken = self.session.selection.column;
        taken
            .filter(|id| columns.contains(id))
            .or_else(|| columns.first().copied())
    }

    /// The others are held against the column in hand, or not any more.
    pub(super) fn base_on_column(&mut self) {
        let column = self.column_in_hand();
        let base = column.filter(|_| self.session.corpus.comparison.base != column);
        self.ask(Command::SetBase(base));
    }

    /// The column in hand changes places with a neighbour.
    pub(super) fn move_column(&mut self, step: isize) {
        let mut columns = self.session.corpus.comparison.columns.clone();
        let Some(column) = self.column_in_hand() else {
            return;
        };
        let from = columns.iter().position(|id| *id == column);
        let to = from.and_then(|from| from.checked_add_signed(step));
        if let (Some(from), Some(to)) = (from, to.filter(|to| *to < columns.len())) {
            columns.swap(from, to);
            self.session.selection.column = Some(column);
            self.ask(Command::SetColumns(columns));
        }
    }

    pub(super) fn open_find(&mut self) {
        self.session.tab = ViewTab::Compare;
        let command = self.views.compare.find.open_in(None);
        self.ask(command);
    }

    /// Looks in the column in hand only, until the person asks for all.
    pub(super) fn open_find_in_column(&mut self) {
        let column = self.column_in_hand();
        self.session.tab = ViewTab::Compare;
        let command = self.views.compare.find.open_in(column);
        self.ask(command);
    }

    pub(super) fn find(&mut self, query: String, only: Option<ArticleId>) {
        let columns = self.session.columns();
        let articles: Vec<_> = columns
            .filter(|article| only.is_none_or(|only| only == article.id))
            .cloned()
            .collect();
        self.jobs.find(query, articles);
    }

    pub(super) fn show_first_found(&mut self) {
        let first = self
            .session
            .found
            .get()
            .and_then(|hits| hits.in_order.first().copied());
        if let Some((article, span)) = first {
            self.aim_at(article, span);
        }
    }

    pub(super) fn find_step(&mut self, step: isize) {
        let Some(found) = self
            .session
            .found
            .get()
            .filter(|found| !found.in_order.is_empty())
        else {
            self.open_find();
            return;
        };
        if let Some((article, span)) = self.views.compare.find.step(found, step) {
            self.ask(Command::GoTo { article, span });
        }
    }

    pub(super) fn toggle_library(&mut self, ctx: &egui::Context) {
        self.toggle_side(
            ctx,
            |(library, _)| library,
            |options| (&mut options.library, &mut options.inspector),
        );
    }

    pub(super) fn toggle_inspector(&mut self, ctx: &egui::Context) {
        self.toggle_side(
            ctx,
            |(_, inspector)| inspector,
            |options| (&mut options.inspector, &mut options.library),
        );
    }

    /// What is on the screen goes, what is not comes; in a narrow window in place of the other side. `switches`: this side's and
    /// the other's.
    fn toggle_side(
        &mut self,
        ctx: &egui::Context,
        is_shown: impl Fn((bool, bool)) -> bool,
        switches: impl Fn(&mut ViewOptions) -> (&mut bool, &mut bool),
    ) {
        let width = ctx.content_rect().width();
        let shown = is_shown(sides(width, &self.session));
        *switches(&mut self.session.options).0 = !shown;
        let shown_now = is_shown(sides(width, &self.session));
        if !shown && !shown_now {
            *switches(&mut self.session.options).1 = false;
        }
    }

    pub(super) fn scale_text(&mut self, factor: f32) {
        let scale = self.session.options.text_scale * factor;
        self.session.options.text_scale = scale.clamp(*TEXT_SCALE.start(), *TEXT_SCALE.end());
    }
}
