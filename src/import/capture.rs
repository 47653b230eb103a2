//! A page fetched from the web: what was asked for and what came back, byte for byte. Fetching is [`crate::worker::fetch`]'s;
//! this is the value, which addresses may be asked for, and how it becomes an article.

use std::fmt::Write as _;
use std::sync::Arc;

use url::{Host, Url};

use super::draft::add_text;
use super::read::{Origins, read_bytes};
use super::{FileImport, ImportOptions, ItemResult, Metadata, outlets, warc};
use crate::analysis::{Cancelled, Ctx};
use crate::corpus::Origin;

/// One answer of a server, with how it was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// What the ledger and the inspector show.
    pub head: Arc<CaptureHead>,
    /// The body as it came, still packed if it was sent packed.
    pub body: Arc<[u8]>,
}

/// A capture without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureHead {
    /// The address that was asked for.
    pub asked: String,
    /// Where servers sent on to: status and next address, in order.
    pub redirects: Vec<(u16, String)>,
    /// The address that answered: the path of the article's source.
    pub address: String,
    /// When, in UTC ("2026-03-01T09:30:12Z").
    pub fetched: String,
    /// The status of the answer.
    pub status: u16,
    /// The lines of the answer's head, `name: value`.
    pub headers: Vec<String>,
    /// SHA-256 of the body as it came, hexadecimal.
    pub sha256: String,
    /// Size of the body as it came, in bytes.
    pub bytes: u64,
}

/// An address that is not fetched, for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It cannot be read as an address.
    #[error("“{0}” is not a web address")]
    NotAnAddress(String),
    /// `file:`, `ftp:` and so on.
    #[error("only http and https addresses are fetched, not {0}:")]
    Scheme(String),
    /// A name and a password before the host.
    #[error(
        "addresses with a name or a password in them are not fetched: they would be kept in the workspace"
    )]
    Credentials,
    /// This computer or the local network.
    #[error(
        "“{0}” is an address of this computer or of the local network; tick the box to allow that"
    )]
    Private(String),
}

