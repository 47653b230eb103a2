//! Any two or three texts (parted by NUL) compared: quotations aligned, passages, statements. The same from either side, and every
//! span on characters.
#![no_main]

use std::sync::Arc;

use hexapla::analysis::compare::{compare, shared_passages};
use hexapla::analysis::entities::{Method, find_mentions_by};
use hexapla::analysis::quotes::{align_quotations, find_quotes};
use hexapla::analysis::{Analysed, Unhurried};
use hexapla::corpus::{Article, ArticleId};
use hexapla::text::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let articles: Vec<Analysed> = text
        .split('\0')
        .take(3)
        .enumerate()
        .map(|(id, text)| analysed(id as u32, text))
        .collect();
    let given: Vec<&Analysed> = articles.iter().collect();
    let turned: Vec<&Analysed> = articles.iter().rev().collect();
    let rows = align_quotations(&given);
    assert_eq!(rows.len(), align_quotations(&turned).len());
    for cell in rows.iter().flat_map(|row| &row.cells) {
        for span in &cell.content {
            assert!(span.get(given[cell.article].text()).is_some());
        }
    }
    if let [lhs, rhs, ..] = given.as_slice() {
        let (there, shares) = shared_passages(lhs, rhs);
        let (back, turned_shares) = shared_passages(rhs, lhs);
        if lhs.text() != rhs.text() {
            assert_eq!(there.len(), back.len());
        }
        assert_eq!(shares[0].to_bits(), turned_shares[1].to_bits());
        for passage in &there {
            assert!(passage.lhs_span.get(lhs.text()).is_some());
            assert!(passage.rhs_span.get(rhs.text()).is_some());
        }
    }
    let found = compare(&given, &[], &mut Unhurried).expect("nobody cancels");
    for statement in &found.statements {
        for cell in &statement.cells {
            assert!(
                cell.spans
                    .iter()
                    .all(|span| span.get(given[cell.article].text()).is_some())
            );
        }
    }
});

fn analysed(id: u32, text: &str) -> Analysed {
    let article = Article::of_lines(ArticleId(id), text);
    let reading = Reading::new(text, &article.blocks);
    let mentions = find_mentions_by(Method::Capitals, text, &reading);
    Analysed {
        quotes: find_quotes(text, &reading, &mentions),
        article: Arc::new(article),
        reading,
        mentions,
    }
}
