//! Numbers with their hedge, range and unit: "at least 10", "about $500 million", "four" = 4, "18-month" = 18 months.
//!
//! Works on tokens; cost linear. Years ("in 2014") and days of a month are dates, not quantities.

use super::prepare::abbreviation_free;
use crate::text::{Span, Token, TokenKind, fold, is_stop_word, stem};

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// Hedge, number and scale: "about $500 million".
    pub(super) span: Span,
    /// Smallest value it stands for.
    pub(super) low: f64,
    /// Largest value it stands for; equal to `low` unless a range is given.
    pub(super) high: f64,
    /// How surely.
    pub(super) hedge: QuantityHedge,
    /// "$", "%", "" … and the stems of the words behind it.
    pub(super) units: Vec<String>,
    /// "third" and not "three".
    pub(super) is_ordinal: bool,
    /// First token of the number itself.
    pub(super) token: usize,
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuantityHedge {
    /// Nothing.
    Exact,
    /// "about", "nearly", "some".
    About,
    /// "at least", "more than", "over".
    AtLeast,
    /// "at most", "up to", "fewer than", "under".
    AtMost,
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

/// Value of a number word or digits; `None` for other words.
pub(super) fn number_value(word: &str) -> Option<f64> {
    if let Some(n) = SMALL.iter().position(|small| *small == word) {
        return Some(n as f64);
    }
    if let Some(n) = TENS.iter().position(|tens| *tens == word) {
        return Some((n + 2) as f64 * 10.0);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    word.replace(',', "").parse().ok()
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
        "dozen" | "dozens" => 12.0,
        "hundred" | "hundreds" => 100.0,
        "thousand" | "thousands" | "k" => 1e3,
        "million" | "millions" | "m" | "mn" => 1e6,
        "billion" | "billions" | "bn" | "b" => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        _ => return None,
    })
}

