//! Cuts off the front of a name what is no part of it: titles ("Secretary of State John Kerry" → "John Kerry") and
//! nationalities or countries before a title ("Russian Foreign Minister Sergei Lavrov" → "Russian", "Sergei Lavrov").

use std::ops::Range;

use crate::text::{Token, TokenKind};

use super::lists::lists;
use super::names::name_key;
use super::{AliasList, EntityType, Mention};

/// The longest title of the list, in tokens ("house majority leader", "lt. gen." with its stops).
const LONGEST_TITLE: usize = 5;

/// A name after trimming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trimmed {
    /// Names cut off the front: nationalities and countries.
    pub before: Vec<Mention>,
    /// What remains, as a range of token indexes; may be empty.
    pub rest: Range<usize>,
    /// Whether a title was cut off: what remains is a person.
    pub had_title: bool,
}

/// Trims the tokens `range` of `tokens`. Only capitalised or all listed words are looked at; cost linear.
pub(super) fn trim_front(text: &str, tokens: &[Token], range: Range<usize>) -> Trimmed {
    let mut trimmed = Trimmed {
        before: Vec::new(),
        rest: range,
        had_title: false,
    };
    loop {
        let rest = trimmed.rest.clone();
        if let Some(after) = title_end(text, tokens, &rest) {
            trimmed.rest.start = after;
            trimmed.had_title = true;
        } else if let Some(place) = country_before_title(text, tokens, &rest) {
            trimmed.before.push(place);
            trimmed.rest.start += 1;
        } else if let Some(after) = separator_end(text, tokens, &rest) {
            trimmed.rest.start = after;
        } else {
            return trimmed;
        }
    }
}

/// End of the longest title at the start of `range`, if something that may be a name follows it.
fn title_end(text: &str, tokens: &[Token], range: &Range<usize>) -> Option<usize> {
    let longest = range.len().saturating_sub(1).min(LONGEST_TITLE);
    (1..=longest).rev().find_map(|count| {
        let end = range.start + count;
        let words = words_of(text, &tokens[range.start..end]);
        let next = tokens[end].span.of(text);
        (lists().is_title(&words) && starts_name(next)).then_some(end)
    })
}

fn starts_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        || matches!(word, "al" | "el" | "bin" | "de" | "von" | "van")
}

/// Tokens as words joined by spaces, stops attached.
pub(super) fn words_of(text: &str, tokens: &[Token]) -> String {
    let mut words = String::new();
    for token in tokens {
        let word = token.span.of(text);
        if word == "." || word == "-" {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// The nationality or country at the start of `range` when a title follows it.
fn country_before_title(text: &str, tokens: &[Token], range: &Range<usize>) -> Option<Mention> {
    let first = tokens.get(range.start).filter(|_| range.len() > 1)?;
    let word = first.span.of(text);
    let kind = nationality_or_country(word)?;
    title_end(text, tokens, &(range.start + 1..range.end))?;
    Some(Mention {
        span: first.span,
        kind,
    })
}

/// What a single word is if it is a nationality or a country.
pub(super) fn nationality_or_country(word: &str) -> Option<EntityType> {
    if lists()
        .demonym(&name_key(word, EntityType::Other))
        .is_some()
    {
        return Some(EntityType::Other);
    }
    let key = name_key(word, EntityType::Place);
    let listed = AliasList::shipped().find(word, &key).is_some_and(|thing| {
        lists()
            .country(&name_key(&thing.name, thing.kind))
            .is_some()
    });
    (listed || lists().country(&key).is_some()).then_some(EntityType::Place)
}

/// A stop, hyphen or comma left at the front after cutting.
fn separator_end(text: &str, tokens: &[Token], range: &Range<usize>) -> Option<usize> {
    let first = tokens.get(range.start).filter(|_| !range.is_empty())?;
    let mark = first.kind == TokenKind::Mark || first.kind == TokenKind::Clitic;
    (mark && !matches!(first.span.of(text), "#" | "@")).then_some(range.start + 1)
}

#[cfg(test)]
mod tests {
    use super::trim_front;
    use crate::text::tokenize;

    fn check(name: &str, before: &str, rest: &str) {
        let tokens = tokenize(name);
        let trimmed = trim_front(name, &tokens, 0..tokens.len());
        let cut: Vec<&str> = trimmed.before.iter().map(|m| m.span.of(name)).collect();
        let left = match (tokens.get(trimmed.rest.start), trimmed.rest.is_empty()) {
            (Some(first), false) => &name[first.span.start as usize..],
            _ => "",
        };
        assert_eq!((cut.join("|").as_str(), left), (before, rest), "{name}");
    }

    #[test]
    fn titles_and_countries_are_cut_off() {
        check("Secretary of State John Kerry", "", "John Kerry");
        check(
            "Russian Foreign Minister Sergei Lavrov",
            "Russian",
            "Sergei Lavrov",
        );
        check("US Secretary of Defense Ash Carter", "US", "Ash Carter");
        check(
            "Syrian President Bashar al-Assad",
            "Syrian",
            "Bashar al-Assad",
        );
        check("Lt. Gen. Ray Odierno", "", "Ray Odierno");
        check("Mr. Putin", "", "Putin");
    }

    #[test]
    fn names_keep_their_words() {
        check("President", "", "President");
        check("American Airlines", "", "American Airlines");
        check("Syrian Observatory", "", "Syrian Observatory");
    }
}
