//! How fast reports are written: `cargo bench --no-default-features --bench reports`. The goal is every form of a comparison of
//! twelve articles of 1,000 words together in under 2 s; comparing them is not part of it.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a measurement makes its own files and may fail loudly"
)]

use std::io::{self, Write};
use std::sync::LazyLock;

use hexapla::analysis::compare::compare;
use hexapla::analysis::entities::index_entities;
use hexapla::analysis::{Analysed, Unhurried};
use hexapla::corpus::{Corpus, sort_by_siglum};
use hexapla::import::{ImportOptions, intake};
use hexapla::report::{self, Head, Report, ReportInput, Settings};
use hexapla::store::files::{Limits, import_paths};

const SEEDS: [&str; 4] = [
    include_str!("../seeds/000_39879bd75fc8be22.txt"),
    include_str!("../seeds/001_872f0e6690886558.txt"),
    include_str!("../seeds/002_9c1d674dac05e718.txt"),
    include_str!("../seeds/003_2d091f697e0d5d1a.txt"),
];
const N_ARTICLES: usize = 12;
const N_WORDS: usize = 1_000;

type Writer = fn(&Report, &mut dyn Write) -> io::Result<()>;

const WRITERS: [(&str, Writer); 8] = [
    ("json", report::write_json),
    ("html", report::write_html),
    ("pdf", |it, out| {
        report::write_pdf(it, &report::OwnFonts, out)
    }),
    ("docx", report::write_docx),
    ("xlsx", report::write_xlsx),
    ("markdown", report::write_markdown),
    ("ris", report::write_ris),
    ("bibtex", report::write_bibtex),
];

static REPORT: LazyLock<Report> = LazyLock::new(make);

fn main() {
    LazyLock::force(&REPORT);
    divan::main();
}

/// Article `number`: the paragraphs of the sample story from another place on, up to the number of words.
fn article(number: usize) -> String {
    let paragraphs: Vec<&str> = SEEDS
        .iter()
        .flat_map(|seed| seed.lines())
        .filter(|line| line.split_whitespace().count() > 8)
        .collect();
    let mut text = format!("What article {number} says\n\n");
    let mut n_words = 0;
    // a step that shares no divisor with the number of paragraphs, so that every article has its own order
    for step in 0.. {
        let paragraph = paragraphs[(number * 5 + step * (1 + number % 3)) % paragraphs.len()];
        n_words += paragraph.split_whitespace().count();
        text.push_str(paragraph);
        text.push_str("\n\n");
        if n_words >= N_WORDS {
            return text;
        }
    }
    text
}

fn make() -> Report {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..N_ARTICLES {
        let path = folder.path().join(format!("{number:02}.txt"));
        std::fs::write(path, article(number)).unwrap();
    }
    let mut files = Vec::new();
    import_paths(
        &[folder.path().to_owned()],
        &ImportOptions::default(),
        &Limits::default(),
        &mut Unhurried,
        &mut |batch| files.extend(batch),
    )
    .unwrap();
    let mut corpus = Corpus::default();
    let (patch, _) = intake(&mut corpus, files);
    corpus.apply(patch);
    let mut articles: Vec<_> = corpus.articles.iter().cloned().collect();
    sort_by_siglum(&mut articles);
    let analysed: Vec<Analysed> = articles.into_iter().map(Analysed::new).collect();
    let analysed: Vec<&Analysed> = analysed.iter().collect();
    let comparison = compare(&analysed, &[], &mut Unhurried).unwrap();
    report::build(&ReportInput {
        corpus: &corpus,
        articles: &analysed,
        comparison: Some(&comparison),
        entities: &index_entities(&analysed, &[]),
        head: Head::default(),
        settings: Settings::default(),
    })
}

fn written(writer: Writer) -> usize {
    let mut bytes = Vec::new();
    writer(&REPORT, &mut bytes).unwrap();
    bytes.len()
}

/// One form.
#[divan::bench(args = ["json", "html", "pdf", "docx", "xlsx", "markdown", "ris", "bibtex"], sample_count = 5)]
fn form(name: &str) -> usize {
    let (_, writer) = WRITERS.iter().find(|(form, _)| *form == name).unwrap();
    written(*writer)
}

/// Every form, one after the other.
#[divan::bench(sample_count = 5)]
fn every_form() -> usize {
    let forms: usize = WRITERS.iter().map(|(_, writer)| written(*writer)).sum();
    let tables = report::csv_files(&REPORT);
    forms + tables.iter().map(|file| file.bytes.len()).sum::<usize>()
}
