//! The typefaces of the printed report: which font has a letter, and the shapes and places of the letters of a word.
//!
//! Our own faces hold Latin, Greek and Cyrillic. For other scripts a [`FontSource`] is asked, which may know the fonts of the
//! machine; where it knows none, a letter is printed as an empty box, but keeps its character for copying. Cutting the fonts
//! down and embedding them is krilla's work.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use harfrust::{Direction, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer};
use krilla::Data;
use krilla::text::{GlyphId, KrillaGlyph, Tag};
use skrifa::{FontRef, MetadataProvider as _};

/// A typeface in one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// What the program says.
    Sans,
    /// Small headings.
    SansMedium,
    /// Headings.
    SansBold,
    /// What articles say.
    Serif,
    /// The question.
    SerifItalic,
    /// Changed words, the title.
    SerifBold,
}

impl Face {
    /// All faces, in the order of their numbers.
    const ALL: [Self; 6] = [
        Self::Sans,
        Self::SansMedium,
        Self::SansBold,
        Self::Serif,
        Self::SerifItalic,
        Self::SerifBold,
    ];

    fn file(self) -> &'static [u8] {
        macro_rules! file {
            ($name:literal) => {
                include_bytes!(concat!("../../../assets/fonts/", $name))
            };
        }
        match self {
            Self::Sans => file!("Inter-Regular.otf"),
            Self::SansMedium => file!("Inter-Medium.otf"),
            Self::SansBold => file!("Inter-SemiBold.otf"),
            Self::Serif => file!("NotoSerif-Regular.ttf"),
            Self::SerifItalic => file!("NotoSerif-Italic.ttf"),
            Self::SerifBold => file!("NotoSerif-Bold.ttf"),
        }
    }

    /// Whether articles speak in it, not the program.
    pub fn is_serif(self) -> bool {
        matches!(self, Self::Serif | Self::SerifItalic | Self::SerifBold)
    }

    fn weight(self) -> Weight {
        match self {
            Self::SansBold | Self::SerifBold => Weight::Bold,
            _ => Weight::Regular,
        }
    }
}

/// How heavy a font for other scripts is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

impl Weight {
    /// On the scale of OpenType and CSS.
    pub fn value(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
        }
    }
}

/// A font file.
#[derive(Clone)]
pub struct FoundFont {
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Which font of a collection, else 0.
    pub index: u32,
}

/// Who knows fonts for letters that our own faces lack. The same letter must always get the same font.
pub trait FontSource {
    /// A font that has the letter and may be embedded.
    fn font_with(&self, letter: char, weight: Weight) -> Option<FoundFont>;
}

/// Knows no fonts: reports are the same on every machine.
pub struct OwnFonts;

impl FontSource for OwnFonts {
    fn font_with(&self, _letter: char, _weight: Weight) -> Option<FoundFont> {
        None
    }
}

/// Number of a font: first our own faces, then those that were found.
pub type FontId = usize;

/// What prints a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// A font that has it.
    With(FontId),
    /// An empty box, of this font.
    AsBox(FontId),
}

/// The shapes of a word, from left to right.
#[derive(Debug, Default)]
pub struct Shaped {
    /// Each with the bytes of the word that it stands for; distances in ems.
    pub glyphs: Vec<KrillaGlyph>,
    /// All of it, in ems.
    pub width: f32,
}

/// The fonts of a file.
pub struct Fonts<'a> {
    source: &'a dyn FontSource,
    fonts: Vec<Loaded>,
    with_letter: BTreeMap<(Face, char), Printed>,
    shaped: BTreeMap<(FontId, bool, String), Rc<Shaped>>,
    strange: BTreeSet<char>,
}

/// What has no letter of its own: joiners, variation selectors. Any font prints it.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// The empty box of our sans face.
const BOX: char = '\u{25A1}';

impl<'a> Fonts<'a> {
    /// All faces; other fonts are taken from `source`.
    pub fn new(source: &'a dyn FontSource) -> Self {
        let own = |face: Face| {
            Loaded::new(Data::from(face.file()), 0, None).expect("the fonts in assets are fonts")
        };
        Self {
            source,
            fonts: Face::ALL.into_iter().map(own).collect(),
            with_letter: BTreeMap::new(),
            shaped: BTreeMap::new(),
            strange: BTreeSet::new(),
        }
    }

    /// What prints a letter: this face or else another.
    pub fn printed(&mut self, face: Face, letter: char) -> Printed {
        if is_invisible(letter) {
            return Printed::With(face as FontId);
        }
        if let Some(printed) = self.with_letter.get(&(face, letter)) {
            return *printed;
        }
        let own = [face, Face::Serif, Face::Sans].map(|face| face as FontId);
        let printed = own
            .into_iter()
            .chain(Face::ALL.len()..self.fonts.len())
            .find(|font| self.fonts[*font].fits(letter, face.weight()))
            .or_else(|| self.found(face, letter));
        let printed = printed.map_or_else(
            || {
                self.strange.insert(letter);
                Printed::AsBox(Face::Sans as FontId)
            },
            Printed::With,
        );
        self.with_letter.insert((face, letter), printed);
        printed
    }

