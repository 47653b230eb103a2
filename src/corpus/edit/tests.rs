//! Every edit can be taken back and done again; and each does what it says.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::corpus::{
    Article, BlockKind, Completeness, Decision, DecisionId, Origin, OutletId, Place, Review,
    ReviewState, ReviewedDifference, StoryId, arbitrary,
};
use crate::text::Span;

/// Numbers and words to make an edit from.
type Seed = (u32, u32, u32, String);

fn places(seed: &Seed) -> Vec<Place> {
    let place = |id: u32| Place {
        article: ArticleId(id % 5),
        span: Span::new(0, 6),
    };
    vec![place(seed.0), place(seed.1), place(seed.2)]
}

type Edit = fn(&mut Corpus, &Seed) -> Patch;

/// Every edit there is. Ids run a little beyond the rows, so that unknown ones occur.
const EDITS: [Edit; 28] = [
    |corpus, seed| tie_all(corpus, &places(seed), "tie"),
    |corpus, seed| {
        let parts = places(seed).chunks(2).map(<[Place]>::to_vec).collect();
        split(corpus, parts, "split")
    },
    |corpus, seed| untie(corpus, &places(seed)),
    |corpus, seed| set_outlet(corpus, &some(seed), &seed.3),
    |corpus, seed| set_outlet(corpus, &some(seed), ""),
    |corpus, seed| set_headline(corpus, &some(seed), &seed.3),
    |corpus, seed| set_byline(corpus, &some(seed), &seed.3),
    |corpus, seed| set_address(corpus, &some(seed), &seed.3),
    |corpus, seed| set_language(corpus, &some(seed), ""),
    |corpus, seed| set_agency(corpus, &some(seed), &seed.3),
    |corpus, seed| set_published(corpus, &some(seed), "2015-09-05".parse().ok()),
    |corpus, seed| set_completeness(corpus, &some(seed), Completeness::Truncated),
    |corpus, seed| set_excluded(corpus, &some(seed), seed.2.is_multiple_of(2)),
    |corpus, seed| remove_articles(corpus, &some(seed)),
    |corpus, seed| rename_outlet(corpus, OutletId(seed.0 % 5), &seed.3),
    |corpus, seed| set_outlet_short_name(corpus, OutletId(seed.0 % 5), &seed.3),
    |corpus, seed| recolour_outlet(corpus, OutletId(seed.0 % 5), seed.1),
    |corpus, seed| merge_outlets(corpus, OutletId(seed.0 % 5), OutletId(seed.1 % 5)),
    |corpus, seed| new_story(corpus, &seed.3, &some(seed)),
    |corpus, seed| rename_story(corpus, StoryId(seed.0 % 4), &seed.3),
    |corpus, seed| delete_story(corpus, StoryId(seed.0 % 4)),
    |corpus, seed| put_in_story(corpus, StoryId(seed.2 % 4), &some(seed)),
    |corpus, seed| take_out_of_story(corpus, StoryId(seed.2 % 4), &some(seed)),
    |corpus, seed| set_columns(corpus, some(seed)),
    |corpus, seed| toggle_column(corpus, ArticleId(seed.0 % 9)),
    |corpus, seed| set_base(corpus, Some(ArticleId(seed.0 % 9))),
    |corpus, seed| forget_decision(corpus, DecisionId(seed.0 % 7)),
    |corpus, seed| set_title(corpus, &seed.3),
];

/// Three articles, not all of which need exist or differ.
fn some(seed: &Seed) -> Vec<ArticleId> {
    [seed.0, seed.1, seed.2]
        .map(|id| ArticleId(id % 9))
        .to_vec()
}

fn seed() -> impl Strategy<Value = Seed> {
    (any::<u32>(), any::<u32>(), any::<u32>(), "[ab ]{0,2}")
}

