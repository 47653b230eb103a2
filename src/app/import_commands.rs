//! What follows on an import: articles that are alike are found and flagged.

use std::sync::Arc;

use super::HexaplaApp;
use crate::import::duplicates;
use crate::session::{Alike, Derived};
use crate::worker::Stopped;

impl HexaplaApp {
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
