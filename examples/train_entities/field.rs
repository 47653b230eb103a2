//! Trains the conditional random field: stochastic gradient of the log-likelihood with AdaGrad steps (Duchi et al. 2011), L2
//! regularisation and feature dropout; then small rows are dropped.

#![expect(
    clippy::needless_range_loop,
    reason = "labels number rows and columns of several arrays at once"
)]

use std::collections::HashMap;

use hexapla::analysis::entities::recogniser::decode::{Label, N_LABELS};
use hexapla::analysis::entities::recogniser::features::{ArticleContext, TokenFeatures};
use hexapla::analysis::entities::recogniser::weights::{Row, Weights};

use crate::sets::{Article, Dice};

const DROPOUT_PERCENT: u64 = 15;

struct Settings {
    epochs: usize,
    rate: f32,
    l2: f32,
    drop: f32,
    at_least: u32,
}

impl Settings {
    fn read(options: &[&str]) -> Self {
        let number = |name: &str, default: f32| {
            let found = options
                .iter()
                .find_map(|o| o.strip_prefix(name)?.strip_prefix('='));
            found
                .and_then(|value| value.parse().ok())
                .unwrap_or(default)
        };
        Self {
            epochs: number("epochs", 6.0) as usize,
            rate: number("rate", 0.15),
            l2: number("l2", 2e-6),
            drop: number("drop", 0.05),
            at_least: number("min", 3.0) as u32,
        }
    }
}

/// A sentence as numbers of features.
struct Sentence {
    features: Vec<u32>,
    ends: Vec<u32>,
    labels: Vec<u8>,
    weight: f32,
}

type Scores = [f32; N_LABELS];

/// Trains on all articles; prints progress to standard error.
pub fn train(articles: &[Article], options: &[&str]) -> Weights {
    let settings = Settings::read(options);
    let (keys, sentences) = number_features(articles, settings.at_least);
    let tokens: usize = sentences.iter().map(|s| s.labels.len()).sum();
    eprintln!(
        "{} sentences, {tokens} tokens, {} features",
        sentences.len(),
        keys.len()
    );
    let mut trainer = Trainer {
        weights: vec![[0.0; N_LABELS]; keys.len()],
        squares: vec![[1e-4; N_LABELS]; keys.len()],
        transitions: [[0.0; N_LABELS]; N_LABELS],
        transition_squares: [[1e-4; N_LABELS]; N_LABELS],
        settings,
        dice: Dice(0x9e37_79b9_7f4a_7c15),
    };
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for epoch in 0..trainer.settings.epochs {
        for at in (1..order.len()).rev() {
            let other = trainer.dice.below(at as u64 + 1) as usize;
            order.swap(at, other);
        }
        let loss: f64 = order.iter().map(|at| trainer.learn(&sentences[*at])).sum();
        eprintln!(
            "epoch {}: loss per token {:.4}",
            epoch + 1,
            loss / tokens as f64
        );
    }
    let drop = trainer.settings.drop;
    let rows: Vec<Row> = keys
        .iter()
        .zip(&trainer.weights)
        .map(|(key, weights)| Row {
            key: *key,
            weights: *weights,
        })
        .filter(|row| row.weights.iter().any(|w| w.abs() >= drop))
        .collect();
    eprintln!("{} features kept", rows.len());
    Weights::new(trainer.transitions, &rows)
}

fn number_features(articles: &[Article], at_least: u32) -> (Vec<u32>, Vec<Sentence>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    each_sentence(articles, |features, _, _| {
        for at in 0..features.len() {
            for key in features.of(at) {
                *counts.entry(*key).or_default() += 1;
            }
        }
    });
    let mut keys: Vec<u32> = counts
        .into_iter()
        .filter(|(_, n)| *n >= at_least)
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys
        .iter()
        .zip(0..)
        .map(|(key, number)| (*key, number))
        .collect();
    let mut sentences = Vec::new();
    each_sentence(articles, |features, labels, weight| {
        let mut sentence = Sentence {
            features: Vec::new(),
            ends: Vec::new(),
            labels: labels.iter().map(|label| label.0).collect(),
            weight,
        };
        for at in 0..features.len() {
            sentence
                .features
                .extend(features.of(at).iter().filter_map(|key| numbers.get(key)));
            sentence.ends.push(sentence.features.len() as u32);
        }
        sentences.push(sentence);
    });
    (keys, sentences)
}

fn each_sentence(articles: &[Article], mut take: impl FnMut(&TokenFeatures, &[Label], f32)) {
    let mut features = TokenFeatures::default();
    for article in articles {
        let tokens: Vec<&[_]> = article
            .sentences
            .iter()
            .map(|(tokens, _)| tokens.as_slice())
            .collect();
        let context = ArticleContext::new(&article.text, &tokens);
        for (number, (_, labels)) in article.sentences.iter().enumerate() {
            features.fill(&context, number);
            if !features.is_empty() {
                take(&features, labels, article.weight);
            }
        }
    }
}

struct Trainer {
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    transitions: [Scores; N_LABELS],
    transition_squares: [Scores; N_LABELS],
    settings: Settings,
    dice: Dice,
}

