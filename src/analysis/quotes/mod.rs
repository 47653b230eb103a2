//! Who says what: quotations with speaker, cue and content, and the sources an article rests on.
//!
//! - `marks`: stretches between quotation marks.
//! - `skeleton`: the article with each such stretch as one unit, in lines; `dateline`: the one that opens a paragraph.
//! - `lexicon`, `speaker`, `find`: reporting verbs, who they belong to, what they govern.
//! - `names`, `gender`, `resolve`: "the secretary", "he", "Toner" into names.
//! - `attributions`: agencies, outlets and officials an article rests on.
//! - `corrections`: the person's word on who said something.
//! - `align`: the same utterance in several articles, and how it was altered.
//! - `origins`: which articles rest on one origin.

mod align;
mod attributions;
mod corrections;
mod dateline;
mod find;
mod gender;
mod lexicon;
mod marks;
mod model;
mod names;
mod origins;
mod resolve;
mod skeleton;
mod speaker;
#[cfg(test)]
mod tests;

pub use corrections::{correct_speakers, corrected_quotes};
pub use model::{
    Alteration, ArticleQuotes, Attribution, Origin, OriginEvidence, Quotation, QuotationCell,
    QuotationKind, Utterance, WordChange,
};
pub use origins::{CopiedShare, MOSTLY_COPIED, OriginArticle, SOME_COPIED, find_origins};

pub(super) use speaker::is_pronoun;

use super::entities::Mention;
use super::{Analysed, Cancelled};
use crate::text::Reading;

/// Reads the lists now, so that the first article does not wait for them.
pub fn warm_up() {
    lexicon::lexicon();
}

/// A speaker is an outlet when no more bytes than these stand beside its name ("the … newspaper").
const MOST_BESIDE_OUTLET: usize = 12;

/// Quotations and attributions of one article, in order of the text. `mentions` settle who "the secretary" is; without them
/// speakers keep the words that name them.
pub fn find_quotes(text: &str, reading: &Reading, mentions: &[Mention]) -> ArticleQuotes {
    let skeleton = skeleton::Skeleton::new(text, reading);
    let drafts = find::find_drafts(text, &skeleton);
    let mut quotations = resolve::resolve(text, &skeleton, mentions, drafts);
    let attributions = attributions::find_attributions(text, reading, &quotations);
    for quotation in &mut quotations {
        let Some(speaker) = quotation.speaker else {
            continue;
        };
        let from = attributions.partition_point(|found| found.span.start < speaker.start);
        let outlet = attributions[from..]
            .iter()
            .take_while(|found| found.span.start < speaker.end)
            .find(|found| {
                found.is_outlet
                    && speaker.contains(found.span)
                    && speaker.len() <= found.span.len() + MOST_BESIDE_OUTLET
            });
        if let Some(outlet) = outlet {
            quotation.speaker_name.clone_from(&outlet.source);
        }
    }
    ArticleQuotes {
        quotations,
        attributions,
    }
}

/// The same utterance across articles: every quotation of every article, grouped. Order-free apart from the indexes into
/// `articles`.
pub fn align_quotations(articles: &[&Analysed]) -> Vec<Utterance> {
    align_quotations_watched(articles, &mut || Ok(())).expect("nobody cancels")
}

/// As [`align_quotations`]; `watch` is asked from time to time whether to go on.
pub fn align_quotations_watched(
    articles: &[&Analysed],
    watch: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<Vec<Utterance>, Cancelled> {
    let quoting: Vec<align::Quoting<'_>> = articles
        .iter()
        .map(|analysed| align::Quoting {
            text: analysed.text(),
            quotations: &analysed.quotes.quotations,
        })
        .collect();
    align::group(&quoting, watch)
}
