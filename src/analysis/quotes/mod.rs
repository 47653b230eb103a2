//! Who says what: quotations with speaker, cue and content, and the sources an article rests on.
//!
//! - `marks`: stretches between quotation marks.
//! - `skeleton`: the article with each such stretch as one unit, in lines.
//! - `lexicon`, `speaker`, `find`: reporting verbs, who they belong to, what they govern.
//! - `resolve`: "the secretary", "he", "Toner" into names.
//! - `attributions`: agencies, outlets and officials an article rests on.
//! - `align`: the same utterance in several articles, and how it was altered.
//! - `origins`: which articles rest on one origin.

mod align;
mod find;
mod lexicon;
mod marks;
mod model;
mod names;
mod resolve;
mod segments;
mod skeleton;
mod speaker;

pub use model::{
    Alteration, ArticleQuotes, Attribution, Quotation, QuotationCell, QuotationKind, Utterance,
    WordChange,
};

use super::Analysed;
use super::entities::Mention;
use crate::text::Reading;

/// Quotations and attributions of one article, in order of the text. Works with an empty list of mentions too: names are
/// then read off the capital letters.
pub fn find_quotes(text: &str, reading: &Reading, mentions: &[Mention]) -> ArticleQuotes {
    let skeleton = skeleton::Skeleton::new(text, reading);
    let drafts = find::find_drafts(text, &skeleton);
    let quotations = resolve::resolve(text, &skeleton, mentions, drafts);
    ArticleQuotes {
        quotations,
        attributions: Vec::new(),
    }
}

/// The same utterance across articles: every quotation of every article, grouped. Order-free apart from the indexes into
/// `articles`.
pub fn align_quotations(articles: &[&Analysed]) -> Vec<Utterance> {
    let quoting: Vec<align::Quoting<'_>> = articles
        .iter()
        .map(|analysed| align::Quoting {
            text: analysed.text(),
            quotations: &analysed.quotes.quotations,
        })
        .collect();
    align::group(&quoting)
}
