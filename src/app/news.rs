//! What the jobs bring: taken into the session; and which results have to be computed anew after a change.

use std::sync::Arc;

use super::HexaplaApp;
use super::jobs::{Delivery, JobNews};
use crate::analysis::entities::Counting;
use crate::corpus::{Article, Decision, Outcome, Outlet};
use crate::import::{FileImport, intake, reread};
use crate::session::{Command, Derived, NoticeLevel, Progress, SaveState, UiCommand, ViewTab};
use crate::worker::{SaveEvent, Stopped};

/// What results were computed from. Rows are shared, so that comparing two inputs is comparing addresses.
#[derive(Default)]
pub(super) struct Inputs {
    compared: Vec<Arc<Article>>,
    compared_decisions: Vec<Arc<Decision>>,
    counted: Vec<Arc<Article>>,
    counted_decisions: Vec<Arc<Decision>>,
    counted_outlets: Vec<Arc<Outlet>>,
    counting: Counting,
    /// Articles among which those alike were looked for.
    likened: Vec<Arc<Article>>,
    /// The counts are to be looked at when the comparison is done.
    counts_wait: bool,
    revision: Option<u64>,
}

fn same_rows<T>(lhs: &[Arc<T>], rhs: &[Arc<T>]) -> bool {
    lhs.len() == rhs.len() && lhs.iter().zip(rhs).all(|(lhs, rhs)| Arc::ptr_eq(lhs, rhs))
}

impl HexaplaApp {
    pub(super) fn take_news(&mut self, egui_ctx: &egui::Context) {
        for news in self.jobs.news() {
            self.take_job_news(news);
        }
        while let Some(event) = self.saver.as_ref().and_then(crate::worker::Saver::poll) {
            self.take_save_event(event);
        }
        if let Some((asking, answer)) = self.dialogs.poll() {
            self.take_dialog_answer(asking, answer);
        }
        self.take_watched(egui_ctx);
    }

    fn take_job_news(&mut self, news: JobNews) {
        match news {
            JobNews::ImportProgress(done, total) => self.progress(self.importing, done, total),
            JobNews::Delivered(delivery) => self.take_delivery(delivery),
            JobNews::Imported(result) => self.import_ended(result),
            JobNews::CompareProgress(done, total) => self.session.compared.step(done, total),
            JobNews::Compared(result) => {
                self.end_progress("Comparing");
                if let Some(result) = finished(result) {
                    let selected = self.place_of(&self.session.selection.item);
                    self.session.compared = result;
                    self.find_statement_again(selected);
                    self.keep_selection();
                }
            }
            JobNews::CountProgress(done, total) => {
                self.session.entities.step(done, total);
                self.progress("Counting names", done, total);
            }
            JobNews::Counted(result) => {
                self.end_progress("Counting names");
                self.counted(result);
            }
            JobNews::Ordered(result) => {
                if let Ok(ordered) = result {
                    self.session.ordered_entities = Some(ordered);
                }
            }
            JobNews::Quoted(result) => {
                if let Some(result) = finished(result) {
                    self.session.quotes = result;
                }
            }
            JobNews::NamingProgress(done, total) => self.session.naming.step(done, total),
            JobNews::NamingCounted(result) => {
                if let Some(result) = finished(result) {
                    self.session.naming = result;
                }
            }
            JobNews::Found(result) => {
                if let Some(result) = finished(result) {
                    self.session.found = result;
                    self.show_first_found();
                }
            }
            JobNews::Looked(result) => self.looked(result),
            JobNews::Alike(result) => self.found_alike(result),
            JobNews::Checked(result) => {
                if let Ok(changed) = result {
                    self.checked(&changed);
                }
            }
            JobNews::ListRead(result) => self.list_read(result),
            JobNews::WordsRead(result) => self.words_read(result),
            JobNews::Opened(result) => self.workspace_opened(result.map(|opened| *opened)),
            JobNews::SettingsKept(Ok(Err(error))) => {
                log::warn!("the settings were not written: {error}");
            }
            JobNews::SettingsKept(_) => {}
            JobNews::WriteProgress(done, total) => self.progress("Writing", done, total),
            JobNews::Written(result) => self.written(result),
            JobNews::Previewed(result) => {
                if let Some(result) = finished(result) {
                    self.session.report_preview = result;
                }
            }
            JobNews::Verified(result) => self.verified(result),
        }
    }

    pub(super) fn progress(&mut self, what: &'static str, done: usize, total: usize) {
        self.end_progress(what);
        self.session.progress.push(Progress { what, done, total });
    }

    pub(super) fn end_progress(&mut self, what: &str) {
        self.session
            .progress
            .retain(|progress| progress.what != what);
    }

