//! Source files: walking folders and reading what was offered, with limits. Opening never changes a source file.
//!
//! Everything offered gets an answer: a file that is gone, too large, hidden, a picture, a folder that cannot be opened or a
//! link that leads back into its own folder each becomes a line that says so, and the rest goes on. Files are read and parsed
//! on all cores in batches of bounded size; results come in the order of paths whatever the number of threads.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::analysis::{Cancelled, Ctx};
use crate::corpus::Source;
use crate::import::manifest::{FILE_NAME as MANIFEST, Manifest};
use crate::import::{
    ALREADY_OPEN, FileImport, ImportOptions, Item, ItemResult, SourceBytes, read_source,
};

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

/// Everything offered, folders opened, sorted by path; the same file offered twice is listed once.
pub fn collect(
    paths: &[PathBuf],
    limits: &Limits,
    ctx: &mut dyn Ctx,
) -> Result<Vec<Offered>, Cancelled> {
    let mut found = Vec::new();
    for path in paths {
        ctx.step(found.len(), 0)?;
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, limits, ctx, &mut found)?,
            Ok(metadata) => found.push(described(path, "", &metadata, limits)),
            Err(error) => found.push(refused(
                path,
                "",
                failed(&format!("it cannot be read: {}", plainly(&error))),
            )),
        }
    }
    found.sort_by(|lhs, rhs| (&lhs.path, &lhs.root).cmp(&(&rhs.path, &rhs.root)));
    found.dedup_by(|later, earlier| later.path == earlier.path);
    Ok(found)
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

/// Reads one file, for "Read again" and for a changed encoding.
pub fn read_file(
    offered: &Offered,
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
) -> Result<FileImport, Cancelled> {
    let started = Instant::now();
    let refuse = |result| {
        FileImport::unread(
            offered.path.clone(),
            offered.root.clone(),
            offered.bytes,
            result,
        )
    };
    if let Some(result) = &offered.refused {
        return Ok(refuse(result.clone()));
    }
    let bytes = match read_bytes(&offered.file, limits) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(refuse(failed(&reason))),
    };
    let source = SourceBytes {
        path: offered.path.clone(),
        root: offered.root.clone(),
        bytes: Cow::Owned(bytes),
        modified_ms: offered.modified_ms,
    };
    let mut import = read_source(&source, options, ctx)?;
    import.millis = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(import)
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

/// One file as it lies on disk now, found again by its path.
pub fn offer_file(path: &Path, root: &str, limits: &Limits) -> Offered {
    match fs::metadata(path) {
        Ok(metadata) => described(path, root, &metadata, limits),
        Err(error) => refused(
            path,
            root,
            failed(&format!("it cannot be read: {}", plainly(&error))),
        ),
    }
}

