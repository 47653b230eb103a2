//! The coverage table: who carries which statement, where, in which relation. Made once per comparison, in the background.

use crate::analysis::Analysed;
use crate::analysis::compare::{
    Comparison, Difference, DifferenceKind, OnlyHere, Placement, PlacementBlock, Relation,
    Statement,
};
use crate::corpus::{Article, ArticleId, Completeness, siglum};
use crate::text::{Span, fold};

use super::Item;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverageSubject {
    /// A statement of two or more articles, by its number.
    Statement(u32),
    /// A sentence of one article alone.
    OnlyHere {
        /// The article.
        article: ArticleId,
        /// The words.
        span: Span,
    },
}

/// One article's part in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageCell {
    /// Index of the article in siglum order.
    pub article: usize,
    /// How it stands to its closest counterpart; `None`: only here.
    pub relation: Option<Relation>,
    /// Where it stands.
    pub placement: Placement,
    /// Its first words.
    pub span: Span,
}

/// A row of the coverage table.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageRow {
    /// What it is about.
    pub subject: CoverageSubject,
    /// What stands before it: the statement's number, or the article's letter with a number ("A1").
    pub label: String,
    /// The statement in one wording, on one line.
    pub gloss: String,
    /// One per article that carries it, ascending by article.
    pub cells: Vec<CoverageCell>,
    /// On what the cells disagree, each kind once, in the order of [`DifferenceKind::ALL`].
    pub kinds: Vec<DifferenceKind>,
    /// How many points they disagree on.
    pub n_differences: usize,
    /// What each says on these points: "four → five".
    pub what_differs: String,
    /// Whether an article quotes words in it.
    pub has_quotation: bool,
    /// Gloss and differences, folded for searching.
    search: String,
}

/// What a table shows where an article has no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The text is here, and the statement is not in it.
    NotInArticle,
    /// The text is cut off: it may have stood in the rest.
    CouldNotBeSeen,
}

impl Absence {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotInArticle => "not in this article",
            Self::CouldNotBeSeen => "could not be seen",
        }
    }
}

impl CoverageRow {
    /// The article's part, if it carries the statement.
    pub fn cell(&self, article: usize) -> Option<&CoverageCell> {
        let at = self
            .cells
            .binary_search_by_key(&article, |cell| cell.article);
        at.ok().map(|at| &self.cells[at])
    }

    /// What the inspector shows for it.
    pub fn item(&self) -> Item {
        match self.subject {
            CoverageSubject::Statement(id) => Item::Statement(id),
            CoverageSubject::OnlyHere { article, span } => Item::OnlyHere { article, span },
        }
    }

    /// The most prominent place any article gives it.
    pub fn most_prominent(&self) -> Option<PlacementBlock> {
        self.cells.iter().map(|cell| cell.placement.block).min()
    }

    /// The closest relation among its cells; `None`: only here.
    pub fn relation(&self) -> Option<Relation> {
        self.cells.iter().filter_map(|cell| cell.relation).min()
    }

    /// Gloss and differences, folded.
    pub(super) fn search_text(&self) -> &str {
        &self.search
    }
}

/// All rows: the statements in order, then what only one article has, by article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageRows {
    /// The rows.
    pub rows: Vec<CoverageRow>,
    /// For each article, in siglum order, what its empty cells mean.
    pub absences: Vec<Absence>,
}

impl CoverageRows {
    /// The table of a comparison of `articles`, which are in siglum order.
    pub fn new<'a>(
        articles: impl IntoIterator<Item = &'a Analysed>,
        comparison: &Comparison,
    ) -> Self {
        let articles: Vec<&Analysed> = articles.into_iter().collect();
        let quoted: Vec<Vec<Span>> = articles.iter().map(|article| quoted(article)).collect();
        let mut rows: Vec<CoverageRow> = comparison
            .statements
            .iter()
            .map(|statement| statement_row(statement, &articles, &quoted))
            .collect();
        let mut counts = vec![0; articles.len()];
        for only in &comparison.only_here {
            counts[only.article] += 1;
            rows.push(only_here_row(
                only,
                counts[only.article],
                articles[only.article],
                &quoted[only.article],
            ));
        }
        Self {
            rows,
            absences: articles.iter().map(|a| absence(&a.article)).collect(),
        }
    }

    /// The row of what is selected.
    pub fn row_of(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Statement(id) => (*id as usize).checked_sub(1).filter(|at| {
                self.rows
                    .get(*at)
                    .is_some_and(|row| row.subject == CoverageSubject::Statement(*id))
            }),
            Item::OnlyHere { article, span } => self.rows.iter().position(|row| {
                row.subject
                    == CoverageSubject::OnlyHere {
                        article: *article,
                        span: *span,
                    }
            }),
            _ => None,
        }
    }
}

