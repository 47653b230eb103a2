//! Keyness: how much more often something occurs in one text than in another.

use super::beta::beta_quantile;

/// How often something occurs in how many words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// Occurrences.
    pub count: usize,
    /// Words of the text.
    pub words: usize,
}

impl Frequency {
    /// Occurrences and words.
    pub fn new(count: usize, words: usize) -> Self {
        Self { count, words }
    }
}

/// Occurrences per 1,000 words; 0 in an empty text.
pub fn per_thousand(frequency: Frequency) -> f64 {
    if frequency.words == 0 {
        return 0.0;
    }
    frequency.count as f64 * 1000.0 / frequency.words as f64
}

/// Log-likelihood G², four-cell form: 2 Σ O ln(O/E) over occurrences and other words in both texts. At least 0; 3.84 is the 5 %
/// point of chi-square with one degree of freedom, 6.63 the 1 % point. Which side is higher it does not say.
///
/// Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"; the four-cell form as in Rayson & Garside
/// 2000 and Evert 2004. (The two-cell form, which leaves out the other words, is a little smaller.)
pub fn g2(target: Frequency, rest: Frequency) -> f64 {
    let cells = [
        [
            target.count as f64,
            target.words.saturating_sub(target.count) as f64,
        ],
        [
            rest.count as f64,
            rest.words.saturating_sub(rest.count) as f64,
        ],
    ];
    let total: f64 = cells.iter().flatten().sum();
    let column = |at: usize| cells[0][at] + cells[1][at];
    let mut sum = 0.0;
    for row in &cells {
        for (at, observed) in row.iter().enumerate() {
            let expected = (row[0] + row[1]) * column(at) / total;
            if *observed > 0.0 {
                sum += observed * (observed / expected).ln();
            }
        }
    }
    (2.0 * sum).max(0.0)
}

/// Log Ratio: log2 of the relative frequencies; 1 is twice as often, −1 half as often. A count of zero is taken as 0.5; 0 where a
/// text is empty or neither has it.
///
/// Hardie 2014, "Log Ratio: an informal introduction".
pub fn log_ratio(target: Frequency, rest: Frequency) -> f64 {
    if target.words == 0 || rest.words == 0 || target.count + rest.count == 0 {
        return 0.0;
    }
    let rate = |f: Frequency| (f.count as f64).max(0.5) / f.words as f64;
    (rate(target) / rate(rest)).log2()
}

/// Conservative Log Ratio: the bound nearer to 0 of the confidence interval of the Log Ratio; 0 where the interval holds 0. The
/// interval is the exact one for the share of the target in both counts (Clopper & Pearson), two-sided at 95 %, Bonferroni-
/// corrected for `n_tests` candidates (the rows of the table).
///
/// Evert 2022, "Measuring keyness" (as `LRC` in the R package corpora).
pub fn lrc(target: Frequency, rest: Frequency, n_tests: usize) -> f64 {
    let (hits, all) = (target.count, target.count + rest.count);
    if all == 0 || target.words == 0 || rest.words == 0 {
        return 0.0;
    }
    let tail = 0.05 / n_tests.max(1) as f64 / 2.0;
    let (hits, misses) = (hits as f64, rest.count as f64);
    let odds = rest.words as f64 / target.words as f64;
    let bound = |share: f64| (odds * share / (1.0 - share)).log2();
    let lower = if hits == 0.0 {
        f64::NEG_INFINITY
    } else {
        bound(beta_quantile(tail, hits, misses + 1.0))
    };
    let upper = if misses == 0.0 {
        f64::INFINITY
    } else {
        bound(beta_quantile(1.0 - tail, hits + 1.0, misses))
    };
    if lower > 0.0 {
        lower
    } else if upper < 0.0 {
        upper
    } else {
        0.0
    }
}

/// %DIFF: (f1 − f2) x 100 / f2 of the relative frequencies; 100 is twice as often, −100 never. `None` where the rest lacks it.
///
/// Gabrielatos 2018, "Keyness analysis: nature, metrics and techniques".
pub fn percent_diff(target: Frequency, rest: Frequency) -> Option<f64> {
    if target.words == 0 || rest.words == 0 || rest.count == 0 {
        return None;
    }
    let (f1, f2) = (per_thousand(target), per_thousand(rest));
    Some((f1 - f2) * 100.0 / f2)
}

#[cfg(test)]
mod tests {
    use super::{Frequency, g2, log_ratio, lrc, per_thousand, percent_diff};

    fn near(value: f64, expected: f64) {
        assert!(
            (value - expected).abs() < 0.01,
            "{value}, expected {expected}"
        );
    }

    fn of(count: usize, words: usize) -> Frequency {
        Frequency::new(count, words)
    }

    #[test]
    fn g2_agrees_with_dunning() {
        // Dunning 1993, table 1: "the swiss" 110, 2442, 111, 29114 as the four cells of a bigram
        near(g2(of(110, 110 + 2442), of(111, 111 + 29114)), 270.72);
        // equal rates differ by nothing
        near(g2(of(10, 1000), of(20, 2000)), 0.0);
        // by hand: 2 (10 ln(10/5) + 990 ln(990/995) + 1000 ln(1000/995))
        near(g2(of(10, 1000), of(0, 1000)), 13.91);
    }

    #[test]
    fn log_ratio_doubles_and_halves() {
        near(log_ratio(of(20, 1000), of(10, 1000)), 1.0);
        near(log_ratio(of(5, 1000), of(10, 500)), -2.0);
        near(log_ratio(of(8, 1000), of(0, 1000)), 4.0);
        near(log_ratio(of(0, 1000), of(0, 1000)), 0.0);
        near(log_ratio(of(3, 0), of(1, 10)), 0.0);
    }

    #[test]
    fn lrc_is_the_cautious_end_of_the_interval() {
        // Clopper–Pearson for 20 of 25: [0.59296, 0.93169]; log2(0.59296 / 0.40704)
        near(lrc(of(20, 1000), of(5, 1000), 1), 0.5428);
        // the mirror image
        near(lrc(of(5, 1000), of(20, 1000), 1), -0.5428);
        // correcting for more candidates pulls it to 0
        assert_eq!(lrc(of(20, 1000), of(5, 1000), 1000), 0.0);
        // 10 of 10: lower bound 0.025^(1/10) = 0.69150
        near(lrc(of(10, 1000), of(0, 1000), 1), 1.1646);
        assert_eq!(lrc(of(1, 100), of(1, 100), 1), 0.0);
        assert_eq!(lrc(of(0, 0), of(0, 100), 1), 0.0);
    }

    #[test]
    fn rates_and_differences() {
        near(per_thousand(of(3, 1500)), 2.0);
        near(per_thousand(of(3, 0)), 0.0);
        near(percent_diff(of(20, 1000), of(10, 1000)).unwrap(), 100.0);
        near(percent_diff(of(0, 1000), of(10, 1000)).unwrap(), -100.0);
        assert_eq!(percent_diff(of(1, 1000), of(0, 1000)), None);
    }
}