/// A file's bytes, or why not. Reads no more than the limit even when the file grows meanwhile.
fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, String> {
    let explain = |error: std::io::Error| format!("it cannot be read: {}", plainly(&error));
    let file = File::open(path).map_err(explain)?;
    let mut bytes = Vec::new();
    file.take(limits.max_file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(explain)?;
    if bytes.len() as u64 > limits.max_file_bytes {
        return Err(too_large(bytes.len() as u64, limits));
    }
    Ok(bytes)
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

/// The path as shown: `/` between parts, without a leading `./`.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

fn refused(file: &Path, root: &str, result: ItemResult) -> Offered {
    Offered {
        file: file.to_owned(),
        path: shown(file),
        root: root.to_owned(),
        bytes: 0,
        modified_ms: None,
        refused: Some(result),
    }
}

fn described(file: &Path, root: &str, metadata: &fs::Metadata, limits: &Limits) -> Offered {
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let refused = if !metadata.is_file() {
        Some(skipped(
            "not a file that can be read (a device, pipe or socket)",
        ))
    } else if let Some(reason) = junk(file) {
        Some(skipped(reason))
    } else if metadata.len() > limits.max_file_bytes {
        Some(failed(&too_large(metadata.len(), limits)))
    } else {
        None
    };
    Offered {
        file: file.to_owned(),
        path: shown(file),
        root: root.to_owned(),
        bytes: metadata.len(),
        modified_ms: since.and_then(|since| i64::try_from(since.as_millis()).ok()),
        refused,
    }
}

/// Files that are known to hold no article.
fn junk(file: &Path) -> Option<&'static str> {
    let name = file.file_name()?.to_string_lossy().to_lowercase();
    if name == MANIFEST {
        return Some("the manifest: it describes the files beside it");
    }
    if matches!(name.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini") {
        return Some("a file of the system");
    }
    let extension = name.rsplit_once('.')?.1;
    match extension {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "ico" | "tif" | "tiff"
        | "heic" | "avif" => Some("a picture"),
        "mp3" | "mp4" | "m4a" | "mov" | "avi" | "mkv" | "webm" | "wav" | "ogg" | "flac" => {
            Some("sound or film")
        }
        "css" | "js" | "mjs" | "woff" | "woff2" | "ttf" | "otf" | "eot" | "map" => {
            Some("a part of a web page that holds no text")
        }
        "exe" | "dll" | "so" | "dylib" | "o" | "a" | "class" | "pyc" => Some("a program"),
        "hexapla" => Some("a workspace: open it with “Open workspace…”"),
        _ => None,
    }
}

fn walk(
    folder: &Path,
    limits: &Limits,
    ctx: &mut dyn Ctx,
    found: &mut Vec<Offered>,
) -> Result<(), Cancelled> {
    let root = shown(folder);
    let first = found.len();
    if holds_more(folder, limits, ctx)? {
        found.push(refused(folder, &root, failed(&too_many(limits))));
        return Ok(());
    }
    // folders reached through links, each entered once: links that cross cannot multiply
    let mut linked: BTreeSet<PathBuf> = BTreeSet::new();
    linked.extend(fs::canonicalize(folder).ok());
    let mut entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .max_depth(limits.max_depth)
        .into_iter();
    while let Some(entry) = entries.next() {
        ctx.step(found.len(), 0)?;
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push(walk_error(&error, folder, &root));
                continue;
            }
        };
        if found.len() - first >= limits.max_files {
            // through links: a part of a folder, taken in silence, would look like all of it
            found.truncate(first);
            found.push(refused(folder, &root, failed(&too_many(limits))));
            break;
        }
        if entry.depth() == 0 {
            continue;
        }
        if entry.file_type().is_dir() {
            if let Some(result) = closed_folder(&entry, limits, &mut linked) {
                found.push(refused(entry.path(), &root, result));
                entries.skip_current_dir();
            }
        } else if is_hidden(&entry) {
            found.push(refused(entry.path(), &root, skipped("a hidden file")));
        } else {
            found.push(match entry.metadata() {
                Ok(metadata) => described(entry.path(), &root, &metadata, limits),
                Err(error) => walk_error(&error, entry.path(), &root),
            });
        }
    }
    Ok(())
}

/// Whether a folder holds more files than are taken. Looks at names alone, in the order of the disk, and keeps none: a folder of
/// millions is refused without being listed in memory.
fn holds_more(folder: &Path, limits: &Limits, ctx: &mut dyn Ctx) -> Result<bool, Cancelled> {
    let mut count = 0;
    let entries = WalkDir::new(folder)
        .max_depth(limits.max_depth)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in entries.filter_map(Result::ok) {
        count += usize::from(!entry.file_type().is_dir());
        if count.is_multiple_of(1000) {
            ctx.step(0, 0)?;
        }
        if count > limits.max_files {
            return Ok(true);
        }
    }
    Ok(false)
}

fn too_many(limits: &Limits) -> String {
    format!(
        "it holds more than {} files, the most that are taken at once, so nothing of it was read: open its folders one by one",
        grouped(limits.max_files)
    )
}

/// "250,000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') && !matches!(name.as_ref(), ".DS_Store")
}

/// Why a folder is not entered, if so.
fn closed_folder(
    entry: &DirEntry,
    limits: &Limits,
    linked: &mut BTreeSet<PathBuf>,
) -> Option<ItemResult> {
    if is_hidden(entry) {
        return Some(skipped("a hidden folder"));
    }
    if entry.depth() >= limits.max_depth {
        return Some(failed(&format!(
            "lies {} folders deep: open it by itself",
            limits.max_depth
        )));
    }
    if entry.path_is_symlink() {
        let target = fs::canonicalize(entry.path()).ok()?;
        let known = linked
            .iter()
            .any(|known| target.starts_with(known) || known.starts_with(&target));
        if known {
            return Some(skipped("a link to a folder that is read already"));
        }
        linked.insert(target);
    }
    None
}

fn walk_error(error: &walkdir::Error, folder: &Path, root: &str) -> Offered {
    let path = error.path().unwrap_or(folder);
    let result = if error.loop_ancestor().is_some() {
        skipped("a link that leads back into its own folder")
    } else if let Some(io) = error.io_error() {
        failed(&format!("it cannot be read: {}", plainly(io)))
    } else {
        failed(&error.to_string())
    };
    refused(path, root, result)
}

