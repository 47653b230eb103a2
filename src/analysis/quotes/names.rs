//! The people and organisations an article names, as far as speakers need them: full names by last name, who holds which
//! office, organisations by their last word. From the recognised names where given, else from runs of capital letters.

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
    /// Runs of capitals that end with a common noun ("State Department"), by that noun, with the unit of each place.
    organisations: BTreeMap<String, Vec<(usize, String)>>,
}

const NO_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "but",
    "and",
    "as",
    "if",
    "when",
    "while",
    "after",
    "before",
    "for",
    "with",
    "by",
    "from",
    "to",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "this",
    "that",
    "these",
    "those",
    "there",
    "what",
    "who",
    "how",
    "why",
    "no",
    "not",
    "asked",
    "yes",
    "so",
    "or",
    "during",
    "under",
    "since",
    "although",
    "though",
    "despite",
    "because",
    "until",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "meanwhile",
    "however",
    "also",
    "both",
    "even",
    "like",
    "here",
    "now",
    "then",
    "yet",
    "still",
    "one",
    "two",
    "three",
    "some",
    "many",
    "most",
    "such",
    "other",
    "another",
    "earlier",
    "later",
    "about",
];

/// Last words that make a run of capitals something other than a person.
const NO_PEOPLE: &[&str] = &[
    "department",
    "ministry",
    "house",
    "committee",
    "council",
    "party",
    "states",
    "state",
    "street",
    "university",
    "times",
    "post",
    "journal",
    "news",
    "court",
    "office",
    "agency",
    "bureau",
    "commission",
    "union",
    "nations",
    "assembly",
    "senate",
    "congress",
    "administration",
    "association",
    "organization",
    "organisation",
    "institute",
    "foundation",
    "center",
    "centre",
    "company",
    "corporation",
    "corp",
    "inc",
    "group",
    "bank",
    "airlines",
    "force",
    "army",
    "navy",
    "guard",
    "service",
    "services",
    "board",
    "fund",
    "league",
    "club",
    "school",
    "college",
    "hospital",
    "church",
    "act",
    "bill",
    "law",
    "plan",
    "day",
    "week",
    "war",
    "city",
    "county",
    "island",
    "islands",
    "river",
    "sea",
    "ocean",
    "mountain",
    "avenue",
    "road",
    "square",
    "hall",
    "tower",
    "building",
    "airport",
    "kingdom",
    "republic",
    "korea",
    "zealand",
    "america",
    "africa",
    "york",
    "jersey",
    "hampshire",
    "carolina",
    "dakota",
    "virginia",
    "mexico",
    "angeles",
    "francisco",
    "orleans",
    "vegas",
    "coast",
    "bay",
    "beach",
    "hill",
    "hills",
    "park",
    "web",
    "site",
    "magazine",
    "campaign",
    "convention",
    "primary",
    "election",
    "pact",
    "treaty",
    "accord",
    "summit",
    "coalition",
    "alliance",
    "front",
    "movement",
    "democrats",
    "republicans",
    "americans",
    "russians",
    "east",
    "west",
    "north",
    "south",
    "press",
    "post-dispatch",
    "network",
    "radio",
    "television",
    "tv",
    "media",
    "trust",
    "initiative",
    "project",
    "program",
    "programme",
    "research",
    "poll",
    "show",
    "club",
    "team",
    "league",
    "cup",
    "games",
    "award",
    "awards",
    "prize",
    "leader",
    "counsel",
    "general",
];

