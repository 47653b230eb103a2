//! Quotations, aligned and alone, and who rests on whom.

use super::{Names, ReportInput};
use crate::analysis::quotes::{self, Utterance};
use crate::report::model::{Alteration, Attribution, Quotation, QuotationCell};
use crate::text::Span;

pub(super) fn quotations(input: &ReportInput<'_>, names: &Names) -> Vec<Quotation> {
    match input.comparison {
        Some(comparison) => comparison
            .utterances
            .iter()
            .map(|utterance| shared_quotation(input, utterance, names))
            .collect(),
        None => input
            .articles
            .iter()
            .enumerate()
            .flat_map(|(index, analysed)| {
                analysed
                    .quotes
                    .quotations
                    .iter()
                    .map(move |quotation| Quotation {
                        speaker: Some(quotation.speaker_name.clone())
                            .filter(|name| !name.is_empty()),
                        kind: quotation.kind,
                        altered: false,
                        cells: vec![quotation_cell(
                            names.of(index),
                            quotation,
                            &quotation.content,
                        )],
                        alterations: Vec::new(),
                    })
            })
            .collect(),
    }
}

fn shared_quotation(input: &ReportInput<'_>, utterance: &Utterance, names: &Names) -> Quotation {
    Quotation {
        speaker: Some(utterance.speaker.clone()).filter(|name| !name.is_empty()),
        kind: utterance.kind,
        altered: utterance.altered,
        // Those who tell it in their own words stand behind: alterations count them so.
        cells: utterance
            .cells
            .iter()
            .chain(&utterance.paraphrases)
            .map(|cell| {
                let quotations = &input.articles[cell.article].quotes.quotations;
                quotation_cell(
                    names.of(cell.article),
                    &quotations[cell.quotation],
                    &cell.content,
                )
            })
            .collect(),
        alterations: utterance
            .alterations
            .iter()
            .map(|alteration| Alteration {
                lhs: alteration.lhs,
                rhs: alteration.rhs,
                change: alteration.change,
                lhs_span: alteration.lhs_span,
                rhs_span: alteration.rhs_span,
            })
            .collect(),
    }
}

/// `content`: the part of the quotation that the row is about.
fn quotation_cell(
    article: String,
    quotation: &quotes::Quotation,
    content: &[Span],
) -> QuotationCell {
    let quoted = quotation.quoted.iter().copied();
    QuotationCell {
        article,
        kind: quotation.kind,
        speaker: quotation.speaker,
        cue: quotation.cue,
        content: content.to_vec(),
        quoted: quoted
            .filter(|span| content.iter().any(|part| part.intersects(*span)))
            .collect(),
    }
}

pub(super) fn attributions(input: &ReportInput<'_>, names: &Names) -> Vec<Attribution> {
    input
        .articles
        .iter()
        .enumerate()
        .flat_map(|(index, analysed)| {
            analysed
                .quotes
                .attributions
                .iter()
                .map(move |found| Attribution {
                    article: names.of(index),
                    source: found.source.clone(),
                    start: found.span.start,
                    end: found.span.end,
                    is_outlet: found.is_outlet,
                })
        })
        .collect()
}
