//! The index: mentions of many articles merged into entities, with the person's decisions applied.

use std::collections::{BTreeMap, HashMap};

use crate::corpus::Decision;

use super::super::Analysed;
use super::corrections::apply_decisions;
use super::descriptions::settled_descriptions;
use super::document::{Named, name_mentions, winner};
use super::grouping::{KeyStats, Keys, join_keys};
use super::lists::lists;
use super::names::{is_all_capitals, name_key, shown};
use super::{Alias, AliasList, Entity, EntityIndex, EntityType, MentionPlace};

/// One entity in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// A name the person or a list gave it.
    pub name: Option<String>,
    /// A type the person or a list gave it.
    pub kind: Option<EntityType>,
    /// Its keys.
    pub keys: Vec<String>,
    /// Its mentions.
    pub members: Vec<Member>,
}

/// A mention of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Where.
    pub place: MentionPlace,
    /// As written.
    pub form: String,
    /// As the article takes it.
    pub kind: EntityType,
    /// "the secretary": counted, but never the name of a row.
    pub is_description: bool,
}

/// What an index is made with, besides the articles and the person's decisions.
#[derive(Clone, Copy, Debug)]
pub struct IndexOptions<'a> {
    /// Names of one thing that no rule can join.
    pub aliases: &'a AliasList,
    /// Whether descriptions that the text settles ("the secretary") count as mentions.
    pub descriptions: bool,
}

impl Default for IndexOptions<'static> {
    fn default() -> Self {
        Self {
            aliases: AliasList::shipped(),
            descriptions: false,
        }
    }
}

/// As [`super::index_entities`], with these options.
pub fn index_with(
    articles: &[&Analysed],
    decisions: &[&Decision],
    options: &IndexOptions<'_>,
) -> EntityIndex {
    let aliases = options.aliases;
    let named: Vec<Vec<Named>> = articles
        .iter()
        .map(|article| name_mentions(article.text(), &article.mentions, aliases))
        .collect();
    let joins = join_keys(&collect_keys(&named));
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (at, (article, names)) in articles.iter().zip(named).enumerate() {
        let described = if options.descriptions {
            settled_descriptions(article, &names)
        } else {
            Vec::new()
        };
        for description in described {
            let name = &names[description.mention];
            let key = joins.get(&name.key).unwrap_or(&name.key);
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                keys: vec![key.clone()],
                ..Group::default()
            });
            group.members.push(Member {
                place: MentionPlace {
                    article: at,
                    span: description.span,
                },
                form: shown(description.span.of(article.text())),
                kind: name.kind,
                is_description: true,
            });
        }
        for (mention, name) in article.mentions.iter().zip(names) {
            let key = joins.get(&name.key).unwrap_or(&name.key);
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                keys: vec![key.clone()],
                ..Group::default()
            });
            group.members.push(Member {
                place: MentionPlace {
                    article: at,
                    span: mention.span,
                },
                form: name.form,
                kind: name.kind,
                is_description: false,
            });
        }
    }
    for (from, to) in &joins {
        if let Some(group) = groups.get_mut(to) {
            group.keys.push(from.clone());
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        name_by_list(group, aliases);
    }
    let groups = apply_decisions(groups, articles, decisions);
    finish(groups)
}

fn collect_keys(named: &[Vec<Named>]) -> Keys {
    let mut keys = Keys::new();
    for names in named {
        let mut seen: Vec<&str> = Vec::new();
        for name in names {
            let stats: &mut KeyStats = keys.entry(name.key.clone()).or_default();
            stats.votes[name.kind as usize] += 1;
            *stats.forms.entry(name.form.clone()).or_default() += 1;
            stats.listed |= name.listed;
            seen.push(&name.key);
        }
        seen.sort_unstable();
        seen.dedup();
        for key in seen {
            if let Some(stats) = keys.get_mut(key) {
                stats.articles += 1;
            }
        }
    }
    keys
}

/// Takes name and type from the lists where they know the group's key.
fn name_by_list(group: &mut Group, aliases: &AliasList) {
    let Some(key) = group.keys.first() else {
        return;
    };
    if let Some(demonym) = lists().demonym(key)
        && name_key(demonym.name, EntityType::Other) == *key
        && group.members.iter().all(|m| m.kind == EntityType::Other)
    {
        group.name = Some(demonym.name.to_owned());
        group.kind = Some(EntityType::Other);
    } else if let Some(thing) = aliases.thing_with_key(key) {
        let vote = group_kind(group);
        if vote == thing.kind || group.members.iter().any(|m| m.kind == thing.kind) {
            group.name = Some(thing.name.clone());
            group.kind = Some(thing.kind);
        }
    } else if let Some(place) = lists().country(key)
        && group_kind(group) == EntityType::Place
    {
        group.name = Some(place.to_owned());
    }
}

