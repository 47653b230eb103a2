//! How fast articles are compared: `cargo bench --no-default-features --bench compare`.
//!
//! Goals on two cores: four articles of 400 words in 10 ms, twelve of 1,000 in 100 ms, six of 5,000 in 400 ms, tables read in 30 ms.
//! In every article a quarter of the sentences are sentences of the sample story with a third of the long words exchanged; the
//! others are words of the story at random, so that sentences are alike and hardly ever the same: harder than a story, since nearly
//! every pair that is measured is a likely one. The analysis of each article alone (names, quotations) is outside the timed part: it
//! is done once when an article is read.

use std::sync::Arc;

use hexapla::analysis::compare::{Weights, compare};
use hexapla::analysis::{Analysed, Unhurried};
use hexapla::corpus::{Article, ArticleId, Block, BlockKind, Completeness, Field, Origin, Source};
use hexapla::text::{Span, split_sentences};

const SEEDS: [&str; 4] = [
    include_str!("../seeds/000_39879bd75fc8be22.txt"),
    include_str!("../seeds/001_872f0e6690886558.txt"),
    include_str!("../seeds/002_9c1d674dac05e718.txt"),
    include_str!("../seeds/003_2d091f697e0d5d1a.txt"),
];

fn main() {
    let articles = articles(2, 100);
    compare(&refs(&articles), &[], &mut Unhurried).expect("an unhurried caller cancels nothing");
    divan::main();
}

/// A row of numbers that is the same on every machine (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn articles(n_articles: u32, n_words: usize) -> Vec<Analysed> {
    let sentences: Vec<&str> = SEEDS
        .iter()
        .flat_map(|text| {
            let whole = Span::new(0, text.len());
            split_sentences(text, whole)
                .into_iter()
                .map(|span| span.of(text))
        })
        .collect();
    let all: Vec<&str> = sentences
        .iter()
        .flat_map(|sentence| sentence.split_whitespace())
        .filter(|word| word.len() > 2)
        .collect();
    (0..n_articles)
        .map(|id| {
            let mut dice = Dice(u64::from(id) + 1);
            let (mut text, mut words) = (String::from("A headline of the story\n\n"), 5);
            while words < n_words {
                let is_shared = dice.below(4) == 0;
                for word in sentences[dice.below(sentences.len())].split_whitespace() {
                    let is_exchanged = !is_shared || word.len() > 5 && dice.below(3) == 0;
                    text += if is_exchanged {
                        all[dice.below(all.len())].trim_end_matches('.')
                    } else {
                        word
                    };
                    text.push(' ');
                    words += 1;
                }
                text.truncate(text.trim_end().len());
                text += if dice.below(2) == 0 { "\n\n" } else { " " };
            }
            analysed(id, text)
        })
        .collect()
}

fn analysed(id: u32, text: String) -> Analysed {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start += paragraph.len() + 2;
        let kind = if blocks.is_empty() {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block { kind, span });
    }
    Analysed::new(Arc::new(Article {
        id: ArticleId(id),
        text: text.into(),
        blocks,
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::of("en".to_owned(), Origin::Detected),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source {
            path: format!("{id}.txt"),
            ..Source::default()
        },
        excluded: false,
    }))
}

fn refs(articles: &[Analysed]) -> Vec<&Analysed> {
    articles.iter().collect()
}

/// (articles, words each): the three goals, then one pair of growing length, which shows how the cost grows.
#[divan::bench(args = [(4, 400), (12, 1_000), (6, 5_000), (2, 2_500), (2, 5_000), (2, 10_000), (2, 20_000)])]
fn whole(bencher: divan::Bencher<'_, '_>, (n_articles, n_words): (u32, usize)) {
    let articles = articles(n_articles, n_words);
    let articles = refs(&articles);
    bencher.bench_local(|| compare(&articles, &[], &mut Unhurried));
}

/// Texts as long as books.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn pair_of_100_000_words(bencher: divan::Bencher<'_, '_>) {
    let articles = articles(2, 100_000);
    let articles = refs(&articles);
    bencher.bench_local(|| compare(&articles, &[], &mut Unhurried));
}

/// The weights from their bytes; the table of words is read in place.
#[divan::bench]
fn load() -> Weights {
    Weights::read()
}
