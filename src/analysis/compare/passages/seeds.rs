//! Where a passage may begin: places at which two articles hold the same small group of words.
//!
//! Two kinds of groups, so that copying and light rewriting are both seen: runs of [`RUN`] words in their order, and pairs of content
//! words that stand near each other in either order (contextual n-grams, as in Rodríguez Torrejón & Martín Ramos 2013, with
//! n = 2). A group that comes more than [`MOST_PLACES`] times in one of the articles says what the article is about and seeds
//! nothing, so the seeds are linear in the words; finding them costs the sorting of the groups.

use std::collections::HashMap;

/// A word as passages compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Piece {
    /// Hash of its stem.
    pub(super) stem: u64,
    /// Whether it is more than a function word.
    pub(super) is_content: bool,
}

/// A pair of places, left and right, that hold the same word among the same neighbours.
pub(super) type Seed = (u32, u32);

/// Words of a run.
const RUN: usize = 4;
/// How many content words ahead the second of a pair may stand.
const REACH: usize = 3;
/// A pair has a word that the article uses at most so often: those of the subject ("Secretary Kerry") stand in every paragraph.
const RARE: usize = 2;
/// Most places of a group in one article.
const MOST_PLACES: usize = 3;

/// A group of words: its hash, and the places of its first and its last word in an order that both articles share.
pub(super) type Group = (u64, u32, u32);

/// The seeds of two articles, given their groups, ascending and distinct. With the articles swapped, the places are.
pub(super) fn find_seeds(left: &[Group], right: &[Group]) -> Vec<Seed> {
    let mut seeds = Vec::new();
    let mut rest = right;
    for here in left.chunk_by(|one, two| one.0 == two.0) {
        // a step at a time: both lists ascend
        let before = rest.iter().take_while(|group| group.0 < here[0].0).count();
        rest = &rest[before..];
        let same = rest.iter().take_while(|group| group.0 == here[0].0).count();
        let there = &rest[..same];
        if there.is_empty() || here.len().max(there.len()) > MOST_PLACES {
            continue;
        }
        for one in here {
            for two in there {
                seeds.push((one.1, two.1));
                seeds.push((one.2, two.2));
            }
        }
    }
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

/// All groups of an article, ascending. Computed once for all pairs that the article takes part in.
pub(super) fn groups(pieces: &[Piece]) -> Vec<Group> {
    let mut groups = Vec::with_capacity(pieces.len() * (REACH + 1));
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for piece in pieces {
        *counts.entry(piece.stem).or_default() += 1;
    }
    let is_rare = |piece: &Piece| counts[&piece.stem] <= RARE;
    let content: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces[*at].is_content)
        .collect();
    for (order, &at) in content.iter().enumerate() {
        for &next in content[order + 1..].iter().take(REACH) {
            if !is_rare(&pieces[at]) && !is_rare(&pieces[next]) {
                continue;
            }
            let (one, two) = (pieces[at].stem, pieces[next].stem);
            match one.cmp(&two) {
                std::cmp::Ordering::Less => {
                    groups.push((mixed(one, two), at as u32, next as u32));
                }
                std::cmp::Ordering::Greater => {
                    groups.push((mixed(two, one), next as u32, at as u32));
                }
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    for (at, run) in pieces.windows(RUN).enumerate() {
        let hash = run.iter().fold(RUN as u64, |hash, p| mixed(hash, p.stem));
        groups.push((hash, at as u32, (at + RUN - 1) as u32));
    }
    groups.sort_unstable();
    groups
}

/// One hash of two, in this order.
pub(in crate::analysis::compare) fn mixed(one: u64, two: u64) -> u64 {
    (one.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ two.rotate_left(29))
        .wrapping_mul(0xD1B5_4A32_D192_ED03)
}
