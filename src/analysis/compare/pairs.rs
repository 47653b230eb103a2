//! What is computed on every two of the articles alone: candidate sentences with their first probabilities, passages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Watch;
use super::cache::{self, Candidate, PairCache, PairResult};
use super::features::{self, PairFeatures};
use super::likeness::Likeness;
use super::passages;
use super::prepare::Prepared;
use super::scorer::{self, Scorer};
use crate::analysis::{Analysed, Cancelled, Ctx, watched};

/// From so many sentences × sentences on a pair of articles is worked on by all threads.
const LONG_PAIR: usize = 20_000;

/// The numbers of two articles, and what is computed on them.
pub(super) type PairOf = (usize, usize, Arc<PairResult>);

/// What is computed on every two articles; what `cache` holds is not computed again.
pub(super) fn pair_results(
    articles: &[&Analysed],
    prepared: &[Prepared],
    cache: &mut PairCache,
    ctx: &mut dyn Ctx,
) -> Result<Vec<PairOf>, Cancelled> {
    let numbers: Vec<(usize, usize)> = (0..articles.len())
        .flat_map(|lhs| (lhs + 1..articles.len()).map(move |rhs| (lhs, rhs)))
        .collect();
    let keys: Vec<u64> = articles
        .iter()
        .map(|analysed| cache::article_key(analysed))
        .collect();
    let keyed = |&(lhs, rhs): &(usize, usize)| (keys[lhs], keys[rhs]);
    let side = |at: usize| (keys[at], &prepared[at]);
    let n_compared =
        |&(lhs, rhs): &(usize, usize)| prepared[lhs].units.len() * prepared[rhs].units.len();
    let missing = numbers
        .iter()
        .filter(|pair| cache.get(keyed(pair).0, keyed(pair).1).is_none());
    // A long pair is worked on by all threads at once and looks at the context often; short ones go side by side.
    let (long, short): (Vec<_>, Vec<_>) = missing.partition(|pair| n_compared(pair) > LONG_PAIR);
    let total = long.len() + short.len();
    ctx.step(0, total)?;
    let is_missing = |at: usize| {
        let pairs = short.iter().chain(&long);
        pairs.copied().any(|&(lhs, rhs)| lhs == at || rhs == at)
    };
    let in_missing: Vec<&Prepared> = (0..articles.len())
        .filter(|at| is_missing(*at))
        .map(|at| &prepared[at])
        .collect();
    let likeness = &Likeness::new(&in_missing, &mut || ctx.step(0, total))?;
    let n_done = AtomicUsize::new(0);
    let results = watched(
        &mut || ctx.step(n_done.load(Ordering::Relaxed), total),
        |stop| {
            let results = short.par_iter().map(|&&(lhs, rhs)| {
                let result = pair_result(side(lhs), side(rhs), likeness, &mut || stop.go_on())?;
                n_done.fetch_add(1, Ordering::Relaxed);
                Ok(Arc::new(result))
            });
            results.collect::<Result<Vec<_>, Cancelled>>()
        },
    )?;
    for (pair, result) in short.iter().zip(&results) {
        cache.put(keyed(pair).0, keyed(pair).1, result);
    }
    for (pair, done) in long.into_iter().zip(short.len()..) {
        ctx.step(done, total)?;
        let mut watch = || ctx.step(done, total);
        let result = pair_result(side(pair.0), side(pair.1), likeness, &mut watch)?;
        cache.put(keyed(pair).0, keyed(pair).1, &Arc::new(result));
    }
    Ok(numbers
        .iter()
        .filter_map(|pair| Some((pair.0, pair.1, cache.get(keyed(pair).0, keyed(pair).1)?)))
        .collect())
}

/// What is computed on two articles alone. `watch` is asked from time to time whether to go on.
///
/// Each article comes with its key in the cache.
fn pair_result(
    lhs: (u64, &Prepared),
    rhs: (u64, &Prepared),
    likeness: &Likeness,
    watch: Watch<'_>,
) -> Result<PairResult, Cancelled> {
    let scorer = Scorer::get();
    // Always measured from the same side: sums that run the other way differ in their last bits.
    let is_turned = lhs.0 > rhs.0;
    let (one, two) = if is_turned {
        (rhs.1, lhs.1)
    } else {
        (lhs.1, rhs.1)
    };
    let measured = features::candidates(one, two, likeness, watch)?;
    let mut pairs: Vec<&PairFeatures> = measured.iter().collect();
    if is_turned {
        pairs.sort_unstable_by_key(|pair| (pair.rhs, pair.lhs));
    }
    let links = pairs
        .iter()
        .filter(|pair| !pair.is_ruled_out())
        .map(|pair| Candidate {
            lhs: if is_turned { pair.rhs } else { pair.lhs } as u32,
            rhs: if is_turned { pair.lhs } else { pair.rhs } as u32,
            probability: scorer.probability(&pair.values),
            is_same: pair.is_same(),
            evidence: scorer.evidence(&pair.values),
        })
        .filter(|link| link.is_same || link.probability >= scorer::FLOOR)
        .collect();
    watch()?;
    let (passages, containment) = passages::shared(&lhs.1.stream, &rhs.1.stream, watch)?;
    Ok(PairResult {
        links,
        passages,
        containment,
    })
}
