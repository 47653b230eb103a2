//! Attribution: who says it, or through whom.

use super::{Row, joined, pairs};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::text::{Span, fold};

/// Who says it: the speakers of the quotations inside the cells, and the sources named there.
pub(super) fn attribution(rows: &[Row<'_>]) -> Vec<Difference> {
    let sources = |row: &Row<'_>| -> Vec<(String, Span)> {
        // Who is named as the source of a sentence speaks for all of its clauses.
        let inside = |span: Span| row.units.iter().any(|unit| unit.span.contains(span));
        row.analysed
            .quotes
            .attributions
            .iter()
            .filter(|attribution| inside(attribution.span))
            .map(|attribution| (fold(&attribution.source), attribution.span))
            .collect()
    };
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let (lhs, rhs) = (sources(one), sources(two));
        if let (Some(left), Some(right)) = (lhs.first(), rhs.first())
            && !lhs.iter().any(|left| {
                rhs.iter()
                    .any(|right| left.0.contains(&right.0) || right.0.contains(&left.0))
            })
        {
            found.push((
                DifferenceNature::Wording,
                one.value(left.1),
                two.value(right.1),
            ));
        }
    }
    joined(DifferenceKind::Attribution, found)
}
