//! The whole way from text to rows, on the sample story, with a list of every mention made by reading the four articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Analysed;
use super::{
    CountTable, EntityIndex, EntityType, Fold, GroupOfArticles, count_entities, index_entities,
};
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Decision, Field, Place, Source,
};
use crate::text::Span;

/// The sample articles.
const SAMPLES: [&str; 4] = [
    include_str!("../../../seeds/000_39879bd75fc8be22.txt"),
    include_str!("../../../seeds/001_872f0e6690886558.txt"),
    include_str!("../../../seeds/002_9c1d674dac05e718.txt"),
    include_str!("../../../seeds/003_2d091f697e0d5d1a.txt"),
];

/// An article whose lines are paragraphs.
pub(in crate::analysis) fn analysed(id: u32, text: &str) -> Analysed {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
            });
        }
    }
    Analysed::new(Arc::new(Article {
        id: ArticleId(id),
        text: text.into(),
        blocks,
        outlet: Field::default(),
        headline: Field::default(),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::Unknown,
        source: Source::default(),
        excluded: false,
    }))
}

fn samples() -> Vec<Analysed> {
    (0..)
        .zip(SAMPLES)
        .map(|(id, text)| analysed(id, text))
        .collect()
}

fn index(articles: &[Analysed], decisions: &[Decision]) -> EntityIndex {
    let articles: Vec<&Analysed> = articles.iter().collect();
    let decisions: Vec<&Decision> = decisions.iter().collect();
    index_entities(&articles, &decisions)
}

/// Every mention of a person, organisation or place in the four articles, captions included: type, written form, count. Made by
/// reading. Left out: "Coalition", which names no organisation of that name.
const GOLD: [&str; 4] = [
    "P Kerry 3; P John Kerry 1; P Sergei Lavrov 1; P Vladimir Putin 1; P Bashar al-Assad 1; P Assad 3; P Mark Toner 1; P Toner 1;
     O State Department 3; O New York Times 1; O Telegraph 1; O Times 1; O ISIS 1;
     L Moscow 3; L Syria 6; L Russia 2; L U.S. 2; L Latakia 1; L Damascus 1",
    "P Kerry 2; P John Kerry 3; P Ben Ariel 1; P Sergei Lavrov 1; P Lavrov 1; P Bashar Al-Assad 1; P Assad 3; P Vladimir Putin 1; P Obama 1;
     O State Department 1; O Reuters 1; O ISIL 1; O Islamic State 2; O UN General Assembly 1; O UN 1; O New York Times 1; O Security Council 2;
     L Russia 7; L Syria 11; L United States 2; L U.S. 1; L New York 1; L Moscow 2; L Homs 1; L Tartus 1",
    "P Bashar Assad 1; P Bashar al-Assad 1; P Assad 2; P Sergei Shoigu 1; P Ash Carter 1; P Igor Konashenkov 1; P Vladimir Putin 1; P Putin 1;
     O SANA 2; O RTP 1; O AP 1; O NATO 1; O AFP 1; O Islamic State 1; O IS 1; O RIA Novosti 1;
     L Russia 3; L US 3; L United States 1; L Syria 5; L Damascus 1; L Moscow 6; L Ukraine 1; L Washington 3; L Latakia 1",
    "P John Kerry 3; P Kerry 4; P Bashar Al-Assad 1; P Assad 6; P John Kirby 1; P Sergei Lavrov 1; P Lavrov 3; P Vladimir Putin 1; P Putin 3;
     P Josh Earnest 1; P Earnest 1; P Barack Obama 1; P Obama 1;
     O State Department 2; O Associated Press 1; O AP 3; O Islamic State 1; O ISIS 2; O White House 1; O United Nations General Assembly 1;
     L Moscow 2; L Syria 6; L Russia 4; L Washington 1; L Damascus 2; L U.S. 1",
];

