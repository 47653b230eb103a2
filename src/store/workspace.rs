//! The workspace file: one SQLite database, held exclusively while it is open.
//!
//! A commit is one transaction with a rollback journal, synced to the disk before it is acknowledged: the file alone is
//! complete between commits and may be copied, and killing the process at any moment loses nothing acknowledged.
//! Before SQLite may touch a file, its first bytes are read and must say that it is ours and not newer than we are.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use serde_json::Value;

use super::lock::FileLock;
use super::workspace_v1::{self, BadTables};
use super::{Rows, StoreError, atomic, captures, migrate};
use crate::corpus::Corpus;
use crate::import::{Capture, CaptureHead};

/// Extension of workspace files, without the dot.
pub const EXTENSION: &str = "hexapla";

/// `application_id` in the header of the file: "Hexa".
const APPLICATION_ID: u32 = 0x4865_7861;
/// What every SQLite 3 file starts with.
const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Length of SQLite's header.
const HEADER_BYTES: usize = 100;
/// Where the header holds the version of our tables and whose file it is, as big-endian numbers of four bytes.
const USER_VERSION_AT: usize = 60;
const APPLICATION_ID_AT: usize = 68;

/// An open workspace file. Nobody else can open it until this is dropped.
#[derive(Debug)]
pub struct Workspace {
    path: PathBuf,
    // Before the lock: SQLite must let go first.
    connection: Connection,
    #[expect(dead_code, reason = "held until the workspace is dropped")]
    lock: FileLock,
    // Whether the file was found to be in order, so that it may be written to.
    is_ready: bool,
}

/// A workspace and what is in it.
#[derive(Debug)]
pub struct Opened {
    /// The file, to commit changes to.
    pub workspace: Workspace,
    /// What the person has put together.
    pub corpus: Corpus,
    /// State of the views by name.
    pub view_state: BTreeMap<String, Value>,
    /// Pages that were fetched, without their bodies.
    pub captures: Vec<Arc<CaptureHead>>,
}

