//! Names inside one article: which written forms are one name there.
//!
//! A surname joins the full name it ends ("Kerry" → "John Kerry"; of two Clintons the one named last before it), a short name
//! joins the longer one it begins or ends ("the Times" → "New York Times"), an acronym joins the name it was put behind in
//! brackets or whose initials it spells. The alias list and the list of nationalities come first. Cost: linear in the mentions,
//! times the number of full names that share a word.

use std::collections::HashMap;

use super::lists::lists;
use super::names::{initials, is_all_capitals, name_key, shown};
use super::recogniser::gazetteer::{bits, gazetteer, hash};
use super::{AliasList, EntityType, Mention};

/// A mention with the name it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// As written, white space collapsed.
    pub form: String,
    /// Key of the fullest name in this article.
    pub key: String,
    /// What it is, by vote of the article's mentions of the same form, by list, or as the full name.
    pub kind: EntityType,
    /// Whether a list settled key and kind.
    pub listed: bool,
}

/// Names the mentions of one article.
pub(super) fn name_mentions(text: &str, mentions: &[Mention], aliases: &AliasList) -> Vec<Named> {
    let mut named = first_names(text, mentions, aliases);
    let acronyms = bracketed_acronyms(text, mentions, &named);
    for name in &mut named {
        if let Some((key, kind)) = acronyms.get(&name.form) {
            name.key.clone_from(key);
            name.kind = *kind;
        }
    }
    join_initials(&mut named);
    join_surnames(&mut named);
    join_shortened(&mut named);
    named
}

/// The first guess: list or own key, with the type voted on by form.
fn first_names(text: &str, mentions: &[Mention], aliases: &AliasList) -> Vec<Named> {
    let forms: Vec<String> = mentions.iter().map(|m| shown(m.span.of(text))).collect();
    let mut votes: HashMap<&str, [u32; 4]> = HashMap::new();
    for (form, mention) in forms.iter().zip(mentions) {
        votes.entry(form).or_default()[mention.kind as usize] += 1;
    }
    forms
        .iter()
        .map(|form| {
            let kind = winner(votes[form.as_str()]);
            first_name(form, kind, aliases)
        })
        .collect()
}

/// The type with most votes; of equals the first in [`EntityType::ALL`].
pub(super) fn winner(votes: [u32; 4]) -> EntityType {
    let most = votes.iter().max().copied().unwrap_or_default();
    let at = votes.iter().position(|n| *n == most).unwrap_or_default();
    EntityType::ALL[at]
}

fn first_name(form: &str, kind: EntityType, aliases: &AliasList) -> Named {
    let other_key = name_key(form, EntityType::Other);
    if let Some(demonym) = lists()
        .demonym(&other_key)
        .filter(|_| kind != EntityType::Person)
    {
        return Named {
            form: form.to_owned(),
            key: name_key(demonym.name, EntityType::Other),
            kind: EntityType::Other,
            listed: true,
        };
    }
    let key = match kind {
        EntityType::Person => name_key(after_title(form), kind),
        _ => name_key(form, kind),
    };
    let thing = aliases.find(form, &key).filter(|thing| {
        // "Francis" may be anybody; "Gaddafi" is joined only where no other full name claims it
        !(kind == EntityType::Person && thing.kind != EntityType::Person)
    });
    match thing {
        Some(thing) => Named {
            form: form.to_owned(),
            key: name_key(&thing.name, thing.kind),
            kind: thing.kind,
            listed: true,
        },
        None => Named {
            form: form.to_owned(),
            key,
            kind,
            listed: false,
        },
    }
}

/// What follows the last title inside a person's name ("Apple CEO Steve Jobs" → "Steve Jobs"); all of it where nothing follows.
fn after_title(form: &str) -> &str {
    let starts = form
        .split_whitespace()
        .skip(1)
        .map(|word| word.as_ptr() as usize - form.as_ptr() as usize);
    starts
        .filter(|at| {
            let before = form[..*at].trim_end();
            let last = before.rsplit(' ').next().unwrap_or(before);
            last.chars().count() > 1
                && lists().is_title(last)
                && form[*at..].starts_with(char::is_uppercase)
        })
        .last()
        .map_or(form, |at| &form[at..])
}

/// Acronyms put in brackets behind a name: form → the name's key and type.
fn bracketed_acronyms(
    text: &str,
    mentions: &[Mention],
    named: &[Named],
) -> HashMap<String, (String, EntityType)> {
    let mut found = HashMap::new();
    for (mention, name) in mentions.iter().zip(named) {
        let Some(acronym) = acronym_after(&text[mention.span.end as usize..]) else {
            continue;
        };
        if name.form.contains(' ') && spells(acronym, &name.form) {
            found
                .entry(acronym.to_owned())
                .or_insert_with(|| (name.key.clone(), name.kind));
        }
    }
    found
}

/// The word in capitals that stands in brackets at the start of `rest`.
fn acronym_after(rest: &str) -> Option<&str> {
    let inner = rest
        .trim_start_matches(['"', '”', '\'', '’'])
        .strip_prefix(" (")?;
    let acronym = &inner[..inner.char_indices().take(14).find(|(_, c)| *c == ')')?.0];
    let acronym = acronym.trim_matches(['"', '“', '”', '\'', ' ']);
    (is_all_capitals(acronym) && !acronym.contains(' ')).then_some(acronym)
}

