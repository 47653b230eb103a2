//! The report as a plain succession of headings, paragraphs and tables, for the forms that are read from top to bottom:
//! Markdown, word processor, PDF. HTML, which can fold and scroll sideways, has its own order of things.

use super::groups::{counts, groups};
use super::labels;
use super::method;
use super::model::{Article, Cell, Quotation, QuotationCell, Report, Statement};
use super::pieces::{Layer, pieces, with_context};
use super::summary::{count, grouped, summary, title_text};
use crate::analysis::compare::{MarkKind, Relation};
use crate::corpus::ReviewState;
use crate::text::Span;

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A heading; level 1 is the report's title.
    Heading(u8, String),
    /// A paragraph.
    Text(Vec<Run>),
    /// An item of a list.
    Item(Vec<Run>),
    /// An article's words.
    Words {
        /// Whose, and where they stand.
        label: Vec<Run>,
        /// The words.
        words: Vec<Run>,
        /// Index of the outlet's colour.
        colour: u32,
    },
    /// A table.
    Table(Grid),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Headings.
    pub head: Vec<String>,
    /// Share of the width of each column; only their relation counts.
    pub widths: Vec<f32>,
    /// Rows, each as long as `head`.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: Style,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As the program says it.
    Plain,
    /// More important.
    Strong,
    /// Less important.
    Quiet,
    /// An article's words.
    Article,
    /// An article's words that differ from the closest other wording.
    Changed,
    /// Around the words in question.
    Context,
    /// A siglum, in the colour of this index.
    Siglum(u32),
}

impl Run {
    fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

fn plain(text: impl Into<String>) -> Vec<Run> {
    vec![Run::new(text, Style::Plain)]
}

fn quiet(text: impl Into<String>) -> Run {
    Run::new(text, Style::Quiet)
}

fn article_text(text: impl Into<String>) -> Vec<Run> {
    vec![Run::new(text, Style::Article)]
}

fn siglum(article: &Article) -> Run {
    Run::new(&article.siglum, Style::Siglum(article.colour))
}

/// "A HuffPost · ¶8 of 11".
fn label(article: &Article, more: &str) -> Vec<Run> {
    let mut runs = vec![
        siglum(article),
        Run::new(format!(" {}", article.outlet_or_file()), Style::Strong),
    ];
    if !more.is_empty() {
        runs.push(quiet(format!(" · {more}")));
    }
    runs
}

/// The whole report.
pub fn outline(report: &Report) -> Vec<Node> {
    let mut nodes = Vec::new();
    head(report, &mut nodes);
    sources(report, &mut nodes);
    if report.compared.is_some() {
        coverage(report, &mut nodes);
        findings(report, &mut nodes);
        only_here(report, &mut nodes);
    }
    quotations(report, &mut nodes);
    attributions(report, &mut nodes);
    names(report, &mut nodes);
    ledger(report, &mut nodes);
    closing(report, &mut nodes);
    nodes
}

fn heading(nodes: &mut Vec<Node>, text: &str) {
    nodes.push(Node::Heading(2, text.to_owned()));
}

fn head(report: &Report, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading(1, title_text(report)));
    if let Some(question) = &report.head.question {
        nodes.push(Node::Text(article_text(question)));
    }
    let by: Vec<&str> = [&report.head.author, &report.head.date]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !by.is_empty() {
        nodes.push(Node::Text(vec![quiet(by.join(" · "))]));
    }
    heading(nodes, "In short");
    nodes.extend(summary(report).into_iter().map(|s| Node::Item(plain(s))));
}

fn sources(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Sources");
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
            Run::new(article.title(), Style::Article),
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
    nodes.push(Node::Table(Grid {
        head: [
            "",
            "Outlet and headline",
            "Byline",
            "Published",
            "Words",
            "Text",
        ]
        .map(str::to_owned)
        .to_vec(),
        widths: vec![0.7, 6.0, 2.2, 2.6, 1.2, 1.6],
        rows: rows.collect(),
    }));
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
    nodes.push(Node::Table(Grid {
        head: ["", "File", "SHA-256 of the file", "SHA-256 of the text"]
            .map(str::to_owned)
            .to_vec(),
        widths: vec![0.7, 4.0, 5.0, 5.0],
        rows: rows.collect(),
    }));
}

fn live(report: &Report) -> impl Iterator<Item = &Statement> {
    report.statements().iter().filter(|s| !s.is_dismissed())
}

/// One letter for a relation, beside which the colour is only an ornament.
fn letter(relation: Relation) -> &'static str {
    match relation {
        Relation::SameWords => "S",
        Relation::Edited => "E",
        Relation::Reworded => "R",
    }
}

