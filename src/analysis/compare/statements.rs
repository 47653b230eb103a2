//! From links between sentences to statements: sets of sentences, at least two articles in each, that report the same.
//!
//! The links are taken from the surest to the least sure; one that no statement covers yet starts a statement, which then
//! takes in every sentence that is linked with its members of other articles on the whole and brings a link that is not covered
//! yet. A sentence may serve several statements; those that turn out to be one are joined (`overlaps`).
//! Ties go by the words of the sentences, so that the order of articles makes no difference. Cost: statements × neighbours.

use std::collections::BTreeSet;

use super::Watch;
use super::by_hand::Apart;
use super::links::{Around, Place};
use super::overlaps;
use crate::analysis::Cancelled;

/// The weakest link inside a statement, as a share of the threshold.
const WEAKEST: f64 = 0.5;

/// The members of each statement, ascending; no two that are kept apart stand in one. `tie` gives a number that depends on a
/// sentence's words alone; `watch` is asked before every statement whether to go on.
pub(super) fn cluster(
    (links, apart): (&Around, &Apart),
    threshold: f64,
    tie: &(dyn Fn(Place) -> u64 + Sync),
    watch: Watch<'_>,
) -> Result<Vec<Vec<Place>>, Cancelled> {
    let mut strong: Vec<(f64, (u64, u64), Place, Place)> = links
        .pairs()
        .filter(|(_, _, p)| *p >= threshold)
        .map(|(lhs, rhs, p)| {
            let (one, two) = (tie(lhs), tie(rhs));
            (p, (one.min(two), one.max(two)), lhs, rhs)
        })
        .collect();
    strong.sort_by(|one, two| {
        two.0
            .total_cmp(&one.0)
            .then(one.1.cmp(&two.1))
            .then((one.2, one.3).cmp(&(two.2, two.3)))
    });
    // By number of the link, seen from the sentence of the smaller article.
    let mut covered = vec![false; links.n_pairs()];
    let number = |one: Place, two: Place| links.number(one.min(two), one.max(two));
    let is_covered = |covered: &[bool], one: Place, two: Place| {
        number(one, two).is_none_or(|number| covered[number])
    };
    let mut found = Vec::new();
    for (_, _, lhs, rhs) in strong {
        if is_covered(&covered, lhs, rhs) {
            continue;
        }
        watch()?;
        let mut members: BTreeSet<Place> = BTreeSet::from([lhs, rhs]);
        let partners: BTreeSet<Place> = [lhs, rhs]
            .into_iter()
            .flat_map(|place| links.of(place))
            .filter(|(place, p)| *p >= threshold && !members.contains(place))
            .map(|(place, _)| *place)
            .collect();
        let mut rest: Vec<(f64, u64, Place)> = partners
            .into_iter()
            .map(|place| {
                (
                    links.at(place, lhs).max(links.at(place, rhs)),
                    tie(place),
                    place,
                )
            })
            .collect();
        rest.sort_by(|one, two| {
            two.0
                .total_cmp(&one.0)
                .then(one.1.cmp(&two.1))
                .then(one.2.cmp(&two.2))
        });
        for (_, _, place) in rest {
            let others = || members.iter().filter(|member| member.0 != place.0);
            let mut scores: Vec<f64> = others().map(|member| links.at(place, *member)).collect();
            let is_new = || {
                let mut linked = others().zip(&scores).filter(|(_, p)| **p >= threshold);
                linked.any(|(member, _)| !is_covered(&covered, place, *member))
            };
            if !is_new() || apart.keeps(place, &members) {
                continue;
            }
            scores.sort_by(f64::total_cmp);
            let mean = scores.iter().sum::<f64>() / scores.len() as f64;
            let joins = mean >= threshold && scores[0] >= threshold * WEAKEST;
            if joins {
                members.insert(place);
            }
        }
        for one in &members {
            for two in members.iter().filter(|two| two.0 > one.0) {
                if let Some(number) = number(*one, *two) {
                    covered[number] = true;
                }
            }
        }
        found.push(members.into_iter().collect());
    }
    overlaps::join(found, (links, apart), threshold, tie, watch)
}

#[cfg(test)]
mod tests {
    use super::{Apart, cluster};
    use crate::analysis::compare::links::{Around, Links};

    #[test]
    fn a_sentence_with_two_facts_serves_two_statements() {
        let links: Links = [
            (((0, 0), (1, 0)), 0.9),
            (((0, 0), (2, 3)), 0.8),
            (((1, 0), (2, 3)), 0.7),
            (((0, 0), (1, 5)), 0.6),
            (((0, 1), (1, 1)), 0.1),
        ]
        .into_iter()
        .collect();
        let links = Around::new(&links, |_| true);
        let found = cluster(
            (&links, &Apart::default()),
            0.5,
            &|place| place.1 as u64,
            &mut || Ok(()),
        )
        .unwrap();
        assert_eq!(found, [vec![(0, 0), (1, 0), (2, 3)], vec![(0, 0), (1, 5)]]);
    }

    #[test]
    fn what_is_kept_apart_never_stands_in_one_statement() {
        let links: Links = [
            (((0, 0), (1, 0)), 0.9),
            (((0, 0), (2, 0)), 0.0),
            (((1, 0), (2, 0)), 0.8),
            (((0, 0), (3, 0)), 0.9),
            (((1, 0), (3, 0)), 0.9),
            (((2, 0), (3, 0)), 0.9),
        ]
        .into_iter()
        .collect();
        let links = Around::new(&links, |_| true);
        let apart = Apart::from_iter([((0, 0), (2, 0))]);
        let tie = |place: (usize, usize)| place.0 as u64;
        let found = cluster((&links, &apart), 0.2, &tie, &mut || Ok(())).unwrap();
        assert!(found.len() > 1);
        for members in &found {
            assert!(
                !(members.contains(&(0, 0)) && members.contains(&(2, 0))),
                "{found:?}"
            );
        }
    }
}
