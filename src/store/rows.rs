//! What a commit writes: changed rows as they are now. Several steps that wait for the disk become one.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::corpus::{
    Article, ArticleId, Chosen, Corpus, Decision, DecisionId, LedgerId, LedgerLine, NextIds,
    Outlet, OutletId, Patch, RowChange, Story, StoryId, Table,
};
use crate::import::Capture;

/// Changed rows by id; `None`: the row is gone. Rows are shared, never copied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Changed articles.
    pub articles: BTreeMap<ArticleId, Option<Arc<Article>>>,
    /// Changed outlets.
    pub outlets: BTreeMap<OutletId, Option<Arc<Outlet>>>,
    /// Changed stories.
    pub stories: BTreeMap<StoryId, Option<Arc<Story>>>,
    /// Changed decisions.
    pub decisions: BTreeMap<DecisionId, Option<Arc<Decision>>>,
    /// Changed ledger lines.
    pub ledger: BTreeMap<LedgerId, Option<Arc<LedgerLine>>>,
    /// The comparison, if it changed.
    pub comparison: Option<Arc<Chosen>>,
    /// The title, if it changed.
    pub title: Option<Arc<str>>,
    /// The next free ids; written with every change, because ids are never given twice.
    pub next_ids: Option<NextIds>,
    /// State of the views by name, if it changed; `null` removes an entry.
    pub view_state: BTreeMap<String, Value>,
    /// Pages that were fetched.
    pub captures: Vec<Capture>,
}

impl Rows {
    /// The rows that `patch` names, as they stand in `corpus` now. It does not matter whether the patch is the one that was
    /// applied or the one that takes it back: both name the same rows.
    pub fn changed(corpus: &Corpus, patch: &Patch) -> Self {
        Self {
            articles: now(&corpus.articles, &patch.articles),
            outlets: now(&corpus.outlets, &patch.outlets),
            stories: now(&corpus.stories, &patch.stories),
            decisions: now(&corpus.decisions, &patch.decisions),
            ledger: now(&corpus.ledger, &patch.ledger),
            comparison: patch.comparison.as_ref().map(|_| corpus.comparison.clone()),
            title: patch.title.as_ref().map(|_| corpus.title.clone()),
            next_ids: Some(corpus.next_ids()),
            view_state: BTreeMap::new(),
            captures: Vec::new(),
        }
    }

    /// Every row of `corpus`.
    pub fn all(corpus: &Corpus) -> Self {
        Self {
            articles: every(&corpus.articles),
            outlets: every(&corpus.outlets),
            stories: every(&corpus.stories),
            decisions: every(&corpus.decisions),
            ledger: every(&corpus.ledger),
            comparison: Some(corpus.comparison.clone()),
            title: Some(corpus.title.clone()),
            next_ids: Some(corpus.next_ids()),
            view_state: BTreeMap::new(),
            captures: Vec::new(),
        }
    }

    /// One entry of the views' state and nothing else.
    pub fn view_state(key: impl Into<String>, value: Value) -> Self {
        Self {
            view_state: BTreeMap::from([(key.into(), value)]),
            ..Self::default()
        }
    }

    /// Takes in later rows, which win over earlier ones.
    pub fn merge(&mut self, later: Self) {
        self.articles.extend(later.articles);
        self.outlets.extend(later.outlets);
        self.stories.extend(later.stories);
        self.decisions.extend(later.decisions);
        self.ledger.extend(later.ledger);
        self.comparison = later.comparison.or(self.comparison.take());
        self.title = later.title.or(self.title.take());
        self.next_ids = later.next_ids.or(self.next_ids.take());
        self.view_state.extend(later.view_state);
        self.captures.extend(later.captures);
    }
}

fn now<K: Ord + Copy, V>(
    table: &Table<K, V>,
    changes: &[RowChange<K, V>],
) -> BTreeMap<K, Option<Arc<V>>> {
    changes
        .iter()
        .map(|(id, _)| (*id, table.get(*id).cloned()))
        .collect()
}

fn every<K: Ord + Copy, V>(table: &Table<K, V>) -> BTreeMap<K, Option<Arc<V>>> {
    table
        .entries()
        .map(|(id, row)| (id, Some(row.clone())))
        .collect()
}