/// Reads the manifests among and beside the files into `options`; their own ledger lines by path, where there is more to say
/// than that they are manifests.
fn read_manifests(
    offered: &[Offered],
    options: &mut ImportOptions,
) -> std::collections::BTreeMap<String, FileImport> {
    let mut lines = std::collections::BTreeMap::new();
    let mut folders: BTreeSet<(PathBuf, String)> = BTreeSet::new();
    for file in offered {
        let folder = file.file.parent().unwrap_or(Path::new(""));
        let path = file
            .path
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned());
        folders.insert((folder.to_owned(), path));
        // manifests of the folders above, up to the one that was opened
        if !file.root.is_empty() {
            let above = folder
                .ancestors()
                .skip(1)
                .take_while(|above| shown(above).starts_with(&file.root));
            folders.extend(above.map(|above| (above.to_owned(), shown(above))));
        }
    }
    let known: BTreeSet<&str> = offered.iter().map(|file| file.path.as_str()).collect();
    for (folder, path) in folders {
        let file = folder.join(MANIFEST);
        if !file.is_file() {
            continue;
        }
        let text = read_bytes(&file, &Limits::default());
        let parsed = text.and_then(|bytes| {
            Manifest::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| error.to_string())
        });
        let joined = |name: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            }
        };
        let shown_as = joined(MANIFEST);
        match parsed {
            Ok(manifest) => {
                let missing: Vec<String> = manifest
                    .files()
                    .filter(|name| {
                        !known.contains(joined(name).as_str()) && !folder.join(name).exists()
                    })
                    .map(|name| format!("it describes “{name}”, which is not there"))
                    .collect();
                if !missing.is_empty() && known.contains(shown_as.as_str()) {
                    let reason = "the manifest: it describes the files beside it";
                    let mut line =
                        FileImport::unread(shown_as.clone(), String::new(), 0, skipped(reason));
                    line.items[0].warnings = missing;
                    lines.insert(shown_as, line);
                }
                *options = std::mem::take(options).with_manifest(path, manifest);
            }
            Err(reason) => {
                lines.insert(
                    shown_as.clone(),
                    FileImport::unread(shown_as, String::new(), 0, failed(&reason)),
                );
            }
        }
    }
    for file in offered {
        if let Some(line) = lines.get_mut(&file.path) {
            line.root.clone_from(&file.root);
            line.bytes = file.bytes;
        }
    }
    lines
}

/// At most 256 files and, one file aside, 64 MB at a time: what bounds the memory.
fn batches(offered: &[Offered]) -> Vec<&[Offered]> {
    let mut found = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (at, file) in offered.iter().enumerate() {
        if at > from && (at - from >= 256 || bytes + file.bytes > 64 << 20) {
            found.push(&offered[from..at]);
            from = at;
            bytes = 0;
        }
        bytes += file.bytes;
    }
    if from < offered.len() {
        found.push(&offered[from..]);
    }
    found
}

/// Lets work on other threads see that nobody waits for it any more.
struct Flag<'a>(&'a AtomicBool);

impl Ctx for Flag<'_> {
    fn step(&mut self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

/// Reads a batch on all cores, in order; `step` hears how many are done and may cancel also while a long file is parsed.
fn read_batch(
    batch: &[Offered],
    options: &ImportOptions,
    limits: &Limits,
    step: &mut dyn FnMut(usize) -> Result<(), Cancelled>,
) -> Result<Vec<FileImport>, Cancelled> {
    let flag = AtomicBool::new(false);
    let read = |offered: &Offered| read_file(offered, options, limits, &mut Flag(&flag));
    if rayon::current_thread_index().is_some() {
        // on a pool's own thread waiting would starve the pool
        return batch.par_iter().map(read).collect();
    }
    let (sender, receiver) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| {
            batch
                .par_iter()
                .enumerate()
                .for_each_with(sender, |sender, (at, offered)| {
                    // the receiver lives until all senders are gone
                    let _ = sender.send((at, read(offered)));
                });
        });
        let mut results: Vec<Option<FileImport>> = vec![None; batch.len()];
        let mut done = 0;
        loop {
            match receiver.recv_timeout(Duration::from_millis(50)) {
                Ok((at, Ok(import))) => {
                    results[at] = Some(import);
                    done += 1;
                }
                Ok((_, Err(Cancelled))) | Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
            if step(done).is_err() {
                flag.store(true, Ordering::Relaxed);
            }
        }
        results
            .into_iter()
            .map(|result| result.ok_or(Cancelled))
            .collect()
    })
}

/// A line for the ledger about something that is no file.
pub fn note(path: &str, reason: &str) -> FileImport {
    let mut import = FileImport::unread(path.to_owned(), String::new(), 0, failed(reason));
    import.items = vec![Item::bare(failed(reason))];
    import
}

#[cfg(test)]
mod tests;
