//! What is looked up for every pair of sentences, computed once for a pair of articles.

use std::cmp::Ordering;

use crate::analysis::compare::likeness::Likeness;
use crate::analysis::compare::prepare::{MOST_CLAUSES, Prepared, Unit};
use crate::analysis::compare::rows::Rows;

/// No word of the other article.
pub(super) const NONE: u32 = u32::MAX;

/// The sentences of one article, weighed as this pair of articles weighs words.
pub(super) struct Side {
    /// Weight of the content words.
    pub(super) mass: Vec<f32>,
    /// Sum of their rarities in general news.
    pub(super) rarity: Vec<f32>,
    /// Weight of those that are neither names nor numbers.
    pub(super) plain: Vec<f32>,
    /// Weight of the names.
    pub(super) named: Vec<f32>,
    /// Weight of each sentence with its neighbours, and with the one before it.
    pub(super) window: Vec<f32>,
    pub(super) carried: Vec<f32>,
    /// Weight of each clause.
    pub(super) clauses: Rows<f32>,
    /// Components of a vector.
    pub(super) dims: usize,
    /// The weighted means of the words' vectors less the article's, length one or zero, one after another.
    pub(super) vectors: Vec<f32>,
}

impl Side {
    /// `words`: weights and rarities; `numbers`: of the words in `likeness`.
    pub(super) fn new(
        article: &Prepared,
        (weights, rarities): (&[f32], &[f32]),
        likeness: &Likeness,
        numbers: &[Option<u32>],
    ) -> Self {
        let sum = |entries: &[u32], values: &[f32]| -> f32 {
            entries.iter().map(|entry| values[*entry as usize]).sum()
        };
        let only = |is_counted: &dyn Fn(usize) -> bool| -> Vec<f32> {
            let counted = |value: (usize, &f32)| if is_counted(value.0) { *value.1 } else { 0.0 };
            let values: Vec<f32> = weights.iter().enumerate().map(counted).collect();
            let units = article.units.iter();
            units.map(|unit| sum(&unit.entries, &values)).collect()
        };
        let units = || article.units.iter();
        let entry = |at: usize| &article.vocabulary[at];
        Self {
            mass: units().map(|unit| sum(&unit.entries, weights)).collect(),
            rarity: units().map(|unit| sum(&unit.entries, rarities)).collect(),
            plain: only(&|at| !entry(at).is_name && !entry(at).is_number),
            named: only(&|at| entry(at).is_name),
            window: units().map(|unit| sum(&unit.window, weights)).collect(),
            carried: units().map(|unit| sum(&unit.carried, weights)).collect(),
            clauses: clauses(article, weights),
            dims: likeness.dims(),
            vectors: sentence_vectors(article, weights, likeness, numbers),
        }
    }

    pub(super) fn vector(&self, unit: usize) -> &[f32] {
        &self.vectors[unit * self.dims..(unit + 1) * self.dims]
    }
}

/// The places of the set bits, ascending.
pub(super) fn bits(mut mask: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = mask.trailing_zeros() as usize;
        mask &= mask.wrapping_sub(1);
        (place < u32::BITS as usize).then_some(place)
    })
}

fn clauses(article: &Prepared, weights: &[f32]) -> Rows<f32> {
    let mut masses = [0.0_f32; MOST_CLAUSES];
    let mut found = Rows::default();
    for unit in &article.units {
        let own = &mut masses[..unit.clauses.len().min(MOST_CLAUSES)];
        own.fill(0.0);
        for (entry, clauses) in unit.entries.iter().zip(&unit.in_clauses) {
            for clause in bits(*clauses) {
                own[clause] += weights[*entry as usize];
            }
        }
        found.push(own);
    }
    found
}

