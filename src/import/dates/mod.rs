//! Dates as people and machines print them: ISO 8601, mail headers, "Sept. 5, 2015 10:14 AM EDT", "5. September 2015, 14.30 Uhr".
//!
//! A day without a year is no date. "05/09/2015" could be two days: it is read only where the caller knows the order or one
//! of the numbers is above 12.

mod clock;
mod months;
mod order;

use jiff::civil::Date;

use self::clock::{Clock, clock_after, clock_before};
use self::months::month;
pub use self::order::DayOrder;
pub(super) use self::order::{day_order, is_ambiguous_date};
use crate::corpus::Published;

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// When.
    pub published: Published,
    /// First byte of what was read as the date.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The date that a text consists of or contains; the first one.
pub fn parse_date(text: &str, order: DayOrder) -> Option<Published> {
    find_date(text, order).map(|found| found.published)
}

/// The first date in a text.
pub fn find_date(text: &str, order: DayOrder) -> Option<Found> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| {
        let (date, used) = date_at(&pieces, at, order)?;
        let after = at + used;
        let (clock, until) = clock_after(&pieces, after).unwrap_or((Clock::default(), after));
        let clock = if clock.time.is_none() {
            clock_before(&pieces, at).unwrap_or(clock)
        } else {
            clock
        };
        Some(Found {
            published: Published {
                date,
                time: clock.time,
                offset_minutes: clock.time.and(clock.offset_minutes),
            },
            start: pieces[at].start,
            end: pieces[until - 1].start + pieces[until - 1].text.len(),
        })
    })
}

/// Whether a short line is a dateline: a date alone ("Published: Sept. 5, 2015 10:14 AM"), or a place in capitals with or without a day.
pub fn is_dateline(words: &str) -> bool {
    const FILLERS: [&str; 33] = [
        "published",
        "updated",
        "posted",
        "last",
        "modified",
        "on",
        "at",
        "first",
        "created",
        "date",
        "a",
        "m",
        "p",
        "am",
        "pm",
        "uhr",
        "the",
        "of",
        "edited",
        "issued",
        "time",
        "local",
        "est",
        "edt",
        "gmt",
        "et",
        "pt",
        "utc",
        "bst",
        "ist",
        "min",
        "read",
        "uk",
    ];
    if let Some(found) = find_date(words, DayOrder::MonthFirst) {
        let rest = [&words[..found.start], &words[found.end..]].concat();
        let rest = rest.to_lowercase();
        let all_fill = rest
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| FILLERS.contains(&word) || is_weekday(word));
        if all_fill {
            return true;
        }
    }
    // "WASHINGTON —", "MOSCOW, Sept. 5"
    let Some(comma) = words.find([',', '—', '–', '-']) else {
        return false;
    };
    let place = words[..comma].trim();
    let capitals = place.len() >= 3
        && place.chars().any(char::is_alphabetic)
        && !place
            .chars()
            .any(|c| c.is_lowercase() || c.is_ascii_digit());
    let rest = words[comma..].to_lowercase();
    let mut rest_words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    capitals
        && rest_words.all(|word| {
            month(word).is_some()
                || is_weekday(word)
                || word.bytes().all(|byte| byte.is_ascii_digit())
                || crate::import::credits::agency_named(word).is_some()
        })
}

pub(in crate::import) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    DAYS.iter().any(|day| word.starts_with(day)) && (word.len() <= 5 || word.ends_with("day"))
}

/// A run of letters, a run of digits, or one other character that is no space.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
    /// White space stands before it.
    spaced: bool,
}

impl Piece<'_> {
    fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let fits =
            digits.contains(&self.text.len()) && self.text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| self.text.parse().ok()).flatten()
    }

    fn is(&self, mark: &str) -> bool {
        self.text == mark
    }

    fn year(&self) -> Option<i16> {
        let year = self.number(4..=4)?;
        (1600..=2199).contains(&year).then_some(year as i16)
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut spaced = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            spaced = true;
            continue;
        }
        let same: fn(char) -> bool = if c.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if c.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.peek().copied() {
            if !same(next) {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        found.push(Piece {
            text: &text[start..end],
            start,
            spaced,
        });
        spaced = false;
    }
    found
}

