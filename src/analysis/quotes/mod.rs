//! Who says what: quotations with speaker, cue and content, and the sources an article rests on.

mod model;

pub use model::{
    Alteration, ArticleQuotes, Attribution, Quotation, QuotationCell, QuotationKind, Utterance,
    WordChange,
};

use super::Analysed;
use super::entities::Mention;
use crate::text::Reading;

/// Quotations and attributions of one article, in order of the text.
pub fn find_quotes(_text: &str, _reading: &Reading, _mentions: &[Mention]) -> ArticleQuotes {
    ArticleQuotes::default()
}

/// The same utterance across articles: every quotation of every article, grouped. Order-free apart from the indexes into
/// `articles`.
pub fn align_quotations(_articles: &[&Analysed]) -> Vec<Utterance> {
    Vec::new()
}
