//! Commands about which sentences report the same: joining statements, keeping them together, splitting them, breaking them apart.

use super::HexaplaApp;
use crate::corpus::{Place, edit};
use crate::session::{Item, NoticeLevel};

impl HexaplaApp {
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
        // All with each other: what is one row now and what is to be one with it stays so.
        let all = [first, here].concat();
        let patch = edit::tie_all(&mut self.session.corpus, &all, "join statements");
        self.edit(patch);
    }

    /// Keeps the selected statement together.
    pub(super) fn keep_together(&mut self) {
        let places = self.session.selected_places();
        if matches!(self.session.selection.item, Item::Statement(_)) {
            let patch = edit::tie_all(&mut self.session.corpus, &places, "keep together");
            self.edit(patch);
        }
    }

    /// Asks which sentences of the selected statement report which of two things.
    pub(super) fn split_statement(&mut self) {
        if matches!(self.session.selection.item, Item::Statement(_)) {
            self.session.options.inspector = true;
            let places = self.session.selected_places();
            self.views.inspector.start_splitting(places);
        }
    }

    /// Breaks the selected statement apart: what each article says of it stands alone.
    pub(super) fn break_apart(&mut self) {
        let places = self.session.selected_places();
        if matches!(self.session.selection.item, Item::Statement(_)) {
            let by_article = places.chunk_by(|lhs, rhs| lhs.article == rhs.article);
            let parts = by_article.map(<[Place]>::to_vec).collect();
            let patch = edit::split(&mut self.session.corpus, parts, "break apart");
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
                "Nothing was joined or split by hand here.",
            );
            return;
        }
        self.edit(patch);
    }
}
