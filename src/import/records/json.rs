//! JSON and JSON Lines: objects that hold an article each, wherever in the file they lie. Nested values get names with dots
//! ("headline.main"), values of lists are put together ("authors.name"). The list with the most words is the list of articles.
//!
//! JSON Feed is among them: its names are known to the guess. Deep nesting is refused by the parser (128 levels).

use serde_json::{Map, Value};

use super::super::plain::has_extension;
use super::super::{Confidence, Format, ImportError, Input, Parsed, decode};
use super::{MAX_COLUMNS, Row, Table, articles, mapping};
use crate::analysis::Ctx;

/// JSON and JSON Lines.
pub(in super::super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if super::super::decode::looks_binary(head) {
            return Confidence::No;
        }
        let start: Vec<u8> = head
            .iter()
            .copied()
            .filter(|byte| {
                !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff) && !byte.is_ascii_whitespace()
            })
            .take(3)
            .collect();
        if has_extension(name, &["json", "jsonl", "ndjson", "jsonld"]) {
            Confidence::Certain
        } else if start.starts_with(b"{\"") || start.starts_with(b"[{\"") {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let table = table(input, ctx).map_err(|error| match error {
            // a text that only looks like JSON is a text
            ImportError::Broken(_) if self.sniff(input.name, input.bytes) < Confidence::Certain => {
                ImportError::NotMine
            }
            other => other,
        })?;
        articles(table, input, ctx)
    }
}

/// What is wrong with the JSON; the reader's own words where they say it.
fn in_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match said.split_once("recursion limit exceeded") {
        Some((_, place)) => format!("it nests too deeply{place}"),
        None => said,
    }
}

/// The file's records as a table.
pub(super) fn table(input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Table, ImportError> {
    let decoded = decode(input.bytes, input.encoding, input.declared_encoding);
    let mut table = Table {
        encoding: decoded.encoding.name().to_owned(),
        unit: "record",
        ..Table::default()
    };
    match serde_json::from_str::<Value>(&decoded.text) {
        Ok(value) => whole(&value, &mut table, ctx)?,
        Err(error) => {
            let found = lines(&decoded.text, &mut table, ctx)?;
            if found == 0 {
                return Err(ImportError::broken(format!(
                    "the JSON cannot be read: {}",
                    in_words(&error)
                )));
            }
        }
    }
    Ok(table)
}

/// One JSON value: the list in it whose objects hold the most words, else the value itself.
fn whole(value: &Value, table: &mut Table, ctx: &mut dyn Ctx) -> Result<(), ImportError> {
    if let Value::Object(fields) = value {
        let is_feed = fields
            .get("version")
            .and_then(Value::as_str)
            .is_some_and(|version| version.contains("jsonfeed.org"));
        if is_feed {
            table.outlet = fields
                .get("title")
                .and_then(Value::as_str)
                .map(str::to_owned);
        }
    }
    let mut lists = Vec::new();
    find_lists(value, 0, &mut lists);
    let best = lists.into_iter().max_by_key(|list| prose(list));
    // an object that is an article may well hold a list (its pictures, related articles)
    let alone = value.as_object().map(|fields| {
        let read = rows_of(std::iter::once((String::new(), fields)), &mut Steps(ctx, 1));
        read.map(|table| (table, prose_of_fields(fields)))
    });
    let alone = alone.transpose()?.filter(|(alone, own)| match best {
        None => true,
        Some(list) => {
            prose(list) <= *own
                && mapping::guess(alone)
                    .column(mapping::Mapped::Text)
                    .is_some()
        }
    });
    if let Some((alone, _)) = alone {
        merge(table, alone);
        return Ok(());
    }
    let chosen = best;
    let Some(list) = chosen else { return Ok(()) };
    let records = list
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((format!("record {}", at + 1), item.as_object()?)));
    let read = rows_of(records, &mut Steps(ctx, list.len()))?;
    for (at, item) in list
        .iter()
        .enumerate()
        .filter(|(_, item)| !item.is_object())
    {
        let kind = match item {
            Value::Null => "null",
            Value::Array(_) => "a list",
            _ => "a single value",
        };
        table.broken.push((
            format!("record {}", at + 1),
            format!("it is {kind}, not an object with fields"),
        ));
    }
    merge(table, read);
    Ok(())
}

