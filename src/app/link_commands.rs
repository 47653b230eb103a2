//! Commands about which sentences report the same: joining statements, keeping them together, breaking them apart.

use super::HexaplaApp;
use crate::corpus::{Place, edit};
use crate::session::{Item, NoticeLevel};

impl HexaplaApp {
    /// The places of one and of the other report the same, or do not.
    pub(super) fn tie(&mut self, one: &[Place], two: &[Place], linked: bool) {
        let label = if linked {
            "join statements"
        } else {
            "take out of the statement"
        };
        let patch = edit::tie(&mut self.session.corpus, one, two, linked, label);
        self.edit(patch);
    }

    /// The first time it remembers what is selected; the second time it joins that with what is selected then.
    pub(super) fn join_statements(&mut self) {
        let here = self.session.selected_places();
        if here.is_empty() {
            return;
        }
        let Some(first) = self.session.selection.joining.take() else {
            self.session.selection.joining = Some(here);
            return;
        };
        if first == here {
            self.notice(
                NoticeLevel::Info,
                "A statement is joined with another one: nothing was changed.",
            );
            return;
        }
        let can_be_tied = |place: &Place| first.iter().any(|one| one.article != place.article);
        if !here.iter().any(can_be_tied) {
            self.notice(
                NoticeLevel::Warning,
                "Both stand in one article only. Join each with a sentence of another article.",
            );
            return;
        }
        self.tie(&first, &here, true);
    }

    /// Keeps the selected statement together, or breaks it apart.
    pub(super) fn tie_selected(&mut self, linked: bool) {
        let places = self.session.selected_places();
        if matches!(self.session.selection.item, Item::Statement(_)) {
            let label = if linked {
                "keep together"
            } else {
                "break apart"
            };
            let patch = edit::tie_all(&mut self.session.corpus, &places, linked, label);
            self.edit(patch);
        }
    }

    /// Lets the program link the selected sentences as it finds them.
    pub(super) fn untie_selected(&mut self) {
        let places = self.session.selected_places();
        let patch = edit::untie(&self.session.corpus, &places);
        if patch.decisions.is_empty() {
            self.notice(
                NoticeLevel::Info,
                "Nothing was joined or broken apart by hand here.",
            );
            return;
        }
        self.edit(patch);
    }
}
