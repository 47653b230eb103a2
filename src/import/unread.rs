//! Formats that are not read: named as what they are, with what to do, instead of being taken for text full of markup.

use super::plain::has_extension;
use super::{Confidence, Format, ImportError, Input, Parsed};
use crate::analysis::Ctx;

/// A file of a kind that is known and not read.
pub(super) struct Unread;

/// File endings with what they are called.
const KINDS: &[(&str, &[&str])] = &[
    ("a PDF file", &["pdf"]),
    ("a rich text (RTF) file", &["rtf"]),
    ("an EPUB book", &["epub"]),
    ("a spreadsheet", &["xlsx", "xls", "ods", "csv", "tsv"]),
    ("a presentation", &["pptx", "ppt", "odp"]),
    ("an old Word file", &["doc"]),
    ("a mail or mailbox", &["eml", "mbox", "msg"]),
    ("a web archive", &["mht", "mhtml", "warc", "wacz"]),
    ("a data file", &["json", "jsonl", "ndjson"]),
    ("a feed or XML file", &["xml", "rss", "atom"]),
];

/// Beginnings that tell without a name.
const BEGINNINGS: &[(&str, &[u8])] = &[
    ("a PDF file", b"%PDF-"),
    ("a rich text (RTF) file", b"{\\rtf"),
    ("a web archive", b"WARC/"),
];

fn kind_of(name: &str, head: &[u8]) -> Option<&'static str> {
    let by_beginning = BEGINNINGS
        .iter()
        .find(|(_, beginning)| head.starts_with(beginning));
    let by_name = || {
        KINDS
            .iter()
            .find(|(_, endings)| has_extension(name, endings))
            .map(|(kind, _)| *kind)
    };
    by_beginning.map(|(kind, _)| *kind).or_else(by_name)
}

impl Format for Unread {
    fn name(&self) -> &'static str {
        "not read"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if kind_of(name, head).is_some() {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let kind = kind_of(input.name, input.bytes).ok_or(ImportError::NotMine)?;
        Err(ImportError::broken(format!(
            "this is {kind}, which Hexapla does not read: save its articles as text, Markdown, a web page, DOCX or ODT"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn kinds_are_told_by_name_or_beginning() {
        for (name, head, kind) in [
            ("paper.PDF", &b"anything"[..], Some("a PDF file")),
            ("noname", b"%PDF-1.7", Some("a PDF file")),
            ("book.epub", b"PK\x03\x04", Some("an EPUB book")),
            ("story.txt", b"PDF files are ...", None),
            ("story.html", b"<html>", None),
        ] {
            assert_eq!(kind_of(name, head), kind, "{name}");
        }
    }
}
