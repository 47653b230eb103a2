//! What a shared word is worth: its rarity in general news times its rarity inside the two articles.

use crate::analysis::compare::prepare::Prepared;

/// Weights of both vocabularies in this pair of articles. A word that both have weighs the same on either side.
pub(super) struct Weights {
    /// For every entry on the left, its entry on the right.
    pub(super) to_right: Vec<Option<u32>>,
    pub(super) lhs: Vec<f32>,
    pub(super) rhs: Vec<f32>,
    pub(super) rarity_lhs: Vec<f32>,
    pub(super) rarity_rhs: Vec<f32>,
}

impl Weights {
    pub(super) fn new(lhs: &Prepared, rhs: &Prepared) -> Self {
        let total = (lhs.units.len() + rhs.units.len()) as f32;
        let mut to_right = vec![None; lhs.vocabulary.len()];
        let mut counts_rhs: Vec<u32> = rhs
            .vocabulary
            .iter()
            .map(|entry| entry.n_sentences)
            .collect();
        let mut counts_lhs: Vec<u32> = lhs
            .vocabulary
            .iter()
            .map(|entry| entry.n_sentences)
            .collect();
        let rarities = |prepared: &Prepared| -> Vec<f32> {
            prepared
                .vocabulary
                .iter()
                .map(|entry| entry.rarity)
                .collect()
        };
        let (mut rarity_lhs, mut rarity_rhs) = (rarities(lhs), rarities(rhs));
        let mut right = 0;
        for (left, entry) in lhs.vocabulary.iter().enumerate() {
            while right < rhs.vocabulary.len() && rhs.vocabulary[right].key < entry.key {
                right += 1;
            }
            if right < rhs.vocabulary.len() && rhs.vocabulary[right].key == entry.key {
                to_right[left] = Some(right as u32);
                let rarity = entry.rarity.min(rhs.vocabulary[right].rarity);
                (rarity_lhs[left], rarity_rhs[right]) = (rarity, rarity);
                let sum = counts_lhs[left] + counts_rhs[right];
                counts_lhs[left] = sum;
                counts_rhs[right] = sum;
            }
        }
        let scale = (total + 2.0).ln();
        let weight = |rarity: f32, count: u32| {
            let story = ((total + 2.0) / (count as f32 + 0.5)).ln().max(0.05) / scale;
            (rarity.max(0.3) / 11.0) * story
        };
        let of = |rarities: &[f32], counts: &[u32]| {
            rarities
                .iter()
                .zip(counts)
                .map(|(rarity, n)| weight(*rarity, *n))
                .collect()
        };
        Self {
            lhs: of(&rarity_lhs, &counts_lhs),
            rhs: of(&rarity_rhs, &counts_rhs),
            rarity_lhs,
            rarity_rhs,
            to_right,
        }
    }
}
