//! How fast names are found, merged and loaded: `cargo bench --no-default-features --bench entities`.
//! The goal is at least 200,000 tokens a second on one core, and the weights read in under 50 ms.

use divan::counter::ItemsCount;
use hexapla::analysis::entities::{find_mentions, recogniser};
use hexapla::corpus::{Block, BlockKind};
use hexapla::text::{Reading, Span};

const SAMPLE: &str = include_str!("../seeds/003_2d091f697e0d5d1a.txt");

fn main() {
    divan::main();
}

fn reading(text: &str) -> Reading {
    let block = Block {
        kind: BlockKind::Paragraph,
        span: Span::new(0, text.len()),
    };
    Reading::new(text, &[block])
}

/// One article again and again; items are tokens.
#[divan::bench]
fn find(bencher: divan::Bencher<'_, '_>) {
    recogniser::warm_up();
    let reading = reading(SAMPLE);
    bencher
        .counter(ItemsCount::new(reading.tokens.len()))
        .bench_local(|| find_mentions(SAMPLE, &reading));
}

/// The weights from their bytes into the table.
#[divan::bench]
fn load() -> bool {
    let bytes = include_bytes!("../assets/entities/weights.bin");
    recogniser::weights::Weights::read(divan::black_box(bytes)).is_some()
}
