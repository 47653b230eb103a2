//! The person's decisions on entities, applied in the order in which they were made. Entities are found by name, not by number
//! of row, so that decisions hold when articles are added: by the row's name, else by one of its written forms.

use crate::corpus::Decision;

use super::super::Analysed;
use super::index::{Group, Member};
use super::names::name_key;
use super::{EntityType, MentionPlace};

/// Applies all decisions that concern entities.
pub(super) fn apply_decisions(
    groups: Vec<Group>,
    articles: &[&Analysed],
    decisions: &[&Decision],
) -> Vec<Group> {
    let mut desk = Desk { groups };
    for decision in decisions {
        match decision {
            Decision::MergeEntities { names, into } => desk.merge(names, into),
            Decision::SplitAlias { entity, alias } => desk.split(entity, alias),
            Decision::RenameEntity { entity, to } => {
                desk.with(entity, |group| group.name = Some(to.clone()));
            }
            Decision::RetypeEntity { entity, to } => {
                desk.with(entity, |group| group.kind = Some(*to));
            }
            Decision::NotAnEntity { entity } => desk.with(entity, |group| {
                group.members.clear();
                group.keys.clear();
                group.name = None;
            }),
            Decision::MoveMention { place, to } => {
                let places = articles
                    .iter()
                    .enumerate()
                    .filter(|(_, a)| a.id() == place.article);
                for (article, _) in places {
                    desk.move_mention(
                        MentionPlace {
                            article,
                            span: place.span,
                        },
                        to,
                    );
                }
            }
            Decision::Block { .. }
            | Decision::Link { .. }
            | Decision::Split { .. }
            | Decision::Review(_)
            | Decision::Speaker { .. } => {}
        }
    }
    desk.groups
}

struct Desk {
    groups: Vec<Group>,
}

impl Desk {
    /// The group of this name: given name, key, then the group with most mentions written so.
    fn find(&self, name: &str) -> Option<usize> {
        let key = plain_key(name);
        let by_name = self.groups.iter().position(|group| {
            group
                .name
                .as_deref()
                .is_some_and(|name| plain_key(name) == key)
        });
        by_name
            .or_else(|| {
                self.groups
                    .iter()
                    .position(|group| group.name.is_none() && group.keys.first() == Some(&key))
            })
            .or_else(|| self.most_written(&key))
    }

    fn most_written(&self, key: &str) -> Option<usize> {
        let written = |group: &Group| {
            group
                .members
                .iter()
                .filter(|member| plain_key(&member.form) == key)
                .count()
        };
        let mut best = (0, None);
        for (at, group) in self.groups.iter().enumerate() {
            let count = written(group);
            if count > best.0 {
                best = (count, Some(at));
            }
        }
        best.1
    }

    fn with(&mut self, name: &str, change: impl FnOnce(&mut Group)) {
        if let Some(at) = self.find(name) {
            change(&mut self.groups[at]);
        }
    }

    fn merge(&mut self, names: &[String], into: &str) {
        let mut found: Vec<usize> = names.iter().filter_map(|name| self.find(name)).collect();
        found.sort_unstable();
        found.dedup();
        let Some(&first) = found.first() else { return };
        let largest = found
            .iter()
            .copied()
            .max_by_key(|at| (self.groups[*at].members.len(), usize::MAX - at))
            .unwrap_or(first);
        let kind = self.groups[largest].kind;
        for at in found.into_iter().skip(1) {
            let other = std::mem::take(&mut self.groups[at]);
            self.groups[first].members.extend(other.members);
            self.groups[first].keys.extend(other.keys);
        }
        self.groups[first].name = Some(into.to_owned());
        self.groups[first].kind = kind;
    }

    fn split(&mut self, entity: &str, alias: &str) {
        let Some(at) = self.find(entity) else { return };
        let key = plain_key(alias);
        let members = std::mem::take(&mut self.groups[at].members);
        let (out, stay): (Vec<Member>, Vec<Member>) = members
            .into_iter()
            .partition(|member| member.form == alias || plain_key(&member.form) == key);
        self.groups[at].members = stay;
        if !out.is_empty() {
            self.groups.push(Group {
                name: Some(alias.to_owned()),
                kind: None,
                keys: vec![key],
                members: out,
            });
        }
    }

    fn move_mention(&mut self, place: MentionPlace, to: &str) {
        let taken = self.groups.iter_mut().find_map(|group| {
            let at = group
                .members
                .iter()
                .position(|member| member.place == place)?;
            Some(group.members.remove(at))
        });
        let Some(member) = taken else { return };
        let target = self.find(to).unwrap_or_else(|| {
            self.groups.push(Group {
                name: Some(to.to_owned()),
                ..Group::default()
            });
            self.groups.len() - 1
        });
        self.groups[target].members.push(member);
    }
}

/// A key for names in decisions, whatever their type.
fn plain_key(name: &str) -> String {
    name_key(name, EntityType::Other)
}
