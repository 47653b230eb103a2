//! Word processors' documents: DOCX (Word) and ODT (LibreOffice). Paragraphs with their styles become blocks; title, author and
//! dates come from the document's properties, which are less trusted than what the text says of itself.
//!
//! Deleted text, field codes and the second copy that DOCX keeps of drawings are left out. Encrypted documents are named as such.

use super::archive::{Member, members};
use super::dates::{DayOrder, parse_date};
use super::draft::add_text;
use super::xml::{Event, attribute, events, unescape};
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, blocks, exports};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Origin};

/// Most bytes of one XML part.
const MAX_PART: u64 = 128 << 20;

/// Word documents.
pub(super) struct Docx;

impl Format for Docx {
    fn name(&self) -> &'static str {
        "DOCX"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        sniff(name, head, "docx", b"word/")
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let members = members(input.bytes)?;
        let document =
            part(&members, "word/document.xml")?.or(part(&members, "word/document2.xml")?);
        let document = document.ok_or(ImportError::NotMine)?;
        let mut draft = Draft::default();
        read_body(&document, &DOCX, &mut draft);
        if let Ok(Some(properties)) = part(&members, "docProps/core.xml") {
            read_properties(&properties, &mut draft);
        }
        Ok(done(draft))
    }
}

/// LibreOffice documents.
pub(super) struct Odt;

impl Format for Odt {
    fn name(&self) -> &'static str {
        "ODT"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        sniff(name, head, "odt", b"opendocument.text")
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let members = members(input.bytes)?;
        let content = part(&members, "content.xml")?.ok_or(ImportError::NotMine)?;
        if !content.contains("office:text") {
            return Err(ImportError::NotMine);
        }
        let mut draft = Draft::default();
        read_body(&content, &ODT, &mut draft);
        if let Ok(Some(properties)) = part(&members, "meta.xml") {
            read_properties(&properties, &mut draft);
        }
        Ok(done(draft))
    }
}

fn sniff(name: &str, head: &[u8], extension: &str, mark: &[u8]) -> Confidence {
    if !head.starts_with(b"PK\x03\x04") {
        Confidence::No
    } else if super::plain::has_extension(name, &[extension])
        || head.windows(mark.len()).any(|bytes| bytes == mark)
    {
        Confidence::Certain
    } else {
        Confidence::No
    }
}

fn part(members: &[Member<'_>], name: &str) -> Result<Option<String>, ImportError> {
    let Some(member) = members.iter().find(|member| member.name == name) else {
        return Ok(None);
    };
    let bytes = member.read(MAX_PART);
    let bytes = bytes.map_err(|error| ImportError::broken(error.to_string()))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn done(mut draft: Draft) -> Parsed {
    if exports::may_be(&draft.text)
        && let Some(parsed) = exports::split(&draft.text, &draft)
    {
        return parsed;
    }
    let Draft { text, blocks, .. } = &mut draft;
    blocks::recognise(text, blocks);
    Parsed::one(draft)
}

/// What the elements of a format are called.
struct Names {
    paragraphs: &'static [&'static str],
    /// Elements that hold the words; empty: any inside a paragraph.
    words: &'static [&'static str],
    spaces: &'static [&'static str],
    line_ends: &'static [&'static str],
    left_out: &'static [&'static str],
    style: fn(&str, &str) -> Option<BlockKind>,
}

const DOCX: Names = Names {
    paragraphs: &["w:p"],
    words: &["w:t"],
    spaces: &["w:tab"],
    line_ends: &["w:br", "w:cr"],
    left_out: &[
        "mc:Fallback",
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:footnoteReference",
    ],
    style: docx_style,
};

const ODT: Names = Names {
    paragraphs: &["text:p", "text:h"],
    words: &[],
    spaces: &["text:s", "text:tab"],
    line_ends: &["text:line-break"],
    left_out: &[
        "text:tracked-changes",
        "office:annotation",
        "text:note",
        "office:forms",
        "text:table-of-content",
    ],
    style: odt_style,
};

fn docx_style(name: &str, attributes: &str) -> Option<BlockKind> {
    match name {
        "w:pStyle" => named_style(attribute(attributes, "w:val")?),
        "w:numPr" => Some(BlockKind::ListItem),
        _ => None,
    }
}

fn odt_style(name: &str, attributes: &str) -> Option<BlockKind> {
    match name {
        "text:h" => Some(BlockKind::Subheading),
        "text:p" => named_style(attribute(attributes, "text:style-name")?),
        "text:list-item" => Some(BlockKind::ListItem),
        _ => None,
    }
}

fn named_style(style: &str) -> Option<BlockKind> {
    let style = style.to_lowercase();
    match () {
        () if style.starts_with("title") => Some(BlockKind::Headline),
        () if style.starts_with("subtitle") => Some(BlockKind::Deck),
        () if style.starts_with("heading") || style.starts_with("berschrift") => {
            Some(BlockKind::Subheading)
        }
        () if style.starts_with("caption") => Some(BlockKind::Caption),
        () if style.contains("quote") => Some(BlockKind::BlockQuote),
        () if style.starts_with("list") => Some(BlockKind::ListItem),
        () => None,
    }
}

fn read_body(xml: &str, names: &Names, draft: &mut Draft) {
    let mut body = Body {
        names,
        draft,
        words: String::new(),
        kind: None,
        in_words: 0,
        in_paragraph: 0,
        in_item: 0,
    };
    // the element that is left out, and how deep it lies in itself
    let mut left_out: Option<(&str, usize)> = None;
    for event in events(xml) {
        if let Some((out, depth)) = &mut left_out {
            match event {
                Event::Open {
                    name,
                    closed: false,
                    ..
                } if name == *out => *depth += 1,
                Event::Close { name } if name == *out => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                left_out = None;
            }
            continue;
        }
        match event {
            Event::Open { name, closed, .. } if names.left_out.contains(&name) => {
                left_out = (!closed).then_some((name, 1));
            }
            Event::Open {
                name,
                attributes,
                closed,
            } => body.open(name, attributes, closed),
            Event::Close { name } => body.close(name),
            Event::Words { text, cdata } => body.add(text, cdata),
        }
    }
    body.flush();
}

