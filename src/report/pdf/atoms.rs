//! Words into the smallest parts that are set as a whole: letters of one look, one font and one direction between two places
//! where a line may be broken. The order in which parts stand on a line is that of the Unicode bidirectional algorithm
//! (UAX 9).

use std::ops::Range;
use std::rc::Rc;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::{FontId, Fonts, Printed, Shaped};
use super::look::{Look, Mark};

/// White space inside a chip, left and right of its letters.
const CHIP: f32 = 3.0;

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a part of one.
    Letters,
    /// One space.
    Space,
    /// The end of a line that the text asks for.
    LineEnd,
    /// The left or right edge of a chip.
    Edge,
}

/// The smallest part.
#[derive(Clone, Debug)]
pub struct Atom {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Which run it is of.
    pub look: usize,
    /// How deep it stands in words of the other direction; odd: from right to left.
    pub level: Level,
    /// Whether a line may be broken before it.
    pub may_break: bool,
    /// What prints it.
    pub printed: Printed,
    /// Its shapes.
    pub shaped: Rc<Shaped>,
    /// In points.
    pub width: f32,
}

/// A paragraph in parts.
pub struct Paragraph {
    /// What is printed, of all runs.
    pub text: String,
    /// In reading order.
    pub atoms: Vec<Atom>,
    /// Of the paragraphs in the text: their bytes and directions. Empty where everything runs from left to right.
    directions: Vec<(Range<usize>, Level)>,
}

impl Paragraph {
    /// Takes the words of all runs apart.
    pub fn new(fonts: &mut Fonts<'_>, runs: &[(String, Look)]) -> Self {
        let (text, parts) = joined(runs);
        let order = runs_left(&text).then(|| BidiInfo::new(&text, None));
        let level = |at: usize| match &order {
            Some(order) => order.levels.get(at).copied().unwrap_or(Level::ltr()),
            None => Level::ltr(),
        };
        let directions = order.iter().flat_map(|order| &order.paragraphs);
        let directions = directions.map(|p| (p.range.clone(), p.level)).collect();
        let mut atoms = Vec::new();
        for (look, (bytes, (_, style))) in parts.into_iter().zip(runs).enumerate() {
            let mut part = Part {
                text: &text,
                look,
                style: *style,
                fonts,
                atoms: &mut atoms,
            };
            part.add(bytes, &level);
        }
        Self {
            text,
            atoms,
            directions,
        }
    }

    /// Whether the paragraph around this byte runs from right to left.
    pub fn direction(&self, at: usize) -> Level {
        let mut directions = self.directions.iter();
        let own = directions.find(|(bytes, _)| bytes.contains(&at));
        own.map_or(Level::ltr(), |(_, level)| *level)
    }

    /// Cuts a word into what fits in `room` points and the rest. A word that begins its line keeps at least one letter.
    pub fn split(
        &mut self,
        fonts: &mut Fonts<'_>,
        index: usize,
        room: f32,
        size: f32,
        is_first: bool,
    ) -> bool {
        let atom = &self.atoms[index];
        let word = &self.text[atom.bytes.clone()];
        let before = |at: usize| -> f32 {
            let glyphs = atom.shaped.glyphs.iter();
            let before = glyphs.filter(|glyph| glyph.text_range.start < at);
            before.map(|glyph| glyph.x_advance * size).sum()
        };
        let mut ends = word.grapheme_indices(true).map(|(at, _)| at).skip(1);
        let first = ends.next();
        let fitting = first.filter(|at| before(*at) <= room).map(|first| {
            ends.take_while(|at| before(*at) <= room)
                .last()
                .unwrap_or(first)
        });
        let Some(at) = fitting.or(first.filter(|_| is_first)) else {
            return false;
        };
        let middle = atom.bytes.start + at;
        let mut rest = atom.clone();
        rest.bytes.start = middle;
        rest.may_break = true;
        let mut kept = atom.clone();
        kept.bytes.end = middle;
        for half in [&mut kept, &mut rest] {
            let word = &self.text[half.bytes.clone()];
            half.shaped = fonts.shape(half.printed, half.level.is_rtl(), word);
            half.width = half.shaped.width * size;
        }
        self.atoms[index] = kept;
        self.atoms.insert(index + 1, rest);
        true
    }
}

/// The words of all runs as one text, and where each run stands in it. Words of articles among words of the program are
/// isolated (UAX 9, 2.4.2), so that a label before a Hebrew sentence does not take its full stop away.
fn joined(runs: &[(String, Look)]) -> (String, Vec<Range<usize>>) {
    let is_mixed = runs.iter().any(|(_, look)| look.face.is_serif())
        && runs.iter().any(|(_, look)| !look.face.is_serif());
    let mut text = String::new();
    let mut parts = Vec::with_capacity(runs.len());
    let mut is_isolated = false;
    for (words, look) in runs {
        if is_mixed && look.face.is_serif() != is_isolated {
            is_isolated = !is_isolated;
            text.push(if is_isolated { FIRST_STRONG } else { POP });
        }
        let start = text.len();
        text.extend(words.nfc().filter_map(printed));
        parts.push(start..text.len());
    }
    (text, parts)
}

