//! Commands about importing: fetching pages, reading files again in another way, file names; and what follows on an import.

use std::sync::Arc;

use super::HexaplaApp;
use super::jobs::ImportTask;
use crate::corpus::{ArticleId, LedgerLine, Outcome};
use crate::import::{
    Capture, EncodingChoice, FileImport, ImportOptions, NamePattern, duplicates, read_names,
    reread_file,
};
use crate::session::{Alike, Command, Derived, FileLook, NoticeLevel, ReadHow, SourceRef};
use crate::worker::Stopped;

impl HexaplaApp {
    /// Fetches pages, and remembers whether private addresses may be fetched.
    pub(super) fn fetch_addresses(&mut self, addresses: Vec<String>, allow_private: bool) {
        self.session.options.private_addresses = allow_private;
        self.import(ImportTask::Addresses {
            addresses,
            allow_private,
        });
    }

    /// A page came: it is kept as it is, and what was read in it is taken in.
    pub(super) fn take_capture(&mut self, capture: Capture, file: FileImport) {
        let head = capture.head.clone();
        let key = (head.address.clone(), head.fetched.clone());
        self.session.captures.insert(key, head);
        self.unsaved.captures.push(capture);
        self.take_files(vec![file]);
    }

    /// A page was read from the workspace: it is looked into, or read again in another way.
    pub(super) fn capture_read(&mut self, address: &str, capture: Result<Option<Capture>, String>) {
        let Some((from, how)) = self.waiting_capture.take() else {
            return;
        };
        let reason = match (capture, how) {
            (Ok(Some(capture)), None) => return self.jobs.look_at_capture(from, capture),
            (Ok(Some(capture)), Some(how)) => {
                let options = self.options_of(&how);
                return self.import_as(ImportTask::RereadCapture(Box::new(capture)), options);
            }
            (Ok(None), _) => "it is not kept in this workspace".to_owned(),
            (Err(reason), _) => reason,
        };
        self.session.look = Derived::Failed(format!("{address} could not be read: {reason}"));
    }

    /// How files are read unless something else is said.
    pub(super) fn import_options(&self) -> ImportOptions {
        let mut options = ImportOptions::default();
        options.name_pattern.clone_from(&self.settings.name_pattern);
        options.mappings.clone_from(&self.settings.mappings);
        options
    }

    fn options_of(&self, how: &ReadHow) -> ImportOptions {
        let mut options = self.import_options();
        options.encoding = how.encoding.as_deref().and_then(EncodingChoice::from_label);
        options.repair_mojibake = how.repair;
        if let Some(mapping) = &how.mapping {
            options.mappings.insert(0, mapping.clone());
        }
        options
    }

    /// Reads files in this way; after the import that runs, if one does.
    pub(super) fn import_as(&mut self, task: ImportTask, options: ImportOptions) {
        if self.jobs.is_importing() {
            self.waiting_imports.push_back((task, options));
        } else {
            self.import_now((task, options));
        }
    }

    pub(super) fn import_now(&mut self, (task, options): (ImportTask, ImportOptions)) {
        self.import_gesture = self.new_gesture();
        self.first_new_line = self
            .session
            .corpus
            .ledger
            .last_id()
            .map_or(0, |id| id.0 + 1);
        self.importing = match task {
            ImportTask::Addresses { .. } => "Fetching",
            _ => "Reading",
        };
        self.jobs.import(task, options);
    }

    /// A file was read again in another way.
    pub(super) fn take_reread(&mut self, file: FileImport) {
        let name = file.path.clone();
        let failed = file.articles().next().is_none();
        let (patch, added) = reread_file(&mut self.session.corpus, file);
        self.just_added.extend(added);
        if patch.articles.is_empty() && !failed {
            let text = format!("{name} says the same as before: nothing was changed.");
            self.notice(NoticeLevel::Info, text);
        }
        self.edit_of_import(patch);
    }

    /// The file of the first selected article that was read from one.
    fn selected_source(&mut self) -> Option<(SourceRef, String)> {
        let selected = self.session.selected_articles();
        let corpus = &self.session.corpus;
        let found = selected.iter().find_map(|id| {
            let source = &corpus.articles.get(*id)?.source;
            Some((SourceRef::of(source)?, source.encoding.clone()))
        });
        if found.is_none() {
            let text = "There is no file behind the selected article: it was pasted or is part of the sample.";
            self.notice(NoticeLevel::Info, text);
        }
        found
    }

    pub(super) fn change_encoding(&mut self) {
        if let Some((from, _)) = self.selected_source() {
            self.change_encoding_of(from, false);
        }
    }

    pub(super) fn choose_columns(&mut self) {
        if let Some((from, _)) = self.selected_source() {
            self.choose_columns_of(from);
        }
    }

    pub(super) fn change_encoding_of(&mut self, from: SourceRef, repair: bool) {
        let now = {
            let mut articles = self.session.corpus.articles.iter();
            let of_file =
                articles.find(|article| SourceRef::of(&article.source).as_ref() == Some(&from));
            of_file.map_or_else(String::new, |article| article.source.encoding.clone())
        };
        self.look_into(from.clone());
        self.views.encoding.open(from, now, repair);
    }

    pub(super) fn choose_columns_of(&mut self, from: SourceRef) {
        self.look_into(from.clone());
        let mappings = self.settings.mappings.clone();
        self.views.mapping.open(from, mappings);
    }