/// A document's words as they come, paragraph by paragraph.
struct Body<'a> {
    names: &'a Names,
    draft: &'a mut Draft,
    /// Of the paragraph so far.
    words: String,
    /// What its style says it is.
    kind: Option<BlockKind>,
    /// How many elements of each sort are open.
    in_words: usize,
    in_paragraph: usize,
    in_item: usize,
}

impl Body<'_> {
    fn open(&mut self, name: &str, attributes: &str, closed: bool) {
        let names = self.names;
        if names.paragraphs.contains(&name) && !closed {
            self.flush();
            self.in_paragraph += 1;
        }
        if name == "text:list-item" && !closed {
            self.in_item += 1;
        }
        if let Some(style) = (names.style)(name, attributes)
            .filter(|style| *style != BlockKind::ListItem || self.kind.is_none())
        {
            self.kind = Some(style);
        }
        if names.words.contains(&name) && !closed {
            self.in_words += 1;
        }
        if names.spaces.contains(&name) && self.in_paragraph > 0 {
            self.words.push(' ');
        }
        if names.line_ends.contains(&name) && self.in_paragraph > 0 {
            self.words.push('\n');
        }
    }

    fn close(&mut self, name: &str) {
        if self.names.paragraphs.contains(&name) {
            self.flush();
            self.in_paragraph = self.in_paragraph.saturating_sub(1);
        }
        if name == "text:list-item" {
            self.in_item = self.in_item.saturating_sub(1);
        }
        if self.names.words.contains(&name) {
            self.in_words = self.in_words.saturating_sub(1);
        }
    }

    fn add(&mut self, text: &str, cdata: bool) {
        let wanted = self.in_paragraph > 0 && (self.names.words.is_empty() || self.in_words > 0);
        if wanted && cdata {
            self.words.push_str(text);
        } else if wanted {
            self.words.push_str(&unescape(text));
        }
    }

    fn flush(&mut self) {
        let fallback = if self.in_item > 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let kind = self.kind.take().unwrap_or(fallback);
        for line in std::mem::take(&mut self.words).split('\n') {
            self.draft.push(kind, line);
        }
    }
}

/// Title and author of Dublin Core properties; templates leave their own there, so the text's headline stands beside them.
fn read_properties(xml: &str, draft: &mut Draft) {
    let mut open = "";
    for event in events(xml) {
        match event {
            Event::Open {
                name,
                closed: false,
                ..
            } => open = name,
            Event::Close { .. } => open = "",
            Event::Words { text, .. } => {
                let text = unescape(text);
                match open {
                    "dc:title" => add_text(&mut draft.metadata.headline, &text, Origin::MetaTag),
                    "dc:creator" | "meta:initial-creator" if text != "python-docx" => {
                        add_text(&mut draft.metadata.byline, &text, Origin::MetaTag);
                    }
                    "dc:language" => add_text(&mut draft.metadata.language, &text, Origin::MetaTag),
                    "dc:date" | "dcterms:issued" => {
                        if let Some(published) = parse_date(&text, DayOrder::Unknown) {
                            draft.metadata.published.add(published, Origin::MetaTag);
                        }
                    }
                    _ => {}
                }
            }
            Event::Open { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Unhurried;
    use crate::import::archive::zip_of;
    use crate::import::{ImportOptions, SourceBytes, read_source};

    fn check(name: &str, files: &[(&str, &str)], expected: &[&str]) {
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect();
        let source = SourceBytes {
            path: name.to_owned(),
            bytes: zip_of(&files).into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let article = import
            .articles()
            .next()
            .unwrap_or_else(|| panic!("{import:?}"));
        let outline: Vec<String> = article
            .blocks
            .iter()
            .map(|block| format!("{}: {}", block.kind.label(), block.span.of(&article.text)))
            .collect();
        assert_eq!(outline, expected);
        assert_eq!(article.byline.get().map(String::as_str), Some("Ann Lee"));
    }

    #[test]
    fn documents_keep_their_styles() {
        let expected = [
            "headline: Minister quits",
            "paragraph: He said “no” & left at once, on Monday, in a hurry.",
            "list item: One thing",
        ];
        check(
            "a.docx",
            &[
                (
                    "word/document.xml",
                    "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Minister quits</w:t></w:r></w:p>\
                     <w:p><w:r><w:t xml:space=\"preserve\">He said “no” &amp; </w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>\
                     <w:r><w:t>left at once, on Monday, in a hurry.</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One thing</w:t></w:r></w:p></w:body></w:document>",
                ),
                (
                    "docProps/core.xml",
                    "<cp:coreProperties><dc:creator>Ann Lee</dc:creator></cp:coreProperties>",
                ),
            ],
            &expected,
        );
        check(
            "a.odt",
            &[
                ("meta.xml", "<meta><dc:creator>Ann Lee</dc:creator></meta>"),
                (
                    "content.xml",
                    "<office:text><text:p text:style-name=\"Title\">Minister quits</text:p><text:p>He said <text:span>“no”</text:span> &amp;<text:s/>left at once, on Monday, in a hurry.</text:p>\
                     <text:list><text:list-item><text:p>One thing</text:p></text:list-item></text:list></office:text>",
                ),
            ],
            &expected,
        );
    }
}
