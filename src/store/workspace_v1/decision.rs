//! A decision of the person as version 1 saves it: one JSON value.

use serde::{Deserialize, Serialize};

use super::article::BlockKindV1;
use super::saved_enum;
use crate::analysis::entities::EntityType;
use crate::corpus::{ArticleId, Decision, Place, ReviewState};
use crate::text::Span;

saved_enum!(
    /// Verdict on a statement.
    ReviewStateV1 = ReviewState {
        New = "new",
        Confirmed = "confirmed",
        Dismissed = "dismissed",
        Check = "check",
    }
);

saved_enum!(
    /// What an entity is.
    EntityTypeV1 = EntityType {
        Person = "person",
        Organisation = "organisation",
        Place = "place",
        Other = "other",
    }
);

/// Article, first byte, one past the last byte.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PlaceV1(u32, u32, u32);

/// One decision.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum DecisionV1 {
    Block {
        place: PlaceV1,
        kind: BlockKindV1,
    },
    Link {
        lhs: PlaceV1,
        rhs: PlaceV1,
        linked: bool,
    },
    Review {
        place: PlaceV1,
        difference: Option<String>,
        state: ReviewStateV1,
        note: String,
    },
    MergeEntities {
        names: Vec<String>,
        into: String,
    },
    SplitAlias {
        entity: String,
        alias: String,
    },
    RenameEntity {
        entity: String,
        to: String,
    },
    RetypeEntity {
        entity: String,
        to: EntityTypeV1,
    },
    NotAnEntity {
        entity: String,
    },
    MoveMention {
        place: PlaceV1,
        to: String,
    },
    Speaker {
        place: PlaceV1,
        speaker: String,
    },
}

impl From<Place> for PlaceV1 {
    fn from(place: Place) -> Self {
        Self(place.article.0, place.span.start, place.span.end)
    }
}

impl From<PlaceV1> for Place {
    fn from(PlaceV1(article, start, end): PlaceV1) -> Self {
        Self {
            article: ArticleId(article),
            span: Span { start, end },
        }
    }
}

/// Writes the same match twice, once per direction: the variants and fields have the same names on both sides.
macro_rules! convert {
    ($from:ident => $to:ident) => {
        impl From<$from> for $to {
            fn from(decision: $from) -> Self {
                match decision {
                    $from::Block { place, kind } => Self::Block {
                        place: place.into(),
                        kind: kind.into(),
                    },
                    $from::Link { lhs, rhs, linked } => Self::Link {
                        lhs: lhs.into(),
                        rhs: rhs.into(),
                        linked,
                    },
                    $from::Review {
                        place,
                        difference,
                        state,
                        note,
                    } => Self::Review {
                        place: place.into(),
                        difference,
                        state: state.into(),
                        note,
                    },
                    $from::MergeEntities { names, into } => Self::MergeEntities { names, into },
                    $from::SplitAlias { entity, alias } => Self::SplitAlias { entity, alias },
                    $from::RenameEntity { entity, to } => Self::RenameEntity { entity, to },
                    $from::RetypeEntity { entity, to } => Self::RetypeEntity {
                        entity,
                        to: to.into(),
                    },
                    $from::NotAnEntity { entity } => Self::NotAnEntity { entity },
                    $from::MoveMention { place, to } => Self::MoveMention {
                        place: place.into(),
                        to,
                    },
                    $from::Speaker { place, speaker } => Self::Speaker {
                        place: place.into(),
                        speaker,
                    },
                }
            }
        }
    };
}
convert!(Decision => DecisionV1);
convert!(DecisionV1 => Decision);
