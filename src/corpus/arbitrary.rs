//! Corpora for property tests: any mixture of rows that the types allow, with texts in several scripts.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{
    Article, ArticleId, Block, BlockKind, Chosen, Completeness, Corpus, Decision, Field, LedgerId,
    LedgerLine, Origin, Outcome, Outlet, OutletId, Patch, Place, Published, Review, ReviewState,
    ReviewedDifference, Source, Sourced, Story,
};
use crate::analysis::entities::EntityType;
use crate::text::Span;

const ORIGINS: [Origin; 14] = [
    Origin::Person,
    Origin::Manifest,
    Origin::Record,
    Origin::Shown,
    Origin::JsonLd,
    Origin::FrontMatter,
    Origin::OpenGraph,
    Origin::MetaTag,
    Origin::Microdata,
    Origin::Text,
    Origin::Address,
    Origin::FileName,
    Origin::FolderName,
    Origin::Detected,
];

/// A corpus of up to eight articles, four outlets and three stories.
pub fn corpus() -> impl Strategy<Value = Corpus> {
    (
        vec(article(), 0..8),
        vec((words(), words(), any::<u32>()), 0..4),
        vec((words(), vec(0_u32..8, 0..5)), 0..3),
        vec(decision(), 0..6),
        vec(ledger_line(), 0..6),
        vec(0_u32..8, 0..4),
        words(),
    )
        .prop_map(
            |(articles, outlets, stories, decisions, ledger, columns, title)| {
                let mut corpus = Corpus::default();
                let mut patch = Patch::new("make");
                for mut article in articles {
                    article.id = corpus.new_article_id();
                    patch.articles.push((article.id, Some(Arc::new(article))));
                }
                for (name, short, colour) in outlets {
                    let id = corpus.new_outlet_id();
                    let outlet = Outlet {
                        id,
                        name,
                        short,
                        colour,
                    };
                    patch.outlets.push((id, Some(Arc::new(outlet))));
                }
                for (name, members) in stories {
                    let id = corpus.new_story_id();
                    let story = Story {
                        id,
                        name,
                        articles: ascending(members),
                    };
                    patch.stories.push((id, Some(Arc::new(story))));
                }
                for decision in decisions {
                    let id = corpus.new_decision_id();
                    patch.decisions.push((id, Some(Arc::new(decision))));
                }
                for mut line in ledger {
                    line.id = corpus.new_ledger_id();
                    patch.ledger.push((line.id, Some(Arc::new(line))));
                }
                let columns = ascending(columns);
                let base = columns.first().copied();
                patch.comparison = Some(Arc::new(Chosen { columns, base }));
                patch.title = Some(title.into());
                corpus.apply(patch);
                corpus
            },
        )
}

/// An article with id 0; its blocks are its lines.
pub fn article() -> impl Strategy<Value = Article> {
    (
        (vec(words(), 0..6), select(&BlockKind::ALL[..])),
        (field(0_u32..5), field(words()), field(published())),
        (words(), any::<u64>(), option::of(any::<i64>())),
        select(
            &[
                Completeness::Full,
                Completeness::Truncated,
                Completeness::Unknown,
            ][..],
        ),
        any::<bool>(),
    )
        .prop_map(
            |((lines, kind), (outlet, headline, published), source, completeness, excluded)| {
                let (path, bytes, modified_ms) = source;
                Article {
                    id: ArticleId(0),
                    blocks: blocks(&lines, kind),
                    text: lines.join("\n").into(),
                    outlet: outlet.map(|id| OutletId(*id)),
                    byline: headline.clone(),
                    address: Field::default(),
                    language: Field::of("en".to_owned(), Origin::Detected),
                    agency: headline.clone(),
                    headline,
                    published,
                    completeness,
                    source: Source {
                        path,
                        bytes,
                        modified_ms,
                        ..Source::default()
                    },
                    excluded,
                }
            },
        )
}

