//! The weights: one row of nine small numbers for each feature, found by the feature's 32-bit key.
//!
//! File: `HXE1`, number of rows (u32), 81 transitions (f32), then the keys in rising order (u32 each), one step size per row
//! (f32 x 2^-16 as u16), and nine i8 per row. Little-endian.

use super::decode::N_LABELS;

const MAGIC: &[u8; 4] = b"HXE1";

/// Weights of a trained field.
pub struct Weights {
    transitions: [[f32; N_LABELS]; N_LABELS],
    /// Open addressing: key 0 is empty. Power-of-two length.
    slots: Vec<Slot>,
    mask: usize,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    step: u16,
    row: [i8; N_LABELS],
}

/// One feature's weights before they are written.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The feature; never 0.
    pub key: u32,
    /// One weight per label.
    pub weights: [f32; N_LABELS],
}

impl Weights {
    /// From rows of any order, rounded to what the file can hold.
    pub fn new(transitions: [[f32; N_LABELS]; N_LABELS], rows: &[Row]) -> Self {
        let len = (rows.len() * 2).next_power_of_two().max(16);
        let mut weights = Self {
            transitions,
            slots: vec![Slot::default(); len],
            mask: len - 1,
        };
        for row in rows {
            let most = row
                .weights
                .iter()
                .fold(0.0_f32, |most, w| most.max(w.abs()));
            let step = ((most / 127.0 * 65536.0).ceil().clamp(1.0, 65535.0)) as u16;
            let unit = f32::from(step) / 65536.0;
            let small = row
                .weights
                .map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8);
            weights.insert(Slot {
                key: row.key,
                step,
                row: small,
            });
        }
        weights
    }

    /// From a file's bytes; `None` when they are not such a file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (head, rest) = rest.split_at_checked(4 * N_LABELS * N_LABELS)?;
        let (keys, rest) = rest.split_at_checked(4 * count)?;
        let (steps, rows) = rest.split_at_checked(2 * count)?;
        if rows.len() != count * N_LABELS {
            return None;
        }
        let mut transitions = [[0.0; N_LABELS]; N_LABELS];
        for (slot, four) in transitions
            .as_flattened_mut()
            .iter_mut()
            .zip(head.as_chunks::<4>().0)
        {
            *slot = f32::from_le_bytes(*four);
        }
        let mut weights = Self::new(transitions, &[]);
        let len = (count * 2).next_power_of_two().max(16);
        weights.slots = vec![Slot::default(); len];
        weights.mask = len - 1;
        let rows = rows.as_chunks::<N_LABELS>().0;
        let keys = keys.as_chunks::<4>().0;
        for ((key, step), row) in keys.iter().zip(steps.as_chunks::<2>().0).zip(rows) {
            weights.insert(Slot {
                key: u32::from_le_bytes(*key),
                step: u16::from_le_bytes(*step),
                row: row.map(u8::cast_signed),
            });
        }
        Some(weights)
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut slots: Vec<&Slot> = self.slots.iter().filter(|slot| slot.key != 0).collect();
        slots.sort_by_key(|slot| slot.key);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((slots.len() as u32).to_le_bytes());
        for value in self.transitions.as_flattened() {
            bytes.extend(value.to_le_bytes());
        }
        for slot in &slots {
            bytes.extend(slot.key.to_le_bytes());
        }
        for slot in &slots {
            bytes.extend(slot.step.to_le_bytes());
        }
        for slot in &slots {
            bytes.extend(slot.row.map(i8::cast_unsigned));
        }
        bytes
    }

    /// Where a key belongs: keys in rising order go to places in rising order, so that reading the file is fast.
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.slots.len() as u64) >> 32) as usize
    }

    fn insert(&mut self, slot: Slot) {
        if slot.key == 0 {
            return;
        }
        let mut at = self.home(slot.key);
        while self.slots[at].key != 0 && self.slots[at].key != slot.key {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = slot;
    }

    /// Sum of the weights of these features, per label.
    pub fn scores(&self, features: &[u32]) -> [f32; N_LABELS] {
        let mut sums = [0.0; N_LABELS];
        for key in features {
            let mut at = self.home(*key);
            loop {
                let slot = &self.slots[at];
                if slot.key == *key {
                    let unit = f32::from(slot.step) / 65536.0;
                    for (sum, weight) in sums.iter_mut().zip(&slot.row) {
                        *sum += f32::from(*weight) * unit;
                    }
                    break;
                }
                if slot.key == 0 {
                    break;
                }
                at = (at + 1) & self.mask;
            }
        }
        sums
    }

    /// Weight of one label following another.
    pub fn transition(&self, before: usize, label: usize) -> f32 {
        self.transitions[before][label]
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::N_LABELS;
    use super::{Row, Weights};

    #[test]
    fn weights_survive_writing_and_reading() {
        let mut row = [0.0; N_LABELS];
        row[1] = 0.5;
        row[3] = -1.25;
        let mut transitions = [[0.0; N_LABELS]; N_LABELS];
        transitions[1][2] = 0.75;
        let rows = [
            Row {
                key: 7,
                weights: row,
            },
            Row {
                key: 7 + 16,
                weights: row,
            },
        ];
        let written = Weights::new(transitions, &rows).write();
        let read = Weights::read(&written).unwrap();
        assert_eq!(read.write(), written);
        let sums = read.scores(&[7, 23, 99]);
        assert!((sums[1] - 1.0).abs() < 0.02 && (sums[3] + 2.5).abs() < 0.05);
        assert_eq!(read.transition(1, 2), 0.75);
    }

    #[test]
    fn broken_files_are_refused() {
        for bytes in [&b""[..], b"HXE1", b"HXE1\xff\xff\xff\xff", b"nonsense"] {
            assert!(Weights::read(bytes).is_none());
        }
    }
}
