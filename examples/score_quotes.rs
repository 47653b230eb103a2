//! Scores quotations against annotated articles.
//!
//! ```text
//! cargo run --example score_quotes -- attributions FILE.jsonl…    speakers, cues and content (PolNeAR as JSON lines)
//! cargo run --example score_quotes -- shared FOLDER…              the same quotation in several articles (gold.json)
//! ```
//!
//! `attributions` counts words (runs without white space). Every annotated attribution is held against the quotation that
//! shares most words of content with it, and the other way round; a word counts as right when the pair has it in the same
//! role. Classes are the annotators': *direct* (all content between one pair of marks), *mixed* (several pairs, or some
//! content outside), *indirect*. `--errors` prints what was missed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hexapla::analysis::Analysed;
use hexapla::analysis::entities::find_mentions;
use hexapla::analysis::quotes::{QuotationKind, align_quotations, find_quotes};
use hexapla::corpus::{Article, ArticleId, Block};
use hexapla::text::{Reading, Span};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    arguments.retain(|argument| argument != "--errors");
    match arguments.split_first() {
        Some((verb, files)) if verb == "attributions" => score_attributions(files, errors),
        Some((verb, folders)) if verb == "shared" => score_shared(folders, errors),
        _ => anyhow::bail!("usage: score_quotes attributions FILE.jsonl… | shared FOLDER…"),
    }
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

type Words = BTreeSet<usize>;

/// Maps byte spans and code point spans to numbers of words.
struct WordMap {
    bytes: Vec<(usize, usize)>,
    points: Vec<(usize, usize)>,
}

