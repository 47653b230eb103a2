//! A line of the ledger as version 1 saves it: one JSON value.

use serde::{Deserialize, Serialize};

use crate::corpus::{ArticleId, LedgerId, LedgerLine, Outcome};

/// Everything about a line but its identity.
#[derive(Debug, Serialize, Deserialize)]
pub struct LedgerLineV1 {
    path: String,
    root: String,
    part: String,
    outcome: OutcomeV1,
    format: String,
    encoding: String,
    bytes: u64,
    stripped: String,
    warnings: Vec<String>,
    millis: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
enum OutcomeV1 {
    Imported {
        article: u32,
        duplicate_of: Option<u32>,
    },
    Skipped {
        reason: String,
    },
    Failed {
        reason: String,
    },
}

impl From<&LedgerLine> for LedgerLineV1 {
    fn from(line: &LedgerLine) -> Self {
        Self {
            path: line.path.clone(),
            root: line.root.clone(),
            part: line.part.clone(),
            outcome: match &line.outcome {
                Outcome::Imported {
                    article,
                    duplicate_of,
                } => OutcomeV1::Imported {
                    article: article.0,
                    duplicate_of: duplicate_of.map(|id| id.0),
                },
                Outcome::Skipped { reason } => OutcomeV1::Skipped {
                    reason: reason.clone(),
                },
                Outcome::Failed { reason } => OutcomeV1::Failed {
                    reason: reason.clone(),
                },
            },
            format: line.format.clone(),
            encoding: line.encoding.clone(),
            bytes: line.bytes,
            stripped: line.stripped.clone(),
            warnings: line.warnings.clone(),
            millis: line.millis,
        }
    }
}

impl LedgerLineV1 {
    /// The line that was saved, with its identity.
    pub fn load(self, id: LedgerId) -> LedgerLine {
        LedgerLine {
            id,
            path: self.path,
            root: self.root,
            part: self.part,
            outcome: match self.outcome {
                OutcomeV1::Imported {
                    article,
                    duplicate_of,
                } => Outcome::Imported {
                    article: ArticleId(article),
                    duplicate_of: duplicate_of.map(ArticleId),
                },
                OutcomeV1::Skipped { reason } => Outcome::Skipped { reason },
                OutcomeV1::Failed { reason } => Outcome::Failed { reason },
            },
            format: self.format,
            encoding: self.encoding,
            bytes: self.bytes,
            stripped: self.stripped,
            warnings: self.warnings,
            millis: self.millis,
        }
    }
}