/// JSON Lines: an object a line. How many were found.
fn lines(text: &str, table: &mut Table, ctx: &mut dyn Ctx) -> Result<usize, ImportError> {
    let mut objects: Vec<(String, Map<String, Value>)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if at % 256 == 0 {
            ctx.step(at, 0)?;
        }
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let part = format!("line {}", at + 1);
        match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(fields)) => objects.push((part, fields)),
            Ok(_) => table
                .broken
                .push((part, "it is no object with fields".to_owned())),
            Err(error) => table.broken.push((
                part,
                format!("the JSON of this line cannot be read: {}", in_words(&error)),
            )),
        }
        if objects.is_empty() && table.broken.len() > 3 {
            return Ok(0);
        }
    }
    let total = objects.len();
    let read = rows_of(
        objects.iter().map(|(part, fields)| (part.clone(), fields)),
        &mut Steps(ctx, total),
    )?;
    merge(table, read);
    Ok(total)
}

fn merge(table: &mut Table, read: Table) {
    table.columns = read.columns;
    table.rows = read.rows;
}

struct Steps<'a>(&'a mut dyn Ctx, usize);

fn rows_of<'a>(
    records: impl Iterator<Item = (String, &'a Map<String, Value>)>,
    steps: &mut Steps<'_>,
) -> Result<Table, ImportError> {
    let mut table = Table::default();
    let mut known = std::collections::BTreeMap::<String, usize>::new();
    for (at, (part, fields)) in records.enumerate() {
        if at % 256 == 0 {
            steps.0.step(at, steps.1)?;
        }
        let mut flat = Vec::new();
        for (key, value) in fields {
            flatten(key, value, 0, &mut flat);
        }
        let mut cells = Vec::new();
        for (path, words) in flat {
            let column = match known.get(&path) {
                Some(column) => *column,
                None if table.columns.len() >= MAX_COLUMNS => continue,
                None => {
                    table.columns.push(path.clone());
                    known.insert(path, table.columns.len() - 1);
                    table.columns.len() - 1
                }
            };
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            add_value(&mut cells[column], &words);
        }
        table.rows.push(Row { part, cells });
    }
    Ok(table)
}

/// Values of one path: names side by side, paragraphs below each other.
fn add_value(cell: &mut String, words: &str) {
    if !cell.is_empty() {
        cell.push_str(if cell.len() > 120 || words.len() > 120 {
            "\n\n"
        } else {
            ", "
        });
    }
    cell.push_str(words);
}

/// Deepest nesting that gets names of its own.
const DEEPEST: usize = 6;

fn flatten(path: &str, value: &Value, depth: usize, out: &mut Vec<(String, String)>) {
    match value {
        Value::Bool(value) => out.push((path.to_owned(), value.to_string())),
        Value::Number(number) => out.push((path.to_owned(), number.to_string())),
        Value::String(words) => out.push((path.to_owned(), words.clone())),
        Value::Array(items) => {
            for item in items.iter().take(2_000) {
                flatten(path, item, depth + 1, out);
            }
        }
        Value::Object(fields) if depth < DEEPEST => {
            for (key, value) in fields {
                flatten(&format!("{path}.{key}"), value, depth + 1, out);
            }
        }
        Value::Null | Value::Object(_) => {}
    }
}

/// All lists of objects, at most 6 deep.
fn find_lists<'a>(value: &'a Value, depth: usize, lists: &mut Vec<&'a Vec<Value>>) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => {
            if items.iter().any(Value::is_object) {
                lists.push(items);
            }
            if depth < 2 {
                for item in items {
                    find_lists(item, depth + 1, lists);
                }
            }
        }
        Value::Object(fields) => fields
            .iter()
            .for_each(|(_, inner)| find_lists(inner, depth + 1, lists)),
        _ => {}
    }
}

/// Bytes of prose in a list's objects, counted in their first levels.
fn prose(list: &[Value]) -> usize {
    list.iter()
        .filter_map(Value::as_object)
        .map(prose_of_fields)
        .sum()
}

/// Bytes of an object's longest text: two levels deep, so that an object is not credited with the lists it holds.
fn prose_of_fields(fields: &Map<String, Value>) -> usize {
    let longest = |value: &Value| match value {
        Value::String(words) => words.len(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::len).sum(),
        Value::Object(inner) => inner
            .iter()
            .filter_map(|(_, value)| value.as_str())
            .map(str::len)
            .max()
            .unwrap_or(0),
        _ => 0,
    };
    fields
        .iter()
        .map(|(_, value)| longest(value))
        .max()
        .unwrap_or(0)
}
