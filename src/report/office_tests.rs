//! The parts of DOCX and XLSX files as an XML parser that is not ours reads them: well formed, every reference to a style or
//! part kept, every cell what the table says.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use roxmltree::{Document, Node};

use super::outline::{Node as Part, outline};
use super::tables::{Value, tables};
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
            Part::Heading(_, words) => Some(words),
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
fn a_workbook_has_every_table_cell_by_cell() {
    for hostile in [false, true] {
        let report = report(hostile);
        let parts = parts(write_xlsx, &report);
        let workbook = Document::parse(&parts["xl/workbook.xml"]).unwrap();
        let sheets: Vec<&str> = named(&workbook, "sheet")
            .filter_map(|sheet| attribute(sheet, "name"))
            .collect();
        let tables = tables(&report);
        assert_eq!(
            sheets,
            tables.iter().map(|table| table.name).collect::<Vec<_>>()
        );
        for (table, number) in tables.iter().zip(1..) {
            let sheet = &parts[&format!("xl/worksheets/sheet{number}.xml")];
            let sheet = Document::parse(sheet).unwrap();
            let rows: Vec<Node<'_, '_>> = named(&sheet, "row").collect();
            assert_eq!(rows.len(), table.rows.len() + 1, "{}", table.name);
            for (row, values) in rows[1..].iter().zip(&table.rows) {
                let cells: Vec<Node<'_, '_>> = row.children().collect();
                let values: Vec<&Value> = values.iter().filter(|v| **v != Value::None).collect();
                assert_eq!(cells.len(), values.len(), "{}", table.name);
                for (cell, value) in cells.iter().zip(values) {
                    check_cell(*cell, value);
                }
            }
        }
    }
}

fn check_cell(cell: Node<'_, '_>, value: &Value) {
    let number = || {
        let value = cell.children().find(|node| node.tag_name().name() == "v");
        let number: f64 = value.and_then(|v| v.text()).unwrap().parse().unwrap();
        number
    };
    match value {
        Value::None => {}
        Value::Text(text) => {
            assert_eq!(attribute(cell, "t"), Some("inlineStr"));
            let allowed = |c: char| c >= ' ' || "\t\n\r".contains(c);
            let text = text.replace(|c| !allowed(c), "\u{FFFD}");
            assert_eq!(words(cell), text);
        }
        Value::Count(count) => assert_eq!(number(), *count as f64),
        Value::Figure(figure, places) => {
            let rounded: f64 = format!("{figure:.places$}").parse().unwrap();
            assert_eq!(number(), rounded);
        }
    }
}
