//! What became of one file.

use serde::{Deserialize, Serialize};

/// What became of one file offered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The file, as given.
    pub source: String,
    /// Which article of a file that holds several, else empty.
    pub part: String,
    /// `imported`, `imported, duplicate`, `skipped` or `failed`.
    pub outcome: String,
    /// The article it became, where that is in the report.
    pub article: Option<String>,
    /// The earlier article with the same text.
    pub duplicate_of: Option<String>,
    /// Why it was skipped or failed.
    pub reason: Option<String>,
    /// The format recognised.
    pub format: String,
    /// The encoding used.
    pub encoding: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Blocks recognised as not the article's own text, in words.
    pub stripped: String,
    /// Doubts, in sentences.
    pub warnings: Vec<String>,
}

impl LedgerLine {
    /// Reason, what was set apart and doubts, in sentences.
    pub fn remarks(&self) -> String {
        let mut remarks: Vec<String> = self.reason.iter().cloned().collect();
        if !self.stripped.is_empty() {
            remarks.push(format!("Set apart: {}.", self.stripped));
        }
        if let Some(siglum) = &self.duplicate_of {
            remarks.push(format!("Same text as {siglum}."));
        }
        remarks.extend(self.warnings.iter().cloned());
        remarks.join(" ")
    }
}
