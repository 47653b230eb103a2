//! Which articles rest on one origin: five outlets that print one agency's text are one origin, not five.
//!
//! A pure function over what is known of each article (its outlet, the agency it credits, who it rests on) and the copied
//! shares between pairs. Two articles have one origin when they credit the same agency, when one holds half of the
//! other's words, or when less is copied ([`SOME_COPIED`]) and one rests on the other or both on the same source.
//! Connection is transitive. Sharing a source without sharing words makes no common origin: both may have reported on.

use std::collections::BTreeMap;

use super::lexicon::lexicon;
use super::model::{Attribution, Origin, OriginEvidence};

/// Share of words from which on one article is a copy of the other.
pub const MOSTLY_COPIED: f64 = 0.5;
/// Share of words that confirms a common source.
pub const SOME_COPIED: f64 = 0.15;

/// What is known of one article.
#[derive(Clone, Copy, Debug)]
pub struct OriginArticle<'a> {
    /// The outlet's name; empty: unknown.
    pub outlet: &'a str,
    /// The agency credited ("AFP"); empty: none.
    pub agency: &'a str,
    /// Who it rests on.
    pub attributions: &'a [Attribution],
}

/// Share of one article's words that another holds too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopiedShare {
    /// Index of the article whose words are counted.
    pub of: usize,
    /// Index of the article that holds them.
    pub held_by: usize,
    /// 0 to 1.
    pub share: f64,
}

/// The origins, by their first article: their number is the number of independent origins.
pub fn find_origins(articles: &[OriginArticle<'_>], copied: &[CopiedShare]) -> Vec<Origin> {
    let mut shares: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pair in copied
        .iter()
        .filter(|pair| pair.of != pair.held_by && pair.of.max(pair.held_by) < articles.len())
    {
        let key = (pair.of.min(pair.held_by), pair.of.max(pair.held_by));
        let share = shares.entry(key).or_insert(0.0);
        *share = share.max(pair.share);
    }
    let mut roots: Vec<usize> = (0..articles.len()).collect();
    let mut evidence = Vec::new();
    for lhs in 0..articles.len() {
        for rhs in lhs + 1..articles.len() {
            let share = shares.get(&(lhs, rhs)).copied().unwrap_or(0.0);
            if let Some(found) = common_origin(articles, lhs, rhs, share) {
                let (one, two) = (roots[lhs], roots[rhs]);
                let (low, high) = (one.min(two), one.max(two));
                roots
                    .iter_mut()
                    .filter(|root| **root == high)
                    .for_each(|root| *root = low);
                evidence.push((lhs, found));
            }
        }
    }
    let mut origins: BTreeMap<usize, Origin> = BTreeMap::new();
    for (article, root) in roots.iter().enumerate() {
        origins.entry(*root).or_default().articles.push(article);
    }
    for (lhs, found) in evidence {
        if let Some(origin) = origins.get_mut(&roots[lhs]) {
            origin.evidence.push(found);
        }
    }
    for origin in origins.values_mut() {
        origin.name = name_of(articles, origin);
    }
    origins.into_values().collect()
}

/// The listed name of an outlet or agency, else the name as given.
fn normal(name: &str) -> &str {
    lexicon()
        .outlet_named(name.trim())
        .map_or(name.trim(), |outlet| outlet.name)
}

fn rests_on(article: &OriginArticle<'_>, name: &str) -> bool {
    !name.is_empty()
        && article
            .attributions
            .iter()
            .any(|attribution| attribution.is_outlet && attribution.source == normal(name))
}

fn common_origin(
    articles: &[OriginArticle<'_>],
    lhs: usize,
    rhs: usize,
    share: f64,
) -> Option<OriginEvidence> {
    let (one, two) = (&articles[lhs], &articles[rhs]);
    if !one.agency.is_empty() && normal(one.agency) == normal(two.agency) {
        return Some(OriginEvidence::Agency {
            lhs,
            rhs,
            agency: normal(one.agency).to_owned(),
        });
    }
    if share >= MOSTLY_COPIED {
        return Some(OriginEvidence::Copied { lhs, rhs, share });
    }
    if share < SOME_COPIED {
        return None;
    }
    if rests_on(one, two.outlet) || rests_on(one, two.agency) {
        return Some(OriginEvidence::Rests { lhs, rhs });
    }
    if rests_on(two, one.outlet) || rests_on(two, one.agency) {
        return Some(OriginEvidence::Rests { lhs: rhs, rhs: lhs });
    }
    let shared = one.attributions.iter().find(|attribution| {
        attribution.is_outlet
            && two
                .attributions
                .iter()
                .any(|other| other.is_outlet && other.source == attribution.source)
    })?;
    Some(OriginEvidence::SharedSource {
        lhs,
        rhs,
        source: shared.source.clone(),
    })
}

/// The agency its articles credit most; else the source they share most.
fn name_of(articles: &[OriginArticle<'_>], origin: &Origin) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for index in &origin.articles {
        let agency = normal(articles[*index].agency);
        if !agency.is_empty() {
            *counts.entry(agency).or_default() += 1;
        }
    }
    if counts.is_empty() {
        for evidence in &origin.evidence {
            if let OriginEvidence::SharedSource { source, .. } = evidence {
                *counts.entry(source).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))
        .map(|(name, _)| name.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{CopiedShare, OriginArticle, find_origins};
    use crate::analysis::quotes::Attribution;
    use crate::text::Span;

    fn article<'a>(
        outlet: &'a str,
        agency: &'a str,
        attributions: &'a [Attribution],
    ) -> OriginArticle<'a> {
        OriginArticle {
            outlet,
            agency,
            attributions,
        }
    }

    fn groups(articles: &[OriginArticle<'_>], copied: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let copied: Vec<CopiedShare> = copied
            .iter()
            .map(|(of, held_by, share)| CopiedShare {
                of: *of,
                held_by: *held_by,
                share: *share,
            })
            .collect();
        find_origins(articles, &copied)
            .into_iter()
            .map(|origin| origin.articles)
            .collect()
    }

    #[test]
    fn one_wire_story_is_one_origin() {
        let wire = [
            article("A", "AP", &[]),
            article("B", "", &[]),
            article("C", "Associated Press", &[]),
        ];
        assert_eq!(groups(&wire, &[]), [vec![0, 2], vec![1]]);
        assert_eq!(groups(&wire, &[(1, 0, 0.7), (0, 1, 0.2)]), [vec![0, 1, 2]]);
    }

    #[test]
    fn a_shared_source_needs_shared_words() {
        let reuters = [Attribution {
            source: "Reuters".to_owned(),
            span: Span::new(0, 1),
            is_outlet: true,
        }];
        let both = [article("A", "", &reuters), article("B", "", &reuters)];
        assert_eq!(groups(&both, &[(0, 1, 0.05)]), [vec![0], vec![1]]);
        assert_eq!(groups(&both, &[(0, 1, 0.2)]), [vec![0, 1]]);
        let origins = find_origins(
            &both,
            &[CopiedShare {
                of: 1,
                held_by: 0,
                share: 0.2,
            }],
        );
        assert_eq!(origins[0].name, "Reuters");
    }
}
