//! What is measured on a pair of sentences of two articles (DESIGN.md section 5).
//!
//! Everything is computed from the two articles alone: rarity inside the story is rarity inside these two, so a pair's
//! result does not change when a further article joins the comparison. Cost per pair of articles: one pass over an
//! inverted index, then the full measure for the few best candidates of every sentence.

use std::collections::HashMap;

use rayon::prelude::*;

use super::dates::DateMention;
use super::lexicon::cosine;
use super::prepare::{Entry, Prepared, Term, Unit};
use crate::analysis::Cancelled;

/// Candidates kept per sentence and direction.
const BEST: usize = 8;
/// Sentences for which candidates are chosen between two looks at the context.
const SENTENCES_PER_LOOK: usize = 64;
/// Pairs of sentences measured between two looks at the context.
const PAIRS_PER_LOOK: usize = 4096;

/// Places of `length_ratio`, `length_short` and `run_share` among the features.
const LENGTH_RATIO: usize = 30;
const LENGTH_SHORT: usize = 31;
const RUN_SHARE: usize = 34;
/// Places of `vector_cosine` and `vector_rank` among the features.
const VECTOR: usize = 42;
const VECTOR_GAP: usize = 54;

/// Words of a sentence that are compared one by one.
const LONGEST_SENTENCE: usize = 400;
/// Clauses of a sentence that are compared one by one.
const MOST_CLAUSES: usize = 32;

/// What a common run of three words is worth beside the weights of content words.
const RUN_WORTH: f32 = 0.15;
/// From this likeness on a word counts as nearly the same when candidates are chosen.
const ALIKE: f32 = 0.3;
/// Words commoner than this in general news (natural logarithm of articles per article with the word) are not looked up.
const TELLING: f32 = 3.0;
/// Words × words up to which nearly the same words are looked for when candidates are chosen.
const LARGEST_VOCABULARIES: usize = 4_000_000;

/// Names of the features, in the order of [`PairFeatures::values`].
pub const FEATURE_NAMES: [&str; 55] = [
    "overlap_short",
    "overlap_long",
    "overlap_geometric",
    "overlap_mass",
    "rarity_short",
    "rarity_long",
    "rarest_shared",
    "second_shared",
    "n_shared",
    "soft_lhs_min",
    "soft_max",
    "soft_rest",
    "clause_best",
    "clause_mass",
    "skip_pairs",
    "longest_run",
    "run_weight",
    "rare_bigrams",
    "names_shared",
    "names_conflict",
    "numbers_shared",
    "numbers_conflict",
    "dates_shared",
    "dates_conflict",
    "rank_lhs",
    "rank_rhs",
    "mutual_best",
    "gap_best",
    "position_gap",
    "headline_one",
    "length_ratio",
    "length_short",
    "trigram_share",
    "trigrams",
    "run_share",
    "plain_short",
    "plain_long",
    "rarest_plain",
    "soft_geometric",
    "anchors",
    "window_overlap",
    "carried_overlap",
    "vector_cosine",
    "clause_cover",
    "negated_both",
    "negated_one",
    "quoted_both",
    "quoted_one",
    "same_speaker",
    "other_speaker",
    "quoted_run",
    "names_jaccard",
    "both_early",
    "shared_share",
    "vector_rank",
];

/// A candidate pair of sentences with its measures.
#[derive(Clone, Debug)]
pub struct PairFeatures {
    /// Index of the sentence among the left article's compared sentences.
    pub lhs: usize,
    /// Index of the sentence among the right article's compared sentences.
    pub rhs: usize,
    /// One value per name in [`FEATURE_NAMES`].
    pub values: [f32; FEATURE_NAMES.len()],
    /// Whether the days both sentences are about, named or standing, are different ones.
    pub other_days: bool,
}

/// Weights of both vocabularies in this pair of articles.
struct Weights {
    /// For every entry on the left, its entry on the right.
    to_right: Vec<Option<u32>>,
    lhs: Vec<f32>,
    rhs: Vec<f32>,
    rarity_lhs: Vec<f32>,
    rarity_rhs: Vec<f32>,
}

