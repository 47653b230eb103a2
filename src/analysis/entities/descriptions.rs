//! Descriptions that the text settles: "the secretary", where the article calls one person secretary and nobody else.
//!
//! A person is introduced with a role by the title before the name ("Secretary of State John Kerry") or behind it ("Sergei
//! Lavrov, the Russian foreign minister,"). A later "the …" with that role, or with its head noun where no other person of the
//! article has a role of that head, is a description of the person. Everything else is left alone: a wrong guess would count
//! somebody who was not named. Counted only when the person switches it on.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Analysed;
use crate::text::{Span, Token, TokenKind, fold};

use super::document::Named;
use super::lists::lists;
use super::trimming::{nationality_or_country, words_of};
use super::{EntityType, Mention};

/// Longest title, in tokens.
const LONGEST_ROLE: usize = 5;
/// Words between "the" and the role that do not change whom it means ("the Russian foreign minister").
const MAX_BETWEEN: usize = 2;

/// A description and whom it describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    /// The words, "the" included.
    pub span: Span,
    /// Number of a mention of the person it describes.
    pub mention: usize,
}

/// Who was introduced with which role: by full title and by its head noun.
#[derive(Default)]
struct Roles {
    /// Keys of persons by role; the mention that introduced each first.
    by_title: BTreeMap<String, BTreeMap<String, usize>>,
    heads: BTreeMap<String, BTreeSet<String>>,
}

impl Roles {
    fn add(&mut self, role: &str, key: &str, mention: usize) {
        let head = head_of(role).to_owned();
        for name in [role, &head] {
            let people = self.by_title.entry(name.to_owned()).or_default();
            people.entry(key.to_owned()).or_insert(mention);
        }
        self.heads.entry(head).or_default().insert(key.to_owned());
    }

    /// The mention that introduced the only person with this role.
    fn only_one(&self, role: &str) -> Option<usize> {
        let people = self.by_title.get(role)?;
        let by_head = role == head_of(role);
        if by_head && self.heads.get(role).is_some_and(|keys| keys.len() > 1) {
            return None;
        }
        match people.len() {
            1 => people.values().next().copied(),
            _ => None,
        }
    }
}

/// The noun that a title is about: "secretary of state" → "secretary", "foreign minister" → "minister".
fn head_of(role: &str) -> &str {
    let front = role.split(" of ").next().unwrap_or(role);
    front.rsplit(' ').next().unwrap_or(front)
}

/// The descriptions of one article that its text settles, in order. `names` belong to the article's mentions. Cost: linear in
/// the tokens, times the length of a title.
pub(super) fn settled_descriptions(article: &Analysed, names: &[Named]) -> Vec<Description> {
    let text = article.text();
    let tokens = &article.reading.tokens;
    let roles = introduced(text, tokens, &article.mentions, names);
    if roles.by_title.is_empty() {
        return Vec::new();
    }
    let counted = |span: Span| {
        let sentence = article.reading.sentence_at(span.start);
        sentence.is_some_and(|at| article.reading.sentences[at].kind.is_counted())
    };
    let mut found: Vec<Description> = Vec::new();
    for at in 0..tokens.len() {
        let Some((role, end)) = description_at(text, tokens, at) else {
            continue;
        };
        let span = tokens[at].span.hull(tokens[end - 1].span);
        let followed_by_name = article.mentions.iter().any(|mention| {
            tokens
                .get(end)
                .is_some_and(|next| mention.span.intersects(next.span))
        });
        let Some(mention) = roles.only_one(&role).filter(|_| !followed_by_name) else {
            continue;
        };
        let introduced_before = article.mentions[mention].span.end <= span.start;
        if introduced_before && counted(span) {
            found.push(Description { span, mention });
        }
    }
    found
}

/// The roles with which the persons of an article are introduced.
fn introduced(text: &str, tokens: &[Token], mentions: &[Mention], names: &[Named]) -> Roles {
    let mut roles = Roles::default();
    for (number, (mention, name)) in mentions.iter().zip(names).enumerate() {
        if name.kind != EntityType::Person {
            continue;
        }
        let first = tokens.partition_point(|token| token.span.start < mention.span.start);
        let after = tokens.partition_point(|token| token.span.end <= mention.span.end);
        let role = title_before(text, tokens, first).or_else(|| title_behind(text, tokens, after));
        if let Some(role) = role {
            roles.add(&role, &name.key, number);
        }
    }
    roles
}

