//! An article as the analyses read it: sentences and tokens over its blocks.

use std::ops::Range;

use super::{Span, Token, split_sentences, tokenize};
use crate::corpus::{Block, BlockKind};

/// Sentences and tokens of one article. Recomputed whenever the text or the kinds of its blocks change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// All sentences of all blocks in order of the text; also of captions and boilerplate, which carry no statements.
    pub sentences: Vec<Sentence>,
    /// All tokens in order of the text.
    pub tokens: Vec<Token>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is.
    pub span: Span,
    /// Index of its block in the article.
    pub block: usize,
    /// What kind its block is.
    pub kind: BlockKind,
    /// Its tokens, as a range of indexes into [`Reading::tokens`].
    pub tokens: Range<usize>,
}

impl Reading {
    /// Reads `text` block by block.
    pub fn new(text: &str, blocks: &[Block]) -> Self {
        let mut reading = Self::default();
        for (index, block) in blocks.iter().enumerate() {
            for span in split_sentences(text, block.span) {
                let first = reading.tokens.len();
                let shift = span.start;
                reading
                    .tokens
                    .extend(tokenize(span.of(text)).into_iter().map(|token| Token {
                        span: Span {
                            start: token.span.start + shift,
                            end: token.span.end + shift,
                        },
                        kind: token.kind,
                    }));
                reading.sentences.push(Sentence {
                    span,
                    block: index,
                    kind: block.kind,
                    tokens: first..reading.tokens.len(),
                });
            }
        }
        reading
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The sentence that holds the byte at `offset`, if any.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index]
            .span
            .contains_offset(offset)
            .then_some(index)
    }

    /// Number of words outside captions and boilerplate: the base of "per 1,000 words".
    pub fn words(&self) -> usize {
        self.sentences
            .iter()
            .filter(|sentence| sentence.kind.is_counted())
            .map(|sentence| {
                self.tokens_of(sentence)
                    .iter()
                    .filter(|token| token.is_word())
                    .count()
            })
            .sum()
    }
}
