//! From the files named on the command line to a corpus, the same for any order in which they are named.

use std::path::PathBuf;

use crate::analysis::Unhurried;
use crate::corpus::{Corpus, Outcome};
use crate::import::{ImportOptions, duplicates, intake};
use crate::store::files::{Limits, import_paths};

/// Reads the files, and the files in the folders.
pub fn gather(paths: &[PathBuf]) -> Corpus {
    let mut files = Vec::new();
    import_paths(
        paths,
        &ImportOptions::default(),
        &Limits::default(),
        &mut Unhurried,
        &mut |batch| files.extend(batch),
    )
    .expect("an unhurried caller cancels nothing");
    let mut corpus = Corpus::default();
    let (patch, _) = intake(&mut corpus, files);
    corpus.apply(patch);
    let groups = duplicates::groups(&corpus, &mut Unhurried);
    let groups = groups.expect("an unhurried caller cancels nothing");
    let flags = duplicates::flag(&corpus, &groups);
    corpus.apply(flags);
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