    /// Asks the source.
    fn found(&mut self, face: Face, letter: char) -> Option<FontId> {
        let weight = face.weight();
        let found = self.source.font_with(letter, weight)?;
        let loaded = Loaded::new(Data::from(found.bytes), found.index, Some(weight))
            .filter(|font| font.has(letter))?;
        self.fonts.push(loaded);
        Some(self.fonts.len() - 1)
    }

    /// How many different letters no font has.
    pub fn n_strange(&self) -> usize {
        self.strange.len()
    }

    /// The font as krilla embeds it.
    pub fn font(&self, font: FontId) -> &krilla::text::Font {
        &self.fonts[font].font
    }

    /// The shapes of a word in one font and direction.
    pub fn shape(&mut self, printed: Printed, runs_left: bool, word: &str) -> Rc<Shaped> {
        match printed {
            Printed::With(font) => {
                let key = (font, runs_left, word.to_owned());
                if let Some(shaped) = self.shaped.get(&key) {
                    return shaped.clone();
                }
                let shaped = Rc::new(self.fonts[font].shape(word, runs_left));
                self.shaped.insert(key, shaped.clone());
                shaped
            }
            Printed::AsBox(font) => {
                // the shape of the box, the character of the letter
                let mut shaped = self.fonts[font].shape(BOX.encode_utf8(&mut [0; 4]), false);
                for glyph in &mut shaped.glyphs {
                    glyph.text_range = 0..word.len();
                }
                Rc::new(shaped)
            }
        }
    }
}

/// A font, ready to be drawn with.
struct Loaded {
    font: krilla::text::Font,
    data: Data,
    index: u32,
    shaper: ShaperData,
    /// Of a font that comes in many weights: the one asked for.
    instance: Option<ShaperInstance>,
    /// What a font that was found is to be used for; our own faces are each a weight already.
    weight: Option<Weight>,
}

impl Loaded {
    fn new(data: Data, index: u32, weight: Option<Weight>) -> Option<Self> {
        let read = FontRef::from_index(data.as_ref(), index).ok()?;
        let axis = skrifa::Tag::new(b"wght");
        let is_variable = read.axes().iter().any(|known| known.tag() == axis);
        let value = f32::from(weight.unwrap_or(Weight::Regular).value());
        let font = if is_variable {
            let weights = [(Tag::new(b"wght"), value)];
            krilla::text::Font::new_variable(data.clone(), index, &weights)?
        } else {
            krilla::text::Font::new(data.clone(), index)?
        };
        let instance = is_variable.then(|| ShaperInstance::from_variations(&read, [(axis, value)]));
        let shaper = ShaperData::new(&read);
        Some(Self {
            font,
            data,
            index,
            shaper,
            instance,
            weight,
        })
    }

    fn read(&self) -> FontRef<'_> {
        FontRef::from_index(self.data.as_ref(), self.index).expect("it was read before")
    }

    fn has(&self, letter: char) -> bool {
        let font = self.read();
        font.charmap()
            .map(letter)
            .is_some_and(|glyph| glyph.to_u32() > 0)
    }

    /// Whether a letter of this weight may be printed with it.
    fn fits(&self, letter: char, weight: Weight) -> bool {
        self.weight.is_none_or(|own| own == weight) && self.has(letter)
    }

    fn shape(&self, word: &str, runs_left: bool) -> Shaped {
        let font = self.read();
        let shaper = self
            .shaper
            .shaper(&font)
            .instance(self.instance.as_ref())
            .build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        buffer.set_direction(if runs_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let set = shaper.shape(buffer, ShapeOptions::new());
        // a glyph stands for the bytes up to the next cluster
        let mut starts: Vec<usize> = set
            .glyph_infos()
            .iter()
            .map(|info| info.cluster as usize)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let em = self.font.units_per_em();
        let mut shaped = Shaped::default();
        for (info, place) in set.glyph_infos().iter().zip(set.glyph_positions()) {
            let start = info.cluster as usize;
            let next = starts.partition_point(|other| *other <= start);
            let end = starts.get(next).copied().unwrap_or(word.len());
            shaped.width += place.x_advance as f32 / em;
            shaped.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                place.x_advance as f32 / em,
                place.x_offset as f32 / em,
                place.y_offset as f32 / em,
                0.0,
                start..end,
                None,
            ));
        }
        shaped
    }
}
