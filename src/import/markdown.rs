//! Markdown with front matter: rendered to words in blocks; links and marks of emphasis leave no trace in the text.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::dates::{DayOrder, parse_date};
use super::draft::{add_text, squeeze};
use super::plain::{decoded_draft, has_extension};
use super::{Confidence, Draft, Format, ImportError, Input, Metadata, Parsed, blocks};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Field, Origin};

/// Markdown.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if super::decode::looks_binary(head) {
            Confidence::No
        } else if has_extension(name, &["md", "markdown", "mdown", "mkd"]) {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let (text, mut draft) = decoded_draft(input, input.declared_encoding);
        let mut options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        options |= Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        let mut writer = Writer::default();
        for (index, event) in Parser::new_ext(&text, options).enumerate() {
            if index % 4096 == 0 {
                ctx.step(index, 0)?;
            }
            writer.take(event, &mut draft);
        }
        writer.flush(&mut draft);
        if !draft
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Headline)
            && let Some(first) = draft.blocks.first_mut()
            && first.kind == BlockKind::Subheading
        {
            first.kind = BlockKind::Headline;
        }
        let Draft { text, blocks, .. } = &mut draft;
        blocks::recognise(text, blocks);
        Ok(Parsed::one(draft))
    }
}

/// Collects the words of the block that is open.
#[derive(Default)]
struct Writer {
    words: String,
    kind: Option<BlockKind>,
    in_item: usize,
    in_quote: usize,
    in_metadata: Option<MetadataBlockKind>,
    in_image: bool,
    has_headline: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>, draft: &mut Draft) {
        match event {
            Event::Start(tag) => self.open(&tag, draft),
            Event::End(tag) => self.close(tag, draft),
            Event::Text(words) | Event::Code(words) => self.words.push_str(&words),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.flush(draft),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, draft: &mut Draft) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush(draft);
                let headline = *level == HeadingLevel::H1 && !self.has_headline;
                self.has_headline |= headline;
                self.kind = Some(if headline {
                    BlockKind::Headline
                } else {
                    BlockKind::Subheading
                });
            }
            Tag::Item => {
                self.flush(draft);
                self.in_item += 1;
            }
            Tag::BlockQuote(_) => {
                self.flush(draft);
                self.in_quote += 1;
            }
            Tag::MetadataBlock(kind) => self.in_metadata = Some(*kind),
            Tag::Image { .. } => {
                // a picture alone in its paragraph: its text is the caption
                self.in_image = self.words.trim().is_empty();
            }
            Tag::TableCell if !self.words.is_empty() => self.words.push_str(" | "),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableRow | Tag::TableHead => {
                self.flush(draft);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, draft: &mut Draft) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.flush(draft);
            }
            TagEnd::Item => {
                self.flush(draft);
                self.in_item -= 1;
            }
            TagEnd::BlockQuote(_) => {
                self.flush(draft);
                self.in_quote -= 1;
            }
            TagEnd::MetadataBlock(_) => {
                let front = std::mem::take(&mut self.words);
                let kind = self.in_metadata.take();
                draft.metadata = front_matter(&front, kind, &mut draft.warnings);
            }
            TagEnd::Image if self.in_image => {
                self.kind = Some(BlockKind::Caption);
                self.flush(draft);
                self.in_image = false;
            }
            _ => {}
        }
    }

    fn flush(&mut self, draft: &mut Draft) {
        let words = std::mem::take(&mut self.words);
        let kind = self.kind.take().unwrap_or(match () {
            () if self.in_quote > 0 => BlockKind::BlockQuote,
            () if self.in_item > 0 => BlockKind::ListItem,
            () => BlockKind::Paragraph,
        });
        draft.push(kind, &words);
    }
}

