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
    /// The text is in another language than all that carry the statement: sentences are not compared across languages.
    CouldNotBeCompared,
}

impl Absence {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotInArticle => "not in this article",
            Self::CouldNotBeSeen => "could not be seen",
            Self::CouldNotBeCompared => "could not be compared (language)",
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
    /// For each article, in siglum order, what its empty cells mean where it is in the language of those that are not empty.
    pub absences: Vec<Absence>,
    /// For each article those in another language.
    foreign: Vec<Vec<usize>>,
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
            foreign: articles
                .iter()
                .map(|a| foreign_to(&a.article, &articles))
                .collect(),
        }
    }

    /// Why an article has no part in what these articles carry.
    pub fn absence(&self, carried_by: impl IntoIterator<Item = usize>, article: usize) -> Absence {
        let mut carriers = carried_by.into_iter();
        if carriers.all(|carrier| self.foreign[article].contains(&carrier)) {
            return Absence::CouldNotBeCompared;
        }
        self.absences[article]
    }

    /// Why an article has no cell in a row.
    pub fn absence_in(&self, row: &CoverageRow, article: usize) -> Absence {
        self.absence(row.cells.iter().map(|cell| cell.article), article)
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

fn foreign_to(article: &Article, articles: &[&Analysed]) -> Vec<usize> {
    let is_foreign = |other: &usize| article.is_in_other_language(&articles[*other].article);
    (0..articles.len()).filter(is_foreign).collect()
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::CoverageRows;
    use crate::analysis::compare::compare;
    use crate::analysis::{Analysed, Unhurried};
    use crate::corpus::{Article, ArticleId, Field, Origin};

    #[test]
    fn what_an_article_in_another_language_leaves_out_is_not_called_absent() {
        let texts = [
            (
                "en",
                "Two dead in ferry fire\n\nTwo people died when the ferry Aegean Star caught fire off Crete.\n\nHotels in Sitia gave free rooms to survivors.",
            ),
            (
                "en-GB",
                "Ferry fire kills two\n\nTwo people died when the ferry Aegean Star caught fire off Crete.",
            ),
            (
                "de",
                "Zwei Tote auf Fähre\n\nAuf der Fähre Aegean Star starben vor Kreta zwei Menschen.\n\nHotels in Sitia nahmen Gerettete auf.",
            ),
        ];
        let articles: Vec<Analysed> = texts
            .iter()
            .enumerate()
            .map(|(id, (language, text))| {
                let mut article = Article::of_lines(ArticleId(id as u32), text);
                article.language = Field::of((*language).to_owned(), Origin::Detected);
                Analysed::new(Arc::new(article))
            })
            .collect();
        let given: Vec<&Analysed> = articles.iter().collect();
        let comparison = compare(&given, &[], &mut Unhurried).unwrap();
        let table = CoverageRows::new(articles.iter(), &comparison);
        let lines: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                let absent = (0..3).filter(|article| row.cell(*article).is_none());
                let absent: Vec<String> = absent
                    .map(|article| format!("{article} {}", table.absence_in(row, article).label()))
                    .collect();
                format!("{}: {}", row.gloss, absent.join(", "))
            })
            .collect();
        assert!(lines.contains(
            &"Two people died when the ferry Aegean Star caught fire off Crete.: 2 could not be compared (language)".to_owned()
        ), "{lines:#?}");
        assert!(lines.contains(
            &"Hotels in Sitia gave free rooms to survivors.: 1 not in this article, 2 could not be compared (language)".to_owned()
        ), "{lines:#?}");
        assert!(lines.contains(
            &"Hotels in Sitia nahmen Gerettete auf.: 0 could not be compared (language), 1 could not be compared (language)".to_owned()
        ), "{lines:#?}");
    }
}
