//! Names across articles: which names of different articles are one entity.
//!
//! Equal keys are one; then middle names, transliterations, acronyms, endings of firms and lone surnames are joined where the
//! whole set leaves no doubt. All choices go by counts and spelling, never by the order of articles. Cost: linear in the names.

use std::collections::BTreeMap;

use super::EntityType;
use super::document::{same_person, winner};
use super::lists::lists;
use super::names::{initials, is_all_capitals, skeleton};

/// What the articles say about one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyStats {
    /// Mentions by type, in the order of [`EntityType::ALL`].
    pub votes: [u32; 4],
    /// Articles that have it.
    pub articles: u32,
    /// Written forms with their counts.
    pub forms: BTreeMap<String, u32>,
    /// A list settled it: it joins nothing, others may join it.
    pub listed: bool,
}

impl KeyStats {
    /// Its type by vote.
    pub fn kind(&self) -> EntityType {
        winner(self.votes)
    }

    fn mentions(&self) -> u32 {
        self.votes.iter().sum()
    }
}

/// The keys of a set with their statistics.
pub(super) type Keys = BTreeMap<String, KeyStats>;

/// For every key that joins another: the key it joins (followed to the end).
pub(super) fn join_keys(keys: &Keys) -> BTreeMap<String, String> {
    let mut joins = Joins::default();
    join_full_names(keys, &mut joins);
    join_acronyms(keys, &mut joins);
    join_firms(keys, &mut joins);
    join_lone_surnames(keys, &mut joins);
    joins.resolved()
}

#[derive(Default)]
struct Joins(BTreeMap<String, String>);

impl Joins {
    fn add(&mut self, from: &str, to: &str) {
        let (from, to) = (self.end_of(from), self.end_of(to));
        if from != to {
            self.0.insert(from, to);
        }
    }

    fn end_of(&self, key: &str) -> String {
        let mut at = key;
        while let Some(next) = self.0.get(at) {
            at = next;
        }
        at.to_owned()
    }

    fn resolved(&self) -> BTreeMap<String, String> {
        self.0
            .keys()
            .map(|key| (key.clone(), self.end_of(key)))
            .collect()
    }
}

/// The stronger of two keys: more articles, then more mentions, then longer, then first by spelling.
fn stronger<'k>(keys: &Keys, lhs: &'k str, rhs: &'k str) -> (&'k str, &'k str) {
    let rank = |key: &str| {
        let stats = &keys[key];
        (stats.listed, stats.articles, stats.mentions(), key.len())
    };
    match rank(lhs).cmp(&rank(rhs)) {
        std::cmp::Ordering::Greater => (lhs, rhs),
        std::cmp::Ordering::Less => (rhs, lhs),
        std::cmp::Ordering::Equal => (lhs.min(rhs), lhs.max(rhs)),
    }
}

/// Persons of one surname and first name, written with and without middle names or in two transliterations.
fn join_full_names(keys: &Keys, joins: &mut Joins) {
    let mut families: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (key, stats) in keys {
        if stats.kind() == EntityType::Person
            && let Some((_, last)) = key.rsplit_once(' ')
        {
            families.entry(skeleton(last)).or_default().push(key);
        }
    }
    for family in families.values() {
        for (at, lhs) in family.iter().enumerate() {
            for rhs in family[..at].iter().rev().take(64) {
                if same_person(lhs, rhs) && !initial_is_ambiguous(lhs, rhs, family)
                    || same_transliteration(lhs, rhs)
                {
                    let (to, from) = stronger(keys, lhs, rhs);
                    joins.add(from, to);
                }
            }
        }
    }
}

/// "j smith" may be John or Jane: then it joins neither.
fn initial_is_ambiguous(lhs: &str, rhs: &str, family: &[&str]) -> bool {
    [lhs, rhs].iter().any(|key| {
        let first = key.split(' ').next().unwrap_or_default();
        first.chars().count() == 1
            && family
                .iter()
                .filter(|other| !other.starts_with(&format!("{first} ")) && same_person(other, key))
                .count()
                > 1
    })
}

