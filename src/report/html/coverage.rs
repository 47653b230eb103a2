//! Statements by articles: who carries what, where, in which relation; what is absent, and what could not be seen.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Absence, OnlyHere, Report, Statement};
use super::super::summary::count;
use super::marked::{glyph, is_cut_after, shape};
use super::{colour, language, siglum};
use crate::analysis::compare::DifferenceKind;

/// Writes the section.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let compared = report.statements();
    let shared: Vec<&Statement> = compared.iter().filter(|s| !s.is_dismissed()).collect();
    if shared.is_empty() {
        out.write_all(b"<p class=\"empty\">No statement is shared by two of these articles.</p>")?;
    } else {
        out.write_all(b"<div class=\"scroll\"><table class=\"matrix\">")?;
        heading(report, "Differs in", out)?;
        out.write_all(b"<tbody>")?;
        for statement in shared {
            row(report, statement, out)?;
        }
        out.write_all(b"</tbody></table></div>")?;
    }
    Ok(())
}

/// Writes where each article carries the shared statements.
pub fn placement(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let live = report.statements().iter().filter(|s| !s.is_dismissed());
    placement_chart(report, &live.collect::<Vec<_>>(), out)
}

fn heading(report: &Report, last: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<thead><tr><th class=\"num\">No.</th><th>Statement</th>")?;
    for article in &report.articles {
        write!(
            out,
            "<th class=\"{}\" title=\"{}\">{} <span class=\"outlet\">{}</span>{}</th>",
            colour(article),
            E(article.title()),
            siglum(article),
            E(article.outlet_or_file()),
            article
                .day()
                .map(|day| format!("<small>{}</small>", E(&day)))
                .unwrap_or_default()
        )?;
    }
    write!(
        out,
        "<th class=\"num\">Reported</th><th>{last}</th></tr></thead>"
    )
}

fn row(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<tr><td class=\"num\"><a href=\"#s{0}\">{0}</a></td><td class=\"gloss\" dir=\"auto\">{1}</td>",
        statement.id,
        E(&statement.gloss)
    )?;
    for article in &report.articles {
        let cell = statement
            .cells
            .iter()
            .position(|cell| cell.article == article.siglum);
        match cell {
            Some(index) => {
                let relation = statement.relation_of(index);
                write!(
                    out,
                    "<td class=\"{}\">{}<small>{} · {}</small></td>",
                    colour(article),
                    glyph(relation),
                    statement.cells[index].placement.short(),
                    relation.label()
                )?;
            }
            None => absent(statement.absence(article), out)?,
        }
    }
    let kinds: Vec<&str> = {
        let mut kinds: Vec<_> = statement.live_differences().map(|d| d.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().map(DifferenceKind::label).collect()
    };
    write!(
        out,
        "<td class=\"num\">{} / {}</td><td>{}</td></tr>",
        statement.cells.len(),
        report.articles.len(),
        kinds.join(", ")
    )
}

/// Absent is not the same as unseen.
fn absent(absence: Absence, out: &mut dyn Write) -> io::Result<()> {
    let cell = match absence {
        Absence::NotInArticle => "<td class=\"absent\" title=\"not in this article\">—</td>",
        Absence::CouldNotBeSeen => {
            "<td class=\"unseen\" title=\"could not be seen: the article is truncated\">?</td>"
        }
        Absence::CouldNotBeCompared => {
            "<td class=\"unseen\" title=\"could not be compared: the article is in another language\">L</td>"
        }
    };
    out.write_all(cell.as_bytes())
}

/// Writes the sentences that only one article has.
pub fn only_here(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for article in &report.articles {
        let only: Vec<&OnlyHere> = report
            .only_here()
            .iter()
            .filter(|only| only.article == article.siglum)
            .collect();
        if only.is_empty() {
            continue;
        }
        write!(
            out,
            "<details class=\"onlyhere {}\"><summary>{} {} — {} that no other article here reports{}</summary><ol {}>",
            colour(article),
            siglum(article),
            E(article.outlet_or_file()),
            count(only.len(), "sentence"),
            not_compared(&only),
            language(article)
        )?;
        for (sentence, number) in only.iter().zip(1..) {
            let words: Vec<&str> = sentence
                .spans
                .iter()
                .filter_map(|span| span.get(&article.text))
                .collect();
            let cut = if is_cut_after(article, &sentence.spans) {
                " …"
            } else {
                ""
            };
            write!(
                out,
                "<li><span class=\"where\" dir=\"ltr\">{}{number} {}{}</span> {}{cut}</li>",
                E(&article.siglum),
                shape("only"),
                sentence.placement.short(),
                E(&words.join(" … "))
            )?;
        }
        out.write_all(b"</ol></details>")?;
    }
    Ok(())
}