fn coverage(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Coverage");
    if live(report).next().is_none() {
        nodes.push(Node::Text(plain(
            "No statement is shared by two of these articles.",
        )));
        return;
    }
    nodes.push(Node::Text(vec![quiet(
        "S same words, E edited, R reworded, with the paragraph; – not in this article; ? could not be seen.",
    )]));
    let mut grid = Grid {
        head: ["No.", "Statement"].map(str::to_owned).to_vec(),
        widths: vec![0.9, 7.0],
        rows: Vec::new(),
    };
    for article in &report.articles {
        grid.head.push(article.siglum.clone());
        grid.widths.push(1.5);
    }
    grid.head.push("Differs in".to_owned());
    grid.widths.push(2.0);
    for statement in live(report) {
        let mut row = vec![
            plain(statement.id.to_string()),
            article_text(&statement.gloss),
        ];
        for article in &report.articles {
            let index = statement
                .cells
                .iter()
                .position(|c| c.article == article.siglum);
            row.push(match index {
                Some(index) => vec![
                    Run::new(letter(statement.relation_of(index)), Style::Strong),
                    quiet(format!(" {}", statement.cells[index].placement.short())),
                ],
                None if article.is_complete() => vec![quiet("–")],
                None => plain("?"),
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

fn findings(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Findings");
    for statement in live(report) {
        nodes.push(Node::Heading(
            3,
            format!("{}. {}", statement.id, statement.gloss),
        ));
        let mut about = vec![Run::new(statement.relation.label(), Style::Strong)];
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

fn missing(report: &Report, statement: &Statement, nodes: &mut Vec<Node>) {
    let (absent, unseen): (Vec<&Article>, Vec<&Article>) = report
        .articles
        .iter()
        .filter(|article| statement.cell(&article.siglum).is_none())
        .partition(|article| article.is_complete());
    for (articles, words) in [
        (absent, "Not in "),
        (unseen, "Could not be seen (truncated) in "),
    ] {
        if articles.is_empty() {
            continue;
        }
        let mut runs = vec![quiet(words)];
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
            runs.push(Run::new(format!(" “{}”", value.text), Style::Article));
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

/// The sentences around `spans`, styled by what covers the words.
fn words_in(
    article: &Article,
    spans: &[Span],
    layers: &[Layer],
    style: impl Fn(&[usize]) -> Style,
) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, range) in with_context(article, spans).into_iter().enumerate() {
        if index > 0 {
            runs.push(Run::new(" … ", Style::Context));
        }
        for (piece, keys) in pieces(range, layers) {
            runs.push(Run::new(
                piece.get(&article.text).unwrap_or_default(),
                style(&keys),
            ));
        }
    }
    runs
}

fn only_here(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Only in one article");
    for article in &report.articles {
        let only: Vec<_> = report
            .only_here()
            .iter()
            .filter(|only| only.article == article.siglum)
            .collect();
        if only.is_empty() {
            continue;
        }
        nodes.push(Node::Heading(
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
            let words = Run::new(words.join(" … "), Style::Article);
            nodes.push(Node::Item(vec![quiet(place), words]));
        }
    }
}

fn quotations(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Quotations");
    let (shared, single): (Vec<&Quotation>, Vec<&Quotation>) =
        report.quotations.iter().partition(|q| q.is_shared());
    if report.quotations.is_empty() {
        nodes.push(Node::Text(plain("No quotation was found.")));
    }
    for quotation in shared {
        let speaker = quotation.speaker.as_deref().unwrap_or("Nobody named");
        nodes.push(Node::Heading(3, speaker.to_owned()));
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
        nodes.push(Node::Heading(3, "In one article only".to_owned()));
        nodes.push(Node::Table(Grid {
            head: ["", "Speaker", "Kind", "Words"].map(str::to_owned).to_vec(),
            widths: vec![0.7, 2.6, 1.4, 8.0],
            rows,
        }));
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

fn attributions(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Who rests on whom");
    let mut grid = Grid {
        head: ["Source", "Kind"].map(str::to_owned).to_vec(),
        widths: vec![5.0, 3.0],
        rows: Vec::new(),
    };
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

fn names(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Names");
    if report.entities.is_empty() {
        nodes.push(Node::Text(plain("No name was found.")));
        return;
    }
    let groups = groups(report);
    let mut grid = Grid {
        head: ["Name", "Type", "Also written"].map(str::to_owned).to_vec(),
        widths: vec![3.2, 2.5, 3.4],
        rows: Vec::new(),
    };
    for group in &groups {
        grid.head.push(group.name.to_owned());
        grid.widths.push(1.8);
    }
    grid.head.extend(["Total", "Articles"].map(str::to_owned));
    grid.widths.extend([1.3, 1.7]);
    for entity in &report.entities {
        let counts = counts(report, &groups, entity);
        let mut row = vec![
            vec![Run::new(&entity.name, Style::Strong)],
            plain(entity.kind.label()),
            vec![quiet(entity.also_written())],
        ];
        row.extend(counts.by_group.iter().map(|count| match count.count {
            0 => vec![quiet("–")],
            number => vec![
                Run::new(number.to_string(), Style::Plain),
                quiet(format!(" ({:.1})", count.per_thousand)),
            ],
        }));
        row.push(plain(entity.mentions.len().to_string()));
        row.push(plain(counts.n_articles.to_string()));
        grid.rows.push(row);
    }
    nodes.push(Node::Text(vec![quiet(
        "Mentions, and in brackets mentions per 1,000 words. A rate that rests on fewer than 5 mentions, or on fewer than 300 words, moves much with a single mention.",
    )]));
    nodes.push(Node::Table(grid));
}

fn ledger(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Import ledger");
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
    nodes.push(Node::Table(Grid {
        head: ["File", "Outcome", "Remarks"].map(str::to_owned).to_vec(),
        widths: vec![4.0, 2.0, 6.0],
        rows: rows.collect(),
    }));
}

fn closing(report: &Report, nodes: &mut Vec<Node>) {
    heading(nodes, "Method");
    let mut entries = vec![
        ("Program", report.program.as_str()),
        ("Texts in this report", report.settings.rights.label()),
    ];
    entries.extend(method::entries(report.compared.is_some()));
    for (term, words) in entries {
        let term = Run::new(format!("{term}. "), Style::Strong);
        nodes.push(Node::Text(vec![term, Run::new(words, Style::Plain)]));
    }
    heading(nodes, "What was not examined");
    let unexamined = method::unexamined(report);
    nodes.extend(unexamined.into_iter().map(|s| Node::Item(plain(s))));
}