/// Begins words that have a direction of their own.
const FIRST_STRONG: char = '\u{2068}';
/// Ends them.
const POP: char = '\u{2069}';

/// Words of one look on their way into atoms.
struct Part<'a, 'f> {
    text: &'a str,
    look: usize,
    style: Look,
    fonts: &'a mut Fonts<'f>,
    atoms: &'a mut Vec<Atom>,
}

impl Part<'_, '_> {
    fn add(&mut self, bytes: Range<usize>, level: &dyn Fn(usize) -> Level) {
        if bytes.is_empty() {
            return;
        }
        let is_chip = matches!(self.style.mark, Mark::Chip(_));
        if is_chip {
            self.edge(bytes.start, level(bytes.start));
        }
        let mut open: Option<Atom> = None;
        for (at, letters) in self.text[bytes.clone()].grapheme_indices(true) {
            let at = bytes.start + at;
            let next = self.atom(at, letters, level(at));
            match &mut open {
                Some(word) if goes_on(word, &next) => word.bytes.end = next.bytes.end,
                _ => {
                    let done = open.replace(next);
                    self.close(done);
                }
            }
        }
        self.close(open);
        if is_chip {
            self.edge(bytes.end, level(bytes.end - 1));
        }
    }

    fn atom(&mut self, at: usize, letters: &str, level: Level) -> Atom {
        let first = letters.chars().next().unwrap_or(' ');
        let kind = match first {
            '\n' => Kind::LineEnd,
            ' ' => Kind::Space,
            _ => Kind::Letters,
        };
        let own = Printed::With(self.style.face as FontId);
        let base = match kind {
            Kind::Letters => self.fonts.printed(self.style.face, first),
            _ => own,
        };
        // marks over a letter come from its font or, where that lacks them, both from another
        let printed = letters.chars().skip(1).fold(base, |printed, mark| {
            let other = self.fonts.printed(self.style.face, mark);
            match (printed, other) {
                (Printed::With(own), Printed::With(found)) if found > own => other,
                _ => printed,
            }
        });
        Atom {
            kind,
            bytes: at..at + letters.len(),
            look: self.look,
            level,
            may_break: kind == Kind::Letters && may_break(&self.text[..at], &self.text[at..]),
            printed,
            shaped: Rc::default(),
            width: 0.0,
        }
    }

    /// Shapes what was gathered.
    fn close(&mut self, atom: Option<Atom>) {
        let Some(mut atom) = atom else { return };
        if atom.kind != Kind::LineEnd {
            let word = &self.text[atom.bytes.clone()];
            atom.shaped = self.fonts.shape(atom.printed, atom.level.is_rtl(), word);
            atom.width = atom.shaped.width * self.style.size;
        }
        self.atoms.push(atom);
    }

    fn edge(&mut self, at: usize, level: Level) {
        self.atoms.push(Atom {
            kind: Kind::Edge,
            bytes: at..at,
            look: self.look,
            level,
            may_break: false,
            printed: Printed::With(self.style.face as FontId),
            shaped: Rc::default(),
            width: CHIP,
        });
    }
}

/// Whether the letters belong to the word.
fn goes_on(word: &Atom, next: &Atom) -> bool {
    word.kind == Kind::Letters
        && next.kind == Kind::Letters
        && !next.may_break
        && word.level == next.level
        && word.printed == next.printed
        && matches!(word.printed, Printed::With(_))
}

/// White space as one kind of space, what has no shape left out, what is no letter replaced. Marks that only set a direction
/// are left out too: an article must not turn the words around it.
fn printed(letter: char) -> Option<char> {
    match letter {
        '\n' => Some('\n'),
        '\u{AD}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => None,
        letter if letter.is_whitespace() => Some(' '),
        '\u{FFFE}' | '\u{FFFF}' => Some('\u{FFFD}'),
        letter if letter.is_control() => Some('\u{FFFD}'),
        letter => Some(letter),
    }
}

/// Whether a text has letters that run from right to left.
fn runs_left(text: &str) -> bool {
    // everything before the Hebrew letters runs from left to right
    text.chars().any(|c| {
        c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
    })
}

/// Letters of scripts that are written without spaces: Chinese and Japanese, with their signs.
fn is_ideographic(letter: char) -> bool {
    matches!(
        letter,
        '\u{2E80}'..='\u{30FF}' | '\u{31C0}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}'
    )
}

/// What begins no line in Chinese and Japanese.
const NO_START: &str = "、。，．・：；？！）」』】〕》〉］｝”’…—ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;!?)]}%»";
/// What ends no line in them.
const NO_END: &str = "（「『【〔《〈［｛“‘([{«$";

/// Whether a line may be broken between two words that no space divides: after a dash inside a word, and between letters of
/// Chinese and Japanese (a short form of UAX 14).
fn may_break(before: &str, after: &str) -> bool {
    let mut before = before.chars().rev();
    let (Some(last), Some(next)) = (before.next(), after.chars().next()) else {
        return false;
    };
    if is_ideographic(last) || is_ideographic(next) {
        return last != ' ' && !NO_END.contains(last) && !NO_START.contains(next);
    }
    matches!(last, '-' | '–' | '—' | '/')
        && before.next().is_some_and(char::is_alphanumeric)
        && next.is_alphanumeric()
}
