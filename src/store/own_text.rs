//! Small text files of the person's own beside the settings, such as the list of names of one thing.

use std::fs;
use std::io;
use std::path::Path;

use super::{StoreError, atomic};

/// A small text file of the person's own (at most 4 MB); `None` where there is none.
pub fn read(path: &Path) -> Result<Option<String>, StoreError> {
    const MOST: u64 = 4_000_000;
    let too_large = || io::Error::other("it is larger than 4 MB");
    let size = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found.map_err(|error| StoreError::read(path, &error))?.len(),
    };
    if size > MOST {
        return Err(StoreError::read(path, &too_large()));
    }
    let bytes = fs::read(path).map_err(|error| StoreError::read(path, &error))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Writes a file that is not there yet, and leaves one that is.
pub fn start(path: &Path, text: &str) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| StoreError::write(path, &error))?;
    }
    atomic::write(path, |out| out.write_all(text.as_bytes()))
}
