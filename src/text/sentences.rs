//! Sentence boundaries inside one block.
//!
//! A rule-based splitter: a stop ends a sentence unless the word before it or the words after it say otherwise. Every stop
//! looks at a bounded stretch on either side, so the cost is linear however long a sentence is. Wrong where an
//! abbreviation ends a sentence and a name follows ("He left the U.S. Obama stayed."), which no list can settle.
//!
//! ```text
//! Mr. Toner spoke.| “We are unclear,” he said.| It cost $1.5 million in the U.S.| The call lasted an hour.
//! ```

use super::Span;
use super::abbreviations::{Abbreviation, abbreviation, is_speech_verb, starts_sentence};

/// How far a stop looks back for the word it belongs to, in bytes.
const LOOK_BACK: usize = 40;

/// The sentences of `text[block]`, in order, trimmed; spans are into `text`. White space apart, they cover the block.
pub fn split_sentences(text: &str, block: Span) -> Vec<Span> {
    let words = block.of(text);
    let shift = block.start as usize;
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let span = Span::new(shift + from, shift + to).trimmed(text);
        if !span.is_empty() {
            found.push(span);
        }
    };
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let after = at + c.len_utf8();
        if c == '\n' && is_blank_line(&words[after..]) || c == '•' {
            push(start, at);
            start = at;
            at = after;
        } else if is_stop(c) {
            let stop = Stop::at(words, start, at);
            if stop.ends_sentence() {
                push(start, stop.end);
                start = stop.end;
            }
            at = stop.end;
        } else {
            at = after;
        }
    }
    push(start, words.len());
    found
}

fn is_blank_line(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_script_stop(c)
}

/// Full stops of scripts that do not use the Latin one; a space after them is not needed.
fn is_script_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）' | '】' | '″'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '('
            | '['
            | '「'
            | '『'
            | '（'
            | '–'
            | '—'
            | '-'
            | '¿'
            | '¡'
    )
}

/// A run of stops with the closing marks behind it.
struct Stop<'a> {
    /// The block.
    words: &'a str,
    /// Where the sentence began.
    sentence: usize,
    /// First stop.
    start: usize,
    /// Number of stop characters.
    n_stops: usize,
    /// Whether all of them are full stops or ellipses.
    is_plain: bool,
    /// Whether one of them needs no space behind it.
    is_script: bool,
    /// Whether a quotation mark closes behind the stop.
    closes_quotation: bool,
    /// Behind the closing marks.
    end: usize,
}

impl<'a> Stop<'a> {
    fn at(words: &'a str, sentence: usize, start: usize) -> Self {
        let mut stop = Self {
            words,
            sentence,
            start,
            n_stops: 0,
            is_plain: true,
            is_script: false,
            closes_quotation: false,
            end: start,
        };
        for c in words[start..].chars() {
            if !stop.closes_quotation && is_stop(c) {
                stop.n_stops += if c == '…' { 3 } else { 1 };
                stop.is_plain &= matches!(c, '.' | '…');
                stop.is_script |= is_script_stop(c);
            } else if is_closer(c) && !stop.opens_next(c) {
                stop.closes_quotation |= !matches!(c, ')' | ']' | '）' | '】');
            } else {
                break;
            }
            stop.end += c.len_utf8();
        }
        stop
    }

    /// Whether the straight mark at the end opens the next sentence ("happened.“We" written without a space).
    fn opens_next(&self, c: char) -> bool {
        let behind = self.words[self.end + c.len_utf8()..].chars().next();
        matches!(c, '"' | '\'') && self.closes_quotation && behind.is_some_and(char::is_alphabetic)
    }

    fn ends_sentence(&self) -> bool {
        let rest = &self.words[self.end..];
        let Some(next) = rest.chars().next() else {
            return true;
        };
        if self.is_script {
            return true;
        }
        if !next.is_whitespace() {
            return self.lacks_space(rest);
        }
        let rest = rest.trim_start();
        let next = rest.trim_start_matches(is_opener).trim_start();
        let Some(first) = next.chars().next() else {
            return true;
        };
        if first.is_lowercase() || matches!(first, '.' | ',' | ';' | ':' | '…') {
            return false;
        }
        if !self.is_plain {
            let opens_quotation = rest.starts_with(['“', '"', '„', '«']);
            let goes_on = if self.closes_quotation {
                !opens_quotation && speaker_follows(rest)
            } else {
                is_company_ending(first_word(next))
            };
            return !goes_on;
        }
        if self.n_stops > 1 {
            return first.is_uppercase() && !is_word_i(next) || self.closes_quotation;
        }
        self.full_stop_ends(rest, next)
    }

    /// A single full stop with white space and no lowercase letter behind it.
    fn full_stop_ends(&self, rest: &str, next: &str) -> bool {
        let word = self.word_before();
        let next_word = first_word(next);
        let opens_quotation = rest.starts_with(['“', '"', '„', '«']) && !self.closes_quotation;
        if word.is_empty() {
            return true;
        }
        if self.is_list_number(word) {
            return false;
        }
        match abbreviation(word) {
            Abbreviation::No => true,
            Abbreviation::Title => false,
            Abbreviation::BeforeNumber => !next.starts_with(|c: char| c.is_numeric()),
            Abbreviation::May => opens_quotation || starts_sentence(next_word),
        }
    }

