//! The sample story and properties of whole comparisons.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Comparison, PairCache, compare, compare_with};
use crate::analysis::{Analysed, Unhurried};
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Decision, Field, Origin, Place, Source,
};
use crate::text::Span;

/// An article from a text with a headline and paragraphs, parted by blank lines; lines that begin with `!` are boilerplate.
pub(super) fn analysed(id: u32, day: &str, text: &str) -> Analysed {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(text);
        start += paragraph.len() + 2;
        let kind = match blocks.len() {
            _ if span.of(text).starts_with('!') => BlockKind::Boilerplate,
            0 => BlockKind::Headline,
            _ => BlockKind::Paragraph,
        };
        if !span.is_empty() {
            blocks.push(Block { kind, span });
        }
    }
    Analysed::new(Arc::new(Article {
        id: ArticleId(id),
        text: text.into(),
        blocks,
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: day
            .parse()
            .map_or_else(|_| Field::default(), |day| Field::of(day, Origin::Text)),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source {
            path: format!("{id}.txt"),
            ..Source::default()
        },
        excluded: false,
    }))
}

pub(super) fn compared(articles: &[Analysed], decisions: &[&Decision]) -> Comparison {
    let all: Vec<&Analysed> = articles.iter().collect();
    compare(&all, decisions, &mut Unhurried).unwrap()
}

pub(super) fn sample() -> Vec<Analysed> {
    [
        (
            0,
            "2015-09-05",
            include_str!("../../../seeds/000_39879bd75fc8be22.txt"),
        ),
        (
            1,
            "2015-09-06",
            include_str!("../../../seeds/001_872f0e6690886558.txt"),
        ),
        (
            2,
            "2015-09-18",
            include_str!("../../../seeds/002_9c1d674dac05e718.txt"),
        ),
        (
            3,
            "2015-09-16",
            include_str!("../../../seeds/003_2d091f697e0d5d1a.txt"),
        ),
    ]
    .map(|(id, day, text)| analysed(id, day, text))
    .into()
}

/// Whether one statement holds a sentence with `one` in article `lhs` and a sentence with `two` in article `rhs`.
pub(super) fn linked(
    articles: &[Analysed],
    found: &Comparison,
    lhs: (usize, &str),
    rhs: (usize, &str),
) -> bool {
    let holds = |cell: &super::Cell, (article, words): (usize, &str)| {
        let text = articles[article].text();
        cell.article == article && cell.spans.iter().any(|span| span.of(text).contains(words))
    };
    for (article, words) in [lhs, rhs] {
        assert!(articles[article].text().contains(words), "{words}");
    }
    found.statements.iter().any(|statement| {
        let has = |side| statement.cells.iter().any(|cell| holds(cell, side));
        has(lhs) && has(rhs)
    })
}

#[test]
fn the_sample_story_shares_what_it_shares() {
    let articles = sample();
    let found = compared(&articles, &[]);
    let shared = |lhs, rhs| assert!(linked(&articles, &found, lhs, rhs), "{lhs:?} {rhs:?}");
    let quoted = ((0, "[anti-ISIS] Coalition"), (1, "anti-ISIL coalition"));
    shared(quoted.0, quoted.1);
    // Its two alterations: a comma that came or went is none, the bracket and the name are.
    let text = |value: &super::DifferenceValue| value.span.of(articles[value.article].text());
    let altered: Vec<&str> = found
        .statements
        .iter()
        .flat_map(|statement| &statement.differences)
        .filter(|difference| difference.kind == super::DifferenceKind::Quotation)
        .flat_map(|difference| difference.values.iter().map(text))
        .collect();
    for words in ["[anti-ISIS] Coalition", "anti-ISIL coalition"] {
        assert!(
            altered.iter().any(
                |value| words.contains(value.trim_matches(['[', ']'])) || value.contains(words)
            ),
            "{words}: {altered:?}"
        );
    }
    shared(
        (1, "\"boots on the ground\""),
        (3, "\"boots on the ground\""),
    );
    shared((1, "military advance team"), (3, "military advance team"));
}

#[test]
fn a_sentence_with_two_facts_lends_each_statement_its_clause() {
    let articles = [
        analysed(
            0,
            "2015-09-06",
            "Build-up\n\nRussia has dispatched a military advance team to Syria, and Pope Francis will bless the cathedral in Havana next month.",
        ),
        analysed(
            1,
            "2015-09-06",
            "Team sent\n\nMoscow has sent a military advance team to Syria, officials said.",
        ),
        analysed(
            2,
            "2015-09-06",
            "Visit\n\nThe Vatican announced that Pope Francis will bless the cathedral in Havana next month.",
        ),
    ];
    let found = compared(&articles, &[]);
    let words = |statement: &super::Statement| -> Vec<String> {
        let cells = statement.cells.iter();
        let spans = cells.flat_map(|cell| cell.spans.iter().map(move |span| (cell.article, span)));
        spans
            .map(|(article, span)| span.of(articles[article].text()).to_owned())
            .collect()
    };
    let rows: Vec<Vec<String>> = found.statements.iter().map(words).collect();
    assert_eq!(
        rows,
        [
            [
                "Russia has dispatched a military advance team to Syria,",
                "Moscow has sent a military advance team to Syria, officials said.",
            ],
            [
                "and Pope Francis will bless the cathedral in Havana next month.",
                "The Vatican announced that Pope Francis will bless the cathedral in Havana next month.",
            ],
        ]
    );
    // The marks cover the part alone, and the part is held against what reports it.
    let marks = &found.statements[1].cells[0].marks;
    assert!(
        marks
            .iter()
            .all(|mark| found.statements[1].cells[0].spans[0].contains(mark.span))
    );
    assert_eq!(found.statements[1].relation, super::Relation::Edited);
}

