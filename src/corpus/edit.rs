//! Edits: each function turns a wish of the person into the [`Patch`] that fulfils it. Nothing is changed here, apart from ids
//! that are given; an empty patch means that there is nothing to do.

use std::sync::Arc;

use super::{
    Article, ArticleId, BlockKind, Chosen, Corpus, Decision, DecisionId, Outlet, OutletId, Patch,
    Place, Published, Story, StoryId,
};

/// Changes a copy of every article given that exists and is not the same afterwards.
fn change_articles(
    corpus: &Corpus,
    label: &str,
    articles: &[ArticleId],
    change: impl Fn(&mut Article),
) -> Patch {
    let mut patch = Patch::new(label);
    for id in articles {
        let Some(old) = corpus.articles.get(*id) else {
            continue;
        };
        let mut new = Article::clone(old);
        change(&mut new);
        if new != **old {
            patch.articles.push((*id, Some(Arc::new(new))));
        }
    }
    patch
}

fn typed(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Sets the headline; empty: what was read shows again.
pub fn set_headline(corpus: &Corpus, articles: &[ArticleId], value: &str) -> Patch {
    change_articles(corpus, "edit headline", articles, |article| {
        article.headline.set_by_person(typed(value));
    })
}

/// Sets the byline; empty: what was read shows again.
pub fn set_byline(corpus: &Corpus, articles: &[ArticleId], value: &str) -> Patch {
    change_articles(corpus, "edit byline", articles, |article| {
        article.byline.set_by_person(typed(value));
    })
}

/// Sets the date; `None`: what was read shows again.
pub fn set_published(corpus: &Corpus, articles: &[ArticleId], value: Option<Published>) -> Patch {
    change_articles(corpus, "edit date", articles, |article| {
        article.published.set_by_person(value);
    })
}

/// Sets the language (BCP 47); empty: what was read shows again.
pub fn set_language(corpus: &Corpus, articles: &[ArticleId], value: &str) -> Patch {
    change_articles(corpus, "edit language", articles, |article| {
        article.language.set_by_person(typed(value));
    })
}

/// Sets the address; empty: what was read shows again.
pub fn set_address(corpus: &Corpus, articles: &[ArticleId], value: &str) -> Patch {
    change_articles(corpus, "edit address", articles, |article| {
        article.address.set_by_person(typed(value));
    })
}

/// Sets the outlet by name; a name not known yet becomes a new outlet. Empty: what was read shows again.
pub fn set_outlet(corpus: &mut Corpus, articles: &[ArticleId], name: &str) -> Patch {
    let Some(name) = typed(name) else {
        return change_articles(corpus, "edit outlet", articles, |article| {
            article.outlet.set_by_person(None);
        });
    };
    let known = corpus.outlet_named(&name).map(|outlet| outlet.id);
    let (id, new) = if let Some(id) = known {
        (id, None)
    } else {
        let id = corpus.new_outlet_id();
        let outlet = Outlet {
            id,
            name,
            short: String::new(),
            colour: id.0,
        };
        (id, Some(outlet))
    };
    let mut patch = change_articles(corpus, "edit outlet", articles, |article| {
        article.outlet.set_by_person(Some(id));
    });
    if let (Some(outlet), false) = (new, patch.articles.is_empty()) {
        patch.outlets.push((id, Some(Arc::new(outlet))));
    }
    patch
}

/// Leaves articles out of comparisons and counts, or takes them in again.
pub fn set_excluded(corpus: &Corpus, articles: &[ArticleId], excluded: bool) -> Patch {
    let label = if excluded { "exclude" } else { "include" };
    change_articles(corpus, label, articles, |article| {
        article.excluded = excluded;
    })
}

/// Takes articles out of the workspace: also out of stories and the comparison. The ledger keeps its lines.
pub fn remove_articles(corpus: &Corpus, articles: &[ArticleId]) -> Patch {
    let mut patch = Patch::new(if articles.len() == 1 {
        "remove article"
    } else {
        "remove articles"
    });
    let known = articles
        .iter()
        .filter(|id| corpus.articles.get(**id).is_some());
    patch.articles = known.map(|id| (*id, None)).collect();
    for story in corpus.stories.iter() {
        let rest: Vec<ArticleId> = story
            .articles
            .iter()
            .copied()
            .filter(|id| !articles.contains(id))
            .collect();
        if rest.len() < story.articles.len() {
            let story = Story {
                articles: rest,
                ..Story::clone(story)
            };
            patch.stories.push((story.id, Some(Arc::new(story))));
        }
    }
    let columns: Vec<ArticleId> = corpus
        .comparison
        .columns
        .iter()
        .copied()
        .filter(|id| !articles.contains(id))
        .collect();
    if columns.len() < corpus.comparison.columns.len() {
        patch.comparison = set_columns(corpus, columns).comparison;
    }
    patch
}

/// Puts these articles side by side, in this order. A base that is no longer among them is forgotten.
pub fn set_columns(corpus: &Corpus, mut columns: Vec<ArticleId>) -> Patch {
    let mut seen = std::collections::BTreeSet::new();
    columns.retain(|id| corpus.articles.get(*id).is_some() && seen.insert(*id));
    let base = corpus.comparison.base.filter(|base| columns.contains(base));
    choose(corpus, "change the comparison", Chosen { columns, base })
}

/// Puts an article at the right end of the comparison, or takes it out.
pub fn toggle_column(corpus: &Corpus, article: ArticleId) -> Patch {
    let mut columns = corpus.comparison.columns.clone();
    if columns.contains(&article) {
        columns.retain(|id| *id != article);
    } else {
        columns.push(article);
    }
    set_columns(corpus, columns)
}

/// Makes a column the base, or none.
pub fn set_base(corpus: &Corpus, base: Option<ArticleId>) -> Patch {
    let columns = corpus.comparison.columns.clone();
    let base = base.filter(|base| columns.contains(base));
    choose(corpus, "set base", Chosen { columns, base })
}

fn choose(corpus: &Corpus, label: &str, chosen: Chosen) -> Patch {
    let mut patch = Patch::new(label);
    if chosen != *corpus.comparison {
        patch.comparison = Some(Arc::new(chosen));
    }
    patch
}

/// Renames an outlet. A name that another outlet has merges the two: all articles go to the other.
pub fn rename_outlet(corpus: &Corpus, outlet: OutletId, name: &str) -> Patch {
    let mut patch = Patch::new("rename outlet");
    let (Some(old), Some(name)) = (corpus.outlets.get(outlet), typed(name)) else {
        return patch;
    };
    if let Some(other) = corpus
        .outlet_named(&name)
        .filter(|other| other.id != outlet)
    {
        merge_outlets(corpus, outlet, other.id)
    } else {
        if old.name != name {
            let new = Outlet {
                name,
                ..Outlet::clone(old)
            };
            patch.outlets.push((outlet, Some(Arc::new(new))));
        }
        patch
    }
}

fn merge_outlets(corpus: &Corpus, from: OutletId, into: OutletId) -> Patch {
    let all: Vec<ArticleId> = corpus.articles.iter().map(|article| article.id).collect();
    let mut patch = change_articles(corpus, "merge outlets", &all, |article| {
        article.outlet = article
            .outlet
            .map(|id| if *id == from { into } else { *id });
    });
    patch.outlets.push((from, None));
    patch
}

/// Gives an outlet another colour.
pub fn recolour_outlet(corpus: &Corpus, outlet: OutletId, colour: u32) -> Patch {
    let mut patch = Patch::new("change colour");
    if let Some(old) = corpus
        .outlets
        .get(outlet)
        .filter(|old| old.colour != colour)
    {
        let new = Outlet {
            colour,
            ..Outlet::clone(old)
        };
        patch.outlets.push((outlet, Some(Arc::new(new))));
    }
    patch
}

/// A new story. An empty name becomes "New story".
pub fn new_story(corpus: &mut Corpus, name: &str, articles: &[ArticleId]) -> Patch {
    let id = corpus.new_story_id();
    let mut patch = Patch::new("new story");
    let story = Story {
        id,
        name: typed(name).unwrap_or_else(|| "New story".to_owned()),
        articles: members(corpus, articles.iter().copied()),
    };
    patch.stories.push((id, Some(Arc::new(story))));
    patch
}

fn members(corpus: &Corpus, articles: impl Iterator<Item = ArticleId>) -> Vec<ArticleId> {
    let mut members: Vec<ArticleId> = articles
        .filter(|id| corpus.articles.get(*id).is_some())
        .collect();
    members.sort_unstable();
    members.dedup();
    members
}

fn change_story(
    corpus: &Corpus,
    label: &str,
    story: StoryId,
    change: impl FnOnce(&mut Story),
) -> Patch {
    let mut patch = Patch::new(label);
    if let Some(old) = corpus.stories.get(story) {
        let mut new = Story::clone(old);
        change(&mut new);
        if new != **old {
            patch.stories.push((story, Some(Arc::new(new))));
        }
    }
    patch
}

/// Renames a story; an empty name changes nothing.
pub fn rename_story(corpus: &Corpus, story: StoryId, name: &str) -> Patch {
    change_story(corpus, "rename story", story, |story| {
        if let Some(name) = typed(name) {
            story.name = name;
        }
    })
}

/// Deletes a story; its articles stay.
pub fn delete_story(corpus: &Corpus, story: StoryId) -> Patch {
    let mut patch = Patch::new("delete story");
    if corpus.stories.get(story).is_some() {
        patch.stories.push((story, None));
    }
    patch
}

/// Puts articles into a story.
pub fn put_in_story(corpus: &Corpus, story: StoryId, articles: &[ArticleId]) -> Patch {
    change_story(corpus, "put in story", story, |story| {
        story.articles = members(corpus, story.articles.iter().chain(articles).copied());
    })
}

/// Takes articles out of a story.
pub fn take_out_of_story(corpus: &Corpus, story: StoryId, articles: &[ArticleId]) -> Patch {
    change_story(corpus, "take out of story", story, |story| {
        story.articles.retain(|id| !articles.contains(id));
    })
}

/// Sets the title of the workspace.
pub fn set_title(corpus: &Corpus, title: &str) -> Patch {
    let mut patch = Patch::new("rename workspace");
    if *corpus.title != *title.trim() {
        patch.title = Some(Arc::from(title.trim()));
    }
    patch
}

/// Records a decision. An earlier one about the same thing is replaced; a block's kind is changed in its article as well.
pub fn decide(corpus: &mut Corpus, decision: Decision) -> Patch {
    let earlier = corpus
        .decisions
        .entries()
        .find(|(_, known)| is_about_the_same(known, &decision))
        .map(|(id, _)| id);
    let label = label_of(&decision);
    let mut patch = match decision {
        Decision::Block { place, kind } => set_block_kind(corpus, place, kind),
        _ => Patch::new(label),
    };
    patch.label = label.to_owned();
    let unchanged = earlier
        .and_then(|id| corpus.decisions.get(id))
        .is_some_and(|known| **known == decision);
    if !unchanged {
        let id: DecisionId = match earlier {
            Some(id) => id,
            None => corpus.new_decision_id(),
        };
        patch.decisions.push((id, Some(Arc::new(decision))));
    }
    patch
}

/// Takes a decision back.
pub fn forget_decision(corpus: &Corpus, id: DecisionId) -> Patch {
    let mut patch = Patch::new("take a decision back");
    if corpus.decisions.get(id).is_some() {
        patch.decisions.push((id, None));
    }
    patch
}

fn set_block_kind(corpus: &Corpus, place: Place, kind: BlockKind) -> Patch {
    change_articles(corpus, "change block", &[place.article], |article| {
        for block in article
            .blocks
            .iter_mut()
            .filter(|block| block.span == place.span)
        {
            block.kind = kind;
        }
    })
}

fn label_of(decision: &Decision) -> &'static str {
    match decision {
        Decision::Block { .. } => "change block",
        Decision::Link { linked: true, .. } => "join statements",
        Decision::Link { linked: false, .. } => "keep apart",
        Decision::Review { .. } => "review",
        Decision::MergeEntities { .. } => "merge names",
        Decision::SplitAlias { .. } => "split name",
        Decision::RenameEntity { .. } => "rename entity",
        Decision::RetypeEntity { .. } => "change type",
        Decision::NotAnEntity { .. } => "not an entity",
        Decision::MoveMention { .. } => "move mention",
        Decision::Speaker { .. } => "correct speaker",
    }
}

