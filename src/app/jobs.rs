//! Work off the screen's thread: importing, comparing, counting, finding, writing reports. The app asks for it and takes the
//! events in; late answers are dropped by the workers.

mod counting;
mod job_news;
mod reading;
mod writing;

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

pub use self::counting::Counted;
pub(super) use self::counting::compare_articles;
pub use self::job_news::JobNews;
pub use self::reading::{Delivery, ImportTask, OwnList};
use super::analysis_cache::AnalysisCache;
use super::opening::WorkspaceOpened;
use super::reports::Written;
use crate::session::{
    Alike, Compared, FileLook, FindHits, NamingRows, OrderedEntities, QuoteRows, Verified,
};
use crate::store::StoreError;
use crate::store::watch::Change;
use crate::worker::{Wake, Worker};

/// Files read and not yet taken in; the reader waits when the screen is behind.
const MAX_BATCHES: usize = 4;

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
}
