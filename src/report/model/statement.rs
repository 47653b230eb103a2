//! A statement with every article's wording of it, and on what they disagree.

use serde::{Deserialize, Serialize};

use super::{Article, Words};
use crate::analysis::compare::{
    DifferenceKind, DifferenceNature, MarkKind, PlacementBlock, Relation,
};
use crate::corpus::ReviewState;
use crate::text::Span;

/// One reported fact, claim or utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Number in the margin, from 1.
    pub id: u32,
    /// The shortest complete wording of it among the cells.
    pub gloss: String,
    /// How the closest pair of cells stands.
    pub relation: Relation,
    /// Two or more, by article.
    pub cells: Vec<Cell>,
    /// How each two cells stand, with the evidence.
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// On what the cells disagree.
    pub differences: Vec<Difference>,
    /// The person's verdict.
    pub review: Review,
    /// Articles of which it cannot be said that they leave it out, since they are in another language than all that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<String>,
}

/// What it means that an article has no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// The text is here, and the statement is not in it.
    NotInArticle,
    /// The text is cut off.
    CouldNotBeSeen,
    /// The text is in another language.
    CouldNotBeCompared,
}

impl Absence {
    /// All, in the order they are listed.
    pub const ALL: [Self; 3] = [
        Self::NotInArticle,
        Self::CouldNotBeSeen,
        Self::CouldNotBeCompared,
    ];

    /// One sign, for a narrow column.
    pub fn sign(self) -> &'static str {
        match self {
            Self::NotInArticle => "–",
            Self::CouldNotBeSeen => "?",
            Self::CouldNotBeCompared => "L",
        }
    }

    /// In words, before the names of the articles.
    pub fn before_names(self) -> &'static str {
        match self {
            Self::NotInArticle => "Not in",
            Self::CouldNotBeSeen => "Could not be seen (truncated) in",
            Self::CouldNotBeCompared => "Could not be compared (language) with",
        }
    }
}

/// Where one article carries a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Which article.
    pub article: String,
    /// Which words.
    pub spans: Vec<Span>,
    /// Where in the article.
    pub placement: Placement,
    /// Words inside and how they stand to the closest other cell.
    #[serde(default)]
    pub marks: Vec<Mark>,
}

/// Where in an article something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// In which part.
    pub block: PlacementBlock,
    /// Paragraph number from 1; 0 in a headline.
    pub index: u32,
    /// How many paragraphs the article has.
    pub of: u32,
}

/// Words of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How they stand to the closest other cell.
    pub kind: MarkKind,
}

/// How two cells of a statement stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Index into the statement's cells.
    pub lhs: usize,
    /// Index into the statement's cells, greater than `lhs`.
    pub rhs: usize,
    /// The class.
    pub relation: Relation,
    /// Probability that the two report the same, 0 to 1, to three places.
    pub score: f64,
    /// Words in common.
    pub common_words: u32,
    /// Words of the shorter cell.
    pub shorter_words: u32,
    /// Longest identical run, in words.
    pub longest_run: u32,
}

/// A point on which cells disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// On what.
    pub kind: DifferenceKind,
    /// In what way.
    #[serde(default = "default_nature")]
    pub nature: DifferenceNature,
    /// What each article says.
    pub values: Vec<Words>,
    /// The person's verdict on this point.
    #[serde(default)]
    pub review: Review,
}

fn default_nature() -> DifferenceNature {
    DifferenceNature::Wording
}

/// Verdict and note of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The verdict.
    pub state: ReviewState,
    /// The note, may be empty.
    pub note: String,
}

impl Statement {
    /// The cell of this article.
    pub fn cell(&self, siglum: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.article == siglum)
    }

    /// How the cell at `index` stands to its closest other cell.
    pub fn relation_of(&self, index: usize) -> Relation {
        self.pairs
            .iter()
            .filter(|pair| pair.lhs == index || pair.rhs == index)
            .map(|pair| pair.relation)
            .min()
            .unwrap_or(self.relation)
    }

    /// What it means that the article has no cell.
    pub fn absence(&self, article: &Article) -> Absence {
        if self.not_compared.contains(&article.siglum) {
            Absence::CouldNotBeCompared
        } else if article.is_complete() {
            Absence::NotInArticle
        } else {
            Absence::CouldNotBeSeen
        }
    }

    /// Whether the person put it aside.
    pub fn is_dismissed(&self) -> bool {
        self.review.state == ReviewState::Dismissed
    }

    /// The differences the person has not put aside.
    pub fn live_differences(&self) -> impl Iterator<Item = &Difference> {
        self.differences
            .iter()
            .filter(|difference| difference.review.state != ReviewState::Dismissed)
    }
}

impl Placement {
    /// In words: "headline", "lead", "¶8 of 11".
    pub fn label(&self) -> String {
        match self.block {
            PlacementBlock::Headline => "headline".to_owned(),
            PlacementBlock::Lead => format!("lead, ¶1 of {}", self.of),
            PlacementBlock::Paragraph => format!("¶{} of {}", self.index, self.of),
        }
    }

    /// For narrow cells: "headline", "lead", "¶8".
    pub fn short(&self) -> String {
        match self.block {
            PlacementBlock::Headline => "headline".to_owned(),
            PlacementBlock::Lead => "lead".to_owned(),
            PlacementBlock::Paragraph => format!("¶{}", self.index),
        }
    }
}
