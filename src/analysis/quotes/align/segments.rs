//! Quoted words cut into sentences, and the alignment of two such stretches word by word.

use std::ops::Range;

use super::forms;
use crate::text::{Span, TokenKind, fold, tokenize};

/// A folded word of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedWord {
    /// The form under which it is compared.
    pub form: String,
    /// Where it stands in the article.
    pub span: Span,
    /// Whether it stands in brackets: an editor's word.
    pub bracketed: bool,
    /// Whether it is written short: the "'s" of "it's".
    pub contracted: bool,
}

/// A sentence of quoted words, or less where less is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Index of the article.
    pub article: usize,
    /// Index of the quotation in the article.
    pub quotation: usize,
    /// Index of the stretch between marks within the quotation.
    pub part: usize,
    /// Where.
    pub span: Span,
    /// Its words.
    pub words: Vec<QuotedWord>,
    /// Whether dots at its start say that words were left out.
    pub dots_before: bool,
    /// Whether dots at its end do.
    pub dots_after: bool,
}

/// Longest stretch that is aligned in one piece, in words: bounds the cost for texts without full stops.
const MAX_WORDS: usize = 300;

/// Cuts `text[span]` into sentences and reads their words.
pub fn cut(text: &str, span: Span) -> Vec<(Span, Vec<QuotedWord>)> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut n_words = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        n_words += usize::from(c == ' ');
        let stop = matches!(c, '.' | '!' | '?' | '…') && next.is_whitespace();
        if (stop
            && opens_sentence(words, at + c.len_utf8())
            && !short_word_before(&words[start..at]))
            || (n_words >= MAX_WORDS && c == ' ')
        {
            let end = at + c.len_utf8();
            push(text, span.start as usize, start..end, &mut found);
            start = end;
            n_words = 0;
        }
    }
    push(text, span.start as usize, start..words.len(), &mut found);
    found
}

fn opens_sentence(words: &str, from: usize) -> bool {
    words[from..]
        .trim_start()
        .trim_start_matches(['"', '“', '‘', '\'', '(', '[', '…', '.', ' '])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// "Mr", "U.S", "J": the stop after them ends no sentence.
fn short_word_before(words: &str) -> bool {
    let last = words
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or("");
    let letters = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    matches!(
        letters,
        "Mr" | "Mrs" | "Ms" | "Dr" | "Sen" | "Rep" | "Gov" | "Gen" | "St" | "Lt" | "Col"
    ) || letters.chars().count() == 1 && letters != "I" && letters.chars().all(char::is_uppercase)
}

fn push(text: &str, shift: usize, range: Range<usize>, found: &mut Vec<(Span, Vec<QuotedWord>)>) {
    let span = Span::new(shift + range.start, shift + range.end).trimmed(text);
    let words = words_of(text, span);
    if !words.is_empty() {
        found.push((span, words));
    }
}

/// The words of a stretch, folded; stops inside are dropped ("F.B.I." = "FBI"), short forms
/// written out ("it's" = "it is").
pub fn words_of(text: &str, span: Span) -> Vec<QuotedWord> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for token in tokenize(span.of(text)) {
        let place = Span::new(
            token.span.start as usize + span.start as usize,
            token.span.end as usize + span.start as usize,
        );
        match token.kind {
            TokenKind::Mark => match place.of(text) {
                "[" | "(" => depth += 1,
                "]" | ")" => depth = depth.saturating_sub(1),
                _ => {}
            },
            TokenKind::Word | TokenKind::Number | TokenKind::Clitic => {
                found.extend(forms::of_word(&fold(place.of(text)), place, depth > 0));
            }
        }
    }
    found.retain(|word| !word.form.is_empty());
    forms::open_s(&mut found);
    found
}

/// How two stretches run together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Pairs of equal words, ascending on both sides.
    pub pairs: Vec<(usize, usize)>,
    /// Longest run of pairs without a gap on either side.
    pub longest_run: usize,
}

const MATCH: i32 = 4;
const STEP: i32 = -2;
const OTHER: i32 = -3;

/// The best local alignment of equal words (Smith and Waterman 1981: equal +4, another word in its place -3, a word inserted or left out -2). Cost: the
/// product of the lengths, which are sentences.
pub fn align(lhs: &[QuotedWord], rhs: &[QuotedWord]) -> Alignment {
    let width = rhs.len() + 1;
    let mut score = vec![0_i32; (lhs.len() + 1) * width];
    let mut best = (0, 0, 0);
    for (i, left) in lhs.iter().enumerate() {
        for (j, right) in rhs.iter().enumerate() {
            let step = if left.form == right.form {
                MATCH
            } else {
                OTHER
            };
            let diagonal = score[i * width + j] + step;
            let up = score[i * width + j + 1] + STEP;
            let back = score[(i + 1) * width + j] + STEP;
            let value = diagonal.max(up).max(back).max(0);
            score[(i + 1) * width + j + 1] = value;
            // of two equally good ones that which reaches an end: it leaves less unexplained
            let whole = left.form == right.form && (i + 1 == lhs.len() || j + 1 == rhs.len());
            if value > best.0 || whole && value == best.0 && value > 0 {
                best = (value, i + 1, j + 1);
            }
        }
    }
    let (_, mut i, mut j) = best;
    let mut pairs = Vec::new();
    while i > 0 && j > 0 && score[i * width + j] > 0 {
        let here = score[i * width + j];
        let equal = lhs[i - 1].form == rhs[j - 1].form;
        let diagonal = score[(i - 1) * width + j - 1];
        if equal && here == diagonal + MATCH {
            pairs.push((i - 1, j - 1));
            i -= 1;
            j -= 1;
        } else if !equal && here == diagonal + OTHER {
            i -= 1;
            j -= 1;
        } else if here == score[(i - 1) * width + j] + STEP {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    let longest_run = longest_run(&pairs);
    Alignment { pairs, longest_run }
}

fn longest_run(pairs: &[(usize, usize)]) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for (index, pair) in pairs.iter().enumerate() {
        let joined =
            index > 0 && pairs[index - 1] == (pair.0.wrapping_sub(1), pair.1.wrapping_sub(1));
        run = if joined { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{align, cut, words_of};
    use crate::text::Span;

    #[test]
    fn quoted_words_are_cut_in_sentences() {
        let text =
            "I trust Mr. Kerry in the U.S. delegation. They won't be laughing! Not I. Then we go";
        let found: Vec<&str> = cut(text, Span::new(0, text.len()))
            .iter()
            .map(|(span, _)| span.of(text))
            .collect();
        assert_eq!(
            found,
            [
                "I trust Mr. Kerry in the U.S. delegation.",
                "They won't be laughing!",
                "Not I.",
                "Then we go"
            ]
        );
    }

    #[test]
    fn alignment_finds_the_common_words() {
        let words = |text: &str| words_of(text, Span::new(0, text.len()));
        let (lhs, rhs) = (
            words("Well, I quickly judged the ladies"),
            words("I reacted and quickly judged the F.B.I. ladies"),
        );
        let found = align(&lhs, &rhs);
        let forms: Vec<&str> = found
            .pairs
            .iter()
            .map(|(i, _)| lhs[*i].form.as_str())
            .collect();
        assert_eq!(forms, ["quickly", "judged", "the", "ladies"]);
        assert_eq!(found.longest_run, 3);
        assert_eq!(align(&rhs, &lhs).pairs.len(), 4);
    }
}
