//! Seeds into passages: gather what lies close together on both sides, trim the thin ends, keep what agrees well enough.
//!
//! Gathering: seeds ordered by one side are parted wherever more than a gap of words holds none, then by the other side, and
//! so on until nothing parts any more (the extension step of Sanchez-Perez, Sidorov & Gelbukh 2014). The order of the sides does
//! not matter: a group without gaps is never parted. A group whose two sides agree too little is gathered again with
//! half the gap. Trimming: each end is cut back to the stretch with the most matched words, unmatched ones counting against it
//! (Kadane's maximum subarray). Cost: n log n in the seeds for each of at most [`MOST_ROUNDS`] rounds.
//!
//! Right where the words are kept, in whatever order. A translation or a summary in other words is not found.

use std::collections::BTreeMap;
use std::ops::Range;

use super::seeds::{Piece, Seed};
use crate::analysis::Cancelled;
use crate::analysis::compare::Watch;

/// A passage: words on either side, and how many of them both sides have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) lhs: Range<usize>,
    pub(super) rhs: Range<usize>,
    pub(super) common: usize,
}

/// Widest gap between two seeds of a passage, in words, for the first try and for the last.
const WIDEST_GAP: u32 = 30;
const NARROWEST_GAP: u32 = 10;
/// Share of the mean density of matched words below which an end is thin.
const THIN: f64 = 0.6;
/// Least share of content words that the two sides have in common (Dice).
const LEAST_AGREEMENT: f64 = 0.5;
/// Fewest common content words of a rewritten passage.
const FEWEST_CONTENT: usize = 8;
/// Of a passage in (nearly) the same words fewer are enough: so many content words, so many words, so much agreement.
const FEWEST_CONTENT_COPIED: usize = 4;
const SHORTEST_COPIED: usize = 7;
const COPIED: f64 = 0.9;
/// Rounds of parting and of trimming; both settle sooner unless a text is made to keep them busy.
const MOST_ROUNDS: usize = 40;

/// The passages that the seeds of two articles lie in, by place on the left; no word belongs to two.
/// `watch` is asked before every cluster whether to go on.
pub(super) fn gather(
    lhs: &[Piece],
    rhs: &[Piece],
    seeds: Vec<Seed>,
    watch: Watch<'_>,
) -> Result<Vec<Run>, Cancelled> {
    let mut found = Vec::new();
    let mut todo = vec![(seeds, WIDEST_GAP)];
    while let Some((seeds, gap)) = todo.pop() {
        for cluster in part(seeds, gap) {
            watch()?;
            let trimmed = trim(&cluster, lhs, rhs);
            let run = hull(&trimmed);
            let agreement = Agreement::of(&lhs[run.lhs.clone()], &rhs[run.rhs.clone()]);
            if agreement.is_enough() {
                found.push(Run {
                    common: agreement.common,
                    ..run
                });
            } else if gap / 2 >= NARROWEST_GAP {
                todo.push((cluster, gap / 2));
            }
        }
    }
    Ok(without_overlaps(found))
}

fn part(seeds: Vec<Seed>, gap: u32) -> Vec<Vec<Seed>> {
    let mut whole = Vec::new();
    // with each group: the side to part it by next, and how many sides in a row left it whole
    let mut todo = vec![(seeds, 0, 0, 0)];
    while let Some((mut seeds, side, left_whole, round)) = todo.pop() {
        if seeds.is_empty() {
            continue;
        }
        if left_whole == 2 || round == MOST_ROUNDS {
            whole.push(seeds);
            continue;
        }
        seeds.sort_unstable_by_key(|seed| (place(*seed, side), *seed));
        let parts: Vec<Vec<Seed>> = seeds
            .chunk_by(|one, two| place(*two, side) - place(*one, side) <= gap)
            .map(<[Seed]>::to_vec)
            .collect();
        let left_whole = if parts.len() == 1 { left_whole + 1 } else { 1 };
        todo.extend(
            parts
                .into_iter()
                .map(|part| (part, 1 - side, left_whole, round + 1)),
        );
    }
    whole
}

fn place(seed: Seed, side: usize) -> u32 {
    if side == 0 { seed.0 } else { seed.1 }
}

