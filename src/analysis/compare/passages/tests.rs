//! Passages on small texts: which words of either side are shared.

use std::ops::Range;

use proptest::prelude::*;

use super::seeds::{Piece, groups};
use super::{Run, Stream, runs};
use crate::analysis::compare::word_hash;
use crate::text::{is_stop_word, stem};

fn stream(text: &str) -> Stream {
    let pieces: Vec<Piece> = text
        .split_whitespace()
        .map(|word| Piece {
            stem: word_hash(&stem(&word.to_lowercase())),
            is_content: !is_stop_word(&word.to_lowercase()),
        })
        .collect();
    Stream {
        groups: groups(&pieces),
        pieces,
        ..Stream::default()
    }
}

/// `expected`: "words on the left | words on the right" for each passage.
fn check(lhs: &str, rhs: &str, expected: &[&str]) {
    let words = |text: &str, range: &Range<usize>| {
        text.split_whitespace().collect::<Vec<_>>()[range.clone()].join(" ")
    };
    let found: Vec<String> = runs(&stream(lhs), &stream(rhs), &mut || Ok(()))
        .unwrap()
        .iter()
        .map(|run| format!("{} | {}", words(lhs, &run.lhs), words(rhs, &run.rhs)))
        .collect();
    assert_eq!(found, expected);
}

const FERRY: &str = "the ferry sank at night near the harbour wall with forty sailors aboard";

#[test]
fn a_copied_run_is_found_within_other_words() {
    check(
        &format!("rain fell over quiet hills while {FERRY} and bakers slept"),
        &format!("nobody expected trouble when {FERRY} although lamps burned"),
        &[&format!("{FERRY} | {FERRY}")],
    );
    check("the ferry sank", "the ferry sank", &[]);
    check("", FERRY, &[]);
}

#[test]
fn light_editing_and_another_order_do_not_hide_a_passage() {
    let edited = "near the harbour wall the old ferry sank at night with forty sailors aboard";
    check(
        FERRY,
        edited,
        &[&format!(
            "ferry sank at night near the harbour wall with forty sailors aboard | {edited}"
        )],
    );
}

#[test]
fn passages_are_found_in_another_order() {
    let train = "a goods train left the rails outside Lindau and blocked both lines until dawn";
    check(
        &format!("{FERRY} {} {train}", "filler ".repeat(40)),
        &format!("{train} {} {FERRY}", "stuffing ".repeat(40)),
        &[&format!("{FERRY} | {FERRY}"), &format!("{train} | {train}")],
    );
}

#[test]
fn the_same_subject_in_other_words_is_no_passage() {
    check(
        FERRY,
        "forty people died on Monday as their ferry went down in the dark, police said, and a wall of fog hid the harbour",
        &[],
    );
}

proptest! {
    #[test]
    fn passages_are_mirrored_and_apart(lhs in "([a-h]{1,2} ){0,60}", rhs in "([a-h]{1,2} ){0,60}") {
        let (one, two) = (stream(&lhs), stream(&rhs));
        let found = runs(&one, &two, &mut || Ok(())).unwrap();
        let mut mirrored: Vec<Run> = runs(&two, &one, &mut || Ok(()))
            .unwrap()
            .into_iter()
            .map(|run| Run { lhs: run.rhs, rhs: run.lhs, common: run.common })
            .collect();
        mirrored.sort_by_key(|run| (run.lhs.start, run.rhs.start));
        if one.pieces != two.pieces {
            prop_assert_eq!(&found, &mirrored);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].lhs.end <= pair[1].lhs.start));
        prop_assert!(found.iter().all(|run| run.lhs.end <= one.pieces.len() && run.rhs.end <= two.pieces.len()));
    }
}
