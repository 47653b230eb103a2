//! Commands about the workspace file: new, open, save as; what is opened at the start.

use std::path::{Path, PathBuf};

use super::HexaplaApp;
use super::jobs::ImportTask;
use super::news::Inputs;
use crate::corpus::Corpus;
use crate::session::{NoticeLevel, SaveState, Selection};
use crate::store::{self, Opened, StoreError, Workspace};
use crate::worker::Saver;

impl HexaplaApp {
    /// At the start: the workspace named on the command line, else the last one, else the program's own; then the files.
    /// An empty workspace of the program's own shows the sample story.
    pub(super) fn open_at_start(&mut self, files: &[PathBuf]) {
        let is_workspace = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|extension| extension == store::EXTENSION)
        };
        let (workspaces, articles): (Vec<&PathBuf>, Vec<&PathBuf>) =
            files.iter().partition(|path| is_workspace(path));
        let named = workspaces.first().map(|path| (*path).clone());
        let last = self
            .settings
            .last_workspace
            .clone()
            .filter(|path| articles.is_empty() && path.exists());
        let opened = match named.or(last) {
            Some(path) => self.try_open(&path),
            None => false,
        };
        if !opened {
            self.open_own_workspace();
        }
        let articles: Vec<PathBuf> = articles.into_iter().cloned().collect();
        if !articles.is_empty() {
            self.add_paths(articles);
        } else if self.session.corpus.articles.is_empty() && !self.session.workspace_is_named {
            self.import(ImportTask::Sample);
        }
    }

    pub(super) fn open_workspace(&mut self, path: &Path) {
        if self.session.workspace.as_deref() == Some(path) {
            return;
        }
        self.try_open(path);
    }

    /// Opens a workspace instead of the present one; the present one stays when that fails.
    fn try_open(&mut self, path: &Path) -> bool {
        match Workspace::open(path) {
            Ok(opened) => {
                self.go_on_with(opened, true);
                true
            }
            Err(error) => {
                self.notice(NoticeLevel::Error, error.to_string());
                false
            }
        }
    }

    /// The workspace that the program keeps by itself until the person names one. One that another window has open is passed
    /// over, one that cannot be read is left as it is; without any, the window works on memory alone and says so.
    fn open_own_workspace(&mut self) {
        let mut last_error = None;
        for path in self.settings.own_workspaces() {
            let opened = if path.exists() {
                Workspace::open(&path)
            } else {
                create(&path)
            };
            match opened {
                Ok(opened) => {
                    self.go_on_with(opened, false);
                    return;
                }
                Err(error) => {
                    log::warn!("{error}");
                    last_error = Some(error);
                }
            }
        }
        if let Some(error) = last_error {
            self.session.saved = SaveState::Failing(error.to_string());
            self.notice(
                NoticeLevel::Error,
                format!("Nothing can be saved until you save the workspace somewhere: {error}"),
            );
        }
    }

    /// An empty workspace. The present one is saved already; the program's own is emptied only by undoable steps.
    pub(super) fn new_workspace(&mut self) {
        if self.session.workspace_is_named {
            self.settings.last_workspace = None;
            self.close_saver();
            self.start_afresh(Corpus::default());
            self.open_own_workspace();
            if !self.session.corpus.articles.is_empty() {
                self.empty_corpus();
            }
        } else {
            self.empty_corpus();
        }
        self.settings_changed();
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
        session.compared = crate::session::Derived::Missing;
        session.entities = crate::session::Derived::Missing;
        session.found = crate::session::Derived::Missing;
        session.progress.clear();
        session.changed_on_disk.clear();
        session.saved = SaveState::Saved;
        self.sent_revision = session.revision;
        self.unsaved = crate::store::Rows::default();
        self.inputs = Inputs::default();
        self.waiting_imports.clear();
        self.just_added.clear();
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
        match create(&path) {
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

fn create(path: &Path) -> Result<Opened, StoreError> {
    Workspace::create(path).map(|workspace| Opened {
        workspace,
        corpus: Corpus::default(),
        view_state: std::collections::BTreeMap::new(),
    })
}
