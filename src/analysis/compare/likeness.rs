//! Which words of the compared articles mean nearly the same: the cosine of their static vectors.
//!
//! Computed once for all words of a comparison, not once for each pair of articles, since the articles of a story share most of
//! their words. Cost: the square of the number of distinct words (of six articles of 5,000 words about 20 million products of
//! vectors, 30 ms on two cores); memory: the neighbours alone.

use rayon::prelude::*;

use super::Watch;
use super::lexicon::{Lexicon, Row};
use super::prepare::Prepared;
use super::rows::Rows;
use crate::analysis::Cancelled;

/// Cosine from which on two words have anything to do with each other; 1 is the same word.
const UNRELATED: f32 = 0.35;
/// Words whose neighbours are looked for between two looks at the context.
const WORDS_PER_LOOK: usize = 1024;

/// The words of some articles and which of them are alike.
#[derive(Debug)]
pub(super) struct Likeness {
    /// Distinct rows of the table of words, ascending.
    words: Vec<Row>,
    /// Their vectors one after another.
    vectors: Vec<i16>,
    dims: usize,
    /// One over the length of each.
    scales: Vec<f32>,
    /// For every word the others that are alike, ascending, with how much (over 0 to 1).
    near: Rows<(u32, f32)>,
}

impl Likeness {
    /// Of all words of `articles`. `watch` is asked from time to time whether to go on.
    pub(super) fn new(articles: &[&Prepared], watch: Watch<'_>) -> Result<Self, Cancelled> {
        let lexicon = Lexicon::get();
        let mut words: Vec<Row> = articles
            .iter()
            .flat_map(|article| article.vocabulary.iter().filter_map(|entry| entry.row))
            .collect();
        words.sort_unstable();
        words.dedup();
        let mut vectors = Vec::with_capacity(words.len() * lexicon.dims());
        let mut scales = Vec::with_capacity(words.len());
        for word in &words {
            let components = lexicon.vector(*word).iter();
            let start = vectors.len();
            vectors.extend(components.map(|byte| i16::from(i8::from_le_bytes([*byte]))));
            let own = &vectors[start..];
            scales.push(1.0 / (product(own, own) as f32).sqrt());
        }
        let mut table = Self {
            words,
            vectors,
            dims: lexicon.dims(),
            scales,
            near: Rows::default(),
        };
        let mut near: Vec<Vec<(u32, f32)>> = Vec::with_capacity(table.words.len());
        let numbers: Vec<usize> = (0..table.words.len()).collect();
        for some in numbers.chunks(WORDS_PER_LOOK) {
            watch()?;
            near.par_extend(some.par_iter().map(|word| table.neighbours(*word)));
        }
        for row in &near {
            table.near.push(row);
        }
        Ok(table)
    }

    fn neighbours(&self, word: usize) -> Vec<(u32, f32)> {
        let own = self.vector(word);
        let mut found = Vec::new();
        for (other, vector) in self.vectors.chunks_exact(self.dims.max(1)).enumerate() {
            let cosine = product(own, vector) as f32 * self.scales[word] * self.scales[other];
            if cosine > UNRELATED && other != word {
                found.push((other as u32, (cosine - UNRELATED) / (1.0 - UNRELATED)));
            }
        }
        found
    }

    /// The number of a word.
    pub(super) fn number(&self, row: Row) -> Option<u32> {
        let found = self.words.binary_search(&row);
        found.ok().map(|number| number as u32)
    }

    /// Number of words.
    pub(super) fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Number of components of a vector.
    pub(super) fn dims(&self) -> usize {
        self.dims
    }

    /// The words that are alike, ascending, with how much.
    pub(super) fn near(&self, number: u32) -> &[(u32, f32)] {
        self.near.row(number as usize)
    }

    /// Adds the vector of a word, length one, times `weight` to `sum`.
    pub(super) fn add_to(&self, sum: &mut [f32], number: u32, weight: f32) {
        let weight = weight * self.scales[number as usize];
        for (total, component) in sum.iter_mut().zip(self.vector(number as usize)) {
            *total += f32::from(*component) * weight;
        }
    }

    fn vector(&self, word: usize) -> &[i16] {
        &self.vectors[word * self.dims..(word + 1) * self.dims]
    }
}

/// In whole numbers, so that the sum is the same in any order of additions.
fn product(lhs: &[i16], rhs: &[i16]) -> i32 {
    let products = lhs.iter().zip(rhs);
    products.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

/// Cosine of two vectors of length one.
pub(super) fn cosine(lhs: &[f32], rhs: &[f32]) -> f32 {
    // Eight sums side by side, so that the compiler can use wide registers; the order of additions is fixed.
    let mut sums = [0.0_f32; 8];
    let (lhs, rhs) = (lhs.as_chunks::<8>().0, rhs.as_chunks::<8>().0);
    for (left, right) in lhs.iter().zip(rhs) {
        for k in 0..8 {
            sums[k] += left[k] * right[k];
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::Likeness;
    use crate::analysis::compare::lexicon::{Lexicon, word_hash};
    use crate::analysis::compare::prepare::Prepared;
    use crate::analysis::compare::tests::analysed;

    #[test]
    fn words_of_one_meaning_are_alike_and_others_are_not() {
        let article = analysed(0, "", "A lawyer met the attorney over a banana.");
        let table = Likeness::new(&[&Prepared::new(&article)], &mut || Ok(())).unwrap();
        let number = |word: &str| {
            let row = Lexicon::get().find(word_hash(word)).unwrap();
            table.number(row).unwrap()
        };
        let near = |word: &str| table.near(number(word));
        assert!(
            near("lawyer")
                .iter()
                .any(|(other, alike)| *other == number("attorney") && *alike > 0.2)
        );
        assert!(
            near("lawyer")
                .iter()
                .all(|(other, _)| *other != number("banana"))
        );
    }
}
