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

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hexapla::analysis::Analysed;
use hexapla::analysis::compare::{
    FEATURE_NAMES, Links, Logistic, Place, Weights, context_features, linked_pairs, measured_pairs,
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

/// A table of all candidates: group, articles, sentences, annotated sentences they stand for, label, features; then the
/// annotated links that no candidate covers.
fn dump(groups: &[Group]) -> Result<String> {
    let mut table = String::new();
    writeln!(
        table,
        "group\tlhs\trhs\tu\tv\ti\tj\tlabel\t{}",
        FEATURE_NAMES.join("\t")
    )?;
    let samples = samples(groups);
    for (number, group) in groups.iter().enumerate() {
        let mut missed = group.links.clone();
        for sample in samples.iter().filter(|sample| sample.group == number) {
            let ((lhs, u), (rhs, v)) = sample.pair;
            let label = u8::from(sample.is_link);
            let numbers = |side: usize| {
                let mut all: Vec<usize> = sample
                    .gold
                    .iter()
                    .map(|link| if side == 0 { link.0.1 } else { link.1.1 })
                    .collect();
                all.sort_unstable();
                all.dedup();
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                all.join(",")
            };
            write!(
                table,
                "{}\t{lhs}\t{rhs}\t{u}\t{v}\t{}\t{}\t{label}",
                group.name,
                numbers(0),
                numbers(1)
            )?;
            for value in &sample.values {
                write!(table, "\t{value}")?;
            }
            table.push('\n');
            for link in &sample.gold {
                missed.remove(link);
            }
        }
        println!(
            "{}: {} links, {} not among the candidates",
            group.name,
            group.links.len(),
            missed.len()
        );
        for (one, two) in missed {
            writeln!(
                table,
                "{}\t{}\t{}\t-1\t-1\t{}\t{}\t2",
                group.name, one.0, two.0, one.1, two.1
            )?;
        }
    }
    Ok(table)
}

/// A candidate with its label.
struct Sample {
    group: usize,
    pair: (Place, Place),
    /// The links between annotated sentences it stands for.
    gold: Vec<(Place, Place)>,
    values: Vec<f32>,
    is_link: bool,
    /// Whether the days of both forbid a link.
    is_ruled_out: bool,
}

/// The annotated sentences that a span stands for: half of either side must be shared.
fn stands_for(sentences: &[Span], span: Span) -> Vec<usize> {
    let shared = |other: &Span| {
        (span.end.min(other.end) as usize).saturating_sub(span.start.max(other.start) as usize)
    };
    (0..sentences.len())
        .filter(|at| {
            let both = 2 * shared(&sentences[*at]);
            both > 0 && (both >= span.len() || both >= sentences[*at].len())
        })
        .collect()
}

fn samples(groups: &[Group]) -> Vec<Sample> {
    let mut found = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for lhs in 0..group.articles.len() {
            for rhs in lhs + 1..group.articles.len() {
                let (pairs, spans_lhs, spans_rhs) =
                    measured_pairs(&group.articles[lhs], &group.articles[rhs]);
                for pair in &pairs {
                    let ones = stands_for(&group.sentences[lhs], spans_lhs[pair.lhs]);
                    let twos = stands_for(&group.sentences[rhs], spans_rhs[pair.rhs]);
                    let gold: Vec<(Place, Place)> = ones
                        .iter()
                        .flat_map(|i| twos.iter().map(move |j| ((lhs, *i), (rhs, *j))))
                        .collect();
                    found.push(Sample {
                        group: number,
                        pair: ((lhs, pair.lhs), (rhs, pair.rhs)),
                        is_link: gold.iter().any(|link| group.links.contains(link)),
                        gold,
                        is_ruled_out: pair.is_ruled_out(),
                        values: pair.values.to_vec(),
                    });
                }
            }
        }
    }
    found
}

/// How strongly large weights are held back, in the regression on a pair and in the one on its surroundings.
const RIDGE: [f64; 2] = [80.0, 80.0];

