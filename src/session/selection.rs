//! What is selected, in one place for all views.

use std::collections::BTreeSet;

use crate::corpus::{ArticleId, Place};
use crate::text::Span;

/// Something the inspector can show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Item {
    /// Nothing.
    #[default]
    Nothing,
    /// An article.
    Article(ArticleId),
    /// A statement of the comparison, by its number.
    Statement(u32),
    /// A sentence only one article has.
    OnlyHere {
        /// Which article.
        article: ArticleId,
        /// Which words.
        span: Span,
    },
    /// An entity, by the name of its row.
    Entity(String),
}

/// The selection of all views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What the inspector shows.
    pub item: Item,
    /// Rows selected in the library.
    pub articles: BTreeSet<ArticleId>,
    /// The column that commands about a column act on.
    pub column: Option<ArticleId>,
    /// The places of a statement or sentence that is to be joined with another.
    pub joining: Option<Vec<Place>>,
    /// A place the Compare view should bring into sight, with a count so that the same place can be asked for again.
    pub go_to: Option<(ArticleId, Span, u64)>,
}
