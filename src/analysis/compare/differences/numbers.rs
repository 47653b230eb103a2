//! Numbers: two that count the same thing and are not the same.

use super::{Row, conflict_or_update, joined, pairs};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::analysis::compare::quantities::{Quantity, Standing};

/// Numbers on which cells disagree.
///
/// A number that the other cell has too is settled; of the rest, two are held against each other only where each cell has one of
/// that thing left: which of several belongs to which cannot be told.
pub(super) fn numbers(rows: &[Row<'_>]) -> Vec<Difference> {
    let counted: Vec<(&Row<'_>, Vec<&Quantity>)> =
        rows.iter().map(|row| (row, counted(row))).collect();
    let mut found = Vec::new();
    for ((one, lhs), (two, rhs)) in pairs(&counted) {
        let (lhs, rhs) = (unsettled(lhs, rhs), unsettled(rhs, lhs));
        for left in &lhs {
            let Some(right) = sole_rival(left, &rhs) else {
                continue;
            };
            let is_mutual = sole_rival(right, &lhs).is_some_and(|rival| std::ptr::eq(rival, *left));
            if !is_mutual || !one.shares_words(left.span, two, right.span) {
                continue;
            }
            let nature = match left.standing(right) {
                Standing::Same => continue,
                Standing::Finer => DifferenceNature::Refinement,
                Standing::Apart => conflict_or_update(one, two),
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
        rivals.any(|rival| rival.standing(number) == Standing::Same)
    };
    own.iter()
        .copied()
        .filter(|number| !is_settled(number))
        .collect()
}

/// The one number of the same thing, if there is one only. What a headline and its lead both give ("passes 4,300", "more than
/// 4,300") is one number.
fn sole_rival<'a>(own: &Quantity, others: &[&'a Quantity]) -> Option<&'a Quantity> {
    let mut rivals = others.iter().filter(|other| other.same_thing(own));
    let rival = *rivals.next()?;
    rivals
        .all(|other| other.standing(rival) != Standing::Apart)
        .then_some(rival)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::analysis::compare::model::{DifferenceKind, DifferenceNature};
    use crate::analysis::compare::tests::{analysed, compared};

    /// The differences of one kind between articles of one paragraph each, by day of publication: nature and words.
    pub(in crate::analysis::compare::differences) fn told(
        kind: DifferenceKind,
        paragraphs: &[(&str, &str)],
    ) -> Vec<(DifferenceNature, String)> {
        let articles: Vec<_> = paragraphs
            .iter()
            .enumerate()
            .map(|(number, (day, words))| {
                analysed(number as u32, day, &format!("Report {number}\n\n{words}"))
            })
            .collect();
        let comparison = compared(&articles, &[]);
        let differences = comparison
            .statements
            .iter()
            .flat_map(|statement| &statement.differences)
            .filter(|difference| difference.kind == kind);
        differences
            .map(|difference| {
                let values = difference.values.iter();
                let words: Vec<&str> = values
                    .map(|value| value.span.of(articles[value.article].text()))
                    .collect();
                (difference.nature, words.join(" / "))
            })
            .collect()
    }

    #[test]
    fn numbers_are_told_apart_by_what_they_count() {
        for (one, two, expected) in [
            (
                "The blast in the market of Tripoli killed 12 people and injured 60 on Monday.",
                "The blast in the market of Tripoli killed 12 people and injured 70 on Monday.",
                Some("60 / 70"),
            ),
            (
                "The Supreme Court ruled 5-4 against the new health law of Ohio on Monday.",
                "The Supreme Court ruled 6-3 against the new health law of Ohio on Monday.",
                Some("5-4 / 6-3"),
            ),
            (
                "The town of Kessab lies 30 miles north of the Syrian port of Latakia.",
                "The town of Kessab lies 50 kilometres north of the Syrian port of Latakia.",
                None,
            ),
        ] {
            let found = told(
                DifferenceKind::Number,
                &[("2015-09-06", one), ("2015-09-06", two)],
            );
            let expected: Vec<_> = expected
                .map(|words| (DifferenceNature::Conflict, words.to_owned()))
                .into_iter()
                .collect();
            assert_eq!(found, expected, "{one} / {two}");
        }
    }
}
