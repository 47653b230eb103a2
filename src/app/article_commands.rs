//! Commands about articles: adding, editing, excluding, removing, revealing, reading again.

use std::path::PathBuf;
use std::sync::Arc;

use super::HexaplaApp;
use super::jobs::ImportTask;
use crate::corpus::{Article, ArticleId, Corpus, Patch, Published, edit};
use crate::session::{Derived, FieldKind, History, NoticeLevel, Selection, Session};
use crate::store;

impl HexaplaApp {
    /// Makes an edit: one step of undo.
    pub(super) fn edit(&mut self, patch: Patch) {
        let rows = patch.clone();
        let Session {
            history,
            corpus,
            selection,
            ..
        } = &mut self.session;
        if history.edit(corpus, patch, selection) {
            self.changed(&rows);
        }
    }

    /// Makes an edit that belongs to the running import: all of its batches are one step of undo.
    pub(super) fn edit_of_import(&mut self, patch: Patch) {
        self.edit_of_gesture(patch, self.import_gesture);
    }

    /// Makes one of the edits of a gesture: they are one step of undo.
    pub(super) fn edit_of_gesture(&mut self, patch: Patch, gesture: u64) {
        let rows = patch.clone();
        let Session {
            history,
            corpus,
            selection,
            ..
        } = &mut self.session;
        if history.edit_of_gesture(corpus, patch, selection, gesture) {
            self.changed(&rows);
        }
    }

    pub(super) fn new_gesture(&mut self) -> u64 {
        self.gestures += 1;
        self.gestures
    }

    /// After every change of the corpus: results are looked at again, rows are sent to be saved.
    fn changed(&mut self, patch: &Patch) {
        self.session.revision += 1;
        self.note_unsaved(patch);
        self.keep_selection();
    }

    pub(super) fn undo(&mut self) {
        self.take_step(History::undo);
    }

    pub(super) fn redo(&mut self) {
        self.take_step(History::redo);
    }

    fn take_step(
        &mut self,
        step: impl FnOnce(&mut History, &mut Corpus, &mut Selection) -> Option<Patch>,
    ) {
        let Session {
            history,
            corpus,
            selection,
            ..
        } = &mut self.session;
        if let Some(patch) = step(history, corpus, selection) {
            self.changed(&patch);
        }
    }

