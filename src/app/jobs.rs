//! Work off the screen's thread: importing, comparing, counting, finding, writing reports. The app asks for it and takes the
//! events in; late answers are dropped by the workers.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use super::aliases::Aliases;
use super::analysis_cache::AnalysisCache;
use super::opening::{self, ToOpen, WorkspaceOpened};
use super::reports::{self, ReportTask, Written};
use crate::analysis::compare::Comparison;
use crate::analysis::entities::{Counting, IndexOptions, index_with};
use crate::analysis::naming::Alternatives;
use crate::analysis::quotes::{align_quotations, correct_speakers};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::charts::Chart;
use crate::corpus::{
    Article, ArticleId, Corpus, Decision, Source, read_corrections, sort_by_siglum,
};
use crate::import::{
    Capture, FileImport, ImportOptions, ItemResult, duplicates, offer_mapping, read_capture,
    read_source, sample_options, sample_sources,
};
use crate::session::{
    Alike, Compared, EntityQuery, EntityRows, FileLook, FindHits, HEAD, NamingRows,
    OrderedEntities, QuoteRows, ReportRequest, SourceRef, Verified,
};
use crate::store::watch::{Change, check_changed};
use crate::store::{self, StoreError, atomic, files, own_text};
use crate::worker::fetch::{FetchError, FetchLimits, fetch};
use crate::worker::{Event, Stopped, Wake, Worker};

/// Files read and not yet taken in; the reader waits when the screen is behind.
const MAX_BATCHES: usize = 4;

/// What a running import delivers.
#[derive(Debug)]
pub enum Delivery {
    /// Files that were read for the first time.
    New(Vec<FileImport>),
    /// Pages that were fetched, with what was read in them.
    Fetched(Box<Capture>, Box<FileImport>),
    /// A file that was read again in another way.
    Reread(Box<FileImport>),
    /// A file of an open article, read again.
    Again(ArticleId, Box<FileImport>),
}

/// Where to read from.
#[derive(Clone, Debug)]
pub enum ImportTask {
    /// Files and folders, and the files that are read already.
    Paths(Vec<PathBuf>, files::Known),
    /// The sample story.
    Sample,
    /// A text with its headline and outlet.
    Pasted(String),
    /// Pages of the web.
    Addresses {
        /// As typed.
        addresses: Vec<String>,
        /// Whether private addresses are fetched too.
        allow_private: bool,
    },
    /// Files of open articles that changed on disk.
    Again(Vec<Arc<Article>>),
    /// A file, in the way that the options say.
    Reread(SourceRef),
    /// A fetched page, in the way that the options say.
    RereadCapture(Box<Capture>),
}

/// A small file of the person's own.
#[derive(Debug)]
pub enum OwnList {
    /// Corrections of names.
    Corrections(Vec<Decision>),
    /// A list that is there now, to be edited.
    ToEdit(PathBuf),
}

/// Counted names.
#[derive(Debug)]
pub struct Counted {
    /// The rows.
    pub rows: Arc<EntityRows>,
    /// Their order, where they are so many that no frame could sort them.
    pub ordered: Option<OrderedEntities>,
}

/// All workers.
pub struct Jobs {
    importer: Worker<()>,
    deliveries: Receiver<Delivery>,
    deliver: SyncSender<Delivery>,
    comparer: Worker<Compared>,
    counter: Worker<Counted>,
    orderer: Worker<OrderedEntities>,
    quoter: Worker<QuoteRows>,
    namer: Worker<NamingRows>,
    finder: Worker<FindHits>,
    writer: Worker<Result<Written, String>>,
    previewer: Worker<String>,
    verifier: Worker<Result<Verified, String>>,
    lists: Worker<Result<OwnList, String>>,
    words: Worker<Result<Option<String>, StoreError>>,
    likener: Worker<Alike>,
    looker: Worker<Result<FileLook, String>>,
    checker: Worker<Vec<(String, Change)>>,
    opener: Worker<WorkspaceOpened>,
    settings: Worker<Result<(), StoreError>>,
    cache: AnalysisCache,
    wake: Wake,
}

