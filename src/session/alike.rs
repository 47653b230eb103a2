//! Which articles of the library are the same text, nearly the same, or versions of one page: as the library marks them and
//! the ledger groups them.

use std::collections::BTreeMap;

use crate::corpus::{ArticleId, Corpus};
use crate::import::duplicates::{Group, Likeness};

/// The groups, and the groups of each article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Alike {
    groups: Vec<Group>,
    of: BTreeMap<ArticleId, Vec<usize>>,
}

impl Alike {
    /// Takes the groups as [`crate::import::duplicates::groups`] found them.
    pub fn new(groups: Vec<Group>) -> Self {
        let mut of: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            for article in &group.articles {
                of.entry(*article).or_default().push(at);
            }
        }
        Self { groups, of }
    }

    /// All groups, those of texts first.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether the article is like another.
    pub fn holds(&self, article: ArticleId) -> bool {
        self.of.contains_key(&article)
    }

    /// The groups an article is in: one of texts at most, one of versions at most.
    pub fn groups_of(&self, article: ArticleId) -> impl Iterator<Item = &Group> {
        let at = self.of.get(&article).map_or(&[][..], Vec::as_slice);
        at.iter().map(|at| &self.groups[*at])
    }

    /// The articles that an article is like, itself among them, versions in their order: what to put side by side. Empty when
    /// it stands alone.
    pub fn companions(&self, article: ArticleId) -> Vec<ArticleId> {
        let mut found: Vec<ArticleId> = Vec::new();
        let groups: Vec<&Group> = self.groups_of(article).collect();
        for group in groups.iter().rev() {
            for id in &group.articles {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        found
    }

    /// A word for tables: "same text, 3", "near text, 2", "version 2 of 3"; empty when the article stands alone.
    pub fn label(&self, article: ArticleId) -> String {
        let labels: Vec<String> = self
            .groups_of(article)
            .map(|group| label(group, article))
            .collect();
        labels.join(" · ")
    }

    /// Sentences for a hover text, one a group, with the titles of the others.
    pub fn sentences(&self, article: ArticleId, corpus: &Corpus) -> Vec<String> {
        const NAMED: usize = 3;
        self.groups_of(article)
            .map(|group| {
                let others: Vec<&ArticleId> =
                    group.articles.iter().filter(|id| **id != article).collect();
                let named: Vec<String> = others
                    .iter()
                    .filter_map(|id| corpus.articles.get(**id))
                    .take(NAMED)
                    .map(|other| format!("“{}” ({})", other.title(), other.source.file_name()))
                    .collect();
                let more = match others.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    n => format!(" and {n} more"),
                };
                let is = match group.likeness {
                    Likeness::Same => "The same text as",
                    Likeness::Text => "Nearly the same text as",
                    Likeness::Address => "Captured from the same address as",
                };
                format!("{is} {}{more}", named.join(", "))
            })
            .collect()
    }
}

fn label(group: &Group, article: ArticleId) -> String {
    let n = group.articles.len();
    match group.likeness {
        Likeness::Same => format!("same text, {n}"),
        Likeness::Text => format!("near text, {n}"),
        Likeness::Address => {
            let at = group.articles.iter().position(|id| *id == article);
            format!("version {} of {n}", at.map_or(0, |at| at + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Alike;
    use crate::corpus::ArticleId;
    use crate::import::duplicates::{Group, Likeness};

    #[test]
    fn an_article_knows_its_groups_and_companions() {
        let ids = |ids: &[u32]| ids.iter().copied().map(ArticleId).collect::<Vec<_>>();
        let group = |likeness, articles: &[u32]| Group {
            likeness,
            articles: ids(articles),
        };
        let alike = Alike::new(vec![
            group(Likeness::Text, &[1, 4]),
            group(Likeness::Address, &[3, 1, 2]),
        ]);
        assert_eq!(alike.label(ArticleId(1)), "near text, 2 · version 2 of 3");
        assert_eq!(alike.label(ArticleId(9)), "");
        assert_eq!(alike.companions(ArticleId(1)), ids(&[3, 1, 2, 4]));
        assert_eq!(alike.companions(ArticleId(4)), ids(&[1, 4]));
        assert!(alike.companions(ArticleId(9)).is_empty());
    }
}
