//! What became of one file: values for the corpus and the ledger, ids not yet given.

use crate::corpus::{Block, Completeness, Field, Published, Source};

/// Everything that one file gave. Never empty: a file without an article has an item that says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileImport {
    /// The file's path as given or found, with `/` between parts.
    pub path: String,
    /// The folder that was opened, else empty.
    pub root: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file's bytes, hexadecimal; empty when it was not read.
    pub sha256: String,
    /// The file's modification time in milliseconds since 1970.
    pub modified_ms: Option<i64>,
    /// Milliseconds that reading and parsing took; 0 until the caller measures.
    pub millis: u32,
    /// One for every article and every other part, in the order of the file.
    pub items: Vec<Item>,
}

impl FileImport {
    /// A file that was not read: skipped, or failed.
    pub fn unread(path: String, root: String, bytes: u64, result: ItemResult) -> Self {
        Self {
            path,
            root,
            bytes,
            sha256: String::new(),
            modified_ms: None,
            millis: 0,
            items: vec![Item::bare(result)],
        }
    }

    /// The articles, in the order of the file.
    pub fn articles(&self) -> impl Iterator<Item = &NewArticle> {
        self.items.iter().filter_map(|item| match &item.result {
            ItemResult::Article(article) => Some(&**article),
            _ => None,
        })
    }
}

/// One line of the ledger to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which part of a file that holds several, else empty.
    pub part: String,
    /// The format recognised, empty when none was.
    pub format: String,
    /// The encoding used, empty where none applies.
    pub encoding: String,
    /// Blocks recognised as not the article's own text, in words.
    pub stripped: String,
    /// Doubts, in sentences for the person.
    pub warnings: Vec<String>,
    /// What became of it.
    pub result: ItemResult,
}

impl Item {
    /// A line without particulars.
    pub fn bare(result: ItemResult) -> Self {
        Self {
            part: String::new(),
            format: String::new(),
            encoding: String::new(),
            stripped: String::new(),
            warnings: Vec::new(),
            result,
        }
    }
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemResult {
    /// An article.
    Article(Box<NewArticle>),
    /// No article, for a reason that is no fault.
    Skipped {
        /// Why, in a sentence.
        reason: String,
    },
    /// It should have become an article and could not.
    Failed {
        /// What is wrong and what to do, in a sentence.
        reason: String,
    },
}

/// An article before it has an id: as [`crate::corpus::Article`], the outlet by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// The text all spans point into.
    pub text: String,
    /// The parts of the text in order.
    pub blocks: Vec<Block>,
    /// Who published, by name.
    pub outlet: Field<String>,
    /// The headline.
    pub headline: Field<String>,
    /// Who wrote it, as printed.
    pub byline: Field<String>,
    /// When it was published.
    pub published: Field<Published>,
    /// Where on the web.
    pub address: Field<String>,
    /// BCP 47 language tag.
    pub language: Field<String>,
    /// The agency credited.
    pub agency: Field<String>,
    /// Whether all of it is here.
    pub completeness: Completeness,
    /// The file it came from.
    pub source: Source,
}
