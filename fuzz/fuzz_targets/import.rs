//! Any bytes as a file of any format: the first byte chooses the name. Something comes of every file, and every span lies on
//! characters.
#![no_main]

use hexapla::analysis::Unhurried;
use hexapla::import::{ImportOptions, SourceBytes, read_source};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 18] = [
    "a.txt", "a.md", "a.html", "a.csv", "a.json", "a.jsonl", "a.rss", "a.eml", "a.mbox", "a.mhtml", "a.rtf", "a.warc", "a.pdf",
    "a.docx", "a.odt", "a.xlsx", "a.epub", "a.zip",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let source = SourceBytes {
        path: NAMES[usize::from(*first) % NAMES.len()].to_owned(),
        bytes: rest.to_vec().into(),
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
