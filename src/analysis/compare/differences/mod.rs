//! On what the cells of a statement disagree: numbers, days, names, quotations, attribution, hedges.
//!
//! Only what can be shown in the words is listed. One file per kind:
//!
//! - `numbers`: two numbers must count the same thing.
//! - `days`: two days conflict only when neither cell names a day the other agrees with.
//! - `names`, `alternatives`: what the same thing is called, and how a name is written.
//! - `quotations`: alterations of an utterance inside the cells.
//! - `attribution`: who says it, or through whom.
//! - `hedges`: what one article hedges and another states flatly.

pub(super) mod alternatives;
mod attribution;
mod days;
pub(super) mod hedges;
pub(super) mod names;
mod numbers;
mod quotations;

#[cfg(test)]
mod tests;

use super::model::{
    Cell, Difference, DifferenceKind, DifferenceNature, DifferenceValue, Statement,
};
use super::prepare::{Prepared, Term, Unit};
use crate::analysis::Analysed;
use crate::analysis::quotes::Utterance;
use crate::text::Span;

/// Content words before and behind a word among which two cells must share one, to say it of one thing.
const BESIDE: usize = 4;

/// All differences of a statement, by kind, then by place.
pub(super) fn differences(
    articles: &[&Analysed],
    prepared: &[Prepared],
    statement: &Statement,
    utterances: &[Utterance],
) -> Vec<Difference> {
    let rows: Vec<Row<'_>> = statement
        .cells
        .iter()
        .map(|cell| Row::new(articles, prepared, cell))
        .collect();
    let mut found = Vec::new();
    found.extend(numbers::numbers(&rows));
    found.extend(days::days(&rows));
    found.extend(names::names(&rows));
    found.extend(quotations::quotations(&rows, utterances));
    found.extend(attribution::attribution(&rows));
    found.extend(hedges::hedges(&rows));
    found
}

/// A cell with what is known about its words.
struct Row<'a> {
    cell: &'a Cell,
    analysed: &'a Analysed,
    prepared: &'a Prepared,
    /// The sentences it stands in.
    units: Vec<&'a Unit>,
    /// The stems of its content words (hashes) and their places, in their order.
    content: Vec<(u64, Span)>,
    published: Option<jiff::civil::Date>,
}

impl<'a> Row<'a> {
    fn new(articles: &[&'a Analysed], prepared: &'a [Prepared], cell: &'a Cell) -> Self {
        let own = &prepared[cell.article];
        // The sentences ascend.
        let from = own
            .units
            .partition_point(|unit| unit.span.end <= cell.spans[0].start);
        let to = cell.spans[cell.spans.len() - 1].end;
        let units = own.units[from..]
            .iter()
            .take_while(|unit| unit.span.start < to);
        let units: Vec<&Unit> = units
            .filter(|unit| cell.spans.iter().any(|span| span.intersects(unit.span)))
            .collect();
        let analysed = articles[cell.article];
        let reading = &analysed.reading;
        let stem = |term: &Term| {
            let entry = &own.vocabulary[term.entry? as usize];
            Some((entry.key, reading.tokens[term.token as usize].span))
        };
        let terms = units.iter().flat_map(|unit| &unit.terms);
        let content = terms.filter_map(stem).filter(|(_, span)| cell.holds(*span));
        Self {
            cell,
            analysed,
            prepared: own,
            content: content.collect(),
            units,
            published: own.published,
        }
    }

    /// Whether it is part of the cell.
    fn holds(&self, span: Span) -> bool {
        self.cell.holds(span)
    }

    /// Those of an article's things, ascending by place, that are part of the cell.
    fn within<'b, T>(
        &self,
        things: &'b [T],
        span: impl Fn(&T) -> Span + Copy,
    ) -> impl Iterator<Item = &'b T> {
        let spans = &self.cell.spans;
        let (first, last) = (spans[0].start, spans[spans.len() - 1].end);
        let from = things.partition_point(|thing| span(thing).start < first);
        let near = things[from..]
            .iter()
            .take_while(move |thing| span(thing).start < last);
        near.filter(move |thing| self.holds(span(thing)))
    }

    /// The stems of the content words beside a place, so many before and behind it.
    fn beside(&self, span: Span, n: usize) -> Vec<u64> {
        let content = &self.content;
        let from = content.partition_point(|(_, word)| word.end <= span.start);
        let to = content.partition_point(|(_, word)| word.start < span.end);
        let before = &content[from.saturating_sub(n)..from];
        let behind = &content[to..content.len().min(to + n)];
        before.iter().chain(behind).map(|(stem, _)| *stem).collect()
    }

    /// Whether a content word stands beside both places: what is said there is said of one thing.
    fn shares_words(&self, span: Span, other: &Self, place: Span) -> bool {
        let (here, there) = (self.beside(span, BESIDE), other.beside(place, BESIDE));
        here.iter().any(|stem| there.contains(stem))
    }

    fn value(&self, span: Span) -> DifferenceValue {
        DifferenceValue {
            article: self.cell.article,
            span,
        }
    }
}

/// Which of two conflicting values is the newer is told by the days of publication.
fn conflict_or_update(one: &Row<'_>, two: &Row<'_>) -> DifferenceNature {
    match (one.published, two.published) {
        (Some(lhs), Some(rhs)) if lhs != rhs => DifferenceNature::Update,
        _ => DifferenceNature::Conflict,
    }
}

/// Joins differences found on pairs of cells: those that share a value are one point.
fn joined(
    kind: DifferenceKind,
    pairs: Vec<(DifferenceNature, DifferenceValue, DifferenceValue)>,
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for (nature, one, two) in pairs {
        let known = found.iter_mut().find(|difference| {
            difference.values.contains(&one) || difference.values.contains(&two)
        });
        match known {
            Some(difference) => {
                difference.nature = difference.nature.min(nature);
                for value in [one, two] {
                    if !difference
                        .values
                        .iter()
                        .any(|other| other.article == value.article)
                    {
                        difference.values.push(value);
                    }
                }
                difference.values.sort_by_key(|value| value.article);
            }
            None => found.push(Difference {
                kind,
                nature,
                values: vec![one, two],
            }),
        }
    }
    found
}

/// Every two cells, by (left, right).
fn pairs<T>(cells: &[T]) -> impl Iterator<Item = (&T, &T)> {
    (0..cells.len())
        .flat_map(move |lhs| (lhs + 1..cells.len()).map(move |rhs| (&cells[lhs], &cells[rhs])))
}
