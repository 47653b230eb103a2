//! The workspace file: what is saved comes back, and what is not ours is left alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use proptest::prelude::*;
use serde_json::json;

use super::workspace::{EXTENSION, Opened, Workspace};
use super::{Rows, StoreError, migrate};
use crate::corpus::{
    Article, ArticleId, Chosen, Completeness, Corpus, Field, Patch, Source, arbitrary,
};

fn in_folder(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name).with_extension(EXTENSION);
    (folder, path)
}

fn open(path: &Path) -> Opened {
    Workspace::open(path).unwrap()
}

/// A corpus of `n` articles of some length, made without chance.
fn corpus_of(n: u32) -> Corpus {
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("make");
    for number in 0..n {
        let id = corpus.new_article_id();
        let text: Arc<str> = format!("Headline {number}\n\n{}", "Words of it. ".repeat(50)).into();
        let article = Article {
            id,
            text,
            blocks: Vec::new(),
            ..blank_article()
        };
        patch.articles.push((id, Some(Arc::new(article))));
    }
    patch.title = Some("Calls".into());
    corpus.apply(patch);
    corpus
}

fn blank_article() -> Article {
    Article {
        id: ArticleId(0),
        text: "".into(),
        blocks: Vec::new(),
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::default(),
        source: Source::default(),
        excluded: false,
    }
}

fn saved(path: &Path, corpus: &Corpus) {
    let mut workspace = Workspace::create(path).unwrap();
    workspace.commit(&Rows::all(corpus)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_saved_comes_back(corpus in arbitrary::corpus()) {
        let (_folder, path) = in_folder("any");
        saved(&path, &corpus);
        let opened = open(&path);
        prop_assert_eq!(&opened.corpus, &corpus);
        prop_assert_eq!(opened.corpus.next_ids(), corpus.next_ids());
    }

    #[test]
    fn saving_changes_is_saving_all(before in arbitrary::corpus(), after in arbitrary::corpus()) {
        let (_folder, path) = in_folder("any");
        let mut workspace = Workspace::create(&path).unwrap();
        workspace.commit(&Rows::all(&before)).unwrap();
        let mut patch = Patch::new("replace");
        let gone = before.articles.entries().map(|(id, _)| (id, None));
        patch.articles = gone.collect();
        patch.articles.extend(after.articles.entries().map(|(id, row)| (id, Some(row.clone()))));
        patch.stories = before.stories.entries().map(|(id, _)| (id, None)).collect();
        patch.comparison = Some(after.comparison.clone());
        let mut corpus = before.clone();
        let inverse = corpus.apply(patch);
        workspace.commit(&Rows::changed(&corpus, &inverse)).unwrap();
        drop(workspace);
        prop_assert_eq!(open(&path).corpus, corpus);
    }
}

#[test]
fn ids_of_removed_rows_are_not_given_again() {
    let (_folder, path) = in_folder("ids");
    let mut corpus = corpus_of(3);
    saved(&path, &corpus);
    let mut patch = Patch::new("remove");
    patch.articles.push((ArticleId(2), None));
    let inverse = corpus.apply(patch);
    let mut opened = open(&path);
    opened
        .workspace
        .commit(&Rows::changed(&corpus, &inverse))
        .unwrap();
    drop(opened);
    assert_eq!(open(&path).corpus.new_article_id(), ArticleId(3));
}

#[test]
fn view_state_is_kept_and_removed_by_null() {
    let (_folder, path) = in_folder("view");
    let mut workspace = Workspace::create(&path).unwrap();
    workspace
        .commit(&Rows::view_state("sort", json!({"column": "total"})))
        .unwrap();
    drop(workspace);
    let mut opened = open(&path);
    assert_eq!(opened.view_state["sort"]["column"], "total");
    opened
        .workspace
        .commit(&Rows::view_state("sort", json!(null)))
        .unwrap();
    drop(opened);
    assert!(open(&path).view_state.is_empty());
}

#[test]
fn fetched_pages_are_kept_byte_for_byte_also_in_a_copy() {
    let (folder, path) = in_folder("captures");
    let head = crate::import::CaptureHead {
        asked: "http://example.org/a".to_owned(),
        redirects: vec![(301, "https://example.org/a".to_owned())],
        address: "https://example.org/a".to_owned(),
        fetched: "2026-03-01T09:30:12Z".to_owned(),
        status: 200,
        headers: vec!["content-type: text/html".to_owned(), "x: y".to_owned()],
        sha256: "ab".to_owned(),
        bytes: 3,
    };
    let capture = crate::import::Capture {
        head: Arc::new(head),
        body: [0, 255, 10].into(),
    };
    let mut workspace = Workspace::create(&path).unwrap();
    let read = |workspace: &Workspace, at: &str| workspace.capture("https://example.org/a", at);
    assert_eq!(read(&workspace, "2026-03-01T09:30:12Z").unwrap(), None);
    let rows = Rows {
        captures: vec![capture.clone()],
        ..Rows::default()
    };
    workspace.commit(&rows).unwrap();
    workspace
        .save_as(&folder.path().join("copy.hexapla"))
        .unwrap();
    drop(workspace);
    for file in [path, folder.path().join("copy.hexapla")] {
        let opened = open(&file);
        assert_eq!(opened.captures, std::slice::from_ref(&capture.head));
        let kept = read(&opened.workspace, "2026-03-01T09:30:12Z").unwrap();
        assert_eq!(kept.as_ref(), Some(&capture));
    }
}

#[test]
fn the_file_alone_is_complete_while_it_is_open() {
    let (folder, path) = in_folder("open");
    let corpus = corpus_of(20);
    let mut workspace = Workspace::create(&path).unwrap();
    workspace.commit(&Rows::all(&corpus)).unwrap();
    let copy = folder.path().join("copy.hexapla");
    fs::copy(&path, &copy).unwrap();
    assert_eq!(open(&copy).corpus, corpus);
    drop(workspace);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no journal is left behind"
    );
}