/// Of whom it cannot be said that they leave these sentences out; all are of one article, so what is said of one holds for all.
fn not_compared(only: &[&OnlyHere]) -> String {
    match only.first().map(|sentence| &sentence.not_compared[..]) {
        None | Some([]) => String::new(),
        Some(sigla) => format!(
            "; could not be compared (language) with {}",
            E(&sigla.join(", "))
        ),
    }
}

/// Where each article carries the shared statements: a column of marks per article, lines between the same statement.
fn placement_chart(report: &Report, shared: &[&Statement], out: &mut dyn Write) -> io::Result<()> {
    const STEP: usize = 170;
    const HEIGHT: f64 = 260.0;
    let n_articles = report.articles.len();
    if shared.is_empty() || !(2..=8).contains(&n_articles) {
        return Ok(());
    }
    let position = |article: usize, statement: &Statement| {
        let article = &report.articles[article];
        let start = statement.cell(&article.siglum)?.spans.first()?.start;
        Some(24.0 + HEIGHT * f64::from(start) / article.text.len().max(1) as f64)
    };
    write!(
        out,
        "<figure class=\"chart\"><div class=\"scroll\"><svg viewBox=\"0 0 {} {}\" width=\"{0}\" role=\"img\" aria-label=\"Where each article carries the shared statements, from its first word at the top to its last at the bottom\">",
        STEP * n_articles,
        HEIGHT + 40.0
    )?;
    for statement in shared {
        let mut previous: Option<(usize, f64)> = None;
        for index in 0..n_articles {
            let Some(y) = position(index, statement) else {
                continue;
            };
            if let Some((before, from)) = previous {
                let (x1, x2) = (before * STEP + 76, index * STEP + 30);
                let bend = (x2 - x1) / 2;
                write!(
                    out,
                    "<path class=\"link\" d=\"M{x1} {from:.1}C{} {from:.1} {} {y:.1} {x2} {y:.1}\"/>",
                    x1 + bend,
                    x2 - bend
                )?;
            }
            previous = Some((index, y));
        }
    }
    for (index, article) in report.articles.iter().enumerate() {
        let x = index * STEP + 30;
        write!(
            out,
            "<g class=\"{}\"><rect class=\"strip\" x=\"{x}\" y=\"20\" width=\"46\" height=\"{}\" rx=\"3\"/><text x=\"{}\" y=\"13\" text-anchor=\"middle\">{}</text>",
            colour(article),
            HEIGHT + 8.0,
            x + 23,
            E(&article.siglum)
        )?;
        for statement in shared {
            let Some(y) = position(index, statement) else {
                continue;
            };
            let cell = statement
                .cells
                .iter()
                .position(|cell| cell.article == article.siglum)
                .unwrap_or_default();
            let class = match statement.relation_of(cell) {
                crate::analysis::compare::Relation::SameWords => "gs",
                crate::analysis::compare::Relation::Edited => "ge",
                crate::analysis::compare::Relation::Reworded => "gr",
            };
            write!(
                out,
                "<a href=\"#s{0}\"><rect class=\"{class}\" x=\"{1}\" y=\"{2:.1}\" width=\"40\" height=\"8\" rx=\"2\"><title>Statement {0}</title></rect></a>",
                statement.id,
                x + 3,
                y - 4.0
            )?;
        }
        out.write_all(b"</g>")?;
    }
    out.write_all(
        "</svg></div><figcaption>Where each article carries the shared statements: first words at the top, last at the bottom; lines join the same statement.</figcaption></figure>"
            .as_bytes(),
    )
}
