//! Edits of articles: metadata, leaving out, removing.

use std::sync::Arc;

use super::{changed, ids_of, with_comparison};
use crate::corpus::decision::parts_without;
use crate::corpus::{
    Article, ArticleId, Chosen, Completeness, Corpus, Decision, Field, Patch, Published,
};

macro_rules! set_text_field {
    ($(#[$doc:meta])* $name:ident, $field:ident, $label:literal) => {
        $(#[$doc])*
        ///
        /// Nothing but white space takes the person's word back, and what was read shows again.
        pub fn $name(corpus: &Corpus, articles: &[ArticleId], value: &str) -> Patch {
            let value = value.trim();
            set_field(
                corpus,
                articles,
                $label,
                |article| &mut article.$field,
                (!value.is_empty()).then(|| value.to_owned()).as_ref(),
            )
        }
    };
}

set_text_field!(
    /// Sets the headline.
    set_headline, headline, "edit headline"
);
set_text_field!(
    /// Sets who wrote it.
    set_byline, byline, "edit byline"
);
set_text_field!(
    /// Sets the address on the web.
    set_address, address, "edit address"
);
set_text_field!(
    /// Sets the language, as a BCP 47 tag.
    set_language, language, "edit language"
);
set_text_field!(
    /// Sets the agency credited.
    set_agency, agency, "edit agency"
);

/// Sets the day or time of publication; `None` takes the person's word back.
pub fn set_published(corpus: &Corpus, articles: &[ArticleId], value: Option<Published>) -> Patch {
    set_field(
        corpus,
        articles,
        "edit date",
        |article| &mut article.published,
        value.as_ref(),
    )
}

/// Says whether all of the article is here.
pub fn set_completeness(corpus: &Corpus, articles: &[ArticleId], value: Completeness) -> Patch {
    let mut patch = Patch::new("edit completeness");
    patch.articles = changed(&corpus.articles, articles.iter().copied(), |article| {
        article.completeness = value;
    });
    patch
}

/// Leaves articles out of lists, counts and comparisons, or takes them in again. Those left out leave the comparison too.
pub fn set_excluded(corpus: &Corpus, articles: &[ArticleId], excluded: bool) -> Patch {
    let label = if excluded { "exclude" } else { "include" };
    let mut patch = Patch::new(label);
    patch.articles = changed(&corpus.articles, articles.iter().copied(), |article| {
        article.excluded = excluded;
    });
    if excluded {
        without_columns(corpus, patch, articles)
    } else {
        patch
    }
}

/// Takes articles out of the workspace, and with them out of stories, the comparison, and the decisions about their words; what a
/// decision says of words of other articles stays. The ledger still tells that they were imported.
pub fn remove_articles(corpus: &Corpus, articles: &[ArticleId]) -> Patch {
    let mut patch = Patch::new(if articles.len() == 1 {
        "remove article"
    } else {
        "remove articles"
    });
    let mut gone: Vec<ArticleId> = articles
        .iter()
        .copied()
        .filter(|id| corpus.articles.get(*id).is_some())
        .collect();
    gone.sort_unstable();
    gone.dedup();
    patch.articles = gone.iter().map(|id| (*id, None)).collect();
    patch.stories = changed(&corpus.stories, ids_of(&corpus.stories), |story| {
        story.articles.retain(|id| !gone.contains(id));
    });
    patch.decisions = corpus
        .decisions
        .entries()
        .filter_map(|(id, decision)| {
            let left = without(decision, &gone);
            (left.as_ref() != Some(&**decision)).then(|| (id, left.map(Arc::new)))
        })
        .collect();
    without_columns(corpus, patch, &gone)
}

/// What is left of a decision without the words of these articles.
fn without(decision: &Decision, gone: &[ArticleId]) -> Option<Decision> {
    let stays = match decision {
        Decision::Block { place, .. }
        | Decision::MoveMention { place, .. }
        | Decision::Speaker { place, .. } => !gone.contains(&place.article),
        Decision::Link { lhs, rhs, .. } => {
            !gone.contains(&lhs.article) && !gone.contains(&rhs.article)
        }
        Decision::Split { parts } => {
            return parts_without(parts, gone).map(|parts| Decision::Split { parts });
        }
        Decision::Review(review) => return review.without(gone).map(Decision::Review),
        Decision::MergeEntities { .. }
        | Decision::SplitAlias { .. }
        | Decision::RenameEntity { .. }
        | Decision::RetypeEntity { .. }
        | Decision::NotAnEntity { .. } => true,
    };
    stays.then(|| decision.clone())
}

fn without_columns(corpus: &Corpus, patch: Patch, gone: &[ArticleId]) -> Patch {
    let mut chosen = Chosen::clone(&corpus.comparison);
    chosen.columns.retain(|id| !gone.contains(id));
    chosen.base = chosen.base.filter(|id| !gone.contains(id));
    with_comparison(corpus, patch, chosen)
}

fn set_field<T: Clone + PartialEq>(
    corpus: &Corpus,
    articles: &[ArticleId],
    label: &str,
    field: impl Fn(&mut Article) -> &mut Field<T>,
    value: Option<&T>,
) -> Patch {
    let mut patch = Patch::new(label);
    patch.articles = changed(&corpus.articles, articles.iter().copied(), |article| {
        field(article).set_by_person(value.cloned());
    });
    patch
}
