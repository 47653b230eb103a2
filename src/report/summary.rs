//! The summary in words, generated from counts: what the articles agree on first, then how they differ. No score, and a
//! percentage only together with the one in the other direction.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Article, Compared, Report};
use crate::analysis::compare::{DifferenceKind, Relation};
use crate::analysis::quotes::QuotationKind;
use crate::corpus::is_other_language;

/// Sentences, in the order in which they should be read.
pub fn summary(report: &Report) -> Vec<String> {
    let mut sentences = vec![sources(report)];
    if let Some(compared) = &report.compared {
        sentences.extend(agreement(report, compared));
        sentences.extend(differences(compared));
        sentences.extend(only_here(report, compared));
        sentences.extend(unseen(report));
        sentences.extend(languages(report));
    }
    sentences.extend(quotations(report));
    sentences.extend(sources_named(report));
    if let Some(compared) = &report.compared {
        sentences.extend(containment(report, compared));
        sentences.extend(origins(report, compared));
    }
    sentences
}

/// The report's title, or what it is of.
pub fn title_text(report: &Report) -> String {
    report.head.title.clone().unwrap_or_else(|| {
        let articles = count(report.articles.len(), "article");
        if report.compared.is_some() {
            format!("{articles} compared")
        } else {
            format!("{articles} analysed")
        }
    })
}

/// "1 statement", "2 statements".
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = match noun {
        "is" => "are".to_owned(),
        _ if noun.ends_with('y') && !noun.ends_with("ay") => {
            format!("{}ies", &noun[..noun.len() - 1])
        }
        _ => format!("{noun}s"),
    };
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { noun } else { &plural }
    )
}

/// Digits in groups of three: "1,406".
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "A", "A and B", "A, B and C".
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

fn sources(report: &Report) -> String {
    let outlets: BTreeSet<&str> = report
        .articles
        .iter()
        .filter_map(|article| article.outlet.as_deref())
        .collect();
    let words: usize = report.articles.iter().map(|article| article.words).sum();
    let outlets = match outlets.len() {
        0 => String::new(),
        number => format!(" by {}", count(number, "outlet")),
    };
    let dates = match dates(&report.articles) {
        Some((first, last)) if first == last => format!(", dated {first}"),
        Some((first, last)) => format!(", dated from {first} to {last}"),
        None => String::new(),
    };
    format!(
        "{}{outlets}, {} in all{dates}.",
        count(report.articles.len(), "article"),
        count(words, "word")
    )
}

fn dates(articles: &[Article]) -> Option<(String, String)> {
    let mut dated: Vec<(&str, String)> = articles
        .iter()
        .filter_map(|article| Some((article.published.as_deref()?, article.day()?)))
        .collect();
    dated.sort();
    Some((dated.first()?.1.clone(), dated.last()?.1.clone()))
}

fn agreement(report: &Report, compared: &Compared) -> Vec<String> {
    let live: Vec<_> = compared
        .statements
        .iter()
        .filter(|statement| !statement.is_dismissed())
        .collect();
    if live.is_empty() {
        return if report.articles.len() > 1 {
            vec!["No statement was found that two of the articles share.".to_owned()]
        } else {
            Vec::new()
        };
    }
    let mut sentences = Vec::new();
    let n_articles = report.articles.len();
    let by_all = live.iter().filter(|s| s.cells.len() == n_articles).count();
    let of_them = if n_articles > 2 {
        format!(", {by_all} of them by all {n_articles}")
    } else {
        String::new()
    };
    let are = if live.len() == 1 { "is" } else { "are" };
    sentences.push(format!(
        "{} {are} reported by two or more articles{of_them}.",
        count(live.len(), "statement")
    ));

    let with = |relation| live.iter().filter(|s| s.relation == relation).count();
    sentences.push(format!(
        "Closest wording: {} in the same words, {} edited, {} reworded.",
        with(Relation::SameWords),
        with(Relation::Edited),
        with(Relation::Reworded)
    ));
    let agreeing = live
        .iter()
        .filter(|s| s.live_differences().next().is_none())
        .count();
    sentences.push(format!(
        "On {agreeing} of the {} no difference in numbers, dates, names, quotations, attribution or hedging was found.",
        count(live.len(), "shared statement")
    ));
    sentences
}

fn differences(compared: &Compared) -> Option<String> {
    let mut kinds: BTreeMap<DifferenceKind, usize> = BTreeMap::new();
    let mut statements = 0;
    for statement in compared.statements.iter().filter(|s| !s.is_dismissed()) {
        let found: BTreeSet<DifferenceKind> =
            statement.live_differences().map(|d| d.kind).collect();
        statements += usize::from(!found.is_empty());
        for kind in found {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    if statements == 0 {
        return None;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, number)| format!("{} in {number}", kind.label()))
        .collect();
    let verb = if statements == 1 { "differs" } else { "differ" };
    Some(format!(
        "{} {verb} on a point: {}.",
        count(statements, "statement"),
        list(&kinds)
    ))
}

fn only_here(report: &Report, compared: &Compared) -> Option<String> {
    if report.articles.len() < 2 {
        return None;
    }
    let shares: Vec<String> = report
        .articles
        .iter()
        .map(|article| {
            let number = compared
                .only_here
                .iter()
                .filter(|only| only.article == article.siglum)
                .count();
            format!("{} has {number}", article.siglum)
        })
        .collect();
    let of_language = if articles_by_language(report).len() > 1 {
        " in its language"
    } else {
        ""
    };
    Some(format!(
        "Sentences that no other article here{of_language} reports: {}.",
        list(&shares)
    ))
}

/// The articles of each language (BCP 47 tag), where it is known.
fn articles_by_language(report: &Report) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for article in &report.articles {
        let tag = article.language.as_deref().unwrap_or_default();
        if tag.is_empty() {
            continue;
        }
        let known = found
            .keys()
            .find(|other| !is_other_language(Some(tag), Some(other)));
        let known = known.copied().unwrap_or(tag);
        found.entry(known).or_default().push(&article.siglum);
    }
    found
}

