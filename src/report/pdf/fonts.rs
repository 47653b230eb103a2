//! The typefaces of the printed report: which glyph a letter has, how wide it is, and the cut-down fonts that go into the file
//! with a map back to the letters, so that text can be copied and searched.
//!
//! Letters are set one beside the other without kerning or joining, which is right for Latin, Greek and Cyrillic. A letter
//! that none of the faces has is printed as an empty box, but keeps its character for copying.

use std::collections::BTreeMap;
use std::io::Write as _;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str};
use sha2::{Digest as _, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};
use subsetter::GlyphRemapper;

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
    pub const ALL: [Self; 6] = [
        Self::Sans,
        Self::SansMedium,
        Self::SansBold,
        Self::Serif,
        Self::SerifItalic,
        Self::SerifBold,
    ];

    fn file(self) -> (&'static str, &'static [u8]) {
        macro_rules! file {
            ($name:literal, $extension:literal) => {
                (
                    $name,
                    include_bytes!(concat!("../../../assets/fonts/", $name, ".", $extension)),
                )
            };
        }
        match self {
            Self::Sans => file!("Inter-Regular", "otf"),
            Self::SansMedium => file!("Inter-Medium", "otf"),
            Self::SansBold => file!("Inter-SemiBold", "otf"),
            Self::Serif => file!("NotoSerif-Regular", "ttf"),
            Self::SerifItalic => file!("NotoSerif-Italic", "ttf"),
            Self::SerifBold => file!("NotoSerif-Bold", "ttf"),
        }
    }

    /// Its name in the resources of a page.
    pub fn resource(self) -> [u8; 2] {
        [b'F', b'0' + self as u8]
    }
}

/// A letter as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// In which face; another than asked for where that one lacks the letter.
    pub face: Face,
    /// Its number in the embedded font.
    pub code: u16,
    /// Its width, in thousandths of the size.
    pub width: f32,
}

/// First number of letters that no face has: all are the same empty box, each keeps its character.
const STRANGE: u16 = 0xF000;

/// The faces and what is used of them.
pub struct Fonts {
    faces: Vec<Used>,
    known: BTreeMap<(Face, char), Glyph>,
    strange: Vec<char>,
}

struct Used {
    font: FontRef<'static>,
    remapper: GlyphRemapper,
    /// Width of each glyph by its new number.
    widths: Vec<f32>,
    /// First letter that asked for each glyph, by its new number.
    letters: BTreeMap<u16, char>,
}

impl Used {
    fn new(face: Face) -> Self {
        let font = FontRef::new(face.file().1).expect("the fonts in assets are fonts");
        let mut used = Self {
            font,
            remapper: GlyphRemapper::new(),
            widths: Vec::new(),
            letters: BTreeMap::new(),
        };
        // the empty box is always glyph 0
        used.widths.push(used.width(GlyphId::new(0)));
        used
    }

    fn units(&self) -> f32 {
        let metrics = self.font.metrics(Size::unscaled(), LocationRef::default());
        f32::from(metrics.units_per_em)
    }

    fn width(&self, glyph: GlyphId) -> f32 {
        let metrics = self
            .font
            .glyph_metrics(Size::unscaled(), LocationRef::default());
        metrics.advance_width(glyph).unwrap_or_default() * 1000.0 / self.units()
    }

    fn glyph(&mut self, face: Face, letter: char) -> Option<Glyph> {
        let glyph = self.font.charmap().map(letter)?;
        let old = u16::try_from(glyph.to_u32()).ok().filter(|old| *old > 0)?;
        let width = self.width(glyph);
        let code = self.remapper.remap(old);
        if usize::from(code) == self.widths.len() {
            self.widths.push(width);
        }
        self.letters.entry(code).or_insert(letter);
        Some(Glyph { face, code, width })
    }
}

impl Fonts {
    /// All faces, with nothing used yet.
    pub fn new() -> Self {
        Self {
            faces: Face::ALL.into_iter().map(Used::new).collect(),
            known: BTreeMap::new(),
            strange: Vec::new(),
        }
    }

    /// The glyph of a letter, in this face or else in another.
    pub fn glyph(&mut self, face: Face, letter: char) -> Glyph {
        if let Some(glyph) = self.known.get(&(face, letter)) {
            return *glyph;
        }
        let glyph = [face, Face::Serif, Face::Sans]
            .into_iter()
            .find_map(|face| self.faces[face as usize].glyph(face, letter))
            .unwrap_or_else(|| self.box_for(letter));
        self.known.insert((face, letter), glyph);
        glyph
    }

    fn box_for(&mut self, letter: char) -> Glyph {
        let place = self.strange.iter().position(|known| *known == letter);
        let place = place.unwrap_or_else(|| {
            self.strange.push(letter);
            self.strange.len() - 1
        });
        // more strange letters than this share the last number
        let last = usize::from(u16::MAX - STRANGE);
        Glyph {
            face: Face::Serif,
            code: STRANGE + place.min(last) as u16,
            width: self.faces[Face::Serif as usize].widths[0],
        }
    }

    /// How many different letters no face has.
    pub fn n_strange(&self) -> usize {
        self.strange.len()
    }

