//! Paragraphs of plain text: set apart by blank lines, by single line ends where lines are long, or hard-wrapped.
//!
//! A hard-wrapped text is one whose lines keep to a width and mostly end inside a sentence. In it, a line end belongs to the
//! wrapping when the next line's first word would not have fitted; the paragraph is then one block with line ends inside.
//! Cost: linear.

use crate::text::Span;

/// Lines longer than this are not wrapped by a program that wraps.
const WIDEST: usize = 120;
/// A shorter "width" is no width but a list of short lines.
const NARROWEST: usize = 40;

/// The paragraphs of `text`, trimmed, in order.
pub fn split(text: &str) -> Vec<Span> {
    let groups = line_groups(text);
    let width = wrap_width(text, &groups);
    let mut found = Vec::new();
    for group in &groups {
        match width {
            Some(width) => join_wrapped(text, group, width, &mut found),
            None => found.extend_from_slice(group),
        }
    }
    found
}

/// Lines without the blank ones, in groups between blank lines.
fn line_groups(text: &str) -> Vec<Vec<Span>> {
    let mut groups = vec![Vec::new()];
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len() + 1;
        let group = groups
            .last_mut()
            .expect("starts with one and never shrinks");
        if !span.is_empty() {
            group.push(span);
        } else if !group.is_empty() {
            groups.push(Vec::new());
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The width the text was wrapped to, if it was.
fn wrap_width(text: &str, groups: &[Vec<Span>]) -> Option<usize> {
    let mut widest = 0;
    let (mut ends, mut ends_in_sentence) = (0, 0);
    for group in groups {
        for (index, line) in group.iter().enumerate() {
            let words = line.of(text);
            widest = widest.max(words.chars().count());
            if widest > WIDEST {
                return None;
            }
            if index + 1 < group.len() {
                ends += 1;
                ends_in_sentence += usize::from(!ends_sentence(words));
            }
        }
    }
    (widest >= NARROWEST && ends >= 2 && ends_in_sentence * 2 > ends).then_some(widest)
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', '…'])
}

fn join_wrapped(text: &str, group: &[Span], width: usize, found: &mut Vec<Span>) {
    let mut paragraph = group[0];
    for pair in group.windows(2) {
        let (line, next) = (pair[0].of(text), pair[1].of(text));
        let first_word = next.split_whitespace().next().unwrap_or_default();
        let would_be = line.chars().count() + 1 + first_word.chars().count();
        // one in seven is the raggedness seen where a mail program wraps what was wrapped already
        let wrapped = would_be * 7 > width * 6 && !starts_item(next);
        if wrapped {
            paragraph = paragraph.hull(pair[1]);
        } else {
            found.push(paragraph);
            paragraph = pair[1];
        }
    }
    found.push(paragraph);
}

/// Whether a line starts an item of a list.
pub(super) fn starts_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['•', '▪', '●', '◦', '‣', '-', '*', '–', '·'])
    {
        return rest.starts_with([' ', '\t', '\u{a0}']);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}
