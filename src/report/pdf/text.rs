//! Words into lines: broken at spaces and, where a word is longer than a line (a hash, an address), anywhere; on each line the
//! words in the order in which they are seen.

use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_bidi::{BidiInfo, Level};

use super::atoms::{Atom, Kind, Paragraph};
use super::fonts::{FontId, Fonts, Printed};
use super::look::Look;

/// Letters of one font, side by side.
#[derive(Clone, Debug)]
pub struct Words {
    /// The font.
    pub font: FontId,
    /// The letters in reading order.
    pub text: String,
    /// Their shapes from left to right; ranges are those of `text`.
    pub glyphs: Vec<KrillaGlyph>,
}

/// Letters of one look and direction on one line.
pub struct Fragment {
    /// How they are set.
    pub look: Look,
    /// From the left edge of the line, with a chip's edge, in points.
    pub x: f32,
    /// With a chip's edges, without spaces at the end of the line, in points.
    pub width: f32,
    /// The letters, each stretch of one font with its left edge.
    pub words: Vec<(f32, Rc<Words>)>,
}

/// One line.
pub struct Line {
    /// In reading order.
    pub fragments: Vec<Fragment>,
    /// Without spaces at the end, in points.
    pub width: f32,
    /// Whether it begins at the right.
    pub runs_left: bool,
}

/// Breaks words to lines of this width. No words make no line.
pub fn lines(fonts: &mut Fonts<'_>, runs: &[(String, Look)], width: f32) -> Vec<Line> {
    let mut paragraph = Paragraph::new(fonts, runs);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < paragraph.atoms.len() {
        let (end, next) = line_end(fonts, &mut paragraph, runs, start, width);
        lines.push(line(&paragraph, start..end, runs));
        start = next;
    }
    lines
}

/// Width of the words on one line, in points.
pub fn width(fonts: &mut Fonts<'_>, words: &str, look: Look) -> f32 {
    let paragraph = Paragraph::new(fonts, &[(words.to_owned(), look)]);
    paragraph.atoms.iter().map(|atom| atom.width).sum()
}

/// Where the line that begins at `start` ends, and where the next begins.
fn line_end(
    fonts: &mut Fonts<'_>,
    paragraph: &mut Paragraph,
    runs: &[(String, Look)],
    start: usize,
    width: f32,
) -> (usize, usize) {
    let mut x = 0.0;
    let mut last_break = None;
    let mut index = start;
    while let Some(atom) = paragraph.atoms.get(index) {
        if atom.kind == Kind::LineEnd {
            return (index, index + 1);
        }
        if atom.may_break && index > start {
            last_break = Some(index);
        }
        let (kind, size) = (atom.kind, runs[atom.look].1.size);
        if x + atom.width > width + 0.01 && kind != Kind::Space {
            if let Some(end) = last_break {
                return (end, end);
            }
            let is_first = index == start;
            if kind == Kind::Letters && paragraph.split(fonts, index, width - x, size, is_first) {
                return (index + 1, index + 1);
            }
            if !is_first {
                return (index, index);
            }
        }
        x += paragraph.atoms[index].width;
        index += 1;
        if kind == Kind::Space {
            last_break = Some(index);
        }
    }
    (index, index)
}

fn line(paragraph: &Paragraph, range: std::ops::Range<usize>, runs: &[(String, Look)]) -> Line {
    let direction = paragraph
        .atoms
        .get(range.start)
        .map_or(Level::ltr(), |atom| paragraph.direction(atom.bytes.start));
    let atoms = &paragraph.atoms[range];
    let n_printed = atoms
        .iter()
        .rposition(|atom| atom.kind != Kind::Space)
        .map_or(0, |last| last + 1);
    let (places, width) = places(atoms, n_printed, direction);
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut last: Option<(usize, Level)> = None;
    for (index, (atom, x)) in atoms.iter().zip(&places).enumerate() {
        let is_printed = index < n_printed;
        let joins = last == Some((atom.look, atom.level))
            && fragments.last().is_some_and(|fragment| {
                let left = fragment.x - atom.width;
                let right = fragment.x + fragment.width;
                let at = if atom.level.is_rtl() { left } else { right };
                !is_printed || (x - at).abs() < 0.01
            });
        if !joins {
            fragments.push(Fragment {
                look: runs[atom.look].1,
                x: *x,
                width: 0.0,
                words: Vec::new(),
            });
        }
        last = Some((atom.look, atom.level));
        let fragment = fragments.last_mut().expect("one was pushed");
        if is_printed {
            fragment.x = fragment.x.min(*x);
            fragment.width += atom.width;
        }
        add(fragment, atom, &paragraph.text[atom.bytes.clone()], *x);
    }
    Line {
        fragments,
        width,
        runs_left: direction.is_rtl(),
    }
}

/// The left edge of each atom, and how wide the line is. Spaces at its end hang over.
fn places(atoms: &[Atom], n_printed: usize, direction: Level) -> (Vec<f32>, f32) {
    let printed = &atoms[..n_printed];
    let levels: Vec<Level> = printed.iter().map(|atom| atom.level).collect();
    let mut places = vec![0.0; atoms.len()];
    let mut x = 0.0;
    let is_plain = levels.iter().all(|level| *level == Level::ltr());
    if is_plain {
        for (place, atom) in places.iter_mut().zip(printed) {
            *place = x;
            x += atom.width;
        }
    } else {
        for index in BidiInfo::reorder_visual(&levels) {
            places[index] = x;
            x += atoms[index].width;
        }
    }
    let width = x;
    let mut left = 0.0;
    for (place, atom) in places.iter_mut().zip(atoms).skip(n_printed) {
        if direction.is_rtl() {
            left -= atom.width;
            *place = left;
        } else {
            *place = x;
            x += atom.width;
        }
    }
    (places, width)
}