/// What happened to a job since the last frame.
#[derive(Debug)]
pub enum JobNews {
    /// Import: steps done, steps in all.
    ImportProgress(usize, usize),
    /// Files to take in.
    Delivered(Delivery),
    /// Import ended.
    Imported(Result<(), Stopped>),
    /// Comparison: steps done, steps in all.
    CompareProgress(usize, usize),
    /// Comparison ended.
    Compared(Result<Compared, Stopped>),
    /// Counting: steps done, steps in all.
    CountProgress(usize, usize),
    /// Counting ended.
    Counted(Result<Counted, Stopped>),
    /// A long table was put in order.
    Ordered(Result<OrderedEntities, Stopped>),
    /// Collecting quotations ended.
    Quoted(Result<QuoteRows, Stopped>),
    /// Counting what things are called: steps done, steps in all.
    NamingProgress(usize, usize),
    /// Counting what things are called ended.
    NamingCounted(Result<NamingRows, Stopped>),
    /// Finding ended.
    Found(Result<FindHits, Stopped>),
    /// A file was looked into, or cannot be.
    Looked(Result<Result<FileLook, String>, Stopped>),
    /// Looking for articles that are alike ended.
    Alike(Result<Alike, Stopped>),
    /// Source files were looked at: those that changed.
    Checked(Result<Vec<(String, Change)>, Stopped>),
    /// A small file of the person's own was read or made.
    ListRead(Result<Result<OwnList, String>, Stopped>),
    /// The person's own list of loaded words was read; none where there is none.
    WordsRead(Result<Result<Option<String>, StoreError>, Stopped>),
    /// A workspace file was opened, or was not.
    Opened(Result<Box<WorkspaceOpened>, Stopped>),
    /// The settings were written, or were not.
    SettingsKept(Result<Result<(), StoreError>, Stopped>),
    /// Writing: files done, files in all.
    WriteProgress(usize, usize),
    /// Writing ended: the files, or why not.
    Written(Result<Result<Written, String>, Stopped>),
    /// The report as Markdown.
    Previewed(Result<String, Stopped>),
    /// A saved report was checked, or could not be read.
    Verified(Result<Result<Verified, String>, Stopped>),
}

impl Jobs {
    /// Starts the threads.
    pub fn new(wake: Wake) -> io::Result<Self> {
        let (deliver, deliveries) = sync_channel(MAX_BATCHES);
        Ok(Self {
            importer: Worker::new("hexapla import", wake.clone())?,
            deliveries,
            deliver,
            comparer: Worker::new("hexapla compare", wake.clone())?,
            counter: Worker::new("hexapla count", wake.clone())?,
            orderer: Worker::new("hexapla order", wake.clone())?,
            quoter: Worker::new("hexapla quotes", wake.clone())?,
            namer: Worker::new("hexapla naming", wake.clone())?,
            finder: Worker::new("hexapla find", wake.clone())?,
            writer: Worker::new("hexapla report", wake.clone())?,
            previewer: Worker::new("hexapla preview", wake.clone())?,
            verifier: Worker::new("hexapla verify", wake.clone())?,
            checker: Worker::new("hexapla watch", wake.clone())?,
            lists: Worker::new("hexapla lists", wake.clone())?,
            words: Worker::new("hexapla words", wake.clone())?,
            likener: Worker::new("hexapla alike", wake.clone())?,
            looker: Worker::new("hexapla look", wake.clone())?,
            opener: Worker::new("hexapla open", wake.clone())?,
            settings: Worker::new("hexapla settings", wake.clone())?,
            cache: AnalysisCache::default(),
            wake,
        })
    }

