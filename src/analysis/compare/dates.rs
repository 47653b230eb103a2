//! Days named in a text, resolved against the day of publication: "Saturday", "on Sept. 5", "last month", "yesterday".
//!
//! A weekday alone means the last such day up to the day of publication, or the next one where something is still to come
//! ("will meet on Tuesday"). Without a day of publication weekdays stay weekdays, and two of them conflict when they differ.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::prepare::abbreviation_free;
use super::quantities::number_value;
use crate::text::{MONTHS, Span, Token, WEEKDAYS, fold};

/// A day or stretch of days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DateMention {
    /// The words.
    pub(super) span: Span,
    /// First and last day, where they can be told.
    pub(super) days: Option<(Date, Date)>,
    /// The weekday named, if one is.
    pub(super) weekday: Option<Weekday>,
    /// Whether the words mean another day on another day: "Tuesday", "yesterday", "two days ago".
    pub(super) is_relative: bool,
}

fn weekday(word: &str) -> Option<Weekday> {
    let at = WEEKDAYS.iter().position(|name| *name == word)?;
    Weekday::from_monday_zero_offset(at as i8).ok()
}

/// All days named among `tokens` (of one sentence), in order.
pub(super) fn dates(text: &str, tokens: &[Token], published: Option<Date>) -> Vec<DateMention> {
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
        let Some((first, last, mention)) = date_at(&words, at, published) else {
            at += 1;
            continue;
        };
        found.push(DateMention {
            span: tokens[first].span.hull(tokens[last].span),
            ..mention
        });
        at = last + 1;
    }
    found
}

type Found = (usize, usize, DateMention);

fn date_at(words: &[String], at: usize, published: Option<Date>) -> Option<Found> {
    let word = words[at].as_str();
    let before = at.checked_sub(1).map_or("", |i| words[i].as_str());
    let mention = |days, weekday| DateMention {
        span: Span::default(),
        days,
        weekday,
        is_relative: true,
    };
    if let Some(day) = weekday(word) {
        if let Some(found) = weekday_with_date(words, at, day, published) {
            return Some(found);
        }
        let resolved = published.and_then(|date| nearest(date, day, before, is_to_come(words, at)));
        let first = if matches!(before, "last" | "next") {
            at - 1
        } else {
            at
        };
        return Some((
            first,
            at,
            mention(resolved.map(|date| (date, date)), Some(day)),
        ));
    }
    if let Some(month) = MONTHS.iter().position(|name| *name == word) {
        return month_at(words, at, month as i8 + 1, published);
    }
    let relative = |days: i64| {
        let date = published?.checked_add(days.days()).ok()?;
        Some((date, date))
    };
    match word {
        "yesterday" => Some((at, at, mention(relative(-1), None))),
        "today" | "tonight" => Some((at, at, mention(relative(0), None))),
        "tomorrow" => Some((at, at, mention(relative(1), None))),
        _ => year(word)
            .filter(|_| matches!(before, "in" | "since" | "until" | "of" | "by" | "from"))
            .and_then(|year| {
                let days = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
                let year = DateMention {
                    is_relative: false,
                    ..mention(Some(days), None)
                };
                Some((at, at, year))
            })
            .or_else(|| {
                let (last, days) = ago(words, at, published)?;
                Some((at, last, mention(Some(days), None)))
            }),
    }
}

/// "Friday, Sept. 11": the date tells which Friday.
fn weekday_with_date(
    words: &[String],
    at: usize,
    day: Weekday,
    published: Option<Date>,
) -> Option<Found> {
    let behind = at + 1 + usize::from(words.get(at + 1).is_some_and(|word| word == ","));
    let is_month = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| MONTHS.contains(&word.as_str()))
    };
    let month = (behind..=behind + 1).find(|at| is_month(*at))?;
    let (first, last, date) = date_at(words, month, published)?;
    let is_next = first == behind && date.is_day();
    is_next.then_some((
        at,
        last,
        DateMention {
            weekday: Some(day),
            ..date
        },
    ))
}

/// "two days ago", "a week ago", "last week": the last word, and the days meant.
fn ago(words: &[String], at: usize, published: Option<Date>) -> Option<(usize, (Date, Date))> {
    let word = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
    let monday = |weeks: i64| -> Option<Date> {
        let published = published?;
        let since = i64::from(published.weekday().to_monday_zero_offset());
        published.checked_add((7 * weeks - since).days()).ok()
    };
    let weeks = match (word(0), word(1)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    if let Some(weeks) = weeks {
        let first = monday(weeks)?;
        return Some((at + 1, (first, first.checked_add(6.days()).ok()?)));
    }
    let n_days = match word(0) {
        "a" | "one" => 1.0,
        word => number_value(word)?,
    };
    if !matches!(word(1), "day" | "days") || word(2) != "ago" || n_days > MOST_DAYS_AGO {
        return None;
    }
    let day = published?.checked_sub((n_days as i64).days()).ok()?;
    Some((at + 2, (day, day)))
}

/// Most days that are counted back exactly; more of them are a rough number.
const MOST_DAYS_AGO: f64 = 14.0;

/// Words back from a weekday among which something still to come is told.
const REACH: usize = 12;

/// Whether what is told of a weekday is still to come: "will meet in Vienna on Tuesday". Read back to the start of the clause, or to
/// a verb that says when somebody spoke.
fn is_to_come(words: &[String], at: usize) -> bool {
    for back in (at.saturating_sub(REACH)..at).rev() {
        match words[back].as_str() {
            "will" | "'ll" | "shall" | "would" | "due" | "plans" | "planned" | "planning"
            | "scheduled" | "expected" | "upcoming" | "coming" => return true,
            "to" if back > 0
                && matches!(
                    words[back - 1].as_str(),
                    "is" | "are" | "set" | "going" | "was" | "were" | "hopes" | "agreed" | "wants"
                ) =>
            {
                return true;
            }
            "," | ";" | ":" | "—" | "\"" | "“" | "”" | "said" | "says" | "told" | "announced"
            | "reported" | "warned" => return false,
            _ => {}
        }
    }
    false
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1800..2100).contains(year))
}