impl Workspace {
    /// Makes a new, empty workspace. Refuses when there is a file of that name.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => StoreError::Exists {
                    path: path.to_owned(),
                },
                _ => StoreError::write(path, &error),
            })?;
        let lock = FileLock::take(path, file)?;
        Self::initialise(path, lock).inspect_err(|_| {
            // Ours, empty and of no use to anybody.
            drop(fs::remove_file(path));
        })
    }

    /// Opens a workspace. A file that is foreign, newer, damaged, write-protected or open elsewhere is refused as it is.
    pub fn open(path: &Path) -> Result<Opened, StoreError> {
        let mut file = File::open(path).map_err(|error| StoreError::read(path, &error))?;
        let version = check_header(path, &mut file)?;
        let lock = FileLock::take(path, file)?;
        let mut workspace = Self::connect(path, lock)?;
        workspace.check_integrity()?;
        if version < migrate::CURRENT {
            workspace.migrate(version)?;
        }
        let (corpus, view_state) = workspace.read()?;
        let captures = captures::heads(&workspace.connection)
            .map_err(|error| broken_by(path.to_owned(), &error))?;
        workspace.make_ready()?;
        Ok(Opened {
            workspace,
            corpus,
            view_state,
            captures,
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes rows in one transaction. When this returns they are on the disk; when it fails, none of them is.
    pub fn commit(&mut self, rows: &Rows) -> Result<(), StoreError> {
        let path = self.path.clone();
        let committed = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                workspace_v1::write(&transaction, rows)?;
                captures::write(&transaction, &rows.captures)?;
                transaction.commit()
            });
        committed.map_err(|error| StoreError::Write {
            path,
            reason: sql_in_words(&error),
        })
    }

    /// A page that was fetched from this address at this time, with its body; `None` when it is not kept here.
    pub fn capture(&self, address: &str, fetched: &str) -> Result<Option<Capture>, StoreError> {
        captures::read(&self.connection, address, fetched)
            .map_err(|error| broken_by(self.path.clone(), &error))
    }

    /// Writes a copy under another name, replacing what is there, and goes on with the copy. The present file stays as it is.
    /// When this fails, the present file stays the open one.
    pub fn save_as(&mut self, path: &Path) -> Result<(), StoreError> {
        if is_same_file(&self.path, path) {
            return Ok(());
        }
        refuse_if_in_use(path)?;
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        atomic::replace(&target, |temporary| {
            let name = temporary
                .to_str()
                .ok_or_else(|| io::Error::other("its name is not Unicode"))?;
            self.connection
                .execute("VACUUM INTO ?1", [name])
                .map_err(|error| io::Error::other(sql_in_words(&error)))?;
            OpenOptions::new().write(true).open(temporary)?.sync_all()
        })
        .map_err(|error| StoreError::write(path, &error))?;
        let file = File::open(path).map_err(|error| StoreError::read(path, &error))?;
        let lock = FileLock::take(path, file)?;
        let mut copy = Self::connect(path, lock)?;
        copy.make_ready()?;
        *self = copy;
        Ok(())
    }

    /// Makes the tables in the empty file at `path`, which is locked by `lock`.
    pub(super) fn initialise(path: &Path, lock: FileLock) -> Result<Self, StoreError> {
        let mut workspace = Self::connect(path, lock)?;
        let made = workspace
            .connection
            .transaction_with_behavior(TransactionBehavior::Exclusive)
            .and_then(|transaction| {
                workspace_v1::create(&transaction)?;
                workspace_v1::write(&transaction, &Rows::all(&Corpus::default()))?;
                transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
                transaction.pragma_update(None, "user_version", migrate::CURRENT)?;
                transaction.commit()
            });
        made.map_err(|error| StoreError::Write {
            path: path.to_owned(),
            reason: sql_in_words(&error),
        })?;
        workspace.make_ready()?;
        Ok(workspace)
    }

    /// Opens the database and takes SQLite's lock, which is kept from then on. Writes nothing.
    fn connect(path: &Path, mut lock: FileLock) -> Result<Self, StoreError> {
        let is_busy = |error: &rusqlite::Error| {
            matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            )
        };
        let mut connection = connect_exclusively(path);
        if connection.as_ref().is_err_and(is_busy) {
            lock.release();
            connection = connect_exclusively(path);
        }
        let connection = connection.map_err(|error| {
            let path = path.to_owned();
            if is_busy(&error) {
                StoreError::InUse { path }
            } else {
                broken_by(path, &error)
            }
        })?;
        if connection.is_readonly("main").unwrap_or(true) {
            return Err(StoreError::WriteProtected {
                path: path.to_owned(),
            });
        }
        Ok(Self {
            path: path.to_owned(),
            connection,
            lock,
            is_ready: false,
        })
    }

    /// A journal that is emptied after each commit: what was acknowledged is in the file itself, which may be copied alone.
    fn make_ready(&mut self) -> Result<(), StoreError> {
        self.connection
            .pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))
            .map_err(|error| broken_by(self.path.clone(), &error))?;
        self.is_ready = true;
        Ok(())
    }

    fn check_integrity(&self) -> Result<(), StoreError> {
        let found: Result<String, _> =
            self.connection
                .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        let broken = |detail: String| StoreError::Broken {
            path: self.path.clone(),
            detail,
        };
        match found {
            Ok(found) if found == "ok" => Ok(()),
            Ok(found) => Err(broken(found.replace("***", "").trim().to_owned())),
            Err(error) => Err(broken_by(self.path.clone(), &error)),
        }
    }

    fn migrate(&mut self, found: u32) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                migrate::to_current(&transaction, found)?;
                transaction.commit()
            })
            .map_err(|error| broken_by(path, &error))
    }

    fn read(&self) -> Result<(Corpus, BTreeMap<String, Value>), StoreError> {
        let corpus = workspace_v1::read(&self.connection).map_err(|error| StoreError::Broken {
            path: self.path.clone(),
            detail: match error {
                BadTables::Sql(error) => sql_in_words(&error),
                BadTables::Value(why) => why,
            },
        })?;
        let view_state = workspace_v1::read_view_state(&self.connection)
            .map_err(|error| broken_by(self.path.clone(), &error))?;
        Ok((corpus, view_state))
    }

    /// Makes the next commits fail as on a full disk, or work again.
    #[cfg(test)]
    pub fn pretend_disk_full(&self, is_full: bool) {
        let pages: u32 = self
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        let limit = if is_full { pages } else { u32::MAX - 1 };
        self.connection
            .pragma_update_and_check(None, "max_page_count", limit, |_| Ok(()))
            .unwrap();
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if !self.is_ready {
            return;
        }
        // Removes the journal, which holds nothing any more.
        if let Err(error) =
            self.connection
                .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
        {
            log::warn!("closing {}: {error}", self.path.display());
        }
    }
}