    /// Everything that happened since the last call, in order per job.
    pub fn news(&mut self) -> Vec<JobNews> {
        let mut news = Vec::new();
        // Deliveries before the end of the import that made them.
        let ended = poll(
            &mut self.importer,
            &mut news,
            |done, total| Some(JobNews::ImportProgress(done, total)),
            JobNews::Imported,
        );
        let end = if ended { news.pop() } else { None };
        while let Ok(delivery) = self.deliveries.try_recv() {
            news.push(JobNews::Delivered(delivery));
        }
        news.extend(end);
        poll(
            &mut self.comparer,
            &mut news,
            |done, total| Some(JobNews::CompareProgress(done, total)),
            JobNews::Compared,
        );
        poll(
            &mut self.counter,
            &mut news,
            |done, total| Some(JobNews::CountProgress(done, total)),
            JobNews::Counted,
        );
        poll(&mut self.orderer, &mut news, |_, _| None, JobNews::Ordered);
        poll(&mut self.quoter, &mut news, |_, _| None, JobNews::Quoted);
        poll(
            &mut self.namer,
            &mut news,
            |done, total| Some(JobNews::NamingProgress(done, total)),
            JobNews::NamingCounted,
        );
        poll(&mut self.finder, &mut news, |_, _| None, JobNews::Found);
        poll(
            &mut self.writer,
            &mut news,
            |done, total| Some(JobNews::WriteProgress(done, total)),
            JobNews::Written,
        );
        poll(
            &mut self.previewer,
            &mut news,
            |_, _| None,
            JobNews::Previewed,
        );
        poll(
            &mut self.verifier,
            &mut news,
            |_, _| None,
            JobNews::Verified,
        );
        poll(&mut self.checker, &mut news, |_, _| None, JobNews::Checked);
        poll(&mut self.lists, &mut news, |_, _| None, JobNews::ListRead);
        poll(&mut self.words, &mut news, |_, _| None, JobNews::WordsRead);
        poll(&mut self.likener, &mut news, |_, _| None, JobNews::Alike);
        poll(&mut self.looker, &mut news, |_, _| None, JobNews::Looked);
        poll(
            &mut self.opener,
            &mut news,
            |_, _| None,
            |result| JobNews::Opened(result.map(Box::new)),
        );
        poll(
            &mut self.settings,
            &mut news,
            |_, _| None,
            JobNews::SettingsKept,
        );
        news
    }

    /// Whether files are being read.
    pub fn is_importing(&self) -> bool {
        self.importer.current().is_some()
    }

    /// Whether a report or table is being written.
    pub fn is_writing(&self) -> bool {
        self.writer.current().is_some()
    }

    /// Whether a workspace file is being opened.
    pub fn is_opening(&self) -> bool {
        self.opener.current().is_some()
    }

    /// Whether anything runs that should end before a picture is taken.
    pub fn is_busy(&self) -> bool {
        self.is_importing()
            || self.is_opening()
            || self.is_writing()
            || self.lists.current().is_some()
            || self.is_reading_words()
            || self.likener.current().is_some()
            || self.looker.current().is_some()
            || self.previewer.current().is_some()
            || self.verifier.current().is_some()
            || self.comparer.current().is_some()
            || self.counter.current().is_some()
            || self.orderer.current().is_some()
            || self.quoter.current().is_some()
            || self.namer.current().is_some()
            || self.finder.current().is_some()
    }

    /// Stops everything. What was taken in stays.
    pub fn cancel(&mut self) {
        self.importer.cancel();
        self.comparer.cancel();
        self.counter.cancel();
        self.quoter.cancel();
        self.namer.cancel();
        self.finder.cancel();
        self.writer.cancel();
        self.previewer.cancel();
        self.verifier.cancel();
        self.checker.cancel();
        self.likener.cancel();
        self.opener.cancel();
    }

    /// Forgets what was computed about articles.
    pub fn forget(&mut self) {
        self.cancel();
        while self.deliveries.try_recv().is_ok() {}
        self.cache.clear();
    }

    /// Opens a workspace file.
    pub fn open(&mut self, asked: ToOpen, settings: store::Settings) {
        self.opener
            .start(move |_ctx| Ok(opening::open(asked, &settings)));
    }

    /// Writes the settings. Newer ones replace those that wait to be written.
    pub fn keep_settings(&mut self, settings: store::Settings) {
        self.settings.start(move |_ctx| Ok(settings.save()));
    }

    /// Reads files. A date after today is doubted: the options are given that day here.
    pub fn import(&mut self, task: ImportTask, mut options: ImportOptions) {
        options.today = Some(jiff::Zoned::now().date());
        let deliver = self.deliver.clone();
        let wake = self.wake.clone();
        self.importer.start(move |ctx| {
            let mut send = |delivery| {
                // The receiver lives as long as the app.
                drop(deliver.send(delivery));
                wake.call();
            };
            run_import(task, &options, ctx, &mut send)
        });
    }

