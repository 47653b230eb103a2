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