fn absence(article: &Article) -> Absence {
    match article.completeness {
        Completeness::Truncated => Absence::CouldNotBeSeen,
        Completeness::Full | Completeness::Unknown => Absence::NotInArticle,
    }
}

/// Words in quotation marks that somebody said.
fn quoted(article: &Analysed) -> Vec<Span> {
    let quotations = article.quotes.quotations.iter();
    let mut spans: Vec<Span> = quotations
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .collect();
    spans.sort_unstable();
    spans
}

fn any_intersects(sorted: &[Span], span: Span) -> bool {
    let first = sorted.partition_point(|other| other.end <= span.start);
    sorted[first..]
        .iter()
        .take_while(|other| other.start < span.end)
        .any(|other| other.intersects(span))
}

fn statement_row(
    statement: &Statement,
    articles: &[&Analysed],
    quoted: &[Vec<Span>],
) -> CoverageRow {
    let mut cells: Vec<CoverageCell> = Vec::new();
    for (at, cell) in statement.cells.iter().enumerate() {
        let Some(span) = cell.spans.first() else {
            continue;
        };
        let relation = super::column::relation_of(statement, at);
        match cells.last_mut().filter(|last| last.article == cell.article) {
            // Reported twice in one article: the first place, the closest relation.
            Some(known) => known.relation = known.relation.min(Some(relation)),
            None => cells.push(CoverageCell {
                article: cell.article,
                relation: Some(relation),
                placement: cell.placement,
                span: *span,
            }),
        }
    }
    let has_quotation = statement.cells.iter().any(|cell| {
        let quoted = &quoted[cell.article];
        cell.spans.iter().any(|span| any_intersects(quoted, *span))
    });
    let mut kinds: Vec<DifferenceKind> = statement.differences.iter().map(|d| d.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut differing: Vec<String> = Vec::new();
    for difference in &statement.differences {
        let text = difference_text(difference, articles);
        if !differing.contains(&text) {
            differing.push(text);
        }
    }
    let gloss = one_line(&statement.gloss);
    let what_differs = differing.join(" · ");
    CoverageRow {
        subject: CoverageSubject::Statement(statement.id),
        label: statement.id.to_string(),
        search: fold(&format!("{gloss}\n{what_differs}")),
        gloss,
        cells,
        kinds,
        n_differences: statement.differences.len(),
        what_differs,
        has_quotation,
    }
}

fn only_here_row(
    only: &OnlyHere,
    number: usize,
    article: &Analysed,
    quoted: &[Span],
) -> CoverageRow {
    let gloss = one_line(only.span.get(article.text()).unwrap_or_default());
    CoverageRow {
        subject: CoverageSubject::OnlyHere {
            article: article.id(),
            span: only.span,
        },
        label: format!("{}{number}", siglum(only.article)),
        search: fold(&gloss),
        gloss,
        cells: vec![CoverageCell {
            article: only.article,
            relation: None,
            placement: only.placement,
            span: only.span,
        }],
        kinds: Vec::new(),
        n_differences: 0,
        what_differs: String::new(),
        has_quotation: any_intersects(quoted, only.span),
    }
}

/// The words each article gives, each wording once, earlier articles first.
fn difference_text(difference: &Difference, articles: &[&Analysed]) -> String {
    let mut values: Vec<String> = Vec::new();
    for value in &difference.values {
        let words = one_line(
            value
                .span
                .get(articles[value.article].text())
                .unwrap_or_default(),
        );
        if !words.is_empty() && !values.contains(&words) {
            values.push(words);
        }
    }
    if values.len() < 2 {
        return format!("{}: {}", difference.kind.label(), values.join(""));
    }
    values.join(" → ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
