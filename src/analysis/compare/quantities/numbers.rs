//! Digits, number words and scales as values: "2.3m", "twenty-one", "two hundred and fifty", "hundreds", "a few dozen".

use super::{Words, units};

/// A number without hedge and unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    /// Smallest value.
    pub(super) low: f64,
    /// Largest value; more than `low` for a vague number ("hundreds").
    pub(super) high: f64,
    /// The scale in it: 1,000,000 for "2 million", 1 for "2".
    pub(super) scale: f64,
    /// "third" and not "three".
    pub(super) is_ordinal: bool,
    /// Letters joined to the digits that are no scale: "km", "pm".
    pub(super) suffix: String,
}

impl Number {
    fn exact(value: f64, scale: f64) -> Self {
        Self::between(value, value, scale)
    }

    fn between(low: f64, high: f64, scale: f64) -> Self {
        Self {
            low,
            high,
            scale,
            is_ordinal: false,
            suffix: String::new(),
        }
    }
}

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// Scales in the plural that stand for a number themselves: the smallest and the largest number so called. From the
/// thousands on, the word is used of all that the next scale does not name.
const VAGUE: &[(&str, f64, f64)] = &[
    ("dozens", 24.0, 99.0),
    ("hundreds", 200.0, 999.0),
    ("thousands", 2e3, 99_999.0),
    ("millions", 2e6, 999e6),
    ("billions", 2e9, 999e9),
    ("trillions", 2e12, 999e12),
];

/// Value of a number word or of digits; `None` for other words, and for digits with letters behind.
pub(in crate::analysis::compare) fn number_value(word: &str) -> Option<f64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    word_value(word)
}

fn word_value(word: &str) -> Option<f64> {
    if let Some(n) = SMALL.iter().position(|small| *small == word) {
        return Some(n as f64);
    }
    let n = TENS.iter().position(|tens| *tens == word)?;
    Some((n + 2) as f64 * 10.0)
}

fn ordinal_value(word: &str) -> Option<f64> {
    if let Some(n) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return Some((n + 1) as f64);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    matches!(ending, "st" | "nd" | "rd" | "th")
        .then(|| digits.parse().ok())
        .flatten()
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" | "hundreds" => 100.0,
        "thousand" | "thousands" | "k" => 1e3,
        "million" | "millions" | "m" | "mn" => 1e6,
        "billion" | "billions" | "bn" | "b" => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        _ => return None,
    })
}

/// A number at a place, and the place behind it.
pub(super) fn read(words: &Words<'_>, at: usize) -> Option<(Number, usize)> {
    let word = words.at(at);
    if let Some(value) = ordinal_value(word) {
        let ordinal = Number {
            is_ordinal: true,
            ..Number::exact(value, 1.0)
        };
        return Some((ordinal, at + 1));
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(words, at);
    }
    vague(words, at)
        .or_else(|| several(words, at))
        .or_else(|| spelled_out(words, at))
}

/// "1,500", "2.3m", "2km", "3.5 million".
fn digits(words: &Words<'_>, at: usize) -> Option<(Number, usize)> {
    let word = words.at(at);
    let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &word[bare.len()..];
    let mut number = Number::exact(number_value(bare)?, 1.0);
    let mut next = at + 1;
    if is_metres(words, letters, at) {
        letters.clone_into(&mut number.suffix);
    } else if let Some(factor) = scale(letters).filter(|_| letters != "b") {
        number.scale = factor;
    } else if !letters.is_empty() {
        let is_known = units::is_suffix(letters) || matches!(letters, "am" | "pm");
        letters.clone_into(&mut number.suffix);
        return is_known.then_some((number, next));
    }
    while let Some(factor) = scale_at(words, next) {
        number.scale *= factor;
        next += 1;
    }
    number.low *= number.scale;
    number.high = number.low;
    Some((number, next))
}

/// "10m deep", not "10m people" and not "$10m".
fn is_metres(words: &Words<'_>, letters: &str, at: usize) -> bool {
    const AWAY: [&str; 14] = [
        "above",
        "across",
        "away",
        "below",
        "deep",
        "freestyle",
        "from",
        "high",
        "hurdles",
        "long",
        "sprint",
        "square",
        "tall",
        "wide",
    ];
    let behind = words.at(words.behind_hyphen(at + 1));
    letters == "m" && units::currency_before(words, at).is_none() && AWAY.contains(&behind)
}

