//! Quotations and attributions of any text: every span on characters and not empty, contents in order.
#![no_main]

use hexapla::analysis::entities::{Method, find_mentions_by};
use hexapla::analysis::quotes::find_quotes;
use hexapla::corpus::Block;
use hexapla::text::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = Reading::new(text, &Block::of_lines(text));
    let mentions = find_mentions_by(Method::Capitals, text, &reading);
    let quotes = find_quotes(text, &reading, &mentions);
    for said in &quotes.quotations {
        let spans = said.content.iter().chain(&said.quoted);
        for span in spans.chain(&said.speaker).chain(&said.cue) {
            assert!(span.get(text).is_some_and(|words| !words.is_empty()));
        }
        assert!(!said.content.is_empty());
        assert!(
            said.content
                .windows(2)
                .all(|two| two[0].end <= two[1].start)
        );
    }
    for found in &quotes.attributions {
        assert!(found.span.get(text).is_some_and(|words| !words.is_empty()));
    }
});