/// Applies edits one by one, then takes all back, then does all again.
fn check_undo(mut corpus: Corpus, edits: impl Iterator<Item = impl FnOnce(&mut Corpus) -> Patch>) {
    let start = corpus.clone();
    let mut inverses = Vec::new();
    let mut states = Vec::new();
    for edit in edits {
        let before = corpus.clone();
        let patch = edit(&mut corpus);
        assert_eq!(corpus, before, "making a patch changes no row");
        let is_empty = patch.is_empty();
        inverses.push(corpus.apply(patch));
        assert!(
            is_empty == (corpus == before),
            "an empty patch changes nothing, others do"
        );
        states.push(corpus.clone());
    }
    let mut redos = Vec::new();
    while let Some(inverse) = inverses.pop() {
        redos.push(corpus.apply(inverse));
        let expected = inverses
            .len()
            .checked_sub(1)
            .map_or(&start, |at| &states[at]);
        assert_eq!(&corpus, expected);
    }
    for state in &states {
        corpus.apply(redos.pop().unwrap());
        assert_eq!(&corpus, state);
    }
}

proptest! {
    #[test]
    fn edits_are_taken_back_and_done_again(
        corpus in arbitrary::corpus(),
        edits in vec((0..EDITS.len(), seed()), 1..12),
    ) {
        let edits = edits.into_iter();
        check_undo(corpus, edits.map(|(edit, seed)| move |corpus: &mut Corpus| EDITS[edit](corpus, &seed)));
    }

    #[test]
    fn decisions_are_taken_back_and_done_again(
        corpus in arbitrary::corpus(),
        decisions in vec(arbitrary::decision(), 1..6),
    ) {
        let decisions = decisions.into_iter().flat_map(|decision| [decision.clone(), decision]);
        check_undo(corpus, decisions.map(|decision| move |corpus: &mut Corpus| decide(corpus, decision)));
    }
}

/// Two articles of one paragraph each, by one outlet.
fn two_articles() -> Corpus {
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("make");
    let outlet = outlet_id(&mut corpus, &mut patch, "Daily Star").unwrap();
    for _ in 0..2 {
        let id = corpus.new_article_id();
        let mut article = Article {
            id,
            text: "Words.".into(),
            blocks: vec![crate::corpus::Block {
                kind: BlockKind::Paragraph,
                span: Span::new(0, 6),
            }],
            outlet: crate::corpus::Field::of(outlet, Origin::FolderName),
            headline: crate::corpus::Field::default(),
            byline: crate::corpus::Field::default(),
            published: crate::corpus::Field::default(),
            address: crate::corpus::Field::default(),
            language: crate::corpus::Field::default(),
            agency: crate::corpus::Field::default(),
            completeness: Completeness::Unknown,
            source: crate::corpus::Source::default(),
            excluded: false,
        };
        article.source.path = format!("{}.txt", id.0);
        patch.articles.push((id, Some(Arc::new(article))));
    }
    corpus.apply(patch);
    corpus
}

#[test]
fn an_outlet_named_anew_is_made_once_with_a_colour_of_its_own() {
    let mut corpus = two_articles();
    let both = [ArticleId(0), ArticleId(1)];
    let patch = set_outlet(&mut corpus, &both, " Reuters ");
    corpus.apply(patch);
    assert_eq!(corpus.outlets.len(), 2);
    let reuters = corpus.outlet_named("REUTERS").unwrap().clone();
    assert_eq!((reuters.name.as_str(), reuters.colour), ("Reuters", 1));
    assert!(set_outlet(&mut corpus, &both, "reuters").is_empty());
    let patch = set_outlet(&mut corpus, &both, "");
    corpus.apply(patch);
    let article = corpus.articles.get(ArticleId(0)).unwrap();
    assert_eq!(article.outlet.origin(), Some(Origin::FolderName));
}

#[test]
fn renaming_to_a_known_name_merges() {
    let mut corpus = two_articles();
    let patch = set_outlet(&mut corpus, &[ArticleId(1)], "The Star");
    corpus.apply(patch);
    let patch = rename_outlet(&corpus, OutletId(1), "daily star");
    corpus.apply(patch);
    assert_eq!(corpus.outlets.len(), 1);
    let article = corpus.articles.get(ArticleId(1)).unwrap();
    assert_eq!(article.outlet.get(), Some(&OutletId(0)));
    assert_eq!(
        article.outlet.all().len(),
        2,
        "what was read is kept beside the person's word"
    );
}

