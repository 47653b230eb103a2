//! From measures to probabilities: two logistic regressions whose weights are data (`assets/compare/weights.json`, written by
//! `examples/learn_statements.rs`). The first looks at a pair of sentences alone; the second once more at the pair, and at what
//! the first says of it, its rivals, its neighbours and third articles.

use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::links::{Around, Links, Place};

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
        let weighted = self.means.iter().zip(&self.scales).zip(&self.weights);
        let sum: f64 = values
            .iter()
            .zip(weighted)
            .map(|(value, ((mean, scale), weight))| (f64::from(*value) - mean) / scale * weight)
            .sum();
        logistic(sum + self.bias)
    }
}

/// The same regression over features as they come: standardising is part of weights and bias.
struct Folded {
    weights: Vec<f64>,
    bias: f64,
}

impl Folded {
    fn new(of: &Logistic) -> Self {
        let weights: Vec<f64> = of
            .weights
            .iter()
            .zip(&of.scales)
            .map(|(weight, scale)| weight / scale)
            .collect();
        let shift: f64 = weights
            .iter()
            .zip(&of.means)
            .map(|(weight, mean)| weight * mean)
            .sum();
        Self {
            weights,
            bias: of.bias - shift,
        }
    }
}

/// Both regressions, ready for many pairs.
pub(super) struct Scorer {
    pair: Folded,
    context: Folded,
}

impl Scorer {
    /// Of the weights that are compiled in.
    pub(super) fn get() -> &'static Self {
        static SCORER: OnceLock<Scorer> = OnceLock::new();
        SCORER.get_or_init(|| {
            let weights = Weights::get();
            Self {
                pair: Folded::new(&weights.pair),
                context: Folded::new(&weights.context),
            }
        })
    }

    /// The first probability, from what was measured on a pair.
    pub(super) fn probability(&self, values: &[f32]) -> f64 {
        logistic(weighted_sum(values, &self.pair.weights) + self.pair.bias)
    }

    /// What the measures add to the second regression.
    pub(super) fn evidence(&self, values: &[f32]) -> f64 {
        weighted_sum(values, &self.context.weights[..values.len()])
    }

    /// The second probability.
    fn in_context(&self, evidence: f64, context: &[f32; CONTEXT_NAMES.len()]) -> f64 {
        let weights = &self.context.weights;
        let weights = &weights[weights.len() - context.len()..];
        logistic(evidence + weighted_sum(context, weights) + self.context.bias)
    }
}

/// Several sums side by side, then their sum: one after another every addition would wait for the last.
fn weighted_sum(values: &[f32], weights: &[f64]) -> f64 {
    const BESIDE: usize = 8;
    let mut sums = [0.0; BESIDE];
    for (values, weights) in values.chunks(BESIDE).zip(weights.chunks(BESIDE)) {
        for (sum, (value, weight)) in sums.iter_mut().zip(values.iter().zip(weights)) {
            *sum += f64::from(*value) * weight;
        }
    }
    sums.iter().sum()
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
    /// On the pair and on what the first says of it and its surroundings ([`CONTEXT_NAMES`], behind the pair's own).
    pub context: Logistic,
    /// From this probability on, two sentences are linked.
    pub threshold: f64,
}

impl Weights {
    /// The weights that are compiled in.
    pub fn get() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(Self::read)
    }

    /// Reads the compiled-in weights again; for measuring.
    pub fn read() -> Self {
        serde_json::from_str(JSON).expect("a test reads the compiled-in weights")
    }
}

/// A pair of sentences with what is known of it alone.
pub(super) struct Measured {
    pub(super) pair: (Place, Place),
    /// What the first regression says.
    pub(super) probability: f64,
    /// Both are the same words.
    pub(super) is_same: bool,
    /// See [`Scorer::evidence`].
    pub(super) evidence: f64,
}

/// Names of what the second regression looks at beside what was measured on the pair.
pub const CONTEXT_NAMES: [&str; 11] = [
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
    "mutual",
];

/// Pairs below this first probability are no links and no evidence for others.
pub const FLOOR: f64 = 0.02;

/// A sum of values from 0 to 1 that is the same to the last bit for any order of articles: counted in steps of 2⁻⁴⁰.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ExactSum(u64);

impl ExactSum {
    const STEPS: f64 = (1_u64 << 40) as f64;

    pub(super) fn add(&mut self, value: f64) {
        self.0 += (value * Self::STEPS) as u64;
    }

    pub(super) fn value(self) -> f64 {
        self.0 as f64 / Self::STEPS
    }
}

