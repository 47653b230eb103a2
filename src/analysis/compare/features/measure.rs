//! The measures of one pair of sentences.
//!
//! All partners of a sentence on the left are measured in a row: what is looked up for the left sentence is laid out once
//! (`scratch`), and nothing is allocated for a pair.

use super::PairFeatures;
use super::conflicts::{Days, numbers};
use super::scratch::{MOST_ALIGNED, Scratch, Shared, width_of_likes};
use super::tables::{Letters, Near, Side, WordRuns, bits};
use super::weights::Weights;
use crate::analysis::compare::likeness::cosine;
use crate::analysis::compare::prepare::{MOST_CLAUSES, Prepared, Unit};
use crate::analysis::compare::rows::Rows;

/// Values worked on side by side.
pub(super) const BESIDE: usize = 8;

/// Two articles ready to be measured.
pub(super) struct Measure<'a> {
    pub(super) lhs: &'a Prepared,
    pub(super) rhs: &'a Prepared,
    pub(super) weights: Weights,
    pub(super) left: Side,
    pub(super) right: Side,
    pub(super) near: Near,
    pub(super) trigrams: WordRuns,
    pub(super) bigrams: WordRuns,
    pub(super) letters: Letters,
    /// By sentence on the right its words, and its quoted words, that the left article has: place in the sentence, number on the
    /// left.
    pub(super) words_right: Rows<(u32, u32)>,
    pub(super) quoted_right: Rows<(u32, u32)>,
}

