//! Steps from each version of the workspace file to the next, run in one transaction when an older file is opened.
//!
//! A version, once released, is never changed: its module stays, a new one is added beside it, with a step here and a
//! fixture under `tests/fixtures` that a test opens.

use rusqlite::Transaction;

/// The version that this program writes: `user_version` in the file.
pub const CURRENT: u32 = 1;

/// Turns the tables of one version into those of the next.
type Step = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Step `i` leads from version `i + 1` to version `i + 2`.
const STEPS: [Step; CURRENT as usize - 1] = [];

/// Brings the tables from version `found` to [`CURRENT`].
pub fn to_current(transaction: &Transaction<'_>, found: u32) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip((found as usize).saturating_sub(1)) {
        step(transaction)?;
    }
    transaction.pragma_update(None, "user_version", CURRENT)
}
