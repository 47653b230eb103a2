//! What a number is measured in: shares, money, lengths, weights …, and how units of one family convert into each other.
//!
//! Conversion factors are the legal ones (international mile, avoirdupois pound, short ton, American gallon), a month is a
//! twelfth of 365.25 days. Wrong for British gallons and long tons, and where "pounds" of money are taken for a weight.

use super::Words;
use super::numbers::Number;

/// What a number is measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    /// Things, one by one.
    Count,
    /// A place in a row.
    Ordinal,
    /// Percent.
    Share,
    /// Percentage points.
    Points,
    /// A currency, by its sign.
    Money(&'static str),
    /// A unit that converts into others.
    Unit(Unit),
    /// Years of somebody's life.
    Age,
    /// A vote or the score of a match: the two numbers are `low` and `high`.
    Score,
}

/// A unit of a family: value in the family's basic unit = (value - `zero`) x `factor`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) family: Family,
    factor: f64,
    zero: f64,
}

/// Units that convert into each other; named with the basic unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Kilograms.
    Weight,
    /// Litres.
    Volume,
    /// Metres a second.
    Speed,
    /// Days.
    Time,
    /// Degrees Celsius.
    Temperature,
}

use Family::{Area, Length, Speed, Temperature, Time, Volume, Weight};

/// Units in the singular, folded; "feet" beside "foot".
const UNITS: &[(&str, Family, f64)] = &[
    ("mm", Length, 0.001),
    ("millimetre", Length, 0.001),
    ("millimeter", Length, 0.001),
    ("cm", Length, 0.01),
    ("centimetre", Length, 0.01),
    ("centimeter", Length, 0.01),
    ("inch", Length, 0.0254),
    ("inches", Length, 0.0254),
    ("ft", Length, 0.3048),
    ("foot", Length, 0.3048),
    ("feet", Length, 0.3048),
    ("yd", Length, 0.9144),
    ("yard", Length, 0.9144),
    ("metre", Length, 1.0),
    ("meter", Length, 1.0),
    ("km", Length, 1000.0),
    ("kilometre", Length, 1000.0),
    ("kilometer", Length, 1000.0),
    ("mile", Length, 1609.344),
    ("acre", Area, 4046.856),
    ("hectare", Area, 10_000.0),
    ("kg", Weight, 1.0),
    ("kilo", Weight, 1.0),
    ("kilogram", Weight, 1.0),
    ("kilogramme", Weight, 1.0),
    ("gram", Weight, 0.001),
    ("gramme", Weight, 0.001),
    ("lb", Weight, 0.453_592),
    ("pound", Weight, 0.453_592),
    ("oz", Weight, 0.028_349),
    ("ounce", Weight, 0.028_349),
    ("ton", Weight, 907.185),
    ("tonne", Weight, 1000.0),
    ("litre", Volume, 1.0),
    ("liter", Volume, 1.0),
    ("gallon", Volume, 3.785_41),
    ("barrel", Volume, 158.987),
    ("mph", Speed, 0.447_04),
    ("kph", Speed, 0.277_778),
    ("kmh", Speed, 0.277_778),
    ("knot", Speed, 0.514_444),
    ("second", Time, 1.0 / 86_400.0),
    ("minute", Time, 1.0 / 1440.0),
    ("hour", Time, 1.0 / 24.0),
    ("day", Time, 1.0),
    ("week", Time, 7.0),
    ("month", Time, 30.4375),
    ("year", Time, 365.25),
    ("decade", Time, 3652.5),
];

const CELSIUS: Unit = Unit {
    family: Temperature,
    factor: 1.0,
    zero: 0.0,
};
const FAHRENHEIT: Unit = Unit {
    family: Temperature,
    factor: 5.0 / 9.0,
    zero: 32.0,
};