impl WordMap {
    fn new(text: &str) -> Self {
        let (mut bytes, mut points) = (Vec::new(), Vec::new());
        let mut open: Option<(usize, usize)> = None;
        let mut count = 0;
        for (point, (byte, c)) in text.char_indices().enumerate() {
            count = point + 1;
            match (c.is_whitespace(), open) {
                (false, None) => open = Some((byte, point)),
                (true, Some((first_byte, first_point))) => {
                    bytes.push((first_byte, byte));
                    points.push((first_point, point));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some((byte, point)) = open {
            bytes.push((byte, text.len()));
            points.push((point, count));
        }
        Self { bytes, points }
    }

    fn of(list: &[(usize, usize)], start: usize, end: usize) -> Words {
        let first = list.partition_point(|word| word.1 <= start);
        (first..list.len())
            .take_while(|word| list[*word].0 < end)
            .collect()
    }

    fn spans(&self, spans: &[Span]) -> Words {
        spans
            .iter()
            .flat_map(|span| Self::of(&self.bytes, span.start as usize, span.end as usize))
            .collect()
    }

    fn json(&self, spans: &Value) -> Words {
        let number = |value: &Value| value.as_u64().unwrap_or(0) as usize;
        let list = spans.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .flat_map(|pair| Self::of(&self.points, number(&pair[0]), number(&pair[1])))
            .collect()
    }
}

/// Source, cue, content.
struct Item {
    kind: String,
    roles: [Words; 3],
}

#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
    hit: usize,
}

fn score_attributions(files: &[String], errors: bool) -> anyhow::Result<()> {
    let mut tallies: BTreeMap<String, [Tally; 3]> = BTreeMap::new();
    let mut seconds = 0.0;
    let mut words = 0;
    for file in files {
        for line in read(file)?.lines() {
            let gold: Value = serde_json::from_str(line)?;
            let text = gold["text"].as_str().unwrap_or_default();
            let reading = Reading::new(text, &Block::of_lines(text));
            let mentions = find_mentions(text, &reading);
            let start = std::time::Instant::now();
            let quotes = find_quotes(text, &reading, &mentions);
            seconds += start.elapsed().as_secs_f64();
            let map = WordMap::new(text);
            words += map.bytes.len();
            let wanted: Vec<Item> = gold["attributions"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default()
                .iter()
                .map(|item| Item {
                    kind: item["quote_kind"].as_str().unwrap_or_default().to_owned(),
                    roles: [
                        map.json(&item["source"]),
                        map.json(&item["cue"]),
                        map.json(&item["content"]),
                    ],
                })
                .collect();
            let found: Vec<Item> = quotes
                .quotations
                .iter()
                .map(|quotation| Item {
                    kind: match quotation.kind {
                        QuotationKind::Direct => "direct",
                        QuotationKind::Indirect => "indirect",
                        QuotationKind::Mixed => "mixed",
                    }
                    .to_owned(),
                    roles: [
                        map.spans(quotation.speaker.as_slice()),
                        map.spans(quotation.cue.as_slice()),
                        map.spans(&quotation.content),
                    ],
                })
                .collect();
            tally(&wanted, &found, &mut tallies);
            if errors {
                print_errors(text, &map, &wanted, &found);
            }
        }
    }
    for (kind, roles) in &tallies {
        for (name, tally) in ["source", "cue", "content"].iter().zip(roles) {
            let precision = tally.right as f64 / tally.found.max(1) as f64;
            let recall = tally.hit as f64 / tally.wanted.max(1) as f64;
            let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
            say(&format!(
                "{kind:9} {name:8} precision {precision:.3} recall {recall:.3} F1 {f1:.3}  ({} words annotated)",
                tally.wanted
            ));
        }
    }
    say(&format!("{words} words in {:.1} ms", seconds * 1000.0));
    Ok(())
}

fn best<'a>(item: &Item, among: &'a [Item]) -> Option<&'a Item> {
    let shared = |other: &Item| item.roles[2].intersection(&other.roles[2]).count();
    let overlap = |other: &Item| {
        let cue = item.roles[1].intersection(&other.roles[1]).count().min(1);
        (2 * shared(other), cue)
    };
    among
        .iter()
        .filter(|other| shared(other) > 0)
        .max_by_key(|other| overlap(other))
}

fn tally(wanted: &[Item], found: &[Item], tallies: &mut BTreeMap<String, [Tally; 3]>) {
    for item in wanted {
        let other = best(item, found);
        for class in classes(&item.kind) {
            for (role, tally) in tallies.entry(class).or_default().iter_mut().enumerate() {
                tally.wanted += item.roles[role].len();
                tally.hit += other.map_or(0, |other| {
                    item.roles[role].intersection(&other.roles[role]).count()
                });
            }
        }
    }
    for item in found {
        let other = best(item, wanted);
        for class in classes(other.map_or(&item.kind, |other| &other.kind)) {
            for (role, tally) in tallies.entry(class).or_default().iter_mut().enumerate() {
                tally.found += item.roles[role].len();
                tally.right += other.map_or(0, |other| {
                    item.roles[role].intersection(&other.roles[role]).count()
                });
            }
        }
    }
}

fn classes(kind: &str) -> Vec<String> {
    let mut classes = vec![kind.to_owned(), "all".to_owned()];
    if kind != "indirect" {
        classes.push("quoted".to_owned());
    }
    classes
}

fn print_errors(text: &str, map: &WordMap, wanted: &[Item], found: &[Item]) {
    let words = |set: &Words| {
        set.iter()
            .map(|word| &text[map.bytes[*word].0..map.bytes[*word].1])
            .collect::<Vec<_>>()
            .join(" ")
    };
    let show = |item: Option<&Item>| {
        item.map_or_else(String::new, |item| {
            format!(
                "{} | {} | {}",
                words(&item.roles[0]),
                words(&item.roles[1]),
                words(&item.roles[2])
            )
        })
    };
    for item in wanted {
        let other = best(item, found);
        let same = other.is_some_and(|other| item.roles == other.roles);
        if !same {
            say(&format!(
                "WANTED {} {}\n   GOT {} {}",
                item.kind,
                show(Some(item)),
                other.map_or("", |other| &other.kind),
                show(other)
            ));
        }
    }
    for item in found.iter().filter(|item| best(item, wanted).is_none()) {
        say(&format!("EXTRA {} {}", item.kind, show(Some(item))));
    }
}

type Place = (String, usize);

fn score_shared(folders: &[String], errors: bool) -> anyhow::Result<()> {
    let (mut right, mut found, mut wanted) = (0_usize, 0_usize, 0_usize);
    let (mut altered_right, mut altered_of) = (0, 0);
    for folder in folders {
        let gold: Value = serde_json::from_str(&read(&format!("{folder}/gold.json"))?)?;
        let docs = gold["docs"].as_object().cloned().unwrap_or_default();
        let mut articles = Vec::new();
        let mut sentences = Vec::new();
        for (name, doc) in &docs {
            let text = read(&format!(
                "{folder}/{}",
                doc["file"].as_str().unwrap_or_default()
            ))?;
            let points: Vec<usize> = text
                .char_indices()
                .map(|(byte, _)| byte)
                .chain([text.len()])
                .collect();
            let spans: Vec<Span> = doc["sents"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default()
                .iter()
                .map(|pair| {
                    Span::new(
                        points[pair[0].as_u64().unwrap_or(0) as usize],
                        points[pair[1].as_u64().unwrap_or(0) as usize],
                    )
                })
                .collect();
            sentences.push((name.clone(), spans));
            articles.push(Analysed::new(Arc::new(Article::of_lines(
                ArticleId(articles.len() as u32),
                &text,
            ))));
        }
        let given: Vec<&Analysed> = articles.iter().collect();
        let mut mine: BTreeMap<(Place, Place), bool> = BTreeMap::new();
        for utterance in align_quotations(&given) {
            if utterance.kind == QuotationKind::Indirect {
                continue;
            }
            let mut places: BTreeSet<Place> = BTreeSet::new();
            for cell in &utterance.cells {
                let (name, spans) = &sentences[cell.article];
                for content in &cell.content {
                    for (number, sentence) in spans.iter().enumerate() {
                        let shared = content
                            .end
                            .min(sentence.end)
                            .saturating_sub(content.start.max(sentence.start))
                            as usize;
                        if 2 * shared >= content.len().min(sentence.len()).max(1) {
                            places.insert((name.clone(), number));
                        }
                    }
                }
            }
            link(&places, utterance.altered, &mut mine);
        }
        let mut truth = BTreeMap::new();
        for quote in gold["quotes"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
        {
            let places = quote["cells"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default()
                .iter()
                .map(|cell| {
                    (
                        cell["doc"].as_str().unwrap_or_default().to_owned(),
                        cell["sent"].as_u64().unwrap_or(0) as usize,
                    )
                })
                .collect();
            link(
                &places,
                quote["altered"].as_bool().unwrap_or(false),
                &mut truth,
            );
        }
        found += mine.len();
        wanted += truth.len();
        let sentence = |place: &Place| {
            let index = sentences
                .iter()
                .position(|(name, _)| *name == place.0)
                .unwrap_or(0);
            sentences[index].1[place.1]
                .of(articles[index].text())
                .to_owned()
        };
        let print = |what: &str, pair: &(Place, Place)| {
            if errors {
                say(&format!(
                    "{folder} {what}\n    {} {}: {}\n    {} {}: {}",
                    pair.0.0,
                    pair.0.1,
                    sentence(&pair.0),
                    pair.1.0,
                    pair.1.1,
                    sentence(&pair.1)
                ));
            }
        };
        for (pair, altered) in &mine {
            match truth.get(pair) {
                Some(expected) => {
                    right += 1;
                    altered_of += 1;
                    altered_right += usize::from(altered == expected);
                    if altered != expected {
                        print(
                            if *altered {
                                "ALTERED WRONGLY"
                            } else {
                                "ALTERATION MISSED"
                            },
                            pair,
                        );
                    }
                }
                None => print("EXTRA", pair),
            }
        }
        truth
            .keys()
            .filter(|pair| !mine.contains_key(*pair))
            .for_each(|pair| print("MISSED", pair));
    }
    say(&format!(
        "shared quotations: precision {:.3} recall {:.3} ({right} of {found} found, {wanted} annotated); altered or not: {altered_right} of {altered_of}",
        right as f64 / found.max(1) as f64,
        right as f64 / wanted.max(1) as f64
    ));
    Ok(())
}

/// Every pair of places in different articles.
fn link(places: &BTreeSet<Place>, altered: bool, links: &mut BTreeMap<(Place, Place), bool>) {
    for lhs in places {
        for rhs in places.range(lhs..).filter(|rhs| rhs.0 != lhs.0) {
            links.insert((lhs.clone(), rhs.clone()), altered);
        }
    }
}
