//! What a number counts: the words behind it, what became of people, or the verb before it.

use super::units::Measure;
use super::{Words, number_value};
use crate::text::{TokenKind, is_stop_word, stem};

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Things {
    /// Stems and fates.
    pub(super) stems: Vec<String>,
    /// Whether a noun stands behind the number, or a fate is told.
    is_named: bool,
}

impl Things {
    /// Whether the number may stand without a noun: "killed one".
    pub(super) fn stands_for_itself(&self) -> bool {
        self.is_named
    }
}

/// What becomes of people, told by verbs, adjectives and nouns alike: stem, fate.
const FATES: &[(&str, &str)] = &[
    ("kill", "+dead"),
    ("di", "+dead"),
    ("die", "+dead"),
    ("dead", "+dead"),
    ("death", "+dead"),
    ("fatal", "+dead"),
    ("slain", "+dead"),
    ("perish", "+dead"),
    ("toll", "+dead"),
    ("injur", "+hurt"),
    ("injuri", "+hurt"),
    ("wound", "+hurt"),
    ("hurt", "+hurt"),
    ("arrest", "+held"),
    ("detain", "+held"),
    ("miss", "+missing"),
    ("rescu", "+rescued"),
    ("displac", "+displaced"),
];

/// Past forms that no ending tells, with the verb.
const IRREGULAR: &[(&str, &str)] = &[
    ("bought", "buy"),
    ("built", "build"),
    ("cut", "cut"),
    ("fell", "fall"),
    ("gave", "give"),
    ("held", "hold"),
    ("hit", "hit"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("paid", "pay"),
    ("rose", "rise"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("struck", "strike"),
    ("taken", "take"),
    ("took", "take"),
    ("won", "win"),
];

pub(super) fn is_fate(stem: &str) -> bool {
    stem.starts_with('+')
}

fn fate(stem: &str) -> Option<&'static str> {
    let (_, fate) = FATES.iter().find(|(known, _)| *known == stem)?;
    Some(fate)
}

/// What a number counts whose words, hedge and unit included, run from `first` to before `next`.
pub(super) fn counted(
    words: &Words<'_>,
    first: usize,
    next: usize,
    measure: Measure,
    suffix: &str,
) -> Things {
    let (mut stems, end) = behind(words, next);
    if matches!(suffix, "am" | "pm") {
        stems.insert(0, format!("{}.m", &suffix[..1]));
    }
    if measure != Measure::Count {
        return Things {
            stems,
            is_named: true,
        };
    }
    let is_named = !stems.is_empty();
    let verb = verb_before(words, first);
    let fates = [
        verb.as_deref().and_then(fate),
        passive(words, end).as_deref().and_then(fate),
        toll_before(words, first).then_some("+dead"),
    ];
    for fate in fates.into_iter().flatten() {
        if !stems.iter().any(|stem| stem == fate) {
            stems.push(fate.to_owned());
        }
    }
    let tells_fate = stems.iter().any(|stem| is_fate(stem));
    if stems.is_empty() {
        stems.extend(verb);
    }
    Things {
        stems,
        is_named: is_named || tells_fate,
    }
}

/// Stems of up to three content words behind a number, as far as the next mark, and the place where the search ended.
fn behind(words: &Words<'_>, next: usize) -> (Vec<String>, usize) {
    let mut found = Vec::new();
    let to = words.tokens.len().min(next + 4);
    for at in next..to {
        let word = words.at(at);
        if words.tokens[at].kind == TokenKind::Mark && word != "-" {
            return (found, to);
        }
        if words.tokens[at].kind == TokenKind::Word && number_value(word).is_none() {
            if is_stop_word(word) && word != "of" && word != "more" && word != "other" {
                return (found, at);
            }
            if !is_stop_word(word) && found.len() < 3 {
                let stem = stem(word);
                found.push(fate(&stem).map_or(stem, str::to_owned));
            }
        }
    }
    (found, to)
}

/// The verb right before a number: "injured 60", "arresting 33", "took 12".
fn verb_before(words: &Words<'_>, first: usize) -> Option<String> {
    let at = first.checked_sub(1)?;
    let word = words.at(at);
    if !words.is_word(at) || is_stop_word(word) {
        return None;
    }
    if let Some((_, verb)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return Some(stem(verb));
    }
    let stem = stem(word);
    let is_verb = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    let is_verb = is_verb && !words.is_capital(at);
    (is_verb || fate(&stem).is_some()).then_some(stem)
}

/// What is said of them in the passive: "12 people have been killed".
fn passive(words: &Words<'_>, at: usize) -> Option<String> {
    const AUXILIARIES: [&str; 10] = [
        "are", "be", "been", "being", "had", "has", "have", "is", "was", "were",
    ];
    let mut verb = at;
    while AUXILIARIES.contains(&words.at(verb)) {
        verb += 1;
    }
    (verb > at).then(|| stem(words.at(verb)))
}

/// "The death toll rose to 84", "toll passes 4,300".
fn toll_before(words: &Words<'_>, first: usize) -> bool {
    let near = (1..=3).map(|back| words.before(first, back));
    near.take_while(|word| *word != ",")
        .any(|word| word == "toll")
}

/// The names before an age that only commas or brackets mark: "Ann Lee, 34, of Leeds", "Ann Lee (34)", "aged 34".
pub(super) fn named_age(words: &Words<'_>, at: usize, next: usize, value: f64) -> Option<Things> {
    /// The oldest that anybody is said to be.
    const OLDEST: f64 = 120.0;
    let is_age = (1.0..=OLDEST).contains(&value) && value.fract() == 0.0 && next == at + 1;
    if !is_age {
        return None;
    }
    if matches!(words.before(at, 1), "aged" | "age") {
        return Some(Things {
            stems: names_before(words, at - 1 - usize::from(words.before(at, 2) == ",")),
            is_named: true,
        });
    }
    let mark = at.checked_sub(1)?;
    let person = mark.checked_sub(1)?;
    let is_digits = words.at(at).starts_with(|c: char| c.is_ascii_digit());
    let closes = match words.at(mark) {
        "," => matches!(words.at(next), "," | "") || matches!(words.at(next), ";" | ")" | "—"),
        "(" => words.at(next) == ")",
        _ => false,
    };
    // At the end of a clause only a name tells an age from the last item of a list.
    let is_person = words.is_capital(person) || words.is_word(person) && words.at(next) == ",";
    let stands = closes && is_digits && is_person;
    stands.then(|| Things {
        stems: names_before(words, mark),
        is_named: true,
    })
}

/// Stems of up to three capitalised words before a place.
fn names_before(words: &Words<'_>, end: usize) -> Vec<String> {
    let names = (0..end).rev().take_while(|at| words.is_capital(*at));
    let mut names: Vec<String> = names
        .map(|at| words.at(at))
        .filter(|word| !matches!(*word, "jr" | "sr"))
        .take(3)
        .map(stem)
        .collect();
    names.reverse();
    names
}
