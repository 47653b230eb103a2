//! Files made to hurt: entities that unfold, brackets that never close, archives in archives, parts that contain themselves. Each
//! ends soon, with articles or a reason. Bombs in archives and PDF files are tested beside their readers.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::archive::zip_of;
use super::{FileImport, ImportOptions, ItemResult, SourceBytes, read_source};
use crate::analysis::Unhurried;

/// Far longer than any of these takes without optimisation, far shorter than a hang.
const PATIENCE: Duration = Duration::from_secs(20);

fn read(name: &str, bytes: Vec<u8>) -> FileImport {
    let source = SourceBytes {
        path: name.to_owned(),
        bytes: bytes.into(),
        ..SourceBytes::pasted("")
    };
    let started = Instant::now();
    let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
    assert!(
        started.elapsed() < PATIENCE,
        "{name} took {:?}",
        started.elapsed()
    );
    assert!(!import.items.is_empty(), "{name}");
    import
}

/// Characters of all texts and reasons together.
fn said(import: &FileImport) -> usize {
    let of_item = |item: &super::Item| match &item.result {
        ItemResult::Article(article) => article.text.len(),
        ItemResult::Skipped { reason } | ItemResult::Failed { reason } => reason.len(),
    };
    import.items.iter().map(of_item).sum()
}

#[test]
fn entities_are_not_unfolded() {
    let mut entities = "<!ENTITY a0 \"lol lol lol lol lol lol lol lol lol lol\">".to_owned();
    for n in 1..12 {
        let inner = format!("&a{};", n - 1).repeat(10);
        write!(entities, "<!ENTITY a{n} \"{inner}\">").unwrap();
    }
    let doctype = format!("<?xml version=\"1.0\"?><!DOCTYPE x [{entities}]>");
    let rss = format!(
        "{doctype}<rss><channel><title>G</title><item><title>T</title><description>&a11; words</description></item></channel></rss>"
    );
    assert!(said(&read("a.rss", rss.into_bytes())) < 10_000);
    let word = format!(
        "{doctype}<w:document><w:body><w:p><w:r><w:t>&a11; words</w:t></w:r></w:p></w:body></w:document>"
    );
    let docx = zip_of(&[("word/document.xml", word.as_bytes())]);
    assert!(said(&read("a.docx", docx)) < 10_000);
    let page = format!("{doctype}<html><body><p>&a11; words of a page</p></body></html>");
    assert!(said(&read("a.xhtml", page.into_bytes())) < 10_000);
}

#[test]
fn depth_has_an_end() {
    const DEEP: usize = 100_000;
    for (name, open) in [
        ("a.html", "<div>"),
        ("a.html", "<table><tr><td>"),
        ("a.html", "<b><i>"),
        ("a.json", "["),
        ("a.json", "{\"a\":"),
        ("a.rss", "<rss><channel>"),
        ("a.md", "> "),
        ("a.md", "[["),
        ("a.rtf", "{\\rtf1 {"),
    ] {
        let mut bytes = open.repeat(DEEP).into_bytes();
        bytes.extend(b"words at the bottom");
        read(name, bytes);
    }
    let mut mail = "Content-Type: text/plain\r\n\r\nwords\r\n".to_owned();
    for n in 0..200 {
        mail = format!(
            "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n{mail}\r\n--b{n}--\r\n"
        );
    }
    read(
        "a.eml",
        format!("From: a@b.c\r\nSubject: x\r\nMIME-Version: 1.0\r\n{mail}").into_bytes(),
    );
}

#[test]
fn archives_in_archives_are_opened_a_few_deep() {
    let mut inner = zip_of(&[("words.txt", b"Words at the bottom.")]);
    for _ in 0..10 {
        inner = zip_of(&[("in.zip", &inner)]);
    }
    let import = read("a.zip", inner);
    let [item] = import.items.as_slice() else {
        panic!("{:?}", import.items);
    };
    let ItemResult::Failed { reason } = &item.result else {
        panic!("{item:?}");
    };
    assert!(reason.contains("files deep: unpack it first"), "{reason}");
}

#[test]
fn names_in_archives_lead_nowhere() {
    let zip = zip_of(&[
        ("/etc/passwd.txt", b"Absolute words."),
        ("../../up.txt", b"Climbing words."),
        ("C:\\windows\\x.txt", b"Foreign words."),
    ]);
    let import = read("/news/a.zip", zip);
    assert_eq!(import.articles().count(), 3);
    for article in import.articles() {
        assert_eq!(
            article.source.path, "/news/a.zip",
            "parts are names, not places"
        );
    }
}