impl Weights {
    fn new(lhs: &Prepared, rhs: &Prepared) -> Self {
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
        let weight = |rarity: f32, count: u32| {
            let story = ((total + 2.0) / (count as f32 + 0.5)).ln().max(0.05) / (total + 2.0).ln();
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

/// The candidates among all pairs of sentences of two articles, measured; ascending by (lhs, rhs).
/// `watch` is asked from time to time whether to go on.
pub(super) fn candidates(
    lhs: &Prepared,
    rhs: &Prepared,
    watch: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<Vec<PairFeatures>, Cancelled> {
    let weights = Weights::new(lhs, rhs);
    let mass = |units: &[Unit], weights: &[f32]| -> Vec<f32> {
        units
            .iter()
            .map(|unit| {
                unit.entries
                    .iter()
                    .map(|e| weights[*e as usize])
                    .sum::<f32>()
            })
            .collect()
    };
    let mass_lhs = mass(&lhs.units, &weights.lhs);
    let mass_rhs = mass(&rhs.units, &weights.rhs);
    let chosen = best_candidates(lhs, rhs, &weights, &mass_lhs, &mass_rhs, watch)?;
    let measure = Measure {
        lhs,
        rhs,
        weights: &weights,
        mass_lhs: &mass_lhs,
        mass_rhs: &mass_rhs,
        vectors_lhs: sentence_vectors(lhs, &weights.lhs),
        vectors_rhs: sentence_vectors(rhs, &weights.rhs),
    };
    let mut found: Vec<PairFeatures> = Vec::with_capacity(chosen.len());
    for some in chosen.chunks(PAIRS_PER_LOOK) {
        watch()?;
        found.par_extend(some.par_iter().map(|&(i, j)| measure.pair(i, j)));
    }
    rank(&mut found, lhs.units.len(), rhs.units.len());
    Ok(found)
}

/// The best few partners of every sentence by weighted overlap, from both sides.
fn best_candidates(
    lhs: &Prepared,
    rhs: &Prepared,
    weights: &Weights,
    mass_lhs: &[f32],
    mass_rhs: &[f32],
    watch: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<Vec<(usize, usize)>, Cancelled> {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); rhs.vocabulary.len()];
    for (j, unit) in rhs.units.iter().enumerate() {
        for entry in &unit.entries {
            postings[*entry as usize].push(j as u32);
        }
    }
    let mut runs: HashMap<u64, Vec<u32>> = HashMap::new();
    for (j, unit) in rhs.units.iter().enumerate() {
        for trigram in &unit.trigrams {
            runs.entry(*trigram).or_default().push(j as u32);
        }
    }
    let alike = alike_words(lhs, rhs);
    // The best of every sentence on either side; the worst of a full list goes first, so memory stays linear.
    let mut best_lhs: Vec<Best> = vec![Best::default(); lhs.units.len()];
    let mut best_rhs: Vec<Best> = vec![Best::default(); rhs.units.len()];
    let mut sums = vec![0.0_f32; rhs.units.len()];
    for (i, unit) in lhs.units.iter().enumerate() {
        if i % SENTENCES_PER_LOOK == 0 {
            watch()?;
        }
        let mut touched: Vec<usize> = Vec::new();
        for entry in &unit.entries {
            let exact = weights.to_right[*entry as usize].map(|right| (right, 1.0));
            for (right, share) in exact.iter().chain(&alike[*entry as usize]) {
                for j in &postings[*right as usize] {
                    let j = *j as usize;
                    if sums[j] == 0.0 {
                        touched.push(j);
                    }
                    sums[j] += weights.lhs[*entry as usize] * share;
                }
            }
        }
        for trigram in &unit.trigrams {
            for j in runs.get(trigram).map_or(&[][..], Vec::as_slice) {
                let j = *j as usize;
                if sums[j] == 0.0 {
                    touched.push(j);
                }
                sums[j] += RUN_WORTH;
            }
        }
        touched.sort_unstable();
        for j in touched {
            let score = sums[j] / (mass_lhs[i] * mass_rhs[j]).sqrt().max(0.2);
            best_lhs[i].offer(score, j);
            best_rhs[j].offer(score, i);
            sums[j] = 0.0;
        }
    }
    let from_lhs = best_lhs
        .iter()
        .enumerate()
        .flat_map(|(i, best)| best.0.iter().map(move |(_, j)| (i, *j)));
    let from_rhs = best_rhs
        .iter()
        .enumerate()
        .flat_map(|(j, best)| best.0.iter().map(move |(_, i)| (*i, j)));
    let mut chosen: Vec<(usize, usize)> = from_lhs.chain(from_rhs).collect();
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// The best few partners of a sentence, the best first; of equals the one that stands first.
#[derive(Clone, Debug, Default)]
struct Best(Vec<(f32, usize)>);

impl Best {
    fn offer(&mut self, score: f32, partner: usize) {
        if self.0.len() == BEST && self.0[BEST - 1].0 >= score {
            return;
        }
        let at = self.0.partition_point(|known| known.0 >= score);
        self.0.insert(at, (score, partner));
        self.0.truncate(BEST);
    }
}

/// For every word on the left the words on the right that mean nearly the same, with how nearly (0 to 1).
fn alike_words(lhs: &Prepared, rhs: &Prepared) -> Vec<Vec<(u32, f32)>> {
    let mut found = vec![Vec::new(); lhs.vocabulary.len()];
    if lhs.vocabulary.len() * rhs.vocabulary.len() > LARGEST_VOCABULARIES {
        return found;
    }
    let is_telling = |entry: &Entry| !entry.is_number && entry.rarity >= TELLING;
    for (one, near) in lhs.vocabulary.iter().zip(&mut found) {
        let Some(vector) = one.vector.as_ref().filter(|_| is_telling(one)) else {
            continue;
        };
        for (right, two) in rhs.vocabulary.iter().enumerate() {
            if let Some(other) = two
                .vector
                .as_ref()
                .filter(|_| two.key != one.key && !two.is_number)
            {
                let alike = (cosine(vector, other) - 0.35) / 0.65;
                if alike > ALIKE {
                    near.push((right as u32, alike));
                }
            }
        }
    }
    found
}

struct Measure<'a> {
    lhs: &'a Prepared,
    rhs: &'a Prepared,
    weights: &'a Weights,
    mass_lhs: &'a [f32],
    mass_rhs: &'a [f32],
    vectors_lhs: Vec<Vec<f32>>,
    vectors_rhs: Vec<Vec<f32>>,
}

/// Further measures of a pair.
struct More {
    trigram_share: f32,
    trigrams: f32,
    plain: (f32, f32, f32),
    anchors: f32,
    window: f32,
    carried: f32,
    vector: f32,
    quoted_run: f32,
}

impl Measure<'_> {
    fn pair(&self, i: usize, j: usize) -> PairFeatures {
        let (left, right) = (&self.lhs.units[i], &self.rhs.units[j]);
        let shared = self.shared(&left.entries, &right.entries);
        let w = |e: &(u32, u32)| self.weights.lhs[e.0 as usize];
        let mass: f32 = shared.iter().map(w).sum();
        let (short, long) = (
            self.mass_lhs[i].min(self.mass_rhs[j]),
            self.mass_lhs[i].max(self.mass_rhs[j]),
        );
        let rarity = |rarities: &[f32], entries: &[u32]| -> f32 {
            entries.iter().map(|e| rarities[*e as usize]).sum()
        };
        let shared_rarity: f32 = shared
            .iter()
            .map(|e| self.weights.rarity_lhs[e.0 as usize])
            .sum();
        let rarity_lhs = rarity(&self.weights.rarity_lhs, &left.entries);
        let rarity_rhs = rarity(&self.weights.rarity_rhs, &right.entries);
        let mut shared_weights: Vec<f32> = shared.iter().map(w).collect();
        shared_weights.sort_by(|a, b| b.total_cmp(a));
        let soft = self.soft(left, right, &shared);
        let (clause_best, clause_mass) = self.clauses(left, right);
        let run = self.longest_run(left, right);
        let names = self.names(left, right, &shared);
        let numbers = numbers(left, right);
        let days = days(left, right);
        let n_short = left.terms.len().min(right.terms.len()) as f32;
        let n_long = left.terms.len().max(right.terms.len()) as f32;
        let more = self.more(i, j, &shared);
        let has_quote = |unit: &Unit| unit.terms.iter().any(|term| term.is_quoted);
        let quotes = (has_quote(left), has_quote(right));
        let speakers = left.speaker.zip(right.speaker);
        let headlines = u8::from(left.is_headline) + u8::from(right.is_headline);
        let values = [
            mass / short.max(0.1),
            mass / long.max(0.1),
            mass / (short * long).sqrt().max(0.1),
            mass,
            shared_rarity / rarity_lhs.min(rarity_rhs).max(1.0),
            shared_rarity / rarity_lhs.max(rarity_rhs).max(1.0),
            shared_weights.first().copied().unwrap_or(0.0),
            shared_weights.get(1).copied().unwrap_or(0.0),
            (1.0 + shared.len() as f32).ln(),
            soft.0.min(soft.1),
            soft.0.max(soft.1),
            soft.2,
            clause_best,
            clause_mass,
            self.skip_pairs(left, right, &shared),
            (1.0 + run.0 as f32).ln(),
            run.1,
            self.rare_bigrams(left, right),
            names.0,
            names.1,
            numbers.0,
            numbers.1,
            days.0,
            days.1,
            0.0,
            0.0,
            0.0,
            0.0,
            (left.position - right.position).abs(),
            f32::from(headlines == 1),
            n_short / n_long.max(1.0),
            n_short.max(1.0).ln(),
            more.trigram_share,
            more.trigrams,
            run.0 as f32 / n_short.max(1.0),
            more.plain.0,
            more.plain.1,
            more.plain.2,
            (soft.0 * soft.1).sqrt(),
            more.anchors,
            more.window,
            more.carried,
            more.vector,
            self.clause_cover(left, right),
            f32::from(left.is_negated && right.is_negated),
            f32::from(left.is_negated != right.is_negated),
            f32::from(quotes.0 && quotes.1),
            f32::from(quotes.0 != quotes.1),
            f32::from(speakers.is_some_and(|(one, two)| one == two)),
            f32::from(speakers.is_some_and(|(one, two)| one != two)),
            more.quoted_run,
            names.0 / (names.0 + names.2).max(0.1),
            f32::from(left.position < 0.15 && right.position < 0.15),
            shared.len() as f32 / left.entries.len().min(right.entries.len()).max(1) as f32,
            0.0,
        ];
        PairFeatures {
            lhs: i,
            rhs: j,
            values,
            other_days: other_days(left, right),
        }
    }

    fn more(&self, i: usize, j: usize, shared: &[(u32, u32)]) -> More {
        let (left, right) = (&self.lhs.units[i], &self.rhs.units[j]);
        let common = common(&left.trigrams, &right.trigrams);
        let fewest = left.trigrams.len().min(right.trigrams.len()).max(3);
        let is_plain_lhs = |e: u32| {
            let entry = &self.lhs.vocabulary[e as usize];
            !entry.is_name && !entry.is_number
        };
        let is_plain_rhs = |e: u32| {
            let entry = &self.rhs.vocabulary[e as usize];
            !entry.is_name && !entry.is_number
        };
        let sum = |entries: &[u32], weights: &[f32], is_plain: &dyn Fn(u32) -> bool| -> f32 {
            let plain = entries.iter().filter(|e| is_plain(**e));
            plain.map(|e| weights[*e as usize]).sum()
        };
        let mass_lhs = sum(&left.entries, &self.weights.lhs, &is_plain_lhs);
        let mass_rhs = sum(&right.entries, &self.weights.rhs, &is_plain_rhs);
        let plain_shared: Vec<f32> = shared
            .iter()
            .filter(|pair| is_plain_lhs(pair.0) && is_plain_rhs(pair.1))
            .map(|pair| self.weights.lhs[pair.0 as usize])
            .collect();
        let got: f32 = plain_shared.iter().sum();
        let anchors: f32 = shared
            .iter()
            .filter(|pair| {
                self.lhs.vocabulary[pair.0 as usize].n_sentences == 1
                    && self.rhs.vocabulary[pair.1 as usize].n_sentences == 1
            })
            .map(|pair| self.weights.rarity_lhs[pair.0 as usize] / 11.0)
            .sum();
        let around = |prepared: &Prepared, at: usize, ahead: usize| -> Vec<u32> {
            let range = at.saturating_sub(1)..(at + 1 + ahead).min(prepared.units.len());
            let mut entries: Vec<u32> = prepared.units[range]
                .iter()
                .flat_map(|unit| unit.entries.iter().copied())
                .collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        };
        let overlap = |one: &[u32], two: &[u32]| -> f32 {
            let mass = |entries: &[u32], weights: &[f32]| -> f32 {
                entries.iter().map(|e| weights[*e as usize]).sum()
            };
            let got: f32 = self
                .shared(one, two)
                .iter()
                .map(|pair| self.weights.lhs[pair.0 as usize])
                .sum();
            let (a, b) = (mass(one, &self.weights.lhs), mass(two, &self.weights.rhs));
            got / (a * b).sqrt().max(0.2)
        };
        let window = overlap(&around(self.lhs, i, 1), &around(self.rhs, j, 1));
        let carried = overlap(&around(self.lhs, i, 0), &right.entries)
            .max(overlap(&left.entries, &around(self.rhs, j, 0)));
        More {
            trigram_share: common as f32 / fewest as f32,
            trigrams: (1.0 + common as f32).ln(),
            plain: (
                got / mass_lhs.min(mass_rhs).max(0.1),
                got / mass_lhs.max(mass_rhs).max(0.1),
                plain_shared.iter().copied().fold(0.0, f32::max),
            ),
            anchors,
            window,
            carried,
            vector: cosine(&self.vectors_lhs[i], &self.vectors_rhs[j]),
            quoted_run: quoted_run(left, right),
        }
    }

    /// How well the best clause of either sentence is covered by the whole of the other.
    fn clause_cover(&self, left: &Unit, right: &Unit) -> f32 {
        let cover = |clauses: &[Vec<u32>], weights: &[f32], shared: &dyn Fn(&[u32]) -> f32| {
            clauses
                .iter()
                .take(MOST_CLAUSES)
                .fold(0.0_f32, |best, clause| {
                    let mass: f32 = clause.iter().map(|e| weights[*e as usize]).sum();
                    best.max(shared(clause) / mass.max(0.5))
                })
        };
        let of_lhs = cover(&left.clause_entries, &self.weights.lhs, &|clause| {
            let shared = self.shared(clause, &right.entries);
            shared.iter().map(|e| self.weights.lhs[e.0 as usize]).sum()
        });
        let of_rhs = cover(&right.clause_entries, &self.weights.rhs, &|clause| {
            let shared = self.shared(&left.entries, clause);
            shared.iter().map(|e| self.weights.lhs[e.0 as usize]).sum()
        });
        of_lhs.max(of_rhs)
    }

    /// Pairs of entries with the same stem.
    fn shared(&self, left: &[u32], right: &[u32]) -> Vec<(u32, u32)> {
        left.iter()
            .filter_map(|e| {
                let other = self.weights.to_right[*e as usize]?;
                right.binary_search(&other).ok().map(|_| (*e, other))
            })
            .collect()
    }

    /// Share of each sentence's weight that finds its like in the other: (left, right, mean gain of the words not shared).
    fn soft(&self, left: &Unit, right: &Unit, shared: &[(u32, u32)]) -> (f32, f32, f32) {
        let rest = |entries: &[u32], is_shared: &dyn Fn(u32) -> bool| -> Vec<u32> {
            entries.iter().copied().filter(|e| !is_shared(*e)).collect()
        };
        let rest_lhs = rest(&left.entries, &|e| {
            shared.binary_search_by_key(&e, |pair| pair.0).is_ok()
        });
        let rest_rhs = rest(&right.entries, &|e| {
            shared.binary_search_by_key(&e, |pair| pair.1).is_ok()
        });
        let mut best_lhs = vec![0.0_f32; rest_lhs.len()];
        let mut best_rhs = vec![0.0_f32; rest_rhs.len()];
        let mut compare = |a: usize, b: usize, lhs_entry: u32, rhs_entry: u32| {
            let (x, y) = (
                &self.lhs.vocabulary[lhs_entry as usize],
                &self.rhs.vocabulary[rhs_entry as usize],
            );
            if x.is_number || y.is_number {
                return;
            }
            let (Some(u), Some(v)) = (&x.vector, &y.vector) else {
                return;
            };
            let alike = ((cosine(u, v) - 0.35) / 0.65).max(0.0);
            if let Some(best) = best_lhs.get_mut(a) {
                *best = best.max(alike);
            }
            if let Some(best) = best_rhs.get_mut(b) {
                *best = best.max(alike);
            }
        };
        for (a, x) in rest_lhs.iter().enumerate() {
            for (b, y) in rest_rhs.iter().enumerate() {
                compare(a, b, *x, *y);
            }
            // A word may also find its like among the words already matched ("deputy" and "aide" beside "aide").
            for (_, y) in shared {
                compare(a, usize::MAX, *x, *y);
            }
        }
        for (b, y) in rest_rhs.iter().enumerate() {
            for (x, _) in shared {
                compare(usize::MAX, b, *x, *y);
            }
        }
        let shared_mass: f32 = shared.iter().map(|e| self.weights.lhs[e.0 as usize]).sum();
        let gain = |rest: &[u32], best: &[f32], weights: &[f32]| -> (f32, f32) {
            rest.iter()
                .zip(best)
                .fold((0.0, 0.0), |(got, all), (e, alike)| {
                    let weight = weights[*e as usize];
                    (got + weight * alike, all + weight)
                })
        };
        let (got_lhs, all_lhs) = gain(&rest_lhs, &best_lhs, &self.weights.lhs);
        let (got_rhs, all_rhs) = gain(&rest_rhs, &best_rhs, &self.weights.rhs);
        (
            (shared_mass + got_lhs) / (shared_mass + all_lhs).max(0.1),
            (shared_mass + got_rhs) / (shared_mass + all_rhs).max(0.1),
            (got_lhs + got_rhs) / (all_lhs + all_rhs).max(0.1),
        )
    }

    /// Best overlap of a clause with a clause: (geometric, shared weight of that pair).
    fn clauses(&self, left: &Unit, right: &Unit) -> (f32, f32) {
        let mut best = (0.0_f32, 0.0_f32);
        let mass = |entries: &[u32], weights: &[f32]| {
            entries.iter().map(|e| weights[*e as usize]).sum::<f32>()
        };
        for one in left.clause_entries.iter().take(MOST_CLAUSES) {
            let mass_one = mass(one, &self.weights.lhs);
            for two in right.clause_entries.iter().take(MOST_CLAUSES) {
                let mass_two = mass(two, &self.weights.rhs);
                let got: f32 = self
                    .shared(one, two)
                    .iter()
                    .map(|e| self.weights.lhs[e.0 as usize])
                    .sum();
                let share = got / (mass_one * mass_two).sqrt().max(0.4);
                if share > best.0 {
                    best.0 = share;
                }
                best.1 = best.1.max(got);
            }
        }
        best
    }

    /// Weight of shared content words that stand near each other in both sentences.
    fn skip_pairs(&self, left: &Unit, right: &Unit, shared: &[(u32, u32)]) -> f32 {
        if shared.len() < 2 {
            return 0.0;
        }
        let n = shared.len();
        // For every two of the shared words whether they stand within five words of each other.
        let near = |unit: &Unit, number: &dyn Fn(u32) -> Option<usize>| -> Vec<bool> {
            let places: Vec<(usize, usize)> = unit
                .terms
                .iter()
                .enumerate()
                .filter_map(|(at, term)| Some((at, number(term.entry?)?)))
                .collect();
            let mut found = vec![false; n * n];
            for (k, (at, one)) in places.iter().enumerate() {
                for (other, two) in &places[k + 1..] {
                    if other - at > 5 {
                        break;
                    }
                    found[one * n + two] = true;
                    found[two * n + one] = true;
                }
            }
            found
        };
        let mut by_rhs: Vec<(u32, usize)> =
            shared.iter().enumerate().map(|(k, e)| (e.1, k)).collect();
        by_rhs.sort_unstable();
        let near_lhs = near(left, &|e| shared.binary_search_by_key(&e, |s| s.0).ok());
        let near_rhs = near(right, &|e| {
            let at = by_rhs.binary_search_by_key(&e, |s| s.0).ok()?;
            Some(by_rhs[at].1)
        });
        let mut sum = 0.0;
        for a in 0..n {
            for b in a + 1..n {
                if near_lhs[a * n + b] && near_rhs[a * n + b] {
                    let weight = |k: usize| self.weights.lhs[shared[k].0 as usize];
                    sum += (weight(a) * weight(b)).sqrt();
                }
            }
        }
        (1.0 + sum).ln()
    }

    /// Longest run of identical words: (words, weight of its content words).
    fn longest_run(&self, left: &Unit, right: &Unit) -> (usize, f32) {
        let (ones, twos) = (first(&left.terms), first(&right.terms));
        let mut row = vec![(0_usize, 0.0_f32); twos.len() + 1];
        let mut best = (0, 0.0_f32);
        for one in ones {
            let mut diagonal = (0, 0.0);
            for (k, two) in twos.iter().enumerate() {
                let above = row[k + 1];
                row[k + 1] = if one.word == two.word {
                    let weight = one.entry.map_or(0.0, |e| self.weights.lhs[e as usize]);
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

    /// Weight of pairs of neighbouring content words that both have.
    fn rare_bigrams(&self, left: &Unit, right: &Unit) -> f32 {
        let bigrams = |unit: &Unit, to_right: bool| -> Vec<(u32, u32, f32)> {
            let content: Vec<u32> = unit.terms.iter().filter_map(|term| term.entry).collect();
            let mut found: Vec<(u32, u32, f32)> = content
                .windows(2)
                .filter_map(|two| {
                    if to_right {
                        let weight =
                            self.weights.lhs[two[0] as usize] + self.weights.lhs[two[1] as usize];
                        Some((
                            self.weights.to_right[two[0] as usize]?,
                            self.weights.to_right[two[1] as usize]?,
                            weight,
                        ))
                    } else {
                        Some((two[0], two[1], 0.0))
                    }
                })
                .collect();
            found.sort_unstable_by_key(|bigram| (bigram.0, bigram.1));
            found.dedup_by_key(|bigram| (bigram.0, bigram.1));
            found
        };
        let there = bigrams(right, false);
        let sum: f32 = bigrams(left, true)
            .iter()
            .filter(|bigram| {
                there
                    .binary_search_by_key(&(bigram.0, bigram.1), |other| (other.0, other.1))
                    .is_ok()
            })
            .map(|bigram| bigram.2)
            .sum();
        (1.0 + sum).ln()
    }

    /// Names: (weight of the shared ones, smaller weight of those only one side has).
    fn names(&self, left: &Unit, right: &Unit, shared: &[(u32, u32)]) -> (f32, f32, f32) {
        let named_lhs = |entry: u32| self.lhs.vocabulary[entry as usize].is_name;
        let named_rhs = |entry: u32| self.rhs.vocabulary[entry as usize].is_name;
        let common = shared
            .iter()
            .filter(|pair| named_lhs(pair.0) || named_rhs(pair.1))
            .map(|pair| self.weights.lhs[pair.0 as usize])
            .sum();
        let only_lhs: f32 = left
            .entries
            .iter()
            .filter(|e| named_lhs(**e) && shared.binary_search_by_key(*e, |pair| pair.0).is_err())
            .map(|e| self.weights.lhs[*e as usize])
            .sum();
        let only_rhs: f32 = right
            .entries
            .iter()
            .filter(|e| named_rhs(**e) && shared.binary_search_by_key(*e, |pair| pair.1).is_err())
            .map(|e| self.weights.rhs[*e as usize])
            .sum();
        (common, only_lhs.min(only_rhs), only_lhs + only_rhs)
    }
}

/// The words of a sentence that runs are looked for in: all, unless it has no end.
fn first(terms: &[Term]) -> &[Term] {
    &terms[..terms.len().min(LONGEST_SENTENCE)]
}

/// Number of values two ascending lists share.
fn common(lhs: &[u64], rhs: &[u64]) -> usize {
    lhs.iter()
        .filter(|value| rhs.binary_search(value).is_ok())
        .count()
}

/// Log length of the longest common run inside quotation marks on both sides.
fn quoted_run(left: &Unit, right: &Unit) -> f32 {
    let quoted = |unit: &Unit| -> Vec<u64> {
        let terms = first(&unit.terms).iter().filter(|term| term.is_quoted);
        terms.map(|term| term.word).collect()
    };
    let (one, two) = (quoted(left), quoted(right));
    if one.is_empty() || two.is_empty() {
        return 0.0;
    }
    let mut row = vec![0_usize; two.len() + 1];
    let mut best = 0;
    for a in &one {
        let mut diagonal = 0;
        for (k, b) in two.iter().enumerate() {
            let above = row[k + 1];
            row[k + 1] = if a == b { diagonal + 1 } else { 0 };
            best = best.max(row[k + 1]);
            diagonal = above;
        }
    }
    (1.0 + best as f32).ln()
}

/// For every sentence the weighted mean of its words' vectors less the article's, length one or zero.
fn sentence_vectors(prepared: &Prepared, weights: &[f32]) -> Vec<Vec<f32>> {
    let dims = prepared
        .vocabulary
        .iter()
        .find_map(|entry| entry.vector.as_ref().map(Vec::len))
        .unwrap_or(0);
    let mut sums: Vec<Vec<f32>> = Vec::with_capacity(prepared.units.len());
    let mut mean = vec![0.0_f32; dims];
    for unit in &prepared.units {
        let mut sum = vec![0.0_f32; dims];
        let mut mass = 0.0;
        for entry in &unit.entries {
            if let Some(vector) = &prepared.vocabulary[*entry as usize].vector {
                mass += weights[*entry as usize];
                for (total, x) in sum.iter_mut().zip(vector) {
                    *total += x * weights[*entry as usize];
                }
            }
        }
        for (x, total) in sum.iter_mut().zip(&mut mean) {
            *x /= mass.max(0.1);
            *total += *x;
        }
        sums.push(sum);
    }
    let n = prepared.units.len().max(1) as f32;
    for sum in &mut sums {
        for (x, total) in sum.iter_mut().zip(&mean) {
            *x -= total / n;
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        for x in sum.iter_mut() {
            *x /= length;
        }
    }
    sums
}

/// (shared, in conflict), each as 0 to 1.
fn numbers(left: &Unit, right: &Unit) -> (f32, f32) {
    let (mut shared, mut conflict) = (0.0_f32, 0.0_f32);
    for one in &left.quantities {
        for two in &right.quantities {
            if !one.same_unit(two) {
                continue;
            }
            if one.agrees(two) {
                shared = if one.low.max(two.low) >= 3.0
                    || !one.units.is_empty() && !two.units.is_empty()
                {
                    1.0
                } else {
                    shared.max(0.5)
                };
            } else {
                conflict = 1.0;
            }
        }
    }
    (shared, if shared > 0.0 { 0.0 } else { conflict })
}

/// Days: (shared, in conflict), each as 0 or 1.
fn days(left: &Unit, right: &Unit) -> (f32, f32) {
    let (mut shared, mut conflict) = (false, false);
    for one in &left.dates {
        for two in &right.dates {
            if one.is_day() && two.is_day() {
                shared |= one.agrees(two);
                conflict |= !one.agrees(two);
            } else if !one.is_day() && !two.is_day() {
                shared |= one.agrees(two);
            }
        }
    }
    (f32::from(shared), f32::from(conflict && !shared))
}

/// Whether one sentence names a day and the other is about another one.
fn other_days(left: &Unit, right: &Unit) -> bool {
    let names_day = |unit: &Unit| unit.dates.iter().any(DateMention::is_day);
    match (&left.standing_day, &right.standing_day) {
        (Some(one), Some(two)) => (names_day(left) || names_day(right)) && !one.agrees(two),
        _ => happened_after(left, right) || happened_after(right, left),
    }
}

/// Whether one sentence tells of a day that was past for its article and still to come when the other's article was published:
/// what had not happened yet cannot be what the other reports.
fn happened_after(told: &Unit, other: &Unit) -> bool {
    let mut own = told.dates.iter().filter(|date| date.is_day());
    let day = match (own.next(), own.next()) {
        (Some(day), None) => day,
        (None, _) => match &told.lead_day {
            Some(day) => day,
            None => return false,
        },
        _ => return false,
    };
    match (day.days, told.published, other.published) {
        (Some((day, _)), Some(past_for), Some(published)) => day <= past_for && day > published,
        _ => false,
    }
}

impl PairFeatures {
    /// Whether both are the same words, and more than a set phrase of three.
    pub fn is_same(&self) -> bool {
        self.values[LENGTH_RATIO] == 1.0
            && self.values[RUN_SHARE] == 1.0
            && self.values[LENGTH_SHORT] >= 4.0_f32.ln()
    }

    /// Whether the sentences name different days and are not otherwise nearly the same: two events, however alike they sound.
    pub fn is_ruled_out(&self) -> bool {
        let value = |name: &str| {
            FEATURE_NAMES
                .iter()
                .position(|known| *known == name)
                .map_or(0.0, |at| self.values[at])
        };
        (self.other_days || value("dates_conflict") > 0.0)
            && value("overlap_geometric") < 0.7
            && value("longest_run") < 9.0_f32.ln()
    }
}

/// By how much each pair is ahead of its best rival on either side.
fn gaps(
    pairs: &[PairFeatures],
    n_lhs: usize,
    n_rhs: usize,
    strength: impl Fn(&PairFeatures) -> f32,
) -> Vec<f32> {
    let mut best_lhs = vec![[-1.0_f32; 2]; n_lhs];
    let mut best_rhs = vec![[-1.0_f32; 2]; n_rhs];
    let push = |best: &mut [f32; 2], value: f32| {
        if value > best[0] {
            *best = [value, best[0]];
        } else if value > best[1] {
            best[1] = value;
        }
    };
    for pair in pairs {
        push(&mut best_lhs[pair.lhs], strength(pair));
        push(&mut best_rhs[pair.rhs], strength(pair));
    }
    let gap = |pair: &PairFeatures| {
        let own = strength(pair);
        let rival = |best: [f32; 2]| if own >= best[0] { best[1] } else { best[0] };
        own - rival(best_lhs[pair.lhs]).max(rival(best_rhs[pair.rhs]))
    };
    pairs.iter().map(gap).collect()
}

/// Fills the features that hold a pair against its rivals.
fn rank(pairs: &mut [PairFeatures], n_lhs: usize, n_rhs: usize) {
    let strength =
        |pair: &PairFeatures| pair.values[2] + pair.values[10] * 0.5 + pair.values[12] * 0.5;
    let likeness = gaps(pairs, n_lhs, n_rhs, |pair| pair.values[VECTOR]);
    for (pair, gap) in pairs.iter_mut().zip(likeness) {
        pair.values[VECTOR_GAP] = gap;
    }
    let mut best_lhs = vec![[0.0_f32; 2]; n_lhs];
    let mut best_rhs = vec![[0.0_f32; 2]; n_rhs];
    let push = |best: &mut [f32; 2], value: f32| {
        if value > best[0] {
            *best = [value, best[0]];
        } else if value > best[1] {
            best[1] = value;
        }
    };
    for pair in pairs.iter() {
        push(&mut best_lhs[pair.lhs], strength(pair));
        push(&mut best_rhs[pair.rhs], strength(pair));
    }
    for pair in pairs.iter_mut() {
        let own = strength(pair);
        let share = |best: [f32; 2]| if best[0] > 0.0 { own / best[0] } else { 0.0 };
        let (one, two) = (share(best_lhs[pair.lhs]), share(best_rhs[pair.rhs]));
        let rival = |best: [f32; 2]| if own >= best[0] { best[1] } else { best[0] };
        pair.values[24] = one.min(two);
        pair.values[25] = one.max(two);
        pair.values[26] = f32::from(one >= 1.0 && two >= 1.0);
        pair.values[27] = own - rival(best_lhs[pair.lhs]).max(rival(best_rhs[pair.rhs]));
    }
}
