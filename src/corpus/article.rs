//! One text by one outlet, with what is known about it. The text is fixed at import; metadata and block kinds may be edited.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleId, Field, OutletId, Published};
use crate::text::Span;

/// Whether two articles' languages (BCP 47 tags) are known and differ, region and script aside: then sentences of the one cannot be
/// held against the other's, and what it leaves out cannot be told. The written forms of Norwegian count as one.
pub fn is_other_language(one: Option<&str>, two: Option<&str>) -> bool {
    let primary = |tag: &str| {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_lowercase().as_str() {
            "nb" | "nn" => "no".to_owned(),
            "und" | "mul" | "zxx" => String::new(),
            other => other.to_owned(),
        }
    };
    let [one, two] = [one, two].map(|tag| tag.map(primary).unwrap_or_default());
    !one.is_empty() && !two.is_empty() && one != two
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Identity.
    pub id: ArticleId,
    /// The text all spans point into: line ends are `\n`, no byte order mark, nothing else changed.
    pub text: Arc<str>,
    /// The parts of the text in order; spans do not overlap and hold no white space at their ends.
    pub blocks: Vec<Block>,
    /// Who published.
    pub outlet: Field<OutletId>,
    /// The headline, from the text or set beside it.
    pub headline: Field<String>,
    /// Who wrote it, as printed.
    pub byline: Field<String>,
    /// When it was published.
    pub published: Field<Published>,
    /// Where on the web.
    pub address: Field<String>,
    /// BCP 47 language tag ("en").
    pub language: Field<String>,
    /// The agency credited ("AFP"), if any.
    pub agency: Field<String>,
    /// Whether all of it is here.
    pub completeness: Completeness,
    /// The file it came from.
    pub source: Source,
    /// Left out of lists, counts and comparisons by the person.
    pub excluded: bool,
}

impl Article {
    /// A text that no file stands behind, for measuring and tests: every line is a block, the first the headline, nothing else known.
    pub fn of_lines(id: ArticleId, text: &str) -> Self {
        Self {
            id,
            text: text.into(),
            blocks: Block::of_lines(text),
            outlet: Field::default(),
            headline: Field::default(),
            byline: Field::default(),
            published: Field::default(),
            address: Field::default(),
            language: Field::default(),
            agency: Field::default(),
            completeness: Completeness::Full,
            source: Source::default(),
            excluded: false,
        }
    }

    /// The headline, else the first words of the text, else the file's name: never empty.
    pub fn title(&self) -> &str {
        if let Some(headline) = self.headline.get() {
            return headline;
        }
        let first = self
            .text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty());
        first.unwrap_or_else(|| self.source.file_name())
    }

    /// Whether the other is known to be in another language.
    pub fn is_in_other_language(&self, other: &Self) -> bool {
        let [one, two] = [self, other].map(|article| article.language.get().map(String::as_str));
        is_other_language(one, two)
    }

    /// Text of one block.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// Number of words (runs with a letter or digit) outside boilerplate and captions.
    pub fn words(&self) -> usize {
        self.blocks
            .iter()
            .filter(|block| block.kind.is_counted())
            .map(|block| crate::text::count_words(block.span.of(&self.text)))
            .sum()
    }
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
}

impl Block {
    /// Every line of a text as a block, the first as the headline.
    pub fn of_lines(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len() + 1;
            if !span.is_empty() {
                let kind = if found.is_empty() {
                    BlockKind::Headline
                } else {
                    BlockKind::Paragraph
                };
                found.push(Self { kind, span });
            }
        }
        found
    }
}

/// What a block is. In JSON: the name in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// The standfirst under the headline.
    Deck,
    /// Who wrote it.
    Byline,
    /// Place and day at the start ("WASHINGTON, Sept. 5 —") where it stands alone.
    Dateline,
    /// A paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Subheading,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    BlockQuote,
    /// Words under a picture.
    Caption,
    /// Navigation, newsletter lines, photo credits, "Continue reading on:".
    Boilerplate,
}

impl BlockKind {
    /// All kinds, in the order menus show them.
    pub const ALL: [Self; 10] = [
        Self::Headline,
        Self::Deck,
        Self::Byline,
        Self::Dateline,
        Self::Paragraph,
        Self::Subheading,
        Self::ListItem,
        Self::BlockQuote,
        Self::Caption,
        Self::Boilerplate,
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Deck => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::Subheading => "subheading",
            Self::ListItem => "list item",
            Self::BlockQuote => "block quotation",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether its words count as the article's words (captions and boilerplate are shown dimmed and not counted).
    pub fn is_counted(self) -> bool {
        !matches!(self, Self::Caption | Self::Boilerplate)
    }

    /// Whether its sentences may carry statements.
    pub fn is_compared(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Deck | Self::Paragraph | Self::ListItem | Self::BlockQuote
        )
    }

    /// Whether it counts as a paragraph of the body when paragraphs are numbered.
    pub fn is_body(self) -> bool {
        matches!(
            self,
            Self::Deck | Self::Paragraph | Self::ListItem | Self::BlockQuote
        )
    }
}

/// Whether all of an article is here. "Not in this article" may be said only of a full one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// The whole text, as far as can be seen.
    Full,
    /// Cut off: a paywall, "Continue reading", a preview.
    Truncated,
    /// Nothing tells.
    #[default]
    Unknown,
}

/// The file an article was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's path as given or found, with `/` between parts; `pasted text` or `sample/…` where there is no file.
    pub path: String,
    /// The folder that was opened when the file was found in it, else empty: the Files tree starts here.
    pub root: String,
    /// Which article of a file that holds several ("message 3"), else empty.
    pub part: String,
    /// The format's name as the ledger prints it ("plain text").
    pub format: String,
    /// Name of the encoding the bytes were decoded with.
    pub encoding: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file's bytes, hexadecimal.
    pub sha256: String,
    /// SHA-256 of `text` as UTF-8, hexadecimal.
    pub text_sha256: String,
    /// The file's modification time in milliseconds since 1970, to notice changes; never printed.
    pub modified_ms: Option<i64>,
}

impl Source {
    /// Last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}
