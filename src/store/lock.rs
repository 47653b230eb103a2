//! One window per workspace file.
//!
//! SQLite's own lock is not enough on Unix: it belongs to the process and is lost as soon as any code of the process opens
//! and closes the same file (an import of the folder it lies in, say). So the file is also locked through a handle of its
//! own, which stays open as long as the workspace. On Windows SQLite's lock holds by itself, and a second one would get in
//! its way.

use std::fs::File;
use std::path::Path;

use super::StoreError;

/// The lock; released when dropped.
#[derive(Debug)]
pub struct FileLock {
    file: Option<File>,
}

impl FileLock {
    /// Takes the lock through `file`, a handle of the file at `path`, or says who is in the way.
    pub fn take(path: &Path, file: File) -> Result<Self, StoreError> {
        if !cfg!(unix) {
            return Ok(Self { file: None });
        }
        match file.try_lock() {
            Ok(()) => Ok(Self { file: Some(file) }),
            Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse {
                path: path.to_owned(),
            }),
            Err(std::fs::TryLockError::Error(error)) => {
                // A file system without such locks: SQLite's own must do.
                log::info!("{} cannot be locked: {error}", path.display());
                Ok(Self { file: None })
            }
        }
    }

    /// Gives the lock back early. Network file systems may take it and SQLite's own for one and the same.
    pub fn release(&mut self) {
        self.file = None;
    }
}