impl Measure<'_> {
    /// Measures the pairs of one sentence on the left.
    pub(super) fn partners(
        &self,
        partners: &[(usize, usize)],
        scratch: &mut Scratch,
        found: &mut Vec<PairFeatures>,
    ) {
        let Some(&(i, _)) = partners.first() else {
            return;
        };
        self.lay_out(i, scratch, true);
        for &(_, j) in partners {
            found.push(self.pair(i, j, scratch));
        }
        self.lay_out(i, scratch, false);
    }

    fn pair(&self, i: usize, j: usize, scratch: &mut Scratch) -> PairFeatures {
        let (left, right) = (&self.lhs.units[i], &self.rhs.units[j]);
        self.share(left, right, scratch);
        let shared = &scratch.shared;
        let (mut mass, mut shared_rarity, mut first, mut second) = (0.0_f32, 0.0, 0.0_f32, 0.0_f32);
        for word in shared {
            mass += word.weight;
            shared_rarity += self.weights.rarity_lhs[word.lhs as usize];
            second = second.max(word.weight.min(first));
            first = first.max(word.weight);
        }
        let (short, long) = in_order(self.left.mass[i], self.right.mass[j]);
        let (few, many) = in_order(self.left.rarity[i], self.right.rarity[j]);
        let soft = self.soft(left, right, mass, scratch);
        let letters = self.letters(i, j, scratch);
        let clauses = self.clauses(i, j, scratch);
        let run = scratch.words.longest(self.words_right.row(j));
        let quoted = scratch.quoted.longest(self.quoted_right.row(j));
        let names = self.names(i, j, &scratch.shared);
        let plain = self.plain(i, j, &scratch.shared);
        let (numbers, days) = (numbers(left, right), Days::of(left, right));
        let n_short = left.terms.len().min(right.terms.len()) as f32;
        let n_long = left.terms.len().max(right.terms.len()) as f32;
        let speakers = left.speaker.zip(right.speaker);
        let headlines = u8::from(left.is_headline) + u8::from(right.is_headline);
        let n_trigrams = scratch.n_trigrams[j] as f32;
        let fewest = left.n_trigrams.min(right.n_trigrams).max(3) as f32;
        let n_shared = scratch.shared.len() as f32;
        let is_further = is_further(left, right, &scratch.shared);
        let are_other_people = are_other_people(left, right);
        let values = [
            mass / short.max(0.1),
            mass / long.max(0.1),
            mass / (short * long).sqrt().max(0.1),
            mass,
            shared_rarity / few.max(1.0),
            shared_rarity / many.max(1.0),
            first,
            second,
            (1.0 + n_shared).ln(),
            soft.least,
            soft.most,
            soft.rest,
            clauses.best,
            clauses.mass,
            Self::skip_pairs(left, right, &scratch.shared),
            (1.0 + run.0 as f32).ln(),
            run.1,
            (1.0 + scratch.bigrams[j]).ln(),
            names.0,
            names.1,
            numbers.0,
            numbers.1,
            days.shared,
            days.conflict,
            0.0,
            0.0,
            0.0,
            0.0,
            (left.position - right.position).abs(),
            f32::from(headlines == 1),
            n_short / n_long.max(1.0),
            n_short.max(1.0).ln(),
            n_trigrams / fewest,
            (1.0 + n_trigrams).ln(),
            run.0 as f32 / n_short.max(1.0),
            plain.0,
            plain.1,
            plain.2,
            soft.geometric,
            self.anchors(&scratch.shared),
            self.window(i, j, scratch),
            self.carried(i, j, scratch),
            cosine(self.left.vector(i), self.right.vector(j)),
            clauses.cover,
            f32::from(left.is_negated && right.is_negated),
            f32::from(left.is_negated != right.is_negated),
            f32::from(left.has_quote && right.has_quote),
            f32::from(left.has_quote != right.has_quote),
            f32::from(speakers.is_some_and(|(one, two)| one == two)),
            f32::from(speakers.is_some_and(|(one, two)| one != two)),
            (1.0 + quoted.0 as f32).ln(),
            names.0 / (names.0 + names.2).max(0.1),
            f32::from(left.position < 0.15 && right.position < 0.15),
            n_shared / left.entries.len().min(right.entries.len()).max(1) as f32,
            0.0,
            soft.close_least,
            soft.close_most,
            soft.close_geometric,
            soft.close_mass,
            letters.0,
            letters.1,
            letters.2,
            f32::from(days.are_other),
        ];
        for entry in &right.entries {
            scratch.there[*entry as usize] = false;
        }
        PairFeatures {
            lhs: i,
            rhs: j,
            values,
            days_bind: days.bind,
            is_further,
            are_other_people,
        }
    }

    /// Fills in the words that both have, ascending.
    fn share(&self, left: &Unit, right: &Unit, scratch: &mut Scratch) {
        scratch.shared.clear();
        let entries = (0_u32..).zip(&right.entries).zip(&right.in_clauses);
        for ((there, entry), clauses) in entries {
            scratch.there[*entry as usize] = true;
            if let Some(at) = scratch.here[*entry as usize].checked_sub(1) {
                scratch.shared.push(Shared {
                    lhs: left.entries[at as usize],
                    rhs: *entry,
                    at: (at, there),
                    weight: self.weights.rhs[*entry as usize],
                    clauses_lhs: left.in_clauses[at as usize],
                    clauses_rhs: *clauses,
                });
            }
        }
    }

    /// How far each sentence's words find their like in the other.
    fn soft(&self, left: &Unit, right: &Unit, mass: f32, scratch: &Scratch) -> Soft {
        let width = width_of_likes(left);
        let mut best = [0.0_f32; MOST_ALIGNED];
        let (mut lhs, mut rhs) = (Gain::of(mass), Gain::of(mass));
        for entry in &right.entries {
            let at = scratch.likes_of[*entry as usize] as usize;
            if at != 0 {
                let likes = scratch.likes[at..at + width].as_chunks::<BESIDE>().0;
                for (best, alike) in best.as_chunks_mut::<BESIDE>().0.iter_mut().zip(likes) {
                    for k in 0..BESIDE {
                        // Not `max`: there is no NaN, and this becomes one instruction for several words.
                        best[k] = if alike[k] > best[k] {
                            alike[k]
                        } else {
                            best[k]
                        };
                    }
                }
            }
            if scratch.here[*entry as usize] == 0 {
                rhs.add(
                    self.weights.rhs[*entry as usize],
                    scratch.alike[*entry as usize],
                );
            }
        }
        for (at, entry) in left.entries.iter().enumerate() {
            let right = self.weights.to_right[*entry as usize];
            if right.is_none_or(|right| !scratch.there[right as usize]) {
                let alike = best.get(at).copied().unwrap_or(0.0);
                lhs.add(self.weights.lhs[*entry as usize], alike);
            }
        }
        let (one, two) = (lhs.share(), rhs.share());
        let close = (lhs.close / lhs.all.max(0.2), rhs.close / rhs.all.max(0.2));
        let rest = (lhs.all - mass) + (rhs.all - mass);
        Soft {
            least: one.min(two),
            most: one.max(two),
            geometric: (one * two).sqrt(),
            rest: (lhs.got + rhs.got - 2.0 * mass) / rest.max(0.1),
            close_least: close.0.min(close.1),
            close_most: close.0.max(close.1),
            close_geometric: (close.0 * close.1).sqrt(),
            close_mass: lhs.close.min(rhs.close),
        }
    }

    /// Overlap of the runs of letters: against the shorter sentence, against the longer, what the shared ones are worth.
    fn letters(&self, i: usize, j: usize, scratch: &Scratch) -> (f32, f32, f32) {
        /// Worth of a few runs, so that one shared run of a very short sentence counts little.
        const LEAST: f32 = 3.3;
        let got = sum_of(self.letters.of_right.row(j), &scratch.letters);
        let (short, long) = in_order(self.letters.mass_lhs[i], self.letters.mass_rhs[j]);
        (got / short.max(LEAST), got / long.max(LEAST), got / 16.0)
    }

    /// Clauses against clauses and against the whole of the other sentence.
    fn clauses(&self, i: usize, j: usize, scratch: &mut Scratch) -> Clauses {
        let (masses_lhs, masses_rhs) = (self.left.clauses.row(i), self.right.clauses.row(j));
        let (mut got_lhs, mut got_rhs) = ([0.0_f32; MOST_CLAUSES], [0.0_f32; MOST_CLAUSES]);
        let width = masses_rhs.len();
        let both = &mut scratch.in_clauses[..masses_lhs.len() * width];
        both.fill(0.0);
        for word in &scratch.shared {
            for one in bits(word.clauses_lhs) {
                got_lhs[one] += word.weight;
                for two in bits(word.clauses_rhs) {
                    both[one * width + two] += word.weight;
                }
            }
            for two in bits(word.clauses_rhs) {
                got_rhs[two] += word.weight;
            }
        }
        let mut found = Clauses::default();
        for (one, mass_one) in masses_lhs.iter().enumerate() {
            for (two, mass_two) in masses_rhs.iter().enumerate() {
                let got = both[one * width + two];
                if got > 0.0 {
                    found.best = found.best.max(got / (mass_one * mass_two).sqrt().max(0.4));
                    found.mass = found.mass.max(got);
                }
            }
        }
        for (masses, got) in [(masses_lhs, got_lhs), (masses_rhs, got_rhs)] {
            for (mass, got) in masses.iter().zip(got) {
                found.cover = found.cover.max(got / mass.max(0.5));
            }
        }
        found
    }

    /// Weight of shared content words that stand near each other in both sentences, as a logarithm.
    fn skip_pairs(left: &Unit, right: &Unit, shared: &[Shared]) -> f32 {
        let near = |together: &[u64], one: u32, two: u32| {
            let row = together.get(one as usize);
            row.is_some_and(|row| two < u64::BITS && row >> two & 1 == 1)
        };
        let mut sum = 0.0;
        for (k, one) in shared.iter().enumerate() {
            for two in &shared[k + 1..] {
                if near(&left.together, one.at.0, two.at.0)
                    && near(&right.together, one.at.1, two.at.1)
                {
                    sum += (one.weight * two.weight).sqrt();
                }
            }
        }
        (1.0_f32 + sum).ln()
    }

    /// Names: (weight of the shared ones, smaller weight of those only one side has, weight of those only one side has).
    fn names(&self, i: usize, j: usize, shared: &[Shared]) -> (f32, f32, f32) {
        let (mut common, mut of_lhs, mut of_rhs) = (0.0, 0.0, 0.0);
        for word in shared {
            let is_lhs = self.lhs.vocabulary[word.lhs as usize].is_name;
            let is_rhs = self.rhs.vocabulary[word.rhs as usize].is_name;
            common += if is_lhs || is_rhs { word.weight } else { 0.0 };
            of_lhs += if is_lhs { word.weight } else { 0.0 };
            of_rhs += if is_rhs { word.weight } else { 0.0 };
        }
        let only_lhs = (self.left.named[i] - of_lhs).max(0.0);
        let only_rhs = (self.right.named[j] - of_rhs).max(0.0);
        (common, only_lhs.min(only_rhs), only_lhs + only_rhs)
    }

    /// Words that are neither names nor numbers: overlap against the shorter, against the longer, the heaviest shared.
    fn plain(&self, i: usize, j: usize, shared: &[Shared]) -> (f32, f32, f32) {
        let (mut got, mut most) = (0.0_f32, 0.0_f32);
        for word in shared {
            let one = &self.lhs.vocabulary[word.lhs as usize];
            let two = &self.rhs.vocabulary[word.rhs as usize];
            if !(one.is_name || one.is_number || two.is_name || two.is_number) {
                got += word.weight;
                most = most.max(word.weight);
            }
        }
        let (short, long) = in_order(self.left.plain[i], self.right.plain[j]);
        (got / short.max(0.1), got / long.max(0.1), most)
    }

    /// Rarity of shared words that stand in no other sentence of either article.
    fn anchors(&self, shared: &[Shared]) -> f32 {
        let is_once = |word: &&Shared| {
            self.lhs.vocabulary[word.lhs as usize].n_sentences == 1
                && self.rhs.vocabulary[word.rhs as usize].n_sentences == 1
        };
        let rarity = |word: &Shared| self.weights.rarity_lhs[word.lhs as usize] / 11.0;
        shared.iter().filter(is_once).map(rarity).sum()
    }

    /// Overlap of both sentences with their neighbours.
    fn window(&self, i: usize, j: usize, scratch: &Scratch) -> f32 {
        let got = sum_of(&self.rhs.units[j].window, &scratch.window);
        got / (self.left.window[i] * self.right.window[j]).sqrt().max(0.2)
    }

    /// Overlap of one sentence with the other and the sentence before it, the better of both ways.
    fn carried(&self, i: usize, j: usize, scratch: &Scratch) -> f32 {
        let unit = &self.rhs.units[j];
        let with_lhs = sum_of(&unit.entries, &scratch.carried);
        let carried = unit.carried.iter();
        let shared = carried.filter(|entry| scratch.here[**entry as usize] != 0);
        let with_rhs: f32 = shared.map(|entry| self.weights.rhs[*entry as usize]).sum();
        (with_lhs / (self.left.carried[i] * self.right.mass[j]).sqrt().max(0.2))
            .max(with_rhs / (self.left.mass[i] * self.right.carried[j]).sqrt().max(0.2))
    }
}

