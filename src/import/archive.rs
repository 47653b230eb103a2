//! ZIP and gzip: the files inside are read like any others.
//!
//! Limits keep what is small on disk from filling the memory: a file inside of at most 64 MB, 512 MB together, 100,000 files. Names
//! inside are names in the ledger and nothing else: no file is ever written, so a name such as `../../x` can do no harm.
//! Only stored and deflated members are read; encrypted ones and archives beyond 4 GB (ZIP64) get a line that says so.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::html::page_of_folder;
use super::plain::has_extension;
use super::{Confidence, Format, ImportError, Input, Metadata, Parsed, Part};
use crate::analysis::Ctx;

/// Largest file inside, in bytes.
const MAX_MEMBER: u64 = 64 << 20;
/// Most bytes of all files inside together.
const MAX_TOTAL: u64 = 512 << 20;
/// Most files inside.
const MAX_MEMBERS: usize = 100_000;

/// gzip.
pub(super) struct Gzip;

impl Format for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn sniff(&self, _name: &str, head: &[u8]) -> Confidence {
        match head {
            [0x1f, 0x8b, 8, ..] => Confidence::Certain,
            _ => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let mut bytes = Vec::new();
        let mut limited = MultiGzDecoder::new(input.bytes).take(MAX_MEMBER + 1);
        let mut parsed = Parsed::default();
        if let Err(error) = limited.read_to_end(&mut bytes) {
            if bytes.is_empty() {
                return Err(ImportError::broken(format!(
                    "the gzip file is damaged: {error}"
                )));
            }
            parsed.warnings.push(format!(
                "the gzip file is damaged: only its beginning was read ({error})"
            ));
        }
        if bytes.len() as u64 > MAX_MEMBER {
            return Err(ImportError::broken(open_inside("it", MAX_MEMBER)));
        }
        let name = ["gz", "gzip"]
            .iter()
            .find_map(|end| {
                let stem = input.name.rsplit_once('.')?;
                stem.1.eq_ignore_ascii_case(end).then_some(stem.0)
            })
            .unwrap_or(input.name);
        parsed.parts.push(file(name, bytes));
        Ok(parsed)
    }
}

/// ZIP.
pub(super) struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "ZIP"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if !head.starts_with(b"PK\x03\x04") && !head.starts_with(b"PK\x05\x06") {
            Confidence::No
        } else if has_extension(name, &["zip", "wacz"]) {
            Confidence::Certain
        } else {
            Confidence::Likely
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let members = members(input.bytes)?;
        let total = members.len();
        let pages: BTreeSet<String> = members.iter().filter_map(Member::page).collect();
        let mut parsed = Parsed::default();
        let mut bytes_left = MAX_TOTAL;
        for (index, member) in members.into_iter().enumerate() {
            ctx.step(index, total)?;
            let name = member.name.clone();
            if name.ends_with('/') {
                continue;
            }
            let reason = no_text(&name).or_else(|| of_wacz(&name, input.name));
            if let Some(reason) = reason.or_else(|| of_page(&name, &pages)) {
                parsed.parts.push(Part::Skipped {
                    part: name,
                    reason: reason.to_owned(),
                });
                continue;
            }
            let reason = match member.read(bytes_left.min(MAX_MEMBER)) {
                Ok(bytes) => {
                    bytes_left -= bytes.len() as u64;
                    parsed.parts.push(file(&name, bytes));
                    continue;
                }
                Err(Unread::TooLarge(MAX_MEMBER)) => open_inside("it", MAX_MEMBER),
                Err(Unread::TooLarge(_)) => open_inside("the archive as a whole", MAX_TOTAL),
                Err(other) => other.to_string(),
            };
            parsed.parts.push(Part::Failed { part: name, reason });
        }
        Ok(parsed)
    }
}

fn file(name: &str, bytes: Vec<u8>) -> Part {
    Part::File {
        name: name.to_owned(),
        bytes: Cow::Owned(bytes),
        declared_encoding: None,
        metadata: Box::new(Metadata::default()),
    }
}

fn open_inside(what: &str, limit: u64) -> String {
    format!(
        "{what} unpacks to more than {} MB: unpack it and open the files it holds",
        limit >> 20
    )
}

