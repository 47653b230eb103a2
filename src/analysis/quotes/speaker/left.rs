//! The speaker left of the verb: "Secretary of State John Kerry said".

use std::ops::Range;

use super::{Cue, is_pronoun, is_weekday};
use crate::analysis::quotes::lexicon::lexicon;
use crate::analysis::quotes::skeleton::{Skeleton, UnitKind};

const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "will",
    "would",
    "could",
    "may",
    "might",
    "must",
    "can",
    "should",
    "did",
    "does",
    "do",
    "not",
    "also",
    "later",
    "then",
    "once",
    "now",
    "never",
    "even",
    "just",
    "still",
    "again",
    "often",
    "further",
    "since",
    "ever",
    "soon",
    "first",
    "long",
    "both",
    "all",
    "to",
    "quickly",
    "reportedly",
    "already",
    "always",
    "instead",
    "himself",
    "herself",
    "themselves",
    "itself",
    "'s",
    "'d",
    "'ve",
    "went",
    "on",
    "only",
];

const CLAUSE_WORDS: &[&str] = &[
    "that", "when", "while", "as", "because", "if", "but", "after", "before", "where", "since",
    "although", "though", "whether", "what", "so", "than", "until", "once", "yet", "nor", "how",
    "why", "then", "or", "says", "said", "told", "is", "was", "were", "are", "has", "had", "have",
    "will", "would", "could", "be", "been",
];

/// Whether a word ends in "-ly" as an adverb does.
fn is_adverb(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ly")
        && !matches!(
            word,
            "family" | "assembly" | "italy" | "billy" | "kelly" | "reilly"
        )
}

/// Start of the verb group that ends at unit `verb`.
pub(super) fn group_start(skeleton: &Skeleton, first: usize, verb: usize) -> usize {
    let mut at = verb;
    while at > first {
        let unit = &skeleton.units[at - 1];
        let part = matches!(unit.kind, UnitKind::Word | UnitKind::Clitic)
            && (AUXILIARIES.contains(&unit.lower.as_str()) || is_adverb(&unit.lower))
            && !(unit.capital && unit.lower != "i");
        if !part {
            break;
        }
        at -= 1;
    }
    // "to say" alone has no subject here
    at
}

/// The speaker left of the verb, from unit `first` of the line on.
pub fn speaker_left(skeleton: &Skeleton, first: usize, verb: usize) -> Option<Cue> {
    let group = group_start(skeleton, first, verb);
    if group == first {
        return None;
    }
    let closed = skeleton.is_mark(group - 1, &[',']);
    let dash = dash_before(skeleton, first, group);
    let mut start = if let Some(dash) = dash {
        phrase_start(skeleton, first, dash)
    } else if closed {
        let head = appositive_start(skeleton, first, group - 1)?;
        phrase_start(skeleton, first, head)
    } else {
        phrase_start(skeleton, first, group)
    };
    // a comma behind the apposition tells it from "In Syria, the ministry said"; "who" needs none
    if closed || dash.is_some() || matches!(skeleton.lower(start), "who" | "whose" | "which") {
        start = name_of_appositions(skeleton, first, start);
    }
    while start < group
        && (matches!(skeleton.lower(start), "and" | "but" | "yet" | "so" | "or")
            || skeleton.is_mark(start, &['-', '–', '—', '―', '"', '\'', '’', ')', '.']))
    {
        start += 1;
    }
    let mut end = group;
    while end > start && skeleton.is_mark(end - 1, &[',', '-', '–', '—']) {
        end -= 1;
    }
    (start < end && names_somebody(skeleton, start..end)).then(|| Cue {
        cue: group..verb + 1,
        speaker: start..end,
        after: verb + 1,
        before: start,
    })
}

/// `Kall -- co-editor of a book -- said`: the dash behind the name, where another stands right before unit `group`.
fn dash_before(skeleton: &Skeleton, first: usize, group: usize) -> Option<usize> {
    const DASHES: &[char] = &['-', '–', '—', '―'];
    let mut close = group;
    while close > first && skeleton.is_mark(close - 1, DASHES) {
        close -= 1;
    }
    let farthest = first.max(close.saturating_sub(LONGEST_APPOSITION));
    if close == group {
        return None;
    }
    // a hyphen inside a word is no dash
    let free = |at: usize| {
        skeleton.is_mark(at, DASHES)
            && at > first
            && skeleton.units[at - 1].span.end < skeleton.units[at].span.start
    };
    (farthest..close)
        .rev()
        .take_while(|at| !matches!(skeleton.units[*at].kind, UnitKind::Quote(_)))
        .find(|at| free(*at))
        .filter(|at| *at > first)
}

