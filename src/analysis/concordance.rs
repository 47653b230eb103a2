//! The concordance (KWIC): every place where an entity, or one of its aliases, is named, with the words around it, sortable by outlet,
//! position, and the words to the left and right.

use std::borrow::Borrow;

use crate::text::{Span, TokenKind, fold};

use super::Analysed;
use super::entities::MentionPlace;

/// How many words to either side are kept for sorting.
pub const N_SORT_WORDS: usize = 3;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// Index of the article.
    pub article: usize,
    /// The name itself.
    pub span: Span,
    /// The text before it, within its block.
    pub left: Span,
    /// The text behind it, within its block.
    pub right: Span,
    /// The words before it, nearest first, folded: 1L, 2L, 3L; empty where the sentence begins.
    pub left_words: [String; N_SORT_WORDS],
    /// The words behind it, nearest first, folded: 1R, 2R, 3R.
    pub right_words: [String; N_SORT_WORDS],
}

/// What lines are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// By outlet, in the order the caller gives.
    Outlet,
    /// By article, then place.
    Position,
    /// By the n-th word to the left, 1 to 3.
    Left(u8),
    /// By the n-th word to the right, 1 to 3.
    Right(u8),
}

/// The lines of an entity's mentions; of one alias where `alias` says so (as written, white space aside). `width` is the number
/// of bytes of context at most, to either side. In the order of `places`. Cost: the mentions.
pub fn concordance<A: Borrow<Analysed>>(
    places: &[MentionPlace],
    alias: Option<&str>,
    articles: &[A],
    width: usize,
) -> Vec<KwicLine> {
    let is_meant = |place: &&MentionPlace| {
        let form = articles
            .get(place.article)
            .and_then(|article| place.span.get(article.borrow().text()));
        form.is_some_and(|form| {
            alias.is_none_or(|alias| form.split_whitespace().eq(alias.split_whitespace()))
        })
    };
    let places = places.iter().filter(is_meant);
    places
        .map(|place| line_of(*place, articles[place.article].borrow(), width))
        .collect()
}

fn line_of(place: MentionPlace, article: &Analysed, width: usize) -> KwicLine {
    let text = article.text();
    let blocks = &article.article.blocks;
    let after = blocks.partition_point(|block| block.span.start <= place.span.start);
    let block = after
        .checked_sub(1)
        .map(|at| blocks[at].span)
        .filter(|block| block.contains(place.span))
        .unwrap_or(place.span);
    let mut start = (block.start as usize).max((place.span.start as usize).saturating_sub(width));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (block.end as usize).min(place.span.end as usize + width);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = &article.reading.tokens;
    let first = tokens.partition_point(|token| token.span.end <= place.span.start);
    let last = tokens.partition_point(|token| token.span.start < place.span.end);
    let is_word = |kind: TokenKind| kind != TokenKind::Mark;
    let left = tokens[..first]
        .iter()
        .rev()
        .filter(|t| is_word(t.kind) && block.contains(t.span));
    let right = tokens[last..]
        .iter()
        .filter(|t| is_word(t.kind) && block.contains(t.span));
    KwicLine {
        article: place.article,
        span: place.span,
        left: Span::new(start, place.span.start as usize),
        right: Span::new(place.span.end as usize, end),
        left_words: three(left.map(|token| fold(token.span.of(text)))),
        right_words: three(right.map(|token| fold(token.span.of(text)))),
    }
}

fn three(mut words: impl Iterator<Item = String>) -> [String; N_SORT_WORDS] {
    std::array::from_fn(|_| words.next().unwrap_or_default())
}

/// Sorts by the keys, the first the strongest; equal lines stay in order of article and place. `outlet_of` ranks an article's
/// outlet.
pub fn sort_lines(lines: &mut [KwicLine], keys: &[SortKey], outlet_of: &dyn Fn(usize) -> usize) {
    let word =
        |words: &[String; N_SORT_WORDS], n: u8| words[usize::from(n.clamp(1, 3)) - 1].clone();
    let rank = |line: &KwicLine, key: &SortKey| match key {
        SortKey::Outlet => (outlet_of(line.article), 0, String::new()),
        SortKey::Position => (line.article, line.span.start, String::new()),
        SortKey::Left(n) => (0, 0, word(&line.left_words, *n)),
        SortKey::Right(n) => (0, 0, word(&line.right_words, *n)),
    };
    lines.sort_by_cached_key(|line| {
        let ranks: Vec<_> = keys.iter().map(|key| rank(line, key)).collect();
        (ranks, line.article, line.span)
    });
}

#[cfg(test)]
mod tests {
    use super::{SortKey, concordance, sort_lines};
    use crate::analysis::Analysed;
    use crate::analysis::entities::{index_entities, tests::analysed};

    #[test]
    fn lines_carry_their_neighbours_and_sort_by_them() {
        let articles = [
            analysed(
                0,
                "Officials said Vladimir Putin arrived in Moscow.\nLater Putin spoke.",
            ),
            analysed(1, "Before that Vladimir Putin called."),
        ];
        let all: Vec<&Analysed> = articles.iter().collect();
        let index = index_entities(&all, &[]);
        let putin = index
            .entities
            .iter()
            .find(|e| e.name == "Vladimir Putin")
            .unwrap();
        let mut lines = concordance(&putin.mentions, None, &all, 40);
        let shown = |lines: &[super::KwicLine]| -> Vec<String> {
            lines
                .iter()
                .map(|l| {
                    let text = all[l.article].text();
                    format!(
                        "{}|{}|{}",
                        l.left.of(text).trim(),
                        l.span.of(text),
                        l.right_words[0]
                    )
                })
                .collect()
        };
        assert_eq!(
            shown(&lines),
            [
                "Officials said|Vladimir Putin|arrived",
                "Later|Putin|spoke",
                "Before that|Vladimir Putin|called"
            ]
        );
        sort_lines(&mut lines, &[SortKey::Right(1)], &|article| article);
        assert_eq!(
            lines
                .iter()
                .map(|l| l.right_words[0].as_str())
                .collect::<Vec<_>>(),
            ["arrived", "called", "spoke"]
        );
        sort_lines(&mut lines, &[SortKey::Left(1)], &|article| article);
        assert_eq!(lines[0].left_words[0], "later");
        assert_eq!(
            concordance(&putin.mentions, Some("Putin"), &all, 5).len(),
            1
        );
    }
}
