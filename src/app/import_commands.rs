//! What follows on an import: articles that are alike are found and flagged.

use std::sync::Arc;

use super::HexaplaApp;
use super::jobs::ImportTask;
use crate::import::{Capture, FileImport, duplicates};
use crate::session::{Alike, Derived, NoticeLevel};
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

    /// A page was read from the workspace, to be read again in another way.
    pub(super) fn capture_read(&mut self, address: &str, capture: Result<Option<Capture>, String>) {
        let reason = match capture {
            Ok(Some(capture)) => {
                drop(capture);
                return;
            }
            Ok(None) => "it is not kept in this workspace".to_owned(),
            Err(reason) => reason,
        };
        let text = format!("{address} could not be read again: {reason}");
        self.notice(NoticeLevel::Warning, text);
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
