//! What the person works on: outlets, articles, stories, decisions, the ledger. The only thing edited, undone and saved.
//!
//! Not here: anything computed (see [`crate::analysis`]), and files (see [`crate::store`]).

#[cfg(test)]
pub mod arbitrary;
mod article;
mod corrections_file;
mod decision;
pub mod edit;
mod ids;
mod ledger;
mod metadata;
mod model;
mod outlet;
mod sigla;
mod story;
mod table;

pub use article::{Article, Block, BlockKind, Completeness, Source, is_other_language};
pub use corrections_file::{BadCorrections, read_corrections, write_corrections};
pub use decision::{Decision, Place, Review, ReviewState, ReviewedDifference, stand_side_by_side};
pub use ids::{ArticleId, DecisionId, LedgerId, OutletId, StoryId};
pub use ledger::{LedgerLine, Outcome};
pub use metadata::{Field, NotADate, Origin, Published, Sourced};
pub use model::{Chosen, Corpus, NextIds, Patch};
pub use outlet::Outlet;
pub use sigla::{siglum, sort_by_siglum};
pub use story::Story;
pub use table::{RowChange, Table};
