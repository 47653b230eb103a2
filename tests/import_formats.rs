//! Every file of a folder of awkward files is read without a crash and in bounded time, and gives text or a plain reason.
//!
//! The folder is named by the environment variable `HEXAPLA_FORMATS`; without it the test says so and passes. Any folder will do:
//! collections of test files of feed readers, mail parsers, PDF libraries. With `--nocapture` it prints a line for each file.
//!
//! ```text
//! HEXAPLA_FORMATS=~/torture cargo test --release --no-default-features --test import_formats -- --nocapture
//! ```

#![expect(clippy::disallowed_methods, reason = "it reads the folder it is given")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hexapla::analysis::Unhurried;
use hexapla::import::{FileImport, ImportOptions, ItemResult, SourceBytes, read_source};
use rayon::prelude::*;

/// Far above what the slowest file takes, also in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_mins(1);

#[test]
fn awkward_files_give_text_or_a_reason() {
    let Some(folder) = std::env::var_os("HEXAPLA_FORMATS").map(PathBuf::from) else {
        println!("skipped: HEXAPLA_FORMATS names no folder");
        return;
    };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "{} holds no files", folder.display());
    let read: Vec<(FileImport, Duration)> =
        files.par_iter().map(|file| read(&folder, file)).collect();
    let mut kinds: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (import, took) in &read {
        println!("{}", line(import, *took));
        assert!(*took < LONGEST, "{} took {took:?}", import.path);
        assert!(!import.items.is_empty(), "{}", import.path);
        for item in &import.items {
            let outcome = match &item.result {
                ItemResult::Article(article) => {
                    for block in &article.blocks {
                        assert!(!block.span.of(&article.text).is_empty(), "{}", import.path);
                    }
                    assert!(
                        article.text.contains(char::is_alphanumeric),
                        "{}",
                        import.path
                    );
                    "articles"
                }
                ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                    assert!(
                        reason.len() > 10,
                        "{}: “{reason}” says too little",
                        import.path
                    );
                    "refused"
                }
            };
            *kinds.entry((item.format.clone(), outcome)).or_insert(0) += 1;
        }
    }
    println!("{} files; {kinds:?}", read.len());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.expect("an entry of a folder that was opened").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn read(folder: &Path, file: &Path) -> (FileImport, Duration) {
    let path = file
        .strip_prefix(folder)
        .unwrap_or(file)
        .to_string_lossy()
        .into_owned();
    let source = SourceBytes {
        bytes: std::fs::read(file).expect("the file was listed").into(),
        path,
        ..SourceBytes::pasted("")
    };
    let started = Instant::now();
    let import =
        read_source(&source, &ImportOptions::default(), &mut Unhurried).expect("nobody cancels");
    (import, started.elapsed())
}

fn line(import: &FileImport, took: Duration) -> String {
    let words: usize = import
        .articles()
        .map(|article| article.text.split_whitespace().count())
        .sum();
    let first = import.items.iter().map(|item| match &item.result {
        ItemResult::Article(article) => article.headline.get().cloned().unwrap_or_default(),
        ItemResult::Skipped { reason } | ItemResult::Failed { reason } => reason.clone(),
    });
    let formats: Vec<&str> = import
        .items
        .iter()
        .map(|item| item.format.as_str())
        .take(1)
        .collect();
    format!(
        "{}\t{}\t{} articles of {} items\t{words} words\t{} ms\t{}",
        import.path,
        formats.join(","),
        import.articles().count(),
        import.items.len(),
        took.as_millis(),
        first.take(1).collect::<String>()
    )
}
