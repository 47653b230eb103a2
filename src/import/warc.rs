//! Web archives: WARC and its forerunner ARC, plain or compressed, and WACZ, which packs them in a ZIP. Every page that a
//! server answered with is an article; pictures, styles and scripts are counted in one line.
//!
//! The file is unpacked while it is read, so that a small file that unpacks to a large one costs time up to a limit and no memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::draft::add_text;
use super::plain::{decoded_draft, has_extension};
use super::{Confidence, Format, ImportError, Input, Metadata, Parsed, Part, html, outlets};
use crate::analysis::Ctx;
use crate::corpus::Origin;

/// Largest body of a record that is read, in bytes.
const MAX_BODY: u64 = 16 << 20;
/// Most bytes unpacked.
const MAX_TOTAL: u64 = 4 << 30;
/// Most records read.
const MAX_RECORDS: usize = 1_000_000;
/// Longest header line.
const MAX_LINE: u64 = 64 << 10;

/// WARC and ARC.
pub(super) struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let stem = name.strip_suffix(".gz").unwrap_or(name);
        let packed = head.starts_with(&[0x1f, 0x8b]);
        if head.starts_with(b"WARC/")
            || head.starts_with(b"filedesc://")
            || packed && has_extension(stem, &["warc", "arc"])
        {
            Confidence::Certain
        } else if has_extension(stem, &["warc", "arc"]) {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let reader: Box<dyn Read + '_> = if input.bytes.starts_with(&[0x1f, 0x8b]) {
            Box::new(MultiGzDecoder::new(input.bytes))
        } else {
            Box::new(input.bytes)
        };
        let mut archive = Archive {
            reader: BufReader::new(reader.take(MAX_TOTAL)),
            parsed: Parsed::default(),
            others: BTreeMap::new(),
        };
        let mut n_records = 0;
        let ended = loop {
            ctx.step(n_records, 0)?;
            match archive.record() {
                Ok(true) if n_records < MAX_RECORDS => n_records += 1,
                Ok(true) => {
                    break Some(format!(
                        "more than {MAX_RECORDS} records: the rest was not read"
                    ));
                }
                Ok(false) => break None,
                Err(reason) => break Some(reason),
            }
        };
        let Archive {
            mut parsed, others, ..
        } = archive;
        if let Some(reason) = ended {
            if n_records == 0 {
                return Err(ImportError::broken(format!(
                    "the web archive cannot be read: {reason}"
                )));
            }
            parsed.warnings.push(format!(
                "the web archive was read to its record {n_records} only: {reason}"
            ));
        }
        for (what, count) in others {
            parsed.parts.push(Part::Skipped {
                part: format!("{count} × {what}"),
                reason: "part of the traffic, not a page".to_owned(),
            });
        }
        if parsed.parts.is_empty() {
            return Err(ImportError::Nothing(
                "there is no page in the web archive".to_owned(),
            ));
        }
        Ok(parsed)
    }
}

struct Archive<'a> {
    reader: BufReader<std::io::Take<Box<dyn Read + 'a>>>,
    parsed: Parsed,
    /// Records that hold no page, by kind.
    others: BTreeMap<String, usize>,
}

