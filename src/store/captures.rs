//! Pages fetched from the web, kept in the workspace byte for byte with how they were reached.
//!
//! Their table is made with the first page: versions of the program that fetch nothing neither need it nor mind it, so that
//! it is no new version of the file.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::import::{Capture, CaptureHead};

const TABLE: &str = "
CREATE TABLE IF NOT EXISTS capture (
  address TEXT NOT NULL, fetched TEXT NOT NULL, asked TEXT NOT NULL, redirects TEXT NOT NULL, status INTEGER NOT NULL,
  headers TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (address, fetched)
) STRICT;
";
/// The columns of a head, in the order in which [`head`] reads them.
const HEAD: &str = "address, fetched, asked, redirects, status, headers, sha256, bytes";

/// Writes captures.
pub fn write(connection: &Connection, captures: &[Capture]) -> rusqlite::Result<()> {
    if captures.is_empty() {
        return Ok(());
    }
    connection.execute_batch(TABLE)?;
    let mut put = connection.prepare_cached(&format!(
        "INSERT OR REPLACE INTO capture ({HEAD}, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    ))?;
    for Capture { head, body } in captures {
        let redirects = serde_json::to_string(&head.redirects).expect("numbers and words");
        put.execute(params![
            head.address,
            head.fetched,
            head.asked,
            redirects,
            head.status,
            head.headers.join("\n"),
            head.sha256,
            i64::try_from(head.bytes).unwrap_or(i64::MAX),
            body.as_ref(),
        ])?;
    }
    Ok(())
}

/// All captures without their bodies.
pub fn heads(connection: &Connection) -> rusqlite::Result<Vec<Arc<CaptureHead>>> {
    if !is_there(connection)? {
        return Ok(Vec::new());
    }
    let mut select = connection.prepare(&format!(
        "SELECT {HEAD} FROM capture ORDER BY address, fetched"
    ))?;
    let rows = select.query_map([], |row| head(row).map(Arc::new))?;
    rows.collect()
}

/// One capture.
pub fn read(
    connection: &Connection,
    address: &str,
    fetched: &str,
) -> rusqlite::Result<Option<Capture>> {
    if !is_there(connection)? {
        return Ok(None);
    }
    let select = format!("SELECT {HEAD}, body FROM capture WHERE address = ?1 AND fetched = ?2");
    connection
        .query_row(&select, [address, fetched], |row| {
            Ok(Capture {
                head: Arc::new(head(row)?),
                body: row.get::<_, Vec<u8>>(8)?.into(),
            })
        })
        .optional()
}

fn is_there(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'capture'",
            [],
            |_| Ok(()),
        )
        .optional()
        .map(|found| found.is_some())
}

fn head(row: &Row<'_>) -> rusqlite::Result<CaptureHead> {
    let redirects: String = row.get(3)?;
    let headers: String = row.get(5)?;
    let bytes: i64 = row.get(7)?;
    Ok(CaptureHead {
        address: row.get(0)?,
        fetched: row.get(1)?,
        asked: row.get(2)?,
        // how it was reached is worth less than the page: what cannot be read is left out
        redirects: serde_json::from_str(&redirects).unwrap_or_default(),
        status: row.get(4)?,
        headers: headers.lines().map(str::to_owned).collect(),
        sha256: row.get(6)?,
        bytes: u64::try_from(bytes).unwrap_or(0),
    })
}
