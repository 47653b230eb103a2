//! The people and organisations an article names, as far as speakers need them: full names by last name, who holds which
//! office, organisations by their last word. From the names that were recognised.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexicon::lexicon;
use super::skeleton::{Skeleton, UnitKind};
use crate::analysis::entities::{EntityType, Mention};
use crate::text::{Span, fold};

/// One place where a person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlace {
    /// Units of the name.
    pub units: Range<usize>,
    /// As written there.
    pub name: String,
}

/// Who is named in an article.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In order of the text.
    pub people: Vec<PersonPlace>,
    /// Full names (two words or more) by folded last word, with the unit of each place.
    full: BTreeMap<String, Vec<(usize, String)>>,
    /// Full or last names by office.
    offices: BTreeMap<String, BTreeSet<String>>,
    /// Names of several words that are not people's ("State Department"), by their last word, with the unit of each place.
    organisations: BTreeMap<String, Vec<(usize, String)>>,
}

impl Names {
    /// Collects the names of an article.
    pub fn new(text: &str, skeleton: &Skeleton, mentions: &[Mention]) -> Self {
        let mut names = Self::default();
        for mention in mentions {
            let Some(units) = units_of(skeleton, mention.span) else {
                continue;
            };
            let name = words_of(text, mention.span);
            if mention.kind == EntityType::Person {
                names.people.push(PersonPlace { units, name });
            } else if units.len() > 1 {
                let last = skeleton.lower(units.end - 1).to_owned();
                let places = names.organisations.entry(last).or_default();
                places.push((units.start, name));
            }
        }
        for place in &names.people {
            if let Some((_, last)) = place.name.rsplit_once(' ') {
                names
                    .full
                    .entry(fold(last))
                    .or_default()
                    .push((place.units.start, place.name.clone()));
            }
        }
        names.add_offices(skeleton);
        names
    }

    /// "Secretary of State John Kerry", "Terry O’Neill, the president of NOW".
    fn add_offices(&mut self, skeleton: &Skeleton) {
        let mut found: Vec<(String, String)> = Vec::new();
        for place in &self.people {
            let name = self.full_name(&place.name, place.units.start);
            let mut at = place.units.start;
            while at > 0 && place.units.start - at < 7 {
                let word = skeleton.lower(at - 1);
                let unit = &skeleton.units[at - 1];
                let part = unit.kind == UnitKind::Word
                    && (unit.capital || lexicon().is_title(word))
                    || skeleton.is_mark(at - 1, &['-', '.']);
                if !part {
                    break;
                }
                if lexicon().is_role(word) {
                    found.push((word.to_owned(), name.clone()));
                }
                at -= 1;
            }
            if skeleton.is_mark(place.units.end, &[','])
                && matches!(
                    skeleton.lower(place.units.end + 1),
                    "the"
                        | "a"
                        | "an"
                        | "who"
                        | "his"
                        | "her"
                        | "president"
                        | "chairman"
                        | "director"
                        | "head"
                )
            {
                for ahead in place.units.end + 1..(place.units.end + 8).min(skeleton.units.len()) {
                    if !matches!(skeleton.units[ahead].kind, UnitKind::Word)
                        || skeleton.lower(ahead) == "of"
                    {
                        break;
                    }
                    if lexicon().is_role(skeleton.lower(ahead)) {
                        found.push((skeleton.lower(ahead).to_owned(), name.clone()));
                    }
                }
            }
        }
        for (office, name) in found {
            self.offices.entry(office).or_default().insert(name);
        }
    }

    /// The fullest form of a person's name: the nearest full name before unit `near` with that last word, else the first.
    pub fn full_name(&self, name: &str, near: usize) -> String {
        let last = name.rsplit(' ').next().unwrap_or(name);
        let Some(places) = self.full.get(&fold(last)) else {
            return name.to_owned();
        };
        if name.contains(' ') {
            return name.to_owned();
        }
        nearest(places, near).map_or_else(|| name.to_owned(), str::to_owned)
    }

    /// Whether a folded word is the last word of a full name.
    pub fn is_known(&self, last: &str) -> bool {
        self.full.contains_key(last)
    }

    /// The one person who holds an office, if the article names exactly one.
    pub fn holder(&self, office: &str) -> Option<String> {
        let holders = self.offices.get(office)?;
        (holders.len() == 1)
            .then(|| holders.iter().next().cloned())
            .flatten()
    }

    /// "State Department" for "department": the last one named before unit `near`, else the first.
    pub fn organisation(&self, noun: &str, near: usize) -> Option<&str> {
        nearest(self.organisations.get(noun)?, near)
    }

    /// People named within some units.
    pub fn people_in(&self, units: &Range<usize>) -> &[PersonPlace] {
        let from = self
            .people
            .partition_point(|place| place.units.start < units.start);
        let to = self
            .people
            .partition_point(|place| place.units.start < units.end);
        &self.people[from..to.max(from)]
    }
}

/// The last name at or before a unit, else the first. `places` ascend.
fn nearest(places: &[(usize, String)], near: usize) -> Option<&str> {
    let before = places.partition_point(|(unit, _)| *unit <= near);
    let place = places.get(before.saturating_sub(1))?;
    Some(&place.1)
}

/// Words with single blanks between.
pub fn words_of(text: &str, span: Span) -> String {
    span.of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The units of a name; `None` inside quotation marks and where nothing is read.
fn units_of(skeleton: &Skeleton, span: Span) -> Option<Range<usize>> {
    let start = skeleton
        .units
        .partition_point(|unit| unit.span.end <= span.start);
    let end = skeleton
        .units
        .partition_point(|unit| unit.span.start < span.end);
    let is_outside = start < end && !matches!(skeleton.units[start].kind, UnitKind::Quote(_));
    is_outside.then_some(start..end)
}
