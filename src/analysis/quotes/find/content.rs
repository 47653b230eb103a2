//! Where the words that a verb governs begin and end: behind the addressee and the circumstances, up to the next clause that reports.

use super::Finder;
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::skeleton::UnitKind;
use crate::analysis::quotes::speaker::{is_pronoun, is_weekday};

impl Finder<'_> {
    /// First unit of what was said, after verb, addressee and circumstances.
    pub(super) fn content_start(&self, after: usize, end: usize, verb: &str) -> usize {
        if after >= end {
            return after;
        }
        let next = self.skeleton.lower(after);
        if matches!(next, "that" | "whether") || next == "to" && PROMISING.contains(&verb) {
            return after;
        }
        let limit = match self.first_stop(after, end) {
            Ok(limit) => limit,
            Err(behind_colon) => return behind_colon,
        };
        let addressed = ADDRESSING.contains(&verb);
        let circumstance = is_weekday(next) || CIRCUMSTANCES.contains(&next);
        if !addressed && !circumstance {
            return after + usize::from(self.skeleton.is_mark(after, &[',']));
        }
        let that = (after..limit)
            .take_while(|at| {
                let relative = matches!(self.skeleton.lower(at - 1), "who" | "which");
                relative || !is_other_cue(self.skeleton.lower(*at))
            })
            .find(|at| self.skeleton.lower(*at) == "that" && *at > after);
        if let Some(that) = that {
            return that;
        }
        if limit < end && self.skeleton.is_mark(limit.wrapping_sub(1), &[',', ':']) {
            return limit;
        }
        if addressed {
            self.addressee_end(after, limit).min(limit)
        } else {
            self.circumstance_end(after, limit)
                .unwrap_or(if limit < end { limit } else { end })
        }
    }

    /// Whether a clause begins at `start`: a subject, and soon behind it a verb that only a clause has.
    pub(super) fn opens_clause(&self, start: usize, end: usize) -> bool {
        let word = self.skeleton.lower(start);
        let subject = is_pronoun(word)
            || SUBJECT_STARTS.contains(&word)
            || self.unit(start).capital && self.unit(start).kind == UnitKind::Word;
        let ahead = (start + 1..end.min(start + FARTHEST_VERB))
            .take_while(|at| matches!(self.unit(*at).kind, UnitKind::Word | UnitKind::Clitic));
        let mut words = ahead.map(|at| self.skeleton.lower(at));
        subject
            && words
                .find(|word| FINITE.contains(word) || RELATIVE.contains(word))
                .is_some_and(|word| FINITE.contains(&word))
    }

    /// The next quotation or the full stop of the line, at most 30 units ahead; a colon first says that the words follow it.
    fn first_stop(&self, after: usize, end: usize) -> Result<usize, usize> {
        let last = end.min(after + 30).max(after);
        for at in after..last {
            match self.unit(at).kind {
                UnitKind::Quote(_) => return Ok(at),
                UnitKind::Mark(':') => return Err(at + 1),
                UnitKind::Mark('.') if at + 1 == end => return Ok(at),
                _ => {}
            }
        }
        Ok(last)
    }

    /// Behind "on Monday" or "in a statement": at the comma, or where a subject begins.
    fn circumstance_end(&self, after: usize, limit: usize) -> Option<usize> {
        let first = self.skeleton.lower(after);
        (after + 1..limit).find_map(|at| {
            let word = self.skeleton.lower(at);
            let comma = self.skeleton.is_mark(at, &[',']);
            let subject = at > after + 1 && (is_pronoun(word) || word == "there");
            let behind_day = is_weekday(first) && !is_weekday(word) && !is_time_noun(word);
            (comma || subject || behind_day).then_some(at + usize::from(comma))
        })
    }

    /// Behind the one noun phrase that is told something, and the day behind it.
    fn addressee_end(&self, after: usize, limit: usize) -> usize {
        let mut at = after;
        if self.unit(at).kind != UnitKind::Word {
            return at;
        }
        let named = self.unit(at).capital;
        at += 1;
        while named
            && at < limit
            && (self.unit(at).capital && self.unit(at).kind == UnitKind::Word
                || self.skeleton.is_mark(at, &['.']))
        {
            at += 1;
        }
        if DETERMINERS.contains(&self.skeleton.lower(after)) {
            at += 1;
        }
        while at < limit
            && (is_weekday(self.skeleton.lower(at)) || self.skeleton.is_mark(at, &[',']))
        {
            at += 1;
        }
        at
    }

    /// End of what was said: the line's end, or where the next reporting clause begins.
    pub(super) fn content_end(&self, start: usize, end: usize) -> usize {
        if let Some(leaves) = (start + 1..end).find(|at| self.leaves_content(*at, end)) {
            return leaves;
        }
        let mut stop = end;
        while stop > start && self.skeleton.is_mark(stop - 1, &['.', ',', ';', '?', '!']) {
            stop -= 1;
        }
        stop
    }

    /// Whether a comma, an "and" or the end of a quotation parts what was said from what goes on behind it.
    fn leaves_content(&self, at: usize, end: usize) -> bool {
        let comma = self.skeleton.is_mark(at, &[',', ';', '—', '―']);
        let quote_closed = self.skeleton.region(at - 1).is_some_and(|region| {
            let inner = region.inner.of(self.text);
            inner.ends_with([',', '.', '!', '?', ';'])
        });
        if !comma && !quote_closed && self.skeleton.lower(at) != "and" {
            return false;
        }
        let next = if comma { at + 1 } else { at };
        let (word, second) = (self.skeleton.lower(next), self.skeleton.lower(next + 1));
        let joined = matches!(word, "and" | "but" | "then" | "later" | "also");
        let participle = word.ends_with("ing");
        word == "according"
            || is_other_cue(word)
            || joined && is_other_cue(second)
            || (comma || quote_closed) && matches!(word, "while" | "even")
            || (comma || quote_closed) && participle && lexicon().cue(word).is_some()
            || quote_closed
                && (participle
                    || BEHIND_QUOTATION.contains(&word)
                    || self.opens_reporting(next, end))
    }

    /// Whether a speaker and a reporting verb follow: "she said", "Mr. Obama added".
    pub(super) fn opens_reporting(&self, at: usize, end: usize) -> bool {
        let subject = at < end && (is_pronoun(self.skeleton.lower(at)) || self.unit(at).capital);
        subject
            && (at + 1..end.min(at + 5)).any(|verb| {
                let word = self.skeleton.lower(verb);
                lexicon().cue(word) == Some(CueClass::Speech)
                    && (word.ends_with("ed") || word == "said" || word == "told" || word == "says")
            })
    }
}

