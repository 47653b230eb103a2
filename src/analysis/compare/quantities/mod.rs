//! Numbers with their hedge, range and unit: "at least 10", "about $500 million", "four" = 4, "18-month" = 18 months,
//! "Ann Lee, 34," = an age, "5-4" = a score.
//!
//! - `numbers`: digits, number words, scales ("2.3m", "hundreds") as values.
//! - `units`: what they are measured in, and how one unit converts into another.
//! - `things`: what is counted: the words behind a number, or the verb before it.
//! - `compare`: whether two count the same thing, and how they stand to each other.
//!
//! Works on tokens; cost linear. Years ("in 2014") and days of a month are dates, not quantities; numbers that are part of a
//! name ("F-16") are none.

mod compare;
mod numbers;
mod things;
mod units;

#[cfg(test)]
mod tests;

pub(super) use compare::Standing;
pub(super) use numbers::number_value;

use self::numbers::Number;
use self::units::Measure;
use super::prepare::abbreviation_free;
use crate::text::{MONTHS, Span, Token, TokenKind, fold};

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// Hedge, number, scale and unit of measure: "about $500 million", "30 miles".
    pub(super) span: Span,
    /// Smallest value it stands for; of a score the smaller number.
    pub(super) low: f64,
    /// Largest value it stands for; equal to `low` unless a range is given; of a score the larger number.
    pub(super) high: f64,
    /// How surely.
    pub(super) hedge: QuantityHedge,
    /// What it is measured in.
    measure: Measure,
    /// What is counted: stems of the words behind it, what became of people ("+dead"), or the verb before it.
    pub(super) units: Vec<String>,
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

/// The tokens of a sentence without the stops of abbreviations, and their folded words.
struct Words<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    folded: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, tokens: &[Token]) -> Self {
        // The stop of an abbreviation ("Sept. 5") parts nothing.
        let tokens: Vec<Token> = tokens
            .iter()
            .filter(|token| token.span.of(text) != ".")
            .copied()
            .collect();
        let folded = tokens
            .iter()
            .map(|token| abbreviation_free(&fold(token.span.of(text))))
            .collect();
        Self {
            text,
            tokens,
            folded,
        }
    }

    /// The folded word at a place; empty behind the last.
    fn at(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// The folded word so many places before one; empty before the first.
    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn is_capital(&self, at: usize) -> bool {
        let written = self.tokens.get(at).map(|token| token.span.of(self.text));
        self.is_word(at) && written.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether nothing stands between a token and the one before.
    fn is_joined(&self, at: usize) -> bool {
        let ends = |at: usize| self.tokens.get(at).map(|token| token.span);
        match (at.checked_sub(1).and_then(ends), ends(at)) {
            (Some(before), Some(own)) => before.end == own.start,
            _ => false,
        }
    }

    /// The place behind a hyphen, if one stands there.
    fn behind_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.at(at) == "-")
    }
}

