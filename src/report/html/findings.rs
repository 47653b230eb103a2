//! The findings: one entry per statement with every article's exact words, what differs, the evidence and the person's verdict.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Absence, Difference, Report, Review, Statement};
use super::marked::{cell_words, glyph, relation_class};
use super::{colour, language, siglum};
use crate::analysis::compare::Relation;
use crate::corpus::ReviewState;

/// Writes the section.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let live: Vec<&Statement> = report
        .statements()
        .iter()
        .filter(|statement| !statement.is_dismissed())
        .collect();
    if live.is_empty() {
        return out.write_all(b"<p class=\"empty\">There is nothing to list.</p>");
    }
    filters(&live, out)?;
    for statement in live {
        finding(report, statement, out)?;
    }
    Ok(())
}

fn filters(live: &[&Statement], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<div class=\"filters\" data-for=\"finding\" hidden>")?;
    let differing = live
        .iter()
        .filter(|s| s.live_differences().next().is_some())
        .count();
    let chip = |out: &mut dyn Write, key: &str, label: &str, number: usize| {
        write!(
            out,
            "<button type=\"button\" data-key=\"{key}\" aria-pressed=\"{}\">{label} <small>{number}</small></button>",
            key.is_empty()
        )
    };
    chip(out, "", "All", live.len())?;
    for relation in [Relation::SameWords, Relation::Edited, Relation::Reworded] {
        let number = live.iter().filter(|s| s.relation == relation).count();
        chip(out, relation_class(relation), relation.label(), number)?;
    }
    chip(out, "differing", "differing", differing)?;
    for (state, key) in [
        (ReviewState::Confirmed, "confirmed"),
        (ReviewState::Check, "check"),
    ] {
        let number = live.iter().filter(|s| s.review.state == state).count();
        if number > 0 {
            chip(out, key, state.label(), number)?;
        }
    }
    out.write_all(
        "<input type=\"search\" placeholder=\"Filter findings…\" aria-label=\"Filter findings\"></div>"
            .as_bytes(),
    )
}

fn finding(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    let mut keys = vec![relation_class(statement.relation)];
    if statement.live_differences().next().is_some() {
        keys.push("differing");
    }
    match statement.review.state {
        ReviewState::Confirmed => keys.push("confirmed"),
        ReviewState::Check => keys.push("check"),
        ReviewState::New | ReviewState::Dismissed => {}
    }
    write!(
        out,
        "<article class=\"finding\" id=\"s{0}\" data-keys=\"{1}\"><header><span class=\"no\">{0}</span><h3 dir=\"auto\">{2}</h3><p class=\"meta\">{3} {4} · in {5} of {6} articles{7}</p></header><div class=\"cells\">",
        statement.id,
        keys.join(" "),
        E(&statement.gloss),
        glyph(statement.relation),
        statement.relation.label(),
        statement.cells.len(),
        report.articles.len(),
        verdict(&statement.review)
    )?;
    for (index, cell) in statement.cells.iter().enumerate() {
        let Some(article) = report.article(&cell.article) else {
            continue;
        };
        write!(
            out,
            "<div class=\"cell {}\"><p class=\"meta\">{} {} · {}</p><blockquote {}>",
            colour(article),
            siglum(article),
            E(article.outlet_or_file()),
            cell.placement.label(),
            language(article)
        )?;
        cell_words(article, cell, statement.relation_of(index), out)?;
        out.write_all(b"</blockquote></div>")?;
    }
    out.write_all(b"</div>")?;
    missing(report, statement, out)?;
    differences(report, statement, out)?;
    evidence(statement, out)?;
    note(&statement.review, out)?;
    out.write_all(b"</article>")
}

fn verdict(review: &Review) -> String {
    match review.state {
        ReviewState::New => String::new(),
        state => format!(
            " · <span class=\"verdict {}\">{}</span>",
            state.label().to_lowercase().replace(' ', "-"),
            state.label()
        ),
    }
}

fn note(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    if review.note.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<p class=\"note\"><b>Note</b> <span dir=\"auto\">{}</span></p>",
        E(&review.note)
    )
}

/// Who does not carry it, and of whom that cannot be said.
fn missing(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    for absence in Absence::ALL {
        let names: Vec<String> = report
            .articles
            .iter()
            .filter(|article| statement.cell(&article.siglum).is_none())
            .filter(|article| statement.absence(article) == absence)
            .map(|article| format!("{} {}", siglum(article), E(article.outlet_or_file())))
            .collect();
        if !names.is_empty() {
            let words = absence.before_names();
            write!(out, "<p class=\"missing\">{words} {}</p>", names.join(", "))?;
        }
    }
    Ok(())
}

fn differences(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    let live: Vec<&Difference> = statement.live_differences().collect();
    if live.is_empty() {
        return Ok(());
    }
    out.write_all(b"<table class=\"differs\"><caption>What differs</caption><tbody>")?;
    for difference in live {
        write!(
            out,
            "<tr><th scope=\"row\">{} <small>{}</small></th><td>",
            difference.kind.label(),
            difference.nature.label()
        )?;
        for value in &difference.values {
            let Some(article) = report.article(&value.article) else {
                continue;
            };
            write!(
                out,
                "<span class=\"value\">{} <q {}>{}</q></span> ",
                siglum(article),
                language(article),
                E(&value.text)
            )?;
        }
        write!(out, "{}", verdict(&difference.review))?;
        note(&difference.review, out)?;
        out.write_all(b"</td></tr>")?;
    }
    out.write_all(b"</tbody></table>")
}

fn evidence(statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    if statement.pairs.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<details class=\"evidence\"><summary>Evidence for the class</summary><table><thead><tr><th>Pair</th><th>Class</th><th class=\"num\">Words in common</th><th class=\"num\">Longest identical run</th><th class=\"num\">Score</th></tr></thead><tbody>",
    )?;
    for pair in &statement.pairs {
        let name = |index: usize| {
            let cell = statement.cells.get(index);
            E(cell.map_or("?", |cell| cell.article.as_str())).to_string()
        };
        write!(
            out,
            "<tr><td>{} – {}</td><td>{}</td><td class=\"num\">{} of {}</td><td class=\"num\">{}</td><td class=\"num\">{:.2}</td></tr>",
            name(pair.lhs),
            name(pair.rhs),
            pair.relation.label(),
            pair.common_words,
            pair.shorter_words,
            pair.longest_run,
            pair.score
        )?;
    }
    out.write_all(b"</tbody></table></details>")
}
