//! Bylines and agency credits, as printed in an article's own words.

use super::outlets;
use crate::corpus::{Block, BlockKind};
use crate::text::count_words;

/// News agencies: how a credit is written (lower case), and the name shown.
const AGENCIES: &[(&str, &str)] = &[
    ("afp", "AFP"),
    ("agence france-presse", "AFP"),
    ("agence france presse", "AFP"),
    ("reuters", "Reuters"),
    ("thomson reuters", "Reuters"),
    ("ap", "AP"),
    ("associated press", "AP"),
    ("the associated press", "AP"),
    ("dpa", "dpa"),
    ("deutsche presse-agentur", "dpa"),
    ("upi", "UPI"),
    ("united press international", "UPI"),
    ("pa", "PA Media"),
    ("pa media", "PA Media"),
    ("press association", "PA Media"),
    ("the press association", "PA Media"),
    ("xinhua", "Xinhua"),
    ("tass", "TASS"),
    ("itar-tass", "TASS"),
    ("ria novosti", "RIA Novosti"),
    ("interfax", "Interfax"),
    ("anadolu agency", "Anadolu"),
    ("anadolu", "Anadolu"),
    ("ansa", "ANSA"),
    ("efe", "EFE"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("yonhap", "Yonhap"),
    ("ians", "IANS"),
    ("pti", "PTI"),
    ("press trust of india", "PTI"),
    ("ani", "ANI"),
    ("bernama", "Bernama"),
    ("canadian press", "Canadian Press"),
    ("the canadian press", "Canadian Press"),
    ("australian associated press", "AAP"),
    ("aap", "AAP"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("tribune news service", "Tribune News Service"),
    ("apa", "APA"),
    ("irna", "IRNA"),
    ("sana", "SANA"),
];

/// The agency with this name, under the name shown.
pub fn agency_named(name: &str) -> Option<&'static str> {
    let folded = name
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    AGENCIES
        .iter()
        .find(|(written, _)| *written == folded)
        .map(|(_, shown)| *shown)
}

/// The agency credited in a byline, in the dateline ("BEIRUT (Reuters) —") or at the end; not one that is merely quoted.
pub fn agency_of(text: &str, blocks: &[Block]) -> Option<&'static str> {
    let of_kind = |kind| blocks.iter().filter(move |block| block.kind == kind);
    of_kind(BlockKind::Byline)
        .find_map(|block| agency_in_byline(block.span.of(text)))
        .or_else(|| of_kind(BlockKind::Dateline).find_map(|block| in_brackets(block.span.of(text))))
        .or_else(|| {
            let lead = of_kind(BlockKind::Paragraph).next()?;
            agency_in_dateline(lead.span.of(text))
        })
        .or_else(|| {
            let last = blocks.iter().rfind(|block| block.kind.is_body())?;
            agency_at_end(last.span.of(text))
        })
}

fn agency_in_byline(words: &str) -> Option<&'static str> {
    let folded = words.to_lowercase();
    if folded.starts_with("(reporting by") || folded.starts_with("reporting by") {
        return Some("Reuters");
    }
    words
        .split([',', '|', '/', '(', ')', '—', '–', ';', '\n'])
        .flat_map(|part| part.split(" and ").flat_map(|part| part.split(" for ")))
        .map(str::trim)
        .map(|part| {
            part.strip_prefix("By ")
                .or_else(|| part.strip_prefix("BY "))
                .unwrap_or(part)
        })
        .map(|part| part.strip_prefix("with ").unwrap_or(part))
        .find_map(agency_named)
}

/// "WASHINGTON (AFP) - ", "MOSCOW, Sept 5 (Reuters) –": the name in brackets within the first words, a dash soon after it.
fn agency_in_dateline(lead: &str) -> Option<&'static str> {
    let head = first_chars(lead, 90);
    let close = head.find(')')?;
    let after = head[close + 1..].trim_start();
    let dash = after.starts_with(['-', '–', '—', ':']);
    let opens = head.trim_start().starts_with('(');
    (dash || opens).then(|| in_brackets(head)).flatten()
}