/// The version of the tables in a workspace file; everything else is refused.
fn check_header(path: &Path, file: &mut File) -> Result<u32, StoreError> {
    let foreign = |detail: &str| StoreError::Foreign {
        path: path.to_owned(),
        detail: detail.to_owned(),
    };
    let mut header = Vec::with_capacity(HEADER_BYTES);
    file.take(HEADER_BYTES as u64)
        .read_to_end(&mut header)
        .map_err(|error| StoreError::read(path, &error))?;
    if header.is_empty() {
        return Err(foreign("it is empty"));
    }
    if !header.starts_with(SQLITE_MAGIC) {
        return Err(foreign("it is another kind of file"));
    }
    if header.len() < HEADER_BYTES {
        return Err(StoreError::Broken {
            path: path.to_owned(),
            detail: "it is cut off".to_owned(),
        });
    }
    let number_at = |at: usize| {
        let bytes = header[at..at + 4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes)
    };
    if number_at(APPLICATION_ID_AT) != APPLICATION_ID {
        return Err(foreign("it is the database of another program"));
    }
    match number_at(USER_VERSION_AT) {
        0 => Err(foreign("it has no version")),
        found if found > migrate::CURRENT => Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: migrate::CURRENT,
        }),
        found => Ok(found),
    }
}

/// A connection that holds its lock until it is closed. Fails with "busy" when somebody else holds it.
fn connect_exclusively(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    // Taking the lock once is enough in this mode, and nothing is written.
    connection.execute_batch("BEGIN EXCLUSIVE; SELECT 1 FROM sqlite_schema; COMMIT")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Refuses to replace a workspace that another window has open.
fn refuse_if_in_use(path: &Path) -> Result<(), StoreError> {
    let Ok(mut file) = File::open(path) else {
        return Ok(());
    };
    if check_header(path, &mut file).is_err() {
        return Ok(());
    }
    let lock = FileLock::take(path, file)?;
    Workspace::connect(path, lock).map(drop).or_else(|error| {
        if matches!(error, StoreError::InUse { .. }) {
            Err(error)
        } else {
            Ok(())
        }
    })
}

fn is_same_file(lhs: &Path, rhs: &Path) -> bool {
    matches!((fs::canonicalize(lhs), fs::canonicalize(rhs)), (Ok(lhs), Ok(rhs)) if lhs == rhs)
}

fn broken_by(path: PathBuf, error: &rusqlite::Error) -> StoreError {
    StoreError::Broken {
        path,
        detail: sql_in_words(error),
    }
}

/// SQLite's reason in words for the person.
fn sql_in_words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::ReadOnly) => "it is write-protected".to_owned(),
        Some(ErrorCode::CannotOpen) => "it or its journal cannot be opened".to_owned(),
        Some(ErrorCode::SystemIoFailure) => format!("the disk reports an error ({error})"),
        Some(ErrorCode::PermissionDenied) => "permission denied".to_owned(),
        Some(ErrorCode::NotADatabase) => "it is not a database".to_owned(),
        _ => error.to_string(),
    }
}
