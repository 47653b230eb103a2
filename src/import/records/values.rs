//! Values of records: dates as tables write them, names of languages, outlets by name or address.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::dates::{DayOrder, parse_date};
use super::super::draft::add_text;
use super::super::{Metadata, outlets};
use crate::corpus::{Origin, Published};

/// A date in words or digits; a number of seconds or milliseconds since 1970; seconds with a fraction.
pub(super) fn published(cell: &str, order: DayOrder) -> Option<Published> {
    parse_date(cell, order).or_else(|| since_1970(cell))
}

fn since_1970(cell: &str) -> Option<Published> {
    let whole = cell.split('.').next()?;
    let number: i64 = whole.parse().ok().filter(|number| *number > 0)?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let civil = Timestamp::from_second(seconds)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .datetime();
    Some(Published {
        date: civil.date(),
        time: Some(civil.time()),
        offset_minutes: Some(0),
    })
}

/// Which number of "05/09/2015" is the day, told by those of a column's values that can be read in one way only.
pub(super) fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for (first, second) in cells.filter_map(two_numbers) {
        day_first += usize::from(first > 12 && second <= 12);
        month_first += usize::from(second > 12 && first <= 12);
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => DayOrder::DayFirst,
        std::cmp::Ordering::Less => DayOrder::MonthFirst,
        std::cmp::Ordering::Equal => DayOrder::Unknown,
    }
}

/// Whether it is a date of which nobody can say which number is the day.
pub(super) fn is_ambiguous_date(cell: &str) -> bool {
    two_numbers(cell)
        .is_some_and(|(first, second)| (1..=12).contains(&first) && (1..=12).contains(&second))
}

/// The first two numbers of "5/9/2015" or "05-09-2015 10:00".
fn two_numbers(cell: &str) -> Option<(u32, u32)> {
    let mut parts = cell.split_whitespace().next()?.split(['/', '-', '.']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_day = |part: &str| (1..=2).contains(&part.len());
    if !is_day(first) || !is_day(second) || year.len() != 4 {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// The outlet by its name, or by the domain that stands in its place.
pub(super) fn add_outlet(metadata: &mut Metadata, name: &str) {
    let by_address = metadata
        .address
        .get()
        .and_then(|address| outlets::outlet_of_address(address));
    if name.is_empty() {
        if let Some(name) = by_address {
            add_text(&mut metadata.outlet, name, Origin::Address);
        }
        return;
    }
    let known = outlets::outlet_of_address(name)
        .or_else(|| outlets::outlet_of_address(&format!("http://{name}")))
        .or_else(|| outlets::canonical(name));
    add_text(&mut metadata.outlet, known.unwrap_or(name), Origin::Record);
}

/// The tag of a language named in English or in itself, or a tag as it is; `None` for anything else.
pub(crate) fn language_tag(name: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("german", "de"),
        ("deutsch", "de"),
        ("french", "fr"),
        ("français", "fr"),
        ("spanish", "es"),
        ("español", "es"),
        ("italian", "it"),
        ("italiano", "it"),
        ("portuguese", "pt"),
        ("português", "pt"),
        ("dutch", "nl"),
        ("nederlands", "nl"),
        ("russian", "ru"),
        ("русский", "ru"),
        ("ukrainian", "uk"),
        ("polish", "pl"),
        ("polski", "pl"),
        ("czech", "cs"),
        ("slovak", "sk"),
        ("hungarian", "hu"),
        ("romanian", "ro"),
        ("bulgarian", "bg"),
        ("greek", "el"),
        ("turkish", "tr"),
        ("arabic", "ar"),
        ("hebrew", "he"),
        ("persian", "fa"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("swedish", "sv"),
        ("norwegian", "no"),
        ("danish", "da"),
        ("finnish", "fi"),
        ("catalan", "ca"),
        ("indonesian", "id"),
        ("malay", "ms"),
        ("thai", "th"),
        ("vietnamese", "vi"),
        ("hindi", "hi"),
    ];
    let folded = name.trim().to_lowercase();
    let first = folded
        .split([';', ',', '/', ' '])
        .next()
        .unwrap_or_default();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == first) {
        return Some((*tag).to_owned());
    }
    let parts: Vec<&str> = name.trim().split(['-', '_']).collect();
    let is_tag = matches!(parts[0].len(), 2 | 3)
        && parts.len() <= 3
        && parts.iter().all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && parts[0].bytes().all(|b| b.is_ascii_alphabetic());
    is_tag.then(|| name.trim().replace('_', "-").clone())
}
