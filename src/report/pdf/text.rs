//! Words into lines: letters in their looks, broken at spaces and, where a word is longer than a line (a hash, an address),
//! anywhere.

use unicode_normalization::UnicodeNormalization as _;

use super::fonts::{Fonts, Glyph};
use super::look::{Look, Mark};

/// White space inside a chip, left and right of its letters.
const CHIP: f32 = 3.0;

/// One letter in its look, or the edge of a chip.
#[derive(Clone, Copy)]
struct Set {
    letter: char,
    glyph: Option<Glyph>,
    /// In points.
    width: f32,
    look: usize,
}

/// Letters of one look on one line.
pub struct Fragment {
    /// How they are set.
    pub look: Look,
    /// From the left edge of the paragraph, with a chip's edge, in points.
    pub x: f32,
    /// With a chip's edges, without spaces at the end of the line, in points.
    pub width: f32,
    /// The letters.
    pub glyphs: Vec<Glyph>,
}

impl Fragment {
    /// Where the first letter stands.
    pub fn text_x(&self) -> f32 {
        match self.look.mark {
            Mark::Chip(_) => self.x + CHIP,
            Mark::None | Mark::Changed => self.x,
        }
    }
}

/// One line.
pub struct Line {
    /// From left to right.
    pub fragments: Vec<Fragment>,
    /// Without spaces at the end, in points.
    pub width: f32,
}

/// Breaks words to lines of this width. No words make no line.
pub fn lines(fonts: &mut Fonts, runs: &[(String, Look)], width: f32) -> Vec<Line> {
    let letters = letters(fonts, runs);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let (end, next) = line_end(&letters, start, width);
        lines.push(line(&letters[start..end], runs));
        start = next;
    }
    lines
}

/// Width of the words on one line, in points.
pub fn width(fonts: &mut Fonts, words: &str, look: Look) -> f32 {
    let letters = letters(fonts, &[(words.to_owned(), look)]);
    letters.iter().map(|set| set.width).sum()
}

fn letters(fonts: &mut Fonts, runs: &[(String, Look)]) -> Vec<Set> {
    let mut letters = Vec::new();
    for (look, (words, style)) in runs.iter().enumerate() {
        let edge = Set {
            letter: '\u{2060}',
            glyph: None,
            width: CHIP,
            look,
        };
        let is_chip = matches!(style.mark, Mark::Chip(_)) && !words.is_empty();
        letters.extend(is_chip.then_some(edge));
        for letter in words.nfc().filter_map(printed) {
            let glyph = (letter != '\n').then(|| fonts.glyph(style.face, letter));
            letters.push(Set {
                letter,
                glyph,
                width: glyph.map_or(0.0, |glyph| glyph.width * style.size / 1000.0),
                look,
            });
        }
        letters.extend(is_chip.then_some(edge));
    }
    letters
}

/// White space as one kind of space, what has no shape left out, what is no letter replaced.
fn printed(letter: char) -> Option<char> {
    match letter {
        '\n' => Some('\n'),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => None,
        letter if letter.is_whitespace() => Some(' '),
        letter if letter.is_control() => Some('\u{FFFD}'),
        letter => Some(letter),
    }
}

/// Where the line that begins at `start` ends, and where the next begins.
fn line_end(letters: &[Set], start: usize, width: f32) -> (usize, usize) {
    let mut x = 0.0;
    let mut last_break = None;
    for (index, set) in letters.iter().enumerate().skip(start) {
        if set.letter == '\n' {
            return (index, index + 1);
        }
        x += set.width;
        let is_space = set.letter == ' ';
        if x > width + 0.01 && !is_space && index > start {
            let end = last_break.unwrap_or(index);
            return (end, end);
        }
        let joins = |set: &Set| set.letter.is_alphanumeric();
        let after_dash = matches!(set.letter, '-' | '–' | '—' | '/')
            && index > start
            && joins(&letters[index - 1])
            && letters.get(index + 1).is_some_and(joins);
        if is_space || after_dash {
            last_break = Some(index + 1);
        }
    }
    (letters.len(), letters.len())
}

fn line(letters: &[Set], runs: &[(String, Look)]) -> Line {
    let mut fragments: Vec<Fragment> = Vec::new();
    let n_printed = letters
        .iter()
        .rposition(|set| set.letter != ' ')
        .map_or(0, |last| last + 1);
    let mut x = 0.0;
    let mut last_look = None;
    let mut width = 0.0;
    for (index, set) in letters.iter().enumerate() {
        if last_look != Some(set.look) {
            last_look = Some(set.look);
            fragments.push(Fragment {
                look: runs[set.look].1,
                x,
                width: 0.0,
                glyphs: Vec::new(),
            });
        }
        let fragment = fragments.last_mut().expect("one was pushed");
        fragment.glyphs.extend(set.glyph);
        x += set.width;
        if index < n_printed {
            fragment.width += set.width;
            width = x;
        }
    }
    Line { fragments, width }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{Face, Fonts};
    use super::super::look::{INK, Look};
    use super::{lines, width};

    #[test]
    fn words_longer_than_a_line_are_broken_and_none_is_lost() {
        let mut fonts = Fonts::new();
        let look = Look::new(Face::Sans, 10.0, INK);
        let check = |fonts: &mut Fonts, words: &str, n_lines: usize| {
            let lines = lines(fonts, &[(words.to_owned(), look)], 60.0);
            assert_eq!(lines.len(), n_lines, "{words}");
            assert!(lines.iter().all(|line| line.width <= 60.01), "{words}");
            let glyphs = lines
                .iter()
                .flat_map(|l| &l.fragments)
                .map(|f| f.glyphs.len());
            let letters = words.chars().filter(|c| *c != '\n').count();
            assert_eq!(glyphs.sum::<usize>(), letters, "{words}");
        };
        check(&mut fonts, "", 0);
        check(&mut fonts, "one line", 1);
        check(&mut fonts, "a line and one more", 2);
        check(&mut fonts, "two\nlines", 2);
        check(&mut fonts, "0123456789abcdef0123456789abcdef", 4);
        check(&mut fonts, "Αθήνα Київ 北京", 2);
        assert_eq!(fonts.n_strange(), 2);
        assert!(width(&mut fonts, "one line", look) < 60.0);
    }
}
