//! Numbers: two that count the same thing and are not the same.

use super::{Row, conflict_or_update, joined, pairs};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::analysis::compare::quantities::Quantity;

/// Numbers on which cells disagree.
///
/// A number that the other cell has too is settled; of the rest, two are held against each other only where each cell has one of
/// that unit left: which of several belongs to which cannot be told.
pub(super) fn numbers(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let (lhs, rhs) = (counted(one), counted(two));
        let (lhs, rhs) = (unsettled(&lhs, &rhs), unsettled(&rhs, &lhs));
        for left in &lhs {
            let Some(right) = sole_rival(left, &rhs) else {
                continue;
            };
            if sole_rival(right, &lhs).is_none() || !one.shares_words(left.span, two, right.span) {
                continue;
            }
            let nature = if left.agrees(right) {
                DifferenceNature::Refinement
            } else {
                conflict_or_update(one, two)
            };
            found.push((nature, one.value(left.span), two.value(right.span)));
        }
    }
    joined(DifferenceKind::Number, found)
}

fn counted<'a>(row: &Row<'a>) -> Vec<&'a Quantity> {
    let quantities = row.units.iter().flat_map(|unit| &unit.quantities);
    quantities
        .filter(|quantity| row.holds(quantity.span))
        .collect()
}

/// The numbers that the other cell does not have.
fn unsettled<'a>(own: &[&'a Quantity], other: &[&Quantity]) -> Vec<&'a Quantity> {
    let is_settled = |number: &Quantity| {
        let mut rivals = other.iter().filter(|rival| rival.same_unit(number));
        rivals.any(|rival| rival.equals(number))
    };
    own.iter()
        .copied()
        .filter(|number| !is_settled(number))
        .collect()
}

/// The one number of the same unit, if there is one only.
fn sole_rival<'a>(own: &Quantity, others: &[&'a Quantity]) -> Option<&'a Quantity> {
    let mut rivals = others.iter().filter(|other| other.same_unit(own));
    let rival = rivals.next()?;
    rivals.next().is_none().then_some(*rival)
}
