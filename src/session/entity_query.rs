//! Which rows of the entity table are shown, and in which order. Done once per change, never per frame.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use super::{CountUnit, EntityRows, Grouping};
use crate::analysis::entities::{CountRow, EntityType};
use crate::text::fold;

/// A column of the entity table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntityColumn {
    /// The name.
    Name,
    /// The type.
    Kind,
    /// Other forms.
    AlsoWritten,
    /// Counts of an outlet or article.
    Group(usize),
    /// Mentions in all.
    #[default]
    Total,
    /// Articles that name it.
    Articles,
    /// Log-likelihood.
    G2,
    /// Log Ratio.
    LogRatio,
    /// Conservative Log Ratio.
    Lrc,
    /// Dispersion.
    Dp,
    /// Share of mentions in headlines.
    Headlines,
    /// Share of mentions in leads.
    Leads,
}

impl EntityColumn {
    /// Whether a first click sorts from the highest down.
    pub fn starts_descending(self) -> bool {
        !matches!(self, Self::Name | Self::Kind | Self::AlsoWritten)
    }
}

/// Whose names are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NamedBy {
    /// Anybody's.
    #[default]
    Anybody,
    /// What this column names and no other does.
    Only(usize),
    /// What every column names but this one.
    AllBut(usize),
}

impl NamedBy {
    /// Whether a row is shown, in a table of so many columns.
    fn fits(self, row: &CountRow, n_columns: usize) -> bool {
        match self {
            Self::Anybody => true,
            Self::Only(column) => row.cells.len() == 1 && row.cells[0].column == column,
            Self::AllBut(column) => row.cells.len() + 1 == n_columns && row.cell(column).count == 0,
        }
    }

    /// The column it is about.
    pub fn column(self) -> Option<usize> {
        match self {
            Self::Anybody => None,
            Self::Only(column) | Self::AllBut(column) => Some(column),
        }
    }
}

/// What the person asked the table for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityQuery {
    /// Types that are shown, in the order of [`EntityType::ALL`].
    pub types: [bool; 4],
    /// Words the name or another form must hold, letter case and diacritics aside.
    pub text: String,
    /// Whose names are shown.
    pub named_by: NamedBy,
    /// Names of rows that stand at the top whatever is filtered.
    pub pinned: BTreeSet<String>,
    /// What the columns are.
    pub grouping: Grouping,
    /// What the cells hold.
    pub unit: CountUnit,
    /// The column that is sorted by.
    pub sort: EntityColumn,
    /// From the highest down, or from the lowest up.
    pub descending: bool,
}

impl Default for EntityQuery {
    fn default() -> Self {
        Self {
            types: [true, true, true, false],
            text: String::new(),
            named_by: NamedBy::default(),
            pinned: BTreeSet::new(),
            grouping: Grouping::default(),
            unit: CountUnit::default(),
            sort: EntityColumn::default(),
            descending: true,
        }
    }
}

impl EntityQuery {
    /// Sorts by a column; by the same column again: the other way round.
    pub fn sort_by(&mut self, column: EntityColumn) {
        self.descending = if self.sort == column {
            !self.descending
        } else {
            column.starts_descending()
        };
        self.sort = column;
    }

    /// Whether a type is shown.
    pub fn shows(&self, kind: EntityType) -> bool {
        EntityType::ALL
            .iter()
            .zip(self.types)
            .any(|(known, on)| *known == kind && on)
    }
}

/// The rows that are shown, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityOrder {
    /// Numbers of rows.
    pub rows: Vec<u32>,
    /// Mentions in them.
    pub mentions: usize,
    /// The highest cell, in the unit asked for: the longest bar.
    pub highest: f64,
}

/// Rows in an order that somebody asked for.
#[derive(Clone, Debug)]
pub struct OrderedEntities {
    of: Weak<EntityRows>,
    /// What was asked for.
    pub query: EntityQuery,
    /// The rows.
    pub order: Arc<EntityOrder>,
}

impl OrderedEntities {
    /// Filters and sorts.
    pub fn new(rows: &Arc<EntityRows>, query: EntityQuery) -> Self {
        Self {
            of: Arc::downgrade(rows),
            order: Arc::new(rows.order(&query)),
            query,
        }
    }

