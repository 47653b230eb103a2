//! Statements that share a sentence and say one thing are one statement.
//!
//! Links are taken from the surest down, so that two statements may begin at two links of one fact (headline with headline, lead
//! with lead) and then hold much of the same. They are joined when the sentences that only one of them has are linked with those
//! that only the other has. Cost: pairs of statements that share a sentence × joins.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Watch;
use super::by_hand::Apart;
use super::links::{Around, Place};
use super::scorer::ExactSum;
use crate::analysis::Cancelled;

/// The least mean of the links between what only one and what only the other has, as a share of the threshold.
const JOINED: f64 = 1.2;

/// Two statements by number, and how surely they are one.
struct Overlap {
    mean: f64,
    /// The hashes of all their sentences, ascending: breaks ties by words.
    words: Vec<u64>,
    one: usize,
    two: usize,
}

/// The statements after joining; none holds two sentences that are kept `apart`. The members of each ascend, as they do in
/// `statements`. `tie` gives a number that depends on a sentence's words alone.
pub(super) fn join(
    mut statements: Vec<Vec<Place>>,
    (links, apart): (&Around, &Apart),
    threshold: f64,
    tie: &(dyn Fn(Place) -> u64 + Sync),
    watch: Watch<'_>,
) -> Result<Vec<Vec<Place>>, Cancelled> {
    let overlap = |statements: &[Vec<Place>], one: usize, two: usize| {
        let (these, those) = (&statements[one], &statements[two]);
        if these.iter().any(|own| apart.keeps(*own, those)) {
            return None;
        }
        let mean = likeness(these, those, links);
        (mean >= threshold * JOINED).then(|| {
            let places = statements[one].iter().chain(&statements[two]);
            let mut words: Vec<u64> = places.map(|place| tie(*place)).collect();
            words.sort_unstable();
            Overlap {
                mean,
                words,
                one,
                two,
            }
        })
    };
    watch()?;
    let mut holders = Holders::of(&statements);
    let mut overlaps: Vec<Overlap> = holders
        .sharing()
        .par_iter()
        .filter_map(|(one, two)| overlap(&statements, *one, *two))
        .collect();
    let surest = |overlaps: &[Overlap]| {
        let numbers = 0..overlaps.len();
        numbers.max_by(|x, y| {
            let (x, y) = (&overlaps[*x], &overlaps[*y]);
            x.mean.total_cmp(&y.mean).then(x.words.cmp(&y.words))
        })
    };
    while let Some(best) = surest(&overlaps) {
        watch()?;
        let Overlap { one, two, .. } = overlaps.swap_remove(best);
        let absorbed = std::mem::take(&mut statements[two]);
        holders.replace(two, one, &absorbed);
        statements[one].extend(absorbed);
        statements[one].sort_unstable();
        statements[one].dedup();
        overlaps.retain(|known| {
            let is_of = |at: usize| [one, two].contains(&at);
            !is_of(known.one) && !is_of(known.two)
        });
        for other in holders.sharing_with(one, &statements[one]) {
            overlaps.extend(overlap(&statements, one.min(other), one.max(other)));
        }
    }
    statements.retain(|members| !members.is_empty());
    Ok(statements)
}

/// The statements, by number, in which each sentence stands; ascending.
struct Holders(BTreeMap<Place, Vec<usize>>);

impl Holders {
    fn of(statements: &[Vec<Place>]) -> Self {
        let mut holders: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (number, members) in statements.iter().enumerate() {
            for place in members {
                holders.entry(*place).or_default().push(number);
            }
        }
        Self(holders)
    }

