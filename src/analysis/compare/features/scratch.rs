//! What is known of one sentence on the left (which of its words stand where), laid out by the words of the right so that all its
//! partners are measured fast.

use super::measure::{BESIDE, Measure};
use super::runs::Laid;
use crate::analysis::compare::prepare::{MOST_CLAUSES, Unit};

/// Content words of the left sentence that find their like on the right; more only where a sentence has no end.
pub(super) const MOST_ALIGNED: usize = 128;

/// A content word that both sentences have.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) lhs: u32,
    pub(super) rhs: u32,
    /// Its places among the entries of either sentence.
    pub(super) at: (u32, u32),
    pub(super) weight: f32,
    pub(super) clauses_lhs: u32,
    pub(super) clauses_rhs: u32,
}

/// What is laid out for one sentence on the left, and room for one pair.
pub(super) struct Scratch {
    /// By entry on the right: one more than its place among the left sentence's entries, or 0.
    pub(super) here: Vec<u32>,
    /// By entry on the right: its weight if the sentence's surroundings have it, or 0.
    pub(super) window: Vec<f32>,
    pub(super) carried: Vec<f32>,
    /// The left sentence's words, and those of them that are quoted.
    pub(super) words: Laid,
    pub(super) quoted: Laid,
    /// By sentence on the right: common runs of three words, weight of common pairs of content words.
    pub(super) n_trigrams: Vec<u32>,
    pub(super) bigrams: Vec<f32>,
    /// By entry on the right: whether the right sentence has it.
    pub(super) there: Vec<bool>,
    /// By run of letters: what it is worth if the left sentence has it, or 0.
    pub(super) letters: Vec<f32>,
    /// By entry on the right: how much alike the left sentence's words are to it at most.
    pub(super) alike: Vec<f32>,
    /// By entry on the right: where in `likes` stands how much alike each of the left sentence's words is to it, or 0.
    pub(super) likes_of: Vec<u32>,
    pub(super) likes: Vec<f32>,
    pub(super) shared: Vec<Shared>,
    pub(super) in_clauses: Vec<f32>,
}

impl Scratch {
    pub(super) fn new(of: &Measure<'_>) -> Self {
        let n_rhs = of.rhs.vocabulary.len();
        Self {
            here: vec![0; n_rhs],
            window: vec![0.0; n_rhs],
            carried: vec![0.0; n_rhs],
            words: Laid::new(of.lhs.words.len()),
            quoted: Laid::new(of.lhs.words.len()),
            n_trigrams: vec![0; of.rhs.units.len()],
            bigrams: vec![0.0; of.rhs.units.len()],
            there: vec![false; n_rhs],
            letters: vec![0.0; of.letters.weights.len()],
            alike: vec![0.0; n_rhs],
            likes_of: vec![0; n_rhs],
            likes: Vec::new(),
            shared: Vec::new(),
            in_clauses: vec![0.0; MOST_CLAUSES * MOST_CLAUSES],
        }
    }
}

impl Measure<'_> {
    /// Writes what is known of the left sentence into the scratch, or takes it out again.
    pub(super) fn lay_out(&self, i: usize, scratch: &mut Scratch, is_in: bool) {
        let unit = &self.lhs.units[i];
        let right = |entry: &u32| self.weights.to_right[*entry as usize];
        for (at, entry) in unit.entries.iter().enumerate() {
            if let Some(right) = right(entry) {
                scratch.here[right as usize] = if is_in { at as u32 + 1 } else { 0 };
            }
        }
        let worth = |entry: u32| {
            if is_in {
                self.weights.rhs[entry as usize]
            } else {
                0.0
            }
        };
        for entry in unit.window.iter().filter_map(right) {
            scratch.window[entry as usize] = worth(entry);
        }
        for entry in unit.carried.iter().filter_map(right) {
            scratch.carried[entry as usize] = worth(entry);
        }
        if is_in {
            let weight = |entry: u32| self.weights.lhs[entry as usize];
            let weights = unit.terms.iter().map(|term| term.entry.map_or(0.0, weight));
            let n_words = unit.words.len();
            scratch.words.lay_out(&unit.words, weights.take(n_words));
            let unweighted = unit.quoted.iter().map(|_| 0.0);
            scratch.quoted.lay_out(&unit.quoted, unweighted);
        } else {
            scratch.words.take_away(&unit.words);
            scratch.quoted.take_away(&unit.quoted);
        }
        for run in self.letters.of_left.row(i) {
            let weight = self.letters.weights[*run as usize];
            scratch.letters[*run as usize] = if is_in { weight } else { 0.0 };
        }
        self.lay_out_likes(unit, scratch, is_in);
        for run in self.trigrams.of_left.row(i) {
            for j in self.trigrams.to_right.row(*run as usize) {
                let count = &mut scratch.n_trigrams[*j as usize];
                *count = if is_in { *count + 1 } else { 0 };
            }
        }
        for run in self.bigrams.of_left.row(i) {
            for j in self.bigrams.to_right.row(*run as usize) {
                let sum = &mut scratch.bigrams[*j as usize];
                *sum = if is_in {
                    *sum + self.bigrams.weights[*run as usize]
                } else {
                    0.0
                };
            }
        }
    }

    /// How much alike the words on the right are to those of the left sentence, for its first [`MOST_ALIGNED`] entries.
    fn lay_out_likes(&self, unit: &Unit, scratch: &mut Scratch, is_in: bool) {
        let width = width_of_likes(unit);
        scratch.likes.clear();
        scratch.likes.resize(1, 0.0);
        for (at, entry) in unit.entries.iter().take(MOST_ALIGNED).enumerate() {
            for (right, alike) in self.near.to_right.row(*entry as usize) {
                let right = *right as usize;
                if !is_in {
                    scratch.likes_of[right] = 0;
                    scratch.alike[right] = 0.0;
                    continue;
                }
                if scratch.likes_of[right] == 0 {
                    scratch.likes_of[right] = scratch.likes.len() as u32;
                    scratch.likes.resize(scratch.likes.len() + width, 0.0);
                }
                scratch.likes[scratch.likes_of[right] as usize + at] = *alike;
                scratch.alike[right] = scratch.alike[right].max(*alike);
            }
        }
    }
}

/// Room for what the words of a sentence are alike to: a whole number of steps of [`BESIDE`].
pub(super) fn width_of_likes(unit: &Unit) -> usize {
    let n_words = unit.entries.len().min(MOST_ALIGNED);
    n_words.next_multiple_of(BESIDE)
}
