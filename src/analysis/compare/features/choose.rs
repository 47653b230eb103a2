//! Which pairs of sentences are worth measuring: the best few partners of every sentence by weighted overlap, from both sides.

use super::measure::Measure;
use crate::analysis::Cancelled;
use crate::analysis::compare::Watch;

/// Candidates kept per sentence and direction.
const BEST: usize = 8;
/// Least overlap of a candidate: what shares next to nothing is not even a rival.
const LEAST: f32 = 0.06;
/// Sentences for which candidates are chosen between two looks at the context.
const SENTENCES_PER_LOOK: usize = 64;
/// What a common run of three words is worth beside the weights of content words.
const RUN_WORTH: f32 = 0.15;
/// From this likeness on a word counts as nearly the same.
const ALIKE: f32 = 0.3;
/// Words commoner than this in general news (natural logarithm of articles per article with the word) have no nearly same words.
const TELLING: f32 = 3.0;

/// The candidates, ascending.
pub(super) fn best_candidates(
    of: &Measure<'_>,
    watch: Watch<'_>,
) -> Result<Vec<(usize, usize)>, Cancelled> {
    let (n_lhs, n_rhs) = (of.lhs.units.len(), of.rhs.units.len());
    // The best of every sentence on either side; the worst of a full list goes first, so memory stays linear.
    let mut best_lhs: Vec<Best> = vec![Best::default(); n_lhs];
    let mut best_rhs: Vec<Best> = vec![Best::default(); n_rhs];
    let mut sums = Sums {
        values: vec![0.0; n_rhs],
        touched: Vec::new(),
    };
    for (i, best) in best_lhs.iter_mut().enumerate() {
        if i % SENTENCES_PER_LOOK == 0 {
            watch()?;
        }
        add_overlaps(of, i, &mut sums);
        sums.touched.sort_unstable();
        for &j in &sums.touched {
            let sum = std::mem::take(&mut sums.values[j as usize]);
            let score = sum
                / (of.left.mass[i] * of.right.mass[j as usize])
                    .sqrt()
                    .max(0.2);
            best.offer(score, j);
            best_rhs[j as usize].offer(score, i as u32);
        }
        sums.touched.clear();
    }
    let from_lhs = (0..n_lhs).flat_map(|i| best_lhs[i].partners().map(move |j| (i, j)));
    let from_rhs = (0..n_rhs).flat_map(|j| best_rhs[j].partners().map(move |i| (i, j)));
    let mut chosen: Vec<(usize, usize)> = from_lhs.chain(from_rhs).collect();
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// How far the sentences on the right overlap with one on the left.
struct Sums {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn add(&mut self, unit: u32, worth: f32) {
        let sum = &mut self.values[unit as usize];
        if *sum == 0.0 {
            self.touched.push(unit);
        }
        *sum += worth;
    }
}

fn add_overlaps(of: &Measure<'_>, i: usize, sums: &mut Sums) {
    for &entry in &of.lhs.units[i].entries {
        let word = &of.lhs.vocabulary[entry as usize];
        let weight = of.weights.lhs[entry as usize];
        let same = of.weights.to_right[entry as usize];
        for unit in same.map_or(&[][..], |right| of.rhs.postings.row(right as usize)) {
            sums.add(*unit, weight);
        }
        if word.is_number || word.rarity < TELLING {
            continue;
        }
        for (right, alike) in of.near.to_right.row(entry as usize) {
            if *alike > ALIKE && Some(*right) != same {
                for unit in of.rhs.postings.row(*right as usize) {
                    sums.add(*unit, weight * alike);
                }
            }
        }
    }
    for run in of.trigrams.of_left.row(i) {
        for unit in of.trigrams.to_right.row(*run as usize) {
            sums.add(*unit, RUN_WORTH);
        }
    }
}

/// The best few partners of a sentence, the best first; of equals the one that stands first.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    kept: [(f32, u32); BEST],
    n_kept: usize,
}

impl Best {
    fn offer(&mut self, score: f32, partner: u32) {
        if self.n_kept == BEST {
            if self.kept[BEST - 1].0 >= score {
                return;
            }
            self.n_kept -= 1;
        }
        let at = self.kept[..self.n_kept].partition_point(|known| known.0 >= score);
        self.kept.copy_within(at..self.n_kept, at + 1);
        self.kept[at] = (score, partner);
        self.n_kept += 1;
    }

    fn partners(&self) -> impl Iterator<Item = usize> {
        let kept = self.kept[..self.n_kept].iter();
        kept.filter(|kept| kept.0 >= LEAST)
            .map(|kept| kept.1 as usize)
    }
}
