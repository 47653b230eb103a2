//! Scores shared passages against annotated pairs of texts (PAN 2013 text alignment).
//!
//! ```text
//! cargo run --release --example score_passages -- FOLDER      (holds pairs.jsonl and txt/)
//! ```
//!
//! Prints per kind of obfuscation precision, recall and granularity in characters, averaged over passages, and plagdet, which is
//! their F1 over log2(1 + granularity) (Potthast, Stein, Barrón-Cedeño & Rosso 2010). `--errors` prints what was missed
//! and what was found too much. Scored are the stretches that are searched for passages; with `--in-order` the passages in them,
//! which leave out what is rewritten in another order.

use std::collections::BTreeMap;
use std::sync::Arc;

use hexapla::analysis::Analysed;
use hexapla::analysis::compare::{shared_passages, shared_stretches};
use hexapla::analysis::quotes::ArticleQuotes;
use hexapla::corpus::{Article, ArticleId};
use hexapla::text::{Reading, Span};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut is_asked = |option: &str| {
        let n_before = arguments.len();
        arguments.retain(|argument| argument != option);
        arguments.len() < n_before
    };
    let (errors, in_order) = (is_asked("--errors"), is_asked("--in-order"));
    let [folder] = arguments.as_slice() else {
        anyhow::bail!("usage: score_passages FOLDER [--errors] [--in-order]");
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut seconds, mut words) = (0.0, 0);
    for line in read(&format!("{folder}/pairs.jsonl"))?.lines() {
        let pair: Value = serde_json::from_str(line)?;
        let name = |key: &str| pair[key].as_str().unwrap_or_default().to_owned();
        let texts = [
            read(&format!("{folder}/txt/{}", name("susp")))?,
            read(&format!("{folder}/txt/{}", name("src")))?,
        ];
        let articles = texts.each_ref().map(|text| article(text));
        words += articles[0].reading.words() + articles[1].reading.words();
        let start = std::time::Instant::now();
        let passages = if in_order {
            shared_passages(&articles[0], &articles[1]).0
        } else {
            shared_stretches(&articles[0], &articles[1])
        };
        seconds += start.elapsed().as_secs_f64();
        let points = texts.each_ref().map(|text| Points::new(text));
        let found: Vec<Case> = passages
            .iter()
            .map(|passage| {
                [
                    points[0].of(passage.lhs_span),
                    points[1].of(passage.rhs_span),
                ]
            })
            .collect();
        let wanted = annotated(&pair);
        for kind in [name("obfuscation"), "all".to_owned()] {
            tallies.entry(kind).or_default().add(&found, &wanted);
        }
        if errors {
            print_errors(&name("pair"), &texts, &found, &wanted);
        }
    }
    for (kind, tally) in &tallies {
        say(&format!("{kind:12} {tally}"));
    }
    say(&format!("{words} words in {:.0} ms", seconds * 1000.0));
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a measuring program reads its data itself"
)]
fn read(path: &str) -> anyhow::Result<String> {
    Ok(std::fs::read_to_string(path)?)
}

#[expect(
    clippy::print_stdout,
    reason = "a measuring program prints its figures"
)]
fn say(line: &str) {
    println!("{line}");
}

/// A passage: code points of the first text, code points of the second.
type Case = [(usize, usize); 2];

fn annotated(pair: &Value) -> Vec<Case> {
    let spans = pair["spans"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let number = |span: &Value, key: &str| span[key].as_u64().unwrap_or(0) as usize;
    let side = |span: &Value, name: &str| {
        (
            number(span, &format!("{name}_start")),
            number(span, &format!("{name}_end")),
        )
    };
    spans
        .iter()
        .map(|span| [side(span, "susp"), side(span, "src")])
        .collect()
}

/// Byte offsets into code points.
struct Points(Vec<usize>);

impl Points {
    fn new(text: &str) -> Self {
        let bytes = text.char_indices().map(|(byte, _)| byte);
        Self(bytes.chain([text.len()]).collect())
    }

    fn of(&self, span: Span) -> (usize, usize) {
        let point = |byte: u32| self.0.partition_point(|at| *at < byte as usize);
        (point(span.start), point(span.end))
    }
}

#[derive(Default)]
struct Tally {
    /// Sum of the share of each found passage that is annotated, and number of found passages.
    right: (f64, usize),
    /// Sum of the share of each annotated passage that is found, and number of annotated passages.
    hit: (f64, usize),
    /// Passages found for those annotated passages that are found at all, and number of these.
    pieces: (usize, usize),
}

impl Tally {
    fn add(&mut self, found: &[Case], wanted: &[Case]) {
        for case in found {
            self.right.0 += covered(case, wanted).0;
            self.right.1 += 1;
        }
        for case in wanted {
            let (share, pieces) = covered(case, found);
            self.hit.0 += share;
            self.hit.1 += 1;
            self.pieces.0 += pieces;
            self.pieces.1 += usize::from(pieces > 0);
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mean = |(sum, count): (f64, usize)| sum / count.max(1) as f64;
        let (precision, recall) = (mean(self.right), mean(self.hit));
        let granularity = if self.pieces.1 == 0 {
            1.0
        } else {
            self.pieces.0 as f64 / self.pieces.1 as f64
        };
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(
            f,
            "precision {precision:.3} recall {recall:.3} granularity {granularity:.3} plagdet {:.3}  ({} found, {} annotated)",
            f1 / (1.0 + granularity).log2(),
            self.right.1,
            self.hit.1
        )
    }
}

/// The share of a case's characters, both sides together, that cases which meet it on both sides cover, and how many these are.
fn covered(case: &Case, others: &[Case]) -> (f64, usize) {
    let meet = |one: (usize, usize), two: (usize, usize)| one.0 < two.1 && two.0 < one.1;
    let others: Vec<&Case> = others
        .iter()
        .filter(|other| meet(case[0], other[0]) && meet(case[1], other[1]))
        .collect();
    let (mut inside, mut all) = (0, 0);
    for side in 0..2 {
        let (start, end) = case[side];
        all += end - start;
        inside += (start..end)
            .filter(|at| {
                others
                    .iter()
                    .any(|other| (other[side].0..other[side].1).contains(at))
            })
            .count();
    }
    (inside as f64 / all.max(1) as f64, others.len())
}

fn print_errors(name: &str, texts: &[String; 2], found: &[Case], wanted: &[Case]) {
    let show = |what: &str, case: &Case| {
        say(&format!("{name} {what}"));
        for (text, (start, end)) in texts.iter().zip(case) {
            let words: String = text
                .chars()
                .skip(*start)
                .take((end - start).min(300))
                .collect();
            say(&format!("    {start}..{end}: {}", words.replace('\n', " ")));
        }
    };
    for case in wanted.iter().filter(|case| covered(case, found).0 < 0.5) {
        show("MISSED", case);
    }
    for case in found.iter().filter(|case| covered(case, wanted).0 < 0.5) {
        show("EXTRA", case);
    }
}

/// The text without names and quotations, which passages do not need.
fn article(text: &str) -> Analysed {
    let article = Article::of_lines(ArticleId(0), text);
    Analysed {
        reading: Reading::new(text, &article.blocks),
        mentions: Vec::new(),
        quotes: ArticleQuotes::default(),
        article: Arc::new(article),
    }
}