/// Adds letters to a fragment, after those of the same font or before them where they run from right to left.
fn add(fragment: &mut Fragment, atom: &Atom, word: &str, x: f32) {
    if atom.shaped.glyphs.is_empty() {
        return;
    }
    let (Printed::With(font) | Printed::AsBox(font)) = atom.printed;
    let is_rtl = atom.level.is_rtl();
    let moved = |by: usize| {
        atom.shaped.glyphs.iter().map(move |glyph| KrillaGlyph {
            text_range: glyph.text_range.start + by..glyph.text_range.end + by,
            ..glyph.clone()
        })
    };
    match fragment.words.last_mut() {
        Some((left, words)) if words.font == font => {
            let words = Rc::make_mut(words);
            let by = words.text.len();
            words.text.push_str(word);
            if is_rtl {
                words.glyphs.splice(0..0, moved(by));
                *left = x;
            } else {
                words.glyphs.extend(moved(by));
            }
        }
        _ => {
            let words = Words {
                font,
                text: word.to_owned(),
                glyphs: moved(0).collect(),
            };
            fragment.words.push((x, Rc::new(words)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{Face, Fonts, OwnFonts};
    use super::super::look::{INK, Look};
    use super::{Line, lines, width};

    fn set(fonts: &mut Fonts<'_>, words: &str, width: f32) -> Vec<Line> {
        let look = Look::new(Face::Sans, 10.0, INK);
        lines(fonts, &[(words.to_owned(), look)], width)
    }

    /// What stands on a line from left to right, word by word.
    fn seen(line: &Line) -> String {
        let mut words: Vec<(f32, &str)> = line
            .fragments
            .iter()
            .flat_map(|fragment| &fragment.words)
            .map(|(x, words)| (*x, words.text.as_str()))
            .collect();
        words.sort_by(|lhs, rhs| lhs.0.total_cmp(&rhs.0));
        let words: Vec<&str> = words.iter().map(|(_, text)| *text).collect();
        format!("[{}]", words.join("]["))
    }

    #[test]
    fn words_longer_than_a_line_are_broken_and_none_is_lost() {
        let mut fonts = Fonts::new(&OwnFonts);
        let check = |fonts: &mut Fonts<'_>, words: &str, n_lines: usize| {
            let lines = set(fonts, words, 60.0);
            assert_eq!(
                lines.len(),
                n_lines,
                "{words}: {}",
                lines.iter().map(seen).collect::<String>()
            );
            assert!(lines.iter().all(|line| line.width <= 60.01), "{words}");
            let fragments = lines.iter().flat_map(|line| &line.fragments);
            let printed = fragments.flat_map(|fragment| &fragment.words);
            let printed: String = printed.map(|(_, words)| words.text.as_str()).collect();
            assert_eq!(printed, words.replace('\n', ""));
        };
        check(&mut fonts, "", 0);
        check(&mut fonts, "one line", 1);
        check(&mut fonts, "a line and one more", 2);
        check(&mut fonts, "two\nlines", 2);
        check(&mut fonts, "0123456789abcdef0123456789abcdef", 4);
        check(&mut fonts, "Αθήνα Київ 北京", 2);
        assert_eq!(fonts.n_strange(), 2);
        // Chinese may be broken anywhere but before a full stop
        check(&mut fonts, "北京北京北京。北京", 2);
        let look = Look::new(Face::Sans, 10.0, INK);
        assert!(width(&mut fonts, "one line", look) < 60.0);
    }

    #[test]
    fn words_from_right_to_left_stand_in_the_order_of_reading() {
        let mut fonts = Fonts::new(&OwnFonts);
        let check = |fonts: &mut Fonts<'_>, words: &str, runs_left: bool, expected: &str| {
            let lines = set(fonts, words, 400.0);
            assert_eq!(lines.len(), 1);
            assert_eq!(lines[0].runs_left, runs_left, "{words}");
            assert_eq!(seen(&lines[0]), expected, "{words}");
        };
        check(&mut fonts, "one two", false, "[one two]");
        // a Hebrew sentence with Latin words and a number in it
        check(
            &mut fonts,
            "אבג NATO 2015 דהו",
            true,
            "[ דהו][NATO 2015][אבג ]",
        );
        check(
            &mut fonts,
            "He said אבג דהו.",
            false,
            "[He said ][אבג דהו][.]",
        );
        // a label of the program before an article's words
        let label = Look::new(Face::Sans, 10.0, INK);
        let article = Look::new(Face::Serif, 10.0, INK);
        let runs = [("C2 ".to_owned(), label), ("אבג, דהו.".to_owned(), article)];
        let labelled = lines(&mut fonts, &runs, 400.0);
        assert!(!labelled[0].runs_left);
        assert_eq!(seen(&labelled[0]), "[C2 ][.][דהו][, ][אבג]");
        // too narrow for both words: the first one stands on the first line
        let lines = set(&mut fonts, "אבגדהו זחטיכל", 60.0);
        let texts: Vec<String> = lines.iter().map(seen).collect();
        assert_eq!(texts, ["[אבגדהו ]", "[זחטיכל]"]);
    }
}
