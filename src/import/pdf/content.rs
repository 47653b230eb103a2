//! The instructions of a page, carried out as far as letters and their places go; drawing is passed over, pictures are counted.
//!
//! Forms (pages inside pages) are followed to a fixed depth, so that one that contains itself ends.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::rc::Rc;

use flate2::read::ZlibDecoder;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::MAX_STREAM;
use super::fonts::Font;

/// Deepest form inside forms.
const DEEPEST: usize = 8;
/// Most instructions carried out for a page, forms counted each time.
const MAX_INSTRUCTIONS: usize = 4_000_000;
/// Most letters of a document.
const MAX_LETTERS: usize = 20_000_000;

/// A letter (or a ligature) with its place: points from the lower left corner of the upright page.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub words: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// In the order in which they are drawn.
    pub letters: Vec<Letter>,
    /// Letters at another angle than most.
    pub n_turned: usize,
    pub n_pictures: usize,
    pub height: f64,
}

/// A matrix as PDF writes it: `[a b c d e f]`.
type Matrix = [f64; 6];

const UPRIGHT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `lhs`, then `rhs`.
fn then(lhs: Matrix, rhs: Matrix) -> Matrix {
    [
        lhs[0] * rhs[0] + lhs[1] * rhs[2],
        lhs[0] * rhs[1] + lhs[1] * rhs[3],
        lhs[2] * rhs[0] + lhs[3] * rhs[2],
        lhs[2] * rhs[1] + lhs[3] * rhs[3],
        lhs[4] * rhs[0] + lhs[5] * rhs[2] + rhs[4],
        lhs[4] * rhs[1] + lhs[5] * rhs[3] + rhs[5],
    ]
}

/// Reads pages; fonts are read once.
#[derive(Default)]
pub(super) struct Reader {
    fonts: BTreeMap<(u32, i32), Rc<Font>>,
    /// Letters that no map explains.
    pub n_unknown: usize,
    /// A limit was met.
    pub is_cut: bool,
    n_letters: usize,
}

#[derive(Clone)]
struct State {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// A letter with the turn of its line: 0, 1, 2, 3 quarters against the clock.
struct Placed {
    letter: Letter,
    turn: usize,
    is_artifact: bool,
}

struct PageReader<'r> {
    reader: &'r mut Reader,
    placed: Vec<Placed>,
    n_pictures: usize,
    n_instructions: usize,
    /// For each open marked part, whether it is no part of the text (a running head, a page number).
    marked: Vec<bool>,
    /// Forms inside each other that are being read.
    open: Vec<ObjectIdentifier>,
}

impl Reader {
    pub fn page(&mut self, page: &Page<'_>) -> PageText {
        let area = page.intersected_crop_box();
        let (width, height) = (area.x1 - area.x0, area.y1 - area.y0);
        let shift = [1.0, 0.0, 0.0, 1.0, -area.x0, -area.y0];
        let (turn, height) = match page.rotation() {
            Rotation::None => (UPRIGHT, height),
            Rotation::Horizontal => ([0.0, -1.0, 1.0, 0.0, 0.0, width], width),
            Rotation::Flipped => ([-1.0, 0.0, 0.0, -1.0, width, height], height),
            Rotation::FlippedHorizontal => ([0.0, 1.0, -1.0, 0.0, height, 0.0], width),
        };
        let mut own = PageReader {
            reader: self,
            placed: Vec::new(),
            n_pictures: 0,
            n_instructions: 0,
            marked: Vec::new(),
            open: Vec::new(),
        };
        let state = State {
            to_page: then(shift, turn),
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        if let Some(instructions) = instructions_of(page) {
            own.run(&instructions, page.resources(), state, 0);
        }
        let PageReader {
            placed, n_pictures, ..
        } = own;
        upright(placed, n_pictures, (width, height))
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let id = dict.obj_id().map(
            |ObjectIdentifier {
                 obj_number,
                 gen_number,
             }| (obj_number, gen_number),
        );
        match id {
            Some(id) => Rc::clone(
                self.fonts
                    .entry(id)
                    .or_insert_with(|| Rc::new(Font::read(dict))),
            ),
            None => Rc::new(Font::read(dict)),
        }
    }
}

/// Letters of the turn most have, their places as if the page were held upright for them.
fn upright(placed: Vec<Placed>, n_pictures: usize, (width, height): (f64, f64)) -> PageText {
    let mut counts = [0_usize; 4];
    for letter in &placed {
        counts[letter.turn] += 1;
    }
    let most = (0..4)
        .max_by_key(|turn| (counts[*turn], 4 - turn))
        .unwrap_or(0);
    let n_own = placed.iter().filter(|letter| !letter.is_artifact).count();
    let mut page = PageText {
        n_pictures,
        height: if most % 2 == 0 { height } else { width },
        ..PageText::default()
    };
    // letters drawn twice, a hair apart, to look bold
    let mut drawn = BTreeSet::new();
    for letter in placed {
        let place = |value: f64| (value * 2.0).round() as i64;
        let at = (place(letter.letter.left), place(letter.letter.base));
        if !letter.letter.words.trim().is_empty()
            && !drawn.insert((at, letter.turn, letter.letter.words.clone()))
        {
            continue;
        }
        if letter.turn != most {
            page.n_turned += usize::from(!letter.letter.words.trim().is_empty());
        } else if !letter.is_artifact || n_own == 0 {
            page.letters.push(letter.letter);
        }
    }
    page
}

/// All instructions of a page, its streams put together.
fn instructions_of(page: &Page<'_>) -> Option<Vec<u8>> {
    let raw = page.raw();
    if let Some(stream) = raw.get::<Stream<'_>>(keys::CONTENTS) {
        return bounded(&stream);
    }
    let mut all = Vec::new();
    for stream in raw
        .get::<Array<'_>>(keys::CONTENTS)?
        .iter::<Stream<'_>>()
        .take(10_000)
    {
        all.extend(bounded(&stream).unwrap_or_default());
        all.push(b'\n');
        if all.len() as u64 > MAX_STREAM {
            break;
        }
    }
    Some(all)
}

