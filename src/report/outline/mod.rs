//! The report as a plain succession of headings, paragraphs and tables, for the forms that are read from top to bottom:
//! Markdown, word processor, PDF. HTML, which can fold and scroll sideways, has its own order of things.

mod closing;
mod findings;
mod language;
mod names;
mod sources;

use super::model::{Article, Part, Report};
use super::pieces::{Layer, is_cut_after, pieces, with_context};
use super::summary::title_text;
use crate::analysis::compare::Relation;
use crate::text::Span;

pub use language::Language;

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A heading; level 1 is the report's title.
    Heading(u8, Run),
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
    /// Where each article carries the shared statements; a picture, left out where there are none.
    Placement(Vec<Strip>),
}

/// One article in the picture of placements.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Its letter.
    pub siglum: String,
    /// Index of the outlet's colour.
    pub colour: u32,
    /// Statements in order of number: number, relation, place in the text from 0 to 1.
    pub marks: Vec<(u32, Relation, f32)>,
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
    /// Of an article's words, where that is known; all others are the program's.
    pub language: Option<Language>,
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
    /// A relation, by a word or a letter and its shape.
    Relation(Relation),
    /// No words: a bar of this colour and length, in thousandths of the longest. Only where pictures are drawn.
    Bar(u32, u16),
}

impl Run {
    /// Words of the program.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            language: None,
        }
    }

    /// Words of this article.
    fn of(text: impl Into<String>, style: Style, article: &Article) -> Self {
        Self {
            language: language_of(article),
            ..Self::new(text, style)
        }
    }
}

fn language_of(article: &Article) -> Option<Language> {
    Language::of(article.language.as_deref()?)
}

fn heading(level: u8, words: impl Into<String>) -> Node {
    Node::Heading(level, Run::new(words, Style::Plain))
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

/// A table with more columns than this goes on a page on its side.
const MOST_COLUMNS: usize = 9;

/// Whether a table before the next heading of a part needs a page on its side.
pub fn is_wide_part(nodes: &[Node]) -> bool {
    nodes
        .iter()
        .take_while(|node| !matches!(node, Node::Heading(2, _)))
        .any(|node| matches!(node, Node::Table(grid) if grid.head.len() > MOST_COLUMNS))
}

/// Whether a paragraph stands on the page of what it leads to.
pub fn leads(node: &Node, next: Option<&Node>) -> bool {
    matches!(node, Node::Text(_))
        && matches!(
            next,
            Some(Node::Words { .. } | Node::Table(_) | Node::Placement(_))
        )
}

/// Whether a remark on the last wording follows it: who does not have the statement, on what they differ. It would say
/// nothing alone at the top of a page.
pub fn is_followed(node: &Node, next: Option<&Node>) -> bool {
    matches!(node, Node::Words { .. }) && matches!(next, Some(Node::Text(_) | Node::Item(_)))
}

/// A table with these headings and widths, its rows to come.
fn grid(columns: &[(&str, f32)]) -> Grid {
    Grid {
        head: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows: Vec::new(),
    }
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
    for part in Part::ALL {
        let write: fn(&Report, &mut Vec<Node>) = match part {
            Part::Sources => sources::sources,
            Part::Summary => sources::in_short,
            Part::Coverage => findings::coverage,
            Part::Findings => findings::findings,
            Part::OnlyHere => findings::only_here,
            Part::Quotations => names::quotations,
            Part::Attributions => names::attributions,
            Part::Names => names::names,
            Part::Aliases => names::aliases,
            Part::Placement => findings::placements,
            Part::Ledger => sources::ledger,
            Part::Method => closing::method,
            Part::Unexamined => closing::unexamined,
            // full texts in columns are for the page, which can scroll sideways
            Part::Synopsis => continue,
        };
        if report.shows(part) {
            nodes.push(heading(2, part.label()));
            write(report, &mut nodes);
        }
    }
    nodes
}

fn head(report: &Report, nodes: &mut Vec<Node>) {
    nodes.push(heading(1, title_text(report)));
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
}

/// The sentences around `spans`, styled by what covers the words.
fn words_in(
    article: &Article,
    spans: &[Span],
    layers: &[Layer],
    style: impl Fn(&[usize]) -> Style,
) -> Vec<Run> {
    let mut runs = Vec::new();
    let ranges = with_context(article, spans);
    for (index, range) in ranges.iter().enumerate() {
        if index > 0 {
            runs.push(Run::of(" … ", Style::Context, article));
        }
        for (piece, keys) in pieces(*range, layers) {
            // line ends of the file say nothing here
            let words = piece.get(&article.text).unwrap_or_default();
            runs.push(Run::of(one_line(words), style(&keys), article));
        }
    }
    if is_cut_after(article, &ranges) {
        runs.push(Run::new(" …", Style::Context));
    }
    runs
}

/// The words with every run of white space as one space.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}
