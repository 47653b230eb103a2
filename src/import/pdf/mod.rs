//! PDF with a text layer: letters with their places ([`content`], [`fonts`]), put into reading order column by column ([`layout`]),
//! then into paragraphs without running heads and with words joined that were broken at line ends ([`paragraphs`]).
//!
//! A PDF holds shapes on pages and no order of reading: what comes out is a reconstruction, and the ledger says so. A scan holds
//! no letters at all and is named as such. References that go in circles are followed to a fixed depth; pages, letters and
//! unpacked bytes are counted against limits.

mod cmap;
mod content;
mod fonts;
mod glyph_names;
mod layout;
mod paragraphs;

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::{LoadPdfError, Pdf as File};

use super::draft::{add_text, squeeze};
use super::plain::has_extension;
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, blocks, exports};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Origin};

/// Most pages read.
const MAX_PAGES: usize = 5_000;
/// Most bytes all streams together may unpack to.
const MAX_UNPACKED: u64 = 1 << 30;
/// Most bytes one stream of text instructions may unpack to.
const MAX_STREAM: u64 = 64 << 20;

/// PDF documents.
pub(super) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let mark = b"%PDF-";
        if head[..head.len().min(1024)]
            .windows(mark.len())
            .any(|bytes| bytes == mark)
        {
            Confidence::Certain
        } else if has_extension(name, &["pdf"]) {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        if !unpacks_within(input.bytes, MAX_UNPACKED) {
            return Err(ImportError::broken(format!(
                "it unpacks to more than {} MB: it is damaged or made to do harm",
                MAX_UNPACKED >> 20
            )));
        }
        let file = File::new(input.bytes.to_vec()).map_err(|error| {
            ImportError::broken(match error {
                LoadPdfError::Decryption(_) => {
                    "the PDF is locked with a password: save a copy without one"
                }
                LoadPdfError::Invalid => "the PDF is damaged: it cannot be opened",
            })
        })?;
        let pages = file.pages();
        let mut reader = content::Reader::default();
        let mut read = Vec::new();
        let total = pages.len().min(MAX_PAGES);
        for (at, page) in pages.iter().take(MAX_PAGES).enumerate() {
            ctx.step(at, total)?;
            read.push(reader.page(page));
        }
        let n_letters: usize = read.iter().map(|page| page.letters.len()).sum();
        if n_letters == 0 {
            return Err(no_text(&read));
        }
        let mut draft = Draft::default();
        if pages.len() > MAX_PAGES {
            draft.warnings.push(format!(
                "only the first {MAX_PAGES} of {} pages were read",
                pages.len()
            ));
        }
        doubt(&reader, &read, n_letters, &mut draft);
        let found = paragraphs::of_pages(read.into_iter().map(layout::lines).collect());
        if found.n_running > 0 {
            draft.left_out.push(format!(
                "{} running heads and page numbers",
                found.n_running
            ));
        }
        let whole: Vec<&str> = found
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.words.as_str())
            .collect();
        if let Some(parsed) = exports::split(&whole.join("\n\n"), &draft) {
            return Ok(parsed);
        }
        for paragraph in &found.paragraphs {
            draft.push(paragraph.kind, &paragraph.words);
        }
        read_properties(&file, &mut draft);
        let Draft { text, blocks, .. } = &mut draft;
        blocks::recognise(text, blocks);
        Ok(Parsed::one(draft))
    }
}

fn no_text(pages: &[content::PageText]) -> ImportError {
    if pages.is_empty() {
        ImportError::broken("the PDF has no pages: it is damaged")
    } else if pages.iter().any(|page| page.n_pictures > 0) {
        ImportError::broken(
            "the PDF is a scan: it holds pictures of pages and no letters. Recognise its text (OCR) first, then open it again",
        )
    } else {
        ImportError::Nothing("there are no words on the pages of the PDF".to_owned())
    }
}

/// Says what could not be read.
fn doubt(
    reader: &content::Reader,
    pages: &[content::PageText],
    n_letters: usize,
    draft: &mut Draft,
) {
    let scanned = pages
        .iter()
        .filter(|page| page.letters.is_empty() && page.n_pictures > 0)
        .count();
    if scanned > 0 {
        draft.warnings.push(format!(
            "{scanned} of {} pages are scans without letters: their text is missing",
            pages.len()
        ));
    }
    if reader.n_unknown * 20 > n_letters {
        draft.warnings.push(format!(
            "{} of {n_letters} letters could not be read: the PDF does not say which letters its shapes are",
            reader.n_unknown
        ));
    }
    if reader.is_cut {
        draft
            .warnings
            .push("a page holds more than can be read: part of it was left out".to_owned());
    }
    let turned: usize = pages.iter().map(|page| page.n_turned).sum();
    if turned > 0 {
        draft
            .left_out
            .push(format!("{turned} letters set at an angle"));
    }
}

fn read_properties(file: &File, draft: &mut Draft) {
    let properties = file.metadata();
    let words = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string).unwrap_or_default();
    let title = words(&properties.title);
    let lower = title.to_lowercase();
    // what programs put there by themselves
    let is_title = ![
        "untitled",
        "microsoft word",
        "microsoft powerpoint",
        "document1",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
        && !lower.contains(".doc")
        && !lower.contains(".indd")
        && title.contains(' ');
    if is_title {
        add_text(&mut draft.metadata.headline, &title, Origin::MetaTag);
    }
    let author = words(&properties.author);
    if author.contains(' ') {
        add_text(&mut draft.metadata.byline, &author, Origin::MetaTag);
    }
    let first = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline);
    if let Some(headline) = first.map(|block| block.span.of(&draft.text).to_owned()) {
        add_text(&mut draft.metadata.headline, &headline, Origin::Text);
    }
}

/// A text string of the document's properties: UTF-16 or UTF-8 with a mark, else close to Latin-1.
fn text_string(bytes: &[u8]) -> String {
    let words = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        bytes => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    };
    squeeze(&words.replace('\0', ""))
}

/// Whether all deflated streams of the file together stay below the limit: counted before anything is opened.
fn unpacks_within(bytes: &[u8], limit: u64) -> bool {
    let mut left = limit;
    let mut rest = bytes;
    let mark = b"stream";
    while let Some(at) = find(rest, mark) {
        rest = &rest[at + mark.len()..];
        let data = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"));
        let Some(data) = data.filter(|data| data.first().is_some_and(|first| first & 0x0f == 8))
        else {
            continue;
        };
        let mut limited = ZlibDecoder::new(data).take(left);
        let unpacked = std::io::copy(&mut limited, &mut std::io::sink()).unwrap_or(0);
        left = left.saturating_sub(unpacked);
        if left == 0 {
            return false;
        }
    }
    true
}

/// Where `needle` first stands.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = needle[0];
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|byte| *byte == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests;
