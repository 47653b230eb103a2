//! Edits of which places report the same: what the person joined, kept together or split.

use std::sync::Arc;

use super::decide;
use crate::corpus::{Corpus, Decision, DecisionId, Patch, Place, RowChange, stand_side_by_side};

/// Says of all places with each other that they report the same. Two places of one article cannot be tied: such pairs are passed
/// over. What kept them apart goes, also where it split a row between them.
pub fn tie_all(corpus: &mut Corpus, places: &[Place], label: &'static str) -> Patch {
    let mut whole = Patch::new(label);
    for (k, one) in places.iter().enumerate() {
        for two in places[k + 1..]
            .iter()
            .filter(|two| two.article != one.article)
        {
            let (lhs, rhs) = (*one.min(two), *one.max(two));
            let linked = true;
            let patch = decide(corpus, Decision::Link { lhs, rhs, linked });
            whole.decisions.extend(patch.decisions);
        }
    }
    whole.decisions.extend(splits_mended(corpus, places));
    whole
}

/// Says that what stands in one row is several: the sentences of each. Links that the person made across them go. Empty when there
/// are not two parts that differ.
pub fn split(corpus: &mut Corpus, mut parts: Vec<Vec<Place>>, label: &'static str) -> Patch {
    let mut patch = Patch::new(label);
    parts.retain(|part| !part.is_empty());
    if parts.iter().all(|part| *part == parts[0]) {
        return patch;
    }
    let goes = |decision: &Decision| matches!(decision, Decision::Link { lhs, rhs, linked: true } if are_parted(&parts, *lhs, *rhs));
    patch.decisions = corpus
        .decisions
        .entries()
        .filter(|(_, decision)| goes(decision))
        .map(|(id, _)| (id, None))
        .collect();
    let id = corpus.new_decision_id();
    let decision = Decision::Split { parts };
    patch.decisions.push((id, Some(Arc::new(decision))));
    patch
}

/// Which of the parts hold the place.
fn holders(parts: &[Vec<Place>], place: Place) -> Vec<usize> {
    let holds = |part: &Vec<Place>| part.iter().any(|own| own.is_same_words(place));
    let numbered = parts.iter().enumerate();
    numbered
        .filter(|(_, part)| holds(part))
        .map(|(number, _)| number)
        .collect()
}

/// Whether a split puts the two into different rows and into none together.
fn are_parted(parts: &[Vec<Place>], lhs: Place, rhs: Place) -> bool {
    let (lhs, rhs) = (holders(parts, lhs), holders(parts, rhs));
    !lhs.is_empty() && !rhs.is_empty() && !lhs.iter().any(|part| rhs.contains(part))
}

/// The splits between these places, with the parts that hold them made one again.
fn splits_mended(corpus: &Corpus, places: &[Place]) -> Vec<RowChange<DecisionId, Decision>> {
    let mended = |(id, decision): (DecisionId, &Arc<Decision>)| {
        let Decision::Split { parts } = &**decision else {
            return None;
        };
        let mut left = parts.clone();
        for (k, lhs) in places.iter().enumerate() {
            for rhs in &places[k + 1..] {
                if are_parted(&left, *lhs, *rhs) {
                    let (to, from) = (holders(&left, *lhs)[0], holders(&left, *rhs)[0]);
                    let moved = std::mem::take(&mut left[from]);
                    left[to].extend(moved);
                    left.retain(|part| !part.is_empty());
                }
            }
        }
        let is_split = left.len() > 1;
        (left != *parts).then(|| {
            let decision = is_split.then(|| Arc::new(Decision::Split { parts: left }));
            (id, decision)
        })
    };
    corpus.decisions.entries().filter_map(mended).collect()
}

/// What the person said of which places report the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// How many pairs are linked.
    pub n_linked: usize,
    /// How many pairs are kept apart.
    pub n_apart: usize,
    /// How many rows were split.
    pub n_splits: usize,
    /// All these decisions.
    pub decisions: Vec<DecisionId>,
}

/// What the person said of links between words of these places, or from them elsewhere, and of the row that they were part of.
pub fn by_hand(corpus: &Corpus, places: &[Place]) -> ByHand {
    let is_here = |place: &Place| {
        let mut own = places.iter();
        own.any(|own| own.article == place.article && own.span.intersects(place.span))
    };
    let mut found = ByHand::default();
    for (id, decision) in corpus.decisions.entries() {
        let count = match &**decision {
            Decision::Link { lhs, rhs, linked } if is_here(lhs) || is_here(rhs) => {
                if *linked {
                    &mut found.n_linked
                } else {
                    &mut found.n_apart
                }
            }
            Decision::Split { parts } if parts.iter().any(|part| is_part(part, places)) => {
                &mut found.n_splits
            }
            _ => continue,
        };
        *count += 1;
        found.decisions.push(id);
    }
    found
}

/// Whether these places are what a split made of a part of a row: more than half of it, or all that was taken out.
fn is_part(part: &[Place], places: &[Place]) -> bool {
    let is_there = |own: &&Place| places.iter().any(|place| place.is_same_words(**own));
    let there: Vec<Place> = part.iter().filter(is_there).copied().collect();
    if stand_side_by_side(part) {
        stand_side_by_side(&there) && 2 * there.len() > part.len()
            || places.len() == 1 && there.len() == 1
    } else {
        !there.is_empty()
    }
}

/// Takes back everything the person said of links of these places: the program's own links count again.
pub fn untie(corpus: &Corpus, places: &[Place]) -> Patch {
    let mut patch = Patch::new("let the program decide");
    let decisions = by_hand(corpus, places).decisions.into_iter();
    patch.decisions = decisions.map(|id| (id, None)).collect();
    patch
}
