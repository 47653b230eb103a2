//! Exact-span F1 against two-column files.

use std::collections::BTreeSet;
use std::path::Path;

use hexapla::analysis::entities::{EntityType, Mention};
use hexapla::corpus::{Block, BlockKind};
use hexapla::text::{Reading, Span};

use crate::files::read;
use crate::sets::{Tagged, title_cased, two_columns, write};

/// Finds the names of a text.
pub type Finder<'a> = &'a dyn Fn(&str, &Reading) -> Vec<Mention>;

/// Prints the scores of one file: as written, and every sentence in title case.
pub fn print(path: &Path, finder: Finder<'_>) -> anyhow::Result<()> {
    let text = read(path)?;
    let at_most = if text.contains("-DOCSTART-") {
        usize::MAX
    } else {
        40
    };
    let documents = two_columns(&text, at_most);
    print_line(path, "", &documents, finder);
    let titled: Vec<Vec<Tagged>> = documents
        .iter()
        .map(|d| d.iter().map(title_cased).collect())
        .collect();
    print_line(path, " in title case", &titled, finder);
    Ok(())
}

fn print_line(path: &Path, note: &str, documents: &[Vec<Tagged>], finder: Finder<'_>) {
    let mut counts = [[0_usize; 3]; 3];
    let mut edges = [0_usize; 3];
    let mut show: usize = std::env::var("SHOW")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    for document in documents {
        let (text, blocks, gold) = written(document);
        let reading = Reading::new(&text, &blocks);
        let mine: BTreeSet<(Span, EntityType)> = finder(&text, &reading)
            .into_iter()
            .filter(|m| m.kind != EntityType::Other)
            .map(|m| (m.span, m.kind))
            .collect();
        for (kind, count) in EntityType::ALL.iter().zip(&mut counts) {
            let of = |set: &BTreeSet<(Span, EntityType)>| -> BTreeSet<(Span, EntityType)> {
                set.iter().copied().filter(|(_, k)| k == kind).collect()
            };
            tally(&of(&mine), &of(&gold), count);
        }
        let spans = |set: &BTreeSet<(Span, EntityType)>| -> BTreeSet<(Span, EntityType)> {
            set.iter().map(|(s, _)| (*s, EntityType::Other)).collect()
        };
        tally(&spans(&mine), &spans(&gold), &mut edges);
        for (sign, only) in [("+", mine.difference(&gold)), ("-", gold.difference(&mine))] {
            for (span, kind) in only {
                if show > 0 {
                    show -= 1;
                    let from = text[..span.start as usize]
                        .char_indices()
                        .rev()
                        .nth(40)
                        .map_or(0, |(at, _)| at);
                    let to = text[span.end as usize..]
                        .char_indices()
                        .nth(30)
                        .map_or(text.len(), |(at, _)| at + span.end as usize);
                    let line = format!(
                        "{}[[{}]]{}",
                        &text[from..span.start as usize],
                        span.of(&text),
                        &text[span.end as usize..to]
                    );
                    eprintln!("{sign} {kind:?}: {}", line.replace('\n', " / "));
                }
            }
        }
    }
    let total = counts.iter().fold([0; 3], |sum, c| {
        [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]
    });
    let (precision, recall, f1) = ratio(total);
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    eprintln!(
        "{name}{note}: P {precision:.3} R {recall:.3} F1 {f1:.3}  PER {:.3} ORG {:.3} LOC {:.3}  boundaries {:.3}",
        ratio(counts[0]).2,
        ratio(counts[1]).2,
        ratio(counts[2]).2,
        ratio(edges).2
    );
}

fn tally(
    mine: &BTreeSet<(Span, EntityType)>,
    gold: &BTreeSet<(Span, EntityType)>,
    count: &mut [usize; 3],
) {
    let hits = mine.intersection(gold).count();
    count[0] += hits;
    count[1] += mine.len() - hits;
    count[2] += gold.len() - hits;
}

fn ratio([hits, wrong, missed]: [usize; 3]) -> (f64, f64, f64) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    (
        share(hits, hits + wrong),
        share(hits, hits + missed),
        share(2 * hits, 2 * hits + wrong + missed),
    )
}

/// One article: text, a paragraph per sentence, gold spans.
pub fn written(document: &[Tagged]) -> (String, Vec<Block>, BTreeSet<(Span, EntityType)>) {
    let (mut text, mut blocks, mut gold) = (String::new(), Vec::new(), BTreeSet::new());
    for sentence in document {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        for (from, to, kind) in write(sentence, &mut text) {
            if kind != EntityType::Other {
                gold.insert((
                    Span {
                        start: from,
                        end: to,
                    },
                    kind,
                ));
            }
        }
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, text.len()),
        });
    }
    (text, blocks, gold)
}
