//! Frame time of the real program without a renderer: layout and tessellation of a frame while scrolling, in milliseconds of
//! CPU. `cargo bench --bench frames`. The targets are a median under 8 ms and a 99th percentile under 16 ms; the percentile is
//! printed below each view's line.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be made should stop"
)]
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tells what it measured, and writes the articles that are measured"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::App as _;
use hexapla::app::HexaplaApp;
use hexapla::session::UiCommand;
use hexapla::store::Settings;

fn main() {
    divan::main();
}

/// The program with its folder.
struct Stage {
    ctx: egui::Context,
    app: HexaplaApp,
    frame: eframe::Frame,
    time: f64,
    _home: tempfile::TempDir,
}

impl Stage {
    fn new(write: impl Fn(&Path) -> Vec<PathBuf>) -> Self {
        let home = tempfile::tempdir().unwrap();
        let files = write(home.path());
        let ctx = egui::Context::default();
        let app = HexaplaApp::new(&ctx, Settings::load_from(home.path()), &files).unwrap();
        let mut stage = Self {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            time: 0.0,
            _home: home,
        };
        while stage.app.is_busy() {
            stage.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..5 {
            stage.frame(Vec::new());
        }
        stage
    }

    /// One frame of 1600 x 1000 points: number of shapes, so that nothing is optimised away.
    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1600.0, 1000.0),
            )),
            time: Some(self.time),
            events,
            ..egui::RawInput::default()
        };
        let Self {
            ctx, app, frame, ..
        } = self;
        app.logic(ctx, frame);
        let output = ctx.run_ui(input, |ui| app.ui(ui, frame));
        let n = ctx
            .tessellate(output.shapes.clone(), output.pixels_per_point)
            .len();
        output.drop_without_applying_deltas();
        n
    }

    /// Turns the wheel over a place.
    fn scroll(&mut self, at: egui::Pos2, down: bool) -> usize {
        let wheel = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, if down { -40.0 } else { 40.0 }),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        };
        self.frame(vec![egui::Event::PointerMoved(at), wheel])
    }
}

/// Frame times of one view, told when it was measured.
struct Times {
    view: &'static str,
    millis: Vec<f64>,
}

impl Times {
    fn of(view: &'static str) -> Self {
        Self {
            view,
            millis: Vec::new(),
        }
    }

    /// Runs a frame and keeps how long it took.
    fn frame(&mut self, run: impl FnOnce() -> usize) -> usize {
        let start = Instant::now();
        let shapes = run();
        self.millis.push(start.elapsed().as_secs_f64() * 1000.0);
        shapes
    }
}

impl Drop for Times {
    fn drop(&mut self) {
        self.millis.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let last = self.millis.len().saturating_sub(1);
            self.millis.get((last as f64 * share).round() as usize)
        };
        if let (Some(median), Some(high)) = (at(0.5), at(0.99)) {
            let (view, n) = (self.view, self.millis.len());
            println!("{view}: median {median:.1} ms, 99th percentile {high:.1} ms of {n} frames");
        }
    }
}

/// Six articles of 5,000 words side by side, with this view in front.
fn six_articles(view: UiCommand) -> Stage {
    let mut stage = Stage::new(|folder| {
        write_articles(folder, 6, 5000);
        (0..6).map(|k| folder.join(format!("{k:05}.txt"))).collect()
    });
    stage.app.ask(UiCommand::SelectAllArticles);
    stage.app.ask(UiCommand::CompareSelected);
    stage.app.ask(view);
    stage.frame(Vec::new());
    while stage.app.is_busy() {
        stage.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(5));
    }
    for _ in 0..5 {
        stage.frame(Vec::new());
    }
    assert_eq!(stage.app.session.columns().count(), 6);
    stage
}

