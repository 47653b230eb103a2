//! What is offered: files and folders as they lie on disk, with the reason where one will not be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::{Limits, MANIFEST, Offered, failed, plainly, skipped, too_large};
use crate::analysis::{Cancelled, Ctx};
use crate::import::{ItemResult, page_of_folder};

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
    if let Some(page) = page_beside(entry.path()) {
        return Some(skipped(&format!(
            "the pictures, styles and frames of the saved page “{page}”"
        )));
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

/// The page in the same folder with which a browser saved this one, if so.
fn page_beside(folder: &Path) -> Option<String> {
    let page = page_of_folder(folder.file_name()?.to_str()?)?;
    let names = ["html", "htm", "xhtml"].map(|end| format!("{page}.{end}"));
    let mut names = names.into_iter();
    names.find(|name| folder.with_file_name(name).is_file())
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

pub(super) fn described(
    file: &Path,
    root: &str,
    metadata: &fs::Metadata,
    limits: &Limits,
) -> Offered {
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

pub(super) fn refused(file: &Path, root: &str, result: ItemResult) -> Offered {
    Offered {
        file: file.to_owned(),
        path: shown(file),
        root: root.to_owned(),
        bytes: 0,
        modified_ms: None,
        refused: Some(result),
    }
}

/// The path as shown: `/` between parts, without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

/// Files that are known to hold no article.
fn junk(file: &Path) -> Option<&'static str> {
    let name = file.file_name()?.to_string_lossy().to_lowercase();
    // browsers save "a.js" as "a.js.download"
    let name = name.strip_suffix(".download").unwrap_or(&name);
    if name == MANIFEST {
        return Some("the manifest: it describes the files beside it");
    }
    if matches!(name, ".ds_store" | "thumbs.db" | "desktop.ini") {
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