/// All quantities among `tokens` (of one sentence), in order.
pub(super) fn quantities(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    // The stop of an abbreviation ("Sept. 5") parts nothing.
    let tokens: Vec<Token> = tokens
        .iter()
        .filter(|token| token.span.of(text) != ".")
        .copied()
        .collect();
    let words: Vec<String> = tokens
        .iter()
        .map(|token| abbreviation_free(&fold(token.span.of(text))))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match quantity_at(&tokens, &words, at) {
            Some((quantity, next)) => {
                found.push(quantity);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn quantity_at(tokens: &[Token], words: &[String], at: usize) -> Option<(Quantity, usize)> {
    let (low, mut next) = plain_number(words, at)?;
    let is_ordinal = low.1;
    let mut high = low.0;
    let mut low = low.0;
    if is_date_part(words, at, next, low) {
        return None;
    }
    let is_range = matches!(words.get(next).map(String::as_str), Some("to" | "-" | "–"))
        && at > 0
        && !is_ordinal;
    if is_range {
        let skip = usize::from(words.get(next + 1).is_some_and(|word| word == "$"));
        if let Some(((other, false), end)) = plain_number(words, next + 1 + skip)
            && other > low
        {
            // "$2 to $3 million", "10-15"
            let scaled = other / low > 1000.0;
            high = other;
            low = if scaled {
                low * last_scale(words, end)
            } else {
                low
            };
            next = end;
        }
    }
    let mut units = Vec::new();
    let mut first = at;
    if at > 0 && matches!(words[at - 1].as_str(), "$" | "€" | "£") {
        units.push(words[at - 1].clone());
        first = at - 1;
    }
    if let Some("%" | "percent" | "pct") = words.get(next).map(String::as_str) {
        units.push("%".to_owned());
        next += 1;
    }
    let (hedge, hedged_from) = hedge_before(words, first);
    units.extend(units_behind(tokens, words, next));
    let is_pronoun = words[at] == "one" && units.is_empty();
    if is_pronoun {
        return None;
    }
    let span = tokens[hedged_from].span.hull(tokens[next - 1].span);
    Some((
        Quantity {
            span,
            low,
            high,
            hedge,
            units,
            is_ordinal,
            token: at,
        },
        next,
    ))
}

/// A number without hedge and unit: ((value, is ordinal), next token).
fn plain_number(words: &[String], at: usize) -> Option<((f64, bool), usize)> {
    let word = words.get(at)?;
    if let Some(value) = ordinal_value(word) {
        return Some(((value, true), at + 1));
    }
    let mut value = number_value(word);
    let mut next = at + 1;
    if value.is_none() && matches!(word.as_str(), "dozens" | "hundreds" | "thousands" | "dozen") {
        value = scale(word);
        return Some(((value?, false), next));
    }
    let mut value = value?;
    // "twenty-one"
    if (20.0..100.0).contains(&value)
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && words.get(next).is_some_and(|mark| mark == "-")
        && let Some(ones) = words.get(next + 1).and_then(|word| number_value(word))
        && ones < 10.0
    {
        value += ones;
        next += 2;
    }
    while let Some(factor) = words.get(next).and_then(|word| scale(word)) {
        value *= factor;
        next += 1;
    }
    Some(((value, false), next))
}

fn last_scale(words: &[String], end: usize) -> f64 {
    words
        .get(end - 1)
        .and_then(|word| scale(word))
        .unwrap_or(1.0)
}

pub(super) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_date_part(words: &[String], at: usize, next: usize, value: f64) -> bool {
    let before = at.checked_sub(1).map_or("", |i| words[i].as_str());
    let behind = words.get(next).map_or("", String::as_str);
    let is_year = (1800.0..2100.0).contains(&value)
        && next == at + 1
        && words[at].len() == 4
        && words[at].bytes().all(|b| b.is_ascii_digit())
        && before != "$";
    is_year
        || value <= 31.0 && (MONTHS.contains(&before) || MONTHS.contains(&behind))
        || words[at].contains(':')
}

fn hedge_before(words: &[String], first: usize) -> (QuantityHedge, usize) {
    let before = |back: usize| first.checked_sub(back).map_or("", |i| words[i].as_str());
    match (before(2), before(1)) {
        ("at", "least") | ("more" | "greater" | "higher", "than") => {
            (QuantityHedge::AtLeast, first - 2)
        }
        ("at", "most") | ("up", "to") | ("less" | "fewer", "than") => {
            (QuantityHedge::AtMost, first - 2)
        }
        (_, "over" | "exceeding" | "topping") => (QuantityHedge::AtLeast, first - 1),
        (_, "under" | "below") => (QuantityHedge::AtMost, first - 1),
        (
            _,
            "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately"
            | "estimated",
        ) => (QuantityHedge::About, first - 1),
        _ => (QuantityHedge::Exact, first),
    }
}

/// Stems of up to three content words behind the number, as far as the next mark.
fn units_behind(tokens: &[Token], words: &[String], next: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (token, word) in tokens.iter().zip(words).skip(next).take(4) {
        if token.kind == TokenKind::Mark && word != "-" {
            break;
        }
        if token.kind == TokenKind::Word && number_value(word).is_none() {
            if is_stop_word(word) && word != "of" && word != "more" && word != "other" {
                break;
            }
            if !is_stop_word(word) && found.len() < 3 {
                found.push(stem(word));
            }
        }
    }
    found
}

impl Quantity {
    /// Whether the two may count the same thing.
    pub(super) fn same_unit(&self, other: &Self) -> bool {
        let money = |q: &Self| {
            q.units
                .iter()
                .any(|unit| matches!(unit.as_str(), "$" | "€" | "£" | "dollar"))
        };
        let share = |q: &Self| q.units.iter().any(|unit| unit == "%");
        if money(self) != money(other)
            || share(self) != share(other)
            || self.is_ordinal != other.is_ordinal
        {
            return false;
        }
        money(self) || share(self) || self.units.iter().any(|unit| other.units.contains(unit))
    }

    /// Whether both can be true: equal, inside the other's range or bound, or a rounding of it.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        if self.low <= other.high && other.low <= self.high {
            return true;
        }
        let (small, large) = if self.high < other.low {
            (self, other)
        } else {
            (other, self)
        };
        let rounded = |q: &Self| matches!(q.hedge, QuantityHedge::About);
        let gap = (large.low - small.high) / large.low.abs().max(1e-9);
        small.hedge == QuantityHedge::AtLeast
            || large.hedge == QuantityHedge::AtMost
            || (rounded(small) || rounded(large)) && gap <= 0.1
            || gap <= 0.05
                && (is_rounding(small.high, large.low) || is_rounding(large.low, small.high))
            || gap < 0.005
    }

    /// Whether value and hedge are the same.
    pub(super) fn equals(&self, other: &Self) -> bool {
        self.low == other.low && self.high == other.high && self.hedge == other.hedge
    }
}

/// Whether `round` ends in two zeros or more and is `exact` rounded to where its zeros begin: 1,200 for 1,234.
fn is_rounding(round: f64, exact: f64) -> bool {
    let mut step = 1.0;
    while step < 1e15 && round > 0.0 && round % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step >= 100.0 && (round - exact).abs() <= step / 2.0
}

#[cfg(test)]
mod tests {
    use super::{Quantity, quantities};
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<Quantity> {
        quantities(text, &tokenize(text))
    }

    fn check(text: &str, expected: &[(&str, f64, f64)]) {
        let found: Vec<(&str, f64, f64)> = read(text)
            .iter()
            .map(|q| (q.span.of(text), q.low, q.high))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_keep_hedge_and_scale() {
        check("at least 10 soldiers", &[("at least 10", 10.0, 10.0)]);
        check(
            "about $500 million in aid",
            &[("about $500 million", 5e8, 5e8)],
        );
        check(
            "four Russian jets and an 18-month freeze",
            &[("four", 4.0, 4.0), ("18", 18.0, 18.0)],
        );
        check(
            "twenty-one people, 3.5 percent",
            &[("twenty-one", 21.0, 21.0), ("3.5 percent", 3.5, 3.5)],
        );
        check(
            "receiving $250,000 to $300,000 in gifts",
            &[("$250,000 to $300,000", 250_000.0, 300_000.0)],
        );
        check("On Sept. 5, 2015, at 14:30 in 2011", &[]);
        check("his third call", &[("third", 3.0, 3.0)]);
    }

    #[test]
    fn compatible_numbers_are_no_conflict() {
        let one = |text: &str| read(text).remove(0);
        assert!(one("more than $10,000").agrees(&one("$12,500")));
        assert!(one("about 500 men").agrees(&one("512 men")));
        assert!(one("1,200 men").agrees(&one("1,234 men")));
        assert!(!one("1,210 men").agrees(&one("1,234 men")));
        assert!(!one("14 killed").agrees(&one("18 killed")));
        assert!(
            one("four jets").agrees(&one("4 jets"))
                && one("four jets").same_unit(&one("4 Russian jets"))
        );
        assert!(!one("an 18-month freeze").same_unit(&one("18 jets")));
    }
}
