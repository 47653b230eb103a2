//! Sentence boundaries inside one block.

use super::Span;

/// The sentences of `text[block]`, in order, trimmed; spans are into `text`.
pub fn split_sentences(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = block.start as usize;
    let words = block.of(text);
    let mut chars = words.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let closes = matches!(c, '.' | '!' | '?')
            && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if closes {
            let end = block.start as usize + i + c.len_utf8();
            found.push(Span::new(start, end).trimmed(text));
            start = end;
        }
    }
    found.push(Span::new(start, block.end as usize).trimmed(text));
    found.retain(|span| !span.is_empty());
    found
}