impl Trainer {
    /// One step on one sentence; its loss.
    fn learn(&mut self, sentence: &Sentence) -> f64 {
        let n = sentence.labels.len();
        let keep = 100.0 / (100 - DROPOUT_PERCENT) as f32;
        let mut kept: Vec<u32> = Vec::with_capacity(sentence.features.len());
        let mut ends: Vec<usize> = Vec::with_capacity(n);
        let mut emission: Vec<Scores> = vec![[0.0; N_LABELS]; n];
        let mut start = 0;
        for at in 0..n {
            let end = sentence.ends[at] as usize;
            for feature in &sentence.features[start..end] {
                if self.dice.below(100) < DROPOUT_PERCENT {
                    continue;
                }
                kept.push(*feature);
                for (sum, w) in emission[at]
                    .iter_mut()
                    .zip(&self.weights[*feature as usize])
                {
                    *sum += w * keep;
                }
            }
            ends.push(kept.len());
            start = end;
        }
        let (marginals, pairs, log_z) = self.forward_backward(&emission);
        let mut loss = log_z;
        for at in 0..n {
            let gold = usize::from(sentence.labels[at]);
            loss -= f64::from(emission[at][gold]);
            if at > 0 {
                loss -= f64::from(self.transitions[usize::from(sentence.labels[at - 1])][gold]);
            }
        }
        let mut start = 0;
        for at in 0..n {
            let mut gradient = marginals[at];
            gradient[usize::from(sentence.labels[at])] -= 1.0;
            for g in &mut gradient {
                *g *= sentence.weight;
            }
            for feature in &kept[start..ends[at]] {
                self.step(*feature as usize, &gradient);
            }
            start = ends[at];
        }
        self.step_transitions(sentence, &pairs);
        loss
    }

    fn step(&mut self, feature: usize, gradient: &Scores) {
        let (weights, squares) = (&mut self.weights[feature], &mut self.squares[feature]);
        for label in 0..N_LABELS {
            let g = gradient[label] + self.settings.l2 * weights[label];
            squares[label] += g * g;
            weights[label] -= self.settings.rate * g / squares[label].sqrt();
        }
    }

    fn step_transitions(&mut self, sentence: &Sentence, pairs: &[Scores; N_LABELS]) {
        let mut gradient = *pairs;
        for pair in sentence.labels.windows(2) {
            gradient[usize::from(pair[0])][usize::from(pair[1])] -= 1.0;
        }
        for before in 0..N_LABELS {
            for label in 0..N_LABELS {
                let g = gradient[before][label] * sentence.weight;
                self.transition_squares[before][label] += g * g;
                self.transitions[before][label] -=
                    self.settings.rate * g / self.transition_squares[before][label].sqrt();
            }
        }
    }

    /// Marginals per token, expected pairs, log of the normaliser.
    fn forward_backward(&self, emission: &[Scores]) -> (Vec<Scores>, [Scores; N_LABELS], f64) {
        let n = emission.len();
        let moves = self.transitions.map(|row| row.map(f32::exp));
        let mut log_z = 0.0;
        let local: Vec<Scores> = emission
            .iter()
            .map(|scores| {
                let most = scores.iter().copied().fold(f32::MIN, f32::max);
                log_z += f64::from(most);
                scores.map(|s| (s - most).exp())
            })
            .collect();
        let mut forward = vec![[0.0; N_LABELS]; n];
        for at in 0..n {
            for label in 0..N_LABELS {
                let reach: f32 = if at == 0 {
                    1.0
                } else {
                    (0..N_LABELS)
                        .map(|before| forward[at - 1][before] * moves[before][label])
                        .sum()
                };
                forward[at][label] = reach * local[at][label];
            }
            let sum: f32 = forward[at].iter().sum();
            log_z += f64::from(sum.ln());
            forward[at].iter_mut().for_each(|f| *f /= sum);
        }
        let mut marginals = vec![[0.0; N_LABELS]; n];
        let mut pairs = [[0.0; N_LABELS]; N_LABELS];
        let mut backward = [1.0 / N_LABELS as f32; N_LABELS];
        for at in (0..n).rev() {
            let sum: f32 = (0..N_LABELS).map(|l| forward[at][l] * backward[l]).sum();
            for label in 0..N_LABELS {
                marginals[at][label] = forward[at][label] * backward[label] / sum;
            }
            if at == 0 {
                break;
            }
            let arrive: Scores = std::array::from_fn(|l| local[at][l] * backward[l]);
            let mut total = 0.0;
            let mut joint = [[0.0; N_LABELS]; N_LABELS];
            let mut next = [0.0; N_LABELS];
            for before in 0..N_LABELS {
                for label in 0..N_LABELS {
                    let step = moves[before][label] * arrive[label];
                    next[before] += step;
                    joint[before][label] = forward[at - 1][before] * step;
                    total += joint[before][label];
                }
            }
            for (pair, j) in pairs
                .as_flattened_mut()
                .iter_mut()
                .zip(joint.as_flattened())
            {
                *pair += j / total;
            }
            let sum: f32 = next.iter().sum();
            backward = next.map(|b| b / sum);
        }
        (marginals, pairs, log_z)
    }
}
