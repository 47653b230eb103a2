//! The recogniser that needs no training: runs of capitalised words, with lists to tell the types.
//!
//! It serves languages for which there are no weights. Right where names are capitalised and common nouns are not; in German
//! it takes nouns for names unless they stand alone, and in scripts without capitals it finds nothing. Cost: linear.

use std::collections::HashSet;
use std::ops::Range;

use crate::text::{MONTHS, Reading, Sentence, Token, TokenKind, WEEKDAYS, fold, is_stop_word};

use super::lists::lists;
use super::names::{is_all_capitals, name_key};
use super::trimming::{nationality_or_country, trim_front};
use super::{AliasList, EntityType, Mention};

/// Words in lower case that may stand inside a name.
const INSIDE: &[&str] = &[
    "of", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "van", "von",
    "der", "den", "zu", "bin", "ibn", "al", "el", "ul", "for", "and", "the", "y", "e", "&",
];

/// Last words that tell an organisation.
const ORGANISATION_WORDS: &[&str] = &[
    "department",
    "ministry",
    "council",
    "party",
    "times",
    "post",
    "telegraph",
    "guardian",
    "news",
    "agency",
    "university",
    "college",
    "institute",
    "committee",
    "commission",
    "association",
    "union",
    "bank",
    "group",
    "company",
    "corporation",
    "corp",
    "inc",
    "ltd",
    "co",
    "court",
    "parliament",
    "congress",
    "senate",
    "assembly",
    "federation",
    "foundation",
    "organisation",
    "organization",
    "club",
    "united",
    "airlines",
    "airways",
    "police",
    "army",
    "navy",
    "force",
    "forces",
    "house",
    "office",
    "bureau",
    "service",
    "services",
    "team",
    "league",
    "press",
    "journal",
    "tribune",
    "herald",
    "front",
    "movement",
    "brigade",
    "society",
    "church",
    "school",
    "hospital",
    "museum",
    "novosti",
    "authority",
    "board",
    "centre",
    "center",
    "coalition",
    "fund",
];

/// Short forms of the calendar's words.
const CALENDAR: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon",
    "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun",
];

/// Words of calendars: capitalised in English, never a name here.
fn is_of_calendar(word: &str) -> bool {
    WEEKDAYS.contains(&word) || MONTHS.contains(&word) || CALENDAR.contains(&word)
}

/// The capitalised names of one article, in order.
pub(super) fn find_capitalised(text: &str, reading: &Reading) -> Vec<Mention> {
    let known = capitalised_inside(text, reading);
    let mut mentions = Vec::new();
    for sentence in reading.sentences.iter().filter(|s| s.kind.is_counted()) {
        let tokens = reading.tokens_of(sentence);
        let finder = Finder {
            text,
            tokens,
            known: &known,
            shouting: is_headline_case(text, tokens),
        };
        finder.find(sentence, &mut mentions);
    }
    mentions
}

/// Words (as written) that are capitalised somewhere inside a sentence.
fn capitalised_inside<'t>(text: &'t str, reading: &Reading) -> HashSet<&'t str> {
    let mut known = HashSet::new();
    for sentence in reading.sentences.iter().filter(|s| s.kind.is_counted()) {
        let tokens = reading.tokens_of(sentence);
        if is_headline_case(text, tokens) {
            continue;
        }
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        for token in words.skip(1) {
            let word = token.span.of(text);
            if starts_upper(word) {
                known.insert(word);
            }
        }
    }
    known
}

/// Whether the sentence is written as headlines are: all words but small ones capitalised, or all capitals.
pub(super) fn is_headline_case(text: &str, tokens: &[Token]) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let word = token.span.of(text);
        if starts_upper(word) {
            upper += 1;
        } else if word.len() > 3 || !is_stop_word(&fold(word)) {
            lower += 1;
        }
    }
    upper >= 3 && lower * 20 <= upper
}

pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    known: &'a HashSet<&'a str>,
    shouting: bool,
}

