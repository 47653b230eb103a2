//! A statement's cells held against each other: relation, marks, counts, gloss, placement.

use super::links::Place;
use super::model::{Cell, Mark, MarkKind, Pair, Placement, PlacementBlock, Relation};
use super::prepare::Prepared;
use super::tiling::{CONTENT, Piece, Tile, tile};
use crate::analysis::Analysed;
use crate::corpus::BlockKind;
use crate::text::Span;

/// The words of a cell.
pub(super) struct Words {
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    /// Which sentence each word belongs to.
    units: Vec<usize>,
}

impl Words {
    /// The words of the sentences `units` of one article.
    pub(super) fn new(analysed: &Analysed, prepared: &Prepared, units: &[usize]) -> Self {
        let mut words = Self {
            pieces: Vec::new(),
            spans: Vec::new(),
            units: Vec::new(),
        };
        for unit in units {
            for term in &prepared.units[*unit].terms {
                words.pieces.push(Piece {
                    word: term.word,
                    weight: if term.entry.is_some() { CONTENT } else { 1.0 },
                });
                words.units.push(*unit);
                words
                    .spans
                    .push(analysed.reading.tokens[term.token as usize].span);
            }
        }
        words
    }
}

/// Holds two cells against each other. `lhs` and `rhs` index the statement's cells.
pub(super) fn pair(lhs: (usize, &Words), rhs: (usize, &Words), score: f32) -> Pair {
    let tiles = tile(&lhs.1.pieces, &rhs.1.pieces);
    let common: usize = tiles.iter().map(|tile| tile.len).sum();
    let (n_lhs, n_rhs) = (lhs.1.pieces.len(), rhs.1.pieces.len());
    let weight = |pieces: &[Piece]| pieces.iter().map(|piece| piece.weight).sum::<f32>();
    let shared: f32 = tiles
        .iter()
        .map(|tile| weight(&lhs.1.pieces[tile.lhs..tile.lhs + tile.len]))
        .sum();
    let shorter = weight(&lhs.1.pieces).min(weight(&rhs.1.pieces)).max(1.0);
    let longest = tiles.iter().map(|tile| tile.len).max().unwrap_or(0);
    let is_same = common == n_lhs && common == n_rhs && tiles.iter().all(|tile| !tile.is_moved);
    let relation = if is_same {
        Relation::SameWords
    } else if shared / shorter >= 0.65 || longest >= 8 && shared / shorter >= 0.4 {
        Relation::Edited
    } else {
        Relation::Reworded
    };
    Pair {
        lhs: lhs.0,
        rhs: rhs.0,
        relation,
        score,
        common_words: common as u32,
        shorter_words: n_lhs.min(n_rhs) as u32,
        longest_run: longest as u32,
        lhs_marks: marks(lhs.1, &tiles, |tile| tile.lhs),
        rhs_marks: marks(rhs.1, &tiles, |tile| tile.rhs),
    }
}

/// Marks over all words, neighbours of one kind joined.
fn marks(words: &Words, tiles: &[Tile], side: impl Fn(&Tile) -> usize) -> Vec<Mark> {
    let mut kinds = vec![MarkKind::Changed; words.spans.len()];
    for tile in tiles {
        let kind = if tile.is_moved {
            MarkKind::Moved
        } else {
            MarkKind::Same
        };
        kinds[side(tile)..side(tile) + tile.len].fill(kind);
    }
    let mut found: Vec<Mark> = Vec::new();
    for (at, kind) in kinds.into_iter().enumerate() {
        let span = words.spans[at];
        let goes_on = at > 0 && words.units[at] == words.units[at - 1];
        match found.last_mut() {
            Some(last) if goes_on && last.kind == kind => last.span = last.span.hull(span),
            _ => found.push(Mark { span, kind }),
        }
    }
    found
}

/// Where a sentence stands.
pub(super) fn placement(analysed: &Analysed, prepared: &Prepared, unit: usize) -> Placement {
    let sentence = &analysed.reading.sentences[prepared.units[unit].sentence];
    let blocks = &analysed.article.blocks;
    let of = blocks.iter().filter(|block| block.kind.is_body()).count() as u32;
    let index = blocks[..=sentence.block]
        .iter()
        .filter(|block| block.kind.is_body())
        .count() as u32;
    let block = match (sentence.kind, index) {
        (BlockKind::Headline, _) => PlacementBlock::Headline,
        (_, 0 | 1) => PlacementBlock::Lead,
        _ => PlacementBlock::Paragraph,
    };
    let index = if block == PlacementBlock::Headline {
        0
    } else {
        index
    };
    Placement { block, index, of }
}

/// A cell without marks yet, from the sentences of one article.
pub(super) fn cell(
    analysed: &Analysed,
    prepared: &Prepared,
    article: usize,
    units: &[usize],
) -> Cell {
    Cell {
        article,
        spans: units
            .iter()
            .map(|unit| prepared.units[*unit].span)
            .collect(),
        placement: placement(analysed, prepared, units[0]),
        marks: Vec::new(),
    }
}

/// The members of a statement by article: (article, its sentences).
pub(super) fn by_article(members: &[Place]) -> Vec<(usize, Vec<usize>)> {
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for (article, unit) in members {
        match found.last_mut() {
            Some(last) if last.0 == *article => last.1.push(*unit),
            _ => found.push((*article, vec![*unit])),
        }
    }
    found
}

/// How close a pair is: the closest first.
pub(super) fn closeness(pair: &Pair) -> (std::cmp::Reverse<Relation>, u32, u32) {
    let share = pair.common_words * 1000 / pair.shorter_words.max(1);
    (std::cmp::Reverse(pair.relation), share, pair.longest_run)
}
