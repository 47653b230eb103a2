//! Words that both sentences have in one order: the longest run, the longest quoted run.

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

    /// Longest run of words that a sentence on the right shares with this one: (words, weight), each the most of any run.
    /// `right`: its words that the left article has, each with its place in the sentence and its number on the left. Cost: the
    /// pairs of places of equal words.
    pub(super) fn longest(&mut self, right: &[(u32, u32)]) -> (u32, f32) {
        let mut best = (0, 0.0_f32);
        // No run goes on from the last word of the sentence before.
        let first = self.step + 2;
        for (place, word) in right {
            self.step = first + place;
            // From the last place to the first, so that the run before it is still that of the word before.
            let mut place = self.last[*word as usize];
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

#[cfg(test)]
mod tests {
    use super::Laid;

    #[test]
    fn a_run_ends_where_a_word_is_missing() {
        let mut laid = Laid::new(4);
        laid.lay_out(&[0, 1, 2, 1, 3], [1.0, 2.0, 4.0, 2.0, 8.0].into_iter());
        assert_eq!(laid.longest(&[(0, 1), (2, 2)]), (1, 4.0));
        assert_eq!(laid.longest(&[(0, 1), (1, 2), (3, 1), (4, 3)]), (2, 10.0));
        assert_eq!(laid.longest(&[(5, 0), (6, 1), (7, 2), (8, 1)]), (4, 9.0));
        assert_eq!(laid.longest(&[(0, 3)]), (1, 8.0));
    }
}
