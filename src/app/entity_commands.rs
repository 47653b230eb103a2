//! Commands about names: what counts, the person's own list, corrections to and from a file.

use std::path::PathBuf;

use super::HexaplaApp;
use super::aliases::NEW_LIST;
use super::jobs::{Counted, OwnList};
use crate::analysis::entities::Counting;
use crate::corpus::{Decision, edit, write_corrections};
use crate::session::{Derived, EntityQuery, NoticeLevel};
use crate::worker::Stopped;

impl HexaplaApp {
    /// Takes counted names in.
    pub(super) fn counted(&mut self, result: Result<Counted, Stopped>) {
        match result {
            Ok(Counted { rows, ordered }) => {
                self.session.entities = Derived::Ready(rows);
                self.session.ordered_entities = ordered;
            }
            Err(Stopped::Cancelled) => {}
            Err(Stopped::Failed(reason)) => self.session.entities = Derived::Failed(reason),
        }
    }

    /// Has the rows of a long table put in order.
    pub(super) fn order_entities(&mut self, query: EntityQuery) {
        if let Some(rows) = self.session.entities.get() {
            self.jobs.order_entities(rows.clone(), query);
        }
    }

    /// Changes what counts as naming somebody.
    pub(super) fn change_counting(&mut self, change: impl FnOnce(&mut Counting)) {
        change(&mut self.session.options.counting);
        self.count_again();
    }

    /// Has the person's own list of names opened by the system's editor, made first where there is none.
    pub(super) fn edit_aliases(&mut self) {
        match self.settings.alias_list() {
            Some(path) => self.jobs.start_list(path, NEW_LIST),
            None => self.notice(
                NoticeLevel::Warning,
                "There is no folder for settings on this system, so there is no list of your own.",
            ),
        }
    }

    /// Writes the chart in view; the extension says whether as a picture or as a drawing.
    pub(super) fn write_chart(&mut self, path: PathBuf) {
        match self.views.chart(&self.session) {
            Some(chart) => self.jobs.write_chart(path, chart),
            None => self.notice(NoticeLevel::Info, "No chart is in view: open “Charts of names…”, or show the sources in Quotes & sources."),
        }
    }

    pub(super) fn write_corrections(&mut self, path: PathBuf) {
        let decisions = self.session.corpus.decisions.iter();
        match write_corrections(decisions.map(AsRef::as_ref)) {
            Ok((_, 0)) => self.notice(
                NoticeLevel::Info,
                "No name was merged, split, renamed or retyped yet: there is nothing to export.",
            ),
            Ok((text, _)) => self.jobs.write_text(path, text),
            Err(error) => self.notice(NoticeLevel::Error, error.to_string()),
        }
    }

    pub(super) fn read_corrections(&mut self, path: PathBuf) {
        self.jobs.read_corrections(path);
    }

    pub(super) fn list_read(&mut self, result: Result<Result<OwnList, String>, Stopped>) {
        match result {
            Ok(Ok(OwnList::Corrections(corrections))) => self.apply_corrections(corrections),
            Ok(Ok(OwnList::ToEdit(path))) => self.open_outside(&path),
            Ok(Err(reason)) | Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Error, reason);
            }
            Err(Stopped::Cancelled) => {}
        }
    }

    /// Applies corrections in one step of undo.
    fn apply_corrections(&mut self, corrections: Vec<Decision>) {
        let n = corrections.len();
        let gesture = self.new_gesture();
        for correction in corrections {
            let mut patch = edit::decide(&mut self.session.corpus, correction);
            "import corrections".clone_into(&mut patch.label);
            self.edit_of_gesture(patch, gesture);
        }
        let text = match n {
            0 => "The file holds no corrections.".to_owned(),
            1 => "1 correction was applied; Undo takes it back.".to_owned(),
            n => format!("{n} corrections were applied; Undo takes them back."),
        };
        self.notice(NoticeLevel::Info, text);
    }
}
