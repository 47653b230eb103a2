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
    /// What the person thinks of a statement or one of its differences.
    Review {
        /// A cell of the statement (the first in siglum order).
        place: Place,
        /// `None`: the statement as a whole; else the difference of this kind.
        difference: Option<String>,
        /// The verdict.
        state: ReviewState,
        /// The note, may be empty.
        note: String,
    },
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
