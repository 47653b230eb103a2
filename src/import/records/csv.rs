//! Tables as text: CSV and its kin with commas, semicolons, tabs or bars.

use super::super::plain::has_extension;
use super::super::{Confidence, Format, ImportError, Input, Parsed, decode};
use super::{MAX_COLUMNS, Row, Table, articles};
use crate::analysis::Ctx;

/// CSV and TSV.
pub(in super::super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if has_extension(name, &["csv", "tsv", "tab"]) && !super::super::decode::looks_binary(head)
        {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        articles(table(input, ctx)?, input, ctx)
    }
}

/// The file as a table: the first row names the columns, unless it looks like data.
pub(super) fn table(input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Table, ImportError> {
    let decoded = decode(input.bytes, input.encoding, input.declared_encoding);
    // Excel's own first line
    let (text, told) = match decoded.text.strip_prefix("sep=") {
        Some(rest) => (rest.get(1..).unwrap_or_default(), rest.bytes().next()),
        None => (decoded.text.as_str(), None),
    };
    let text = text.trim_start_matches(['\n', '\r']);
    let delimiter = told.unwrap_or_else(|| delimiter(text));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut table = Table {
        encoding: decoded.encoding.name().to_owned(),
        unit: "row",
        ..Table::default()
    };
    if decoded.had_errors {
        table.warnings.push(format!(
            "some bytes do not fit the encoding {}",
            table.encoding
        ));
    }
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    let mut widest = 0;
    loop {
        ctx.step(number, 0)?;
        number += 1;
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    widest = widest.max(cells.len());
                    table.rows.push(Row {
                        part: format!("row {number}"),
                        cells,
                    });
                }
            }
            Err(error) => {
                table.broken.push((
                    format!("row {number}"),
                    format!("the row cannot be read: {error}"),
                ));
                if matches!(error.kind(), csv::ErrorKind::Io(_)) {
                    break;
                }
            }
        }
    }
    if widest > MAX_COLUMNS {
        return Err(ImportError::broken(format!(
            "it has {widest} columns; at most {MAX_COLUMNS} are read"
        )));
    }
    name_columns(&mut table, widest);
    Ok(table)
}

/// Takes the first row as names unless one of its cells is as long as an article or a number; else the columns are numbered.
pub(super) fn name_columns(table: &mut Table, widest: usize) {
    let is_name = |cell: &String| cell.len() <= 60 && cell.trim().parse::<f64>().is_err();
    let named = table.rows.first().is_some_and(|first| {
        first.cells.iter().all(is_name) && first.cells.iter().any(|cell| !cell.trim().is_empty())
    }) && table.rows.len() > 1;
    let mut names: Vec<String> = if named {
        table.rows.remove(0).cells
    } else {
        Vec::new()
    };
    names.resize(widest, String::new());
    for at in 0..names.len() {
        let name = names[at].trim().to_owned();
        names[at] = if name.is_empty() || names[..at].contains(&name) {
            format!("column {}", at + 1)
        } else {
            name
        };
    }
    table.columns = names;
}

/// The sign that parts the first lines into the same number of cells, more than one.
fn delimiter(text: &str) -> u8 {
    let head = text.get(..floor(text, 1 << 15)).unwrap_or(text);
    [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|delimiter| {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(*delimiter)
                .flexible(true)
                .has_headers(false)
                .from_reader(head.as_bytes());
            let widths: Vec<usize> = reader
                .records()
                .take(20)
                .filter_map(Result::ok)
                .map(|record| record.len())
                .collect();
            let first = widths.first().copied().unwrap_or(0);
            if first < 2 {
                return (0, 0);
            }
            let alike = widths.iter().filter(|width| **width == first).count();
            (alike * 100 / widths.len(), first)
        })
        .unwrap_or(b',')
}

/// The largest boundary of a character at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