impl Finder<'_> {
    fn find(&self, _sentence: &Sentence, mentions: &mut Vec<Mention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            if self.is_name_word(at) {
                let end = self.run_end(at);
                self.push_run(at..end, mentions);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether the token may start a name.
    fn is_name_word(&self, at: usize) -> bool {
        let word = self.word(at);
        if self.tokens[at].kind != TokenKind::Word || !starts_upper(word) {
            return false;
        }
        let lower = fold(word);
        if is_of_calendar(&lower) || lower == "i" || lower.starts_with("i'") {
            return false;
        }
        let stat = lists().word(&lower);
        let is_common = stat.is_some_and(|stat| stat.capital <= 4);
        let is_function = is_stop_word(&lower);
        if self.shouting || self.is_first(at) {
            return !is_common || (!self.shouting && self.known.contains(word) && !is_function);
        }
        !is_function || is_all_capitals(word)
    }

    /// Whether the token opens a sentence or a quotation.
    fn is_first(&self, at: usize) -> bool {
        self.tokens[..at]
            .iter()
            .rev()
            .map_while(|token| (token.kind == TokenKind::Mark).then(|| token.span.of(self.text)))
            .any(|mark| matches!(mark, "\"" | "“" | "‘" | ":" | "'" | "•" | "-" | "–" | "—"))
            || self.tokens[..at]
                .iter()
                .all(|token| token.kind == TokenKind::Mark)
    }

    /// End of the run of name words that starts at `start`.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            let mut next = end;
            let mut between = 0;
            while next < self.tokens.len() && self.joins(next) && between < 3 {
                next += 1;
                between += 1;
            }
            let continues = next < self.tokens.len()
                && self.is_close(next)
                && (between == 0 || self.tokens[next].kind == TokenKind::Word)
                && self.is_name_word(next);
            if !continues {
                return end;
            }
            end = next + 1;
        }
    }

    /// Whether the token may stand inside a name without being a name.
    fn joins(&self, at: usize) -> bool {
        let word = self.word(at);
        if word == "-" || word == "‑" {
            return self.touches(at)
                && self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|_| self.touches(at + 1));
        }
        if word == "." {
            // the stop of an initial or of "St."
            return self.touches(at) && self.word(at - 1).chars().count() <= 2;
        }
        self.is_close(at) && INSIDE.contains(&word) && !(self.shouting && word == "and")
    }

    /// Whether only blanks (no line break) lie between this token and the one before it.
    fn is_close(&self, at: usize) -> bool {
        let gap = self.tokens[at - 1].span.end as usize..self.tokens[at].span.start as usize;
        !self.text[gap].contains('\n')
    }

    fn touches(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// Cuts a run into names and tells their types.
    fn push_run(&self, run: Range<usize>, mentions: &mut Vec<Mention>) {
        let trimmed = trim_front(self.text, self.tokens, run);
        mentions.extend(trimmed.before);
        let mut rest = trimmed.rest;
        if rest.len() > 1
            && lists()
                .demonym(&name_key(self.word(rest.start), EntityType::Other))
                .is_some()
            && !is_organisation_word(self.word(rest.end - 1))
        {
            mentions.push(self.mention(rest.start..rest.start + 1, EntityType::Other));
            rest.start += 1;
        }
        if rest.is_empty() {
            return;
        }
        let kind = if trimmed.had_title {
            EntityType::Person
        } else {
            self.kind_of(&rest)
        };
        mentions.push(self.mention(rest, kind));
    }

    fn mention(&self, range: Range<usize>, kind: EntityType) -> Mention {
        let span = self.tokens[range.start]
            .span
            .hull(self.tokens[range.end - 1].span);
        Mention { span, kind }
    }

    fn kind_of(&self, range: &Range<usize>) -> EntityType {
        let span = self.mention(range.clone(), EntityType::Other).span;
        let name = span.of(self.text);
        if range.len() == 1
            && let Some(kind) = nationality_or_country(name)
        {
            return kind;
        }
        let key = name_key(name, EntityType::Other);
        if let Some(thing) = AliasList::shipped().find(name, &key) {
            return thing.kind;
        }
        if lists().country(&key).is_some() || lists().seat_of(&key).is_some() {
            return EntityType::Place;
        }
        if is_organisation_word(self.word(range.end - 1))
            || is_all_capitals(name) && range.len() == 1
        {
            return EntityType::Organisation;
        }
        match name.split_whitespace().count() {
            2 | 3 => EntityType::Person,
            _ => EntityType::Other,
        }
    }
}

fn is_organisation_word(word: &str) -> bool {
    ORGANISATION_WORDS.contains(&fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::find_capitalised;
    use crate::corpus::{Block, BlockKind};
    use crate::text::{Reading, Span};

    fn check(text: &str, expected: &[&str]) {
        let block = Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        };
        let reading = Reading::new(text, &[block]);
        let found: Vec<String> = find_capitalised(text, &reading)
            .iter()
            .map(|m| format!("{} {:?}", m.span.of(text), m.kind))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn runs_of_capitals_are_names() {
        check(
            "On Saturday Russian Foreign Minister Sergei Lavrov met Mr. Kerry in New York.",
            &[
                "Russian Other",
                "Sergei Lavrov Person",
                "Kerry Person",
                "New York Place",
            ],
        );
        check(
            "The State Department said Bashar al-Assad was in Damascus.",
            &[
                "State Department Organisation",
                "Bashar al-Assad Person",
                "Damascus Place",
            ],
        );
        check("Reports said so. He left.", &[]);
        check("кошка спит", &[]);
    }
}
