//! What a page shows its readers beside the headline: the day, in a short line such as "Published 5 September 2015 | Updated
//! 6 September", and the names after "By".
//!
//! Not here: what the page's data says ([`super::metadata`]), and which of the two is believed. It is wrong where a short line
//! under the headline tells of another day, that of a concert say, and none of the article's own.

use super::fold;
use super::main_text::Chosen;
use super::page::{Line, Page};
use crate::corpus::Published;
use crate::import::dates::{DayOrder, day_order, find_date};
use crate::import::{bylines, credits};

/// Lines looked at below and above the headline, and below the article's last line.
const BELOW: usize = 12;
const ABOVE: usize = 4;
const BEHIND: usize = 6;
/// Lines looked at around the article's first line, which may be far from the headline.
const AROUND: usize = 4;
/// A dateline is no longer than this, in bytes, and its words beside the day no longer than that.
const LONGEST: usize = 160;
const LONGEST_REST: usize = 60;

/// A day beside the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub day: Published,
    /// What the words before it call it.
    pub called: Called,
    place: Place,
}

/// What the page calls a day that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    Nothing,
    /// "Published", "Posted on".
    Published,
    /// "Updated".
    Changed,
}

/// Where a day stands; the more trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// "This article was first published on …", anywhere in it.
    First,
    /// "Published on …", in the one line of the page that says so.
    Named,
    Below,
    Above,
    /// Behind the article: other articles may begin there.
    Behind,
}

impl Shown {
    /// Whether it stands where it can only be this article's.
    pub fn is_beside_headline(&self) -> bool {
        self.place != Place::Behind
    }

    /// Whether it is called the day of the last change.
    pub fn is_change(&self) -> bool {
        self.called == Called::Changed
    }
}

/// What is said of a day in numbers of which nothing tells the order.
pub(super) fn doubt(shown: &Shown) -> String {
    let day = shown.day.date;
    format!("its day is written in numbers that can be read in two ways: it was taken for {day}")
}

/// All days near the headline, the most trusted first: those below it before those above and behind the article, in each place
/// what is called the last change last.
pub(super) fn shown(
    headline: Option<&str>,
    page: &Page,
    chosen: &Chosen,
    order: DayOrder,
) -> Vec<Shown> {
    let (Some(body), Some(end)) = (chosen.lines.first(), chosen.lines.last()) else {
        return Vec::new();
    };
    let at = headline.and_then(|headline| heading(headline, page, *body));
    let (from, until) = match at {
        Some(at) => (at.saturating_sub(ABOVE), at + BELOW),
        None => (body.saturating_sub(BELOW / 2), body + BELOW / 2),
    };
    // what stands below the article is not beside its headline
    let until = until.min(end + 1);
    let mut found: Vec<(Shown, usize)> = Vec::new();
    let mut look = |lines: std::ops::Range<usize>, place: Place| {
        for index in lines.filter(|index| Some(*index) != at) {
            let above = index.checked_sub(1).map(|above| &*page.lines[above].text);
            let days = days_in(&page.lines[index], above.unwrap_or_default(), place, order);
            found.extend(days.into_iter().map(|day| (day, index)));
        }
    };
    look(at.unwrap_or(from)..until, Place::Below);
    let around = (body.saturating_sub(AROUND)).max(until);
    look(around..(body + AROUND).min(end + 1), Place::Below);
    look(from..at.unwrap_or(from), Place::Above);
    let behind = (end.saturating_sub(AROUND)).max(until);
    look(behind..page.lines.len().min(end + BEHIND), Place::Behind);
    let first = page.lines.iter().take(end + BEHIND).skip(from);
    let first = first.filter_map(|line| first_published(&line.text, order));
    found.extend(first.map(|day| (day, 0)));
    found.extend(named(page, from, order).map(|day| (day, 0)));
    found.sort_by_key(|(shown, index)| (shown.place, shown.is_change(), *index));
    found.into_iter().map(|(shown, _)| shown).collect()
}

/// The names in a short line below the headline that begins with "By".
pub(super) fn names<'a>(
    headline: Option<&str>,
    page: &'a Page,
    chosen: &Chosen,
) -> Option<&'a str> {
    let at = heading(headline?, page, *chosen.lines.first()?)?;
    let lines = page.lines.iter().skip(at + 1).take(BELOW);
    let short = lines.filter(|line| line.text.len() <= LONGEST);
    let mut names = short.filter_map(|line| credits::byline_in(&line.text, false));
    names.next().map(bylines::names_alone)
}

