//! Fonts, as far as reading needs them: how many bytes a code has, which letters it stands for, how wide it is.
//!
//! Letters come from the font's own map (`ToUnicode`), else from its encoding and the names of its glyphs, else, in fonts for
//! Chinese, Japanese and Korean, from the named encoding. A font that gives none of these cannot be read.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_16BE, WINDOWS_1252};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::{self, CMap};
use super::content::bounded;
use super::glyph_names;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    /// Bytes of a code, 1 or 2.
    pub code_len: usize,
    map: CMap,
    /// Letters of one-byte codes.
    simple: Vec<Option<String>>,
    /// The encoding that decodes codes of a font for Chinese, Japanese or Korean.
    named: Option<&'static Encoding>,
    /// In thousandths of the size.
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

impl Font {
    pub fn read(dict: &Dict<'_>) -> Self {
        let kind = dict
            .get::<Name<'_>>(keys::SUBTYPE)
            .map_or(String::new(), |name| name.as_str().to_owned());
        let map = dict
            .get::<Stream<'_>>(keys::TO_UNICODE)
            .and_then(|stream| bounded(&stream))
            .map(|bytes| cmap::parse(&bytes))
            .unwrap_or_default();
        if kind == "Type0" {
            Self::composite(dict, map)
        } else {
            Self::simple(dict, &kind, map)
        }
    }

    fn composite(dict: &Dict<'_>, map: CMap) -> Self {
        let encoding = dict
            .get::<Name<'_>>(keys::ENCODING)
            .map_or(String::new(), |name| name.as_str().to_owned());
        let descendant = dict
            .get::<Array<'_>>(keys::DESCENDANT_FONTS)
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let mut widths = BTreeMap::new();
        let mut default_width = 1000.0;
        if let Some(descendant) = &descendant {
            default_width = descendant.get::<f64>(keys::DW).unwrap_or(1000.0);
            if let Some(array) = descendant.get::<Array<'_>>(keys::W) {
                read_widths(&array, &mut widths);
            }
        }
        let named = named_encoding(&encoding);
        Self {
            code_len: 2,
            map,
            simple: Vec::new(),
            named,
            widths,
            default_width,
        }
    }

    fn simple(dict: &Dict<'_>, kind: &str, map: CMap) -> Self {
        let mut widths = BTreeMap::new();
        let first = dict.get::<u32>(keys::FIRST_CHAR).unwrap_or(0);
        let scale = if kind == "Type3" {
            type3_scale(dict)
        } else {
            1.0
        };
        if let Some(array) = dict.get::<Array<'_>>(keys::WIDTHS) {
            for (at, width) in array.iter::<f64>().take(256).enumerate() {
                widths.insert(first.saturating_add(at as u32), width * scale);
            }
        }
        let name = dict
            .get::<Name<'_>>(keys::BASE_FONT)
            .map_or(String::new(), |name| name.as_str().to_owned());
        let default_width = if name.contains("Courier") {
            600.0
        } else {
            520.0
        };
        Self {
            code_len: 1,
            map,
            simple: simple_letters(dict, kind, &name),
            named: None,
            widths,
            default_width,
        }
    }

    /// The letters of a code; `None` when nobody can say.
    pub fn letters(&self, code: u32) -> Option<String> {
        if let Some(words) = self.map.words.get(&code).filter(|words| !words.is_empty()) {
            return Some(words.clone());
        }
        if let Some(encoding) = self.named {
            let bytes = if code > 0xff {
                vec![(code >> 8) as u8, code as u8]
            } else {
                vec![code as u8]
            };
            let (words, broken) = encoding.decode_without_bom_handling(&bytes);
            return (!broken).then(|| words.into_owned());
        }
        self.simple.get(code as usize).cloned().flatten()
    }

    /// How wide a code is, in thousandths of the size.
    pub fn width(&self, code: u32) -> f64 {
        self.widths
            .get(&code)
            .copied()
            .unwrap_or(self.default_width)
    }

    /// Whether codes of one and two bytes are mixed, told by the first byte.
    pub fn is_one_byte(&self, first: u8) -> bool {
        match self.named {
            None => self.code_len == 1,
            Some(encoding) if encoding == UTF_16BE => false,
            Some(encoding) if encoding == SHIFT_JIS => {
                first < 0x80 || (0xa0..=0xdf).contains(&first)
            }
            Some(_) => first < 0x80,
        }
    }
}

fn type3_scale(dict: &Dict<'_>) -> f64 {
    let matrix = dict.get::<Array<'_>>(keys::FONT_MATRIX);
    let first = matrix.and_then(|matrix| matrix.iter::<f64>().next());
    first.map_or(1.0, |scale| scale * 1000.0)
}

