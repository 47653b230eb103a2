//! What the comparison found, as tables.

use super::{Table, Value, paragraph, place, row, table};
use crate::report::model::{Absence, Report};

pub(super) fn coverage(report: &Report) -> Table {
    let mut columns: Vec<String> = [
        "statement",
        "gloss",
        "relation",
        "articles",
        "differs_in",
        "review",
        "note",
    ]
    .map(str::to_owned)
    .to_vec();
    for article in &report.articles {
        columns.push(format!("{}_relation", article.siglum));
        columns.push(format!("{}_placement", article.siglum));
    }
    let rows = report.statements().iter().map(|statement| {
        let mut kinds: Vec<&str> = statement
            .differences
            .iter()
            .map(|d| d.kind.label())
            .collect();
        kinds.dedup();
        let mut row = row![
            statement.id,
            &statement.gloss,
            statement.relation.label(),
            statement.cells.len(),
            &kinds.join("; "),
            statement.review.state.label(),
            &statement.review.note,
        ];
        for article in &report.articles {
            let index = statement
                .cells
                .iter()
                .position(|c| c.article == article.siglum);
            let (relation, placement) = match index {
                Some(index) => (
                    statement.relation_of(index).label(),
                    statement.cells[index].placement.label(),
                ),
                None => (absent(statement.absence(article)), String::new()),
            };
            row.extend(row![relation, &placement]);
        }
        row
    });
    Table {
        name: "coverage",
        rows: rows.collect(),
        columns,
    }
}

fn absent(absence: Absence) -> &'static str {
    match absence {
        Absence::NotInArticle => "absent",
        Absence::CouldNotBeSeen => "could not be seen",
        Absence::CouldNotBeCompared => "could not be compared (language)",
    }
}

pub(super) fn wordings(report: &Report) -> Table {
    let mut rows = Vec::new();
    for statement in report.statements() {
        for (index, cell) in statement.cells.iter().enumerate() {
            for span in &cell.spans {
                let mut row = row![statement.id, statement.relation_of(index).label()];
                row.extend(paragraph(&cell.placement));
                row.extend(place(report, &cell.article, *span));
                rows.push(row);
            }
        }
    }
    table(
        "wordings",
        &[
            "statement",
            "relation",
            "paragraph",
            "of_paragraphs",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows,
    )
}

pub(super) fn differences(report: &Report) -> Table {
    let mut rows = Vec::new();
    for statement in report.statements() {
        for difference in &statement.differences {
            for value in &difference.values {
                let mut row = row![
                    statement.id,
                    difference.kind.label(),
                    difference.nature.label(),
                    difference.review.state.label(),
                    &difference.review.note,
                ];
                row.extend(place(report, &value.article, value.span()));
                rows.push(row);
            }
        }
    }
    table(
        "differences",
        &[
            "statement",
            "kind",
            "nature",
            "review",
            "note",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows,
    )
}

pub(super) fn only_here(report: &Report) -> Table {
    let mut rows = Vec::new();
    for only in report.only_here() {
        for span in &only.spans {
            let mut row = paragraph(&only.placement);
            row.extend(place(report, &only.article, *span));
            rows.push(row);
        }
    }
    table(
        "only_here",
        &[
            "paragraph",
            "of_paragraphs",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows,
    )
}

pub(super) fn containment(report: &Report) -> Table {
    let rows = report
        .compared
        .iter()
        .flat_map(|c| &c.containment)
        .map(|entry| {
            vec![
                (&entry.of).into(),
                (&entry.in_article).into(),
                Value::Figure(entry.share, 4),
            ]
        });
    table("containment", &["of", "in", "share"], rows.collect())
}

pub(super) fn passages(report: &Report) -> Table {
    let mut rows = Vec::new();
    let passages = report.compared.iter().flat_map(|c| &c.passages);
    for (passage, number) in passages.zip(1_usize..) {
        for (article, span) in [
            (&passage.lhs, passage.lhs_span),
            (&passage.rhs, passage.rhs_span),
        ] {
            let set_phrase = if passage.is_set_phrase { "yes" } else { "no" };
            let mut row = row![number, passage.common_words, set_phrase];
            row.extend(place(report, article, span));
            rows.push(row);
        }
    }
    table(
        "passages",
        &[
            "passage",
            "common_words",
            "set_phrase",
            "article",
            "start_byte",
            "end_byte",
            "words",
        ],
        rows,
    )
}