fn is_time_noun(word: &str) -> bool {
    matches!(
        word,
        "month"
            | "week"
            | "year"
            | "night"
            | "day"
            | "morning"
            | "afternoon"
            | "evening"
            | "summer"
            | "spring"
            | "fall"
            | "winter"
    )
}

/// A verb of speech in a form that opens a clause of its own.
fn is_other_cue(word: &str) -> bool {
    lexicon().cue(word) == Some(CueClass::Speech)
        && (word.ends_with("ed")
            || word.ends_with("ing")
            || matches!(word, "said" | "told" | "wrote"))
}

/// Verbs behind which the addressee stands.
const ADDRESSING: &[&str] = &[
    "told", "tell", "tells", "telling", "asked", "asking", "asks", "reminded", "assured",
    "informed", "warned", "notified", "urged",
];

/// Verbs of speech that take "to" and an infinitive: "vowed to fight".
pub(super) const PROMISING: &[&str] = &[
    "vowed",
    "vows",
    "vow",
    "vowing",
    "pledged",
    "pledges",
    "pledge",
    "pledging",
    "promised",
    "promises",
    "promise",
    "promising",
    "agreed",
    "agrees",
    "agree",
    "agreeing",
    "swore",
    "swears",
    "demanded",
    "demands",
    "proposed",
    "proposes",
    "asked",
    "asks",
    "volunteered",
    "begged",
];

/// Words other than pronouns and names that a subject begins with.
const SUBJECT_STARTS: &[&str] = &[
    "the", "a", "an", "there", "his", "her", "their", "its", "our", "my", "this", "these", "those",
    "no", "some", "many", "most", "all", "any", "such", "both", "each",
];

/// How far behind the first word of a subject its verb may stand.
const FARTHEST_VERB: usize = 8;

const RELATIVE: &[&str] = &["who", "which", "that", "whose", "to", "for"];

/// Verb forms that only a clause of its own has.
pub(super) const FINITE: &[&str] = &[
    "is", "are", "was", "were", "'s", "'re", "will", "would", "'ll", "'d", "could", "should",
    "may", "might", "can", "must", "had", "has", "have", "did", "does", "do", "won't", "can't",
    "don't", "isn't", "wasn't", "wouldn't", "didn't",
];

/// Words that open a circumstance right behind the verb: "said in a statement".
const CIRCUMSTANCES: &[&str] = &[
    "in", "on", "at", "during", "to", "of", "about", "after", "before", "via", "from",
];

const DETERMINERS: &[&str] = &["the", "a", "an", "his", "her", "their"];

/// Words that go on with the reporter's own sentence behind a closed quotation.
const BEHIND_QUOTATION: &[&str] = &[
    "when", "who", "which", "where", "as", "a", "in", "on", "after", "before", "and", "but",
];
