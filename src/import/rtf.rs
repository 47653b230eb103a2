//! Rich text (RTF): words and paragraphs; letters in the code page of their font; fields give their result, not their code.
//!
//! Groups that hold no text of the document (fonts, colours, styles, pictures, headers and footers) are left out. Nesting costs
//! a small entry each and no recursion; embedded binary data is jumped over by the length it states.

use encoding_rs::Encoding;

use super::draft::add_text;
use super::plain::has_extension;
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, blocks, exports};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Origin};

/// Deepest nesting of groups; a document has a few dozen.
const DEEPEST: usize = 10_000;

/// Rich text.
pub(super) struct Rtf;

impl Format for Rtf {
    fn name(&self) -> &'static str {
        "RTF"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let start = head
            .iter()
            .position(|byte| !byte.is_ascii_whitespace())
            .unwrap_or(0);
        if head[start..].starts_with(b"{\\rtf") {
            Confidence::Certain
        } else if has_extension(name, &["rtf"]) {
            Confidence::Possible
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let start = input
            .bytes
            .iter()
            .position(|byte| *byte == b'{')
            .unwrap_or(0);
        if !input.bytes[start..].starts_with(b"{\\rtf") {
            return Err(ImportError::NotMine);
        }
        let read = read(&input.bytes[start..], ctx)?;
        let mut draft = Draft::default();
        draft.encoding.push_str(read.code_page.name());
        if read.cut {
            draft
                .warnings
                .push("the file is cut off: its end is missing".to_owned());
        }
        if let Some(parsed) = exports::split(&read.text, &draft) {
            return Ok(parsed);
        }
        add_text(&mut draft.metadata.headline, &read.title, Origin::MetaTag);
        add_text(&mut draft.metadata.byline, &read.author, Origin::MetaTag);
        for line in read.text.split('\n') {
            draft.push(BlockKind::Paragraph, line);
        }
        let Draft { text, blocks, .. } = &mut draft;
        blocks::recognise(text, blocks);
        Ok(Parsed::one(draft))
    }
}

/// A document's words, a line each paragraph.
struct Read {
    text: String,
    title: String,
    author: String,
    code_page: &'static Encoding,
    cut: bool,
}

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Text,
    Fonts,
    Title,
    Author,
    Nowhere,
}

#[derive(Clone, Copy)]
struct Group {
    into: Into,
    hidden: bool,
    /// Letters that follow a \u and stand for it.
    stand_ins: usize,
    code_page: &'static Encoding,
}

struct Reader<'a> {
    rest: &'a [u8],
    groups: Vec<Group>,
    out: Read,
    /// Bytes in the code page, not yet decoded.
    pending: Vec<u8>,
    /// Stand-ins still to be left out.
    left_out: usize,
    /// High half of a pair of UTF-16 units.
    high: Option<u16>,
    /// Code pages of fonts by number, and the font that is being described.
    fonts: std::collections::BTreeMap<i64, &'static Encoding>,
    font: i64,
    /// The group began with `\*`: unknown words make it one to be left out.
    starred: bool,
}

