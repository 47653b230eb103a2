//! Undo and redo: one step per gesture of the person. What was selected comes back with what was edited.

use std::collections::VecDeque;

use super::Selection;
use crate::corpus::{Corpus, Patch};

/// Steps kept; older ones are forgotten.
const MAX_STEPS: usize = 500;

/// What can be taken back and done again. Each entry is the patch that does so.
#[derive(Debug, Default)]
pub struct History {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
}

/// One step back or forth.
#[derive(Debug)]
struct Step {
    /// Takes the step.
    patch: Patch,
    /// What was selected on the other side of it.
    selection: Selection,
    /// The gesture it belongs to, for gestures that make several edits.
    gesture: Option<u64>,
}

impl History {
    /// Makes an edit: applies it, remembers how to take it back and what was selected, forgets what could be done again.
    /// Returns whether anything changed.
    pub fn edit(&mut self, corpus: &mut Corpus, patch: Patch, selection: &Selection) -> bool {
        self.push(corpus, patch, selection, None)
    }

    /// Makes an edit that belongs to a gesture of several (an import in batches): one step of undo takes them all back, as
    /// long as nothing else was edited in between.
    pub fn edit_of_gesture(
        &mut self,
        corpus: &mut Corpus,
        patch: Patch,
        selection: &Selection,
        gesture: u64,
    ) -> bool {
        self.push(corpus, patch, selection, Some(gesture))
    }

    fn push(
        &mut self,
        corpus: &mut Corpus,
        patch: Patch,
        selection: &Selection,
        gesture: Option<u64>,
    ) -> bool {
        if patch.is_empty() {
            return false;
        }
        let patch = corpus.apply(patch);
        self.redo.clear();
        match self.undo.back_mut() {
            Some(last) if gesture.is_some() && last.gesture == gesture => {
                last.patch = patch.followed_by(std::mem::take(&mut last.patch));
            }
            _ => self.undo.push_back(Step {
                patch,
                selection: selection.clone(),
                gesture,
            }),
        }
        if self.undo.len() > MAX_STEPS {
            self.undo.pop_front();
        }
        true
    }

    /// Takes the last edit back, and puts into `selection` what was selected before it. The patch that was applied is
    /// returned, so that it can be saved.
    pub fn undo(&mut self, corpus: &mut Corpus, selection: &mut Selection) -> Option<Patch> {
        let step = self.undo.pop_back()?;
        let (patch, back) = step.take(corpus, selection);
        self.redo.push(back);
        Some(patch)
    }

    /// Does the last undone edit again; the counterpart of [`History::undo`].
    pub fn redo(&mut self, corpus: &mut Corpus, selection: &mut Selection) -> Option<Patch> {
        let step = self.redo.pop()?;
        let (patch, back) = step.take(corpus, selection);
        self.undo.push_back(back);
        Some(patch)
    }

    /// What "Undo" would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.patch.label.as_str())
    }

    /// What "Redo" would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.patch.label.as_str())
    }

    /// Forgets everything (another workspace was opened).
    pub fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }
}

impl Step {
    /// Takes the step; returns its patch and the step that leads back.
    fn take(self, corpus: &mut Corpus, selection: &mut Selection) -> (Patch, Self) {
        let there = Self {
            patch: corpus.apply(self.patch.clone()),
            selection: selection.clone(),
            gesture: None,
        };
        selection.item = self.selection.item;
        selection.articles = self.selection.articles;
        (self.patch, there)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::History;
    use crate::corpus::{ArticleId, Corpus, Patch};
    use crate::session::{Item, Selection};

    /// A corpus with its history, as the app holds them.
    #[derive(Default)]
    struct Edited {
        corpus: Corpus,
        history: History,
        selection: Selection,
    }

    impl Edited {
        fn title(&mut self, title: &str) {
            let patch = titled(title);
            assert!(self.history.edit(&mut self.corpus, patch, &self.selection));
        }

        fn title_of_gesture(&mut self, title: &str, gesture: u64) {
            let (patch, selection) = (titled(title), &self.selection);
            self.history
                .edit_of_gesture(&mut self.corpus, patch, selection, gesture);
        }

        fn undo(&mut self) -> Option<Patch> {
            self.history.undo(&mut self.corpus, &mut self.selection)
        }

        fn redo(&mut self) -> Option<Patch> {
            self.history.redo(&mut self.corpus, &mut self.selection)
        }
    }

    fn titled(title: &str) -> Patch {
        Patch {
            title: Some(Arc::from(title)),
            ..Patch::new(format!("title {title}"))
        }
    }

    #[test]
    fn edits_of_one_gesture_are_one_step() {
        let mut edited = Edited::default();
        edited.title("before");
        for title in ["one", "two"] {
            edited.title_of_gesture(title, 7);
        }
        edited.title_of_gesture("other", 8);
        edited.undo();
        assert_eq!(&*edited.corpus.title, "two");
        edited.undo();
        assert_eq!(&*edited.corpus.title, "before");
        edited.redo();
        assert_eq!(&*edited.corpus.title, "two");
    }

    #[test]
    fn undo_and_redo_walk_the_same_steps() {
        let mut edited = Edited::default();
        for title in ["one", "two", "three"] {
            edited.title(title);
        }
        assert_eq!(edited.history.undo_label(), Some("title three"));
        edited.undo();
        edited.undo();
        assert_eq!(&*edited.corpus.title, "one");
        edited.redo();
        assert_eq!(
            (&*edited.corpus.title, edited.history.redo_label()),
            ("two", Some("title three"))
        );
        edited.title("four");
        assert!(edited.redo().is_none(), "a new edit clears redo");
        let nothing = Patch::new("nothing");
        let selection = Selection::default();
        let Edited {
            corpus, history, ..
        } = &mut edited;
        assert!(!history.edit(corpus, nothing, &selection));
    }

    #[test]
    fn what_was_selected_comes_back_both_ways() {
        let selected = |id: u32| Selection {
            item: Item::Article(ArticleId(id)),
            articles: [ArticleId(id)].into(),
            ..Selection::default()
        };
        let mut edited = Edited {
            selection: selected(1),
            ..Edited::default()
        };
        edited.title("one");
        edited.selection = selected(2);
        edited.undo();
        assert_eq!(edited.selection, selected(1));
        edited.selection = selected(3);
        edited.redo();
        assert_eq!(edited.selection, selected(2), "as when it was undone");
        edited.undo();
        assert_eq!(edited.selection, selected(3), "as when it was redone");
    }
}