#[test]
fn a_second_window_is_refused_and_told_why() {
    let (_folder, path) = in_folder("twice");
    saved(&path, &corpus_of(1));
    let first = open(&path);
    // Reading the file, as an import of its folder does, must not open it to others.
    drop(fs::read(&path).unwrap());
    let second = Workspace::open(&path).unwrap_err();
    assert!(matches!(second, StoreError::InUse { .. }), "{second}");
    assert!(second.to_string().contains("twice.hexapla"));
    drop(first);
    open(&path);
}

#[test]
fn save_as_goes_on_with_the_copy() {
    let (folder, path) = in_folder("first");
    let copy = folder.path().join("second.hexapla");
    let corpus = corpus_of(2);
    let mut workspace = Workspace::create(&path).unwrap();
    workspace.commit(&Rows::all(&corpus)).unwrap();
    workspace.save_as(&path).unwrap();
    fs::write(&copy, "whatever stood here").unwrap();
    workspace.save_as(&copy).unwrap();
    assert_eq!(workspace.path(), copy);
    assert_eq!(
        open(&path).corpus,
        corpus,
        "the first file is closed and as it was"
    );

    let more = corpus_of(3);
    workspace.commit(&Rows::all(&more)).unwrap();
    assert!(matches!(
        Workspace::open(&copy),
        Err(StoreError::InUse { .. })
    ));
    drop(workspace);
    assert_eq!(open(&copy).corpus, more);
    assert_eq!(open(&path).corpus, corpus);
}

#[test]
fn save_as_over_an_open_workspace_is_refused_and_the_first_goes_on() {
    let (folder, path) = in_folder("mine");
    let other_path = folder.path().join("other.hexapla");
    let corpus = corpus_of(1);
    saved(&other_path, &corpus);
    let other = open(&other_path);
    let mut workspace = Workspace::create(&path).unwrap();
    let refused = workspace.save_as(&other_path).unwrap_err();
    assert!(matches!(refused, StoreError::InUse { .. }), "{refused}");
    let nowhere = folder.path().join("missing/x.hexapla");
    assert!(workspace.save_as(&nowhere).is_err());
    assert_eq!(workspace.path(), path);
    workspace.commit(&Rows::all(&corpus_of(2))).unwrap();
    drop(workspace);
    assert_eq!(open(&path).corpus, corpus_of(2));
    assert_eq!(other.corpus, corpus);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing is left behind"
    );
}

