//! The distinct content words of an article, gathered while it is read.

use std::collections::{BTreeMap, HashMap};

use super::{Entry, MOST_CLAUSES, Term, Unit};
use crate::analysis::compare::lexicon::{Lexicon, Row, word_hash};
use crate::analysis::compare::quantities::number_value;
use crate::text::stem;

/// The words met so far.
#[derive(Default)]
pub(super) struct Vocabulary {
    entries: Vec<Entry>,
    /// By key: the entry.
    by_key: BTreeMap<u64, u32>,
    /// By hash of the word: its entry, and its row in the table of words.
    known: HashMap<u64, (u32, Option<Row>)>,
}

/// A word where it stands.
pub(super) struct Met<'a> {
    /// Folded, abbreviations written out.
    pub(super) word: &'a str,
    pub(super) hash: u64,
    /// As it is written.
    pub(super) written: &'a str,
    /// Whether it is a number in digits.
    pub(super) is_digits: bool,
    /// Whether the sentence begins with it.
    pub(super) is_first: bool,
}

impl Vocabulary {
    /// The number of a word's entry, in the order in which they are met.
    pub(super) fn entry(&mut self, met: &Met<'_>) -> u32 {
        let (at, row) = match self.known.get(&met.hash) {
            Some(known) => *known,
            None => self.learn(met),
        };
        let is_capital = met.written.starts_with(char::is_uppercase);
        let entry = &mut self.entries[at as usize];
        entry.is_name |=
            is_capital && row.map_or(!met.is_first, |row| Lexicon::get().capital_share(row) > 0.7);
        at
    }

    fn learn(&mut self, met: &Met<'_>) -> (u32, Option<Row>) {
        let lexicon = Lexicon::get();
        let row = lexicon.find(met.hash);
        let value = number_value(met.word);
        let key = match value {
            Some(value) => word_hash(&format!("#{value}")),
            None => word_hash(&stem(met.word)),
        };
        let next = self.entries.len() as u32;
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            let rarity = lexicon.rarity(row);
            self.entries.push(Entry {
                key,
                rarity: if met.is_digits {
                    rarity.max(4.0)
                } else {
                    rarity
                },
                row: row.filter(|row| lexicon.has_meaning(*row)),
                n_sentences: 0,
                is_name: false,
                is_number: value.is_some(),
            });
        }
        self.known.insert(met.hash, (at, row));
        (at, row)
    }

    /// The words in the order of their keys, so that two articles' can be merged; tells every sentence its own.
    pub(super) fn sorted(self, units: &mut [Unit]) -> Vec<Entry> {
        let mut new_number = vec![0_u32; self.entries.len()];
        let mut vocabulary = Vec::with_capacity(self.entries.len());
        for (rank, old) in self.by_key.values().enumerate() {
            new_number[*old as usize] = rank as u32;
            vocabulary.push(self.entries[*old as usize].clone());
        }
        for unit in units {
            for term in &mut unit.terms {
                term.entry = term.entry.map(|old| new_number[old as usize]);
            }
            unit.entries = distinct(&unit.terms);
            unit.content = (0_u32..)
                .zip(&unit.terms)
                .filter_map(|(at, term)| Some((at, term.entry?)))
                .collect();
            unit.in_clauses = in_clauses(unit);
            unit.together = together(unit);
            for entry in &unit.entries {
                vocabulary[*entry as usize].n_sentences += 1;
            }
        }
        vocabulary
    }
}

/// For each entry of a sentence the clauses it stands in.
fn in_clauses(unit: &Unit) -> Vec<u32> {
    let mut found = vec![0_u32; unit.entries.len()];
    for (number, range) in unit.clauses.iter().take(MOST_CLAUSES).enumerate() {
        for entry in unit.terms[range.clone()].iter().filter_map(|t| t.entry) {
            if let Ok(at) = unit.entries.binary_search(&entry) {
                found[at] |= 1 << number;
            }
        }
    }
    found
}

/// Content words at most so far apart stand together.
const TOGETHER: u32 = 5;

/// For each of the first entries of a sentence those that stand near it anywhere in the sentence.
fn together(unit: &Unit) -> Vec<u64> {
    let mut found = vec![0_u64; unit.entries.len().min(u64::BITS as usize)];
    let number = |entry: u32| unit.entries.partition_point(|known| *known < entry);
    for (k, (at, entry)) in unit.content.iter().enumerate() {
        let one = number(*entry);
        let near = unit.content[k + 1..]
            .iter()
            .take_while(|next| next.0 - at <= TOGETHER);
        for two in near.map(|next| number(next.1)) {
            if one.max(two) < found.len() {
                found[one] |= 1 << two;
                found[two] |= 1 << one;
            }
        }
    }
    found
}

fn distinct(terms: &[Term]) -> Vec<u32> {
    let mut entries: Vec<u32> = terms.iter().filter_map(|term| term.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    entries
}