fn is_about_the_same(lhs: &Decision, rhs: &Decision) -> bool {
    use Decision as D;
    match (lhs, rhs) {
        (D::Block { place: lhs, .. }, D::Block { place: rhs, .. })
        | (D::MoveMention { place: lhs, .. }, D::MoveMention { place: rhs, .. })
        | (D::Speaker { place: lhs, .. }, D::Speaker { place: rhs, .. }) => lhs == rhs,
        (D::Link { lhs: a, rhs: b, .. }, D::Link { lhs: c, rhs: d, .. }) => {
            (a, b) == (c, d) || (a, b) == (d, c)
        }
        (
            D::Review {
                place: lhs,
                difference: of_lhs,
                ..
            },
            D::Review {
                place: rhs,
                difference: of_rhs,
                ..
            },
        ) => lhs == rhs && of_lhs == of_rhs,
        (
            D::SplitAlias {
                entity: a,
                alias: b,
            },
            D::SplitAlias {
                entity: c,
                alias: d,
            },
        ) => (a, b) == (c, d),
        (D::RenameEntity { entity: lhs, .. }, D::RenameEntity { entity: rhs, .. })
        | (D::RetypeEntity { entity: lhs, .. }, D::RetypeEntity { entity: rhs, .. })
        | (D::NotAnEntity { entity: lhs }, D::NotAnEntity { entity: rhs }) => lhs == rhs,
        _ => false,
    }
}
