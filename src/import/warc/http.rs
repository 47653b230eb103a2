//! What a server answered: header lines and a body, put together from its chunks and unpacked.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::MAX_BODY;

/// Header lines: names in lower case.
#[derive(Default)]
pub(super) struct Fields(pub Vec<(String, String)>);

impl Fields {
    pub fn add(&mut self, line: &str) {
        if line.starts_with([' ', '\t'])
            && let Some((_, value)) = self.0.last_mut()
        {
            value.push(' ');
            value.push_str(line.trim());
        } else if let Some((name, value)) = line.split_once(':') {
            self.0
                .push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// An answer.
pub(super) struct Http<'a> {
    pub status: u16,
    pub fields: Fields,
    rest: &'a [u8],
}

impl<'a> Http<'a> {
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let first = String::from_utf8_lossy(lines.next()?).into_owned();
        let status = first
            .strip_prefix("HTTP/")?
            .split_whitespace()
            .nth(1)?
            .parse()
            .ok()?;
        let mut read = first.len();
        let mut fields = Fields::default();
        for line in lines {
            read += line.len();
            let words = String::from_utf8_lossy(line);
            let words = words.trim_end_matches(['\r', '\n']);
            if words.is_empty() {
                break;
            }
            fields.add(words);
        }
        Some(Self {
            status,
            fields,
            rest: bytes.get(read..).unwrap_or_default(),
        })
    }

    /// The body, put together from its chunks and unpacked.
    pub fn body(&self) -> Result<Vec<u8>, String> {
        let chunked = self
            .fields
            .get("transfer-encoding")
            .is_some_and(|how| how.to_ascii_lowercase().contains("chunked"));
        let whole = if chunked {
            unchunk(self.rest)
        } else {
            self.rest.to_vec()
        };
        unpacked(
            self.fields.get("content-encoding").unwrap_or_default(),
            whole,
        )
    }
}

/// A body unpacked as its `Content-Encoding` says, no further than [`MAX_BODY`].
pub(in crate::import) fn unpacked(how: &str, whole: Vec<u8>) -> Result<Vec<u8>, String> {
    let how = how.trim().to_ascii_lowercase();
    let mut out = Vec::new();
    let unpacked = match how.as_str() {
        "" | "identity" => return Ok(whole),
        // some archives keep the header and the unpacked body
        "gzip" | "x-gzip" if !whole.starts_with(&[0x1f, 0x8b]) => return Ok(whole),
        "gzip" | "x-gzip" => MultiGzDecoder::new(&whole[..])
            .take(MAX_BODY)
            .read_to_end(&mut out),
        "deflate" if whole.first() == Some(&0x78) => ZlibDecoder::new(&whole[..])
            .take(MAX_BODY)
            .read_to_end(&mut out),
        "deflate" => DeflateDecoder::new(&whole[..])
            .take(MAX_BODY)
            .read_to_end(&mut out),
        other => {
            return Err(format!(
                "it is packed in a way that is not known here ({other})"
            ));
        }
    };
    match unpacked {
        Err(error) if out.is_empty() => Err(format!("it cannot be unpacked: {error}")),
        _ => Ok(out),
    }
}

/// A body sent in chunks; as it is when it does not begin with the length of one.
pub(super) fn unchunk(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.iter().take(64).position(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]);
        let size = line.split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else {
            if out.is_empty() {
                return bytes.to_vec();
            }
            break;
        };
        let from = end + 1;
        let to = from.saturating_add(size).min(rest.len());
        out.extend_from_slice(&rest[from..to]);
        if size == 0 {
            break;
        }
        rest = &rest[to..];
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    if out.is_empty() && rest.len() == bytes.len() {
        return bytes.to_vec();
    }
    out
}
