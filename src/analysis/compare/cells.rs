//! A statement's cells held against each other: relation, marks, counts, gloss, placement.

use std::ops::Range;

use super::links::Place;
use super::model::{Cell, Mark, MarkKind, Pair, Placement, PlacementBlock, Relation};
use super::prepare::{Prepared, Unit};
use super::tiling::{CONTENT, Piece, Tile, tile};
use crate::analysis::Analysed;
use crate::corpus::BlockKind;
use crate::text::Span;

/// The words of a cell.
pub(super) struct Words {
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    /// Which stretch of the cell each word belongs to.
    runs: Vec<usize>,
}

/// What of a sentence stands in a cell.
pub(super) struct Part {
    /// Which sentence.
    pub(super) unit: usize,
    /// Which of its terms, ascending.
    pub(super) terms: Vec<Range<usize>>,
}

impl Words {
    /// The words of a cell.
    pub(super) fn new(analysed: &Analysed, prepared: &Prepared, parts: &[Part]) -> Self {
        let mut words = Self {
            pieces: Vec::new(),
            spans: Vec::new(),
            runs: Vec::new(),
        };
        let mut run = 0;
        for part in parts {
            let terms = &prepared.units[part.unit].terms;
            for range in &part.terms {
                for term in &terms[range.clone()] {
                    words.pieces.push(Piece {
                        word: term.word,
                        weight: if term.entry.is_some() { CONTENT } else { 1.0 },
                    });
                    words.runs.push(run);
                    words
                        .spans
                        .push(analysed.reading.tokens[term.token as usize].span);
                }
                run += 1;
            }
        }
        words
    }
}

/// A cell is no edited form of another of which it holds less than this share: a few words of a long sentence are not its wording.
const MOSTLY_SHARED: f32 = 0.4;

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
    let (one, two) = (weight(&lhs.1.pieces), weight(&rhs.1.pieces));
    let (shorter, longer) = (one.min(two).max(1.0), one.max(two).max(1.0));
    let longest = tiles.iter().map(|tile| tile.len).max().unwrap_or(0);
    let is_same = common == n_lhs && common == n_rhs && tiles.iter().all(|tile| !tile.is_moved);
    let relation = if is_same {
        Relation::SameWords
    } else if shared / shorter >= 0.65 && shared / longer >= MOSTLY_SHARED
        || longest >= 8 && shared / shorter >= 0.4
    {
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
        let goes_on = at > 0 && words.runs[at] == words.runs[at - 1];
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

/// A cell without marks yet, from parts of one article.
pub(super) fn cell(
    analysed: &Analysed,
    prepared: &Prepared,
    article: usize,
    parts: &[Part],
) -> Cell {
    let spans = parts.iter().flat_map(|part| {
        let unit = &prepared.units[part.unit];
        part.terms.iter().map(|terms| span(analysed, unit, terms))
    });
    Cell {
        article,
        spans: spans.collect(),
        placement: placement(analysed, prepared, parts[0].unit),
        marks: Vec::new(),
    }
}

/// Where some neighbouring terms of a sentence stand, with the marks that lean on them; the whole sentence for all of them.
fn span(analysed: &Analysed, unit: &Unit, terms: &Range<usize>) -> Span {
    if terms.len() == unit.terms.len() {
        return unit.span;
    }
    let (text, tokens) = (analysed.text(), &analysed.reading.tokens);
    let at = |term: usize| unit.terms[term].token as usize;
    let (mut first, mut last) = (at(terms.start), at(terms.end - 1));
    let is_mark = |token: usize| {
        let mut signs = tokens[token].span.of(text).chars();
        signs.all(|sign| !sign.is_alphanumeric())
    };
    let leans = |before: usize| tokens[before].span.end == tokens[before + 1].span.start;
    let reaches_end = terms.end == unit.terms.len();
    while !reaches_end && last + 1 < at(terms.end) && is_mark(last + 1) && leans(last) {
        last += 1;
    }
    // A mark between two words leans on the one before ("said,").
    while terms.start > 0
        && first > at(terms.start - 1) + 1
        && is_mark(first - 1)
        && leans(first - 1)
        && !leans(first - 2)
    {
        first -= 1;
    }
    let start = if terms.start == 0 {
        unit.span.start
    } else {
        tokens[first].span.start
    };
    let end = if reaches_end {
        unit.span.end
    } else {
        tokens[last].span.end
    };
    Span { start, end }
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
