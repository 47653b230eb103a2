//! Passages on small texts: which words of either side are shared.

use std::ops::Range;

use proptest::prelude::*;

use super::seeds::{Piece, groups};
use super::{Run, Stream, runs};
use crate::analysis::compare::tests::{analysed, compared};
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

fn stretches_of(lhs: &Stream, rhs: &Stream) -> Vec<Run> {
    runs(lhs, rhs, |_, _, found| found, &mut || Ok(())).unwrap()
}

/// `expected`: "words on the left | words on the right" for each passage.
fn check(lhs: &str, rhs: &str, expected: &[&str]) {
    let words = |text: &str, range: &Range<usize>| {
        text.split_whitespace().collect::<Vec<_>>()[range.clone()].join(" ")
    };
    let found: Vec<String> = stretches_of(&stream(lhs), &stream(rhs))
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

/// The same for passages as they are shown, of whole articles.
fn check_shown(lhs: &str, rhs: &str, expected: &[[&str; 2]]) {
    let articles = [analysed(0, "", lhs), analysed(1, "", rhs)];
    let found = compared(&articles, &[]);
    let words = |passage: &super::Passage| {
        [
            passage.lhs_span.of(articles[0].text()).to_owned(),
            passage.rhs_span.of(articles[1].text()).to_owned(),
        ]
    };
    let found: Vec<[String; 2]> = found.passages.iter().map(words).collect();
    assert_eq!(found, expected);
}

const CRANES: &str = "A storm tore two cranes from their rails on Monday, the port authority said.";
const QUAY: &str = "Crews hope to clear the blocked quay before the weekend.";
const BAKERS: &str = "Bakers along the river gave free bread to stranded sailors.";

#[test]
fn paragraphs_in_another_order_are_passages_of_their_own() {
    check_shown(
        &format!("Cranes fall in Lindau\n\n{CRANES} {QUAY}\n\n{BAKERS}"),
        &format!("Storm over the lake\n\n{BAKERS}\n\n{CRANES} {QUAY}"),
        &[
            [&format!("{CRANES} {QUAY}"), &format!("{CRANES} {QUAY}")],
            [BAKERS, BAKERS],
        ],
    );
}

#[test]
fn a_passage_ends_where_a_sentence_ends_nearby_and_keeps_to_the_body() {
    let edited =
        "A heavy storm tore two cranes from their rails on Monday, the port authority said.";
    check_shown(
        &format!("Storm tears cranes from rails\n\n{CRANES} Nobody was hurt."),
        &format!("Cranes off the rails in storm\n\n{edited} It was the third this year."),
        &[[CRANES, edited]],
    );
}

#[test]
fn names_and_scattered_words_are_no_passage() {
    check_shown(
        "Call\n\nU.S. Secretary of State John Kerry phoned Russian Foreign Minister Sergei Lavrov late on Saturday night about Syria.",
        "Talks\n\nU.S. Secretary of State John Kerry met Russian Foreign Minister Sergei Lavrov early on Tuesday morning about Syria.",
        &[],
    );
    check_shown(
        "Fire\n\nTwo people were killed when flames engulfed the ferry near Crete, and rescuers searched for survivors until dawn.",
        "Fire\n\nRescuers near Crete searched until dawn for survivors of the ferry, where flames had killed two of the people.",
        &[],
    );
}

#[test]
fn what_many_articles_end_with_is_no_statement_and_no_passage() {
    let leads = [
        "Two cranes fell from their rails in a storm on Monday.",
        "Bakers along the river gave bread to stranded sailors.",
        "The mayor opened a new library beside the old mill.",
        "Herons nested on the roof of the disused granary.",
    ];
    let ending = "This article is part of our lake coverage. Follow us for more every day.";
    let articles: Vec<_> = leads
        .iter()
        .enumerate()
        .map(|(id, lead)| analysed(id as u32, "", &format!("Note {id}\n\n{lead}\n\n{ending}")))
        .collect();
    let found = compared(&articles, &[]);
    assert!(found.passages.iter().all(|passage| passage.is_set_phrase));
    assert!(found.statements.is_empty(), "{:?}", found.statements);
    let has_ending = |only: &crate::analysis::compare::OnlyHere| {
        ending.contains(only.span.of(articles[only.article].text()))
    };
    assert!(!found.only_here.iter().any(has_ending));
    // Reprints of one text end alike because they are one text.
    let reprint = format!("{CRANES}\n\n{QUAY}\n\n{BAKERS}");
    let articles: Vec<_> = (0..4)
        .map(|id| analysed(id, "", &format!("Note {id}\n\n{reprint}")))
        .collect();
    let found = compared(&articles, &[]);
    assert!(found.passages.iter().all(|passage| !passage.is_set_phrase));
    let glosses: Vec<&str> = found.statements.iter().map(|s| s.gloss.as_str()).collect();
    assert!(glosses.contains(&BAKERS), "{glosses:?}");
}

proptest! {
    #[test]
    fn passages_are_mirrored_and_apart(lhs in "([a-h]{1,2} ){0,60}", rhs in "([a-h]{1,2} ){0,60}") {
        let (one, two) = (stream(&lhs), stream(&rhs));
        let found = stretches_of(&one, &two);
        let mut mirrored: Vec<Run> = stretches_of(&two, &one)
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