/// Signs and short names that stand before or behind an amount, and what is shown of the currency.
const CURRENCIES: &[(&str, &str)] = &[
    ("$", "$"),
    ("usd", "$"),
    ("dollar", "$"),
    ("€", "€"),
    ("eur", "€"),
    ("euro", "€"),
    ("£", "£"),
    ("gbp", "£"),
    ("¥", "¥"),
    ("yen", "¥"),
    ("yuan", "yuan"),
    ("renminbi", "yuan"),
    ("₹", "₹"),
    ("rs", "₹"),
    ("rupee", "₹"),
    ("₽", "₽"),
    ("rouble", "₽"),
    ("ruble", "₽"),
    ("₪", "₪"),
    ("shekel", "₪"),
    ("₩", "₩"),
    ("₺", "₺"),
    ("lira", "₺"),
    ("₦", "₦"),
    ("naira", "₦"),
    ("franc", "franc"),
    ("peso", "peso"),
    ("krona", "krona"),
    ("kronor", "krona"),
    ("krone", "krone"),
    ("kroner", "krone"),
    ("zloty", "zloty"),
    ("dirham", "dirham"),
    ("riyal", "riyal"),
    ("rial", "rial"),
    ("dinar", "dinar"),
    ("hryvnia", "hryvnia"),
];

/// What tells one dollar from another, before the sign or the word.
const DOLLARS: &[(&str, &str)] = &[
    ("a", "A$"),
    ("au", "A$"),
    ("australian", "A$"),
    ("c", "C$"),
    ("ca", "C$"),
    ("canadian", "C$"),
    ("hk", "HK$"),
    ("nz", "NZ$"),
    ("s", "S$"),
    ("r", "R$"),
];

fn currency(word: &str) -> Option<&'static str> {
    let bare = word.strip_suffix('s').filter(|_| word.len() > 2);
    let known = |word: &str| CURRENCIES.iter().find(|(name, _)| *name == word);
    let (_, shown) = known(word).or_else(|| known(bare?))?;
    Some(shown)
}

fn dollars_of(word: &str) -> Option<&'static str> {
    let (_, shown) = DOLLARS.iter().find(|(name, _)| *name == word)?;
    Some(shown)
}

/// "$" and its like.
pub(super) fn is_currency_sign(word: &str) -> bool {
    word.chars().count() == 1 && currency(word).is_some()
}

/// The currency before a number, and where it begins: "$5", "A$5", "Rs 500".
pub(super) fn currency_before(words: &Words<'_>, at: usize) -> Option<(&'static str, usize)> {
    let sign = at.checked_sub(1)?;
    let word = words.at(sign);
    let is_short_name = matches!(word, "usd" | "eur" | "gbp" | "rs");
    let found = currency(word).filter(|_| is_currency_sign(word) || is_short_name)?;
    // The "C" of "C$5", not the "a" of "a $5 note".
    if found == "$"
        && sign > 0
        && words.is_joined(sign)
        && let Some(other) = dollars_of(words.at(sign - 1))
    {
        return Some((other, sign - 1));
    }
    Some((found, sign))
}

fn unit_named(word: &str) -> Option<Unit> {
    let known = |word: &str| UNITS.iter().find(|(name, ..)| *name == word);
    let (_, family, factor) = known(word).or_else(|| known(word.strip_suffix('s')?))?;
    Some(Unit {
        family: *family,
        factor: *factor,
        zero: 0.0,
    })
}

/// Whether letters joined to digits name a unit: "2km".
pub(super) fn is_suffix(letters: &str) -> bool {
    letters == "g" || unit_named(letters).is_some()
}

/// Whether a unit of measure stands at a place, or behind a hyphen there.
pub(super) fn is_unit(words: &Words<'_>, at: usize) -> bool {
    let at = words.behind_hyphen(at);
    unit_at(words, at).is_some() || share(words, at).is_some()
}

/// The measure behind a number, and the place behind it.
pub(super) fn behind(words: &Words<'_>, number: &Number, next: usize) -> (Measure, usize) {
    let joined = match number.suffix.as_str() {
        "m" => unit_named("metre"),
        "g" => unit_named("gram"),
        letters => unit_named(letters),
    };
    if let Some(unit) = joined {
        return (
            Measure::Unit(speed(words, unit, next).map_or(unit, |(speed, _)| speed)),
            next,
        );
    }
    if let Some((measure, end)) = share(words, next) {
        return (measure, end);
    }
    let at = words.behind_hyphen(next);
    if let Some((currency, end)) = money_at(words, number, at) {
        return (Measure::Money(currency), end);
    }
    if let Some(end) = age_at(words, at) {
        return (Measure::Age, end);
    }
    match unit_at(words, at) {
        Some((unit, end)) => (Measure::Unit(unit), end),
        None => (Measure::Count, next),
    }
}