    fn look_into(&mut self, from: SourceRef) {
        self.session.look = Derived::Missing;
        self.session.look.begin();
        match &from.fetched {
            None => self.jobs.look(from),
            Some(_) => self.read_capture(from, None),
        }
    }

    fn read_capture(&mut self, from: SourceRef, how: Option<ReadHow>) {
        let (Some(saver), Some(fetched)) = (&self.saver, &from.fetched) else {
            let reason = "there is no workspace file to read it from".to_owned();
            self.session.look = Derived::Failed(reason);
            return;
        };
        saver.read_capture(from.path.clone(), fetched.clone());
        self.waiting_capture = Some((from, how));
    }

    /// A file was looked into.
    pub(super) fn looked(&mut self, result: Result<Result<FileLook, String>, Stopped>) {
        self.session.look = match result {
            Ok(Ok(look)) => Derived::Ready(Arc::new(look)),
            Ok(Err(reason)) | Err(Stopped::Failed(reason)) => Derived::Failed(reason),
            Err(Stopped::Cancelled) => Derived::Failed("it was cancelled".to_owned()),
        };
    }

    /// Reads a file again in another way; a choice of columns is remembered.
    pub(super) fn read_again(&mut self, from: SourceRef, how: ReadHow) {
        let columns = self.session.look.get().and_then(|look| {
            let columns = &look.offer.as_ref()?.columns;
            let names = columns.iter().map(|column| column.name.clone());
            Some(names.collect::<Vec<String>>())
        });
        if let (Some(mapping), Some(columns)) = (&how.mapping, columns) {
            self.settings.remember_mapping(mapping.clone(), &columns);
            self.settings_changed();
        }
        if from.fetched.is_some() {
            self.read_capture(from, Some(how));
            return;
        }
        let options = self.options_of(&how);
        self.import_as(ImportTask::Reread(from), options);
    }

    pub(super) fn open_name_patterns(&mut self) {
        let selected = self.session.selected_articles();
        let pattern = self.settings.name_pattern.as_ref();
        let written = pattern.map(|pattern| pattern.written().to_owned());
        self.views.name_patterns.open(selected, written);
    }

    /// Gives articles what a pattern finds in the names of their files.
    pub(super) fn read_names(&mut self, pattern: &str, articles: &[ArticleId], keep: bool) {
        let parsed = match NamePattern::parse(pattern) {
            Ok(parsed) => parsed,
            Err(wrong) => {
                self.notice(NoticeLevel::Warning, wrong.to_string());
                return;
            }
        };
        let patch = read_names(&mut self.session.corpus, articles, &parsed);
        let n = patch.articles.len();
        self.edit(patch);
        self.settings.name_pattern = keep.then_some(parsed);
        self.settings_changed();
        let text = match n {
            0 => "The names of the files say nothing new.".to_owned(),
            1 => "1 article was changed.".to_owned(),
            n => format!("{n} articles were changed."),
        };
        self.notice(NoticeLevel::Info, text);
    }

    /// After an import: offers to look at guessed columns and garbled letters, for the first file with each.
    pub(super) fn offer_dialogs(&mut self) {
        let first = self.first_new_line;
        let find = |wanted: &dyn Fn(&LedgerLine) -> bool| {
            let lines = self.session.corpus.ledger.iter();
            let mut new = lines.filter(|line| line.id.0 >= first && wanted(line));
            new.next().and_then(|line| SourceRef::of_line(line))
        };
        let says = |line: &LedgerLine, words: &str| line.warnings.iter().any(|w| w.contains(words));
        let by_hand = |line: &LedgerLine| match &line.outcome {
            Outcome::Skipped { reason } => reason.ends_with("choose the columns by hand"),
            _ => false,
        };
        let guessed = find(&|line| by_hand(line) || says(line, "columns guessed:"));
        let garbled = find(&|line| says(line, "letters look garbled"));
        if let Some(from) = guessed {
            let text = format!("The columns of {} were guessed.", from.file_name());
            let action = ("Choose columns…".to_owned(), Command::ChooseColumnsOf(from));
            self.session
                .notices
                .push_with(NoticeLevel::Info, text, Some(action));
        }
        if let Some(from) = garbled {
            let text = format!("Some letters of {} look garbled.", from.file_name());
            let command = Command::ChangeEncodingOf { from, repair: true };
            let action = ("Repair…".to_owned(), command);
            self.session
                .notices
                .push_with(NoticeLevel::Warning, text, Some(action));
        }
    }

    /// An import ended or was cancelled: what it brought is looked through for articles that are alike.
    pub(super) fn flag_import(&mut self) {
        self.flag_gesture = Some(self.import_gesture);
        self.look_again();
    }

    /// It is known which articles are alike. Those of the last import are flagged in the ledger, as a part of that import.
    pub(super) fn found_alike(&mut self, result: Result<Alike, Stopped>) {
        let alike = match result {
            Ok(alike) => alike,
            Err(Stopped::Cancelled) => return,
            Err(Stopped::Failed(reason)) => {
                self.session.alike = Derived::Failed(reason);
                return;
            }
        };
        if let Some(gesture) = self.flag_gesture.take() {
            let patch = duplicates::flag(&self.session.corpus, alike.groups());
            if !patch.is_empty() {
                self.edit_of_gesture(patch, gesture);
            }
        }
        self.session.alike = Derived::Ready(Arc::new(alike));
    }
}
