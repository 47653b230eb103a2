//! What many articles end with, whatever they tell: "Sign up for our newsletter". Such sentences are no news: they make no
//! statements, and that two articles have them is no sign of copying.
//!
//! An ending sentence stands in at least [`MANY_ARTICLES`] articles and in more than half of those compared, in all of them behind the
//! last sentence of another kind, and mostly behind different ones: reprints of one text end alike too, but what
//! comes before their end is alike as well.

use std::collections::{BTreeMap, BTreeSet};

use super::MANY_ARTICLES;
use crate::analysis::compare::model::Passage;
use crate::analysis::compare::prepare::{Prepared, Unit};
use crate::text::Span;

/// Most words of such a sentence.
const LONGEST: usize = 25;
/// Two sentences are alike from this share of common content words on (Dice).
const ALIKE: f64 = 0.5;
/// Fewest words of what is left of a passage whose end is cut off.
const FEWEST_LEFT: u32 = 5;

/// For each article the number of its first ending sentence; without any, the number of its sentences.
pub(in crate::analysis::compare) fn tails(prepared: &[Prepared]) -> Vec<usize> {
    let keys: Vec<Vec<Vec<u64>>> = prepared
        .iter()
        .map(|article| article.units.iter().map(words).collect())
        .collect();
    let mut holders: BTreeMap<&[u64], BTreeSet<usize>> = BTreeMap::new();
    for (article, keys) in keys.iter().enumerate() {
        for key in keys.iter().filter(|key| (1..=LONGEST).contains(&key.len())) {
            holders.entry(key).or_default().insert(article);
        }
    }
    holders
        .retain(|_, holders| holders.len() >= MANY_ARTICLES && 2 * holders.len() > prepared.len());
    let mut tails: Vec<usize> = keys.iter().map(Vec::len).collect();
    loop {
        for (tail, keys) in tails.iter_mut().zip(&keys) {
            let others = keys.iter().rev();
            *tail = keys.len()
                - others
                    .take_while(|key| holders.contains_key(&key[..]))
                    .count();
        }
        let n_before = holders.len();
        holders.retain(|key, holders| {
            let at_end = |article: &usize| {
                keys[*article][..tails[*article]]
                    .iter()
                    .all(|other| other != key)
            };
            holders.iter().all(at_end) && is_behind_different(holders, prepared, &tails)
        });
        if holders.len() == n_before {
            return tails;
        }
    }
}

fn words(unit: &Unit) -> Vec<u64> {
    unit.terms.iter().map(|term| term.word).collect()
}

/// Whether what comes before the tails differs for most pairs of these articles.
fn is_behind_different(holders: &BTreeSet<usize>, prepared: &[Prepared], tails: &[usize]) -> bool {
    let before: Vec<Vec<u64>> = holders
        .iter()
        .map(|article| {
            let own = &prepared[*article];
            let unit = tails[*article].checked_sub(1).map(|at| &own.units[at]);
            let entries = unit.into_iter().flat_map(|unit| &unit.entries);
            entries
                .map(|entry| own.vocabulary[*entry as usize].key)
                .collect()
        })
        .collect();
    let (mut n_pairs, mut n_alike) = (0, 0);
    for (k, one) in before.iter().enumerate() {
        for two in &before[k + 1..] {
            let common = one.iter().filter(|key| two.contains(key)).count();
            let all = (one.len() + two.len()).max(1);
            n_pairs += 1;
            n_alike += usize::from(2.0 * common as f64 / all as f64 >= ALIKE);
        }
    }
    2 * n_alike < n_pairs
}

/// Cuts the endings off the passages of a comparison and marks them as set phrases.
pub(in crate::analysis::compare) fn cut_tails(
    prepared: &[Prepared],
    tails: &[usize],
    passages: &mut Vec<Passage>,
) {
    let mut cut = Vec::with_capacity(passages.len());
    for mut passage in passages.drain(..) {
        let lhs = Ending::new(&prepared[passage.lhs], tails[passage.lhs], passage.lhs_span);
        let rhs = Ending::new(&prepared[passage.rhs], tails[passage.rhs], passage.rhs_span);
        let ending = lhs.n_words.min(rhs.n_words);
        if ending == 0 {
            cut.push(passage);
            continue;
        }
        let rest = passage.common_words.saturating_sub(ending);
        if let (Some(lhs_span), Some(rhs_span)) = (lhs.before, rhs.before)
            && rest >= FEWEST_LEFT
        {
            cut.push(Passage {
                lhs_span,
                rhs_span,
                common_words: rest,
                ..passage
            });
            passage.common_words -= rest;
            (passage.lhs_span, passage.rhs_span) = (lhs.span, rhs.span);
        }
        cut.push(Passage {
            is_set_phrase: true,
            ..passage
        });
    }
    *passages = cut;
}

/// What of a passage's side belongs to the article's ending.
struct Ending {
    n_words: u32,
    span: Span,
    /// The rest of the side.
    before: Option<Span>,
}

impl Ending {
    fn new(article: &Prepared, tail: usize, side: Span) -> Self {
        let units = &article.units[tail..];
        let inside = units.iter().filter(|unit| unit.span.intersects(side));
        let n_words = inside.map(|unit| unit.terms.len() as u32).sum();
        let start = units.first().map_or(side.end, |unit| unit.span.start);
        let last = tail.checked_sub(1).map(|at| article.units[at].span.end);
        Self {
            n_words,
            span: Span {
                start: start.max(side.start),
                end: side.end,
            },
            before: last.filter(|last| *last > side.start).map(|last| Span {
                start: side.start,
                end: last.min(side.end),
            }),
        }
    }
}
