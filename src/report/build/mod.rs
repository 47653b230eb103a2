//! From the corpus and the analyses to the report: names instead of indexes, the person's verdicts beside what they are about.

mod compared;
mod quotes;
mod sources;

use std::collections::BTreeMap;

use super::model::{
    Compared, Containment, Entity, Head, OnlyHere, Placement, Report, Settings, Table, Words,
};
use crate::analysis::Analysed;
use crate::analysis::compare::{self, Comparison};
use crate::analysis::entities::EntityIndex;
use crate::corpus::{self, ArticleId, Corpus};
use crate::text::Span;

use self::compared::{passages, statements, text_origins};
use self::quotes::{attributions, quotations};
use self::sources::{articles, excluded, ledger};

/// What a report is built from.
pub struct ReportInput<'a> {
    /// Outlets, decisions, ledger and excluded articles.
    pub corpus: &'a Corpus,
    /// The articles of the report, in siglum order (see [`crate::corpus::sort_by_siglum`]).
    pub articles: &'a [&'a Analysed],
    /// What comparing these articles found; `None`: analysed only.
    pub comparison: Option<&'a Comparison>,
    /// The entities of these articles.
    pub entities: &'a EntityIndex,
    /// Title, question, author, date.
    pub head: Head,
    /// What was chosen.
    pub settings: Settings,
}

/// Builds the report.
pub fn build(input: &ReportInput<'_>) -> Report {
    let names = Names::new(input.articles);
    let texts = |index: usize| input.articles[index].text();
    let mut report = Report {
        program: concat!("hexapla ", env!("CARGO_PKG_VERSION")).to_owned(),
        head: input.head.clone(),
        settings: input.settings.clone(),
        articles: articles(input, &names),
        compared: input.comparison.map(|comparison| Compared {
            statements: statements(input, comparison, &names),
            only_here: comparison
                .only_here
                .iter()
                .map(|only| OnlyHere {
                    article: names.of(only.article),
                    spans: vec![only.span],
                    placement: placement(only.placement),
                    not_compared: compared::not_compared(input, &names, &[only.article]),
                })
                .collect(),
            containment: comparison
                .containment
                .iter()
                .map(|entry| Containment {
                    of: names.of(entry.of),
                    in_article: names.of(entry.in_article),
                    share: rounded(f64::from(entry.share), 10_000.0),
                })
                .collect(),
            passages: passages(comparison, &names),
            origins: text_origins(input, comparison, &names),
        }),
        quotations: quotations(input, &names),
        attributions: attributions(input, &names),
        entities: entities(input, &names, &texts),
        ledger: ledger(input.corpus, &names),
        excluded: excluded(input.corpus),
        tables: tables(),
    };
    report.apply_rights();
    report
}

fn tables() -> Vec<Table> {
    let assets = crate::analysis::assets::assets().iter();
    let table = |asset: &crate::analysis::assets::Asset| Table {
        name: asset.name.to_owned(),
        sha256: asset.sha256.clone(),
    };
    assets.map(table).collect()
}

/// Sigla by index and by identity.
struct Names {
    sigla: Vec<String>,
    by_id: BTreeMap<ArticleId, usize>,
}

impl Names {
    fn new(articles: &[&Analysed]) -> Self {
        Self {
            sigla: (0..articles.len()).map(corpus::siglum).collect(),
            by_id: articles
                .iter()
                .enumerate()
                .map(|(index, analysed)| (analysed.id(), index))
                .collect(),
        }
    }

    fn of(&self, index: usize) -> String {
        self.sigla[index].clone()
    }

    fn of_id(&self, id: ArticleId) -> Option<String> {
        self.by_id.get(&id).map(|index| self.of(*index))
    }
}

/// To as many places as the scale has zeros: the last bits of a float are nobody's business.
fn rounded(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}

fn placement(placement: compare::Placement) -> Placement {
    Placement {
        block: placement.block,
        index: placement.index,
        of: placement.of,
    }
}

fn words(names: &Names, article: usize, span: Span, text: &str) -> Words {
    Words {
        article: names.of(article),
        start: span.start,
        end: span.end,
        text: span.of(text).to_owned(),
    }
}

fn entities<'a>(
    input: &ReportInput<'_>,
    names: &Names,
    text: &dyn Fn(usize) -> &'a str,
) -> Vec<Entity> {
    input
        .entities
        .entities
        .iter()
        .zip(1..)
        .map(|(entity, id)| Entity {
            id,
            name: entity.name.clone(),
            kind: entity.kind,
            aliases: entity
                .aliases
                .iter()
                .map(|alias| alias.text.clone())
                .collect(),
            alias_counts: entity.aliases.iter().map(|alias| alias.count).collect(),
            mentions: entity
                .mentions
                .iter()
                .map(|mention| words(names, mention.article, mention.span, text(mention.article)))
                .collect(),
            adjective_of: entity.adjective_of.clone(),
        })
        .collect()
}
