//! What can go wrong on the disk, in words for the person: what failed, on which file, what to do.

use std::io;
use std::path::{Path, PathBuf};

/// A failure of the disk or of a file on it. Every text names the file and ends with what is left to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be read.
    #[error("“{}” could not be read: {reason}.", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// The file could not be written; what was there before is still there.
    #[error("“{}” could not be written: {reason}. What was there before is unchanged.", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// There is a file where a new one was to be made.
    #[error("“{}” exists already. Choose another name.", path.display())]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// Not a workspace of this program; it was not touched.
    #[error("“{}” is not a Hexapla workspace ({detail}). It was not changed.", path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What it is instead.
        detail: String,
    },
    /// Saved by a later version of the program; it was not touched.
    #[error(
        "“{}” was saved by a newer version of Hexapla (file version {found}, this program reads up to {known}). \
         It was not changed. Open it with the newer version.",
        path.display()
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Version of the file.
        found: u32,
        /// The latest version this program reads.
        known: u32,
    },
    /// Damaged; it was not touched.
    #[error("“{}” is damaged ({detail}). It was not changed. Open a copy of it from before.", path.display())]
    Broken {
        /// Which file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Another window, of this or another process, has it open.
    #[error("“{}” is open in another Hexapla window. Go on there, or close it there first.", path.display())]
    InUse {
        /// Which file.
        path: PathBuf,
    },
    /// The file or its folder may not be written to, so that nothing could be saved.
    #[error("“{}” is write-protected. Copy it to a folder that you may write to and open the copy.", path.display())]
    WriteProtected {
        /// Which file.
        path: PathBuf,
    },
    /// The system names no folder for settings and data.
    #[error(
        "No folder for settings was found. Set HEXAPLA_HOME to a folder that you may write to."
    )]
    NoHome,
}

impl StoreError {
    /// A file that could not be read.
    pub fn read(path: &Path, error: &io::Error) -> Self {
        Self::Read {
            path: path.to_owned(),
            reason: in_words(error),
        }
    }

    /// A file that could not be written.
    pub fn write(path: &Path, error: &io::Error) -> Self {
        Self::Write {
            path: path.to_owned(),
            reason: in_words(error),
        }
    }
}

/// The reason without the error number that the standard library appends.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "part of its path is not a folder".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text[..end].to_owned()
        }
    }
}