    /// Pairs of statements with a common sentence, ascending.
    fn sharing(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for same in self.0.values() {
            for (k, one) in same.iter().enumerate() {
                pairs.extend(same[k + 1..].iter().map(|two| (*one, *two)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The other statements that have a sentence of these, ascending.
    fn sharing_with(&self, own: usize, members: &[Place]) -> Vec<usize> {
        let all = members.iter().filter_map(|place| self.0.get(place));
        let mut others: Vec<usize> = all.flatten().copied().filter(|at| *at != own).collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Sentences of one statement now stand in another.
    fn replace(&mut self, old: usize, new: usize, members: &[Place]) {
        for place in members {
            let holders = self.0.entry(*place).or_default();
            holders.retain(|at| *at != old && *at != new);
            holders.insert(holders.partition_point(|at| *at < new), new);
        }
    }
}

/// The sentences that both have.
fn shared<'a>(one: &'a [Place], two: &'a [Place]) -> impl Iterator<Item = &'a Place> {
    one.iter().filter(|place| two.binary_search(place).is_ok())
}

/// The sentences that only the first has.
fn own<'a>(one: &'a [Place], two: &'a [Place]) -> impl Iterator<Item = &'a Place> {
    one.iter().filter(|place| two.binary_search(place).is_err())
}

/// How surely two statements that share a sentence are one: the mean of the links between what they do not share. Where nothing
/// can be held against each other, since it stands in one article, they are one if they share sentences of two articles.
fn likeness(one: &[Place], two: &[Place], links: &Around) -> f64 {
    let there: Vec<Place> = own(two, one).copied().collect();
    let (mut sum, mut n) = (ExactSum::default(), 0);
    for lhs in own(one, two) {
        for rhs in there.iter().filter(|rhs| rhs.0 != lhs.0) {
            sum.add(links.at(*lhs, *rhs));
            n += 1;
        }
    }
    if n > 0 {
        return sum.value() / f64::from(n);
    }
    let mut articles = shared(one, two).map(|place| place.0);
    let first = articles.next();
    f64::from(u8::from(articles.any(|article| Some(article) != first)))
}

#[cfg(test)]
mod tests {
    use super::{Apart, Place, join};
    use crate::analysis::compare::links::{Around, Links};

    #[test]
    fn statements_that_share_a_sentence_are_one_when_their_rest_is_linked() {
        // Headline and lead of two articles: both links begin a statement, the cross links say that they are one.
        let links: Links = [
            (((0, 0), (1, 0)), 0.9),
            (((0, 1), (1, 0)), 0.7),
            (((0, 1), (2, 4)), 0.6),
            (((0, 0), (2, 4)), 0.7),
            (((1, 0), (2, 4)), 0.5),
            (((0, 1), (2, 9)), 0.8),
        ]
        .into_iter()
        .collect();
        let statements = vec![
            vec![(0, 0), (1, 0)],
            vec![(0, 1), (1, 0), (2, 4)],
            vec![(0, 1), (2, 9)],
        ];
        let found = join(
            statements,
            (&Around::new(&links, |_| true), &Apart::default()),
            0.5,
            &|place| place.1 as u64,
            &mut || Ok(()),
        );
        assert_eq!(
            found.unwrap(),
            [vec![(0, 0), (0, 1), (1, 0), (2, 4)], vec![(0, 1), (2, 9)],]
        );
    }

    #[test]
    fn statements_with_sentences_that_are_kept_apart_stay_two() {
        let places = |article: usize| [(article, 1), (article, 2)];
        let cross = places(0)
            .into_iter()
            .flat_map(|lhs| places(1).map(|rhs| ((lhs, rhs), 0.8)));
        let mut links: Links = cross.collect();
        for place in places(0).into_iter().chain(places(1)) {
            links.set(place, (2, 1), 0.8);
        }
        links.set((0, 1), (1, 1), 0.0);
        let links = Around::new(&links, |_| true);
        let one = vec![(0, 1), (0, 2), (2, 1)];
        let two = vec![(1, 1), (1, 2), (2, 1)];
        let joined = |apart: &Apart| {
            let statements = vec![one.clone(), two.clone()];
            let tie = |place: Place| place.1 as u64;
            join(statements, (&links, apart), 0.4, &tie, &mut || Ok(())).unwrap()
        };
        assert_eq!(
            joined(&Apart::default()).len(),
            1,
            "one pair of four does not tell"
        );
        let apart = Apart::from_iter([((0, 1), (1, 1))]);
        assert_eq!(joined(&apart), [one.clone(), two.clone()]);
    }
}
