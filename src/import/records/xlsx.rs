//! Excel workbooks (XLSX): each sheet a table. Only values are read; formulas give their last result, dates become ISO dates.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::super::archive::{Member, members};
use super::super::plain::has_extension;
use super::super::xml::{Event, attribute, events, unescape};
use super::super::{Confidence, Format, ImportError, Input, Parsed};
use super::csv::name_columns;
use super::{MAX_COLUMNS, Row, Table, articles};
use crate::analysis::Ctx;

/// Most bytes of one part of the file.
const MAX_PART: u64 = 256 << 20;
/// The most rows Excel has.
const MAX_ROWS: usize = 1_048_576;

/// Excel workbooks.
pub(in super::super) struct Xlsx;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "XLSX"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let mark = b"xl/";
        if head.starts_with(b"PK\x03\x04")
            && (has_extension(name, &["xlsx", "xlsm"])
                || head.windows(mark.len()).any(|bytes| bytes == mark))
        {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let sheets = sheets(input, ctx)?;
        let mut parsed = Parsed::default();
        let mut refused = None;
        for table in sheets {
            match articles(table, input, ctx) {
                Ok(more) => {
                    parsed.parts.extend(more.parts);
                    parsed.warnings.extend(more.warnings);
                }
                Err(ImportError::Nothing(reason)) => refused = Some(ImportError::Nothing(reason)),
                Err(error) => return Err(error),
            }
        }
        match refused {
            Some(reason) if parsed.parts.is_empty() => Err(reason),
            _ => Ok(parsed),
        }
    }
}

/// The sheet with the most rows, for choosing columns.
pub(super) fn table(input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Table, ImportError> {
    let sheets = sheets(input, ctx)?;
    sheets
        .into_iter()
        .max_by_key(|sheet| sheet.rows.len())
        .ok_or_else(|| ImportError::Nothing("there is no sheet in it".to_owned()))
}

fn sheets(input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Vec<Table>, ImportError> {
    let members = members(input.bytes)?;
    let workbook = part(&members, "xl/workbook.xml")?.ok_or(ImportError::NotMine)?;
    let book = Book {
        strings: part(&members, "xl/sharedStrings.xml")?
            .map_or_else(Vec::new, |xml| shared_strings(&xml)),
        date_styles: part(&members, "xl/styles.xml")?
            .map_or_else(Vec::new, |xml| date_styles(&xml)),
        from_1904: workbook.contains("date1904=\"1\"") || workbook.contains("date1904=\"true\""),
    };
    let mut names: Vec<String> = members
        .iter()
        .map(|member| member.name.clone())
        .filter(|name| name.starts_with("xl/worksheets/") && has_extension(name, &["xml"]))
        .collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    let n_sheets = names.len();
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        ctx.step(at, n_sheets)?;
        let Some(xml) = part(&members, name)? else {
            continue;
        };
        let label = if n_sheets > 1 {
            format!("sheet {}, ", at + 1)
        } else {
            String::new()
        };
        found.push(sheet(&xml, &book, &label)?);
    }
    Ok(found)
}

fn part(members: &[Member<'_>], name: &str) -> Result<Option<String>, ImportError> {
    let Some(member) = members.iter().find(|member| member.name == name) else {
        return Ok(None);
    };
    let bytes = member.read(MAX_PART);
    let bytes = bytes.map_err(|error| ImportError::broken(error.to_string()))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

struct Book {
    strings: Vec<String>,
    /// Whether cells of a style are dates, by the style's number.
    date_styles: Vec<bool>,
    from_1904: bool,
}

/// Words inside `<t>` of each `<si>`, phonetic guides left out.
fn shared_strings(xml: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut in_words, mut in_guide) = (false, false);
    for event in events(xml) {
        match event {
            Event::Open { name: "si", .. } => found.push(String::new()),
            Event::Open {
                name: "t", closed, ..
            } => in_words = !closed,
            Event::Close { name: "t" } => in_words = false,
            Event::Open {
                name: "rPh",
                closed,
                ..
            } => in_guide = !closed,
            Event::Close { name: "rPh" } => in_guide = false,
            Event::Words { text, .. } if in_words && !in_guide => {
                if let Some(last) = found.last_mut() {
                    last.push_str(&unescape(text));
                }
            }
            _ => {}
        }
    }
    found
}

/// Which cell styles show dates: the built-in formats of dates, and formats with a year or a day in their code.
fn date_styles(xml: &str) -> Vec<bool> {
    let mut custom = Vec::new();
    let mut found = Vec::new();
    let mut in_cells = false;
    for event in events(xml) {
        match event {
            Event::Open {
                name: "numFmt",
                attributes,
                ..
            } => {
                let code = attribute(attributes, "formatCode")
                    .unwrap_or_default()
                    .to_lowercase();
                if (code.contains("yy") || code.contains('d') && code.contains('m'))
                    && !code.contains("red")
                    && let Some(id) = attribute(attributes, "numFmtId")
                {
                    custom.push(id.to_owned());
                }
            }
            Event::Open {
                name: "cellXfs", ..
            } => in_cells = true,
            Event::Close { name: "cellXfs" } => in_cells = false,
            Event::Open {
                name: "xf",
                attributes,
                ..
            } if in_cells => {
                let id = attribute(attributes, "numFmtId").unwrap_or_default();
                let built_in = id
                    .parse()
                    .is_ok_and(|id: u32| matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=58));
                found.push(built_in || custom.iter().any(|custom| custom == id));
            }
            _ => {}
        }
    }
    found
}

fn sheet(xml: &str, book: &Book, label: &str) -> Result<Table, ImportError> {
    let mut table = Table {
        unit: "row",
        ..Table::default()
    };
    let mut widest = 0;
    let mut cell = Cell::default();
    let mut cells: Vec<String> = Vec::new();
    let mut number = 0;
    let mut in_words = false;
    for event in events(xml) {
        match event {
            Event::Open {
                name: "row",
                attributes,
                ..
            } => {
                number = attribute(attributes, "r")
                    .and_then(|at| at.parse().ok())
                    .unwrap_or(number + 1);
                cells.clear();
            }
            Event::Open {
                name: "c",
                attributes,
                ..
            } => cell = Cell::new(attributes, cells.len()),
            Event::Open {
                name: "v" | "t",
                closed,
                ..
            } => in_words = !closed,
            Event::Close { name: "v" | "t" } => in_words = false,
            Event::Words { text, .. } if in_words => cell.words.push_str(&unescape(text)),
            Event::Close { name: "c" } if cell.column < MAX_COLUMNS => {
                cells.resize(cells.len().max(cell.column + 1), String::new());
                cells[cell.column] = cell.value(book);
            }
            Event::Close { name: "row" } => {
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    widest = widest.max(cells.len());
                    table.rows.push(Row {
                        part: format!("{label}row {number}"),
                        cells: std::mem::take(&mut cells),
                    });
                }
                if table.rows.len() > MAX_ROWS {
                    return Err(ImportError::broken(
                        "it has more rows than Excel allows: the file is damaged",
                    ));
                }
            }
            _ => {}
        }
    }
    name_columns(&mut table, widest);
    Ok(table)
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    words: String,
}