/// Two full names whose words agree in their consonants ("sergei lavrov", "sergey lavrov"): at least five consonants in all,
/// and one of them spelt the same.
fn same_transliteration(lhs: &str, rhs: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) =
        (lhs.split(' ').collect(), rhs.split(' ').collect());
    left.len() == right.len()
        && left.iter().zip(&right).any(|(l, r)| l == r)
        && left
            .iter()
            .zip(&right)
            .all(|(l, r)| skeleton(l) == skeleton(r) && l.len().abs_diff(r.len()) <= 2)
        && left.iter().map(|word| skeleton(word).len()).sum::<usize>() >= 5
}

/// An acronym joins the one longer name of the set whose initials it spells: three letters or more.
fn join_acronyms(keys: &Keys, joins: &mut Joins) {
    let mut long: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (key, stats) in keys.iter().filter(|(key, _)| key.contains(' ')) {
        let mut spelt: Vec<String> = stats.forms.keys().map(|form| initials(form)).collect();
        spelt.sort();
        spelt.dedup();
        for letters in spelt {
            long.entry(letters).or_default().push(key);
        }
    }
    for (key, stats) in keys {
        let short = !key.contains(' ') && key.len() >= 3 && !stats.listed;
        if !short || !stats.forms.keys().all(|form| is_all_capitals(form)) {
            continue;
        }
        if let Some([target]) = long.get(&key.to_uppercase()).map(Vec::as_slice)
            && keys[*target].kind() != EntityType::Person
        {
            joins.add(key, target);
        }
    }
}

/// "Airbus Group" and "Airbus", "US Air Force" and "Air Force", where both occur.
fn join_firms(keys: &Keys, joins: &mut Joins) {
    const ENDINGS: &[&str] = &[
        "group",
        "company",
        "holdings",
        "international",
        "industries",
        "motor",
        "motors",
        "airlines",
        "computer",
        "computers",
        "technologies",
        "systems",
        "enterprises",
    ];
    let is_firm = |key: &str| {
        keys.get(key)
            .is_some_and(|stats| stats.kind() == EntityType::Organisation)
    };
    for (key, stats) in keys {
        if stats.kind() != EntityType::Organisation {
            continue;
        }
        let mut start = key.as_str();
        while let Some((rest, ending)) = start.rsplit_once(' ')
            && ENDINGS.contains(&ending)
            && !stats.listed
        {
            start = rest;
            if is_firm(start) {
                joins.add(key, start);
                break;
            }
        }
        for country in ["united states ", "united kingdom "] {
            if let Some(rest) = key
                .strip_prefix(country)
                .filter(|rest| rest.contains(' ') && is_firm(rest))
            {
                let (to, from) = stronger(keys, key, rest);
                joins.add(from, to);
            }
        }
    }
}

/// A surname that stands alone in its article joins the set's most widespread full name with it, if there is one.
fn join_lone_surnames(keys: &Keys, joins: &mut Joins) {
    let mut by_last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, stats) in keys {
        if stats.kind() == EntityType::Person
            && let Some((_, last)) = key.rsplit_once(' ')
        {
            by_last.entry(last).or_default().push(key);
        }
    }
    for (key, stats) in keys {
        let lone = !key.contains(' ') && !stats.listed && stats.kind() == EntityType::Person;
        if !lone || lists().country(key).is_some() {
            continue;
        }
        let mut weights: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for full in by_last.get(key.as_str()).into_iter().flatten() {
            let weight = weights.entry(joins.end_of(full)).or_default();
            weight.0 += keys[*full].articles;
            weight.1 += keys[*full].mentions();
        }
        let best = weights.values().max().copied();
        let mut leaders = weights.iter().filter(|(_, weight)| Some(**weight) == best);
        if let (Some((full, _)), None) = (leaders.next(), leaders.next()) {
            joins.add(key, full);
        }
    }
}
