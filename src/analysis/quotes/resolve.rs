//! Speakers into names: "Toner" into "Mark Toner", "the secretary" into "John Kerry", "he" into who spoke last, "the
//! department" into "State Department"; where the text does not settle it, the words stay as they stand.

use std::ops::Range;

use super::find::Draft;
use super::lexicon::lexicon;
use super::model::Quotation;
use super::names::{Names, words_of};
use super::skeleton::{Skeleton, UnitKind};
use super::speaker::is_pronoun;
use crate::analysis::entities::Mention;

/// How many settled speakers "the spokesman" looks back on.
const RECENT: usize = 40;

/// How many lines of a paragraph "he" looks back on.
const LONGEST_PARAGRAPH: usize = 40;

/// A speaker that was settled, for the pronouns that follow.
struct Spoken {
    line: usize,
    cue: usize,
    name: String,
    person: bool,
}

/// Drafts into quotations, in the same order.
pub fn resolve(
    text: &str,
    skeleton: &Skeleton,
    mentions: &[Mention],
    drafts: Vec<Draft>,
) -> Vec<Quotation> {
    let names = Names::new(text, skeleton, mentions);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| {
        (
            drafts[*index].line,
            drafts[*index].cue.clone().map(|cue| cue.start),
        )
    });
    let mut resolver = Resolver {
        text,
        skeleton,
        names,
        spoken: Vec::new(),
    };
    let mut speakers = vec![String::new(); drafts.len()];
    for index in order {
        speakers[index] = resolver.speaker(&drafts[index]);
    }
    drafts
        .into_iter()
        .zip(speakers)
        .map(|(draft, speaker_name)| Quotation {
            kind: draft.kind,
            speaker: draft.speaker.as_ref().map(|units| skeleton.span(units)),
            speaker_name,
            cue: draft.cue.as_ref().map(|units| skeleton.span(units)),
            content: draft.content,
            quoted: draft.quoted,
        })
        .collect()
}

struct Resolver<'a> {
    text: &'a str,
    skeleton: &'a Skeleton,
    names: Names,
    spoken: Vec<Spoken>,
}

