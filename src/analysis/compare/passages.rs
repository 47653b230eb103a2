//! Passages: runs of words two articles share, also when reordered and lightly edited, and the share of each article that stands in
//! the other (containment of word shingles, Broder 1997).
//!
//! Seeds are common runs of four words; seeds that follow each other in both texts with small gaps are chained to one
//! passage. A run that occurs often is looked up at most a few times, so the cost stays linear in the words for ordinary
//! texts and memory is linear always.

use std::collections::HashMap;

use super::model::{Containment, Passage};
use super::prepare::Prepared;
use crate::analysis::Analysed;
use crate::text::Span;

const SEED: usize = 4;
const SHINGLE: usize = 5;
/// Largest gap between two seeds of one passage, in words.
const GAP: usize = 12;
/// Fewest common words of a passage.
const FEWEST: usize = 6;
/// Places of one seed that are looked at.
const MOST_PLACES: usize = 8;

/// The words of an article in order: hash, place, rarity in general news.
struct Stream {
    words: Vec<u64>,
    spans: Vec<Span>,
    rarities: Vec<f32>,
}

impl Stream {
    fn new(analysed: &Analysed, prepared: &Prepared) -> Self {
        let mut stream = Self {
            words: Vec::new(),
            spans: Vec::new(),
            rarities: Vec::new(),
        };
        for unit in &prepared.units {
            for term in &unit.terms {
                stream.words.push(term.word);
                stream
                    .spans
                    .push(analysed.reading.tokens[term.token as usize].span);
                stream.rarities.push(
                    term.entry
                        .map_or(0.0, |e| prepared.vocabulary[e as usize].rarity),
                );
            }
        }
        stream
    }

    fn shingles(&self, len: usize) -> Vec<u64> {
        self.words
            .windows(len)
            .map(|run| {
                run.iter().fold(17, |hash: u64, word| {
                    (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
                })
            })
            .collect()
    }
}

/// A run in both: first words and lengths on either side.
#[derive(Clone, Copy, Debug)]
struct Run {
    lhs: usize,
    rhs: usize,
    lhs_len: usize,
    rhs_len: usize,
    common: usize,
}

/// Passages of a pair (articles numbered 0 and 1) and its two containments.
pub(super) fn shared(
    lhs: (&Analysed, &Prepared),
    rhs: (&Analysed, &Prepared),
) -> (Vec<Passage>, [f32; 2]) {
    let (left, right) = (Stream::new(lhs.0, lhs.1), Stream::new(rhs.0, rhs.1));
    let runs = chain(maximal_runs(&left, &right));
    let passages = runs
        .into_iter()
        .filter(|run| run.common >= FEWEST)
        .map(|run| Passage {
            lhs: 0,
            rhs: 1,
            lhs_span: left.spans[run.lhs].hull(left.spans[run.lhs + run.lhs_len - 1]),
            rhs_span: right.spans[run.rhs].hull(right.spans[run.rhs + run.rhs_len - 1]),
            common_words: run.common as u32,
            is_set_phrase: is_set_phrase(&left, &run),
        })
        .collect();
    (
        passages,
        [containment(&left, &right), containment(&right, &left)],
    )
}

/// Few words, and those common ones: "said on the condition of anonymity because they were not authorised".
fn is_set_phrase(left: &Stream, run: &Run) -> bool {
    let rarities = &left.rarities[run.lhs..run.lhs + run.lhs_len];
    let content: Vec<f32> = rarities
        .iter()
        .copied()
        .filter(|rarity| *rarity > 0.0)
        .collect();
    let mean = content.iter().sum::<f32>() / content.len().max(1) as f32;
    run.common <= 12 && mean < 3.5
}

fn maximal_runs(left: &Stream, right: &Stream) -> Vec<Run> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, seed) in right.shingles(SEED).into_iter().enumerate() {
        let known = places.entry(seed).or_default();
        if known.len() < MOST_PLACES {
            known.push(at);
        }
    }
    let mut runs = Vec::new();
    // For every diagonal (place right − place left), where the last run on it ended.
    let mut ended: HashMap<isize, usize> = HashMap::new();
    for (i, seed) in left.shingles(SEED).into_iter().enumerate() {
        for &j in places.get(&seed).map_or(&[][..], Vec::as_slice) {
            let diagonal = j as isize - i as isize;
            if ended.get(&diagonal).is_some_and(|end| i < *end) {
                continue;
            }
            let len = left.words[i..]
                .iter()
                .zip(&right.words[j..])
                .take_while(|(a, b)| a == b)
                .count();
            if len >= SEED {
                ended.insert(diagonal, i + len);
                runs.push(Run {
                    lhs: i,
                    rhs: j,
                    lhs_len: len,
                    rhs_len: len,
                    common: len,
                });
            }
        }
    }
    runs
}

/// Joins runs that follow each other closely on both sides; every word of the left belongs to its longest run.
fn chain(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| (std::cmp::Reverse(run.common), run.lhs, run.rhs));
    let mut kept: Vec<Run> = Vec::new();
    let overlaps = |a: usize, n: usize, b: usize, m: usize| a < b + m && b < a + n;
    for run in runs {
        let inside = kept.iter().any(|other| {
            overlaps(run.lhs, run.lhs_len, other.lhs, other.lhs_len)
                || overlaps(run.rhs, run.rhs_len, other.rhs, other.rhs_len)
        });
        if !inside {
            kept.push(run);
        }
    }
    kept.sort_by_key(|run| (run.lhs, run.rhs));
    let mut chained: Vec<Run> = Vec::new();
    for run in kept {
        let joins = chained.last().is_some_and(|last| {
            let end = (last.lhs + last.lhs_len, last.rhs + last.rhs_len);
            run.lhs >= end.0 && run.rhs >= end.1 && run.lhs - end.0 <= GAP && run.rhs - end.1 <= GAP
        });
        if joins && let Some(last) = chained.last_mut() {
            last.lhs_len = run.lhs + run.lhs_len - last.lhs;
            last.rhs_len = run.rhs + run.rhs_len - last.rhs;
            last.common += run.common;
        } else {
            chained.push(run);
        }
    }
    chained
}

fn containment(of: &Stream, within: &Stream) -> f32 {
    let sorted = |stream: &Stream| {
        let mut shingles = stream.shingles(SHINGLE);
        shingles.sort_unstable();
        shingles.dedup();
        shingles
    };
    let (own, there) = (sorted(of), sorted(within));
    let found = own
        .iter()
        .filter(|shingle| there.binary_search(shingle).is_ok())
        .count();
    found as f32 / own.len().max(1) as f32
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
