//! Measures the merging of names: B-cubed precision, recall and F1 (Bagga & Baldwin 1998) of mentions grouped by entity, given the
//! mentions themselves, over all articles of a collection together.
//!
//! ```text
//! cargo run --release --no-default-features --example score_identity -- DOCS.jsonl…
//! ```
//!
//! A line of a file is an article: `text`, and `mentions` with `start`, `end` (characters) and the identity: `wiki` and `type`
//! (GUM), or `instance` and `cls` (MEANTIME). Kept are mentions of persons, organisations and places that are names: every word
//! has a capital, but for small ones, and it is no office ("the Prime Minister"). Nationalities count as their place.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use anyhow::Context as _;
use hexapla::analysis::Analysed;
use hexapla::analysis::entities::{EntityType, Mention, MentionPlace, index_entities};
use hexapla::corpus::{Article, ArticleId, Block, BlockKind, Completeness, Field, Source};
use hexapla::text::Span;
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    for path in std::env::args().skip(1) {
        score(&path)?;
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a tool that reads files named on its command line"
)]
fn score(path: &str) -> anyhow::Result<()> {
    let mut articles = Vec::new();
    let mut gold: HashMap<MentionPlace, String> = HashMap::new();
    for (at, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().context("no text")?;
        let mut article = Analysed::new(Arc::new(article(at as u32, text)));
        article.mentions = gold_mentions(text, &document["mentions"])
            .into_iter()
            .map(|(mention, identity)| {
                gold.insert(
                    MentionPlace {
                        article: at,
                        span: mention.span,
                    },
                    identity,
                );
                mention
            })
            .collect();
        articles.push(article);
    }
    let references: Vec<&Analysed> = articles.iter().collect();
    let index = index_entities(&references, &[]);
    let mut row_of: HashMap<MentionPlace, usize> = HashMap::new();
    for (row, entity) in index.entities.iter().enumerate() {
        // a nationality counts as its place, as with the table's switch
        let place = entity.adjective_of.as_ref();
        let row = place
            .and_then(|place| index.entities.iter().position(|e| e.name == *place))
            .unwrap_or(row);
        row_of.extend(entity.mentions.iter().map(|place| (*place, row)));
    }
    let pairs: Vec<(usize, &str)> = gold
        .iter()
        .map(|(place, id)| (row_of[place], id.as_str()))
        .collect();
    let (precision, recall) = b_cubed(&pairs);
    let f1 = 2.0 * precision * recall / (precision + recall);
    eprintln!(
        "{path}: {} mentions, B-cubed precision {precision:.3} recall {recall:.3} F1 {f1:.3}",
        pairs.len()
    );
    if std::env::var_os("SHOW").is_some() {
        show(
            &pairs,
            &index
                .entities
                .iter()
                .map(|e| e.name.clone())
                .collect::<Vec<_>>(),
        );
    }
    Ok(())
}

fn article(id: u32, text: &str) -> Article {
    Article {
        id: ArticleId(id),
        text: text.into(),
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        }],
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::Unknown,
        source: Source::default(),
        excluded: false,
    }
}

