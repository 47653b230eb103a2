//! What of a stretch that two articles share is shown and counted as a passage: words that both have in the same order.
//!
//! The finder (`seeds`, `clusters`) looks for words that are kept, in whatever order and whatever else stands between, as it must to
//! find a rewritten text. Two independent reports of one event hold such stretches too: names, titles, the words of the
//! subject. So inside a stretch the common runs are laid out (a greedy walk from left to right) and sentences whose runs
//! follow one another on both sides make a chain: paragraphs in another order are chains of their own, a phrase moved
//! within its sentence parts nothing, a headline is never joined with the body. A chain is a passage if it has a long common run, or
//! several shorter ones, that are more than names; its ends go to the ends of their sentences where these are near.
//!
//! Cost: n log n in the words of the stretch.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clusters::{Run, without_overlaps};
use super::seeds::mixed;
use super::{SHINGLE, Stream};

/// Words of the shortest run that is laid out.
const SHORTEST: usize = 3;
/// Places on the right at which a run is tried.
const MOST_TRIED: usize = 32;
/// Of two sentences that go together so many words are common at least, …
const FEWEST_IN_SENTENCE: usize = 5;
/// … and this share of the shorter one's or a run of so many: "the coast guard said" is a phrase.
const LEAST_OF_SENTENCE: f64 = 1.0 / 3.0;
const LONG_RUN: usize = 8;
/// A chain without a run of [`SHINGLE`] words has so many words in shorter ones.
const FEWEST_IN_SHORT_RUNS: usize = 12;
/// Fewest common words that are more than names and function words.
const FEWEST_TELLING: usize = 3;
/// Least share of the longer side's words that are common.
const LEAST_DENSITY: f64 = 0.5;
/// An end is moved to its sentence's end over at most so many words and at most this share of the passage's.
const NEAR: usize = 3;
const NEAR_SHARE: usize = 4;
/// Most parts that are cut off a chain's thin ends.
const MOST_CUTS: usize = 40;

/// Part of a common run that lies in one sentence on either side.
#[derive(Clone, Copy, Debug)]
struct Part {
    lhs: usize,
    rhs: usize,
    len: usize,
    /// Words of the whole run.
    run: usize,
}

/// A pair of sentences, by their numbers on either side.
type Cell = (usize, usize);

/// The passages inside a stretch that the finder found.
pub(super) fn passages(left: &Stream, right: &Stream, stretch: &Run) -> Vec<Run> {
    let mut cells: BTreeMap<Cell, Vec<Part>> = BTreeMap::new();
    for part in parts(left, right, stretch) {
        let cell = (left.sentence_at(part.lhs), right.sentence_at(part.rhs));
        cells.entry(cell).or_default().push(part);
    }
    keep_counterparts(&mut cells, left, right);
    let mut found: Vec<Run> = chains(cells, left, right)
        .into_iter()
        .filter_map(|parts| passage(parts, left))
        .collect();
    found = without_overlaps(found);
    reach_ends(&mut found, left, right);
    found
}

/// The common runs, by place on the left; no word of either side belongs to two.
fn parts(left: &Stream, right: &Stream, stretch: &Run) -> Vec<Part> {
    let (lhs, rhs) = (
        &left.words[..stretch.lhs.end],
        &right.words[..stretch.rhs.end],
    );
    let hash = |words: &[u64]| words.iter().fold(0, |hash, word| mixed(hash, *word));
    let from = stretch.rhs.start;
    let starts = rhs[from..].windows(SHORTEST).enumerate();
    let mut places: Vec<(u64, usize)> = starts.map(|(at, run)| (hash(run), from + at)).collect();
    places.sort_unstable();
    let mut is_taken = vec![false; rhs.len()];
    let mut found = Vec::new();
    let (mut at, mut after) = (stretch.lhs.start, from);
    while at + SHORTEST <= lhs.len() {
        let wanted = hash(&lhs[at..at + SHORTEST]);
        let first = places.partition_point(|(hash, _)| *hash < wanted);
        let same = places[first..]
            .iter()
            .take_while(|(hash, _)| *hash == wanted);
        let length = |start: usize| {
            let pairs = lhs[at..].iter().zip(&rhs[start..]).zip(&is_taken[start..]);
            pairs
                .take_while(|((one, two), taken)| one == two && !**taken)
                .count()
        };
        let tried = same.take(MOST_TRIED).map(|(_, start)| {
            // of equals the one that goes on where the last run ended
            (
                length(*start),
                std::cmp::Reverse(start.abs_diff(after)),
                std::cmp::Reverse(*start),
            )
        });
        match tried.max() {
            Some((len, _, std::cmp::Reverse(start))) if len >= SHORTEST => {
                is_taken[start..start + len].fill(true);
                split(
                    left,
                    right,
                    Part {
                        lhs: at,
                        rhs: start,
                        len,
                        run: len,
                    },
                    &mut found,
                );
                (at, after) = (at + len, start + len);
            }
            _ => at += 1,
        }
    }
    found
}

/// Cuts a run where a sentence ends on either side.
fn split(left: &Stream, right: &Stream, mut run: Part, found: &mut Vec<Part>) {
    while run.len > 0 {
        let rest = (left.sentence_of(run.lhs).end - run.lhs)
            .min(right.sentence_of(run.rhs).end - run.rhs)
            .min(run.len);
        found.push(Part { len: rest, ..run });
        run.lhs += rest;
        run.rhs += rest;
        run.len -= rest;
    }
}