    /// Files dropped anywhere in the window.
    pub(super) fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|i| i.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped
            .iter()
            .map(|file| file.path().to_owned())
            .filter(|path| !path.as_os_str().is_empty())
            .collect();
        if !paths.is_empty() {
            self.add_paths(paths);
        }
    }

    /// Adds files and folders; a single workspace file is opened.
    pub(super) fn add_paths(&mut self, paths: Vec<PathBuf>) {
        let is_workspace = |path: &PathBuf| {
            path.extension()
                .is_some_and(|extension| extension == store::EXTENSION)
        };
        if let [path] = paths.as_slice()
            && is_workspace(path)
        {
            self.open_workspace(&path.clone());
            return;
        }
        self.remember(&paths);
        let known = store::files::known(self.session.articles().map(|article| &article.source));
        self.import(ImportTask::Paths(paths, known));
    }

    /// Reads files as the settings say.
    pub(super) fn import(&mut self, task: ImportTask) {
        let options = self.import_options();
        self.import_as(task, options);
    }

    pub(super) fn add_pasted(&mut self, headline: String, outlet: String, text: String) {
        self.pasted = Some((headline, outlet));
        self.import(ImportTask::Pasted(text));
    }

    /// What was typed beside a pasted text belongs to the article it became.
    pub(super) fn complete_pasted(&mut self, added: &[ArticleId]) {
        let Some((headline, outlet)) = self.pasted.take() else {
            return;
        };
        let patch = edit::set_headline(&self.session.corpus, added, &headline);
        self.edit_of_import(patch);
        if !outlet.trim().is_empty() {
            let patch = edit::set_outlet(&mut self.session.corpus, added, &outlet);
            self.edit_of_import(patch);
        }
    }

    /// Sets fields of articles, in one step of undo.
    pub(super) fn set_fields(&mut self, articles: &[ArticleId], values: &[(FieldKind, String)]) {
        let gesture = self.new_gesture();
        for (field, value) in values {
            if let Some(patch) = self.field_patch(articles, *field, value.trim()) {
                self.edit_of_gesture(patch, gesture);
            }
        }
    }

    /// The edit that sets a field; `None` for a value that the field cannot have, which is told.
    fn field_patch(
        &mut self,
        articles: &[ArticleId],
        field: FieldKind,
        value: &str,
    ) -> Option<Patch> {
        let corpus = &mut self.session.corpus;
        Some(match field {
            FieldKind::Outlet => edit::set_outlet(corpus, articles, value),
            FieldKind::Headline => edit::set_headline(corpus, articles, value),
            FieldKind::Byline => edit::set_byline(corpus, articles, value),
            FieldKind::Language => edit::set_language(corpus, articles, value),
            FieldKind::Address => edit::set_address(corpus, articles, value),
            FieldKind::Published if value.is_empty() => edit::set_published(corpus, articles, None),
            FieldKind::Published => match value.parse::<Published>() {
                Ok(published) => edit::set_published(corpus, articles, Some(published)),
                Err(wrong) => {
                    let text = format!("The date was not changed: {wrong}");
                    self.notice(NoticeLevel::Warning, text);
                    return None;
                }
            },
        })
    }

    pub(super) fn toggle_excluded(&mut self) {
        let articles = self.session.selected_articles();
        let all_out = articles.iter().all(|id| {
            self.session
                .corpus
                .articles
                .get(*id)
                .is_some_and(|article| article.excluded)
        });
        let patch = edit::set_excluded(&self.session.corpus, &articles, !all_out);
        self.edit(patch);
    }

    pub(super) fn remove_articles(&mut self, articles: &[ArticleId]) {
        let patch = edit::remove_articles(&self.session.corpus, articles);
        self.edit(patch);
    }

    pub(super) fn compare_selected(&mut self) {
        let columns = self.session.selected_articles();
        let patch = edit::set_columns(&self.session.corpus, columns);
        self.edit(patch);
        self.session.tab = crate::session::ViewTab::Compare;
    }

    pub(super) fn edit_details(&mut self) {
        let articles = self.session.selected_articles();
        self.views.details.open(&self.session, articles);
    }

    /// Selects what the library shows: with a filter, what goes through it.
    pub(super) fn select_all(&mut self) {
        self.session.selection.articles = if self.session.options.library {
            self.views.library.shown_articles().into_iter().collect()
        } else {
            self.session.articles().map(|article| article.id).collect()
        };
    }

    pub(super) fn reveal(&mut self) {
        let selected = self.session.selected_articles();
        let Some(article) = selected
            .first()
            .and_then(|id| self.session.corpus.articles.get(*id))
        else {
            return;
        };
        let path = PathBuf::from(&article.source.path);
        if !path.exists() {
            let text = format!(
                "There is no file {} to reveal: it was pasted, is part of the sample, or has moved.",
                path.display()
            );
            self.notice(NoticeLevel::Info, text);
        } else if let Err(error) = opener::reveal(&path) {
            self.notice(
                NoticeLevel::Warning,
                format!(
                    "The file manager did not open: {error}. The file is {}",
                    path.display()
                ),
            );
        }
    }

    pub(super) fn open_outside(&mut self, path: &std::path::Path) {
        if let Err(error) = opener::open(path) {
            self.notice(
                NoticeLevel::Warning,
                format!("Nothing opened {}: {error}", path.display()),
            );
        }
    }

    pub(super) fn reload_changed(&mut self) {
        let changed: Vec<Arc<Article>> = self
            .session
            .changed_on_disk
            .iter()
            .filter_map(|id| self.session.corpus.articles.get(*id).cloned())
            .collect();
        self.import(ImportTask::Again(changed));
    }

    /// Stops what runs. Waiting imports are given up as well.
    pub(super) fn cancel_jobs(&mut self) {
        let was_importing = self.jobs.is_importing();
        self.waiting_imports.clear();
        self.stop_opening();
        self.jobs.cancel();
        self.session.progress.clear();
        give_up(
            &mut self.session.compared,
            "Comparing was cancelled. Change the comparison to start it again.",
        );
        give_up(
            &mut self.session.entities,
            "Counting was cancelled. Any change of the library starts it again.",
        );
        if was_importing {
            self.just_added.clear();
            self.flag_import();
            self.notice(
                NoticeLevel::Info,
                "Import cancelled. What was read so far is in the library; Undo takes it out.",
            );
        }
    }
}

/// A result nobody waits for any more: the last one stays, or the reason why there is none.
fn give_up<T>(result: &mut Derived<T>, reason: &str) {
    if result.is_pending() {
        *result = match result.get().cloned() {
            Some(last) => Derived::Ready(last),
            None => Derived::Failed(reason.to_owned()),
        };
    }
}
