//! The workspace file from outside: files of every version that was ever written open, and a process killed while it saves
//! has lost nothing that it had called saved.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test makes and looks at files and processes, and may panic"
)]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use hexapla::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Corpus, Decision, Field, LedgerLine,
    Origin, Outcome, Patch, Place, Review, ReviewState, ReviewedDifference, Source, edit,
};
use hexapla::store::{Rows, StoreError, Workspace};
use hexapla::text::Span;
use hexapla::worker::{SaveEvent, Saver, Wake};

/// Holds the path of a workspace in the process that is to be killed.
const SAVE_UNTIL_KILLED: &str = "HEXAPLA_TEST_SAVE_UNTIL_KILLED";
/// Set it to write the fixture of the current version anew.
const WRITE_FIXTURE: &str = "HEXAPLA_TEST_WRITE_FIXTURE";

fn article(corpus: &mut Corpus, text: &str) -> Article {
    Article {
        id: corpus.new_article_id(),
        text: text.into(),
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        }],
        outlet: Field::default(),
        headline: Field::of("Kerry calls Lavrov".to_owned(), Origin::Text),
        byline: Field::default(),
        published: Field::of("2015-09-05T14:30:00+03:00".parse().unwrap(), Origin::JsonLd),
        address: Field::of("https://example.org/1".to_owned(), Origin::Record),
        language: Field::of("en".to_owned(), Origin::Detected),
        agency: Field::default(),
        completeness: Completeness::Truncated,
        source: Source {
            path: "stories/one.txt".to_owned(),
            root: "stories".to_owned(),
            format: "plain text".to_owned(),
            encoding: "windows-1252".to_owned(),
            bytes: 17,
            modified_ms: Some(1_441_461_000_000),
            ..Source::default()
        },
        excluded: false,
    }
}

/// One of everything that the first version can save.
fn one_of_everything() -> Corpus {
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("make");
    for text in ["Mr. Kerry called.", "Мистер Керри позвонил."] {
        let article = article(&mut corpus, text);
        patch.articles.push((article.id, Some(Arc::new(article))));
    }
    let id = corpus.new_ledger_id();
    let line = LedgerLine {
        id,
        path: "stories/one.txt".to_owned(),
        root: "stories".to_owned(),
        part: String::new(),
        outcome: Outcome::Imported {
            article: ArticleId(0),
            duplicate_of: None,
        },
        format: "plain text".to_owned(),
        encoding: "windows-1252".to_owned(),
        bytes: 17,
        stripped: "1 caption".to_owned(),
        warnings: vec!["It ends in the middle of a sentence.".to_owned()],
        millis: 2,
    };
    patch.ledger.push((id, Some(Arc::new(line))));
    corpus.apply(patch);
    let both = [ArticleId(0), ArticleId(1)];
    let place = Place {
        article: ArticleId(0),
        span: Span::new(0, 17),
    };
    // As the first files hold it: where the statement begins, and the kind of the difference.
    let review = Decision::Review(Review {
        places: vec![place],
        difference: Some(ReviewedDifference {
            kind: "number".to_owned(),
            values: Vec::new(),
        }),
        state: ReviewState::Check,
        note: "Ask the desk".to_owned(),
    });
    let patch = edit::set_outlet(&mut corpus, &both, "The Daily Star");
    corpus.apply(patch);
    let patch = edit::new_story(&mut corpus, "Calls", &both);
    corpus.apply(patch);
    let patch = edit::set_columns(&corpus, both.to_vec());
    corpus.apply(patch);
    let patch = edit::decide(&mut corpus, review);
    corpus.apply(patch);
    let patch = edit::set_title(&corpus, "Phone calls");
    corpus.apply(patch);
    corpus
}

#[test]
fn files_of_every_version_open() {
    const VERSIONS: &[&str] = &["workspace_v1.hexapla"];
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let current = fixtures.join("workspace_v1.hexapla");
    if std::env::var_os(WRITE_FIXTURE).is_some() {
        drop(std::fs::remove_file(&current));
        let mut workspace = Workspace::create(&current).unwrap();
        let mut rows = Rows::all(&one_of_everything());
        rows.merge(Rows::view_state("tab", "entities".into()));
        workspace.commit(&rows).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    for version in VERSIONS {
        let copy = folder.path().join(version);
        std::fs::copy(fixtures.join(version), &copy).unwrap();
        let opened = Workspace::open(&copy).unwrap();
        assert_eq!(opened.corpus, one_of_everything(), "{version}");
        assert_eq!(opened.corpus.next_ids(), one_of_everything().next_ids());
        assert_eq!(opened.view_state["tab"], "entities", "{version}");
    }
}

/// What the process that is to be killed does: one article per step, one line per revision that is on the disk.
fn save_until_killed(path: &Path) {
    let workspace = Workspace::create(path).unwrap();
    let saver = Saver::new(workspace, Wake::nobody()).unwrap();
    let mut corpus = Corpus::default();
    for revision in 1.. {
        let mut patch = Patch::new("add");
        let article = article(&mut corpus, &format!("Article {revision}. ").repeat(200));
        patch.articles.push((article.id, Some(Arc::new(article))));
        let inverse = corpus.apply(patch);
        saver.send(Rows::changed(&corpus, &inverse), revision);
        while let Some(event) = saver.poll() {
            if let SaveEvent::Saved { revision } = event {
                println!("saved {revision}");
            }
        }
        std::thread::sleep(Duration::from_micros(300));
    }
}

#[test]
fn a_killed_process_loses_nothing_that_it_called_saved() {
    if let Some(path) = std::env::var_os(SAVE_UNTIL_KILLED) {
        save_until_killed(&PathBuf::from(path));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut most_saved = 0;
    for round in 0..8 {
        let path = folder.path().join(format!("{round}.hexapla"));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "a_killed_process_loses_nothing_that_it_called_saved",
                "--exact",
                "--nocapture",
            ])
            .env(SAVE_UNTIL_KILLED, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = |line: String| {
            line.strip_prefix("saved ")
                .and_then(|n| n.parse::<usize>().ok())
        };
        let mut acknowledged = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(saved)
            .unwrap();
        // Another process is refused while this one lives.
        let refused = Workspace::open(&path).unwrap_err();
        assert!(matches!(refused, StoreError::InUse { .. }), "{refused}");
        std::thread::sleep(Duration::from_millis(20 + 37 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was still in the pipe had been called saved as well.
        for line in lines.map_while(Result::ok) {
            acknowledged = saved(line).unwrap_or(acknowledged);
        }
        let corpus = Workspace::open(&path).unwrap().corpus;
        assert!(
            corpus.articles.len() >= acknowledged,
            "{acknowledged} were called saved"
        );
        for (number, article) in corpus.articles.iter().enumerate() {
            let expected = format!("Article {}. ", number + 1);
            assert_eq!(article.id.0 as usize, number, "none is missing in between");
            assert_eq!(&*article.text, expected.repeat(200));
        }
        most_saved = most_saved.max(acknowledged);
    }
    assert!(
        most_saved > 10,
        "only {most_saved}: the kill came before the saving"
    );
}