impl Resolver<'_> {
    fn speaker(&mut self, draft: &Draft) -> String {
        let Some(units) = &draft.speaker else {
            let before = draft
                .goes_on
                .then(|| self.last_speaker(draft.line, true))
                .flatten();
            return before.unwrap_or_default();
        };
        let (name, person) = self.name_of(units, draft.line);
        if !name.is_empty() {
            self.spoken.push(Spoken {
                line: draft.line,
                cue: draft.cue.as_ref().map_or(units.start, |cue| cue.start),
                name: name.clone(),
                person,
            });
        }
        name
    }

    /// The name behind a speaker's words, and whether it is a person's.
    fn name_of(&self, units: &Range<usize>, line: usize) -> (String, bool) {
        let first = self.skeleton.lower(units.start);
        let stands = || words_of(self.text, self.skeleton.span(units));
        if units.len() == 1 && (is_pronoun(first) || matches!(first, "his" | "her")) {
            let found = match first {
                "he" | "she" | "his" | "her" => self
                    .person_before(line, units.start)
                    .map(|name| (name, true)),
                "it" => self.organisation_before(line).map(|name| (name, false)),
                "who" => self.antecedent(units.start).map(|name| (name, true)),
                _ => None,
            };
            return found.unwrap_or_else(|| (stands(), false));
        }
        let people = self.names.people_in(units);
        if let Some(person) = people.first() {
            let owner = person.units.end < units.end
                && self.skeleton.units[person.units.end].kind == UnitKind::Clitic;
            let several = self.joined_to_another(units, &person.units);
            if owner || several {
                return (stands(), false);
            }
            // "Lauten, who works for Rep. Stephen Fincher" is Lauten
            let earlier = (units.start..person.units.start).find(|at| {
                self.skeleton.units[*at].capital && self.names.is_known(self.skeleton.lower(*at))
            });
            let name = earlier.map_or_else(
                || person.name.clone(),
                |at| words_of(self.text, self.skeleton.units[at].span),
            );
            return (self.names.full_name(&name, units.start), true);
        }
        if let Some(at) = self.last_name_with_more(units) {
            let name = words_of(self.text, self.skeleton.units[at].span);
            return (self.names.full_name(&name, units.start), true);
        }
        self.role_or_organisation(units)
            .unwrap_or_else(|| (stands(), false))
    }

    /// "Lauten, a spokeswoman": a known last name with an apposition.
    fn last_name_with_more(&self, units: &Range<usize>) -> Option<usize> {
        let comma = units
            .clone()
            .find(|at| self.skeleton.is_mark(*at, &[',']))?;
        let name = comma.checked_sub(1).filter(|at| *at >= units.start)?;
        let plain = (units.start..name).all(|at| {
            lexicon().is_title(self.skeleton.lower(at)) || self.skeleton.is_mark(at, &['.'])
        });
        let known =
            self.skeleton.units[name].capital && self.names.is_known(self.skeleton.lower(name));
        (plain && known).then_some(name)
    }

    /// "Kerry and Foreign Minister Sergei Lavrov": no single speaker.
    fn joined_to_another(&self, units: &Range<usize>, person: &Range<usize>) -> bool {
        let before = (units.start..person.start).any(|at| {
            self.skeleton.lower(at) == "and"
                && at > units.start
                && self.skeleton.units[at - 1].capital
                && self.names.is_known(self.skeleton.lower(at - 1))
        });
        let after = self.skeleton.lower(person.end) == "and"
            && person.end + 1 < units.end
            && (self.skeleton.units[person.end + 1].capital
                || self.skeleton.lower(person.end + 1) == "his"
                || self.skeleton.lower(person.end + 1) == "the");
        before || after
    }

    /// "Toner", "Ms. O’Neill", "the secretary", "the department", "the New York Times".
    fn role_or_organisation(&self, units: &Range<usize>) -> Option<(String, bool)> {
        let skeleton = self.skeleton;
        let mut start = units.start;
        let article = skeleton.lower(start) == "the";
        if article {
            start += 1;
        }
        if start >= units.end {
            return None;
        }
        let phrase = words_of(self.text, skeleton.span(&(start..units.end)));
        if let Some(outlet) = lexicon().outlet_named(&words_of(self.text, skeleton.span(units))) {
            return Some((outlet.name.to_owned(), false));
        }
        let mut bare = start;
        while bare + 1 < units.end
            && (lexicon().is_title(skeleton.lower(bare)) || skeleton.is_mark(bare, &['.']))
        {
            bare += 1;
        }
        if bare + 1 == units.end && skeleton.units[bare].capital && !article {
            let word = words_of(self.text, skeleton.units[bare].span);
            let full = self.names.full_name(&word, units.start);
            let titled = bare > start;
            return (full != word || titled)
                .then_some((full, true))
                .or(Some((phrase, false)));
        }
        if article && units.end - start == 1 && !skeleton.units[start].capital {
            let noun = skeleton.lower(start);
            let phrase_of = |spoken: &&Spoken| {
                let last = spoken.name.rsplit(' ').next().unwrap_or_default();
                spoken.name.contains(' ') && crate::text::fold(last) == noun
            };
            if let Some(spoken) = self.spoken.iter().rev().take(RECENT).find(phrase_of) {
                return Some((spoken.name.clone(), spoken.person));
            }
            if let Some(holder) = self.names.holder(noun) {
                return Some((holder, true));
            }
            if let Some(name) = self.names.organisation(noun, units.start) {
                return Some((name.to_owned(), false));
            }
            return None;
        }
        if article && skeleton.units[start].capital {
            return Some((phrase, false));
        }
        None
    }

    /// Who "he" or "she" is: the last speaker of this paragraph, else who the line before is about, else the last speaker.
    fn person_before(&self, line: usize, unit: usize) -> Option<String> {
        let block = self.skeleton.lines[line].block;
        let lines = &self.skeleton.lines[..line];
        let first_line = lines
            .partition_point(|other| other.block < block)
            .max(line.saturating_sub(LONGEST_PARAGRAPH));
        if let Some(name) = self.last_speaker_from(first_line, line, true) {
            return Some(name);
        }
        let here = self.skeleton.lines[line].units.start..unit;
        for range in std::iter::once(here).chain(
            (first_line..line)
                .rev()
                .map(|at| self.skeleton.lines[at].units.clone()),
        ) {
            if let Some(place) = self.names.people_in(&range).first() {
                return Some(self.names.full_name(&place.name, place.units.start));
            }
        }
        self.last_speaker(line, true).or_else(|| {
            (first_line.saturating_sub(4)..first_line)
                .rev()
                .find_map(|before| {
                    let place = self
                        .names
                        .people_in(&self.skeleton.lines[before].units)
                        .first()?;
                    Some(self.names.full_name(&place.name, place.units.start))
                })
        })
    }

    fn organisation_before(&self, line: usize) -> Option<String> {
        self.last_speaker(line, false)
    }

    fn last_speaker(&self, line: usize, person: bool) -> Option<String> {
        self.last_speaker_from(line.saturating_sub(12), line, person)
    }

    /// The main speaker of the last line of `from..=line` in which somebody spoke.
    fn last_speaker_from(&self, from: usize, line: usize, person: bool) -> Option<String> {
        // speakers are settled line by line, so the list ascends by line
        let nearby = || {
            let recent = self
                .spoken
                .iter()
                .rev()
                .take_while(|spoken| spoken.line >= from);
            recent.filter(|spoken| spoken.person == person && spoken.line <= line)
        };
        let last = nearby().next()?;
        nearby()
            .take_while(|spoken| spoken.line == last.line)
            .min_by_key(|spoken| spoken.cue)
            .map(|spoken| spoken.name.clone())
    }

    /// The name right before "who".
    fn antecedent(&self, who: usize) -> Option<String> {
        let people = &self.names.people;
        let before = people.partition_point(|place| place.units.end <= who);
        let place = &people[before.checked_sub(1)?];
        let between = place.units.end..who;
        (between.len() <= 1).then(|| self.names.full_name(&place.name, place.units.start))
    }
}
