//! From the corpus and the analyses to the report: names instead of indexes, the person's verdicts beside what they are about.

use std::collections::BTreeMap;

use super::model::{
    Alteration, Article, Attribution, Block, Cell, Compared, Containment, Difference, Entity, Head,
    LedgerLine, Mark, OnlyHere, Origin, OriginEvidence, OriginSign, Pair, Passage, Placement,
    Quotation, QuotationCell, Report, Review, Settings, Statement, Table, Words,
};
use crate::analysis::Analysed;
use crate::analysis::compare::{self, Comparison};
use crate::analysis::entities::EntityIndex;
use crate::analysis::quotes::{self, Utterance};
use crate::corpus::{self, ArticleId, Corpus, Decision, Field, Outcome, ReviewState};
use crate::text::Span;

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

fn articles(input: &ReportInput<'_>, names: &Names) -> Vec<Article> {
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

fn statements(input: &ReportInput<'_>, comparison: &Comparison, names: &Names) -> Vec<Statement> {
    let reviews = Reviews::new(input.corpus, names);
    comparison
        .statements
        .iter()
        .map(|statement| Statement {
            id: statement.id,
            gloss: statement.gloss.clone(),
            relation: statement.relation,
            cells: statement
                .cells
                .iter()
                .map(|cell| Cell {
                    article: names.of(cell.article),
                    spans: cell.spans.clone(),
                    placement: placement(cell.placement),
                    marks: cell
                        .marks
                        .iter()
                        .map(|mark| Mark {
                            start: mark.span.start,
                            end: mark.span.end,
                            kind: mark.kind,
                        })
                        .collect(),
                })
                .collect(),
            pairs: statement.pairs.iter().map(pair).collect(),
            differences: statement
                .differences
                .iter()
                .map(|difference| Difference {
                    kind: difference.kind,
                    nature: difference.nature,
                    values: difference
                        .values
                        .iter()
                        .map(|value| {
                            words(
                                names,
                                value.article,
                                value.span,
                                input.articles[value.article].text(),
                            )
                        })
                        .collect(),
                    review: reviews.of(statement, Some(difference.kind.label())),
                })
                .collect(),
            review: reviews.of(statement, None),
        })
        .collect()
}

fn pair(pair: &compare::Pair) -> Pair {
    Pair {
        lhs: pair.lhs,
        rhs: pair.rhs,
        relation: pair.relation,
        score: rounded(f64::from(pair.score), 1000.0),
        common_words: pair.common_words,
        shorter_words: pair.shorter_words,
        longest_run: pair.longest_run,
    }
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

fn passages(comparison: &Comparison, names: &Names) -> Vec<Passage> {
    comparison
        .passages
        .iter()
        .map(|passage| Passage {
            lhs: names.of(passage.lhs),
            rhs: names.of(passage.rhs),
            lhs_span: passage.lhs_span,
            rhs_span: passage.rhs_span,
            common_words: passage.common_words,
            is_set_phrase: passage.is_set_phrase,
        })
        .collect()
}

fn text_origins(input: &ReportInput<'_>, comparison: &Comparison, names: &Names) -> Vec<Origin> {
    let outlets: Vec<&str> = input
        .articles
        .iter()
        .map(|analysed| {
            let outlet = input.corpus.outlet_of(&analysed.article);
            outlet.map_or("", |outlet| outlet.name.as_str())
        })
        .collect();
    compare::origins(input.articles, &outlets, comparison)
        .into_iter()
        .map(|origin| Origin {
            name: Some(origin.name).filter(|name| !name.is_empty()),
            articles: origin
                .articles
                .iter()
                .map(|index| names.of(*index))
                .collect(),
            evidence: origin
                .evidence
                .iter()
                .map(|evidence| origin_evidence(evidence, names))
                .collect(),
        })
        .collect()
}

fn origin_evidence(evidence: &quotes::OriginEvidence, names: &Names) -> OriginEvidence {
    let (kind, lhs, rhs, source, share) = match evidence {
        quotes::OriginEvidence::Agency { lhs, rhs, agency } => {
            (OriginSign::Agency, lhs, rhs, Some(agency.clone()), None)
        }
        quotes::OriginEvidence::Copied { lhs, rhs, share } => (
            OriginSign::Copied,
            lhs,
            rhs,
            None,
            Some(rounded(*share, 10_000.0)),
        ),
        quotes::OriginEvidence::Rests { lhs, rhs } => (OriginSign::RestsOn, lhs, rhs, None, None),
        quotes::OriginEvidence::SharedSource { lhs, rhs, source } => (
            OriginSign::SharedSource,
            lhs,
            rhs,
            Some(source.clone()),
            None,
        ),
    };
    OriginEvidence {
        kind,
        lhs: names.of(*lhs),
        rhs: names.of(*rhs),
        source,
        share,
    }
}

/// The person's verdicts, found again by the words they point at.
struct Reviews<'a>(Vec<(usize, Span, Option<&'a str>, Review)>);

