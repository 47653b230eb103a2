//! Which words of two cells are the same: the heaviest common run is taken first, then the next heaviest among what is left
//! (greedy string tiling, Wise 1993), content words weighing more than function words. Runs in the common order are the
//! same, others are moved; short runs without content are smoothed away.
//!
//! Cost: pairs of equal words, times the logarithm of their number. Texts whose product is over a million words are tiled only by what they begin and end with.

use std::collections::BinaryHeap;

/// A word to be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Number of its folded form among those of the statement, in the order of their hashes.
    pub(super) word: u32,
    /// 1 for a function word, more for content.
    pub(super) weight: f32,
    /// Whether a good part of its article's sentences have it: the protagonists, the day.
    pub(super) is_common: bool,
}

/// A common run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// First word on the left.
    pub(super) lhs: usize,
    /// First word on the right.
    pub(super) rhs: usize,
    /// Number of words.
    pub(super) len: usize,
    /// Whether it stands in another order than the others.
    pub(super) is_moved: bool,
}

/// Weight of a content word.
pub(super) const CONTENT: f32 = 3.0;

const LARGEST_PRODUCT: usize = 1_000_000;

/// The common runs, ascending on the left. `tile(b, a)` is `tile(a, b)` mirrored.
pub(super) fn tile(lhs: &[Piece], rhs: &[Piece]) -> Vec<Tile> {
    let words = [lhs, rhs].map(|pieces| pieces.iter().map(|piece| piece.word));
    let [one, two] = words;
    if one.gt(two) {
        let mut tiles = tile_ordered(rhs, lhs);
        for tile in &mut tiles {
            std::mem::swap(&mut tile.lhs, &mut tile.rhs);
        }
        tiles.sort_by_key(|tile| tile.lhs);
        return tiles;
    }
    tile_ordered(lhs, rhs)
}

fn tile_ordered(lhs: &[Piece], rhs: &[Piece]) -> Vec<Tile> {
    let mut tiles = if lhs.len() * rhs.len() > LARGEST_PRODUCT {
        ends(lhs, rhs)
    } else {
        greedy(lhs, rhs)
    };
    tiles.sort_by_key(|tile| tile.lhs);
    mark_moved(&mut tiles, lhs);
    smooth(&mut tiles, lhs);
    tiles
}

fn ends(lhs: &[Piece], rhs: &[Piece]) -> Vec<Tile> {
    let same = |(a, b): &(&Piece, &Piece)| a.word == b.word;
    let front = lhs.iter().zip(rhs).take_while(same).count();
    let most = lhs.len().min(rhs.len()) - front;
    let back = lhs
        .iter()
        .rev()
        .zip(rhs.iter().rev())
        .take(most)
        .take_while(same)
        .count();
    let tile = |lhs, rhs, len| Tile {
        lhs,
        rhs,
        len,
        is_moved: false,
    };
    let mut tiles = vec![
        tile(0, 0, front),
        tile(lhs.len() - back, rhs.len() - back, back),
    ];
    tiles.retain(|tile| tile.len > 0);
    tiles
}

/// A common run that is still to be taken: the heaviest first, of equals the one that begins first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    /// Its worth in thousandths, then how far from the end it begins ([`Offer::place`]): one number, so that they are sorted fast.
    rank: u64,
    len: u32,
}

impl Offer {
    fn new(worth: f32, place: usize, len: usize) -> Self {
        let worth = (worth * 1000.0) as u64;
        Self {
            rank: worth << u32::BITS | u64::from(u32::MAX - place as u32),
            len: len as u32,
        }
    }

    /// Where it begins: places on the left times the words on the right, and places on the right.
    fn place(self) -> usize {
        (u32::MAX - self.rank as u32) as usize
    }
}