/// Most words and marks of an apposition between a name and its verb.
const LONGEST_APPOSITION: usize = 40;

/// `Scott Pruitt, the attorney general of Oklahoma, said`: end of the name, given the second comma.
fn appositive_start(skeleton: &Skeleton, first: usize, comma: usize) -> Option<usize> {
    let mut at = comma;
    let mut name_alone = None;
    while at > first {
        at -= 1;
        match skeleton.units[at].kind {
            UnitKind::Mark(',') => {
                // "D-Mass.," and "a Republican, of Ohio," have a comma more
                let short = comma - at <= 2
                    && at > first + 2
                    && (at + 1..comma).all(|i| skeleton.units[i].capital);
                if !short {
                    return (at > first).then_some(at);
                }
                name_alone = name_alone.or(Some(at));
            }
            UnitKind::Mark(';' | '—' | '―') | UnitKind::Quote(_) => break,
            _ => {}
        }
        if comma - at > LONGEST_APPOSITION {
            break;
        }
    }
    // "the group's media arm, Amaq, said"
    name_alone
}

/// `Michael Mulgrew, president of the federation, which …, said`: from "president" back to the name, over as many appositions as
/// stand between.
fn name_of_appositions(skeleton: &Skeleton, first: usize, mut start: usize) -> usize {
    while let Some(before) = apposed_to(skeleton, first, start) {
        start = before;
    }
    start
}

/// Start of the phrase that the apposition at `start` belongs to; `None` where no apposition starts there, or none that
/// belongs to a name.
fn apposed_to(skeleton: &Skeleton, first: usize, start: usize) -> Option<usize> {
    if start < first + 2 || !skeleton.is_mark(start - 1, &[',']) || !is_apposition(skeleton, start)
    {
        return None;
    }
    let name = start - 2;
    let unit = &skeleton.units[name];
    let can_end_name = unit.capital
        || skeleton.is_mark(name, &[')', '.'])
        || unit.lower.starts_with(|c: char| c.is_ascii_digit())
        || is_apposition(skeleton, phrase_start(skeleton, first, start - 1));
    if !can_end_name || is_weekday(&unit.lower) {
        return None;
    }
    let before = phrase_start(skeleton, first, start - 1);
    let fronted = before > first && PREPOSITIONS.contains(&skeleton.lower(before - 1));
    (before < start - 1 && !fronted).then_some(before)
}

/// Whether the phrase at `start` says more of a name before it: "the president", "R-Ohio", "Republican of Ohio", "47", "who".
fn is_apposition(skeleton: &Skeleton, start: usize) -> bool {
    let unit = &skeleton.units[start];
    let next = skeleton.lower(start + 1);
    match unit.lower.as_str() {
        "the" | "a" | "an" | "one" | "chief" | "head" | "who" | "whose" | "which" => true,
        "r" | "d" | "i" => skeleton.is_mark(start + 1, &['-', '‑', '–', '.']),
        "republican" | "democrat" | "independent" => matches!(next, "of" | "from"),
        word if word.starts_with(|c: char| c.is_ascii_digit()) => {
            skeleton.is_mark(start + 1, &[','])
        }
        word => {
            lexicon().is_role(word) && !unit.capital && matches!(next, "of" | "for" | "at" | "and")
        }
    }
}

/// Words that put a circumstance before the subject: what follows the comma is no apposition of the name behind them.
const PREPOSITIONS: &[&str] = &[
    "in",
    "on",
    "at",
    "during",
    "for",
    "to",
    "by",
    "from",
    "with",
    "about",
    "after",
    "before",
    "near",
    "outside",
    "across",
    "throughout",
    "under",
    "over",
    "against",
];

