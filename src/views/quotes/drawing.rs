//! Who rests on whom as a drawing for a file, with more names than the window has room for.

use crate::charts::{Chart, Ink, Sources, Tied, sources_chart};
use crate::session::{QuoteRows, Session};
use crate::widgets::theme::{self, Theme};

/// Sources and speakers in a drawing at most, each.
const MOST: usize = 40;

/// The drawing in the colours of the light theme.
pub fn drawing(session: &Session, rows: &QuoteRows) -> Chart {
    let tokens = Theme::of(egui::Theme::Light);
    let colour = |article: usize| {
        let article = &rows.compared.articles[article].article;
        let outlet = session.corpus.outlet_of(article);
        theme::rgb(outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour)))
    };
    let sources = rows.graph.sources.iter().take(MOST).map(|source| Tied {
        name: source.name.clone(),
        articles: source
            .articles
            .iter()
            .map(|reliance| (reliance.article, reliance.count))
            .collect(),
    });
    let speakers = rows.graph.speakers.iter().take(MOST).map(|speaker| {
        let row = &rows.speakers[*speaker];
        Tied {
            name: row.label().to_owned(),
            articles: row
                .by_article
                .iter()
                .map(|(article, (times, _))| (*article, *times))
                .collect(),
        }
    });
    let shown = Sources {
        articles: (0..rows.outlets.len())
            .map(|article| (rows.article_name(article), colour(article)))
            .collect(),
        origins: rows
            .graph
            .origins
            .iter()
            .map(|origin| origin.articles.clone())
            .collect(),
        sources: sources.collect(),
        speakers: speakers.collect(),
    };
    sources_chart("Who rests on whom", &shown, Ink::PRINT)
}