#[test]
fn calls_of_other_people_and_other_days_are_kept_apart() {
    let articles = sample();
    let found = compared(&articles, &[]);
    let apart = |lhs, rhs| assert!(!linked(&articles, &found, lhs, rhs), "{lhs:?} {rhs:?}");
    for call in ["Shoigu and US Secretary", "the call lasted one hour"] {
        apart((0, "Kerry spoke by phone"), (2, call));
        apart((0, "spoke Saturday"), (2, call));
        apart((1, "in a telephone call with"), (2, call));
        apart((2, call), (3, "on Tuesday night made"));
        apart(
            (2, call),
            (3, "called Foreign Minister Sergei Lavrov on Tuesday"),
        );
        apart((2, call), (3, "second phone call"));
    }
    // Published ten days before that Tuesday.
    for earlier in [
        (0, "Kerry Phones Moscow"),
        (1, "Secretary of State speaks"),
        (1, "Kerry Expresses Concern"),
        (0, "In recent days"),
        (1, "Media reports on Friday"),
    ] {
        apart(earlier, (3, "on Tuesday night made"));
        apart(earlier, (3, "This phone call as well"));
        apart(earlier, (3, "a second phone call"));
        apart(earlier, (2, "Russia and US defense chiefs"));
    }
    for saturday in [
        (0, "spoke Saturday"),
        (0, "Kerry spoke by phone"),
        (1, "on Saturday night"),
    ] {
        apart(saturday, (3, "on Tuesday night made"));
        apart(
            saturday,
            (3, "called Foreign Minister Sergei Lavrov on Tuesday"),
        );
    }
}

#[test]
fn spans_marks_and_numbers_hold() {
    let articles = sample();
    let found = compared(&articles, &[]);
    assert!(!found.statements.is_empty() && !found.only_here.is_empty());
    for (k, statement) in found.statements.iter().enumerate() {
        assert_eq!(statement.id as usize, k + 1);
        assert!(
            statement
                .cells
                .windows(2)
                .all(|two| two[0].article < two[1].article)
        );
        for cell in &statement.cells {
            for mark in &cell.marks {
                assert!(cell.spans.iter().any(|span| span.contains(mark.span)));
            }
            assert!(
                cell.marks
                    .windows(2)
                    .all(|two| two[0].span.end <= two[1].span.start)
            );
        }
        for value in statement
            .differences
            .iter()
            .flat_map(|difference| &difference.values)
        {
            assert!(value.span.get(articles[value.article].text()).is_some());
        }
    }
    for passage in &found.passages {
        assert!(passage.lhs < passage.rhs);
        assert!(passage.lhs_span.get(articles[passage.lhs].text()).is_some());
    }
    assert_eq!(found.containment.len(), 12);
}

/// Everything that must not depend on the order, with articles by id.
pub(super) fn order_free(articles: &[Analysed], found: &Comparison) -> Vec<String> {
    let id = |article: usize| articles[article].id().0;
    let mut lines: Vec<String> = found
        .statements
        .iter()
        .map(|statement| {
            let mut cells: Vec<String> = statement
                .cells
                .iter()
                .map(|cell| format!("{} {:?} {:?}", id(cell.article), cell.spans, cell.placement))
                .collect();
            cells.sort();
            let mut pairs: Vec<String> = statement
                .pairs
                .iter()
                .map(|pair| {
                    let mut ends = [
                        id(statement.cells[pair.lhs].article),
                        id(statement.cells[pair.rhs].article),
                    ];
                    ends.sort_unstable();
                    format!(
                        "{ends:?} {:?} {} {}",
                        pair.relation, pair.common_words, pair.score
                    )
                })
                .collect();
            pairs.sort();
            format!(
                "{cells:?} {:?} {pairs:?} {}",
                statement.relation, statement.gloss
            )
        })
        .collect();
    lines.extend(
        found
            .only_here
            .iter()
            .map(|only| format!("{} {:?}", id(only.article), only.span)),
    );
    lines.extend(found.containment.iter().map(|share| {
        format!(
            "{} in {}: {}",
            id(share.of),
            id(share.in_article),
            share.share
        )
    }));
    lines.sort();
    lines
}

