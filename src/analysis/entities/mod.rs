//! Who and what is named: mentions found in each article, merged into entities across articles.

mod model;

pub use model::{Alias, Entity, EntityIndex, EntityType, Mention, MentionPlace};

use crate::corpus::Decision;
use crate::text::Reading;

use super::Analysed;

/// The names in one article, in order of the text; spans do not overlap. Captions and boilerplate are left out.
pub fn find_mentions(_text: &str, _reading: &Reading) -> Vec<Mention> {
    Vec::new()
}

/// Merges the mentions of all articles into entities, with the person's decisions applied. Most frequent first, then by
/// name. The result does not depend on the order of `articles`, except that [`MentionPlace::article`] indexes them.
pub fn index_entities(_articles: &[&Analysed], _decisions: &[&Decision]) -> EntityIndex {
    EntityIndex::default()
}
