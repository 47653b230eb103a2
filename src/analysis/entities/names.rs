//! Normal forms of names: the key under which two spellings are one name, and what is cut off the front of a name.
//!
//! A key is lower case, without diacritics, stops, apostrophes, hyphens, a leading "the" and the Arabic article
//! ("Bashar al-Assad" and "Bashar Assad" have one key). It is for comparing and never shown.

use std::borrow::Cow;

use crate::text::fold;

use super::EntityType;

/// Endings of firms that say nothing about which firm it is.
const FIRM_ENDINGS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "co",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "ag",
    "nv",
    "gmbh",
    "sa",
    "spa",
    "se",
];

/// Endings of persons' names that are no surname.
const PERSON_ENDINGS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Abbreviations that open names of organisations ("UN General Assembly").
const OPENINGS: &[(&str, &str)] = &[
    ("un", "united nations"),
    ("us", "united states"),
    ("uk", "united kingdom"),
    ("eu", "european union"),
];

/// The key of a name as it is written.
///
/// Cost: linear in the name. Empty for a name without letters or digits.
pub fn name_key(name: &str, kind: EntityType) -> String {
    let folded = fold(name);
    let spaced = spell_out_articles(&folded, kind);
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    for raw in spaced.split(|c: char| c.is_whitespace() || c == '/') {
        let word: String = raw
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '&')
            .collect();
        if !word.is_empty() {
            words.push(Cow::Owned(word));
        }
    }
    tidy_words(&mut words, kind);
    words.join(" ")
}

/// Parts hyphens and drops the hyphenated Arabic article: "al-assad" → " assad".
fn spell_out_articles(folded: &str, kind: EntityType) -> String {
    let mut out = String::with_capacity(folded.len());
    for (at, word) in folded.split_whitespace().enumerate() {
        if !out.is_empty() {
            out.push(' ');
        }
        let bare = ["al-", "el-", "ul-", "ad-", "as-", "ash-", "at-", "an-"]
            .iter()
            .find_map(|article| word.strip_prefix(article))
            .filter(|rest| rest.chars().count() > 2);
        match bare {
            Some(rest) => out.push_str(rest),
            // "Al Jazeera" as "al-Jazeera"; "Al Gore" stays
            None if word == "al" && at == 0 && kind != EntityType::Person => {}
            None if word == "al" && at > 0 => {}
            None => out.push_str(word),
        }
    }
    out.replace('-', " ")
}

fn tidy_words(words: &mut Vec<Cow<'_, str>>, kind: EntityType) {
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if words.len() > 1 && words[0] == "st" {
        words[0] = Cow::Borrowed("saint");
    }
    match kind {
        EntityType::Person => {
            while words.len() > 1 && words.last().is_some_and(|w| PERSON_ENDINGS.contains(&&**w)) {
                words.pop();
            }
        }
        EntityType::Organisation => {
            while words.len() > 1 && words.last().is_some_and(|w| FIRM_ENDINGS.contains(&&**w)) {
                words.pop();
            }
            if words.len() > 1
                && let Some((_, full)) = OPENINGS.iter().find(|(short, _)| words[0] == *short)
            {
                words[0] = Cow::Borrowed(full);
            }
        }
        EntityType::Place | EntityType::Other => {}
    }
}

/// Whether `name` is written in capitals only (at least two of them; stops and digits may stand between).
pub fn is_all_capitals(name: &str) -> bool {
    let mut capitals = 0;
    for c in name.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals >= 2
}

/// The initials of a name's capitalised words, upper case: "Food and Drug Administration" → "FDA".
pub fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .filter(|c| c.is_uppercase())
        .collect()
}

/// The name as shown: white space collapsed to single spaces.
pub fn shown(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The consonant skeleton under which transliterations of one name agree: "Qadhafi", "Gaddafi" → "gdf".
pub fn skeleton(word: &str) -> String {
    const DIGRAPHS: &[(&str, &str)] = &[
        ("kh", "k"),
        ("gh", "g"),
        ("dh", "d"),
        ("zh", "z"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("th", "t"),
        ("ph", "f"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
    ];
    let mut plain = word.to_owned();
    for (from, to) in DIGRAPHS {
        plain = plain.replace(from, to);
    }
    let mut out = String::new();
    for (at, c) in plain.chars().enumerate() {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        if vowel && at > 0 {
            continue;
        }
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::EntityType::{self, Organisation, Other, Person, Place};
    use super::{initials, is_all_capitals, name_key, skeleton};

    fn check(name: &str, kind: EntityType, expected: &str) {
        assert_eq!(name_key(name, kind), expected, "{name}");
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        check("Bashar al-Assad", Person, "bashar assad");
        check("Bashar Al‑Assad", Person, "bashar assad");
        check("Al Gore", Person, "al gore");
        check("al-Jazeera", Organisation, "jazeera");
        check("Al Jazeera", Organisation, "jazeera");
        check("The New York Times", Organisation, "new york times");
        check("U.S.", Place, "us");
        check(
            "UN General Assembly",
            Organisation,
            "united nations general assembly",
        );
        check("Apple Inc.", Organisation, "apple");
        check("Martin Luther King, Jr.", Person, "martin luther king");
        check("St. Petersburg", Place, "saint petersburg");
        check("François\n Hollande", Person, "francois hollande");
        check("Shi'ite", Other, "shiite");
        check("—", Other, "");
    }

    #[test]
    fn initials_skip_small_words() {
        assert_eq!(initials("Food and Drug Administration"), "FDA");
        assert_eq!(initials("United Nations"), "UN");
        assert!(is_all_capitals("U.S."));
        assert!(!is_all_capitals("Al"));
    }

    #[test]
    fn transliterations_share_a_skeleton() {
        for other in ["gadhafi", "gaddafi", "gadafi"] {
            assert_eq!(skeleton(other), "gdf");
        }
        assert_eq!(skeleton("qaddafi"), skeleton("kadafi"));
        assert_eq!(skeleton("sergey"), skeleton("sergei"));
        assert_ne!(skeleton("lavrov"), skeleton("larov"));
    }
}
