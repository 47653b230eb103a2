//! The report for a word processor: real headings, lists and tables, A4, styles that can be changed in one place.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_bidi::{BidiClass, bidi_class};

use super::escape::Xml;
use super::model::Report;
use super::outline::{Grid, Node, Run, Style, is_followed, is_wide_part, leads, outline};
use super::package::{Package, core_properties, relationships};

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STYLES: &str = include_str!("../../assets/report/docx-styles.xml");
const NUMBERING: &str = include_str!("../../assets/report/docx-numbering.xml");
/// Width between the margins of an A4 page, in twentieths of a point.
const TEXT_WIDTH: f32 = 9_638.0;
/// The same of an A4 page on its side.
const WIDE_TEXT: f32 = 14_570.0;
/// Colours of outlets on paper, as in the page.
const COLOURS: [&str; 8] = [
    "0072B2", "C75000", "00805F", "9C4A86", "7A6200", "2B7FA8", "B03A48", "59636E",
];

/// Writes the report as DOCX.
pub fn write_docx(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = format!(
        "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{kind}.styles+xml\"/>\
         <Override PartName=\"/word/numbering.xml\" ContentType=\"{kind}.numbering+xml\"/></Types>"
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = format!(
        "{HEADER}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{office}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{office}/numbering\" Target=\"numbering.xml\"/></Relationships>"
    );
    let mut package = Package::default();
    package.add("[Content_Types].xml", types.as_bytes())?;
    package.add("_rels/.rels", relationships("word/document.xml").as_bytes())?;
    let author = report.head.author.as_deref().unwrap_or_default();
    let properties = core_properties(&super::title_text(report), author);
    package.add("docProps/core.xml", properties.as_bytes())?;
    package.add("word/document.xml", document(report).as_bytes())?;
    package.add("word/_rels/document.xml.rels", parts.as_bytes())?;
    package.add("word/styles.xml", STYLES.as_bytes())?;
    package.add("word/numbering.xml", NUMBERING.as_bytes())?;
    package.write(out)
}

fn document(report: &Report) -> String {
    let mut xml = format!("{HEADER}<w:document xmlns:w=\"{W}\"><w:body>");
    let nodes = outline(report);
    let mut is_wide = false;
    for (index, node) in nodes.iter().enumerate() {
        if let Node::Heading(2, _) = node {
            let will_be_wide = is_wide_part(&nodes[index + 1..]);
            if will_be_wide != is_wide {
                push(
                    &mut xml,
                    format_args!("<w:p><w:pPr>{}</w:pPr></w:p>", section(is_wide)),
                );
            }
            is_wide = will_be_wide;
        }
        let next = nodes.get(index + 1);
        let kept = if leads(node, next) || is_followed(node, next) {
            "<w:keepNext/>"
        } else {
            ""
        };
        match node.clone() {
            Node::Heading(level, words) => {
                let style = match level {
                    1 => "Title".to_owned(),
                    level => format!("Heading{}", level - 1),
                };
                // the style of the heading says how it looks
                let look = Style::Plain;
                paragraph(
                    &mut xml,
                    &style,
                    "",
                    &[Run {
                        style: look,
                        ..words
                    }],
                );
            }
            Node::Text(runs) => paragraph(&mut xml, "BodyText", kept, &runs),
            Node::Item(runs) => paragraph(&mut xml, "ListBullet", "", &runs),
            Node::Words {
                label,
                words,
                colour,
            } => {
                let is_rtl = begins_at_right(&words);
                let bar = format!(
                    "<w:pBdr><w:{} w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"{}\"/></w:pBdr>",
                    if is_rtl { "right" } else { "left" },
                    COLOURS[colour as usize % COLOURS.len()]
                );
                // the label stands where the words begin
                let alignment = if is_rtl {
                    "<w:ind w:left=\"0\" w:right=\"227\"/><w:jc w:val=\"right\"/>"
                } else {
                    ""
                };
                aligned(&mut xml, "Label", &bar, alignment, &label);
                paragraph(&mut xml, "Quote", &format!("{kept}{bar}"), &words);
            }
            Node::Table(grid) => table(&mut xml, &grid, is_wide),
            Node::Placement(_) => {}
        }
    }
    paragraph(
        &mut xml,
        "Small",
        "",
        &[Run::new(super::cite::cite_as(report), Style::Plain)],
    );
    xml + &section(is_wide) + "</w:body></w:document>"
}

/// The paper of the pages up to here: A4, on its side for wide tables.
fn section(is_wide: bool) -> String {
    let size = if is_wide {
        "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""
    } else {
        "w:w=\"11906\" w:h=\"16838\""
    };
    format!(
        "<w:sectPr><w:pgSz {size}/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    )
}

/// Whether a text begins at the right: its first letter with a direction runs from right to left (UAX 9, P2).
fn begins_at_right(runs: &[Run]) -> bool {
    let mut letters = runs.iter().flat_map(|run| run.text.chars());
    letters.find_map(direction).is_some_and(|rtl| rtl)
}

/// Whether a letter runs from right to left; `None` for what has no direction.
fn direction(letter: char) -> Option<bool> {
    match bidi_class(letter) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    }
}

fn paragraph(xml: &mut String, style: &str, properties: &str, runs: &[Run]) {
    aligned(xml, style, properties, "", runs);
}

/// A paragraph whose lines begin elsewhere than its words make them begin.
fn aligned(xml: &mut String, style: &str, properties: &str, alignment: &str, runs: &[Run]) {
    let direction = if begins_at_right(runs) {
        "<w:bidi/>"
    } else {
        ""
    };
    push(
        xml,
        format_args!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}{direction}{alignment}</w:pPr>"
        ),
    );
    for run in runs {
        write_run(xml, run);
    }
    xml.push_str("</w:p>");
}

