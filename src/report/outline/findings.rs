//! What the comparison found: statements by articles, every wording, what only one article has, where it stands.

use super::{
    Node, Run, Strip, Style, grid, heading, label, language_of, plain, quiet, siglum, words_in,
};
use crate::analysis::compare::{MarkKind, Relation};
use crate::corpus::ReviewState;
use crate::report::model::{Absence, Article, Cell, Report, Statement};
use crate::report::pieces::{Layer, is_cut_after};
use crate::report::summary::count;
use crate::text::Span;

/// One letter for a relation, beside which the colour is only an ornament.
fn relation(relation: Relation) -> Run {
    let letter = match relation {
        Relation::SameWords => "S",
        Relation::Edited => "E",
        Relation::Reworded => "R",
    };
    Run::new(letter, Style::Relation(relation))
}

fn live(report: &Report) -> impl Iterator<Item = &Statement> {
    report.statements().iter().filter(|s| !s.is_dismissed())
}

/// The statement in the words of one of its articles, and in what language they are.
fn gloss(report: &Report, statement: &Statement) -> Run {
    let articles = || {
        let cells = statement.cells.iter();
        cells.filter_map(|cell| report.article(&cell.article))
    };
    let holds = |article: &&Article| article.text.contains(&statement.gloss);
    let whose = articles().find(holds).or_else(|| articles().next());
    Run {
        language: whose.and_then(language_of),
        ..Run::new(&statement.gloss, Style::Article)
    }
}

pub fn coverage(report: &Report, nodes: &mut Vec<Node>) {
    if live(report).next().is_none() {
        nodes.push(Node::Text(plain(
            "No statement is shared by two of these articles.",
        )));
        return;
    }
    let is_foreign = live(report).any(|statement| !statement.not_compared.is_empty());
    let foreign = if is_foreign {
        "; L in another language, could not be compared"
    } else {
        ""
    };
    nodes.push(Node::Text(vec![quiet(format!(
        "S same words, E edited, R reworded, with the paragraph; – not in this article; ? could not be seen{foreign}."
    ))]));
    // many articles make a wide table of narrow columns: the statement stays readable
    let share = if report.articles.len() > 6 { 1.3 } else { 2.0 };
    let mut grid = grid(&[("No.", 0.9), ("Statement", 9.0 - 1.4 * share)]);
    for article in &report.articles {
        grid.head.push(article.siglum.clone());
        grid.widths.push(share);
    }
    grid.head.push("Differs in".to_owned());
    grid.widths.push(2.0);
    for statement in live(report) {
        let mut row = vec![
            plain(statement.id.to_string()),
            vec![gloss(report, statement)],
        ];
        for article in &report.articles {
            let index = statement
                .cells
                .iter()
                .position(|c| c.article == article.siglum);
            row.push(match index {
                Some(index) => vec![
                    relation(statement.relation_of(index)),
                    quiet(format!(" {}", statement.cells[index].placement.short())),
                ],
                None => absent(statement, article),
            });
        }
        let mut kinds: Vec<&str> = statement
            .live_differences()
            .map(|d| d.kind.label())
            .collect();
        kinds.dedup();
        row.push(plain(kinds.join(", ")));
        grid.rows.push(row);
    }
    nodes.push(Node::Table(grid));
}

pub fn findings(report: &Report, nodes: &mut Vec<Node>) {
    for statement in live(report) {
        let words = gloss(report, statement);
        let text = format!("{}. {}", statement.id, words.text);
        nodes.push(Node::Heading(3, Run { text, ..words }));
        let mut about = vec![Run::new(
            statement.relation.label(),
            Style::Relation(statement.relation),
        )];
        about.push(quiet(format!(
            " · in {} of {} articles",
            statement.cells.len(),
            report.articles.len()
        )));
        if statement.review.state != ReviewState::New {
            let verdict = format!(" · {}", statement.review.state.label());
            about.push(Run::new(verdict, Style::Strong));
        }
        nodes.push(Node::Text(about));
        for (index, cell) in statement.cells.iter().enumerate() {
            if let Some(article) = report.article(&cell.article) {
                nodes.push(Node::Words {
                    label: label(article, &cell.placement.label()),
                    words: cell_words(article, cell, statement.relation_of(index)),
                    colour: article.colour,
                });
            }
        }
        missing(report, statement, nodes);
        differences(report, statement, nodes);
        if !statement.review.note.is_empty() {
            let note = Run::new("Note: ", Style::Strong);
            let words = Run::new(&statement.review.note, Style::Plain);
            nodes.push(Node::Text(vec![note, words]));
        }
    }
}

fn absent(statement: &Statement, article: &Article) -> Vec<Run> {
    let absence = statement.absence(article);
    if absence == Absence::NotInArticle {
        vec![quiet(absence.sign())]
    } else {
        plain(absence.sign())
    }
}

