//! Names in any text, found by either method: spans on characters, in order, apart from each other.
#![no_main]

use hexapla::analysis::entities::{Method, find_mentions_by};
use hexapla::corpus::Block;
use hexapla::text::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = Reading::new(text, &Block::of_lines(text));
    for method in [Method::Trained, Method::Capitals] {
        let mentions = find_mentions_by(method, text, &reading);
        for mention in &mentions {
            assert!(mention.span.get(text).is_some_and(|words| !words.is_empty()));
        }
        assert!(
            mentions
                .windows(2)
                .all(|two| two[0].span.end <= two[1].span.start)
        );
    }
});
