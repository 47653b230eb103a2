//! Learns the weights of the comparison's scorer from annotated groups of articles, with cross-validation by group.
//!
//! `cargo run --release --no-default-features --example learn_statements -- DATA_FOLDER [--dump FILE]`
//!
//! DATA_FOLDER holds one folder per group with `gold.json` (`docs`: file and sentences as code point offsets; `statements`: cells as
//! sentence numbers) and the article files. Prints the figures of the folds and writes `assets/compare/weights.json`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring program of its own, not part of the workbench"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hexapla::analysis::Analysed;
use hexapla::analysis::compare::{
    FEATURE_NAMES, Links, Logistic, Place, Weights, context_features, measured_pairs,
};
use hexapla::corpus::{Article, ArticleId, Block, BlockKind, Completeness, Field, Origin, Source};
use hexapla::text::Span;

/// One annotated group.
struct Group {
    name: String,
    articles: Vec<Analysed>,
    /// Gold sentences per article, as byte spans.
    sentences: Vec<Vec<Span>>,
    /// Linked sentences: ((article, sentence), (article, sentence)), the smaller article first.
    links: BTreeSet<((usize, usize), (usize, usize))>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments
        .first()
        .context("usage: learn_statements DATA_FOLDER [--dump FILE]")?;
    let groups = read_groups(Path::new(folder))?;
    if let Some(at) = arguments.iter().position(|argument| argument == "--dump") {
        let target = arguments.get(at + 1).context("--dump needs a file")?;
        std::fs::write(target, dump(&groups)?)?;
        return Ok(());
    }
    let weights = learn(&groups);
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/compare/weights.json");
    std::fs::write(&target, serde_json::to_string_pretty(&weights)? + "\n")?;
    Ok(())
}

/// A table of all candidates: group, articles, gold sentences, label, features; then the gold links that no candidate covers.
fn dump(groups: &[Group]) -> Result<String> {
    let mut table = String::new();
    writeln!(
        table,
        "group\tlhs\trhs\ti\tj\tlabel\t{}",
        FEATURE_NAMES.join("\t")
    )?;
    for group in groups {
        let mut seen = BTreeSet::new();
        for lhs in 0..group.articles.len() {
            for rhs in lhs + 1..group.articles.len() {
                let (pairs, spans_lhs, spans_rhs) =
                    measured_pairs(&group.articles[lhs], &group.articles[rhs]);
                for pair in &pairs {
                    let gold = |article: usize, span: Span| {
                        group.sentences[article]
                            .iter()
                            .position(|sentence| sentence.intersects(span))
                    };
                    let (Some(i), Some(j)) = (
                        gold(lhs, spans_lhs[pair.lhs]),
                        gold(rhs, spans_rhs[pair.rhs]),
                    ) else {
                        continue;
                    };
                    let link = ((lhs, i), (rhs, j));
                    seen.insert(link);
                    let label = u8::from(group.links.contains(&link));
                    write!(table, "{}\t{lhs}\t{rhs}\t{i}\t{j}\t{label}", group.name)?;
                    for value in pair.values {
                        write!(table, "\t{value}")?;
                    }
                    table.push('\n');
                }
            }
        }
        let missed = group.links.difference(&seen).count();
        println!(
            "{}: {} links, {missed} not among the candidates",
            group.name,
            group.links.len()
        );
        for link in group.links.difference(&seen) {
            writeln!(
                table,
                "{}\t{}\t{}\t{}\t{}\t2",
                group.name, link.0.0, link.1.0, link.0.1, link.1.1
            )?;
        }
    }
    Ok(table)
}

/// A candidate with its label.
struct Sample {
    group: usize,
    pair: (Place, Place),
    /// The link between annotated sentences it stands for.
    gold: (Place, Place),
    values: Vec<f32>,
    is_link: bool,
}

fn samples(groups: &[Group]) -> Vec<Sample> {
    let mut found = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for lhs in 0..group.articles.len() {
            for rhs in lhs + 1..group.articles.len() {
                let (pairs, spans_lhs, spans_rhs) =
                    measured_pairs(&group.articles[lhs], &group.articles[rhs]);
                for pair in &pairs {
                    let gold = |article: usize, span: Span| {
                        let at = group.sentences[article]
                            .iter()
                            .position(|sentence| sentence.intersects(span));
                        at.map(|at| (article, at))
                    };
                    let (Some(i), Some(j)) = (
                        gold(lhs, spans_lhs[pair.lhs]),
                        gold(rhs, spans_rhs[pair.rhs]),
                    ) else {
                        continue;
                    };
                    found.push(Sample {
                        group: number,
                        pair: ((lhs, pair.lhs), (rhs, pair.rhs)),
                        gold: (i, j),
                        values: pair.values.to_vec(),
                        is_link: group.links.contains(&(i, j)),
                    });
                }
            }
        }
    }
    found
}

