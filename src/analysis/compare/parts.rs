//! Which part of a sentence belongs to which of its statements.
//!
//! A sentence that serves several statements carries several facts ("Trump said he is close to a decision, and his favourite is
//! Lieberman"). Each of its clauses goes to the statement whose cells of other articles hold its words; a clause that none holds
//! stays with the one before it. Where the clauses do not tell, the whole sentence stands in every statement.
//! Cost: clauses × statements of a sentence, for sentences of several statements only.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::links::Place;
use super::prepare::{Prepared, Unit};

/// A clause goes to every statement that holds this share of its weight,
const HELD_WELL: f64 = 0.5;
/// and to those that hold less, but at least this share
const HELD: f64 = 0.2;
/// and at least this share of what the statement that holds most of it holds.
const BESIDE_BEST: f64 = 0.7;
/// Fewest words of a sentence that is parted; a shorter one, such as a headline, is read as a whole.
const SHORTEST_PARTED: usize = 14;
/// Fewest content words of a part.
const SHORTEST_PART: usize = 3;

/// So many words between two parts of a sentence do not part them.
const SMALL_GAP: usize = 6;

/// The places of which only a part belongs to a statement, with that part as ranges of the sentence's terms.
pub(super) type PartsOf = BTreeMap<Place, Vec<Range<usize>>>;

/// For every statement the parts of sentences that serve several of `statements`.
pub(super) fn parts(prepared: &[Prepared], statements: &[Vec<Place>]) -> Vec<PartsOf> {
    let mut serving: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (number, members) in statements.iter().enumerate() {
        for place in members {
            serving.entry(*place).or_default().push(number);
        }
    }
    let mut found: Vec<PartsOf> = vec![BTreeMap::new(); statements.len()];
    serving.retain(|place, numbers| {
        let sentence = unit(prepared, *place);
        numbers.len() > 1
            && sentence.clauses.len() > 1
            && sentence.terms.len() >= SHORTEST_PARTED
            && !sentence.is_headline
    });
    if serving.is_empty() {
        return found;
    }
    let story = Story::new(prepared);
    let serving: Vec<(Place, Vec<usize>)> = serving.into_iter().collect();
    let parted: Vec<Vec<(usize, Vec<Range<usize>>)>> = serving
        .par_iter()
        .map_init(
            || Asked::of(&story),
            |asked, (place, numbers)| {
                let held: Vec<Vec<f64>> = numbers
                    .iter()
                    .map(|number| asked.held(*place, &statements[*number]))
                    .collect();
                let sentence = unit(prepared, *place);
                let own = numbers.iter().zip(shares(&held));
                own.filter_map(|(number, clauses)| Some((*number, part(sentence, &clauses)?)))
                    .collect()
            },
        )
        .collect();
    for ((place, _), parts) in serving.iter().zip(parted) {
        for (number, terms) in parts {
            found[number].insert(*place, terms);
        }
    }
    found
}

/// Some clauses of a sentence as its terms, unless they are too little to stand alone or all of it.
fn part(sentence: &Unit, clauses: &[bool]) -> Option<Vec<Range<usize>>> {
    let terms = joined(&sentence.clauses, clauses);
    let kept = terms
        .iter()
        .flat_map(|range| &sentence.terms[range.clone()]);
    let (mut n_kept, mut n_content) = (0, 0);
    for term in kept {
        n_kept += 1;
        n_content += usize::from(term.entry.is_some());
    }
    (n_content >= SHORTEST_PART && n_kept < sentence.terms.len()).then_some(terms)
}

fn unit(prepared: &[Prepared], place: Place) -> &Unit {
    &prepared[place.0].units[place.1]
}

/// What words weigh in all articles together: their rarity in general news times their rarity in the story.
struct Story<'a> {
    prepared: &'a [Prepared],
    /// By article and entry: the number of the stem among all articles' stems.
    numbers: Vec<Vec<u32>>,
    /// By number: its weight.
    weights: Vec<f64>,
}

/// The words of the story while it is asked what holds them.
struct Asked<'a> {
    story: &'a Story<'a>,
    /// By number: the last question in whose answer it stood.
    asked: Vec<u32>,
    question: u32,
}