/// Reads `key: value` lines (YAML) or TOML; keys that other programs use for the same thing are known too.
fn front_matter(
    front: &str,
    kind: Option<MetadataBlockKind>,
    warnings: &mut Vec<String>,
) -> Metadata {
    let pairs: Vec<(String, String)> = match kind {
        Some(MetadataBlockKind::PlusesStyle) => match front.parse::<toml::Table>() {
            Ok(table) => table
                .iter()
                .map(|(key, value)| (key.clone(), toml_words(value)))
                .collect(),
            Err(error) => {
                warnings.push(format!(
                    "its front matter could not be read: {}",
                    squeeze(error.message())
                ));
                Vec::new()
            }
        },
        _ => yaml_pairs(front),
    };
    let mut metadata = Metadata::default();
    for (key, value) in &pairs {
        let field: Option<&mut Field<String>> = match key.to_lowercase().as_str() {
            "title" | "headline" => Some(&mut metadata.headline),
            "author" | "authors" | "byline" | "by" => Some(&mut metadata.byline),
            "outlet" | "publication" | "publisher" | "source" | "site" | "newspaper" => {
                Some(&mut metadata.outlet)
            }
            "url" | "link" | "address" | "canonical" | "canonical_url" => {
                Some(&mut metadata.address)
            }
            "lang" | "language" => Some(&mut metadata.language),
            "agency" => Some(&mut metadata.agency),
            "date" | "published" | "publish_date" | "date_published" => {
                match parse_date(value, DayOrder::Unknown) {
                    Some(published) => metadata.published.add(published, Origin::FrontMatter),
                    None => warnings.push(format!(
                        "its date “{value}” could not be read: write it as 2015-09-05"
                    )),
                }
                None
            }
            _ => None,
        };
        if let Some(field) = field {
            add_text(field, value, Origin::FrontMatter);
        }
    }
    metadata
}

fn toml_words(value: &toml::Value) -> String {
    match value {
        toml::Value::String(words) => words.clone(),
        toml::Value::Array(items) => items.iter().map(toml_words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The top level of a YAML mapping whose values are scalars or lists of scalars, which is what front matter is.
fn yaml_pairs(front: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in front.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if line.starts_with([' ', '\t', '-']) {
            // an item of a list, or a folded line, goes on with the value above
            let item = unquoted(trimmed.strip_prefix("- ").unwrap_or(trimmed));
            if let Some((_, value)) = pairs.last_mut() {
                if !value.is_empty() {
                    value.push_str(if trimmed.starts_with("- ") { ", " } else { " " });
                }
                value.push_str(&item);
            }
        } else if let Some((key, value)) = trimmed.split_once(':') {
            let value = value.trim();
            let value = match value
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'))
            {
                Some(list) => list
                    .split(',')
                    .map(|item| unquoted(item.trim()))
                    .collect::<Vec<_>>()
                    .join(", "),
                None if matches!(value, "|" | ">" | "|-" | ">-") => String::new(),
                None => unquoted(value),
            };
            pairs.push((unquoted(key.trim()), value));
        }
    }
    pairs
}

fn unquoted(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return inner.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or(value).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::analysis::Unhurried;
    use crate::corpus::Origin;
    use crate::import::{ImportOptions, SourceBytes, read_source};

    #[test]
    fn words_kinds_and_front_matter() {
        let source = SourceBytes {
            path: "a/kerry.md".to_owned(),
            ..SourceBytes::pasted(
                "---\ntitle: \"Kerry calls\"\nauthor:\n  - Ann Lee\n  - Bob Ray\ndate: 2015-09-05 # Saturday\npublication: Star\n---\n\
                 # Kerry calls *Lavrov*\n\nHe [called](http://x) on **Saturday**\nat night, a spokesman said in Washington on Sunday.\n\n\
                 > A quotation.\n\n## What now\n\n- one\n- two\n\n![The caption](a.png)\n",
            )
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let article = import.articles().next().unwrap();
        let outline: Vec<String> = article
            .blocks
            .iter()
            .map(|block| format!("{}: {}", block.kind.label(), block.span.of(&article.text)))
            .collect();
        assert_eq!(
            outline,
            [
                "headline: Kerry calls Lavrov",
                "paragraph: He called on Saturday at night, a spokesman said in Washington on Sunday.",
                "block quotation: A quotation.",
                "subheading: What now",
                "list item: one",
                "list item: two",
                "caption: The caption",
            ]
        );
        assert_eq!(
            article.byline.get().map(String::as_str),
            Some("Ann Lee, Bob Ray")
        );
        assert_eq!(article.published.get().unwrap().to_string(), "2015-09-05");
        assert_eq!(article.headline.origin(), Some(Origin::FrontMatter));
        assert_eq!(article.headline.all().len(), 2);
        assert_eq!(article.outlet.get().map(String::as_str), Some("Star"));
    }
}
