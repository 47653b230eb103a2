//! What a report shows: its parts, how much of the articles, and what counts as a name.

use serde::{Deserialize, Serialize};

use crate::analysis::entities::Counting;

/// What was chosen for this report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How much of the articles may stand in it.
    #[serde(default)]
    pub rights: Rights,
    /// Parts that are switched off, ascending.
    #[serde(default)]
    pub without: Vec<Part>,
    /// What counts as naming somebody.
    #[serde(default)]
    pub counting: Counting,
}

/// A part of a report that can be switched off, in the order in which the parts are printed. What is printed is chosen here;
/// the JSON, from which every other form can be written again, always holds all of it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The articles with their files and hashes.
    Sources,
    /// The summary in words.
    Summary,
    /// The full texts side by side; never where only extracts may stand.
    Synopsis,
    /// Statements by articles.
    Coverage,
    /// Every statement with all wordings.
    Findings,
    /// Sentences that only one article has.
    OnlyHere,
    /// Who is quoted.
    Quotations,
    /// Who rests on whom.
    Attributions,
    /// Who and what is named.
    Names,
    /// All forms in which a name is written.
    Aliases,
    /// Where each article carries the shared statements.
    Placement,
    /// What became of every file.
    Ledger,
    /// How the report was made.
    Method,
    /// What the report does not speak about.
    Unexamined,
}

impl Part {
    /// All parts, in order.
    pub const ALL: [Self; 14] = [
        Self::Sources,
        Self::Summary,
        Self::Synopsis,
        Self::Coverage,
        Self::Findings,
        Self::OnlyHere,
        Self::Quotations,
        Self::Attributions,
        Self::Names,
        Self::Aliases,
        Self::Placement,
        Self::Ledger,
        Self::Method,
        Self::Unexamined,
    ];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Summary => "In short",
            Self::Synopsis => "Side by side",
            Self::Coverage => "Coverage",
            Self::Findings => "Findings",
            Self::OnlyHere => "Only in one article",
            Self::Quotations => "Quotations",
            Self::Attributions => "Who rests on whom",
            Self::Names => "Names",
            Self::Aliases => "Ways of writing names",
            Self::Placement => "Placement",
            Self::Ledger => "Import ledger",
            Self::Method => "Method",
            Self::Unexamined => "What was not examined",
        }
    }

    /// Whether there is nothing to say in it without a comparison.
    pub fn is_of_comparison(self) -> bool {
        matches!(
            self,
            Self::Synopsis | Self::Coverage | Self::Findings | Self::OnlyHere | Self::Placement
        )
    }
}

/// How much of the articles a report holds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub enum Rights {
    /// The full texts.
    #[default]
    Full,
    /// Extracts of quotation length only.
    Extracts,
}

impl Rights {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "full texts",
            Self::Extracts => "extracts of quotation length",
        }
    }
}
