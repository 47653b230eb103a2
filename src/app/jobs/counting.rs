//! Jobs that compare, count and find.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::super::aliases::Aliases;
use super::super::analysis_cache::AnalysisCache;
use super::Jobs;
use crate::analysis::compare::Comparison;
use crate::analysis::entities::{Counting, IndexOptions, index_with};
use crate::analysis::naming::Alternatives;
use crate::analysis::quotes::{align_quotations, correct_speakers};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::corpus::{Article, Corpus, Decision, sort_by_siglum};
use crate::session::{
    Compared, EntityQuery, EntityRows, FindHits, NamingRows, OrderedEntities, QuoteRows,
};

/// Counted names.
#[derive(Debug)]
pub struct Counted {
    /// The rows.
    pub rows: Arc<EntityRows>,
    /// Their order, where they are so many that no frame could sort them.
    pub ordered: Option<OrderedEntities>,
}

impl Jobs {
    /// Compares articles.
    pub fn compare(&mut self, articles: Vec<Arc<Article>>, decisions: Vec<Arc<Decision>>) {
        let cache = self.cache.clone();
        self.comparer.start(move |ctx| {
            let started = Instant::now();
            let (analysed, comparison) = compare_articles(&cache, articles, &decisions, ctx)?;
            let millis = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
            Ok(Compared::new(analysed, comparison, millis))
        });
    }

    /// Nothing is to be compared any more.
    pub fn stop_comparing(&mut self) {
        self.comparer.cancel();
    }

    /// Counts the entities of articles, and puts them in the order asked for if they are many.
    pub fn count(
        &mut self,
        articles: Vec<Arc<Article>>,
        corpus: Corpus,
        counting: Counting,
        aliases: Option<PathBuf>,
        query: EntityQuery,
    ) {
        let cache = self.cache.clone();
        self.counter.start(move |ctx| {
            let analysed = cache.analysed(&articles, ctx)?;
            let decisions: Vec<&Decision> = corpus
                .decisions
                .iter()
                .map(|decision| &**decision)
                .collect();
            let (analysed, _) = correct_speakers(&analysed, &decisions);
            let refs: Vec<&Analysed> = analysed.iter().map(|analysed| &**analysed).collect();
            let Aliases {
                list, complaint, ..
            } = Aliases::read(aliases.as_deref());
            let options = IndexOptions {
                aliases: &list,
                descriptions: counting.descriptions,
            };
            let index = index_with(&refs, &decisions, &options);
            let mut rows = EntityRows::new(analysed, &corpus.outlets, index, counting.fold, ctx)?;
            rows.notes.extend(complaint);
            let rows = Arc::new(rows);
            let is_long = rows.len() > EntityRows::SORTED_AT_ONCE;
            let ordered = is_long.then(|| OrderedEntities::new(&rows, query));
            Ok(Counted { rows, ordered })
        });
    }

    /// Puts the rows of a long table in order. A newer wish replaces one that waits.
    pub fn order_entities(&mut self, rows: Arc<EntityRows>, query: EntityQuery) {
        self.orderer
            .start(move |_ctx| Ok(OrderedEntities::new(&rows, query)));
    }

    /// Collects the quotations and sources of a comparison. `outlets`: name of each article's outlet in siglum order.
    pub fn quote(&mut self, compared: Arc<Compared>, outlets: Vec<String>) {
        self.quoter
            .start(move |_ctx| Ok(QuoteRows::new(compared, outlets)));
    }

    /// Counts what each outlet calls the same thing; `lists` is the text of the list of alternatives.
    pub fn count_naming(&mut self, entities: Arc<EntityRows>, lists: Arc<str>) {
        self.namer.start(move |ctx| {
            let (lists, _) = Alternatives::parse(&lists);
            NamingRows::new(entities, &lists, ctx)
        });
    }

    /// Finds words.
    pub fn find(&mut self, query: String, articles: Vec<Arc<Article>>) {
        self.finder
            .start(move |_ctx| Ok(FindHits::new(&query, &articles)));
    }
}

/// Analyses and compares, in siglum order. A single article is analysed and compared with nothing.
pub(in crate::app) fn compare_articles(
    cache: &AnalysisCache,
    mut articles: Vec<Arc<Article>>,
    decisions: &[Arc<Decision>],
    ctx: &mut dyn Ctx,
) -> Result<(Vec<Arc<Analysed>>, Comparison), Cancelled> {
    sort_by_siglum(&mut articles);
    let analysed = cache.analysed(&articles, ctx)?;
    let refs: Vec<&Analysed> = analysed.iter().map(|analysed| &**analysed).collect();
    let decisions: Vec<&Decision> = decisions.iter().map(|decision| &**decision).collect();
    let mut comparison = if refs.len() < 2 {
        Comparison {
            n_articles: refs.len(),
            ..Comparison::default()
        }
    } else {
        cache.compare(&refs, &decisions, ctx)?
    };
    let (corrected, any) = correct_speakers(&analysed, &decisions);
    if any && corrected.len() > 1 {
        let refs: Vec<&Analysed> = corrected.iter().map(|analysed| &**analysed).collect();
        comparison.utterances = align_quotations(&refs);
    }
    Ok((corrected, comparison))
}
