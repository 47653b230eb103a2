//! The comparison: statements across articles, how their cells stand to each other, what differs, who leaves out what.
//!
//! - `prepare`, `index`, `clauses`, `quantities`, `dates`: one article as terms, runs, clauses, numbers, days.
//! - `lexicon`: what is known about words beforehand; `likeness`: which of the articles' words mean nearly the same.
//! - `features`: what is measured on a pair of sentences; `scorer`: learned weights turn it into probabilities.
//! - `statements`, `overlaps`: links into statements; `by_hand`: what the person said of them; `parts`: which clauses of a sentence
//!   belong to which of them.
//! - `assemble`: from members to a row; `cells`, `tiling`: relation and word marks; `differences`.
//! - `passages`: shared runs of words and containment; `origins`: which articles rest on one source of text.
//! - `pairs`: what is computed on every two articles; `cache`: its results, kept while their texts stay as they are.
//!
//! What is computed on a pair of articles depends on these two alone; only the last step, from probabilities to
//! statements, sees all articles. So a further article costs its own pairs.
//!
//! Cost: nearly linear in the sentences of a pair, since every sentence is measured against its few best candidates only; what is
//! quadratic is a lookup (which sentences share a telling word, which words are alike). Measured with the analysis of the articles
//! included (`benches/compare.rs`, processor time): a pair of 20,000 words (about 850 sentences each) about 0.4 s, a pair of
//! 100,000 words about 4 s in 170 MB. The context is asked inside every step: likeness of words, candidates, measuring, passages,
//! clustering, alignment of quotations.

mod assemble;
mod by_hand;
mod cache;
mod cells;
mod clauses;
mod dates;
mod differences;
mod features;
mod index;
mod lexicon;
mod likeness;
mod links;
mod model;
mod origins;
mod overlaps;
mod pairs;
mod parts;
mod passages;
mod prepare;
mod quantities;
mod rows;
mod scorer;
mod statements;
mod tiling;

#[cfg(test)]
mod robust_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

pub use cache::PairCache;
pub use features::{FEATURE_NAMES, PairFeatures};
pub use lexicon::word_hash;
use links::Around;
pub use links::{Links, Place};
pub use model::{
    Cell, Comparison, Containment, Difference, DifferenceKind, DifferenceNature, DifferenceValue,
    Mark, MarkKind, OnlyHere, Pair, Passage, Placement, PlacementBlock, Relation, Statement,
};
pub use origins::origins;
pub use scorer::{CONTEXT_NAMES, FLOOR, Logistic, Weights, context_features};

use super::{Analysed, Cancelled, Ctx, watched};
use crate::corpus::Decision;
use crate::text::Span;
use by_hand::{Apart, ByHand};
use likeness::Likeness;
use pairs::PairOf;
use prepare::Prepared;
use scorer::Measured;

/// Fewest words of a sentence that is listed as reported by one article only.
const SHORTEST_ONLY_HERE: usize = 4;

/// Compares two to a dozen articles.
///
/// `articles` must be in siglum order (see [`crate::corpus::sort_by_siglum`]); every index in the result points into it. The result
/// depends on the articles and decisions alone.
pub fn compare(
    articles: &[&Analysed],
    decisions: &[&Decision],
    ctx: &mut dyn Ctx,
) -> Result<Comparison, Cancelled> {
    compare_with(articles, decisions, &mut PairCache::default(), ctx)
}

