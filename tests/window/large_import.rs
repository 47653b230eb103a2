//! Many files: an import that is cancelled, and one that ends with the program, go on where they stopped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hexapla::corpus::{Corpus, Outcome};
use hexapla::session::{Command, UiCommand};

use super::driver::{Driver, write};

const N_FILES: usize = 900;

fn many(home: &Path) -> PathBuf {
    for n in 0..N_FILES {
        let name = format!("many/{}/{n}.txt", n % 9);
        let text = format!(
            "Bridge {n} opens\n\nThe mayor opened bridge number {n} over the river on Monday, three years after work began.\n"
        );
        write(home, &name, &text);
    }
    home.join("many")
}

/// Draws frames until more than `count` articles are in, and tells the longest frame.
fn until_more_than(driver: &mut Driver, count: usize) -> Duration {
    let start = Instant::now();
    let mut longest = Duration::ZERO;
    while driver.app().session.corpus.articles.len() <= count {
        let frame = Instant::now();
        driver.harness.step();
        longest = longest.max(frame.elapsed());
        let progress = driver.app().session.progress.iter();
        for progress in progress.filter(|progress| progress.total > 0) {
            assert!(progress.done <= progress.total, "{progress:?}");
        }
        assert!(start.elapsed() < Duration::from_mins(1), "no article came");
    }
    longest
}

/// Every file has one article, every article one line that says so; how many lines say anything else.
fn accounts(corpus: &Corpus) -> (usize, usize) {
    let paths: BTreeSet<&str> = corpus
        .articles
        .iter()
        .map(|article| &*article.source.path)
        .collect();
    assert_eq!(paths.len(), corpus.articles.len(), "a file was taken twice");
    let imported: Vec<_> = corpus
        .ledger
        .iter()
        .filter_map(|line| match &line.outcome {
            Outcome::Imported { article, .. } => Some(*article),
            _ => None,
        })
        .collect();
    let lines: BTreeSet<_> = imported.iter().copied().collect();
    assert_eq!(lines.len(), imported.len(), "an article with two lines");
    assert!(
        corpus
            .articles
            .iter()
            .all(|article| lines.contains(&article.id)),
        "an article without a line"
    );
    (
        imported.len(),
        corpus.ledger.iter().count() - imported.len(),
    )
}

#[test]
fn a_cancelled_import_and_one_cut_off_go_on_where_they_stopped() {
    let mut driver = Driver::sample();
    driver.ask(UiCommand::NewWorkspace);
    let folder = many(driver.home.path());
    driver.app().ask(Command::AddPaths(vec![folder.clone()]));
    let longest = until_more_than(&mut driver, 0);
    assert!(
        longest < Duration::from_secs(20),
        "a frame waited for {longest:?}"
    );
    driver.ask(Command::CancelJobs);
    let corpus = &driver.app().session.corpus;
    let cancelled = corpus.articles.len();
    assert!((1..N_FILES).contains(&cancelled), "{cancelled} articles");
    assert_eq!(accounts(corpus), (cancelled, 0));

    driver.app().ask(Command::AddPaths(vec![folder.clone()]));
    until_more_than(&mut driver, cancelled);
    // the program ends while it reads
    let mut driver = Driver::start(driver.quit(), &[], egui::Theme::Light);
    let corpus = &driver.app().session.corpus;
    let kept = corpus.articles.len();
    assert!((cancelled..=N_FILES).contains(&kept), "{kept} articles");
    let open = accounts(corpus).1;

    driver.ask(Command::AddPaths(vec![folder]));
    let corpus = &driver.app().session.corpus;
    assert_eq!(accounts(corpus), (N_FILES, open + kept));
}
