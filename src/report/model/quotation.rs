//! Who is quoted in which words, and whom an article names as its source.

use serde::{Deserialize, Serialize};

use crate::analysis::quotes::{QuotationKind, WordChange};
use crate::text::Span;

/// One thing somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Who, by the fullest name any article gives; `None` where nobody is named.
    pub speaker: Option<String>,
    /// The most literal kind among the cells.
    pub kind: QuotationKind,
    /// Whether the quoted words differ between cells.
    pub altered: bool,
    /// Each article's wording.
    pub cells: Vec<QuotationCell>,
    /// What differs between two cells.
    #[serde(default)]
    pub alterations: Vec<Alteration>,
}

/// One article's wording of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationCell {
    /// Which article.
    pub article: String,
    /// How it is quoted here.
    #[serde(default = "default_kind")]
    pub kind: QuotationKind,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// What was said, without the quotation marks.
    pub content: Vec<Span>,
    /// The parts of it that stand in quotation marks.
    #[serde(default)]
    pub quoted: Vec<Span>,
}

fn default_kind() -> QuotationKind {
    QuotationKind::Indirect
}

/// How one cell's words differ from another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alteration {
    /// Index into the quotation's cells.
    pub lhs: usize,
    /// Index into the quotation's cells.
    pub rhs: usize,
    /// What happened.
    pub change: WordChange,
    /// The words on the left; empty where words were left out.
    pub lhs_span: Span,
    /// The words on the right.
    pub rhs_span: Span,
}

/// A source an article rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Which article.
    pub article: String,
    /// Its name.
    pub source: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether it is an agency or outlet.
    #[serde(default)]
    pub is_outlet: bool,
}

impl Quotation {
    /// Whether more than one article has it.
    pub fn is_shared(&self) -> bool {
        self.cells
            .windows(2)
            .any(|cells| cells[0].article != cells[1].article)
    }
}
