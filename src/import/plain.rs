//! Plain text: whatever decodes to text and belongs to no other format.

use super::decode::looks_binary;
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, blocks, decode, exports};
use crate::analysis::Ctx;

/// Plain text.
pub(super) struct PlainText;

impl Format for PlainText {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if looks_binary(head) {
            Confidence::No
        } else if has_extension(name, &["txt", "text", "log", "asc"]) {
            Confidence::Likely
        } else {
            Confidence::Possible
        }
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        if looks_binary(input.bytes) {
            return Err(ImportError::NotMine);
        }
        let (text, draft) = decoded_draft(input, input.declared_encoding);
        if exports::may_be(&text)
            && let Some(parsed) = exports::split(&text, &draft)
        {
            return Ok(parsed);
        }
        Ok(Parsed::one(Draft {
            blocks: blocks::of_plain_text(&text),
            text,
            ..draft
        }))
    }
}

/// The decoded text of a file, and a draft without text that holds the encoding and its warnings.
pub(super) fn decoded_draft(input: &Input<'_>, declared: Option<&str>) -> (String, Draft) {
    let decoded = decode(input.bytes, input.encoding, declared);
    let mut draft = Draft {
        encoding: decoded.encoding.name().to_owned(),
        ..Draft::default()
    };
    if decoded.had_errors {
        draft.warnings.push(format!(
            "some bytes do not fit the encoding {} and are shown as “\u{fffd}”",
            decoded.encoding.name()
        ));
    }
    (decoded.text, draft)
}

/// Whether a file's name ends in one of these, letter case aside.
pub(super) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| {
        extensions
            .iter()
            .any(|extension| end.eq_ignore_ascii_case(extension))
    })
}
