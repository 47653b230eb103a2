//! What the person decided about computed results. Decisions are inputs: saved, undone, and applied again whenever results
//! are computed anew. They point at words (article and span), never at numbers of rows, so that they survive re-computation.

use serde::{Deserialize, Serialize};

use super::{ArticleId, BlockKind};
use crate::analysis::entities::EntityType;
use crate::text::Span;

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which article.
    pub article: ArticleId,
    /// Which words.
    pub span: Span,
}

impl Place {
    /// Whether it is the same words: half of the shorter of the two at least. Which clauses of a sentence belong to a row may change.
    pub fn is_same_words(self, other: Self) -> bool {
        if self.article != other.article {
            return false;
        }
        let start = self.span.start.max(other.span.start);
        let end = self.span.end.min(other.span.end);
        let shorter = self.span.len().min(other.span.len());
        start < end && 2 * (end - start) as usize >= shorter
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    /// A block is of this kind, whatever the program thought.
    Block {
        /// The block.
        place: Place,
        /// Its kind.
        kind: BlockKind,
    },
    /// These two places report the same (`linked`), or do not.
    Link {
        /// One place.
        lhs: Place,
        /// The other, in another article.
        rhs: Place,
        /// Same statement, or kept apart.
        linked: bool,
    },
    /// What stood in one row is several.
    Split {
        /// The sentences of each. One may stand in two of them, and one that stands alone is taken out.
        parts: Vec<Vec<Place>>,
    },
    /// What the person thinks of a statement or one of its differences.
    Review(Review),
    /// Names are names of one thing.
    MergeEntities {
        /// Normalised names of the entities that become one.
        names: Vec<String>,
        /// The name the row gets.
        into: String,
    },
    /// A written form is an entity of its own.
    SplitAlias {
        /// The entity it is taken out of.
        entity: String,
        /// The written form.
        alias: String,
    },
    /// An entity is shown under another name.
    RenameEntity {
        /// The name it had.
        entity: String,
        /// The name it gets.
        to: String,
    },
    /// An entity is of another type.
    RetypeEntity {
        /// Its name.
        entity: String,
        /// Its type.
        to: EntityType,
    },
    /// A name is no entity.
    NotAnEntity {
        /// Its name.
        entity: String,
    },
    /// One mention belongs to another entity.
    MoveMention {
        /// The mention.
        place: Place,
        /// The entity's name.
        to: String,
    },
    /// Somebody else said it.
    Speaker {
        /// The quotation's content.
        place: Place,
        /// Who.
        speaker: String,
    },
}

/// What the person thinks of a statement or one of its differences. Which row that is after the comparison was computed anew says
/// [`crate::analysis::reviews`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Where the statement's cells stand, in their order. Files of earlier versions name the first one only.
    pub places: Vec<Place>,
    /// `None`: the statement as a whole; else one of its differences.
    pub difference: Option<ReviewedDifference>,
    /// The verdict.
    pub state: ReviewState,
    /// The note, may be empty.
    pub note: String,
}

/// A difference that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedDifference {
    /// On what the cells disagree, in the words of its label.
    pub kind: String,
    /// Where the values stand, in their order; none in files of earlier versions.
    pub values: Vec<Place>,
}

impl Review {
    /// Whether it holds neither a verdict nor a note.
    pub fn says_nothing(&self) -> bool {
        self.state == ReviewState::New && self.note.trim().is_empty()
    }

    /// What is left of it without the articles that are `gone`; `None` when fewer than two articles are left to stand side by side.
    /// One that never named two articles stays until its own goes.
    pub(super) fn without(&self, gone: &[ArticleId]) -> Option<Self> {
        let mut left = self.clone();
        left.places = places_without(&self.places, gone)?;
        if let Some(difference) = &mut left.difference
            && !difference.values.is_empty()
        {
            difference.values = places_without(&difference.values, gone)?;
        }
        Some(left)
    }
}

/// What is left of the parts of a split row without the articles that are `gone`; `None` when there is nothing left to split.
pub(super) fn parts_without(parts: &[Vec<Place>], gone: &[ArticleId]) -> Option<Vec<Vec<Place>>> {
    let mut left = parts.to_vec();
    for part in &mut left {
        part.retain(|place| !gone.contains(&place.article));
    }
    left.retain(|part| !part.is_empty());
    let is_row = left.len() > 1 && stand_side_by_side(&left.concat());
    (left == parts || is_row).then_some(left)
}

/// The places in articles that stay; `None` when those were of several articles and now are not, or when none is left.
fn places_without(places: &[Place], gone: &[ArticleId]) -> Option<Vec<Place>> {
    let mut left = places.to_vec();
    left.retain(|place| !gone.contains(&place.article));
    let is_row = !left.is_empty() && (stand_side_by_side(&left) || !stand_side_by_side(places));
    is_row.then_some(left)
}

/// Whether the places are of two articles at least.
pub fn stand_side_by_side(places: &[Place]) -> bool {
    let first = places.first().map(|place| place.article);
    places.iter().any(|place| Some(place.article) != first)
}

/// Verdict on a statement or difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody looked yet.
    #[default]
    New,
    /// Seen and right.
    Confirmed,
    /// Seen and not worth reporting, or wrong.
    Dismissed,
    /// To be checked.
    Check,
}

impl ReviewState {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::New, Self::Confirmed, Self::Dismissed, Self::Check];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Confirmed => "Confirmed",
            Self::Dismissed => "Dismissed",
            Self::Check => "To check",
        }
    }
}
