//! A statement's cells held against each other: relation, marks, counts, gloss, placement.

use std::ops::Range;

use super::model::{Cell, Mark, MarkKind, Pair, Placement, PlacementBlock, Relation};
use super::prepare::{Prepared, Term, Unit};
use super::tiling::{CONTENT, Piece, Tile, tile, without_islands};
use crate::analysis::Analysed;
use crate::corpus::BlockKind;
use crate::text::Span;

/// The words of a cell.
#[derive(Default)]
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

/// A word counts as common from this share of its article's sentences on, and from so many.
const COMMON_SHARE: f32 = 0.1;
const FEWEST_COMMON: f32 = 3.0;

/// The words of every cell of a statement.
pub(super) fn words(cells: &[(&Analysed, &Prepared, &[Part])]) -> Vec<Words> {
    let terms = cells
        .iter()
        .flat_map(|(_, prepared, parts)| stretches(prepared, parts).flatten());
    let mut numbers = numbered(terms.map(|term| term.word)).into_iter();
    let of_cell = |(analysed, prepared, parts): &(&Analysed, &Prepared, &[Part])| {
        let many = (prepared.units.len() as f32 * COMMON_SHARE).max(FEWEST_COMMON);
        let is_common = |entry: u32| prepared.vocabulary[entry as usize].n_sentences as f32 >= many;
        let mut words = Words::default();
        for (run, terms) in stretches(prepared, parts).enumerate() {
            for (term, number) in terms.iter().zip(&mut numbers) {
                words.pieces.push(Piece {
                    word: number,
                    weight: if term.entry.is_some() { CONTENT } else { 1.0 },
                    is_common: term.entry.is_some_and(is_common),
                });
                words.runs.push(run);
                let token = &analysed.reading.tokens[term.token as usize];
                words.spans.push(token.span);
            }
        }
        words
    };
    cells.iter().map(of_cell).collect()
}

/// The number of each word among the distinct ones, in the order of their hashes.
fn numbered(words: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut places: Vec<(u64, u32)> = words.zip(0..).collect();
    places.sort_unstable();
    let mut numbers = vec![0; places.len()];
    for (same, number) in places.chunk_by(|one, two| one.0 == two.0).zip(0..) {
        for (_, place) in same {
            numbers[*place as usize] = number;
        }
    }
    numbers
}

/// The stretches of words of which a cell consists.
fn stretches<'a>(prepared: &'a Prepared, parts: &'a [Part]) -> impl Iterator<Item = &'a [Term]> {
    parts.iter().flat_map(|part| {
        let terms = &prepared.units[part.unit].terms;
        part.terms.iter().map(|range| &terms[range.clone()])
    })
}

/// A cell is no edited form of another of which it holds less than this share: a few words of a long sentence are not its wording …
const MOSTLY_SHARED: f32 = 0.4;
/// … unless it is a part of it as it stands: so many words in at most so many pieces.
const SHORTEST_PART: usize = 5;
const MOST_PIECES: usize = 2;

/// Holds two cells against each other. `lhs` and `rhs` index the statement's cells.
pub(super) fn pair(lhs: (usize, &Words), rhs: (usize, &Words), score: f32) -> Pair {
    let mut tiles = tile(&lhs.1.pieces, &rhs.1.pieces);
    let relation = relation(lhs.1, rhs.1, &tiles);
    if relation == Relation::Reworded {
        without_islands(&mut tiles, &lhs.1.pieces, &rhs.1.pieces);
    }
    let (n_lhs, n_rhs) = (lhs.1.pieces.len(), rhs.1.pieces.len());
    Pair {
        lhs: lhs.0,
        rhs: rhs.0,
        relation,
        score,
        common_words: n_words(&tiles) as u32,
        shorter_words: n_lhs.min(n_rhs) as u32,
        longest_run: longest(&tiles) as u32,
        lhs_marks: marks(lhs.1, &tiles, |tile| tile.lhs),
        rhs_marks: marks(rhs.1, &tiles, |tile| tile.rhs),
    }
}

fn n_words(tiles: &[Tile]) -> usize {
    tiles.iter().map(|tile| tile.len).sum()
}

fn longest(tiles: &[Tile]) -> usize {
    tiles.iter().map(|tile| tile.len).max().unwrap_or(0)
}

fn relation(lhs: &Words, rhs: &Words, tiles: &[Tile]) -> Relation {
    let weight = |pieces: &[Piece]| pieces.iter().map(|piece| piece.weight).sum::<f32>();
    let of_tile = |tile: &Tile| weight(&lhs.pieces[tile.lhs..tile.lhs + tile.len]);
    let shared: f32 = tiles.iter().map(of_tile).sum();
    let (one, two) = (weight(&lhs.pieces), weight(&rhs.pieces));
    let (shorter, longer) = (one.min(two).max(1.0), one.max(two).max(1.0));
    let common = n_words(tiles);
    let (n_lhs, n_rhs) = (lhs.pieces.len(), rhs.pieces.len());
    let is_in_order = tiles.iter().all(|tile| !tile.is_moved);
    let fewest = n_lhs.min(n_rhs);
    let is_part = common == fewest && fewest >= SHORTEST_PART && tiles.len() <= MOST_PIECES;
    if common == n_lhs && common == n_rhs && is_in_order {
        Relation::SameWords
    } else if is_part
        || shared / shorter >= 0.65 && shared / longer >= MOSTLY_SHARED
        || longest(tiles) >= 8 && shared / shorter >= 0.4
    {
        Relation::Edited
    } else {
        Relation::Reworded
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

/// A cell without marks yet, from parts of one article; it is placed where its part `placed` stands.
pub(super) fn cell(
    analysed: &Analysed,
    prepared: &Prepared,
    article: usize,
    (parts, placed): (&[Part], usize),
) -> Cell {
    let spans = parts.iter().flat_map(|part| {
        let unit = &prepared.units[part.unit];
        part.terms.iter().map(|terms| span(analysed, unit, terms))
    });
    Cell {
        article,
        spans: spans.collect(),
        placement: placement(analysed, prepared, parts[placed].unit),
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

/// How close a pair is: the closest first.
pub(super) fn closeness(pair: &Pair) -> (std::cmp::Reverse<Relation>, u32, u32) {
    let share = pair.common_words * 1000 / pair.shorter_words.max(1);
    (std::cmp::Reverse(pair.relation), share, pair.longest_run)
}
