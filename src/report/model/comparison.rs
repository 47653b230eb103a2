//! What a comparison found beside its statements: what stands in one article alone, what two share word for word, and which
//! rest on one text.

use serde::{Deserialize, Serialize};

use super::{Placement, Statement};
use crate::text::Span;

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// Rows across articles, by number.
    pub statements: Vec<Statement>,
    /// Sentences no other article reports, by article, then by place.
    pub only_here: Vec<OnlyHere>,
    /// How much of one article stands in another: every ordered pair.
    pub containment: Vec<Containment>,
    /// Runs of words that two articles share, by pair, then by place.
    pub passages: Vec<Passage>,
    /// Independent origins: articles that rest on one text, by their first article; an article that stands alone is one.
    pub origins: Vec<Origin>,
}

/// A sentence that no other article reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlyHere {
    /// Which article.
    pub article: String,
    /// Which words.
    pub spans: Vec<Span>,
    /// Where in the article.
    pub placement: Placement,
    /// Articles of which it cannot be said that they leave it out, since they are in another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<String>,
}

/// How much of one article stands in another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Containment {
    /// Of this article …
    pub of: String,
    /// … this share stands in that one …
    #[serde(rename = "in")]
    pub in_article: String,
    /// … 0 to 1, to four places: distinct word shingles of `of` that also occur in `in` (Broder 1997).
    pub share: f64,
}

/// A run of words that two articles share, perhaps lightly edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// One article.
    pub lhs: String,
    /// The other.
    pub rhs: String,
    /// Where in the one.
    pub lhs_span: Span,
    /// Where in the other.
    pub rhs_span: Span,
    /// Words that both have.
    pub common_words: u32,
    /// A set phrase that many texts share: no sign of copying.
    pub is_set_phrase: bool,
}

/// Articles that rest on one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The agency or outlet it comes from; `None` where that is not known.
    pub name: Option<String>,
    /// Its articles.
    pub articles: Vec<String>,
    /// Why they are taken together.
    pub evidence: Vec<OriginEvidence>,
}

/// Why two articles are taken to rest on one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginEvidence {
    /// What tells.
    pub kind: OriginSign,
    /// One article; of `rests_on` the one that says so.
    pub lhs: String,
    /// The other.
    pub rhs: String,
    /// The agency both credit, or the outlet both rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Share of the one's own words (outside quotation marks) that the other has too, the larger of both directions, 0 to 1,
    /// to four places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// What tells that two articles rest on one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginSign {
    /// Both credit one agency.
    Agency,
    /// One holds most of the other's own words.
    Copied,
    /// One names the other's outlet as its source and shares words with it.
    RestsOn,
    /// Both name one outlet as their source and share words.
    SharedSource,
}
