//! Bytes into text: byte order mark, UTF-8, what the file declares, what it looks like; always changeable by the person.
//!
//! The order of trust: the person's choice; a byte order mark; UTF-8 when all of it is valid (chance agreement is all but
//! impossible); the declaration; UTF-16 and UTF-32 by their zero bytes; at last the detector (chardetng), with a second look at
//! Cyrillic texts ([`super::cyrillic`]).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, KOI8_R, KOI8_U, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC,
};

use super::cyrillic;

/// An encoding that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingChoice {
    /// One of the web's encodings.
    Web(&'static Encoding),
    /// UTF-32, least significant byte first.
    Utf32Le,
    /// UTF-32, most significant byte first.
    Utf32Be,
    /// IBM code page 855, Cyrillic.
    Ibm855,
}

impl EncodingChoice {
    /// Its name, as the ledger prints it and [`Self::from_label`] reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Ibm855 => "IBM855",
        }
    }

    /// The encoding with this label ("latin1", "UTF-8", "shift_jis"); `None` when there is none.
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim();
        match label.to_ascii_lowercase().as_str() {
            "utf-32" | "utf-32le" | "utf32" => Some(Self::Utf32Le),
            "utf-32be" => Some(Self::Utf32Be),
            "ibm855" | "cp855" | "855" | "csibm855" | "ibm-855" => Some(Self::Ibm855),
            // names that browsers do not know and other programs write
            "maccyrillic" | "mac-cyrillic" => Some(Self::Web(X_MAC_CYRILLIC)),
            "cp949" | "uhc" => Some(Self::Web(EUC_KR)),
            "cp932" | "ms932" => Some(Self::Web(SHIFT_JIS)),
            "cp936" => Some(Self::Web(GBK)),
            "cp950" => Some(Self::Web(BIG5)),
            _ => Encoding::for_label(label.as_bytes()).map(Self::Web),
        }
    }

    /// Decodes all bytes; what does not fit becomes U+FFFD and sets the flag.
    fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Web(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), had_errors)
            }
            Self::Utf32Le => decode_utf32(bytes, u32::from_le_bytes),
            Self::Utf32Be => decode_utf32(bytes, u32::from_be_bytes),
            Self::Ibm855 => (cyrillic::decode_ibm855(bytes), false),
        }
    }
}

/// All encodings for a menu: name of the encoding and of its scripts or region.
pub fn encodings() -> &'static [(&'static str, &'static str)] {
    &[
        ("UTF-8", "all scripts"),
        ("UTF-16LE", "all scripts"),
        ("UTF-16BE", "all scripts"),
        ("UTF-32LE", "all scripts"),
        ("UTF-32BE", "all scripts"),
        ("windows-1252", "Western European"),
        ("macintosh", "Western European"),
        ("ISO-8859-15", "Western European"),
        ("ISO-8859-14", "Celtic"),
        ("ISO-8859-10", "Nordic"),
        ("ISO-8859-3", "South European"),
        ("windows-1250", "Central European"),
        ("ISO-8859-2", "Central European"),
        ("ISO-8859-16", "Romanian"),
        ("windows-1257", "Baltic"),
        ("ISO-8859-4", "Baltic"),
        ("ISO-8859-13", "Baltic"),
        ("windows-1251", "Cyrillic"),
        ("ISO-8859-5", "Cyrillic"),
        ("KOI8-R", "Cyrillic, Russian"),
        ("KOI8-U", "Cyrillic, Ukrainian"),
        ("IBM866", "Cyrillic"),
        ("IBM855", "Cyrillic"),
        ("x-mac-cyrillic", "Cyrillic"),
        ("windows-1253", "Greek"),
        ("ISO-8859-7", "Greek"),
        ("windows-1254", "Turkish"),
        ("windows-1255", "Hebrew"),
        ("ISO-8859-8", "Hebrew"),
        ("windows-1256", "Arabic"),
        ("ISO-8859-6", "Arabic"),
        ("windows-874", "Thai"),
        ("windows-1258", "Vietnamese"),
        ("GBK", "Chinese, simplified"),
        ("gb18030", "Chinese, simplified"),
        ("Big5", "Chinese, traditional"),
        ("Shift_JIS", "Japanese"),
        ("EUC-JP", "Japanese"),
        ("ISO-2022-JP", "Japanese"),
        ("EUC-KR", "Korean"),
    ]
}

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: line ends `\n`, no byte order mark.
    pub text: String,
    /// The encoding used.
    pub encoding: EncodingChoice,
    /// Whether some bytes did not fit it.
    pub had_errors: bool,
}

