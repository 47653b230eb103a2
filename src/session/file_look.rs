//! A look into a file that was offered: what dialogs about its encoding and its columns show, and how it is to be read again.

use std::borrow::Cow;

use crate::analysis::Unhurried;
use crate::corpus::{LedgerLine, Source};
use crate::import::capture::fetched_in;
use crate::import::{
    EncodingChoice, ImportOptions, Mapping, MappingOffer, SourceBytes, decode_preview, read_source,
};

/// A file or a fetched page, to be looked into or read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRef {
    /// Its path or address.
    pub path: String,
    /// The folder that was opened, else empty.
    pub root: String,
    /// When it was fetched, for a page.
    pub fetched: Option<String>,
}

impl SourceRef {
    /// What an article was read from; `None` for what was pasted and for the sample.
    pub fn of(source: &Source) -> Option<Self> {
        Self::new(&source.path, &source.root, &source.part)
    }

    /// What a line of the ledger is about, likewise.
    pub fn of_line(line: &LedgerLine) -> Option<Self> {
        Self::new(&line.path, &line.root, &line.part)
    }

    fn new(path: &str, root: &str, part: &str) -> Option<Self> {
        let is_file = path != "pasted text" && !path.starts_with("sample/");
        is_file.then(|| Self {
            path: path.to_owned(),
            root: root.to_owned(),
            fetched: fetched_in(part).map(str::to_owned),
        })
    }

    /// Last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// How to read a file again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadHow {
    /// Name of the encoding; `None`: found.
    pub encoding: Option<String>,
    /// Letters garbled by a wrong encoding in the past are repaired.
    pub repair: bool,
    /// Which columns hold what.
    pub mapping: Option<Mapping>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLook {
    /// Which file.
    pub from: SourceRef,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// Its columns, if it is a table.
    pub offer: Option<MappingOffer>,
}

/// What an article of a file would say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Its text.
    pub text: String,
    /// The encoding it was read with; empty where the format says itself how its letters are written.
    pub encoding: String,
    /// Whether letters look garbled and can be repaired.
    pub is_garbled: bool,
}

/// Bytes of the head that are kept: enough for a page, and read in a frame.
pub const HEAD: usize = 192 << 10;

impl FileLook {
    /// The first article as it would be read.
    pub fn preview(&self, how: &ReadHow) -> Preview {
        let encoding = how.encoding.as_deref().and_then(EncodingChoice::from_label);
        let mut options = ImportOptions::default();
        options.encoding = encoding;
        options.repair_mojibake = how.repair;
        options.mappings.extend(how.mapping.clone());
        let source = SourceBytes {
            path: self.from.path.clone(),
            root: String::new(),
            bytes: Cow::Owned(self.head.clone()),
            modified_ms: None,
        };
        let read = read_source(&source, &options, &mut Unhurried);
        let read = read.expect("an unhurried caller cancels nothing");
        if let Some(article) = read.articles().next() {
            let warned = read.items.iter().flat_map(|item| &item.warnings);
            let mut warned = warned.filter(|warning| warning.contains("garbled"));
            return Preview {
                text: article.text.clone(),
                encoding: article.source.encoding.clone(),
                is_garbled: warned.next().is_some(),
            };
        }
        match encoding {
            Some(encoding) => Preview {
                text: decode_preview(&self.head, encoding),
                encoding: encoding.name().to_owned(),
                is_garbled: false,
            },
            None => Preview::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileLook, ReadHow, SourceRef};

    #[test]
    fn a_preview_follows_the_encoding_and_the_repair() {
        let look = |head: &[u8]| FileLook {
            from: SourceRef {
                path: "a.txt".to_owned(),
                ..SourceRef::default()
            },
            head: head.to_vec(),
            offer: None,
        };
        let how = |encoding: Option<&str>, repair| ReadHow {
            encoding: encoding.map(str::to_owned),
            repair,
            mapping: None,
        };
        let cyrillic = look(&[0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
        let preview = cyrillic.preview(&how(Some("windows-1251"), false));
        assert_eq!(preview.text, "Привет");
        assert_eq!(preview.encoding, "windows-1251");
        let garbled = look("Heâ€™s in MÃ¼nchen now.".as_bytes());
        assert!(garbled.preview(&how(None, false)).is_garbled);
        let repaired = garbled.preview(&how(None, true));
        assert_eq!(repaired.text, "He’s in München now.");
    }
}
