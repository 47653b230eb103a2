//! Edits of which places report the same: what the person joined, kept together or kept apart.

use super::decide;
use crate::corpus::{Corpus, Decision, DecisionId, Patch, Place};

/// Says of every place in `one` and every place in `two` that they report the same (`linked`), or that they do not, in one step of
/// undo. Two places of one article cannot be told apart or together: such pairs are passed over.
pub fn tie(
    corpus: &mut Corpus,
    one: &[Place],
    two: &[Place],
    linked: bool,
    label: &'static str,
) -> Patch {
    let mut whole = Patch::new(label);
    for lhs in one {
        for rhs in two.iter().filter(|rhs| rhs.article != lhs.article) {
            let (lhs, rhs) = (*lhs.min(rhs), *lhs.max(rhs));
            let patch = decide(corpus, Decision::Link { lhs, rhs, linked });
            whole.decisions.extend(patch.decisions);
        }
    }
    whole
}

/// Says of all places with each other that they report the same, or that they do not.
pub fn tie_all(corpus: &mut Corpus, places: &[Place], linked: bool, label: &'static str) -> Patch {
    let mut whole = Patch::new(label);
    for (k, place) in places.iter().enumerate() {
        let patch = tie(corpus, &[*place], &places[k + 1..], linked, label);
        whole.decisions.extend(patch.decisions);
    }
    whole
}

/// What the person said of links between words of these places, or from them elsewhere.
pub fn ties_of<'a>(
    corpus: &'a Corpus,
    places: &'a [Place],
) -> impl Iterator<Item = (DecisionId, bool)> + 'a {
    let is_here = |place: &Place| {
        let mut own = places.iter();
        own.any(|own| own.article == place.article && own.span.intersects(place.span))
    };
    corpus
        .decisions
        .entries()
        .filter_map(move |(id, decision)| match &**decision {
            Decision::Link { lhs, rhs, linked } if is_here(lhs) || is_here(rhs) => {
                Some((id, *linked))
            }
            _ => None,
        })
}

/// Takes back everything the person said of links of these places: the program's own links count again.
pub fn untie(corpus: &Corpus, places: &[Place]) -> Patch {
    let mut patch = Patch::new("let the program decide");
    patch.decisions = ties_of(corpus, places).map(|(id, _)| (id, None)).collect();
    patch
}
