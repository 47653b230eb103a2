//! Who is quoted, who rests on whom, who and what is named.

use super::{Node, Run, Style, grid, heading, label, plain, quiet, siglum, words_in};
use crate::report::groups::{Counts, Group, counts, groups};
use crate::report::labels;
use crate::report::model::{Article, Quotation, QuotationCell, Report};
use crate::report::origins;
use crate::report::pieces::Layer;
use crate::report::summary::count;
use crate::text::Span;

pub fn quotations(report: &Report, nodes: &mut Vec<Node>) {
    let (shared, single): (Vec<&Quotation>, Vec<&Quotation>) =
        report.quotations.iter().partition(|q| q.is_shared());
    if report.quotations.is_empty() {
        nodes.push(Node::Text(plain("No quotation was found.")));
    }
    for quotation in shared {
        let speaker = quotation.speaker.as_deref().unwrap_or("Nobody named");
        nodes.push(heading(3, speaker));
        if quotation.altered {
            nodes.push(Node::Text(vec![Run::new("altered", Style::Strong)]));
        }
        for cell in &quotation.cells {
            if let Some(article) = report.article(&cell.article) {
                nodes.push(Node::Words {
                    label: label(article, labels::quotation(cell.kind)),
                    words: said(article, cell),
                    colour: article.colour,
                });
            }
        }
    }
    let mut rows = Vec::new();
    for quotation in single {
        for cell in &quotation.cells {
            if let Some(article) = report.article(&cell.article) {
                rows.push(vec![
                    vec![siglum(article)],
                    plain(quotation.speaker.as_deref().unwrap_or("—")),
                    plain(labels::quotation(cell.kind)),
                    said(article, cell),
                ]);
            }
        }
    }
    if !rows.is_empty() {
        nodes.push(heading(3, "In one article only"));
        let mut table = grid(&[("", 0.7), ("Speaker", 2.6), ("Kind", 1.4), ("Words", 8.0)]);
        table.rows = rows;
        nodes.push(Node::Table(table));
    }
}

fn said(article: &Article, cell: &QuotationCell) -> Vec<Run> {
    let layers: Vec<Layer> = cell
        .content
        .iter()
        .map(|span| Layer {
            span: *span,
            key: 0,
        })
        .collect();
    let named = cell.speaker.iter().chain(&cell.cue);
    let mut spans: Vec<Span> = cell.content.iter().chain(named).copied().collect();
    spans.sort_unstable();
    words_in(article, &spans, &layers, |keys| {
        if keys.is_empty() {
            Style::Context
        } else {
            Style::Article
        }
    })
}

pub fn attributions(report: &Report, nodes: &mut Vec<Node>) {
    origins(report, nodes);
    if report.compared.is_some() {
        nodes.push(heading(3, "Sources the articles name"));
    }
    let mut grid = grid(&[("Source", 5.0), ("Kind", 3.0)]);
    for article in &report.articles {
        grid.head.push(article.siglum.clone());
        grid.widths.push(1.0);
    }
    for ((not_outlet, source), by_article) in report.sources_named() {
        let kind = if not_outlet {
            "source"
        } else {
            "agency or outlet"
        };
        let mut row = vec![plain(source), plain(kind)];
        row.extend(report.articles.iter().map(|article| {
            match by_article.get(article.siglum.as_str()) {
                Some(number) => plain(number.to_string()),
                None => vec![quiet("–")],
            }
        }));
        grid.rows.push(row);
    }
    nodes.push(if grid.rows.is_empty() {
        Node::Text(plain("No article names a source that was recognised."))
    } else {
        Node::Table(grid)
    });
}

/// How many independent origins there are, and what tells that articles share one.
fn origins(report: &Report, nodes: &mut Vec<Node>) {
    let rows = origins::rows(report);
    if rows.is_empty() {
        return;
    }
    nodes.push(heading(3, count(rows.len(), "independent origin")));
    let mut table = grid(&[("Articles", 3.0), ("Origin", 2.0), ("What tells so", 7.0)]);
    for row in rows {
        let mut articles = Vec::new();
        for (index, article) in row.articles.into_iter().enumerate() {
            articles.push(quiet(if index > 0 { ", " } else { "" }));
            articles.push(siglum(article));
            articles.push(Run::new(
                format!(" {}", article.outlet_or_file()),
                Style::Plain,
            ));
        }
        let reasons = match row.reasons.join("; ") {
            reasons if reasons.is_empty() => "stands alone".to_owned(),
            reasons => reasons,
        };
        table
            .rows
            .push(vec![articles, plain(row.source), vec![quiet(reasons)]]);
    }
    nodes.push(Node::Table(table));
}

