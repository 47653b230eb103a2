//! Words that both sentences have in one order: the longest run, the longest quoted run.

use super::tables::NONE;

/// The words of a sentence on the left laid out for its partners: where each stands, and the runs that end there.
pub(super) struct Laid {
    /// By word on the left: one more than its last place in the sentence, or 0.
    last: Vec<u32>,
    /// By place: one more than the place before with the same word, or 0.
    before: Vec<u32>,
    /// By place: the weight of the word, and the run of common words that ends there (words, weight) …
    weights: Vec<f32>,
    runs: Vec<(u32, f32)>,
    /// … at this step. Every word on the right is a step; what ended at the step before may go on.
    ended: Vec<u32>,
    step: u32,
}

impl Laid {
    /// For an article with so many different words.
    pub(super) fn new(n_words: usize) -> Self {
        Self {
            last: vec![0; n_words],
            before: Vec::new(),
            weights: Vec::new(),
            runs: Vec::new(),
            ended: Vec::new(),
            step: 0,
        }
    }

    /// Lays out a sentence; the one before must have been taken away.
    pub(super) fn lay_out(&mut self, words: &[u32], weights: impl Iterator<Item = f32>) {
        self.before.clear();
        for (at, word) in words.iter().enumerate() {
            let last = &mut self.last[*word as usize];
            self.before.push(*last);
            *last = at as u32 + 1;
        }
        self.weights.clear();
        self.weights.extend(weights);
        self.runs.resize(words.len(), (0, 0.0));
        self.ended.clear();
        self.ended.resize(words.len(), 0);
        self.step = 0;
    }

    /// Takes the sentence away.
    pub(super) fn take_away(&mut self, words: &[u32]) {
        for word in words {
            self.last[*word as usize] = 0;
        }
    }

    /// Longest run of words that `right` shares with the sentence: (words, weight), each the most of any run. `to_left`: for
    /// every word on the right the same word on the left. Cost: the pairs of places of equal words.
    pub(super) fn longest(&mut self, right: &[u32], to_left: &[u32]) -> (u32, f32) {
        let mut best = (0, 0.0_f32);
        // No run goes on from the last word of the sentence before.
        self.step += 1;
        for word in right {
            self.step += 1;
            let same = to_left[*word as usize];
            if same == NONE {
                continue;
            }
            // From the last place to the first, so that the run before it is still that of the word before.
            let mut place = self.last[same as usize];
            while let Some(at) = place.checked_sub(1) {
                let at = at as usize;
                let goes_on = at > 0 && self.ended[at - 1] == self.step - 1;
                let (len, weight) = if goes_on { self.runs[at - 1] } else { (0, 0.0) };
                let run = (len + 1, weight + self.weights[at]);
                (self.runs[at], self.ended[at]) = (run, self.step);
                best.0 = best.0.max(run.0);
                best.1 = best.1.max(run.1);
                place = self.before[at];
            }
        }
        best
    }
}
