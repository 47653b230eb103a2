//! The concordance of an entity: every mention in its line of text, in one of four orders.

use super::EntityRows;
use crate::analysis::Analysed;
use crate::analysis::entities::MentionPlace;
use crate::corpus::ArticleId;
use crate::text::{Span, Token, fold};

/// The order of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineSort {
    /// By article, then by place.
    Position,
    /// By outlet, then by the first word after the name.
    #[default]
    Outlet,
    /// By the last word before the name.
    Left1,
    /// By the first word after the name.
    Right1,
}

impl LineSort {
    /// All orders with their short names.
    pub const ALL: [(Self, &str); 4] = [
        (Self::Position, "Position"),
        (Self::Outlet, "Outlet"),
        (Self::Left1, "Left 1"),
        (Self::Right1, "Right 1"),
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Position => "sorted by article and place",
            Self::Outlet => "sorted by outlet, then right 1",
            Self::Left1 => "sorted by left 1",
            Self::Right1 => "sorted by right 1",
        }
    }
}

/// Letters of context looked up on either side.
const CONTEXT: usize = 160;

/// A mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConcordanceLine {
    /// Index in [`EntityRows::articles`].
    pub article: usize,
    /// The name.
    pub span: Span,
}

/// All mentions of one entity, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityConcordance {
    /// The lines from top to bottom.
    pub lines: Vec<ConcordanceLine>,
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
    /// Every mention of a row's entity.
    pub fn concordance(&self, row: usize, sort: LineSort) -> EntityConcordance {
        let mentions = self.mentions(row);
        let mut keyed: Vec<(usize, String, MentionPlace)> = mentions
            .into_iter()
            .map(|mention| {
                let article = &self.articles[mention.article];
                let outlet = self.outlet_column(mention.article);
                match sort {
                    LineSort::Position => (0, String::new(), mention),
                    LineSort::Outlet => (outlet, word_after(article, mention.span), mention),
                    LineSort::Left1 => (0, word_before(article, mention.span), mention),
                    LineSort::Right1 => (0, word_after(article, mention.span), mention),
                }
            })
            .collect();
        keyed.sort();
        let lines = keyed.into_iter().map(|(_, _, mention)| ConcordanceLine {
            article: mention.article,
            span: mention.span,
        });
        EntityConcordance {
            lines: lines.collect(),
        }
    }

    /// The words of a line, out of the paragraph the name stands in.
    pub fn line_text(&self, line: ConcordanceLine) -> LineText<'_> {
        let article = &self.articles[line.article];
        let text = article.text();
        let block = block_of(article, line.span);
        let left = &text[block.start as usize..line.span.start as usize];
        let right = &text[line.span.end as usize..block.end as usize];
        let from = left
            .char_indices()
            .rev()
            .nth(CONTEXT)
            .map_or(0, |(at, _)| at);
        let to = right
            .char_indices()
            .nth(CONTEXT)
            .map_or(right.len(), |(at, _)| at);
        LineText {
            left: evened(&left[from..]),
            name: line.span.of(text),
            right: evened(&right[..to]),
        }
    }

    /// Identity of a line's article.
    pub fn article_id(&self, line: ConcordanceLine) -> ArticleId {
        self.articles[line.article].id()
    }
}

/// The block a name stands in; the name alone where none holds it.
fn block_of(article: &Analysed, name: Span) -> Span {
    let blocks = &article.article.blocks;
    let after = blocks.partition_point(|block| block.span.start <= name.start);
    after
        .checked_sub(1)
        .map(|at| blocks[at].span)
        .filter(|span| span.contains(name))
        .unwrap_or(name)
}

fn word_before(article: &Analysed, name: Span) -> String {
    let tokens = &article.reading.tokens;
    let end = tokens.partition_point(|token| token.span.end <= name.start);
    let inside = block_of(article, name);
    let near = tokens[..end].iter().rev();
    first_word(article, near, inside)
}

fn word_after(article: &Analysed, name: Span) -> String {
    let tokens = &article.reading.tokens;
    let start = tokens.partition_point(|token| token.span.start < name.end);
    let inside = block_of(article, name);
    first_word(article, tokens[start..].iter(), inside)
}

fn first_word<'a>(
    article: &Analysed,
    tokens: impl Iterator<Item = &'a Token>,
    inside: Span,
) -> String {
    tokens
        .take_while(|token| inside.contains(token.span))
        .find(|token| token.is_word())
        .map_or_else(String::new, |token| fold(token.span.of(article.text())))
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
