//! Articles on the same event, grouped by hand.

use serde::{Deserialize, Serialize};

use super::{ArticleId, StoryId};

/// A story. An article may belong to several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Identity.
    pub id: StoryId,
    /// As the person called it.
    pub name: String,
    /// Members, ascending, each once.
    pub articles: Vec<ArticleId>,
}
