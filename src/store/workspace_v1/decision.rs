//! A decision of the person as version 1 saves it: one JSON value.

use serde::{Deserialize, Serialize};

use super::article::BlockKindV1;
use super::saved_enum;
use crate::analysis::entities::EntityType;
use crate::corpus::{ArticleId, Decision, Place, Review, ReviewState, ReviewedDifference};
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
    Split {
        parts: Vec<Vec<PlaceV1>>,
    },
    Review(ReviewV1),
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

/// A verdict. The first files held only `place`, the start of the statement, and of a difference only its kind.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReviewV1 {
    /// The first of the places.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceV1>,
    /// All of them, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceV1>,
    /// The kind of the difference.
    difference: Option<String>,
    /// Where the values of the difference stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<PlaceV1>,
    state: ReviewStateV1,
    note: String,
}

impl From<Review> for ReviewV1 {
    fn from(review: Review) -> Self {
        let (difference, values) = match review.difference {
            Some(ReviewedDifference { kind, values }) => (Some(kind), values),
            None => (None, Vec::new()),
        };
        let place = review.places.first().copied().map(PlaceV1::from);
        let all = Some(review.places).filter(|places| places.len() > 1);
        Self {
            place,
            places: converted(all.unwrap_or_default()),
            difference,
            values: converted(values),
            state: review.state.into(),
            note: review.note,
        }
    }
}

impl From<ReviewV1> for Review {
    fn from(review: ReviewV1) -> Self {
        let first = review.place.filter(|_| review.places.is_empty());
        let values = converted(review.values);
        Self {
            places: converted(first.into_iter().chain(review.places)),
            difference: review
                .difference
                .map(|kind| ReviewedDifference { kind, values }),
            state: review.state.into(),
            note: review.note,
        }
    }
}

fn converted<From, To: std::convert::From<From>>(
    values: impl IntoIterator<Item = From>,
) -> Vec<To> {
    values.into_iter().map(To::from).collect()
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
                    $from::Split { parts } => Self::Split {
                        parts: parts.into_iter().map(converted).collect(),
                    },
                    $from::Review(review) => Self::Review(review.into()),
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

#[cfg(test)]
mod tests {
    use super::DecisionV1;
    use crate::corpus::{ArticleId, Decision, Place, Review, ReviewState, ReviewedDifference};
    use crate::text::Span;

    fn place(article: u32, start: usize, end: usize) -> Place {
        Place {
            article: ArticleId(article),
            span: Span::new(start, end),
        }
    }

    #[test]
    fn verdicts_of_the_first_files_are_read() {
        let check = |saved: &str, places: Vec<Place>, difference: Option<ReviewedDifference>| {
            let decision = Decision::Review(Review {
                places,
                difference,
                state: ReviewState::Dismissed,
                note: "old news".to_owned(),
            });
            let read: DecisionV1 = serde_json::from_str(saved).unwrap();
            assert_eq!(Decision::from(read), decision);
            let written = serde_json::to_string(&DecisionV1::from(decision)).unwrap();
            assert_eq!(written, saved);
        };
        let number = |values| {
            Some(ReviewedDifference {
                kind: "number".to_owned(),
                values,
            })
        };
        check(
            r#"{"decision":"review","place":[3,5,9],"difference":null,"state":"dismissed","note":"old news"}"#,
            vec![place(3, 5, 9)],
            None,
        );
        check(
            r#"{"decision":"review","place":[3,5,9],"difference":"number","state":"dismissed","note":"old news"}"#,
            vec![place(3, 5, 9)],
            number(Vec::new()),
        );
        // As they are written now: an older program reads the first place and the kind.
        check(
            r#"{"decision":"review","place":[3,5,9],"places":[[3,5,9],[4,0,7]],"difference":"number","values":[[3,6,8],[4,1,2]],"state":"dismissed","note":"old news"}"#,
            vec![place(3, 5, 9), place(4, 0, 7)],
            number(vec![place(3, 6, 8), place(4, 1, 2)]),
        );
    }
}
