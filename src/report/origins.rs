//! Independent origins in words: which articles rest on one text, and what tells so.

use super::model::{Article, OriginEvidence, OriginSign, Report};
use super::summary::percent;

/// Articles that rest on one text, or one that stands alone.
pub struct Row<'a> {
    /// Its articles.
    pub articles: Vec<&'a Article>,
    /// The agency or outlet it comes from; empty where that is not known.
    pub source: &'a str,
    /// Why they are taken together, in words; empty for an article that stands alone.
    pub reasons: Vec<String>,
}

/// All origins, in order of their first article.
pub fn rows(report: &Report) -> Vec<Row<'_>> {
    let origins = report.compared.iter().flat_map(|c| &c.origins);
    origins
        .map(|origin| Row {
            articles: origin
                .articles
                .iter()
                .filter_map(|siglum| report.article(siglum))
                .collect(),
            source: origin.name.as_deref().unwrap_or_default(),
            reasons: origin
                .evidence
                .iter()
                .map(|evidence| reason(report, evidence))
                .collect(),
        })
        .collect()
}

fn reason(report: &Report, evidence: &OriginEvidence) -> String {
    let (lhs, rhs) = (&evidence.lhs, &evidence.rhs);
    let source = evidence.source.as_deref().unwrap_or("the same source");
    match evidence.kind {
        OriginSign::Agency => format!("{lhs} and {rhs} both credit {source}"),
        OriginSign::Copied => format!(
            "{lhs} and {rhs}: one holds most of the other’s own words{}",
            containments(report, lhs, rhs)
        ),
        OriginSign::RestsOn => format!("{lhs} names {source} ({rhs}) and shares words with it"),
        OriginSign::SharedSource => {
            format!("{lhs} and {rhs} both name {source} and share words")
        }
    }
}

/// A share is told in both directions or not at all.
fn containments(report: &Report, lhs: &str, rhs: &str) -> String {
    let share = |of: &str, inside: &str| {
        let entries = report.compared.as_ref()?.containment.iter();
        let mut entries = entries.filter(|e| e.of == of && e.in_article == inside);
        Some(entries.next()?.share)
    };
    match (share(lhs, rhs), share(rhs, lhs)) {
        (Some(there), Some(back)) => format!(
            " ({} of the word sequences of {lhs} stand in {rhs}, {} of those of {rhs} in {lhs})",
            percent(there),
            percent(back)
        ),
        _ => String::new(),
    }
}