/// As [`compare`], keeping the results of pairs in `cache`: when an article joins, only its own pairs are computed.
pub fn compare_with(
    articles: &[&Analysed],
    decisions: &[&Decision],
    cache: &mut PairCache,
    ctx: &mut dyn Ctx,
) -> Result<Comparison, Cancelled> {
    let prepared: Vec<Prepared> = articles
        .par_iter()
        .map(|analysed| Prepared::new(analysed))
        .collect();
    let pairs = pairs::pair_results(articles, &prepared, cache, ctx)?;
    let weights = Weights::get();
    let tails = passages::tails(&prepared);
    let mut links = scorer::in_context(&likely_pairs(articles, &pairs, &tails));
    let by_hand = ByHand::new(articles, &prepared, decisions, &mut links);
    let links = Around::new(&links, |_| true);
    let ties = word_ties(articles, &prepared);
    let tie = |place: Place| ties[place.0][place.1];
    // All pairs are done; what is left goes on as long as somebody waits.
    let watch: Watch<'_> = &mut || ctx.step(pairs.len(), pairs.len());
    let (mut members, utterances) =
        members_and_utterances(articles, (&links, weights.threshold), &by_hand, &tie, watch)?;
    // In order of first appearance; statements that begin at one place by their other places.
    members.sort_unstable();
    let place = |place: Place| crate::corpus::Place {
        article: articles[place.0].id(),
        span: prepared[place.0].units[place.1].span,
    };
    let is_compared = |id| articles.iter().any(|article| article.id() == id);
    by_hand.split(&mut members, &links, place, is_compared);
    let parts = parts::parts(&prepared, &members);
    let statements = members
        .par_iter()
        .zip(parts)
        .enumerate()
        .map(|(k, (members, parts))| {
            let row = assemble::statement(articles, &prepared, (members, &parts), &links);
            Statement {
                id: k as u32 + 1,
                differences: differences::differences(articles, &prepared, &row, &utterances),
                ..row
            }
        });
    let statements: Vec<Statement> = statements.collect();
    let mut comparison = Comparison {
        n_articles: articles.len(),
        only_here: only_here(articles, (&prepared, &tails), &members),
        statements,
        utterances,
        ..Comparison::default()
    };
    add_passages(&mut comparison, &pairs);
    passages::tell_set_phrases(articles, &mut comparison.passages);
    passages::cut_tails(&prepared, &tails, &mut comparison.passages);
    Ok(comparison)
}

/// The candidates of all pairs of articles in one language, ascending; without what stands below an article's end.
fn likely_pairs(articles: &[&Analysed], pairs: &[PairOf], tails: &[usize]) -> Vec<Measured> {
    let is_foreign = |lhs: usize, rhs: usize| {
        let other = &articles[rhs].article;
        articles[lhs].article.is_in_other_language(other)
    };
    let mut found: Vec<Measured> = Vec::new();
    for (lhs, rhs, result) in pairs.iter().filter(|pair| !is_foreign(pair.0, pair.1)) {
        let links = result.links.iter();
        let links = links
            .filter(|link| (link.lhs as usize) < tails[*lhs] && (link.rhs as usize) < tails[*rhs]);
        found.extend(links.map(|link| Measured {
            pair: ((*lhs, link.lhs as usize), (*rhs, link.rhs as usize)),
            probability: link.probability,
            is_same: link.is_same,
            evidence: link.evidence,
        }));
    }
    found.par_sort_unstable_by_key(|measured| measured.pair);
    found
}

/// The passages and containments of all pairs.
fn add_passages(comparison: &mut Comparison, pairs: &[PairOf]) {
    for (lhs, rhs, result) in pairs {
        let passages = result.passages.iter().map(|passage| Passage {
            lhs: *lhs,
            rhs: *rhs,
            ..*passage
        });
        comparison.passages.extend(passages);
        let containments = passages::containments(*lhs, *rhs, result.containment);
        comparison.containment.extend(containments);
    }
}

/// For every sentence a number that depends on its words alone.
fn word_ties(articles: &[&Analysed], prepared: &[Prepared]) -> Vec<Vec<u64>> {
    let of_one = |(article, own): (&&Analysed, &Prepared)| {
        let units = own.units.iter();
        units
            .map(|unit| word_hash(unit.span.of(article.text())))
            .collect()
    };
    articles.iter().zip(prepared).map(of_one).collect()
}

