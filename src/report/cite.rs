//! How to cite the report and its sources: a line to copy, RIS and BibTeX.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::model::{Article, Report};
use super::summary::title_text;

/// "Author: Title. Hexapla report (hexapla 0.1.0), date. Sources: A HuffPost, 5 Sep 2015; …".
pub fn cite_as(report: &Report) -> String {
    let author = report.head.author.as_ref();
    let author = author.map(|name| format!("{name}: ")).unwrap_or_default();
    let date = report.head.date.as_ref();
    let date = date.map(|date| format!(", {date}")).unwrap_or_default();
    let sources: Vec<String> = report
        .articles
        .iter()
        .map(super::tables::article_line)
        .collect();
    format!(
        "Cite as: {author}{}. Report made with {}{date}. Sources: {}.",
        title_text(report),
        report.program,
        sources.join("; ")
    )
}

/// Writes the report and its sources as RIS.
pub fn write_ris(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let head = &report.head;
    ris_entry(
        &[
            ("TY", Some("RPRT")),
            ("TI", Some(&title_text(report))),
            ("AU", head.author.as_deref()),
            ("DA", head.date.as_deref()),
            ("N1", head.question.as_deref()),
            ("PB", Some(&report.program)),
        ],
        out,
    )?;
    for article in &report.articles {
        let day = article
            .published
            .as_ref()
            .map(|date| date.replace('-', "/"));
        let file = format!("{}, SHA-256 {}", article.source, article.sha256);
        ris_entry(
            &[
                ("TY", Some("NEWS")),
                ("ID", Some(&article.siglum)),
                ("TI", Some(article.title())),
                ("AU", article.byline.as_deref()),
                ("T2", article.outlet.as_deref()),
                ("DA", day.as_deref().and_then(|day| day.get(..10))),
                ("UR", article.address.as_deref()),
                ("LA", article.language.as_deref()),
                ("N1", Some(&file)),
            ],
            out,
        )?;
    }
    Ok(())
}

fn ris_entry(fields: &[(&str, Option<&str>)], out: &mut dyn Write) -> io::Result<()> {
    for (tag, value) in fields {
        if let Some(value) = value {
            write!(out, "{tag}  - {}\r\n", one_line(value))?;
        }
    }
    out.write_all(b"ER  - \r\n\r\n")
}

/// Writes the report and its sources as BibTeX (UTF-8).
pub fn write_bibtex(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let head = &report.head;
    let entry = bibtex_entry(
        "techreport",
        "hexapla-report",
        &[
            ("title", Some(&title_text(report))),
            ("author", head.author.as_deref()),
            ("date", head.date.as_deref()),
            ("note", head.question.as_deref()),
            ("institution", Some(&report.program)),
        ],
    );
    out.write_all(entry.as_bytes())?;
    for article in &report.articles {
        out.write_all(bibtex_article(article).as_bytes())?;
    }
    Ok(())
}

fn bibtex_article(article: &Article) -> String {
    let file = format!("{}, SHA-256 {}", article.source, article.sha256);
    bibtex_entry(
        "article",
        &format!("hexapla-{}", article.siglum),
        &[
            ("title", Some(article.title())),
            ("author", article.byline.as_deref()),
            ("journal", article.outlet.as_deref()),
            (
                "date",
                article.published.as_deref().and_then(|day| day.get(..10)),
            ),
            ("url", article.address.as_deref()),
            ("note", Some(&file)),
        ],
    )
}

fn bibtex_entry(kind: &str, key: &str, fields: &[(&str, Option<&str>)]) -> String {
    let mut entry = format!("@{kind}{{{key}");
    for (name, value) in fields {
        if let Some(value) = value {
            write!(entry, ",\n  {name} = {{{}}}", tex(value))
                .expect("writing to a string cannot fail");
        }
    }
    entry + "\n}\n\n"
}

fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words with TeX's marks made harmless and braces kept balanced.
fn tex(text: &str) -> String {
    let mut safe = String::new();
    for c in one_line(text).chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}
