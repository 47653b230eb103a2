//! The corpus: the only thing that is edited, undone and saved. Everything else is computed from it.
//!
//! An edit is a [`Patch`]: the rows that change. Applying one returns the patch that takes it back, so undo, redo and
//! saving need no code per kind of edit.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::table::{RowChange, Table};
use super::{
    Article, ArticleId, Decision, DecisionId, LedgerId, LedgerLine, Outlet, OutletId, Story,
    StoryId,
};

/// Everything the person has put together. Two are equal when they hold the same rows; which ids are used up does not count,
/// so that an edit that was taken back leaves an equal corpus.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Articles.
    pub articles: Table<ArticleId, Article>,
    /// Outlets.
    pub outlets: Table<OutletId, Outlet>,
    /// Stories.
    pub stories: Table<StoryId, Story>,
    /// What the person decided, in order.
    pub decisions: Table<DecisionId, Decision>,
    /// What became of every file offered.
    pub ledger: Table<LedgerId, LedgerLine>,
    /// The comparison on the screen.
    pub comparison: Arc<Chosen>,
    /// Title of the workspace, may be empty.
    pub title: Arc<str>,
    /// Ids are never given twice, also not after an undo.
    next_ids: NextIds,
}

/// The chosen articles, as columns from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Column order; each article once.
    pub columns: Vec<ArticleId>,
    /// The article the others are held against, if one was picked.
    pub base: Option<ArticleId>,
}

/// The next free id of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NextIds {
    /// Of articles.
    pub article: u32,
    /// Of outlets.
    pub outlet: u32,
    /// Of stories.
    pub story: u32,
    /// Of decisions.
    pub decision: u32,
    /// Of ledger lines.
    pub ledger: u32,
}

/// Rows that change together: one gesture of the person, one step of undo, one transaction on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// What the person did, for "Undo …": "edit outlet".
    pub label: String,
    /// Changed articles.
    pub articles: Vec<RowChange<ArticleId, Article>>,
    /// Changed outlets.
    pub outlets: Vec<RowChange<OutletId, Outlet>>,
    /// Changed stories.
    pub stories: Vec<RowChange<StoryId, Story>>,
    /// Changed decisions.
    pub decisions: Vec<RowChange<DecisionId, Decision>>,
    /// Changed ledger lines.
    pub ledger: Vec<RowChange<LedgerId, LedgerLine>>,
    /// The new comparison.
    pub comparison: Option<Arc<Chosen>>,
    /// The new title.
    pub title: Option<Arc<str>>,
}

impl Patch {
    /// An empty patch with its name.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// This patch and then `later`, as one with `later`'s name. Rows that both change take `later`'s value.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        self.label = later.label;
        self.articles.extend(later.articles);
        self.outlets.extend(later.outlets);
        self.stories.extend(later.stories);
        self.decisions.extend(later.decisions);
        self.ledger.extend(later.ledger);
        self.comparison = later.comparison.or(self.comparison);
        self.title = later.title.or(self.title);
        self
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
            && self.outlets.is_empty()
            && self.stories.is_empty()
            && self.decisions.is_empty()
            && self.ledger.is_empty()
            && self.comparison.is_none()
            && self.title.is_none()
    }
}

macro_rules! new_id {
    ($name:ident, $id:ident, $field:ident, $table:ident) => {
        /// An id never used in this corpus before.
        pub fn $name(&mut self) -> $id {
            let used = self.$table.last_id().map_or(0, |id| id.0 + 1);
            let id = $id(self.next_ids.$field.max(used));
            self.next_ids.$field = id.0 + 1;
            id
        }
    };
}

impl Corpus {
    new_id!(new_article_id, ArticleId, article, articles);
    new_id!(new_outlet_id, OutletId, outlet, outlets);
    new_id!(new_story_id, StoryId, story, stories);
    new_id!(new_decision_id, DecisionId, decision, decisions);
    new_id!(new_ledger_id, LedgerId, ledger, ledger);

    /// The next free id of each kind, to be saved with the rows.
    pub fn next_ids(&self) -> NextIds {
        self.next_ids
    }

    /// Takes the ids below `saved` for used, also those whose rows are gone. Ids already used here stay used.
    pub fn raise_next_ids(&mut self, saved: NextIds) {
        let next = &mut self.next_ids;
        next.article = next.article.max(saved.article);
        next.outlet = next.outlet.max(saved.outlet);
        next.story = next.story.max(saved.story);
        next.decision = next.decision.max(saved.decision);
        next.ledger = next.ledger.max(saved.ledger);
    }

    /// Makes the changes and returns the patch that takes them back.
    pub fn apply(&mut self, patch: Patch) -> Patch {
        Patch {
            label: patch.label,
            articles: self.articles.apply(patch.articles),
            outlets: self.outlets.apply(patch.outlets),
            stories: self.stories.apply(patch.stories),
            decisions: self.decisions.apply(patch.decisions),
            ledger: self.ledger.apply(patch.ledger),
            comparison: patch
                .comparison
                .map(|chosen| std::mem::replace(&mut self.comparison, chosen)),
            title: patch
                .title
                .map(|title| std::mem::replace(&mut self.title, title)),
        }
    }

    /// The article's outlet.
    pub fn outlet_of(&self, article: &Article) -> Option<&Arc<Outlet>> {
        article.outlet.get().and_then(|id| self.outlets.get(*id))
    }

    /// The outlet with this name, letter case aside.
    pub fn outlet_named(&self, name: &str) -> Option<&Arc<Outlet>> {
        let name = name.trim().to_lowercase();
        self.outlets
            .iter()
            .find(|outlet| outlet.name.to_lowercase() == name)
    }
}

impl PartialEq for Corpus {
    fn eq(&self, other: &Self) -> bool {
        self.articles == other.articles
            && self.outlets == other.outlets
            && self.stories == other.stories
            && self.decisions == other.decisions
            && self.ledger == other.ledger
            && self.comparison == other.comparison
            && self.title == other.title
    }
}

impl Eq for Corpus {}
