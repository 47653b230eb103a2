//! The report as tables, one per kind of thing, for CSV and workbooks: full identifiers, one fact a column, no formatting.

mod comparison;
mod names;
mod quotes;
mod sources;

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

/// A row of values.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::report::tables::Value::from($value)),*] };
}
use row;

/// All tables of the parts that are shown, in the order of the parts.
pub fn tables(report: &Report) -> Vec<Table> {
    type Make = fn(&Report) -> Table;
    let all: [(Part, Make); 15] = [
        (Part::Sources, sources::sources),
        (Part::Coverage, comparison::coverage),
        (Part::Findings, comparison::wordings),
        (Part::Findings, comparison::differences),
        (Part::OnlyHere, comparison::only_here),
        (Part::Coverage, comparison::containment),
        (Part::Coverage, comparison::passages),
        (Part::Quotations, quotes::quotations),
        (Part::Attributions, quotes::origins),
        (Part::Attributions, quotes::attributions),
        (Part::Names, names::entities),
        (Part::Aliases, names::aliases),
        (Part::Names, names::mentions),
        (Part::Ledger, sources::ledger),
        (Part::Method, sources::settings),
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
