//! Hedges: what one article hedges and another states flatly.
//!
//! A hedge counts where the word it hedges stands in the other cell too, without one: elsewhere it may hedge something that the
//! other article does not say. What is open in another way there ("can", "whether", "to run") is not said flatly.

use super::Row;
use crate::analysis::compare::lexicon::{word_hash, word_hashes};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::text::{Span, Token};

const HEDGES: &[u64] = &word_hashes([
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
]);

/// Tokens at most from a hedge to the word it hedges.
const REACH: usize = 4;
/// Verbs that hedge as "is said to", "are thought to".
const PASSIVES: &[u64] = &word_hashes([
    "said",
    "thought",
    "reported",
    "understood",
    "rumored",
    "rumoured",
]);
/// Behind these words a hedge hedges nothing of its own ("who could have sent it", "whether he may").
const OPEN_BEFORE: &[u64] = &word_hashes([
    "who", "whom", "what", "which", "where", "how", "whether", "if",
]);
/// Before these words a participle hedges nothing ("expected for Friday", "suspected of fraud").
const PREPOSITIONS: &[u64] =
    &word_hashes(["for", "of", "in", "on", "at", "by", "from", "with", "as"]);
/// A sentence with one of these says nothing flatly, though they are no hedges.
const OPEN: &[u64] = &word_hashes(["can", "would", "whether", "if", "should"]);

const TO: u64 = word_hash("to");

fn is_one_of(words: &[u64], word: Option<&u64>) -> bool {
    word.is_some_and(|word| words.contains(word))
}

/// A word with which a sentence says something less than flatly.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis::compare) struct Sign {
    /// Index into the article's tokens.
    token: usize,
    span: Span,
    /// Whether it hedges; the others leave open.
    is_hedge: bool,
}

/// The hedges and the open words of an article, ascending. `folded`: the hash of every token's folded word.
pub(in crate::analysis::compare) fn read(
    text: &str,
    tokens: &[Token],
    folded: &[u64],
) -> Vec<Sign> {
    let sign = |token: usize| {
        let is_hedge = is_hedge(text, tokens, folded, token);
        let is_sign = is_hedge || is_one_of(OPEN, folded.get(token));
        is_sign.then(|| Sign {
            token,
            span: tokens[token].span,
            is_hedge,
        })
    };
    (0..folded.len()).filter_map(sign).collect()
}

/// Whether the word at this place of an article hedges.
fn is_hedge(text: &str, tokens: &[Token], folded: &[u64], at: usize) -> bool {
    let (own, next) = (folded.get(at), folded.get(at + 1));
    let before = at.checked_sub(1);
    let is_before_to = next.is_some_and(|next| *next == TO);
    if is_one_of(PASSIVES, own) {
        let is_passive = before.is_some_and(|before| {
            let word = tokens[before].span.of(text).to_lowercase();
            ["is", "are", "was", "were", "been", "be"].contains(&word.as_str())
        });
        return is_before_to && is_passive;
    }
    if !is_one_of(HEDGES, own) {
        return false;
    }
    let written = tokens[at].span.of(text);
    // "May" with a capital is a month or a name; one appears "to refuse", but also "on television".
    let is_month = written.starts_with("May");
    let needs_to = written.to_lowercase().starts_with("appear");
    !is_month
        && (!needs_to || is_before_to)
        && !is_one_of(OPEN_BEFORE, before.and_then(|before| folded.get(before)))
        && !is_one_of(PREPOSITIONS, next)
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
    let tokens = &row.analysed.reading.tokens;
    let found = places.find(|(_, span)| {
        let sentence = row.units.iter().find(|unit| unit.span.contains(*span));
        let is_open = signs(row)
            .any(|sign| sentence.is_some_and(|sentence| sentence.span.contains(sign.span)));
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let is_infinitive = at > 0 && row.prepared.folded[at - 1] == TO;
        !is_open && !is_infinitive && hedging.shares_words(hedge.word, row, *span)
    });
    found.map(|(_, span)| *span)
}

fn signs<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a Sign> {
    row.within(&row.prepared.signs, |sign| sign.span)
}

fn hedged(row: &Row<'_>) -> Vec<Hedged> {
    let hedges: Vec<&Sign> = signs(row).filter(|sign| sign.is_hedge).collect();
    let content = &row.content;
    let tokens = &row.analysed.reading.tokens;
    let is_other_hedge = |word: Span| hedges.iter().any(|hedge| hedge.span == word);
    let is_number = |word: Span| {
        word.of(row.analysed.text())
            .starts_with(|c: char| c.is_numeric())
    };
    let governed = |hedge: &&Sign| {
        let next = content.partition_point(|(_, span)| span.start < hedge.span.end);
        let (stem, word) = content[next..]
            .iter()
            .find(|(_, span)| !is_other_hedge(*span))?;
        let mut reach = tokens[hedge.token + 1..].iter().take(REACH);
        let is_near = reach.any(|token| token.span == *word);
        (is_near && !is_number(*word)).then(|| Hedged {
            stem: *stem,
            word: *word,
            span: hedge.span.hull(*word),
        })
    };
    hedges.iter().filter_map(governed).collect()
}
