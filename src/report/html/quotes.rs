//! Who is quoted, in whose wording; and which sources the articles rest on.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::labels;
use super::super::model::{Article, Quotation, QuotationCell, Report};
use super::super::origins;
use super::super::summary::count;
use super::marked::{Layer, cut_mark, pieces, with_context};
use super::{colour, language, siglum};
use crate::text::Span;

/// Writes the quotations: those of several articles first, then the others article by article.
pub fn quotations(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.quotations.is_empty() {
        return out.write_all(b"<p class=\"empty\">No quotation was found.</p>");
    }
    let (shared, single): (Vec<&Quotation>, Vec<&Quotation>) = report
        .quotations
        .iter()
        .partition(|quotation| quotation.is_shared());
    for quotation in &shared {
        write!(
            out,
            "<article class=\"quotation\"><header><h3 dir=\"auto\">{}</h3><p class=\"meta\">{} · {}{}</p></header><div class=\"cells\">",
            E(quotation.speaker.as_deref().unwrap_or("Nobody named")),
            labels::quotation(quotation.kind),
            count(quotation.cells.len(), "wording"),
            if quotation.altered {
                " · <span class=\"verdict to-check\">altered</span>"
            } else {
                ""
            }
        )?;
        for (index, cell) in quotation.cells.iter().enumerate() {
            wording(report, quotation, index, cell, out)?;
        }
        out.write_all(b"</div></article>")?;
    }
    if !single.is_empty() {
        write!(
            out,
            "<details{}><summary>{} in one article only</summary><div class=\"scroll\"><table class=\"plain\"><thead><tr><th></th><th>Speaker</th><th>Kind</th><th>Words</th></tr></thead><tbody>",
            if shared.is_empty() { " open" } else { "" },
            count(single.len(), "quotation")
        )?;
        for quotation in single {
            single_row(report, quotation, out)?;
        }
        out.write_all(b"</tbody></table></div></details>")?;
    }
    Ok(())
}

fn wording(
    report: &Report,
    quotation: &Quotation,
    index: usize,
    cell: &QuotationCell,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(article) = report.article(&cell.article) else {
        return Ok(());
    };
    let mut changes: Vec<&str> = Vec::new();
    let mut altered: Vec<Span> = Vec::new();
    for alteration in &quotation.alterations {
        let span = if alteration.lhs == index {
            alteration.lhs_span
        } else if alteration.rhs == index {
            alteration.rhs_span
        } else {
            continue;
        };
        altered.push(span);
        changes.push(labels::change(alteration.change));
    }
    changes.sort_unstable();
    changes.dedup();
    write!(
        out,
        "<div class=\"cell {}\"><p class=\"meta\">{} {}{}</p><blockquote {}>",
        colour(article),
        siglum(article),
        E(article.outlet_or_file()),
        if changes.is_empty() {
            String::new()
        } else {
            format!(" · {}", changes.join(", "))
        },
        language(article)
    )?;
    said(article, cell, &altered, out)?;
    out.write_all(b"</blockquote></div>")
}

fn single_row(report: &Report, quotation: &Quotation, out: &mut dyn Write) -> io::Result<()> {
    for cell in &quotation.cells {
        let Some(article) = report.article(&cell.article) else {
            continue;
        };
        write!(
            out,
            "<tr><td>{}</td><td dir=\"auto\">{}</td><td>{}</td><td class=\"words\" {}>",
            siglum(article),
            E(quotation.speaker.as_deref().unwrap_or("—")),
            labels::quotation(cell.kind),
            language(article)
        )?;
        said(article, cell, &[], out)?;
        out.write_all(b"</td></tr>")?;
    }
    Ok(())
}

