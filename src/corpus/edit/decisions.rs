//! Edits of what the person decided about results.

use std::sync::Arc;

use super::changed;
use crate::corpus::{BlockKind, Corpus, Decision, DecisionId, Patch, Place, Review};

/// Records a decision. An earlier one about the same thing goes; a review that says nothing only removes the earlier one.
/// What a block is, is changed in the article as well.
pub fn decide(corpus: &mut Corpus, decision: Decision) -> Patch {
    let same = |(_, row): &(DecisionId, &Arc<Decision>)| is_same_thing(row, &decision);
    let earlier: Vec<DecisionId> = corpus
        .decisions
        .entries()
        .filter(same)
        .map(|(id, _)| id)
        .collect();
    replace(corpus, earlier, decision)
}

/// Records a verdict in place of `earlier` ones: those that belong to the same row or difference now, wherever they were made.
/// A verdict that says nothing only removes them.
pub fn review(corpus: &mut Corpus, earlier: &[DecisionId], review: Review) -> Patch {
    let mut earlier = earlier.to_vec();
    earlier.retain(|id| corpus.decisions.get(*id).is_some());
    replace(corpus, earlier, Decision::Review(review))
}

fn replace(corpus: &mut Corpus, earlier: Vec<DecisionId>, decision: Decision) -> Patch {
    let mut patch = Patch::new(label(&decision));
    let is_known = earlier.len() == 1
        && corpus
            .decisions
            .get(earlier[0])
            .is_some_and(|row| **row == decision);
    if let Decision::Block { place, kind } = decision {
        patch.articles = with_block_kind(corpus, place, kind);
    }
    if is_known {
        return patch;
    }
    patch.decisions = earlier.into_iter().map(|id| (id, None)).collect();
    if !says_nothing(&decision) {
        let id = corpus.new_decision_id();
        patch.decisions.push((id, Some(Arc::new(decision))));
    }
    patch
}

/// Says what a block is: in the article, and as a decision that holds when the article is read again.
pub fn set_block_kind(corpus: &mut Corpus, place: Place, kind: BlockKind) -> Patch {
    decide(corpus, Decision::Block { place, kind })
}

/// Takes a decision back.
pub fn forget_decision(corpus: &Corpus, decision: DecisionId) -> Patch {
    let mut patch = Patch::new("take a decision back");
    if corpus.decisions.get(decision).is_some() {
        patch.decisions.push((decision, None));
    }
    patch
}

fn with_block_kind(
    corpus: &Corpus,
    place: Place,
    kind: BlockKind,
) -> Vec<crate::corpus::RowChange<crate::corpus::ArticleId, crate::corpus::Article>> {
    changed(&corpus.articles, [place.article], |article| {
        for block in &mut article.blocks {
            if block.span == place.span {
                block.kind = kind;
            }
        }
    })
}

fn says_nothing(decision: &Decision) -> bool {
    matches!(decision, Decision::Review(review) if review.says_nothing())
}

/// Whether the later of the two replaces the earlier.
fn is_same_thing(lhs: &Decision, rhs: &Decision) -> bool {
    use Decision as D;
    match (lhs, rhs) {
        (D::Block { place: lhs, .. }, D::Block { place: rhs, .. })
        | (D::MoveMention { place: lhs, .. }, D::MoveMention { place: rhs, .. })
        | (D::Speaker { place: lhs, .. }, D::Speaker { place: rhs, .. }) => lhs == rhs,
        (D::Link { lhs: a, rhs: b, .. }, D::Link { lhs: c, rhs: d, .. }) => {
            (a, b) == (c, d) || (a, b) == (d, c)
        }
        (D::Review(lhs), D::Review(rhs)) => {
            lhs.places == rhs.places && lhs.difference == rhs.difference
        }
        (D::RenameEntity { entity: lhs, .. }, D::RenameEntity { entity: rhs, .. })
        | (D::RetypeEntity { entity: lhs, .. }, D::RetypeEntity { entity: rhs, .. }) => lhs == rhs,
        _ => lhs == rhs,
    }
}

/// For "Undo …".
fn label(decision: &Decision) -> &'static str {
    match decision {
        Decision::Block { .. } => "change block",
        Decision::Link { linked: true, .. } => "join statements",
        Decision::Link { linked: false, .. } => "keep apart",
        Decision::Split { .. } => "split the statement",
        Decision::Review(_) => "review",
        Decision::MergeEntities { .. } => "merge names",
        Decision::SplitAlias { .. } => "split name",
        Decision::RenameEntity { .. } => "rename entity",
        Decision::RetypeEntity { .. } => "change type",
        Decision::NotAnEntity { .. } => "not an entity",
        Decision::MoveMention { .. } => "move mention",
        Decision::Speaker { .. } => "correct speaker",
    }
}