/// Reads an address as it was typed: `https://` is added where no scheme is given. Whether a host's name stands for a private
/// address is seen only when it is looked up; a written number is refused here already.
///
/// ```
/// use hexapla::import::check_address;
/// assert_eq!(check_address("example.org/a b", false).unwrap().as_str(), "https://example.org/a%20b");
/// assert!(check_address("file:///etc/passwd", false).is_err());
/// assert!(check_address("http://127.0.0.1/", false).is_err());
/// assert!(check_address("http://127.0.0.1/", true).is_ok());
/// ```
pub fn check_address(typed: &str, allow_private: bool) -> Result<Url, AddressError> {
    let typed = typed.trim();
    let wrong = || AddressError::NotAnAddress(typed.to_owned());
    let has_scheme = typed.split_once(':').is_some_and(|(scheme, rest)| {
        scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-".contains(c))
            && !rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let url = if has_scheme {
        Url::parse(typed)
    } else {
        Url::parse(&format!("https://{typed}"))
    };
    let mut url = url.map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(AddressError::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    let private = match url.host() {
        None => return Err(wrong()),
        Some(Host::Ipv4(ip)) => is_private(ip.into()),
        Some(Host::Ipv6(ip)) => is_private(ip.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
    };
    if private && !allow_private {
        let host = url.host_str().unwrap_or_default().to_owned();
        return Err(AddressError::Private(host));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Whether an IP address is of this computer, the local network, or nobody's in the open internet (RFC 6890 and its kin).
pub fn is_private(ip: core::net::IpAddr) -> bool {
    match ip {
        core::net::IpAddr::V4(ip) => is_private_v4(ip),
        core::net::IpAddr::V6(ip) => {
            let parts = ip.segments();
            // addresses that carry one of version 4: mapped, compatible, translated (64:ff9b::/96), 6to4 (2002::/16)
            let v4 = |hi: u16, lo: u16| {
                let [a, b] = hi.to_be_bytes();
                let [c, d] = lo.to_be_bytes();
                is_private_v4([a, b, c, d].into())
            };
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || parts[0] & 0xfe00 == 0xfc00
                || parts[0] & 0xffc0 == 0xfe80
                || parts[0] & 0xffc0 == 0xfec0
                || parts[..2] == [0x2001, 0xdb8]
                || parts[..5] == [0; 5] && matches!(parts[5], 0 | 0xffff) && v4(parts[6], parts[7])
                || parts[..2] == [0x64, 0xff9b] && (parts[2] == 1 || v4(parts[6], parts[7]))
                || parts[0] == 0x2002 && v4(parts[1], parts[2])
        }
    }
}

fn is_private_v4(ip: core::net::Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 198 && (18..20).contains(&b)
}

impl CaptureHead {
    /// The value of a header line, letter case of the name aside.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim())
        })
    }

    /// The part of the source that tells captures of one address apart.
    pub fn part(&self) -> String {
        part_of(&self.fetched)
    }

    /// How it was fetched, in a sentence for the ledger.
    pub fn in_words(&self) -> String {
        let mut words = format!(
            "fetched {}, status {}, {} bytes, SHA-256 {}",
            self.fetched, self.status, self.bytes, self.sha256
        );
        let mut from = self.asked.as_str();
        for (status, to) in &self.redirects {
            let _never_fails = write!(words, "; {from} redirected to {to} ({status})");
            from = to;
        }
        words
    }

    /// A name for the body, with the extension that its declared type has.
    fn file_name(&self) -> String {
        let (kind, _) = warc::mime(self.header("content-type").unwrap_or_default());
        let extension = match kind.as_str() {
            "text/html" | "application/xhtml+xml" => "html",
            "text/plain" => "txt",
            "text/markdown" => "md",
            "text/csv" => "csv",
            "application/pdf" => "pdf",
            "application/epub+zip" => "epub",
            "application/json" | "application/ld+json" => "json",
            "application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml" => {
                "xml"
            }
            _ => {
                let path = self.address.split(['?', '#']).next().unwrap_or_default();
                return path.rsplit('/').next().unwrap_or_default().to_owned();
            }
        };
        format!("page.{extension}")
    }
}

/// The part of a source that was fetched at this time.
pub fn part_of(fetched: &str) -> String {
    format!("fetched {fetched}")
}

/// The time in the part of a source that was fetched.
pub fn fetched_in(part: &str) -> Option<&str> {
    part.strip_prefix("fetched ")?.split(" › ").next()
}

/// The part of an address that names its site: `https://example.org`.
pub fn site_of(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// Reads the articles of a capture.
pub fn read_capture(
    capture: &Capture,
    options: &ImportOptions,
    ctx: &mut dyn Ctx,
) -> Result<FileImport, Cancelled> {
    let head = &capture.head;
    let mut import = FileImport {
        path: head.address.clone(),
        root: site_of(&head.address),
        bytes: head.bytes,
        sha256: head.sha256.clone(),
        modified_ms: None,
        millis: 0,
        items: Vec::new(),
    };
    let packed = head.header("content-encoding").unwrap_or_default();
    let body = match warc::unpacked(packed, capture.body.to_vec()) {
        Ok(body) => body,
        Err(reason) => {
            let mut item = super::Item::bare(ItemResult::Failed { reason });
            item.part = head.part();
            import.items.push(item);
            return Ok(import);
        }
    };
    let mut metadata = Metadata::default();
    metadata.address.add(head.address.clone(), Origin::Address);
    if let Some(name) = outlets::outlet_of_address(&head.address) {
        add_text(&mut metadata.outlet, name, Origin::Address);
    }
    let (_, charset) = warc::mime(head.header("content-type").unwrap_or_default());
    let origins = Origins {
        name: &head.file_name(),
        part: head.part(),
        declared_encoding: charset.as_deref(),
        metadata,
    };
    read_bytes(&mut import, &body, origins, options, ctx)?;
    if let Some(item) = import.items.first_mut() {
        item.warnings.insert(0, head.in_words());
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{AddressError, Capture, CaptureHead, check_address, is_private, read_capture};
    use crate::analysis::Unhurried;
    use crate::import::ImportOptions;

    #[test]
    fn private_addresses_are_told_in_every_dress() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "93.184.216.34",
            "8.8.8.8",
            "2606:2800:220:1::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(!is_private(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn addresses_are_checked_as_they_are_typed() {
        for (typed, expected) in [
            (" www.example.org ", "https://www.example.org/"),
            ("http://example.org/a#b", "http://example.org/a"),
            ("example.org:8080/x", "https://example.org:8080/x"),
            ("https://müller.example/", "https://xn--mller-kva.example/"),
        ] {
            assert_eq!(check_address(typed, false).unwrap().as_str(), expected);
        }
        let private = |host: &str| AddressError::Private(host.to_owned());
        for (typed, expected) in [
            (
                "file:///etc/passwd",
                AddressError::Scheme("file".to_owned()),
            ),
            (
                "javascript:alert(1)",
                AddressError::Scheme("javascript".to_owned()),
            ),
            ("https://me:secret@example.org/", AddressError::Credentials),
            ("http://2130706433/", private("127.0.0.1")),
            ("http://0x7f.1/", private("127.0.0.1")),
            ("http://[::1]:80/", private("[::1]")),
            ("http://LOCALHOST./", private("localhost.")),
            (
                "two words",
                AddressError::NotAnAddress("two words".to_owned()),
            ),
            ("", AddressError::NotAnAddress(String::new())),
        ] {
            assert_eq!(check_address(typed, false), Err(expected), "{typed}");
        }
    }

    #[test]
    fn a_capture_becomes_an_article_that_says_where_it_is_from() {
        let paragraph =
            "The council opened the bridge on Monday after three years of work, it said. "
                .repeat(5);
        let body = format!(
            "<html><head><title>Bridge</title></head><body><article><h1>Bridge opens</h1><p>{paragraph}</p><p>{paragraph}Caf\u{e9}.</p></article></body></html>"
        );
        let latin: Vec<u8> = body.chars().map(|c| c as u8).collect();
        let head = CaptureHead {
            asked: "http://example.org/a".to_owned(),
            redirects: vec![(301, "https://example.org/news/a".to_owned())],
            address: "https://example.org/news/a".to_owned(),
            fetched: "2026-03-01T09:30:12Z".to_owned(),
            status: 200,
            headers: vec!["Content-Type: text/html; charset=ISO-8859-1".to_owned()],
            sha256: "00".to_owned(),
            bytes: latin.len() as u64,
        };
        let capture = Capture {
            head: Arc::new(head),
            body: latin.into(),
        };
        let import = read_capture(&capture, &ImportOptions::default(), &mut Unhurried).unwrap();
        let article = import.articles().next().unwrap();
        assert!(article.text.contains("Café"), "{}", article.text);
        assert_eq!(article.address.get().unwrap(), "https://example.org/news/a");
        assert_eq!(article.source.part, "fetched 2026-03-01T09:30:12Z");
        assert_eq!(import.root, "https://example.org");
        let told = &import.items[0].warnings[0];
        assert!(
            told.contains("http://example.org/a redirected to https://example.org/news/a (301)"),
            "{told}"
        );
    }
}
