//! Sizes, colours and distances of the printed report, in points (1/72 inch).

use super::fonts::Face;
use crate::analysis::compare::Relation;
use crate::report::outline::Language;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Body of text.
pub const INK: Rgb = Rgb(0x16, 0x20, 0x2B);
/// Less important words; contrast on white 7 : 1.
pub const SOFT: Rgb = Rgb(0x4F, 0x5A, 0x65);
/// Words around the words in question; contrast on white 4.6 : 1.
pub const FAINT: Rgb = Rgb(0x6F, 0x77, 0x80);
/// Rules.
pub const LINE: Rgb = Rgb(0xD3, 0xD9, 0xDF);
/// Grounds.
pub const WASH: Rgb = Rgb(0xF2, 0xF5, 0xF8);
/// The one accent.
pub const ACCENT: Rgb = Rgb(0x22, 0x50, 0x7D);
/// Ground of changed words.
pub const CHANGED: Rgb = Rgb(0xFF, 0xE9, 0xB5);
/// Rule under changed words.
pub const CHANGED_RULE: Rgb = Rgb(0xA3, 0x4A, 0x00);
/// Ground of the same words.
pub const SAME: Rgb = Rgb(0xCB, 0xE3, 0xC4);
/// Ground of edited words.
pub const EDITED: Rgb = Rgb(0xFB, 0xDD, 0x98);
/// White.
pub const PAPER: Rgb = Rgb(0xFF, 0xFF, 0xFF);

/// Outlets on paper, the same in every form.
const OUTLETS: [Rgb; 8] = [
    Rgb(0x00, 0x72, 0xB2),
    Rgb(0xC7, 0x50, 0x00),
    Rgb(0x00, 0x80, 0x5F),
    Rgb(0x9C, 0x4A, 0x86),
    Rgb(0x7A, 0x62, 0x00),
    Rgb(0x2B, 0x7F, 0xA8),
    Rgb(0xB0, 0x3A, 0x48),
    Rgb(0x59, 0x63, 0x6E),
];

/// Colour of the outlet with this index.
pub fn outlet(index: u32) -> Rgb {
    OUTLETS[index as usize % OUTLETS.len()]
}

/// Shorter side of A4.
pub const SHORT: f32 = 595.28;
/// Longer side of A4.
pub const LONG: f32 = 841.89;
/// Left and right of the text.
pub const MARGIN: f32 = 54.0;
/// Above the text; the running head stands in it.
pub const TOP: f32 = 66.0;
/// Below the text; the page number stands in it.
pub const BOTTOM: f32 = 62.0;

/// How words are marked beyond their letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    None,
    /// Ground and rule.
    Changed,
    /// A small box, its shape by the relation.
    Chip(Relation),
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Typeface.
    pub face: Face,
    /// Size of the letters.
    pub size: f32,
    /// Colour of the letters.
    pub colour: Rgb,
    /// Ground, rule, box.
    pub mark: Mark,
    /// Of the words, where it is known and another than the program's may be.
    pub language: Option<Language>,
}

impl Look {
    /// Words without a mark.
    pub const fn new(face: Face, size: f32, colour: Rgb) -> Self {
        Self {
            face,
            size,
            colour,
            mark: Mark::None,
            language: None,
        }
    }
}
