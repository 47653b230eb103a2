//! Text into sentences and tokens: spans into an article's text, never copies of it. Knows no screen, disk, thread or clock.

mod abbreviations;
mod calendar;
mod normalize;
mod reading;
mod sentences;
mod span;
mod stem;
mod stop_words;
mod tokenize;

pub use calendar::{MONTHS, WEEKDAYS};
pub use normalize::fold;
pub use reading::{Reading, Sentence};
pub use sentences::split_sentences;
pub use span::Span;
pub use stem::stem;
pub use stop_words::is_stop_word;
pub use tokenize::{Token, TokenKind, count_words, tokenize};
