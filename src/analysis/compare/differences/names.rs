//! Names: what the same thing is called, and how a name is written.
//!
//! - Words for the same thing that differ in what they imply: the list of `assets/naming/alternatives.txt`.
//! - Names of one thing that the alias list knows ("ISIS", "Islamic State"): another name.
//! - One name in another spelling ("al-Assad", "Al-Assad"; "Gadhafi", "Qaddafi"), or a person's full name with another middle
//!   ("Hillary Clinton", "Hillary Rodham Clinton"). A name given shorter ("Kerry") is no difference, nor is an acronym.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Row;
use crate::analysis::compare::lexicon::word_hash;
use crate::analysis::compare::model::{
    Difference, DifferenceKind, DifferenceNature, DifferenceValue,
};
use crate::analysis::entities::{
    AliasList, EntityType, initials, is_all_capitals, name_key, shown, skeleton,
};
use crate::analysis::naming::Alternatives;
use crate::text::Span;

/// Shortest skeleton by which two transliterations are taken for one name.
const LEAST_SKELETON: usize = 3;

/// Names on which cells disagree.
pub(super) fn names(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = alternatives(rows);
    let written: Vec<Vec<Written>> = rows.iter().map(written).collect();
    for difference in spellings(rows, &written) {
        let is_known = found.iter().any(|known: &Difference| {
            let values = || difference.values.iter();
            let is_same = |one: &DifferenceValue, two: &DifferenceValue| {
                one.article == two.article && one.span.intersects(two.span)
            };
            known
                .values
                .iter()
                .any(|one| values().any(|two| is_same(one, two)))
        });
        if !is_known {
            found.push(difference);
        }
    }
    found
}

/// Sets that are no names: how something is said is counted by speaker, and doubt is a hedge.
const NO_NAMES: &[&str] = &["Told", "Doubt"];

/// A form of an alternative: (set, alternative, hashes of its words).
type Form = (usize, usize, Vec<u64>);

/// The forms of the shipped alternatives by the hash of their first word, the longest first.
static FORMS: LazyLock<BTreeMap<u64, Vec<Form>>> = LazyLock::new(|| {
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
    forms
});