/// Sentences of made-up news; the same number gives the same words.
fn sentence(seed: usize) -> String {
    const WHO: [&str; 7] = [
        "The mayor",
        "A spokesman",
        "The council",
        "Ann Lee",
        "The ministry",
        "A witness",
        "The company",
    ];
    const FIRST: [&str; 13] = [
        "Anna", "Boris", "Clara", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "James",
        "Karen", "Louis", "Maria",
    ];
    const LAST: [&str; 17] = [
        "Abbott", "Baker", "Carver", "Dawson", "Ellis", "Fisher", "Grant", "Hughes", "Jensen",
        "Keller", "Lawson", "Mercer", "Norton", "Parker", "Ramsey", "Sutton", "Turner",
    ];
    const DID: [&str; 6] = [
        "announced",
        "rejected",
        "described",
        "confirmed",
        "questioned",
        "supported",
    ];
    const WHAT: [&str; 8] = [
        "the new bridge",
        "a tax on fuel",
        "the report",
        "the closure",
        "its plans",
        "the budget",
        "the vote",
        "a strike",
    ];
    let pick = |list: &[&'static str], n: usize| list[n % list.len()];
    format!(
        "{} {} {} number {} on day {} and said to {} {} that {} would cost {} million dollars.",
        pick(&WHO, seed),
        pick(&DID, seed / 7),
        pick(&WHAT, seed / 3),
        seed % 97,
        seed % 31,
        pick(&FIRST, seed),
        pick(&LAST, seed / 5),
        pick(&WHAT, seed / 11 + 1),
        seed % 53
    )
}

/// Article number `n` of `n_words` words: a third of its sentences are those of the others.
fn article(n: usize, n_words: usize) -> String {
    let mut text = format!("Headline number {n} about the bridge\n\n");
    let n_sentences = n_words / 22;
    for k in 0..n_sentences {
        let seed = if k % 3 == 0 { k } else { 1000 * (n + 1) + k };
        text.push_str(&sentence(seed));
        text.push_str(if k % 3 == 2 { "\n\n" } else { " " });
    }
    text
}

fn write_articles(folder: &Path, n: usize, n_words: usize) {
    for k in 0..n {
        std::fs::write(folder.join(format!("{k:05}.txt")), article(k, n_words)).unwrap();
    }
}

#[divan::bench(sample_count = 400, sample_size = 1)]
fn six_articles_of_5000_words_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = six_articles(UiCommand::ShowCompare);
    let mut times = Times::of("Compare, 6 x 5,000 words");
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        times.frame(|| stage.scroll(egui::pos2(700.0, 600.0), turn / 100 % 2 == 0))
    });
}

#[divan::bench(sample_count = 400, sample_size = 1)]
fn quotes_of_6_articles_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = six_articles(UiCommand::ShowQuotes);
    let quotes = stage.app.session.quotes.get().expect("collected");
    assert!(
        quotes.utterances.len() > 150,
        "{} utterances",
        quotes.utterances.len()
    );
    let mut times = Times::of("Quotes & sources, 6 x 5,000 words");
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        times.frame(|| stage.scroll(egui::pos2(800.0, 400.0), turn / 200 % 2 == 0))
    });
}

#[divan::bench(sample_count = 400, sample_size = 1)]
fn naming_of_6_articles_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = six_articles(UiCommand::ShowNaming);
    let naming = stage.app.session.naming.get();
    assert!(naming.is_some(), "counted");
    let mut times = Times::of("Naming, 6 x 5,000 words");
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        times.frame(|| stage.scroll(egui::pos2(800.0, 400.0), turn / 200 % 2 == 0))
    });
}

#[divan::bench(sample_count = 400, sample_size = 1)]
fn entities_of_6_articles_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = six_articles(UiCommand::ShowEntities);
    let n_names = stage.app.session.entities.get().map(|rows| rows.len());
    assert!(n_names > Some(100), "{n_names:?} names");
    let mut times = Times::of("Entities, 6 x 5,000 words");
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        times.frame(|| stage.scroll(egui::pos2(800.0, 300.0), turn / 200 % 2 == 0))
    });
}

/// 12 articles of which every third sentence is in all of them, and the others in one alone.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn coverage_of_12_articles_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = Stage::new(|folder| {
        write_articles(folder, 12, 5500);
        (0..12)
            .map(|k| folder.join(format!("{k:05}.txt")))
            .collect()
    });
    stage.app.ask(UiCommand::SelectAllArticles);
    stage.app.ask(UiCommand::CompareSelected);
    stage.app.ask(UiCommand::ShowCoverage);
    stage.frame(Vec::new());
    while stage.app.is_busy() {
        stage.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(5));
    }
    let compared = stage.app.session.compared.get().expect("compared");
    assert_eq!(compared.articles.len(), 12);
    assert!(
        compared.coverage.rows.len() >= 2000,
        "{} rows",
        compared.coverage.rows.len()
    );
    let mut times = Times::of("Coverage, 12 articles");
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        times.frame(|| stage.scroll(egui::pos2(700.0, 600.0), turn / 100 % 2 == 0))
    });
}

#[divan::bench(sample_count = 200, sample_size = 1)]
fn library_of_10000_articles_scrolled(bencher: divan::Bencher<'_, '_>) {
    let mut stage = Stage::new(|folder| {
        let corpus = folder.join("corpus");
        std::fs::create_dir(&corpus).unwrap();
        write_articles(&corpus, 10_000, 120);
        vec![corpus]
    });
    assert_eq!(stage.app.session.corpus.articles.len(), 10_000);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        stage.scroll(egui::pos2(120.0, 500.0), turn / 100 % 2 == 0)
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn open_1000_files_of_3_kb(bencher: divan::Bencher<'_, '_>) {
    bencher
        .with_inputs(|| {
            let folder = tempfile::tempdir().unwrap();
            write_articles(folder.path(), 1000, 500);
            let stage = Stage::new(|_| Vec::new());
            (folder, stage)
        })
        .bench_local_values(|(folder, mut stage)| {
            stage.app.ask(hexapla::session::Command::AddPaths(vec![
                folder.path().to_owned(),
            ]));
            while stage.app.session.corpus.articles.len() < 1004 {
                stage.frame(Vec::new());
                std::thread::sleep(Duration::from_millis(2));
            }
        });
}
