//! Whether a word reports speech where it stands: "claims" is a verb after "he" and a noun after "the".

use std::ops::Range;

use super::Finder;
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::skeleton::{Unit, UnitKind};
use crate::analysis::quotes::speaker::{is_pronoun, is_weekday};

impl Finder<'_> {
    /// What the word at `at` does as a reporting verb here, if it is one.
    pub(super) fn cue_class(&self, at: usize, line: &Range<usize>) -> Option<CueClass> {
        let unit = self.unit(at);
        if unit.kind != UnitKind::Word || (unit.capital && at != line.start) {
            return None;
        }
        let class = if lexicon().phrasal_cue(&unit.lower, self.skeleton.lower(at + 1)) {
            CueClass::Speech
        } else {
            lexicon().cue(&unit.lower)?
        };
        if at == line.start || (unit.lower == "saying" && self.skeleton.lower(at - 1) == "as") {
            return None;
        }
        if self.is_half_of_compound(at) {
            return None;
        }
        let before = self.skeleton.lower(at - 1);
        if BEFORE_NOUNS.contains(&before) && !unit.lower.ends_with("ing") {
            return None;
        }
        if unit.lower.ends_with('s') && !self.can_be_subject(at - 1) {
            return None;
        }
        let inflected = ["s", "ed", "ing"]
            .iter()
            .any(|ending| unit.lower.ends_with(ending));
        let bare = !inflected && !is_irregular(&unit.lower);
        let plural_before = BEFORE_BARE_VERBS.contains(&before)
            || before.len() > 3
                && before.ends_with('s')
                && self.unit(at - 1).kind == UnitKind::Word;
        // "…, say police"
        let inverted = unit.lower == "say" && before == ",";
        if bare && !plural_before && !inverted {
            return None;
        }
        Some(class)
    }

    /// "so-called", "much-noted": a hyphen joins the word to the one before it.
    fn is_half_of_compound(&self, at: usize) -> bool {
        let hyphen = self.skeleton.is_mark(at - 1, &['-', '‑', '‐']);
        let (before, here) = (self.unit(at - 1).span, self.unit(at).span);
        let joined = |word: &Unit| word.kind == UnitKind::Word && word.span.end == before.start;
        hyphen && before.end == here.start && at >= 2 && joined(self.unit(at - 2))
    }

    /// Whether the unit before a verb in "-s" can be its subject: "reports" and "claims" are nouns elsewhere.
    pub(super) fn can_be_subject(&self, at: usize) -> bool {
        let unit = self.unit(at);
        match unit.kind {
            UnitKind::Word => {
                let word = unit.lower.as_str();
                unit.capital
                    || is_pronoun(word)
                    || lexicon().is_role(word)
                    || is_weekday(word)
                    || word.ends_with("ly")
                    || !is_noun_too(self.skeleton.lower(at + 1))
                        && !matches!(word, "previous" | "recent" | "over" | "and" | "to")
                    || matches!(word, "also" | "now" | "still" | "then" | "and")
            }
            UnitKind::Clitic => false,
            UnitKind::Mark(_) | UnitKind::Quote(_) => true,
        }
    }
}

fn is_irregular(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "told"
            | "wrote"
            | "thought"
            | "knew"
            | "found"
            | "felt"
            | "heard"
            | "swore"
            | "spoke"
            | "sang"
            | "meant"
            | "read"
            | "put"
            | "saw"
            | "held"
            | "went"
            | "began"
            | "made"
            | "shot"
            | "cut"
            | "understood"
    )
}

/// Words in "-s" that are nouns as often as verbs.
fn is_noun_too(word: &str) -> bool {
    matches!(
        word,
        "reports"
            | "claims"
            | "comments"
            | "calls"
            | "states"
            | "notes"
            | "quotes"
            | "questions"
            | "demands"
            | "hopes"
            | "fears"
            | "promises"
            | "remarks"
            | "attacks"
            | "shows"
            | "suspects"
            | "estimates"
            | "doubts"
            | "projects"
            | "answers"
            | "texts"
            | "posts"
            | "messages"
            | "signals"
            | "protests"
            | "objects"
            | "tweets"
            | "labels"
            | "brands"
            | "terms"
            | "guesses"
            | "rules"
            | "bills"
            | "stresses"
            | "accounts"
            | "jokes"
            | "pledges"
            | "vows"
            | "urges"
            | "lectures"
            | "chants"
            | "cries"
            | "echoes"
            | "laughs"
            | "worries"
            | "finds"
            | "insults"
            | "reveals"
            | "proposals"
            | "requests"
            | "replies"
            | "blogs"
            | "emails"
            | "captions"
    )
}

/// Words before which "claim" and "report" are nouns.
const BEFORE_NOUNS: &[&str] = &[
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "no", "any", "'s", "of",
    "in", "for", "this", "these", "with", "from", "by", "about", "other", "some", "media", "news",
    "such",
];

/// Words before which a verb without ending reports: "they say", "did not say".
const BEFORE_BARE_VERBS: &[&str] = &[
    "they", "we", "i", "you", "who", "people", "some", "many", "others", "police", "also", "not",
    "would", "will", "could", "did", "critics",
];