    /// Whether these are the rows that were put in order.
    pub fn is_of(&self, rows: &Arc<EntityRows>) -> bool {
        std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows))
    }
}

impl EntityRows {
    /// Most rows that are sorted in the frame that asks for it. A frame has 8 ms; 100,000 rows take up to 24 ms on a slow
    /// machine, so this many take up to 3 ms and the table never waits for a thread that may be busy. More are sorted off the frame.
    pub const SORTED_AT_ONCE: usize = 12_000;

    /// Filters and sorts. Pinned rows come first; rows that are equal stay in their order: most mentions first, then by name.
    pub fn order(&self, query: &EntityQuery) -> EntityOrder {
        let needle = fold(query.text.trim());
        let grouped = self.grouped(query.grouping);
        let (rows, n_columns) = (&grouped.counts.rows, grouped.groups.len());
        let mut mentions = 0;
        let mut highest = 0.0_f64;
        let mut keyed: Vec<(bool, u64, u32)> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let fits = query.shows(row.kind)
                && query.named_by.fits(row, n_columns)
                && (needle.is_empty() || self.search_text(at).contains(&needle));
            let is_pinned = !query.pinned.is_empty() && query.pinned.contains(&row.name);
            if !fits && !is_pinned {
                continue;
            }
            mentions += row.total;
            for cell in &row.cells {
                highest = highest.max(match query.unit {
                    CountUnit::PerThousand => cell.per_thousand,
                    CountUnit::Raw => cell.count as f64,
                });
            }
            let key = self.sort_key(at, row, query);
            let key = if query.descending { !key } else { key };
            keyed.push((!is_pinned, key, at as u32));
        }
        keyed.sort_unstable();
        EntityOrder {
            rows: keyed.into_iter().map(|(_, _, row)| row).collect(),
            mentions,
            highest,
        }
    }

    /// A number that is the greater the later the row comes when sorted from the lowest up.
    fn sort_key(&self, at: usize, row: &CountRow, query: &EntityQuery) -> u64 {
        match query.sort {
            EntityColumn::Name => u64::from(self.alphabetical(at)),
            EntityColumn::Kind => row.kind as u64,
            EntityColumn::AlsoWritten => first_letters(self.also_written(at)),
            EntityColumn::Group(column) => {
                let cell = row.cell(column);
                match query.unit {
                    CountUnit::PerThousand => ascending(cell.per_thousand),
                    CountUnit::Raw => cell.count as u64,
                }
            }
            EntityColumn::Total => row.total as u64,
            EntityColumn::Articles => row.articles as u64,
            EntityColumn::G2 => ascending(row.g2),
            EntityColumn::LogRatio => ascending(row.log_ratio),
            EntityColumn::Lrc => ascending(row.lrc),
            EntityColumn::Dp => ascending(row.dp),
            EntityColumn::Headlines => ascending(row.headline_share),
            EntityColumn::Leads => ascending(row.lead_share),
        }
    }
}

/// The bits of a number, arranged so that they sort as the numbers do.
fn ascending(value: f64) -> u64 {
    // −0 and 0 are one value
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 {
        !bits
    } else {
        bits | (1 << 63)
    }
}

/// The first eight bytes, letter case aside; nothing written comes last.
fn first_letters(text: &str) -> u64 {
    if text.is_empty() {
        return u64::MAX;
    }
    let mut key = [0_u8; 8];
    for (slot, byte) in key.iter_mut().zip(text.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    u64::from_be_bytes(key)
}

#[cfg(test)]
mod tests {
    use super::{ascending, first_letters};

    #[test]
    fn keys_sort_as_numbers_do() {
        let values = [-3.5, -0.1, 0.0, 0.1, 2.0, 1e9];
        for pair in values.windows(2) {
            assert!(ascending(pair[0]) < ascending(pair[1]), "{pair:?}");
        }
        assert_eq!(ascending(-0.0), ascending(0.0));
        assert!(first_letters("Assad") < first_letters("bashar"));
        assert!(first_letters("zulu") < first_letters(""));
    }
}