    /// Compares articles.
    pub fn compare(&mut self, articles: Vec<Arc<Article>>, decisions: Vec<Arc<Decision>>) {
        let cache = self.cache.clone();
        self.comparer.start(move |ctx| {
            let started = Instant::now();
            let (analysed, comparison) = compare_articles(&cache, articles, &decisions, ctx)?;
            let millis = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
            Ok(Compared::new(analysed, comparison, millis))
        });
    }

    /// Nothing is to be compared any more.
    pub fn stop_comparing(&mut self) {
        self.comparer.cancel();
    }

    /// Counts the entities of articles, and puts them in the order asked for if they are many.
    pub fn count(
        &mut self,
        articles: Vec<Arc<Article>>,
        corpus: Corpus,
        counting: Counting,
        aliases: Option<PathBuf>,
        query: EntityQuery,
    ) {
        let cache = self.cache.clone();
        self.counter.start(move |ctx| {
            let analysed = cache.analysed(&articles, ctx)?;
            let decisions: Vec<&Decision> = corpus
                .decisions
                .iter()
                .map(|decision| &**decision)
                .collect();
            let (analysed, _) = correct_speakers(&analysed, &decisions);
            let refs: Vec<&Analysed> = analysed.iter().map(|analysed| &**analysed).collect();
            let Aliases {
                list, complaint, ..
            } = Aliases::read(aliases.as_deref());
            let options = IndexOptions {
                aliases: &list,
                descriptions: counting.descriptions,
            };
            let index = index_with(&refs, &decisions, &options);
            let mut rows = EntityRows::new(analysed, &corpus.outlets, index, counting.fold, ctx)?;
            rows.notes.extend(complaint);
            let rows = Arc::new(rows);
            let is_long = rows.len() > EntityRows::SORTED_AT_ONCE;
            let ordered = is_long.then(|| OrderedEntities::new(&rows, query));
            Ok(Counted { rows, ordered })
        });
    }

    /// Puts the rows of a long table in order. A newer wish replaces one that waits.
    pub fn order_entities(&mut self, rows: Arc<EntityRows>, query: EntityQuery) {
        self.orderer
            .start(move |_ctx| Ok(OrderedEntities::new(&rows, query)));
    }

    /// Looks into a file.
    pub fn look(&mut self, from: SourceRef) {
        self.looker.start(move |_ctx| {
            let bytes = files::look(from.path.as_ref(), &files::Limits::default());
            Ok(bytes.map(|bytes| look_at(from, &bytes)))
        });
    }

    /// Looks into a page that was fetched.
    pub fn look_at_capture(&mut self, from: SourceRef, capture: Capture) {
        self.looker
            .start(move |_ctx| Ok(Ok(look_at(from, &capture.body))));
    }

    /// Looks which articles are alike.
    pub fn find_alike(&mut self, corpus: Corpus) {
        self.likener
            .start(move |ctx| Ok(Alike::new(duplicates::groups(&corpus, ctx)?)));
    }

    /// Looks which source files are not as they were read.
    pub fn check_sources(&mut self, sources: Vec<Source>) {
        self.checker.start(move |_ctx| Ok(check_changed(&sources)));
    }

    /// Collects the quotations and sources of a comparison. `outlets`: name of each article's outlet in siglum order.
    pub fn quote(&mut self, compared: Arc<Compared>, outlets: Vec<String>) {
        self.quoter
            .start(move |_ctx| Ok(QuoteRows::new(compared, outlets)));
    }

    /// Counts what each outlet calls the same thing; `lists` is the text of the list of alternatives.
    pub fn count_naming(&mut self, entities: Arc<EntityRows>, lists: Arc<str>) {
        self.namer.start(move |ctx| {
            let (lists, _) = Alternatives::parse(&lists);
            NamingRows::new(entities, &lists, ctx)
        });
    }

    /// Finds words.
    pub fn find(&mut self, query: String, articles: Vec<Arc<Article>>) {
        self.finder
            .start(move |_ctx| Ok(FindHits::new(&query, &articles)));
    }

