//! Rules over the whole article, after the field has labelled sentence by sentence: titles off persons, initials and the Arabic
//! article into the span, surnames of persons named in full, acronyms put in brackets, one type per name, names of the body found
//! again where the field missed them, nationalities by list. Cost: linear in the article.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::text::{Reading, Span, Token, TokenKind, fold};

use super::super::capitals::{is_headline_case, starts_upper};
use super::super::lists::lists;
use super::super::names::{initials, is_all_capitals, name_key};
use super::super::trimming::trim_front;
use super::super::{AliasList, EntityType, Mention};
use super::gazetteer::{bits, gazetteer, hash};

/// Applies all rules; keeps order and freedom from overlaps.
pub(super) fn apply(text: &str, reading: &Reading, mentions: &mut Vec<Mention>) {
    let mut page = Page::new(text, reading, mentions);
    page.tidy_spans();
    page.name_acronyms();
    page.name_surnames();
    page.vote();
    page.find_again();
    *mentions = page.into_mentions();
}

/// A name as a range of tokens.
#[derive(Clone, Debug)]
struct Name {
    tokens: Range<usize>,
    kind: EntityType,
    is_headline: bool,
}

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Ranges of tokens of the counted sentences, and whether each is written as headlines are.
    sentences: Vec<(Range<usize>, bool)>,
    names: Vec<Name>,
    taken: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, reading: &'a Reading, mentions: &[Mention]) -> Self {
        let tokens = &reading.tokens;
        let sentences: Vec<(Range<usize>, bool)> = reading
            .sentences
            .iter()
            .filter(|sentence| sentence.kind.is_counted())
            .map(|sentence| {
                let headline = is_headline_case(text, reading.tokens_of(sentence));
                (sentence.tokens.clone(), headline)
            })
            .collect();
        let names = mentions
            .iter()
            .map(|mention| {
                let start = tokens.partition_point(|token| token.span.start < mention.span.start);
                let end = tokens.partition_point(|token| token.span.start < mention.span.end);
                let at = sentences.partition_point(|(range, _)| range.end <= start);
                Name {
                    tokens: start..end,
                    kind: mention.kind,
                    is_headline: sentences.get(at).is_some_and(|(_, headline)| *headline),
                }
            })
            .collect();
        Self {
            text,
            tokens,
            sentences,
            names,
            taken: Vec::new(),
        }
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.text)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start]
            .span
            .hull(self.tokens[range.end - 1].span)
    }

    fn form(&self, range: &Range<usize>) -> &'a str {
        self.span(range).of(self.text)
    }

    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    fn tidy_spans(&mut self) {
        let mut tidied: Vec<Name> = Vec::with_capacity(self.names.len());
        let names = std::mem::take(&mut self.names);
        let mut floor = 0;
        for mut name in names {
            name.tokens.start = name.tokens.start.max(floor);
            self.without_ends(&mut name.tokens);
            if name.kind == EntityType::Person && !name.tokens.is_empty() {
                self.without_title(&mut name, &mut tidied);
            }
            if name.tokens.is_empty() || lists().is_title(self.form(&name.tokens)) {
                continue;
            }
            self.widen(&mut name, floor);
            name.kind = self.listed_kind(&name);
            floor = name.tokens.end;
            tidied.push(name);
        }
        self.names = tidied;
        self.taken = vec![false; self.tokens.len()];
        for name in &self.names {
            self.taken[name.tokens.clone()].fill(true);
        }
    }

    /// Takes articles, possessive endings and loose marks off.
    fn without_ends(&self, tokens: &mut Range<usize>) {
        while tokens.start < tokens.end {
            let first = self.word(tokens.start);
            let mark =
                self.tokens[tokens.start].kind == TokenKind::Mark && !matches!(first, "#" | "@");
            let article = tokens.len() > 1 && matches!(first, "the" | "The" | "THE" | "a" | "an");
            if !mark && !article {
                break;
            }
            tokens.start += 1;
        }
        while tokens.start < tokens.end {
            let last = &self.tokens[tokens.end - 1];
            let stop_of_abbreviation = last.span.of(self.text) == "."
                && tokens.len() > 1
                && self.touches(tokens.end - 1)
                && self.word(tokens.end - 2).chars().count() <= 5;
            let mark = last.kind == TokenKind::Mark
                && !stop_of_abbreviation
                && !matches!(last.span.of(self.text), ")" | "!");
            if !mark && last.kind != TokenKind::Clitic {
                break;
            }
            tokens.end -= 1;
        }
    }

    fn without_title(&self, name: &mut Name, before: &mut Vec<Name>) {
        let trimmed = trim_front(self.text, self.tokens, name.tokens.clone());
        for mention in trimmed.before {
            let at = self
                .tokens
                .partition_point(|token| token.span.start < mention.span.start);
            before.push(Name {
                tokens: at..at + 1,
                kind: mention.kind,
                is_headline: name.is_headline,
            });
        }
        name.tokens = trimmed.rest;
    }

    /// Takes in initials before a person ("P. Simmons") and "al-" before any name.
    fn widen(&self, name: &mut Name, floor: usize) {
        let start = &mut name.tokens.start;
        while name.kind == EntityType::Person
            && *start >= floor + 2
            && self.word(*start - 1) == "."
            && self.touches(*start - 1)
            && self.word(*start - 2).len() == 1
            && starts_upper(self.word(*start - 2))
        {
            *start -= 2;
        }
        if *start >= floor + 2
            && matches!(self.word(*start - 1), "-" | "‑" | "‐")
            && self.touches(*start)
            && self.touches(*start - 1)
            && matches!(
                self.word(*start - 2),
                "al" | "el" | "Al" | "El" | "ul" | "ash" | "as" | "an"
            )
        {
            *start -= 2;
        }
    }

    /// Nationalities and countries have their type from the lists, whatever the field thought.
    fn listed_kind(&self, name: &Name) -> EntityType {
        let form = self.form(&name.tokens);
        if name.kind == EntityType::Person {
            return name.kind;
        }
        if lists()
            .demonym(&name_key(form, EntityType::Other))
            .is_some()
        {
            return EntityType::Other;
        }
        let key = name_key(form, name.kind);
        // A country is a place in every sense in which the news name it, its team and its government included.
        if lists()
            .country(&name_key(form, EntityType::Place))
            .is_some()
        {
            return EntityType::Place;
        }
        match AliasList::shipped().find(form, &key) {
            Some(thing) if thing.kind != EntityType::Person => thing.kind,
            _ => name.kind,
        }
    }

    /// "Long Name (LN)": LN is what Long Name is.
    fn name_acronyms(&mut self) {
        let mut kinds: HashMap<&str, EntityType> = HashMap::new();
        for name in &self.names {
            let end = name.tokens.end;
            let in_brackets =
                end + 2 < self.tokens.len() && self.word(end) == "(" && self.word(end + 2) == ")";
            if !in_brackets || name.tokens.len() < 2 {
                continue;
            }
            let acronym = self.word(end + 1);
            if is_all_capitals(acronym) && shares_initials(acronym, self.form(&name.tokens)) {
                kinds.entry(acronym).or_insert(name.kind);
            }
        }
        if kinds.is_empty() {
            return;
        }
        for name in &mut self.names {
            let form = self.tokens[name.tokens.start].span.of(self.text);
            if name.tokens.len() == 1
                && let Some(kind) = kinds.get(form)
            {
                name.kind = *kind;
            }
        }
        self.add_words(|word| kinds.get(word).copied());
    }

    /// A surname of somebody named in full is a person.
    fn name_surnames(&mut self) {
        let mut surnames: HashMap<&str, usize> = HashMap::new();
        for name in self
            .names
            .iter()
            .filter(|n| n.kind == EntityType::Person && n.tokens.len() > 1)
        {
            let last = self.word(name.tokens.end - 1);
            if starts_upper(last) && !name.is_headline {
                *surnames.entry(last).or_default() += 1;
            }
        }
        surnames.retain(|word, _| {
            let key = name_key(word, EntityType::Place);
            lists().country(&key).is_none() && lists().seat_of(&key).is_none()
        });
        for name in &mut self.names {
            let form = self.tokens[name.tokens.start].span.of(self.text);
            if name.tokens.len() == 1 && surnames.contains_key(form) {
                name.kind = EntityType::Person;
            }
        }
        self.add_words(|word| {
            let is_name = lists()
                .word(&fold(word))
                .is_none_or(|stat| stat.capital >= 6);
            (is_name && surnames.contains_key(word)).then_some(EntityType::Person)
        });
    }

    /// One type per form: the most frequent in the body, if one leads.
    fn vote(&mut self) {
        let mut votes: HashMap<&str, [[u32; 4]; 2]> = HashMap::new();
        for name in &self.names {
            let form = self.form(&name.tokens);
            votes.entry(form).or_default()[usize::from(name.is_headline)][name.kind as usize] += 1;
        }
        for at in 0..self.names.len() {
            let [body, headlines] = votes[self.form(&self.names[at].tokens)];
            let counts = if body == [0; 4] { headlines } else { body };
            let most = counts.iter().max().copied().unwrap_or_default();
            let mut leaders = (0..4).filter(|kind| counts[*kind] == most);
            if let (Some(leader), None) = (leaders.next(), leaders.next()) {
                self.names[at].kind = EntityType::ALL[leader];
            }
        }
    }

    /// Names found once are found again: of several words anywhere, of one word where it is hardly a common word.
    fn find_again(&mut self) {
        let mut single: HashMap<&str, (EntityType, u32)> = HashMap::new();
        let mut phrases: BTreeMap<&str, Vec<(Vec<&str>, EntityType)>> = BTreeMap::new();
        for name in &self.names {
            let words: Vec<&str> = name.tokens.clone().map(|at| self.word(at)).collect();
            if let [word] = words[..] {
                single.entry(word).or_insert((name.kind, 0)).1 += 1;
            } else if !name.is_headline {
                let list = phrases.entry(words[0]).or_default();
                if !list.iter().any(|(other, _)| *other == words) {
                    list.push((words, name.kind));
                }
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|(words, _)| usize::MAX - words.len());
        }
        self.add_phrases(&phrases);
        self.add_words(|word| {
            let (kind, count) = single.get(word)?;
            let stat = lists().word(&fold(word));
            let is_name = stat.is_none_or(|stat| stat.capital >= 8) && word.chars().count() > 1;
            let entry = gazetteer().word(hash(&fold(word)));
            let calendar = entry.bits & bits::CALENDAR != 0;
            (is_name && !calendar && *count >= 1 && (starts_upper(word))).then_some(*kind)
        });
    }

    /// Adds every free token that `kind_of` knows and that stands apart from other capitals.
    fn add_words(&mut self, kind_of: impl Fn(&str) -> Option<EntityType>) {
        let mut found = Vec::new();
        for (range, is_headline) in &self.sentences {
            for at in range.clone() {
                if self.taken[at] || self.tokens[at].kind != TokenKind::Word {
                    continue;
                }
                let beside = |other: Option<usize>| {
                    other.is_some_and(|other| {
                        range.contains(&other)
                            && self.tokens[other].kind == TokenKind::Word
                            && starts_upper(self.word(other))
                    })
                };
                let in_run = !is_headline
                    && (beside(at.checked_sub(1)) && at > range.start + 1 || beside(Some(at + 1)));
                if in_run {
                    continue;
                }
                if let Some(kind) = kind_of(self.word(at)) {
                    found.push(Name {
                        tokens: at..at + 1,
                        kind,
                        is_headline: *is_headline,
                    });
                }
            }
        }
        self.add(found);
    }

    fn add_phrases(&mut self, phrases: &BTreeMap<&str, Vec<(Vec<&str>, EntityType)>>) {
        let mut found = Vec::new();
        for (range, is_headline) in &self.sentences {
            let mut at = range.start;
            while at < range.end {
                let fits = |words: &Vec<&str>| {
                    at + words.len() <= range.end
                        && words
                            .iter()
                            .zip(at..)
                            .all(|(word, at)| !self.taken[at] && self.word(at) == *word)
                };
                let hit = phrases
                    .get(self.word(at))
                    .and_then(|list| list.iter().find(|(words, _)| fits(words)));
                let Some((words, kind)) = hit else {
                    at += 1;
                    continue;
                };
                found.push(Name {
                    tokens: at..at + words.len(),
                    kind: *kind,
                    is_headline: *is_headline,
                });
                at += words.len();
            }
        }
        self.add(found);
    }

    fn add(&mut self, found: Vec<Name>) {
        for name in &found {
            self.taken[name.tokens.clone()].fill(true);
        }
        self.names.extend(found);
        self.names.sort_by_key(|name| name.tokens.start);
    }

    fn into_mentions(self) -> Vec<Mention> {
        self.names
            .iter()
            .map(|name| Mention {
                span: self.span(&name.tokens),
                kind: name.kind,
            })
            .collect()
    }
}

fn shares_initials(acronym: &str, name: &str) -> bool {
    let letters: String = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    let spelt = initials(name);
    spelt.contains(&letters) || letters.contains(&spelt) && spelt.len() >= 2
}