fn in_brackets(words: &str) -> Option<&'static str> {
    let open = words.find('(')?;
    let close = open + words[open..].find(')')?;
    agency_named(&words[open + 1..close])
}

/// "… in Damascus. — AFP", "… (AFP)", or a last line that is only the name.
fn agency_at_end(words: &str) -> Option<&'static str> {
    if let Some(agency) = agency_named(words) {
        return Some(agency);
    }
    let words = words.trim_end_matches(['.', ' ']);
    if let Some(open) = words.rfind('(')
        && words.ends_with(')')
    {
        return agency_named(&words[open + 1..words.len() - 1]);
    }
    let dash = words.rfind(['—', '–', '-'])?;
    let before = words[..dash].trim_end();
    let name = words[dash..].trim_start_matches(['—', '–', '-']);
    before
        .ends_with(['.', '"', '”', '!', '?'])
        .then(|| agency_named(name))
        .flatten()
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The names in a block that is a byline: "By Ann Lee and Bob Ray", "Ben Ariel ,". Without "By" it must stand right after a
/// headline and look like names.
pub fn byline_in(words: &str, after_headline: bool) -> Option<&str> {
    let words = words.trim();
    let n_words = count_words(words);
    if n_words == 0 || n_words > 24 || words.len() > 200 {
        return None;
    }
    let lower = first_chars(words, 24).to_lowercase();
    for start in [
        "by ",
        "by: ",
        "written by ",
        "story by ",
        "reporting by ",
        "von ",
        "par ",
        "por ",
    ] {
        if lower.starts_with(start) {
            let names = words.get(start.len()..)?.trim();
            let foreign = matches!(start, "von " | "par " | "por ");
            let fits = starts_with_name(names) && (!foreign || after_headline && n_words <= 8);
            let sentence =
                names.ends_with('.') && n_words > 12 || names.contains(". ") && n_words > 14;
            return (fits && !sentence).then(|| trim_byline(names));
        }
    }
    if !after_headline || n_words > 10 || words.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    if agency_named(words).is_some() {
        return Some(words);
    }
    if let Some(name) = name_in_place(words) {
        return Some(name);
    }
    let trails = words.ends_with(',') || words.ends_with('|');
    let bare = trim_byline(words);
    let looks = if trails {
        looks_like_names(bare)
    } else {
        looks_like_credited_names(bare)
    };
    looks.then_some(bare)
}

fn trim_byline(names: &str) -> &str {
    names.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | ':' | '-' | '–' | '—' | '•')
    })
}

fn starts_with_name(names: &str) -> bool {
    names
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || !first.is_ascii() && first.is_alphabetic())
}

const NAME_LINKS: [&str; 14] = [
    "and", "de", "der", "van", "von", "bin", "al", "el", "la", "di", "da", "dos", "ibn", "&",
];

/// Two to eight words, each with a capital, links aside.
fn looks_like_names(words: &str) -> bool {
    let mut capitals = 0;
    for word in words.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.chars().next().is_some_and(char::is_uppercase)
            && !bare.chars().any(|c| c.is_ascii_digit())
        {
            capitals += 1;
        } else if !NAME_LINKS.contains(&bare) && word != "&" {
            return false;
        }
    }
    (2..=8).contains(&capitals)
}

/// "Ann Lee, Political Editor", "Ann Lee for AFP": names with what only bylines add.
fn looks_like_credited_names(words: &str) -> bool {
    const ROLES: [&str; 14] = [
        "correspondent",
        "editor",
        "reporter",
        "staff writer",
        "staff",
        "bureau",
        "in moscow",
        "in washington",
        "writer",
        "columnist",
        "agencies",
        "news service",
        "special to",
        "contributor",
    ];
    let folded = words.to_lowercase();
    let (name, rest) = match words.find([',', '|', '/', '(']) {
        Some(at) => words.split_at(at),
        None => match words.find(" for ") {
            Some(at) => words.split_at(at),
            None => return folded.ends_with("agencies") && looks_like_names(words),
        },
    };
    let credited =
        ROLES.iter().any(|role| folded.contains(role)) || agency_in_byline(rest).is_some();
    looks_like_names(name) && count_words(name) <= 5 && credited
}

