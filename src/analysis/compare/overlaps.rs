//! Statements that share a sentence and say one thing are one statement.
//!
//! Links are taken from the surest down, so that two statements may begin at two links of one fact (headline with headline, lead
//! with lead) and then hold much of the same. They are joined when the sentences that only one of them has are linked with those
//! that only the other has. Cost: pairs of statements that share a sentence × joins.

use std::collections::{BTreeMap, BTreeSet};

use super::Watch;
use super::links::{Links, Place};
use super::scorer::sum_of;
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

/// The statements after joining; the members of each ascend. `tie` gives a number that depends on a sentence's words alone.
pub(super) fn join(
    statements: Vec<Vec<Place>>,
    links: &Links,
    threshold: f64,
    tie: &dyn Fn(Place) -> u64,
    watch: Watch<'_>,
) -> Result<Vec<Vec<Place>>, Cancelled> {
    let mut sets: Vec<BTreeSet<Place>> = statements
        .into_iter()
        .map(|members| members.into_iter().collect())
        .collect();
    let overlap = |sets: &[BTreeSet<Place>], one: usize, two: usize| {
        let mean = likeness(&sets[one], &sets[two], links, threshold);
        (mean >= threshold * JOINED).then(|| {
            let places = sets[one].iter().chain(&sets[two]);
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
    let mut overlaps: Vec<Overlap> = sharing(&sets)
        .into_iter()
        .filter_map(|(one, two)| overlap(&sets, one, two))
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
        let absorbed = std::mem::take(&mut sets[two]);
        sets[one].extend(absorbed);
        overlaps.retain(|known| {
            ![known.one, known.two]
                .iter()
                .any(|at| [one, two].contains(at))
        });
        let others = (0..sets.len()).filter(|at| *at != one && !sets[*at].is_disjoint(&sets[one]));
        let anew: Vec<Overlap> = others
            .filter_map(|other| overlap(&sets, one.min(other), one.max(other)))
            .collect();
        overlaps.extend(anew);
    }
    let left = sets.into_iter().filter(|members| !members.is_empty());
    Ok(left.map(|members| members.into_iter().collect()).collect())
}

/// Pairs of statements with a common sentence, ascending.
fn sharing(sets: &[BTreeSet<Place>]) -> BTreeSet<(usize, usize)> {
    let mut holders: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (number, members) in sets.iter().enumerate() {
        for place in members {
            holders.entry(*place).or_default().push(number);
        }
    }
    let pairs = holders.values().flat_map(|numbers| {
        let ones = numbers.iter().enumerate();
        ones.flat_map(|(k, one)| numbers[k + 1..].iter().map(|two| (*one, *two)))
    });
    pairs.collect()
}

/// How surely two statements that share a sentence are one: the mean of the links between what they do not share. Where nothing
/// can be held against each other, since it stands in one article, they are one if they share sentences of two articles.
fn likeness(one: &BTreeSet<Place>, two: &BTreeSet<Place>, links: &Links, threshold: f64) -> f64 {
    let mut values = Vec::new();
    for lhs in one.difference(two) {
        let others = two.difference(one).filter(|rhs| rhs.0 != lhs.0);
        values.extend(others.map(|rhs| links.get(*lhs, *rhs).unwrap_or(0.0)));
    }
    if !values.is_empty() {
        let n = values.len() as f64;
        return sum_of(&mut values) / n;
    }
    let shared: BTreeSet<usize> = one.intersection(two).map(|place| place.0).collect();
    if shared.len() > 1 { threshold } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn statements_that_share_a_sentence_are_one_when_their_rest_is_linked() {
        // Headline and lead of two articles: both links begin a statement, the cross links say that they are one.
        let links = [
            (((0, 0), (1, 0)), 0.9),
            (((0, 1), (1, 0)), 0.7),
            (((0, 1), (2, 4)), 0.6),
            (((0, 0), (2, 4)), 0.6),
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
            &links,
            0.5,
            &|place| place.1 as u64,
            &mut || Ok(()),
        );
        assert_eq!(
            found.unwrap(),
            [vec![(0, 0), (0, 1), (1, 0), (2, 4)], vec![(0, 1), (2, 9)],]
        );
    }
}