/// Sets of alternatives of which two cells use different words, and none in common, of one thing.
fn alternatives(rows: &[Row<'_>]) -> Vec<Difference> {
    // By set: for every cell which alternatives, and where first.
    let mut used: BTreeMap<usize, Vec<BTreeMap<usize, Span>>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        for (set, term, span) in uses(row) {
            let cells = used
                .entry(set)
                .or_insert_with(|| vec![BTreeMap::new(); rows.len()]);
            cells[number].entry(term).or_insert(span);
        }
    }
    let mut found = Vec::new();
    for cells in used.into_values() {
        let named = || {
            rows.iter()
                .zip(&cells)
                .filter(|(_, terms)| !terms.is_empty())
        };
        let shares = |one: &BTreeMap<usize, Span>, two: &BTreeMap<usize, Span>| {
            one.keys().any(|term| two.contains_key(term))
        };
        let is_common = named().all(|(_, one)| named().all(|(_, two)| shares(one, two)));
        let first = |terms: &BTreeMap<usize, Span>| terms.values().min().copied();
        let is_of_one_thing = || {
            let places = || named().filter_map(|(row, terms)| Some((row, first(terms)?)));
            places().any(|(one, here)| {
                let mut others = places().filter(|(two, _)| two.cell.article > one.cell.article);
                others.any(|(two, there)| one.shares_words(here, two, there))
            })
        };
        if named().count() > 1 && !is_common && is_of_one_thing() {
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

/// Which alternatives a cell uses, in the order of its words: set, alternative, place.
fn uses(row: &Row<'_>) -> Vec<(usize, usize, Span)> {
    let mut found = Vec::new();
    for at in 0..row.words.len() {
        let known = FORMS.get(&row.words[at].0).map_or(&[][..], Vec::as_slice);
        let mut sets = BTreeSet::new();
        for (set, term, form) in known {
            let words = row.words.get(at..at + form.len());
            let fits =
                words.is_some_and(|words| words.iter().map(|word| word.0).eq(form.iter().copied()));
            if fits && sets.insert(*set) {
                let span = row.words[at].1.hull(row.words[at + form.len() - 1].1);
                found.push((*set, *term, span));
            }
        }
    }
    found
}

/// A name in a cell.
struct Written {
    kind: EntityType,
    /// As it stands there, with the Arabic article before it.
    form: String,
    /// The form's key.
    key: String,
    /// The thing of the alias list.
    thing: Option<String>,
    span: Span,
}

impl Written {
    fn words(&self) -> Vec<&str> {
        self.form.split(' ').collect()
    }

    /// The key of the last word, for persons.
    fn surname(&self) -> Option<&str> {
        (self.kind == EntityType::Person).then(|| self.key.rsplit(' ').next().unwrap_or_default())
    }

    /// The surname as it is written: "al-Assad".
    fn written_surname(&self) -> String {
        let words = self.words();
        let is_article = |word: &str| ["al", "el"].contains(&word.to_lowercase().as_str());
        let from = match words.len() {
            n if n > 1 && is_article(words[n - 2]) => n - 2,
            n => n - 1,
        };
        words[from..].join(" ")
    }
}

/// The names in a cell. Names in capitals only (a headline of some outlets) tell nothing about spelling.
fn written(row: &Row<'_>) -> Vec<Written> {
    let text = row.analysed.text();
    let (first, last) = (
        row.cell.spans[0].start,
        row.cell.spans[row.cell.spans.len() - 1].end,
    );
    let mentions = &row.analysed.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < first);
    let near = mentions[from..]
        .iter()
        .take_while(|mention| mention.span.start < last);
    near.filter(|mention| row.holds(mention.span))
        .map(|mention| {
            let form = shown(mention.span.of(text))
                .replace('’', "'")
                .replace(['‐', '‑'], "-");
            let form = form.trim_end_matches('.').to_owned();
            let key = name_key(&form, mention.kind);
            let thing = AliasList::shipped().find(&form, &key);
            Written {
                kind: mention.kind,
                thing: thing.map(|thing| thing.name.clone()),
                form,
                key,
                span: mention.span,
            }
        })
        .collect()
}

/// Names of one thing that two cells write differently. A name that both write alike is none.
fn spellings(rows: &[Row<'_>], written: &[Vec<Written>]) -> Vec<Difference> {
    let mut pairs = Vec::new();
    for (one, names) in written.iter().enumerate() {
        for (two, others) in written.iter().enumerate().skip(one + 1) {
            for left in names {
                let is_alike =
                    |other: &&Written| difference(left, other).is_none() && is_one(left, other);
                if others.iter().any(|other| is_alike(&other)) {
                    continue;
                }
                let rival = others.iter().find_map(|right| {
                    let settled = names
                        .iter()
                        .any(|own| is_one(own, right) && difference(own, right).is_none());
                    let nature = difference(left, right).filter(|_| !settled)?;
                    Some((nature, right.span))
                });
                if let Some((nature, span)) = rival {
                    pairs.push((nature, rows[one].value(left.span), rows[two].value(span)));
                }
            }
        }
    }
    super::joined(DifferenceKind::Name, pairs)
}

/// Whether two names are plainly names of one thing.
fn is_one(one: &Written, two: &Written) -> bool {
    one.key == two.key
        || one.thing.is_some() && one.thing == two.thing
        || one.surname().is_some() && one.surname() == two.surname()
}

/// How two names of one thing differ; `None` where they do not, or are no names of one thing.
fn difference(one: &Written, two: &Written) -> Option<DifferenceNature> {
    let is_capitals = |name: &Written| is_all_capitals(&name.form) && name.form.contains(' ');
    if is_capitals(one) || is_capitals(two) || one.form == two.form {
        return None;
    }
    if one.surname().is_some() && two.surname().is_some() {
        return person(one, two);
    }
    if one.key == two.key || one.thing.is_none() || one.thing != two.thing {
        return None;
    }
    let is_short = |short: &Written, long: &Written| {
        let letters = short.form.chars().filter(|c| c.is_alphanumeric());
        let letters: BTreeSet<char> = letters.flat_map(char::to_uppercase).collect();
        let firsts = initials(&long.form);
        is_all_capitals(&short.form)
            && !firsts.is_empty()
            && firsts.chars().all(|c| letters.contains(&c))
            || long.key.split(' ').any(|word| word == short.key)
            || long.key.starts_with(&short.key)
    };
    let words = |name: &Written| -> BTreeSet<String> {
        let words = name
            .key
            .split(' ')
            .filter(|word| !["of", "the"].contains(word));
        words.map(str::to_owned).collect()
    };
    let is_place = one.kind == EntityType::Place || two.kind == EntityType::Place;
    let is_trivial =
        is_place || is_short(one, two) || is_short(two, one) || words(one) == words(two);
    (!is_trivial).then_some(DifferenceNature::Wording)
}

fn person(one: &Written, two: &Written) -> Option<DifferenceNature> {
    let (lhs, rhs) = (one.surname()?, two.surname()?);
    if lhs == rhs {
        let (mine, theirs) = (one.written_surname(), two.written_surname());
        if mine != theirs && !is_all_capitals(&mine) && !is_all_capitals(&theirs) {
            return Some(DifferenceNature::Spelling);
        }
        // Both in full, with the same first name and another middle.
        let (left, right): (Vec<&str>, Vec<&str>) =
            (one.key.split(' ').collect(), two.key.split(' ').collect());
        let is_full = left.len() > 1 && right.len() > 1 && left[0] == right[0];
        // A middle initial more or less is how an outlet writes names.
        let names = |words: &[&str]| -> Vec<String> {
            let long = words.iter().filter(|word| word.chars().count() > 1);
            long.map(ToString::to_string).collect()
        };
        return (is_full && names(&left) != names(&right)).then_some(DifferenceNature::Wording);
    }
    let is_known = one.thing.is_some() && one.thing == two.thing;
    let (left, right) = (skeleton(lhs), skeleton(rhs));
    let is_transliteration = left == right && left.len() >= LEAST_SKELETON;
    (is_known || is_transliteration).then_some(DifferenceNature::Spelling)
}
