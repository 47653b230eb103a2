//! Who and what is named: mentions found in each article, merged into entities across articles.
//!
//! - finding: `capitals` (runs of capitalised words), `trimming` (titles off the front)
//! - merging: `names` (keys), `aliases` and `lists` (what ships in assets/), `document` (inside one article), `grouping`
//!   (across articles), `descriptions` ("the secretary"), `corrections` (the person's decisions), `index` (all of it in order)
//! - counting: `folding` (what counts under which name), `counts`

mod aliases;
mod capitals;
mod corrections;
mod counts;
mod descriptions;
mod document;
mod folding;
mod grouping;
mod index;
mod lists;
mod model;
mod names;
pub mod recogniser;
mod suggestions;
#[cfg(test)]
pub(super) mod tests;
mod trimming;

pub use aliases::{AliasList, Thing};
pub use counts::{Cell, CountRow, CountTable, GroupOfArticles, count_entities};
pub use folding::{Counting, Fold};
pub use index::{IndexOptions, index_with};
pub use model::{Alias, Entity, EntityIndex, EntityType, Mention, MentionPlace};
pub use names::{initials, is_all_capitals, name_key, shown, skeleton};
pub use suggestions::{
    MergeGroup, MergeReason, MergeSuggestion, group_suggestions, suggest_merges,
};

use crate::corpus::Decision;
use crate::text::Reading;

use super::Analysed;

/// How the names of an article were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By the trained recogniser.
    Trained,
    /// By capitals only, since the recogniser was not trained for the language: the view says so.
    Capitals,
}

/// The method for an article's language (a BCP 47 tag); an unknown language is taken for English.
pub fn method_for(language: Option<&str>) -> Method {
    let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag));
    match primary {
        None | Some("" | "und") => Method::Trained,
        Some(tag) if tag.eq_ignore_ascii_case("en") => Method::Trained,
        Some(_) => Method::Capitals,
    }
}

/// The names in one article of English, in order of the text; spans do not overlap. Captions and boilerplate are left out.
pub fn find_mentions(text: &str, reading: &Reading) -> Vec<Mention> {
    find_mentions_by(Method::Trained, text, reading)
}

/// The names in one article, found by this method (see [`method_for`]).
pub fn find_mentions_by(method: Method, text: &str, reading: &Reading) -> Vec<Mention> {
    match method {
        Method::Trained => recogniser::find_trained(text, reading),
        Method::Capitals => capitals::find_capitalised(text, reading),
    }
}

/// Merges the mentions of all articles into entities, with the person's decisions applied. Most frequent first, then by
/// name. The result does not depend on the order of `articles`, except that [`MentionPlace::article`] indexes them.
pub fn index_entities(articles: &[&Analysed], decisions: &[&Decision]) -> EntityIndex {
    index_with(articles, decisions, &IndexOptions::default())
}

/// Whether a word is a nationality, people or faith of the list ("Russian", "Kurds"), written with a capital.
pub fn is_nationality(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && lists::lists()
            .demonym(&name_key(word, EntityType::Other))
            .is_some()
}
