//! Words for the same thing that differ in what they imply: the list of `assets/naming/alternatives.txt`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::{BESIDE, Row};
use crate::analysis::compare::lexicon::{word_hash, word_hashes};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::analysis::naming::Alternatives;
use crate::text::Span;

/// Sets that are no names: how something is said is counted by speaker, and doubt is a hedge.
const NO_NAMES: &[&str] = &["Told", "Doubt"];

/// Words for people that are none before "to": "the opposition marched", but "its opposition to the cuts".
const DEEDS: &[u64] = &word_hashes(["opposition"]);

/// A form of an alternative: (set, alternative, hashes of its words).
type Form = (usize, usize, Vec<u64>);

/// The forms of the shipped alternatives by the hash of their first word, the longest first.
static FORMS: LazyLock<HashMap<u64, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<u64, Vec<Form>> = BTreeMap::new();
    let lists = Alternatives::shipped();
    let names = |set: &usize| !NO_NAMES.contains(&lists.title(*set));
    for (set, term, words) in lists.forms().filter(|(set, _, _)| names(set)) {
        let hashes: Vec<u64> = words.iter().map(|word| word_hash(word)).collect();
        forms
            .entry(hashes[0])
            .or_default()
            .push((set, term, hashes));
        if words.len() > 1 {
            let joined = word_hash(&words.join("-"));
            forms
                .entry(joined)
                .or_default()
                .push((set, term, vec![joined]));
        }
    }
    for known in forms.values_mut() {
        known.sort_by_key(|(set, term, words)| (std::cmp::Reverse(words.len()), *set, *term));
    }
    forms.into_iter().collect()
});

/// An alternative of a set where an article uses it.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis::compare) struct Used {
    set: usize,
    term: usize,
    span: Span,
}

/// The alternatives among words (hashes) and their places, ascending.
pub(in crate::analysis::compare) fn used(words: &[(u64, Span)]) -> Vec<Used> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some(known) = FORMS.get(&words[at].0) else {
            continue;
        };
        let mut sets = BTreeSet::new();
        for (set, term, form) in known {
            let stretch = words.get(at..at + form.len());
            let fits = stretch.is_some_and(|words| words.iter().map(|word| &word.0).eq(form))
                && !is_deed(words, at);
            if fits && sets.insert(*set) {
                found.push(Used {
                    set: *set,
                    term: *term,
                    span: words[at].1.hull(words[at + form.len() - 1].1),
                });
            }
        }
    }
    found
}

fn is_deed(words: &[(u64, Span)], at: usize) -> bool {
    let is_before_to = words
        .get(at + 1)
        .is_some_and(|word| word.0 == word_hash("to"));
    is_before_to && DEEDS.contains(&words[at].0)
}

/// The stems of the content words beside a place that stand in its clause.
fn beside_in_clause(row: &Row<'_>, span: Span) -> Vec<u64> {
    let text = row.analysed.text();
    let is_joined = |from: u32, to: u32| {
        let between = &text[from as usize..to as usize];
        !between.contains([',', ';', ':', '—', '(', ')'])
    };
    let content = &row.content;
    let from = content.partition_point(|(_, word)| word.end <= span.start);
    let to = content.partition_point(|(_, word)| word.start < span.end);
    let before = content[..from].iter().rev().take(BESIDE);
    let behind = content[to..].iter().take(BESIDE);
    before
        .take_while(|(_, word)| is_joined(word.end, span.start))
        .chain(behind.take_while(|(_, word)| is_joined(span.end, word.start)))
        .map(|(stem, _)| *stem)
        .collect()
}

/// Sets of alternatives of which two cells use different words, and none in common, of one thing.
pub(super) fn alternatives(rows: &[Row<'_>]) -> Vec<Difference> {
    // By set: for every cell which alternatives, and where first.
    let mut used: BTreeMap<usize, Vec<BTreeMap<usize, Span>>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let within = row.within(&row.prepared.alternatives, |used| used.span);
        for Used { set, term, span } in within {
            let cells = used
                .entry(*set)
                .or_insert_with(|| vec![BTreeMap::new(); rows.len()]);
            cells[number].entry(*term).or_insert(*span);
        }
    }
    let mut found = Vec::new();
    for cells in used.into_values() {
        let named = || {
            rows.iter()
                .zip(&cells)
                .filter(|(_, terms)| !terms.is_empty())
        };
        if named().count() < 2 {
            continue;
        }
        let shares = |one: &BTreeMap<usize, Span>, two: &BTreeMap<usize, Span>| {
            one.keys().any(|term| two.contains_key(term))
        };
        let is_common = named().all(|(_, one)| named().all(|(_, two)| shares(one, two)));
        let first = |terms: &BTreeMap<usize, Span>| terms.values().min().copied();
        let is_of_one_thing = || {
            let places = || named().filter_map(|(row, terms)| Some((row, first(terms)?)));
            places().any(|(one, here)| {
                let mut others = places().filter(|(two, _)| two.cell.article > one.cell.article);
                others.any(|(two, there)| {
                    let beside = beside_in_clause(two, there);
                    let mut own = beside_in_clause(one, here).into_iter();
                    own.any(|stem| beside.contains(&stem))
                })
            })
        };
        if !is_common && is_of_one_thing() {
            let values = named().filter_map(|(row, terms)| Some(row.value(first(terms)?)));
            found.push(Difference {
                kind: DifferenceKind::Name,
                nature: DifferenceNature::Wording,
                values: values.collect(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::NO_NAMES;
    use crate::analysis::naming::Alternatives;

    #[test]
    fn the_sets_left_out_stand_in_the_list() {
        let lists = Alternatives::shipped();
        for title in NO_NAMES {
            assert!(
                (0..lists.len()).any(|set| lists.title(set) == *title),
                "{title}"
            );
        }
    }
}
