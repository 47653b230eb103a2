//! Scores main text and metadata against a folder of saved pages:
//! `cargo run --release --no-default-features --example score_pages -- FOLDER [N]`
//!
//! FOLDER holds `gold.jsonl` (`id`, `title`, `author`, `publish_date`, `main_content`, one page a line) and `html/ID.html.gz`.
//! Prints word-level F1 (multisets of lower-case words, averaged over pages), exact-match rates of title, author and day of those
//! pages that have one, and pages per second on all cores; with N, the N worst pages with their scores.

#![expect(clippy::print_stdout, reason = "the figures are its purpose")]
#![expect(clippy::disallowed_methods, reason = "it reads the folder it is given")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use hexapla::analysis::Unhurried;
use hexapla::import::{ImportOptions, NewArticle, SourceBytes, read_source};
use rayon::prelude::*;
use serde_json::Value;

struct Page {
    id: String,
    gold: Value,
    bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Score {
    id: String,
    f1: f64,
    precision: f64,
    recall: f64,
    /// Title, author, day: right, or `None` where the gold has none.
    fields: [Option<bool>; 3],
    shown: [String; 3],
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args
        .next()
        .ok_or_else(|| anyhow::anyhow!("usage: score_pages FOLDER [N]"))?;
    let n_worst: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let pages = load(Path::new(&folder))?;
    let started = Instant::now();
    let articles: Vec<Option<NewArticle>> = pages.par_iter().map(read).collect();
    let elapsed = started.elapsed().as_secs_f64();
    let mut scores: Vec<Score> = pages
        .iter()
        .zip(&articles)
        .filter_map(|(page, article)| score(page, article.as_ref()))
        .collect();
    let mean =
        |value: fn(&Score) -> f64| scores.iter().map(value).sum::<f64>() / scores.len() as f64;
    println!(
        "{} pages, F1 {:.4}, precision {:.4}, recall {:.4}",
        scores.len(),
        mean(|s| s.f1),
        mean(|s| s.precision),
        mean(|s| s.recall)
    );
    for (index, name) in ["title", "author", "date"].iter().enumerate() {
        let known: Vec<bool> = scores
            .iter()
            .filter_map(|score| score.fields[index])
            .collect();
        let right = known.iter().filter(|right| **right).count();
        println!(
            "{name}: {right} of {} exact ({:.3})",
            known.len(),
            right as f64 / known.len().max(1) as f64
        );
    }
    println!(
        "{:.0} pages per second on {} threads",
        pages.len() as f64 / elapsed,
        rayon::current_num_threads()
    );
    scores.sort_by(|lhs, rhs| lhs.f1.total_cmp(&rhs.f1));
    for score in scores.iter().take(n_worst) {
        println!(
            "{} F1 {:.3} P {:.3} R {:.3}",
            score.id, score.f1, score.precision, score.recall
        );
    }
    if n_worst > 0 {
        for score in &scores {
            for (index, name) in ["title", "author", "date"].iter().enumerate() {
                if score.fields[index] == Some(false) {
                    println!("wrong {name} {}: {}", score.id, score.shown[index]);
                }
            }
        }
    }
    Ok(())
}

fn load(folder: &Path) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for line in std::fs::read_to_string(folder.join("gold.jsonl"))?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        let id = gold["id"].as_str().unwrap_or_default().to_owned();
        let file = std::fs::File::open(folder.join("html").join(format!("{id}.html.gz")))?;
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes)?;
        pages.push(Page { id, gold, bytes });
    }
    Ok(pages)
}

fn read(page: &Page) -> Option<NewArticle> {
    let source = SourceBytes {
        path: format!("{}.html", page.id),
        bytes: page.bytes.clone().into(),
        ..SourceBytes::pasted("")
    };
    let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).ok()?;
    import.articles().next().cloned()
}

/// The article's words: body, subheadings and standfirst, as a reader of the comparison sees them.
fn main_text(article: &NewArticle) -> String {
    let mut text = String::new();
    for block in &article.blocks {
        if block.kind.is_body() || block.kind == hexapla::corpus::BlockKind::Subheading {
            text.push_str(block.span.of(&article.text));
            text.push('\n');
        }
    }
    text
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
    {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}

fn score(page: &Page, article: Option<&NewArticle>) -> Option<Score> {
    let gold = words(
        page.gold["main_content"]
            .as_str()
            .filter(|text| !text.trim().is_empty())?,
    );
    let found = article
        .map(|article| words(&main_text(article)))
        .unwrap_or_default();
    let shared: usize = gold
        .iter()
        .map(|(word, count)| found.get(word).copied().unwrap_or(0).min(*count))
        .sum();
    let (n_gold, n_found) = (gold.values().sum::<usize>(), found.values().sum::<usize>());
    let ratio = |part: usize, whole: usize| {
        if whole == 0 {
            0.0
        } else {
            part as f64 / whole as f64
        }
    };
    let text = |field: Option<&String>| field.cloned().unwrap_or_default();
    let shown = article.map_or_else(Default::default, |article| {
        let day = article
            .published
            .get()
            .map(|published| published.date.to_string());
        [
            text(article.headline.get()),
            text(article.byline.get()),
            day.unwrap_or_default(),
        ]
    });
    let fold = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
            .replace('’', "'")
    };
    let right = |key: &str, found: &str| {
        let gold = page.gold[key]
            .as_str()
            .filter(|gold| !gold.trim().is_empty())?;
        Some(fold(gold) == fold(found))
    };
    Some(Score {
        id: page.id.clone(),
        f1: ratio(2 * shared, n_gold + n_found),
        precision: ratio(shared, n_found),
        recall: ratio(shared, n_gold),
        fields: [
            right("title", &shown[0]),
            right("author", &shown[1]),
            right("publish_date", &shown[2]),
        ],
        shown: shown.map(|value| value.chars().take(90).collect()),
    })
}
