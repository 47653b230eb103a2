//! The entity table as the window shows it: entities with counts per group, computed once in the background.

use std::sync::Arc;

use crate::analysis::Analysed;
use crate::analysis::entities::EntityIndex;

/// What the columns of the entity table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// One column per outlet.
    #[default]
    Outlet,
    /// One column per article.
    Article,
}

/// What the cells of the entity table hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CountUnit {
    /// Per 1,000 words.
    #[default]
    PerThousand,
    /// Raw counts.
    Raw,
}

/// Entities of all articles that are not excluded.
#[derive(Debug, Default)]
pub struct EntityRows {
    /// The articles; indexes in `index` point here.
    pub articles: Vec<Arc<Analysed>>,
    /// The entities.
    pub index: EntityIndex,
}
