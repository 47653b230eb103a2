//! What a format is, and the registry of all formats in a fixed order.

use std::borrow::Cow;

use super::{
    Draft, EncodingChoice, Mapping, archive, epub, feed, html, mail, markdown, office, pdf, plain,
    records, rtf, unread, warc,
};
use crate::analysis::{Cancelled, Ctx};

/// How sure a format is that a file is its own. The surest parses; between equals, the earlier in [`formats`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// Nothing speaks against it.
    Possible,
    /// The name or the look of it says so.
    Likely,
    /// A signature says so.
    Certain,
}

/// A kind of file that can be read.
pub trait Format: Sync {
    /// As the ledger prints it ("plain text").
    fn name(&self) -> &'static str;

    /// How sure it is, from the file's name (last part of the path) and its first bytes (at least 4 KiB where there are that many).
    fn sniff(&self, name: &str, head: &[u8]) -> Confidence;

    /// Reads the bytes. [`ImportError::NotMine`] hands the file on to the next format.
    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError>;
}

/// What a format gets to read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The file's name, last part of the path.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
    /// The encoding to use, if the person chose one.
    pub encoding: Option<EncodingChoice>,
    /// The encoding a container declares for it (a mail or HTTP header), if any.
    pub declared_encoding: Option<&'a str>,
    /// Columns that the person chose for tables; the first that fits is used.
    pub mappings: &'a [Mapping],
}

/// What a format made of a file.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Articles and contained files, in the order of the file.
    pub parts: Vec<Part>,
    /// Doubts about the file as a whole, in sentences for the person.
    pub warnings: Vec<String>,
}

impl Parsed {
    /// One article, and that is all.
    pub fn one(draft: Draft) -> Self {
        Self {
            parts: vec![Part::Article(Box::new(draft))],
            warnings: Vec::new(),
        }
    }
}

/// One thing found in a file.
#[derive(Clone, Debug)]
pub enum Part {
    /// An article.
    Article(Box<Draft>),
    /// A file inside the file, to be read like any other.
    File {
        /// Its name inside ("2015/kerry.html"); names the part in the ledger.
        name: String,
        /// Its bytes.
        bytes: Cow<'static, [u8]>,
        /// The encoding that the container declares.
        declared_encoding: Option<String>,
        /// What the container knows about it.
        metadata: Box<super::Metadata>,
    },
    /// Something that is no article, for a reason that is no fault.
    Skipped {
        /// Which part.
        part: String,
        /// Why, in a sentence.
        reason: String,
    },
    /// Something that should have been an article.
    Failed {
        /// Which part.
        part: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

/// Why a file did not become articles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is another format's.
    #[error("another format")]
    NotMine,
    /// It is of this format, and broken or unreadable: what is wrong and what to do, in a sentence.
    #[error("{0}")]
    Broken(String),
    /// It is of this format and holds no article: why, in a sentence.
    #[error("{0}")]
    Nothing(String),
    /// Nobody waits for the answer any more.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl ImportError {
    /// The file is broken.
    pub fn broken(reason: impl Into<String>) -> Self {
        Self::Broken(reason.into())
    }
}

/// All formats, in the order in which equals are asked. Plain text is the last: it takes what looks like text.
pub fn formats() -> &'static [&'static dyn Format] {
    &[
        &warc::Warc,
        &archive::Gzip,
        &office::Docx,
        &office::Odt,
        &records::Xlsx,
        &epub::Epub,
        &archive::Zip,
        &pdf::Pdf,
        &rtf::Rtf,
        &mail::Mhtml,
        &mail::Mbox,
        &mail::Eml,
        &feed::Feed,
        &html::Html,
        &records::Csv,
        &records::Json,
        &markdown::Markdown,
        &unread::Unread,
        &plain::PlainText,
    ]
}
