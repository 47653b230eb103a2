//! Passages: runs of words two articles share, also when reordered and lightly edited, and the share of each article that stands in
//! the other (containment of word shingles, Broder 1997).
//!
//! - `seeds`: small groups of words that both hold.
//! - `clusters`: seeds that lie together become a stretch.
//! - `chains`: what of a stretch stands in the same order on both sides is a passage.
//! - `tails`: what many articles end with is none.
//!
//! The stretches are measured with `examples/score_passages.rs` on the PAN 2013 text alignment corpus (plagdet of Potthast et al. 2010).

mod chains;
mod clusters;
mod seeds;
mod tails;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::clusters::{Run, gather};
pub(super) use self::seeds::mixed;
use self::seeds::{Group, Piece, find_seeds, groups};
pub(super) use self::tails::{cut_tails, tails};
use super::Watch;
use super::lexicon::word_hash;
use super::model::{Containment, Passage};
use super::prepare::{Entry, Unit};
use crate::analysis::{Analysed, Cancelled};
use crate::text::{Span, TokenKind, fold, tokenize};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// A set phrase has at most so many words …
const LONGEST_SET_PHRASE: usize = 12;
/// … and content words of at most this mean rarity in general news (natural logarithm of texts per text with the word).
const RAREST_SET_PHRASE: f32 = 3.5;

/// The words of an article in order, and what of them is looked up for every pair.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    /// Stems.
    pieces: Vec<Piece>,
    /// Places.
    spans: Vec<Span>,
    /// Hashes of the words as written.
    words: Vec<u64>,
    /// Rarities in general news; 0 for function words.
    rarities: Vec<f32>,
    /// Whether each is (part of) a name or written like one.
    is_name: Vec<bool>,
    /// The sentences, in order.
    sentences: Vec<Sentence>,
    /// Groups of words that may seed a passage, ascending.
    groups: Vec<Group>,
    /// Distinct hashes of runs of words as written, ascending.
    shingles: Vec<u64>,
}

/// A sentence as passages see it.
#[derive(Clone, Debug)]
struct Sentence {
    /// Its words, by number in the stream.
    words: Range<usize>,
    /// Its place.
    span: Span,
    is_headline: bool,
}

impl Stream {
    /// From the units and the vocabulary of a prepared article.
    pub(super) fn new(analysed: &Analysed, units: &[Unit], vocabulary: &[Entry]) -> Self {
        let (text, tokens) = (analysed.text(), &analysed.reading.tokens);
        let mut stream = Self::default();
        for unit in units {
            let start = stream.words.len();
            for term in &unit.terms {
                let entry = term.entry.map(|at| &vocabulary[at as usize]);
                stream.words.push(term.word);
                stream.pieces.push(Piece {
                    stem: entry.map_or(term.word, |entry| entry.key),
                    is_content: entry.is_some(),
                });
                let span = tokens[term.token as usize].span;
                stream.spans.push(span);
                let rarity = entry.map_or(0.0, |entry| entry.rarity);
                stream.rarities.push(rarity);
                // A word with a capital is taken for a name too: titles go with them ("Secretary of State"). Not in a headline,
                // where every word may have one.
                let is_capital = !unit.is_headline && span.of(text).starts_with(char::is_uppercase);
                let is_name = entry.is_some_and(|entry| entry.is_name);
                stream.is_name.push(is_name || is_capital);
            }
            stream.sentences.push(Sentence {
                words: start..stream.words.len(),
                span: unit.span,
                is_headline: unit.is_headline,
            });
        }
        stream.groups = groups(&stream.pieces);
        stream.shingles = stream
            .words
            .windows(SHINGLE)
            .map(|run| {
                run.iter()
                    .fold(SHINGLE as u64, |hash, word| mixed(hash, *word))
            })
            .collect();
        stream.shingles.sort_unstable();
        stream.shingles.dedup();
        stream
    }

    /// Where words stand, with the marks before and behind them that belong to a whole sentence.
    fn span(&self, run: &Range<usize>) -> Span {
        let (first, last) = (self.sentence_at(run.start), self.sentence_at(run.end - 1));
        let (first, last) = (&self.sentences[first], &self.sentences[last]);
        let start = if first.words.start == run.start {
            first.span.start
        } else {
            self.spans[run.start].start
        };
        let end = if last.words.end == run.end {
            last.span.end
        } else {
            self.spans[run.end - 1].end
        };
        Span { start, end }
    }

    /// Number of the sentence that a word stands in.
    fn sentence_at(&self, word: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.words.end <= word)
    }

    /// The words of the sentence that a word stands in.
    fn sentence_of(&self, word: usize) -> Range<usize> {
        self.sentences[self.sentence_at(word)].words.clone()
    }

    /// Whether a word is more than a name or a function word.
    fn is_telling(&self, word: usize) -> bool {
        self.pieces[word].is_content && !self.is_name[word]
    }
}

