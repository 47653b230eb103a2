//! The fonts of the machine, for the letters of scripts that the faces in assets lack: Arabic, Hebrew, Chinese and many others.
//! They are looked for only when a report has such letters. The choice depends on the fonts that are installed and on nothing
//! else: the same letter gets the same font every time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, ID, Style};
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};

use crate::report::{FontSource, FoundFont, Weight};

/// Families in the order in which they are taken; what is not here comes after them, by name. Book faces first, as the words
/// of articles are set in one.
const PREFERRED: [&str; 18] = [
    "Noto Naskh Arabic",
    "Noto Serif",
    "Noto Sans",
    "Source Han Serif",
    "Songti",
    "Hiragino Mincho",
    "Times New Roman",
    "SimSun",
    "Yu Mincho",
    "Batang",
    "PingFang",
    "Hiragino",
    "Apple SD Gothic Neo",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Arial",
    "DejaVu",
    "FreeSerif",
];

/// The fonts of the machine, read when the first is asked for.
#[derive(Default)]
pub struct SystemFonts {
    known: RefCell<Option<Known>>,
}

impl FontSource for SystemFonts {
    fn font_with(&self, letter: char, weight: Weight) -> Option<FoundFont> {
        let mut known = self.known.borrow_mut();
        known
            .get_or_insert_with(Known::read)
            .font_with(letter, weight)
    }
}

struct Known {
    database: Database,
    /// By how well they fit each kind of letter in each weight.
    orders: BTreeMap<(Kin, Weight), Vec<ID>>,
    /// The letters of each font that was looked into: ranges, ascending.
    letters: BTreeMap<ID, Vec<(u32, u32)>>,
    bytes: BTreeMap<ID, FoundFont>,
}

/// Which of the fonts that share the signs of Chinese draws them as the text expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kin {
    Chinese,
    Japanese,
    Korean,
}

impl Kin {
    fn of(letter: char) -> Self {
        match letter {
            '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Self::Japanese,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}' => {
                Self::Korean
            }
            _ => Self::Chinese,
        }
    }

    /// How its fonts are named.
    fn suffix(self) -> &'static str {
        match self {
            Self::Chinese => " SC",
            Self::Japanese => " JP",
            Self::Korean => " KR",
        }
    }
}

impl Known {
    fn read() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self {
            database,
            orders: BTreeMap::new(),
            letters: BTreeMap::new(),
            bytes: BTreeMap::new(),
        }
    }

    fn font_with(&mut self, letter: char, weight: Weight) -> Option<FoundFont> {
        let kin = Kin::of(letter);
        let database = &self.database;
        let order = self
            .orders
            .entry((kin, weight))
            .or_insert_with(|| order(database, kin, weight));
        let letters = &mut self.letters;
        let found = order.iter().copied().find(|id| {
            let ranges = letters
                .entry(*id)
                .or_insert_with(|| letters_of(database, *id));
            has(ranges, u32::from(letter))
        })?;
        if let Some(font) = self.bytes.get(&found) {
            return Some(font.clone());
        }
        let font = database.with_face_data(found, |bytes, index| FoundFont {
            bytes: Arc::new(bytes.to_vec()),
            index,
        })?;
        self.bytes.insert(found, font.clone());
        Some(font)
    }
}

/// All fonts, the most fit first.
fn order(database: &Database, kin: Kin, weight: Weight) -> Vec<ID> {
    let mut faces: Vec<&FaceInfo> = database.faces().collect();
    faces.sort_by_cached_key(|face| {
        let family = face.families.first().map_or("", |(name, _)| name.as_str());
        let preferred = PREFERRED
            .iter()
            .position(|prefix| family.starts_with(prefix));
        (
            face.style != Style::Normal,
            face.monospaced || family.contains("Mono"),
            preferred.unwrap_or(PREFERRED.len()),
            !family.ends_with(kin.suffix()),
            family.to_owned(),
            face.weight.0.abs_diff(weight.value()),
            face.post_script_name.clone(),
            face.index,
        )
    });
    faces.into_iter().map(|face| face.id).collect()
}

/// The letters that a font has outlines for; none where it may not be embedded.
fn letters_of(database: &Database, id: ID) -> Vec<(u32, u32)> {
    let ranges = database.with_face_data(id, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        let rights = font.os2().map_or(0, |table| table.fs_type());
        // "Restricted License embedding" (OpenType, OS/2, fsType)
        if rights & 0xF == 2 {
            return None;
        }
        let outlines = font.outline_glyphs();
        let drawn = font
            .charmap()
            .mappings()
            .filter(|(_, glyph)| outlines.get(*glyph).is_some());
        let mut letters: Vec<u32> = drawn.map(|(letter, _)| letter).collect();
        letters.sort_unstable();
        let ranges = letters.chunk_by(|lhs, rhs| rhs - lhs <= 1);
        Some(
            ranges
                .map(|range| (range[0], range[range.len() - 1]))
                .collect(),
        )
    });
    ranges.flatten().unwrap_or_default()
}

fn has(ranges: &[(u32, u32)], letter: u32) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= letter);
    after > 0 && ranges[after - 1].1 >= letter
}

#[cfg(test)]
mod tests {
    use super::{Kin, Known, has};
    use crate::report::Weight;

    /// The faces in assets in place of a machine's.
    fn known() -> Known {
        let mut known = Known {
            database: fontdb::Database::new(),
            orders: std::collections::BTreeMap::new(),
            letters: std::collections::BTreeMap::new(),
            bytes: std::collections::BTreeMap::new(),
        };
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts");
        known.database.load_fonts_dir(folder);
        known
    }

    #[test]
    fn a_letter_gets_an_upright_font_that_has_it_in_its_weight() {
        let mut known = known();
        let check = |known: &mut Known, letter: char, weight: Weight, expected: &str| {
            let found = known.font_with(letter, weight).map(|font| font.bytes);
            let file = format!("{}/assets/fonts/{expected}", env!("CARGO_MANIFEST_DIR"));
            let expected = crate::store::read(std::path::Path::new(&file)).ok();
            assert!(found.as_deref() == expected.as_ref(), "{letter} {file}");
        };
        check(&mut known, 'a', Weight::Regular, "NotoSerif-Regular.ttf");
        check(&mut known, 'a', Weight::Bold, "NotoSerif-Bold.ttf");
        // only our sans face has the box
        check(&mut known, '\u{25A1}', Weight::Regular, "Inter-Regular.otf");
        check(&mut known, '北', Weight::Regular, "none.ttf");
    }

    #[test]
    fn signs_shared_by_three_languages_are_drawn_for_the_right_one() {
        let check = |letter, kin| assert_eq!(Kin::of(letter), kin);
        check('北', Kin::Chinese);
        check('の', Kin::Japanese);
        check('한', Kin::Korean);
        assert!(has(&[(1, 3), (7, 7)], 7) && !has(&[(1, 3), (7, 7)], 5) && !has(&[], 1));
    }
}
