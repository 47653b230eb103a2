//! Results that are made of other results: quotations and sources of a finished comparison, what things are called in the counted
//! articles. Started when what they are made of changes; compares addresses, not contents.

use std::sync::Arc;

use super::HexaplaApp;
use crate::analysis::naming::{Alternatives, SHIPPED};
use crate::corpus::{Decision, Outlet, Place, edit};
use crate::session::{Compared, Derived, EntityRows, NoticeLevel};
use crate::store::StoreError;
use crate::worker::Stopped;

/// What these results were made of.
#[derive(Default)]
pub(super) struct EvidenceInputs {
    quoted: Option<Arc<Compared>>,
    quoted_outlets: Vec<Arc<Outlet>>,
    named: Option<Arc<EntityRows>>,
    named_list: Option<Arc<str>>,
}

impl HexaplaApp {
    /// Starts what has to be made anew.
    pub(super) fn refresh_evidence(&mut self) {
        self.refresh_quotes();
        self.refresh_naming();
    }

    fn refresh_quotes(&mut self) {
        let compared = match &self.session.compared {
            Derived::Ready(compared) => compared.clone(),
            Derived::Pending { .. } => return,
            Derived::Missing | Derived::Failed(_) => {
                self.evidence.quoted = None;
                self.session.quotes = Derived::Missing;
                return;
            }
        };
        let outlets: Vec<Arc<Outlet>> = self.session.corpus.outlets.iter().cloned().collect();
        let same_comparison = self
            .evidence
            .quoted
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, &compared));
        if same_comparison && same_outlets(&outlets, &self.evidence.quoted_outlets) {
            return;
        }
        let corpus = &self.session.corpus;
        let names = compared.articles.iter().map(|analysed| {
            // An article may have another outlet by now than when it was compared.
            let article = corpus.articles.get(analysed.id());
            let outlet = article.and_then(|article| corpus.outlet_of(article));
            outlet
                .map_or("Unknown outlet", |outlet| outlet.short_name())
                .to_owned()
        });
        let names = names.collect();
        self.evidence.quoted = Some(compared.clone());
        self.evidence.quoted_outlets = outlets;
        self.session.quotes.begin();
        self.jobs.quote(compared, names);
    }
}

impl HexaplaApp {
    /// Keeps who said something, or takes that back, for all wordings in one step of undo.
    pub(super) fn correct_speaker(&mut self, places: &[Place], speaker: Option<String>) {
        let gesture = self.new_gesture();
        if let Some(speaker) = speaker {
            for place in places {
                let decision = Decision::Speaker {
                    place: *place,
                    speaker: speaker.clone(),
                };
                let patch = edit::decide(&mut self.session.corpus, decision);
                self.edit_of_gesture(patch, gesture);
            }
            return;
        }
        let is_about = |decision: &Decision| match decision {
            Decision::Speaker { place: said, .. } => places
                .iter()
                .any(|place| place.article == said.article && place.span.intersects(said.span)),
            _ => false,
        };
        let decisions = self.session.corpus.decisions.entries();
        let made: Vec<_> = decisions
            .filter(|(_, decision)| is_about(decision))
            .map(|(id, _)| id)
            .collect();
        for decision in made {
            let patch = edit::forget_decision(&self.session.corpus, decision);
            self.edit_of_gesture(patch, gesture);
        }
    }

    fn refresh_naming(&mut self) {
        let entities = match &self.session.entities {
            Derived::Ready(entities) => entities.clone(),
            Derived::Pending { .. } => return,
            Derived::Missing | Derived::Failed(_) => {
                self.evidence.named = None;
                self.session.naming = Derived::Missing;
                return;
            }
        };
        let Some(list) = self.naming_list.clone() else {
            if !self.jobs.is_reading_words() {
                self.session.naming.begin();
                self.look_at_naming_list();
            }
            return;
        };
        let same = |known: &Arc<EntityRows>| Arc::ptr_eq(known, &entities);
        if self.evidence.named.as_ref().is_some_and(same)
            && self.evidence.named_list.as_ref() == Some(&list)
        {
            return;
        }
        self.evidence.named = Some(entities.clone());
        self.evidence.named_list = Some(list.clone());
        self.session.naming.begin();
        self.jobs.count_naming(entities, list);
    }

    /// Has the person's own list of loaded words read: at the first need, and whenever they may come back from changing it.
    pub(super) fn look_at_naming_list(&mut self) {
        match self.settings.naming_list() {
            Some(path) => self.jobs.read_words(path),
            None => self.naming_list = Some(SHIPPED.into()),
        }
    }

    /// The person's own list was read, or there is none and the shipped one holds; tells of lines that cannot be read.
    pub(super) fn words_read(
        &mut self,
        result: Result<Result<Option<String>, StoreError>, Stopped>,
    ) {
        let own = match result {
            Ok(Ok(own)) => own,
            Ok(Err(error)) => {
                self.notice(NoticeLevel::Warning, error.to_string());
                None
            }
            Err(Stopped::Failed(reason)) => {
                self.notice(NoticeLevel::Warning, reason);
                None
            }
            Err(Stopped::Cancelled) => return,
        };
        let list: Arc<str> = own.map_or_else(|| SHIPPED.into(), Into::into);
        if self.naming_list.as_ref() == Some(&list) {
            return;
        }
        let (_, complaints) = Alternatives::parse(&list);
        if let Some(first) = complaints.first() {
            let text = format!("The list of loaded words has lines that cannot be read: {first}");
            self.notice(NoticeLevel::Warning, text);
        }
        self.naming_list = Some(list);
    }

    /// Opens the person's own list, written from the shipped one when there is none yet.
    pub(super) fn edit_naming_list(&mut self) {
        match self.settings.naming_list() {
            Some(path) => self.jobs.start_list(path, SHIPPED),
            None => self.notice(NoticeLevel::Error, StoreError::NoHome.to_string()),
        }
    }
}

fn same_outlets(lhs: &[Arc<Outlet>], rhs: &[Arc<Outlet>]) -> bool {
    lhs.len() == rhs.len() && lhs.iter().zip(rhs).all(|(lhs, rhs)| Arc::ptr_eq(lhs, rhs))
}
