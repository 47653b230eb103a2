//! From measures to probabilities: two logistic regressions whose weights are data (`assets/compare/weights.json`, written by
//! `examples/learn_statements.rs`). The first looks at a pair of sentences alone; the second also at what the first says of
//! their rivals, their neighbours and third articles.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::features::FEATURE_NAMES;

static JSON: &str = include_str!("../../../assets/compare/weights.json");

/// A logistic regression over standardised features.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    /// Subtracted from each feature.
    pub means: Vec<f64>,
    /// What each feature is then divided by.
    pub scales: Vec<f64>,
    /// Weight of each.
    pub weights: Vec<f64>,
    /// Added to the sum.
    pub bias: f64,
}

impl Logistic {
    /// The probability, 0 to 1.
    pub fn probability(&self, values: &[f32]) -> f64 {
        logistic(self.sum(0, values) + self.bias)
    }

    /// What the features from number `from` on add to the log odds.
    pub fn sum(&self, from: usize, values: &[f32]) -> f64 {
        let weighted = self.means[from..]
            .iter()
            .zip(&self.scales[from..])
            .zip(&self.weights[from..]);
        values
            .iter()
            .zip(weighted)
            .map(|(value, ((mean, scale), weight))| (f64::from(*value) - mean) / scale * weight)
            .sum()
    }
}

/// From log odds to a probability.
fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Everything that was learned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// On a pair of sentences.
    pub pair: Logistic,
    /// On the same measures and then on what the first says of the pair and its surroundings ([`CONTEXT_NAMES`]).
    pub context: Logistic,
    /// From this probability on, two sentences are linked.
    pub threshold: f64,
}

impl Weights {
    /// The weights that are compiled in.
    pub fn get() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| {
            serde_json::from_str(JSON).expect("a test reads the compiled-in weights")
        })
    }
}

/// A sentence of one of the articles: (article, number among its compared sentences).
pub type Place = (usize, usize);

/// Probabilities of pairs of sentences of different articles, the smaller article first.
pub type Links = BTreeMap<(Place, Place), f64>;

/// Names of what the second regression looks at.
pub const CONTEXT_NAMES: [&str; 12] = [
    "log_odds",
    "probability",
    "rivals_more",
    "rivals_less",
    "gap_more",
    "gap_less",
    "next_best",
    "beside_best",
    "third_best",
    "third_sum",
    "same_side",
    "mutual",
];

/// The sum, the same to the last bit for any order of articles.
fn sum_of(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.iter().sum()
}

/// What the second regression looks at, for every pair in `first`.
pub fn context_features(first: &Links) -> BTreeMap<(Place, Place), [f32; CONTEXT_NAMES.len()]> {
    let mut around: BTreeMap<Place, Vec<(Place, f64)>> = BTreeMap::new();
    for (&(lhs, rhs), &p) in first {
        around.entry(lhs).or_default().push((rhs, p));
        around.entry(rhs).or_default().push((lhs, p));
    }
    let none = Vec::new();
    let near = |place: &Place| around.get(place).unwrap_or(&none);
    let at = |one: Place, two: Place| {
        let key = if one.0 < two.0 {
            (one, two)
        } else {
            (two, one)
        };
        first.get(&key).copied().unwrap_or(0.0)
    };
    let beside = |place: Place, step: isize| Some((place.0, place.1.checked_add_signed(step)?));
    let both = |one: Option<Place>, two: Option<Place>| match (one, two) {
        (Some(one), Some(two)) => at(one, two),
        _ => 0.0,
    };
    let measure = |lhs: Place, rhs: Place, p: f64| {
        let rivals = |own: Place, other: Place| {
            let others = near(&own)
                .iter()
                .filter(|(place, _)| place.0 == other.0 && *place != other);
            let rivals: Vec<f64> = others.map(|(_, q)| *q).collect();
            let best = rivals.iter().copied().fold(0.0, f64::max);
            (sum_of(rivals), p - best)
        };
        let (one, two) = (rivals(lhs, rhs), rivals(rhs, lhs));
        let diagonal =
            both(beside(lhs, 1), beside(rhs, 1)).max(both(beside(lhs, -1), beside(rhs, -1)));
        let straight = [1, -1]
            .into_iter()
            .map(|step| both(beside(lhs, step), Some(rhs)).max(both(Some(lhs), beside(rhs, step))))
            .fold(0.0, f64::max);
        let (mut paths, mut same_side) = (Vec::new(), 0.0_f64);
        for (third, q) in near(&lhs) {
            if third.0 != rhs.0 {
                paths.push(q.min(at(*third, rhs)));
            }
            if *third == rhs {
                continue;
            }
            for (back, r) in near(third) {
                if back.0 == lhs.0 && *back != lhs {
                    same_side = same_side.max(q.min(*r).min(at(*back, rhs)));
                }
            }
        }
        for (third, q) in near(&rhs) {
            if *third == lhs {
                continue;
            }
            for (back, r) in near(third) {
                if back.0 == rhs.0 && *back != rhs {
                    same_side = same_side.max(q.min(*r).min(at(*back, lhs)));
                }
            }
        }
        let third_best = paths.iter().copied().fold(0.0, f64::max);
        let third_sum = sum_of(paths);
        let odds = (p.clamp(1e-6, 1.0 - 1e-6) / (1.0 - p.clamp(1e-6, 1.0 - 1e-6))).ln();
        [
            odds,
            p,
            one.0.max(two.0),
            one.0.min(two.0),
            one.1.max(two.1),
            one.1.min(two.1),
            diagonal,
            straight,
            third_best,
            third_sum,
            same_side,
            f64::from(u8::from(one.1 >= 0.0 && two.1 >= 0.0)),
        ]
        .map(|value| value as f32)
    };
    first
        .iter()
        .map(|(&(lhs, rhs), &p)| ((lhs, rhs), measure(lhs, rhs, p)))
        .collect()
}

/// The final probabilities: `own` holds what each pair's own measures add to the log odds of the second regression.
pub(super) fn in_context(weights: &Weights, first: &Links, own: &Links) -> Links {
    let from = FEATURE_NAMES.len();
    context_features(first)
        .into_iter()
        .map(|(pair, values)| {
            let sum = own[&pair] + weights.context.sum(from, &values) + weights.context.bias;
            (pair, logistic(sum))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{CONTEXT_NAMES, Weights};
    use crate::analysis::compare::FEATURE_NAMES;

    #[test]
    fn the_weights_fit_the_features() {
        let weights = Weights::get();
        for (model, n) in [
            (&weights.pair, FEATURE_NAMES.len()),
            (&weights.context, FEATURE_NAMES.len() + CONTEXT_NAMES.len()),
        ] {
            assert_eq!(
                (model.means.len(), model.scales.len(), model.weights.len()),
                (n, n, n)
            );
            assert!(model.scales.iter().all(|scale| *scale > 0.0));
        }
        assert!((0.05..0.95).contains(&weights.threshold));
    }
}