fn trim(cluster: &[Seed], lhs: &[Piece], rhs: &[Piece]) -> Vec<Seed> {
    let mut seeds = cluster.to_vec();
    for round in 0..MOST_ROUNDS {
        let side = round % 2;
        let pieces = if side == 0 { lhs } else { rhs };
        let dense = densest(&seeds, side, pieces);
        let before = seeds.len();
        seeds.retain(|seed| dense.contains(&(place(*seed, side) as usize)));
        if seeds.len() == before && round > 0 {
            break;
        }
    }
    seeds
}

/// The stretch of one side that holds most matched words for its length; never empty where there is a seed.
fn densest(seeds: &[Seed], side: usize, pieces: &[Piece]) -> Range<usize> {
    let run = hull(seeds);
    let range = if side == 0 { run.lhs } else { run.rhs };
    let mut matched = vec![false; range.len()];
    for seed in seeds {
        matched[place(*seed, side) as usize - range.start] = true;
    }
    let counted = |at: &usize| pieces[*at].is_content || matched[*at - range.start];
    let n_counted = range.clone().filter(counted).count();
    let n_matched = matched.iter().filter(|is| **is).count();
    let cost = THIN * n_matched as f64 / n_counted.max(1) as f64;
    let (mut best, mut best_range) = (0.0, range.clone());
    let (mut sum, mut start) = (0.0, range.start);
    for at in range.clone().filter(counted) {
        if sum <= 0.0 {
            sum = 0.0;
            start = at;
        }
        sum += if matched[at - range.start] {
            1.0 - cost
        } else {
            -cost
        };
        if sum > best {
            best = sum;
            best_range = start..at + 1;
        }
    }
    best_range
}

fn hull(seeds: &[Seed]) -> Run {
    let side = |side: usize| {
        let places = || seeds.iter().map(|seed| place(*seed, side) as usize);
        places().min().unwrap_or(0)..places().max().map_or(0, |last| last + 1)
    };
    Run {
        lhs: side(0),
        rhs: side(1),
        common: 0,
    }
}

/// How far the words of two stretches are the same, whatever their order.
struct Agreement {
    /// Common words.
    common: usize,
    /// Common content words.
    content: usize,
    /// Twice the common content words over all content words (Dice 1945).
    dice: f64,
    /// Words of the shorter stretch.
    shorter: usize,
}

impl Agreement {
    fn of(lhs: &[Piece], rhs: &[Piece]) -> Self {
        let counts = |pieces: &[Piece]| {
            let mut counts: BTreeMap<Piece, usize> = BTreeMap::new();
            for piece in pieces {
                *counts.entry(*piece).or_default() += 1;
            }
            counts
        };
        let right = counts(rhs);
        let (mut common, mut content) = (0, 0);
        for (piece, count) in counts(lhs) {
            let both = count.min(right.get(&piece).copied().unwrap_or(0));
            common += both;
            content += if piece.is_content { both } else { 0 };
        }
        let all = lhs.iter().chain(rhs).filter(|piece| piece.is_content);
        Self {
            common,
            content,
            dice: 2.0 * content as f64 / all.count().max(1) as f64,
            shorter: lhs.len().min(rhs.len()),
        }
    }

    fn is_enough(&self) -> bool {
        let rewritten = self.dice >= LEAST_AGREEMENT && self.content >= FEWEST_CONTENT;
        let copied = self.dice >= COPIED
            && self.content >= FEWEST_CONTENT_COPIED
            && self.shorter >= SHORTEST_COPIED;
        rewritten || copied
    }
}

/// Where two passages share words of an article, the longer one stays.
pub(super) fn without_overlaps(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| (std::cmp::Reverse(run.common), run.lhs.start, run.rhs.start));
    let mut kept = [BTreeMap::new(), BTreeMap::new()];
    let mut found: Vec<Run> = Vec::new();
    for run in runs {
        if is_free(&kept[0], &run.lhs) && is_free(&kept[1], &run.rhs) {
            kept[0].insert(run.lhs.start, run.lhs.end);
            kept[1].insert(run.rhs.start, run.rhs.end);
            found.push(run);
        }
    }
    found.sort_by_key(|run| (run.lhs.start, run.rhs.start));
    found
}

/// Whether a range touches none of those taken (ends by starts).
fn is_free(taken: &BTreeMap<usize, usize>, range: &Range<usize>) -> bool {
    taken
        .range(..range.end)
        .next_back()
        .is_none_or(|(_, end)| *end <= range.start)
}