/// Ridge logistic regression by Newton's method.
fn fit(rows: &[(&[f32], bool)], ridge: f64) -> Logistic {
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
    for _ in 0..8 {
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
            gradient[k] -= ridge * weights[k];
            hessian[k][k] += ridge;
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

/// What was measured, and what the first probabilities say of the surroundings; empty for pairs that are too unlikely.
fn with_context(samples: &[Sample], first: &[f64], n_groups: usize) -> Vec<Vec<f32>> {
    let context: Vec<BTreeMap<(Place, Place), _>> = (0..n_groups)
        .map(|group| {
            let own = samples
                .iter()
                .zip(first)
                .filter(|(sample, _)| sample.group == group);
            let links: Links = own.map(|(sample, p)| (sample.pair, *p)).collect();
            context_features(&links).into_iter().collect()
        })
        .collect();
    samples
        .iter()
        .map(|sample| {
            let around = context[sample.group].get(&sample.pair);
            around.map_or_else(Vec::new, |values| {
                sample.values.iter().chain(values).copied().collect()
            })
        })
        .collect()
}

/// Learned on the groups that `is_trained` names.
fn fit_on(
    samples: &[Sample],
    rows: &[Vec<f32>],
    ridge: f64,
    is_trained: impl Fn(usize) -> bool,
) -> Logistic {
    let train: Vec<(&[f32], bool)> = samples
        .iter()
        .zip(rows)
        .filter(|(sample, row)| is_trained(sample.group) && !row.is_empty())
        .map(|(sample, row)| (row.as_slice(), sample.is_link))
        .collect();
    fit(&train, ridge)
}

/// Parts that the groups are dealt into when probabilities are made for the second regression.
const FOLDS: usize = 4;

/// Probabilities of all rows: those of `held_out` from all other groups, every other group's from the groups that are neither
/// in its fold nor held out. What is learned from them has never seen the held-out group.
fn out_of_fold(
    samples: &[Sample],
    rows: &[Vec<f32>],
    ridge: f64,
    held_out: Option<usize>,
    n_groups: usize,
) -> (Vec<f64>, Logistic) {
    let others: Vec<usize> = (0..n_groups).filter(|g| Some(*g) != held_out).collect();
    let fold = |group: usize| others.iter().position(|g| *g == group).map(|at| at % FOLDS);
    let whole = fit_on(samples, rows, ridge, |group| fold(group).is_some());
    let probability = |model: &Logistic, row: &[f32]| {
        if row.is_empty() {
            0.0
        } else {
            model.probability(row)
        }
    };
    let mut found: Vec<f64> = rows.iter().map(|row| probability(&whole, row)).collect();
    for part in 0..FOLDS {
        let model = fit_on(samples, rows, ridge, |group| {
            fold(group).is_some_and(|at| at != part)
        });
        for (k, sample) in samples.iter().enumerate() {
            if fold(sample.group) == Some(part) {
                found[k] = probability(&model, &rows[k]);
            }
        }
    }
    (found, whole)
}

type GoldLink = (usize, Place, Place);

/// Annotated links that the statements at a threshold make, end to end.
fn links_found(
    samples: &[Sample],
    probabilities: &[f64],
    group: usize,
    threshold: f64,
) -> BTreeSet<GoldLink> {
    let own = || {
        samples
            .iter()
            .zip(probabilities)
            .filter(|(sample, _)| sample.group == group)
    };
    let links: Links = own()
        .filter(|(sample, _)| !sample.is_ruled_out)
        .map(|(sample, p)| (sample.pair, *p))
        .collect();
    let linked = linked_pairs(&links, threshold);
    own()
        .filter(|(sample, _)| linked.contains(&sample.pair))
        .flat_map(|(sample, _)| sample.gold.iter().map(|(one, two)| (group, *one, *two)))
        .collect()
}

/// Right, found and annotated: of links, then of "also reported".
type Counts = [usize; 6];

fn counts(groups: &[Group], group: usize, found: &BTreeSet<GoldLink>) -> Counts {
    let truth: BTreeSet<GoldLink> = groups[group]
        .links
        .iter()
        .map(|(one, two)| (group, *one, *two))
        .collect();
    let cells = |links: &BTreeSet<GoldLink>| -> BTreeSet<(Place, usize)> {
        links
            .iter()
            .flat_map(|(_, one, two)| [(*one, two.0), (*two, one.0)])
            .collect()
    };
    let (cells_found, cells_true) = (cells(found), cells(&truth));
    [
        found.intersection(&truth).count(),
        found.len(),
        truth.len(),
        cells_found.intersection(&cells_true).count(),
        cells_found.len(),
        cells_true.len(),
    ]
}

/// (links F1, also-reported F1).
fn figures(all: &[Counts]) -> (f64, f64) {
    let sum = |k: usize| all.iter().map(|counts| counts[k]).sum::<usize>();
    let f1 = |from: usize| 2.0 * sum(from) as f64 / (sum(from + 1) + sum(from + 2)).max(1) as f64;
    (f1(0), f1(3))
}

/// Thresholds, a hundredth apart, that are judged together.
const NEIGHBOURS: usize = 15;

/// The threshold with the best sum of both figures over the groups that `is_seen` names.
fn best_threshold(
    groups: &[Group],
    samples: &[Sample],
    probabilities: &[f64],
    is_seen: impl Fn(usize) -> bool,
) -> f64 {
    let worth = |threshold: f64| {
        let all: Vec<Counts> = (0..groups.len())
            .filter(|group| is_seen(*group))
            .map(|group| {
                counts(
                    groups,
                    group,
                    &links_found(samples, probabilities, group, threshold),
                )
            })
            .collect();
        let (links, cells) = figures(&all);
        links + cells
    };
    let tried: Vec<(f64, f64)> = (10..50)
        .map(|k| f64::from(k) / 100.0)
        .map(|threshold| (threshold, worth(threshold)))
        .collect();
    // The mean of its neighbours: one lucky threshold is no better threshold.
    tried
        .windows(NEIGHBOURS)
        .max_by(|one, two| {
            let sum = |some: &[(f64, f64)]| some.iter().map(|(_, worth)| worth).sum::<f64>();
            sum(one).total_cmp(&sum(two))
        })
        .map_or(0.3, |some| some[NEIGHBOURS / 2].0)
}

/// Both regressions and the threshold, learned without `held_out`; and the probabilities of all samples.
fn learn_without(
    groups: &[Group],
    samples: &[Sample],
    held_out: Option<usize>,
) -> (Weights, Vec<f64>, Vec<f64>) {
    let rows: Vec<Vec<f32>> = samples.iter().map(|sample| sample.values.clone()).collect();
    let (first, pair) = out_of_fold(samples, &rows, RIDGE[0], held_out, groups.len());
    let in_context = with_context(samples, &first, groups.len());
    let (second, context) = out_of_fold(samples, &in_context, RIDGE[1], held_out, groups.len());
    let threshold = best_threshold(groups, samples, &second, |group| Some(group) != held_out);
    (
        Weights {
            pair,
            context,
            threshold,
        },
        first,
        second,
    )
}

fn learn(groups: &[Group]) -> Weights {
    let samples = samples(groups);
    let mut by_stage = [Vec::new(), Vec::new()];
    for group in 0..groups.len() {
        let (weights, first, second) = learn_without(groups, &samples, Some(group));
        let alone = best_threshold(groups, &samples, &first, |other| other != group);
        let found = links_found(&samples, &first, group, alone);
        by_stage[0].push(counts(groups, group, &found));
        let found = links_found(&samples, &second, group, weights.threshold);
        by_stage[1].push(counts(groups, group, &found));
    }
    for (name, all) in ["pair alone", "in context"].iter().zip(&by_stage) {
        let (links, cells) = figures(all);
        println!(
            "{name}, each group unseen, end to end: links {links:.3}, also-reported {cells:.3}"
        );
    }
    learn_without(groups, &samples, None).0
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
