//! Formats that are not read: named as what they are, with what to do, instead of being taken for text full of markup.

use super::plain::has_extension;
use super::{Confidence, Format, ImportError, Input, Parsed};
use crate::analysis::Ctx;

/// A file of a kind that is known and not read.
pub(super) struct Unread;

/// File endings with what they are called.
const KINDS: &[(&str, &[&str])] = &[
    ("a spreadsheet", &["xls", "ods"]),
    ("a presentation", &["pptx", "ppt", "odp"]),
    ("an old Word file", &["doc"]),
    ("an Outlook message", &["msg"]),
    ("an XML file", &["xml"]),
];

/// Beginnings that tell without a name.
const BEGINNINGS: &[(&str, &[u8])] = &[("an old Word file", b"\xd0\xcf\x11\xe0")];

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
            "this is {kind}, which Hexapla does not read: save its articles as text, a web page, DOCX, ODT or PDF"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn kinds_are_told_by_name_or_beginning() {
        for (name, head, kind) in [
            ("slides.PPTX", &b"anything"[..], Some("a presentation")),
            ("old.doc", b"\xd0\xcf\x11\xe0", Some("an old Word file")),
            ("story.txt", b"PDF files are ...", None),
            ("story.html", b"<html>", None),
        ] {
            assert_eq!(kind_of(name, head), kind, "{name}");
        }
    }
}
