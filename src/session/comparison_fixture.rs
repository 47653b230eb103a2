//! Comparisons made by hand for the tests of the views that show them: what the finder makes of texts is tested elsewhere.

use std::sync::Arc;

use super::{Compared, Derived, Session, entity_fixture};
use crate::analysis::Analysed;
use crate::analysis::compare::{
    Cell, Comparison, Difference, DifferenceKind, DifferenceNature, DifferenceValue, OnlyHere,
    Pair, Placement, PlacementBlock, Relation, Statement,
};
use crate::analysis::quotes::align_quotations;
use crate::corpus::{Article, BlockKind, Chosen, Completeness};
use crate::text::Span;

/// Where some words stand in an article.
fn find(article: &Analysed, words: &str) -> Span {
    let start = article.text().find(words);
    let start = start.unwrap_or_else(|| panic!("{words:?} is in the article"));
    Span::new(start, start + words.len())
}

fn placement(article: &Article, span: Span) -> Placement {
    let body = |kind: BlockKind| kind == BlockKind::Paragraph;
    let of = article.blocks.iter().filter(|b| body(b.kind)).count() as u32;
    let mut index = 0;
    for block in &article.blocks {
        index += u32::from(body(block.kind));
        if block.span.contains(span) {
            let block = match index {
                0 => PlacementBlock::Headline,
                1 => PlacementBlock::Lead,
                _ => PlacementBlock::Paragraph,
            };
            return Placement { block, index, of };
        }
    }
    panic!("the words are in no block");
}

/// A statement: how close, and each article's words for it.
pub fn statement(
    articles: &[Arc<Analysed>],
    id: u32,
    relation: Relation,
    cells: &[(usize, &str)],
) -> Statement {
    let cell = |&(article, words): &(usize, &str)| {
        let span = find(&articles[article], words);
        Cell {
            article,
            spans: vec![span],
            placement: placement(&articles[article].article, span),
            marks: Vec::new(),
        }
    };
    let pair = |rhs: usize| Pair {
        lhs: 0,
        rhs,
        relation,
        score: 0.9,
        common_words: 3,
        shorter_words: 4,
        longest_run: 3,
        lhs_marks: Vec::new(),
        rhs_marks: Vec::new(),
    };
    Statement {
        id,
        gloss: cells[0].1.to_owned(),
        relation,
        cells: cells.iter().map(cell).collect(),
        pairs: (1..cells.len()).map(pair).collect(),
        differences: Vec::new(),
    }
}

/// A difference: each article's words on the point.
pub fn difference(
    articles: &[Arc<Analysed>],
    kind: DifferenceKind,
    values: &[(usize, &str)],
) -> Difference {
    Difference {
        kind,
        nature: DifferenceNature::Conflict,
        values: values
            .iter()
            .map(|&(article, words)| DifferenceValue {
                article,
                span: find(&articles[article], words),
            })
            .collect(),
    }
}

/// A sentence of one article alone.
pub fn only_here(articles: &[Arc<Analysed>], article: usize, words: &str) -> OnlyHere {
    let span = find(&articles[article], words);
    OnlyHere {
        article,
        span,
        placement: placement(&articles[article].article, span),
    }
}

/// A session with articles of these outlets (number of the outlet, text) side by side, compared. The last one is cut off.
pub fn session(
    outlets: &[&str],
    texts: &[(u32, &str)],
    compare: impl FnOnce(&[Arc<Analysed>]) -> Comparison,
) -> Session {
    let (mut corpus, mut articles) = entity_fixture::corpus(outlets, texts);
    if let Some(last) = articles.last_mut() {
        let mut article = Article::clone(&last.article);
        article.completeness = Completeness::Truncated;
        *last = Arc::new(Analysed::new(Arc::new(article)));
    }
    corpus.comparison = Arc::new(Chosen {
        columns: articles.iter().map(|article| article.id()).collect(),
        base: None,
    });
    let comparison = compare(&articles);
    Session {
        corpus,
        revision: 1,
        compared: Derived::Ready(Arc::new(Compared::new(articles, comparison, 1))),
        ..Session::default()
    }
}

/// Three articles on a bridge: one statement of all three, one of two with a number that differs, one sentence of one alone.
pub fn bridge() -> Session {
    let texts = [
        (
            0,
            "Mayor opens the bridge\nThe bridge cost 12 million dollars.\nShe said \"it will last a century\".",
        ),
        (
            1,
            "New bridge open\nMayor Lee opened the bridge.\nIt cost 14 million dollars.\nFireworks were seen.",
        ),
        (2, "Bridge opened\nThe mayor has opened the bridge."),
    ];
    session(&["Daily", "Herald", "Post"], &texts, |articles| {
        let mut cost = statement(
            articles,
            1,
            Relation::Edited,
            &[
                (0, "The bridge cost 12 million dollars."),
                (1, "It cost 14 million dollars."),
            ],
        );
        let values = [(0, "12 million"), (1, "14 million")];
        cost.differences = vec![difference(articles, DifferenceKind::Number, &values)];
        let opened = statement(
            articles,
            2,
            Relation::Reworded,
            &[
                (0, "Mayor opens the bridge"),
                (1, "Mayor Lee opened the bridge."),
                (2, "The mayor has opened the bridge."),
            ],
        );
        let refs: Vec<&Analysed> = articles.iter().map(|article| &**article).collect();
        Comparison {
            n_articles: 3,
            statements: vec![cost, opened],
            only_here: vec![
                only_here(articles, 0, "She said \"it will last a century\"."),
                only_here(articles, 1, "Fireworks were seen."),
            ],
            utterances: align_quotations(&refs),
            ..Comparison::default()
        }
    })
}

/// Three articles: two quote Ann Lee with one word altered, the last one quotes Bob Stone.
pub fn quotes() -> Session {
    let texts = [
        (
            0,
            "Bridge opens\n\"This bridge will carry us through the next century,\" Mayor Ann Lee said, according to Reuters.",
        ),
        (
            1,
            "New bridge\n\"This bridge will carry us through the next decade,\" Mayor Ann Lee said on Monday.",
        ),
        (
            0,
            "Costs\n\"There is simply no money left for anything else,\" treasurer Bob Stone said.",
        ),
    ];
    session(&["Daily", "Herald"], &texts, |articles| {
        let refs: Vec<&Analysed> = articles.iter().map(|article| &**article).collect();
        Comparison {
            n_articles: 3,
            utterances: align_quotations(&refs),
            ..Comparison::default()
        }
    })
}