#[test]
fn creating_over_a_file_is_refused() {
    let (_folder, path) = in_folder("there");
    fs::write(&path, "mine").unwrap();
    assert!(matches!(
        Workspace::create(&path),
        Err(StoreError::Exists { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn a_full_disk_fails_the_commit_as_a_whole_and_the_next_one_works() {
    let (_folder, path) = in_folder("full");
    let mut workspace = Workspace::create(&path).unwrap();
    let (few, many) = (corpus_of(2), corpus_of(200));
    workspace.commit(&Rows::all(&few)).unwrap();
    workspace.pretend_disk_full(true);
    let error = workspace.commit(&Rows::all(&many)).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    workspace.pretend_disk_full(false);
    drop(workspace);
    let mut opened = open(&path);
    assert_eq!(opened.corpus, few);
    opened.workspace.commit(&Rows::all(&many)).unwrap();
    drop(opened);
    assert_eq!(open(&path).corpus, many);
}

/// Opens a file that must be refused, and sees to it that it was not touched.
fn refused(name: &str, bytes: &[u8]) -> StoreError {
    let (folder, path) = in_folder(name);
    fs::write(&path, bytes).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    let error = Workspace::open(&path).unwrap_err();
    assert!(error.to_string().contains(name), "{error}");
    assert!(fs::read(&path).unwrap() == bytes, "{name}: bytes changed");
    assert_eq!(
        fs::metadata(&path).unwrap().modified().unwrap(),
        long_ago,
        "{name}"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "{name}: files left behind"
    );
    error
}

/// The bytes of a workspace of 30 articles.
fn workspace_bytes() -> Vec<u8> {
    let (_folder, path) = in_folder("whole");
    saved(&path, &corpus_of(30));
    fs::read(&path).unwrap()
}

#[test]
fn foreign_files_are_refused_untouched() {
    let (_folder, path) = in_folder("other");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(connection);
    let other_database = fs::read(&path).unwrap();
    for (name, bytes) in [
        ("empty", b"".as_slice()),
        ("text", b"Kerry calls Lavrov."),
        ("short", b"SQLite format 3\0"),
        ("zeros", &[0; 5000]),
        ("database", &other_database),
    ] {
        let error = refused(name, bytes);
        let is_expected = matches!(error, StoreError::Foreign { .. })
            || (name == "short" && matches!(error, StoreError::Broken { .. }));
        assert!(is_expected, "{name}: {error}");
    }
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let mut bytes = workspace_bytes();
    bytes[60..64].copy_from_slice(&(migrate::CURRENT + 1).to_be_bytes());
    let error = refused("newer", &bytes);
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn damaged_files_are_refused_untouched() {
    let whole = workspace_bytes();
    for length in [
        100,
        512,
        4096,
        5000,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        let error = refused("cut-off", &whole[..length]);
        assert!(
            matches!(error, StoreError::Broken { .. }),
            "{length}: {error}"
        );
    }
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 64].fill(0xA5);
        let error = refused("garbage", &bytes);
        assert!(
            matches!(error, StoreError::Broken { .. }),
            "{page}: {error}"
        );
    }
}

#[test]
fn values_that_make_no_sense_are_damage() {
    for (change, says) in [
        (
            "UPDATE article SET data = '{}' WHERE id = 1",
            "row 1 of table article",
        ),
        (
            "UPDATE article SET data = replace(data, '\"blocks\":[]', '\"blocks\":[[\"paragraph\",0,99999]]') WHERE id = 1",
            "does not fit",
        ),
        ("DELETE FROM article_text WHERE article = 1", ""),
        ("DROP TABLE story", "story"),
        (
            "UPDATE workspace SET value = 'x' WHERE key = 'title'",
            "title",
        ),
    ] {
        let (_folder, path) = in_folder("odd");
        saved(&path, &corpus_of(2));
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(change).unwrap();
        drop(connection);
        let error = Workspace::open(&path).unwrap_err();
        assert!(
            matches!(error, StoreError::Broken { .. }),
            "{change}: {error}"
        );
        assert!(error.to_string().contains(says), "{change}: {error}");
    }
}

#[test]
fn rows_that_wait_become_one_commit_and_the_later_wins() {
    let corpus = corpus_of(2);
    let mut rows = Rows::all(&corpus);
    let chosen = Arc::new(Chosen {
        columns: vec![ArticleId(1)],
        base: None,
    });
    let mut later = corpus.clone();
    let mut patch = Patch::new("remove");
    patch.articles.push((ArticleId(0), None));
    patch.comparison = Some(chosen.clone());
    let inverse = later.apply(patch);
    rows.merge(Rows::changed(&later, &inverse));
    assert_eq!(rows.articles[&ArticleId(0)], None);
    assert!(rows.articles[&ArticleId(1)].is_some());
    assert_eq!(rows.comparison, Some(chosen));
    assert_eq!(rows.title, Some(corpus.title.clone()));
}