#[test]
fn a_removed_article_leaves_stories_comparison_and_decisions() {
    let mut corpus = two_articles();
    let both = [ArticleId(0), ArticleId(1)];
    let place = Place {
        article: ArticleId(1),
        span: Span::new(0, 6),
    };
    for patch in [
        new_story(&mut corpus, "Calls", &both),
        set_columns(&corpus, both.to_vec()),
    ] {
        corpus.apply(patch);
    }
    let patch = set_base(&corpus, Some(ArticleId(1)));
    corpus.apply(patch);
    let patch = set_block_kind(&mut corpus, place, BlockKind::Caption);
    corpus.apply(patch);
    assert_eq!(
        corpus.articles.get(ArticleId(1)).unwrap().blocks[0].kind,
        BlockKind::Caption
    );
    let patch = remove_articles(&corpus, &[ArticleId(1)]);
    corpus.apply(patch);
    assert_eq!(
        corpus.stories.get(StoryId(0)).unwrap().articles,
        [ArticleId(0)]
    );
    assert_eq!(corpus.comparison.columns, [ArticleId(0)]);
    assert_eq!(corpus.comparison.base, None);
    assert!(corpus.decisions.is_empty());
}

#[test]
fn a_decision_about_the_same_thing_replaces_the_earlier() {
    let mut corpus = two_articles();
    let [lhs, rhs] = [0, 1].map(|id| Place {
        article: ArticleId(id),
        span: Span::new(0, 6),
    });
    let review = |state, note: &str| {
        Decision::Review(Review {
            places: vec![lhs],
            difference: None,
            state,
            note: note.to_owned(),
        })
    };
    for (decision, n) in [
        (
            Decision::Link {
                lhs,
                rhs,
                linked: true,
            },
            1,
        ),
        (
            Decision::Link {
                lhs: rhs,
                rhs: lhs,
                linked: false,
            },
            1,
        ),
        (review(ReviewState::Confirmed, ""), 2),
        (review(ReviewState::New, "look again"), 2),
        (review(ReviewState::New, ""), 1),
    ] {
        let patch = decide(&mut corpus, decision);
        corpus.apply(patch);
        assert_eq!(corpus.decisions.len(), n);
    }
    let last = corpus.decisions.iter().last().unwrap();
    assert!(matches!(**last, Decision::Link { linked: false, .. }));
}

#[test]
fn a_verdict_outlives_an_article_while_two_are_left() {
    let place = |article: u32| Place {
        article: ArticleId(article),
        span: Span::new(0, 6),
    };
    let review = |articles: &[u32], values: Option<&[u32]>| Review {
        places: articles.iter().map(|id| place(*id)).collect(),
        difference: values.map(|values| ReviewedDifference {
            kind: "number".to_owned(),
            values: values.iter().map(|id| place(*id)).collect(),
        }),
        state: ReviewState::Dismissed,
        note: String::new(),
    };
    let check = |review: &Review, expected: Option<Review>| {
        let mut corpus = two_articles();
        let patch = edit_review(&mut corpus, review.clone());
        corpus.apply(patch);
        let before = corpus.clone();
        let patch = remove_articles(&corpus, &[ArticleId(1)]);
        let undo = corpus.apply(patch);
        let left: Vec<Decision> = corpus
            .decisions
            .iter()
            .map(|one| Decision::clone(one))
            .collect();
        assert_eq!(
            left,
            expected
                .map(Decision::Review)
                .into_iter()
                .collect::<Vec<_>>()
        );
        corpus.apply(undo);
        assert_eq!(corpus, before);
    };
    check(&review(&[0, 1, 2], None), Some(review(&[0, 2], None)));
    check(&review(&[0, 1], None), None);
    check(&review(&[1], None), None);
    // Of an earlier version.
    check(&review(&[0], Some(&[])), Some(review(&[0], Some(&[]))));
    check(
        &review(&[0, 1, 2], Some(&[0, 1, 2])),
        Some(review(&[0, 2], Some(&[0, 2]))),
    );
    // The values of the article that stays differ from nothing.
    check(&review(&[0, 1, 2], Some(&[0, 1])), None);
}

