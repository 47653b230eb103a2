//! Blocks: which words of an article are its headline, standfirst, byline, captions, body, and which are not its own.
//!
//! Two steps. [`split`] finds the paragraphs of plain text. [`recognise`] gives each its kind from what it says, how long it is
//! and where it stands; formats that know kinds (a page's `<figcaption>`) keep theirs, only "paragraph" is looked at again.
//! The text is never changed. It is wrong where a text breaks the habits of news copy: a lead of one short sentence may be
//! taken for a standfirst, which is compared and counted all the same.

mod kinds;
mod phrases;
mod prefixes;
mod split;

pub use kinds::recognise;
pub use split::split;

use crate::corpus::{Block, BlockKind};

/// The blocks of a plain text.
pub fn of_plain_text(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = split(text)
        .into_iter()
        .map(|span| Block {
            kind: BlockKind::Paragraph,
            span,
        })
        .collect();
    recognise(text, &mut blocks);
    blocks
}

/// "2 captions, 1 boilerplate block", empty when nothing is set aside.
pub fn stripped_in_words(blocks: &[Block]) -> String {
    let mut parts = Vec::new();
    for (kind, singular, plural) in [
        (BlockKind::Caption, "caption", "captions"),
        (
            BlockKind::Boilerplate,
            "boilerplate block",
            "boilerplate blocks",
        ),
    ] {
        let count = blocks.iter().filter(|block| block.kind == kind).count();
        match count {
            0 => {}
            1 => parts.push(format!("1 {singular}")),
            _ => parts.push(format!("{count} {plural}")),
        }
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests;
