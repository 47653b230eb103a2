//! Days: a conflict only when neither cell names a day the other agrees with.

use super::{Row, joined, pairs};
use crate::analysis::compare::dates::DateMention;
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};

/// Days on which cells disagree.
pub(super) fn days(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let all = |row: &Row<'_>| {
            row.units
                .iter()
                .flat_map(|unit| unit.dates.clone())
                .filter(|date| row.holds(date.span))
                .filter(DateMention::is_day)
                .collect::<Vec<_>>()
        };
        let (lhs, rhs) = (all(one), all(two));
        if let (Some(left), Some(right)) = (lhs.first(), rhs.first())
            && !lhs
                .iter()
                .any(|left| rhs.iter().any(|right| left.agrees(right)))
        {
            found.push((
                DifferenceNature::Conflict,
                one.value(left.span),
                two.value(right.span),
            ));
        }
    }
    joined(DifferenceKind::Date, found)
}