    /// Writes the faces that were used; `next` gives numbers of objects. Returns each with its font object.
    pub fn write(&self, pdf: &mut Pdf, next: &mut impl FnMut() -> Ref) -> Vec<(Face, Ref)> {
        let mut written = Vec::new();
        for face in Face::ALL {
            let used = &self.faces[face as usize];
            let strange: &[char] = match face {
                Face::Serif => &self.strange,
                _ => &[],
            };
            if used.letters.is_empty() && strange.is_empty() {
                continue;
            }
            let id = next();
            write_face(face, used, strange, id, pdf, next);
            written.push((face, id));
        }
        written
    }
}

const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

fn write_face(
    face: Face,
    used: &Used,
    strange: &[char],
    id: Ref,
    pdf: &mut Pdf,
    next: &mut impl FnMut() -> Ref,
) {
    let subset = subsetter::subset(face.file().1, 0, &used.remapper)
        .expect("the fonts in assets can be cut down");
    // of a font with PostScript outlines only these go into the file
    let outlines = FontRef::new(&subset).ok().and_then(|font| {
        let table = font.table_data(Tag::new(b"CFF "))?;
        Some(table.as_bytes().to_vec())
    });
    let name = format!("{}+{}", tag(&subset), face.file().0);
    let (cid, descriptor, map, file) = (next(), next(), next(), next());
    let mut type0 = pdf.type0_font(id);
    match outlines {
        Some(_) => type0.base_font(Name(format!("{name}-Identity-H").as_bytes())),
        None => type0.base_font(Name(name.as_bytes())),
    };
    type0
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(map);
    type0.finish();

    let gids = (!strange.is_empty()).then(&mut *next);
    let mut font = pdf.cid_font(cid);
    font.subtype(match outlines {
        Some(_) => CidFontType::Type0,
        None => CidFontType::Type2,
    })
    .base_font(Name(name.as_bytes()))
    .system_info(SYSTEM)
    .font_descriptor(descriptor)
    .default_width(0.0);
    match (&outlines, gids) {
        (Some(_), _) => {}
        (None, None) => {
            font.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        (None, Some(gids)) => {
            font.cid_to_gid_map_stream(gids);
        }
    }
    let mut widths = font.widths();
    widths.consecutive(0, used.widths.iter().copied());
    if !strange.is_empty() {
        widths.same(STRANGE, u16::MAX, used.widths[0]);
    }
    widths.finish();
    font.finish();

    write_descriptor(
        face,
        used,
        &name,
        (descriptor, file),
        outlines.is_some(),
        pdf,
    );
    write_letters(used, strange, map, pdf);
    if let Some(gids) = gids {
        pdf.stream(gids, &deflate(&gid_map(used.widths.len())))
            .filter(Filter::FlateDecode);
    }
    let is_postscript = outlines.is_some();
    let program = deflate(&outlines.unwrap_or(subset));
    let mut stream = pdf.stream(file, &program);
    stream.filter(Filter::FlateDecode);
    if is_postscript {
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
}

/// Numbers to glyphs, two bytes each: glyphs as they are, every letter beyond them the empty box.
fn gid_map(n_glyphs: usize) -> Vec<u8> {
    (0..=u16::MAX)
        .map(|code| {
            if usize::from(code) < n_glyphs {
                code
            } else {
                0
            }
        })
        .flat_map(u16::to_be_bytes)
        .collect()
}

fn write_descriptor(
    face: Face,
    used: &Used,
    name: &str,
    (id, file): (Ref, Ref),
    is_postscript: bool,
    pdf: &mut Pdf,
) {
    let metrics = used.font.metrics(Size::unscaled(), LocationRef::default());
    let scaled = |units: f32| units * 1000.0 / used.units();
    let bounds = metrics.bounds.unwrap_or_default();
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(
        FontFlags::SERIF,
        matches!(face, Face::Serif | Face::SerifItalic | Face::SerifBold),
    );
    flags.set(FontFlags::ITALIC, face == Face::SerifItalic);
    let mut descriptor = pdf.font_descriptor(id);
    descriptor
        .name(Name(name.as_bytes()))
        .flags(flags)
        .bbox(Rect::new(
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ))
        .italic_angle(metrics.italic_angle)
        .ascent(scaled(metrics.ascent))
        .descent(scaled(metrics.descent))
        .cap_height(scaled(metrics.cap_height.unwrap_or(metrics.ascent)))
        .stem_v(if matches!(face, Face::SansBold | Face::SerifBold) {
            140.0
        } else {
            85.0
        });
    if is_postscript {
        descriptor.font_file3(file);
    } else {
        descriptor.font_file2(file);
    }
}

/// The map from glyphs back to letters.
fn write_letters(used: &Used, strange: &[char], id: Ref, pdf: &mut Pdf) {
    let mut map = UnicodeCmap::new(Name(b"Hexapla"), SYSTEM);
    for (code, letter) in &used.letters {
        map.pair(*code, *letter);
    }
    for (letter, code) in strange.iter().zip(STRANGE..) {
        map.pair(code, *letter);
    }
    let map = deflate(&map.finish());
    pdf.stream(id, &map).filter(Filter::FlateDecode);
}

/// Six capitals that tell this subset from others of the same font.
fn tag(subset: &[u8]) -> String {
    let hash = Sha256::digest(subset);
    hash.iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

/// Compressed as PDF wants it.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory cannot fail")
}