/// A stream unpacked, as far as the limit.
pub(super) fn bounded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let dict = stream.dict();
    let filter = dict.get::<Name<'_>>(keys::FILTER);
    match filter.as_ref().map(Name::as_str) {
        None if !dict.contains_key(keys::FILTER) => {
            Some(raw[..raw.len().min(MAX_STREAM as usize)].to_vec())
        }
        Some("FlateDecode") if !dict.contains_key(keys::DECODE_PARMS) => {
            let mut bytes = Vec::new();
            // what was unpacked before an error is kept
            let _ = ZlibDecoder::new(&raw[..])
                .take(MAX_STREAM)
                .read_to_end(&mut bytes);
            if bytes.is_empty() {
                stream.decoded_data().ok().map(std::borrow::Cow::into_owned)
            } else {
                Some(bytes)
            }
        }
        _ if raw.len() < 4 << 20 => stream.decoded_data().ok().map(std::borrow::Cow::into_owned),
        _ => None,
    }
}

/// Where the instructions of a page or a form have come to.
struct Course<'a> {
    resources: &'a Resources<'a>,
    /// How many forms lie around this one.
    depth: usize,
    state: State,
    saved: Vec<State>,
    /// The place of the next letter, and of the line it stands on.
    text: Matrix,
    line: Matrix,
}

impl Course<'_> {
    /// The instructions that only set something; `false`: it is another.
    fn set(&mut self, operator: &[u8], number: impl Fn(usize) -> f64) -> bool {
        let state = &mut self.state;
        match operator {
            b"q" if self.saved.len() < 256 => self.saved.push(state.clone()),
            b"Q" => {
                if let Some(last) = self.saved.pop() {
                    *state = last;
                }
            }
            b"cm" => state.to_page = then(std::array::from_fn(number), state.to_page),
            b"BT" => (self.text, self.line) = (UPRIGHT, UPRIGHT),
            b"Tc" => state.letter_space = number(0),
            b"Tw" => state.word_space = number(0),
            b"Tz" => state.scale = number(0) / 100.0,
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Tm" => {
                self.line = std::array::from_fn(number);
                self.text = self.line;
            }
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            _ => return false,
        }
        true
    }

    fn next_line(&mut self, right: f64, up: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, right, up], self.line);
        self.text = self.line;
    }
}