/// The line with the headline that is nearest to the article.
fn heading(headline: &str, page: &Page, body: usize) -> Option<usize> {
    let folded = fold(headline);
    let lines = page.lines.iter().enumerate();
    lines
        .filter(|(_, line)| line.kind.heading > 0 && fold(&line.text) == folded)
        .map(|(index, _)| index)
        .min_by_key(|index| index.abs_diff(body))
}

/// The days of a line, each with what it is called: by the words before it, else by a short line above ("Updated").
fn days_in(line: &Line, above: &str, place: Place, order: DayOrder) -> Vec<Shown> {
    let mut days = Vec::new();
    if line.text.len() > LONGEST {
        return days;
    }
    let mut rest = &*line.text;
    let mut words = 0;
    let mut is_labelled = false;
    while let Some(found) = find_date(rest, order) {
        let mut label = rest[..found.start].trim();
        words += label.len();
        if days.is_empty() && !label.contains(char::is_alphabetic) && above.len() <= 30 {
            label = above;
        }
        let called = if says(label, &CHANGED) {
            Called::Changed
        } else if says(label, &PUBLISHED) {
            Called::Published
        } else {
            Called::Nothing
        };
        is_labelled |= called != Called::Nothing;
        days.push(Shown {
            day: found.published,
            called,
            place,
        });
        rest = &rest[found.end..];
    }
    words += rest.trim().len();
    is_labelled |= !days.is_empty() && begins(rest.trim(), &["by "]);
    let is_link = line.link_len * 2 > line.text.len();
    let longest = match place {
        _ if is_link => LONGEST_REST * 2 / 3,
        Place::Behind => LONGEST_REST / 2,
        _ => LONGEST_REST,
    };
    if words > longest && !is_labelled {
        days.clear();
    }
    days
}

/// "This article was originally published on 26 Sep 2019 but has been regularly updated."
fn first_published(line: &str, order: DayOrder) -> Option<Shown> {
    const FIRST: [&str; 3] = ["originally published", "first published", "first appeared"];
    if line.len() > 2 * LONGEST {
        return None;
    }
    let lower = line.to_lowercase();
    let at = FIRST.iter().find_map(|words| lower.find(words))?;
    let said = lower.get(at..)?;
    let found = find_date(said, order).filter(|found| found.start <= LONGEST_REST)?;
    Some(Shown {
        day: found.published,
        called: Called::Published,
        place: Place::First,
    })
}

/// The day of the one line from the headline on that begins with "Published" or "Posted". Where several days are called so, the
/// page lists other articles or comments.
fn named(page: &Page, from: usize, order: DayOrder) -> Option<Shown> {
    let days = page.lines.iter().skip(from).filter_map(|line| {
        let found = find_date(&line.text, order)?;
        let label = line.text[..found.start].trim();
        let rest = line.text[found.end..].trim();
        let is_short = label.len() <= LONGEST_REST / 2 && rest.len() <= LONGEST_REST / 2;
        let is_named = is_short && begins(label, &["publi", "posted", "post time", "post date"]);
        (is_named && !says(label, &CHANGED)).then_some(found.published)
    });
    let days: Vec<Published> = days.collect();
    let day = *days.first()?;
    days.iter()
        .all(|other| other.date == day.date)
        .then_some(Shown {
            day,
            called: Called::Published,
            place: Place::Named,
        })
}

/// Which number of "05/09/2015" is the day: as other days on the page show.
pub(super) fn order(page: &Page) -> DayOrder {
    let words = page
        .lines
        .iter()
        .flat_map(|line| line.text.split_whitespace());
    // "5.9.2015" is read in one way
    day_order(words.filter(|word| !word.contains('.')))
}

const CHANGED: [&str; 7] = [
    "updat",
    "modif",
    "revis",
    "edited",
    "reviewed",
    "aktualisiert",
    "mis à jour",
];
const PUBLISHED: [&str; 6] = [
    "publi",
    "posted",
    "written",
    "first",
    "issued",
    "veröffentlicht",
];

fn begins(label: &str, words: &[&str]) -> bool {
    let label = label.to_lowercase();
    words.iter().any(|word| label.starts_with(word))
}

fn says(label: &str, words: &[&str]) -> bool {
    let label = label.to_lowercase();
    words.iter().any(|word| label.contains(word))
}