fn write_run(xml: &mut String, run: &Run) {
    let serif = "<w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:cs=\"Times New Roman\"/>";
    let properties = match run.style {
        Style::Plain => String::new(),
        Style::Bar(..) => return,
        Style::Strong | Style::Relation(_) => "<w:b/><w:bCs/>".to_owned(),
        Style::Quiet => "<w:color w:val=\"5F6B77\"/>".to_owned(),
        Style::Article => serif.to_owned(),
        Style::Changed => format!(
            "{serif}<w:b/><w:bCs/><w:u w:val=\"single\" w:color=\"A34A00\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE3A6\"/>"
        ),
        Style::Context => format!("{serif}<w:color w:val=\"848E98\"/>"),
        Style::Siglum(colour) => format!(
            "<w:b/><w:bCs/><w:color w:val=\"{}\"/>",
            COLOURS[colour as usize % COLOURS.len()]
        ),
    };
    let rtl = if run.text.chars().any(|c| direction(c) == Some(true)) {
        "<w:rtl/>"
    } else {
        ""
    };
    let language = match &run.language {
        Some(language) => {
            let tag = language.tag();
            format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/>")
        }
        None => String::new(),
    };
    for (index, line) in run.text.split('\n').enumerate() {
        let line_break = if index > 0 { "<w:br/>" } else { "" };
        push(
            xml,
            format_args!(
                "<w:r><w:rPr>{properties}{rtl}{language}</w:rPr>{line_break}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                Xml(line)
            ),
        );
    }
}

fn table(xml: &mut String, grid: &Grid, is_wide: bool) {
    let text_width = if is_wide { WIDE_TEXT } else { TEXT_WIDTH };
    let total: f32 = grid.widths.iter().sum();
    let widths: Vec<u32> = grid
        .widths
        .iter()
        .map(|width| (width / total * text_width) as u32)
        .collect();
    xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>");
    for width in &widths {
        push(xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (name, width) in grid.head.iter().zip(&widths) {
        let strong = Run::new(name, Style::Strong);
        cell(xml, *width, &[strong]);
    }
    xml.push_str("</w:tr>");
    for row in &grid.rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (runs, width) in row.iter().zip(&widths) {
            cell(xml, *width, runs);
        }
        xml.push_str("</w:tr>");
    }
    // Word wants a paragraph after a table
    xml.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Small\"/></w:pPr></w:p>");
}

fn cell(xml: &mut String, width: u32, runs: &[Run]) {
    push(
        xml,
        format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"),
    );
    paragraph(xml, "Cell", "", runs);
    xml.push_str("</w:tc>");
}

fn push(xml: &mut String, piece: std::fmt::Arguments<'_>) {
    xml.write_fmt(piece)
        .expect("writing to a string cannot fail");
}