/// Whether the letters of `acronym` appear in this order among the first letters of the words of `name`, or of most of them.
fn spells(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).collect();
    let starts: Vec<char> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let mut at = 0;
    let hits = letters
        .iter()
        .filter(|letter| {
            let found = starts[at..].iter().position(|start| start == *letter);
            at += found.map_or(0, |step| step + 1);
            found.is_some()
        })
        .count();
    letters.len() >= 2 && hits * 3 >= letters.len() * 2
}

/// Acronyms of three letters and more join the one longer name of the article whose initials they spell.
fn join_initials(named: &mut [Named]) {
    let mut long: HashMap<String, Vec<(String, EntityType)>> = HashMap::new();
    for name in named.iter().filter(|name| name.form.contains(' ')) {
        let target = (name.key.clone(), name.kind);
        let entry = long.entry(initials(&name.form)).or_default();
        if !entry.contains(&target) {
            entry.push(target);
        }
    }
    for name in named.iter_mut().filter(|name| !name.listed) {
        let letters: String = name.form.chars().filter(|c| c.is_alphanumeric()).collect();
        if !is_all_capitals(&name.form) || letters.len() < 3 {
            continue;
        }
        if let Some([(key, kind)]) = long.get(&letters).map(Vec::as_slice) {
            name.key.clone_from(key);
            name.kind = *kind;
        }
    }
}

/// Surnames and first names join the full name of the article.
fn join_surnames(named: &mut [Named]) {
    let mut by_last: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in named.iter().enumerate() {
        let mut words = name.key.split(' ');
        if let (EntityType::Person, Some(first), Some(last)) =
            (name.kind, words.next(), words.next_back())
        {
            by_last.entry(last.to_owned()).or_default().push(at);
            by_first.entry(first.to_owned()).or_default().push(at);
        }
    }
    let mut joins = Vec::new();
    for (at, name) in named.iter().enumerate() {
        let full_of = |list: Option<&Vec<usize>>, fits: &dyn Fn(&str) -> bool| {
            list.and_then(|list| nearest(list, at, named, fits))
        };
        let short = name.key.as_str();
        let last = short.rsplit(' ').next().unwrap_or(short);
        let found = if !may_be_surname(name) {
            None
        } else if short.contains(' ') {
            full_of(by_last.get(last), &|full| {
                full.len() > short.len()
                    && (full.ends_with(&format!(" {short}")) || same_person(full, short))
            })
        } else {
            full_of(by_last.get(short), &|_| true).or_else(|| {
                (name.kind == EntityType::Person)
                    .then(|| only(by_first.get(short), named))
                    .flatten()
            })
        };
        if let Some(full) = found {
            joins.push((at, named[full].key.clone()));
        }
    }
    for (at, key) in joins {
        named[at].key = key;
        named[at].kind = EntityType::Person;
    }
}

/// Whether a name may be a person's surname: taken for a person, or for nothing the lists know as something else.
fn may_be_surname(name: &Named) -> bool {
    match name.kind {
        EntityType::Person => true,
        _ if name.listed || name.key.contains(' ') || is_all_capitals(&name.form) => false,
        _ => {
            let known = gazetteer().word(hash(&name.key)).bits;
            lists().seat_of(&name.key).is_none()
                && known & (bits::PLACE | bits::COUNTRY | bits::ORGANISATION) == 0
        }
    }
}

/// Of the full names at `list`, the one named last before `at`, else the first after it.
fn nearest(
    list: &[usize],
    at: usize,
    named: &[Named],
    fits: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let mut fitting = list
        .iter()
        .copied()
        .filter(|full| *full != at && fits(&named[*full].key));
    let mut best = fitting.next()?;
    for full in fitting.take_while(|full| *full < at) {
        best = full;
    }
    Some(best)
}

/// The full name at `list` if all of them are one.
fn only(list: Option<&Vec<usize>>, named: &[Named]) -> Option<usize> {
    let first = *list?.first()?;
    list?
        .iter()
        .all(|at| named[*at].key == named[first].key)
        .then_some(first)
}

/// Whether two full names differ only in middle names: "john f kerry", "john kerry", "j kerry".
pub(super) fn same_person(full: &str, short: &str) -> bool {
    let lhs: Vec<&str> = full.split(' ').collect();
    let rhs: Vec<&str> = short.split(' ').collect();
    if lhs.len() < 2 || rhs.len() < 2 || lhs.last() != rhs.last() {
        return false;
    }
    if !same_or_initial(lhs[0], rhs[0]) {
        return false;
    }
    let (lhs, rhs) = (&lhs[1..lhs.len() - 1], &rhs[1..rhs.len() - 1]);
    lhs.is_empty() || rhs.is_empty() || lhs.iter().zip(rhs).all(|(l, r)| same_or_initial(l, r))
}