fn greedy(lhs: &[Piece], rhs: &[Piece]) -> Vec<Tile> {
    // Weights are whole numbers: their sums are exact.
    let mut weight_until = vec![0.0_f32];
    for (at, piece) in lhs.iter().enumerate() {
        weight_until.push(weight_until[at] + piece.weight);
    }
    let offer = |start_lhs: usize, start_rhs: usize, len: usize| {
        let weight = weight_until[start_lhs + len] - weight_until[start_lhs];
        // Near the diagonal is likelier than far from it, and a long run than two short ones.
        let gap = (start_lhs as f32 / lhs.len() as f32 - start_rhs as f32 / rhs.len() as f32).abs();
        let worth = weight + (len as f32 - 1.0) - gap;
        Offer::new(worth, start_lhs * rhs.len() + start_rhs, len)
    };
    let places = Places::of(rhs);
    let mut offers = Vec::new();
    for (i, piece) in lhs.iter().enumerate() {
        for j in places.of_word(piece.word) {
            let goes_on = i > 0 && j > 0 && lhs[i - 1].word == rhs[j - 1].word;
            if !goes_on {
                let pairs = lhs[i..].iter().zip(&rhs[j..]);
                let len = pairs.take_while(|(one, two)| one.word == two.word).count();
                offers.push(offer(i, j, len));
            }
        }
    }
    offers.sort_unstable();
    // What is left of runs of which a part was taken: few beside the others, which are sorted once.
    let mut rest = BinaryHeap::new();
    let (mut taken_lhs, mut taken_rhs) = (vec![false; lhs.len()], vec![false; rhs.len()]);
    let mut tiles = Vec::new();
    loop {
        let next = if rest.peek() > offers.last() {
            rest.pop()
        } else {
            offers.pop()
        };
        let Some(run) = next else { break };
        let (start_lhs, start_rhs) = (run.place() / rhs.len(), run.place() % rhs.len());
        let n_words = run.len as usize;
        let is_taken = |k: usize| taken_lhs[start_lhs + k] || taken_rhs[start_rhs + k];
        if (0..n_words).any(is_taken) {
            // What is left of it is offered again.
            let mut k = 0;
            while k < n_words {
                let len = (k..n_words).take_while(|at| !is_taken(*at)).count();
                if len > 0 {
                    rest.push(offer(start_lhs + k, start_rhs + k, len));
                }
                k += len + 1;
            }
            continue;
        }
        taken_lhs[start_lhs..start_lhs + n_words].fill(true);
        taken_rhs[start_rhs..start_rhs + n_words].fill(true);
        tiles.push(Tile {
            lhs: start_lhs,
            rhs: start_rhs,
            len: n_words,
            is_moved: false,
        });
    }
    tiles
}

/// Where each word of a cell stands.
struct Places {
    /// By word: its first place …
    first: Vec<Option<u32>>,
    /// … and by place: the next of the same word.
    next: Vec<Option<u32>>,
}

impl Places {
    fn of(pieces: &[Piece]) -> Self {
        let n_words = pieces.iter().map(|piece| piece.word + 1).max().unwrap_or(0);
        let mut first = vec![None; n_words as usize];
        let mut next = vec![None; pieces.len()];
        for (at, piece) in pieces.iter().enumerate().rev() {
            next[at] = first[piece.word as usize].replace(at as u32);
        }
        Self { first, next }
    }

    /// Ascending.
    fn of_word(&self, word: u32) -> impl Iterator<Item = usize> {
        let first = self.first.get(word as usize).copied().flatten();
        std::iter::successors(first, |at| self.next[*at as usize]).map(|at| at as usize)
    }
}

fn weight_of(tile: &Tile, lhs: &[Piece]) -> f32 {
    lhs[tile.lhs..tile.lhs + tile.len]
        .iter()
        .map(|piece| piece.weight)
        .sum()
}

/// The heaviest sequence of tiles in a common order keeps its place; the others are moved.
fn mark_moved(tiles: &mut [Tile], lhs: &[Piece]) {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(tiles.len());
    for (k, tile) in tiles.iter().enumerate() {
        let mut before = (0.0, None);
        for (m, other) in tiles[..k].iter().enumerate() {
            if other.rhs < tile.rhs && best[m].0 > before.0 {
                before = (best[m].0, Some(m));
            }
        }
        best.push((before.0 + weight_of(tile, lhs), before.1));
    }
    let mut at = (0..tiles.len()).max_by(|a, b| best[*a].0.total_cmp(&best[*b].0).then(b.cmp(a)));
    for tile in tiles.iter_mut() {
        tile.is_moved = true;
    }
    while let Some(k) = at {
        tiles[k].is_moved = false;
        at = best[k].1;
    }
}