impl PageReader<'_> {
    fn run(&mut self, instructions: &[u8], resources: &Resources<'_>, start: State, depth: usize) {
        let mut course = Course {
            resources,
            depth,
            state: start,
            saved: Vec::new(),
            text: UPRIGHT,
            line: UPRIGHT,
        };
        let mut iter = UntypedIter::new(instructions);
        while let Some(instruction) = iter.next() {
            self.n_instructions += 1;
            if self.n_instructions > MAX_INSTRUCTIONS || self.reader.n_letters > MAX_LETTERS {
                self.reader.is_cut = true;
                return;
            }
            let operands: Vec<Object<'_>> = instruction.operands().take(64).cloned().collect();
            let operator: &[u8] = instruction.operator.as_ref();
            if !course.set(operator, |at| number(&operands, at)) {
                self.carry_out(operator, &operands, &mut course);
            }
        }
    }

    /// The instructions that show something, or need the page's fonts, forms and marks.
    fn carry_out(&mut self, operator: &[u8], operands: &[Object<'_>], course: &mut Course<'_>) {
        match (operator, operands.first()) {
            (b"Tf", font) => {
                if let Some(Object::Name(name)) = font {
                    let font = course.resources.get_font(name);
                    course.state.font = font.map(|dict| self.reader.font(&dict));
                }
                course.state.size = number(operands, 1);
            }
            (b"'" | b"\"", _) => {
                course.next_line(0.0, -course.state.leading);
                if operator == b"\"" {
                    course.state.word_space = number(operands, 0);
                    course.state.letter_space = number(operands, 1);
                }
                if let Some(Object::String(words)) = operands.last() {
                    self.show(words.as_bytes(), &course.state, &mut course.text);
                }
            }
            (b"Tj", Some(Object::String(words))) => {
                self.show(words.as_bytes(), &course.state, &mut course.text);
            }
            (b"TJ", Some(Object::Array(pieces))) => self.show_spaced(pieces, course),
            (b"BMC" | b"BDC", kind) if self.marked.len() < 10_000 => {
                let outer = self.marked.last().copied().unwrap_or(false);
                let artifact =
                    matches!(kind, Some(Object::Name(name)) if name.as_str() == "Artifact");
                self.marked.push(outer || artifact);
            }
            (b"EMC", _) => drop(self.marked.pop()),
            (b"BI" | b"EI", _) => self.n_pictures += 1,
            (b"Do", Some(Object::Name(name))) => {
                self.object(name, course.resources, &course.state, course.depth);
            }
            _ => {}
        }
    }

    /// Words with the spaces between them, in thousandths of the letters' size.
    fn show_spaced(&mut self, pieces: &Array<'_>, course: &mut Course<'_>) {
        let state = &course.state;
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(words) => self.show(words.as_bytes(), state, &mut course.text),
                Object::Number(back) => {
                    let back = -back.as_f64() / 1000.0 * state.size * state.scale;
                    course.text = then([1.0, 0.0, 0.0, 1.0, back, 0.0], course.text);
                }
                _ => {}
            }
        }
    }

    /// A picture, or a page inside the page.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, state: &State, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let kind = stream.dict().get::<Name<'_>>(keys::SUBTYPE);
        match kind.as_ref().map(Name::as_str) {
            Some("Image") => self.n_pictures += 1,
            Some("Form") if depth < DEEPEST && !self.open.contains(&stream.obj_id()) => {
                let Some(instructions) = bounded(&stream) else {
                    return;
                };
                let mut inner = state.clone();
                if let Some(matrix) = stream.dict().get::<Array<'_>>(keys::MATRIX) {
                    let numbers: Vec<f64> = matrix.iter::<f64>().take(6).collect();
                    if let Ok(matrix) = Matrix::try_from(numbers) {
                        inner.to_page = then(matrix, inner.to_page);
                    }
                }
                self.open.push(stream.obj_id());
                match stream.dict().get::<Dict<'_>>(keys::RESOURCES) {
                    Some(own) => self.run(&instructions, &Resources::new(own), inner, depth + 1),
                    None => self.run(&instructions, resources, inner, depth + 1),
                }
                self.open.pop();
            }
            _ => {}
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = &state.font else { return };
        let is_artifact = self.marked.last().copied().unwrap_or(false);
        let mut rest = bytes;
        while let Some((first, _)) = rest.split_first() {
            let len = if font.is_one_byte(*first) {
                1
            } else {
                2.min(rest.len())
            };
            let code = rest[..len]
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            rest = &rest[len..];
            let is_space = len == 1 && *first == b' ';
            let advance = (font.width(code) / 1000.0 * state.size
                + state.letter_space
                + if is_space { state.word_space } else { 0.0 })
                * state.scale;
            let own = [
                state.size * state.scale,
                0.0,
                0.0,
                state.size,
                0.0,
                state.rise,
            ];
            let placed = then(then(own, *text), state.to_page);
            let ink = font.width(code) / 1000.0 * state.size * state.scale;
            let end = then(
                then([1.0, 0.0, 0.0, 1.0, ink, state.rise], *text),
                state.to_page,
            );
            *text = then([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
            let words = if let Some(words) = font.letters(code) {
                words
            } else {
                self.reader.n_unknown += 1;
                "\u{fffd}".to_owned()
            };
            self.reader.n_letters += 1;
            if let Some(letter) = place(words, placed, (end[4], end[5])) {
                self.placed.push(Placed {
                    is_artifact,
                    ..letter
                });
            }
        }
    }
}

/// The `at`th operand, 0 where it is missing or no number.
fn number(operands: &[Object<'_>], at: usize) -> f64 {
    match operands.get(at) {
        Some(Object::Number(number)) => number.as_f64(),
        _ => 0.0,
    }
}

/// The letter where it stands, turned so that its line runs from left to right.
fn place(words: String, at: Matrix, end: (f64, f64)) -> Option<Placed> {
    let turn = if at[0].abs() >= at[1].abs() {
        if at[0] >= 0.0 { 0 } else { 2 }
    } else if at[1] > 0.0 {
        1
    } else {
        3
    };
    let upright = |x: f64, y: f64| match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let (left, base) = upright(at[4], at[5]);
    let (right, _) = upright(end.0, end.1);
    let size = at[2].hypot(at[3]);
    let is_sound = [left, right, base, size]
        .iter()
        .all(|value| value.is_finite() && value.abs() < 1e6)
        && size > 0.1;
    is_sound.then_some(Placed {
        letter: Letter {
            words,
            left: left.min(right),
            right: right.max(left),
            base,
            size,
        },
        turn,
        is_artifact: false,
    })
}
