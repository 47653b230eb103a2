//! Which words of two cells are the same: the heaviest common run is taken first, then the next heaviest among what is left
//! (greedy string tiling, Wise 1993), content words weighing more than function words. Runs in the common order are the
//! same, others are moved; short runs without content are smoothed away.
//!
//! Cost: words × words for every run found. Texts whose product is over a million words are tiled only by what they begin and end with.

/// A word to be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Hash of its folded form.
    pub(super) word: u64,
    /// 1 for a function word, more for content.
    pub(super) weight: f32,
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
    let key = |pieces: &[Piece]| pieces.iter().map(|piece| piece.word).collect::<Vec<_>>();
    if key(lhs) > key(rhs) {
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

fn greedy(lhs: &[Piece], rhs: &[Piece]) -> Vec<Tile> {
    let (mut taken_lhs, mut taken_rhs) = (vec![false; lhs.len()], vec![false; rhs.len()]);
    let mut tiles = Vec::new();
    loop {
        let mut best: Option<(f32, Tile)> = None;
        let mut row = vec![(0_usize, 0.0_f32); rhs.len() + 1];
        for (i, one) in lhs.iter().enumerate() {
            let mut diagonal = (0, 0.0);
            for (j, two) in rhs.iter().enumerate() {
                let above = row[j + 1];
                let same = one.word == two.word && !taken_lhs[i] && !taken_rhs[j];
                row[j + 1] = if same {
                    (diagonal.0 + 1, diagonal.1 + one.weight)
                } else {
                    (0, 0.0)
                };
                diagonal = above;
                let (len, weight) = row[j + 1];
                if len > 0 {
                    let (start_lhs, start_rhs) = (i + 1 - len, j + 1 - len);
                    // Near the diagonal is likelier than far from it, and a long run than two short ones.
                    let gap = (start_lhs as f32 / lhs.len() as f32
                        - start_rhs as f32 / rhs.len() as f32)
                        .abs();
                    let worth = weight + (len as f32 - 1.0) - gap;
                    if best.is_none_or(|(most, _)| worth > most) {
                        let tile = Tile {
                            lhs: start_lhs,
                            rhs: start_rhs,
                            len,
                            is_moved: false,
                        };
                        best = Some((worth, tile));
                    }
                }
            }
        }
        let Some((_, tile)) = best else { return tiles };
        taken_lhs[tile.lhs..tile.lhs + tile.len].fill(true);
        taken_rhs[tile.rhs..tile.rhs + tile.len].fill(true);
        tiles.push(tile);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CONTENT, Piece, Tile, tile};
    use crate::analysis::compare::word_hash;
    use crate::text::is_stop_word;

    fn pieces(text: &str) -> Vec<Piece> {
        text.split_whitespace()
            .map(|word| Piece {
                word: word_hash(word),
                weight: if is_stop_word(word) { 1.0 } else { CONTENT },
            })
            .collect()
    }

    fn check(lhs: &str, rhs: &str, expected: &str) {
        let words: Vec<&str> = lhs.split_whitespace().collect();
        let shown: Vec<String> = tile(&pieces(lhs), &pieces(rhs))
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

    proptest! {
        #[test]
        fn tiling_is_mirrored(lhs in "([a-e] ){0,12}", rhs in "([a-e] ){0,12}") {
            let (one, two) = (pieces(&lhs), pieces(&rhs));
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
