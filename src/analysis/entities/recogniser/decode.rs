//! Labels and the search for the best sequence of them (Viterbi).

use super::KINDS;
use super::features::TokenFeatures;
use super::weights::Weights;
use crate::analysis::entities::EntityType;

/// Number of labels: outside, and for each type its beginning and its inside.
pub const N_LABELS: usize = 9;

/// Outside (0), beginning of type t (1 + 2t), inside of type t (2 + 2t).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label(pub u8);

impl Label {
    /// The first word of a name.
    pub fn beginning(kind: EntityType) -> Self {
        Self(1 + 2 * kind as u8)
    }

    /// A further word of a name.
    pub fn inside(kind: EntityType) -> Self {
        Self(2 + 2 * kind as u8)
    }

    /// The type, unless outside.
    pub fn kind(self) -> Option<EntityType> {
        let at = self.0.checked_sub(1)? / 2;
        KINDS.get(usize::from(at)).copied()
    }

    /// Whether it goes on with a name of this type.
    pub fn continues(self, kind: EntityType) -> bool {
        self == Self::inside(kind)
    }

    /// Whether `self` may follow `before` (`None`: the start of the sentence).
    pub fn may_follow(self, before: Option<Self>) -> bool {
        let is_inside = self.0 > 0 && self.0.is_multiple_of(2);
        !is_inside || before.is_some_and(|before| before == self || before.0 + 1 == self.0)
    }
}

/// The best labels of a sentence. Cost: linear in its tokens.
pub fn best_labels(weights: &Weights, features: &TokenFeatures) -> Vec<Label> {
    let n = features.len();
    if n == 0 {
        return Vec::new();
    }
    let mut back = vec![[0_u8; N_LABELS]; n];
    let mut score = [f32::NEG_INFINITY; N_LABELS];
    let first = weights.scores(features.of(0));
    for (label, slot) in score.iter_mut().enumerate() {
        if Label(label as u8).may_follow(None) {
            *slot = first[label];
        }
    }
    for (at, pointers) in back.iter_mut().enumerate().skip(1) {
        let emission = weights.scores(features.of(at));
        let mut next = [f32::NEG_INFINITY; N_LABELS];
        for label in 0..N_LABELS {
            for (before, reached) in score.iter().enumerate() {
                if !Label(label as u8).may_follow(Some(Label(before as u8))) {
                    continue;
                }
                let sum = reached + weights.transition(before, label);
                if sum > next[label] {
                    next[label] = sum;
                    pointers[label] = before as u8;
                }
            }
            next[label] += emission[label];
        }
        score = next;
    }
    let mut best = 0;
    for label in 1..N_LABELS {
        if score[label] > score[best] {
            best = label;
        }
    }
    let mut labels = vec![Label(0); n];
    for at in (0..n).rev() {
        labels[at] = Label(best as u8);
        best = usize::from(back[at][best]);
    }
    labels
}