    /// Writes the report of a comparison in every form asked for. `corpus` holds the compared articles alone.
    pub fn write_report(
        &mut self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
        path: PathBuf,
    ) {
        let task = self.report_task(corpus, request, aliases);
        self.writer.start(move |ctx| task.write(&path, ctx));
    }

    /// Has the report written down as Markdown, to be looked at before it is saved.
    pub fn preview_report(
        &mut self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
    ) {
        let task = self.report_task(corpus, request, aliases);
        self.previewer.start(move |ctx| task.preview(ctx));
    }

    fn report_task(
        &self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
    ) -> ReportTask {
        ReportTask {
            cache: self.cache.clone(),
            corpus,
            request,
            aliases,
        }
    }

    /// Checks a saved report against its sources.
    pub fn verify(&mut self, path: PathBuf) {
        self.verifier.start(move |_ctx| Ok(reports::verify(path)));
    }

    /// Reads a file of corrections.
    pub fn read_corrections(&mut self, path: PathBuf) {
        self.lists.start(move |_ctx| {
            let text = match own_text::read(&path) {
                Ok(text) => text.ok_or_else(|| format!("{} is not there", path.display())),
                Err(error) => Err(error.to_string()),
            };
            let read = text.and_then(|text| {
                read_corrections(&text).map_err(|error| format!("{}: {error}", path.display()))
            });
            Ok(read.map(OwnList::Corrections))
        });
    }

    /// Makes a list of the person's own where there is none, to be edited.
    pub fn start_list(&mut self, path: PathBuf, new: &'static str) {
        self.lists.start(move |_ctx| {
            let made = own_text::start(&path, new);
            Ok(made
                .map(|()| OwnList::ToEdit(path))
                .map_err(|error| error.to_string()))
        });
    }

    /// Reads the person's own list of loaded words.
    pub fn read_words(&mut self, path: PathBuf) {
        self.words.start(move |_ctx| Ok(own_text::read(&path)));
    }

    /// Whether that is being read.
    pub fn is_reading_words(&self) -> bool {
        self.words.current().is_some()
    }

    /// Writes a chart: as a picture where the extension says so, else as a drawing.
    pub fn write_chart(&mut self, path: PathBuf, chart: Chart) {
        self.writer.start(move |_ctx| {
            let as_picture = path
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("png"));
            let written = atomic::write(&path, |out| {
                if as_picture {
                    chart.write_png(out)
                } else {
                    out.write_all(chart.to_svg().as_bytes())
                }
            });
            Ok(written
                .map(|()| Written::one(path))
                .map_err(|error| error.to_string()))
        });
    }

    /// Writes a text file.
    pub fn write_text(&mut self, path: PathBuf, text: String) {
        self.writer.start(move |_ctx| {
            let written = atomic::write(&path, |out| out.write_all(text.as_bytes()));
            Ok(written
                .map(|()| Written::one(path))
                .map_err(|error| error.to_string()))
        });
    }
}

/// Takes a worker's events; whether the job ended.
fn poll<T: Send + 'static>(
    worker: &mut Worker<T>,
    news: &mut Vec<JobNews>,
    progress: impl Fn(usize, usize) -> Option<JobNews>,
    end: impl Fn(Result<T, Stopped>) -> JobNews,
) -> bool {
    while let Some(event) = worker.poll() {
        match event {
            Event::Progress { done, total, .. } => news.extend(progress(done, total)),
            Event::Done { result, .. } => {
                news.push(end(result));
                return true;
            }
        }
    }
    false
}

/// What dialogs show of a file.
fn look_at(from: SourceRef, bytes: &[u8]) -> FileLook {
    let offer = offer_mapping(from.file_name(), bytes, None);
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    FileLook { from, head, offer }
}

