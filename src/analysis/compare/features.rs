//! What is measured on a pair of sentences of two articles (DESIGN.md section 5).
//!
//! Everything is computed from the two articles alone: rarity inside the story is rarity inside these two, so a pair's
//! result does not change when a further article joins the comparison. Cost per pair of articles: one pass over an
//! inverted index, then the full measure for the few best candidates of every sentence.

use super::dates::DateMention;
use super::lexicon::cosine;
use super::prepare::{Prepared, Unit};

/// Candidates kept per sentence and direction.
const BEST: usize = 10;

/// Names of the features, in the order of [`PairFeatures::values`].
pub const FEATURE_NAMES: [&str; 32] = [
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
pub(super) fn candidates(lhs: &Prepared, rhs: &Prepared) -> Vec<PairFeatures> {
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
    let chosen = best_candidates(lhs, rhs, &weights, &mass_lhs, &mass_rhs);
    let measure = Measure {
        lhs,
        rhs,
        weights: &weights,
        mass_lhs: &mass_lhs,
        mass_rhs: &mass_rhs,
    };
    let mut found: Vec<PairFeatures> = chosen.iter().map(|&(i, j)| measure.pair(i, j)).collect();
    rank(&mut found, lhs.units.len(), rhs.units.len());
    found
}

/// The best few partners of every sentence by weighted overlap, from both sides.
fn best_candidates(
    lhs: &Prepared,
    rhs: &Prepared,
    weights: &Weights,
    mass_lhs: &[f32],
    mass_rhs: &[f32],
) -> Vec<(usize, usize)> {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); rhs.vocabulary.len()];
    for (j, unit) in rhs.units.iter().enumerate() {
        for entry in &unit.entries {
            postings[*entry as usize].push(j as u32);
        }
    }
    let mut scored: Vec<(usize, usize, f32)> = Vec::new();
    let mut sums = vec![0.0_f32; rhs.units.len()];
    for (i, unit) in lhs.units.iter().enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        for entry in &unit.entries {
            let Some(right) = weights.to_right[*entry as usize] else {
                continue;
            };
            for j in &postings[right as usize] {
                let j = *j as usize;
                if sums[j] == 0.0 {
                    touched.push(j);
                }
                sums[j] += weights.lhs[*entry as usize];
            }
        }
        touched.sort_unstable();
        for j in touched {
            let score = sums[j] / (mass_lhs[i] * mass_rhs[j]).sqrt().max(0.2);
            scored.push((i, j, score));
            sums[j] = 0.0;
        }
    }
    let mut kept = vec![false; scored.len()];
    keep_best(&scored, &mut kept, |pair| pair.0, lhs.units.len());
    keep_best(&scored, &mut kept, |pair| pair.1, rhs.units.len());
    scored
        .iter()
        .zip(kept)
        .filter(|(_, keep)| *keep)
        .map(|(pair, _)| (pair.0, pair.1))
        .collect()
}

fn keep_best(
    scored: &[(usize, usize, f32)],
    kept: &mut [bool],
    side: impl Fn(&(usize, usize, f32)) -> usize,
    n: usize,
) {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); n];
    for (k, pair) in scored.iter().enumerate() {
        groups[side(pair)].push(k);
    }
    for group in &mut groups {
        // Ties break by place, never by chance.
        group.sort_by(|one, two| scored[*two].2.total_cmp(&scored[*one].2).then(one.cmp(two)));
        let floor = group
            .get(BEST.saturating_sub(1))
            .map_or(0.0, |k| scored[*k].2);
        for k in group
            .iter()
            .take_while(|k| scored[**k].2 >= floor)
            .take(BEST * 2)
        {
            kept[*k] = true;
        }
    }
}

struct Measure<'a> {
    lhs: &'a Prepared,
    rhs: &'a Prepared,
    weights: &'a Weights,
    mass_lhs: &'a [f32],
    mass_rhs: &'a [f32],
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
        ];
        PairFeatures {
            lhs: i,
            rhs: j,
            values,
            other_days: other_days(left, right),
        }
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
        for one in &left.clause_entries {
            let mass_one = mass(one, &self.weights.lhs);
            for two in &right.clause_entries {
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
        let places = |unit: &Unit, entry: u32| -> Vec<usize> {
            unit.terms
                .iter()
                .enumerate()
                .filter(|(_, t)| t.entry == Some(entry))
                .map(|(k, _)| k)
                .collect()
        };
        let near = |one: &[usize], two: &[usize]| {
            one.iter().any(|a| two.iter().any(|b| a.abs_diff(*b) <= 5))
        };
        let places_lhs: Vec<Vec<usize>> = shared.iter().map(|e| places(left, e.0)).collect();
        let places_rhs: Vec<Vec<usize>> = shared.iter().map(|e| places(right, e.1)).collect();
        let mut sum = 0.0;
        for a in 0..shared.len() {
            for b in a + 1..shared.len() {
                if near(&places_lhs[a], &places_lhs[b]) && near(&places_rhs[a], &places_rhs[b]) {
                    let weight = |k: usize| self.weights.lhs[shared[k].0 as usize];
                    sum += (weight(a) * weight(b)).sqrt();
                }
            }
        }
        (1.0 + sum).ln()
    }

    /// Longest run of identical words: (words, weight of its content words).
    fn longest_run(&self, left: &Unit, right: &Unit) -> (usize, f32) {
        let mut row = vec![(0_usize, 0.0_f32); right.terms.len() + 1];
        let mut best = (0, 0.0_f32);
        for one in &left.terms {
            let mut diagonal = (0, 0.0);
            for (k, two) in right.terms.iter().enumerate() {
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
    fn names(&self, left: &Unit, right: &Unit, shared: &[(u32, u32)]) -> (f32, f32) {
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
        (common, only_lhs.min(only_rhs))
    }
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
        _ => false,
    }
}

impl PairFeatures {
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

/// Fills the features that hold a pair against its rivals.
fn rank(pairs: &mut [PairFeatures], n_lhs: usize, n_rhs: usize) {
    let strength =
        |pair: &PairFeatures| pair.values[2] + pair.values[10] * 0.5 + pair.values[12] * 0.5;
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