/// Decodes with the encoding the person chose, else the one found as the head of this file says.
pub fn decode(bytes: &[u8], chosen: Option<EncodingChoice>, declared: Option<&str>) -> Decoded {
    let (encoding, rest) = match chosen {
        Some(choice) => (choice, without_bom(bytes, choice)),
        None => find_encoding(bytes, declared),
    };
    let (text, had_errors) = encoding.decode(rest);
    Decoded {
        text: normalise_line_ends(text),
        encoding,
        had_errors,
    }
}

/// The first words of the text under an encoding, for the menu that chooses it: at most 4 KiB are decoded.
pub fn decode_preview(bytes: &[u8], encoding: EncodingChoice) -> String {
    let head = &bytes[..bytes.len().min(4096)];
    let mut text = decode(head, Some(encoding), None).text;
    if head.len() < bytes.len() && text.ends_with('\u{fffd}') {
        text.pop(); // a character cut in two
    }
    text
}

/// Whether bytes are no text in any encoding: zero bytes outside UTF-16 and UTF-32, or many control characters.
pub(super) fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    if head.is_empty() || bom(head).is_some() || wide_encoding(head).is_some() {
        return false;
    }
    let (mut zeros, mut controls) = (0_usize, 0_usize);
    for byte in head {
        zeros += usize::from(*byte == 0);
        controls += usize::from(matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f));
    }
    zeros > 0 && zeros * 200 >= head.len() || controls * 50 > head.len()
}

fn bom(bytes: &[u8]) -> Option<(EncodingChoice, usize)> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some((EncodingChoice::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((EncodingChoice::Utf32Be, 4)),
        _ => Encoding::for_bom(bytes).map(|(encoding, len)| (EncodingChoice::Web(encoding), len)),
    }
}

fn without_bom(bytes: &[u8], choice: EncodingChoice) -> &[u8] {
    match bom(bytes) {
        Some((found, len)) if found == choice => &bytes[len..],
        _ => bytes,
    }
}

fn find_encoding<'a>(bytes: &'a [u8], declared: Option<&str>) -> (EncodingChoice, &'a [u8]) {
    if let Some((encoding, len)) = bom(bytes) {
        return (encoding, &bytes[len..]);
    }
    if let Some(wide) = wide_encoding(bytes) {
        return (wide, bytes);
    }
    let escapes = bytes.contains(&0x1b);
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        return (EncodingChoice::Web(UTF_8), bytes);
    }
    if let Some(choice) = declared.and_then(EncodingChoice::from_label)
        && !is_wide(choice)
        && fits(bytes, choice)
    {
        return (choice, bytes);
    }
    if mostly_utf8(bytes) {
        return (EncodingChoice::Web(UTF_8), bytes);
    }
    (detect(bytes), bytes)
}

/// The detector's word on at most 256 KiB, from the first byte outside ASCII on.
fn detect(bytes: &[u8]) -> EncodingChoice {
    let first = bytes
        .iter()
        .position(|byte| *byte >= 0x80 || *byte == 0x1b)
        .unwrap_or(0);
    let from = first.saturating_sub(1024);
    let to = bytes.len().min(from + (256 << 10));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = &bytes[from..to];
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // what the detector does not know, or takes for a neighbour
    let cyrillic_or_western = [WINDOWS_1251, WINDOWS_1252, KOI8_R, KOI8_U, IBM866];
    if cyrillic_or_western.contains(&guess) {
        let read = guess.decode_without_bom_handling(sample).0;
        let is_mac = cyrillic::is_mac_cyrillic(sample)
            && cyrillic::is_russian(&X_MAC_CYRILLIC.decode_without_bom_handling(sample).0);
        if is_mac {
            return EncodingChoice::Web(X_MAC_CYRILLIC);
        }
        if !cyrillic::is_russian(&read) && cyrillic::is_russian(&cyrillic::decode_ibm855(sample)) {
            return EncodingChoice::Ibm855;
        }
    }
    EncodingChoice::Web(guess)
}

fn is_wide(choice: EncodingChoice) -> bool {
    match choice {
        EncodingChoice::Web(encoding) => encoding == UTF_16LE || encoding == UTF_16BE,
        EncodingChoice::Utf32Le | EncodingChoice::Utf32Be => true,
        EncodingChoice::Ibm855 => false,
    }
}

/// Whether a declared encoding explains the bytes, a few broken ones aside.
fn fits(bytes: &[u8], choice: EncodingChoice) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let (text, had_errors) = choice.decode(head);
    if !had_errors {
        return true;
    }
    let broken = text.matches('\u{fffd}').count();
    broken <= 1 || broken * 500 < text.chars().filter(|c| !c.is_ascii()).count()
}

