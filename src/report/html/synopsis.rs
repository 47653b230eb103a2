//! The articles side by side, with the statement numbers and marks of the comparison in the running text.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Article, Block, Report};
use super::super::summary::count;
use super::marked::{Layer, pieces, relation_class, shape};
use super::{colour, language, siglum};
use crate::analysis::compare::{MarkKind, Relation};
use crate::corpus::BlockKind;
use crate::text::Span;

/// What a run of words is.
enum What {
    /// Part of a cell of a statement.
    Statement { id: u32, relation: Relation },
    /// In this article only.
    Only,
    /// Other words than in the closest cell.
    Changed,
}

/// Writes the section.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    legend(out)?;
    write!(
        out,
        "<div class=\"cols\" style=\"--n:{}\" tabindex=\"0\" role=\"group\" aria-label=\"Articles side by side\">",
        report.articles.len()
    )?;
    for article in &report.articles {
        column(report, article, out)?;
    }
    out.write_all(b"</div>")
}

fn legend(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<p class=\"legend\"><span>{} same words</span><span>{} edited, <b class=\"chg\">changed</b> words bold</span>\
         <span>{} reworded</span><span class=\"c7\">{} only here</span>\
         <span class=\"hint\">A number names the statement; click it to see every article’s words.</span></p>",
        shape("same"),
        shape("edited"),
        shape("reworded"),
        shape("only")
    )
}

fn column(report: &Report, article: &Article, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<article class=\"col {}\" {}><header dir=\"ltr\"><p class=\"outlet\">{} {}</p>",
        colour(article),
        language(article),
        siglum(article),
        E(article.outlet_or_file())
    )?;
    write!(
        out,
        "<h3 dir=\"auto\">{}</h3><p class=\"meta\">",
        E(article.title())
    )?;
    let facts = [
        article.day(),
        article.byline.clone(),
        Some(count(article.words, "word")),
        (!article.is_complete()).then(|| "truncated".to_owned()),
    ];
    let facts: Vec<String> = facts
        .into_iter()
        .flatten()
        .map(|fact| E(&fact).to_string())
        .collect();
    write!(out, "{}</p>", facts.join(" · "))?;
    share_bar(report, article, out)?;
    out.write_all(b"</header><div class=\"body\">")?;
    let marks = Marks::new(report, article);
    for block in &article.blocks {
        if block.kind == BlockKind::Headline && !marks.any_in(block.span()) {
            continue;
        }
        paragraph(article, block, &marks, out)?;
    }
    out.write_all(b"</div></article>")
}

/// How many of the article's compared sentences are in each relation.
fn share_bar(report: &Report, article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let mut cells = [0_usize; 3];
    for statement in report.statements() {
        if let Some(index) = statement
            .cells
            .iter()
            .position(|c| c.article == article.siglum)
        {
            cells[statement.relation_of(index) as usize] += 1;
        }
    }
    let only = report
        .only_here()
        .iter()
        .filter(|only| only.article == article.siglum)
        .count();
    let [same, edited, reworded] = cells;
    let total = same + edited + reworded + only;
    if total == 0 {
        return Ok(());
    }
    let label =
        format!("{same} same words, {edited} edited, {reworded} reworded, {only} only here");
    write!(
        out,
        "<svg class=\"share\" viewBox=\"0 0 {total} 4\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{label}\"><title>{label}</title>"
    )?;
    let mut x = 0;
    for (width, class) in [(same, "gs"), (edited, "ge"), (reworded, "gw"), (only, "go")] {
        write!(
            out,
            "<rect class=\"{class}\" x=\"{x}\" width=\"{width}\" height=\"4\"/>"
        )?;
        x += width;
    }
    write!(out, "</svg><p class=\"meta\">{label}</p>")
}

/// What is known about the words of one article.
struct Marks {
    what: Vec<What>,
    layers: Vec<Layer>,
}

