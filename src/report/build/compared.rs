//! What comparing found: statements with the person's verdicts, passages, origins.

use super::{Names, ReportInput, placement, rounded, words};
use crate::analysis::compare::{self, Comparison};
use crate::analysis::quotes::{self};
use crate::analysis::reviews::{Reviews, Verdict};
use crate::corpus::ArticleId;
use crate::report::model::{
    Cell, Difference, Mark, Origin, OriginEvidence, OriginSign, Pair, Passage, Review, Statement,
};

pub(super) fn statements(
    input: &ReportInput<'_>,
    comparison: &Comparison,
    names: &Names,
) -> Vec<Statement> {
    let articles: Vec<ArticleId> = input.articles.iter().map(|article| article.id()).collect();
    let reviews = Reviews::new(input.corpus, &articles, &comparison.statements);
    comparison
        .statements
        .iter()
        .enumerate()
        .map(|(number, statement)| Statement {
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
                .enumerate()
                .map(|(k, difference)| Difference {
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
                    review: review(reviews.of_difference(number, k)),
                })
                .collect(),
            review: review(reviews.of(number)),
            not_compared: not_compared(
                input,
                names,
                &statement
                    .cells
                    .iter()
                    .map(|cell| cell.article)
                    .collect::<Vec<_>>(),
            ),
        })
        .collect()
}

/// Articles in another language than all that carry something.
pub(super) fn not_compared(
    input: &ReportInput<'_>,
    names: &Names,
    carriers: &[usize],
) -> Vec<String> {
    let article = |index: usize| &input.articles[index].article;
    let is_foreign = |index: &usize| {
        let mut carriers = carriers.iter();
        carriers.all(|carrier| article(*index).is_in_other_language(article(*carrier)))
    };
    let foreign = (0..input.articles.len()).filter(is_foreign);
    foreign.map(|index| names.of(index)).collect()
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

/// Verdict and note of the person as the report holds them.
fn review(verdict: &Verdict) -> Review {
    Review {
        state: verdict.state,
        note: verdict.note.clone(),
    }
}
