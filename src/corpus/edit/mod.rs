//! Edits: each function turns a wish of the person into the [`Patch`] that fulfils it. Nothing is changed here: who applies
//! the patch gets the one that takes it back. A wish that changes nothing is an empty patch; ids without a row are passed over.
//!
//! Functions that take `&mut Corpus` use up ids, which are never given twice; they change no row either.

mod articles;
mod decisions;
mod links;
mod outlets;
mod stories;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::table::RowChange;
use super::{ArticleId, Chosen, Corpus, Patch, Table};

pub use articles::{
    remove_articles, set_address, set_agency, set_byline, set_completeness, set_excluded,
    set_headline, set_language, set_published,
};
pub use decisions::{decide, forget_decision, review, set_block_kind};
pub use links::{ByHand, by_hand, split, tie_all, untie};
pub use outlets::{
    merge_outlets, outlet_id, recolour_outlet, rename_outlet, set_outlet, set_outlet_short_name,
};
pub use stories::{delete_story, new_story, put_in_story, rename_story, take_out_of_story};

/// Puts articles side by side, left to right; each once. The base stays if it is among them.
pub fn set_columns(corpus: &Corpus, columns: Vec<ArticleId>) -> Patch {
    let mut chosen = Chosen {
        columns: Vec::new(),
        base: corpus.comparison.base,
    };
    for id in columns {
        if corpus.articles.get(id).is_some() && !chosen.columns.contains(&id) {
            chosen.columns.push(id);
        }
    }
    chosen.base = chosen.base.filter(|base| chosen.columns.contains(base));
    with_comparison(corpus, Patch::new("change the comparison"), chosen)
}

/// Puts an article at the right end of the comparison, or takes it out.
pub fn toggle_column(corpus: &Corpus, article: ArticleId) -> Patch {
    let mut columns = corpus.comparison.columns.clone();
    if columns.contains(&article) {
        columns.retain(|id| *id != article);
    } else {
        columns.push(article);
    }
    set_columns(corpus, columns)
}

/// Holds the others against this article, or against none.
pub fn set_base(corpus: &Corpus, base: Option<ArticleId>) -> Patch {
    let mut chosen = Chosen::clone(&corpus.comparison);
    chosen.base = base.filter(|base| chosen.columns.contains(base));
    with_comparison(corpus, Patch::new("set base"), chosen)
}

/// Sets the title of the workspace.
pub fn set_title(corpus: &Corpus, title: &str) -> Patch {
    let title = title.trim();
    let mut patch = Patch::new("rename workspace");
    patch.title = (title != &*corpus.title).then(|| Arc::from(title));
    patch
}

fn with_comparison(corpus: &Corpus, mut patch: Patch, chosen: Chosen) -> Patch {
    patch.comparison = (chosen != *corpus.comparison).then(|| Arc::new(chosen));
    patch
}

/// The changed versions of some rows; rows that `change` leaves as they are do not count as changed.
fn changed<K: Ord + Copy, V: Clone + PartialEq>(
    table: &Table<K, V>,
    ids: impl IntoIterator<Item = K>,
    mut change: impl FnMut(&mut V),
) -> Vec<RowChange<K, V>> {
    let mut ids: Vec<K> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| {
            let before = table.get(id)?;
            let mut row = V::clone(before);
            change(&mut row);
            (row != **before).then(|| (id, Some(Arc::new(row))))
        })
        .collect()
}

/// All ids of a table.
fn ids_of<K: Ord + Copy, V>(table: &Table<K, V>) -> Vec<K> {
    table.entries().map(|(id, _)| id).collect()
}