#[test]
fn any_order_gives_the_same() {
    let articles = sample();
    let expected = order_free(&articles, &compared(&articles, &[]));
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        let turned: Vec<Analysed> = order.iter().map(|k| articles[*k].clone()).collect();
        assert_eq!(order_free(&turned, &compared(&turned, &[])), expected);
    }
}

#[test]
fn a_cache_changes_nothing_and_is_used() {
    let articles = sample();
    let mut cache = PairCache::default();
    let three: Vec<&Analysed> = articles[..3].iter().collect();
    compare_with(&three, &[], &mut cache, &mut Unhurried).unwrap();
    assert_eq!(cache.len(), 3);
    let four: Vec<&Analysed> = articles.iter().collect();
    let kept = compare_with(&four, &[], &mut cache, &mut Unhurried).unwrap();
    assert_eq!(cache.len(), 6);
    assert_eq!(kept, compared(&articles, &[]));
}

#[test]
fn the_person_links_and_parts() {
    let articles = sample();
    let place = |article: usize, words: &str| {
        let start = articles[article].text().find(words).unwrap();
        Place {
            article: articles[article].id(),
            span: Span::new(start, start + words.len()),
        }
    };
    let (one, two) = ("[anti-ISIS] Coalition", "anti-ISIL coalition");
    let apart = Decision::Link {
        lhs: place(0, one),
        rhs: place(1, two),
        linked: false,
    };
    assert!(!linked(
        &articles,
        &compared(&articles, &[&apart]),
        (0, one),
        (1, two)
    ));
    let (three, four) = ("Toner told reporters", "No joint combat");
    let join = Decision::Link {
        lhs: place(0, three),
        rhs: place(2, four),
        linked: true,
    };
    assert!(linked(
        &articles,
        &compared(&articles, &[&join]),
        (0, three),
        (2, four)
    ));
}

#[test]
fn odd_input_gets_a_sensible_answer() {
    let one = "Headline here\n\nThe minister resigned on Friday after 14 people died.";
    let same = [analysed(0, "", one), analysed(1, "", one)];
    let found = compared(&same, &[]);
    assert_eq!(found.containment[0].share, 1.0);
    assert!(
        found
            .statements
            .iter()
            .any(|statement| statement.relation == super::Relation::SameWords)
    );
    for texts in [
        ["", ""],
        ["", one],
        ["!Skip to footer", one],
        ["他说了。然后走了。", one],
        ["One", "One"],
    ] {
        let pair = texts.map(|text| analysed(0, "", text));
        let found = compared(&pair, &[]);
        assert_eq!(found.n_articles, 2);
    }
    assert!(compared(&[], &[]).statements.is_empty());
    let long = "word and number ".repeat(3_000);
    compared(&[analysed(0, "", &long), analysed(1, "", one)], &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_texts_in_any_order(texts in proptest::collection::vec("([A-D][a-d]{1,3}( [a-d]{1,3}){2,6}[.!?] ?(\n\n)?){0,6}", 2..5)) {
        let articles: Vec<Analysed> =
            texts.iter().enumerate().map(|(k, text)| analysed(k as u32, "", text)).collect();
        let expected = order_free(&articles, &compared(&articles, &[]));
        let turned: Vec<Analysed> = articles.iter().rev().cloned().collect();
        prop_assert_eq!(order_free(&turned, &compared(&turned, &[])), expected);
    }
}

#[test]
fn what_most_articles_hold_is_a_set_phrase_and_what_two_hold_is_not() {
    let phrase = "Harbour Gazette daily sheet for sailors, dockers and pilots";
    let copied = "Grey herons nested on broken cranes beside disused granaries";
    // Words that no other article has, so that nothing else is shared.
    let own = |id: u32, part: u32| -> String {
        let word = |k: u32| {
            format!(
                "{}{}",
                ["zor", "mik", "pul", "teg", "wab"][id as usize],
                part * 100 + k
            )
        };
        (0..40).map(word).collect::<Vec<_>>().join(" ")
    };
    let articles: Vec<Analysed> = (0..5)
        .map(|id| {
            let more = if id < 2 { copied } else { "" };
            let texts = [
                own(id, 0),
                phrase.into(),
                own(id, 1),
                more.into(),
                own(id, 2),
            ];
            analysed(id, "", &texts.join("\n\n"))
        })
        .collect();
    let found = compared(&articles, &[]);
    let of = |start: &str| -> Vec<bool> {
        let begins = |passage: &&super::Passage| {
            let words = passage.lhs_span.of(articles[passage.lhs].text());
            start.contains(words)
        };
        let own = found.passages.iter().filter(begins);
        own.map(|passage| passage.is_set_phrase).collect()
    };
    let phrases = of(phrase);
    assert!(phrases.len() >= 8 && phrases.iter().all(|is_set| *is_set));
    assert_eq!(of(copied), [false]);
}