fn gold(list: &str) -> BTreeMap<(EntityType, String), usize> {
    list.split(';')
        .map(|entry| {
            let (kind, rest) = entry.trim().split_once(' ').unwrap();
            let (form, count) = rest.rsplit_once(' ').unwrap();
            let kind = match kind {
                "P" => EntityType::Person,
                "O" => EntityType::Organisation,
                _ => EntityType::Place,
            };
            ((kind, form.to_owned()), count.parse().unwrap())
        })
        .collect()
}

#[test]
fn the_sample_story_is_counted_right() {
    let (mut hits, mut found, mut expected) = (0, 0, 0);
    let mut differences = Vec::new();
    for (article, list) in samples().iter().zip(GOLD) {
        let gold = gold(list);
        let mut mine: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
        for mention in article
            .mentions
            .iter()
            .filter(|m| m.kind != EntityType::Other)
        {
            let form = mention.span.of(article.text()).to_owned();
            *mine.entry((mention.kind, form)).or_default() += 1;
        }
        found += mine.values().sum::<usize>();
        expected += gold.values().sum::<usize>();
        for (name, count) in &gold {
            hits += mine.get(name).copied().unwrap_or(0).min(*count);
        }
        differences.extend(
            mine.iter()
                .filter(|(name, count)| gold.get(name) != Some(count))
                .map(|d| format!("+{d:?}")),
        );
        differences.extend(
            gold.iter()
                .filter(|(name, count)| mine.get(name) != Some(count))
                .map(|d| format!("-{d:?}")),
        );
    }
    let (precision, recall) = (hits as f64 / found as f64, hits as f64 / expected as f64);
    assert!(
        precision >= 0.95 && recall >= 0.95,
        "precision {precision:.3}, recall {recall:.3}: {differences:#?}"
    );
}

#[test]
fn each_protagonist_has_one_row() {
    let index = index(&samples(), &[]);
    for (name, forms, at_least) in [
        ("John Kerry", "kerry", 15),
        ("Sergei Lavrov", "lavrov", 7),
        ("Bashar al-Assad", "assad", 19),
        ("Vladimir Putin", "putin", 8),
        ("Islamic State", "isis", 9),
    ] {
        let rows: Vec<_> = index
            .entities
            .iter()
            .filter(|e| {
                e.aliases
                    .iter()
                    .any(|a| a.text.to_lowercase().split([' ', '-']).any(|w| w == forms))
            })
            .collect();
        assert_eq!(rows.len(), 1, "{name}: {rows:#?}");
        assert_eq!(rows[0].name, name);
        assert!(
            rows[0].mentions.len() >= at_least,
            "{name}: {}",
            rows[0].mentions.len()
        );
    }
    let named = |name: &str| index.entities.iter().find(|e| e.name == name).unwrap();
    assert_eq!(named("Russian").adjective_of.as_deref(), Some("Russia"));
    assert_eq!(named("Moscow").seat_of.as_deref(), Some("Russia"));
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let forward = samples();
    let mut backward = samples();
    backward.reverse();
    let rows = |index: EntityIndex| -> Vec<_> {
        index
            .entities
            .into_iter()
            .map(|e| (e.name, e.kind, e.aliases, e.mentions.len()))
            .collect()
    };
    assert_eq!(rows(index(&forward, &[])), rows(index(&backward, &[])));
}

