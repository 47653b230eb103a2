//! Where the words that name the speaker start and end, by rules over words and marks; no parser.

mod left;
mod right;

use std::ops::Range;

pub use left::speaker_left;
pub use right::speaker_right;

use crate::text::WEEKDAYS;

/// A reporting verb with the words that name who reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb with its auxiliaries and adverbs.
    pub cue: Range<usize>,
    /// Who; empty when nobody is named.
    pub speaker: Range<usize>,
    /// First unit after verb and speaker.
    pub after: usize,
    /// First unit of verb and speaker.
    pub before: usize,
}

const PRONOUNS: &[&str] = &["he", "she", "they", "it", "i", "we", "you", "who", "which"];

/// Whether a word is a pronoun that can speak.
pub fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(&word)
}

/// A weekday or a word of time, which follows a verb of speech without belonging to the speaker.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
        || matches!(
            word,
            "today"
                | "yesterday"
                | "tuesday's"
                | "earlier"
                | "later"
                | "recently"
                | "last"
                | "late"
                | "early"
                | "this"
                | "afterward"
                | "afterwards"
                | "then"
        )
}
