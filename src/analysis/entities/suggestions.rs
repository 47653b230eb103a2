//! Suggestions: pairs of rows that may be one entity, with the reason, for the person to accept or drop.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{initials, is_all_capitals, name_key, skeleton};
use super::{Entity, EntityIndex, EntityType};

/// Why two rows may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergeReason {
    /// One is the other's initials ("SDP", "Social Democratic Party").
    Initials,
    /// One is the other's last word ("Clinton", "Hillary Clinton").
    LastWord,
    /// One is the beginning of the other ("Airbus", "Airbus Defence").
    Beginning,
    /// They sound alike ("Sergei", "Sergey").
    Spelling,
}

impl MergeReason {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Initials => "initials",
            Self::LastWord => "same last word",
            Self::Beginning => "same beginning",
            Self::Spelling => "similar spelling",
        }
    }
}

/// Two rows that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeSuggestion {
    /// Index of the row with more mentions.
    pub lhs: usize,
    /// Index of the other.
    pub rhs: usize,
    /// Why.
    pub reason: MergeReason,
}

/// Rows that may be one, around the one with most mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeGroup {
    /// Index of the row that the others may belong to.
    pub row: usize,
    /// The others with the reason, most mentions first.
    pub others: Vec<(usize, MergeReason)>,
}

/// Pairs gathered around the rows with most mentions: every row stands in one group only. Most mentions first.
pub fn group_suggestions(suggestions: &[MergeSuggestion]) -> Vec<MergeGroup> {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut groups: Vec<MergeGroup> = Vec::new();
    for suggestion in suggestions {
        let (row, other) = (suggestion.lhs, suggestion.rhs);
        if taken.contains(&other) || groups.iter().any(|group| group.row == other) {
            continue;
        }
        let member = (other, suggestion.reason);
        match groups.iter_mut().find(|group| group.row == row) {
            Some(group) => group.others.push(member),
            None if taken.contains(&row) => continue,
            None => groups.push(MergeGroup {
                row,
                others: vec![member],
            }),
        }
        taken.insert(other);
    }
    groups
}

/// At most this many rows that share a word are compared with each other.
const N_COMPARED: usize = 40;

/// Suggestions, those with most mentions first. Cost: rows times rows that share a word, bounded.
pub fn suggest_merges(index: &EntityIndex) -> Vec<MergeSuggestion> {
    let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entity) in index.entities.iter().enumerate() {
        for bucket in buckets_of(entity) {
            let list = buckets.entry(bucket).or_default();
            if list.len() < N_COMPARED && list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    let mut found: BTreeMap<(usize, usize), MergeReason> = BTreeMap::new();
    for list in buckets.values() {
        for (place, lhs) in list.iter().enumerate() {
            for rhs in &list[place + 1..] {
                if let Some(reason) = reason(&index.entities[*lhs], &index.entities[*rhs]) {
                    found.entry((*lhs, *rhs)).or_insert(reason);
                }
            }
        }
    }
    let suggestions = found.into_iter();
    suggestions
        .map(|((lhs, rhs), reason)| MergeSuggestion { lhs, rhs, reason })
        .collect()
}

/// Under what an entity may meet another: words by their consonants, and initials.
fn buckets_of(entity: &Entity) -> Vec<String> {
    let key = name_key(&entity.name, entity.kind);
    let mut buckets: Vec<String> = key
        .split(' ')
        .map(skeleton)
        .filter(|word| word.len() > 1)
        .collect();
    buckets.push(format!("={}", letters(&entity.name)));
    buckets.sort();
    buckets.dedup();
    buckets
}

fn letters(name: &str) -> String {
    if is_all_capitals(name) {
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        initials(name)
    }
}

fn reason(lhs: &Entity, rhs: &Entity) -> Option<MergeReason> {
    let may_be_one =
        lhs.kind == rhs.kind && lhs.adjective_of.is_none() && rhs.adjective_of.is_none();
    if !may_be_one {
        return None;
    }
    let (left, right) = (name_key(&lhs.name, lhs.kind), name_key(&rhs.name, rhs.kind));
    let (short, long) = if left.len() <= right.len() {
        (&left, &right)
    } else {
        (&right, &left)
    };
    let acronym = is_all_capitals(&lhs.name) != is_all_capitals(&rhs.name);
    if acronym && letters(&lhs.name) == letters(&rhs.name) && letters(&lhs.name).len() >= 2 {
        return Some(MergeReason::Initials);
    }
    if !short.contains(' ') && long.rsplit_once(' ').is_some_and(|(_, last)| last == short) {
        return Some(MergeReason::LastWord);
    }
    if lhs.kind == EntityType::Organisation
        && long
            .strip_prefix(short.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    {
        return Some(MergeReason::Beginning);
    }
    let alike = left
        .split(' ')
        .map(skeleton)
        .eq(right.split(' ').map(skeleton));
    (alike && left.len().min(right.len()) >= 5).then_some(MergeReason::Spelling)
}

#[cfg(test)]
mod tests {
    use super::super::{Entity, EntityIndex, EntityType};
    use super::{MergeReason, MergeSuggestion, group_suggestions, suggest_merges};

    #[test]
    fn every_row_is_suggested_once() {
        let reason = MergeReason::LastWord;
        let pairs = [(0, 3), (0, 5), (1, 3), (2, 4), (4, 6)];
        let suggestions = pairs.map(|(lhs, rhs)| MergeSuggestion { lhs, rhs, reason });
        let groups: Vec<(usize, Vec<usize>)> = group_suggestions(&suggestions)
            .into_iter()
            .map(|group| {
                (
                    group.row,
                    group.others.iter().map(|(row, _)| *row).collect(),
                )
            })
            .collect();
        assert_eq!(groups, [(0, vec![3, 5]), (2, vec![4])]);
    }

    fn check(names: &[(&str, EntityType)], expected: Option<MergeReason>) {
        let entities = names
            .iter()
            .map(|(name, kind)| Entity {
                name: (*name).to_owned(),
                kind: *kind,
                aliases: Vec::new(),
                mentions: Vec::new(),
                adjective_of: None,
                seat_of: None,
            })
            .collect();
        let found = suggest_merges(&EntityIndex { entities });
        assert_eq!(found.first().map(|s| s.reason), expected, "{names:?}");
    }

    #[test]
    fn reasons() {
        use EntityType::{Organisation, Person, Place};
        check(
            &[("Clinton", Person), ("Hillary Clinton", Person)],
            Some(MergeReason::LastWord),
        );
        check(
            &[("Sergei Lavrov", Person), ("Sergej Lawrow", Person)],
            None,
        );
        check(
            &[("Mohammed Morsi", Person), ("Mohamed Mursi", Person)],
            Some(MergeReason::Spelling),
        );
        check(
            &[("Airbus", Organisation), ("Airbus Defence", Organisation)],
            Some(MergeReason::Beginning),
        );
        check(
            &[("BoA", Organisation), ("Bank of America", Organisation)],
            None,
        );
        check(
            &[
                ("SDP", Organisation),
                ("Social Democratic Party", Organisation),
            ],
            Some(MergeReason::Initials),
        );
        check(&[("Paris", Place), ("Paris", Person)], None);
    }
}
