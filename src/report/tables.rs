//! The report as tables, one per kind of thing, for CSV and workbooks: full identifiers, one fact a column, no formatting.

use super::groups::{counts, groups};
use super::labels;
use super::model::{Article, Part, Placement, Report};
use crate::text::Span;

/// One table.
pub struct Table {
    /// Short name for the file or sheet: lower case, no spaces, at most 31 characters.
    pub name: &'static str,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    None,
    /// Words: never a formula.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A figure with this many places.
    Figure(f64, usize),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::None
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        text.as_deref().unwrap_or_default().into()
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count as usize)
    }
}

macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

/// All tables of the parts that are shown, in the order of the parts.
pub fn tables(report: &Report) -> Vec<Table> {
    type Make = fn(&Report) -> Table;
    let all: [(Part, Make); 15] = [
        (Part::Sources, sources),
        (Part::Coverage, coverage),
        (Part::Findings, wordings),
        (Part::Findings, differences),
        (Part::OnlyHere, only_here),
        (Part::Coverage, containment),
        (Part::Coverage, passages),
        (Part::Quotations, quotations),
        (Part::Attributions, origins),
        (Part::Attributions, attributions),
        (Part::Names, entities),
        (Part::Aliases, aliases),
        (Part::Names, mentions),
        (Part::Ledger, ledger),
        (Part::Method, settings),
    ];
    all.into_iter()
        .filter(|(part, _)| report.shows(*part))
        .map(|(_, table)| table(report))
        .collect()
}

fn table(name: &'static str, columns: &[&str], rows: Vec<Vec<Value>>) -> Table {
    Table {
        name,
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        rows,
    }
}

fn sources(report: &Report) -> Table {
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

fn coverage(report: &Report) -> Table {
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
                None if article.is_complete() => ("absent", String::new()),
                None => ("could not be seen", String::new()),
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

/// Article, place and words, as several tables have them.
fn place(report: &Report, siglum: &str, span: Span) -> Vec<Value> {
    row![
        siglum,
        span.start,
        span.end,
        report.words(siglum, span).unwrap_or_default(),
    ]
}

fn paragraph(placement: &Placement) -> Vec<Value> {
    row![placement.index, placement.of]
}

fn wordings(report: &Report) -> Table {
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

fn differences(report: &Report) -> Table {
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

fn only_here(report: &Report) -> Table {
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

fn containment(report: &Report) -> Table {
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

fn passages(report: &Report) -> Table {
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

fn origins(report: &Report) -> Table {
    let mut rows = Vec::new();
    for (origin, number) in super::origins::rows(report).into_iter().zip(1_usize..) {
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

fn quotations(report: &Report) -> Table {
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

fn attributions(report: &Report) -> Table {
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

fn entities(report: &Report) -> Table {
    let groups = groups(report);
    let mut columns: Vec<String> = ["id", "name", "type", "total", "articles", "dp_normalised"]
        .map(str::to_owned)
        .to_vec();
    for group in &groups {
        for figure in ["count", "per_1000", "g2", "log_ratio", "lrc"] {
            columns.push(format!("{} {figure}", group.name));
        }
    }
    let rows = report.entities.iter().map(|entity| {
        let counts = counts(report, &groups, entity);
        let mut row = row![
            entity.id,
            &entity.name,
            entity.kind.label(),
            entity.mentions.len(),
            counts.n_articles,
        ];
        row.push(Value::Figure(counts.dispersion, 3));
        for count in &counts.by_group {
            row.push(count.count.into());
            row.push(Value::Figure(count.per_thousand, 2));
            match &count.key {
                Some(key) => row.extend(
                    [key.g2, key.log_ratio, key.lrc].map(|figure| Value::Figure(figure, 2)),
                ),
                None => row.extend([Value::None, Value::None, Value::None]),
            }
        }
        row
    });
    Table {
        name: "names",
        rows: rows.collect(),
        columns,
    }
}

fn aliases(report: &Report) -> Table {
    let rows = report.entities.iter().flat_map(|entity| {
        entity
            .aliases
            .iter()
            .zip(&entity.alias_counts)
            .map(|(alias, count)| row![entity.id, &entity.name, alias, *count])
    });
    table(
        "aliases",
        &["id", "name", "written", "count"],
        rows.collect(),
    )
}

fn mentions(report: &Report) -> Table {
    let rows = report.entities.iter().flat_map(|entity| {
        entity.mentions.iter().map(|mention| {
            let mut row = row![entity.id, &entity.name];
            row.extend(place(report, &mention.article, mention.span()));
            row
        })
    });
    table(
        "mentions",
        &["id", "name", "article", "start_byte", "end_byte", "words"],
        rows.collect(),
    )
}

fn ledger(report: &Report) -> Table {
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

fn settings(report: &Report) -> Table {
    let head = &report.head;
    let mut rows = vec![
        row!["title", &head.title],
        row!["question", &head.question],
        row!["author", &head.author],
        row!["date", &head.date],
    ];
    for entry in super::method::entries(report) {
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

/// The article's name in one line: "A, HuffPost, 5 Sep 2015".
pub fn article_line(article: &Article) -> String {
    let day = article.day();
    let parts = [
        Some(article.siglum.as_str()),
        Some(article.outlet_or_file()),
        day.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ")
}
