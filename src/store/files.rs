//! Source files: walking folders and reading what was offered, with limits. Opening never changes a source file.
//!
//! Everything offered gets an answer: a file that is gone, too large, hidden, a picture, a folder that cannot be opened or a
//! link that leads back into its own folder each becomes a line that says so, and the rest goes on. Files are read and parsed
//! on all cores in batches of bounded size; results come in the order of paths whatever the number of threads.

mod manifests;
mod reading;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::manifests::read_manifests;
pub use self::reading::read_file;
use self::reading::{batches, read_batch, read_bytes};
pub use self::walk::{collect, offer_file};
use crate::analysis::{Cancelled, Ctx};
use crate::corpus::Source;
use crate::import::manifest::FILE_NAME as MANIFEST;
use crate::import::{ALREADY_OPEN, FileImport, ImportOptions, Item, ItemResult};

/// How much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file read, in bytes.
    pub max_file_bytes: u64,
    /// Deepest folder opened below the one that was offered.
    pub max_depth: usize,
    /// Most files taken from one offered folder: of a folder with more nothing is taken.
    pub max_files: usize,
}

impl Default for Limits {
    /// 64 MB a file, 64 folders deep, 250,000 files: ten times a large collection, and their paths take some 100 MB.
    fn default() -> Self {
        Self {
            max_file_bytes: 64 << 20,
            max_depth: 64,
            max_files: 250_000,
        }
    }
}

/// One thing found where the person pointed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Where it is on disk.
    pub file: PathBuf,
    /// Its path as given or found, with `/` between parts.
    pub path: String,
    /// The folder that was opened, else empty.
    pub root: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its modification time in milliseconds since 1970.
    pub modified_ms: Option<i64>,
    /// Why it will not be read, if so.
    pub refused: Option<ItemResult>,
}

/// Files that are read already: by path, their size and the time of their last change.
pub type Known = BTreeMap<String, (u64, Option<i64>)>;

/// The files of articles, as [`import_new_paths`] takes them. Files that hold several are read each time: some of their articles
/// may have been removed.
pub fn known<'a>(articles: impl IntoIterator<Item = &'a Source>) -> Known {
    articles
        .into_iter()
        .filter(|source| source.modified_ms.is_some() && source.part.is_empty())
        .map(|source| (source.path.clone(), (source.bytes, source.modified_ms)))
        .collect()
}

/// Reads files and folders like [`import_paths`], but not those that are known and have not changed since: an import that was
/// cancelled, or ended with the program, goes on where it stopped.
pub fn import_new_paths(
    paths: &[PathBuf],
    known: &Known,
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
    sink: &mut dyn FnMut(Vec<FileImport>),
) -> Result<(), Cancelled> {
    let mut offered = collect(paths, limits, ctx)?;
    for file in &mut offered {
        let is_known = known
            .get(&file.path)
            .is_some_and(|known| *known == (file.bytes, file.modified_ms));
        if is_known && file.refused.is_none() {
            file.refused = Some(skipped(ALREADY_OPEN));
        }
    }
    import_offered(&offered, options, limits, ctx, sink)
}

/// Reads files and folders and hands the results on in batches, in the order of paths. Manifests found beside the files are
/// applied. `ctx` counts files; after a cancel no further batch comes.
pub fn import_paths(
    paths: &[PathBuf],
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
    sink: &mut dyn FnMut(Vec<FileImport>),
) -> Result<(), Cancelled> {
    let offered = collect(paths, limits, ctx)?;
    import_offered(&offered, options, limits, ctx, sink)
}

fn import_offered(
    offered: &[Offered],
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
    sink: &mut dyn FnMut(Vec<FileImport>),
) -> Result<(), Cancelled> {
    let mut options = options.clone();
    let mut manifest_lines = read_manifests(offered, &mut options);
    let total = offered.len();
    let mut done = 0;
    for batch in batches(offered) {
        ctx.step(done, total)?;
        let mut files = read_batch(batch, &options, limits, &mut |more| {
            ctx.step(done + more, total)
        })?;
        done += batch.len();
        for file in &mut files {
            if let Some(line) = manifest_lines.remove(&file.path) {
                *file = line;
            }
        }
        sink(files);
    }
    ctx.step(total, total)
}

/// A file of open articles, read again with the manifests beside it.
pub fn read_again(
    path: &Path,
    root: &str,
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
) -> Result<FileImport, Cancelled> {
    let offered = offer_file(path, root, limits);
    let mut options = options.clone();
    read_manifests(std::slice::from_ref(&offered), &mut options);
    read_file(&offered, &options, limits, ctx)
}

/// All bytes of a source file, or why not, for a look into it.
pub fn look(path: &Path, limits: &Limits) -> Result<Vec<u8>, String> {
    match offer_file(path, "", limits).refused {
        Some(ItemResult::Failed { reason } | ItemResult::Skipped { reason }) => Err(reason),
        _ => read_bytes(path, limits),
    }
}

fn too_large(bytes: u64, limits: &Limits) -> String {
    format!(
        "it is too large ({} MB; the limit is {} MB): split it into smaller files",
        bytes.div_ceil(1 << 20),
        limits.max_file_bytes >> 20
    )
}

fn plainly(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file (any more)".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => error.to_string(),
    }
}

fn failed(reason: &str) -> ItemResult {
    ItemResult::Failed {
        reason: reason.to_owned(),
    }
}

fn skipped(reason: &str) -> ItemResult {
    ItemResult::Skipped {
        reason: reason.to_owned(),
    }
}

/// A line for the ledger about something that is no file.
pub fn note(path: &str, reason: &str) -> FileImport {
    let mut import = FileImport::unread(path.to_owned(), String::new(), 0, failed(reason));
    import.items = vec![Item::bare(failed(reason))];
    import
}

#[cfg(test)]
mod tests;
