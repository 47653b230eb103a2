//! Any bytes as a file of any format: the first byte chooses the name, and for parsers that are asked only where a mark is found
//! the mark stands before the rest. Something comes of every file, and every span lies on characters.
#![no_main]

use hexapla::analysis::Unhurried;
use hexapla::import::{ImportOptions, SourceBytes, read_source};
use libfuzzer_sys::fuzz_target;

/// Names, each with what stands before the bytes.
const FILES: [(&str, &str); 28] = [
    ("a.txt", ""),
    ("a.md", ""),
    ("a.html", ""),
    ("a.csv", ""),
    ("a.tsv", ""),
    ("a.json", ""),
    ("a.jsonl", ""),
    ("a.rss", ""),
    ("a.atom", ""),
    ("a.eml", ""),
    ("a.mbox", ""),
    ("a.mhtml", ""),
    ("a.rtf", "{\\rtf1"),
    ("a.warc", ""),
    ("a.wacz", ""),
    ("a.pdf", ""),
    ("a.docx", ""),
    ("a.odt", ""),
    ("a.xlsx", ""),
    ("a.epub", ""),
    ("a.zip", ""),
    ("a.gz", ""),
    // exports of news databases, as text, as a page and as RTF
    ("nexis.txt", "1 of 2 DOCUMENTS\n\n\n"),
    ("nexis.txt", "Kerry calls\n\nThe Daily Star\n\nSeptember 5, 2015\n\nCopyright 2015\n\nLength: 9 words\n\nBody\n\n"),
    ("nexis.html", "<p>1 of 2 DOCUMENTS</p>"),
    ("factiva.txt", "HD\nKerry calls\n\nWC\n9 words\n\nPD\n5 September 2015\n\nSN\nThe Daily Star\n\nDocument DS0000020150905eb95\n"),
    ("factiva.html", "<div>Document DS0000020150905eb95</div>"),
    ("factiva.rtf", "{\\rtf1 Document DS0000020150905eb95\\par "),
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (name, before) = FILES[usize::from(*first) % FILES.len()];
    let source = SourceBytes {
        path: name.to_owned(),
        bytes: [before.as_bytes(), rest].concat().into(),
        ..SourceBytes::pasted("")
    };
    let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).expect("nobody cancels");
    assert!(!import.items.is_empty());
    for article in import.articles() {
        for block in &article.blocks {
            assert!(block.span.get(&article.text).is_some());
        }
    }
});
