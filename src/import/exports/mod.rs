//! Exports of news databases that hold many articles in one file: Nexis Uni and LexisNexis, Factiva; as text, RTF, DOCX or HTML.
//!
//! All work on the file's words in lines, whatever format they were in: marks between articles part it, labelled lines give
//! outlet, date, byline, section and length, and the count of articles found is held against the count the file announces.
//! What is not the article's own text (section, length, classification) stays in it as blocks that are set aside.

mod factiva;
mod lexis;

use super::dates::{DayOrder, parse_date};
use super::draft::add_text;
use super::records::language_tag;
use super::{Draft, Parsed, Part, blocks, credits, dates, outlets};
use crate::corpus::{BlockKind, Origin};
use crate::text::count_words;

/// The articles of an export; `None` when the text is none. `template` gives encoding and warnings of the file.
pub(super) fn split(text: &str, template: &Draft) -> Option<Parsed> {
    let found = lexis::read(text).or_else(|| factiva::read(text))?;
    let mut parsed = Parsed {
        warnings: template.warnings.clone(),
        ..Parsed::default()
    };
    let n_found = found.articles.len();
    match found.announced {
        Some(announced) if announced != n_found => parsed.warnings.push(format!(
            "the file announces {announced} articles; {n_found} were found in it"
        )),
        _ => {}
    }
    for (at, article) in found.articles.into_iter().enumerate() {
        let mut draft = article.draft();
        draft.part = format!("article {}", at + 1);
        draft.encoding.clone_from(&template.encoding);
        parsed.parts.push(Part::Article(Box::new(draft)));
    }
    Some(parsed)
}

/// Whether a page or document may be an export: a cheap look for the marks between articles.
pub(super) fn may_be(text: &str) -> bool {
    text.contains(" DOCUMENTS")
        || text.contains("End of Document")
        || text.contains("DOKUMENTE")
        || ["\n", ">", "\t", "\u{a0}", "  "]
            .iter()
            .any(|before| text.contains(&format!("{before}Document ")))
        || text.contains("Dokument ")
}

/// What an export was found to hold.
struct Export {
    articles: Vec<Record>,
    /// How many the file says it holds.
    announced: Option<usize>,
}

/// An article of an export.
#[derive(Debug, Default)]
struct Record {
    headline: String,
    outlet: String,
    date: String,
    byline: String,
    dateline: String,
    section: String,
    length: String,
    language: String,
    deck: String,
    /// The words of its body, paragraphs as the text has them.
    body: String,
    /// Lines of classification behind the body.
    n_tail: usize,
}

impl Record {
    fn draft(self) -> Draft {
        let mut draft = Draft::default();
        draft.push(BlockKind::Headline, &self.headline);
        draft.push(BlockKind::Deck, &self.deck);
        draft.push(BlockKind::Byline, &self.byline);
        for (label, value) in [("Section", &self.section), ("Length", &self.length)] {
            if !value.is_empty() {
                draft.push(BlockKind::Boilerplate, &format!("{label}: {value}"));
            }
        }
        draft.push(BlockKind::Dateline, &self.dateline);
        for span in blocks::split(&self.body) {
            draft.push(BlockKind::Paragraph, span.of(&self.body));
        }
        self.check_length(&mut draft);
        let metadata = &mut draft.metadata;
        add_text(&mut metadata.headline, &self.headline, Origin::Record);
        let byline = credits::byline_in(&self.byline, true).unwrap_or(&self.byline);
        add_text(&mut metadata.byline, byline, Origin::Record);
        // "The Guardian (London)"
        let bare = self
            .outlet
            .split_once(" (")
            .map_or(self.outlet.as_str(), |(bare, _)| bare);
        let outlet = outlets::canonical(bare).unwrap_or(&self.outlet);
        add_text(&mut metadata.outlet, outlet, Origin::Record);
        if let Some(tag) = language_tag(&self.language) {
            metadata.language.add(tag, Origin::Record);
        }
        // a weekday stands between the day and the time
        let date: Vec<&str> = self
            .date
            .split_whitespace()
            .filter(|word| !dates::is_weekday(&word.to_lowercase()))
            .collect();
        match parse_date(&date.join(" "), DayOrder::Unknown) {
            Some(date) => metadata.published.add(date, Origin::Record),
            None if !self.date.is_empty() => draft
                .warnings
                .push(format!("its date, “{}”, could not be read", self.date)),
            None => {}
        }
        if self.n_tail > 0 {
            draft
                .left_out
                .push(format!("{} lines of classification", self.n_tail));
        }
        let Draft { text, blocks, .. } = &mut draft;
        blocks::recognise(text, blocks);
        draft
    }

    /// Doubts an article whose length is far from what the export says of it: a fifth, and 40 words.
    fn check_length(&self, draft: &mut Draft) {
        let digits: String = self
            .length
            .chars()
            .take_while(|c| !c.is_alphabetic())
            .filter(char::is_ascii_digit)
            .collect();
        let Ok(announced) = digits.parse::<usize>() else {
            return;
        };
        let found = count_words(&self.body);
        if found.abs_diff(announced) > 40 && found.abs_diff(announced) * 5 > announced {
            draft.warnings.push(format!(
                "the export says {announced} words; {found} were found"
            ));
        }
    }
}

/// A line without white space at its ends, with its place.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    words: &'a str,
    /// A blank line, or the start of the text, stands before it.
    after_blank: bool,
}

/// The lines that are not blank; page numbers that exports print on each page are left out.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut after_blank = true;
    for line in text.split(['\n', '\u{c}']) {
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        if is_running_head(words) {
            continue;
        }
        found.push(Line { words, after_blank });
        after_blank = false;
    }
    found
}

/// "Page 3 of 12"
fn is_running_head(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let is_number = |part: Option<&str>| {
        part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(parts.next(), Some("Page" | "Seite"))
        && is_number(parts.next())
        && matches!(parts.next(), Some("of" | "von"))
        && is_number(parts.next())
        && parts.next().is_none()
}

/// Lines as paragraphs: where blank lines part some of them, the other line ends are the width of a page.
fn joined(lines: &[Line<'_>]) -> String {
    let is_wrapped = lines.iter().skip(1).any(|line| line.after_blank);
    let mut out = String::new();
    for line in lines {
        if !out.is_empty() {
            let same = is_wrapped && !line.after_blank;
            out.push_str(if same { " " } else { "\n\n" });
        }
        out.push_str(line.words);
    }
    out
}

/// Lines as one line.
fn in_one(lines: &[Line<'_>]) -> String {
    lines
        .iter()
        .map(|line| line.words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a line is a day of publication: a date with little around it.
fn is_date_line(words: &str) -> bool {
    words.len() <= 80
        && words.starts_with(|c: char| c.is_alphanumeric())
        && parse_date(words, DayOrder::Unknown).is_some()
}

#[cfg(test)]
mod tests;
