//! What was computed already, shared by all jobs: an article is analysed again only when its words change, two articles are
//! compared again only when one of them does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::analysis::compare::{Comparison, PairCache, compare_with};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::corpus::{Article, ArticleId, Decision};
use crate::worker::map_in_parallel;

/// Pairs of articles whose comparison is kept; with more everything is forgotten. Thirty comparisons of twelve articles.
const MAX_PAIRS: usize = 2_000;

/// Analysed articles by id, and compared pairs. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct AnalysisCache {
    articles: Arc<Mutex<BTreeMap<ArticleId, Arc<Analysed>>>>,
    pairs: Arc<Mutex<PairCache>>,
}

impl AnalysisCache {
    /// The analyses of these articles, in their order; what is missing is computed on all cores.
    pub fn analysed(
        &self,
        articles: &[Arc<Article>],
        ctx: &mut dyn Ctx,
    ) -> Result<Vec<Arc<Analysed>>, Cancelled> {
        let found = map_in_parallel(articles, ctx, |article| {
            let known = lock(&self.articles).get(&article.id).cloned();
            let analysed = match known {
                Some(known) if Arc::ptr_eq(&known.article, article) => return known,
                // Only what is known about it changed: the words were read before.
                Some(known)
                    if known.article.text == article.text
                        && known.article.blocks == article.blocks =>
                {
                    Arc::new(Analysed {
                        article: article.clone(),
                        ..Analysed::clone(&known)
                    })
                }
                _ => Arc::new(Analysed::new(article.clone())),
            };
            lock(&self.articles).insert(article.id, analysed.clone());
            analysed
        })?;
        Ok(found)
    }

    /// Compares articles in siglum order; pairs that were compared before are not compared again.
    pub fn compare(
        &self,
        articles: &[&Analysed],
        decisions: &[&Decision],
        ctx: &mut dyn Ctx,
    ) -> Result<Comparison, Cancelled> {
        // Taken out while it is worked with: two jobs at once do not wait for each other.
        let mut pairs = std::mem::take(&mut *lock(&self.pairs));
        if pairs.len() > MAX_PAIRS {
            pairs.clear();
        }
        let compared = compare_with(articles, decisions, &mut pairs, ctx);
        let mut kept = lock(&self.pairs);
        if kept.len() < pairs.len() {
            *kept = pairs;
        }
        compared
    }

    /// Forgets everything (another workspace was opened).
    pub fn clear(&self) {
        lock(&self.articles).clear();
        lock(&self.pairs).clear();
    }
}

/// Locks; a job that panicked left whole entries behind, or none.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