/// Passages of a pair (articles numbered 0 and 1) and its two containments. `watch` is asked from time to time whether to go on.
pub(super) fn shared(
    left: &Stream,
    right: &Stream,
    watch: Watch<'_>,
) -> Result<(Vec<Passage>, [f32; 2]), Cancelled> {
    let in_order = |lhs: &Stream, rhs: &Stream, stretches: Vec<Run>| {
        let found = stretches
            .iter()
            .flat_map(|run| chains::passages(lhs, rhs, run));
        found.collect()
    };
    let passages = as_passages(left, right, runs(left, right, in_order, watch)?);
    Ok((
        passages,
        [
            containment(&left.shingles, &right.shingles),
            containment(&right.shingles, &left.shingles),
        ],
    ))
}

/// The stretches that passages are looked for in, also those of which nothing stands in the same order.
pub(super) fn stretches(
    left: &Stream,
    right: &Stream,
    watch: Watch<'_>,
) -> Result<Vec<Passage>, Cancelled> {
    let found = runs(left, right, |_, _, stretches| stretches, watch)?;
    Ok(as_passages(left, right, found))
}

fn as_passages(left: &Stream, right: &Stream, runs: Vec<Run>) -> Vec<Passage> {
    runs.into_iter()
        .map(|run| Passage {
            lhs: 0,
            rhs: 1,
            lhs_span: left.span(&run.lhs),
            rhs_span: right.span(&run.rhs),
            common_words: run.common as u32,
            is_set_phrase: is_set_phrase(left, right, &run),
        })
        .collect()
}

/// What `refined` makes of the stretches of two texts, by place on the left. Always measured from the same side, so that swapping the
/// texts swaps the passages and changes nothing else.
fn runs(
    lhs: &Stream,
    rhs: &Stream,
    refined: impl Fn(&Stream, &Stream, Vec<Run>) -> Vec<Run>,
    watch: Watch<'_>,
) -> Result<Vec<Run>, Cancelled> {
    let is_turned = (&lhs.pieces, &lhs.words) > (&rhs.pieces, &rhs.words);
    let (one, two) = if is_turned { (rhs, lhs) } else { (lhs, rhs) };
    let seeds = find_seeds(&one.groups, &two.groups);
    let stretches = gather(&one.pieces, &two.pieces, seeds, watch)?;
    let mut runs = refined(one, two, stretches);
    if is_turned {
        for run in &mut runs {
            std::mem::swap(&mut run.lhs, &mut run.rhs);
        }
    }
    runs.sort_by_key(|run| (run.lhs.start, run.rhs.start));
    Ok(runs)
}

/// Few words, and those common ones: "said on the condition of anonymity because they were not authorised".
fn is_set_phrase(left: &Stream, right: &Stream, run: &Run) -> bool {
    let rarities = left.rarities[run.lhs.clone()]
        .iter()
        .chain(&right.rarities[run.rhs.clone()]);
    let content = rarities.filter(|rarity| **rarity > 0.0);
    let mean = content.clone().sum::<f32>() / content.count().max(1) as f32;
    run.common <= LONGEST_SET_PHRASE && mean < RAREST_SET_PHRASE
}

/// From so many articles on a short passage that all of them hold is a set phrase …
const MANY_ARTICLES: usize = 4;

/// Short passages that many articles hold in the same words (a masthead, a title, a legal formula) are set phrases, not copying from
/// one another: at least four articles and more than half of those compared. A long run that all have is one wire story.
pub(super) fn tell_set_phrases(articles: &[&Analysed], passages: &mut [Passage]) {
    let phrase = |article: usize, span: Span| -> u64 {
        let words = tokenize(span.of(articles[article].text()))
            .into_iter()
            .filter(|token| token.kind != TokenKind::Mark);
        words.fold(0, |hash, token| {
            let word = token.span.of(span.of(articles[article].text()));
            mixed(hash, word_hash(&fold(word)))
        })
    };
    let mut holders: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    let mut of_passage = Vec::with_capacity(passages.len());
    for passage in passages.iter() {
        let is_short = passage.common_words as usize <= LONGEST_SET_PHRASE;
        let one = phrase(passage.lhs, passage.lhs_span);
        let is_phrase = is_short && one == phrase(passage.rhs, passage.rhs_span);
        of_passage.push(is_phrase.then_some(one));
        if is_phrase {
            holders
                .entry(one)
                .or_default()
                .extend([passage.lhs, passage.rhs]);
        }
    }
    for (passage, phrase) in passages.iter_mut().zip(of_passage) {
        let n_holders = phrase.map_or(0, |phrase| holders[&phrase].len());
        passage.is_set_phrase |= n_holders >= MANY_ARTICLES && 2 * n_holders > articles.len();
    }
}

/// Share of the one's shingles that the other holds, 0 to 1. Both ascend.
fn containment(of: &[u64], within: &[u64]) -> f32 {
    let found = of
        .iter()
        .filter(|shingle| within.binary_search(shingle).is_ok())
        .count();
    found as f32 / of.len().max(1) as f32
}

/// The containments of a pair of articles.
pub(super) fn containments(lhs: usize, rhs: usize, shares: [f32; 2]) -> [Containment; 2] {
    [
        Containment {
            of: lhs,
            in_article: rhs,
            share: shares[0],
        },
        Containment {
            of: rhs,
            in_article: lhs,
            share: shares[1],
        },
    ]
}