fn blocks(lines: &[String], kind: BlockKind) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in lines {
        let span = Span::new(start, start + line.len());
        blocks.push(Block { kind, span });
        start = span.end as usize + 1;
    }
    blocks
}

fn ascending(numbers: Vec<u32>) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> = numbers.into_iter().map(ArticleId).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-zäß ж中’\"\\\\\u{0}-]{0,12}"
}

fn field<T: Clone + PartialEq + std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Field<T>> {
    vec((value, select(&ORIGINS[..])), 0..3).prop_map(|values| {
        Field::from_sourced(
            values
                .into_iter()
                .map(|(value, origin)| Sourced { value, origin })
                .collect(),
        )
    })
}

fn published() -> impl Strategy<Value = Published> {
    let clock = option::of((0_i8..24, 0_i8..60, option::of(-840_i16..840)));
    (1900_i16..2100, 1_i8..13, 1_i8..29, clock).prop_map(|(year, month, day, clock)| Published {
        date: Date::constant(year, month, day),
        time: clock.map(|(hour, minute, _)| Time::constant(hour, minute, 0, 0)),
        offset_minutes: clock.and_then(|(_, _, offset)| offset),
    })
}

fn place() -> impl Strategy<Value = Place> {
    (0_u32..8, 0_u32..50, 0_u32..50).prop_map(|(article, start, length)| Place {
        article: ArticleId(article),
        span: Span {
            start,
            end: start + length,
        },
    })
}

/// Any decision.
pub fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        (place(), select(&BlockKind::ALL[..]))
            .prop_map(|(place, kind)| Decision::Block { place, kind }),
        (place(), place(), any::<bool>()).prop_map(|(lhs, rhs, linked)| Decision::Link {
            lhs,
            rhs,
            linked
        }),
        vec(vec(place(), 1..3), 2..4).prop_map(|parts| Decision::Split { parts }),
        review().prop_map(Decision::Review),
        (vec(words(), 0..3), words())
            .prop_map(|(names, into)| Decision::MergeEntities { names, into }),
        (words(), words()).prop_map(|(entity, alias)| Decision::SplitAlias { entity, alias }),
        (words(), words()).prop_map(|(entity, to)| Decision::RenameEntity { entity, to }),
        (words(), select(&EntityType::ALL[..]))
            .prop_map(|(entity, to)| Decision::RetypeEntity { entity, to }),
        words().prop_map(|entity| Decision::NotAnEntity { entity }),
        (place(), words()).prop_map(|(place, to)| Decision::MoveMention { place, to }),
        (place(), words()).prop_map(|(place, speaker)| Decision::Speaker { place, speaker }),
    ]
}

fn review() -> impl Strategy<Value = Review> {
    let difference = (words(), vec(place(), 0..3))
        .prop_map(|(kind, values)| ReviewedDifference { kind, values });
    (
        vec(place(), 1..4),
        option::of(difference),
        select(&ReviewState::ALL[..]),
        words(),
    )
        .prop_map(|(places, difference, state, note)| Review {
            places,
            difference,
            state,
            note,
        })
}

fn ledger_line() -> impl Strategy<Value = LedgerLine> {
    let outcome = prop_oneof![
        (0_u32..8, option::of(0_u32..8)).prop_map(|(article, of)| Outcome::Imported {
            article: ArticleId(article),
            duplicate_of: of.map(ArticleId),
        }),
        words().prop_map(|reason| Outcome::Skipped { reason }),
        words().prop_map(|reason| Outcome::Failed { reason }),
    ];
    (words(), outcome, any::<u64>(), vec(words(), 0..3)).prop_map(
        |(path, outcome, bytes, warnings)| LedgerLine {
            id: LedgerId(0),
            path,
            root: String::new(),
            part: String::new(),
            outcome,
            format: "plain text".to_owned(),
            encoding: "UTF-8".to_owned(),
            bytes,
            stripped: String::new(),
            warnings,
            millis: 1,
        },
    )
}
