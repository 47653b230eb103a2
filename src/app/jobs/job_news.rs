//! What jobs bring, in order per job.

use super::super::opening::WorkspaceOpened;
use super::super::reports::Written;
use super::{Counted, Delivery, Jobs, OwnList};
use crate::session::{
    Alike, Compared, FileLook, FindHits, NamingRows, OrderedEntities, QuoteRows, Verified,
};
use crate::store::StoreError;
use crate::store::watch::Change;
use crate::worker::{Event, Stopped, Worker};

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
