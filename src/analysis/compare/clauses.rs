//! Clauses: the stretches of a sentence that may each carry a fact of their own.
//!
//! Cut at semicolons, dashes, quotation marks, commas, and before words that open a clause; a stretch of fewer than four words stays with
//! the one before it. Wrong where a list of names is long; cost linear.

use std::ops::Range;

use super::lexicon::word_hashes;
use super::prepare::Term;
use crate::text::Reading;

/// Fewest words of a clause.
const SHORTEST: usize = 4;

/// Words that open a clause.
const OPENERS: &[u64] = &word_hashes([
    "and",
    "but",
    "that",
    "who",
    "which",
    "whose",
    "where",
    "when",
    "while",
    "because",
    "although",
    "though",
    "after",
    "before",
    "if",
    "as",
    "or",
    "saying",
    "adding",
    "including",
    "according",
]);

/// The clauses of a sentence as ranges of its terms; together they cover all terms.
pub(super) fn clauses(text: &str, reading: &Reading, terms: &[Term]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for at in 1..terms.len() {
        let (before, here) = (terms[at - 1].token as usize, terms[at].token as usize);
        let mark_between = reading.tokens[before + 1..here].iter().any(|token| {
            matches!(
                token.span.of(text),
                "," | ";" | ":" | "—" | "–" | "“" | "”" | "\"" | "(" | ")"
            )
        });
        let opens = OPENERS.contains(&terms[at].word);
        let enough = at - start >= SHORTEST && terms.len() - at >= SHORTEST;
        if (mark_between || opens) && enough {
            found.push(start..at);
            start = at;
        }
    }
    if start < terms.len() {
        found.push(start..terms.len());
    }
    found
}
