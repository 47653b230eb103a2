//! Quotation marks: which stretches of a text stand between them.
//!
//! Each mark is read as opening or closing by its shape and its neighbours; apostrophes are told apart from closing
//! single marks; a quotation that runs over paragraphs opens again with each. Marks that do not pair are repaired: a
//! missing closing mark ends the stretch with its paragraph (or its sentence, when another opening mark follows), a missing
//! opening mark starts it with its sentence. Cost: linear in the text.

use crate::text::Span;

/// A stretch between quotation marks that stands in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// With its marks.
    pub outer: Span,
    /// Without them, trimmed.
    pub inner: Span,
    /// Whether the marks are single ones.
    pub single: bool,
    /// Whether it has no closing mark and the next paragraph opens again: one quotation over several paragraphs.
    pub goes_on: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Turn {
    Open,
    Close,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    turn: Turn,
    single: bool,
    straight: bool,
}

/// The stretches between quotation marks of one paragraph, in order.
pub fn find_regions(text: &str, paragraph: Span) -> Vec<Region> {
    let marks = find_marks(text, paragraph);
    let mut found = Vec::new();
    let mut at = 0;
    let mut after = paragraph.start as usize;
    while let Some(mark) = marks.get(at) {
        let (region, next) = if mark.turn == Turn::Close && !mark.single {
            (lone_close(text, after, *mark), at + 1)
        } else if mark.turn == Turn::Close {
            (None, at + 1)
        } else {
            read_region(text, paragraph, &marks, at)
        };
        if let Some(region) = region {
            after = region.outer.end as usize;
            found.push(region);
        }
        at = next.max(at + 1);
    }
    found
}

/// Reads the stretch that the mark at index `at` opens; returns it with the index of the mark to go on with.
fn read_region(text: &str, paragraph: Span, marks: &[Mark], at: usize) -> (Option<Region>, usize) {
    let open = marks[at];
    if open.single {
        return match ahead(marks, at)
            .iter()
            .position(|mark| !mark.single || mark.turn == Turn::Close)
        {
            Some(ahead) if marks[at + 1 + ahead].single => {
                let close = marks[at + 1 + ahead];
                (
                    Some(region(text, open, close.start, close.end)),
                    at + ahead + 2,
                )
            }
            _ => (None, at + 1),
        };
    }
    // a straight mark that only pairs of curly ones follow is a slip
    let later = || ahead(marks, at).iter().filter(|mark| !mark.single);
    if open.straight
        && later().next().is_some_and(|mark| mark.turn == Turn::Open)
        && !later().any(|mark| mark.straight)
        && later().count() % 2 == 0
    {
        return (None, at + 1);
    }
    let mut depth = 0_usize;
    let mut reopened = None;
    for (ahead, mark) in marks.iter().enumerate().skip(at + 1).take(LOOK_AHEAD) {
        if mark.single {
            continue;
        }
        match mark.turn {
            Turn::Open => {
                reopened.get_or_insert(ahead);
                depth += 1;
            }
            Turn::Close if depth == 0 => {
                return (Some(region(text, open, mark.start, mark.end)), ahead + 1);
            }
            Turn::Close => depth -= 1,
        }
    }
    unclosed(text, paragraph, marks, at, reopened)
}

/// How many bytes back a missing opening mark is looked for.
const LOOK_BACK: usize = 2000;

/// How many marks ahead the closing one is looked for: bounds the cost for texts of nothing but opening marks.
const LOOK_AHEAD: usize = 60;

fn ahead(marks: &[Mark], at: usize) -> &[Mark] {
    &marks[at + 1..marks.len().min(at + 1 + LOOK_AHEAD)]
}

/// A stretch that nothing closes, or that a second opening mark interrupts.
fn unclosed(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    at: usize,
    reopened: Option<usize>,
) -> (Option<Region>, usize) {
    let open = marks[at];
    if let Some(next) = reopened {
        let limit = marks[next].start;
        let end = last_stop(&text[open.end..limit]).map_or(limit, |stop| open.end + stop);
        return (Some(region(text, open, end, end)), next);
    }
    let end = paragraph.end as usize;
    let starts_paragraph = text[paragraph.start as usize..open.start].trim().is_empty();
    let before = text[paragraph.start as usize..open.start].trim_end();
    let starts_sentence = before.ends_with(['.', '!', '?', ':']) || starts_paragraph;
    let stop = if starts_sentence {
        end
    } else {
        first_stop(&text[open.end..end]).map_or(end, |stop| open.end + stop)
    };
    let mut found = region(text, open, stop, stop);
    found.goes_on = stop == end;
    (Some(found), marks.len())
}