impl Archive<'_> {
    /// Reads the next record; `false` at the end.
    fn record(&mut self) -> Result<bool, String> {
        let first = loop {
            match self.line()? {
                None => return Ok(false),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        if first.starts_with("WARC/") {
            let fields = self.fields()?;
            self.warc_record(&fields)?;
        } else if let Some((address, date, kind, len)) = arc_header(&first) {
            self.arc_record(&address, &date, &kind, len)?;
        } else {
            return Err(format!(
                "“{}” is no start of a record",
                super::records::shortened(&first, 40)
            ));
        }
        Ok(true)
    }

    fn line(&mut self) -> Result<Option<String>, String> {
        let mut bytes = Vec::new();
        let read = self
            .reader
            .by_ref()
            .take(MAX_LINE)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| error.to_string())?;
        if read == 0 {
            return Ok(None);
        }
        Ok(Some(
            String::from_utf8_lossy(&bytes)
                .trim_end_matches(['\r', '\n'])
                .to_owned(),
        ))
    }

    fn fields(&mut self) -> Result<Fields, String> {
        let mut fields = Fields::default();
        while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
            if fields.0.len() > 1_000 {
                return Err("a record has more than 1,000 header lines".to_owned());
            }
            fields.add(&line);
        }
        Ok(fields)
    }

    /// A body of `len` bytes: read when wanted and of bearable size, else passed over.
    fn body(&mut self, len: u64, wanted: bool) -> Result<Option<Vec<u8>>, String> {
        let mut limited = self.reader.by_ref().take(len);
        let mut bytes = Vec::new();
        let read = if wanted && len <= MAX_BODY {
            limited.read_to_end(&mut bytes).map(|read| read as u64)
        } else {
            std::io::copy(&mut limited, &mut std::io::sink())
        };
        let read = read.map_err(|error| error.to_string())?;
        if read < len && bytes.is_empty() {
            return Err("it is cut off".to_owned());
        }
        if read < len {
            let doubt = "the web archive is cut off in its last record";
            self.parsed.warnings.push(doubt.to_owned());
        }
        Ok((wanted && len <= MAX_BODY).then_some(bytes))
    }

    fn warc_record(&mut self, fields: &Fields) -> Result<(), String> {
        let len = fields
            .get("content-length")
            .and_then(|len| len.parse().ok())
            .ok_or("a record does not say how long it is")?;
        let kind = fields.get("warc-type").unwrap_or_default().to_owned();
        let address = fields
            .get("warc-target-uri")
            .unwrap_or_default()
            .trim_matches(['<', '>'])
            .to_owned();
        let is_http = fields
            .get("content-type")
            .is_some_and(|kind| kind.contains("application/http"))
            || kind == "response";
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        match self.body(len, wanted)? {
            Some(bytes) if is_http && address.starts_with("http") => self.answer(&address, &bytes),
            Some(bytes) if wanted && kind != "response" => {
                let kind = fields.get("content-type").unwrap_or_default();
                self.file(&address, kind, bytes);
            }
            Some(_) => self.other("answer that is no web page"),
            None if wanted => {
                let reason = format!("it is larger than {} MB", MAX_BODY >> 20);
                self.parsed.parts.push(Part::Failed {
                    part: address,
                    reason,
                });
            }
            None => self.other(match kind.as_str() {
                "request" => "request",
                "metadata" | "warcinfo" => "description",
                "revisit" => "page unchanged since an earlier visit",
                _ => "other record",
            }),
        }
        Ok(())
    }

    fn arc_record(
        &mut self,
        address: &str,
        date: &str,
        kind: &str,
        len: u64,
    ) -> Result<(), String> {
        let wanted = address.starts_with("http");
        match self.body(len, wanted)? {
            Some(bytes) if bytes.starts_with(b"HTTP/") => self.answer(address, &bytes),
            Some(bytes) => self.file(address, kind, bytes),
            None if wanted => {
                let reason = format!("it is larger than {} MB (of {date})", MAX_BODY >> 20);
                self.parsed.parts.push(Part::Failed {
                    part: address.to_owned(),
                    reason,
                });
            }
            None => self.other("description"),
        }
        Ok(())
    }

    fn other(&mut self, what: &str) {
        *self.others.entry(what.to_owned()).or_insert(0) += 1;
    }

    /// A server's answer with its HTTP headers.
    fn answer(&mut self, address: &str, bytes: &[u8]) {
        let Some(http) = Http::read(bytes) else {
            self.parsed.parts.push(Part::Failed {
                part: address.to_owned(),
                reason: "the server's answer is damaged".to_owned(),
            });
            return;
        };
        if !(200..300).contains(&http.status) {
            self.other(&format!("answer with status {}", http.status));
            return;
        }
        match http.body() {
            Ok(body) => self.file(
                address,
                http.fields.get("content-type").unwrap_or_default(),
                body,
            ),
            Err(reason) => self.parsed.parts.push(Part::Failed {
                part: address.to_owned(),
                reason,
            }),
        }
    }

    fn file(&mut self, address: &str, kind: &str, bytes: Vec<u8>) {
        let (mime, charset) = mime(kind);
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
        let is_page = mime.contains("html") || mime.is_empty() && start.contains("<html");
        if bytes.is_empty() {
            self.other("empty answer");
            return;
        }
        if is_page {
            let input = Input {
                name: "",
                bytes: &bytes,
                encoding: None,
                declared_encoding: None,
                mappings: &[],
            };
            let declared = charset.or_else(|| html::declared_encoding(&bytes));
            let (text, mut draft) = decoded_draft(&input, declared.as_deref());
            address.clone_into(&mut draft.part);
            add_address(&mut draft.metadata, address);
            let draft = html::read_page(&text, draft);
            self.parsed.parts.push(Part::Article(Box::new(draft)));
            return;
        }
        let other = [
            "image/",
            "video/",
            "audio/",
            "font/",
            "text/css",
            "javascript",
            "octet-stream",
            "font-",
            "text/dns",
            "/json",
            "warc-fields",
        ];
        if let Some(what) = other.iter().find(|other| mime.contains(**other)) {
            self.other(what.trim_matches('/'));
            return;
        }
        let mut metadata = Metadata::default();
        add_address(&mut metadata, address);
        self.parsed.parts.push(Part::File {
            name: address.to_owned(),
            bytes: Cow::Owned(bytes),
            declared_encoding: charset,
            metadata: Box::new(metadata),
        });
    }
}

fn add_address(metadata: &mut Metadata, address: &str) {
    add_text(&mut metadata.address, address, Origin::Record);
    if let Some(name) = outlets::outlet_of_address(address) {
        add_text(&mut metadata.outlet, name, Origin::Address);
    }
}