#[test]
fn decisions_are_applied_by_name() {
    let articles = samples();
    let rows = |decisions: &[Decision]| index(&articles, decisions).entities;
    let count = |rows: &[super::Entity], name: &str| {
        rows.iter()
            .find(|e| e.name == name)
            .map(|e| e.mentions.len())
    };
    let plain = rows(&[]);

    let merged = rows(&[Decision::MergeEntities {
        names: vec!["Russia".into(), "Moscow".into()],
        into: "Russia".into(),
    }]);
    assert_eq!(count(&merged, "Moscow"), None);
    let both = count(&plain, "Russia").unwrap() + count(&plain, "Moscow").unwrap();
    assert_eq!(count(&merged, "Russia"), Some(both));

    let split = rows(&[Decision::SplitAlias {
        entity: "Islamic State".into(),
        alias: "ISIL".into(),
    }]);
    assert_eq!(count(&split, "ISIL"), Some(1));

    let renamed = rows(&[
        Decision::RenameEntity {
            entity: "bashar assad".into(),
            to: "President Assad".into(),
        },
        Decision::RetypeEntity {
            entity: "President Assad".into(),
            to: EntityType::Other,
        },
    ]);
    let assad = renamed
        .iter()
        .find(|e| e.name == "President Assad")
        .unwrap();
    assert_eq!(assad.kind, EntityType::Other);

    let without = rows(&[Decision::NotAnEntity {
        entity: "Syria".into(),
    }]);
    assert_eq!(count(&without, "Syria"), None);
    assert_eq!(without.len(), plain.len() - 1);

    let kerry = plain
        .iter()
        .find(|e| e.name == "John Kerry")
        .unwrap()
        .mentions[0];
    let moved = rows(&[Decision::MoveMention {
        place: Place {
            article: articles[kerry.article].id(),
            span: kerry.span,
        },
        to: "Somebody Else".into(),
    }]);
    assert_eq!(count(&moved, "Somebody Else"), Some(1));
    assert_eq!(
        count(&moved, "John Kerry"),
        count(&plain, "John Kerry").map(|n| n - 1)
    );
}

#[test]
fn counts_add_up() {
    let articles = samples();
    let all: Vec<&Analysed> = articles.iter().collect();
    let index = index_entities(&all, &[]);
    let columns: Vec<GroupOfArticles> = (0..4)
        .map(|at| GroupOfArticles {
            name: format!("{at}"),
            articles: vec![at],
        })
        .collect();
    let table = count_entities(&index, &all, &columns, Fold::default());
    let syria = table.rows.iter().find(|row| row.name == "Syria").unwrap();
    let counts: Vec<usize> = syria.cells.iter().map(|cell| cell.count).collect();
    assert_eq!(
        (counts, syria.total, syria.articles),
        (vec![6, 11, 5, 6], 28, 4)
    );
    assert!(
        syria.dp < 0.3 && syria.leader == Some(1) && syria.g2 > 0.0,
        "{syria:?}"
    );
    let folded = count_entities(
        &index,
        &all,
        &columns,
        Fold {
            nationalities: true,
            seats: true,
        },
    );
    let total = |table: &CountTable, name: &str| {
        table
            .rows
            .iter()
            .find(|row| row.name == name)
            .map_or(0, |row| row.total)
    };
    assert_eq!(
        total(&folded, "Russia"),
        total(&table, "Russia") + total(&table, "Russian") + total(&table, "Moscow")
    );
}

proptest::proptest! {
    #[test]
    fn mentions_lie_on_characters_and_in_order(text in "([A-Za-z .,'’\\-–()\"\n]|Mr\\. |al-|Kerry|é|Я|漢|\u{200b}|\u{0}|[0-9]){0,200}") {
        let article = analysed(0, &text);
        let mut end = 0;
        for mention in &article.mentions {
            proptest::prop_assert!(mention.span.get(&text).is_some_and(|name| !name.trim().is_empty()));
            proptest::prop_assert!(mention.span.start >= end);
            end = mention.span.end;
        }
        index(&[article], &[]);
    }
}

#[test]
fn hard_texts_are_survived() {
    let capitals = "THE PRESIDENT OF FRANCE MET ANGELA MERKEL IN BERLIN. ".repeat(20);
    let one_line = "Kerry met Lavrov in Moscow and ".repeat(4000);
    for text in [
        capitals.as_str(),
        one_line.as_str(),
        "kerry met lavrov in moscow",
        "\u{0}\u{1}\u{feff}",
        "ﬁﬂ Ǆ ß İstanbul",
    ] {
        let article = analysed(0, text);
        assert!(article.mentions.iter().all(|m| m.span.get(text).is_some()));
    }
}
