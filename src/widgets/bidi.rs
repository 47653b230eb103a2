//! Words that run from right to left. The toolkit joins Arabic and Hebrew letters, but sets words from left to right: here lines
//! are broken and their words put into the order of the Unicode bidirectional algorithm, each as a section of its own, so that
//! the toolkit shapes it apart. What stands on the screen is for reading only: copies are taken from the source text.

use std::ops::Range;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Where a word of the text stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedWord {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Its line.
    pub row: usize,
    /// From where to where, in points from the left edge.
    pub x: Range<f32>,
}

/// A text in the order of the screen.
#[derive(Debug)]
pub struct Ordered {
    /// To be laid out without wrapping.
    pub job: LayoutJob,
    /// Its words, line by line from left to right.
    pub words: Vec<PlacedWord>,
}

/// Whether a text has letters that run from right to left.
pub fn runs_right_to_left(text: &str) -> bool {
    // Everything before the Hebrew letters runs from left to right.
    text.chars().any(|c| {
        c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
    })
}

/// The job in the order of the screen, where it has words from right to left; else as it is.
pub fn in_order(ui: &egui::Ui, job: LayoutJob) -> LayoutJob {
    if runs_right_to_left(&job.text) {
        ordered(ui, &job).job
    } else {
        job
    }
}

/// Puts a job that wraps at a width into the order of the screen.
pub fn ordered(ui: &egui::Ui, job: &LayoutJob) -> Ordered {
    // A point is kept free: a label that wraps must not find a line too long by the rounding of its words.
    order(job, job.wrap.max_width - 1.0, &mut |text, format| {
        ui.fonts_mut(|fonts| {
            let galley =
                fonts.layout_no_wrap(text.to_owned(), format.font_id.clone(), format.color);
            galley.size().x
        })
    })
}

/// A word, a space or a sign, with its look.
#[derive(Clone, Debug)]
struct Token {
    bytes: Range<usize>,
    section: usize,
    level: Level,
    width: f32,
    is_space: bool,
}

/// The same for any measure of a token's width in points.
fn order(
    job: &LayoutJob,
    room: f32,
    width_of: &mut dyn FnMut(&str, &TextFormat) -> f32,
) -> Ordered {
    let text = job.text.as_str();
    let bidi = BidiInfo::new(text, None);
    let mut ordered = Ordered {
        job: LayoutJob {
            wrap: egui::text::TextWrapping::no_max_width(),
            break_on_newline: true,
            ..LayoutJob::default()
        },
        words: Vec::new(),
    };
    let mut row = 0;
    for paragraph in &bidi.paragraphs {
        let tokens = tokens(job, &bidi, paragraph.range.clone(), width_of);
        for line in lines(&tokens, room) {
            let Some(last) = line.last() else { continue };
            if row > 0 {
                ordered.job.text.push('\n');
                let at = ordered.job.text.len();
                let format = job.sections[line[0].section].format.clone();
                push_section(&mut ordered.job, at - 1..at, 0.0, format);
            }
            let bytes = line[0].bytes.start..last.bytes.end;
            let (levels, runs) = bidi.visual_runs(paragraph, bytes);
            let width: f32 = line.iter().map(|token| token.width).sum();
            let left = if paragraph.level.is_rtl() && room.is_finite() {
                (room - width).max(0.0)
            } else {
                0.0
            };
            let mut at = left;
            for run in runs {
                let is_rtl = levels[run.start].is_rtl();
                let mut inside: Vec<&Token> = line
                    .iter()
                    .filter(|token| run.contains(&token.bytes.start))
                    .collect();
                if is_rtl {
                    inside.reverse();
                }
                for token in inside {
                    let gap = if at == left { left } else { 0.0 };
                    put(&mut ordered.job, job, token, is_rtl, gap);
                    ordered.words.push(PlacedWord {
                        bytes: token.bytes.clone(),
                        row,
                        x: at..at + token.width,
                    });
                    at += token.width;
                }
            }
            row += 1;
        }
    }
    ordered
}

