//! Tables as CSV (RFC 4180): UTF-8, a header, CRLF line ends. A cell that a spreadsheet would take for a formula gets an
//! apostrophe before it, so that words from an article are never run.

use std::io::{self, Write};

use super::model::Report;
use super::tables::{Table, Value, tables};

/// One table as a file.
pub struct CsvFile {
    /// The file's name ("coverage.csv").
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All tables of the report, in the order of its parts.
pub fn csv_files(report: &Report) -> Vec<CsvFile> {
    let file = |table: Table| {
        let mut bytes = Vec::new();
        write_table(&table, &mut bytes).expect("writing to memory cannot fail");
        CsvFile {
            name: format!("{}.csv", table.name),
            bytes,
        }
    };
    tables(report).into_iter().map(file).collect()
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let header: Vec<String> = table.columns.iter().map(|name| field(name)).collect();
    write!(out, "{}\r\n", header.join(","))?;
    for row in &table.rows {
        let fields: Vec<String> = row.iter().map(cell).collect();
        write!(out, "{}\r\n", fields.join(","))?;
    }
    Ok(())
}

fn cell(value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Text(text) => field(text),
        Value::Count(count) => count.to_string(),
        Value::Figure(figure, places) => format!("{figure:.places$}"),
    }
}

/// Words as a field: harmless to a spreadsheet, quoted where needed.
fn field(text: &str) -> String {
    let starts_formula = text.trim_start().starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) || text.starts_with(['\t', '\r', '\n']);
    let text = if starts_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    let text = text.replace('\0', "\u{FFFD}");
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn no_field_is_a_formula() {
        let check = |text: &str, expected: &str| assert_eq!(field(text), expected);
        check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
        check("+1", "'+1");
        check("-1, really", "\"'-1, really\"");
        check("@SUM(A1)", "'@SUM(A1)");
        check(" =1", "' =1");
        check("\t=1", "'\t=1");
        check("＝1", "'＝1");
        check("say \"no\"", "\"say \"\"no\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("Kerry-Lavrov", "Kerry-Lavrov");
    }
}
