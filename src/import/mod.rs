//! Import: bytes into articles with metadata and a ledger line. Knows no paths, no dialogs, no clock.
//!
//! The way of a file: [`read_source`] asks every [`Format`] of the fixed registry how sure it is that the file is its own,
//! lets the surest parse it, reads contained files (of an archive, say) the same way, recognises blocks, completeness and
//! credits, and puts manifest entries on top. Whatever happens, the answer is a [`FileImport`] with at least one
//! [`Item`]: nothing is lost or skipped in silence.
//!
//! Not here: walking folders and reading files ([`crate::store::files`]), what the person decides
//! ([`crate::corpus`]).

mod archive;
pub mod blocks;
mod bylines;
pub mod capture;
pub mod completeness;
pub mod credits;
mod cyrillic;
pub mod dates;
mod decode;
mod draft;
pub mod duplicates;
mod epub;
mod exports;
mod feed;
mod finish;
mod format;
mod html;
mod intake;
mod language;
mod mail;
pub mod manifest;
mod markdown;
mod mojibake;
mod name_pattern;
mod office;
mod outcome;
mod outlets;
mod pdf;
mod plain;
mod read;
mod records;
mod rtf;
mod samples;
mod unread;
mod warc;
mod xml;

pub use capture::{AddressError, Capture, CaptureHead, check_address, read_capture};
pub use decode::{Decoded, EncodingChoice, decode, decode_preview, encodings};
pub use draft::{Draft, Metadata};
pub use format::{Confidence, Format, ImportError, Input, Parsed, Part, formats};
pub use html::{declared_encoding, page_of_folder};
pub use intake::{ALREADY_OPEN, intake, read_names, reread, reread_file};
pub use manifest::Manifest;
pub use mojibake::repair_mojibake;
pub use name_pattern::{NamePattern, PatternError};
pub use outcome::{FileImport, Item, ItemResult, NewArticle};
pub(crate) use read::sha256_hex;
pub use read::{ImportOptions, SourceBytes, read_source};
pub use records::{Column, Mapped, Mapping, MappingOffer, is_table, offer_mapping};
pub use samples::{sample_options, sample_sources};

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
