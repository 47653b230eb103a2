//! How the time for quotations, their alignment and shared passages grows with the text: `cargo bench --no-default-features --bench quotes`.
//! Items are words; where their number per second stays the same from row to row, the cost is linear. The texts are made up from a
//! fixed sequence of numbers: news-like paragraphs, one paragraph without end, and words without any full stop.

use std::sync::Arc;

use divan::counter::ItemsCount;
use hexapla::analysis::Analysed;
use hexapla::analysis::compare::shared_passages;
use hexapla::analysis::entities::find_mentions;
use hexapla::analysis::quotes::{align_quotations, find_quotes};
use hexapla::corpus::{Article, ArticleId};

const SIZES: [usize; 3] = [20_000, 40_000, 80_000];
const PEOPLE: [&str; 6] = [
    "John Kerry",
    "Sergei Lavrov",
    "Mark Toner",
    "Jane Doe",
    "Ann Lee",
    "Terry O’Neill",
];
const SYLLABLES: [&str; 16] = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
];

fn main() {
    divan::main();
}

/// The next of a fixed sequence (Knuth's linear congruential generator), below `below`.
fn next(state: &mut u64, below: usize) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}

/// One of 4,096 made-up words.
fn word(state: &mut u64) -> String {
    (0..3).map(|_| SYLLABLES[next(state, 16)]).collect()
}

fn clause(state: &mut u64) -> String {
    let words: Vec<String> = (0..4).map(|_| word(state)).collect();
    let [who, did, what, place] = words.as_slice() else {
        return String::new();
    };
    format!(
        "the {who} {did}ed the {what} near {place} at kilometre {}",
        next(state, 5000)
    )
}

/// `stop` ends a sentence, `paragraph` a paragraph.
fn news(n_words: usize, seed: u64, stop: &str, paragraph: &str) -> String {
    let mut state = seed;
    let mut text = "Talks go on\n".to_owned();
    let mut words = 3;
    while words < n_words {
        let person = PEOPLE[next(&mut state, 6)];
        let (said, told) = (clause(&mut state), clause(&mut state));
        let more = match next(&mut state, 4) {
            0 => format!(
                "“We saw that {said},” {person} said{stop} He added that {told}{stop}{paragraph}"
            ),
            1 => format!(
                "According to {person}, {said}{stop} The minister told AFP: “We think {told}{stop}”{paragraph}"
            ),
            2 => format!("{said}, said {person}, who knows that {told}{stop}{paragraph}"),
            _ => format!(
                "On Monday {said}, and {told}, the New York Times reported{stop}{paragraph}"
            ),
        };
        text.push_str(&more);
        words += 22;
    }
    text
}

fn bench_find(bencher: divan::Bencher<'_, '_>, text: &str) {
    let article = Analysed::new(Arc::new(Article::of_lines(ArticleId(0), text)));
    let mentions = find_mentions(text, &article.reading);
    bencher
        .counter(ItemsCount::new(article.reading.words()))
        .bench_local(|| find_quotes(text, &article.reading, &mentions));
}

#[divan::bench(args = SIZES)]
fn find(bencher: divan::Bencher<'_, '_>, n_words: usize) {
    bench_find(bencher, &news(n_words, 1, ".", "\n"));
}

#[divan::bench(args = SIZES)]
fn find_in_one_paragraph(bencher: divan::Bencher<'_, '_>, n_words: usize) {
    bench_find(bencher, &news(n_words, 1, ".", " "));
}

#[divan::bench(args = SIZES)]
fn find_without_full_stops(bencher: divan::Bencher<'_, '_>, n_words: usize) {
    bench_find(bencher, &news(n_words, 1, "", " "));
}

fn pair(n_words: usize) -> [Analysed; 2] {
    // a tenth of the second text is the first's
    let first = news(n_words, 1, ".", "\n");
    let shared: String = first
        .lines()
        .skip(1)
        .step_by(10)
        .fold(String::new(), |text, line| text + line + "\n");
    let second = news(n_words - n_words / 10, 2, ".", "\n") + &shared;
    [first, second].map(|text| Analysed::new(Arc::new(Article::of_lines(ArticleId(0), &text))))
}

#[divan::bench(args = SIZES)]
fn align(bencher: divan::Bencher<'_, '_>, n_words: usize) {
    let articles = pair(n_words);
    bencher
        .counter(ItemsCount::new(2 * n_words))
        .bench_local(|| align_quotations(&[&articles[0], &articles[1]]));
}

#[divan::bench(args = SIZES)]
fn passages(bencher: divan::Bencher<'_, '_>, n_words: usize) {
    let articles = pair(n_words);
    bencher
        .counter(ItemsCount::new(2 * n_words))
        .bench_local(|| shared_passages(&articles[0], &articles[1]));
}