/// Cuts a paragraph into words, spaces and signs of one look and direction each.
fn tokens(
    job: &LayoutJob,
    bidi: &BidiInfo<'_>,
    paragraph: Range<usize>,
    width_of: &mut dyn FnMut(&str, &TextFormat) -> f32,
) -> Vec<Token> {
    let text = job.text.as_str();
    let mut tokens: Vec<Token> = Vec::new();
    let mut section = 0;
    for (offset, c) in text[paragraph.clone()].char_indices() {
        let at = paragraph.start + offset;
        if c == '\n' || c == '\r' {
            continue;
        }
        while section + 1 < job.sections.len() && job.sections[section].byte_range.end.0 <= at {
            section += 1;
        }
        let (level, end) = (bidi.levels[at], at + c.len_utf8());
        let is_letter = is_part_of_word(c);
        match tokens.last_mut() {
            Some(last)
                if is_letter
                    && last.bytes.end == at
                    && (last.section, last.level) == (section, level)
                    && text[last.bytes.clone()].chars().all(is_part_of_word) =>
            {
                last.bytes.end = end;
            }
            _ => tokens.push(Token {
                bytes: at..end,
                section,
                level,
                width: 0.0,
                is_space: c.is_whitespace(),
            }),
        }
    }
    for token in &mut tokens {
        let format = &job.sections[token.section].format;
        token.width = width_of(&text[token.bytes.clone()], format);
    }
    tokens
}

/// Letters, digits and the marks on them; everything else stands alone, so that it can be mirrored and moved.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || bidi_class(c) == BidiClass::NSM || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Breaks tokens into lines at spaces, in the order of the text. The space at which a line ends is not drawn.
fn lines(tokens: &[Token], room: f32) -> Vec<&[Token]> {
    let mut lines = Vec::new();
    let (mut start, mut width) = (0, 0.0);
    // The last space of the line and the width up to and with it.
    let mut space: Option<(usize, f32)> = None;
    for (at, token) in tokens.iter().enumerate() {
        width += token.width;
        if token.is_space {
            space = Some((at, width));
        } else if width > room
            && let Some((break_at, before)) = space.take()
        {
            lines.push(&tokens[start..break_at]);
            start = break_at + 1;
            width -= before;
        }
    }
    lines.push(&tokens[start..]);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Appends a token as a section of its own.
fn put(job: &mut LayoutJob, of: &LayoutJob, token: &Token, is_rtl: bool, gap: f32) {
    let start = job.text.len();
    for c in of.text[token.bytes.clone()].chars() {
        job.text.push(if is_rtl { mirrored(c) } else { c });
    }
    let end = job.text.len();
    let format = of.sections[token.section].format.clone();
    push_section(job, start..end, gap, format);
}

fn push_section(job: &mut LayoutJob, bytes: Range<usize>, leading_space: f32, format: TextFormat) {
    job.sections.push(LayoutSection {
        leading_space,
        byte_range: ByteIndex(bytes.start)..ByteIndex(bytes.end),
        format,
    });
}

/// Brackets and angled quotation marks open on the other side where text runs from right to left.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use egui::text::LayoutJob;

    use super::{Ordered, order, runs_right_to_left};

    fn turned(text: &str, room: f32) -> Ordered {
        let (font, colour) = (egui::FontId::default(), egui::Color32::PLACEHOLDER);
        let job = LayoutJob::simple(text.to_owned(), font, colour, room);
        order(&job, room, &mut |text, _| text.chars().count() as f32)
    }

    /// Hebrew letters stand for right-to-left text; each character is one point wide.
    fn check(text: &str, room: f32, expected: &[&str]) {
        let ordered = turned(text, room);
        let lines: Vec<&str> = ordered.job.text.split('\n').collect();
        assert_eq!(lines, expected, "{text}");
        for word in &ordered.words {
            let n = text[word.bytes.clone()].chars().count() as f32;
            assert_eq!(word.x.end - word.x.start, n);
            assert!(0.0 <= word.x.start && word.x.end <= room, "{word:?}");
        }
    }

    #[test]
    fn words_stand_from_right_to_left_and_numbers_and_latin_names_from_left_to_right() {
        // Letters inside a word stay in the order of the text: the toolkit turns them when it shapes the word.
        check("אבג דה וז", 20.0, &["וז דה אבג"]);
        check("אבג 2015 NATO דה", 40.0, &["דה NATO 2015 אבג"]);
        check("אב (גד) הו.", 40.0, &[".הו (גד) אב"]);
        check("He said אבג דה twice", 40.0, &["He said דה אבג twice"]);
    }

    #[test]
    fn lines_break_in_the_order_of_the_text_and_end_at_the_right_edge() {
        check("אבג דה וז", 7.0, &["דה אבג", "וז"]);
        let ordered = turned("אבג", 10.0);
        assert_eq!(ordered.words[0].x, 7.0..10.0);
        assert_eq!(ordered.job.sections[0].leading_space, 7.0);
    }

    #[test]
    fn only_text_with_such_letters_is_turned() {
        assert!(runs_right_to_left("said الرئيس today"));
        assert!(!runs_right_to_left("Größe “α” Москва 東京"));
    }
}