/// How strongly large weights are held back.
const RIDGE: f64 = 10.0;

/// Ridge logistic regression by Newton's method.
fn fit(rows: &[(&[f32], bool)]) -> Logistic {
    let n = rows[0].0.len();
    let count = rows.len() as f64;
    let means: Vec<f64> = (0..n)
        .map(|k| rows.iter().map(|row| f64::from(row.0[k])).sum::<f64>() / count)
        .collect();
    let scales: Vec<f64> = (0..n)
        .map(|k| {
            let variance = rows
                .iter()
                .map(|row| (f64::from(row.0[k]) - means[k]).powi(2))
                .sum::<f64>()
                / count;
            variance.sqrt().max(1e-6)
        })
        .collect();
    let table: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let scaled = (0..n).map(|k| (f64::from(row.0[k]) - means[k]) / scales[k]);
            scaled.chain([1.0]).collect()
        })
        .collect();
    let mut weights = vec![0.0; n + 1];
    for _ in 0..12 {
        let mut gradient = vec![0.0; n + 1];
        let mut hessian = vec![vec![0.0; n + 1]; n + 1];
        for (x, row) in table.iter().zip(rows) {
            let sum: f64 = x.iter().zip(&weights).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let error = f64::from(u8::from(row.1)) - p;
            for a in 0..=n {
                gradient[a] += error * x[a];
                let scaled = p * (1.0 - p) * x[a];
                for b in 0..=a {
                    hessian[a][b] += scaled * x[b];
                }
            }
        }
        for k in 0..n {
            gradient[k] -= RIDGE * weights[k];
            hessian[k][k] += RIDGE;
        }
        hessian[n][n] += 1e-9;
        for (weight, step) in weights.iter_mut().zip(solve(&mut hessian, &gradient)) {
            *weight += step;
        }
    }
    let bias = weights.pop().unwrap_or_default();
    Logistic {
        means,
        scales,
        weights,
        bias,
    }
}

/// Solves a symmetric positive system by Cholesky; only the lower half of `matrix` is read, and overwritten.
fn solve(matrix: &mut [Vec<f64>], right: &[f64]) -> Vec<f64> {
    let n = right.len();
    for j in 0..n {
        for i in j..n {
            let dot: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - dot;
            matrix[i][j] = if i == j {
                rest.max(1e-12).sqrt()
            } else {
                rest / matrix[j][j]
            };
        }
    }
    let mut x = right.to_vec();
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| matrix[i][k] * x[k]).sum();
        x[i] = (x[i] - dot) / matrix[i][i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| matrix[k][i] * x[k]).sum();
        x[i] = (x[i] - dot) / matrix[i][i];
    }
    x
}

/// The samples' features followed by what their first probabilities say of the surroundings.
fn with_context(samples: &[Sample], first: &[f64], n_groups: usize) -> Vec<Vec<f32>> {
    let mut links = vec![Links::new(); n_groups];
    for (sample, p) in samples.iter().zip(first) {
        links[sample.group].insert(sample.pair, *p);
    }
    let context: Vec<_> = links.iter().map(context_features).collect();
    samples
        .iter()
        .map(|sample| {
            let around = &context[sample.group][&sample.pair];
            sample.values.iter().chain(around).copied().collect()
        })
        .collect()
}

/// Probabilities of all rows, each from weights that were learned on the other groups.
fn across_groups(samples: &[Sample], rows: &[Vec<f32>], n_groups: usize) -> Vec<f64> {
    let mut found = vec![0.0; rows.len()];
    for group in 0..n_groups {
        let train: Vec<(&[f32], bool)> = samples
            .iter()
            .zip(rows)
            .filter(|(sample, _)| sample.group != group)
            .map(|(sample, row)| (row.as_slice(), sample.is_link))
            .collect();
        let model = fit(&train);
        for (k, sample) in samples.iter().enumerate() {
            if sample.group == group {
                found[k] = model.probability(&rows[k]);
            }
        }
    }
    found
}

/// (links F1, also-reported F1) at a threshold.
fn figures(
    groups: &[Group],
    samples: &[Sample],
    probabilities: &[f64],
    threshold: f64,
) -> (f64, f64) {
    let truth: BTreeSet<(usize, Place, Place)> = groups
        .iter()
        .enumerate()
        .flat_map(|(g, group)| group.links.iter().map(move |(one, two)| (g, *one, *two)))
        .collect();
    let found: BTreeSet<(usize, Place, Place)> = samples
        .iter()
        .zip(probabilities)
        .filter(|(_, p)| **p >= threshold)
        .map(|(sample, _)| (sample.group, sample.gold.0, sample.gold.1))
        .collect();
    let cells = |links: &BTreeSet<(usize, Place, Place)>| -> BTreeSet<(usize, Place, usize)> {
        links
            .iter()
            .flat_map(|(g, one, two)| [(*g, *one, two.0), (*g, *two, one.0)])
            .collect()
    };
    let (cells_found, cells_true) = (cells(&found), cells(&truth));
    let f1 = |both: usize, sum: usize| 2.0 * both as f64 / sum.max(1) as f64;
    (
        f1(
            found.intersection(&truth).count(),
            found.len() + truth.len(),
        ),
        f1(
            cells_found.intersection(&cells_true).count(),
            cells_found.len() + cells_true.len(),
        ),
    )
}

