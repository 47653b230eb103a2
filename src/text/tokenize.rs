//! Tokens: words, numbers and single marks, as spans.
//!
//! A word is a run of letters and digits in which apostrophes, periods and commas may stand between letters or digits
//! ("Moscow's", "3.5", "1,000", "U.S."). Hyphens part words ("build-up" is three tokens), so that "anti-ISIS" holds the word
//! "ISIS". A possessive ending is a token of its own ("Moscow" + "'s"). Cost: linear.

use super::Span;

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Has a letter.
    Word,
    /// Digits, perhaps with signs between them.
    Number,
    /// A possessive ending or clitic ("'s", "’ve").
    Clitic,
    /// One mark.
    Mark,
}

impl Token {
    /// Whether it counts as a word.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// Number of words (words and numbers; a hyphenated compound counts its parts).
pub fn count_words(text: &str) -> usize {
    tokenize(text)
        .iter()
        .filter(|token| token.is_word())
        .count()
}

/// All tokens of `text`, in order; white space belongs to none.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || first.is_control() {
            at += first.len_utf8();
        } else if is_inner(first) {
            let end = at + word_len(&text[at..]);
            push_word(text, at, end, &mut tokens);
            at = end;
        } else {
            let end = at + first.len_utf8();
            tokens.push(Token {
                span: Span::new(at, end),
                kind: TokenKind::Mark,
            });
            at = end;
        }
    }
    tokens
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Length in bytes of the word that `rest` starts with.
fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joined = match c {
            _ if is_inner(c) => true,
            '.' => {
                let single_letters = is_initial_before(rest, i);
                match next {
                    // "3.5", "U.S", "p.m"
                    Some(next) if next.is_alphanumeric() => {
                        (before.is_ascii_digit() && next.is_ascii_digit()) || single_letters
                    }
                    // the closing stop of "U.S." belongs to it when an inner stop came before
                    _ => single_letters && rest[..i].contains('.'),
                }
            }
            ',' => {
                before.is_ascii_digit()
                    && next.is_some_and(|n| n.is_ascii_digit())
                    && thousands(&rest[i + 1..])
            }
            ':' => before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
            _ if is_apostrophe(c) => {
                before.is_alphabetic() && next.is_some_and(char::is_alphabetic)
            }
            _ => false,
        };
        if !joined {
            break;
        }
        end = i + c.len_utf8();
        before = c;
    }
    end
}

/// Whether the character before byte `at` is a single letter (start of word or after a stop).
fn is_initial_before(word: &str, at: usize) -> bool {
    let mut back = word[..at].chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

/// Whether exactly three digits follow: "1,000" is one number, "2014,2015" two.
fn thousands(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

fn push_word(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let word = &text[start..end];
    let split = clitic_start(word).map_or(end, |at| start + at);
    let kind = if word.chars().any(char::is_alphabetic) {
        TokenKind::Word
    } else {
        TokenKind::Number
    };
    tokens.push(Token {
        span: Span::new(start, split),
        kind,
    });
    if split < end {
        tokens.push(Token {
            span: Span::new(split, end),
            kind: TokenKind::Clitic,
        });
    }
}

/// Where the ending after an apostrophe starts, if it is one of English's.
fn clitic_start(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let ending = &word[at + mark.len_utf8()..];
    if ending.eq_ignore_ascii_case("t") {
        // "don't" stays one word
        return None;
    }
    let known = ["s", "re", "ve", "ll", "d", "m"]
        .iter()
        .any(|clitic| ending.eq_ignore_ascii_case(clitic));
    (known && at > 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{count_words, tokenize};

    fn check(text: &str, expected: &str) {
        let tokens: Vec<&str> = tokenize(text)
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(tokens.join("|"), expected, "{text}");
    }

    #[test]
    fn words_numbers_and_marks() {
        check("Moscow's build-up.", "Moscow|'s|build|-|up|.");
        check("the U.S. isn’t happy", "the|U.S.|isn’t|happy");
        check("about $1,500.50 at 14:30", "about|$|1,500.50|at|14:30");
        check("in 2014,2015 and 3.5%", "in|2014|,|2015|and|3.5|%");
        check("[anti-ISIS] Coalition", "[|anti|-|ISIS|]|Coalition");
        check("We’ve said “no.”", "We|’ve|said|“|no|.|”");
        check("States’ concern", "States|’|concern");
        check("", "");
    }

    #[test]
    fn words_are_counted_without_marks() {
        assert_eq!(count_words("Moscow's 18-month freeze, he said."), 6);
    }
}
