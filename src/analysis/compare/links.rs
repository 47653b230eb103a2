//! Probabilities of pairs of sentences, as one sorted list: made once, then looked up often.

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
        self.number(one, two).map(|at| self.sorted[at].1)
    }

    /// Sets the probability of a pair, in either order.
    pub fn set(&mut self, one: Place, two: Place, probability: f64) {
        match self.find(one, two) {
            Ok(at) => self.sorted[at].1 = probability,
            Err(at) => self.sorted.insert(at, (in_order(one, two), probability)),
        }
    }

    /// How many pairs there are.
    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Where a pair stands in the list.
    pub(super) fn number(&self, one: Place, two: Place) -> Option<usize> {
        self.find(one, two).ok()
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

/// The partners of every sentence with their probabilities, for looking up.
pub(super) struct Around {
    /// Number of the first sentence of each article.
    starts: Vec<usize>,
    near: Rows<(Place, f64)>,
}

impl Around {
    /// Of the links that `is_kept`.
    pub(super) fn new(links: &Links, is_kept: impl Fn(f64) -> bool + Copy) -> Self {
        let kept = || links.iter().filter(move |(_, p)| is_kept(*p));
        let mut n_units: Vec<usize> = Vec::new();
        for (article, unit) in kept().flat_map(|((lhs, rhs), _)| [lhs, rhs]) {
            n_units.resize(n_units.len().max(article + 1), 0);
            n_units[article] = n_units[article].max(unit + 1);
        }
        let mut starts = vec![0];
        for n in n_units {
            starts.push(starts[starts.len() - 1] + n);
        }
        let row = |place: Place| starts[place.0] + place.1;
        // First the partners in articles before, then those in articles after: each list ascends.
        let before = kept().map(|((lhs, rhs), p)| (row(rhs), (lhs, p)));
        let after = kept().map(|((lhs, rhs), p)| (row(lhs), (rhs, p)));
        Self {
            near: Rows::new(starts[starts.len() - 1], before.chain(after)),
            starts,
        }
    }

    /// How many sentences there are, those without a partner between others included.
    pub(super) fn n_rows(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    /// The number of a sentence that has a partner.
    pub(super) fn row(&self, place: Place) -> usize {
        self.starts[place.0] + place.1
    }

    /// The partners of a sentence, ascending.
    pub(super) fn of(&self, place: Place) -> &[(Place, f64)] {
        let row = |at: usize| self.starts.get(at).map(|start| start + place.1);
        match (row(place.0), self.starts.get(place.0 + 1)) {
            (Some(row), Some(end)) if row < *end => self.near.row(row),
            _ => &[],
        }
    }

    /// The probability of a pair; 0 where it is not among the links.
    pub(super) fn at(&self, one: Place, two: Place) -> f64 {
        let list = self.of(one);
        list.binary_search_by_key(&two, |(known, _)| *known)
            .map_or(0.0, |at| list[at].1)
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
        let around = Around::new(&links, |p| p > 0.3);
        assert_eq!(around.of((1, 0)), [((0, 2), 0.6)]);
        assert_eq!(around.of((2, 5)), [((0, 1), 0.8)]);
        assert!(around.of((3, 0)).is_empty() && around.of((1, 7)).is_empty());
        assert_eq!(around.at((2, 5), (1, 0)), 0.0);
    }
}