impl<'a> Story<'a> {
    fn new(prepared: &'a [Prepared]) -> Self {
        let mut keys: Vec<u64> = prepared
            .iter()
            .flat_map(|article| article.vocabulary.iter().map(|entry| entry.key))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let number = |key: u64| keys.partition_point(|known| *known < key) as u32;
        let mut n_sentences = vec![0_u32; keys.len()];
        let mut rarities = vec![0.0_f64; keys.len()];
        let mut numbers = Vec::with_capacity(prepared.len());
        for article in prepared {
            let own: Vec<u32> = article
                .vocabulary
                .iter()
                .map(|entry| number(entry.key))
                .collect();
            for (entry, number) in article.vocabulary.iter().zip(&own) {
                n_sentences[*number as usize] += entry.n_sentences;
                rarities[*number as usize] = f64::from(entry.rarity.max(0.3));
            }
            numbers.push(own);
        }
        let n_units = prepared
            .iter()
            .map(|article| article.units.len())
            .sum::<usize>() as f64;
        let rare = |count: &u32| ((n_units + 2.0) / (f64::from(*count) + 0.5)).ln().max(0.05);
        let weights = rarities.iter().zip(&n_sentences);
        Self {
            prepared,
            numbers,
            weights: weights
                .map(|(rarity, count)| rarity * rare(count))
                .collect(),
        }
    }
}

impl<'a> Asked<'a> {
    fn of(story: &'a Story<'a>) -> Self {
        Self {
            story,
            asked: vec![0; story.weights.len()],
            question: 0,
        }
    }

    /// How much of each clause of a sentence the cells of other articles in a statement hold, 0 to 1.
    fn held(&mut self, place: Place, statement: &[Place]) -> Vec<f64> {
        self.question += 1;
        for other in statement.iter().filter(|other| other.0 != place.0) {
            for entry in &unit(self.story.prepared, *other).entries {
                self.asked[self.story.numbers[other.0][*entry as usize] as usize] = self.question;
            }
        }
        let own = unit(self.story.prepared, place);
        let clauses = own.clauses.iter().map(|clause| {
            let (mut all, mut got) = (0.0, 0.0);
            for entry in own.terms[clause.clone()]
                .iter()
                .filter_map(|term| term.entry)
            {
                let number = self.story.numbers[place.0][entry as usize] as usize;
                let weight = self.story.weights[number];
                all += weight;
                got += if self.asked[number] == self.question {
                    weight
                } else {
                    0.0
                };
            }
            if all > 0.0 { got / all } else { 0.0 }
        });
        clauses.collect()
    }
}

/// For every statement which clauses are its own; all of them where the clauses do not tell. `held`: by statement, by clause.
fn shares(held: &[Vec<f64>]) -> Vec<Vec<bool>> {
    let n_clauses = held[0].len();
    let mut own = vec![vec![false; n_clauses]; held.len()];
    let mut before: Option<Vec<bool>> = None;
    // Clauses at the head that no statement holds go with the first that one holds.
    let mut waiting = 0;
    for clause in 0..n_clauses {
        let best = held.iter().map(|of| of[clause]).fold(0.0, f64::max);
        let takers: Vec<bool> = if best >= HELD {
            let least = (best * BESIDE_BEST).clamp(HELD, HELD_WELL);
            let is_near = |of: &Vec<f64>| of[clause] >= least;
            held.iter().map(is_near).collect()
        } else if let Some(before) = &before {
            before.clone()
        } else {
            waiting += 1;
            continue;
        };
        for (own, takes) in own.iter_mut().zip(&takers) {
            own[clause - waiting..=clause].fill(*takes);
        }
        waiting = 0;
        before = Some(takers);
    }
    for clauses in &mut own {
        if clauses.iter().all(|is_own| !is_own) {
            clauses.fill(true);
        }
    }
    own
}

/// The terms of the clauses that are kept, neighbours in one range, with the few words between two of them.
fn joined(clauses: &[Range<usize>], is_kept: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let kept = clauses.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept);
    for (clause, _) in kept {
        match found.last_mut() {
            Some(last) if clause.start - last.end <= SMALL_GAP => last.end = clause.end,
            _ => found.push(clause.clone()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{joined, shares};

    #[test]
    fn a_clause_goes_to_the_statement_that_holds_its_words() {
        // Two statements, five clauses: the first is nobody's and goes with the second, the fourth stays with the third.
        let held = [vec![0.1, 0.9, 0.3, 0.0, 0.6], vec![0.0, 0.2, 0.8, 0.1, 0.6]];
        assert_eq!(
            shares(&held),
            [
                vec![true, true, false, false, true],
                vec![false, false, true, true, true],
            ]
        );
        // What tells nothing leaves the sentence whole.
        assert_eq!(shares(&[vec![0.1, 0.0]]), [vec![true, true]]);
    }

    #[test]
    fn a_few_words_between_two_parts_belong_to_them() {
        let clauses = [0..8, 8..13, 13..20, 20..30, 30..36];
        let found = joined(&clauses, &[true, false, true, false, true]);
        assert_eq!(found, [0..20, 30..36]);
    }
}
