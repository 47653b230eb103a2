//! Small corpora for the tests of the entity table and its view.

use std::sync::Arc;

use super::{Derived, EntityRows, Session};
use crate::analysis::entities::{
    Alias, Entity, EntityIndex, EntityType, Fold, MentionPlace, index_entities,
};
use crate::analysis::{Analysed, Unhurried};
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Corpus, Field, Origin, Outlet, OutletId,
    Patch, Source,
};
use crate::text::Span;

/// An article: the first line is the headline, every other line a paragraph.
fn article(id: u32, outlet: u32, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let kind = if blocks.is_empty() {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { kind, span });
        }
        at += line.len() + 1;
    }
    let headline = text.lines().next().unwrap_or_default().to_owned();
    Article {
        id: ArticleId(id),
        text: Arc::from(text),
        blocks,
        outlet: Field::of(OutletId(outlet), Origin::Manifest),
        headline: Field::of(headline, Origin::Text),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::of("en".to_owned(), Origin::Detected),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source::default(),
        excluded: false,
    }
}

/// The articles of these outlets (number of the outlet, text) in a corpus, analysed.
pub fn corpus(outlets: &[&str], texts: &[(u32, &str)]) -> (Corpus, Vec<Arc<Analysed>>) {
    let mut patch = Patch::new("make");
    for (at, name) in outlets.iter().enumerate() {
        let outlet = Outlet {
            id: OutletId(at as u32),
            name: (*name).to_owned(),
            short: String::new(),
            colour: at as u32,
        };
        patch.outlets.push((outlet.id, Some(Arc::new(outlet))));
    }
    for (at, (outlet, text)) in texts.iter().enumerate() {
        let article = article(at as u32, *outlet, text);
        patch.articles.push((article.id, Some(Arc::new(article))));
    }
    let mut corpus = Corpus::default();
    corpus.apply(patch);
    let analysed = corpus.articles.iter().cloned();
    let analysed = analysed.map(|article| Arc::new(Analysed::new(article)));
    let analysed = analysed.collect();
    (corpus, analysed)
}

/// A session in which the entities are counted.
pub fn session(corpus: Corpus, articles: Vec<Arc<Analysed>>, index: EntityIndex) -> Session {
    let rows = EntityRows::new(
        articles,
        &corpus.outlets,
        index,
        Fold::default(),
        &mut Unhurried,
    )
    .expect("nobody cancels");
    Session {
        corpus,
        entities: Derived::Ready(Arc::new(rows)),
        ..Session::default()
    }
}

/// A table of so many rows, each named once, in the order of their names.
pub fn long(n: usize) -> Session {
    let (corpus, articles) = corpus(&["Post"], &[(0, "Headline\nName of many.")]);
    let entity = |number: usize| {
        let name = format!("Name {number:05}");
        Entity {
            aliases: vec![Alias {
                text: name.clone(),
                count: 1,
            }],
            kind: EntityType::Person,
            name,
            mentions: vec![MentionPlace {
                article: 0,
                span: Span::new(9, 13),
            }],
            adjective_of: None,
            seat_of: None,
        }
    };
    let entities = (0..n).map(entity).collect();
    session(corpus, articles, EntityIndex { entities })
}

/// Every place of these forms; longer forms come first in the list.
fn entity(
    articles: &[Arc<Analysed>],
    name: &str,
    kind: EntityType,
    forms: &[&str],
    taken: &mut Vec<MentionPlace>,
) -> Entity {
    let mut mentions = Vec::new();
    let mut aliases: Vec<Alias> = Vec::new();
    for form in forms {
        let before = mentions.len();
        for (at, article) in articles.iter().enumerate() {
            for (start, _) in article.text().match_indices(form) {
                let place = MentionPlace {
                    article: at,
                    span: Span::new(start, start + form.len()),
                };
                let is_free = taken
                    .iter()
                    .all(|other| other.article != at || !other.span.intersects(place.span));
                if is_free {
                    taken.push(place);
                    mentions.push(place);
                }
            }
        }
        aliases.push(Alias {
            text: (*form).to_owned(),
            count: mentions.len() - before,
        });
    }
    mentions.sort_unstable();
    aliases.sort_by_key(|alias| std::cmp::Reverse(alias.count));
    Entity {
        name: name.to_owned(),
        kind,
        aliases,
        mentions,
        adjective_of: None,
        seat_of: None,
    }
}

/// Three short articles by two outlets in which the counts can be seen.
pub fn small() -> Session {
    use EntityType::{Organisation, Person, Place};
    let (corpus, articles) = corpus(
        &["Post", "Star"],
        &[
            (
                0,
                "John Kerry calls Sergei Lavrov\nKerry spoke to Lavrov about Syria on Saturday.\n\"We worry,\" Kerry said in Washington of Syria.",
            ),
            (
                1,
                "Russia answers\nThe United Nations met. Sergei Lavrov called the United Nations about Syria.",
            ),
            (
                1,
                "Talks go on\nSyria and Syria alone was discussed, said Lavrov in Geneva.",
            ),
        ],
    );
    let mut taken = Vec::new();
    let entities = [
        ("Syria", Place, &["Syria"][..]),
        ("Sergei Lavrov", Person, &["Sergei Lavrov", "Lavrov"]),
        ("John Kerry", Person, &["John Kerry", "Kerry"]),
        ("United Nations", Organisation, &["United Nations"]),
        ("Geneva", Place, &["Geneva"]),
        ("Russia", Place, &["Russia"]),
        ("Washington", Place, &["Washington"]),
    ]
    .map(|(name, kind, forms)| entity(&articles, name, kind, forms, &mut taken));
    let index = EntityIndex {
        entities: entities.into(),
    };
    session(corpus, articles, index)
}

/// Two articles that write one man's name in two ways, and a company beside its mother.
pub fn lookalikes() -> Session {
    use EntityType::{Organisation, Person};
    let (corpus, articles) = corpus(
        &["Post", "Star"],
        &[
            (
                0,
                "Mohammed Morsi speaks\nMohammed Morsi spoke of Airbus on Saturday to a crowd that had waited for hours.",
            ),
            (
                1,
                "A speech\nMohamed Mursi spoke to a crowd. Airbus Defence did not answer.",
            ),
        ],
    );
    let mut taken = Vec::new();
    let entities = [
        ("Mohammed Morsi", Person, &["Mohammed Morsi"][..]),
        ("Mohamed Mursi", Person, &["Mohamed Mursi"]),
        ("Airbus Defence", Organisation, &["Airbus Defence"]),
        ("Airbus", Organisation, &["Airbus"]),
    ]
    .map(|(name, kind, forms)| entity(&articles, name, kind, forms, &mut taken));
    let index = EntityIndex {
        entities: entities.into(),
    };
    session(corpus, articles, index)
}

/// The sample story, with the names the program finds in it.
pub fn sample() -> Session {
    let (corpus, articles) = corpus(
        &["HuffPost", "Arutz Sheva", "The Daily Star"],
        &[
            (0, include_str!("../../seeds/000_39879bd75fc8be22.txt")),
            (1, include_str!("../../seeds/001_872f0e6690886558.txt")),
            (2, include_str!("../../seeds/002_9c1d674dac05e718.txt")),
            (1, include_str!("../../seeds/003_2d091f697e0d5d1a.txt")),
        ],
    );
    let borrowed: Vec<&Analysed> = articles.iter().map(Arc::as_ref).collect();
    let index = index_entities(&borrowed, &[]);
    session(corpus, articles, index)
}