/// Names with their identity, in order; of overlapping ones the shorter ("GM" and "Chrysler", not "GM and Chrysler").
fn gold_mentions(text: &str, mentions: &Value) -> Vec<(Mention, String)> {
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut found: Vec<(Mention, String)> = Vec::new();
    for mention in mentions.as_array().into_iter().flatten() {
        let kind = match mention["type"].as_str().or(mention["cls"].as_str()) {
            Some("person" | "PER") => EntityType::Person,
            Some("organization" | "ORG") => EntityType::Organisation,
            Some("place" | "LOC") => EntityType::Place,
            _ => continue,
        };
        let (Some(identity), Some(start), Some(end)) = (
            mention["wiki"].as_str().or(mention["instance"].as_str()),
            mention["start"].as_u64(),
            mention["end"].as_u64(),
        ) else {
            continue;
        };
        let mut span = Span::new(offsets[start as usize], offsets[end as usize]);
        if let Some(rest) = span
            .of(text)
            .strip_prefix("the ")
            .or(span.of(text).strip_prefix("The "))
        {
            span.start = span.end - rest.len() as u32;
        }
        let name = span.of(text);
        let name = name
            .strip_suffix("'s")
            .or(name.strip_suffix("’s"))
            .unwrap_or(name)
            .trim_end();
        span.end = span.start + name.len() as u32;
        if is_name(name) {
            found.push((Mention { span, kind }, identity.to_owned()));
        }
    }
    found.sort_by_key(|(mention, _)| (mention.span.len(), mention.span.start));
    let mut kept: Vec<(Mention, String)> = Vec::new();
    for name in found {
        if !kept
            .iter()
            .any(|(other, _)| other.span.intersects(name.0.span))
        {
            kept.push(name);
        }
    }
    kept.sort_by_key(|(mention, _)| mention.span.start);
    kept
}

fn is_name(name: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "for", "de", "van", "von", "bin", "al", "in", "&", "-",
    ];
    !name.is_empty()
        && name.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !matches!(
            name,
            "He" | "She"
                | "It"
                | "They"
                | "We"
                | "I"
                | "His"
                | "Her"
                | "Its"
                | "Their"
                | "Our"
                | "You"
        )
        && name
            .split_whitespace()
            .all(|word| SMALL.contains(&word) || word.chars().any(char::is_uppercase))
        && !name.contains([',', '(', '"'])
        && !is_description(name)
}

/// "Prime Minister of Canada", "Home Secretary", "Ryanair CEO": descriptions, which are not counted as names.
fn is_description(name: &str) -> bool {
    const OFFICES: &[&str] = &[
        "President",
        "Minister",
        "Secretary",
        "CEO",
        "Officer",
        "Senator",
        "MP",
        "Chairman",
        "Governor",
        "Administrator",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    words.last().is_some_and(|word| OFFICES.contains(word))
        || words
            .windows(2)
            .any(|pair| OFFICES.contains(&pair[0]) && pair[1] == "of")
}

/// Precision: over all mentions, the share of its row that is of its identity. Recall: the share of its identity that is in its row.
fn b_cubed(pairs: &[(usize, &str)]) -> (f64, f64) {
    let mut rows: BTreeMap<usize, f64> = BTreeMap::new();
    let mut identities: BTreeMap<&str, f64> = BTreeMap::new();
    let mut both: BTreeMap<(usize, &str), f64> = BTreeMap::new();
    for (row, identity) in pairs {
        *rows.entry(*row).or_default() += 1.0;
        *identities.entry(identity).or_default() += 1.0;
        *both.entry((*row, identity)).or_default() += 1.0;
    }
    let n = pairs.len() as f64;
    let sum = |of: &dyn Fn(&(usize, &str)) -> f64| {
        both.iter()
            .map(|(pair, count)| count * count / of(pair))
            .sum::<f64>()
            / n
    };
    (
        sum(&|(row, _)| rows[row]),
        sum(&|(_, identity)| identities[identity]),
    )
}

/// Rows with several identities, and identities in several rows.
fn show(pairs: &[(usize, &str)], names: &[String]) {
    let mut rows: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut identities: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (row, identity) in pairs {
        *rows.entry(*row).or_default().entry(identity).or_default() += 1;
        *identities
            .entry(identity)
            .or_default()
            .entry(*row)
            .or_default() += 1;
    }
    for (row, of) in rows.iter().filter(|(_, of)| of.len() > 1) {
        eprintln!("row {}: {of:?}", names[*row]);
    }
    for (identity, of) in identities.iter().filter(|(_, of)| of.len() > 1) {
        let parts: Vec<String> = of
            .iter()
            .map(|(row, n)| format!("{} {n}", names[*row]))
            .collect();
        eprintln!("identity {identity}: {}", parts.join("; "));
    }
}
