//! Who rests on whom: articles, the agencies, outlets and officials they name as their sources, whom they quote, and how many
//! independent origins there are.

use std::collections::BTreeMap;

use super::SpeakerRow;
use crate::analysis::Analysed;
use crate::analysis::compare::{Comparison, origins};
use crate::analysis::quotes::{Origin, OriginEvidence};
use crate::corpus::siglum;
use crate::text::Span;

/// How often one article rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliance {
    /// Index of the article in siglum order.
    pub article: usize,
    /// How often it says so; at least 1.
    pub count: usize,
    /// Where it says so first; `None`: the article is credited to it as a whole.
    pub place: Option<Span>,
}

/// A source that articles rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its name.
    pub name: String,
    /// An agency or outlet, and so perhaps the origin of the copy.
    pub is_outlet: bool,
    /// The articles, ascending.
    pub articles: Vec<Reliance>,
}

/// The graph: articles in the middle, sources on one side, speakers on the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceGraph {
    /// Articles by origin; their number is the number of independent origins.
    pub origins: Vec<Origin>,
    /// Sources: those of most articles first.
    pub sources: Vec<SourceRow>,
    /// Indexes of the speakers who are named, those of most articles first.
    pub speakers: Vec<usize>,
}

impl SourceGraph {
    /// Puts the attributions, credits and speakers of the compared articles together.
    pub fn new(
        articles: &[&Analysed],
        outlets: &[String],
        comparison: &Comparison,
        speakers: &[SpeakerRow],
    ) -> Self {
        let names: Vec<&str> = outlets.iter().map(String::as_str).collect();
        let origins = origins(articles, &names, comparison);
        let mut sources: BTreeMap<String, SourceRow> = BTreeMap::new();
        let mut rest_on = |name: &str, is_outlet: bool, reliance: Reliance| {
            let row = sources.entry(name.to_owned()).or_insert_with(|| SourceRow {
                name: name.to_owned(),
                is_outlet,
                articles: Vec::new(),
            });
            row.is_outlet |= is_outlet;
            match row.articles.last_mut() {
                Some(last) if last.article == reliance.article => {
                    last.count += reliance.count;
                    last.place = last.place.or(reliance.place);
                }
                _ => row.articles.push(reliance),
            }
        };
        for (article, analysed) in articles.iter().enumerate() {
            if let Some(agency) = analysed.article.agency.get().filter(|a| !a.is_empty()) {
                let origin = origins.iter().find(|o| o.articles.contains(&article));
                let listed = origin.map(|origin| origin.name.as_str());
                let name = listed.filter(|name| !name.is_empty()).unwrap_or(agency);
                let credited = Reliance {
                    article,
                    count: 1,
                    place: None,
                };
                rest_on(name, true, credited);
            }
            for attribution in &analysed.quotes.attributions {
                let said = Reliance {
                    article,
                    count: 1,
                    place: Some(attribution.span),
                };
                rest_on(&attribution.source, attribution.is_outlet, said);
            }
        }
        let mut sources: Vec<SourceRow> = sources.into_values().collect();
        sources.sort_by_key(|row| {
            let count: usize = row.articles.iter().map(|reliance| reliance.count).sum();
            (
                std::cmp::Reverse((row.articles.len(), row.is_outlet, count)),
                row.name.clone(),
            )
        });
        let speakers = (0..speakers.len())
            .filter(|at| !speakers[*at].name.is_empty())
            .collect();
        Self {
            origins,
            sources,
            speakers,
        }
    }

    /// The articles from top to bottom: those of one origin stand together.
    pub fn article_order(&self) -> Vec<usize> {
        self.origins
            .iter()
            .flat_map(|origin| origin.articles.iter().copied())
            .collect()
    }
}

/// Why articles have one origin, in a sentence.
pub fn evidence_text(evidence: &OriginEvidence) -> String {
    match evidence {
        OriginEvidence::Agency { lhs, rhs, agency } => {
            format!(
                "{} and {} are both credited to {agency}",
                siglum(*lhs),
                siglum(*rhs)
            )
        }
        OriginEvidence::Copied { lhs, rhs, share } => format!(
            "{} and {} share their wording: {:.0} % of the words of one stand in the other",
            siglum(*lhs),
            siglum(*rhs),
            share * 100.0
        ),
        OriginEvidence::Rests { lhs, rhs } => {
            format!(
                "{} rests on {} and shares words with it",
                siglum(*lhs),
                siglum(*rhs)
            )
        }
        OriginEvidence::SharedSource { lhs, rhs, source } => format!(
            "{} and {} both rest on {source} and share words",
            siglum(*lhs),
            siglum(*rhs)
        ),
    }
}
