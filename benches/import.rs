//! How fast files are read, on all cores: `cargo bench --no-default-features --bench import`. Items are pages or bytes.
//!
//! The pages are written here: an article of some 700 words between menus, related links, comments and scripts, about 90 KB. With
//! `HEXAPLA_PAGES=FOLDER` the saved pages in that folder (`.html`, `.html.gz`; folders in it too) are measured instead.
//!
//! Measured in November 2026 on two cores of a server (AMD EPYC), by processor time: some 390 pages a second of the 793 article pages
//! of WCXB (180 KB each), and 30 MB of plain English text a second. 25,000 small articles (text, pages, DOCX) from a folder into the
//! corpus: 9 s beside other work, in 135 MB.

#![expect(clippy::disallowed_methods, reason = "it reads the folder it is given")]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use divan::counter::{BytesCount, ItemsCount};
use hexapla::analysis::Unhurried;
use hexapla::import::{ImportOptions, SourceBytes, read_source};
use rayon::prelude::*;

const N_PAGES: usize = 200;
const N_TEXTS: usize = 500;
const TEXT_BYTES: usize = 20_000;
const WORDS: [&str; 24] = [
    "council", "bridge", "mayor", "opened", "river", "Monday", "years", "after", "work", "began",
    "said", "the", "of", "and", "million", "report", "minister", "talks", "city", "new", "over",
    "in", "on", "closed",
];

fn main() {
    divan::main();
}

/// The next of a fixed sequence (Knuth's linear congruential generator), below `below`.
fn next(state: &mut u64, below: usize) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}

fn sentence(state: &mut u64) -> String {
    let n = 8 + next(state, 16);
    let words: Vec<&str> = (0..n).map(|_| WORDS[next(state, WORDS.len())]).collect();
    format!("The {}. ", words.join(" "))
}

fn paragraph(state: &mut u64) -> String {
    (0..4).map(|_| sentence(state)).collect()
}

fn page(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{0} - Daily News</title>\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{0}\",\"datePublished\":\"2015-09-05T10:00:00Z\"}}</script>\
         <script>{1}</script></head><body><nav><ul>",
        sentence(&mut state).trim_end_matches(". "),
        "var x=1;".repeat(4_000),
    );
    let links = |html: &mut String, state: &mut u64, n: usize| {
        for at in 0..n {
            let words = sentence(state);
            let _never_fails = write!(
                html,
                "<li class=\"item item-{at}\"><a href=\"/news/{at}\" data-track=\"nav|{at}\"><span class=label>{}</span></a></li>",
                words.split_at(words.len().min(30)).0
            );
        }
    };
    links(&mut html, &mut state, 120);
    html.push_str("</ul></nav><main><article class=story><h1>The bridge opens</h1><p class=byline>By Ann Lee</p>");
    for _ in 0..12 {
        let _never_fails = write!(html, "<p>{}</p>", paragraph(&mut state));
    }
    html.push_str("</article><aside class=related><ul>");
    links(&mut html, &mut state, 100);
    html.push_str("</ul></aside></main><section id=comments>");
    for _ in 0..20 {
        let _never_fails = write!(
            html,
            "<div class=comment><p>{}</p></div>",
            sentence(&mut state)
        );
    }
    html.push_str("</section><footer><ul>");
    links(&mut html, &mut state, 60);
    html.push_str("</ul></footer></body></html>");
    html.into_bytes()
}

fn source(path: String, bytes: Vec<u8>) -> SourceBytes {
    SourceBytes {
        path,
        bytes: Cow::Owned(bytes),
        ..SourceBytes::pasted("")
    }
}

fn pages() -> Vec<SourceBytes> {
    let Some(folder) = std::env::var_os("HEXAPLA_PAGES") else {
        return (0..N_PAGES)
            .map(|at| source(format!("{at}.html"), page(at as u64)))
            .collect();
    };
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the folder can be read");
        if let Some(bytes) = saved_page(entry.path()) {
            found.push(source(entry.path().display().to_string(), bytes));
        }
    }
    assert!(!found.is_empty(), "HEXAPLA_PAGES names a folder of pages");
    found
}

fn saved_page(path: &Path) -> Option<Vec<u8>> {
    let name = path.to_string_lossy().to_lowercase();
    let name = Path::new(name.strip_suffix(".gz").unwrap_or(&name));
    if !matches!(name.extension()?.to_str()?, "html" | "htm") {
        return None;
    }
    let bytes = std::fs::read(path).ok()?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&bytes[..])
        .read_to_end(&mut unpacked)
        .ok()?;
    Some(unpacked)
}

fn texts() -> Vec<SourceBytes> {
    (0..N_TEXTS)
        .map(|at| {
            let mut state = at as u64;
            let mut text = "The bridge opens\n\n".to_owned();
            while text.len() < TEXT_BYTES {
                text.push_str(&paragraph(&mut state));
                text.push_str("\n\n");
            }
            source(format!("{at}.txt"), text.into_bytes())
        })
        .collect()
}

fn read_all(sources: &[SourceBytes]) -> usize {
    let options = ImportOptions::default();
    let read = |source: &SourceBytes| {
        let import = read_source(source, &options, &mut Unhurried);
        import
            .expect("an unhurried caller cancels nothing")
            .articles()
            .count()
    };
    sources.par_iter().map(read).sum()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn saved_pages(bencher: divan::Bencher<'_, '_>) {
    let pages = pages();
    bencher
        .counter(ItemsCount::new(pages.len()))
        .bench_local(|| read_all(&pages));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn plain_texts(bencher: divan::Bencher<'_, '_>) {
    let texts = texts();
    let bytes: usize = texts.iter().map(|source| source.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| read_all(&texts));
}