pub fn names(report: &Report, nodes: &mut Vec<Node>) {
    if report.entities.is_empty() {
        nodes.push(Node::Text(plain("No name was found.")));
        return;
    }
    let groups = groups(report);
    let mut grid = grid(&[("Name", 3.4), ("Type", 2.4)]);
    for group in &groups {
        grid.head.push(group.name.to_owned());
        grid.widths.push(1.9);
    }
    grid.head
        .extend(["Total", "Articles", "DP", "Most typical of"].map(str::to_owned));
    grid.widths.extend([1.5, 1.9, 1.2, 2.6]);
    let counted: Vec<Counts> = report
        .entities
        .iter()
        .map(|entity| counts(report, &groups, entity))
        .collect();
    let highest = counted
        .iter()
        .flat_map(|counts| &counts.by_group)
        .map(|count| count.per_thousand)
        .fold(1.0, f64::max);
    for (entity, counts) in report.entities.iter().zip(&counted) {
        let mut row = vec![
            vec![Run::new(&entity.name, Style::Strong)],
            plain(entity.kind.label()),
        ];
        row.extend(groups.iter().zip(&counts.by_group).map(|(group, count)| {
            if count.count == 0 {
                return vec![quiet("–")];
            }
            let length = (1000.0 * count.per_thousand / highest).round() as u16;
            vec![
                Run::new(count.count.to_string(), Style::Plain),
                quiet(format!(" ({:.1})", count.per_thousand)),
                Run::new("", Style::Bar(group.articles[0].colour, length)),
            ]
        }));
        row.push(plain(entity.mentions.len().to_string()));
        row.push(plain(counts.n_articles.to_string()));
        row.push(plain(format!("{:.2}", counts.dispersion)));
        row.push(vec![quiet(typical_of(&groups, counts))]);
        grid.rows.push(row);
    }
    nodes.push(Node::Text(vec![quiet(
        "Mentions, and in brackets mentions per 1,000 words. A rate that rests on fewer than 5 mentions, or on fewer than 300 words, moves much with a single mention. DP: 0 even over the articles, 1 clumped. Most typical of: the outlet whose LRC against all others is highest, where it is above 0.",
    )]));
    nodes.push(Node::Table(grid));
}

/// The outlet that a name is most typical of, with the figures; empty where it is typical of none.
fn typical_of(groups: &[Group<'_>], counts: &Counts) -> String {
    let keyed = groups
        .iter()
        .zip(&counts.by_group)
        .filter_map(|(group, count)| Some((group, count.key.as_ref()?)));
    keyed
        .filter(|(_, key)| key.lrc > 0.0)
        .reduce(|best, next| if next.1.lrc > best.1.lrc { next } else { best })
        .map(|(group, key)| {
            format!(
                "{} (LRC {:.1}, Log Ratio {:.1}, G² {:.1})",
                group.name, key.lrc, key.log_ratio, key.g2
            )
        })
        .unwrap_or_default()
}

/// The alias table: every form that was counted for a name.
pub fn aliases(report: &Report, nodes: &mut Vec<Node>) {
    let several = report.entities.iter().filter(|e| e.aliases.len() > 1);
    let rows: Vec<_> = several
        .map(|entity| {
            let forms: Vec<String> = entity
                .aliases
                .iter()
                .zip(&entity.alias_counts)
                .map(|(alias, number)| format!("{alias} ({number})"))
                .collect();
            vec![
                vec![Run::new(&entity.name, Style::Strong)],
                plain(forms.join(", ")),
            ]
        })
        .collect();
    if rows.is_empty() {
        nodes.push(Node::Text(plain("Every name is written in one way.")));
        return;
    }
    let mut table = grid(&[("Name", 3.4), ("Written as (times)", 9.0)]);
    table.rows = rows;
    nodes.push(Node::Table(table));
}
