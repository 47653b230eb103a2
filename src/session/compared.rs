//! A finished comparison with what the window needs to show it: the articles it was made of and the text of each column.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ColumnText, CoverageRows};
use crate::analysis::Analysed;
use crate::analysis::compare::{Cell, Comparison, OnlyHere, Statement};
use crate::analysis::reviews::Reviews;
use crate::corpus::{ArticleId, Corpus, Place, siglum};

/// A comparison and the articles it was made of. Everything is computed once, in the background.
#[derive(Debug)]
pub struct Compared {
    /// The articles in siglum order; all indexes of `comparison` point here.
    pub articles: Vec<Arc<Analysed>>,
    /// What was found.
    pub comparison: Comparison,
    /// How each article is painted, in the same order.
    pub columns: Vec<ColumnText>,
    /// The coverage table.
    pub coverage: CoverageRows,
    /// How long it took, in milliseconds, for the status bar.
    pub millis: u32,
    index_of: BTreeMap<ArticleId, usize>,
}

/// Shares of an article's words by what became of them in the others; they add up to 1 or less.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// In the same words elsewhere.
    pub same: f32,
    /// Edited elsewhere.
    pub edited: f32,
    /// Reworded elsewhere.
    pub reworded: f32,
}

impl Shares {
    /// Everything another article reports too.
    pub fn shared(&self) -> f32 {
        self.same + self.edited + self.reworded
    }
}

impl Compared {
    /// The sentences of a statement, by article, then by place; empty when there is none of this number.
    pub fn places_of(&self, statement: u32) -> Vec<Place> {
        let cells = self.statement(statement).into_iter();
        cells
            .flat_map(|statement| &statement.cells)
            .flat_map(|cell| self.places_of_cell(cell))
            .collect()
    }

    /// The sentences of one article in a statement.
    pub fn places_of_cell(&self, cell: &Cell) -> Vec<Place> {
        let article = self.articles[cell.article].id();
        let spans = cell.spans.iter();
        spans
            .map(|span| Place {
                article,
                span: *span,
            })
            .collect()
    }

    /// The sentences of one article in a statement, each as its places: parts of one sentence stand together.
    pub fn sentences_of_cell(&self, cell: &Cell) -> Vec<Vec<Place>> {
        let sentences = &self.articles[cell.article].reading.sentences;
        let sentence =
            |place: &Place| sentences.partition_point(|known| known.span.end <= place.span.start);
        self.places_of_cell(cell)
            .chunk_by(|lhs, rhs| sentence(lhs) == sentence(rhs))
            .map(<[Place]>::to_vec)
            .collect()
    }

    /// The articles' identities, in siglum order.
    pub fn ids(&self) -> Vec<ArticleId> {
        self.articles.iter().map(|article| article.id()).collect()
    }

    /// What the person said of the statements and their differences.
    pub fn reviews(&self, corpus: &Corpus) -> Reviews {
        Reviews::new(corpus, &self.ids(), &self.comparison.statements)
    }

    /// Prepares a comparison for the window.
    pub fn new(articles: Vec<Arc<Analysed>>, comparison: Comparison, millis: u32) -> Self {
        let columns = articles
            .iter()
            .enumerate()
            .map(|(index, article)| ColumnText::new(index, article, &comparison))
            .collect();
        let index_of = articles
            .iter()
            .enumerate()
            .map(|(index, article)| (article.id(), index))
            .collect();
        let coverage = CoverageRows::new(articles.iter().map(|article| &**article), &comparison);
        Self {
            articles,
            comparison,
            columns,
            coverage,
            millis,
            index_of,
        }
    }

    /// Index of an article in siglum order.
    pub fn index_of(&self, article: ArticleId) -> Option<usize> {
        self.index_of.get(&article).copied()
    }

    /// The article's letter.
    pub fn siglum_of(&self, article: ArticleId) -> Option<String> {
        self.index_of(article).map(siglum)
    }

    /// The statement with this number.
    pub fn statement(&self, id: u32) -> Option<&Statement> {
        let index = (id as usize).checked_sub(1)?;
        self.comparison
            .statements
            .get(index)
            .filter(|statement| statement.id == id)
    }

    /// The words of a cell; parts that do not touch are joined by an ellipsis.
    pub fn cell_text(&self, cell: &Cell) -> String {
        let text = self.articles[cell.article].text();
        let parts: Vec<&str> = cell.spans.iter().map(|span| span.of(text)).collect();
        parts.join(" … ")
    }

    /// What only this article has, in its order.
    pub fn only_here(&self, article: usize) -> impl Iterator<Item = &OnlyHere> {
        self.comparison
            .only_here
            .iter()
            .filter(move |only| only.article == article)
    }

    /// Shares of this article's words by their relation to the others.
    pub fn shares(&self, article: usize) -> Shares {
        self.columns[article].shares
    }
}