impl<'a> Reviews<'a> {
    fn new(corpus: &'a Corpus, names: &Names) -> Self {
        let found = corpus.decisions.iter().filter_map(|decision| {
            let Decision::Review {
                place,
                difference,
                state,
                note,
            } = &**decision
            else {
                return None;
            };
            let article = *names.by_id.get(&place.article)?;
            let review = Review {
                state: *state,
                note: note.clone(),
            };
            Some((article, place.span, difference.as_deref(), review))
        });
        Self(found.collect())
    }

    /// The latest verdict on the statement (`None`) or on its difference of this kind.
    fn of(&self, statement: &compare::Statement, difference: Option<&str>) -> Review {
        let is_about = |article: usize, span: Span| {
            statement
                .cells
                .iter()
                .filter(|cell| cell.article == article)
                .flat_map(|cell| &cell.spans)
                .any(|cell_span| cell_span.intersects(span))
        };
        self.0
            .iter()
            .rev()
            .find(|(article, span, on, _)| *on == difference && is_about(*article, *span))
            .map_or_else(
                || Review {
                    state: ReviewState::New,
                    note: String::new(),
                },
                |(_, _, _, review)| review.clone(),
            )
    }
}

fn quotations(input: &ReportInput<'_>, names: &Names) -> Vec<Quotation> {
    match input.comparison {
        Some(comparison) => comparison
            .utterances
            .iter()
            .map(|utterance| shared_quotation(input, utterance, names))
            .collect(),
        None => input
            .articles
            .iter()
            .enumerate()
            .flat_map(|(index, analysed)| {
                analysed
                    .quotes
                    .quotations
                    .iter()
                    .map(move |quotation| Quotation {
                        speaker: Some(quotation.speaker_name.clone())
                            .filter(|name| !name.is_empty()),
                        kind: quotation.kind,
                        altered: false,
                        cells: vec![quotation_cell(
                            names.of(index),
                            quotation,
                            &quotation.content,
                        )],
                        alterations: Vec::new(),
                    })
            })
            .collect(),
    }
}

fn shared_quotation(input: &ReportInput<'_>, utterance: &Utterance, names: &Names) -> Quotation {
    Quotation {
        speaker: Some(utterance.speaker.clone()).filter(|name| !name.is_empty()),
        kind: utterance.kind,
        altered: utterance.altered,
        cells: utterance
            .cells
            .iter()
            .map(|cell| {
                let quotations = &input.articles[cell.article].quotes.quotations;
                quotation_cell(
                    names.of(cell.article),
                    &quotations[cell.quotation],
                    &cell.content,
                )
            })
            .collect(),
        alterations: utterance
            .alterations
            .iter()
            .filter(|alteration| alteration.lhs.max(alteration.rhs) < utterance.cells.len())
            .map(|alteration| Alteration {
                lhs: alteration.lhs,
                rhs: alteration.rhs,
                change: alteration.change,
                lhs_span: alteration.lhs_span,
                rhs_span: alteration.rhs_span,
            })
            .collect(),
    }
}

/// `content`: the part of the quotation that the row is about.
fn quotation_cell(
    article: String,
    quotation: &quotes::Quotation,
    content: &[Span],
) -> QuotationCell {
    let quoted = quotation.quoted.iter().copied();
    QuotationCell {
        article,
        kind: quotation.kind,
        speaker: quotation.speaker,
        cue: quotation.cue,
        content: content.to_vec(),
        quoted: quoted
            .filter(|span| content.iter().any(|part| part.intersects(*span)))
            .collect(),
    }
}

fn attributions(input: &ReportInput<'_>, names: &Names) -> Vec<Attribution> {
    input
        .articles
        .iter()
        .enumerate()
        .flat_map(|(index, analysed)| {
            analysed
                .quotes
                .attributions
                .iter()
                .map(move |found| Attribution {
                    article: names.of(index),
                    source: found.source.clone(),
                    start: found.span.start,
                    end: found.span.end,
                    is_outlet: found.is_outlet,
                })
        })
        .collect()
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

fn ledger(corpus: &Corpus, names: &Names) -> Vec<LedgerLine> {
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

fn excluded(corpus: &Corpus) -> Vec<String> {
    let mut titles: Vec<String> = corpus
        .articles
        .iter()
        .filter(|article| article.excluded)
        .map(|article| format!("{} ({})", article.title(), article.source.path))
        .collect();
    titles.sort();
    titles
}
