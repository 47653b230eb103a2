//! Sentences and tokens of any text: spans in order, on characters, and nothing but white space between sentences.
#![no_main]

use hexapla::text::{Span, split_sentences, tokenize};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for span in split_sentences(text, Span::new(0, text.len())) {
        assert!(text[end..span.start as usize].trim().is_empty());
        let words = span.get(text).expect("on characters");
        assert_eq!(words.trim(), words);
        assert!(!words.is_empty());
        end = span.end as usize;
    }
    assert!(text[end..].trim().is_empty());
    let mut last = 0;
    for token in tokenize(text) {
        assert!(last <= token.span.start && !token.span.is_empty());
        assert!(token.span.get(text).is_some());
        last = token.span.end;
    }
});
