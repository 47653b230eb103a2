//! Bad input, cancelling, and the cache: what must hold for any texts.

use proptest::prelude::*;

use super::tests::{analysed, compared, order_free};
use super::{PairCache, Relation, compare, compare_with};
use crate::analysis::{Analysed, Cancelled, Ctx, Unhurried};

const STORY: &str = "Minister resigns after inquiry\n\nThe transport minister resigned on Friday after 14 people died in the \
    tunnel fire.\n\nInvestigators said the alarm system had not been inspected for three years.\n\nThe prime minister \
    thanked her for her service and named a deputy, Carla Jensen, to the post.";

#[test]
fn an_empty_article_shares_nothing() {
    let found = compared(&[analysed(0, "", ""), analysed(1, "", STORY)], &[]);
    assert!(found.statements.is_empty() && found.passages.is_empty());
    assert!(found.only_here.iter().all(|only| only.article == 1));
    assert_eq!(found.only_here.len(), 4);
}

#[test]
fn one_sentence_finds_its_like() {
    let one = "The transport minister resigned on Friday after 14 people died in the tunnel fire.";
    let articles = [analysed(0, "", STORY), analysed(1, "", one)];
    let found = compared(&articles, &[]);
    assert!(found.statements.iter().any(|statement| {
        statement.relation <= Relation::Edited
            && statement.cells.iter().all(|cell| {
                let text = articles[cell.article].text();
                cell.spans.iter().any(|span| span.of(text) == one)
            })
    }));
}

#[test]
fn the_same_article_twice_differs_in_nothing() {
    let found = compared(&[analysed(0, "", STORY), analysed(1, "", STORY)], &[]);
    assert!(found.containment.iter().all(|share| share.share == 1.0));
    assert!(found.only_here.is_empty(), "{:?}", found.only_here);
    let same = found
        .statements
        .iter()
        .filter(|statement| statement.relation == Relation::SameWords);
    assert!(same.count() >= 3);
    assert!(
        found
            .statements
            .iter()
            .all(|statement| statement.differences.is_empty())
    );
}

#[test]
fn articles_on_other_things_and_in_other_languages_share_nothing() {
    for other in [
        "Bakery wins prize\n\nA village bakery took the gold medal for its rye loaf.\n\nVisitors queued along the river.",
        "Ministre démissionne\n\nUn boulanger du village a gagné la médaille d'or.\n\nLes visiteurs attendaient.",
        "部长辞职\n\n面包师在村里获得了金牌。他很高兴。",
    ] {
        let found = compared(&[analysed(0, "", STORY), analysed(1, "", other)], &[]);
        assert!(
            found.statements.is_empty(),
            "{other}: {:?}",
            found.statements
        );
        assert!(found.containment.iter().all(|share| share.share == 0.0));
    }
}

#[test]
fn only_boilerplate_is_no_article() {
    let found = compared(
        &[
            analysed(
                0,
                "",
                "!Skip to footer\n\n!Continue reading on the next page.",
            ),
            analysed(
                1,
                "",
                "!Skip to footer\n\n!Continue reading on the next page.",
            ),
        ],
        &[],
    );
    assert!(found.statements.is_empty() && found.only_here.is_empty() && found.passages.is_empty());
}

#[test]
fn ten_thousand_clauses_without_a_full_stop_are_compared() {
    let endless = "and the minister said that the tunnel was safe ".repeat(10_000);
    let found = compared(&[analysed(0, "", &endless), analysed(1, "", STORY)], &[]);
    assert_eq!(found.n_articles, 2);
    assert_eq!(
        compared(&[analysed(0, "", &endless), analysed(1, "", &endless)], &[])
            .containment
            .len(),
        2
    );
}

/// Cancels at the given look.
struct Impatient(usize);

impl Ctx for Impatient {
    fn step(&mut self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn a_long_pair_can_be_cancelled_half_way() {
    let text = |seed: usize| -> String {
        let sentence = |k: usize| {
            let words: Vec<String> = (0..6)
                .map(|w| format!("w{}", (k * 31 + w * 17 + seed) % 900))
                .collect();
            format!("The {} said. ", words.join(" "))
        };
        (0..600).map(sentence).collect()
    };
    let articles = [analysed(0, "", &text(0)), analysed(1, "", &text(3))];
    let all: Vec<&Analysed> = articles.iter().collect();
    for looks in [0, 1, 4] {
        let mut cache = PairCache::default();
        let answer = compare_with(&all, &[], &mut cache, &mut Impatient(looks));
        assert_eq!(answer, Err(Cancelled));
        assert!(cache.is_empty());
    }
    assert!(compare(&all, &[], &mut Impatient(10_000)).is_ok());
}

#[test]
fn a_cache_keeps_only_what_is_asked_for() {
    let articles = [
        analysed(0, "", STORY),
        analysed(1, "", "One headline\n\nA sentence of its own stands here."),
        analysed(2, "", "Other headline\n\nAnother sentence stands here."),
    ];
    let all: Vec<&Analysed> = articles.iter().collect();
    let mut cache = PairCache::default();
    compare_with(&all, &[], &mut cache, &mut Unhurried).unwrap();
    cache.keep_only(&all[..2]);
    assert_eq!(cache.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn with_and_without_a_cache(
        texts in proptest::collection::vec("([A-D][a-d]{1,3}( [a-d]{1,3}){2,6}[.!?] ?(\n\n)?){0,6}", 2..6),
        first in 1_usize..5,
    ) {
        let articles: Vec<Analysed> =
            texts.iter().enumerate().map(|(k, text)| analysed(k as u32, "", text)).collect();
        let all: Vec<&Analysed> = articles.iter().collect();
        let mut cache = PairCache::default();
        // First some of them, in another order; then all.
        let some: Vec<&Analysed> = all.iter().rev().take(first.min(all.len())).copied().collect();
        compare_with(&some, &[], &mut cache, &mut Unhurried).unwrap();
        let kept = compare_with(&all, &[], &mut cache, &mut Unhurried).unwrap();
        prop_assert_eq!(order_free(&articles, &kept), order_free(&articles, &compared(&articles, &[])));
    }
}