/// The name in "Ann Lee in Washington".
fn name_in_place(words: &str) -> Option<&str> {
    let (name, place) = words.split_once(" in ")?;
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_credit = looks_like_names(name)
        && count_words(name) <= 3
        && (1..=3).contains(&count_words(place))
        && place.split(' ').all(is_capital);
    is_credit.then_some(name)
}

/// What stands under a name: for whom, or from where: "BBC News, Gaziantep", "Associated Press".
pub fn is_place_of_work(words: &str) -> bool {
    let outlet = words.split(',').next().unwrap_or_default();
    let is_known = agency_named(outlet).is_some() || outlets::canonical(outlet).is_some();
    is_known && count_words(words) <= 6
}

/// "(Reporting by Ann Lee; Editing by Bob Ray)" and its like at the end of an article.
pub fn is_tail_credit(words: &str) -> bool {
    /// Characters of the longest of the words below, and some more.
    const LONGEST: usize = 40;
    let start = words.trim_start_matches(['(', '—', '-', '–', ' ', '_', '•']);
    let start: String = start.chars().take(LONGEST).collect();
    let folded = start.to_lowercase();
    let is_credit = [
        "reporting by",
        "additional reporting by",
        "writing by",
        "editing by",
        "compiled by",
        "with reporting by",
        "the associated press contributed",
        "reuters contributed",
        "afp contributed",
        "associated press writer",
        "associated press writers",
        "with files from",
        "with inputs from",
        "with agencies",
    ]
    .iter()
    .any(|start| folded.starts_with(start));
    is_credit && count_words(words) <= 60
}

#[cfg(test)]
mod tests {
    use super::{agency_at_end, agency_in_byline, agency_in_dateline, byline_in, is_tail_credit};

    #[test]
    fn bylines_are_told_from_sentences() {
        for (words, after_headline, expected) in [
            (
                "By Ann Lee and Bob Ray, Reuters",
                false,
                Some("Ann Lee and Bob Ray, Reuters"),
            ),
            ("Ben Ariel ,", true, Some("Ben Ariel")),
            ("Ben Ariel ,", false, None),
            (
                "Ann Lee, Political Editor",
                true,
                Some("Ann Lee, Political Editor"),
            ),
            ("Reuters", true, Some("Reuters")),
            ("Ann Lee in Washington", true, Some("Ann Lee")),
            ("Ðåìáûñòðûå ñëîâà áåç ñìûñëà è òîëêà", true, None),
            ("By the time they came, it was over.", true, None),
            (
                "By Monday the ministers of all countries had agreed to meet again in the autumn of the year.",
                true,
                None,
            ),
            ("Syria Talks", true, None),
            ("", true, None),
        ] {
            assert_eq!(byline_in(words, after_headline), expected, "{words}");
        }
    }

    #[test]
    fn agencies_are_credited_not_quoted() {
        assert_eq!(agency_in_byline("By Ann Lee, Associated Press"), Some("AP"));
        assert_eq!(agency_in_byline("(Reporting by Ann Lee)"), Some("Reuters"));
        assert_eq!(agency_in_byline("By Reuters"), Some("Reuters"));
        assert_eq!(
            agency_in_dateline("BEIRUT, Sept 5 (Reuters) - Syria said"),
            Some("Reuters")
        );
        assert_eq!(agency_in_dateline("(AFP) Syria said"), Some("AFP"));
        assert_eq!(agency_in_dateline("The agency (AFP) said so"), None);
        assert_eq!(agency_at_end("It was over. — AFP"), Some("AFP"));
        assert_eq!(agency_at_end("It was over (AP)"), Some("AP"));
        assert_eq!(agency_at_end("an official told AFP"), None);
        assert!(is_tail_credit("(Additional reporting by Ann Lee)"));
    }
}
