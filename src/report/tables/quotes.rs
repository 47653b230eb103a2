//! Quotations and sources, as tables.

use super::{Table, place, row, table};
use crate::report::labels;
use crate::report::model::Report;
use crate::text::Span;

pub(super) fn quotations(report: &Report) -> Table {
    let mut rows = Vec::new();
    for (quotation, number) in report.quotations.iter().zip(1_usize..) {
        for (index, cell) in quotation.cells.iter().enumerate() {
            let mut changes: Vec<&str> = quotation
                .alterations
                .iter()
                .filter(|a| a.lhs == index || a.rhs == index)
                .map(|a| labels::change(a.change))
                .collect();
            changes.sort_unstable();
            changes.dedup();
            let words = |span: &Option<Span>| {
                span.and_then(|span| report.words(&cell.article, span))
                    .unwrap_or_default()
            };
            for span in &cell.content {
                let mut row = row![
                    number,
                    &quotation.speaker,
                    labels::quotation(cell.kind),
                    if quotation.altered { "altered" } else { "" },
                    &changes.join("; "),
                    words(&cell.speaker),
                    words(&cell.cue),
                ];
                row.extend(place(report, &cell.article, *span));
                rows.push(row);
            }
        }
    }
    table(
        "quotations",
        &[
            "quotation",
            "speaker",
            "kind",
            "altered",
            "alterations",
            "named_as",
            "cue",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows,
    )
}

pub(super) fn origins(report: &Report) -> Table {
    let mut rows = Vec::new();
    for (origin, number) in crate::report::origins::rows(report)
        .into_iter()
        .zip(1_usize..)
    {
        for article in origin.articles {
            rows.push(row![
                number,
                origin.source,
                &article.siglum,
                article.outlet_or_file(),
                &origin.reasons.join("; "),
            ]);
        }
    }
    table(
        "origins",
        &["origin", "source", "article", "outlet", "what_tells_so"],
        rows,
    )
}

pub(super) fn attributions(report: &Report) -> Table {
    let rows = report.attributions.iter().map(|found| {
        let mut row = row![
            &found.source,
            if found.is_outlet {
                "agency or outlet"
            } else {
                "source"
            },
        ];
        let (start, end) = (found.start, found.end);
        row.extend(place(report, &found.article, Span { start, end }));
        row
    });
    table(
        "attributions",
        &[
            "source",
            "kind",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows.collect(),
    )
}
