//! Words that both sentences have in one order: the longest run, the longest quoted run, words that stand together.

use super::tables::NONE;
use crate::analysis::compare::prepare::Unit;

/// Words of a sentence, and shared words, that fit a row of bits; longer sentences are compared more slowly.
pub(super) const BITS: usize = 64;
/// Shared content words at most so far apart in both sentences count as standing together.
const TOGETHER: u32 = 5;

/// Which of the numbered words stand within a few words of each other.
pub(super) fn stand_together(
    content: &[(u32, u32)],
    number: impl Fn(u32) -> Option<u32>,
    together: &mut [u64],
) {
    together.fill(0);
    let n = together.len();
    let number = |entry: u32| number(entry).map(|k| k as usize).filter(|k| *k < n);
    for (k, (at, entry)) in content.iter().enumerate() {
        let Some(one) = number(*entry) else { continue };
        let near = content[k + 1..]
            .iter()
            .take_while(|next| next.0 - at <= TOGETHER);
        for two in near.filter_map(|next| number(next.1)) {
            together[one] |= 1 << two;
            together[two] |= 1 << one;
        }
    }
}

/// Longest run of identical words: (words, weight of its content words). `places`: by word on the left its places in the sentence,
/// bit by bit; `weights`: of the left sentence's words.
pub(super) fn longest_run(
    left: &Unit,
    right: &Unit,
    to_left: &[u32],
    (places, weights): (&[u64], &[f32]),
) -> (usize, f32) {
    if left.words.len() > BITS {
        return long_run(left, right, to_left, weights);
    }
    // For each place on the left the run that ends there and at the current word on the right; `before` says which are set.
    let mut runs = [(0_usize, 0.0_f32); BITS];
    let (mut before, mut best) = (0_u64, (0, 0.0_f32));
    for word in &right.words {
        let same = to_left[*word as usize];
        let here = if same == NONE {
            0
        } else {
            places[same as usize]
        };
        let mut rest = here;
        while rest != 0 {
            // From the last place to the first, so that the run before it is still that of the word before.
            let at = BITS - 1 - rest.leading_zeros() as usize;
            rest &= !(1 << at);
            let goes_on = at > 0 && before >> (at - 1) & 1 == 1;
            let (len, weight) = if goes_on { runs[at - 1] } else { (0, 0.0) };
            runs[at] = (len + 1, weight + weights[at]);
            best.0 = best.0.max(runs[at].0);
            best.1 = best.1.max(runs[at].1);
        }
        before = here;
    }
    best
}

/// As [`longest_run`], for a left sentence of any length. Cost: the product of the lengths.
fn long_run(left: &Unit, right: &Unit, to_left: &[u32], weights: &[f32]) -> (usize, f32) {
    let mut row = vec![(0_usize, 0.0_f32); right.words.len() + 1];
    let mut best = (0, 0.0_f32);
    for (one, weight) in left.words.iter().zip(weights) {
        let mut diagonal = (0, 0.0);
        for (k, two) in right.words.iter().enumerate() {
            let above = row[k + 1];
            row[k + 1] = if *one == to_left[*two as usize] {
                (diagonal.0 + 1, diagonal.1 + weight)
            } else {
                (0, 0.0)
            };
            best.0 = best.0.max(row[k + 1].0);
            best.1 = best.1.max(row[k + 1].1);
            diagonal = above;
        }
    }
    best
}

/// Log length of the longest common run inside quotation marks on both sides.
pub(super) fn quoted_run(left: &Unit, right: &Unit, to_left: &[u32]) -> f32 {
    if left.quoted.is_empty() || right.quoted.is_empty() {
        return 0.0;
    }
    let mut row = vec![0_usize; right.quoted.len() + 1];
    let mut best = 0;
    for one in &left.quoted {
        let mut diagonal = 0;
        for (k, two) in right.quoted.iter().enumerate() {
            let above = row[k + 1];
            row[k + 1] = if *one == to_left[*two as usize] {
                diagonal + 1
            } else {
                0
            };
            best = best.max(row[k + 1]);
            diagonal = above;
        }
    }
    (1.0 + best as f32).ln()
}
