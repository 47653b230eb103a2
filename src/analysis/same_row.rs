//! Which row of a comparison places that were written down earlier belong to: the one place that says so.
//!
//! What a person says of a statement is kept with the places of its cells. When the comparison is computed anew, with more
//! articles, fewer, or other columns, a row may have gained and lost cells, and a sentence may stand in several rows. What was said
//! belongs to the row with the most places in common, at least half of those of the smaller of the two, in two articles if it was
//! said of two. Every row takes what fits it best first; what finds its row taken belongs there as well, behind it.
//! Cost: places × cells of their article that begin no later, by an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{ArticleId, Place, stand_side_by_side};
use crate::text::Span;

/// How well kept places fit a row: the greater the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// How many places they have in common.
    n_common: usize,
    /// Whether they begin at the same words: all that is known of a verdict of an earlier version.
    begins: bool,
    /// How many only one of them has.
    n_others: Reverse<usize>,
    /// How many are the same to the byte.
    n_equal: usize,
}

/// How well places that were kept fit a row; `None`: it is another row. Both in the order of their cells. Places of articles that are not compared
/// count neither way.
pub fn fit(kept: &[Place], row: &[Place], is_compared: impl Fn(ArticleId) -> bool) -> Option<Fit> {
    let seen: Vec<Place> = kept
        .iter()
        .copied()
        .filter(|place| is_compared(place.article))
        .collect();
    let there = common(&seen, row);
    let n_common = there.len().min(common(row, &seen).len());
    let is_half = n_common > 0 && 2 * n_common >= seen.len().min(row.len());
    if !is_half || stand_side_by_side(kept) && !stand_side_by_side(&there) {
        return None;
    }
    let begins = seen.first().zip(row.first());
    Some(Fit {
        n_common,
        begins: begins.is_some_and(|(lhs, rhs)| lhs.is_same_words(*rhs)),
        n_others: Reverse(seen.len() + row.len() - 2 * n_common),
        n_equal: seen.iter().filter(|place| row.contains(place)).count(),
    })
}

/// Those of `of` that are also in `other`.
fn common(of: &[Place], other: &[Place]) -> Vec<Place> {
    let is_there = |place: &&Place| other.iter().any(|known| place.is_same_words(*known));
    of.iter().filter(is_there).copied().collect()
}

/// Rows by the places in them.
pub struct RowIndex {
    /// By article: the places with the number of their row, by start, and the length of the longest.
    places: BTreeMap<ArticleId, (Vec<(Span, usize)>, u32)>,
}

