//! The names in a byline, without what pages write around them: "By", the person's post, the day, a separator and more.
//!
//! Not here: whether a line of an article is a byline at all ([`super::credits`]).

use super::dates::{DayOrder, find_date};

/// Words after which a byline tells of other things than its names.
const ENDS: [&str; 9] = [
    "updated",
    "last updated",
    "published",
    "posted on",
    "reviewed by",
    "medically reviewed",
    "fact checked",
    "edited by",
    "min read",
];
/// Posts that stand after a name without a comma.
const POSTS: [&str; 14] = [
    "senior ",
    "staff writer",
    "staff reporter",
    "associate ",
    "contributing ",
    "freelance ",
    "writer",
    "editor",
    "reporter",
    "correspondent",
    "contributor",
    "columnist",
    "producer",
    "head ",
];

/// "Ann Lee" of "By Ann Lee ⋅ Senior editor ⋅ Updated May 6"; the whole where nothing is known to end the names.
pub(super) fn names_alone(names: &str) -> &str {
    let names = names
        .split(['⋅', '·', '•', '|'])
        .find(|part| part.contains(char::is_alphabetic));
    let names = strip_by(trim(names.unwrap_or_default()));
    let names = before(names, &ENDS, |_| true);
    let names = match find_date(names, DayOrder::MonthFirst) {
        Some(day) if day.start > 2 => &names[..day.start],
        _ => names,
    };
    // "Keith Barry Senior Autos Reporter", but not "Staff writer" or "The Editor"
    let names = before(names, &POSTS, |head| head.split_whitespace().count() >= 2);
    trim(strip_by(names))
}

fn trim(names: &str) -> &str {
    names.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '“' | '”' | ',' | ':' | '-' | '–' | '—' | '/' | '&' | '*' | ';' | '('
            )
    })
}

/// What stands before the first of `words`, where `fits` agrees; words count at the end of another ("LeeUpdated") when they begin
/// with a capital.
fn before<'a>(names: &'a str, words: &[&str], fits: impl Fn(&str) -> bool) -> &'a str {
    let lower = names.to_ascii_lowercase();
    let starts = words.iter().filter_map(|word| {
        lower.match_indices(word).map(|(at, _)| at).find(|at| {
            let head = &names[..*at];
            let begins = head.ends_with([' ', '.', ')'])
                || head.ends_with(char::is_lowercase)
                    && names[*at..].starts_with(char::is_uppercase);
            begins && fits(trim(head))
        })
    });
    match starts.min() {
        Some(at) if trim(&names[..at]).len() > 2 => &names[..at],
        _ => names,
    }
}

/// Without "By", and without what bylines add after the names.
pub(super) fn strip_by(names: &str) -> &str {
    let lower = names.to_lowercase();
    for start in [
        "by: ",
        "by ",
        "written by: ",
        "written by ",
        "posted by ",
        "author: ",
        "words by ",
        "published by ",
        "story by ",
        "text by ",
        "reviewed by ",
        "von ",
        "par ",
        "por ",
    ] {
        if lower.starts_with(start) {
            return names.get(start.len()..).unwrap_or(names).trim();
        }
    }
    names
}

pub(super) fn is_byline(names: &str) -> bool {
    const NO_NAMES: [&str; 10] = [
        "admin",
        "author",
        "by",
        "staff",
        "administrator",
        "none",
        "null",
        "undefined",
        "authors",
        "about the author",
    ];
    let lower = names.to_lowercase();
    names.chars().any(char::is_alphabetic)
        && names.len() <= 200
        && !NO_NAMES.contains(&lower.as_str())
        && !names.contains("{{")
        && !names.contains("://")
}

#[cfg(test)]
mod tests {
    use super::names_alone;

    #[test]
    fn names_stand_alone() {
        for (written, expected) in [
            (
                "By Ann Lee ⋅ Senior editor ⋅ Updated May 6, 2025",
                "Ann Lee",
            ),
            ("Ann Lee Updated December 19, 2025", "Ann Lee"),
            ("Ann LeeUpdated: Dec 19, 2025", "Ann Lee"),
            ("Ann LeePublished on July 18, 2025", "Ann Lee"),
            ("Ann Lee, 30 Sep 2022, 11:07am", "Ann Lee"),
            ("Ann Lee Senior Autos Reporter", "Ann Lee"),
            (": Ann Lee -", "Ann Lee"),
            ("Ann Lee, DVM. Reviewed by Bob Ray, DVM", "Ann Lee, DVM."),
            ("Ann Lee and Bob Ray", "Ann Lee and Bob Ray"),
            ("Ann Lee-Editori", "Ann Lee-Editori"),
            ("Staff writer", "Staff writer"),
            ("Ann Head", "Ann Head"),
            ("Peter Posted-Smith", "Peter Posted-Smith"),
        ] {
            assert_eq!(names_alone(written), expected, "{written}");
        }
    }
}
