//! The import ledger: one line for every file and every contained article that was offered, whatever became of it.

use serde::{Deserialize, Serialize};

use super::{ArticleId, LedgerId};

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Identity; ascending in the order in which files were accounted for.
    pub id: LedgerId,
    /// The file offered, as in [`super::Source::path`].
    pub path: String,
    /// The folder that was opened, else empty.
    pub root: String,
    /// Which article of a file that holds several, else empty.
    pub part: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The format recognised ("plain text"), empty when none was.
    pub format: String,
    /// The encoding used, empty where none applies.
    pub encoding: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Blocks recognised as not the article's own text, in words ("2 captions, 1 boilerplate line").
    pub stripped: String,
    /// Doubts, in sentences for the person.
    pub warnings: Vec<String>,
    /// Milliseconds that reading and parsing took. Not written to reports.
    pub millis: u32,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Outcome {
    /// It is an article now.
    Imported {
        /// Which one.
        article: ArticleId,
        /// An earlier article with the same text, if any: flagged, never dropped unasked.
        duplicate_of: Option<ArticleId>,
    },
    /// It was not offered as an article, for a reason that is no fault (a hidden file, a picture, a manifest).
    Skipped {
        /// Why, in a sentence.
        reason: String,
    },
    /// It should have become an article and could not.
    Failed {
        /// What is wrong and what to do, in a sentence.
        reason: String,
    },
}

impl Outcome {
    /// One word for tables.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Imported {
                duplicate_of: None, ..
            } => "imported",
            Self::Imported { .. } => "imported, duplicate",
            Self::Skipped { .. } => "skipped",
            Self::Failed { .. } => "failed",
        }
    }
}