/// The predefined maps whose codes are those of an encoding of text.
fn named_encoding(name: &str) -> Option<&'static Encoding> {
    let starts = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    match () {
        () if name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")) => {
            Some(UTF_16BE)
        }
        () if starts(&["GBK", "GB-EUC", "GBpc"]) => Some(GBK),
        () if starts(&["B5pc", "HKscs", "ETen", "ETenms"]) => Some(BIG5),
        () if starts(&["90ms", "90pv", "83pv", "Add-RKSJ", "Ext-RKSJ"]) => Some(SHIFT_JIS),
        () if starts(&["KSC", "KSCms"]) => Some(EUC_KR),
        () => None,
    }
}

/// `[c [w1 w2 …] first last w …]`
fn read_widths(array: &Array<'_>, widths: &mut BTreeMap<u32, f64>) {
    let mut pending: Vec<f64> = Vec::new();
    for object in array.iter::<Object<'_>>().take(100_000) {
        match object {
            Object::Number(number) => {
                pending.push(number.as_f64());
                if let [first, last, width] = pending[..] {
                    let (first, last) = (first.max(0.0) as u32, last.max(0.0) as u32);
                    for code in first..=last.min(first.saturating_add(0xffff)) {
                        widths.insert(code, width);
                    }
                    pending.clear();
                }
            }
            Object::Array(list) => {
                if let Some(first) = pending.last() {
                    let first = first.max(0.0) as u32;
                    for (at, width) in list.iter::<f64>().take(0x1_0000).enumerate() {
                        widths.insert(first.saturating_add(at as u32), width);
                    }
                }
                pending.clear();
            }
            _ => pending.clear(),
        }
    }
}

/// Letters of one-byte codes, from the encoding and its differences.
fn simple_letters(dict: &Dict<'_>, kind: &str, font: &str) -> Vec<Option<String>> {
    let encoding = dict.get::<Dict<'_>>(keys::ENCODING);
    let base = dict
        .get::<Name<'_>>(keys::ENCODING)
        .or_else(|| encoding.as_ref()?.get::<Name<'_>>(keys::BASE_ENCODING));
    let base = base.map_or(String::new(), |name| name.as_str().to_owned());
    let symbols = ["Symbol", "ZapfDingbats", "Wingdings"]
        .iter()
        .any(|name| font.contains(name));
    let mut letters: Vec<Option<String>> = (0..=255_u8)
        .map(|byte| match base.as_str() {
            _ if kind == "Type3" || symbols => None,
            "WinAnsiEncoding" => Some(decoded(WINDOWS_1252, byte)),
            "MacRomanEncoding" => Some(decoded(MACINTOSH, byte)),
            _ if kind == "TrueType" => Some(decoded(WINDOWS_1252, byte)),
            _ => standard(byte),
        })
        .collect();
    let differences = encoding.and_then(|encoding| encoding.get::<Array<'_>>(keys::DIFFERENCES));
    let mut code = 0_usize;
    for object in differences
        .iter()
        .flat_map(Array::iter::<Object<'_>>)
        .take(2_000)
    {
        match object {
            Object::Number(number) => code = number.as_f64().max(0.0) as usize,
            Object::Name(name) => {
                if let Some(place) = letters.get_mut(code) {
                    *place = glyph_names::letters(name.as_str());
                }
                code += 1;
            }
            _ => {}
        }
    }
    letters
}

fn decoded(encoding: &'static Encoding, byte: u8) -> String {
    encoding.decode_without_bom_handling(&[byte]).0.into_owned()
}

/// Adobe's standard encoding.
fn standard(byte: u8) -> Option<String> {
    const UPPER: &[(u8, &str)] = &[
        (0xa1, "¡"),
        (0xa2, "¢"),
        (0xa3, "£"),
        (0xa4, "⁄"),
        (0xa5, "¥"),
        (0xa6, "ƒ"),
        (0xa7, "§"),
        (0xa9, "'"),
        (0xaa, "“"),
        (0xab, "«"),
        (0xac, "‹"),
        (0xad, "›"),
        (0xae, "fi"),
        (0xaf, "fl"),
        (0xb1, "–"),
        (0xb2, "†"),
        (0xb3, "‡"),
        (0xb4, "·"),
        (0xb6, "¶"),
        (0xb7, "•"),
        (0xb8, "‚"),
        (0xb9, "„"),
        (0xba, "”"),
        (0xbb, "»"),
        (0xbc, "…"),
        (0xbd, "‰"),
        (0xbf, "¿"),
        (0xd0, "—"),
        (0xe1, "Æ"),
        (0xe8, "Ł"),
        (0xe9, "Ø"),
        (0xea, "Œ"),
        (0xf1, "æ"),
        (0xf5, "ı"),
        (0xf8, "ł"),
        (0xf9, "ø"),
        (0xfa, "œ"),
        (0xfb, "ß"),
    ];
    match byte {
        b'\'' => Some("’".to_owned()),
        b'`' => Some("‘".to_owned()),
        0x20..=0x7e => Some(char::from(byte).to_string()),
        _ => UPPER
            .iter()
            .find(|(code, _)| *code == byte)
            .map(|(_, letters)| (*letters).to_owned()),
    }
}
