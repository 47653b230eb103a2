//! The comparison as values: places and classes, no copies of text.

use serde::{Deserialize, Serialize};

use crate::analysis::quotes::Utterance;
use crate::text::Span;

/// What a comparison found. All article numbers are indexes into the list that was compared, which is in siglum order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// How many articles were compared.
    pub n_articles: usize,
    /// Statements that two or more articles report, in order of their first appearance; ids count from 1 in this order.
    pub statements: Vec<Statement>,
    /// Sentences no other article reports, by article, then by place.
    pub only_here: Vec<OnlyHere>,
    /// Runs of words that two articles share, by article pair, then by place.
    pub passages: Vec<Passage>,
    /// Share of word shingles, one entry per ordered pair.
    pub containment: Vec<Containment>,
    /// Quotations of all articles, the same utterance in one row.
    pub utterances: Vec<Utterance>,
}

/// One reported fact, claim or utterance: a row across the articles that carry it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Number in the margin, from 1.
    pub id: u32,
    /// The shortest complete wording of it among those that the other cells bear out best.
    pub gloss: String,
    /// How the closest pair of cells stands.
    pub relation: Relation,
    /// Two or more, ascending by article.
    pub cells: Vec<Cell>,
    /// Every pair of cells, by (lhs, rhs).
    pub pairs: Vec<Pair>,
    /// On what the cells disagree.
    pub differences: Vec<Difference>,
}

/// How two cells stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same words, but for marks and letter case.
    SameWords,
    /// Mostly the same words, some changed.
    Edited,
    /// The same in other words.
    Reworded,
}

impl Relation {
    /// In words, as on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::SameWords => "same words",
            Self::Edited => "edited",
            Self::Reworded => "reworded",
        }
    }
}

/// Where one article carries a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which article.
    pub article: usize,
    /// The words, ascending; usually one sentence or clause, sometimes several sentences.
    pub spans: Vec<Span>,
    /// Where the first of them stands.
    pub placement: Placement,
    /// Words inside `spans` and how they stand to the closest other cell; ascending, not overlapping.
    pub marks: Vec<Mark>,
}

impl Cell {
    /// Whether a place in the article is part of it.
    pub fn holds(&self, place: Span) -> bool {
        self.spans.iter().any(|span| span.contains(place))
    }
}

/// Where in an article something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placement {
    /// In which part.
    pub block: PlacementBlock,
    /// Paragraph number from 1; 0 in a headline.
    pub index: u32,
    /// How many paragraphs the article has.
    pub of: u32,
}

/// The part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacementBlock {
    /// In the headline.
    Headline,
    /// In the first paragraph.
    Lead,
    /// In a later paragraph.
    Paragraph,
}

/// Words of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which words.
    pub span: Span,
    /// How they stand to the closest other cell.
    pub kind: MarkKind,
}

/// How words stand to the closest other cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The same there.
    Same,
    /// The same there, in another place.
    Moved,
    /// Other words there, or none.
    Changed,
}

/// How two cells of a statement stand to each other, with the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index into [`Statement::cells`].
    pub lhs: usize,
    /// Index into [`Statement::cells`], greater than `lhs`.
    pub rhs: usize,
    /// The class.
    pub relation: Relation,
    /// The scorer's probability that the two report the same, 0 to 1.
    pub score: f32,
    /// Words in common.
    pub common_words: u32,
    /// Words of the shorter cell.
    pub shorter_words: u32,
    /// Length of the longest identical run, in words.
    pub longest_run: u32,
    /// Marks on the left cell's words against the right cell.
    pub lhs_marks: Vec<Mark>,
    /// Marks on the right cell's words against the left cell.
    pub rhs_marks: Vec<Mark>,
}

/// A point on which cells disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// On what.
    pub kind: DifferenceKind,
    /// In what way.
    pub nature: DifferenceNature,
    /// What each article says, ascending by article; articles that are silent are left out.
    pub values: Vec<DifferenceValue>,
}

/// On what cells disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// A number or amount.
    Number,
    /// A date or weekday.
    Date,
    /// What the same thing is called.
    Name,
    /// The words quoted.
    Quotation,
    /// Who says it, or through whom.
    Attribution,
    /// How surely it is said.
    Hedge,
}

impl DifferenceKind {
    /// All kinds, in the order the inspector shows them.
    pub const ALL: [Self; 6] = [
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Quotation,
        Self::Attribution,
        Self::Hedge,
    ];

    /// In words; also the key under which a review is kept.
    pub fn label(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Attribution => "attribution",
            Self::Hedge => "hedge",
        }
    }
}

/// In what way cells disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceNature {
    /// Both cannot be right.
    Conflict,
    /// The later publication may know more.
    Update,
    /// One says it more precisely.
    Refinement,
    /// Other words for the same.
    Wording,
    /// The same name in another spelling.
    Spelling,
}

impl DifferenceNature {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Update => "update",
            Self::Refinement => "refinement",
            Self::Wording => "wording",
            Self::Spelling => "spelling",
        }
    }
}

/// What one article says on a point of difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceValue {
    /// Which article.
    pub article: usize,
    /// Where.
    pub span: Span,
}

/// A sentence that no other article reports.
#[derive(Clone, Debug, PartialEq)]
pub struct OnlyHere {
    /// Which article.
    pub article: usize,
    /// The sentence, or the clause of it that is not part of a statement.
    pub span: Span,
    /// Where it stands.
    pub placement: Placement,
}

/// A run of words that two articles share, perhaps lightly edited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// One article.
    pub lhs: usize,
    /// The other, greater than `lhs`.
    pub rhs: usize,
    /// Words in `lhs`.
    pub lhs_span: Span,
    /// Words in `rhs`.
    pub rhs_span: Span,
    /// Identical words in it.
    pub common_words: u32,
    /// A set phrase or masthead that many texts share: no sign of copying.
    pub is_set_phrase: bool,
}

/// How much of one article stands in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Containment {
    /// Of this article …
    pub of: usize,
    /// … this share stands in that one …
    pub in_article: usize,
    /// … 0 to 1: distinct word shingles of `of` that also occur in `in_article` (Broder 1997).
    pub share: f32,
}