/// A date that starts at this piece, with the number of pieces it takes.
fn date_at(pieces: &[Piece<'_>], at: usize, order: DayOrder) -> Option<(Date, usize)> {
    let rest = &pieces[at..];
    // not in the middle of a longer number or word
    if at > 0
        && !rest[0].spaced
        && !matches!(
            pieces[at - 1].text,
            "(" | "[" | "," | ":" | "|" | "-" | "/" | "\"" | "•" | "." | "·" | ">" | "_" | "T"
        )
    {
        return None;
    }
    year_first(rest)
        .or_else(|| year_month_name(rest))
        .or_else(|| compact(rest))
        .or_else(|| month_first(rest))
        .or_else(|| day_month_name(rest))
        .or_else(|| numbers(rest, order))
}

fn make(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// 2015-09-05, 2015/9/5, 2015.09.05, 2015年9月5日
fn year_first(rest: &[Piece<'_>]) -> Option<(Date, usize)> {
    let [year, mark, month, second, day, ..] = rest else {
        return None;
    };
    let date = make(year.year()?, month.number(1..=2)?, day.number(1..=2)?)?;
    match (mark.text, second.text) {
        ("-", "-") | ("/", "/") | (".", ".") | ("_", "_") => Some((date, 5)),
        ("年", "月") => Some((
            date,
            if rest.get(5).is_some_and(|p| p.is("日")) {
                6
            } else {
                5
            },
        )),
        _ => None,
    }
}

/// 2015 Sep 5, 2015/september/05, 2015-Sep-05
fn year_month_name(rest: &[Piece<'_>]) -> Option<(Date, usize)> {
    const MARKS: [&str; 4] = ["-", "/", ".", ","];
    let year = rest.first()?.year()?;
    let mut at = 1;
    skip(rest, &mut at, &MARKS);
    let month = month(&rest.get(at)?.text.to_lowercase())?;
    at += 1;
    skip(rest, &mut at, &MARKS);
    let day = rest.get(at)?.number(1..=2)?;
    // "2015 Sep 5 2016" says the year after the day
    let is_other = rest
        .get(at + 1..)?
        .iter()
        .take(2)
        .any(|p| p.year().is_some());
    (!is_other).then_some((make(year, month, day)?, at + 1))
}

/// 20150905
fn compact(rest: &[Piece<'_>]) -> Option<(Date, usize)> {
    let text = rest
        .first()
        .filter(|piece| piece.number(8..=8).is_some())?
        .text;
    let year: i16 = text[..4].parse().ok()?;
    if !(1900..=2099).contains(&year) {
        return None;
    }
    Some((
        make(year, text[4..6].parse().ok()?, text[6..].parse().ok()?)?,
        1,
    ))
}

/// September 5, 2015 · Sept. 5th 2015
fn month_first(rest: &[Piece<'_>]) -> Option<(Date, usize)> {
    let mut at = 1;
    skip(rest, &mut at, &[".", "-", "/"]);
    // most words are no months: those without a number behind them are not looked up
    let day = rest.get(at)?.number(1..=2)?;
    let month = month(&rest.first()?.text.to_lowercase())?;
    at += 1;
    skip_word(rest, &mut at, &["st", "nd", "rd", "th"]);
    skip(rest, &mut at, &[",", ".", "-", "/"]);
    let year = rest.get(at)?.year()?;
    Some((make(year, month, day)?, at + 1))
}

/// 5 September 2015 · 5th of September, 2015 · 5. September 2015 · 05-Sep-2015 · 5 de septiembre de 2015
fn day_month_name(rest: &[Piece<'_>]) -> Option<(Date, usize)> {
    let day = rest.first()?.number(1..=2)?;
    let mut at = 1;
    skip_word(rest, &mut at, &["st", "nd", "rd", "th", "er"]);
    skip_word(rest, &mut at, &["of", "de"]);
    skip(rest, &mut at, &[".", "-", "/", ","]);
    let month = month(&rest.get(at)?.text.to_lowercase())?;
    at += 1;
    skip(rest, &mut at, &[".", "-", "/", ","]);
    skip_word(rest, &mut at, &["de", "del"]);
    let year = match rest.get(at)?.year() {
        Some(year) => year,
        // 05-Sep-15
        None => 2000 + rest[at].number(2..=2).filter(|_| rest[at - 1].is("-"))? as i16,
    };
    Some((make(year, month, day)?, at + 1))
}

/// 05/09/2015, 5.9.2015, 05-09-2015
fn numbers(rest: &[Piece<'_>], order: DayOrder) -> Option<(Date, usize)> {
    let [first, mark, second, again, year, ..] = rest else {
        return None;
    };
    let year = year.year().filter(|_| mark.text == again.text)?;
    let (lhs, rhs) = (first.number(1..=2)?, second.number(1..=2)?);
    let order = match mark.text {
        "." => DayOrder::DayFirst,
        "/" | "-" => order,
        _ => return None,
    };
    let date = match order {
        _ if lhs == rhs => make(year, lhs, rhs),
        _ if lhs > 12 => make(year, rhs, lhs),
        _ if rhs > 12 => make(year, lhs, rhs),
        DayOrder::DayFirst => make(year, rhs, lhs),
        DayOrder::MonthFirst => make(year, lhs, rhs),
        DayOrder::Unknown => None,
    };
    Some((date?, 5))
}

fn skip(rest: &[Piece<'_>], at: &mut usize, marks: &[&str]) {
    while rest
        .get(*at)
        .is_some_and(|piece| marks.contains(&piece.text))
    {
        *at += 1;
    }
}

fn skip_word(rest: &[Piece<'_>], at: &mut usize, words: &[&str]) {
    if rest
        .get(*at)
        .is_some_and(|piece| words.contains(&piece.text.to_lowercase().as_str()))
    {
        *at += 1;
    }
}

#[cfg(test)]
mod tests;