fn n_words(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.len).sum()
}

/// Drops pairs of sentences that share a phrase only, and those of which either has more in common with another sentence.
fn keep_counterparts(cells: &mut BTreeMap<Cell, Vec<Part>>, left: &Stream, right: &Stream) {
    cells.retain(|(lhs, rhs), parts| {
        let lengths = [
            left.sentences[*lhs].words.len(),
            right.sentences[*rhs].words.len(),
        ];
        let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
        let common = n_words(parts);
        let is_much = common as f64 >= LEAST_OF_SENTENCE * shorter as f64;
        let is_phrase = !is_much && parts.iter().all(|part| part.len < LONG_RUN);
        common >= FEWEST_IN_SENTENCE && !is_phrase || 2 * common > longer
    });
    let mut most: [BTreeMap<usize, usize>; 2] = Default::default();
    for ((lhs, rhs), parts) in cells.iter() {
        for (most, sentence) in most.iter_mut().zip([*lhs, *rhs]) {
            let known = most.entry(sentence).or_default();
            *known = n_words(parts).max(*known);
        }
    }
    cells.retain(|(lhs, rhs), parts| {
        let common = n_words(parts);
        common == most[0][lhs] || common == most[1][rhs]
    });
}

/// Pairs of sentences that follow one another on both sides.
fn chains(cells: BTreeMap<Cell, Vec<Part>>, left: &Stream, right: &Stream) -> Vec<Vec<Part>> {
    let mut chains: Vec<Vec<Part>> = Vec::new();
    // the last pair of sentences of each chain that may go on
    let mut open: Vec<(Cell, usize)> = Vec::new();
    for (cell, parts) in cells {
        open.retain(|((lhs, _), _)| lhs + 1 >= cell.0);
        let goes_on = |last: Cell| {
            (last.1..=last.1 + 1).contains(&cell.1)
                && left.sentences[last.0].is_headline == left.sentences[cell.0].is_headline
                && right.sentences[last.1].is_headline == right.sentences[cell.1].is_headline
        };
        if let Some((last, chain)) = open.iter_mut().find(|(last, _)| goes_on(*last)) {
            *last = cell;
            chains[*chain].extend(parts);
        } else {
            open.push((cell, chains.len()));
            chains.push(parts);
        }
    }
    chains
}

fn hull(parts: &[Part]) -> [Range<usize>; 2] {
    let side = |start: fn(&Part) -> usize| {
        let first = parts.iter().map(start).min().unwrap_or(0);
        let last = parts.iter().map(|part| start(part) + part.len).max();
        first..last.unwrap_or(first)
    };
    [side(|part| part.lhs), side(|part| part.rhs)]
}

/// The passage that a chain makes, if it is enough of one.
fn passage(mut parts: Vec<Part>, left: &Stream) -> Option<Run> {
    parts.sort_unstable_by_key(|part| part.lhs);
    let density = |parts: &[Part]| {
        let longer = hull(parts).map(|side| side.len()).into_iter().max();
        n_words(parts) as f64 / longer.unwrap_or(0).max(1) as f64
    };
    for _ in 0..MOST_CUTS {
        if density(&parts) >= LEAST_DENSITY || parts.len() < 2 {
            break;
        }
        let (front, back) = (&parts[1..], &parts[..parts.len() - 1]);
        parts = if density(front) > density(back) {
            front
        } else {
            back
        }
        .to_vec();
    }
    let has_long_run = parts.iter().any(|part| part.run >= SHINGLE);
    let common = n_words(&parts);
    let words = parts.iter().flat_map(|part| part.lhs..part.lhs + part.len);
    let n_telling = words.filter(|at| left.is_telling(*at)).count();
    let is_enough = density(&parts) >= LEAST_DENSITY
        && (has_long_run || common >= FEWEST_IN_SHORT_RUNS)
        && n_telling >= FEWEST_TELLING;
    let [lhs, rhs] = hull(&parts);
    is_enough.then_some(Run { lhs, rhs, common })
}

/// Moves ends to the ends of their sentences where these are near and no other passage is between.
fn reach_ends(runs: &mut [Run], left: &Stream, right: &Stream) {
    let before: [Vec<Range<usize>>; 2] = [
        runs.iter().map(|run| run.lhs.clone()).collect(),
        runs.iter().map(|run| run.rhs.clone()).collect(),
    ];
    for (number, run) in runs.iter_mut().enumerate() {
        let near = NEAR.min(run.lhs.len().min(run.rhs.len()) / NEAR_SHARE);
        for (side, stream, others) in [
            (&mut run.lhs, left, &before[0]),
            (&mut run.rhs, right, &before[1]),
        ] {
            let (first, last) = (
                stream.sentence_of(side.start),
                stream.sentence_of(side.end - 1),
            );
            let is_free = |range: Range<usize>| {
                let others = others.iter().enumerate();
                let mut others = others.filter(|(other, _)| *other != number);
                range.len() <= near
                    && others.all(|(_, other)| other.end <= range.start || range.end <= other.start)
            };
            if is_free(first.start..side.start) {
                side.start = first.start;
            }
            if is_free(side.end..last.end) {
                side.end = last.end;
            }
        }
    }
}
