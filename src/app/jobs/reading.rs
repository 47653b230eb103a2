//! Jobs that read: files, pages, workspaces, small lists of the person's own.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::opening::{self, ToOpen};
use super::Jobs;
use crate::analysis::{Cancelled, Ctx};
use crate::corpus::{Article, ArticleId, Corpus, Decision, Source, read_corrections};
use crate::import::{
    Capture, FileImport, ImportOptions, ItemResult, duplicates, offer_mapping, read_capture,
    read_source, sample_options, sample_sources,
};
use crate::session::{Alike, FileLook, HEAD, SourceRef};
use crate::store::watch::check_changed;
use crate::store::{self, files, own_text};
use crate::worker::fetch::{FetchError, FetchLimits, fetch};

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

impl Jobs {
    /// Opens a workspace file.
    pub fn open(&mut self, asked: ToOpen, settings: store::Settings) {
        self.opener
            .start(move |_ctx| Ok(opening::open(asked, &settings)));
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
