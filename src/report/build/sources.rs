//! The articles with where each piece of metadata came from, the import ledger, what was excluded.

use std::collections::BTreeMap;

use super::{Names, ReportInput};
use crate::analysis::Analysed;
use crate::corpus::{self, Corpus, Field, Outcome};
use crate::report::model::{Article, Block, LedgerLine};

pub(super) fn articles(input: &ReportInput<'_>, names: &Names) -> Vec<Article> {
    let taken: Vec<u32> = input
        .articles
        .iter()
        .filter_map(|analysed| Some(input.corpus.outlet_of(&analysed.article)?.colour))
        .collect();
    let mut free = (0..).filter(|colour| !taken.contains(colour));
    input
        .articles
        .iter()
        .enumerate()
        .map(|(index, analysed)| {
            let outlet = input.corpus.outlet_of(&analysed.article);
            let colour = match outlet {
                Some(outlet) => outlet.colour,
                None => free.next().unwrap_or_default(),
            };
            let name = outlet.map(|outlet| outlet.name.clone());
            article(analysed, names.of(index), name, colour)
        })
        .collect()
}

fn article(analysed: &Analysed, siglum: String, outlet: Option<String>, colour: u32) -> Article {
    let article = &*analysed.article;
    let source = &article.source;
    Article {
        siglum,
        source: source.path.clone(),
        part: source.part.clone(),
        sha256: source.sha256.clone(),
        text_sha256: source.text_sha256.clone(),
        outlet,
        colour,
        headline: article.headline.get().cloned(),
        byline: article.byline.get().cloned(),
        published: article.published.get().map(ToString::to_string),
        address: article.address.get().cloned(),
        language: article.language.get().cloned(),
        agency: article.agency.get().cloned(),
        completeness: article.completeness,
        words: analysed.reading.words(),
        format: source.format.clone(),
        encoding: source.encoding.clone(),
        origins: origins(article),
        text: article.text.to_string(),
        extracts_sha256: None,
        blocks: article
            .blocks
            .iter()
            .map(|block| Block {
                kind: block.kind,
                start: block.span.start,
                end: block.span.end,
            })
            .collect(),
        sentences: analysed
            .reading
            .sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect(),
    }
}

fn origins(article: &corpus::Article) -> BTreeMap<String, String> {
    fn origin<T: PartialEq>(name: &str, field: &Field<T>) -> Option<(String, String)> {
        Some((name.to_owned(), field.origin()?.label().to_owned()))
    }
    [
        origin("outlet", &article.outlet),
        origin("headline", &article.headline),
        origin("byline", &article.byline),
        origin("published", &article.published),
        origin("address", &article.address),
        origin("language", &article.language),
        origin("agency", &article.agency),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn ledger(corpus: &Corpus, names: &Names) -> Vec<LedgerLine> {
    let mut lines: Vec<LedgerLine> = corpus
        .ledger
        .iter()
        .map(|line| {
            let (article, duplicate_of, reason) = match &line.outcome {
                Outcome::Imported {
                    article,
                    duplicate_of,
                } => (
                    names.of_id(*article),
                    duplicate_of.and_then(|id| names.of_id(id)),
                    None,
                ),
                Outcome::Skipped { reason } | Outcome::Failed { reason } => {
                    (None, None, Some(reason.clone()))
                }
            };
            LedgerLine {
                source: line.path.clone(),
                part: line.part.clone(),
                outcome: line.outcome.label().to_owned(),
                article,
                duplicate_of,
                reason,
                format: line.format.clone(),
                encoding: line.encoding.clone(),
                bytes: line.bytes,
                stripped: line.stripped.clone(),
                warnings: line.warnings.clone(),
            }
        })
        .collect();
    lines.sort();
    lines
}

pub(super) fn excluded(corpus: &Corpus) -> Vec<String> {
    let mut titles: Vec<String> = corpus
        .articles
        .iter()
        .filter(|article| article.excluded)
        .map(|article| format!("{} ({})", article.title(), article.source.path))
        .collect();
    titles.sort();
    titles
}
