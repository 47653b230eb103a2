//! Checks a saved report: that its words are the words that were hashed, and that the source files still say them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Failure, gather};
use crate::corpus;
use crate::report::{self, Article, Report, evidence_of};
use crate::text::Span;

/// What became of checking a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// A line per fault and per article, and the verdict.
    pub lines: Vec<String>,
    /// Number of checks that failed or could not be made.
    pub n_failed: usize,
}

/// Prints a line per article and per fault. Fails when anything does not hold or could not be checked.
pub fn verify(path: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    let checked = check_report(path, files)?;
    writeln!(std::io::stdout(), "{}", checked.lines.join("\n"))
        .context("could not write to standard output")?;
    match checked.n_failed {
        0 => Ok(()),
        n => Err(anyhow::anyhow!("{n} of the checks failed").into()),
    }
}

/// Checks a saved report against these files, or those at the paths that it names.
pub fn check_report(path: &Path, files: &[PathBuf]) -> anyhow::Result<Checked> {
    let bytes =
        crate::store::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let report = report::read_unchecked(&bytes).with_context(|| path.display().to_string())?;
    let mut lines: Vec<String> = report::check_evidence(&report)
        .iter()
        .map(|fault| format!("fails: {fault}"))
        .collect();
    let mut failed = lines.len();
    let corpus = sources(&report, files);
    for article in &report.articles {
        let found = find(&corpus, article);
        let (line, holds) = match found {
            None => ("no source file to check against".to_owned(), false),
            Some(source) => check(&report, article, source, &mut lines),
        };
        failed += usize::from(!holds);
        lines.push(format!("{} {}: {line}", article.siglum, article.source));
    }
    let verdict = if failed == 0 {
        "everything in the report was found in its sources"
    } else {
        "the report could not be verified"
    };
    lines.push(verdict.to_owned());
    Ok(Checked {
        lines,
        n_failed: failed,
    })
}

/// The files given, else those at the paths that the report names.
fn sources(report: &Report, files: &[PathBuf]) -> corpus::Corpus {
    if !files.is_empty() {
        return gather::gather(files);
    }
    let mut named: Vec<PathBuf> = report
        .articles
        .iter()
        .map(|article| PathBuf::from(&article.source))
        .collect();
    named.dedup();
    gather::gather(&named)
}

/// The article of the corpus that the report's article was made from: by the file's hash, else by its path, else by its name.
fn find<'a>(corpus: &'a corpus::Corpus, article: &Article) -> Option<&'a corpus::Article> {
    let same_part = || {
        corpus
            .articles
            .iter()
            .filter(|candidate| candidate.source.part == article.part)
    };
    same_part()
        .find(|candidate| candidate.source.sha256 == article.sha256)
        .or_else(|| same_part().find(|candidate| candidate.source.path == article.source))
        .or_else(|| {
            same_part().find(|candidate| candidate.source.file_name() == article.file_name())
        })
        .map(|found| &**found)
}

/// What to say of an article, and whether it holds; what is no longer found is added to `lines`.
fn check(
    report: &Report,
    article: &Article,
    source: &corpus::Article,
    lines: &mut Vec<String>,
) -> (String, bool) {
    let same_file = source.source.sha256 == article.sha256;
    let same_text = report::sha256_hex(source.text.as_bytes()) == article.text_sha256;
    let moved = || {
        let words = evidence_of(report, &article.siglum);
        let is_there = |span: Span| span.get(&source.text) == span.get(&article.text);
        words.into_iter().find(|(_, span)| !is_there(*span))
    };
    // the hash is that of the whole text, also where only extracts stand in the report
    if same_text && moved().is_none() {
        let file = if same_file {
            "same file"
        } else {
            "another file"
        };
        return (format!("{file}, same text"), true);
    }
    let mut missing = 0;
    let words = evidence_of(report, &article.siglum);
    for (place, span) in &words {
        let words = span.get(&article.text).unwrap_or_default();
        if !source.text.contains(words) {
            missing += 1;
            lines.push(format!(
                "fails: {place}, article {}: “{words}” is no longer in the source",
                article.siglum
            ));
        }
    }
    let line = format!(
        "the text has changed; {} of {} quoted places are still in it",
        words.len() - missing,
        words.len()
    );
    (line, false)
}
