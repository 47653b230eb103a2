//! Results of pairs of articles, kept as long as their texts stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lexicon::word_hash;
use super::model::Passage;
use crate::analysis::Analysed;

/// Two sentences that may report the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Number of the sentence in the left article.
    pub(super) lhs: u32,
    /// Number of the sentence in the right article.
    pub(super) rhs: u32,
    /// The scorer's first probability, not below its floor.
    pub(super) probability: f64,
    /// Whether both are the same words.
    pub(super) is_same: bool,
    /// What the second regression makes of the measures: the part of its sum that does not depend on other articles.
    pub(super) evidence: f64,
}

/// What is computed on two articles alone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PairResult {
    /// Candidate sentences.
    pub(super) links: Vec<Candidate>,
    /// Shared runs of words, the articles numbered 0 and 1.
    pub(super) passages: Vec<Passage>,
    /// Share of the left in the right, and of the right in the left.
    pub(super) containment: [f32; 2],
}

/// Results of pairs by the words of their articles. Grows with every pair; [`PairCache::clear`] empties it.
#[derive(Clone, Debug, Default)]
pub struct PairCache {
    pairs: BTreeMap<(u64, u64), Arc<PairResult>>,
}

impl PairCache {
    /// Number of pairs it holds.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.pairs.clear();
    }

    /// Forgets the pairs that are not of two of these articles.
    pub fn keep_only(&mut self, articles: &[&Analysed]) {
        let keys: BTreeSet<u64> = articles.iter().map(|one| article_key(one)).collect();
        self.pairs
            .retain(|(lhs, rhs), _| keys.contains(lhs) && keys.contains(rhs));
    }

    pub(super) fn get(&self, lhs: u64, rhs: u64) -> Option<Arc<PairResult>> {
        self.pairs.get(&(lhs, rhs)).cloned()
    }

    pub(super) fn put(&mut self, lhs: u64, rhs: u64, result: &Arc<PairResult>) {
        self.pairs
            .entry((lhs, rhs))
            .or_insert_with(|| Arc::clone(result));
    }
}

/// What a pair's result depends on: text, blocks, language (which the names are found by) and day of publication.
pub(super) fn article_key(analysed: &Analysed) -> u64 {
    let article = &analysed.article;
    let published = article
        .published
        .get()
        .map(ToString::to_string)
        .unwrap_or_default();
    word_hash(&format!(
        "{published}\n{:?}\n{:?}\n{}",
        article.language.get(),
        article.blocks,
        article.text
    ))
}
