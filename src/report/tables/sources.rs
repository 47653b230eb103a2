//! The articles, the files and how the report was made, as tables.

use super::{Table, Value, row, table};
use crate::report::labels;
use crate::report::method;
use crate::report::model::Report;

pub(super) fn sources(report: &Report) -> Table {
    let rows = report.articles.iter().map(|article| {
        let origins: Vec<String> = article
            .origins
            .iter()
            .map(|(field, origin)| format!("{field}: {origin}"))
            .collect();
        row![
            &article.siglum,
            &article.outlet,
            article.title(),
            &article.byline,
            &article.published,
            &article.address,
            &article.language,
            &article.agency,
            article.words,
            labels::completeness(article.completeness),
            &article.source,
            &article.part,
            &article.format,
            &article.encoding,
            &article.sha256,
            &article.text_sha256,
            &origins.join("; "),
        ]
    });
    table(
        "sources",
        &[
            "siglum",
            "outlet",
            "headline",
            "byline",
            "published",
            "address",
            "language",
            "agency",
            "words",
            "completeness",
            "file",
            "part",
            "format",
            "encoding",
            "file_sha256",
            "text_sha256",
            "origins",
        ],
        rows.collect(),
    )
}

pub(super) fn ledger(report: &Report) -> Table {
    let rows = report.ledger.iter().map(|line| {
        row![
            &line.source,
            &line.part,
            &line.outcome,
            &line.article,
            &line.duplicate_of,
            &line.reason,
            &line.format,
            &line.encoding,
            usize::try_from(line.bytes).unwrap_or(usize::MAX),
            &line.stripped,
            &line.warnings.join(" "),
        ]
    });
    table(
        "ledger",
        &[
            "file",
            "part",
            "outcome",
            "article",
            "duplicate_of",
            "reason",
            "format",
            "encoding",
            "bytes",
            "set_apart",
            "warnings",
        ],
        rows.collect(),
    )
}

pub(super) fn settings(report: &Report) -> Table {
    let head = &report.head;
    let mut rows = vec![
        row!["title", &head.title],
        row!["question", &head.question],
        row!["author", &head.author],
        row!["date", &head.date],
    ];
    for entry in method::entries(report) {
        let changed = if entry.is_changed { "changed" } else { "" };
        rows.push(row![&entry.term, &entry.words, changed]);
    }
    for table in &report.tables {
        rows.push(row![&table.name, &format!("SHA-256 {}", table.sha256)]);
    }
    for row in &mut rows {
        row.resize(3, Value::None);
    }
    table("method", &["term", "words", "changed"], rows)
}