    fn take_delivery(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::New(files) => self.take_files(files),
            Delivery::Reread(file) => self.take_reread(*file),
            Delivery::Fetched(capture, file) => self.take_capture(*capture, *file),
            Delivery::Again(id, file) => {
                let failed = file.articles().next().is_none();
                let name = file.path.clone();
                match reread(&mut self.session.corpus, id, *file) {
                    Some(patch) => self.edit(patch),
                    None if failed => self.notice(
                        NoticeLevel::Warning,
                        format!("{name} could not be read again; the article stays as it was."),
                    ),
                    None => {}
                }
                self.session
                    .changed_on_disk
                    .retain(|changed| *changed != id);
            }
        }
    }

    pub(super) fn take_files(&mut self, files: Vec<FileImport>) {
        let (patch, added) = intake(&mut self.session.corpus, files);
        self.just_added.extend(added);
        self.edit_of_import(patch);
    }

    fn import_ended(&mut self, result: Result<(), Stopped>) {
        self.end_progress(self.importing);
        let added = std::mem::take(&mut self.just_added);
        self.complete_pasted(&added);
        match result {
            Ok(()) => {
                self.tell_import(&added);
                self.offer_dialogs();
            }
            Err(Stopped::Cancelled) => {
                self.notice(
                    NoticeLevel::Info,
                    "Import cancelled. What was read so far is in the library; Undo takes it out.",
                );
            }
            Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Error, format!("Import stopped: {reason}"));
            }
        }
        self.after_import(&added);
        self.flag_import();
        if let Some(next) = self.waiting_imports.pop_front() {
            self.import_now(next);
        }
    }

    fn tell_import(&mut self, added: &[crate::corpus::ArticleId]) {
        let lines = self
            .session
            .corpus
            .ledger
            .iter()
            .rev()
            .take_while(|line| line.id.0 >= self.first_new_line);
        let (mut failed, mut skipped, mut known, mut reason) = (0, 0, 0, String::new());
        for line in lines {
            match &line.outcome {
                Outcome::Failed { reason: why } => {
                    failed += 1;
                    reason = format!("{}: {why}", line.path);
                }
                Outcome::Skipped { reason: why } if why.starts_with("already open") => known += 1,
                Outcome::Skipped { reason: why } => {
                    skipped += 1;
                    if failed == 0 {
                        reason = format!("{}: {why}", line.path);
                    }
                }
                Outcome::Imported { .. } => {}
            }
        }
        let ledger = Some((
            "Show the import ledger".to_owned(),
            Command::ShowTab(ViewTab::Ledger),
        ));
        if failed > 0 || (added.is_empty() && skipped > 0) {
            let n = failed + skipped;
            let text = if n == 1 {
                format!("Not imported: {reason}")
            } else {
                format!(
                    "{} imported, {n} not imported. The last: {reason}",
                    added.len()
                )
            };
            self.session
                .notices
                .push_with(NoticeLevel::Warning, text, ledger);
        } else if added.is_empty() && known > 0 {
            self.notice(
                NoticeLevel::Info,
                "Already in the library: nothing was added.",
            );
        } else if skipped > 0 {
            let text = format!("{} articles added, {skipped} files skipped.", added.len());
            self.session
                .notices
                .push_with(NoticeLevel::Info, text, ledger);
        }
    }

    /// New articles are put side by side when nothing else is.
    fn after_import(&mut self, added: &[crate::corpus::ArticleId]) {
        const MOST: usize = 4;
        if self.session.corpus.comparison.columns.is_empty() && !added.is_empty() {
            let columns: Vec<_> = added.iter().copied().take(MOST).collect();
            let patch = crate::corpus::edit::set_columns(&self.session.corpus, columns);
            self.edit_of_import(patch);
        }
        self.watch_sources();
    }

    fn take_save_event(&mut self, event: SaveEvent) {
        match event {
            SaveEvent::Saved { revision } if revision >= self.sent_revision => {
                self.session.saved = SaveState::Saved;
            }
            SaveEvent::Saved { .. } => {}
            SaveEvent::Failed { message, .. } => {
                if !matches!(self.session.saved, SaveState::Failing(_)) {
                    let action = Some((
                        "Save workspace as…".to_owned(),
                        Command::Ui(UiCommand::SaveWorkspaceAs),
                    ));
                    self.session
                        .notices
                        .push_with(NoticeLevel::Error, message.clone(), action);
                }
                self.session.saved = SaveState::Failing(message);
            }
            SaveEvent::SavedAs { path } => {
                self.notice(
                    NoticeLevel::Info,
                    format!("The workspace is now {}", path.display()),
                );
                self.workspace_is(path, true);
            }
            SaveEvent::CaptureRead { address, capture } => self.capture_read(&address, capture),
            SaveEvent::SaveAsFailed { message, .. } => self.notice(NoticeLevel::Error, message),
        }
    }

    /// Counts the names again, as the switches and lists say now.
    pub(super) fn count_again(&mut self) {
        self.inputs.counted.clear();
        self.inputs.revision = None;
    }

    /// Has the next frame look at what has to be computed anew, also when nothing was edited.
    pub(super) fn look_again(&mut self) {
        self.inputs.revision = None;
    }

    /// Starts what has to be computed anew. Called after every change; compares addresses, not contents.
    pub(super) fn refresh_results(&mut self) {
        self.refresh_waiting_counts();
        if self.inputs.revision == Some(self.session.revision)
            || self.jobs.is_importing() && self.session.corpus.comparison.columns.is_empty()
        {
            return;
        }
        self.inputs.revision = Some(self.session.revision);
        self.refresh_comparison();
        self.refresh_alike();
        self.inputs.counts_wait = true;
        self.refresh_waiting_counts();
        self.send_to_saver();
    }

    /// Counts after the comparison: that is what the person waits for, and its articles need not be read twice.
    fn refresh_waiting_counts(&mut self) {
        if self.inputs.counts_wait && !self.session.compared.is_pending() {
            self.inputs.counts_wait = false;
            self.refresh_counts();
        }
    }

    fn refresh_comparison(&mut self) {
        let articles: Vec<Arc<Article>> = self
            .session
            .columns()
            .filter(|article| !article.excluded)
            .cloned()
            .collect();
        // A verdict changes no statement: nothing is compared again for it.
        let all = self.session.corpus.decisions.iter();
        let decisions: Vec<Arc<Decision>> = all
            .filter(|decision| !matches!(***decision, Decision::Review(_)))
            .cloned()
            .collect();
        if same_rows(&articles, &self.inputs.compared)
            && same_rows(&decisions, &self.inputs.compared_decisions)
        {
            return;
        }
        self.inputs.compared.clone_from(&articles);
        self.inputs.compared_decisions.clone_from(&decisions);
        if articles.is_empty() {
            self.jobs.stop_comparing();
            self.session.compared = Derived::Missing;
            self.keep_selection();
            return;
        }
        self.forget_other_texts();
        self.session.compared.begin();
        self.progress("Comparing", 0, 0);
        self.jobs.compare(articles, decisions);
    }

    /// The last results stay on the screen until there are new ones, but not those about a text that is another now: their
    /// places are not in it.
    fn forget_other_texts(&mut self) {
        let session = &mut self.session;
        let is_another = |last: &Article| {
            let now = session.corpus.articles.get(last.id);
            now.is_some_and(|now| !Arc::ptr_eq(&now.text, &last.text))
        };
        let stale = session.compared.get().is_some_and(|compared| {
            let mut articles = compared.articles.iter();
            articles.any(|analysed| is_another(&analysed.article))
        });
        if stale {
            session.compared = Derived::Missing;
            session.found = Derived::Missing;
        }
    }

    /// Looks for articles that are alike, where a text or an address is another than the last time.
    fn refresh_alike(&mut self) {
        if self.jobs.is_importing() {
            return;
        }
        let articles: Vec<Arc<Article>> = self.session.corpus.articles.iter().cloned().collect();
        let same = articles.len() == self.inputs.likened.len()
            && articles
                .iter()
                .zip(&self.inputs.likened)
                .all(|(now, then)| {
                    Arc::ptr_eq(now, then)
                        || now.id == then.id
                            && Arc::ptr_eq(&now.text, &then.text)
                            && now.address.get() == then.address.get()
                });
        if same && self.flag_gesture.is_none() {
            return;
        }
        self.inputs.likened = articles;
        self.session.alike.begin();
        self.jobs.find_alike(self.session.corpus.clone());
    }

    fn refresh_counts(&mut self) {
        let corpus = &self.session.corpus;
        let articles: Vec<Arc<Article>> = corpus
            .articles
            .iter()
            .filter(|article| !article.excluded)
            .cloned()
            .collect();
        let decisions: Vec<Arc<Decision>> = corpus.decisions.iter().cloned().collect();
        let outlets: Vec<Arc<Outlet>> = corpus.outlets.iter().cloned().collect();
        if same_rows(&articles, &self.inputs.counted)
            && same_rows(&decisions, &self.inputs.counted_decisions)
            && same_rows(&outlets, &self.inputs.counted_outlets)
            && self.inputs.counting == self.session.options.counting
        {
            return;
        }
        self.inputs.counted.clone_from(&articles);
        self.inputs.counted_decisions = decisions;
        self.inputs.counted_outlets = outlets;
        self.inputs.counting = self.session.options.counting;
        self.session.entities.begin();
        let snapshot = corpus.clone();
        let (counting, aliases) = (self.inputs.counting, self.settings.alias_list());
        let query = self.views.entities.query().clone();
        self.jobs
            .count(articles, snapshot, counting, aliases, query);
    }
}

/// The result of a job for the session; `None` when it was cancelled and the last result may stay.
fn finished<T>(result: Result<T, Stopped>) -> Option<Derived<T>> {
    match result {
        Ok(value) => Some(Derived::Ready(Arc::new(value))),
        Err(Stopped::Cancelled) => None,
        Err(Stopped::Failed(reason)) => Some(Derived::Failed(reason)),
    }
}
