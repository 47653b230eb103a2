//! A derived result says what it is: missing, on its way, ready or failed. Views match on it.

use std::sync::Arc;

/// A result computed from the corpus.
#[derive(Debug, Default)]
pub enum Derived<T> {
    /// Nobody asked for it, or there is nothing to compute it from.
    #[default]
    Missing,
    /// Being computed; the previous one may still be shown.
    Pending {
        /// The last result.
        previous: Option<Arc<T>>,
        /// Steps done.
        done: usize,
        /// Steps in all; 0 while unknown.
        total: usize,
    },
    /// Up to date.
    Ready(Arc<T>),
    /// It could not be computed: the reason, for the person.
    Failed(String),
}

impl<T> Derived<T> {
    /// The newest result there is, up to date or not.
    pub fn get(&self) -> Option<&Arc<T>> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Pending { previous, .. } => previous.as_ref(),
            Self::Missing | Self::Failed(_) => None,
        }
    }

    /// Whether it is up to date.
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready(_))
    }

    /// Whether it is being computed.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Pending { .. })
    }

    /// Marks it as being computed; the last result stays visible.
    pub fn begin(&mut self) {
        let previous = self.get().cloned();
        *self = Self::Pending {
            previous,
            done: 0,
            total: 0,
        };
    }

    /// Reports progress; without effect when nothing is being computed.
    pub fn step(&mut self, now_done: usize, now_total: usize) {
        if let Self::Pending { done, total, .. } = self {
            *done = now_done;
            *total = now_total;
        }
    }
}
