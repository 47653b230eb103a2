//! Speakers into names: "Toner" into "Mark Toner", "the secretary" into "John Kerry", "he" into who spoke last, "the
//! department" into "State Department"; where the text does not settle it, the words stay as they stand.

use std::ops::Range;

use super::find::Draft;
use super::gender::Gender;
use super::lexicon::lexicon;
use super::model::Quotation;
use super::names::{Names, PersonPlace, words_of};
use super::skeleton::{Skeleton, Unit, UnitKind};
use super::speaker::is_pronoun;
use crate::analysis::entities::Mention;

/// How many settled speakers "the spokesman" looks back on.
const RECENT: usize = 40;

/// How many lines back the last speaker is looked for.
const SPEAKER_LINES: usize = 12;

/// How many lines of a paragraph "he" looks back on.
const LONGEST_PARAGRAPH: usize = 40;

/// A speaker that was settled, for the pronouns that follow.
struct Spoken {
    line: usize,
    cue: usize,
    name: String,
    person: bool,
    /// What a role without a name says: "a spokeswoman".
    gender: Option<Gender>,
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
                gender: self.phrase_gender(units),
            });
        }
        name
    }

    /// The name behind a speaker's words, and whether it is a person's.
    fn name_of(&self, units: &Range<usize>, line: usize) -> (String, bool) {
        // "The congressman, who was late": the words before say who
        let relative = (units.start + 1..units.end.saturating_sub(1)).find(|at| {
            self.skeleton.is_mark(*at, &[','])
                && matches!(self.skeleton.lower(*at + 1), "who" | "whose" | "which")
        });
        if let Some(comma) = relative {
            return self.name_of(&(units.start..comma), line);
        }
        let first = self.skeleton.lower(units.start);
        let stands = || words_of(self.text, self.skeleton.span(units));
        if units.len() == 1 && (is_pronoun(first) || matches!(first, "his" | "her")) {
            let found = match first {
                "he" | "she" | "his" | "her" => self
                    .person_before(line, units.start, Gender::of_pronoun(first))
                    .map(|name| (name, true)),
                "it" => self.organisation_before(line).map(|name| (name, false)),
                "who" => self.antecedent(units.start).map(|name| (name, true)),
                _ => None,
            };
            return found.unwrap_or_else(|| (stands(), false));
        }
        if let Some(person) = self.names.people_in(units).first() {
            if let Some(apposed) = self.apposed_to_role(units) {
                return (apposed.full.clone(), true);
            }
            if self.is_beside_role(units, person) {
                return (stands(), true);
            }
            let owner = person.units.end < units.end
                && self.skeleton.units[person.units.end].kind == UnitKind::Clitic;
            if owner || self.joined_to_another(units, &person.units) {
                return (stands(), owner && self.single_role(units).is_some());
            }
            // "Lauten, who works for Rep. Stephen Fincher" is Lauten
            let earlier = (units.start..person.units.start).find(|at| {
                self.skeleton.units[*at].capital && self.names.is_known(self.skeleton.lower(*at))
            });
            let name = earlier.map_or_else(|| person.full.clone(), |at| self.full_name(at));
            return (name, true);
        }
        if let Some(at) = self.last_name_with_more(units) {
            return (self.full_name(at), true);
        }
        self.role_or_organisation(units)
            .unwrap_or_else(|| (stands(), self.single_role(units).is_some()))
    }

    /// "Grimm's lawyer, William McGinley", "a lawyer for Mr. Grimm, William McGinley": the name behind the comma.
    fn apposed_to_role(&self, units: &Range<usize>) -> Option<&PersonPlace> {
        let comma = units
            .clone()
            .find(|at| self.skeleton.is_mark(*at, &[',']))?;
        self.single_role(&(units.start..comma))?;
        let behind = self.names.people_in(&(comma..units.end)).first()?;
        let only_titles = (comma + 1..behind.units.start).all(|at| {
            lexicon().is_title(self.skeleton.lower(at)) || self.skeleton.is_title_stop(at)
        });
        only_titles.then_some(behind)
    }

    /// "A lawyer for Mr. Grimm": the name belongs to somebody else than the one who speaks.
    fn is_beside_role(&self, units: &Range<usize>, person: &PersonPlace) -> bool {
        let head = self.single_role(units);
        let mut before = person.units.start;
        while before > units.start
            && (lexicon().is_title(self.skeleton.lower(before - 1))
                && !PREPOSITIONS.contains(&self.skeleton.lower(before - 1))
                || self.skeleton.is_title_stop(before - 1))
        {
            before -= 1;
        }
        head.is_some_and(|head| head + 1 < before)
            && matches!(
                self.skeleton.lower(before - 1),
                "for" | "of" | "to" | "with"
            )
            && !self.skeleton.units[head.unwrap_or(units.start)].capital
    }

    /// The noun by which a phrase is about one person who is not named: "a spokeswoman for the court".
    fn single_role(&self, units: &Range<usize>) -> Option<usize> {
        let head = units
            .clone()
            .take_while(|at| {
                let word = self.skeleton.lower(*at);
                !self.skeleton.is_mark(*at, &[','])
                    && !matches!(
                        word,
                        "of" | "for" | "at" | "with" | "from" | "in" | "who" | "and"
                    )
            })
            .last()?;
        let word = self.skeleton.lower(head);
        (lexicon().is_single_role(word) || Gender::of_noun(word).is_some()).then_some(head)
    }

    fn phrase_gender(&self, units: &Range<usize>) -> Option<Gender> {
        Gender::of_noun(self.skeleton.lower(self.single_role(units)?))
    }

    /// The fullest form of the name whose last word stands at a unit.
    fn full_name(&self, at: usize) -> String {
        let word = words_of(self.text, self.skeleton.units[at].span);
        self.names.full_name(self.skeleton, &word, at)
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
            let full = self.full_name(bare);
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

    /// Who "he" or "she" is: the last speaker of this paragraph, else who the line before is about, else the last speaker; nobody whom
    /// the pronoun does not fit.
    fn person_before(&self, line: usize, unit: usize, gender: Option<Gender>) -> Option<String> {
        let block = self.skeleton.lines[line].block;
        let lines = &self.skeleton.lines[..line];
        let first_line = lines
            .partition_point(|other| other.block < block)
            .max(line.saturating_sub(LONGEST_PARAGRAPH));
        let wanted = Wanted {
            person: true,
            gender,
        };
        if let Some(name) = self.last_speaker_from(first_line, line, wanted) {
            return Some(name);
        }
        let here = self.skeleton.lines[line].units.start..unit;
        // "Of Mr. Hale, he said": somebody named beside the pronoun is somebody else
        if let Some(place) = self.subject(&here, gender) {
            return Some(place.full.clone());
        }
        for at in (first_line..line).rev() {
            match self.topic(&self.skeleton.lines[at].units, gender) {
                Topic::Nobody => {}
                Topic::Unnamed => return None,
                Topic::Person(name) => return Some(name),
            }
        }
        for at in (line.saturating_sub(SPEAKER_LINES)..first_line).rev() {
            if let Some(name) = self.last_speaker_from(at, at, wanted) {
                return Some(name);
            }
            if let Some(place) = self.subject(&self.skeleton.lines[at].units, gender) {
                return Some(place.full.clone());
            }
        }
        (first_line.saturating_sub(4)..first_line)
            .rev()
            .find_map(|at| {
                let place = self
                    .fitting(&self.skeleton.lines[at].units, gender)
                    .next()?;
                Some(place.full.clone())
            })
    }

    /// The people named in some units whom a pronoun can stand for.
    fn fitting(
        &self,
        units: &Range<usize>,
        gender: Option<Gender>,
    ) -> impl Iterator<Item = &PersonPlace> {
        let people = self.names.people_in(units).iter();
        people.filter(move |place| {
            fits(self.names.gender(&place.full), gender) && !place.name.contains(',')
        })
    }

    /// The first of them who is the subject of a clause.
    fn subject(&self, units: &Range<usize>, gender: Option<Gender>) -> Option<&PersonPlace> {
        self.fitting(units, gender)
            .find(|place| self.is_subject(place, units.start))
    }

    /// The person some units are about: their subject rather than somebody named beside it.
    fn topic(&self, units: &Range<usize>, gender: Option<Gender>) -> Topic {
        let person = |place: &PersonPlace| Topic::Person(place.full.clone());
        if let Some(place) = self.subject(units, gender) {
            return person(place);
        }
        if let Some(noun) = self.unnamed_subject(units) {
            let word = self.skeleton.lower(noun);
            let holder = self.names.holder(word);
            if fits(Gender::of_noun(word), gender) {
                return holder.map_or(Topic::Unnamed, Topic::Person);
            }
        }
        self.fitting(units, gender)
            .next()
            .map_or(Topic::Nobody, person)
    }

    /// Whether a name opens a clause, titles before it aside, and owns nothing: "Mr. Hale met …", not "… met Mr. Hale".
    fn is_subject(&self, place: &PersonPlace, first: usize) -> bool {
        let mut start = place.units.start;
        while start > first
            && !PREPOSITIONS.contains(&self.skeleton.lower(start - 1))
            && (self.skeleton.units[start - 1].capital
                || lexicon().is_title(self.skeleton.lower(start - 1))
                || self.skeleton.is_title_stop(start - 1))
        {
            start -= 1;
        }
        let owner = self.skeleton.units.get(place.units.end);
        let owner = owner.is_some_and(|unit| unit.kind == UnitKind::Clitic);
        let opens = start == first
            || matches!(self.skeleton.units[start - 1].kind, UnitKind::Mark(_))
            || matches!(
                self.skeleton.lower(start - 1),
                "that" | "as" | "when" | "while" | "but" | "the"
            );
        opens && !owner
    }

    /// The noun of one person who is not named, where some units begin with it: "A woman from Leeds was".
    fn unnamed_subject(&self, units: &Range<usize>) -> Option<usize> {
        if !matches!(
            self.skeleton.lower(units.start),
            "a" | "an" | "one" | "the" | "another"
        ) {
            return None;
        }
        let noun = (units.start + 1..units.end.min(units.start + 4)).find(|at| {
            let word = self.skeleton.lower(*at);
            lexicon().is_single_role(word) || Gender::of_noun(word).is_some()
        })?;
        let named = |unit: &Unit| unit.capital;
        let next = self.skeleton.units.get(noun + 1);
        (!next.is_some_and(named)).then_some(noun)
    }

    fn organisation_before(&self, line: usize) -> Option<String> {
        self.last_speaker(line, false)
    }

    fn last_speaker(&self, line: usize, person: bool) -> Option<String> {
        let wanted = Wanted {
            person,
            gender: None,
        };
        self.last_speaker_from(line.saturating_sub(SPEAKER_LINES), line, wanted)
    }

    /// The main speaker of the last line of `from..=line` in which somebody spoke who fits.
    fn last_speaker_from(&self, from: usize, line: usize, wanted: Wanted) -> Option<String> {
        // speakers are settled line by line, so the list ascends by line
        let nearby = || {
            let recent = self
                .spoken
                .iter()
                .rev()
                .take_while(|spoken| spoken.line >= from);
            recent.filter(|spoken| {
                let gender = spoken.gender.or_else(|| self.names.gender(&spoken.name));
                spoken.person == wanted.person && spoken.line <= line && fits(gender, wanted.gender)
            })
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
        (between.len() <= 1).then(|| place.full.clone())
    }
}

/// Words before a name that is no subject.
const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "about", "to", "after", "before", "for", "with", "from", "by",
    "against", "under", "like", "unlike",
];

/// Whom a pronoun can stand for.
#[derive(Clone, Copy)]
struct Wanted {
    person: bool,
    gender: Option<Gender>,
}

/// Who a line is about.
enum Topic {
    Person(String),
    /// One person whom the article does not name there.
    Unnamed,
    Nobody,
}

/// Whether two genders can be one person's.
fn fits(lhs: Option<Gender>, rhs: Option<Gender>) -> bool {
    lhs.is_none() || rhs.is_none() || lhs == rhs
}
