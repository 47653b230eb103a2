//! Commands that write: reports, tables, the clipboard. Native dialogs and their answers.

use std::path::{Path, PathBuf};

use super::HexaplaApp;
use super::dialogs::Answer;
use super::reports::Written;
use crate::corpus::{Corpus, Patch, siglum};
use crate::report::Form;
use crate::session::{Command, Item, NoticeLevel, ReportRequest, Verified};
use crate::store::atomic::safe_file_name;
use crate::views::Views;
use crate::views::prompt::Asking;
use crate::views::verified::VerifiedState;
use crate::worker::Stopped;

/// The person's folder for documents, else their own folder.
fn documents() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(
        dirs.document_dir()
            .unwrap_or_else(|| dirs.home_dir())
            .to_owned(),
    )
}

impl HexaplaApp {
    pub(super) fn ask_for_path(&mut self, asking: Asking) {
        let name = self.suggested_name(asking);
        let folder = self.settings.last_folder.clone();
        self.dialogs.ask(asking, folder, &name);
    }

    fn suggested_name(&self, asking: Asking) -> String {
        let title = safe_file_name(&self.session.title());
        match asking {
            Asking::SaveWorkspace => format!("{title}.hexapla"),
            Asking::Report(form) => format!("{}.{}", self.report_name(), form.extension()),
            Asking::Table => format!("{title} {}.csv", Views::table_name(self.session.tab)),
            Asking::ChartSvg => format!("{title} {}.svg", Views::chart_name(self.session.tab)),
            Asking::ChartPng => format!("{title} {}.png", Views::chart_name(self.session.tab)),
            Asking::SaveCorrections => format!("{title} names.json"),
            Asking::Files
            | Asking::Folder
            | Asking::Workspace
            | Asking::Corrections
            | Asking::SavedReport => String::new(),
        }
    }

    /// A file name for the report: the title it is given, else the workspace's name.
    fn report_name(&self) -> String {
        let request = self.report_to_save.as_ref();
        let title = request.and_then(|request| request.head.title.clone());
        let name = self.session.name();
        match (title, name) {
            (Some(title), name) if name.as_ref() != Some(&title) => safe_file_name(&title),
            (_, Some(name)) => format!("{} comparison", safe_file_name(&name)),
            (_, None) => "Comparison".to_owned(),
        }
    }

    pub(super) fn take_dialog_answer(&mut self, asking: Asking, answer: Answer) {
        match answer {
            Answer::Closed => {}
            Answer::NoDialog => {
                let folder = self
                    .settings
                    .last_folder
                    .clone()
                    .or_else(documents)
                    .unwrap_or_default();
                let suggestion = folder
                    .join(self.suggested_name(asking))
                    .display()
                    .to_string();
                self.views.prompt.open(asking, suggestion);
            }
            Answer::Paths(paths) => {
                if let Some(folder) = paths.first().and_then(|path| path.parent()) {
                    self.settings.last_folder = Some(folder.to_owned());
                }
                if let Some(command) = asking.command(paths) {
                    self.ask(command);
                }
            }
        }
    }

    /// Opens the dialog with what was chosen for the last report.
    pub(super) fn prepare_report(&mut self) {
        let last = self.settings.report.clone();
        let mut request: ReportRequest = last
            .and_then(|choices| choices.try_into().ok())
            .unwrap_or_default();
        if request.forms.is_empty() {
            request.forms.insert(Form::Html);
        }
        request.head.title = self.session.name();
        request.settings.counting = self.session.options.counting;
        request.head.date = Some(jiff::Zoned::now().date().to_string());
        self.views.save_report.open(request);
    }

    /// Asks where the report goes.
    pub(super) fn save_report(&mut self, request: Box<ReportRequest>) {
        let Some(first) = request.forms.first().copied() else {
            return;
        };
        self.settings.report = toml::Table::try_from(request.remembered()).ok();
        self.settings_changed();
        self.report_to_save = Some(request);
        self.ask_for_path(Asking::Report(first));
    }

    /// The place of the report is known.
    pub(super) fn report_goes_to(&mut self, path: PathBuf) {
        if let Some(request) = self.report_to_save.take() {
            self.write_report(*request, path);
        }
    }

    /// Writes the report of the articles that are side by side, with the ledger lines and decisions that belong to them.
    pub(super) fn write_report(&mut self, request: ReportRequest, path: PathBuf) {
        if self.jobs.is_writing() {
            self.notice(
                NoticeLevel::Info,
                "A report is being written; try again in a moment.",
            );
            return;
        }
        let corpus = self.compared_corpus();
        self.progress("Writing", 0, request.forms.len());
        let aliases = self.settings.alias_list();
        self.jobs.write_report(corpus, request, aliases, path);
    }

