//! Undo and redo: one step per gesture of the person.

use std::collections::VecDeque;

use crate::corpus::{Corpus, Patch};

/// Steps kept; older ones are forgotten.
const MAX_STEPS: usize = 500;

/// What can be taken back and done again. Each entry is the patch that does so.
#[derive(Debug, Default)]
pub struct History {
    undo: VecDeque<Patch>,
    redo: Vec<Patch>,
}

impl History {
    /// Makes an edit: applies it, remembers how to take it back, forgets what could be done again. Returns whether
    /// anything changed.
    pub fn edit(&mut self, corpus: &mut Corpus, patch: Patch) -> bool {
        if patch.is_empty() {
            return false;
        }
        self.undo.push_back(corpus.apply(patch));
        if self.undo.len() > MAX_STEPS {
            self.undo.pop_front();
        }
        self.redo.clear();
        true
    }

    /// Takes the last edit back; the patch that was applied is returned, so that it can be saved.
    pub fn undo(&mut self, corpus: &mut Corpus) -> Option<Patch> {
        let patch = self.undo.pop_back()?;
        self.redo.push(corpus.apply(patch.clone()));
        Some(patch)
    }

    /// Does the last undone edit again.
    pub fn redo(&mut self, corpus: &mut Corpus) -> Option<Patch> {
        let patch = self.redo.pop()?;
        self.undo.push_back(corpus.apply(patch.clone()));
        Some(patch)
    }

    /// What "Undo" would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|patch| patch.label.as_str())
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
