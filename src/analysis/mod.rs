//! The analysis core: text in, values out. Pure: no screen, disk, thread pool of its own making, or clock.
//!
//! Long work takes a [`Ctx`] for progress and cancellation. Results are the same for any order of articles and any
//! number of threads: everything is sorted before it is returned.

pub mod assets;
pub mod compare;
pub mod concordance;
pub mod entities;
pub mod naming;
pub mod quotes;
pub mod reviews;
pub mod same_row;
pub mod stats;
mod watched;

pub use watched::{Stop, watched};

use std::sync::Arc;

use crate::corpus::{Article, ArticleId};
use crate::text::Reading;

/// What a long computation needs from its caller.
pub trait Ctx {
    /// Reports progress; `Err` when nobody waits for the answer any more. Called often: it must be cheap.
    fn step(&mut self, done: usize, total: usize) -> Result<(), Cancelled>;
}

/// Nobody waits for the answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A context for callers that wait until the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unhurried;

impl Ctx for Unhurried {
    fn step(&mut self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// Unpacks tables and models now, so that the first article does not wait for them. May run beside anything.
pub fn warm_up() {
    entities::recogniser::warm_up();
    quotes::warm_up();
    compare::Weights::get();
}

/// One article with everything that is computed from it alone. Kept as long as its text and blocks stay as they are.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// The article as it was.
    pub article: Arc<Article>,
    /// Sentences and tokens.
    pub reading: Reading,
    /// Names found in it.
    pub mentions: Vec<entities::Mention>,
    /// Quotations and attributions found in it.
    pub quotes: quotes::ArticleQuotes,
}

impl Analysed {
    /// Reads and analyses one article.
    pub fn new(article: Arc<Article>) -> Self {
        let reading = Reading::new(&article.text, &article.blocks);
        let method = entities::method_for(article.language.get().map(String::as_str));
        let mentions = entities::find_mentions_by(method, &article.text, &reading);
        let quotes = quotes::find_quotes(&article.text, &reading, &mentions);
        Self {
            article,
            reading,
            mentions,
            quotes,
        }
    }

    /// The article's identity.
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// The article's text.
    pub fn text(&self) -> &str {
        &self.article.text
    }
}
