//! The disk: the only code that opens files. The workspace file, atomic writing, the program's settings.
//!
//! Invariants: opening never changes a source file; a write replaces its target as a whole or leaves it as it was; a file
//! that is not ours, newer than us or damaged is refused without being touched.
//!
//! Not here: what the bytes of an article mean (see `import`), and threads (see [`crate::worker`]).

#![expect(
    clippy::disallowed_methods,
    reason = "this is the room that may open files"
)]

pub mod atomic;
mod captures;
mod error;
pub mod files;
pub mod fonts;
mod lock;
mod migrate;
pub mod own_text;
mod rows;
mod settings;
pub mod watch;
mod workspace;
mod workspace_v1;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use rows::Rows;
pub use settings::{Settings, ThemeChoice};
pub use workspace::{EXTENSION, Opened, Workspace};

/// Whether there is a file or folder at this path.
pub fn exists(path: &std::path::Path) -> bool {
    path.exists()
}

/// Size of a file in bytes; `None` where there is none.
pub fn size_of(path: &std::path::Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|metadata| metadata.len())
}

/// All bytes of a file that is ours: a saved report. Sources of articles are read by [`files`], with limits.
pub fn read(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// Makes the folder, and those above it, where they are missing.
pub fn make_folder(path: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}