/// The threshold with the best sum of both figures.
fn best_threshold(groups: &[Group], samples: &[Sample], probabilities: &[f64]) -> f64 {
    let worth = |threshold: f64| {
        let (links, cells) = figures(groups, samples, probabilities, threshold);
        links + cells
    };
    (5..60)
        .map(|k| f64::from(k) / 100.0)
        .max_by(|one, two| worth(*one).total_cmp(&worth(*two)))
        .unwrap_or(0.3)
}

fn learn(groups: &[Group]) -> Weights {
    let samples = samples(groups);
    let rows: Vec<Vec<f32>> = samples.iter().map(|sample| sample.values.clone()).collect();
    let first = across_groups(&samples, &rows, groups.len());
    let in_context = with_context(&samples, &first, groups.len());
    let second = across_groups(&samples, &in_context, groups.len());
    for (name, probabilities) in [("pair alone", &first), ("in context", &second)] {
        let threshold = best_threshold(groups, &samples, probabilities);
        let (links, cells) = figures(groups, &samples, probabilities, threshold);
        println!(
            "{name}, other groups: links {links:.3}, also-reported {cells:.3} (threshold {threshold:.2})"
        );
    }
    let all = |rows: &[Vec<f32>]| {
        let rows: Vec<(&[f32], bool)> = rows
            .iter()
            .zip(&samples)
            .map(|(row, sample)| (row.as_slice(), sample.is_link))
            .collect();
        fit(&rows)
    };
    Weights {
        pair: all(&rows),
        context: all(&in_context),
        threshold: best_threshold(groups, &samples, &second),
    }
}

fn read_groups(folder: &Path) -> Result<Vec<Group>> {
    let mut names: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    names.retain(|path| path.join("gold.json").exists());
    names.sort();
    names.iter().map(|path| read_group(path)).collect()
}

fn read_group(folder: &Path) -> Result<Group> {
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json"))?)?;
    let mut articles = Vec::new();
    let mut sentences = Vec::new();
    let mut names = Vec::new();
    for (name, doc) in gold["docs"].as_object().context("docs")? {
        let file = doc["file"].as_str().context("file")?;
        let text = std::fs::read_to_string(folder.join(file))?;
        let bytes: Vec<usize> = text
            .char_indices()
            .map(|(i, _)| i)
            .chain([text.len()])
            .collect();
        let spans = doc["sents"]
            .as_array()
            .context("sents")?
            .iter()
            .map(|pair| {
                let at = |k: usize| pair[k].as_u64().map(|offset| bytes[offset as usize]);
                Ok(Span::new(at(0).context("start")?, at(1).context("end")?))
            });
        sentences.push(spans.collect::<Result<Vec<Span>>>()?);
        articles.push(analysed(articles.len() as u32, file, text));
        names.push(name.clone());
    }
    let mut links = BTreeSet::new();
    for statement in gold["statements"].as_array().context("statements")? {
        let cells: Vec<(usize, Vec<usize>)> = names
            .iter()
            .enumerate()
            .filter_map(|(k, name)| {
                let numbers = statement["cells"].get(name)?.as_array()?;
                Some((
                    k,
                    numbers
                        .iter()
                        .filter_map(serde_json::Value::as_u64)
                        .map(|n| n as usize)
                        .collect(),
                ))
            })
            .collect();
        for (k, one) in cells.iter().enumerate() {
            for two in &cells[k + 1..] {
                for i in &one.1 {
                    links.extend(two.1.iter().map(|j| ((one.0, *i), (two.0, *j))));
                }
            }
        }
    }
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(Group {
        name,
        articles,
        sentences,
        links,
    })
}

/// An article with a block per paragraph, the first being the headline.
fn analysed(id: u32, file: &str, text: String) -> Analysed {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(&text);
        start += paragraph.len() + 2;
        if !span.is_empty() {
            let kind = if blocks.is_empty() {
                BlockKind::Headline
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block { kind, span });
        }
    }
    let day = file
        .rsplit('_')
        .next()
        .and_then(|rest| rest.trim_end_matches(".txt").parse().ok());
    Analysed::new(Arc::new(Article {
        id: ArticleId(id),
        text: text.into(),
        blocks,
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: day.map_or_else(Field::default, |day| Field::of(day, Origin::FileName)),
        address: Field::default(),
        language: Field::of("en".to_owned(), Origin::Detected),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source {
            path: file.to_owned(),
            ..Source::default()
        },
        excluded: false,
    }))
}
