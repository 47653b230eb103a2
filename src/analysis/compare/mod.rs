//! The comparison: statements across articles, how their cells stand to each other, what differs, who leaves out what.

mod lexicon;
mod model;

pub use lexicon::word_hash;
pub use model::{
    Cell, Comparison, Containment, Difference, DifferenceKind, DifferenceNature, DifferenceValue,
    Mark, MarkKind, OnlyHere, Pair, Passage, Placement, PlacementBlock, Relation, Statement,
};

use super::{Analysed, Cancelled, Ctx};
use crate::corpus::Decision;

/// Compares two to a dozen articles.
///
/// `articles` must be in siglum order (see [`crate::corpus::sort_by_siglum`]); every index in the result points into it. The result
/// depends on the articles and decisions alone.
pub fn compare(
    articles: &[&Analysed],
    _decisions: &[&Decision],
    ctx: &mut dyn Ctx,
) -> Result<Comparison, Cancelled> {
    ctx.step(0, 1)?;
    Ok(Comparison {
        n_articles: articles.len(),
        ..Comparison::default()
    })
}
