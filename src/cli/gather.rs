//! From the files named on the command line to a corpus, the same for any order in which they are named.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Corpus, Field, LedgerLine, Outcome, Patch,
    Source,
};
use crate::report::sha256_hex;
use crate::text::Span;

/// Reads the files, and the files in the folders.
pub fn gather(paths: &[PathBuf]) -> Corpus {
    let mut files: Vec<PathBuf> = paths.iter().flat_map(|path| files_of(path)).collect();
    files.sort();
    files.dedup();
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("open files");
    for file in files {
        let path = file.to_string_lossy().into_owned();
        let id = corpus.new_ledger_id();
        let (outcome, bytes) = match read(&file) {
            Ok((text, bytes)) => {
                let article = corpus.new_article_id();
                let n_bytes = bytes.len() as u64;
                let row = article_of(article, text, &path, &bytes);
                patch.articles.push((article, Some(Arc::new(row))));
                let duplicate_of = None;
                (
                    Outcome::Imported {
                        article,
                        duplicate_of,
                    },
                    n_bytes,
                )
            }
            Err(reason) => (Outcome::Failed { reason }, 0),
        };
        let line = LedgerLine {
            id,
            path,
            root: String::new(),
            part: String::new(),
            outcome,
            format: "plain text".to_owned(),
            encoding: "UTF-8".to_owned(),
            bytes,
            stripped: String::new(),
            warnings: Vec::new(),
            millis: 0,
        };
        patch.ledger.push((id, Some(Arc::new(line))));
    }
    corpus.apply(patch);
    corpus
}

/// Tells on standard error what was not taken.
pub fn tell(corpus: &Corpus) {
    for line in corpus.ledger.iter() {
        match &line.outcome {
            Outcome::Skipped { reason } | Outcome::Failed { reason } => {
                eprintln!("hexapla: {}: {}: {reason}", line.path, line.outcome.label());
            }
            Outcome::Imported { .. } => {}
        }
    }
}

fn files_of(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    walkdir::WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "until the store reads sources")]
fn read(path: &Path) -> Result<(String, Vec<u8>), String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes.clone()).map_err(|_| "The text is not UTF-8.".to_owned())?;
    if text.trim().is_empty() {
        return Err("The file is empty.".to_owned());
    }
    Ok((text, bytes))
}

fn article_of(id: ArticleId, text: String, path: &str, bytes: &[u8]) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trimmed(&text);
        if !span.is_empty() {
            let kind = BlockKind::Paragraph;
            blocks.push(Block { kind, span });
        }
        at += line.len() + 1;
    }
    Article {
        id,
        source: Source {
            path: path.to_owned(),
            format: "plain text".to_owned(),
            encoding: "UTF-8".to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256_hex(bytes),
            text_sha256: sha256_hex(text.as_bytes()),
            ..Source::default()
        },
        text: text.into(),
        blocks,
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::Unknown,
        excluded: false,
    }
}
