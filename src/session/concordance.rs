//! The concordance of an entity as the window shows it: every mention in its line of text, in one of eight orders.

use super::EntityRows;
use crate::analysis::concordance::{KwicLine, SortKey, concordance, sort_lines};
use crate::corpus::ArticleId;
use crate::text::Span;

/// The order of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineSort {
    /// By article, then by place.
    Position,
    /// By outlet, then by the first word after the name.
    #[default]
    Outlet,
    /// By the n-th word before the name (1 to 3), then by those nearer to the name.
    Left(u8),
    /// By the n-th word after the name (1 to 3), then by those nearer to the name.
    Right(u8),
}

impl LineSort {
    /// All orders with their short names, as concordancers name them.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Position, "Place"),
        (Self::Outlet, "Outlet"),
        (Self::Left(3), "3L"),
        (Self::Left(2), "2L"),
        (Self::Left(1), "1L"),
        (Self::Right(1), "1R"),
        (Self::Right(2), "2R"),
        (Self::Right(3), "3R"),
    ];

    /// In words.
    pub fn label(self) -> String {
        match self {
            Self::Position => "sorted by article and place".to_owned(),
            Self::Outlet => "sorted by outlet, then the next word".to_owned(),
            Self::Left(1) => "sorted by the word before".to_owned(),
            Self::Right(1) => "sorted by the word after".to_owned(),
            Self::Left(n) => format!("sorted by the {} word before", ordinal(n)),
            Self::Right(n) => format!("sorted by the {} word after", ordinal(n)),
        }
    }

    fn keys(self) -> Vec<SortKey> {
        match self {
            Self::Position => vec![SortKey::Position],
            Self::Outlet => vec![SortKey::Outlet, SortKey::Right(1)],
            Self::Left(n) => std::iter::once(n).chain(1..n).map(SortKey::Left).collect(),
            Self::Right(n) => std::iter::once(n).chain(1..n).map(SortKey::Right).collect(),
        }
    }
}

fn ordinal(n: u8) -> &'static str {
    if n == 2 { "second" } else { "third" }
}

/// Bytes of context looked up on either side.
const CONTEXT: usize = 200;

/// A mention with the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConcordanceLine {
    /// Index in [`EntityRows::articles`].
    pub article: usize,
    /// The name.
    pub span: Span,
    left: Span,
    right: Span,
}

impl From<KwicLine> for ConcordanceLine {
    fn from(line: KwicLine) -> Self {
        Self {
            article: line.article,
            span: line.span,
            left: line.left,
            right: line.right,
        }
    }
}

/// The words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineText<'a> {
    /// Before the name, white space evened out.
    pub left: String,
    /// The name.
    pub name: &'a str,
    /// After the name.
    pub right: String,
}

impl EntityRows {
    /// Every mention of a row's entity, or of one of its written forms, from top to bottom.
    pub fn concordance(
        &self,
        row: usize,
        form: Option<&str>,
        sort: LineSort,
    ) -> Vec<ConcordanceLine> {
        let mut lines = concordance(&self.mentions(row), form, &self.articles, CONTEXT);
        sort_lines(&mut lines, &sort.keys(), &|article| {
            self.outlet_column(article)
        });
        lines.into_iter().map(ConcordanceLine::from).collect()
    }

    /// The words of a line, out of the paragraph the name stands in.
    pub fn line_text(&self, line: ConcordanceLine) -> LineText<'_> {
        let text = self.articles[line.article].text();
        LineText {
            left: evened(line.left.of(text)),
            name: line.span.of(text),
            right: evened(line.right.of(text)),
        }
    }

    /// Identity of a line's article.
    pub fn article_id(&self, line: ConcordanceLine) -> ArticleId {
        self.articles[line.article].id()
    }
}

/// Every run of white space as one space.
fn evened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() && !c.is_control() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