fn group_kind(group: &Group) -> EntityType {
    let mut votes = [0; 4];
    for member in &group.members {
        votes[member.kind as usize] += 1;
    }
    winner(votes)
}

/// Groups into entities: named, typed, sorted.
fn finish(groups: Vec<Group>) -> EntityIndex {
    let mut entities: Vec<Entity> = groups
        .into_iter()
        .filter(|group| !group.members.is_empty())
        .map(entity_of)
        .collect();
    entities.sort_by(|lhs, rhs| {
        let counts = rhs.mentions.len().cmp(&lhs.mentions.len());
        counts
            .then_with(|| lhs.name.cmp(&rhs.name))
            .then_with(|| lhs.kind.cmp(&rhs.kind))
            .then_with(|| lhs.aliases.len().cmp(&rhs.aliases.len()))
    });
    make_names_unique(&mut entities);
    EntityIndex { entities }
}

fn entity_of(group: Group) -> Entity {
    let kind = group.kind.unwrap_or_else(|| group_kind(&group));
    let aliases = aliases_of(&group.members, |_| true);
    let name = group.name.unwrap_or_else(|| {
        let names = aliases_of(&group.members, |member| !member.is_description);
        fullest_name(if names.is_empty() { &aliases } else { &names }, kind)
    });
    let key = name_key(&name, kind);
    let adjective_of = lists()
        .demonym(&key)
        .filter(|_| kind == EntityType::Other)
        .and_then(|demonym| demonym.place)
        .map(str::to_owned);
    let seat_of = lists()
        .seat_of(&key)
        .filter(|_| kind == EntityType::Place)
        .map(str::to_owned);
    let mut mentions: Vec<MentionPlace> = group.members.iter().map(|m| m.place).collect();
    mentions.sort_unstable();
    Entity {
        name,
        kind,
        aliases,
        mentions,
        adjective_of,
        seat_of,
    }
}

/// The written forms of some members, most frequent first, then by spelling.
fn aliases_of(members: &[Member], counts_for: impl Fn(&Member) -> bool) -> Vec<Alias> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members.iter().filter(|member| counts_for(member)) {
        *counts.entry(&member.form).or_default() += 1;
    }
    let mut aliases: Vec<Alias> = counts
        .into_iter()
        .map(|(text, count)| Alias {
            text: text.to_owned(),
            count,
        })
        .collect();
    aliases.sort_by(|lhs, rhs| {
        rhs.count
            .cmp(&lhs.count)
            .then_with(|| lhs.text.cmp(&rhs.text))
    });
    aliases
}

/// The form that names the row: a full one before a surname or an acronym, then the most frequent, then the one with fewest
/// capitals, then the longer.
fn fullest_name(aliases: &[Alias], kind: EntityType) -> String {
    let fullness = |text: &str| {
        let words = text.split_whitespace().count();
        match kind {
            EntityType::Person => usize::from(words > 1),
            _ if is_all_capitals(text) => 0,
            // the longest form that is not rare
            _ => words.min(2),
        }
    };
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    aliases
        .iter()
        .max_by(|lhs, rhs| {
            let by = fullness(&lhs.text).cmp(&fullness(&rhs.text));
            by.then(lhs.count.cmp(&rhs.count))
                .then(capitals(&rhs.text).cmp(&capitals(&lhs.text)))
                .then(lhs.text.len().cmp(&rhs.text.len()))
                .then_with(|| rhs.text.cmp(&lhs.text))
        })
        .map(|alias| alias.text.clone())
        .unwrap_or_default()
}

/// Rows of one name get their type behind it ("Washington (person)"), then a number.
fn make_names_unique(entities: &mut [Entity]) {
    let mut used: HashMap<String, usize> = HashMap::new();
    for entity in entities.iter() {
        *used.entry(entity.name.clone()).or_default() += 1;
    }
    let mut given: HashMap<String, usize> = HashMap::new();
    for entity in entities.iter_mut() {
        let first = !given.contains_key(&entity.name);
        if !first && used[&entity.name] > 1 {
            entity.name = format!("{} ({})", entity.name, entity.kind.label().to_lowercase());
        }
        let count = given.entry(entity.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entity.name = format!("{} {count}", entity.name);
        }
    }
}
