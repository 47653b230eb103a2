//! The plain parts of the page: title, summary, sources, ledger, method, what was not examined, and how to cite it.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::labels;
use super::super::model::{Article, Report};
use super::super::summary::{count, grouped, summary};
use super::{colour, siglum};

/// Writes the top of the page.
pub fn title(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<header class=\"top\"><p class=\"brand\">Hexapla report</p><h1 dir=\"auto\">{}</h1>",
        E(&super::super::title_text(report))
    )?;
    if let Some(question) = &report.head.question {
        write!(
            out,
            "<p class=\"question\" dir=\"auto\">{}</p>",
            E(question)
        )?;
    }
    let by: Vec<String> = [&report.head.author, &report.head.date]
        .into_iter()
        .flatten()
        .map(|text| E(text).to_string())
        .collect();
    if !by.is_empty() {
        write!(out, "<p class=\"meta\">{}</p>", by.join(" · "))?;
    }
    out.write_all(b"</header>")
}

/// Writes the summary in words.
pub fn summary_ui(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<ul class=\"summary\">")?;
    for sentence in summary(report) {
        write!(out, "<li dir=\"auto\">{}</li>", E(&sentence))?;
    }
    out.write_all(b"</ul>")
}

/// Writes the sources table.
pub fn table(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<div class=\"scroll\"><table class=\"plain sources\"><thead><tr><th></th><th>Outlet and headline</th><th>Byline</th><th>Published</th><th class=\"num\">Words</th><th>Text</th><th>File</th></tr></thead><tbody>")?;
    for article in &report.articles {
        source(article, out)?;
    }
    out.write_all(b"</tbody></table></div>")
}

fn source(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let from = |field: &str| {
        article
            .origins
            .get(field)
            .map(|origin| format!("<small class=\"from\">{}</small>", E(origin)))
            .unwrap_or_default()
    };
    write!(
        out,
        "<tr class=\"{}\"><td>{}</td><td><span class=\"outlet\">{}</span>{}<span class=\"headline\" dir=\"auto\">{}</span>{}",
        colour(article),
        siglum(article),
        E(article.outlet.as_deref().unwrap_or("Outlet not known")),
        from("outlet"),
        E(article.title()),
        from("headline")
    )?;
    if let Some(address) = &article.address {
        write!(
            out,
            "<span class=\"address\">{}</span>{}",
            E(address),
            from("address")
        )?;
    }
    let agency = article.agency.as_ref().map(|agency| {
        format!(
            "<span>{}, credited agency</span>{}",
            E(agency),
            from("agency")
        )
    });
    write!(
        out,
        "</td><td>{}{}{}</td><td class=\"nowrap\">{}{}</td><td class=\"num\">{}</td><td>{}<small class=\"from\">{}{}</small></td>",
        E(article.byline.as_deref().unwrap_or("—")),
        from("byline"),
        agency.unwrap_or_default(),
        E(article.published.as_deref().unwrap_or("—")),
        from("published"),
        grouped(article.words),
        labels::completeness(article.completeness),
        E(article.language.as_deref().unwrap_or("language not known")),
        article
            .origins
            .get("language")
            .map(|origin| format!(" ({})", E(origin)))
            .unwrap_or_default()
    )?;
    write!(
        out,
        "<td class=\"file\">{}{}<small class=\"from\">{}</small><details><summary>SHA-256</summary><code>file {}</code><code>text {}</code></details></td></tr>",
        E(&article.source),
        if article.part.is_empty() {
            String::new()
        } else {
            format!(", {}", E(&article.part))
        },
        E(&joined(&[&article.format, &article.encoding])),
        E(&article.sha256),
        E(&article.text_sha256)
    )
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect();
    parts.join(", ")
}

/// Writes the import ledger.
pub fn ledger(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let imported = report
        .ledger
        .iter()
        .filter(|line| line.article.is_some())
        .count();
    write!(
        out,
        "<details><summary>{} offered, {imported} in this report</summary><div class=\"scroll\"><table class=\"plain\"><thead><tr><th>File</th><th>Outcome</th><th>Read as</th><th class=\"num\">Bytes</th><th>Remarks</th></tr></thead><tbody>",
        count(report.ledger.len(), "file")
    )?;
    for line in &report.ledger {
        write!(
            out,
            "<tr><td class=\"file\">{}{}</td><td>{}{}</td><td>{}</td><td class=\"num\">{}</td><td dir=\"auto\">{}</td></tr>",
            E(&line.source),
            if line.part.is_empty() {
                String::new()
            } else {
                format!(", {}", E(&line.part))
            },
            E(&line.outcome),
            line.article
                .as_ref()
                .map(|siglum| format!(" as {}", E(siglum)))
                .unwrap_or_default(),
            E(&joined(&[&line.format, &line.encoding])),
            grouped(usize::try_from(line.bytes).unwrap_or(usize::MAX)),
            E(&line.remarks())
        )?;
    }
    out.write_all(b"</tbody></table></div></details>")
}

/// Writes how it was made.
pub fn method(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<dl class=\"method\">")?;
    for entry in super::super::method::entries(report) {
        write!(
            out,
            "<dt>{}</dt><dd>{}{}</dd>",
            E(&entry.term),
            E(&entry.words),
            if entry.is_changed {
                " <b class=\"verdict\">changed</b>"
            } else {
                ""
            }
        )?;
    }
    out.write_all(b"</dl>")?;
    if report.tables.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<details class=\"hashes\"><summary>Weights and word lists: {} with their SHA-256</summary><div class=\"scroll\"><table class=\"plain\"><tbody>",
        count(report.tables.len(), "file")
    )?;
    for table in &report.tables {
        let (name, hash) = (E(&table.name), E(&table.sha256));
        write!(out, "<tr><td>{name}</td><td><code>{hash}</code></td></tr>")?;
    }
    out.write_all(b"</tbody></table></div></details>")
}

/// Writes what the report does not speak about.
pub fn unexamined(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<ul>")?;
    for sentence in super::super::method::unexamined(report) {
        write!(out, "<li dir=\"auto\">{}</li>", E(&sentence))?;
    }
    out.write_all(b"</ul>")
}

/// Writes the foot of the page.
pub fn foot(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<footer><p>{}</p><p>Made with {}. Every quotation above was found at its offsets in the text whose hash is in the sources table.</p></footer>",
        E(&super::super::cite::cite_as(report)),
        E(&report.program)
    )
}