fn sentence_vectors(
    article: &Prepared,
    weights: &[f32],
    likeness: &Likeness,
    numbers: &[Option<u32>],
) -> Vec<f32> {
    let dims = likeness.dims();
    let mut vectors = vec![0.0_f32; article.units.len() * dims];
    let mut mean = vec![0.0_f32; dims];
    for (unit, sum) in article.units.iter().zip(vectors.chunks_exact_mut(dims)) {
        let mut mass = 0.0;
        for entry in &unit.entries {
            if let Some(number) = numbers[*entry as usize] {
                let weight = weights[*entry as usize];
                mass += weight;
                likeness.add_to(sum, number, weight);
            }
        }
        for (x, total) in sum.iter_mut().zip(&mut mean) {
            *x /= mass.max(0.1);
            *total += *x;
        }
    }
    let n = article.units.len().max(1) as f32;
    for sum in vectors.chunks_exact_mut(dims) {
        for (x, total) in sum.iter_mut().zip(&mean) {
            *x -= total / n;
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        for x in sum.iter_mut() {
            *x /= length;
        }
    }
    vectors
}

/// Words of two articles that mean nearly the same, numbers apart.
pub(super) struct Near {
    /// For every entry on the left the entries on the right, ascending, with how much alike (over 0 to 1).
    pub(super) to_right: Rows<(u32, f32)>,
}

impl Near {
    pub(super) fn new(
        (lhs, numbers_lhs): (&Prepared, &[Option<u32>]),
        (rhs, numbers_rhs): (&Prepared, &[Option<u32>]),
        likeness: &Likeness,
    ) -> Self {
        let mut right_of = vec![NONE; likeness.n_words()];
        for (entry, number) in numbers_rhs.iter().enumerate() {
            if let Some(number) = number
                && !rhs.vocabulary[entry].is_number
            {
                right_of[*number as usize] = entry as u32;
            }
        }
        let mut found: Vec<(u32, u32, f32)> = Vec::new();
        for (left, number) in numbers_lhs.iter().enumerate() {
            if let Some(number) = number
                && !lhs.vocabulary[left].is_number
            {
                let near = likeness.near(*number).iter();
                found.extend(near.filter_map(|(other, alike)| {
                    let right = right_of[*other as usize];
                    (right != NONE).then_some((left as u32, right, *alike))
                }));
            }
        }
        Self {
            to_right: Rows::new(
                lhs.vocabulary.len(),
                found.iter().map(|pair| (pair.0 as usize, (pair.1, pair.2))),
            ),
        }
    }
}

/// Runs of words that both articles hold.
pub(super) struct WordRuns {
    /// For every sentence on the left its runs.
    pub(super) of_left: Rows<u32>,
    /// For every run the sentences on the right.
    pub(super) to_right: Rows<u32>,
    /// What each is worth; empty where all are worth the same.
    pub(super) weights: Vec<f32>,
}

impl WordRuns {
    /// Three words, stop words too.
    pub(super) fn trigrams(lhs: &Prepared, rhs: &Prepared) -> Self {
        let mut found = Pairing::default();
        let (mut left, mut right) = (&lhs.trigrams[..], &rhs.trigrams[..]);
        while let (Some(one), Some(two)) = (left.first(), right.first()) {
            let n_left = left.iter().take_while(|run| run.0 == one.0).count();
            let n_right = right.iter().take_while(|run| run.0 == two.0).count();
            match one.0.cmp(&two.0) {
                Ordering::Less => left = &left[n_left..],
                Ordering::Greater => right = &right[n_right..],
                Ordering::Equal => {
                    found.add(
                        left[..n_left].iter().map(|run| run.1),
                        right[..n_right].iter().map(|run| run.1),
                    );
                    left = &left[n_left..];
                    right = &right[n_right..];
                }
            }
        }
        found.finish(lhs.units.len(), Vec::new())
    }

    /// Two content words that follow each other.
    pub(super) fn bigrams(lhs: &Prepared, rhs: &Prepared, weights: &[f32]) -> Self {
        let mut found = Pairing::default();
        let mut worth = Vec::new();
        let (mut left, mut right) = (&lhs.bigrams[..], &rhs.bigrams[..]);
        while let (Some(one), Some(two)) = (left.first(), right.first()) {
            let n_left = left.iter().take_while(|run| run.hash == one.hash).count();
            let n_right = right.iter().take_while(|run| run.hash == two.hash).count();
            match one.hash.cmp(&two.hash) {
                Ordering::Less => left = &left[n_left..],
                Ordering::Greater => right = &right[n_right..],
                Ordering::Equal => {
                    found.add(
                        left[..n_left].iter().map(|run| run.unit),
                        right[..n_right].iter().map(|run| run.unit),
                    );
                    let (first, second) = one.entries;
                    worth.push(weights[first as usize] + weights[second as usize]);
                    left = &left[n_left..];
                    right = &right[n_right..];
                }
            }
        }
        found.finish(lhs.units.len(), worth)
    }
}

/// Runs being paired.
#[derive(Default)]
struct Pairing {
    n_runs: u32,
    left: Vec<(usize, u32)>,
    right: Vec<(usize, u32)>,
}

impl Pairing {
    fn add(&mut self, left: impl Iterator<Item = u32>, right: impl Iterator<Item = u32>) {
        let run = self.n_runs;
        self.left.extend(left.map(|unit| (unit as usize, run)));
        self.right.extend(right.map(|unit| (run as usize, unit)));
        self.n_runs += 1;
    }

    fn finish(self, n_left: usize, weights: Vec<f32>) -> WordRuns {
        WordRuns {
            of_left: Rows::new(n_left, self.left.iter().copied()),
            to_right: Rows::new(self.n_runs as usize, self.right.iter().copied()),
            weights,
        }
    }
}

/// Runs of letters of two articles, each worth its rarity in their sentences.
pub(super) struct Letters {
    /// For every sentence on the left, and on the right, the runs that both articles hold.
    pub(super) of_left: Rows<u32>,
    pub(super) of_right: Rows<u32>,
    /// What each is worth.
    pub(super) weights: Vec<f32>,
    /// What all runs of each sentence are worth.
    pub(super) mass_lhs: Vec<f32>,
    pub(super) mass_rhs: Vec<f32>,
}

impl Letters {
    pub(super) fn new(lhs: &Prepared, rhs: &Prepared) -> Self {
        let total = (lhs.units.len() + rhs.units.len()) as f32 + 2.0;
        let worth = |count: usize| (total / (count as f32 + 0.5)).ln().max(0.05);
        // By the number of sentences that hold a run.
        let most = lhs.units.len() + rhs.units.len();
        let worths: Vec<f32> = (0..=most).map(worth).collect();
        let mut masses = (vec![0.0; lhs.units.len()], vec![0.0; rhs.units.len()]);
        let mut found = (Vec::new(), Vec::new());
        let mut weights = Vec::new();
        let (hashes_lhs, hashes_rhs) = (&lhs.grams.hashes[..], &rhs.grams.hashes[..]);
        let (mut left, mut right) = (0, 0);
        while left < hashes_lhs.len() || right < hashes_rhs.len() {
            let one = hashes_lhs.get(left).copied().unwrap_or(u64::MAX);
            let two = hashes_rhs.get(right).copied().unwrap_or(u64::MAX);
            match one.cmp(&two) {
                Ordering::Equal => {
                    let here = lhs.grams.units.row(left);
                    let there = rhs.grams.units.row(right);
                    let weight = worths[here.len() + there.len()];
                    let number = weights.len() as u32;
                    weights.push(weight);
                    add(&mut masses.0, here, weight);
                    add(&mut masses.1, there, weight);
                    let numbered = |unit: &u32| (*unit as usize, number);
                    found.0.extend(here.iter().map(numbered));
                    found.1.extend(there.iter().map(numbered));
                }
                Ordering::Less => {
                    let here = lhs.grams.units.row(left);
                    add(&mut masses.0, here, worths[here.len()]);
                }
                Ordering::Greater => {
                    let there = rhs.grams.units.row(right);
                    add(&mut masses.1, there, worths[there.len()]);
                }
            }
            left += usize::from(one <= two);
            right += usize::from(two <= one);
        }
        Self {
            of_left: Rows::new(lhs.units.len(), found.0.iter().copied()),
            of_right: Rows::new(rhs.units.len(), found.1.iter().copied()),
            weights,
            mass_lhs: masses.0,
            mass_rhs: masses.1,
        }
    }
}

/// Adds what a run is worth to the sentences that hold it.
fn add(masses: &mut [f32], units: &[u32], weight: f32) {
    for unit in units {
        masses[*unit as usize] += weight;
    }
}

/// For every word on the right the same word on the left, or [`NONE`].
pub(super) fn to_left_words(lhs: &Prepared, rhs: &Prepared) -> Vec<u32> {
    let mut left = 0;
    let find = |word: &u64| {
        while left < lhs.words.len() && lhs.words[left] < *word {
            left += 1;
        }
        if lhs.words.get(left) == Some(word) {
            left as u32
        } else {
            NONE
        }
    };
    rhs.words.iter().map(find).collect()
}

/// For every sentence on the right those of its words that the left article has: place among them all, number on the left.
pub(super) fn on_the_left(
    to_left: &[u32],
    rhs: &Prepared,
    words: impl Fn(&Unit) -> &[u32],
) -> Rows<(u32, u32)> {
    let mut found = Rows::default();
    let mut own = Vec::new();
    for unit in &rhs.units {
        own.clear();
        let numbered = (0..)
            .zip(words(unit))
            .map(|(place, word)| (place, to_left[*word as usize]));
        own.extend(numbered.filter(|(_, left)| *left != NONE));
        found.push(&own);
    }
    found
}
