//! Rows by id, shared by `Arc`: cheap to snapshot for a worker, to undo and to save row by row.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows in ascending order of id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V>(BTreeMap<K, Arc<V>>);

/// What one row becomes: a new value, or gone.
pub type RowChange<K, V> = (K, Option<Arc<V>>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord + Copy, V> Table<K, V> {
    /// The row with this id.
    pub fn get(&self, id: K) -> Option<&Arc<V>> {
        self.0.get(&id)
    }

    /// All rows, ascending by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<V>> + ExactSizeIterator {
        self.0.values()
    }

    /// All ids and rows, ascending.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (K, &Arc<V>)> + ExactSizeIterator {
        self.0.iter().map(|(id, row)| (*id, row))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest id in use.
    pub fn last_id(&self) -> Option<K> {
        self.0.last_key_value().map(|(id, _)| *id)
    }

    /// Puts the changes in and returns what undoes them, in reverse order.
    pub(super) fn apply(&mut self, changes: Vec<RowChange<K, V>>) -> Vec<RowChange<K, V>> {
        let mut inverse: Vec<RowChange<K, V>> = changes
            .into_iter()
            .map(|(id, row)| {
                let before = match row {
                    Some(row) => self.0.insert(id, row),
                    None => self.0.remove(&id),
                };
                (id, before)
            })
            .collect();
        inverse.reverse();
        inverse
    }
}
