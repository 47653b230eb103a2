//! The report as JSON, schema 1, and back. The order of fields is fixed and nothing in it depends on the machine or the
//! clock, so the same files give the same bytes.

use std::io;

use serde::{Deserialize, Serialize};

use super::evidence::{self, Fault};
use super::model::{
    Article, Attribution, Compared, Containment, Entity, Head, LedgerLine, OnlyHere, Origin,
    Passage, Quotation, Report, Settings, Statement, Table,
};

/// Name and number of the schema. A change that only adds fields keeps the number.
pub const SCHEMA: &str = "hexapla/report/1";

/// The document around the report's parts: what is optional is absent, not empty.
#[derive(Serialize, Deserialize)]
struct Document<A, S, O, C, P, I, Q, T, E, L> {
    schema: String,
    program: String,
    #[serde(default)]
    head: Head,
    #[serde(default)]
    settings: Settings,
    articles: A,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    only_here: Option<O>,
    #[serde(skip_serializing_if = "Option::is_none")]
    containment: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<P>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origins: Option<I>,
    quotations: Q,
    attributions: T,
    entities: E,
    ledger: L,
    #[serde(default)]
    excluded: Vec<String>,
    #[serde(default)]
    tables: Vec<Table>,
}

type Borrowed<'a> = Document<
    &'a [Article],
    &'a [Statement],
    &'a [OnlyHere],
    &'a [Containment],
    &'a [Passage],
    &'a [Origin],
    &'a [Quotation],
    &'a [Attribution],
    &'a [Entity],
    &'a [LedgerLine],
>;

type Owned = Document<
    Vec<Article>,
    Vec<Statement>,
    Vec<OnlyHere>,
    Vec<Containment>,
    Vec<Passage>,
    Vec<Origin>,
    Vec<Quotation>,
    Vec<Attribution>,
    Vec<Entity>,
    Vec<LedgerLine>,
>;

/// Why a JSON file is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or not of this shape.
    #[error("this is no Hexapla report: {0}")]
    Shape(#[from] serde_json::Error),
    /// Of another schema.
    #[error("this report has the schema “{0}”; this version of Hexapla reads “{SCHEMA}”")]
    Schema(String),
    /// Words that do not stand where the report says.
    #[error("the report's evidence does not hold:\n{}", evidence::lines(.0))]
    Evidence(Vec<Fault>),
}

/// Writes the report as JSON, ending with a line end.
pub fn write_json(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let compared = report.compared.as_ref();
    let document = Borrowed {
        schema: SCHEMA.to_owned(),
        program: report.program.clone(),
        head: report.head.clone(),
        settings: report.settings.clone(),
        articles: &report.articles,
        statements: compared.map(|c| c.statements.as_slice()),
        only_here: compared.map(|c| c.only_here.as_slice()),
        containment: compared.map(|c| c.containment.as_slice()),
        passages: compared.map(|c| c.passages.as_slice()),
        origins: compared.map(|c| c.origins.as_slice()),
        quotations: &report.quotations,
        attributions: &report.attributions,
        entities: &report.entities,
        ledger: &report.ledger,
        excluded: report.excluded.clone(),
        tables: report.tables.clone(),
    };
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, &document)?;
    io::Write::write_all(&mut out, b"\n")?;
    io::Write::flush(&mut out)
}

/// Reads a report back. A report whose quotations are not found at their offsets in the hashed texts is refused.
pub fn read_json(bytes: &[u8]) -> Result<Report, ReadError> {
    let report = read_unchecked(bytes)?;
    let faults = evidence::check(&report);
    if faults.is_empty() {
        Ok(report)
    } else {
        Err(ReadError::Evidence(faults))
    }
}

/// Reads a report without checking its evidence, for [`evidence::check`] to say what fails.
pub fn read_unchecked(bytes: &[u8]) -> Result<Report, ReadError> {
    #[derive(Deserialize)]
    struct Head1 {
        schema: String,
    }
    let head: Head1 = serde_json::from_slice(bytes)?;
    if head.schema != SCHEMA {
        return Err(ReadError::Schema(head.schema));
    }
    let document: Owned = serde_json::from_slice(bytes)?;
    let compared = document.statements.map(|statements| Compared {
        statements,
        only_here: document.only_here.unwrap_or_default(),
        containment: document.containment.unwrap_or_default(),
        passages: document.passages.unwrap_or_default(),
        origins: document.origins.unwrap_or_default(),
    });
    Ok(Report {
        program: document.program,
        head: document.head,
        settings: document.settings,
        articles: document.articles,
        compared,
        quotations: document.quotations,
        attributions: document.attributions,
        entities: document.entities,
        ledger: document.ledger,
        excluded: document.excluded,
        tables: document.tables,
    })
}