/// Why a member could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unread {
    /// More bytes than are allowed.
    #[error("it unpacks to more than {} MB: it is damaged or made to do harm", .0 >> 20)]
    TooLarge(u64),
    /// In words.
    #[error("{0}")]
    Other(String),
}

/// Why a member of a web archive in a ZIP (WACZ) holds no article: it lists or describes the others.
fn of_wacz(name: &str, archive: &str) -> Option<&'static str> {
    let is_list = name.starts_with("indexes/")
        || name.starts_with("pages/")
        || name.starts_with("logs/")
        || name.starts_with("datapackage");
    (has_extension(archive, &["wacz"]) && is_list).then_some("a list of the archive's contents")
}

/// Why a member holds no article: it lies in the folder that a browser saved with one of the `pages`.
fn of_page(name: &str, pages: &BTreeSet<String>) -> Option<&'static str> {
    let mut folders = name.match_indices('/').map(|(at, _)| &name[..at]);
    folders
        .any(|folder| page_of_folder(folder).is_some_and(|page| pages.contains(page)))
        .then_some("a part of a saved page")
}

/// Why a member holds no article, by its name.
pub(super) fn no_text(name: &str) -> Option<&'static str> {
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.starts_with('.') || name.starts_with("__MACOSX/") {
        return Some("a hidden file");
    }
    let picture = [
        "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff",
    ];
    let other = [
        "css", "js", "woff", "woff2", "ttf", "otf", "mp3", "mp4", "exe", "dll",
    ];
    if has_extension(last, &picture) {
        Some("a picture")
    } else if has_extension(last, &other) {
        Some("it holds no text")
    } else {
        None
    }
}

/// One file of a ZIP.
pub(super) struct Member<'a> {
    /// Its name, `/` between parts.
    pub name: String,
    method: u16,
    encrypted: bool,
    packed: Option<&'a [u8]>,
    size: u64,
}

impl Member<'_> {
    /// Its name without the extension, if it is a web page.
    fn page(&self) -> Option<String> {
        let is_page = has_extension(&self.name, &["html", "htm", "xhtml"]);
        let stem = self.name.rsplit_once('.').filter(|_| is_page)?.0;
        Some(stem.to_owned())
    }

    /// Its bytes, at most `limit`; else why not.
    pub fn read(&self, limit: u64) -> Result<Vec<u8>, Unread> {
        let other = |reason: &str| Err(Unread::Other(reason.to_owned()));
        let Some(packed) = self.packed else {
            return other("the archive is damaged: this file is cut off");
        };
        if self.encrypted {
            return other("it is encrypted: unpack it with its password first");
        }
        if self.size > limit {
            return Err(Unread::TooLarge(limit));
        }
        let mut bytes = Vec::new();
        let read = match self.method {
            0 => packed.take(limit + 1).read_to_end(&mut bytes),
            8 => DeflateDecoder::new(packed)
                .take(limit + 1)
                .read_to_end(&mut bytes),
            way => {
                return other(&format!(
                    "it is packed in a way that is not known here (method {way}): unpack it first"
                ));
            }
        };
        if let Err(error) = read {
            return other(&format!("the archive is damaged: {error}"));
        }
        // the size announced may be a lie
        if bytes.len() as u64 > limit {
            return Err(Unread::TooLarge(limit));
        }
        Ok(bytes)
    }
}

