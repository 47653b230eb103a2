//! A pair of sentences beside its rivals: whether each is the other's best partner, and by how much.

use super::{PairFeatures, place};

const OVERLAP: usize = place("overlap_geometric");
const SOFT: usize = place("soft_max");
const CLAUSE: usize = place("clause_best");
const VECTOR: usize = place("vector_cosine");
const VECTOR_GAP: usize = place("vector_rank");
const RANK_LHS: usize = place("rank_lhs");
const RANK_RHS: usize = place("rank_rhs");
const MUTUAL: usize = place("mutual_best");
const GAP: usize = place("gap_best");

/// By how much each pair is ahead of its best rival on either side.
fn gaps(
    pairs: &[PairFeatures],
    n_lhs: usize,
    n_rhs: usize,
    strength: impl Fn(&PairFeatures) -> f32,
) -> Vec<f32> {
    let mut best_lhs = vec![[-1.0_f32; 2]; n_lhs];
    let mut best_rhs = vec![[-1.0_f32; 2]; n_rhs];
    let push = |best: &mut [f32; 2], value: f32| {
        if value > best[0] {
            *best = [value, best[0]];
        } else if value > best[1] {
            best[1] = value;
        }
    };
    for pair in pairs {
        push(&mut best_lhs[pair.lhs], strength(pair));
        push(&mut best_rhs[pair.rhs], strength(pair));
    }
    let gap = |pair: &PairFeatures| {
        let own = strength(pair);
        let rival = |best: [f32; 2]| if own >= best[0] { best[1] } else { best[0] };
        own - rival(best_lhs[pair.lhs]).max(rival(best_rhs[pair.rhs]))
    };
    pairs.iter().map(gap).collect()
}

/// Fills the features that hold a pair against its rivals.
pub(super) fn rank(pairs: &mut [PairFeatures], n_lhs: usize, n_rhs: usize) {
    let strength = |pair: &PairFeatures| {
        pair.values[OVERLAP] + pair.values[SOFT] * 0.5 + pair.values[CLAUSE] * 0.5
    };
    let likeness = gaps(pairs, n_lhs, n_rhs, |pair| pair.values[VECTOR]);
    for (pair, gap) in pairs.iter_mut().zip(likeness) {
        pair.values[VECTOR_GAP] = gap;
    }
    let mut best_lhs = vec![[0.0_f32; 2]; n_lhs];
    let mut best_rhs = vec![[0.0_f32; 2]; n_rhs];
    let push = |best: &mut [f32; 2], value: f32| {
        if value > best[0] {
            *best = [value, best[0]];
        } else if value > best[1] {
            best[1] = value;
        }
    };
    for pair in pairs.iter() {
        push(&mut best_lhs[pair.lhs], strength(pair));
        push(&mut best_rhs[pair.rhs], strength(pair));
    }
    for pair in pairs.iter_mut() {
        let own = strength(pair);
        let share = |best: [f32; 2]| if best[0] > 0.0 { own / best[0] } else { 0.0 };
        let (one, two) = (share(best_lhs[pair.lhs]), share(best_rhs[pair.rhs]));
        let rival = |best: [f32; 2]| if own >= best[0] { best[1] } else { best[0] };
        pair.values[RANK_LHS] = one.min(two);
        pair.values[RANK_RHS] = one.max(two);
        pair.values[MUTUAL] = f32::from(one >= 1.0 && two >= 1.0);
        pair.values[GAP] = own - rival(best_lhs[pair.lhs]).max(rival(best_rhs[pair.rhs]));
    }
}