/// The words of a quotation with its speaker and cue, the quoted words distinct, altered words marked.
fn said(
    article: &Article,
    cell: &QuotationCell,
    altered: &[Span],
    out: &mut dyn Write,
) -> io::Result<()> {
    const CONTENT: usize = 0;
    const QUOTED: usize = 1;
    const NAMED: usize = 2;
    const ALTERED: usize = 3;
    let layer = |key: usize| move |span: &Span| Layer { span: *span, key };
    let layers: Vec<Layer> = cell
        .content
        .iter()
        .map(layer(CONTENT))
        .chain(cell.quoted.iter().map(layer(QUOTED)))
        .chain(cell.speaker.iter().chain(&cell.cue).map(layer(NAMED)))
        .chain(altered.iter().map(layer(ALTERED)))
        .collect();
    let mut parts: Vec<Span> = cell
        .content
        .iter()
        .chain(&cell.speaker)
        .chain(&cell.cue)
        .copied()
        .collect();
    parts.sort_unstable();
    let parts = with_context(article, &parts);
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            out.write_all(" <span class=\"ctx\">…</span> ".as_bytes())?;
        }
        for (piece, keys) in pieces(*part, &layers) {
            let words = E(piece.get(&article.text).unwrap_or_default());
            if keys.contains(&ALTERED) {
                write!(out, "<b class=\"chg\">{words}</b>")?;
            } else if keys.contains(&NAMED) {
                write!(out, "<span class=\"cue\">{words}</span>")?;
            } else if keys.contains(&QUOTED) {
                write!(out, "<span class=\"said\">{words}</span>")?;
            } else if keys.contains(&CONTENT) {
                write!(out, "{words}")?;
            } else {
                write!(out, "<span class=\"ctx\">{words}</span>")?;
            }
        }
    }
    cut_mark(article, &parts, out)
}

/// Writes how many independent origins there are, and what tells that articles share one.
fn origins(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rows = origins::rows(report);
    if rows.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<h3>{}</h3><div class=\"scroll\"><table class=\"plain\"><thead><tr><th>Articles</th><th>Origin</th><th>What tells so</th></tr></thead><tbody>",
        count(rows.len(), "independent origin")
    )?;
    for row in rows {
        out.write_all(b"<tr><td>")?;
        for (index, article) in row.articles.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            let outlet = E(article.outlet_or_file());
            write!(out, "{comma}{} {outlet}", siglum(article))?;
        }
        write!(out, "</td><td dir=\"auto\">{}</td><td>", E(row.source))?;
        if row.reasons.is_empty() {
            out.write_all(b"<small>stands alone</small>")?;
        }
        for reason in &row.reasons {
            write!(out, "<div>{}</div>", E(reason))?;
        }
        out.write_all(b"</td></tr>")?;
    }
    out.write_all(b"</tbody></table></div><h3>Sources the articles name</h3>")
}

/// Writes the origins and the sources by article.
pub fn attributions(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    origins(report, out)?;
    let rows = report.sources_named();
    if rows.is_empty() {
        return out
            .write_all(b"<p class=\"empty\">No article names a source that was recognised.</p>");
    }
    out.write_all(
        b"<div class=\"scroll\"><table class=\"plain\"><thead><tr><th>Source</th><th>Kind</th>",
    )?;
    for article in &report.articles {
        write!(out, "<th class=\"num\">{}</th>", siglum(article))?;
    }
    out.write_all(b"</tr></thead><tbody>")?;
    for ((not_outlet, source), by_article) in rows {
        write!(
            out,
            "<tr><td dir=\"auto\">{}</td><td>{}</td>",
            E(source),
            if not_outlet {
                "source"
            } else {
                "agency or outlet"
            }
        )?;
        for article in &report.articles {
            match by_article.get(article.siglum.as_str()) {
                Some(number) => write!(out, "<td class=\"num\">{number}</td>")?,
                None => out.write_all("<td class=\"num absent\">—</td>".as_bytes())?,
            }
        }
        out.write_all(b"</tr>")?;
    }
    out.write_all(b"</tbody></table></div>")
}
