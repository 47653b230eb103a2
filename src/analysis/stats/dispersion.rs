//! Dispersion: how evenly something is spread over the parts of a corpus.

use super::Frequency;

/// Deviation of proportions: ½ Σ abs(s − v), where s is a part's share of all words and v its share of all occurrences. 0 spread
/// as the words are, towards 1 clumped in one part. 0 where there is nothing to spread.
///
/// Gries 2008, "Dispersions and adjusted frequencies in corpora".
pub fn dp(parts: &[Frequency]) -> f64 {
    let words: usize = parts.iter().map(|part| part.words).sum();
    let hits: usize = parts.iter().map(|part| part.count).sum();
    if words == 0 || hits == 0 {
        return 0.0;
    }
    let deviation: f64 = parts
        .iter()
        .map(|part| (part.words as f64 / words as f64 - part.count as f64 / hits as f64).abs())
        .sum();
    deviation / 2.0
}

/// DP divided by its greatest possible value, 1 − the smallest part's share, so that 1 is reached whatever the sizes of the parts.
/// Empty parts are left out. 0 for fewer than two parts.
///
/// Lijffijt & Gries 2012, correction to Gries 2008.
pub fn dp_normalised(parts: &[Frequency]) -> f64 {
    Parts::new(parts.iter().map(|part| part.words)).dp_normalised(parts)
}

/// The sizes of the parts of a corpus, summed up once for many words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    words: usize,
    smallest: usize,
    n: usize,
}

impl Parts {
    /// From the words of each part; empty parts are left out.
    pub fn new(words: impl Iterator<Item = usize>) -> Self {
        let mut parts = Self {
            words: 0,
            smallest: usize::MAX,
            n: 0,
        };
        for words in words.filter(|words| *words > 0) {
            parts.words += words;
            parts.smallest = parts.smallest.min(words);
            parts.n += 1;
        }
        parts
    }

    /// As [`dp_normalised`], given the parts with occurrences; parts without may be left out.
    pub fn dp_normalised(&self, with_hits: &[Frequency]) -> f64 {
        let with_hits = || with_hits.iter().filter(|part| part.words > 0);
        let hits: usize = with_hits().map(|part| part.count).sum();
        if self.n < 2 || hits == 0 {
            return 0.0;
        }
        let all = self.words as f64;
        let deviation: f64 = with_hits()
            .map(|part| (part.words as f64 / all - part.count as f64 / hits as f64).abs())
            .sum();
        let listed: usize = with_hits().map(|part| part.words).sum();
        let unlisted = self.words.saturating_sub(listed) as f64 / all;
        let dp = f64::midpoint(deviation, unlisted);
        (dp / (1.0 - self.smallest as f64 / all)).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, dp, dp_normalised};
    use crate::analysis::stats::Frequency;

    fn check(parts: &[(usize, usize)], expected: (f64, f64)) {
        let parts: Vec<Frequency> = parts
            .iter()
            .map(|(count, words)| Frequency::new(*count, *words))
            .collect();
        let found = (dp(&parts), dp_normalised(&parts));
        assert!(
            (found.0 - expected.0).abs() < 0.001 && (found.1 - expected.1).abs() < 0.001,
            "{parts:?}: {found:?}"
        );
    }

    #[test]
    fn published_and_hand_computed_cases() {
        // Gries 2008, section 3: five parts of 9, 10, 10, 10, 11 words with 1, 2, 3, 4, 5 hits
        check(&[(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)], (0.18, 0.22));
        check(&[(1, 10), (1, 10)], (0.0, 0.0));
        check(&[(4, 10), (0, 10)], (0.5, 1.0));
        check(&[(0, 10), (0, 10)], (0.0, 0.0));
        check(&[(3, 10)], (0.0, 0.0));
        check(&[], (0.0, 0.0));
    }

    #[test]
    fn parts_without_hits_may_be_left_out() {
        let all = [(3, 10), (0, 20), (2, 30), (0, 0)];
        let all = all.map(|(count, words)| Frequency::new(count, words));
        let parts = Parts::new(all.iter().map(|part| part.words));
        let some = parts.dp_normalised(&[all[0], all[2]]);
        assert!((some - dp_normalised(&all)).abs() < 1e-12);
        // ½ (|1/6 − 3/5| + 1/3 + |1/2 − 2/5|) / (5/6)
        assert!((some - 0.52).abs() < 1e-12, "{some}");
    }
}