/// The members of every statement, and the utterances: side by side, since neither needs the other.
fn members_and_utterances(
    articles: &[&Analysed],
    (links, threshold): (&Around, f64),
    by_hand: &ByHand,
    tie: &(dyn Fn(Place) -> u64 + Sync),
    watch: Watch<'_>,
) -> Result<(Vec<Vec<Place>>, Vec<super::quotes::Utterance>), Cancelled> {
    watched(watch, |stop| {
        let (members, utterances) = rayon::join(
            || {
                statements::cluster((links, &by_hand.apart), threshold, tie, &mut || {
                    stop.go_on()
                })
            },
            || super::quotes::align_quotations_watched(articles, &mut || stop.go_on()),
        );
        Ok((members?, utterances?))
    })
}

/// Asked from time to time whether to go on.
type Watch<'a> = &'a mut dyn FnMut() -> Result<(), Cancelled>;

fn only_here(
    articles: &[&Analysed],
    (prepared, tails): (&[Prepared], &[usize]),
    members: &[Vec<Place>],
) -> Vec<OnlyHere> {
    let reported: BTreeSet<Place> = members.iter().flatten().copied().collect();
    let mut found = Vec::new();
    for (article, own) in prepared.iter().enumerate() {
        for (unit, sentence) in own.units[..tails[article]].iter().enumerate() {
            if !reported.contains(&(article, unit)) && sentence.terms.len() >= SHORTEST_ONLY_HERE {
                found.push(OnlyHere {
                    article,
                    span: sentence.span,
                    placement: cells::placement(articles[article], own, unit),
                });
            }
        }
    }
    found
}

/// The pairs of sentences that stand in one statement at a threshold, for learning it.
pub fn linked_pairs(links: &Links, threshold: f64) -> BTreeSet<(Place, Place)> {
    let tie = |place: Place| (place.0 * 100_000 + place.1) as u64;
    let links = Around::new(links, |_| true);
    let members = statements::cluster((&links, &Apart::default()), threshold, &tie, &mut || Ok(()))
        .expect("nobody cancels what is measured for learning");
    let mut found = BTreeSet::new();
    for statement in &members {
        for one in statement {
            for two in statement.iter().filter(|two| two.0 > one.0) {
                found.insert((*one, *two));
            }
        }
    }
    found
}

/// What is measured on the sentences of two articles, for learning the weights: the candidates, and the spans of both
/// articles' compared sentences, which the candidates' numbers index.
pub fn measured_pairs(lhs: &Analysed, rhs: &Analysed) -> (Vec<PairFeatures>, Vec<Span>, Vec<Span>) {
    let (lhs, rhs) = (Prepared::new(lhs), Prepared::new(rhs));
    let spans = |prepared: &Prepared| prepared.units.iter().map(|unit| unit.span).collect();
    let pairs = Likeness::new(&[&lhs, &rhs], &mut || Ok(()))
        .and_then(|likeness| features::candidates(&lhs, &rhs, &likeness, &mut || Ok(())))
        .expect("nobody cancels what is measured for learning");
    (pairs, spans(&lhs), spans(&rhs))
}

/// The passages of two articles (numbered 0 and 1) and the containment of either in the other, for measuring.
pub fn shared_passages(lhs: &Analysed, rhs: &Analysed) -> (Vec<Passage>, [f32; 2]) {
    let (left, right) = (Prepared::new(lhs), Prepared::new(rhs));
    passages::shared(&left.stream, &right.stream, &mut || Ok(()))
        .expect("nobody cancels what is measured")
}

/// The stretches of two articles (numbered 0 and 1) in which passages are looked for, for measuring.
pub fn shared_stretches(lhs: &Analysed, rhs: &Analysed) -> Vec<Passage> {
    let (left, right) = (Prepared::new(lhs), Prepared::new(rhs));
    passages::stretches(&left.stream, &right.stream, &mut || Ok(()))
        .expect("nobody cancels what is measured")
}