fn missing(report: &Report, statement: &Statement, nodes: &mut Vec<Node>) {
    for absence in Absence::ALL {
        let articles: Vec<&Article> = report
            .articles
            .iter()
            .filter(|article| statement.cell(&article.siglum).is_none())
            .filter(|article| statement.absence(article) == absence)
            .collect();
        if articles.is_empty() {
            continue;
        }
        let mut runs = vec![quiet(format!("{} ", absence.before_names()))];
        for (index, article) in articles.into_iter().enumerate() {
            runs.push(quiet(if index > 0 { ", " } else { "" }));
            runs.push(siglum(article));
            runs.push(quiet(format!(" {}", article.outlet_or_file())));
        }
        nodes.push(Node::Text(runs));
    }
}

fn differences(report: &Report, statement: &Statement, nodes: &mut Vec<Node>) {
    for difference in statement.live_differences() {
        let mut runs = vec![
            Run::new(
                format!("Differs in {}", difference.kind.label()),
                Style::Strong,
            ),
            quiet(format!(" ({}): ", difference.nature.label())),
        ];
        for (index, value) in difference.values.iter().enumerate() {
            let Some(article) = report.article(&value.article) else {
                continue;
            };
            runs.push(Run::new(if index > 0 { "; " } else { "" }, Style::Plain));
            runs.push(siglum(article));
            let words = format!(" “{}”", value.text);
            runs.push(Run::of(words, Style::Article, article));
        }
        if !difference.review.note.is_empty() {
            runs.push(quiet(format!(" · {}", difference.review.note)));
        }
        nodes.push(Node::Item(runs));
    }
}

/// The sentences that a cell stands in, its own words and the changed ones told apart.
fn cell_words(article: &Article, cell: &Cell, relation: Relation) -> Vec<Run> {
    const IN_CELL: usize = 0;
    const CHANGED: usize = 1;
    let layer = |span: Span, key| Layer { span, key };
    let mut layers: Vec<Layer> = cell
        .spans
        .iter()
        .map(|span| layer(*span, IN_CELL))
        .collect();
    if relation != Relation::Reworded {
        let changed = cell
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Changed);
        layers.extend(changed.map(|mark| {
            let (start, end) = (mark.start, mark.end);
            layer(Span { start, end }, CHANGED)
        }));
    }
    words_in(article, &cell.spans, &layers, |keys| match keys {
        [] => Style::Context,
        keys if keys.contains(&CHANGED) => Style::Changed,
        _ => Style::Article,
    })
}

pub fn only_here(report: &Report, nodes: &mut Vec<Node>) {
    if report.only_here().is_empty() {
        nodes.push(Node::Text(plain(
            "Every sentence of each article is reported by another.",
        )));
    }
    for article in &report.articles {
        let only: Vec<_> = report
            .only_here()
            .iter()
            .filter(|only| only.article == article.siglum)
            .collect();
        if only.is_empty() {
            continue;
        }
        nodes.push(heading(
            3,
            format!(
                "{}, {}: {}",
                article.siglum,
                article.outlet_or_file(),
                count(only.len(), "sentence")
            ),
        ));
        for (only, number) in only.into_iter().zip(1..) {
            let words: Vec<&str> = only
                .spans
                .iter()
                .filter_map(|s| s.get(&article.text))
                .collect();
            let place = format!("{}{number} · {}  ", article.siglum, only.placement.short());
            let mut words = words.join(" … ");
            if is_cut_after(article, &only.spans) {
                words.push_str(" …");
            }
            let words = Run::of(words, Style::Article, article);
            nodes.push(Node::Item(vec![quiet(place), words]));
        }
    }
}

/// The picture of where each article carries the shared statements.
pub fn placements(report: &Report, nodes: &mut Vec<Node>) {
    let strip = |article: &Article| {
        let length = article.text.len().max(1) as f32;
        let marks = live(report).filter_map(|statement| {
            let index = statement
                .cells
                .iter()
                .position(|cell| cell.article == article.siglum)?;
            let start = statement.cells[index].spans.first()?.start;
            let relation = statement.relation_of(index);
            Some((statement.id, relation, start as f32 / length))
        });
        Strip {
            siglum: article.siglum.clone(),
            colour: article.colour,
            marks: marks.collect(),
        }
    };
    nodes.push(Node::Text(vec![quiet(
        "Where each article carries the shared statements: the paragraph, of all its paragraphs.",
    )]));
    nodes.push(Node::Placement(report.articles.iter().map(strip).collect()));
    let mut table = grid(&[("No.", 0.9)]);
    for article in &report.articles {
        table.head.push(article.siglum.clone());
        table.widths.push(2.0);
    }
    for statement in live(report) {
        let mut row = vec![plain(statement.id.to_string())];
        row.extend(
            report
                .articles
                .iter()
                .map(|article| match statement.cell(&article.siglum) {
                    Some(cell) => plain(cell.placement.label()),
                    None => absent(statement, article),
                }),
        );
        table.rows.push(row);
    }
    nodes.push(Node::Table(table));
}
