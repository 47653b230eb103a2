//! Names: what the same thing is called, and how a name is written.
//!
//! - Words for the same thing that differ in what they imply (`alternatives`).
//! - Names of one thing that the alias list knows ("ISIS", "Islamic State"): another name.
//! - One name in another spelling ("al-Assad", "Al-Assad"; "Gadhafi", "Qaddafi"), or a person's full name with another middle
//!   ("Hillary Clinton", "Hillary Rodham Clinton"). A name given shorter ("Kerry") is no difference, nor is an acronym.

use std::collections::{BTreeSet, HashMap};

use super::alternatives::alternatives;
use super::{Row, joined};
use crate::analysis::Analysed;
use crate::analysis::compare::lexicon::{word_hash, word_hashes};
use crate::analysis::compare::model::{
    Difference, DifferenceKind, DifferenceNature, DifferenceValue,
};
use crate::analysis::entities::{
    AliasList, EntityType, Mention, initials, is_all_capitals, name_key, shown, skeleton,
};
use crate::text::{Span, fold};

/// Shortest skeleton by which two transliterations are taken for one name.
const LEAST_SKELETON: usize = 3;

/// Names on which cells disagree.
pub(super) fn names(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = alternatives(rows);
    for difference in spellings(rows) {
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

/// A name in an article, as far as two names of a statement are held against each other.
#[derive(Clone, Debug)]
pub(in crate::analysis::compare) struct Name {
    pub(in crate::analysis::compare) span: Span,
    kind: EntityType,
    /// As it is written, hashed.
    form: u64,
    /// Its key, hashed.
    key: u64,
    /// The words of the key, hashed.
    words: Vec<u64>,
    /// Whether it is written in capitals only.
    is_capitals: bool,
    /// Its letters in capitals, for a name in capitals only.
    letters: Vec<char>,
    /// The initials of its words.
    initials: Vec<char>,
    /// The thing of the alias list, hashed.
    thing: Option<u64>,
    /// For persons.
    surname: Option<Surname>,
}

impl Name {
    /// For a person: the hash of the last name.
    pub(in crate::analysis::compare) fn last_name(&self) -> Option<u64> {
        self.surname.as_ref().map(|surname| surname.key)
    }
}

/// The last word of a person's name, hashed.
#[derive(Clone, Debug)]
struct Surname {
    key: u64,
    /// With the Arabic article before it: "al-Assad".
    written: u64,
    is_capitals: bool,
    /// Its skeleton, where that is long enough to tell names apart.
    skeleton: Option<u64>,
    /// The first name, and the names between without initials.
    first: Option<u64>,
    /// The consonants of the first name.
    first_sound: String,
    middle: Vec<u64>,
}

/// The names of an article, ascending.
pub(in crate::analysis::compare) fn read(analysed: &Analysed) -> Vec<Name> {
    let text = analysed.text();
    // Most names stand in an article again and again.
    let mut known: HashMap<(&str, EntityType), Name> = HashMap::new();
    let named = analysed.mentions.iter().map(|mention| {
        let written = (mention.span.of(text), mention.kind);
        let name = known.entry(written).or_insert_with(|| name(text, mention));
        Name {
            span: mention.span,
            ..name.clone()
        }
    });
    named.collect()
}

fn name(text: &str, mention: &Mention) -> Name {
    let form = shown(mention.span.of(text))
        .replace('’', "'")
        .replace(['‐', '‑'], "-");
    let form = form.trim_end_matches('.');
    let key = name_key(form, mention.kind);
    let words: Vec<u64> = key.split(' ').map(word_hash).collect();
    let thing = AliasList::shipped().find(form, &key);
    let is_capitals = is_all_capitals(form);
    let letters = form.chars().filter(|c| c.is_alphanumeric());
    Name {
        span: mention.span,
        kind: mention.kind,
        form: word_hash(form),
        key: word_hash(&key),
        is_capitals,
        letters: letters.filter(|_| is_capitals).collect(),
        initials: initials(form).chars().collect(),
        thing: thing.map(|thing| word_hash(&thing.name)),
        surname: (mention.kind == EntityType::Person).then(|| surname(form, &key, &words)),
        words,
    }
}

fn surname(form: &str, key: &str, words: &[u64]) -> Surname {
    let last = key.rsplit(' ').next().unwrap_or_default();
    let mut parts: Vec<&str> = form.split(' ').collect();
    // What stands behind the surname ("Jr.") is no part of the key.
    let is_surname = |part: &&str| letters_of(part).ends_with(last);
    if let Some(at) = parts.iter().rposition(is_surname) {
        parts.truncate(at + 1);
    }
    let is_article = |word: &str| ["al", "el"].contains(&word.to_lowercase().as_str());
    let from = match parts.len() {
        n if n > 1 && is_article(parts[n - 2]) => n - 2,
        n => n - 1,
    };
    let written = parts[from..].join(" ");
    let consonants = skeleton(last);
    let names = key.split(' ').zip(words);
    let middle = names.take(words.len() - 1).skip(1);
    Surname {
        key: word_hash(last),
        is_capitals: is_all_capitals(&written),
        written: word_hash(&written),
        skeleton: (consonants.len() >= LEAST_SKELETON).then(|| word_hash(&consonants)),
        first: (words.len() > 1).then(|| words[0]),
        first_sound: sound(key.split(' ').next().unwrap_or_default()),
        // A middle initial more or less is how an outlet writes names.
        middle: middle
            .filter(|(word, _)| word.chars().count() > 1)
            .map(|(_, hash)| *hash)
            .collect(),
    }
}

fn letters_of(part: &str) -> String {
    fold(part).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Consonants of a first name as transliterations keep them: "sm" of "Osama" and "Usama".
fn sound(first: &str) -> String {
    skeleton(first)
        .trim_start_matches(['a', 'e', 'i', 'o', 'u'])
        .to_owned()
}

/// Names of one thing that two cells write differently. A name that both write alike is none.
fn spellings<'a>(rows: &[Row<'a>]) -> Vec<Difference> {
    let named = |row: &Row<'a>| row.within(&row.prepared.names, |name| name.span).collect();
    let written: Vec<Vec<&Name>> = rows.iter().map(named).collect();
    let is_alike = |one: &Name, two: &Name| is_one(one, two) && difference(one, two).is_none();
    // A name that another cell gives in full, spelled alike, adds nothing to what that one shows.
    let is_short_form = |name: &Name| {
        let mut all = written.iter().flatten();
        all.any(|other| other.words.len() > name.words.len() && is_alike(name, other))
    };
    let mut pairs = Vec::new();
    for (one, names) in written.iter().enumerate() {
        for (two, others) in written.iter().enumerate().skip(one + 1) {
            for left in names {
                let rival = others
                    .iter()
                    .find_map(|right| Some((difference(left, right)?, *right)));
                let Some((nature, right)) = rival else {
                    continue;
                };
                let is_settled = others.iter().any(|other| is_alike(left, other))
                    || names.iter().any(|own| is_alike(own, right));
                if !is_settled && !is_short_form(left) && !is_short_form(right) {
                    pairs.push((
                        nature,
                        rows[one].value(left.span),
                        rows[two].value(right.span),
                    ));
                }
            }
        }
    }
    joined(DifferenceKind::Name, pairs)
}

/// Whether two names are plainly names of one thing.
fn is_one(one: &Name, two: &Name) -> bool {
    let surname = |name: &Name| name.surname.as_ref().map(|surname| surname.key);
    one.key == two.key
        || one.thing.is_some() && one.thing == two.thing
        || surname(one).is_some() && surname(one) == surname(two)
}

/// How two names of one thing differ; `None` where they do not, or are no names of one thing.
fn difference(one: &Name, two: &Name) -> Option<DifferenceNature> {
    // Words in capitals (a headline of some outlets) tell nothing about spelling.
    let is_shouted = |name: &Name| name.is_capitals && name.words.len() > 1;
    if one.form == two.form || is_shouted(one) || is_shouted(two) {
        return None;
    }
    let is_known = one.thing.is_some() && one.thing == two.thing;
    if let (Some(left), Some(right)) = (&one.surname, &two.surname) {
        return person(left, right, is_known);
    }
    if one.key == two.key || !is_known {
        return None;
    }
    let is_place = one.kind == EntityType::Place || two.kind == EntityType::Place;
    let is_trivial = is_place || is_short(one, two) || is_short(two, one) || is_reordered(one, two);
    (!is_trivial).then_some(DifferenceNature::Wording)
}

fn person(one: &Surname, two: &Surname, is_known: bool) -> Option<DifferenceNature> {
    if one.key == two.key {
        if one.written != two.written && !one.is_capitals && !two.is_capitals {
            return Some(DifferenceNature::Spelling);
        }
        let is_full = one.first.is_some() && one.first == two.first;
        // Of two people with one surname the first names differ in more than their vowels.
        let sounds_alike = one.first_sound == two.first_sound
            && (is_known || one.first_sound.len() >= LEAST_SKELETON);
        if one.first.is_some() && two.first.is_some() && !is_full && sounds_alike {
            return Some(DifferenceNature::Spelling);
        }
        return (is_full && one.middle != two.middle).then_some(DifferenceNature::Wording);
    }
    let is_transliteration = one.skeleton.is_some() && one.skeleton == two.skeleton;
    (is_known || is_transliteration).then_some(DifferenceNature::Spelling)
}

/// Whether one is the other in short: its initials, or some of its words.
fn is_short(short: &Name, long: &Name) -> bool {
    let has = |initial: &char| short.letters.contains(initial);
    let is_acronym =
        short.is_capitals && !long.initials.is_empty() && long.initials.iter().all(has);
    is_acronym || short.words.iter().all(|word| long.words.contains(word))
}

/// Whether both are the same words but for "of" and "the": "Department of Justice", "Justice Department".
fn is_reordered(one: &Name, two: &Name) -> bool {
    const SMALL: &[u64] = &word_hashes(["of", "the"]);
    let words = |name: &Name| -> BTreeSet<u64> {
        let words = name.words.iter().filter(|word| !SMALL.contains(word));
        words.copied().collect()
    };
    words(one) == words(two)
}

#[cfg(test)]
mod tests {
    use crate::analysis::compare::differences::numbers::tests::told;
    use crate::analysis::compare::model::DifferenceKind;

    #[test]
    fn spellings_are_shown_once_and_in_full() {
        let day = "2015-09-06";
        for (cells, expected) in [
            (
                &[
                    "Joseph L. Percoco Jr. pleaded not guilty to bribery charges in Albany on Monday.",
                    "Percoco pleaded not guilty to bribery charges in Albany on Monday.",
                ][..],
                None,
            ),
            (
                &[
                    "Osama bin Laden was killed in Abbottabad by a team of commandos on Monday.",
                    "Usama bin Laden was killed in Abbottabad by a team of commandos on Monday.",
                ],
                Some("Osama bin Laden / Usama bin Laden"),
            ),
            (
                &[
                    "President Recep Tayyip Erdogan opened the bridge across the strait in Istanbul on Monday.",
                    "President Tayyip Erdogan opened the bridge across the strait in Istanbul on Monday.",
                    "President Recep Tayyip Erdoğan opened the bridge across the strait in Istanbul on Monday.",
                ],
                Some("Recep Tayyip Erdogan / Recep Tayyip Erdoğan"),
            ),
            (
                &[
                    "The union repeated its opposition to the benefit cuts planned in Albany on Monday.",
                    "The union is one of the leading opponents of the benefit cuts planned in Albany on Monday.",
                ],
                None,
            ),
        ] {
            let cells: Vec<(&str, &str)> = cells.iter().map(|words| (day, *words)).collect();
            let found = told(DifferenceKind::Name, &cells);
            let found: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{cells:?}");
        }
    }
}