impl Cell {
    fn new(attributes: &str, next: usize) -> Self {
        let place = attribute(attributes, "r").unwrap_or_default();
        let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
        let column = letters.fold(0_usize, |column, letter| {
            column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        Self {
            column: column.checked_sub(1).unwrap_or(next),
            kind: attribute(attributes, "t").unwrap_or_default().to_owned(),
            style: attribute(attributes, "s")
                .and_then(|style| style.parse().ok())
                .unwrap_or(0),
            words: String::new(),
        }
    }

    fn value(&self, book: &Book) -> String {
        match self.kind.as_str() {
            "s" => self
                .words
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| book.strings.get(at).cloned())
                .unwrap_or_default(),
            "" | "n" if book.date_styles.get(self.style) == Some(&true) => self
                .words
                .trim()
                .parse()
                .ok()
                .and_then(|days| day_of(days, book.from_1904))
                .unwrap_or_else(|| self.words.clone()),
            _ => self.words.replace("_x000D_", ""),
        }
    }
}

/// A day as Excel counts: days since 30 December 1899 (or 1 January 1904), the time as a fraction.
fn day_of(days: f64, from_1904: bool) -> Option<String> {
    if !(0.0..=2_958_465.0).contains(&days) {
        return None;
    }
    let start: Date = if from_1904 {
        date(1904, 1, 1)
    } else {
        date(1899, 12, 30)
    };
    let day = start.checked_add((days.floor() as i64).days()).ok()?;
    let minutes = (days.fract() * 1440.0).round() as u32;
    let mut words = day.to_string();
    if (1..1440).contains(&minutes) {
        write!(words, "T{:02}:{:02}:00", minutes / 60, minutes % 60)
            .expect("writing to a string cannot fail");
    }
    Some(words)
}