    /// The space after the stop was lost: "reconstruction.Russia and US".
    fn lacks_space(&self, rest: &str) -> bool {
        let word = self.word_before();
        let mut next = rest.trim_start_matches(['“', '‘']).chars();
        let capital = next.next().is_some_and(char::is_uppercase)
            && next.next().is_none_or(|c| c.is_lowercase() || c == ' ');
        let plain = word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
        capital && (plain || self.closes_quotation) && self.n_stops == 1
    }

    /// The word the stop closes, without it and without opening marks.
    fn word_before(&self) -> &'a str {
        let mut from = self.start.saturating_sub(LOOK_BACK).max(self.sentence);
        while !self.words.is_char_boundary(from) {
            from += 1;
        }
        let before = &self.words[from..self.start];
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '/' | '-'))
            .next()
            .unwrap_or(before);
        word.trim_start_matches(is_opener)
    }

    /// "1." or "b)" at the start of a list item.
    fn is_list_number(&self, word: &str) -> bool {
        let at_start = self.words[self.sentence..self.start].trim().len() == word.len();
        at_start && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit())
    }
}

/// `“Why now?” Mr. Lavrov asked.`: the reporting clause belongs to the question.
fn speaker_follows(rest: &str) -> bool {
    for word in rest.split_whitespace().take(5) {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        if is_speech_verb(bare) {
            return true;
        }
        let is_abbreviated = word.ends_with('.') && abbreviation(bare) == Abbreviation::Title;
        if bare.len() != word.len() && !is_abbreviated {
            return false;
        }
    }
    false
}

/// "Yahoo! Inc.": the mark is part of a name.
fn is_company_ending(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc" | "Corp" | "Co" | "Ltd" | "LLC" | "plc" | "PLC" | "Holdings"
    )
}

fn is_word_i(next: &str) -> bool {
    matches!(first_word(next), "I" | "I'm" | "I’m" | "I've" | "I’ve")
}

/// The first word, without closing marks.
fn first_word(rest: &str) -> &str {
    let end = rest
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.')))
        .map_or(rest.len(), |(i, _)| i);
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Span, split_sentences};

    /// `text` has a `|` at every boundary.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = split_sentences(&text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(&text))
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        check("Mr. Toner met Sen. J. William Fulbright of the U.S. Senate.| He left.");
        check("Rep. Anthony D. Weiner, D-N.Y., spoke in Wash. on Sept. 5.| She did not.");
        check(
            "It happened in the U.S.| The call came at 5 p.m. Monday.| It was 6 p.m.| He called.",
        );
        check("Robert S. Mueller III and Philip P. Crowley spoke.| They left.");
        check("Rep. Stephen Fincher (R-Tenn.) quit.| Gen. Dempsey vs. Gov. Christie Jr. in No. 5.");
        check(
            "The F.B.I. Director spoke.| Healthalicious Inc. paid.| Patton Boggs L.L.C. did too.",
        );
    }

    #[test]
    fn a_mark_inside_a_name_ends_no_sentence() {
        check("Shares of Yahoo! Inc. fell.| The S.&P. 500 rose.| Stop!| Nobody moved.");
    }

    #[test]
    fn quotations_end_after_the_stop() {
        check("\"We need it now!\" | \"I agree,\" said Rep. Al Green.");
        check("“It is over.”| He left. | \"We know.\" | (He did.) | Then more.");
        check(
            "\"Rise to it. | Act.\" added Lauten. | \"Why?\" he asked. | “Why now?” Mr. Lavrov asked.",
        );
        check("“Will he go?” | Nobody in the room had an answer.");
        check("He called it “absurd.” | “No,” said she.");
        check("pleaded.” | “When the dust settles, he will be vindicated. | Until then, no.”");
    }

    #[test]
    fn ellipses_decimals_and_lists() {
        check("But I also ... you know, Jon. | He waited ... | Then he left.");
        check("Rates rose 3.5 percent to $1,000.50. | Up 2. | 30 people came.");
        check("1. Wash the dishes. | Dry them.");
        check("“I … I do not know,” he said. | Wait… what? | Yes!");
        check("No stop here");
        check("Visit FoxNews.com or BigGovernment.com today. | OK.");
    }

    #[test]
    fn a_lost_space_is_seen() {
        check("political and legal issues and reconstruction.|Russia and US chiefs talk.");
        check("He said “never again.”|The next day he did.");
    }

    #[test]
    fn other_scripts() {
        check("他说了。|然后走了！|真的？");
        check("هل ذهب؟| نعم ذهب.");
        check("वह गया।| वह आया।");
        check("¿Quién es? |¡Nadie! |Él se fue.");
    }

    #[test]
    fn blank_lines_and_bullets_end_sentences() {
        check("one line\nstill the same. | Next|\n\nAnother paragraph|\n• an item|• another");
    }

    #[test]
    fn ten_thousand_sentences_and_none() {
        let long = "word ".repeat(100_000);
        assert_eq!(split_sentences(&long, Span::new(0, long.len())).len(), 1);
        let many = "It rained. ".repeat(10_000);
        assert_eq!(
            split_sentences(&many, Span::new(0, many.len())).len(),
            10_000
        );
        let dots = ".".repeat(100_000);
        assert_eq!(split_sentences(&dots, Span::new(0, dots.len())).len(), 1);
        assert!(split_sentences("", Span::new(0, 0)).is_empty());
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text_in_order(text in "[a-zA-Z0-9.!?…“”\"'’ \n•。()|é]{0,200}") {
            let spans = split_sentences(&text, Span::new(0, text.len()));
            let joined: String = spans.iter().map(|span| span.of(&text)).collect();
            let strip = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(strip(&joined), strip(&text));
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
