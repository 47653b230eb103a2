//! Probabilities of pairs of sentences, as one sorted list: made once, then looked up often.

use std::ops::Range;

use super::rows::Rows;

/// A sentence of one of the articles: (article, number among its compared sentences).
pub type Place = (usize, usize);

/// Probabilities of pairs of sentences of different articles, the smaller article first; ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    sorted: Vec<((Place, Place), f64)>,
}

impl Links {
    /// All pairs with their probabilities, ascending.
    pub fn iter(&self) -> impl Iterator<Item = ((Place, Place), f64)> + Clone + '_ {
        self.sorted.iter().copied()
    }

    /// The probability of a pair, in either order; `None` for a pair that was never measured.
    pub fn get(&self, one: Place, two: Place) -> Option<f64> {
        self.find(one, two).ok().map(|at| self.sorted[at].1)
    }

    /// Sets the probability of a pair, in either order.
    pub fn set(&mut self, one: Place, two: Place, probability: f64) {
        match self.find(one, two) {
            Ok(at) => self.sorted[at].1 = probability,
            Err(at) => self.sorted.insert(at, (in_order(one, two), probability)),
        }
    }

    fn find(&self, one: Place, two: Place) -> Result<usize, usize> {
        let pair = in_order(one, two);
        self.sorted.binary_search_by_key(&pair, |link| link.0)
    }
}

/// Of several probabilities of one pair the last one stays.
impl FromIterator<((Place, Place), f64)> for Links {
    fn from_iter<I: IntoIterator<Item = ((Place, Place), f64)>>(links: I) -> Self {
        let mut sorted: Vec<((Place, Place), f64)> = links.into_iter().collect();
        sorted.sort_by_key(|link| link.0);
        sorted.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                earlier.1 = later.1;
            }
            is_same
        });
        Self { sorted }
    }
}

fn in_order(one: Place, two: Place) -> (Place, Place) {
    if one < two { (one, two) } else { (two, one) }
}

/// The partners of every sentence with their probabilities, for looking up: a pair is found among the few of its two articles.
pub(super) struct Around {
    /// Number of the first sentence of each article, and of all sentences.
    starts: Vec<usize>,
    /// By sentence and article: its partners there, ascending. The lists of one sentence follow each other.
    near: Rows<(Place, f64)>,
    /// By sentence and sentence the probability, 0 for none; empty where there are too many sentences for it.
    table: Vec<f64>,
}

/// Sentences of all articles for which a table of all pairs is kept: at most 8 MB.
const MOST_IN_TABLE: usize = 1024;

impl Around {
    /// Of the links that `is_kept`.
    pub(super) fn new(links: &Links, is_kept: impl Fn(f64) -> bool + Copy) -> Self {
        Self::with_table(links, is_kept, MOST_IN_TABLE)
    }

    fn with_table(
        links: &Links,
        is_kept: impl Fn(f64) -> bool + Copy,
        most_in_table: usize,
    ) -> Self {
        let kept = || links.iter().filter(move |(_, p)| is_kept(*p));
        let mut n_units: Vec<usize> = Vec::new();
        for (article, unit) in kept().flat_map(|((lhs, rhs), _)| [lhs, rhs]) {
            n_units.resize(n_units.len().max(article + 1), 0);
            n_units[article] = n_units[article].max(unit + 1);
        }
        let mut starts = vec![0];
        for n in &n_units {
            starts.push(starts[starts.len() - 1] + n);
        }
        let n_articles = n_units.len();
        let list = |own: Place, other: Place| (starts[own.0] + own.1) * n_articles + other.0;
        let both = kept()
            .flat_map(|((lhs, rhs), p)| [(list(lhs, rhs), (rhs, p)), (list(rhs, lhs), (lhs, p))]);
        let n_rows = starts[n_articles];
        let mut table = Vec::new();
        if n_rows <= most_in_table {
            table = vec![0.0; n_rows * n_rows];
            for ((lhs, rhs), p) in kept() {
                let (one, two) = (starts[lhs.0] + lhs.1, starts[rhs.0] + rhs.1);
                table[one * n_rows + two] = p;
                table[two * n_rows + one] = p;
            }
        }
        Self {
            near: Rows::new(n_rows * n_articles, both),
            starts,
            table,
        }
    }