impl Around {
    /// Sum of the rivals of `other` for `own`, and by how much `p` is ahead of the best of them.
    fn rivals(&self, own: Place, other: Place, p: f64) -> (f64, f64) {
        // In the order of their article, which is the same for any order of articles: so is the sum.
        let all = self.within(own, other.0).iter();
        let rivals = all.filter(|(place, _)| *place != other);
        let (sum, best) = rivals.fold((0.0, 0.0_f64), |(sum, best), (_, q)| {
            (sum + q, best.max(*q))
        });
        (sum, p - best)
    }

    /// How well third articles connect the two: (best, sum). The sum weighs against the best, which grows with every further
    /// article. `near` holds the partners of the one as [`Around::lay_out`] writes them.
    fn third(&self, near: &[f64], other: Place) -> (f64, f64) {
        let (mut best, mut sum) = (0.0_f64, ExactSum::default());
        for (third, r) in self.of(other) {
            let path = near[self.row(*third)].min(*r);
            best = best.max(path);
            sum.add(path);
        }
        (best, sum.value())
    }

    /// Writes the partners of a sentence into `near`, by row, or takes them out again.
    fn lay_out(&self, place: Place, near: &mut [f64], is_in: bool) {
        for (partner, p) in self.of(place) {
            near[self.row(*partner)] = if is_in { *p } else { 0.0 };
        }
    }
}

/// What the second regression looks at, for every pair in `first` that is not below [`FLOOR`]; ascending.
/// Cost: pairs times the likely partners of a sentence.
pub fn context_features(first: &Links) -> Vec<((Place, Place), [f32; CONTEXT_NAMES.len()])> {
    let around = Around::new(first, |p| p >= FLOOR);
    let beside = |place: Place, step: isize| Some((place.0, place.1.checked_add_signed(step)?));
    let both = |one: Option<Place>, two: Option<Place>| match (one, two) {
        (Some(one), Some(two)) => around.at(one, two),
        _ => 0.0,
    };
    let measure = |near: &[f64], lhs: Place, rhs: Place, p: f64| {
        let (one, two) = (around.rivals(lhs, rhs, p), around.rivals(rhs, lhs, p));
        let diagonal =
            both(beside(lhs, 1), beside(rhs, 1)).max(both(beside(lhs, -1), beside(rhs, -1)));
        let straight = [1, -1]
            .into_iter()
            .map(|step| both(beside(lhs, step), Some(rhs)).max(both(Some(lhs), beside(rhs, step))))
            .fold(0.0, f64::max);
        let third = around.third(near, rhs);
        let sure = p.clamp(1e-6, 1.0 - 1e-6);
        [
            (sure / (1.0 - sure)).ln(),
            p,
            one.0.max(two.0),
            one.0.min(two.0),
            one.1.max(two.1),
            one.1.min(two.1),
            diagonal,
            straight,
            third.0,
            third.1,
            f64::from(u8::from(one.1 >= 0.0 && two.1 >= 0.0)),
        ]
        .map(|value| value as f32)
    };
    let likely: Vec<((Place, Place), f64)> = first.iter().filter(|(_, p)| *p >= FLOOR).collect();
    let of_one: Vec<&[((Place, Place), f64)]> = likely
        .chunk_by(|(one, _), (two, _)| one.0 == two.0)
        .collect();
    let scratch = || vec![0.0; around.n_rows()];
    of_one
        .par_iter()
        .map_init(scratch, |near, pairs| {
            let lhs = pairs[0].0.0;
            around.lay_out(lhs, near, true);
            let own = pairs.iter();
            let measured: Vec<_> = own
                .map(|&(pair, p)| (pair, measure(near, pair.0, pair.1, p)))
                .collect();
            around.lay_out(lhs, near, false);
            measured
        })
        .flatten_iter()
        .collect()
}

/// Probability of two sentences of the same words: nothing but the person speaks against them.
const SAME: f64 = 0.99;

/// The final probabilities of the likely pairs. `measured` ascends.
pub(super) fn in_context(measured: &[Measured]) -> Links {
    let first: Links = measured
        .iter()
        .map(|of| (of.pair, of.probability))
        .collect();
    let scorer = Scorer::get();
    // For the likely pairs, in the same order.
    let mut context = context_features(&first).into_iter().peekable();
    let last = measured.iter().filter_map(|of| {
        let own = context.next_if(|(pair, _)| *pair == of.pair);
        if of.is_same {
            return Some((of.pair, SAME));
        }
        let (_, context) = own?;
        Some((of.pair, scorer.in_context(of.evidence, &context)))
    });
    last.collect()
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