fn run_import(
    task: ImportTask,
    options: &ImportOptions,
    ctx: &mut dyn Ctx,
    send: &mut dyn FnMut(Delivery),
) -> Result<(), Cancelled> {
    let limits = files::Limits::default();
    match task {
        ImportTask::Paths(paths, known) => {
            files::import_new_paths(&paths, &known, options, &limits, ctx, &mut |batch| {
                send(Delivery::New(batch));
            })
        }
        ImportTask::Sample => {
            let options = sample_options();
            let read: Result<Vec<FileImport>, Cancelled> = sample_sources()
                .iter()
                .map(|source| read_source(source, &options, ctx))
                .collect();
            send(Delivery::New(read?));
            Ok(())
        }
        ImportTask::Pasted(text) => {
            let source = crate::import::SourceBytes::pasted(&text);
            let read = read_source(&source, options, ctx)?;
            send(Delivery::New(vec![read]));
            Ok(())
        }
        ImportTask::Addresses {
            addresses,
            allow_private,
        } => fetch_all(&addresses, allow_private, options, ctx, send),
        ImportTask::Again(articles) => {
            for (done, article) in articles.iter().enumerate() {
                ctx.step(done, articles.len())?;
                let source = &article.source;
                let path = source.path.as_ref();
                let read = files::read_again(path, &source.root, options, &limits, ctx)?;
                send(Delivery::Again(article.id, Box::new(read)));
            }
            Ok(())
        }
        ImportTask::Reread(from) => {
            let path = from.path.as_ref();
            let read = files::read_again(path, &from.root, options, &limits, ctx)?;
            send(Delivery::Reread(Box::new(read)));
            Ok(())
        }
        ImportTask::RereadCapture(capture) => {
            let read = read_capture(&capture, options, ctx)?;
            send(Delivery::Reread(Box::new(read)));
            Ok(())
        }
    }
}

/// Fetches pages one after the other. One that cannot be had gets a line that says why.
fn fetch_all(
    addresses: &[String],
    allow_private: bool,
    options: &ImportOptions,
    ctx: &mut dyn Ctx,
    send: &mut dyn FnMut(Delivery),
) -> Result<(), Cancelled> {
    let limits = FetchLimits {
        allow_private,
        ..FetchLimits::default()
    };
    for (done, address) in addresses.iter().enumerate() {
        let mut ctx = OfMany {
            ctx,
            done,
            total: addresses.len(),
        };
        match fetch(address, &limits, &mut ctx) {
            Ok(capture) => {
                let read = read_capture(&capture, options, &mut ctx)?;
                send(Delivery::Fetched(Box::new(capture), Box::new(read)));
            }
            Err(FetchError::Cancelled(cancelled)) => return Err(cancelled),
            Err(FetchError::Failed(reason)) => {
                let failed = ItemResult::Failed { reason };
                let address = address.trim().to_owned();
                let line = FileImport::unread(address, String::new(), 0, failed);
                send(Delivery::New(vec![line]));
            }
        }
    }
    ctx.step(addresses.len(), addresses.len())
}

/// The context of one of several tasks: one alone reports its own steps, many report which one it is.
struct OfMany<'a> {
    ctx: &'a mut dyn Ctx,
    done: usize,
    total: usize,
}

impl Ctx for OfMany<'_> {
    fn step(&mut self, done: usize, total: usize) -> Result<(), Cancelled> {
        if self.total == 1 {
            self.ctx.step(done, total)
        } else {
            self.ctx.step(self.done, self.total)
        }
    }
}

/// Analyses and compares, in siglum order. A single article is analysed and compared with nothing.
pub(super) fn compare_articles(
    cache: &AnalysisCache,
    mut articles: Vec<Arc<Article>>,
    decisions: &[Arc<Decision>],
    ctx: &mut dyn Ctx,
) -> Result<(Vec<Arc<Analysed>>, Comparison), Cancelled> {
    sort_by_siglum(&mut articles);
    let analysed = cache.analysed(&articles, ctx)?;
    let refs: Vec<&Analysed> = analysed.iter().map(|analysed| &**analysed).collect();
    let decisions: Vec<&Decision> = decisions.iter().map(|decision| &**decision).collect();
    let mut comparison = if refs.len() < 2 {
        Comparison {
            n_articles: refs.len(),
            ..Comparison::default()
        }
    } else {
        cache.compare(&refs, &decisions, ctx)?
    };
    let (corrected, any) = correct_speakers(&analysed, &decisions);
    if any && corrected.len() > 1 {
        let refs: Vec<&Analysed> = corrected.iter().map(|analysed| &**analysed).collect();
        comparison.utterances = align_quotations(&refs);
    }
    Ok((corrected, comparison))
}