fn read(bytes: &[u8], ctx: &mut dyn Ctx) -> Result<Read, ImportError> {
    let code_page = encoding_rs::WINDOWS_1252;
    let mut reader = Reader {
        rest: bytes,
        groups: Vec::new(),
        out: Read {
            text: String::new(),
            title: String::new(),
            author: String::new(),
            code_page,
            cut: false,
        },
        pending: Vec::new(),
        left_out: 0,
        high: None,
        fonts: std::collections::BTreeMap::new(),
        font: 0,
        starred: false,
    };
    let mut steps = 0_usize;
    while let Some((first, rest)) = reader.rest.split_first() {
        steps += 1;
        if steps.is_multiple_of(1 << 16) {
            ctx.step(bytes.len() - rest.len(), bytes.len())?;
        }
        reader.rest = rest;
        match first {
            b'{' => {
                reader.flush();
                let group = reader.groups.last().copied().unwrap_or(Group {
                    into: Into::Text,
                    hidden: false,
                    stand_ins: 1,
                    code_page,
                });
                if reader.groups.len() >= DEEPEST {
                    return Err(ImportError::broken(
                        "the file nests too deeply: it is damaged or no document",
                    ));
                }
                reader.groups.push(group);
                reader.left_out = 0;
            }
            b'}' => {
                reader.flush();
                reader.groups.pop();
                reader.left_out = 0;
                reader.starred = false;
                if reader.groups.is_empty() {
                    break;
                }
            }
            b'\\' => reader.control(),
            b'\r' | b'\n' => {}
            byte => reader.byte(*byte),
        }
    }
    reader.flush();
    reader.out.cut = !reader.groups.is_empty();
    Ok(reader.out)
}

