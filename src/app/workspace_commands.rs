//! Commands about the workspace file: new, open, save as; what is opened at the start.

use std::path::{Path, PathBuf};

use super::HexaplaApp;
use super::jobs::ImportTask;
use super::news::Inputs;
use super::opening::{self, ToOpen, WorkspaceOpened};
use crate::corpus::Corpus;
use crate::session::{NoticeLevel, SaveState, Selection};
use crate::store::{self, Opened};
use crate::worker::{Saver, Stopped};

impl HexaplaApp {
    /// At the start: the workspace named on the command line, else the last one, else the program's own; then the files.
    pub(super) fn open_at_start(&mut self, files: &[PathBuf]) {
        let is_workspace = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|extension| extension == store::EXTENSION)
        };
        let (workspaces, articles): (Vec<&PathBuf>, Vec<&PathBuf>) =
            files.iter().partition(is_workspace);
        let named = workspaces.first().map(|path| (*path).clone());
        let last = self
            .settings
            .last_workspace
            .clone()
            .filter(|path| articles.is_empty() && path.exists());
        self.files_at_start = articles.into_iter().cloned().collect();
        self.open(ToOpen::AtStart(named.or(last)));
    }

    pub(super) fn open_workspace(&mut self, path: &Path) {
        if self.session.workspace.as_deref() != Some(path) {
            self.open(ToOpen::File(path.to_owned()));
        }
    }

    fn open(&mut self, asked: ToOpen) {
        self.progress("Opening the workspace", 0, 0);
        self.jobs.open(asked, self.settings.clone());
    }

    /// A workspace was opened, or was not: then the present one stays.
    pub(super) fn workspace_opened(&mut self, result: Result<WorkspaceOpened, Stopped>) {
        self.end_progress("Opening the workspace");
        let result = match result {
            Ok(result) => result,
            Err(Stopped::Cancelled) => return,
            Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Error, reason);
                return;
            }
        };
        for complaint in result.complaints {
            self.notice(NoticeLevel::Error, complaint);
        }
        match result.opened {
            Some((opened, named)) => self.go_on_with(opened, named),
            None if !matches!(result.asked, ToOpen::File(_)) => self.work_on_memory_alone(),
            None => {}
        }
        match result.asked {
            ToOpen::AtStart(_) => self.add_files_of_start(),
            ToOpen::Afresh => {
                if !self.session.corpus.articles.is_empty() {
                    self.empty_corpus();
                }
            }
            ToOpen::File(_) => {}
        }
    }

    fn work_on_memory_alone(&mut self) {
        let reason = "there is no workspace file".to_owned();
        self.session.saved = SaveState::Failing(reason);
    }

    /// The files of the command line; without any, an empty workspace of the program's own shows the sample story.
    fn add_files_of_start(&mut self) {
        let articles = std::mem::take(&mut self.files_at_start);
        if !articles.is_empty() {
            self.add_paths(articles);
        } else if self.session.corpus.articles.is_empty() && !self.session.workspace_is_named {
            self.import(ImportTask::Sample);
            self.guide_at_start();
        }
    }

    /// The person does not wait for a workspace any more.
    pub(super) fn stop_opening(&mut self) {
        if self.jobs.is_opening() && self.saver.is_none() {
            self.work_on_memory_alone();
        }
    }

    /// An empty workspace. The present one is saved already; the program's own is emptied only by undoable steps.
    pub(super) fn new_workspace(&mut self) {
        if self.session.workspace_is_named {
            self.settings.last_workspace = None;
            self.settings_changed();
            self.open(ToOpen::Afresh);
        } else {
            self.empty_corpus();
        }
    }

    /// Takes all articles out, in one step of undo.
    fn empty_corpus(&mut self) {
        let all: Vec<_> = self.session.articles().map(|article| article.id).collect();
        let mut patch = crate::corpus::edit::remove_articles(&self.session.corpus, &all);
        "new workspace".clone_into(&mut patch.label);
        patch.stories = self
            .session
            .corpus
            .stories
            .iter()
            .map(|story| (story.id, None))
            .collect();
        patch.decisions = self
            .session
            .corpus
            .decisions
            .entries()
            .map(|(id, _)| (id, None))
            .collect();
        patch.ledger = self
            .session
            .corpus
            .ledger
            .iter()
            .map(|line| (line.id, None))
            .collect();
        patch.outlets = self
            .session
            .corpus
            .outlets
            .iter()
            .map(|outlet| (outlet.id, None))
            .collect();
        self.edit(patch);
    }

    fn go_on_with(&mut self, opened: Opened, named: bool) {
        self.close_saver();
        let path = opened.workspace.path().to_owned();
        self.start_afresh(opened.corpus);
        self.session.captures = opened
            .captures
            .into_iter()
            .map(|head| ((head.address.clone(), head.fetched.clone()), head))
            .collect();
        match Saver::new(opened.workspace, self.wake.clone()) {
            Ok(saver) => self.saver = Some(saver),
            Err(error) => self.notice(
                NoticeLevel::Error,
                format!("Changes cannot be saved: {error}"),
            ),
        }
        self.workspace_is(path, named);
        self.watch_sources();
    }

    /// Another corpus: nothing of the last one is shown or undone any more.
    fn start_afresh(&mut self, corpus: Corpus) {
        self.jobs.forget();
        let session = &mut self.session;
        session.corpus = corpus;
        session.history.clear();
        session.revision += 1;
        session.selection = Selection::default();
        session.opened.clear();
        session.compared = crate::session::Derived::Missing;
        session.entities = crate::session::Derived::Missing;
        session.quotes = crate::session::Derived::Missing;
        session.naming = crate::session::Derived::Missing;
        session.found = crate::session::Derived::Missing;
        session.alike = crate::session::Derived::Missing;
        session.progress.clear();
        session.changed_on_disk.clear();
        session.captures.clear();
        session.saved = SaveState::Saved;
        self.sent_revision = session.revision;
        self.unsaved = crate::store::Rows::default();
        self.inputs = Inputs::default();
        self.evidence = super::evidence::EvidenceInputs::default();
        self.waiting_imports.clear();
        self.just_added.clear();
        self.flag_gesture = None;
        self.views.forget();
    }

    fn close_saver(&mut self) {
        if let Some(saver) = self.saver.take()
            && let Err(message) = saver.finish()
        {
            self.notice(NoticeLevel::Error, message);
        }
    }

    /// The workspace is this file now.
    pub(super) fn workspace_is(&mut self, path: PathBuf, named: bool) {
        if named {
            self.settings.last_workspace = Some(path.clone());
            self.remember(std::slice::from_ref(&path));
        }
        self.session.workspace = Some(path);
        self.session.workspace_is_named = named;
    }

    pub(super) fn save_workspace_to(&mut self, path: PathBuf) {
        if let Some(saver) = &self.saver {
            saver.save_as(path);
            return;
        }
        // Nothing could be saved so far: start a file with everything there is.
        match opening::create(&path) {
            Ok(opened) => {
                let corpus = std::mem::take(&mut self.session.corpus);
                let all = store::Rows::all(&corpus);
                self.go_on_with(opened, true);
                self.session.corpus = corpus;
                self.session.revision += 1;
                self.unsaved = all;
                self.session.saved = SaveState::Saving;
            }
            Err(error) => self.notice(NoticeLevel::Error, error.to_string()),
        }
    }
}
