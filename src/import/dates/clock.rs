//! Times of day beside a date, with their zones.

use jiff::civil::Time;

use super::{Piece, skip};

/// A time of day with its zone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    pub time: Option<Time>,
    pub offset_minutes: Option<i16>,
}

/// The time that follows a date within a few words, and where it ends.
pub(super) fn clock_after(pieces: &[Piece<'_>], from: usize) -> Option<(Clock, usize)> {
    let mut at = from;
    while at < pieces.len() && at < from + 3 && pieces[at].number(1..=2).is_none() {
        let text = pieces[at].text.to_lowercase();
        if !matches!(
            text.as_str(),
            "t" | ","
                | "at"
                | "|"
                | "-"
                | "–"
                | "—"
                | "."
                | "•"
                | "·"
                | "/"
                | "um"
                | "à"
                | "a"
                | "ore"
                | "kl"
                | ":"
                | "("
                | "@"
        ) {
            return None;
        }
        at += 1;
    }
    clock_at(pieces, at)
}

/// The time that stands before a date: "10:14 AM EDT, September 5, 2015".
pub(super) fn clock_before(pieces: &[Piece<'_>], date_at: usize) -> Option<Clock> {
    let from = date_at.saturating_sub(12);
    (from..date_at).find_map(|at| {
        let (clock, until) = clock_at(pieces, at)?;
        (until <= date_at && until + 4 >= date_at).then_some(clock)
    })
}

fn clock_at(pieces: &[Piece<'_>], at: usize) -> Option<(Clock, usize)> {
    let mut hour = pieces.get(at)?.number(1..=2)?;
    let mut minute = 0;
    let mut second = 0;
    let mut until = at + 1;
    let mut sure = false;
    let mark = pieces
        .get(until)
        .filter(|mark| !mark.spaced && matches!(mark.text, ":" | "." | "h"));
    if let Some(mark) = mark
        && let Some(minutes) = pieces.get(until + 1).filter(|piece| !piece.spaced)
        && let Some(value) = minutes.number(2..=2)
    {
        minute = value;
        until += 2;
        sure = true;
        if mark.is(":")
            && pieces.get(until).is_some_and(|mark| mark.is(":"))
            && let Some(value) = pieces.get(until + 1).and_then(|piece| piece.number(2..=2))
        {
            second = value;
            until += 2;
            // fractions of seconds are not kept
            if pieces
                .get(until)
                .is_some_and(|mark| (mark.is(".") || mark.is(",")) && !mark.spaced)
                && pieces
                    .get(until + 1)
                    .is_some_and(|piece| !piece.spaced && piece.number(1..=9).is_some())
            {
                until += 2;
            }
        }
    }
    if let Some((afternoon, used)) = half_of_day(&pieces[until..]) {
        if hour > 12 && !sure {
            return None;
        }
        if hour <= 12 {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        until += used;
        sure = true;
    }
    if !sure {
        return None;
    }
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    let (offset_minutes, used) = zone(&pieces[until..]);
    Some((
        Clock {
            time: Some(time),
            offset_minutes,
        },
        until + used,
    ))
}

/// "am", "p.m.": whether it is the afternoon, and the pieces it takes.
fn half_of_day(rest: &[Piece<'_>]) -> Option<(bool, usize)> {
    let first = rest.first()?.text.to_lowercase();
    match first.as_str() {
        "am" | "pm" => Some((first == "pm", 1)),
        "a" | "p" => {
            let [_, dot, m, ..] = rest else { return None };
            let stop = usize::from(
                rest.get(3)
                    .is_some_and(|piece| piece.is(".") && !piece.spaced),
            );
            (dot.is(".") && m.text.eq_ignore_ascii_case("m")).then_some((first == "p", 3 + stop))
        }
        _ => None,
    }
}

/// The zone after a time: minutes east of Greenwich (none for names that mean several zones), and the pieces it takes.
fn zone(rest: &[Piece<'_>]) -> (Option<i16>, usize) {
    const NAMES: &[(&str, i16)] = &[
        ("z", 0),
        ("utc", 0),
        ("gmt", 0),
        ("bst", 60),
        ("cet", 60),
        ("cest", 120),
        ("eet", 120),
        ("eest", 180),
        ("msk", 180),
        ("est", -300),
        ("edt", -240),
        ("cdt", -300),
        ("mst", -420),
        ("mdt", -360),
        ("pst", -480),
        ("pdt", -420),
        ("jst", 540),
        ("kst", 540),
        ("aest", 600),
        ("aedt", 660),
        ("hkt", 480),
        ("sgt", 480),
        ("nzst", 720),
        ("nzdt", 780),
    ];
    let mut at = 0;
    skip(rest, &mut at, &["(", "["]);
    let named = rest.get(at).and_then(|piece| {
        let name = piece.text.to_ascii_lowercase();
        NAMES.iter().find(|(known, _)| *known == name)
    });
    if named.is_some() {
        at += 1;
    }
    // "+03:00", "GMT+3", "-0400"
    if let [sign, digits, more @ ..] = &rest[at.min(rest.len())..]
        && matches!(sign.text, "+" | "-" | "−")
        && !digits.spaced
        && (!sign.spaced || digits.text.len() == 4 || more.first().is_some_and(|mark| mark.is(":")))
        && digits.text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = digits.text.parse::<i16>()
    {
        let (hours, minutes, used) = match (digits.text.len(), more) {
            (1 | 2, [colon, minutes, ..]) if colon.is(":") && minutes.number(2..=2).is_some() => {
                (number, minutes.text.parse().unwrap_or(0), 4)
            }
            (1 | 2, _) if named.is_some() || digits.text.len() == 2 => (number, 0, 2),
            (4, _) => (number / 100, number % 100, 2),
            _ => return (named.map(|(_, offset)| *offset), at),
        };
        if hours <= 14 && minutes < 60 {
            let sign = if sign.is("+") { 1 } else { -1 };
            return (Some(sign * (hours * 60 + minutes)), at + used);
        }
    }
    (
        named.map(|(_, offset)| *offset),
        if named.is_some() { at } else { 0 },
    )
}
