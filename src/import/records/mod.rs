//! Records: files that hold one article in each row or object (CSV, TSV, XLSX, JSON, JSON Lines). All become a [`Table`] of named
//! columns; a [`Mapping`] says which column is the text, the headline, the date. It is guessed, and the person may choose another.
//!
//! Not here: feeds, mail and exports of news databases, whose fields have fixed names.

mod column_names;
mod csv;
mod json;
mod mapping;
mod values;
mod xlsx;

pub use mapping::{Column, Mapped, Mapping, MappingOffer};

pub(super) use csv::Csv;
pub(super) use json::Json;
pub(super) use values::language_tag;
pub(super) use xlsx::Xlsx;

use super::dates::day_order;
use super::draft::add_text;
use super::{Draft, EncodingChoice, ImportError, Input, Parsed, Part, blocks, html};
use crate::analysis::{Ctx, Unhurried};
use crate::corpus::{BlockKind, Origin};

/// Most columns of one table; more are put together from names that are data.
const MAX_COLUMNS: usize = 1_000;

/// Articles as rows under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Table {
    /// Names of the columns, each once.
    columns: Vec<String>,
    /// In the order of the file.
    rows: Vec<Row>,
    /// What could not be read, by part, with the reason.
    broken: Vec<(String, String)>,
    /// Doubts about the file.
    warnings: Vec<String>,
    /// The encoding it was decoded with, empty where none applies.
    encoding: String,
    /// Who publishes all of it, where the file says so once.
    outlet: Option<String>,
    /// What a single record is called, for the ledger: "row", "record".
    unit: &'static str,
}

/// Whether files of the format with this name have columns to choose.
pub fn is_table(format: &str) -> bool {
    ["CSV", "JSON", "XLSX"].contains(&format)
}

/// One article to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// Which part of the file it is; empty where it is all.
    part: String,
    /// In the order of the columns; may be shorter.
    cells: Vec<String>,
}

impl Row {
    fn cell(&self, column: Option<usize>) -> &str {
        column
            .and_then(|column| self.cells.get(column))
            .map_or("", |cell| cell.trim())
    }
}

/// What a file of records offers for choosing its columns; `None` when the file holds no records.
///
/// `name` is the file's name, `encoding` the person's choice. Reads the whole file: call it on a worker.
pub fn offer_mapping(
    name: &str,
    bytes: &[u8],
    encoding: Option<EncodingChoice>,
) -> Option<MappingOffer> {
    let input = Input {
        name,
        bytes,
        encoding,
        declared_encoding: None,
        mappings: &[],
    };
    let readers = [csv::table, json::table, xlsx::table];
    let formats: [&dyn super::Format; 3] = [&Csv, &Json, &Xlsx];
    let head = &bytes[..bytes.len().min(1 << 16)];
    let (_, read) = formats
        .iter()
        .zip(readers)
        .filter(|(format, _)| format.sniff(name, head) > super::Confidence::No)
        .max_by_key(|(format, _)| format.sniff(name, head))?;
    let table = read(&input, &mut Unhurried).ok()?;
    (!table.rows.is_empty()).then(|| mapping::offer(&table))
}

/// The articles of a table, by the person's mapping where one fits, else by the guessed one.
fn articles(table: Table, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
    let chosen = input
        .mappings
        .iter()
        .find(|mapping| mapping.fits(&table.columns));
    let guessed = mapping::guess(&table);
    let mapping = chosen.unwrap_or(&guessed);
    let holds_articles = mapping.column(Mapped::Text).is_some()
        || mapping.column(Mapped::Headline).is_some()
            && (chosen.is_some()
                || mapping.column(Mapped::Published).is_some()
                || mapping.column(Mapped::Address).is_some());
    if !holds_articles {
        let reason = if table.columns.is_empty() {
            "there are no records in it".to_owned()
        } else {
            format!(
                "none of its columns looks like an article's text ({}): choose the columns by hand",
                shortened(&table.columns.join(", "), 120)
            )
        };
        return Err(ImportError::Nothing(reason));
    }
    let mut parsed = Parsed {
        warnings: table.warnings.clone(),
        ..Parsed::default()
    };
    if chosen.is_none() {
        parsed.warnings.push(mapping.in_words());
    }
    let places = Places::new(&table, mapping);
    for (at, row) in table.rows.iter().enumerate() {
        if at % 64 == 0 {
            ctx.step(at, table.rows.len())?;
        }
        let draft = article(row, &places, &table);
        parsed.parts.push(Part::Article(Box::new(draft)));
    }
    for (part, reason) in table.broken {
        parsed.parts.push(Part::Failed { part, reason });
    }
    Ok(parsed)
}

/// Where the fields of an article stand in a row.
struct Places {
    of: [Option<usize>; Mapped::ALL.len()],
    order: super::dates::DayOrder,
}

impl Places {
    fn new(table: &Table, mapping: &Mapping) -> Self {
        let of = Mapped::ALL.map(|field| {
            let name = mapping.column(field)?;
            table.columns.iter().position(|column| column == name)
        });
        let published = of[Mapped::Published as usize];
        let order = day_order(table.rows.iter().map(|row| row.cell(published)));
        Self { of, order }
    }

    fn cell<'a>(&self, row: &'a Row, field: Mapped) -> &'a str {
        row.cell(self.of[field as usize])
    }
}

fn article(row: &Row, places: &Places, table: &Table) -> Draft {
    let mut draft = Draft {
        part: row.part.clone(),
        encoding: table.encoding.clone(),
        ..Draft::default()
    };
    let headline = html::plain_words(places.cell(row, Mapped::Headline));
    draft.push(BlockKind::Headline, &headline);
    push_body(&mut draft, places.cell(row, Mapped::Text));
    let metadata = &mut draft.metadata;
    add_text(&mut metadata.headline, &headline, Origin::Record);
    let byline = places.cell(row, Mapped::Byline);
    let byline = super::credits::byline_in(byline, true).unwrap_or(byline);
    add_text(&mut metadata.byline, byline, Origin::Record);
    if let Some(tag) = language_tag(places.cell(row, Mapped::Language)) {
        metadata.language.add(tag, Origin::Record);
    }
    let address = places.cell(row, Mapped::Address);
    if address.contains("://") {
        add_text(&mut metadata.address, address, Origin::Record);
    }
    values::add_outlet(metadata, places.cell(row, Mapped::Outlet));
    if metadata.outlet.get().is_none()
        && let Some(outlet) = &table.outlet
    {
        values::add_outlet(metadata, outlet);
    }
    let date = places.cell(row, Mapped::Published);
    if let Some(published) = values::published(date, places.order) {
        metadata.published.add(published, Origin::Record);
    } else if !date.is_empty() {
        let doubt = format!("its date, “{}”, could not be read", shortened(date, 60));
        draft.warnings.push(doubt);
    }
    let Draft { text, blocks, .. } = &mut draft;
    blocks::recognise(text, blocks);
    draft
}

/// The words of a field as blocks: markup is read as a piece of a page, plain words as plain text.
pub(super) fn push_body(draft: &mut Draft, words: &str) {
    if html::is_markup(words) {
        html::push_fragment(draft, words);
    } else {
        for span in blocks::split(words) {
            draft.push(BlockKind::Paragraph, span.of(words));
        }
    }
}

/// At most `most` characters, an ellipsis where more are left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
