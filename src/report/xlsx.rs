//! Tables as one workbook, a sheet per table, headings fixed and filterable. Words are written as strings, never as formulas.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::escape::Xml;
use super::model::Report;
use super::package::{Package, core_properties, relationships};
use super::tables::{Table, Value, tables};

/// Longest text of a cell that spreadsheets take, in UTF-16 units.
const MAX_CELL: usize = 32_767;
const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Cell formats by index: plain, heading, wrapped words, then figures with 0 to 4 places.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"0.0\"/><numFmt numFmtId=\"165\" formatCode=\"0.000\"/><numFmt numFmtId=\"166\" formatCode=\"0.0000\"/></numFmts>\
<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF1F4F7\"/></patternFill></fill></fills>\
<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
<cellXfs count=\"8\"><xf applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"164\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"2\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"165\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"166\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs></styleSheet>";

/// Writes the workbook.
pub fn write_xlsx(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let tables = tables(report);
    let mut package = Package::default();
    package.add(
        "[Content_Types].xml",
        content_types(tables.len()).as_bytes(),
    )?;
    package.add("_rels/.rels", relationships("xl/workbook.xml").as_bytes())?;
    let author = report.head.author.as_deref().unwrap_or_default();
    let properties = core_properties(&super::title_text(report), author);
    package.add("docProps/core.xml", properties.as_bytes())?;
    package.add("xl/workbook.xml", workbook(&tables).as_bytes())?;
    package.add(
        "xl/_rels/workbook.xml.rels",
        sheet_relationships(tables.len()).as_bytes(),
    )?;
    package.add("xl/styles.xml", format!("{HEADER}{STYLES}").as_bytes())?;
    for (table, number) in tables.iter().zip(1..) {
        package.add(
            &format!("xl/worksheets/sheet{number}.xml"),
            sheet(table).as_bytes(),
        )?;
    }
    package.write(out)
}

fn content_types(n_sheets: usize) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut xml = format!(
        "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>"
    );
    for number in 1..=n_sheets {
        push(
            &mut xml,
            format_args!(
                "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
            ),
        );
    }
    xml + "</Types>"
}

fn workbook(tables: &[Table]) -> String {
    let mut xml = format!("{HEADER}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (table, number) in tables.iter().zip(1..) {
        push(
            &mut xml,
            format_args!(
                "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
                Xml(table.name)
            ),
        );
    }
    xml + "</sheets></workbook>"
}

fn sheet_relationships(n_sheets: usize) -> String {
    let mut xml = format!(
        "{HEADER}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for number in 1..=n_sheets {
        push(
            &mut xml,
            format_args!(
                "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ),
        );
    }
    push(
        &mut xml,
        format_args!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>",
            n_sheets + 1
        ),
    );
    xml + "</Relationships>"
}

fn sheet(table: &Table) -> String {
    let mut xml = format!(
        "{HEADER}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|column| width(table, column))
        .collect();
    for (column, width) in widths.iter().enumerate() {
        push(
            &mut xml,
            format_args!(
                "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>",
                column + 1
            ),
        );
    }
    xml.push_str("</cols><sheetData><row r=\"1\">");
    for (name, column) in table.columns.iter().zip(0..) {
        string(&mut xml, column, 1, name, 1);
    }
    xml.push_str("</row>");
    for (values, row) in table.rows.iter().zip(2..) {
        // not every program fits the height of a row to words that are wrapped when it opens a file
        let height = 15 * lines(&widths, values).min(27);
        push(
            &mut xml,
            format_args!("<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">"),
        );
        for (value, column) in values.iter().zip(0..) {
            cell(&mut xml, column, row, value);
        }
        xml.push_str("</row>");
    }
    let last = format!(
        "{}{}",
        column_name(table.columns.len() - 1),
        table.rows.len() + 1
    );
    push(
        &mut xml,
        format_args!(
            "</sheetData><autoFilter ref=\"A1:{last}\"/>\
             <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
        ),
    );
    xml
}

/// About how many lines the highest cell of a row has.
fn lines(widths: &[usize], values: &[Value]) -> usize {
    let of = |(value, width): (&Value, &usize)| match value {
        Value::Text(text) => {
            let lines = text.lines();
            // words that do not fit leave the end of a line empty
            lines
                .map(|line| (line.chars().count() * 9 / 8).div_ceil(*width).max(1))
                .sum()
        }
        _ => 1,
    };
    values.iter().zip(widths).map(of).max().unwrap_or(1).max(1)
}

fn cell(xml: &mut String, column: usize, row: usize, value: &Value) {
    let name = column_name(column);
    match value {
        Value::None => {}
        Value::Text(text) => string(xml, column, row, text, 2),
        Value::Count(count) => push(
            xml,
            format_args!("<c r=\"{name}{row}\" s=\"3\"><v>{count}</v></c>"),
        ),
        Value::Figure(figure, places) => {
            let style = 3 + places.min(&4);
            push(
                xml,
                format_args!("<c r=\"{name}{row}\" s=\"{style}\"><v>{figure:.places$}</v></c>"),
            );
        }
    }
}

fn string(xml: &mut String, column: usize, row: usize, text: &str, style: usize) {
    let mut units = 0;
    let text: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= MAX_CELL
        })
        .collect();
    push(
        xml,
        format_args!(
            "<c r=\"{}{row}\" t=\"inlineStr\" s=\"{style}\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            column_name(column),
            Xml(&unread(&text))
        ),
    );
}

/// Spreadsheets read `_x0041_` as the letter A (ST_Xstring, ECMA-376, 22.9.2.19): words that look so get their underscore
/// written in that way, and read as they stand.
fn unread(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text.as_bytes()[at..];
        let is_read = matches!(rest, [b'_', b'x', code @ ..] if code.len() > 4
            && code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_');
        if is_read {
            kept.push_str("_x005F_");
        } else {
            kept.push(c);
        }
    }
    kept
}

fn push(xml: &mut String, piece: std::fmt::Arguments<'_>) {
    xml.write_fmt(piece)
        .expect("writing to a string cannot fail");
}

/// A … Z, AA, AB …: columns are named as sigla are.
fn column_name(column: usize) -> String {
    crate::corpus::siglum(column)
}

/// Width for what stands in the column, in characters.
fn width(table: &Table, column: usize) -> usize {
    let longest = table
        .rows
        .iter()
        .map(|row| match &row[column] {
            Value::Text(text) => text.chars().count(),
            _ => 6,
        })
        .chain([table.columns[column].chars().count()])
        .max();
    (longest.unwrap_or_default() + 2).clamp(6, 60)
}
