//! Writing a file as a whole or not at all: into a temporary file beside the target, synced, then renamed over it.
//!
//! Whatever happens on the way (full disk, unwritable folder, power cut), the target holds either its old or its new bytes.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::StoreError;

/// Longest name that [`safe_file_name`] returns, in bytes: leaves room for an extension and a number on every system.
const MAX_NAME_BYTES: usize = 120;

/// Replaces the file at `path` by what `fill` writes. A symbolic link is followed, permissions are kept.
///
/// When `fill` or the disk fails, the temporary file is removed and the old file is as it was. What is there but is no file,
/// a pipe or a device, is never replaced: it is written to as it stands.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), StoreError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(is_pipe_or_device) {
        return pour(&target, fill).map_err(|error| StoreError::write(path, &error));
    }
    replace(&target, |temporary| {
        let mut writer = BufWriter::new(File::create_new(temporary)?);
        fill(&mut writer)?;
        let file = writer
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    })
    .map_err(|error| StoreError::write(path, &error))
}

/// Has `make` create a file at a temporary path beside `target`, whole and synced, and renames it over `target`.
///
/// A folder, a pipe or a device at `target` is an error: renaming would take it away from every program on the machine.
pub(super) fn replace(target: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) if is_pipe_or_device(&old) => {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is a device or a pipe, not a file",
            ));
        }
        _ => {}
    }
    let temporary = temporary_beside(target)?;
    let made = make(&temporary).and_then(|()| fs::rename(&temporary, target));
    if made.is_err() {
        // The first error is the one to tell; a leftover temporary file harms nobody.
        drop(fs::remove_file(&temporary));
    }
    made?;
    sync_folder_of(target);
    Ok(())
}

fn is_pipe_or_device(found: &fs::Metadata) -> bool {
    !found.is_file() && !found.is_dir()
}

/// Writes what `fill` gives into the pipe or device at `target`, which stays what it is.
fn pour(target: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut writer = BufWriter::new(File::options().write(true).open(target)?);
    fill(&mut writer)?;
    writer.flush()
}

/// A name for a file in the person's folder: readable, and allowed on every system.
///
/// Separators and reserved characters become `-`, white space runs one space, dots and spaces at the ends go; device names
/// of Windows get an underscore; an empty name becomes "untitled". At most 120 bytes, cut between characters.
pub fn safe_file_name(name: &str) -> String {
    let replaced: String = name
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let mut safe = replaced.split_whitespace().collect::<Vec<_>>().join(" ");
    safe.truncate(safe.floor_char_boundary(MAX_NAME_BYTES));
    let safe = safe.trim_matches([' ', '.']);
    let stem = safe.split('.').next().unwrap_or(safe).to_uppercase();
    let is_device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|digit: char| digit.is_ascii_digit()));
    match (safe.is_empty(), is_device) {
        (true, _) => "untitled".to_owned(),
        (_, true) => format!("_{safe}"),
        _ => safe.to_owned(),
    }
}

fn temporary_beside(target: &Path) -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}-{number}.tmp", std::process::id()));
    Ok(target.with_file_name(temporary))
}

/// Makes the rename itself last through a power cut, where the system can do that for folders.
fn sync_folder_of(target: &Path) {
    if !cfg!(unix) {
        return;
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        log::warn!("{} could not be synced: {error}", folder.display());
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::{safe_file_name, write};
    use crate::store::StoreError;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        write(&path, |out| out.write_all(b"old")).unwrap();
        let failed = write(&path, |out| {
            out.write_all(&vec![b'x'; 100_000])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let message = failed.unwrap_err().to_string();
        assert!(
            message.contains("report.html") && message.contains("disk is full"),
            "{message}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_that_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "x").unwrap();
        for path in ["missing/a.txt", "file/a.txt", ""] {
            let path = folder.path().join(path);
            let error = write(&path, |out| out.write_all(b"x")).unwrap_err();
            assert!(matches!(error, StoreError::Write { .. }), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_permissions_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    /// Seen once: a report written to the null device as the system's administrator made the device an ordinary file.
    #[cfg(unix)]
    #[test]
    fn a_pipe_or_device_is_written_to_and_never_replaced() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe)
        });
        write(&pipe, |out| out.write_all(b"report")).unwrap();
        assert_eq!(reader.join().unwrap().unwrap(), b"report");
        let still_there = fs::symlink_metadata(&pipe).unwrap();
        assert!(still_there.file_type().is_fifo());
        let refused = super::replace(&pipe, |_| Ok(())).unwrap_err();
        assert!(refused.to_string().contains("pipe"), "{refused}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        for (name, safe) in [
            ("Kerry and Lavrov: the calls", "Kerry and Lavrov- the calls"),
            ("  a/b\\c\n\td ", "a-b-c d"),
            ("...", "untitled"),
            ("", "untitled"),
            ("con", "_con"),
            ("LPT1.txt", "_LPT1.txt"),
            ("command", "command"),
            ("Zeitung für alle", "Zeitung für alle"),
        ] {
            assert_eq!(safe_file_name(name), safe);
        }
        let long = safe_file_name(&"ü".repeat(200));
        assert_eq!(long.len(), 120);
    }
}
