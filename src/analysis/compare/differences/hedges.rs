//! Hedges: what one article hedges and another states flatly.
//!
//! A hedge counts where the word it hedges stands in the other cell too, without one: elsewhere it may hedge something that the
//! other article does not say.

use std::sync::OnceLock;

use super::Row;
use crate::analysis::compare::lexicon::word_hash;
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::text::Span;

const HEDGES: &[&str] = &[
    "reportedly",
    "allegedly",
    "alleged",
    "may",
    "might",
    "could",
    "appears",
    "appear",
    "appeared",
    "apparently",
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "suspected",
    "believed",
    "presumably",
    "purportedly",
    "supposedly",
    "expected",
    "seems",
    "seemed",
    "rumored",
    "rumoured",
    "unconfirmed",
];

/// Tokens at most from a hedge to the word it hedges.
const REACH: usize = 4;
/// Tokens around a word without a hedge among which there must be none.
const FLAT: usize = 6;

/// The words that hedge, hashed, ascending.
fn hedge_words() -> &'static [u64] {
    static WORDS: OnceLock<Vec<u64>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Vec<u64> = HEDGES.iter().map(|word| word_hash(word)).collect();
        words.sort_unstable();
        words
    })
}

/// A hedge with the word it hedges.
struct Hedged {
    /// The stem of the hedged word.
    stem: u64,
    /// Where that word is.
    word: Span,
    /// From the hedge to the word.
    span: Span,
}

/// What one cell hedges and another does not.
pub(super) fn hedges(rows: &[Row<'_>]) -> Vec<Difference> {
    let hedged: Vec<Vec<Hedged>> = rows.iter().map(hedged).collect();
    for (one, own) in rows.iter().zip(&hedged) {
        for hedge in own {
            let mut values = Vec::new();
            let mut is_flat_anywhere = false;
            for (row, others) in rows.iter().zip(&hedged) {
                if let Some(same) = others.iter().find(|other| other.stem == hedge.stem) {
                    values.push(row.value(same.span));
                } else if let Some(word) = flat(row, one, hedge) {
                    is_flat_anywhere = true;
                    values.push(row.value(word));
                }
            }
            if is_flat_anywhere {
                return vec![Difference {
                    kind: DifferenceKind::Hedge,
                    nature: DifferenceNature::Refinement,
                    values,
                }];
            }
        }
    }
    Vec::new()
}

/// Where a cell says flatly what another hedges.
fn flat(row: &Row<'_>, hedging: &Row<'_>, hedge: &Hedged) -> Option<Span> {
    let mut places = row.content.iter().filter(|(stem, _)| *stem == hedge.stem);
    let found = places.find(|(_, span)| {
        let at = row
            .words
            .partition_point(|(_, word)| word.start < span.start);
        let around = &row.words[at.saturating_sub(FLAT)..row.words.len().min(at + FLAT + 1)];
        let is_flat = !around.iter().any(|word| is_hedge(row, word));
        is_flat && hedging.shares_words(hedge.word, row, *span)
    });
    found.map(|(_, span)| *span)
}

fn is_hedge(row: &Row<'_>, (word, span): &(u64, Span)) -> bool {
    // "May" with a capital is a month or a name.
    let is_month = || span.of(row.analysed.text()).starts_with("May");
    hedge_words().binary_search(word).is_ok() && !is_month()
}

/// Whether a word hedges only before "to" ("appeared to refuse", but "appeared on television").
fn needs_to(row: &Row<'_>, span: Span) -> bool {
    span.of(row.analysed.text())
        .to_lowercase()
        .starts_with("appear")
}

fn hedged(row: &Row<'_>) -> Vec<Hedged> {
    let to = word_hash("to");
    let at: Vec<usize> = (0..row.words.len())
        .filter(|at| {
            let is_verb = || {
                !needs_to(row, row.words[*at].1)
                    || row.words.get(at + 1).is_some_and(|next| next.0 == to)
            };
            is_hedge(row, &row.words[*at]) && is_verb()
        })
        .collect();
    if at.is_empty() {
        return Vec::new();
    }
    let content = &row.content;
    let is_other_hedge = |word: Span| {
        row.words
            .iter()
            .any(|own| own.1 == word && is_hedge(row, own))
    };
    let governed = |at: usize| {
        let hedge = row.words[at].1;
        let next = content.partition_point(|(_, span)| span.start < hedge.end);
        let (stem, word) = content[next..]
            .iter()
            .find(|(_, span)| !is_other_hedge(*span))?;
        let mut reach = row.words[at + 1..].iter().take(REACH);
        reach.any(|own| own.1 == *word).then(|| Hedged {
            stem: *stem,
            word: *word,
            span: hedge.hull(*word),
        })
    };
    at.into_iter().filter_map(governed).collect()
}
