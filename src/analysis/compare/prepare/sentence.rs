//! One sentence as terms: what is a word, what is a content word, what stands in quotation marks.

use super::vocabulary::{Met, Vocabulary};
use super::{Term, Unit};
use crate::analysis::Analysed;
use crate::analysis::compare::clauses::clauses;
use crate::analysis::compare::dates::dates;
use crate::analysis::compare::lexicon::word_hash;
use crate::analysis::compare::quantities::quantities;
use crate::corpus::BlockKind;
use crate::text::{Span, TokenKind, fold, is_stop_word};

/// Reads a sentence, by its number in the article; writes the hashes of its folded words into `folded`.
pub(super) fn read(
    analysed: &Analysed,
    number: usize,
    folded: &mut [u64],
    vocabulary: &mut Vocabulary,
) -> Unit {
    let (text, reading) = (analysed.text(), &analysed.reading);
    let sentence = &reading.sentences[number];
    let tokens = reading.tokens_of(sentence);
    let published = analysed.article.published.get();
    let published = published.map(|published| published.date);
    let words: Vec<String> = tokens
        .iter()
        .zip(&mut folded[sentence.tokens.clone()])
        .map(|(token, hash)| {
            let word = fold(token.span.of(text));
            *hash = word_hash(&word);
            abbreviation_free(&word)
        })
        .collect();
    let quotations = analysed.quotes.quotations.iter();
    let quoted: Vec<Span> = quotations
        .flat_map(|quotation| &quotation.quoted)
        .copied()
        .filter(|span| span.intersects(sentence.span))
        .collect();
    let mut terms = Vec::with_capacity(tokens.len());
    let mut skip_next = false;
    for (k, token) in tokens.iter().enumerate() {
        if matches!(token.kind, TokenKind::Mark | TokenKind::Clitic) {
            continue;
        }
        let hash = word_hash(&words[k]);
        // "United States" is the same word as "U.S."
        let is_us = words[k] == "united" && words.get(k + 1).is_some_and(|next| next == "states");
        let word = if is_us { "usa" } else { words[k].as_str() };
        let entry = (!skip_next && !is_empty_word(word)).then(|| {
            vocabulary.entry(&Met {
                word,
                hash: if is_us { word_hash(word) } else { hash },
                written: token.span.of(text),
                is_digits: token.kind == TokenKind::Number,
                is_first: terms.is_empty(),
            })
        });
        skip_next = is_us;
        terms.push(Term {
            token: (sentence.tokens.start + k) as u32,
            word: hash,
            entry,
            is_quoted: quoted.iter().any(|span| span.contains(token.span)),
        });
    }
    let goes_on = terms
        .first()
        .is_some_and(|term| term.word == word_hash("this"));
    Unit {
        sentence: number,
        span: sentence.span,
        clauses: clauses(text, reading, &terms),
        quantities: quantities(text, tokens),
        dates: dates(text, tokens, published),
        published,
        goes_on,
        is_headline: matches!(sentence.kind, BlockKind::Headline),
        has_quote: terms.iter().any(|term| term.is_quoted),
        speaker: speaker(analysed, sentence.span),
        is_negated: words.iter().any(|word| is_negation(word)),
        terms,
        ..Unit::default()
    }
}

/// Abbreviations as the words they stand for, stops inside capitals dropped: "f.b.i." is "fbi", "sen" is "senator".
pub(in crate::analysis::compare) fn abbreviation_free(folded: &str) -> String {
    let long = match folded.trim_end_matches('.') {
        "u.s" | "u.s.a" => "usa",
        "rep" => "representative",
        "sen" => "senator",
        "gov" => "governor",
        "gen" => "general",
        "lt" => "lieutenant",
        "dept" => "department",
        "dem" | "dems" => "democrat",
        "gop" | "g.o.p" => "republican",
        "jan" => "january",
        "feb" => "february",
        "aug" => "august",
        "sept" | "sep" => "september",
        "oct" => "october",
        "nov" => "november",
        "dec" => "december",
        "pct" => "percent",
        other => {
            let is_initials = other.contains('.') && other.split('.').all(|part| part.len() == 1);
            return if is_initials && !other.starts_with(|c: char| c.is_ascii_digit()) {
                other.replace('.', "")
            } else {
                other.to_owned()
            };
        }
    };
    long.to_owned()
}

fn is_empty_word(word: &str) -> bool {
    is_stop_word(word)
        || matches!(
            word,
            "mr" | "mrs" | "ms" | "dr" | "said" | "says" | "say" | "told"
        )
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "not"
                | "no"
                | "never"
                | "nor"
                | "none"
                | "neither"
                | "nothing"
                | "nobody"
                | "without"
                | "cannot"
                | "denied"
                | "denies"
                | "deny"
                | "denying"
                | "refused"
                | "declined"
        )
}

/// Who is quoted in a sentence: the last word of the name, hashed.
fn speaker(analysed: &Analysed, sentence: Span) -> Option<u64> {
    let quotation = analysed.quotes.quotations.iter().find(|quotation| {
        quotation
            .content
            .iter()
            .any(|span| span.intersects(sentence))
    })?;
    let last = quotation.speaker_name.split_whitespace().next_back()?;
    Some(word_hash(&fold(last)))
}