/// All quantities among `tokens` (of one sentence), in order.
pub(super) fn quantities(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    let words = Words::of(text, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        match score_at(&words, at).or_else(|| quantity_at(&words, at)) {
            Some((quantity, next)) => {
                found.push(quantity);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn quantity_at(words: &Words<'_>, at: usize) -> Option<(Quantity, usize)> {
    let (number, next) = numbers::read(words, at)?;
    if is_date_part(words, at, next, number.low) || is_label(words, at) {
        return None;
    }
    let (number, next) = range(words, number, next);
    let currency = units::currency_before(words, at);
    let first = currency.map_or(at, |(_, first)| first);
    let (measure, next) = match currency {
        Some((currency, _)) => (Measure::Money(currency), next),
        None if number.is_ordinal => (Measure::Ordinal, next),
        None => units::behind(words, &number, next),
    };
    let (hedge, hedged_from) = hedge_before(words, first);
    let age = (measure == Measure::Count)
        .then(|| things::named_age(words, at, next, number.low))
        .flatten();
    let (measure, things) = match age {
        Some(names) => (Measure::Age, names),
        None => (
            measure,
            things::counted(words, hedged_from, next, measure, &number.suffix),
        ),
    };
    let is_pronoun =
        words.at(at) == "one" && measure == Measure::Count && !things.stands_for_itself();
    if is_pronoun {
        return None;
    }
    let quantity = Quantity {
        span: words.tokens[hedged_from]
            .span
            .hull(words.tokens[next - 1].span),
        low: number.low,
        high: number.high,
        hedge,
        measure,
        units: things.stems,
    };
    Some((quantity, next))
}

/// "$2 to $3 million", "10-15": the first number, stretched to the second.
fn range(words: &Words<'_>, number: Number, next: usize) -> (Number, usize) {
    if !matches!(words.at(next), "to" | "-") || number.is_ordinal {
        return (number, next);
    }
    let skip = usize::from(units::is_currency_sign(words.at(next + 1)));
    let Some((other, end)) = numbers::read(words, next + 1 + skip) else {
        return (number, next);
    };
    let unscaled = other.low / other.scale;
    let scale = if number.scale == 1.0 && number.low < unscaled {
        other.scale
    } else {
        1.0
    };
    let low = number.low * scale;
    if other.is_ordinal || other.high <= low {
        return (number, next);
    }
    (Number { low, ..other }, end)
}

/// Largest number of a score that nothing beside it calls one.
const LARGEST_SCORE: f64 = 200.0;

/// A vote or a score: "5-4", "a 3-5 defeat", "voted 52 to 48".
fn score_at(words: &Words<'_>, at: usize) -> Option<(Quantity, usize)> {
    let part = |at: usize| -> Option<f64> {
        let word = words.at(at);
        let is_plain = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| word.parse().ok()).flatten()
    };
    let (one, two) = (part(at)?, part(at + 2)?);
    let is_told = tells_score(words, at);
    let is_score = match words.at(at + 1) {
        "-" => {
            let is_plain = words.is_joined(at + 1) && words.is_joined(at + 2);
            is_plain && (is_told || one > two && one <= LARGEST_SCORE)
        }
        "to" => is_told && one > two,
        _ => false,
    };
    // A chain of three is a date or a telephone number.
    let is_chained =
        |at: usize| words.at(at) == "-" && words.at(at + 1).starts_with(|c: char| c.is_numeric());
    let is_inside = words.before(at, 1) == "-" && words.is_joined(at);
    if !is_score || is_inside || is_chained(at + 3) || units::is_unit(words, at + 3) {
        return None;
    }
    let quantity = Quantity {
        span: words.tokens[at].span.hull(words.tokens[at + 2].span),
        low: one.min(two),
        high: one.max(two),
        hedge: QuantityHedge::Exact,
        measure: Measure::Score,
        units: Vec::new(),
    };
    Some((quantity, at + 3))
}

/// Whether a vote or a match is spoken of right beside two numbers.
fn tells_score(words: &Words<'_>, at: usize) -> bool {
    const CONTEST: [&str; 20] = [
        "vote", "votes", "voted", "voting", "won", "win", "wins", "beat", "lost", "lose", "defeat",
        "victory", "ruling", "ruled", "decision", "drew", "draw", "split", "score", "majority",
    ];
    let before = (1..=3).map(|back| words.before(at, back));
    let behind = (3..=5).map(|ahead| words.at(at + ahead));
    before.chain(behind).any(|word| CONTEST.contains(&word))
}

/// A number that a hyphen joins to the word before it is part of a name: "F-16", "Covid-19".
fn is_label(words: &Words<'_>, at: usize) -> bool {
    at >= 2
        && words.at(at - 1) == "-"
        && words.is_joined(at)
        && words.is_joined(at - 1)
        && words.is_word(at - 2)
        && words.at(at).starts_with(|c: char| c.is_ascii_digit())
        && number_value(words.at(at - 2)).is_none()
}

fn is_date_part(words: &Words<'_>, at: usize, next: usize, value: f64) -> bool {
    let word = words.at(at);
    let before = words.before(at, 1);
    let is_year = (1800.0..2100.0).contains(&value)
        && next == at + 1
        && word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && !units::is_currency_sign(before);
    let is_ago = matches!(words.at(next), "day" | "days") && words.at(next + 1) == "ago";
    is_year
        || is_ago
        || value <= 31.0 && (MONTHS.contains(&before) || MONTHS.contains(&words.at(next)))
        || word.contains(':')
}

fn hedge_before(words: &Words<'_>, first: usize) -> (QuantityHedge, usize) {
    match (words.before(first, 2), words.before(first, 1)) {
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