    /// Has the report that is being prepared written down, to be looked at.
    pub(super) fn preview_report(&mut self, request: ReportRequest) {
        self.session.report_preview.begin();
        let corpus = self.compared_corpus();
        let aliases = self.settings.alias_list();
        self.jobs.preview_report(corpus, request, aliases);
    }

    /// A saved report was checked.
    pub(super) fn verified(&mut self, result: Result<Result<Verified, String>, Stopped>) {
        self.end_progress("Checking the report");
        match result {
            Ok(Ok(verified)) => self.session.verified = Some(verified),
            Ok(Err(reason)) | Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Error, reason);
            }
            Err(Stopped::Cancelled) => {}
        }
    }

    pub(super) fn verify_report(&mut self, path: PathBuf) {
        self.progress("Checking the report", 0, 0);
        self.session.verified = None;
        self.views.verified = VerifiedState::default();
        self.jobs.verify(path);
    }

    /// The corpus without the articles that are not side by side.
    fn compared_corpus(&self) -> Corpus {
        let mut corpus = self.session.corpus.clone();
        let mut patch = Patch::new("only the compared articles");
        let others = corpus
            .articles
            .iter()
            .filter(|article| !self.session.is_column(article.id));
        patch.articles = others.map(|article| (article.id, None)).collect();
        let kept = |line: &crate::corpus::LedgerLine| match line.outcome {
            crate::corpus::Outcome::Imported { article, .. } => self.session.is_column(article),
            _ => true,
        };
        patch.ledger = corpus
            .ledger
            .iter()
            .filter(|line| !kept(line))
            .map(|line| (line.id, None))
            .collect();
        corpus.apply(patch);
        corpus
    }

    pub(super) fn written(&mut self, result: Result<Result<Written, String>, Stopped>) {
        self.end_progress("Writing");
        match result {
            Ok(Ok(written)) => {
                self.tell_written(&written.paths);
                for warning in written.warnings {
                    self.notice(NoticeLevel::Warning, warning);
                }
            }
            Ok(Err(reason)) | Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Error, reason);
            }
            Err(Stopped::Cancelled) => {}
        }
    }

    /// One file can be opened, of several the folder.
    fn tell_written(&mut self, paths: &[PathBuf]) {
        let Some(first) = paths.first() else { return };
        let text = match paths.len() {
            1 => format!("Saved {}", first.display()),
            n => format!("Saved {} and {} more beside it", first.display(), n - 1),
        };
        let button = |text: &str, target: &Path| {
            let open = Command::OpenOutside(target.to_owned());
            (text.to_owned(), open)
        };
        let mut actions = vec![button("Open it", first)];
        actions.extend(
            first
                .parent()
                .map(|folder| button("Open the folder", folder)),
        );
        self.session
            .notices
            .push_with(NoticeLevel::Info, text, actions);
    }

    pub(super) fn write_table(&mut self, path: PathBuf) {
        match self.views.table(&self.session) {
            Some(table) => self.jobs.write_text(path, table.to_csv()),
            None => self.notice(NoticeLevel::Info, "There is no table yet."),
        }
    }

    pub(super) fn copy_table(&mut self, egui_ctx: &egui::Context) {
        if let Some(table) = self.views.table(&self.session) {
            egui_ctx.copy_text(table.to_tsv());
            self.notice(NoticeLevel::Info, "The table is on the clipboard.");
        }
    }

    /// Every outlet's words of the selected statement, with letter and outlet.
    pub(super) fn copy_passage(&mut self, egui_ctx: &egui::Context) {
        let Some(compared) = self.session.compared.get() else {
            return;
        };
        let line = |index: usize, words: &str| {
            let article = &compared.articles[index].article;
            format!(
                "{} {}: {words}",
                siglum(index),
                self.session.outlet_name(article)
            )
        };
        let lines: Vec<String> = match &self.session.selection.item {
            Item::Statement(id) => compared
                .statement(*id)
                .map(|statement| {
                    statement
                        .cells
                        .iter()
                        .map(|cell| line(cell.article, &compared.cell_text(cell)))
                        .collect()
                })
                .unwrap_or_default(),
            Item::OnlyHere { article, span } => compared
                .index_of(*article)
                .and_then(|index| {
                    Some(vec![line(
                        index,
                        span.get(compared.articles[index].text())?,
                    )])
                })
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        if !lines.is_empty() {
            egui_ctx.copy_text(lines.join("\n"));
            self.notice(NoticeLevel::Info, "The statement is on the clipboard.");
        }
    }
}
