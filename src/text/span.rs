//! A place in a text: half-open UTF-8 byte range. Every mark on the screen and every quotation in a report is one.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Half-open range of UTF-8 byte offsets into one article's text. Texts are at most 4 GiB (import refuses larger ones).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte offsets; `start <= end` is the caller's promise.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it stands for. Panics when the span is not one of this text's (a programming error).
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The words it stands for, or `None` when the offsets do not lie on characters of this text.
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub fn intersects(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Without white space at either end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn trimming_keeps_to_the_words() {
        let text = "  ab c \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "ab c");
        assert!(Span::new(1, 2).trimmed(text).is_empty());
    }

    #[test]
    fn touching_spans_do_not_intersect() {
        assert!(!Span::new(0, 3).intersects(Span::new(3, 5)));
        assert!(Span::new(0, 4).intersects(Span::new(3, 5)));
        assert_eq!(Span::new(0, 1).hull(Span::new(4, 5)), Span::new(0, 5));
    }
}