/// The longest title that ends right before token `end`. Forms of address ("Mr") are no roles.
fn title_before(text: &str, tokens: &[Token], end: usize) -> Option<String> {
    (1..=LONGEST_ROLE.min(end))
        .rev()
        .find_map(|count| role_of(text, &tokens[end - count..end]))
}

/// The title of an apposition that begins at token `start`: ", the Russian foreign minister".
fn title_behind(text: &str, tokens: &[Token], start: usize) -> Option<String> {
    if tokens.get(start)?.span.of(text) != "," {
        return None;
    }
    let mut at = start + 1;
    if matches!(&*fold(tokens.get(at)?.span.of(text)), "the" | "a" | "an") {
        at += 1;
    }
    (0..=MAX_BETWEEN)
        .find_map(|skipped| longest_role(text, tokens, at + skipped).map(|(role, _)| role))
}

/// The role that follows a "the" at token `at`, with the token behind it.
fn description_at(text: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    if fold(tokens[at].span.of(text)) != "the" {
        return None;
    }
    for skipped in 0..=MAX_BETWEEN {
        let start = at + 1 + skipped;
        if let Some(found) = longest_role(text, tokens, start) {
            return Some(found);
        }
        // Only nationalities and countries may stand between.
        nationality_or_country(tokens.get(start)?.span.of(text))?;
    }
    None
}

fn longest_role(text: &str, tokens: &[Token], start: usize) -> Option<(String, usize)> {
    let most = LONGEST_ROLE.min(tokens.len().saturating_sub(start));
    (1..=most).rev().find_map(|count| {
        let role = role_of(text, &tokens[start..start + count])?;
        Some((role, start + count))
    })
}

/// These tokens as a role, if they are a title of the list that describes somebody.
fn role_of(text: &str, tokens: &[Token]) -> Option<String> {
    /// Forms of address say nothing about what somebody is.
    const ADDRESS: [&str; 14] = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "st", "madam", "rev",
        "gen",
    ];
    let is_plain =
        |token: &Token| token.kind != TokenKind::Mark || matches!(token.span.of(text), "." | "-");
    if !tokens.iter().all(is_plain) || tokens.last()?.kind == TokenKind::Mark {
        return None;
    }
    let words = fold(&words_of(text, tokens));
    let is_role = lists().is_title(&words) && !ADDRESS.contains(&words.trim_end_matches('.'));
    is_role.then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::tests::analysed;
    use super::super::{AliasList, document::name_mentions};
    use super::settled_descriptions;

    /// Descriptions with the mention they stand for, `|` between them.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let article = analysed(0, text);
        let names = name_mentions(text, &article.mentions, AliasList::shipped());
        let found: Vec<(&str, &str)> = settled_descriptions(&article, &names)
            .into_iter()
            .map(|found| {
                let mention = &article.mentions[found.mention];
                (found.span.of(text), mention.span.of(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_role_of_one_person_describes_that_person() {
        check(
            "Secretary of State John Kerry called Moscow. The secretary was worried, and the secretary of state said so.",
            &[
                ("The secretary", "John Kerry"),
                ("the secretary of state", "John Kerry"),
            ],
        );
        check(
            "Foreign Minister Sergei Lavrov answered. The Russian foreign minister called it a farce.",
            &[("The Russian foreign minister", "Sergei Lavrov")],
        );
    }

    #[test]
    fn what_two_people_are_settles_nothing() {
        check(
            "Foreign Minister Sergei Lavrov met Defense Minister Sergei Shoigu. The minister left early. The foreign minister stayed.",
            &[("The foreign minister", "Sergei Lavrov")],
        );
        check(
            "President Barack Obama called President Vladimir Putin. The president was angry.",
            &[],
        );
    }

    #[test]
    fn titles_before_names_and_roles_of_nobody_are_left_alone() {
        check(
            "Secretary of State John Kerry called. The secretary general was not told. The president slept.",
            &[],
        );
        check(
            "The secretary spoke. Secretary of State John Kerry called.",
            &[],
        );
    }
}