fn edit_review(corpus: &mut Corpus, review: Review) -> Patch {
    super::review(corpus, &[], review)
}

#[test]
fn a_verdict_replaces_those_that_belong_to_its_row_now() {
    let mut corpus = two_articles();
    let review = |article: u32, state| Review {
        places: vec![Place {
            article: ArticleId(article),
            span: Span::new(0, 6),
        }],
        difference: None,
        state,
        note: String::new(),
    };
    for article in 0..2 {
        let patch = edit_review(&mut corpus, review(article, ReviewState::Dismissed));
        corpus.apply(patch);
    }
    let all: Vec<DecisionId> = corpus.decisions.entries().map(|(id, _)| id).collect();
    let patch = super::review(&mut corpus, &all, review(0, ReviewState::Confirmed));
    let undo = corpus.apply(patch);
    assert_eq!(corpus.decisions.len(), 1);
    corpus.apply(undo);
    let patch = super::review(&mut corpus, &all, review(0, ReviewState::New));
    corpus.apply(patch);
    assert!(corpus.decisions.is_empty());
}

#[test]
fn the_last_word_on_what_belongs_together_counts() {
    let mut corpus = two_articles();
    let place = |article, start| Place {
        article: ArticleId(article),
        span: Span::new(start, start + 4),
    };
    let [a1, a2, b1, c1] = [place(0, 0), place(0, 10), place(1, 0), place(2, 0)];
    let said = |corpus: &Corpus, places: &[Place]| {
        let found = by_hand(corpus, places);
        (found.n_linked, found.n_splits)
    };
    let patch = tie_all(&mut corpus, &[a1, a2, b1], "keep together");
    corpus.apply(patch);
    // Two sentences of one article are not tied to each other.
    assert_eq!(said(&corpus, &[a1, a2, b1]), (2, 0));
    // One sentence is taken out: its link goes, the other stays.
    let patch = split(&mut corpus, vec![vec![a1, b1, c1], vec![a2]], "take out");
    let undo = corpus.apply(patch);
    assert_eq!(said(&corpus, &[a1, b1]), (1, 1));
    assert_eq!(said(&corpus, &[a2]), (0, 1));
    assert_eq!(said(&corpus, &[c1, place(3, 0)]), (0, 0), "another row");
    let before = corpus.clone();
    corpus.apply(undo);
    assert_eq!(said(&corpus, &[a1, a2, b1]), (2, 0));
    corpus = before;
    // Joined again: the split goes.
    let patch = tie_all(&mut corpus, &[a2, c1], "join");
    corpus.apply(patch);
    assert_eq!(said(&corpus, &[a1, a2, b1, c1]), (2, 0));
    // Of three parts two are made one.
    let parts = vec![vec![a1], vec![b1], vec![c1]];
    let patch = split(&mut corpus, parts, "break apart");
    corpus.apply(patch);
    let patch = tie_all(&mut corpus, &[a1, b1], "join");
    corpus.apply(patch);
    let parts = |corpus: &Corpus| {
        let mut decisions = corpus.decisions.iter();
        decisions.find_map(|decision| match &**decision {
            Decision::Split { parts } => Some(parts.clone()),
            _ => None,
        })
    };
    assert_eq!(parts(&corpus), Some(vec![vec![a1, b1], vec![c1]]));
    // What is said of other articles stays when one goes.
    let patch = remove_articles(&corpus, &[ArticleId(1)]);
    let undo = corpus.apply(patch);
    assert_eq!(parts(&corpus), Some(vec![vec![a1], vec![c1]]));
    corpus.apply(undo);
    let patch = untie(&corpus, &[a1, b1]);
    corpus.apply(patch);
    assert_eq!(
        said(&corpus, &[a1, a2, b1, c1]),
        (1, 0),
        "that of a2 and c1"
    );
    assert!(split(&mut corpus, vec![vec![a1], vec![a1]], "split").is_empty());
    assert!(split(&mut corpus, vec![vec![a1], Vec::new()], "split").is_empty());
}
