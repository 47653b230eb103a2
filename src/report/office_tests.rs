//! The parts of DOCX and XLSX files as an XML parser that is not ours reads them: well formed, every reference to a style or
//! part kept, every cell what the table says.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use calamine::{Data, Range, Reader as _, Xlsx};
use roxmltree::{Document, Node};

use super::outline::{Node as Part, outline};
use super::tables::{Table, Value, tables};
use super::tests::report;
use super::{Report, write_docx, write_xlsx};

type Writer = fn(&Report, &mut dyn io::Write) -> io::Result<()>;

fn parts(writer: Writer, report: &Report) -> BTreeMap<String, String> {
    let mut archive = Vec::new();
    writer(report, &mut archive).unwrap();
    super::package::tests::parts(&archive)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn named<'a, 'i>(document: &'a Document<'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    document
        .descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// An attribute whatever its namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes.find(|a| a.name() == name).map(|a| a.value())
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|node| node.tag_name().name() == "t")
        .filter_map(|node| node.text())
        .collect()
}

#[test]
fn every_part_is_well_formed_and_refers_to_parts_that_are_there() {
    for writer in [write_docx as Writer, write_xlsx] {
        for hostile in [false, true] {
            let parts = parts(writer, &report(hostile));
            for (name, xml) in &parts {
                let document = Document::parse(xml).unwrap_or_else(|e| panic!("{name}: {e}"));
                let folder = name
                    .split("/_rels/")
                    .next()
                    .filter(|_| name.contains("/_rels/"));
                for relationship in named(&document, "Relationship") {
                    let target = attribute(relationship, "Target").unwrap();
                    let target = folder.map_or(target.to_owned(), |f| format!("{f}/{target}"));
                    assert!(parts.contains_key(&target), "{name} refers to {target}");
                }
                for part in named(&document, "Override") {
                    let part = attribute(part, "PartName").unwrap();
                    assert!(parts.contains_key(&part[1..]), "{part}");
                }
            }
        }
    }
}

#[test]
fn a_docx_has_real_headings_and_tables() {
    let report = report(false);
    let parts = parts(write_docx, &report);
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    let known: BTreeSet<&str> = named(&styles, "style")
        .filter_map(|style| attribute(style, "styleId"))
        .collect();
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let used = named(&document, "pStyle").chain(named(&document, "tblStyle"));
    for style in used.filter_map(|style| attribute(style, "val")) {
        assert!(known.contains(style), "{style}");
    }
    let headings: Vec<String> = named(&document, "p")
        .filter(|p| {
            p.descendants()
                .filter_map(|node| attribute(node, "val"))
                .any(|style| style.starts_with("Heading") || style == "Title")
        })
        .map(words)
        .collect();
    let nodes = outline(&report);
    let expected: Vec<&String> = nodes
        .iter()
        .filter_map(|node| match node {
            Part::Heading(_, words) => Some(&words.text),
            _ => None,
        })
        .collect();
    assert_eq!(headings.iter().collect::<Vec<_>>(), expected);
    let n_tables = nodes
        .iter()
        .filter(|node| matches!(node, Part::Table(_)))
        .count();
    assert_eq!(named(&document, "tbl").count(), n_tables);
    for table in named(&document, "tbl") {
        let rows = table
            .children()
            .filter(|node| node.tag_name().name() == "tr");
        let widths: BTreeSet<usize> = rows
            .map(|row| {
                row.children()
                    .filter(|node| node.tag_name().name() == "tc")
                    .count()
            })
            .collect();
        assert_eq!(widths.len(), 1, "rows of one table are equally long");
    }
}

#[test]
fn words_from_right_to_left_say_so_with_their_language() {
    let mut report = report(false);
    let hebrew = "ארבעה מטוסים נראו";
    let article = &mut report.articles[2];
    article.language = Some("he".to_owned());
    article.headline = Some(hebrew.to_owned());
    let parts = parts(write_docx, &report);
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let runs: Vec<_> = named(&document, "r")
        .filter(|run| words(*run) == hebrew)
        .collect();
    assert!(!runs.is_empty());
    for run in runs {
        assert!(
            run.descendants()
                .any(|node| node.tag_name().name() == "rtl")
        );
        let language = run
            .descendants()
            .find(|node| node.tag_name().name() == "lang");
        assert_eq!(
            language.and_then(|lang| attribute(lang, "bidi")),
            Some("he")
        );
    }
}

/// Words that a spreadsheet might take for something else than words.
const TEMPTING: [&str; 9] = [
    "=1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "@NOW()",
    "=HYPERLINK(\"http://example.org\";\"read on\")",
    "0012",
    "TRUE",
    "a tab\tand two\nlines",
    "_x0041_ is no letter A",
];

/// A report whose words tempt a spreadsheet, one of them longer than a cell may be.
fn tempting() -> Report {
    let mut report = report(true);
    let (article, others) = report.articles.split_first_mut().unwrap();
    article.headline = Some("x".repeat(40_000));
    for (other, words) in others
        .iter_mut()
        .zip(["\u{1}\u{8}\u{1F} bell", "é".repeat(33_000).as_str()])
    {
        other.byline = Some(words.to_owned());
    }
    for (entity, words) in report.entities.iter_mut().zip(TEMPTING) {
        entity.name = words.to_owned();
    }
    for words in TEMPTING {
        let mut line = report.ledger[0].clone();
        line.warnings = vec![words.to_owned()];
        line.format = words.to_owned();
        report.ledger.push(line);
    }
    report
}

/// Every sheet as calamine, which is not ours, reads it.
#[test]
fn a_workbook_has_every_table_cell_by_cell() {
    for report in [report(false), report(true), tempting()] {
        let mut bytes = Vec::new();
        write_xlsx(&report, &mut bytes).unwrap();
        let mut workbook: Xlsx<_> =
            calamine::open_workbook_from_rs(io::Cursor::new(bytes)).unwrap();
        let tables = tables(&report);
        let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
        assert_eq!(workbook.sheet_names(), names);
        for table in &tables {
            let formulas = workbook.worksheet_formula(table.name).unwrap();
            assert_eq!(formulas.used_cells().count(), 0, "{}", table.name);
            check_sheet(table, &workbook.worksheet_range(table.name).unwrap());
        }
    }
}

fn check_sheet(table: &Table, sheet: &Range<Data>) {
    let size = (table.rows.len() + 1, table.columns.len());
    assert_eq!(sheet.get_size(), size, "{}", table.name);
    assert_eq!(sheet.start(), Some((0, 0)), "{}", table.name);
    let head: Vec<Data> = table.columns.iter().map(|name| words_of(name)).collect();
    let mut rows = sheet.rows();
    assert_eq!(rows.next().unwrap(), head, "{}", table.name);
    for (row, values) in rows.zip(&table.rows) {
        let values: Vec<Data> = values.iter().map(cell).collect();
        assert_eq!(row, values, "{}", table.name);
    }
}

/// Words, with what XML cannot hold replaced, cut to what a cell holds.
fn words_of(text: &str) -> Data {
    let allowed = |c: char| c >= ' ' || "\t\n\r".contains(c);
    let text = text.replace(|c| !allowed(c), "\u{FFFD}");
    Data::String(text.chars().take(32_767).collect())
}

/// What a cell must read as: numbers as numbers, words as words.
fn cell(value: &Value) -> Data {
    match value {
        Value::None => Data::Empty,
        Value::Text(text) => words_of(text),
        Value::Count(count) => Data::Float(*count as f64),
        Value::Figure(figure, places) => Data::Float(format!("{figure:.places$}").parse().unwrap()),
    }
}
