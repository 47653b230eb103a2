//! An article as a format delivers it, before what all formats share is added.

use crate::corpus::{Block, BlockKind, Completeness, Field, Origin, Published};
use crate::text::Span;

/// What is known about an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Who published, by name.
    pub outlet: Field<String>,
    /// The headline.
    pub headline: Field<String>,
    /// Who wrote it.
    pub byline: Field<String>,
    /// When it was published.
    pub published: Field<Published>,
    /// Where on the web.
    pub address: Field<String>,
    /// BCP 47 language tag.
    pub language: Field<String>,
    /// The agency credited.
    pub agency: Field<String>,
}

impl Metadata {
    /// Adds a day, unless it is bare and known already with its time: that is no disagreement.
    pub fn add_published(&mut self, published: Published, origin: Origin) {
        let mut known = self.published.all().iter();
        if published.time.is_some() || !known.any(|known| known.value.date == published.date) {
            self.published.add(published, origin);
        }
    }

    /// Adds all values of `other`; equal values keep the more trusted origin.
    pub fn merge(&mut self, other: &Self) {
        add_all(&mut self.outlet, &other.outlet);
        add_all(&mut self.headline, &other.headline);
        add_all(&mut self.byline, &other.byline);
        add_all(&mut self.published, &other.published);
        add_all(&mut self.address, &other.address);
        add_all(&mut self.language, &other.language);
        add_all(&mut self.agency, &other.agency);
    }
}

fn add_all<T: Clone + PartialEq>(field: &mut Field<T>, other: &Field<T>) {
    for sourced in other.all() {
        field.add(sourced.value.clone(), sourced.origin);
    }
}

/// Adds a text unless it is empty; white space inside becomes single spaces.
pub(super) fn add_text(field: &mut Field<String>, value: &str, origin: Origin) {
    let value = squeeze(value);
    if !value.is_empty() {
        field.add(value, origin);
    }
}

/// Runs of white space become one space, none at the ends.
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// An article as a format delivers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Which part of a file that holds several, else empty.
    pub part: String,
    /// The text: line ends `\n`, no byte order mark.
    pub text: String,
    /// Its blocks in order. [`BlockKind::Paragraph`] means "not known yet": recognition looks at those only.
    pub blocks: Vec<Block>,
    /// What the format knows about it.
    pub metadata: Metadata,
    /// The encoding used, empty where none applies.
    pub encoding: String,
    /// What the format knows about its completeness.
    pub completeness: Completeness,
    /// Why it is thought truncated, and other doubts.
    pub warnings: Vec<String>,
    /// What the format left out of the text, in words ("navigation, 14 comments").
    pub left_out: Vec<String>,
}

impl Draft {
    /// Appends a block, a blank line before it; white space inside becomes single spaces. Nothing when it is empty.
    pub fn push(&mut self, kind: BlockKind, words: &str) {
        self.push_lines(kind, &squeeze(words));
    }

    /// Appends a block as it is (its line breaks kept), trimmed.
    pub fn push_lines(&mut self, kind: BlockKind, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.blocks.push(Block {
            kind,
            span: Span::new(start, self.text.len()),
        });
    }
}
