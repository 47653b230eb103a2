//! Whether "he" or "she" can stand for somebody: from titles and nouns that say so ("Sir", "spokeswoman"), else from the first name.
//! Where neither does, nothing is ruled out.

use super::lexicon::lexicon;
use crate::text::fold;

/// What a pronoun or a title says of the person it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// "She".
    Female,
    /// "He".
    Male,
}

impl Gender {
    /// Of "he", "she", "his", "her" (in lower case).
    pub fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "she" | "her" => Some(Self::Female),
            "he" | "his" => Some(Self::Male),
            _ => None,
        }
    }

    /// Of a title or a noun for a person (in lower case, without a stop).
    pub fn of_noun(word: &str) -> Option<Self> {
        if FEMALE.contains(&word) || word.len() > 5 && word.ends_with("woman") {
            return Some(Self::Female);
        }
        let male = MALE.contains(&word) || word.len() > 5 && word.ends_with("man");
        // "woman" and "human" end in "man" too
        (male && !matches!(word, "human" | "german" | "roman")).then_some(Self::Male)
    }

    /// Of a name written in full, by its first word.
    pub fn of_name(name: &str) -> Option<Self> {
        let (first, _) = name.split_once(' ')?;
        lexicon().given_name(&fold(first))
    }
}

const FEMALE: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "dame",
    "lady",
    "queen",
    "princess",
    "duchess",
    "baroness",
    "countess",
    "empress",
    "mother",
    "wife",
    "widow",
    "daughter",
    "sister",
    "aunt",
    "niece",
    "grandmother",
    "woman",
    "girl",
    "girlfriend",
    "actress",
    "waitress",
    "nun",
    "housewife",
    "heroine",
];

const MALE: &[&str] = &[
    "mr",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "baron",
    "count",
    "emperor",
    "father",
    "husband",
    "widower",
    "son",
    "brother",
    "uncle",
    "nephew",
    "grandfather",
    "man",
    "boy",
    "boyfriend",
    "actor",
    "waiter",
    "monk",
    "imam",
    "pope",
    "ayatollah",
    "sheikh",
];
