//! Web archives: WARC and its forerunner ARC, plain or compressed, and WACZ, which packs them in a ZIP. Every page that a
//! server answered with is an article; pictures, styles and scripts are counted in one line.
//!
//! The file is unpacked while it is read, so that a small file that unpacks to a large one costs time up to a limit and no memory.

mod http;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;

pub(super) use self::http::unpacked;
use self::http::{Fields, Http};
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
        // crawlers keep their own notes ("metadata://gnu.org/software/wget/warc/wget.log")
        let is_note = address.starts_with("metadata:");
        let wanted = !is_note && matches!(kind.as_str(), "response" | "resource" | "conversion");
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
                _ if is_note => "description",
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
mod tests;
