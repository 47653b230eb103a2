//! Undo and redo: one step per gesture of the person.

use std::collections::VecDeque;

use crate::corpus::{Corpus, Patch};

/// Steps kept; older ones are forgotten.
const MAX_STEPS: usize = 500;

/// What can be taken back and done again. Each entry is the patch that does so.
#[derive(Debug, Default)]
pub struct History {
    undo: VecDeque<Step>,
    redo: Vec<Patch>,
}

#[derive(Debug)]
struct Step {
    /// Takes the step back.
    patch: Patch,
    /// The gesture it belongs to, for gestures that make several edits.
    gesture: Option<u64>,
}

impl History {
    /// Makes an edit: applies it, remembers how to take it back, forgets what could be done again. Returns whether
    /// anything changed.
    pub fn edit(&mut self, corpus: &mut Corpus, patch: Patch) -> bool {
        self.push(corpus, patch, None)
    }

    /// Makes an edit that belongs to a gesture of several (an import in batches): one step of undo takes them all back, as
    /// long as nothing else was edited in between.
    pub fn edit_of_gesture(&mut self, corpus: &mut Corpus, patch: Patch, gesture: u64) -> bool {
        self.push(corpus, patch, Some(gesture))
    }

    fn push(&mut self, corpus: &mut Corpus, patch: Patch, gesture: Option<u64>) -> bool {
        if patch.is_empty() {
            return false;
        }
        let patch = corpus.apply(patch);
        self.redo.clear();
        match self.undo.back_mut() {
            Some(last) if gesture.is_some() && last.gesture == gesture => {
                last.patch = patch.followed_by(std::mem::take(&mut last.patch));
            }
            _ => self.undo.push_back(Step { patch, gesture }),
        }
        if self.undo.len() > MAX_STEPS {
            self.undo.pop_front();
        }
        true
    }

    /// Takes the last edit back; the patch that was applied is returned, so that it can be saved.
    pub fn undo(&mut self, corpus: &mut Corpus) -> Option<Patch> {
        let Step { patch, .. } = self.undo.pop_back()?;
        self.redo.push(corpus.apply(patch.clone()));
        Some(patch)
    }

    /// Does the last undone edit again.
    pub fn redo(&mut self, corpus: &mut Corpus) -> Option<Patch> {
        let patch = self.redo.pop()?;
        let back = corpus.apply(patch.clone());
        self.undo.push_back(Step {
            patch: back,
            gesture: None,
        });
        Some(patch)
    }

    /// What "Undo" would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.patch.label.as_str())
    }

    /// What "Redo" would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|patch| patch.label.as_str())
    }

    /// Forgets everything (another workspace was opened).
    pub fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::History;
    use crate::corpus::{Corpus, Patch};

    fn titled(title: &str) -> Patch {
        Patch {
            title: Some(Arc::from(title)),
            ..Patch::new(format!("title {title}"))
        }
    }

    #[test]
    fn edits_of_one_gesture_are_one_step() {
        let mut corpus = Corpus::default();
        let mut history = History::default();
        history.edit(&mut corpus, titled("before"));
        for title in ["one", "two"] {
            history.edit_of_gesture(&mut corpus, titled(title), 7);
        }
        history.edit_of_gesture(&mut corpus, titled("other"), 8);
        history.undo(&mut corpus);
        assert_eq!(&*corpus.title, "two");
        history.undo(&mut corpus);
        assert_eq!(&*corpus.title, "before");
        history.redo(&mut corpus);
        assert_eq!(&*corpus.title, "two");
    }

    #[test]
    fn undo_and_redo_walk_the_same_steps() {
        let mut corpus = Corpus::default();
        let mut history = History::default();
        for title in ["one", "two", "three"] {
            assert!(history.edit(&mut corpus, titled(title)));
        }
        assert_eq!(history.undo_label(), Some("title three"));
        history.undo(&mut corpus);
        history.undo(&mut corpus);
        assert_eq!(&*corpus.title, "one");
        history.redo(&mut corpus);
        assert_eq!(
            (&*corpus.title, history.redo_label()),
            ("two", Some("title three"))
        );
        history.edit(&mut corpus, titled("four"));
        assert!(
            history.redo(&mut corpus).is_none(),
            "a new edit clears redo"
        );
        assert!(!history.edit(&mut corpus, Patch::new("nothing")));
    }
}