impl Reader<'_> {
    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            let code_page = self.out.code_page;
            self.groups.push(Group {
                into: Into::Text,
                hidden: false,
                stand_ins: 1,
                code_page,
            });
        }
        self.groups.last_mut().expect("pushed above")
    }

    fn byte(&mut self, byte: u8) {
        if self.left_out > 0 {
            self.left_out -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Decodes what waits and puts it where the group's words go.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let code_page = self.group().code_page;
        let (words, _) = code_page.decode_without_bom_handling(&bytes);
        self.put(&words);
    }

    fn put(&mut self, words: &str) {
        let group = *self.group();
        let target = match group.into {
            Into::Text if !group.hidden => &mut self.out.text,
            Into::Title => &mut self.out.title,
            Into::Author => &mut self.out.author,
            Into::Text | Into::Fonts | Into::Nowhere => return,
        };
        target.push_str(words);
    }

    fn sign(&mut self, words: &str) {
        self.flush();
        if self.left_out > 0 {
            self.left_out -= 1;
        } else {
            self.put(words);
        }
    }

    fn control(&mut self) {
        let letters = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .take(32)
            .count();
        if letters == 0 {
            self.symbol();
            return;
        }
        let name = &self.rest[..letters];
        let mut rest = &self.rest[letters..];
        let negative = rest.first() == Some(&b'-');
        let digits = &rest[usize::from(negative)..];
        let n_digits = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .take(10)
            .count();
        let mut number = None;
        if n_digits > 0 {
            let value = digits[..n_digits]
                .iter()
                .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
            number = Some(if negative { -value } else { value });
            rest = &digits[n_digits..];
        }
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let name = std::str::from_utf8(name).expect("letters of ASCII");
        self.word(name, number);
    }

    fn symbol(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else {
            return;
        };
        self.rest = rest;
        match first {
            b'\'' => {
                let value = rest
                    .get(..2)
                    .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
                if let Some(byte) = value {
                    self.rest = &rest[2..];
                    self.byte(byte);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(*first),
            b'~' => self.sign("\u{a0}"),
            b'_' => self.sign("\u{2011}"),
            b'*' => self.starred = true,
            b'\n' | b'\r' => self.sign("\n"),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        let starred = std::mem::take(&mut self.starred);
        match name {
            "par" | "line" | "row" | "sect" | "page" => self.sign("\n"),
            "tab" | "cell" | "nestcell" => self.sign("\t"),
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "bullet" => self.sign("•"),
            "emspace" | "enspace" | "qmspace" => self.sign(" "),
            "u" => self.unit(number.unwrap_or(0)),
            "uc" => {
                self.group().stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
            }
            "bin" => {
                let len = usize::try_from(number.unwrap_or(0))
                    .unwrap_or(0)
                    .min(self.rest.len());
                self.rest = &self.rest[len..];
            }
            "v" => {
                self.flush();
                self.group().hidden = number != Some(0);
            }
            "plain" => {
                self.flush();
                self.group().hidden = false;
            }
            "ansicpg" => {
                if let Some(code_page) = number.and_then(of_code_page) {
                    self.out.code_page = code_page;
                    self.groups
                        .iter_mut()
                        .for_each(|group| group.code_page = code_page);
                }
            }
            "mac" => {
                self.out.code_page = encoding_rs::MACINTOSH;
                self.group().code_page = encoding_rs::MACINTOSH;
            }
            "f" => self.font(number.unwrap_or(0)),
            "fcharset" => {
                if let Some(code_page) = number.and_then(of_charset) {
                    self.fonts.insert(self.font, code_page);
                }
            }
            "fonttbl" => self.send(Into::Fonts),
            "title" if self.in_info() => self.send(Into::Title),
            "author" if self.in_info() => self.send(Into::Author),
            "colortbl" | "stylesheet" | "info" | "pict" | "object" | "header" | "headerl"
            | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "fldinst"
            | "listtext" | "pntext" | "footnote" | "annotation" | "atnid" | "atnauthor" | "xe"
            | "tc" | "deleted" => self.send(Into::Nowhere),
            "fldrslt" | "shptxt" if !starred => {}
            _ if starred && !matches!(name, "shptxt" | "upr" | "ud") => self.send(Into::Nowhere),
            _ => {}
        }
    }

    fn in_info(&self) -> bool {
        self.groups.len() > 2
            && self
                .groups
                .last()
                .is_some_and(|group| group.into == Into::Nowhere)
    }

    fn send(&mut self, into: Into) {
        self.flush();
        let group = self.group();
        if group.into == Into::Text || matches!(into, Into::Title | Into::Author) {
            group.into = into;
        }
    }

    fn font(&mut self, number: i64) {
        self.flush();
        if self.group().into == Into::Fonts {
            self.font = number;
            return;
        }
        let code_page = self
            .fonts
            .get(&number)
            .copied()
            .unwrap_or(self.out.code_page);
        self.group().code_page = code_page;
    }

    /// A letter by its UTF-16 unit; what stands in for it is left out.
    fn unit(&mut self, number: i64) {
        self.flush();
        let unit = (number & 0xffff) as u16;
        self.left_out = self.group().stand_ins;
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let pair: String = char::decode_utf16([high, unit])
                    .map(|c| c.unwrap_or('\u{fffd}'))
                    .collect();
                self.put(&pair);
            }
            _ => {
                let c = char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}');
                self.put(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

fn of_code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

fn of_charset(number: i64) -> Option<&'static Encoding> {
    of_code_page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;
    use crate::analysis::Unhurried;

    fn check(rtf: &[u8], expected: &str) {
        let read = read(rtf, &mut Unhurried).unwrap();
        assert_eq!(read.text, expected);
    }

    #[test]
    fn words_are_read_in_their_code_pages() {
        check(
            b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Arial;}}{\\*\\generator x;}{\\info{\\title T}}\
              \\pard He said \\ldblquote no\\rdblquote\\par caf\\'e9 \\f1\\'ef\\'f0\\f0  \\u8220?x\\u-10179?\\u-8704?{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}}{\\v hidden}\\par}",
            "He said “no”\ncafé пр “x😀link\n",
        );
        let read = read(
            b"{\\rtf1{\\info{\\title The title}{\\author Ann}}words",
            &mut Unhurried,
        )
        .unwrap();
        assert_eq!(
            (
                read.title.as_str(),
                read.author.as_str(),
                read.text.as_str(),
                read.cut
            ),
            ("The title", "Ann", "words", true)
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        let bomb = "{\\rtf1".to_owned() + &"{".repeat(200_000);
        assert!(read(bomb.as_bytes(), &mut Unhurried).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(prop_oneof![Just(b'{'), Just(b'}'), Just(b'\\'), Just(b'\''), Just(b'u'), Just(b'9'), any::<u8>()], 0..200)) {
            let _ = read(&bytes, &mut Unhurried);
        }
    }
}
