//! Character maps of fonts: which letters a code stands for (`ToUnicode`), in the small language of PostScript they are written in.

use std::collections::BTreeMap;

/// Most codes of one map.
const MAX_CODES: usize = 1 << 17;

/// Codes and what they stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    pub words: BTreeMap<u32, String>,
    /// Bytes of a code, where the map says so.
    pub code_len: Option<usize>,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Word(&'a str),
    Open,
    Close,
}

pub(super) fn parse(bytes: &[u8]) -> CMap {
    let text = String::from_utf8_lossy(bytes);
    let mut map = CMap::default();
    let mut kind = "";
    let mut pending: Vec<Vec<u8>> = Vec::new();
    let mut list: Option<Vec<Vec<u8>>> = None;
    for token in tokens(&text) {
        match token {
            Token::Word(word) => {
                kind = match word {
                    "beginbfchar" | "beginbfrange" | "begincodespacerange" => word,
                    _ if word.starts_with("end") => "",
                    _ => kind,
                };
                pending.clear();
                list = None;
            }
            Token::Open => list = Some(Vec::new()),
            Token::Close => {
                if let (Some(list), [low, _]) = (list.take(), pending.as_slice()) {
                    let low = number(low);
                    for (offset, words) in list.iter().enumerate() {
                        map.add(low.saturating_add(offset as u32), utf16(words));
                    }
                }
                pending.clear();
            }
            Token::Hex(bytes) => {
                if let Some(list) = &mut list {
                    list.push(bytes);
                    continue;
                }
                pending.push(bytes);
                match (kind, pending.as_slice()) {
                    ("beginbfchar", [code, words]) => {
                        map.add(number(code), utf16(words));
                        pending.clear();
                    }
                    ("beginbfrange", [low, high, words]) => {
                        map.add_range(number(low), number(high), words);
                        pending.clear();
                    }
                    ("begincodespacerange", [low, _]) => {
                        map.code_len =
                            Some(map.code_len.map_or(low.len(), |len| len.max(low.len())));
                        pending.clear();
                    }
                    _ => {}
                }
            }
        }
    }
    map
}

impl CMap {
    fn add(&mut self, code: u32, words: String) {
        if self.words.len() < MAX_CODES {
            self.words.insert(code, words);
        }
    }

    /// Codes in a row: the last letter counts up with them.
    fn add_range(&mut self, low: u32, high: u32, words: &[u8]) {
        let first = utf16(words);
        let Some(last) = first.chars().next_back() else {
            return;
        };
        let start = &first[..first.len() - last.len_utf8()];
        for offset in 0..=high.saturating_sub(low).min(0xffff) {
            if let Some(c) = char::from_u32(last as u32 + offset) {
                self.add(low + offset, format!("{start}{c}"));
            }
        }
    }
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            match first {
                '%' => {
                    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
                    rest = &rest[end..];
                }
                '<' if rest.starts_with("<<") => rest = &rest[2..],
                '>' => rest = &rest[1..],
                '<' => {
                    let end = rest.find('>').unwrap_or(rest.len());
                    let digits: Vec<u8> = rest[1..end.max(1)]
                        .bytes()
                        .filter(u8::is_ascii_hexdigit)
                        .collect();
                    rest = rest.get(end + 1..).unwrap_or_default();
                    let bytes = digits
                        .chunks(2)
                        .map(|pair| {
                            pair.iter().fold(0, |value, digit| value << 4 | hex(*digit))
                                << (4 * (2 - pair.len()))
                        })
                        .collect();
                    return Some(Token::Hex(bytes));
                }
                '[' => {
                    rest = &rest[1..];
                    return Some(Token::Open);
                }
                ']' => {
                    rest = &rest[1..];
                    return Some(Token::Close);
                }
                _ => {
                    let end = rest
                        .char_indices()
                        .skip(1)
                        .find(|(_, c)| {
                            c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '/' | '%')
                        })
                        .map_or(rest.len(), |(at, _)| at);
                    let word = &rest[..end];
                    rest = &rest[end..];
                    return Some(Token::Word(word));
                }
            }
        }
    })
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit - b'A' + 10,
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    if let [single] = bytes {
        return char::from(*single).to_string();
    }
    let units = bytes
        .chunks_exact(2)
        .take(16)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{fffd}'))
        .filter(|c| *c != '\0')
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parse;

    #[test]
    fn codes_and_ranges_are_read() {
        let map = parse(
            b"/CIDInit begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <0020> <0005><00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0041> <0020><0021> [<0061> <D83DDE00>] endbfrange endcmap",
        );
        assert_eq!(map.code_len, Some(2));
        let words: Vec<&str> = map.words.values().map(String::as_str).collect();
        assert_eq!(words, [" ", "fi", "A", "B", "C", "a", "😀"]);
    }

    proptest! {
        #[test]
        fn any_map_is_survived(text in "(beginbfchar|beginbfrange|begincodespacerange|end|<[0-9a-f]{0,5}>|\\[|\\]|%|<<| |é){0,40}") {
            let _ = parse(text.as_bytes());
        }
    }
}
