//! The report: one value ([`Report`]) built from the corpus and the analyses, and its writers.
//!
//! Every form is written from the same value, and the value can be read back from its JSON, so that any form can be rebuilt
//! from the JSON alone. Writers take `&Report` and `&mut dyn io::Write`; they know no paths, no clock and no dialogs.

mod build;
mod escape;
mod evidence;
mod html;
mod json;
mod method;
mod model;
mod summary;
#[cfg(test)]
mod tests;

pub use build::{ReportInput, build};
pub(crate) use evidence::sha256_hex;
pub use evidence::{Fault, check as check_evidence};
pub use html::write_html;
pub use json::{ReadError, SCHEMA, read_json, write_json};
pub use model::{
    Alteration, Article, Attribution, Block, Cell, Compared, Containment, Difference, Entity, Head,
    LedgerLine, Mark, OnlyHere, Pair, Placement, Quotation, QuotationCell, Report, Review, Rights,
    Settings, Statement, Words,
};
pub use summary::summary;
