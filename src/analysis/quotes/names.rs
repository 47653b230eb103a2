//! The people and organisations an article names, as far as speakers need them: full names by last name, who holds which
//! office, organisations by their last word. From the names that were recognised.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::gender::Gender;
use super::lexicon::lexicon;
use super::skeleton::{Skeleton, UnitKind};
use crate::analysis::entities::{EntityType, Mention};
use crate::text::{Span, fold};

/// How many words before or behind a name are looked at for what they say of it.
const MOST_TITLES: usize = 6;

/// One place where a person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlace {
    /// Units of the name.
    pub units: Range<usize>,
    /// As written there.
    pub name: String,
    /// The fullest form of it.
    pub full: String,
}

/// A place where a person is named in full.
#[derive(Clone, Debug)]
struct FullName {
    unit: usize,
    name: String,
    /// Titles and offices right before it.
    titles: Vec<String>,
    gender: Option<Gender>,
}

/// How many places with one last name are looked at for the full form of it.
const MOST_NAMESAKES: usize = 100;

/// Who is named in an article.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In order of the text.
    pub people: Vec<PersonPlace>,
    /// Full names (two words or more) by folded last word, in order of the text.
    full: BTreeMap<String, Vec<FullName>>,
    /// Full or last names by office.
    offices: BTreeMap<String, BTreeSet<String>>,
    /// What titles before and nouns beside full or last names say.
    genders: BTreeMap<String, Gender>,
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
            if mention.kind == EntityType::Person && is_party_and_state(&name) {
                continue;
            }
            if mention.kind == EntityType::Person {
                names.people.push(PersonPlace {
                    units,
                    full: name.clone(),
                    name,
                });
            } else if units.len() > 1 {
                let last = skeleton.lower(units.end - 1).to_owned();
                let places = names.organisations.entry(last).or_default();
                places.push((units.start, name));
            }
        }
        names.add_genders(skeleton);
        for place in &names.people {
            if let Some((_, last)) = place.name.rsplit_once(' ') {
                let gender = names.gender(&place.name);
                names.full.entry(fold(last)).or_default().push(FullName {
                    unit: place.units.start,
                    name: place.name.clone(),
                    titles: titles_before(skeleton, place.units.start),
                    gender,
                });
            }
        }
        for at in 0..names.people.len() {
            let place = &names.people[at];
            let full = names.full_name(skeleton, &place.name, place.units.start);
            names.people[at].full = full;
        }
        names.add_genders(skeleton);
        names.add_offices(skeleton);
        names
    }

    /// "Mr. John Hale", "her husband John Roe", "Jane Doe, a spokeswoman": the first that says so decides.
    fn add_genders(&mut self, skeleton: &Skeleton) {
        for place in &self.people {
            let behind = place.units.end + 1;
            let apposed = (behind..behind + MOST_TITLES).take_while(|at| {
                skeleton.is_mark(place.units.end, &[','])
                    && matches!(skeleton.lower(behind), "a" | "an" | "the")
                    && skeleton
                        .units
                        .get(*at)
                        .is_some_and(|unit| unit.kind == UnitKind::Word)
                    && !matches!(skeleton.lower(*at), "of" | "for" | "to" | "whose")
            });
            let titles = titles_before(skeleton, place.units.start);
            let said = titles
                .iter()
                .find_map(|title| Gender::of_noun(title))
                .or_else(|| {
                    apposed
                        .into_iter()
                        .find_map(|at| Gender::of_noun(skeleton.lower(at)))
                });
            if let Some(gender) = said {
                for name in [&place.name, &place.full] {
                    self.genders.entry(name.clone()).or_insert(gender);
                }
            }
        }
    }

    /// What the article, or else the first name, says of a person's gender.
    pub fn gender(&self, name: &str) -> Option<Gender> {
        let told = self.genders.get(name).copied();
        told.or_else(|| Gender::of_name(name))
    }

    /// "Secretary of State John Kerry", "Terry O’Neill, the president of NOW".
    fn add_offices(&mut self, skeleton: &Skeleton) {
        let mut found: Vec<(String, String)> = Vec::new();
        for place in &self.people {
            let name = place.full.clone();
            let titles = titles_before(skeleton, place.units.start);
            let offices = titles.into_iter().filter(|word| lexicon().is_role(word));
            found.extend(offices.map(|office| (office, name.clone())));
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

    /// The fullest form of a person's name that stands at unit `at`: of the full names with that last word the nearest before
    /// it (else the first), rather one that bears the same title; none that "Mr." or "Ms." rules out.
    pub fn full_name(&self, skeleton: &Skeleton, name: &str, at: usize) -> String {
        let last = fold(name.rsplit(' ').next().unwrap_or(name));
        let (Some(all), false) = (self.full.get(&last), name.contains(' ')) else {
            return name.to_owned();
        };
        let titles = titles_before(skeleton, at);
        let gender = titles.iter().find_map(|title| Gender::of_noun(title));
        let office = titles.iter().find(|title| lexicon().is_role(title));
        let before = all.partition_point(|place| place.unit <= at);
        let near = all[before.saturating_sub(MOST_NAMESAKES)..before]
            .iter()
            .rev();
        let fits = |place: &&FullName| {
            gender.is_none() || place.gender.is_none() || place.gender == gender
        };
        let fitting: Vec<&FullName> = near.chain(&all[..1]).filter(fits).collect();
        let bearing = fitting
            .iter()
            .find(|place| office.is_some_and(|office| place.titles.contains(office)));
        let several = fitting.iter().any(|place| place.name != fitting[0].name);
        let chosen = match bearing {
            Some(bearing) => Some(bearing),
            // "President Obama" among his daughters, named in full, is neither of them
            None if office.is_some() && several => None,
            None => fitting.first(),
        };
        chosen.map_or_else(|| name.to_owned(), |place| place.name.clone())
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

/// Titles, offices and other words with a capital right before the name at a unit, nearest first.
fn titles_before(skeleton: &Skeleton, name: usize) -> Vec<String> {
    let mut found = Vec::new();
    for at in (name.saturating_sub(MOST_TITLES)..name).rev() {
        let (unit, word) = (&skeleton.units[at], skeleton.lower(at));
        let joins = matches!(word, "of" | "for" | "and" | "the" | "a" | "an");
        // "Secretary of State John Kerry", but not "the wife of John Kerry"
        if joins {
            let inside = word == "of" && at > 0 && skeleton.units[at - 1].capital && at + 1 < name;
            if inside {
                continue;
            }
            break;
        }
        let title = unit.kind == UnitKind::Word
            && (unit.capital || lexicon().is_title(word) || Gender::of_noun(word).is_some());
        if title {
            found.push(word.to_owned());
        } else if !skeleton.is_mark(at, &['-']) && !skeleton.is_title_stop(at) {
            break;
        }
    }
    found
}

/// The last name at or before a unit, else the first. `places` ascend.
fn nearest(places: &[(usize, String)], near: usize) -> Option<&str> {
    let before = places.partition_point(|(unit, _)| *unit <= near);
    let place = places.get(before.saturating_sub(1))?;
    Some(&place.1)
}

/// "D-N.Y.", taken for a name.
fn is_party_and_state(name: &str) -> bool {
    let mut chars = name.chars();
    matches!(chars.next(), Some('D' | 'R' | 'I')) && matches!(chars.next(), Some('-' | '‑' | '–'))
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