/// The files of a ZIP, from its directory at the end, sorted by name.
pub(super) fn members(zip: &[u8]) -> Result<Vec<Member<'_>>, ImportError> {
    let damaged =
        || ImportError::broken("the ZIP file is damaged or cut off: its directory is missing");
    let tail_from = zip.len().saturating_sub(65_557);
    let end = zip[tail_from..]
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x05\x06")
        .ok_or_else(damaged)?
        + tail_from;
    let count = u16_at(zip, end + 10).ok_or_else(damaged)?;
    let mut at = u32_at(zip, end + 16).ok_or_else(damaged)? as usize;
    if count == u16::MAX || at == u32::MAX as usize {
        return Err(ImportError::broken(
            "the ZIP file is larger than can be read here (ZIP64): unpack it and open the files",
        ));
    }
    let mut found = Vec::new();
    for _ in 0..usize::from(count).min(MAX_MEMBERS) {
        if zip.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(damaged());
        }
        let short = |offset: usize| u16_at(zip, at + offset).ok_or_else(damaged);
        let long = |offset: usize| u32_at(zip, at + offset).ok_or_else(damaged);
        let name_len = usize::from(short(28)?);
        let name = zip.get(at + 46..at + 46 + name_len).ok_or_else(damaged)?;
        let local = long(42)? as usize;
        let packed_len = long(20)? as usize;
        // the local header's own lengths say where the data starts
        let data = u16_at(zip, local.saturating_add(26))
            .zip(u16_at(zip, local.saturating_add(28)))
            .map(|(name, extra)| local + 30 + usize::from(name) + usize::from(extra));
        let packed = data.and_then(|data| zip.get(data..data.checked_add(packed_len)?));
        found.push(Member {
            name: String::from_utf8_lossy(name).replace('\\', "/"),
            method: short(10)?,
            encrypted: short(8)? & 1 == 1,
            packed,
            size: u64::from(long(24)?),
        });
        at += 46 + name_len + usize::from(short(30)?) + usize::from(short(32)?);
    }
    found.sort_by(|lhs, rhs| lhs.name.cmp(&rhs.name));
    Ok(found)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// A ZIP for tests: names and contents, deflated.
#[cfg(test)]
pub(super) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        let packed = encoder.finish().unwrap();
        let mut common = vec![0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(
        [
            (files.len() as u16).to_le_bytes(),
            (files.len() as u16).to_le_bytes(),
        ]
        .concat(),
    );
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[cfg(test)]
mod tests {
    use super::{Unread, members, zip_of};
    use crate::analysis::Unhurried;
    use crate::import::{ImportOptions, ItemResult, SourceBytes, read_source};

    fn ledger(name: &str, bytes: Vec<u8>) -> Vec<String> {
        let source = SourceBytes {
            path: name.to_owned(),
            bytes: bytes.into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        import
            .items
            .iter()
            .map(|item| {
                let outcome = match &item.result {
                    ItemResult::Article(article) => article.text.clone(),
                    ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                        reason.clone()
                    }
                };
                format!(
                    "{}: {}",
                    item.part,
                    outcome.chars().take(40).collect::<String>()
                )
            })
            .collect()
    }

    #[test]
    fn files_in_archives_are_read_like_others() {
        let inner = zip_of(&[("deep.txt", b"Deep words.")]);
        let zip = zip_of(&[
            ("b/two.txt", b"Two words."),
            ("a.txt", b"One word."),
            ("p.png", b"\x89PNG"),
            ("b/page.html", b"<p>Words of a page.</p>"),
            ("b/page_files/frame.html", b"<p>Buy shoes.</p>"),
            ("../up.txt", b"Up."),
            ("in.zip", &inner),
            ("bomb.txt", &vec![b'a'; 65 << 20]),
        ]);
        assert_eq!(
            ledger("x.zip", zip.clone()),
            [
                "../up.txt: Up.",
                "a.txt: One word.",
                "b/page.html: Words of a page.",
                "b/page_files/frame.html: a part of a saved page",
                "b/two.txt: Two words.",
                "bomb.txt: it unpacks to more than 64 MB: unpack it",
                "in.zip › deep.txt: Deep words.",
                "p.png: a picture",
            ]
        );
        let first = &members(&zip).unwrap()[0];
        assert_eq!(first.read(2), Err(Unread::TooLarge(2)));
        for cut in [30, zip.len() / 2, zip.len() - 10] {
            assert_eq!(ledger("x.zip", zip[..cut].to_vec()).len(), 1);
        }
    }

    #[test]
    fn gzip_is_looked_through() {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"Packed words.").unwrap();
        assert_eq!(
            ledger("x.txt.gz", encoder.finish().unwrap()),
            ["x.txt: Packed words."]
        );
        assert_eq!(ledger("x.gz", b"\x1f\x8b\x08broken".to_vec()).len(), 1);
    }
}
