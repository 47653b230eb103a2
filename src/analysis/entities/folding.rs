//! What counts as naming somebody, where a person may choose: nationalities and seats of government under their country,
//! descriptions that the text settles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Alias, Entity, EntityIndex, EntityType};

/// What counts as naming somebody. Everything is off unless switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counting {
    /// What is counted under another row's name.
    #[serde(flatten)]
    pub fold: Fold,
    /// Whether descriptions that the text settles ("the secretary") count.
    pub descriptions: bool,
}

/// What is counted under another row's name. Both are off unless switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fold {
    /// "Russian" counts as "Russia".
    pub nationalities: bool,
    /// "Moscow" counts as "Russia".
    pub seats: bool,
}

impl Fold {
    /// For each entity the index of the one it is counted under; its own where nothing is folded.
    pub(super) fn targets(self, index: &EntityIndex) -> Vec<usize> {
        if self == Self::default() {
            return (0..index.entities.len()).collect();
        }
        let places: BTreeMap<&str, usize> = index
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.kind == EntityType::Place)
            .map(|(at, entity)| (entity.name.as_str(), at))
            .collect();
        let place = |name: &Option<String>, on: bool| {
            let name = name.as_ref().filter(|_| on)?;
            places.get(name.as_str()).copied()
        };
        let of = |entity: &Entity| {
            place(&entity.adjective_of, self.nationalities)
                .or_else(|| place(&entity.seat_of, self.seats))
        };
        let entities = index.entities.iter().enumerate();
        entities
            .map(|(at, entity)| of(entity).unwrap_or(at))
            .collect()
    }
}

impl EntityIndex {
    /// The index in which what is folded stands under the other's name, with its forms and mentions: for a report, in which
    /// there is one row for each name that is counted.
    #[must_use]
    pub fn folded(mut self, fold: Fold) -> Self {
        let targets = fold.targets(&self);
        let moved: Vec<(usize, usize)> = targets
            .into_iter()
            .enumerate()
            .filter(|(at, target)| at != target)
            .collect();
        if moved.is_empty() {
            return self;
        }
        for (at, target) in &moved {
            let mentions = std::mem::take(&mut self.entities[*at].mentions);
            let aliases = std::mem::take(&mut self.entities[*at].aliases);
            let under = &mut self.entities[*target];
            under.mentions.extend(mentions);
            add_forms(&mut under.aliases, aliases);
        }
        for (_, target) in &moved {
            self.entities[*target].mentions.sort_unstable();
        }
        self.entities.retain(|entity| !entity.mentions.is_empty());
        self.entities.sort_by(|lhs, rhs| {
            let by_count = rhs.mentions.len().cmp(&lhs.mentions.len());
            by_count.then_with(|| lhs.name.cmp(&rhs.name))
        });
        self
    }
}

/// Forms of two entities together, most frequent first, then by spelling.
fn add_forms(forms: &mut Vec<Alias>, more: Vec<Alias>) {
    for alias in more {
        match forms.iter_mut().find(|form| form.text == alias.text) {
            Some(form) => form.count += alias.count,
            None => forms.push(alias),
        }
    }
    forms.sort_by(|lhs, rhs| {
        rhs.count
            .cmp(&lhs.count)
            .then_with(|| lhs.text.cmp(&rhs.text))
    });
}

#[cfg(test)]
mod tests {
    use super::super::index_entities;
    use super::super::tests::analysed;
    use super::Fold;

    /// Rows with their counts after folding.
    fn check(fold: Fold, expected: &[(&str, usize)]) {
        let text = "Russia denied it. The Russian ministry spoke. Moscow will answer, Russian papers wrote.";
        let index = index_entities(&[&analysed(1, text)], &[]);
        let n_mentions: usize = index.entities.iter().map(|e| e.mentions.len()).sum();
        let folded = index.folded(fold);
        let rows: Vec<(&str, usize)> = folded
            .entities
            .iter()
            .map(|entity| (entity.name.as_str(), entity.mentions.len()))
            .collect();
        assert_eq!(rows, expected, "{fold:?}");
        assert_eq!(rows.iter().map(|row| row.1).sum::<usize>(), n_mentions);
        for entity in &folded.entities {
            let forms: usize = entity.aliases.iter().map(|alias| alias.count).sum();
            assert_eq!(forms, entity.mentions.len(), "{}", entity.name);
        }
    }

    #[test]
    fn nothing_is_lost_when_names_are_folded() {
        let fold = |nationalities, seats| Fold {
            nationalities,
            seats,
        };
        check(
            fold(false, false),
            &[("Russian", 2), ("Moscow", 1), ("Russia", 1)],
        );
        check(fold(true, false), &[("Russia", 3), ("Moscow", 1)]);
        check(fold(true, true), &[("Russia", 4)]);
    }
}