fn same_or_initial(lhs: &str, rhs: &str) -> bool {
    lhs == rhs
        || (lhs.chars().count() == 1 && rhs.starts_with(lhs))
        || (rhs.chars().count() == 1 && lhs.starts_with(rhs))
}

/// Shortened names of organisations and places join the longer name: by last words, or by the first word of a firm.
fn join_shortened(named: &mut [Named]) {
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in named.iter().enumerate() {
        let Some((first, _)) = name.key.split_once(' ') else {
            continue;
        };
        if name.kind != EntityType::Organisation {
            continue;
        }
        let last = name.key.rsplit(' ').next().unwrap_or(first);
        by_word.entry(last.to_owned()).or_default().push(at);
        if first != last {
            by_word.entry(first.to_owned()).or_default().push(at);
        }
    }
    let mut joins = Vec::new();
    for (at, name) in named.iter().enumerate() {
        if name.kind != EntityType::Organisation || name.listed || is_all_capitals(&name.form) {
            continue;
        }
        let short = name.key.as_str();
        let word = short.rsplit(' ').next().unwrap_or(short);
        let fits = |full: &str| full.len() > short.len() && shortens(short, full);
        if let Some(full) = by_word
            .get(word)
            .and_then(|list| nearest(list, at, named, &fits))
        {
            joins.push((at, named[full].key.clone()));
        }
    }
    for (at, key) in joins {
        named[at].key = key;
    }
}

/// Whether `short` is the last words of `full`, or the first of its two words and no firm of its own in the lists.
fn shortens(short: &str, full: &str) -> bool {
    let starts = || {
        let rest = full.strip_prefix(short)?.strip_prefix(' ')?;
        let own = gazetteer().word(hash(short)).bits & (bits::ORGANISATION | bits::PLACE) != 0;
        let common = lists().word(short).is_some_and(|stat| stat.capital < 5);
        (!rest.contains(' ') && !own && !common).then_some("")
    };
    let ends = || full.strip_suffix(short)?.strip_suffix(' ');
    // "Council" of "Council of the European Union" is any council
    ends()
        .or_else(starts)
        .is_some_and(|rest| !rest.ends_with(" of"))
}

#[cfg(test)]
mod tests {
    use super::super::{AliasList, EntityType, Mention};
    use super::name_mentions;
    use crate::text::Span;

    /// Names in brackets are mentions: `P[John Kerry]`; the keys are expected in order.
    fn check(marked: &str, expected: &[&str]) {
        let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '[' => {
                    let kind = match text.pop() {
                        Some('P') => EntityType::Person,
                        Some('O') => EntityType::Organisation,
                        Some('L') => EntityType::Place,
                        _ => EntityType::Other,
                    };
                    open.push((text.len(), kind));
                }
                ']' => {
                    let (start, kind) = open.pop().unwrap();
                    mentions.push(Mention {
                        span: Span::new(start, text.len()),
                        kind,
                    });
                }
                c => text.push(c),
            }
        }
        let named = name_mentions(&text, &mentions, AliasList::shipped());
        let keys: Vec<&str> = named.iter().map(|name| name.key.as_str()).collect();
        assert_eq!(keys, expected, "{marked}");
    }

    #[test]
    fn a_surname_is_the_full_name_of_its_article() {
        check(
            "P[Kerry] said. P[John Kerry] spoke.",
            &["john kerry", "john kerry"],
        );
        check(
            "P[Bill Clinton] and P[Hillary Clinton] came. P[Clinton] sat, P[Bill Clinton] left. P[Clinton] too. P[Hillary]!",
            &[
                "bill clinton",
                "hillary clinton",
                "hillary clinton",
                "bill clinton",
                "bill clinton",
                "hillary clinton",
            ],
        );
        check(
            "P[Bashar al-Assad]; P[Assad]; O[Al-Assad]",
            &["bashar assad", "bashar assad", "bashar assad"],
        );
        check(
            "P[Denzel Washington] in L[Washington]",
            &["denzel washington", "washington"],
        );
        check(
            "P[John F. Kerry], P[J. Kerry]",
            &["john f kerry", "john f kerry"],
        );
    }

    #[test]
    fn short_names_and_acronyms_join_the_long_one() {
        check(
            "O[New York Times]. The O[Times] said",
            &["new york times", "new york times"],
        );
        check(
            "The O[Open Data Group] (ODG). O[ODG] left",
            &["open data group", "open data group"],
        );
        check(
            "O[Goldman Sachs] rose; O[Goldman] fell",
            &["goldman sachs", "goldman sachs"],
        );
        check(
            "O[Council of Europe]. O[Council]",
            &["council of europe", "council"],
        );
        check(
            "O[Social Democratic Party] lost. O[SDP] won",
            &["social democratic party", "social democratic party"],
        );
    }

    #[test]
    fn lists_come_first() {
        check(
            "L[U.S.], L[United States], O[ISIS], O[Islamic State]",
            &[
                "united states",
                "united states",
                "islamic state",
                "islamic state",
            ],
        );
        check("X[Russians] L[Russian]", &["russian", "russian"]);
        check(
            "O[UN General Assembly] O[United Nations General Assembly]",
            &[
                "united nations general assembly",
                "united nations general assembly",
            ],
        );
    }
}
