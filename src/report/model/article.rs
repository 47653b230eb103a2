//! An article as a report holds it, and words of it that can be found again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::{BlockKind, Completeness};
use crate::text::Span;

/// One article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its letter.
    pub siglum: String,
    /// The file, as given.
    pub source: String,
    /// Which article of a file that holds several, else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// Of the file's bytes.
    pub sha256: String,
    /// Of `text` as UTF-8.
    pub text_sha256: String,
    /// Who published.
    pub outlet: Option<String>,
    /// Index of the outlet's colour.
    #[serde(default)]
    pub colour: u32,
    /// The headline.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Where on the web.
    pub address: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The agency credited.
    #[serde(default)]
    pub agency: Option<String>,
    /// Whether all of it is here.
    pub completeness: Completeness,
    /// Words outside captions and boilerplate.
    pub words: usize,
    /// Format of the file, as the ledger prints it.
    #[serde(default)]
    pub format: String,
    /// Encoding of the file.
    #[serde(default)]
    pub encoding: String,
    /// Where each piece of metadata was read: field name to origin, in words.
    #[serde(default)]
    pub origins: BTreeMap<String, String>,
    /// What all spans point into. Where only extracts may stand: `_` in place of every byte that the report does not show.
    pub text: String,
    /// Of `text` as it stands here, where only extracts may stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracts_sha256: Option<String>,
    /// The parts of the text, in order.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks, in order.
    pub sentences: Vec<Span>,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Words of an article with the text itself, so that they can be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Which article.
    pub article: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What stands there.
    pub text: String,
}

impl Article {
    /// The outlet's name, else the file's.
    pub fn outlet_or_file(&self) -> &str {
        match &self.outlet {
            Some(outlet) => outlet,
            None => self.file_name(),
        }
    }

    /// Last part of the source's path.
    pub fn file_name(&self) -> &str {
        self.source.rsplit('/').next().unwrap_or(&self.source)
    }

    /// The headline, else the first line of the text, else the file's name.
    pub fn title(&self) -> &str {
        let first_line = || {
            self.text
                .lines()
                .map(str::trim)
                .find(|line| !line.is_empty())
        };
        let title = self
            .headline
            .as_deref()
            .or_else(first_line)
            .unwrap_or_else(|| self.file_name());
        if self.is_extracts() {
            title.trim_end_matches([crate::report::rights::MASK, ' '])
        } else {
            title
        }
    }

    /// The day of publication, for reading ("5 Sep 2015").
    pub fn day(&self) -> Option<String> {
        let published: crate::corpus::Published = self.published.as_deref()?.parse().ok()?;
        Some(published.short())
    }

    /// Whether only extracts of it stand in this report.
    pub fn is_extracts(&self) -> bool {
        self.extracts_sha256.is_some()
    }

    /// Whether "not in this article" may be said of it.
    pub fn is_complete(&self) -> bool {
        self.completeness != Completeness::Truncated
    }
}

impl Block {
    /// Where it is.
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

impl Words {
    /// Where they are.
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}
