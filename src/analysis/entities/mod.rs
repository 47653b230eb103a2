//! Who and what is named: mentions found in each article, merged into entities across articles.
//!
//! - finding: `capitals` (runs of capitalised words), `trimming` (titles off the front)
//! - merging: `names` (keys), `aliases` and `lists` (what ships in assets/), `document` (inside one article), `grouping`
//!   (across articles), `corrections` (the person's decisions), `index` (all of it in order)
//! - counting: `counts`

mod aliases;
mod capitals;
mod corrections;
mod counts;
mod document;
mod grouping;
mod index;
mod lists;
mod model;
mod names;
mod trimming;

pub use aliases::{AliasList, Thing};
pub use counts::{Cell, CountRow, CountTable, Fold, GroupOfArticles, count_entities};
pub use index::index_with;
pub use model::{Alias, Entity, EntityIndex, EntityType, Mention, MentionPlace};
pub use names::name_key;

use crate::corpus::Decision;
use crate::text::Reading;

use super::Analysed;

/// The names in one article, in order of the text; spans do not overlap. Captions and boilerplate are left out.
pub fn find_mentions(text: &str, reading: &Reading) -> Vec<Mention> {
    capitals::find_capitalised(text, reading)
}

/// Merges the mentions of all articles into entities, with the person's decisions applied. Most frequent first, then by
/// name. The result does not depend on the order of `articles`, except that [`MentionPlace::article`] indexes them.
pub fn index_entities(articles: &[&Analysed], decisions: &[&Decision]) -> EntityIndex {
    index_with(articles, decisions, AliasList::shipped())
}
