use std::io::Write;

use proptest::prelude::*;

use super::http::unchunk;
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
    let page =
        format!("<html><body><h1>Minister quits</h1><p>{WORDS}</p><p>{WORDS}</p></body></html>");
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
            record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "Opening the archive"),
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
        "1 × description: part of the traffic, not a page",
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
            expected[2],
            expected[4],
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
