//! A reporting verb with its speaker: who it belongs to, and whether what was said stands before or behind it.

use std::ops::Range;

use super::{Finder, Found};
use crate::analysis::quotes::lexicon::CueClass;
use crate::analysis::quotes::skeleton::UnitKind;
use crate::analysis::quotes::speaker::{Cue, is_pronoun, is_weekday, speaker_left, speaker_right};

impl Finder<'_> {
    /// A reporting verb at `verb`; returns where to go on and who spoke.
    pub(super) fn verb(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        verb: usize,
        class: CueClass,
        last_speaker: Option<&Range<usize>>,
    ) -> Found {
        if self.quote_before(verb, range.start).is_some()
            && let Some(cue) = speaker_right(self.skeleton, range.start, verb, range.end)
        {
            return self.postposed(line, range, taken, &cue);
        }
        if let Some(cue) = self.inverted(range, taken, verb) {
            return self.postposed(line, range, taken, &cue);
        }
        let left = if self.is_bare_participle(verb) {
            self.name_before(verb, taken.max(range.start))
        } else {
            speaker_left(self.skeleton, taken.max(range.start), verb)
        };
        if let Some(cue) = &left
            && self
                .quote_before(cue.before, range.start)
                .is_some_and(|quote| quote >= taken)
            && class != CueClass::Naming
            && self.closes_clause(cue.before, range.start)
        {
            return self.postposed(line, range, taken, cue);
        }
        if let Some(cue) = &left
            && class == CueClass::Speech
            && cue.before > taken
            && self.skeleton.is_mark(cue.before - 1, &[','])
            && self.nothing_said_after(cue.after, range.end)
        {
            if let Some(found) = self.parenthetical(line, range, taken, cue) {
                return Some(found);
            }
            if !self.only_leads_in(&(taken.max(range.start)..cue.before - 1)) {
                return self.postposed(line, range, taken, cue);
            }
        }
        let mut cue = left
            .filter(|cue| !self.is_relative(cue))
            .or_else(|| self.shared_speaker(range, verb, last_speaker))
            .or_else(|| self.no_speaker(range, verb))?;
        if self.is_passive(&cue.cue) {
            if self.is_negated(&cue.cue) {
                return None;
            }
            // "He was told that …": somebody else said so; "He was convinced that …"
            if class != CueClass::Belief {
                cue.speaker = cue.cue.start..cue.cue.start;
            }
        }
        self.preposed(line, range, cue, class)
    }

    /// "had not been told", "was called", but not "was saying" nor "was quoted as saying".
    fn is_passive(&self, cue: &Range<usize>) -> bool {
        let verb = self.skeleton.lower(cue.end - 1);
        let voiced = verb.ends_with("ing")
            || matches!(
                verb,
                "quoted" | "heard" | "cited" | "overheard" | "recorded"
            );
        let form = |at: usize| {
            let word = self.skeleton.lower(at);
            matches!(
                word,
                "is" | "are" | "was" | "were" | "be" | "been" | "being"
            )
        };
        !voiced && (cue.start..cue.end - 1).any(form)
    }

    /// "did not say", "has never denied".
    pub(super) fn is_negated(&self, cue: &Range<usize>) -> bool {
        cue.clone().any(|at| {
            let word = self.skeleton.lower(at);
            matches!(word, "not" | "never" | "n't") || word.ends_with("n't")
        })
    }

    /// "…, saying …", "… and added …": the speaker stands earlier in the line.
    pub(super) fn shared_speaker(
        &self,
        range: &Range<usize>,
        verb: usize,
        last: Option<&Range<usize>>,
    ) -> Option<Cue> {
        let unit = self.unit(verb);
        let before = self.skeleton.lower(verb.checked_sub(1)?);
        let linked = unit.lower.ends_with("ing")
            || matches!(before, "and" | "but" | "also" | "then" | "later")
            || self.skeleton.is_mark(verb - 1, &[',']);
        if !linked {
            return None;
        }
        let speaker = match last {
            Some(speaker) if self.skeleton.lower(speaker.end - 1) == "who" && speaker.len() > 2 => {
                speaker.start..speaker.end - 2
            }
            Some(speaker) => speaker.clone(),
            None => self.line_subject(range, verb)?,
        };
        Some(Cue {
            cue: verb..verb + 1,
            speaker,
            after: verb + 1,
            before: verb,
        })
    }

    /// "saying" without "is" or "was" before it.
    pub(super) fn is_bare_participle(&self, verb: usize) -> bool {
        let auxiliary = (1..4).any(|back| {
            matches!(
                verb.checked_sub(back)
                    .map_or("", |at| self.skeleton.lower(at)),
                "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "'re" | "'m" | "am"
            )
        });
        self.skeleton.lower(verb).ends_with("ing") && !auxiliary
    }

    /// `footage of Hillary Clinton asking`: the name right before a participle.
    pub(super) fn name_before(&self, verb: usize, first: usize) -> Option<Cue> {
        let mut start = verb;
        while start > first
            && self.unit(start - 1).capital
            && !is_weekday(self.skeleton.lower(start - 1))
        {
            start -= 1;
        }
        (start < verb && self.unit(start).kind == UnitKind::Word).then(|| Cue {
            cue: verb..verb + 1,
            speaker: start..verb,
            after: verb + 1,
            before: start,
        })
    }

    pub(super) fn is_relative(&self, cue: &Cue) -> bool {
        matches!(
            self.skeleton.lower(cue.speaker.start),
            "which" | "that" | "what"
        )
    }

    /// `After telling reporters that he was "…"`: nobody is named, but the verb governs words in marks.
    pub(super) fn no_speaker(&self, range: &Range<usize>, verb: usize) -> Option<Cue> {
        let quote = (verb..range.end.min(verb + 12)).any(|at| self.skeleton.region(at).is_some());
        quote.then(|| Cue {
            cue: verb..verb + 1,
            speaker: verb..verb,
            after: verb + 1,
            before: verb,
        })
    }

    /// The first name or pronoun of a line, before `limit`.
    pub(super) fn line_subject(&self, range: &Range<usize>, limit: usize) -> Option<Range<usize>> {
        let mut at = range.start;
        while at < limit {
            let unit = self.unit(at);
            let pronoun = is_pronoun(&unit.lower) && !matches!(unit.lower.as_str(), "it" | "which");
            if pronoun {
                return Some(at..at + 1);
            }
            let mut lead = at;
            while lead > range.start
                && (self.unit(lead - 1).capital || self.skeleton.is_title_stop(lead - 1))
            {
                lead -= 1;
            }
            let beside = lead > range.start && BESIDE.contains(&self.skeleton.lower(lead - 1));
            let name = unit.capital
                && unit.kind == UnitKind::Word
                && !beside
                && !matches!(
                    unit.lower.as_str(),
                    "in" | "on"
                        | "at"
                        | "the"
                        | "a"
                        | "an"
                        | "but"
                        | "and"
                        | "as"
                        | "while"
                        | "when"
                        | "after"
                        | "during"
                        | "if"
                        | "for"
                        | "with"
                        | "by"
                        | "this"
                        | "that"
                        | "asked"
                        | "his"
                        | "her"
                )
                && !is_weekday(&unit.lower);
            if name {
                let mut end = at + 1;
                while end < limit
                    && (self.unit(end).capital
                        || self.skeleton.is_mark(end, &['.', '-'])
                        || self.skeleton.lower(end) == "of")
                {
                    end += 1;
                }
                while end > at + 1 && !self.unit(end - 1).capital {
                    end -= 1;
                }
                return Some(at..end);
            }
            at += 1;
        }
        None
    }
}

/// Words before a name that is not what its line is about.
const BESIDE: &[&str] = &[
    "at", "of", "with", "to", "by", "for", "against", "about", "from",
];