    /// How many sentences there are, those without a partner between others included.
    pub(super) fn n_rows(&self) -> usize {
        self.starts[self.n_articles()]
    }

    fn n_articles(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of a sentence that has a partner.
    pub(super) fn row(&self, place: Place) -> usize {
        self.starts[place.0] + place.1
    }

    fn known(&self, place: Place) -> Option<usize> {
        let end = *self.starts.get(place.0 + 1)?;
        Some(self.row(place)).filter(|row| *row < end)
    }

    /// The partners of a sentence, ascending.
    pub(super) fn of(&self, place: Place) -> &[(Place, f64)] {
        let n = self.n_articles();
        let Some(row) = self.known(place) else {
            return &[];
        };
        let (first, last) = (self.near.range(row * n), self.near.range((row + 1) * n - 1));
        self.near.of(first.start..last.end)
    }

    /// All pairs with their probabilities, the smaller article first; ascending.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Place, Place, f64)> + '_ {
        let places = (0..self.n_articles()).flat_map(|article| {
            let n_units = self.starts[article + 1] - self.starts[article];
            (0..n_units).map(move |unit| (article, unit))
        });
        places.flat_map(|own| {
            let partners = self.of(own).iter();
            partners
                .filter(move |(other, _)| *other > own)
                .map(move |(other, p)| (own, *other, *p))
        })
    }

    /// The partners of a sentence in one article, ascending.
    pub(super) fn within(&self, place: Place, article: usize) -> &[(Place, f64)] {
        self.near.of(self.list(place, article))
    }

    /// Where a pair stands among all, seen from its first sentence.
    pub(super) fn number(&self, one: Place, two: Place) -> Option<usize> {
        let list = self.list(one, two.0);
        let known = self.near.of(list.clone());
        let at = known.binary_search_by_key(&two, |(place, _)| *place).ok()?;
        Some(list.start + at)
    }

    /// How many pairs there are, each seen from both its sentences.
    pub(super) fn n_pairs(&self) -> usize {
        self.near.n_values()
    }

    /// The probability of a pair; 0 where it is not among the links.
    pub(super) fn at(&self, one: Place, two: Place) -> f64 {
        if !self.table.is_empty() {
            return match (self.known(one), self.known(two)) {
                (Some(one), Some(two)) => self.table[one * self.n_rows() + two],
                _ => 0.0,
            };
        }
        let number = self.number(one, two);
        number.map_or(0.0, |at| self.near.of(at..at + 1)[0].1)
    }

    /// Where the partners of a sentence in one article stand.
    fn list(&self, place: Place, article: usize) -> Range<usize> {
        let n = self.n_articles();
        match self.known(place) {
            Some(row) if article < n => self.near.range(row * n + article),
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, Links};

    #[test]
    fn links_are_found_in_either_order_and_the_last_word_counts() {
        let mut links: Links = [
            (((0, 2), (1, 0)), 0.4),
            (((0, 1), (2, 5)), 0.9),
            (((0, 2), (1, 0)), 0.6),
        ]
        .into_iter()
        .collect();
        assert_eq!(links.get((1, 0), (0, 2)), Some(0.6));
        assert_eq!(links.get((1, 0), (0, 1)), None);
        links.set((2, 5), (1, 0), 0.2);
        links.set((2, 5), (0, 1), 0.8);
        let all: Vec<f64> = links.iter().map(|link| link.1).collect();
        assert_eq!(all, [0.8, 0.6, 0.2]);
        for most_in_table in [0, 100] {
            let around = Around::with_table(&links, |p| p > 0.3, most_in_table);
            assert_eq!(around.of((1, 0)), [((0, 2), 0.6)]);
            assert_eq!(around.of((2, 5)), [((0, 1), 0.8)]);
            assert!(around.of((3, 0)).is_empty() && around.of((1, 7)).is_empty());
            assert_eq!(around.within((2, 5), 0), [((0, 1), 0.8)]);
            assert_eq!(around.at((0, 1), (2, 5)), 0.8);
            assert_eq!(around.at((2, 5), (1, 0)), 0.0);
            assert_eq!(around.at((0, 1), (9, 5)), 0.0);
        }
    }
}