impl Marks {
    fn new(report: &Report, article: &Article) -> Self {
        let mut marks = Self {
            what: Vec::new(),
            layers: Vec::new(),
        };
        for statement in report.statements().iter().filter(|s| !s.is_dismissed()) {
            for (index, cell) in statement.cells.iter().enumerate() {
                if cell.article != article.siglum {
                    continue;
                }
                let relation = statement.relation_of(index);
                let id = statement.id;
                for span in &cell.spans {
                    marks.add(*span, What::Statement { id, relation });
                }
                let changed = cell
                    .marks
                    .iter()
                    .filter(|mark| mark.kind == MarkKind::Changed && relation == Relation::Edited);
                for mark in changed {
                    let (start, end) = (mark.start, mark.end);
                    marks.add(Span { start, end }, What::Changed);
                }
            }
        }
        for only in report.only_here() {
            if only.article == article.siglum {
                for span in &only.spans {
                    marks.add(*span, What::Only);
                }
            }
        }
        marks
    }

    fn add(&mut self, span: Span, what: What) {
        let key = self.what.len();
        self.layers.push(Layer { span, key });
        self.what.push(what);
    }

    fn any_in(&self, span: Span) -> bool {
        self.layers.iter().any(|layer| layer.span.intersects(span))
    }
}

fn paragraph(
    article: &Article,
    block: &Block,
    marks: &Marks,
    out: &mut dyn Write,
) -> io::Result<()> {
    let class = match block.kind {
        BlockKind::Headline => "head",
        BlockKind::Deck => "deck",
        BlockKind::Subheading => "sub",
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Caption | BlockKind::Boilerplate => {
            "dim"
        }
        BlockKind::Paragraph => "par",
        BlockKind::ListItem => "item",
        BlockKind::BlockQuote => "quote",
    };
    write!(
        out,
        "<p class=\"{class}\" title=\"{}\">",
        block.kind.label()
    )?;
    let mut open: Option<Vec<usize>> = None;
    for (piece, keys) in pieces(block.span(), &marks.layers) {
        let is_changed = |key: &usize| matches!(marks.what[*key], What::Changed);
        let changed = keys.iter().any(is_changed);
        let outer: Vec<usize> = keys.into_iter().filter(|key| !is_changed(key)).collect();
        if open.as_ref() != Some(&outer) {
            if open.take().is_some_and(|keys| !keys.is_empty()) {
                out.write_all(b"</span>")?;
            }
            open_run(&outer, piece, marks, out)?;
            open = Some(outer);
        }
        let words = E(piece.get(&article.text).unwrap_or_default());
        if changed {
            write!(out, "<b class=\"chg\">{words}</b>")?;
        } else {
            write!(out, "{words}")?;
        }
    }
    if open.is_some_and(|keys| !keys.is_empty()) {
        out.write_all(b"</span>")?;
    }
    out.write_all(b"</p>")
}

/// Opens the element around a run of words, with the numbers of the statements that begin here.
fn open_run(keys: &[usize], piece: Span, marks: &Marks, out: &mut dyn Write) -> io::Result<()> {
    let mut ids: Vec<String> = Vec::new();
    let mut closest: Option<Relation> = None;
    let mut only = false;
    for key in keys {
        match marks.what[*key] {
            What::Statement { id, relation } => {
                if marks.layers[*key].span.start == piece.start {
                    write!(out, "<a class=\"n\" href=\"#s{id}\">{id}</a>")?;
                }
                ids.push(id.to_string());
                closest = Some(closest.map_or(relation, |known| known.min(relation)));
            }
            What::Only => only = true,
            What::Changed => {}
        }
    }
    match closest {
        Some(relation) => write!(
            out,
            "<span class=\"{}\" data-s=\"{}\">",
            relation_class(relation),
            ids.join(" ")
        ),
        None if only => write!(out, "<span class=\"only\">"),
        None => Ok(()),
    }
}
