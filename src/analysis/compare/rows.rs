//! Many short lists in one piece of memory.

use std::ops::Range;

/// Lists by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rows<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            starts: vec![0],
            values: Vec::new(),
        }
    }
}

impl<T: Copy + Default> Rows<T> {
    /// `n_rows` lists from values with the number of their list; the order within a list is that of `values`.
    pub(super) fn new(n_rows: usize, values: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; n_rows + 1];
        for (row, _) in values.clone() {
            starts[row + 1] += 1;
        }
        for row in 0..n_rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut sorted = vec![T::default(); starts[n_rows] as usize];
        for (row, value) in values {
            sorted[next[row] as usize] = value;
            next[row] += 1;
        }
        Self {
            starts,
            values: sorted,
        }
    }
}

impl<T> Rows<T> {
    /// Adds a list behind the others.
    pub(super) fn push(&mut self, row: &[T])
    where
        T: Copy,
    {
        self.values.extend_from_slice(row);
        self.starts.push(self.values.len() as u32);
    }

    /// Where one list stands among all values.
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// The values that stand there.
    pub(super) fn of(&self, range: Range<usize>) -> &[T] {
        &self.values[range]
    }

    /// How many values all lists hold.
    pub(super) fn n_values(&self) -> usize {
        self.values.len()
    }

    /// One list.
    pub(super) fn row(&self, row: usize) -> &[T] {
        self.of(self.range(row))
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn both_ways_of_filling_agree() {
        let scattered = [(2, 'c'), (0, 'a'), (2, 'd'), (0, 'b')];
        let rows = Rows::new(3, scattered.into_iter());
        let mut pushed = Rows::default();
        for row in [&['a', 'b'][..], &[], &['c', 'd']] {
            pushed.push(row);
        }
        assert_eq!(rows, pushed);
        assert_eq!(rows.row(2), ['c', 'd']);
    }
}
