//! Hedges: what one article hedges and another states flatly.
//!
//! A hedge counts where the word it hedges stands in the other cell too, without one: elsewhere it may hedge something that the
//! other article does not say. What is open in another way there ("can", "whether", "to run") is not said flatly.

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
/// Verbs that hedge as "is said to", "are thought to".
const PASSIVES: &[&str] = &[
    "said",
    "thought",
    "reported",
    "understood",
    "rumored",
    "rumoured",
];
/// Behind these words a hedge hedges nothing of its own ("who could have sent it", "whether he may").
const OPEN_BEFORE: &[&str] = &[
    "who", "whom", "what", "which", "where", "how", "whether", "if",
];
/// Before these words a participle hedges nothing ("expected for Friday", "suspected of fraud").
const PREPOSITIONS: &[&str] = &["for", "of", "in", "on", "at", "by", "from", "with", "as"];
/// A sentence with one of these says nothing flatly, though they are no hedges.
const OPEN: &[&str] = &["can", "would", "whether", "if", "should"];

/// Words by what they do, hashed, ascending.
struct Words {
    hedges: Vec<u64>,
    passives: Vec<u64>,
    open_before: Vec<u64>,
    prepositions: Vec<u64>,
    open: Vec<u64>,
    to: u64,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    let hashed = |words: &[&str]| {
        let mut words: Vec<u64> = words.iter().map(|word| word_hash(word)).collect();
        words.sort_unstable();
        words
    };
    WORDS.get_or_init(|| Words {
        hedges: hashed(HEDGES),
        passives: hashed(PASSIVES),
        open_before: hashed(OPEN_BEFORE),
        prepositions: hashed(PREPOSITIONS),
        open: hashed(OPEN),
        to: word_hash("to"),
    })
}

fn is_one_of(words: &[u64], word: Option<&(u64, Span)>) -> bool {
    word.is_some_and(|word| words.binary_search(&word.0).is_ok())
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
        let is_open = row.units.iter().any(|unit| {
            let mut inside = 0..row.words.len();
            unit.span.contains(*span)
                && inside.any(|at| {
                    unit.span.contains(row.words[at].1)
                        && (is_hedge(row, at) || is_one_of(&words().open, row.words.get(at)))
                })
        });
        let is_infinitive = at > 0 && row.words[at - 1].0 == words().to;
        !is_open && !is_infinitive && hedging.shares_words(hedge.word, row, *span)
    });
    found.map(|(_, span)| *span)
}

/// Whether the word at this place of a cell hedges.
fn is_hedge(row: &Row<'_>, at: usize) -> bool {
    let words = words();
    let own = &row.words[at];
    let before = at.checked_sub(1).and_then(|at| row.words.get(at));
    let next = row.words.get(at + 1);
    let is_before_to = next.is_some_and(|next| next.0 == words.to);
    if words.passives.binary_search(&own.0).is_ok() {
        let text = row.analysed.text();
        let is_passive = before.is_some_and(|(_, word)| {
            ["is", "are", "was", "were", "been", "be"].contains(&&*word.of(text).to_lowercase())
        });
        return is_before_to && is_passive;
    }
    let written = own.1.of(row.analysed.text());
    // "May" with a capital is a month or a name; one appears "to refuse", but also "on television".
    let is_month = written.starts_with("May");
    let needs_to = written.to_lowercase().starts_with("appear");
    words.hedges.binary_search(&own.0).is_ok()
        && !is_month
        && (!needs_to || is_before_to)
        && !is_one_of(&words.open_before, before)
        && !is_one_of(&words.prepositions, next)
}

fn hedged(row: &Row<'_>) -> Vec<Hedged> {
    let at: Vec<usize> = (0..row.words.len())
        .filter(|at| is_hedge(row, *at))
        .collect();
    let content = &row.content;
    let is_other_hedge = |word: Span| at.iter().any(|at| row.words[*at].1 == word);
    let is_number = |word: Span| {
        word.of(row.analysed.text())
            .starts_with(|c: char| c.is_numeric())
    };
    let governed = |at: &usize| {
        let hedge = row.words[*at].1;
        let next = content.partition_point(|(_, span)| span.start < hedge.end);
        let (stem, word) = content[next..]
            .iter()
            .find(|(_, span)| !is_other_hedge(*span))?;
        let mut reach = row.words[at + 1..].iter().take(REACH);
        let is_near = reach.any(|own| own.1 == *word);
        (is_near && !is_number(*word)).then(|| Hedged {
            stem: *stem,
            word: *word,
            span: hedge.hull(*word),
        })
    };
    at.iter().filter_map(governed).collect()
}