/// "%", "percent", "per cent", "percentage points".
fn share(words: &Words<'_>, at: usize) -> Option<(Measure, usize)> {
    let end = match (words.at(at), words.at(at + 1)) {
        ("percentage" | "percent", "point" | "points") => return Some((Measure::Points, at + 2)),
        ("%" | "percent" | "pct", _) => at + 1,
        ("per", "cent") => at + 2,
        _ => return None,
    };
    Some((Measure::Share, end))
}

/// "dollars", "Australian dollars", "pounds" where a million of them or "sterling" tells them from the weight.
fn money_at(words: &Words<'_>, number: &Number, at: usize) -> Option<(&'static str, usize)> {
    let word = words.at(at);
    if matches!(word, "pound" | "pounds") {
        let is_sterling = words.at(at + 1) == "sterling";
        let is_money = is_sterling || number.scale >= 1e6 && words.at(at + 1) != "of";
        return is_money.then_some(("£", at + 1 + usize::from(is_sterling)));
    }
    if let Some(kind) =
        dollars_of(word).or(matches!(word, "us" | "usa" | "american").then_some("$"))
        && matches!(words.at(at + 1), "dollar" | "dollars")
    {
        return Some((kind, at + 2));
    }
    currency(word).map(|currency| (currency, at + 1))
}

/// "years old", "-year-old".
fn age_at(words: &Words<'_>, at: usize) -> Option<usize> {
    let old = words.behind_hyphen(at + 1);
    (matches!(words.at(at), "year" | "years") && words.at(old) == "old").then_some(old + 1)
}

fn unit_at(words: &Words<'_>, at: usize) -> Option<(Unit, usize)> {
    let word = words.at(at);
    if let Some(scale) = temperature(word) {
        return Some((scale, at + 1));
    }
    match word {
        "degree" | "degrees" | "°" => {
            let scale = match words.at(at + 1) {
                "c" => Some(CELSIUS),
                "f" => Some(FAHRENHEIT),
                word => temperature(word),
            };
            scale.map(|scale| (scale, at + 2))
        }
        "square" | "sq" | "cubic" => {
            let length = unit_named(words.at(at + 1)).filter(|unit| unit.family == Length)?;
            let (family, factor) = match word {
                // Litres in a cubic metre.
                "cubic" => (Volume, length.factor.powi(3) * 1000.0),
                _ => (Area, length.factor.powi(2)),
            };
            let unit = Unit {
                family,
                factor,
                zero: 0.0,
            };
            Some((unit, at + 2))
        }
        "nautical" => {
            let unit = Unit {
                factor: 1852.0,
                ..unit_named("mile")?
            };
            (unit_named(words.at(at + 1))?.family == Length).then_some((unit, at + 2))
        }
        _ => {
            let unit = unit_named(word)?;
            speed(words, unit, at + 1).or(Some((unit, at + 1)))
        }
    }
}

fn temperature(word: &str) -> Option<Unit> {
    match word {
        "celsius" | "centigrade" => Some(CELSIUS),
        "fahrenheit" => Some(FAHRENHEIT),
        _ => None,
    }
}

/// "miles an hour", "km/h".
fn speed(words: &Words<'_>, unit: Unit, next: usize) -> Option<(Unit, usize)> {
    let per = matches!(words.at(next), "per" | "an" | "/" | "a");
    let is_speed =
        per && unit.family == Length && matches!(words.at(next + 1), "hour" | "h" | "hr");
    let speed = Unit {
        family: Speed,
        // Seconds of an hour.
        factor: unit.factor / 3600.0,
        zero: 0.0,
    };
    is_speed.then_some((speed, next + 2))
}

impl Unit {
    /// The value in the family's basic unit.
    pub(super) fn to_base(self, value: f64) -> f64 {
        (value - self.zero) * self.factor
    }
}
