//! Days: a conflict only when neither cell names a day the other agrees with.

use super::{Row, joined, pairs};
use crate::analysis::compare::dates::DateMention;
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};

/// Days on which cells disagree.
pub(super) fn days(rows: &[Row<'_>]) -> Vec<Difference> {
    let named: Vec<(&Row<'_>, Vec<&DateMention>)> =
        rows.iter().map(|row| (row, named(row))).collect();
    let mut found = Vec::new();
    for ((one, lhs), (two, rhs)) in pairs(&named) {
        let agree = |left: &DateMention, right: &DateMention| {
            left.agrees(right) || left.names_weekday_of(right)
        };
        if let (Some(left), Some(right)) = (lhs.first(), rhs.first())
            && !lhs
                .iter()
                .any(|left| rhs.iter().any(|right| agree(left, right)))
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

/// The days that a cell names. "Yesterday" in somebody's mouth is another day than the article's, and is left out.
fn named<'a>(row: &'a Row<'_>) -> Vec<&'a DateMention> {
    let is_quoted = |date: &DateMention| {
        let mut quoted = row
            .analysed
            .quotes
            .quotations
            .iter()
            .flat_map(|said| &said.quoted);
        quoted.any(|words| words.contains(date.span))
    };
    row.units
        .iter()
        .flat_map(|unit| &unit.dates)
        .filter(|date| row.holds(date.span) && date.is_day())
        .filter(|date| !(date.is_relative && is_quoted(date)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::compare::differences::numbers::tests::told;
    use crate::analysis::compare::model::DifferenceKind;

    #[test]
    fn one_weekday_is_no_conflict_and_another_is() {
        for (one, two, expected) in [
            (
                (
                    "2015-09-06",
                    "The ministers will meet in Vienna on Tuesday to discuss the war in Syria.",
                ),
                (
                    "2015-09-08",
                    "The ministers met in Vienna on Tuesday to discuss the war in Syria.",
                ),
                None,
            ),
            (
                (
                    "2015-09-06",
                    "The ceasefire was signed in Geneva by both sides on 5 September 2015.",
                ),
                (
                    "2015-09-07",
                    "The ceasefire was signed in Geneva by both sides two days ago.",
                ),
                None,
            ),
            (
                (
                    "2015-09-06",
                    "The ceasefire was signed in Geneva by both sides late on Saturday.",
                ),
                (
                    "2015-09-06",
                    "The ceasefire was signed in Geneva by both sides early on Friday.",
                ),
                Some("Saturday / Friday"),
            ),
        ] {
            let found = told(DifferenceKind::Date, &[one, two]);
            let found: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
            assert_eq!(
                found,
                expected.into_iter().collect::<Vec<_>>(),
                "{} / {}",
                one.1,
                two.1
            );
        }
    }
}