/// `I feel good,” he said`: the opening mark is missing.
fn lone_close(text: &str, after: usize, close: Mark) -> Option<Region> {
    let after = after.max(text.ceil_char_boundary(close.start.saturating_sub(LOOK_BACK)));
    let before = &text[after..close.start];
    if before.split_whitespace().count() < 3 || !before.ends_with([',', '.', '!', '?']) {
        return None;
    }
    let body = &before[..before.len() - 1];
    let start = after + last_stop(body).unwrap_or(0);
    let inner = Span::new(start, close.start).trimmed(text);
    Some(Region {
        outer: Span::new(inner.start as usize, close.end),
        inner,
        single: false,
        goes_on: false,
    })
}

fn region(text: &str, open: Mark, inner_end: usize, outer_end: usize) -> Region {
    Region {
        outer: Span::new(open.start, outer_end),
        inner: Span::new(open.end, inner_end).trimmed(text),
        single: open.single,
        goes_on: false,
    }
}

/// End of the first sentence of `words`, by its closing stop.
fn first_stop(words: &str) -> Option<usize> {
    stops(words).next()
}

/// End of the last whole sentence of `words`.
fn last_stop(words: &str) -> Option<usize> {
    stops(words).last()
}

fn stops(words: &str) -> impl Iterator<Item = usize> + '_ {
    words
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|end| words[*end..].chars().next().is_none_or(char::is_whitespace))
}

fn find_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let words = paragraph.of(text);
    let shift = paragraph.start as usize;
    let mut before = ' ';
    let mut doubled = false;
    let mut depth = 0_i32;
    let mut chars = words.char_indices().peekable();
    let mut single_open = false;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let mut push = |turn, single, len: usize| {
            marks.push(Mark {
                start: shift + i,
                end: shift + i + len,
                turn,
                single,
                straight: c == '"',
            });
        };
        if std::mem::take(&mut doubled) {
            before = c;
            continue;
        }
        match c {
            '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '＂' | '〝' | '〞' => {
                let turn = double_turn(c, before, next, depth > 0);
                depth = (depth + if turn == Turn::Open { 1 } else { -1 }).max(0);
                single_open = false;
                push(turn, false, c.len_utf8());
            }
            '`' if next == '`' => {
                depth += 1;
                doubled = true;
                push(Turn::Open, false, 2);
            }
            '\'' | '’' if next == c && depth > 0 && !before.is_whitespace() => {
                // a pair of single marks closes what a pair of back quotes or a double mark opened
                depth -= 1;
                doubled = true;
                push(Turn::Close, false, 2 * c.len_utf8());
            }
            '‘' | '‚' | '‹' | '\'' | '`' | '’' | '›' => {
                if opens_single(c, before, next, &words[i + c.len_utf8()..]) {
                    single_open = true;
                    push(Turn::Open, true, c.len_utf8());
                } else if single_open && closes_single(c, before, next, &words[i + c.len_utf8()..])
                {
                    single_open = false;
                    push(Turn::Close, true, c.len_utf8());
                }
            }
            _ => {}
        }
        before = c;
    }
    marks
}

/// Which way a double mark turns. `inside`: whether one is open.
fn double_turn(c: char, before: char, next: char, inside: bool) -> Turn {
    let opens_word = is_gap(before) && !next.is_whitespace();
    let closes_word = !before.is_whitespace() && (next.is_whitespace() || is_closing_mark(next));
    match c {
        '“' | '„' | '‟' | '〝' => {
            // a slip of the keys: `word“ next`
            if inside && closes_word && !opens_word {
                Turn::Close
            } else {
                Turn::Open
            }
        }
        '”' | '〞' => {
            if !inside && opens_word && next.is_alphanumeric() {
                Turn::Open
            } else {
                Turn::Close
            }
        }
        // «French» and »German» order
        '«' if inside && closes_word && !opens_word => Turn::Close,
        '«' => Turn::Open,
        '»' if !inside && opens_word => Turn::Open,
        '»' => Turn::Close,
        _ => match (inside, opens_word, closes_word) {
            (false, false, true) => Turn::Close,
            (false, ..) => Turn::Open,
            (true, true, false) if before.is_whitespace() => Turn::Open,
            (true, ..) => Turn::Close,
        },
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '[' | '{' | '—' | '–' | '-' | '/' | '―' | '‘' | '\'' | ':' | '…'
        )
}

fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '—'
            | '–'
            | '-'
            | '\''
            | '’'
            | '"'
            | '”'
            | '…'
            | '/'
            | '―'
    )
}

/// Whether a single mark opens a quotation, and is not the apostrophe of ’90s or ’em.
fn opens_single(c: char, before: char, next: char, rest: &str) -> bool {
    if matches!(c, '’' | '›') || !(is_gap(before) || matches!(before, '“' | '"' | '”' | '«'))
    {
        return false;
    }
    if next.is_whitespace() || next.is_ascii_digit() && rest.get(1..3) == Some("0s") {
        return false;
    }
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let clipped = [
        "em", "til", "tis", "twas", "cause", "bout", "round", "n", "s", "ere", "cos", "nuff",
    ];
    !clipped.contains(&word.as_str())
        && (next.is_alphanumeric()
            || matches!(
                next,
                '…' | '[' | '(' | '$' | '#' | '@' | '"' | '“' | '.' | '£' | '€'
            ))
}

/// Whether a single mark closes the quotation that is open, and is not an apostrophe.
fn closes_single(c: char, before: char, next: char, rest: &str) -> bool {
    if c == '‘' || before.is_whitespace() || next.is_alphanumeric() {
        return false;
    }
    if !before.is_alphabetic() || c == '›' {
        return true;
    }
    // "the voters' choice' …": a plural possessive when a better closing mark follows before the next opening one
    let plural = matches!(before, 's' | 'S')
        && next == ' '
        && rest
            .get(1..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()));
    !(plural && closing_follows(rest))
}

fn closing_follows(rest: &str) -> bool {
    let mut before = ' ';
    let mut chars = rest.chars().take(400).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if matches!(c, '"' | '”' | '“' | '‘') {
            return false;
        }
        if matches!(c, '\'' | '’') {
            if is_gap(before) {
                return false;
            }
            if !next.is_alphanumeric() {
                return true;
            }
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::find_regions;
    use crate::text::Span;

    /// `expected`: the stretches without their marks, parted by `|`.
    fn check(text: &str, expected: &str) {
        let found: Vec<&str> = find_regions(text, Span::new(0, text.len()))
            .iter()
            .map(|region| region.inner.of(text))
            .collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn pairs_of_every_kind() {
        check(
            "“We’re unclear,” Toner said, “but certainly.”",
            "We’re unclear,|but certainly.",
        );
        check("\"Yes,\" he said. \"No.\"", "Yes,|No.");
        check(
            "Er sagte: „Nein“ und »Doch« oder « jamais ».",
            "Nein|Doch|jamais",
        );
        check("``It is,'' she said.", "It is,");
        check("(\"yes\")—\"no\"", "yes|no");
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check(
            "He called it ‘mischief’ and the voters' choice.",
            "mischief",
        );
        check("the States' concern and the '90s, rock 'n' roll", "");
        check("the 'voters' choice' award", "voters' choice");
        check("'I can't,' she said, 'and won't.'", "I can't,|and won't.");
        check("Stealth: It’s ‘in Their Heads.’", "in Their Heads.");
    }

    #[test]
    fn nested_marks_belong_to_the_outer_quotation() {
        check(
            "“You say you ‘accept responsibility,’” he said.",
            "You say you ‘accept responsibility,’",
        );
        check(
            "\"It feels like, 'Meh, we can,'\" he said.",
            "It feels like, 'Meh, we can,'",
        );
        check(
            "“As “The Journal” wrote, no,” he said.",
            "As “The Journal” wrote, no,",
        );
    }

    #[test]
    fn marks_that_do_not_pair_are_repaired() {
        check("I feel good. I am very well,” he said.", "I am very well,");
        check(
            "“He is not an American. “He had no proof,” she said.",
            "He is not an American.|He had no proof,",
        );
        check(
            "“This is only the first paragraph.",
            "This is only the first paragraph.",
        );
        check("He said “no. They left.", "no.");
        check(
            "engineering, ”like women in combat” were",
            "like women in combat",
        );
    }
}
