//! Articles already read and analysed, shared by all jobs: an article is analysed again only when its words change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::corpus::{Article, ArticleId};
use crate::worker::map_in_parallel;

/// Analysed articles by id. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct AnalysisCache(Arc<Mutex<BTreeMap<ArticleId, Arc<Analysed>>>>);

impl AnalysisCache {
    /// The analyses of these articles, in their order; what is missing is computed on all cores.
    pub fn analysed(
        &self,
        articles: &[Arc<Article>],
        ctx: &mut dyn Ctx,
    ) -> Result<Vec<Arc<Analysed>>, Cancelled> {
        let found = map_in_parallel(articles, ctx, |article| {
            let known = self.lock().get(&article.id).cloned();
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
            self.lock().insert(article.id, analysed.clone());
            analysed
        })?;
        Ok(found)
    }

    /// Forgets all articles (another workspace was opened).
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<ArticleId, Arc<Analysed>>> {
        // A job that panicked left whole entries behind, or none.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