/// First unit of the noun phrase that ends before unit `end`.
fn phrase_start(skeleton: &Skeleton, first: usize, end: usize) -> usize {
    let mut at = end;
    let mut depth = 0;
    while at > first {
        let unit = &skeleton.units[at - 1];
        match unit.kind {
            UnitKind::Mark(')' | ']') => depth += 1,
            UnitKind::Mark('(' | '[') if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            UnitKind::Quote(region) => {
                // a nickname inside a name goes with it
                let inner = skeleton.regions[region].inner;
                let nickname = at < end
                    && at - 1 > first
                    && inner.len() < 20
                    && skeleton.units[at].capital
                    && skeleton.units[at - 2].capital
                    && skeleton.units[at - 2].span.end + 1 == unit.span.start;
                if !nickname {
                    break;
                }
            }
            UnitKind::Mark('.') => {
                let abbreviation = at - 1 > first && skeleton.units[at - 2].capital;
                if !abbreviation {
                    break;
                }
            }
            UnitKind::Mark('-' | '‑' | '/' | '&' | '\'' | '’') => {}
            UnitKind::Mark(_) => break,
            UnitKind::Clitic => {
                // "he's said" was taken with the verb; a possessive joins two nouns
                if unit.lower != "'s" {
                    break;
                }
            }
            UnitKind::Word => {
                if is_pronoun(&unit.lower)
                    && !(unit.lower == "i" && at < end && skeleton.is_mark(at, &['.']))
                {
                    if at == end || unit.lower == "who" || unit.lower == "which" {
                        return at - 1;
                    }
                    break;
                }
                if CLAUSE_WORDS.contains(&unit.lower.as_str()) && !(unit.capital && at - 1 > first)
                {
                    break;
                }
                if unit.lower == "and" && !joins_names(skeleton, first, at - 1, end) {
                    break;
                }
                if at < end
                    && lexicon().cue(&unit.lower).is_some()
                    && !unit.capital
                    && unit.lower.ends_with("ed")
                {
                    break;
                }
            }
        }
        at -= 1;
        if end - at > 30 {
            break;
        }
    }
    trim_prepositions(skeleton, at, end)
}

/// "In a statement Toner said" starts with "Toner"; "On Friday the ministry" with "the ministry".
fn trim_prepositions(skeleton: &Skeleton, start: usize, end: usize) -> usize {
    if !matches!(
        skeleton.lower(start),
        "in" | "on"
            | "at"
            | "during"
            | "for"
            | "to"
            | "by"
            | "from"
            | "with"
            | "about"
            | "last"
            | "late"
            | "earlier"
            | "this"
    ) {
        return start;
    }
    let mut at = end;
    while at > start + 1 {
        let unit = &skeleton.units[at - 1];
        if matches!(
            unit.lower.as_str(),
            "the" | "a" | "an" | "his" | "her" | "their"
        ) {
            return at - 1;
        }
        if !unit.capital && unit.kind == UnitKind::Word && at < end && skeleton.units[at].capital {
            return at;
        }
        at -= 1;
    }
    at.min(end)
}

/// "Stein and Johnson said": both sides of "and" are names or plain nouns of the same phrase.
fn joins_names(skeleton: &Skeleton, first: usize, and: usize, end: usize) -> bool {
    and > first
        && and + 1 < end
        && skeleton.units[and - 1].capital
        && (skeleton.units[and + 1].capital
            || skeleton.lower(and + 1) == "the"
            || skeleton.lower(and + 1) == "other")
}

/// Whether a phrase can name a speaker: it is a pronoun, or holds a capital, a role or a determiner.
fn names_somebody(skeleton: &Skeleton, phrase: Range<usize>) -> bool {
    if phrase.len() == 1 {
        let unit = &skeleton.units[phrase.start];
        return unit.kind == UnitKind::Word
            && (is_pronoun(&unit.lower)
                || unit.capital
                || lexicon().is_role(&unit.lower)
                || is_crowd(&unit.lower))
            && !is_filler(&unit.lower);
    }
    phrase
        .into_iter()
        .any(|at| skeleton.units[at].kind == UnitKind::Word)
}

fn is_crowd(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "some"
            | "others"
            | "many"
            | "authorities"
            | "people"
            | "another"
            | "everyone"
            | "one"
            | "several"
            | "most"
            | "few"
            | "none"
            | "nobody"
    ) || word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "he'd"
            | "there"
            | "this"
            | "that"
            | "these"
            | "those"
            | "as"
            | "in"
            | "it's"
            | "meanwhile"
            | "however"
            | "and"
            | "but"
            | "also"
    ) || is_weekday(word)
}
