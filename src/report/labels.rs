//! Classes in words, the same in every form.

use crate::analysis::quotes::{QuotationKind, WordChange};
use crate::corpus::Completeness;

/// How words are attributed.
pub fn quotation(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Mixed => "mixed",
    }
}

/// What happened to quoted words.
pub fn change(change: WordChange) -> &'static str {
    match change {
        WordChange::Changed => "changed",
        WordChange::Cut => "left out",
        WordChange::Joined => "run together",
        WordChange::Bracketed => "editor’s brackets",
        WordChange::Reattributed => "another speaker",
        WordChange::Paraphrased => "paraphrased",
    }
}

/// Whether all of an article is here.
pub fn completeness(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Full => "full",
        Completeness::Truncated => "truncated",
        Completeness::Unknown => "as supplied",
    }
}
