//! The articles and the files they come from, and the summary in words.

use super::{Node, Run, Style, grid, plain, quiet, siglum};
use crate::report::labels;
use crate::report::model::Report;
use crate::report::summary::{grouped, summary};

pub fn in_short(report: &Report, nodes: &mut Vec<Node>) {
    nodes.extend(summary(report).into_iter().map(|s| Node::Item(plain(s))));
}

pub fn sources(report: &Report, nodes: &mut Vec<Node>) {
    let rows = report.articles.iter().map(|article| {
        let origin = |field: &str| {
            let origin = article.origins.get(field);
            quiet(
                origin
                    .map(|origin| format!(" ({origin})"))
                    .unwrap_or_default(),
            )
        };
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        let mut what = vec![
            Run::new(article.outlet_or_file(), Style::Strong),
            origin("outlet"),
            Run::new("\n", Style::Plain),
            Run::of(article.title(), Style::Article, article),
            origin("headline"),
        ];
        if let Some(address) = &article.address {
            what.push(quiet(format!("\n{address}")));
        }
        let with = |text: String, field: &str| vec![Run::new(text, Style::Plain), origin(field)];
        vec![
            vec![siglum(article)],
            what,
            with(or_dash(&article.byline), "byline"),
            with(or_dash(&article.published), "published"),
            plain(grouped(article.words)),
            plain(labels::completeness(article.completeness)),
        ]
    });
    let mut table = grid(&[
        ("", 0.7),
        ("Outlet and headline", 6.0),
        ("Byline", 2.2),
        ("Published", 2.6),
        ("Words", 1.2),
        ("Text", 1.6),
    ]);
    table.rows = rows.collect();
    nodes.push(Node::Table(table));
    let rows = report.articles.iter().map(|article| {
        let file = match article.part.as_str() {
            "" => article.source.clone(),
            part => format!("{}, {part}", article.source),
        };
        vec![
            vec![siglum(article)],
            plain(file),
            vec![quiet(&article.sha256)],
            vec![quiet(&article.text_sha256)],
        ]
    });
    let mut table = grid(&[
        ("", 0.7),
        ("File", 4.0),
        ("SHA-256 of the file", 5.0),
        ("SHA-256 of the text", 5.0),
    ]);
    table.rows = rows.collect();
    nodes.push(Node::Table(table));
}

pub fn ledger(report: &Report, nodes: &mut Vec<Node>) {
    let rows = report.ledger.iter().map(|line| {
        let outcome = match &line.article {
            Some(siglum) => format!("{} as {siglum}", line.outcome),
            None => line.outcome.clone(),
        };
        let file = match line.part.as_str() {
            "" => line.source.clone(),
            part => format!("{}, {part}", line.source),
        };
        vec![plain(file), plain(outcome), vec![quiet(line.remarks())]]
    });
    let mut table = grid(&[("File", 4.0), ("Outcome", 2.0), ("Remarks", 6.0)]);
    table.rows = rows.collect();
    nodes.push(Node::Table(table));
}
