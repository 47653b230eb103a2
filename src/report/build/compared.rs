//! What comparing found: statements with the person's verdicts, passages, origins.

use super::{Names, ReportInput, placement, rounded, words};
use crate::analysis::compare::{self, Comparison};
use crate::analysis::quotes::{self};
use crate::corpus::{Corpus, Decision, ReviewState};
use crate::report::model::{
    Cell, Difference, Mark, Origin, OriginEvidence, OriginSign, Pair, Passage, Review, Statement,
};
use crate::text::Span;

pub(super) fn statements(
    input: &ReportInput<'_>,
    comparison: &Comparison,
    names: &Names,
) -> Vec<Statement> {
    let reviews = Reviews::new(input.corpus, names);
    comparison
        .statements
        .iter()
        .map(|statement| Statement {
            id: statement.id,
            gloss: statement.gloss.clone(),
            relation: statement.relation,
            cells: statement
                .cells
                .iter()
                .map(|cell| Cell {
                    article: names.of(cell.article),
                    spans: cell.spans.clone(),
                    placement: placement(cell.placement),
                    marks: cell
                        .marks
                        .iter()
                        .map(|mark| Mark {
                            start: mark.span.start,
                            end: mark.span.end,
                            kind: mark.kind,
                        })
                        .collect(),
                })
                .collect(),
            pairs: statement.pairs.iter().map(pair).collect(),
            differences: statement
                .differences
                .iter()
                .map(|difference| Difference {
                    kind: difference.kind,
                    nature: difference.nature,
                    values: difference
                        .values
                        .iter()
                        .map(|value| {
                            words(
                                names,
                                value.article,
                                value.span,
                                input.articles[value.article].text(),
                            )
                        })
                        .collect(),
                    review: reviews.of(statement, Some(difference.kind.label())),
                })
                .collect(),
            review: reviews.of(statement, None),
        })
        .collect()
}

fn pair(pair: &compare::Pair) -> Pair {
    Pair {
        lhs: pair.lhs,
        rhs: pair.rhs,
        relation: pair.relation,
        score: rounded(f64::from(pair.score), 1000.0),
        common_words: pair.common_words,
        shorter_words: pair.shorter_words,
        longest_run: pair.longest_run,
    }
}

pub(super) fn passages(comparison: &Comparison, names: &Names) -> Vec<Passage> {
    comparison
        .passages
        .iter()
        .map(|passage| Passage {
            lhs: names.of(passage.lhs),
            rhs: names.of(passage.rhs),
            lhs_span: passage.lhs_span,
            rhs_span: passage.rhs_span,
            common_words: passage.common_words,
            is_set_phrase: passage.is_set_phrase,
        })
        .collect()
}

pub(super) fn text_origins(
    input: &ReportInput<'_>,
    comparison: &Comparison,
    names: &Names,
) -> Vec<Origin> {
    let outlets: Vec<&str> = input
        .articles
        .iter()
        .map(|analysed| {
            let outlet = input.corpus.outlet_of(&analysed.article);
            outlet.map_or("", |outlet| outlet.name.as_str())
        })
        .collect();
    compare::origins(input.articles, &outlets, comparison)
        .into_iter()
        .map(|origin| Origin {
            name: Some(origin.name).filter(|name| !name.is_empty()),
            articles: origin
                .articles
                .iter()
                .map(|index| names.of(*index))
                .collect(),
            evidence: origin
                .evidence
                .iter()
                .map(|evidence| origin_evidence(evidence, names))
                .collect(),
        })
        .collect()
}

fn origin_evidence(evidence: &quotes::OriginEvidence, names: &Names) -> OriginEvidence {
    let (kind, lhs, rhs, source, share) = match evidence {
        quotes::OriginEvidence::Agency { lhs, rhs, agency } => {
            (OriginSign::Agency, lhs, rhs, Some(agency.clone()), None)
        }
        quotes::OriginEvidence::Copied { lhs, rhs, share } => (
            OriginSign::Copied,
            lhs,
            rhs,
            None,
            Some(rounded(*share, 10_000.0)),
        ),
        quotes::OriginEvidence::Rests { lhs, rhs } => (OriginSign::RestsOn, lhs, rhs, None, None),
        quotes::OriginEvidence::SharedSource { lhs, rhs, source } => (
            OriginSign::SharedSource,
            lhs,
            rhs,
            Some(source.clone()),
            None,
        ),
    };
    OriginEvidence {
        kind,
        lhs: names.of(*lhs),
        rhs: names.of(*rhs),
        source,
        share,
    }
}

/// The person's verdicts, found again by the words they point at.
struct Reviews<'a>(Vec<(usize, Span, Option<&'a str>, Review)>);

impl<'a> Reviews<'a> {
    fn new(corpus: &'a Corpus, names: &Names) -> Self {
        let found = corpus.decisions.iter().filter_map(|decision| {
            let Decision::Review {
                place,
                difference,
                state,
                note,
            } = &**decision
            else {
                return None;
            };
            let article = *names.by_id.get(&place.article)?;
            let review = Review {
                state: *state,
                note: note.clone(),
            };
            Some((article, place.span, difference.as_deref(), review))
        });
        Self(found.collect())
    }

    /// The latest verdict on the statement (`None`) or on its difference of this kind.
    fn of(&self, statement: &compare::Statement, difference: Option<&str>) -> Review {
        let is_about = |article: usize, span: Span| {
            statement
                .cells
                .iter()
                .filter(|cell| cell.article == article)
                .flat_map(|cell| &cell.spans)
                .any(|cell_span| cell_span.intersects(span))
        };
        self.0
            .iter()
            .rev()
            .find(|(article, span, on, _)| *on == difference && is_about(*article, *span))
            .map_or_else(
                || Review {
                    state: ReviewState::New,
                    note: String::new(),
                },
                |(_, _, _, review)| review.clone(),
            )
    }
}
