//! Entities and mentions as values.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A company, party, ministry, agency, newspaper, armed group.
    Organisation,
    /// A country, town, region, building.
    Place,
    /// A nationality, event, work, product.
    Other,
}

impl EntityType {
    /// All types, in the order menus show them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organisation => "Organisation",
            Self::Place => "Place",
            Self::Other => "Other",
        }
    }

    /// In words, for several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organisation => "Organisations",
            Self::Place => "Places",
            Self::Other => "Other",
        }
    }
}

/// One place where something is named. The span holds the name without titles, articles and possessive endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What the recogniser takes it for.
    pub kind: EntityType,
}

/// A mention in one of the articles that were indexed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionPlace {
    /// Index of the article in the list that was given.
    pub article: usize,
    /// Where in its text.
    pub span: Span,
}

/// A way an entity is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As in the text.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// The thing that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The name of its row: the fullest form, or what the person called it. Unique within the index.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// All forms in which it is written, most frequent first, then by spelling.
    pub aliases: Vec<Alias>,
    /// All its mentions, by article, then by place.
    pub mentions: Vec<MentionPlace>,
    /// For a nationality ("Russian"): name of the place it belongs to ("Russia").
    pub adjective_of: Option<String>,
    /// For a seat of government ("Moscow"): name of the country it may stand for ("Russia").
    pub seat_of: Option<String>,
}

/// All entities of a list of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityIndex {
    /// Most frequent first, then by name.
    pub entities: Vec<Entity>,
}