/// Sentences of two languages are not held against each other.
fn languages(report: &Report) -> Option<String> {
    let by_language = articles_by_language(report);
    let groups: Vec<String> = by_language
        .iter()
        .map(|(tag, sigla)| format!("{} ({tag})", list(sigla)))
        .collect();
    (groups.len() > 1).then(|| {
        format!(
            "The articles are in {} languages, {}: what one in another language leaves out could not be compared.",
            groups.len(),
            groups.join("; ")
        )
    })
}

fn unseen(report: &Report) -> Option<String> {
    let cut: Vec<&str> = report
        .articles
        .iter()
        .filter(|article| !article.is_complete())
        .map(|article| article.siglum.as_str())
        .collect();
    let (is, its) = if cut.len() == 1 {
        ("is", "it leaves out")
    } else {
        ("are", "they leave out")
    };
    (!cut.is_empty()).then(|| {
        format!(
            "{} {is} truncated: what {its} could not be seen.",
            list(&cut)
        )
    })
}

fn quotations(report: &Report) -> Option<String> {
    let direct: Vec<_> = report
        .quotations
        .iter()
        .filter(|quotation| quotation.kind != QuotationKind::Indirect)
        .collect();
    if report.quotations.is_empty() {
        return None;
    }
    let shared = direct
        .iter()
        .filter(|quotation| quotation.is_shared())
        .count();
    let altered = direct
        .iter()
        .filter(|quotation| quotation.is_shared() && quotation.altered)
        .count();
    let speakers: BTreeSet<&str> = report
        .quotations
        .iter()
        .filter_map(|quotation| quotation.speaker.as_deref())
        .collect();
    let in_several = if report.compared.is_some() {
        let are = if shared == 1 { "is" } else { "are" };
        format!(
            "; {shared} {are} quoted in more than one article, {altered} of them with altered words"
        )
    } else {
        String::new()
    };
    Some(format!(
        "{} by {}{in_several}.",
        count(report.quotations.len(), "utterance"),
        count(speakers.len(), "named speaker")
    ))
}

fn sources_named(report: &Report) -> Option<String> {
    let mut by_source: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for attribution in report.attributions.iter().filter(|a| a.is_outlet) {
        by_source
            .entry(&attribution.source)
            .or_default()
            .insert(&attribution.article);
    }
    if by_source.is_empty() {
        return None;
    }
    let sources: Vec<String> = by_source
        .iter()
        .map(|(source, sigla)| {
            let sigla: Vec<&str> = sigla.iter().copied().collect();
            format!("{source} (in {})", list(&sigla))
        })
        .collect();
    Some(format!(
        "Agencies and outlets the articles rest on: {}.",
        list(&sources)
    ))
}

/// Both directions, always: a brief may stand wholly in a feature that is mostly new.
fn containment(report: &Report, compared: &Compared) -> Vec<String> {
    let share = |of: &str, inside: &str| {
        compared
            .containment
            .iter()
            .find(|entry| entry.of == of && entry.in_article == inside)
            .map(|entry| entry.share)
    };
    let mut pairs: Vec<(f64, String)> = Vec::new();
    for (index, lhs) in report.articles.iter().enumerate() {
        for rhs in &report.articles[index + 1..] {
            let (Some(there), Some(back)) = (
                share(&lhs.siglum, &rhs.siglum),
                share(&rhs.siglum, &lhs.siglum),
            ) else {
                continue;
            };
            let sentence = format!(
                "{} of the word sequences of {} stand in {}, and {} of those of {} in {}.",
                percent(there),
                lhs.siglum,
                rhs.siglum,
                percent(back),
                rhs.siglum,
                lhs.siglum
            );
            pairs.push((there.max(back), sentence));
        }
    }
    pairs.sort_by(|lhs, rhs| rhs.0.total_cmp(&lhs.0).then_with(|| lhs.1.cmp(&rhs.1)));
    pairs.retain(|(share, _)| *share >= 0.05);
    pairs.truncate(3);
    pairs.into_iter().map(|(_, sentence)| sentence).collect()
}

/// How many texts the articles come from; says nothing of a report that was written before this was known.
fn origins(report: &Report, compared: &Compared) -> Option<String> {
    let shared: Vec<String> = compared
        .origins
        .iter()
        .filter(|origin| origin.articles.len() > 1)
        .map(|origin| {
            let source = origin.name.as_ref().map(|name| format!(" ({name})"));
            format!(
                "{} share one{}",
                list(&origin.articles),
                source.unwrap_or_default()
            )
        })
        .collect();
    if shared.is_empty() {
        return None;
    }
    Some(format!(
        "The {} have {}: {}.",
        count(report.articles.len(), "article"),
        count(compared.origins.len(), "independent origin"),
        shared.join("; ")
    ))
}

/// "12 %".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::{count, grouped, list};

    #[test]
    fn numbers_read_as_words() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(2, "entity"), "2 entities");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(list::<&str>(&[]), "");
    }
}
