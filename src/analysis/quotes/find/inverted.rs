//! Speech told behind what was said, without quotation marks: "Ten people were hurt, said Sgt. John Smith, a police spokesman."

use std::ops::Range;

use super::Finder;
use super::content::FINITE;
use crate::analysis::quotes::lexicon::lexicon;
use crate::analysis::quotes::skeleton::UnitKind;
use crate::analysis::quotes::speaker::{Cue, is_pronoun, is_weekday, speaker_right};

impl Finder<'_> {
    /// The speaker right of a verb behind a comma: a name or a role with nothing behind it that would be a clause of its own
    /// ("Mr. Hale, a lawyer, said the mayor was ill").
    pub(super) fn inverted(&self, range: &Range<usize>, taken: usize, verb: usize) -> Option<Cue> {
        let start = verb + 1;
        let told = verb >= taken.max(range.start) + FEWEST_TOLD
            && self.skeleton.is_mark(verb - 1, &[','])
            && INVERTING.contains(&self.skeleton.lower(verb))
            && start < range.end;
        if !told || is_pronoun(self.skeleton.lower(start)) {
            return None;
        }
        let bare = start + 1;
        let cue = speaker_right(self.skeleton, verb, verb, range.end).or_else(|| {
            is_institution(self.skeleton.lower(start)).then_some(Cue {
                cue: verb..start,
                speaker: start..bare,
                after: bare,
                before: verb,
            })
        })?;
        let named = self.names_speaker(&cue.speaker);
        (named && self.closes(cue.after, range.end)).then_some(cue)
    }

    /// Whether a phrase, up to its first comma, is a name or ends in a role: "the group's chief executive", not "the group won".
    fn names_speaker(&self, phrase: &Range<usize>) -> bool {
        let head = phrase
            .clone()
            .take_while(|at| {
                let word = self.skeleton.lower(*at);
                !self.skeleton.is_mark(*at, &[','])
                    && !matches!(word, "of" | "for" | "at" | "with" | "from" | "in" | "who")
            })
            .filter(|at| self.unit(*at).kind == UnitKind::Word)
            .last();
        head.is_some_and(|at| {
            let word = self.skeleton.lower(at);
            self.unit(at).capital || lexicon().is_role(word) || is_institution(word)
        })
    }

    /// Whether the clause is over at `at`, or goes on with a circumstance only.
    fn closes(&self, at: usize, end: usize) -> bool {
        let next = self.skeleton.lower(at);
        let over = at >= end
            || self
                .skeleton
                .is_mark(at, &['.', ',', ';', '—', '–', '―', '?', '!']);
        let circumstance = is_weekday(next) || CIRCUMSTANCES.contains(&next);
        let from = at + usize::from(self.skeleton.is_mark(at, &[',']));
        let clause = (from..end)
            .take_while(|at| !matches!(self.unit(*at).kind, UnitKind::Mark(',' | ';' | '.' | '—')))
            .take_while(|at| !OPENS_CLAUSE.contains(&self.skeleton.lower(*at)))
            .any(|at| {
                let word = self.skeleton.lower(at);
                FINITE.contains(&word)
                    || word.ends_with("ed") && self.unit(at).kind == UnitKind::Word
            });
        (over || circumstance) && !clause
    }
}

/// Fewest words and marks before the verb that can be what was said.
const FEWEST_TOLD: usize = 3;

/// Verbs that stand before their subject behind what was said.
const INVERTING: &[&str] = &[
    "said",
    "says",
    "say",
    "added",
    "adds",
    "wrote",
    "writes",
    "explained",
    "warned",
    "warns",
    "noted",
    "argued",
    "claimed",
    "claims",
    "insisted",
    "recalled",
    "reported",
    "reports",
];

/// Words that go on behind the speaker without being part of a clause that the verb governs.
const CIRCUMSTANCES: &[&str] = &[
    "in",
    "on",
    "at",
    "during",
    "after",
    "to",
    "when",
    "as",
    "while",
    "before",
    "via",
    "following",
];

/// Words behind which a clause of its own begins.
const OPENS_CLAUSE: &[&str] = &[
    "when", "as", "while", "after", "before", "who", "which", "that", "where", "adding", "but",
    "and", "because", "although",
];

/// Nouns for a body of people that speaks, which are no office.
fn is_institution(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "authorities"
            | "opposition"
            | "ministry"
            | "department"
            | "government"
            | "military"
            | "army"
            | "navy"
            | "agency"
            | "company"
            | "firm"
            | "group"
            | "union"
            | "council"
            | "court"
            | "commission"
            | "committee"
            | "party"
            | "campaign"
            | "charity"
            | "hospital"
            | "university"
            | "school"
            | "report"
            | "study"
            | "statement"
            | "newspaper"
            | "embassy"
            | "family"
            | "prosecution"
            | "defence"
            | "defense"
    )
}
