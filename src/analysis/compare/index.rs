//! The words, runs of words and runs of letters of an article, sorted so that those of two articles can be merged.

use super::passages::mixed;
use super::prepare::{Entry, Term, Unit};
use super::rows::Rows;

/// Two content words that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bigram {
    /// Hash of both keys in their order.
    pub(super) hash: u64,
    /// Sentence.
    pub(super) unit: u32,
    /// Both entries.
    pub(super) entries: (u32, u32),
}

/// Words of a sentence that runs are looked for in: all, unless it has no end.
const LONGEST_SENTENCE: usize = 400;

/// Letters of a run.
const LETTERS: usize = 4;

/// The distinct runs of letters of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams {
    /// Their hashes, ascending.
    pub(super) hashes: Vec<u64>,
    /// The sentences that hold each, ascending.
    pub(super) units: Rows<u32>,
}

/// A run of letters in a sentence, in one number so that lists of them are sorted fast: its hash, then the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Gram(u64);

impl Gram {
    /// Bits of the sentence; the hash has the others. More sentences than that no text holds that is read.
    const UNIT: u32 = 24;

    fn new(hash: u64, unit: u32) -> Self {
        Self(hash >> Self::UNIT << Self::UNIT | u64::from(unit) & ((1 << Self::UNIT) - 1))
    }

    /// What two equal runs have in common.
    fn hash(self) -> u64 {
        self.0 >> Self::UNIT
    }

    /// The sentence.
    fn unit(self) -> u32 {
        (self.0 & ((1 << Self::UNIT) - 1)) as u32
    }
}

/// The runs of letters of all sentences.
pub(super) fn all_letters(text: &str, units: &[Unit]) -> Grams {
    let mut all = Vec::with_capacity(text.len());
    let mut plain = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        letters(unit.span.of(text), &mut plain);
        let runs = plain.windows(LETTERS);
        all.extend(runs.map(|run| {
            let letters = run.iter().map(|c| u64::from(u32::from(*c)));
            let hash = letters.fold(LETTERS as u64, mixed);
            Gram::new(hash, number as u32)
        }));
    }
    all.sort_unstable();
    all.dedup();
    let mut grams = Grams::default();
    let mut holders = Vec::new();
    for same in all.chunk_by(|one, two| one.hash() == two.hash()) {
        holders.clear();
        holders.extend(same.iter().map(|run| run.unit()));
        grams.hashes.push(same[0].hash());
        grams.units.push(&holders);
    }
    grams
}

/// Writes the letters and digits of a sentence into `plain`, everything between words being one space: runs of four have function
/// words and endings ("will not", "n to") in them, which the overlap of content words does not see.
fn letters(sentence: &str, plain: &mut Vec<char>) {
    plain.clear();
    plain.push(' ');
    for c in sentence.chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if plain.last() != Some(&' ') {
            plain.push(' ');
        }
    }
    if plain.last() != Some(&' ') {
        plain.push(' ');
    }
}

/// Hashes of the distinct runs of three words, ascending.
fn trigrams(terms: &[Term]) -> Vec<u64> {
    let mut found: Vec<u64> = terms
        .windows(3)
        .map(|run| {
            run.iter().fold(17, |hash: u64, term| {
                (hash ^ term.word)
                    .wrapping_mul(0x0100_0000_01b3)
                    .rotate_left(23)
            })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The distinct runs of three words of all sentences; tells every sentence how many it has.
pub(super) fn all_trigrams(units: &mut [Unit]) -> Vec<(u64, u32)> {
    let mut all = Vec::new();
    for (number, unit) in units.iter_mut().enumerate() {
        let own = trigrams(&unit.terms);
        unit.n_trigrams = own.len();
        all.extend(own.into_iter().map(|hash| (hash, number as u32)));
    }
    all.sort_unstable();
    all
}

/// The distinct pairs of neighbouring content words of all sentences.
pub(super) fn all_bigrams(units: &[Unit], vocabulary: &[Entry]) -> Vec<Bigram> {
    let mut all: Vec<Bigram> = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        all.extend(unit.content.windows(2).map(|two| {
            let entries = (two[0].1, two[1].1);
            let key = |entry: u32| vocabulary[entry as usize].key;
            Bigram {
                hash: mixed(key(entries.0), key(entries.1)),
                unit: number as u32,
                entries,
            }
        }));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The distinct words of all sentences; numbers the words of every sentence by them.
pub(super) fn all_words(units: &mut [Unit]) -> Vec<u64> {
    let first = |unit: &Unit| unit.terms.len().min(LONGEST_SENTENCE);
    let mut words: Vec<u64> = units
        .iter()
        .flat_map(|unit| unit.terms[..first(unit)].iter().map(|term| term.word))
        .collect();
    words.sort_unstable();
    words.dedup();
    for unit in units {
        for at in 0..first(unit) {
            let term = unit.terms[at];
            let number = words
                .binary_search(&term.word)
                .map_or(0, |number| number as u32);
            unit.words.push(number);
            if term.is_quoted {
                unit.quoted.push(number);
            }
        }
    }
    words
}
