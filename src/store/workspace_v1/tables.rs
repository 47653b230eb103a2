//! The tables of version 1, and rows in and out of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::article::ArticleV1;
use super::decision::DecisionV1;
use super::ledger::LedgerLineV1;
use crate::corpus::{
    ArticleId, Chosen, Corpus, Decision, DecisionId, LedgerId, NextIds, Outlet, OutletId, Patch,
    Story, StoryId,
};
use crate::store::Rows;

/// An article's text has a table of its own, so that a change of its metadata does not write the text again.
const TABLES: &str = "
CREATE TABLE article (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE article_text (article INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL, colour INTEGER NOT NULL) STRICT;
CREATE TABLE story (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE story_article (story INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (story, article)) STRICT, WITHOUT ROWID;
CREATE TABLE decision (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE ledger (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE workspace (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE view_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
";

/// Keys of the table `workspace`; values are JSON.
const TITLE: &str = "title";
const COMPARISON: &str = "comparison";
const NEXT_IDS: &str = "next_ids";

/// What stands in the way of reading tables that SQLite itself can read.
#[derive(Debug, thiserror::Error)]
pub enum BadTables {
    /// SQLite could not.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    /// A value is not what this version writes.
    #[error("{0}")]
    Value(String),
}

impl BadTables {
    fn value(table: &str, id: impl std::fmt::Display, why: impl std::fmt::Display) -> Self {
        Self::Value(format!("row {id} of table {table}: {why}"))
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct ChosenV1 {
    columns: Vec<u32>,
    base: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
struct NextIdsV1 {
    article: u32,
    outlet: u32,
    story: u32,
    decision: u32,
    ledger: u32,
}

/// Makes the tables.
pub fn create(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(TABLES)
}

/// Writes changed rows.
pub fn write(transaction: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    write_articles(transaction, rows)?;
    write_outlets(transaction, rows)?;
    write_stories(transaction, rows)?;
    for (id, decision) in &rows.decisions {
        let saved = decision
            .as_deref()
            .map(|decision| to_json(&DecisionV1::from(Decision::clone(decision))));
        write_data(transaction, "decision", id.0, saved)?;
    }
    for (id, line) in &rows.ledger {
        let saved = line
            .as_deref()
            .map(|line| to_json(&LedgerLineV1::from(line)));
        write_data(transaction, "ledger", id.0, saved)?;
    }
    write_workspace(transaction, rows)?;
    for (key, value) in &rows.view_state {
        let value = (!value.is_null()).then(|| value.to_string());
        write_value(transaction, "view_state", key, value)?;
    }
    Ok(())
}

fn write_articles(transaction: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    let mut put_text = transaction.prepare_cached(
        "INSERT INTO article_text (article, text) VALUES (?1, ?2)
         ON CONFLICT (article) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text",
    )?;
    let mut drop_text =
        transaction.prepare_cached("DELETE FROM article_text WHERE article = ?1")?;
    for (id, article) in &rows.articles {
        let saved = article
            .as_deref()
            .map(|article| to_json(&ArticleV1::from(article)));
        write_data(transaction, "article", id.0, saved)?;
        match article {
            Some(article) => put_text.execute(params![id.0, &*article.text])?,
            None => drop_text.execute([id.0])?,
        };
    }
    Ok(())
}

fn write_outlets(transaction: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    let mut put = transaction.prepare_cached(
        "INSERT OR REPLACE INTO outlet (id, name, short, colour) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut delete = transaction.prepare_cached("DELETE FROM outlet WHERE id = ?1")?;
    for (id, outlet) in &rows.outlets {
        match outlet {
            Some(outlet) => put.execute(params![id.0, outlet.name, outlet.short, outlet.colour])?,
            None => delete.execute([id.0])?,
        };
    }
    Ok(())
}

fn write_stories(transaction: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    let mut put =
        transaction.prepare_cached("INSERT OR REPLACE INTO story (id, name) VALUES (?1, ?2)")?;
    let mut delete = transaction.prepare_cached("DELETE FROM story WHERE id = ?1")?;
    let mut clear = transaction.prepare_cached("DELETE FROM story_article WHERE story = ?1")?;
    let mut add = transaction
        .prepare_cached("INSERT OR IGNORE INTO story_article (story, article) VALUES (?1, ?2)")?;
    for (id, story) in &rows.stories {
        clear.execute([id.0])?;
        let Some(story) = story else {
            delete.execute([id.0])?;
            continue;
        };
        put.execute(params![id.0, story.name])?;
        for article in &story.articles {
            add.execute([id.0, article.0])?;
        }
    }
    Ok(())
}

fn write_workspace(transaction: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    let title = rows.title.as_deref().map(|title| to_json(&title));
    let comparison = rows.comparison.as_deref().map(|chosen| {
        to_json(&ChosenV1 {
            columns: chosen.columns.iter().map(|id| id.0).collect(),
            base: chosen.base.map(|id| id.0),
        })
    });
    let next_ids = rows.next_ids.map(|next| {
        to_json(&NextIdsV1 {
            article: next.article,
            outlet: next.outlet,
            story: next.story,
            decision: next.decision,
            ledger: next.ledger,
        })
    });
    for (key, value) in [
        (TITLE, title),
        (COMPARISON, comparison),
        (NEXT_IDS, next_ids),
    ] {
        if value.is_some() {
            write_value(transaction, "workspace", key, value)?;
        }
    }
    Ok(())
}

/// Sets or removes one row of a table of JSON values by number.
fn write_data(
    transaction: &Transaction<'_>,
    table: &str,
    id: u32,
    data: Option<String>,
) -> rusqlite::Result<()> {
    match data {
        Some(data) => transaction
            .prepare_cached(&format!(
                "INSERT OR REPLACE INTO {table} (id, data) VALUES (?1, ?2)"
            ))?
            .execute(params![id, data])?,
        None => transaction
            .prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?
            .execute([id])?,
    };
    Ok(())
}

/// Sets or removes one row of a table of JSON values by name.
fn write_value(
    transaction: &Transaction<'_>,
    table: &str,
    key: &str,
    value: Option<String>,
) -> rusqlite::Result<()> {
    match value {
        Some(value) => transaction
            .prepare_cached(&format!(
                "INSERT OR REPLACE INTO {table} (key, value) VALUES (?1, ?2)"
            ))?
            .execute([key, &value])?,
        None => transaction
            .prepare_cached(&format!("DELETE FROM {table} WHERE key = ?1"))?
            .execute([key])?,
    };
    Ok(())
}

/// Everything that is in the tables.
pub fn read(connection: &Connection) -> Result<Corpus, BadTables> {
    let mut patch = Patch::new("open");
    for (id, text, data) in read_article_rows(connection)? {
        let article = data
            .and_then(|saved| {
                saved
                    .load(ArticleId(id), text)
                    .map_err(|error| error.to_string())
            })
            .map_err(|why| BadTables::value("article", id, why))?;
        patch
            .articles
            .push((ArticleId(id), Some(Arc::new(article))));
    }
    read_outlets(connection, &mut patch)?;
    read_stories(connection, &mut patch)?;
    for (id, data) in read_data::<DecisionV1>(connection, "decision")? {
        let decision = Arc::new(Decision::from(data));
        patch.decisions.push((DecisionId(id), Some(decision)));
    }
    for (id, data) in read_data::<LedgerLineV1>(connection, "ledger")? {
        let id = LedgerId(id);
        patch.ledger.push((id, Some(Arc::new(data.load(id)))));
    }
    patch.title = read_value::<String>(connection, TITLE)?.map(Arc::from);
    patch.comparison = read_value::<ChosenV1>(connection, COMPARISON)?.map(|chosen| {
        Arc::new(Chosen {
            columns: chosen.columns.into_iter().map(ArticleId).collect(),
            base: chosen.base.map(ArticleId),
        })
    });
    let mut corpus = Corpus::default();
    corpus.apply(patch);
    if let Some(next) = read_value::<NextIdsV1>(connection, NEXT_IDS)? {
        corpus.raise_next_ids(NextIds {
            article: next.article,
            outlet: next.outlet,
            story: next.story,
            decision: next.decision,
            ledger: next.ledger,
        });
    }
    Ok(corpus)
}

/// The views' state by name. Entries that are no JSON are left out: they are a convenience, not the person's work.
pub fn read_view_state(connection: &Connection) -> rusqlite::Result<BTreeMap<String, Value>> {
    let mut select = connection.prepare("SELECT key, value FROM view_state")?;
    let rows = select.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut state = BTreeMap::new();
    for row in rows {
        let (key, value) = row?;
        if let Ok(value) = serde_json::from_str(&value) {
            state.insert(key, value);
        }
    }
    Ok(state)
}

/// Identity, text and the rest, which is decoded on all cores.
type ArticleRow = (u32, Arc<str>, Result<ArticleV1, String>);

fn read_article_rows(connection: &Connection) -> Result<Vec<ArticleRow>, BadTables> {
    let mut select = connection.prepare(
        "SELECT article.id, article_text.text, article.data FROM article
         LEFT JOIN article_text ON article_text.article = article.id ORDER BY article.id",
    )?;
    let rows: Vec<(u32, Arc<str>, String)> = select
        .query_map([], |row| {
            Ok((row.get(0)?, text_of(row.get_ref(1)?)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows
        .into_par_iter()
        .map(|(id, text, data)| {
            let data = serde_json::from_str(&data).map_err(|error| error.to_string());
            (id, text, data)
        })
        .collect())
}

/// A text column without a copy in between.
fn text_of(value: ValueRef<'_>) -> rusqlite::Result<Arc<str>> {
    value.as_str().map(Arc::from).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(1, value.data_type(), error.into())
    })
}

fn read_outlets(connection: &Connection, patch: &mut Patch) -> Result<(), BadTables> {
    let mut select =
        connection.prepare("SELECT id, name, short, colour FROM outlet ORDER BY id")?;
    let rows = select.query_map([], |row| {
        Ok(Outlet {
            id: OutletId(row.get(0)?),
            name: row.get(1)?,
            short: row.get(2)?,
            colour: row.get(3)?,
        })
    })?;
    for outlet in rows {
        let outlet = outlet?;
        patch.outlets.push((outlet.id, Some(Arc::new(outlet))));
    }
    Ok(())
}

fn read_stories(connection: &Connection, patch: &mut Patch) -> Result<(), BadTables> {
    let mut members: BTreeMap<u32, Vec<ArticleId>> = BTreeMap::new();
    let mut select =
        connection.prepare("SELECT story, article FROM story_article ORDER BY story, article")?;
    let rows = select.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)))?;
    for row in rows {
        let (story, article) = row?;
        members.entry(story).or_default().push(ArticleId(article));
    }
    let mut select = connection.prepare("SELECT id, name FROM story ORDER BY id")?;
    let rows = select.query_map([], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
    })?;
    for row in rows {
        let (id, name) = row?;
        let story = Story {
            id: StoryId(id),
            name,
            articles: members.remove(&id).unwrap_or_default(),
        };
        patch.stories.push((story.id, Some(Arc::new(story))));
    }
    Ok(())
}

fn read_data<T: DeserializeOwned>(
    connection: &Connection,
    table: &str,
) -> Result<Vec<(u32, T)>, BadTables> {
    let mut select = connection.prepare(&format!("SELECT id, data FROM {table} ORDER BY id"))?;
    let rows = select.query_map([], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (id, data) = row?;
        let data =
            serde_json::from_str(&data).map_err(|error| BadTables::value(table, id, error))?;
        Ok((id, data))
    })
    .collect()
}

fn read_value<T: DeserializeOwned>(
    connection: &Connection,
    key: &str,
) -> Result<Option<T>, BadTables> {
    let value: Option<String> = connection
        .query_row("SELECT value FROM workspace WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?;
    value
        .map(|value| {
            serde_json::from_str(&value).map_err(|error| BadTables::value("workspace", key, error))
        })
        .transpose()
}

fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("saved types hold nothing that JSON cannot")
}