/// Whether a text is UTF-8 but for a few damaged places: at least 20 good sequences for each bad byte.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 20 * bad
}

/// UTF-16 or UTF-32 without a byte order mark: text of any script has spaces and line ends, whose high bytes are zero.
fn wide_encoding(bytes: &[u8]) -> Option<EncodingChoice> {
    let head = &bytes[..bytes.len().min(1 << 14)];
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let mut zeros = [0_usize; 4];
    for (index, byte) in head.iter().enumerate() {
        zeros[index % 4] += usize::from(*byte == 0);
    }
    let quarter = head.len() / 4;
    let full = |count: usize| count * 10 >= quarter * 9;
    let some = |count: usize| count * 50 >= quarter;
    let none = |count: usize| count * 200 <= quarter;
    if full(zeros[2]) && full(zeros[3]) && none(zeros[0]) {
        Some(EncodingChoice::Utf32Le)
    } else if full(zeros[0]) && full(zeros[1]) && none(zeros[3]) {
        Some(EncodingChoice::Utf32Be)
    } else if none(zeros[0]) && none(zeros[2]) && some(zeros[1]) && some(zeros[3]) {
        Some(EncodingChoice::Web(UTF_16LE))
    } else if none(zeros[1]) && none(zeros[3]) && some(zeros[0]) && some(zeros[2]) {
        Some(EncodingChoice::Web(UTF_16BE))
    } else {
        None
    }
}

fn decode_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len() / 4);
    let units = bytes.chunks_exact(4);
    let mut had_errors = !units.remainder().is_empty();
    for unit in units {
        let value = read([unit[0], unit[1], unit[2], unit[3]]);
        text.push(char::from_u32(value).unwrap_or_else(|| {
            had_errors = true;
            '\u{fffd}'
        }));
    }
    (text, had_errors)
}

/// `\r\n` and lone `\r` become `\n`.
pub(super) fn normalise_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{EncodingChoice, decode, decode_preview, encodings, looks_binary};

    fn check(bytes: &[u8], declared: Option<&str>, expected: &str, encoding: &str) {
        let decoded = decode(bytes, None, declared);
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.name()),
            (expected, encoding)
        );
    }

    #[test]
    fn encodings_are_found() {
        check(b"plain\r\nwords\r", None, "plain\nwords\n", "UTF-8");
        check(
            "“Größe”".as_bytes(),
            Some("windows-1252"),
            "“Größe”",
            "UTF-8",
        );
        check(b"\xef\xbb\xbfBOM", None, "BOM", "UTF-8");
        check(b"\xff\xfeH\0i\0", None, "Hi", "UTF-16LE");
        check(b"\xfe\xff\0H\0i", None, "Hi", "UTF-16BE");
        check(b"H\0i\0 \0t\0h\0e\0r\0e\0", None, "Hi there", "UTF-16LE");
        check(b"H\0\0\0i\0\0\0", None, "Hi", "UTF-32LE");
        check(
            b"He said \x93no\x94 \x96 twice",
            None,
            "He said “no” – twice",
            "windows-1252",
        );
        check(
            b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0",
            Some("windows-1251"),
            "Привет, мир",
            "windows-1251",
        );
    }

    #[test]
    fn one_damaged_byte_does_not_change_the_encoding() {
        let mut bytes = "Größe, Maß, Straße, Übung, ähnlich, öffnen, müde, fünf, für, über, grün, "
            .repeat(3)
            .into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes, None, None);
        assert!(decoded.had_errors);
        assert_eq!(decoded.encoding.name(), "UTF-8");
    }

    #[test]
    fn the_person_chooses() {
        let choice = EncodingChoice::from_label("iso-8859-7");
        let decoded = decode(b"\xe1", choice, Some("utf-8"));
        assert_eq!((decoded.text.as_str(), decoded.had_errors), ("α", false));
        for (label, _) in encodings() {
            let choice = EncodingChoice::from_label(label).expect(label);
            assert_eq!(choice.name(), *label);
            let _ = decode_preview(b"words", choice);
        }
    }

    #[test]
    fn binary_files_are_told_from_text() {
        assert!(looks_binary(
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0"
        ));
        assert!(!looks_binary(b"H\0i\0 \0t\0h\0e\0r\0e\0"));
        assert!(!looks_binary("Größe".as_bytes()));
        assert!(!looks_binary(b""));
    }
}