/// How far the words of two sentences find their like.
struct Soft {
    /// Share of the weight of either sentence: the smaller, the larger, their geometric mean.
    least: f32,
    most: f32,
    geometric: f32,
    /// Mean gain of the words not shared.
    rest: f32,
    /// The same shares where only close likeness counts (its square), and the smaller weight itself.
    close_least: f32,
    close_most: f32,
    close_geometric: f32,
    close_mass: f32,
}

/// Weight of a sentence's words: all, and what finds its like.
struct Gain {
    all: f32,
    got: f32,
    close: f32,
}

impl Gain {
    fn of(shared: f32) -> Self {
        Self {
            all: shared,
            got: shared,
            close: shared,
        }
    }

    fn add(&mut self, weight: f32, alike: f32) {
        self.all += weight;
        self.got += weight * alike;
        self.close += weight * alike * alike;
    }

    fn share(&self) -> f32 {
        self.got / self.all.max(0.1)
    }
}

/// Overlaps of clauses.
#[derive(Default)]
struct Clauses {
    /// Best geometric overlap of two clauses.
    best: f32,
    /// Most shared weight of two clauses.
    mass: f32,
    /// How well the best clause of either sentence is covered by the whole of the other.
    cover: f32,
}

/// The sum of the values of some words. Several sums side by side: one after another every addition would wait for the last.
fn sum_of(words: &[u32], values: &[f32]) -> f32 {
    let mut sums = [0.0; BESIDE];
    for words in words.chunks(BESIDE) {
        for (sum, word) in sums.iter_mut().zip(words) {
            *sum += values[*word as usize];
        }
    }
    sums.iter().sum()
}

fn in_order(one: f32, two: f32) -> (f32, f32) {
    (one.min(two), one.max(two))
}

/// Whether both name several persons, and none in common: whom it is about tells two events of one kind apart.
fn are_other_people(left: &Unit, right: &Unit) -> bool {
    let is_shared = |person: &u64| right.persons.binary_search(person).is_ok();
    left.persons.len() > 1 && right.persons.len() > 1 && !left.persons.iter().any(is_shared)
}

/// Whether a shared word names a further event ("a second phone call") in one of the sentences alone.
fn is_further(left: &Unit, right: &Unit, shared: &[Shared]) -> bool {
    shared.iter().any(|word| {
        let here = left.further.binary_search(&word.lhs).is_ok();
        let there = right.further.binary_search(&word.rhs).is_ok();
        here != there
    })
}
