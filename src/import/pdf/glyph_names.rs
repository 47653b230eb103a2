//! What the names of glyphs stand for: those of the Adobe Glyph List that news in Latin and Cyrillic script needs. Accented letters
//! are put together from letter and accent ("eacute"); `uni20AC` and `u1F600` are read as numbers.

use unicode_normalization::UnicodeNormalization;

/// Names that are not letter and accent.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("sfthyphen", "\u{ad}"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("currency", "¤"),
    ("yen", "¥"),
    ("brokenbar", "¦"),
    ("section", "§"),
    ("dieresis", "¨"),
    ("copyright", "©"),
    ("ordfeminine", "ª"),
    ("guillemotleft", "«"),
    ("logicalnot", "¬"),
    ("registered", "®"),
    ("macron", "¯"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("acute", "´"),
    ("mu", "µ"),
    ("paragraph", "¶"),
    ("periodcentered", "·"),
    ("cedilla", "¸"),
    ("ordmasculine", "º"),
    ("guillemotright", "»"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("questiondown", "¿"),
    ("AE", "Æ"),
    ("ae", "æ"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Eth", "Ð"),
    ("eth", "ð"),
    ("Thorn", "Þ"),
    ("thorn", "þ"),
    ("germandbls", "ß"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("Dcroat", "Đ"),
    ("dcroat", "đ"),
    ("dotlessi", "ı"),
    ("florin", "ƒ"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("perthousand", "‰"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("fraction", "⁄"),
    ("Euro", "€"),
    ("trademark", "™"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("circumflex", "ˆ"),
    ("tilde", "˜"),
    ("caron", "ˇ"),
    ("breve", "˘"),
    ("ring", "˚"),
    ("ogonek", "˛"),
    ("hungarumlaut", "˝"),
    ("dotaccent", "˙"),
    ("afii10071", "ё"),
    ("afii10023", "Ё"),
    ("afii61352", "№"),
    ("notequal", "≠"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("arrowright", "→"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    (".notdef", ""),
];

/// Accents by name, as combining marks.
const ACCENTS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("dotaccent", '\u{307}'),
    ("dieresis", '\u{308}'),
    ("ring", '\u{30a}'),
    ("hungarumlaut", '\u{30b}'),
    ("caron", '\u{30c}'),
    ("commaaccent", '\u{326}'),
    ("cedilla", '\u{327}'),
    ("ogonek", '\u{328}'),
];

/// The letters a glyph's name stands for.
pub(super) fn letters(name: &str) -> Option<String> {
    if name != ".notdef"
        && let Some((stem, _)) = name.split_once('.')
    {
        // "a.sc", "one.oldstyle"
        return letters(stem).filter(|_| !stem.is_empty());
    }
    if name.contains('_') && name.len() > 1 {
        return name.split('_').map(letters).collect();
    }
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(only.to_string());
    }
    if let Some((_, letters)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*letters).to_owned());
    }
    by_number(name)
        .or_else(|| cyrillic(name))
        .or_else(|| accented(name))
}

fn accented(name: &str) -> Option<String> {
    let mut chars = name.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = ACCENTS
        .iter()
        .find(|(accent, _)| *accent == chars.as_str())?;
    Some([letter, *mark].iter().copied().nfc().collect())
}

/// `uni0041`, `uni00410301`, `u1F600`.
fn by_number(name: &str) -> Option<String> {
    if let Some(digits) = name
        .strip_prefix("uni")
        .filter(|digits| digits.len() >= 4 && digits.is_ascii())
    {
        let units: Option<Vec<u16>> = (0..digits.len() / 4)
            .map(|at| u16::from_str_radix(&digits[at * 4..at * 4 + 4], 16).ok())
            .collect();
        return units.map(|units| String::from_utf16_lossy(&units));
    }
    let digits = name
        .strip_prefix('u')
        .filter(|digits| (4..=6).contains(&digits.len()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(|c| c.to_string())
}

/// `afii10017` and on: the Russian letters in order, with Ё in between.
fn cyrillic(name: &str) -> Option<String> {
    let number: u32 = name.strip_prefix("afii100")?.parse().ok()?;
    let value = match number {
        17..=22 => 0x410 + number - 17,
        24..=49 => 0x416 + number - 24,
        65..=70 => 0x430 + number - 65,
        72..=97 => 0x436 + number - 72,
        _ => return None,
    };
    char::from_u32(value).map(|c| c.to_string())
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn names_stand_for_letters() {
        for (name, expected) in [
            ("a", "a"),
            ("eacute", "é"),
            ("Scaron", "Š"),
            ("f_i", "fi"),
            ("one.oldstyle", "1"),
            ("uni20AC", "€"),
            ("afii10017", "А"),
            ("afii10097", "я"),
            ("u1F600", "😀"),
            ("quoteright", "’"),
        ] {
            assert_eq!(letters(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["g17", "unknown", "uni", "_x"] {
            assert_eq!(
                letters(name).filter(|letters| !letters.is_empty()),
                None,
                "{name}"
            );
        }
    }
}