/// "text/html; charset=utf-8": the kind in lower case, the encoding.
pub(super) fn mime(kind: &str) -> (String, Option<String>) {
    let mut parts = kind.split(';');
    let mime = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (mime, charset)
}

/// Header lines: names in lower case.
#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn add(&mut self, line: &str) {
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

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

struct Http<'a> {
    status: u16,
    fields: Fields,
    rest: &'a [u8],
}

impl<'a> Http<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
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
    fn body(&self) -> Result<Vec<u8>, String> {
        let chunked = self
            .fields
            .get("transfer-encoding")
            .is_some_and(|how| how.to_ascii_lowercase().contains("chunked"));
        let whole = if chunked {
            unchunk(self.rest)
        } else {
            self.rest.to_vec()
        };
        let how = self
            .fields
            .get("content-encoding")
            .unwrap_or_default()
            .to_ascii_lowercase();
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
}

/// A body sent in chunks; as it is when it does not begin with the length of one.
fn unchunk(bytes: &[u8]) -> Vec<u8> {
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

/// "http://example.org/ 192.0.2.1 20150905100000 text/html 1270"
fn arc_header(line: &str) -> Option<(String, String, String, u64)> {
    let parts: Vec<&str> = line.split(' ').collect();
    let (address, len) = (parts.first()?, parts.last()?);
    if parts.len() < 5 || !address.contains(':') {
        return None;
    }
    Some((
        (*address).to_owned(),
        parts[2].to_owned(),
        parts[3].to_owned(),
        len.trim().parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::unchunk;
    use crate::analysis::Unhurried;
    use crate::import::archive::zip_of;
    use crate::import::{ImportOptions, ItemResult, SourceBytes, read_source};

    const WORDS: &str = "The minister resigned on Monday after a report found that he had misled the house, his office said.";

    fn record(kind: &str, address: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn archive() -> String {
        let page = format!(
            "<html><body><h1>Minister quits</h1><p>{WORDS}</p><p>{WORDS}</p></body></html>"
        );
        let half = page.len() / 2;
        let chunked = format!(
            "{half:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
            &page[..half],
            page.len() - half,
            &page[half..]
        );
        [
            record("request", "https://www.nytimes.com/1", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "https://www.nytimes.com/1", &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}")),
            record("response", "https://www.nytimes.com/2", "HTTP/1.1 404 Not Found\r\n\r\nno"),
            record("response", "https://www.nytimes.com/p.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
        ]
        .concat()
    }

    fn check(name: &str, bytes: &[u8], expected: &[&str]) {
        let source = SourceBytes {
            path: name.to_owned(),
            bytes: bytes.to_vec().into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let found: Vec<String> = import
            .items
            .iter()
            .map(|item| match &item.result {
                ItemResult::Article(article) => format!(
                    "{}|{}|{}",
                    item.part,
                    article.outlet.get().unwrap(),
                    article.blocks.len()
                ),
                ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                    format!("{}: {reason}", item.part)
                }
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pages_are_found_among_the_records() {
        let warc = archive();
        let expected = [
            "https://www.nytimes.com/1|The New York Times|3",
            "1 × answer with status 404: part of the traffic, not a page",
            "1 × image: part of the traffic, not a page",
            "1 × request: part of the traffic, not a page",
        ];
        check("a.warc", warc.as_bytes(), &expected);
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(warc.as_bytes()).unwrap();
        let packed = encoder.finish().unwrap();
        check("a.warc.gz", &packed, &expected);
        let inside: Vec<String> = expected
            .iter()
            .map(|line| format!("archive/data.warc.gz › {line}"))
            .collect();
        let mut inside: Vec<&str> = inside.iter().map(String::as_str).collect();
        inside.push("datapackage.json: a list of the archive's contents");
        check(
            "a.wacz",
            &zip_of(&[
                ("archive/data.warc.gz", &packed),
                ("datapackage.json", b"{}"),
            ]),
            &inside,
        );
        check(
            "a.warc",
            &warc.as_bytes()[..warc.len() - 40],
            &[
                expected[0],
                "https://www.nytimes.com/p.png: the server's answer is damaged",
                expected[1],
                expected[3],
            ],
        );
        check(
            "a.warc",
            b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx",
            &[": the web archive cannot be read: it is cut off"],
        );
    }

    proptest! {
        #[test]
        fn chunks_of_any_size_are_put_together(bytes in proptest::collection::vec(any::<u8>(), 1..300), size in 1_usize..50) {
            let mut chunked = Vec::new();
            for chunk in bytes.chunks(size) {
                chunked.extend(format!("{:X}\r\n", chunk.len()).bytes());
                chunked.extend(chunk);
                chunked.extend(b"\r\n");
            }
            chunked.extend(b"0\r\n\r\n");
            prop_assert_eq!(unchunk(&chunked), bytes);
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = unchunk(&bytes);
        }
    }
}