fn scale_at(words: &Words<'_>, at: usize) -> Option<f64> {
    scale(words.at(at)).filter(|_| !is_metres(words, words.at(at), at))
}

/// "hundreds", "tens of thousands", "scores of people".
fn vague(words: &Words<'_>, at: usize) -> Option<(Number, usize)> {
    let known = |word: &str| VAGUE.iter().find(|(plural, _, _)| *plural == word);
    let word = words.at(at);
    let is_of = words.at(at + 1) == "of";
    if let Some(factor) =
        scale(words.at(at + 2)).filter(|_| is_of && known(words.at(at + 2)).is_some())
    {
        let (low, high) = match word {
            "tens" | "dozens" => (20.0, 99.0),
            "hundreds" => (200.0, 999.0),
            _ => return None,
        };
        let number = Number::between(low * factor, (high + 1.0) * factor - 1.0, factor);
        return Some((number, at + 3));
    }
    if word == "scores" && is_of {
        return Some((Number::between(40.0, 99.0, 1.0), at + 1));
    }
    let (_, low, high) = known(word)?;
    Some((Number::between(*low, *high, 1.0), at + 1))
}

/// "several hundred", "a few dozen"; "a dozen", "a million", "half a million".
fn several(words: &Words<'_>, at: usize) -> Option<(Number, usize)> {
    let factor = |at: usize| scale(words.at(at)).filter(|_| words.at(at).len() > 2);
    match words.at(at) {
        "several" | "few" => {
            let factor = factor(at + 1)?;
            Some((
                Number::between(2.0 * factor, 10.0 * factor - 1.0, factor),
                at + 2,
            ))
        }
        "half" if matches!(words.at(at + 1), "a" | "an") => {
            let factor = factor(at + 2)?;
            Some((Number::exact(factor / 2.0, factor), at + 3))
        }
        "a" | "an" => {
            let factor = factor(at + 1)?;
            Some((Number::exact(factor, factor), at + 2))
        }
        "dozen" => Some((Number::exact(12.0, 12.0), at + 1)),
        _ => None,
    }
}

/// "four", "twenty-one", "two dozen", "one hundred and fifty thousand".
fn spelled_out(words: &Words<'_>, at: usize) -> Option<(Number, usize)> {
    let (first, mut next) = below_hundred(words, at)?;
    if first == 0.0 {
        return Some((Number::exact(0.0, 1.0), next));
    }
    // What is complete ("two million"), and what a further scale would multiply ("one hundred and fifty").
    let (mut total, mut open, mut largest) = (0.0, first, 1.0_f64);
    let mut is_product = true;
    loop {
        if let Some(factor) = scale_at(words, next) {
            largest = largest.max(factor);
            next += 1;
            if factor <= 100.0 {
                open *= factor;
            } else {
                total += open * factor;
                open = 0.0;
            }
            continue;
        }
        let is_and = words.at(next) == "and";
        let follows = below_hundred(words, next + usize::from(is_and));
        let Some((more, end)) = follows.filter(|_| largest >= 100.0 && open % 100.0 == 0.0) else {
            break;
        };
        // "two million and three" are two numbers, "two hundred and three" is one.
        if is_and && open == 0.0 {
            break;
        }
        open += more;
        is_product = false;
        next = end;
    }
    let value = total + open;
    // What a range's first number is multiplied with is the scale at the end: "two to three million".
    let scale = if is_product { value / first } else { 1.0 };
    Some((Number::exact(value, scale), next))
}

/// "four", "twenty", "twenty-one" in words.
fn below_hundred(words: &Words<'_>, at: usize) -> Option<(f64, usize)> {
    let value = word_value(words.at(at))?;
    let behind = words.behind_hyphen(at + 1);
    if value >= 20.0
        && let Some(ones) = word_value(words.at(behind))
        && (1.0..10.0).contains(&ones)
    {
        return Some((value + ones, behind + 1));
    }
    Some((value, at + 1))
}
