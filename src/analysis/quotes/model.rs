//! Quotations and attributions as values.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How words are attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// All content stands in quotation marks.
    Direct,
    /// None does: "said that …", "according to …".
    Indirect,
    /// Some does.
    Mixed,
}

/// Words attributed to a speaker in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How.
    pub kind: QuotationKind,
    /// The words that name the speaker ("the department"), if any.
    pub speaker: Option<Span>,
    /// Who that is, where the text settles it ("State Department"), else the speaker's words as they stand; empty: nobody named.
    pub speaker_name: String,
    /// The reporting words ("said", "according to"), if any.
    pub cue: Option<Span>,
    /// What was said: the parts of it in order, without the quotation marks.
    pub content: Vec<Span>,
    /// The parts of `content` that stand in quotation marks.
    pub quoted: Vec<Span>,
}

/// A source an article rests on: an agency, an outlet, officials, a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its name ("Reuters"), normalised where known.
    pub source: String,
    /// Where it is named.
    pub span: Span,
    /// Whether it is an agency or outlet (and so may be the origin of the copy).
    pub is_outlet: bool,
}

/// Why articles are taken to rest on one origin.
#[derive(Clone, Debug, PartialEq)]
pub enum OriginEvidence {
    /// Both are credited to this agency.
    Agency {
        /// Index of the first article.
        lhs: usize,
        /// Index of the second.
        rhs: usize,
        /// The agency's name.
        agency: String,
    },
    /// One holds a large part of the other's words.
    Copied {
        /// Index of the first article.
        lhs: usize,
        /// Index of the second.
        rhs: usize,
        /// Share of the words of the one in the other, the larger of both directions, 0 to 1.
        share: f64,
    },
    /// One rests on the other's outlet and shares words with it.
    Rests {
        /// Index of the article that says so.
        lhs: usize,
        /// Index of the article it rests on.
        rhs: usize,
    },
    /// Both rest on the same agency or outlet and share words.
    SharedSource {
        /// Index of the first article.
        lhs: usize,
        /// Index of the second.
        rhs: usize,
        /// The source's name.
        source: String,
    },
}

/// Articles that rest on one origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The agency or outlet it comes from, where it is known, else empty.
    pub name: String,
    /// Indexes of its articles, ascending; one for an article that stands alone.
    pub articles: Vec<usize>,
    /// Why, by article.
    pub evidence: Vec<OriginEvidence>,
}

/// Quotations and attributions of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleQuotes {
    /// In order of the text.
    pub quotations: Vec<Quotation>,
    /// In order of the text.
    pub attributions: Vec<Attribution>,
}

/// One thing somebody said, in the wording of each article that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Who said it, by the fullest name any article gives; empty: nobody named.
    pub speaker: String,
    /// The most literal kind among the cells.
    pub kind: QuotationKind,
    /// By article, then by place. One cell: only one article has it.
    pub cells: Vec<QuotationCell>,
    /// Articles that report it in their own words, by article, then by place. Alterations count them after `cells`.
    pub paraphrases: Vec<QuotationCell>,
    /// Whether the quoted words differ between cells where they overlap (letter case, marks and spelling as one word or two
    /// aside; quoting less is not altering).
    pub altered: bool,
    /// What differs between pairs of cells.
    pub alterations: Vec<Alteration>,
}

/// One article's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationCell {
    /// Index of the article in the list that was given.
    pub article: usize,
    /// Index into its [`ArticleQuotes::quotations`].
    pub quotation: usize,
    /// The words of that quotation that are this utterance: sentences or parts of them, in order. A quotation of several
    /// sentences may serve several utterances.
    pub content: Vec<Span>,
}

/// How one cell's words differ from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Index into [`Utterance::cells`], then [`Utterance::paraphrases`].
    pub lhs: usize,
    /// Index into [`Utterance::cells`], then [`Utterance::paraphrases`].
    pub rhs: usize,
    /// What happened.
    pub change: WordChange,
    /// The words on the left; empty span at the place where words were left out.
    pub lhs_span: Span,
    /// The words on the right.
    pub rhs_span: Span,
}

/// Kinds of alteration of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordChange {
    /// Other words in the same place.
    Changed,
    /// Left out on one side.
    Cut,
    /// Two quotations run together.
    Joined,
    /// Editor's brackets.
    Bracketed,
    /// Another speaker.
    Reattributed,
    /// Quoted by one and paraphrased by the other.
    Paraphrased,
}
