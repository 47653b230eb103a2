//! The speaker right of the verb: "said Terry O’Neill, the president of NOW, to the Daily Caller".

use super::left::group_start;
use super::{Cue, is_pronoun, is_weekday};
use crate::analysis::quotes::lexicon::lexicon;
use crate::analysis::quotes::skeleton::{Skeleton, UnitKind};

/// The speaker right of the verb: `“…,” said Terry O’Neill, the president of NOW, to the Daily Caller`.
pub fn speaker_right(skeleton: &Skeleton, first: usize, verb: usize, end: usize) -> Option<Cue> {
    let start = verb + 1;
    if start >= end || skeleton.units[start].kind != UnitKind::Word {
        return None;
    }
    let lead = &skeleton.units[start];
    let opens = lead.capital && !is_weekday(&lead.lower)
        || matches!(
            lead.lower.as_str(),
            "the"
                | "a"
                | "an"
                | "one"
                | "another"
                | "his"
                | "her"
                | "their"
                | "its"
                | "some"
                | "two"
                | "three"
                | "he"
                | "she"
                | "they"
                | "former"
                | "many"
                | "this"
        )
        || lexicon().is_role(&lead.lower)
        || is_title_lead(&lead.lower);
    if !opens || (lead.lower == "this" && is_weekday(skeleton.lower(start + 1))) {
        return None;
    }
    let stop = if is_pronoun(&lead.lower) {
        start + 1
    } else {
        phrase_end(skeleton, start, end)
    };
    let group = group_start(skeleton, first, verb);
    Some(Cue {
        cue: group..verb + 1,
        speaker: start..stop,
        after: stop,
        before: group,
    })
}

fn is_title_lead(word: &str) -> bool {
    lexicon().is_title(word) && !matches!(word, "of" | "the" | "and" | "for")
}

/// End of the noun phrase that starts at unit `start`, appositions included.
fn phrase_end(skeleton: &Skeleton, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut apposition = false;
    let mut depth = 0;
    while at < end {
        let unit = &skeleton.units[at];
        match unit.kind {
            UnitKind::Mark('(' | '[') => depth += 1,
            UnitKind::Mark(')' | ']') => depth -= 1,
            _ if depth > 0 => {}
            UnitKind::Quote(_) | UnitKind::Mark(';' | ':' | '—' | '―' | '–' | '?' | '!' | '…') =>
            {
                break;
            }
            UnitKind::Mark('.') if at + 1 >= end => break,
            UnitKind::Mark(',') => {
                if !opens_apposition(skeleton, at + 1, end) {
                    break;
                }
                apposition = true;
            }
            UnitKind::Word if !apposition && at > start => {
                let next = skeleton.lower(at + 1);
                let leaves = match unit.lower.as_str() {
                    "in" => {
                        !skeleton.units[at - 1].lower.is_empty()
                            && !lexicon().is_role(skeleton.lower(at - 1))
                    }
                    "on" | "at" | "during" | "after" | "when" | "as" | "while" | "to"
                    | "before" | "about" | "via" | "by" | "from" | "through" | "with" | "over"
                    | "following" | "outside" | "near" | "among" | "but" | "because" | "if"
                    | "since" | "that" => true,
                    "and" => {
                        !skeleton.units.get(at + 1).is_some_and(|unit| unit.capital)
                            || lexicon().cue(next).is_some()
                    }
                    word => is_weekday(word) && !(word == "late" || word == "early"),
                };
                if leaves {
                    break;
                }
            }
            UnitKind::Word
                if apposition && matches!(unit.lower.as_str(), "told" | "said" | "adding") =>
            {
                break;
            }
            _ => {}
        }
        at += 1;
        if at - start > 45 {
            break;
        }
    }
    while at > start + 1 && skeleton.is_mark(at - 1, &[',', '-', '–', '—']) {
        at -= 1;
    }
    at
}

fn opens_apposition(skeleton: &Skeleton, at: usize, end: usize) -> bool {
    let Some(unit) = skeleton.units[..end].get(at) else {
        return false;
    };
    let word = unit.lower.as_str();
    matches!(
        word,
        "a" | "an"
            | "the"
            | "who"
            | "whose"
            | "whom"
            | "which"
            | "former"
            | "one"
            | "chief"
            | "head"
            | "president"
            | "his"
            | "her"
            | "jr"
            | "its"
            | "then"
            | "now"
            | "co"
            | "vice"
            | "executive"
            | "senior"
    ) || lexicon().is_role(word)
        || unit.lower.starts_with(|c: char| c.is_ascii_digit())
        || (unit.capital && matches!(word, "r" | "d" | "i"))
}
