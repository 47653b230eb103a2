//! Commands of the Help menu: the guide of the first start and the help window.

use super::HexaplaApp;
use super::jobs::ImportTask;
use crate::session::{Item, ViewTab};
use crate::views::guide::N_CARDS;
use crate::views::help::Topic;

impl HexaplaApp {
    /// The page about what is in view.
    pub(super) fn open_help(&mut self) {
        self.views.help.open(Topic::of_tab(self.session.tab));
    }

    /// At the first start the guide stands beside the sample story.
    pub(super) fn guide_at_start(&mut self) {
        if !self.settings.guide_done {
            self.session.guide = Some(0);
        }
    }

    /// Shows the guide from its beginning; without articles on the sample story, which it needs.
    pub(super) fn start_guide(&mut self) {
        if self.session.corpus.articles.is_empty() {
            self.import(ImportTask::Sample);
        }
        self.show_guide(Some(0));
    }

    /// Shows a card and what it points at. After the last one, or when the person has enough, the guide is done for good.
    pub(super) fn show_guide(&mut self, card: Option<usize>) {
        self.session.guide = card.filter(|card| *card < N_CARDS);
        if self.session.guide.is_none() {
            self.settings.guide_done = true;
            self.settings_changed();
            return;
        }
        self.session.tab = ViewTab::Compare;
        if self.session.guide == Some(1) {
            self.session.options.inspector = true;
            let is_statement = matches!(self.session.selection.item, Item::Statement(_));
            if !is_statement {
                self.step_statement(1);
            }
        }
    }
}
