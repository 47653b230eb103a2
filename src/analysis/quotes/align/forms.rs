//! The forms under which quoted words are compared: "it's" is "it is", "don't" is "do not", and "wide-spread" is "widespread" where
//! another article writes it so.

use std::collections::BTreeSet;

use super::Quoting;
use super::segments::{QuotedWord, Segment};
use crate::text::Span;

/// A word of a text under its forms: one, or two for a word that two were drawn together in ("don't").
pub fn of_word(folded: &str, span: Span, bracketed: bool) -> Vec<QuotedWord> {
    let word = |form: &str, span: Span, contracted: bool| QuotedWord {
        form: form.to_owned(),
        span,
        bracketed,
        contracted,
    };
    let plain = folded.replace('.', "");
    // both stand where the one word does
    let parted = |first: &str, contracted: bool| {
        vec![word(first, span, false), word("not", span, contracted)]
    };
    match plain.as_str() {
        "can't" => parted("can", true),
        "cannot" => parted("can", false),
        "won't" => parted("will", true),
        "'m" => vec![word("am", span, true)],
        "'re" => vec![word("are", span, true)],
        "'ve" => vec![word("have", span, true)],
        "'ll" => vec![word("will", span, true)],
        "'d" => vec![word("would", span, true)],
        other => match other.strip_suffix("n't") {
            Some(verb) if !verb.is_empty() && verb != "ai" => parted(verb, true),
            _ => vec![word(&plain, span, false)],
        },
    }
}

/// "It's been" is "it has been", "it's over" "it is over"; an owner's "'s" stays.
pub fn open_s(words: &mut [QuotedWord]) {
    for at in 1..words.len() {
        let short = words[at].form == "'s" && SUBJECTS.contains(&words[at - 1].form.as_str());
        if !short {
            continue;
        }
        let next = words.get(at + 1).map_or("", |word| word.form.as_str());
        let has = matches!(next, "been" | "got" | "had" | "become" | "gone");
        let form = match words[at - 1].form.as_str() {
            "let" => "us",
            _ if has => "has",
            _ => "is",
        };
        form.clone_into(&mut words[at].form);
        words[at].contracted = true;
    }
}

/// Words behind which "'s" is a verb.
const SUBJECTS: &[&str] = &[
    "it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "let",
];

/// Makes one word of two that a hyphen joins, where some stretch has them as one. Hangs on the words alone, not on their order.
pub fn join_compounds(articles: &[Quoting<'_>], segments: &mut [Segment]) {
    let is_hyphen = |text: &str, lhs: Span, rhs: Span| {
        lhs.end < rhs.start
            && matches!(&text[lhs.end as usize..rhs.start as usize], "-" | "‐" | "‑")
    };
    let mut compounds: BTreeSet<String> = BTreeSet::new();
    for segment in segments.iter() {
        let text = articles[segment.article].text;
        for pair in segment.words.windows(2) {
            if is_hyphen(text, pair[0].span, pair[1].span) {
                compounds.insert(format!("{}{}", pair[0].form, pair[1].form));
            }
        }
    }
    let written: BTreeSet<String> = segments
        .iter()
        .flat_map(|segment| &segment.words)
        .filter(|word| compounds.contains(&word.form))
        .map(|word| word.form.clone())
        .collect();
    if written.is_empty() {
        return;
    }
    for segment in segments {
        let text = articles[segment.article].text;
        let mut joined: Vec<QuotedWord> = Vec::with_capacity(segment.words.len());
        for word in std::mem::take(&mut segment.words) {
            let compound = joined
                .last()
                .filter(|last| is_hyphen(text, last.span, word.span))
                .map(|last| format!("{}{}", last.form, word.form))
                .filter(|form| written.contains(form));
            match (compound, joined.last_mut()) {
                (Some(form), Some(last)) => {
                    last.form = form;
                    last.span = last.span.hull(word.span);
                }
                _ => joined.push(word),
            }
        }
        segment.words = joined;
    }
}
