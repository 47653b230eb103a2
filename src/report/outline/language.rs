//! The language that words are in, for machines that read them aloud, hyphenate them or check their spelling.

/// Language, script and region of a BCP 47 tag: "en", "pt-BR", "zh-Hant-TW". Small, because every run of words has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    letters: [u8; MOST],
    length: usize,
}

/// Three letters, four, three, and the dashes between them.
const MOST: usize = 12;

impl Language {
    /// The language of a tag; what comes after its region is left out. `None` for what is no tag.
    pub fn of(tag: &str) -> Option<Self> {
        let mut letters = [0; MOST];
        let mut length = 0;
        for (index, part) in tag.split('-').take(3).enumerate() {
            let is_language =
                (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
            let is_more =
                (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
            let end = length + usize::from(index > 0) + part.len();
            match index {
                0 if !is_language => return None,
                0 => {}
                _ if !is_more || end > MOST => break,
                _ => {
                    letters[length] = b'-';
                    length += 1;
                }
            }
            letters[length..end].copy_from_slice(part.as_bytes());
            length = end;
        }
        Some(Self { letters, length })
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).expect("only ASCII letters were taken")
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_is_kept_up_to_its_region() {
        let check = |tag: &str, expected: Option<&str>| {
            let language = Language::of(tag);
            assert_eq!(language.as_ref().map(Language::tag), expected, "{tag}");
        };
        check("en", Some("en"));
        check("pt-BR", Some("pt-BR"));
        check("zh-Hant-TW", Some("zh-Hant-TW"));
        check("de-DE-1996", Some("de-DE-1996"));
        check("sl-rozaj-biske", Some("sl"));
        check("zh-Hant-TW-x-more", Some("zh-Hant-TW"));
        check("", None);
        check("unknown", None);
        check("a)/JS", None);
    }
}
