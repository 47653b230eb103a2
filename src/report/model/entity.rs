//! Who and what is named, with every place.

use serde::{Deserialize, Serialize};

use super::Words;
use crate::analysis::entities::EntityType;

/// The thing that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// From 1, in order of the table.
    pub id: u32,
    /// The name of its row.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// All forms in which it is written, most frequent first.
    pub aliases: Vec<String>,
    /// How often each form occurs, in the order of `aliases`.
    #[serde(default)]
    pub alias_counts: Vec<usize>,
    /// All its mentions, by article, then by place.
    pub mentions: Vec<Words>,
    /// For a nationality: the place it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjective_of: Option<String>,
}

impl Entity {
    /// The other forms in which it is written, with their counts.
    pub fn also_written(&self) -> String {
        let others: Vec<String> = self
            .aliases
            .iter()
            .zip(&self.alias_counts)
            .filter(|(alias, _)| **alias != self.name)
            .map(|(alias, number)| format!("{alias} {number}"))
            .collect();
        others.join(", ")
    }

    /// Mentions in one article.
    pub fn count_in(&self, siglum: &str) -> usize {
        self.mentions
            .iter()
            .filter(|mention| mention.article == siglum)
            .count()
    }
}