impl Names {
    /// Collects the names of an article.
    pub fn new(text: &str, skeleton: &Skeleton, mentions: &[Mention]) -> Self {
        let mut names = Self::default();
        let recognised = mentions
            .iter()
            .any(|mention| mention.kind == EntityType::Person);
        let runs = capital_runs(skeleton);
        if recognised {
            names.people = recognised_people(text, skeleton, mentions);
        } else {
            names.people = runs
                .iter()
                .filter_map(|run| person_in(text, skeleton, run))
                .collect();
        }
        for run in &runs {
            names.add_organisation(text, skeleton, run);
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

    fn add_organisation(&mut self, text: &str, skeleton: &Skeleton, run: &Range<usize>) {
        let last = skeleton.lower(run.end - 1);
        if run.len() > 1 && NO_PEOPLE.contains(&last) {
            let mut start = run.start;
            while start + 1 < run.end
                && (NO_NAMES.contains(&skeleton.lower(start)) || !skeleton.units[start].capital)
            {
                start += 1;
            }
            if run.end - start > 1 {
                let name = words_of(text, skeleton.span(&(start..run.end)));
                self.organisations
                    .entry(last.to_owned())
                    .or_default()
                    .push((start, name));
            }
        }
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
        places
            .iter()
            .rev()
            .find(|(unit, _)| *unit <= near)
            .or_else(|| places.first())
            .map_or_else(|| name.to_owned(), |(_, full)| full.clone())
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
        let places = self.organisations.get(noun)?;
        places
            .iter()
            .rev()
            .find(|(unit, _)| *unit <= near)
            .or_else(|| places.first())
            .map(|(_, name)| name.as_str())
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

/// Words with single blanks between.
pub fn words_of(text: &str, span: Span) -> String {
    span.of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn recognised_people(text: &str, skeleton: &Skeleton, mentions: &[Mention]) -> Vec<PersonPlace> {
    mentions
        .iter()
        .filter(|mention| mention.kind == EntityType::Person)
        .filter_map(|mention| {
            let start = skeleton
                .units
                .partition_point(|unit| unit.span.end <= mention.span.start);
            let end = skeleton
                .units
                .partition_point(|unit| unit.span.start < mention.span.end);
            let inside = start < end && !matches!(skeleton.units[start].kind, UnitKind::Quote(_));
            inside.then(|| PersonPlace {
                units: start..end,
                name: words_of(text, mention.span),
            })
        })
        .collect()
}

/// Runs of capitalised words, with the small words that names hold ("al-", "de", "van").
fn capital_runs(skeleton: &Skeleton) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    for line in &skeleton.lines {
        let mut at = line.units.start;
        while at < line.units.end {
            if !(skeleton.units[at].capital && skeleton.units[at].kind == UnitKind::Word) {
                at += 1;
                continue;
            }
            let start = at;
            while NO_NAMES.contains(&skeleton.lower(at))
                && skeleton.units.get(at + 1).is_some_and(|next| next.capital)
                && at + 1 < line.units.end
            {
                at += 1;
            }
            let begin = if at > start { at } else { start };
            let mut end = at + 1;
            while end < line.units.end {
                let unit = &skeleton.units[end];
                let next_capital = end + 1 < line.units.end
                    && skeleton.units[end + 1].capital
                    && skeleton.units[end + 1].kind == UnitKind::Word;
                let initial = skeleton.units[end - 1].lower.chars().count() <= 3;
                let goes_on = match unit.kind {
                    UnitKind::Word => {
                        unit.capital
                            || next_capital
                                && matches!(
                                    unit.lower.as_str(),
                                    "al" | "de"
                                        | "del"
                                        | "van"
                                        | "von"
                                        | "der"
                                        | "bin"
                                        | "ibn"
                                        | "el"
                                        | "la"
                                        | "du"
                                        | "da"
                                        | "di"
                                        | "y"
                                )
                    }
                    UnitKind::Mark('.') => initial && next_capital,
                    UnitKind::Mark('-') => {
                        (next_capital
                            || end + 1 < line.units.end && skeleton.units[end - 1].lower == "al")
                            && unit.span.start == skeleton.units[end - 1].span.end
                            && skeleton
                                .units
                                .get(end + 1)
                                .is_some_and(|next| next.span.start == unit.span.end)
                    }
                    _ => false,
                };
                if !goes_on {
                    break;
                }
                end += 1;
            }
            runs.push(begin..end);
            at = end;
        }
    }
    runs
}

/// The person a run of capitals names, titles stripped, if it looks like one.
fn person_in(text: &str, skeleton: &Skeleton, run: &Range<usize>) -> Option<PersonPlace> {
    let mut start = run.start;
    while start < run.end {
        let word = skeleton.lower(start);
        let skip = NO_NAMES.contains(&word)
            || lexicon().is_title(word)
            || skeleton.is_mark(start, &['.', '-'])
            || is_demonym(word);
        if !skip {
            break;
        }
        start += 1;
    }
    let words = (start..run.end)
        .filter(|at| skeleton.units[*at].kind == UnitKind::Word)
        .count();
    let last = skeleton.lower(run.end - 1);
    let titled =
        start > run.start && (run.start..start).any(|at| lexicon().is_title(skeleton.lower(at)));
    let plausible = (2..=5).contains(&words) || words == 1 && titled && start + 1 == run.end;
    let inner = (start..run.end)
        .all(|at| !NO_PEOPLE.contains(&skeleton.lower(at)) || skeleton.lower(at) == "general");
    (plausible
        && inner
        && !NO_PEOPLE.contains(&last)
        && lexicon()
            .outlet_named(&words_of(text, skeleton.span(&(start..run.end))))
            .is_none())
    .then(|| PersonPlace {
        units: start..run.end,
        name: words_of(text, skeleton.span(&(start..run.end))),
    })
}

fn is_demonym(word: &str) -> bool {
    word.len() > 5
        && (word.ends_with("ian") || word.ends_with("ish") || word.ends_with("ese"))
        && word != "christian"
        && word != "brian"
}
