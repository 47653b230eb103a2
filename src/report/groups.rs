//! Counts of names by outlet, with the statistics the field expects beside them.

use super::model::{Article, Entity, Report};
use crate::analysis::stats::{Frequency, dp_normalised, g2, log_ratio, lrc, per_thousand};

/// Articles of one outlet, or one article where no outlet is known.
pub struct Group<'a> {
    /// The outlet's name, or the file's.
    pub name: &'a str,
    /// Its articles, in siglum order.
    pub articles: Vec<&'a Article>,
    /// Words of all of them.
    pub words: usize,
}

/// The outlets of a report, in order of their first article.
pub fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for article in &report.articles {
        let known = article
            .outlet
            .as_deref()
            .and_then(|name| groups.iter().position(|group| group.name == name));
        match known {
            Some(index) => {
                groups[index].articles.push(article);
                groups[index].words += article.words;
            }
            None => groups.push(Group {
                name: article.outlet_or_file(),
                articles: vec![article],
                words: article.words,
            }),
        }
    }
    groups
}

/// What is counted of one name.
pub struct Counts {
    /// One for every group.
    pub by_group: Vec<Count>,
    /// Normalised deviation of proportions over the articles: 0 even, 1 clumped (Lijffijt & Gries 2012).
    pub dispersion: f64,
    /// Articles that have it.
    pub n_articles: usize,
}

/// What is counted of one name in one group.
pub struct Count {
    /// Mentions.
    pub count: usize,
    /// Mentions per 1,000 words.
    pub per_thousand: f64,
    /// The group against all others; `None` where there is no other.
    pub key: Option<Key>,
}

/// How a group stands against the rest.
pub struct Key {
    /// Log-likelihood, four-cell form.
    pub g2: f64,
    /// Log2 of the relative frequencies.
    pub log_ratio: f64,
    /// Its conservative bound.
    pub lrc: f64,
}

/// Counts one name in every group.
pub fn counts(report: &Report, groups: &[Group<'_>], entity: &Entity) -> Counts {
    let in_article =
        |article: &Article| Frequency::new(entity.count_in(&article.siglum), article.words);
    let of_group = |group: &Group<'_>| {
        let count = group
            .articles
            .iter()
            .map(|a| entity.count_in(&a.siglum))
            .sum();
        Frequency::new(count, group.words)
    };
    let (all, words) = groups.iter().fold((0, 0), |(count, words), group| {
        (count + of_group(group).count, words + group.words)
    });
    let by_group = groups
        .iter()
        .map(|group| {
            let here = of_group(group);
            let rest = Frequency::new(all - here.count, words - group.words);
            Count {
                count: here.count,
                per_thousand: per_thousand(here),
                key: (groups.len() > 1).then(|| Key {
                    g2: g2(here, rest),
                    log_ratio: log_ratio(here, rest),
                    lrc: lrc(here, rest, report.entities.len()),
                }),
            }
        })
        .collect();
    let parts: Vec<Frequency> = report.articles.iter().map(in_article).collect();
    Counts {
        by_group,
        dispersion: dp_normalised(&parts),
        n_articles: parts.iter().filter(|part| part.count > 0).count(),
    }
}
