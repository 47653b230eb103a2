//! The report: one value ([`Report`]) built from the corpus and the analyses, and its writers.
//!
//! Every form is written from the same value, and the value can be read back from its JSON, so that any form can be rebuilt
//! from the JSON alone. Writers take `&Report` and `&mut dyn io::Write`; they know no paths, no clock and no dialogs.

mod build;
mod cite;
mod csv;
mod docx;
mod escape;
mod evidence;
mod form;
mod groups;
mod html;
mod json;
mod labels;
mod markdown;
mod method;
mod model;
#[cfg(test)]
mod office_tests;
mod origins;
mod outline;
mod package;
mod pdf;
mod pieces;
mod rights;
#[cfg(test)]
mod schema_tests;
mod summary;
mod tables;
#[cfg(test)]
mod tests;
mod xlsx;

pub use build::{ReportInput, build};
pub use cite::{cite_as, write_bibtex, write_ris};
pub use csv::{CsvFile, csv_files};
pub use docx::write_docx;
pub use evidence::{Fault, check as check_evidence, evidence_of, sha256_hex};
pub use form::Form;
pub use html::{page_size_warning, write_html};
pub use json::{ReadError, SCHEMA, read_json, read_unchecked, write_json};
pub use markdown::write_markdown;
pub use model::{
    Alteration, Article, Attribution, Block, Cell, Compared, Containment, Difference, Entity, Head,
    LedgerLine, Mark, OnlyHere, Origin, OriginEvidence, OriginSign, Pair, Part, Passage, Placement,
    Quotation, QuotationCell, Report, Review, Rights, Settings, Statement, Table, Words,
};
pub use pdf::{FontSource, FoundFont, OwnFonts, Weight, write_pdf};
pub use summary::{summary, title_text};
pub use xlsx::write_xlsx;