impl RowIndex {
    /// An index of rows.
    pub fn new<'a>(rows: impl IntoIterator<Item = &'a [Place]>) -> Self {
        let mut places: BTreeMap<ArticleId, (Vec<(Span, usize)>, u32)> = BTreeMap::new();
        for (number, row) in rows.into_iter().enumerate() {
            for place in row {
                let (spans, longest) = places.entry(place.article).or_default();
                spans.push((place.span, number));
                *longest = (*longest).max(place.span.len() as u32);
            }
        }
        for (spans, _) in places.values_mut() {
            spans.sort_unstable();
        }
        Self { places }
    }

    /// The numbers of the rows that hold one of the places or touch it, ascending.
    pub fn touching(&self, kept: &[Place]) -> Vec<usize> {
        let mut found = Vec::new();
        for place in kept {
            let Some((spans, longest)) = self.places.get(&place.article) else {
                continue;
            };
            let least = place.span.start.saturating_sub(*longest);
            let first = spans.partition_point(|(span, _)| span.start < least);
            let near = spans[first..]
                .iter()
                .take_while(|(span, _)| span.start < place.span.end);
            found.extend(
                near.filter(|(span, _)| span.intersects(place.span))
                    .map(|(_, row)| *row),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Something kept, a row it may belong to, and how well it fits.
#[derive(Clone, Copy, Debug)]
pub struct Claim<F> {
    /// Number of what is kept; the later it was said the greater.
    pub kept: usize,
    /// Number of the row.
    pub row: usize,
    /// How well it fits.
    pub fit: F,
}

/// What belongs to each of `n_rows` rows: first what fits it best, then what found its row taken. Of what fits equally well the
/// row that comes first and the latest word count. `most` tells how many places two have in common: nothing goes to a row with
/// fewer than it has with another.
pub fn assign<F: Ord + Copy>(
    n_rows: usize,
    mut claims: Vec<Claim<F>>,
    most: impl Fn(&F) -> usize,
) -> Vec<Vec<usize>> {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for claim in &claims {
        let known = best.entry(claim.kept).or_default();
        *known = (*known).max(most(&claim.fit));
    }
    claims.retain(|claim| most(&claim.fit) == best[&claim.kept]);
    claims.sort_by_key(|claim| (Reverse(claim.fit), claim.row, Reverse(claim.kept)));
    let mut rows = vec![Vec::new(); n_rows];
    let mut placed = BTreeSet::new();
    for claim in &claims {
        if rows[claim.row].is_empty() && placed.insert(claim.kept) {
            rows[claim.row].push(claim.kept);
        }
    }
    for claim in &claims {
        if placed.insert(claim.kept) {
            rows[claim.row].push(claim.kept);
        }
    }
    rows
}

impl Fit {
    /// How many places are in common.
    pub fn n_common(&self) -> usize {
        self.n_common
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Fit, RowIndex, assign, fit};
    use crate::corpus::{ArticleId, Place};
    use crate::text::Span;

    /// "A1 B2-3": sentence 1 of article 0, sentences 2 to 3 of article 1; "A1a" and "A1b" are the halves of a sentence.
    fn places(text: &str) -> Vec<Place> {
        let place = |word: &str| {
            let letter = word.as_bytes()[0];
            let (half, digits) = match word.as_bytes()[word.len() - 1] {
                b'a' => (Some(0), &word[1..word.len() - 1]),
                b'b' => (Some(1), &word[1..word.len() - 1]),
                _ => (None, &word[1..]),
            };
            let start = digits.parse::<usize>().unwrap() * 100;
            let (from, to) = half.map_or((0, 80), |half| (half * 40, half * 40 + 40));
            Place {
                article: ArticleId(u32::from(letter - b'A')),
                span: Span::new(start + from, start + to),
            }
        };
        text.split_whitespace().map(place).collect()
    }

    /// What belongs to each row, "0" before "1"; the articles compared are those of the rows.
    fn check(kept: &[&str], rows: &[&str], expected: &[&[usize]]) {
        let kept: Vec<Vec<Place>> = kept.iter().map(|text| places(text)).collect();
        let rows: Vec<Vec<Place>> = rows.iter().map(|text| places(text)).collect();
        let index = RowIndex::new(rows.iter().map(Vec::as_slice));
        let is_compared = |id: ArticleId| rows.iter().flatten().any(|place| place.article == id);
        let claims = kept.iter().enumerate().flat_map(|(number, places)| {
            let (rows, touching) = (&rows, index.touching(places));
            touching.into_iter().filter_map(move |row| {
                let fit = fit(places, &rows[row], is_compared)?;
                Some(Claim {
                    kept: number,
                    row,
                    fit,
                })
            })
        });
        let found = assign(rows.len(), claims.collect(), Fit::n_common);
        assert_eq!(found, expected, "{kept:?} in {rows:?}");
    }

    #[test]
    fn what_was_said_belongs_to_the_row_with_most_places_in_common() {
        // One sentence in three rows.
        check(
            &["A1 B1 C1"],
            &["A1 B2", "A1 C1", "A1 B1 C1"],
            &[&[], &[], &[0]],
        );
        // Two sentences in two rows: what else is there decides.
        check(&["A1 B1 D1"], &["A1 B1 C1", "A1 B1 D1"], &[&[], &[0]]);
        // The halves of a sentence are in different rows, or both in one.
        check(&["A1b B2"], &["A1a B1", "A1b B2"], &[&[], &[0]]);
        check(&["A1b B2"], &["A1 B2"], &[&[0]]);
    }

    #[test]
    fn rows_may_gain_and_lose_cells() {
        // An article came before the first one; one went; both.
        check(&["B1 C1"], &["A1 B1 C1 D4"], &[&[0]]);
        check(&["A1 B1 C1"], &["B1 C1"], &[&[0]]);
        check(&["A1 B1 C1"], &["B1 C1 D1", "B1 D2"], &[&[0], &[]]);
        // Of the two articles it was said of one is left: another row.
        check(&["A1 B1"], &["A1 C1"], &[&[]]);
        check(&["A1 B1 C1 D1 E1"], &["A1 B1 C2 D2 E2"], &[&[]]);
    }

    #[test]
    fn every_row_takes_one_and_what_finds_it_taken_stands_behind() {
        check(&["A1 B1", "A1 C1"], &["A1 B1 C1", "A1 C2"], &[&[1, 0], &[]]);
        check(
            &["A1 B1", "A1 B1 C1"],
            &["A1 B1", "A1 B1 C1"],
            &[&[0], &[1]],
        );
        // Once with all its places, once with fewer.
        check(&["A1 B1", "A1 B1 C1"], &["A1 B1 C1"], &[&[1, 0]]);
    }

    #[test]
    fn a_single_place_of_an_earlier_version_is_the_beginning_of_its_row() {
        check(&["B1"], &["A1 B1", "B1 C1 D1", "B1 C2"], &[&[], &[], &[0]]);
        check(&["B1", "B1"], &["A1 B1"], &[&[1, 0]]);
    }
}