/// The last `day` up to `date`, or the next one after "next" or where something is to come.
fn nearest(date: Date, day: Weekday, before: &str, is_to_come: bool) -> Option<Date> {
    if before == "next" {
        return date.nth_weekday(1, day).ok();
    }
    if date.weekday() == day && before != "last" {
        return Some(date);
    }
    let is_ahead = is_to_come && before != "last";
    date.nth_weekday(if is_ahead { 1 } else { -1 }, day).ok()
}

fn month_at(words: &[String], at: usize, month: i8, published: Option<Date>) -> Option<Found> {
    let number = |i: usize| -> Option<i8> {
        let word = words.get(i)?;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    };
    let (day, mut first, mut last) = if let Some(day) = number(at + 1) {
        (Some(day), at, at + 1)
    } else if let Some(day) = at.checked_sub(1).and_then(number) {
        (Some(day), at - 1, at)
    } else {
        (None, at, at)
    };
    let comma = usize::from(words.get(last + 1).is_some_and(|word| word == ","));
    let named_year = words.get(last + 1 + comma).and_then(|word| year(word));
    if named_year.is_some() {
        last += 1 + comma;
    }
    // "may" and "march" are also verbs.
    if day.is_none() && named_year.is_none() {
        let before = at.checked_sub(1).map_or("", |i| words[i].as_str());
        if matches!(words[at].as_str(), "may" | "march")
            && !matches!(before, "in" | "last" | "since" | "until")
        {
            return None;
        }
        first = at;
    }
    let year = named_year.or_else(|| Some(year_of(month, published?)));
    let days = year.and_then(|year| match day {
        Some(day) => Date::new(year, month, day).ok().map(|date| (date, date)),
        None => Date::new(year, month, 1)
            .ok()
            .map(|date| (date, date.last_of_month())),
    });
    Some((
        first,
        last,
        DateMention {
            span: Span::default(),
            days,
            weekday: None,
            is_relative: false,
        },
    ))
}

/// A month without a year: within the half year around publication.
fn year_of(month: i8, published: Date) -> i16 {
    match month - published.month() {
        gap if gap > 6 => published.year() - 1,
        gap if gap < -6 => published.year() + 1,
        _ => published.year(),
    }
}

impl DateMention {
    /// Whether both can mean the same day.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        match (self.days, other.days) {
            (Some(lhs), Some(rhs)) => lhs.0 <= rhs.1 && rhs.0 <= lhs.1,
            _ => match (self.weekday, other.weekday) {
                (Some(lhs), Some(rhs)) => lhs == rhs,
                _ => true,
            },
        }
    }

    /// Whether both name one weekday: articles on one event mean one day by it, whenever they appeared.
    pub(super) fn names_weekday_of(&self, other: &Self) -> bool {
        self.weekday.is_some() && self.weekday == other.weekday
    }

    /// Whether it names a single day.
    pub(super) fn is_day(&self) -> bool {
        self.days.is_some_and(|(first, last)| first == last)
            || self.days.is_none() && self.weekday.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::dates;
    use crate::text::tokenize;

    fn check(text: &str, published: &str, expected: &[(&str, &str)]) {
        let published = published.parse().ok();
        let found: Vec<(String, String)> = dates(text, &tokenize(text), published)
            .iter()
            .map(|date| {
                let days = date.days.map_or(String::new(), |(first, last)| {
                    if first == last {
                        first.to_string()
                    } else {
                        format!("{first}/{last}")
                    }
                });
                (date.span.of(text).to_owned(), days)
            })
            .collect();
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_resolved() {
        check(
            "spoke Saturday by phone",
            "2015-09-06",
            &[("Saturday", "2015-09-05")],
        );
        check(
            "on Saturday night",
            "2015-09-05",
            &[("Saturday", "2015-09-05")],
        );
        check("on Saturday", "", &[("Saturday", "")]);
        check(
            "will meet in Vienna on Tuesday, a spokesman said on Saturday",
            "2015-09-06",
            &[("Tuesday", "2015-09-08"), ("Saturday", "2015-09-05")],
        );
        check(
            "votes on Friday, Sept. 11, not three days ago or last week",
            "2015-09-06",
            &[
                ("Friday, Sept. 11", "2015-09-11"),
                ("three days ago", "2015-09-03"),
                ("last week", "2015-08-24/2015-08-30"),
            ],
        );
        check(
            "On Sept. 5, 2015, and May 3",
            "2015-09-06",
            &[("Sept. 5, 2015", "2015-09-05"), ("May 3", "2015-05-03")],
        );
        check(
            "It may rain in December",
            "2015-01-06",
            &[("December", "2014-12-01/2014-12-31")],
        );
        check(
            "yesterday in 2011",
            "2015-09-06",
            &[
                ("yesterday", "2015-09-05"),
                ("2011", "2011-01-01/2011-12-31"),
            ],
        );
    }
}