/// Drops runs that a reader would not call agreement: function words alone, unless they close up to a larger run on both sides.
fn smooth(tiles: &mut Vec<Tile>, lhs: &[Piece]) {
    let anchors: Vec<Tile> = tiles
        .iter()
        .copied()
        .filter(|tile| weight_of(tile, lhs) >= CONTENT)
        .collect();
    tiles.retain(|tile| {
        if weight_of(tile, lhs) >= CONTENT {
            return !tile.is_moved
                || lhs[tile.lhs..tile.lhs + tile.len]
                    .iter()
                    .any(|p| p.weight >= CONTENT);
        }
        let close = |a: usize, b: usize| a.abs_diff(b) <= 1;
        !tile.is_moved
            && anchors.iter().any(|anchor| {
                !anchor.is_moved
                    && (close(anchor.lhs + anchor.len, tile.lhs)
                        && close(anchor.rhs + anchor.len, tile.rhs)
                        || close(tile.lhs + tile.len, anchor.lhs)
                            && close(tile.rhs + tile.len, anchor.rhs))
            })
    });
}

/// Drops what a reader of two reworded cells would not call agreement: a single word, or one content word in another place, and
/// words that half the story's sentences have.
pub(super) fn without_islands(tiles: &mut Vec<Tile>, lhs: &[Piece], rhs: &[Piece]) {
    let telling = |tile: &Tile| {
        let pairs = lhs[tile.lhs..].iter().zip(&rhs[tile.rhs..]).take(tile.len);
        let is_telling = |(one, two): &(&Piece, &Piece)| {
            one.weight >= CONTENT && !one.is_common && !two.is_common
        };
        pairs.filter(is_telling).count()
    };
    tiles.retain(|tile| match telling(tile) {
        0 => !tile.is_moved && tile.len > 2,
        1 => !tile.is_moved,
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::collections::BTreeSet;

    use super::{CONTENT, Piece, Tile, tile, without_islands};
    use crate::text::is_stop_word;

    /// The words of both; those written with a capital are common in the story.
    fn pieces(lhs: &str, rhs: &str) -> [Vec<Piece>; 2] {
        let texts = [lhs, rhs];
        let words = || texts.iter().flat_map(|text| text.split_whitespace());
        let all: BTreeSet<String> = words().map(str::to_lowercase).collect();
        texts.map(|text| {
            let words = text.split_whitespace().map(|word| {
                let folded = word.to_lowercase();
                let number = all.iter().position(|known| *known == folded);
                Piece {
                    word: number.unwrap() as u32,
                    weight: if is_stop_word(&folded) { 1.0 } else { CONTENT },
                    is_common: word.starts_with(char::is_uppercase),
                }
            });
            words.collect()
        })
    }

    fn check(lhs: &str, rhs: &str, expected: &str) {
        let [one, two] = pieces(lhs, rhs);
        shown(lhs, &tile(&one, &two), expected);
    }

    fn shown(lhs: &str, tiles: &[Tile], expected: &str) {
        let words: Vec<&str> = lhs.split_whitespace().collect();
        let shown: Vec<String> = tiles
            .iter()
            .map(|tile| {
                let run = words[tile.lhs..tile.lhs + tile.len].join(" ");
                if tile.is_moved {
                    format!("~{run}")
                } else {
                    run
                }
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn runs_moves_and_islands() {
        check(
            "the anti-isis coalition operating in syria",
            "the anti-isil coalition operating in syria",
            "the|coalition operating in syria",
        );
        check(
            "on friday moscow sent jets",
            "moscow sent jets on friday",
            "~on friday|moscow sent jets",
        );
        check("the cat sat of a day", "a house of the king", "");
        check("", "a b", "");
    }

    #[test]
    fn reworded_cells_keep_what_tells() {
        let (lhs, rhs) = (
            "on friday Trump told aides in the west wing that a budget was dead",
            "Trump called the plan dead and in the west wing aides wept on friday",
        );
        let [one, two] = pieces(lhs, rhs);
        let mut tiles = tile(&one, &two);
        shown(
            lhs,
            &tiles,
            "~on friday|Trump|~aides|in the west wing|~dead",
        );
        without_islands(&mut tiles, &one, &two);
        shown(lhs, &tiles, "in the west wing");
    }

    proptest! {
        #[test]
        fn tiling_is_mirrored(lhs in "([a-e] ){0,12}", rhs in "([a-e] ){0,12}") {
            let [one, two] = pieces(&lhs, &rhs);
            let mut mirrored: Vec<Tile> = tile(&two, &one)
                .into_iter()
                .map(|tile| Tile { lhs: tile.rhs, rhs: tile.lhs, ..tile })
                .collect();
            mirrored.sort_by_key(|tile| tile.lhs);
            if one != two {
                prop_assert_eq!(tile(&one, &two), mirrored);
            }
        }
    }
}
