//! An article as version 1 saves it: the text in a column of its own, everything else as one JSON value.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::saved_enum;
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Field, NotADate, Origin, OutletId, Source,
    Sourced,
};
use crate::text::Span;

saved_enum!(
    /// Kind of a block.
    BlockKindV1 = BlockKind {
        Headline = "headline",
        Deck = "deck",
        Byline = "byline",
        Dateline = "dateline",
        Paragraph = "paragraph",
        Subheading = "subheading",
        ListItem = "list_item",
        BlockQuote = "block_quote",
        Caption = "caption",
        Boilerplate = "boilerplate",
    }
);

saved_enum!(
    /// Where a piece of metadata was read.
    OriginV1 = Origin {
        Person = "person",
        Manifest = "manifest",
        Record = "record",
        Shown = "shown",
        JsonLd = "json_ld",
        FrontMatter = "front_matter",
        OpenGraph = "open_graph",
        MetaTag = "meta_tag",
        Microdata = "microdata",
        Text = "text",
        Address = "address",
        FileName = "file_name",
        FolderName = "folder_name",
        Detected = "detected",
    }
);

saved_enum!(
    /// Whether all of the article is here.
    CompletenessV1 = Completeness {
        Full = "full",
        Truncated = "truncated",
        Unknown = "unknown",
    }
);

/// Values of a field with their origins, the most trusted first.
type FieldV1<T> = Vec<(T, OriginV1)>;

/// Everything about an article but its identity and text.
#[derive(Debug, Serialize, Deserialize)]
pub struct ArticleV1 {
    /// Kind, first byte, one past the last byte.
    blocks: Vec<(BlockKindV1, u32, u32)>,
    outlet: FieldV1<u32>,
    headline: FieldV1<String>,
    byline: FieldV1<String>,
    /// ISO 8601.
    published: FieldV1<String>,
    address: FieldV1<String>,
    language: FieldV1<String>,
    agency: FieldV1<String>,
    completeness: CompletenessV1,
    source: SourceV1,
    excluded: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct SourceV1 {
    path: String,
    root: String,
    part: String,
    format: String,
    encoding: String,
    bytes: u64,
    sha256: String,
    text_sha256: String,
    modified_ms: Option<i64>,
}

/// A saved article that cannot be one.
#[derive(Debug, thiserror::Error)]
pub enum BadArticle {
    /// A block lies outside the text or cuts a character.
    #[error("a block does not fit the text of article {0}")]
    Block(u32),
    /// A publication date is none.
    #[error("article {0}: {1}")]
    Date(u32, NotADate),
}

impl From<&Article> for ArticleV1 {
    fn from(article: &Article) -> Self {
        Self {
            blocks: article
                .blocks
                .iter()
                .map(|block| (block.kind.into(), block.span.start, block.span.end))
                .collect(),
            outlet: save_field(&article.outlet, |id| id.0),
            headline: save_field(&article.headline, Clone::clone),
            byline: save_field(&article.byline, Clone::clone),
            published: save_field(&article.published, ToString::to_string),
            address: save_field(&article.address, Clone::clone),
            language: save_field(&article.language, Clone::clone),
            agency: save_field(&article.agency, Clone::clone),
            completeness: article.completeness.into(),
            source: SourceV1::from(&article.source),
            excluded: article.excluded,
        }
    }
}

impl ArticleV1 {
    /// The article that was saved, with its identity and text.
    pub fn load(self, id: ArticleId, text: Arc<str>) -> Result<Article, BadArticle> {
        let blocks = self
            .blocks
            .into_iter()
            .map(|(kind, start, end)| {
                let span = Span { start, end };
                let is_inside = start <= end && span.get(&text).is_some();
                is_inside
                    .then(|| Block {
                        kind: kind.into(),
                        span,
                    })
                    .ok_or(BadArticle::Block(id.0))
            })
            .collect::<Result<_, _>>()?;
        let published = self
            .published
            .into_iter()
            .map(|(value, origin)| {
                let value = value.parse().map_err(|no| BadArticle::Date(id.0, no))?;
                Ok(Sourced {
                    value,
                    origin: origin.into(),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Article {
            id,
            text,
            blocks,
            outlet: load_field(self.outlet, OutletId),
            headline: load_field(self.headline, |value| value),
            byline: load_field(self.byline, |value| value),
            published: Field::from_sourced(published),
            address: load_field(self.address, |value| value),
            language: load_field(self.language, |value| value),
            agency: load_field(self.agency, |value| value),
            completeness: self.completeness.into(),
            source: self.source.load(),
            excluded: self.excluded,
        })
    }
}

impl From<&Source> for SourceV1 {
    fn from(source: &Source) -> Self {
        Self {
            path: source.path.clone(),
            root: source.root.clone(),
            part: source.part.clone(),
            format: source.format.clone(),
            encoding: source.encoding.clone(),
            bytes: source.bytes,
            sha256: source.sha256.clone(),
            text_sha256: source.text_sha256.clone(),
            modified_ms: source.modified_ms,
        }
    }
}

impl SourceV1 {
    fn load(self) -> Source {
        Source {
            path: self.path,
            root: self.root,
            part: self.part,
            format: self.format,
            encoding: self.encoding,
            bytes: self.bytes,
            sha256: self.sha256,
            text_sha256: self.text_sha256,
            modified_ms: self.modified_ms,
        }
    }
}

fn save_field<T: PartialEq, S>(field: &Field<T>, save: impl Fn(&T) -> S) -> FieldV1<S> {
    field
        .all()
        .iter()
        .map(|sourced| (save(&sourced.value), sourced.origin.into()))
        .collect()
}

fn load_field<T: PartialEq, S>(saved: FieldV1<S>, load: impl Fn(S) -> T) -> Field<T> {
    let values = saved
        .into_iter()
        .map(|(value, origin)| Sourced {
            value: load(value),
            origin: origin.into(),
        })
        .collect();
    Field::from_sourced(values)
}
