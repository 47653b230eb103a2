//! Quotations: how the words of one utterance differ between the cells.

use super::{Row, joined};
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::analysis::quotes::{Utterance, WordChange};
use crate::text::Span;

/// Alterations of utterances of which both wordings stand in the cells.
pub(super) fn quotations(rows: &[Row<'_>], utterances: &[Utterance]) -> Vec<Difference> {
    let mut found = Vec::new();
    for utterance in utterances.iter().filter(|utterance| utterance.altered) {
        let mut pairs = Vec::new();
        for alteration in &utterance.alterations {
            if matches!(
                alteration.change,
                WordChange::Joined | WordChange::Paraphrased | WordChange::Reattributed
            ) {
                continue;
            }
            let (Some(lhs), Some(rhs)) = (
                utterance.cells.get(alteration.lhs),
                utterance.cells.get(alteration.rhs),
            ) else {
                continue;
            };
            let inside = |article: usize, span: Span| {
                rows.iter().find(|row| {
                    row.cell.article == article
                        && row.holds(span)
                        && span.get(row.analysed.text()).is_some()
                })
            };
            let (Some(one), Some(two)) = (
                inside(lhs.article, alteration.lhs_span),
                inside(rhs.article, alteration.rhs_span),
            ) else {
                continue;
            };
            let (mut first, mut second) = (
                one.value(alteration.lhs_span),
                two.value(alteration.rhs_span),
            );
            if first.article == second.article || first.span.is_empty() && second.span.is_empty() {
                continue;
            }
            if first.article > second.article {
                std::mem::swap(&mut first, &mut second);
            }
            pairs.push((DifferenceNature::Wording, first, second));
        }
        found.extend(joined(DifferenceKind::Quotation, pairs));
    }
    found
}
