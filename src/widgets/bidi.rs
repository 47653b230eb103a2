//! Words that run from right to left. The toolkit joins Arabic and Hebrew letters, but sets words from left to right: here lines
//! are broken and their words put into the order of the Unicode bidirectional algorithm, each as a section of its own, so that
//! the toolkit shapes it apart. What stands on the screen is for reading only: copies are taken from the source text.

use std::ops::Range;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphInfo, bidi_class};

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
    let most_rows = job.wrap.max_rows;
    let mut row = 0;
    for paragraph in &bidi.paragraphs {
        let tokens = tokens(job, &bidi, paragraph.range.clone(), width_of);
        for line in lines(&tokens, room, most_rows.saturating_sub(row)) {
            if row > 0 {
                ordered.job.text.push('\n');
                let at = ordered.job.text.len();
                let format = job.sections[line[0].section].format.clone();
                push_section(&mut ordered.job, at - 1..at, 0.0, format);
            }
            let visible = fitting(job, line, room, width_of);
            set_line(job, (&bidi, paragraph), (&visible, row, room), &mut ordered);
            row += 1;
        }
    }
    ordered
}

/// What of a line is shown.
struct Visible<'a> {
    tokens: &'a [Token],
    /// Width of the ellipsis that stands for the rest; `None`: there is no rest.
    ellipsis: Option<f32>,
}

/// The last line of a text that is cut holds all that is left: as much of it as fits, and an ellipsis.
fn fitting<'a>(
    job: &LayoutJob,
    line: &'a [Token],
    room: f32,
    width_of: &mut dyn FnMut(&str, &TextFormat) -> f32,
) -> Visible<'a> {
    let width: f32 = line.iter().map(|token| token.width).sum();
    if width <= room || job.wrap.max_rows == usize::MAX {
        return Visible {
            tokens: line,
            ellipsis: None,
        };
    }
    let ellipsis = width_of(ELLIPSIS, &job.sections[line[0].section].format);
    let (mut n, mut left) = (0, room - ellipsis);
    while n < line.len() && line[n].width <= left {
        left -= line[n].width;
        n += 1;
    }
    // A first word that does not fit by itself is shown all the same: nothing would tell less.
    Visible {
        tokens: &line[..n.max(1)],
        ellipsis: Some(ellipsis),
    }
}

/// Appends a line in the order of the screen.
fn set_line(
    job: &LayoutJob,
    (bidi, paragraph): (&BidiInfo<'_>, &ParagraphInfo),
    (visible, row, room): (&Visible<'_>, usize, f32),
    ordered: &mut Ordered,
) {
    let (Some(first), Some(last)) = (visible.tokens.first(), visible.tokens.last()) else {
        return;
    };
    let is_rtl = paragraph.level.is_rtl();
    let width: f32 = visible.tokens.iter().map(|token| token.width).sum();
    let width = width + visible.ellipsis.unwrap_or(0.0);
    let left = if is_rtl && room.is_finite() {
        (room - width).max(0.0)
    } else {
        0.0
    };
    let (mut at, mut gap) = (left, left);
    if let (true, Some(ellipsis)) = (is_rtl, visible.ellipsis) {
        put_ellipsis(&mut ordered.job, job, first, std::mem::take(&mut gap));
        at += ellipsis;
    }
    let (levels, runs) = bidi.visual_runs(paragraph, first.bytes.start..last.bytes.end);
    for run in runs {
        let is_turned = levels[run.start].is_rtl();
        let inside = visible.tokens.iter();
        let mut inside: Vec<&Token> = inside
            .filter(|token| run.contains(&token.bytes.start))
            .collect();
        if is_turned {
            inside.reverse();
        }
        for token in inside {
            put(
                &mut ordered.job,
                job,
                token,
                is_turned,
                std::mem::take(&mut gap),
            );
            ordered.words.push(PlacedWord {
                bytes: token.bytes.clone(),
                row,
                x: at..at + token.width,
            });
            at += token.width;
        }
    }
    if !is_rtl && visible.ellipsis.is_some() {
        put_ellipsis(&mut ordered.job, job, last, 0.0);
    }
}

/// Stands for what does not fit.
const ELLIPSIS: &str = "…";

fn put_ellipsis(job: &mut LayoutJob, of: &LayoutJob, beside: &Token, gap: f32) {
    let start = job.text.len();
    job.text.push_str(ELLIPSIS);
    let format = of.sections[beside.section].format.clone();
    push_section(job, start..start + ELLIPSIS.len(), gap, format);
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

/// Breaks tokens into at most so many lines at spaces, in the order of the text. The space at which a line ends is not drawn; the
/// last of the lines holds all that is left.
fn lines(tokens: &[Token], room: f32, most: usize) -> Vec<&[Token]> {
    let mut lines = Vec::new();
    if most == 0 {
        return lines;
    }
    let (mut start, mut width) = (0, 0.0);
    // The last space of the line and the width up to and with it.
    let mut space: Option<(usize, f32)> = None;
    for (at, token) in tokens.iter().enumerate() {
        width += token.width;
        if token.is_space {
            space = Some((at, width));
        } else if width > room
            && lines.len() + 1 < most
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
    fn a_text_that_is_cut_ends_in_an_ellipsis_on_its_left() {
        let cut = |room: f32, max_rows: usize| {
            let (font, colour) = (egui::FontId::default(), egui::Color32::PLACEHOLDER);
            let mut job = LayoutJob::simple("אבג דה וז חט".to_owned(), font, colour, room);
            job.wrap.max_rows = max_rows;
            order(&job, room, &mut |text, _| text.chars().count() as f32)
                .job
                .text
        };
        assert_eq!(cut(8.0, 1), "… דה אבג");
        assert_eq!(cut(7.0, 2), "דה אבג\nחט וז");
        assert_eq!(cut(30.0, 1), "חט וז דה אבג");
    }

    #[test]
    fn only_text_with_such_letters_is_turned() {
        assert!(runs_right_to_left("said الرئيس today"));
        assert!(!runs_right_to_left("Größe “α” Москва 東京"));
    }
}
