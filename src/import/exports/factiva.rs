//! Factiva: the layout with codes (HD headline, BY byline, WC words, PD date, SN source, LP and TD the text) and the one without.
//! In both an article ends with its number ("Document NYTF000020150905eb9500032").
//!
//! Without codes the head is told by its order: section, headline, byline, "845 words", date, time, source, source code, edition,
//! page, language, copyright; then the text.

use super::{Export, Line, Record, in_one, is_date_line, joined, lines};

/// The codes of fields.
const CODES: [&str; 31] = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP",
    "TD", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CT", "RF", "ART", "CX", "DLN", "CLM",
    "NGC",
];

pub(super) fn read(text: &str) -> Option<Export> {
    let lines = lines(text);
    let ends: Vec<usize> = (0..lines.len())
        .filter(|at| is_number_of_document(lines[*at].words))
        .collect();
    if ends.is_empty() {
        return None;
    }
    let mut articles = Vec::new();
    let mut from = 0;
    for end in &ends {
        let own = &lines[from..*end];
        from = end + 1;
        articles.push(if is_coded(own) {
            coded(own)?
        } else {
            uncoded(own)?
        });
    }
    let announced = lines.iter().enumerate().find_map(|(at, line)| {
        let rest = ["Results Found", "Total documents", "Documents found"]
            .iter()
            .find_map(|label| line.words.strip_prefix(label))?;
        let rest = rest.trim_matches([':', ' ', '\t']);
        let rest = if rest.is_empty() {
            lines.get(at + 1)?.words
        } else {
            rest
        };
        rest.replace([',', '.'], "").parse().ok()
    });
    Some(Export {
        articles,
        announced,
    })
}

/// "Document NYTF000020150905eb9500032", alone or behind its code.
fn is_number_of_document(words: &str) -> bool {
    let words = words.strip_prefix("AN").map_or(words, |rest| {
        if rest.starts_with(char::is_whitespace) {
            rest.trim_start()
        } else {
            words
        }
    });
    let Some(number) = words
        .strip_prefix("Document ")
        .or_else(|| words.strip_prefix("Dokument "))
    else {
        return false;
    };
    (20..=40).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number
            .bytes()
            .take(3)
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 8
}

/// The code at the start of a line and what follows it.
fn code(words: &str) -> Option<(&str, &str)> {
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    let (code, rest) = words.split_at(end);
    let parted = rest.is_empty()
        || rest.starts_with(['\t', '\u{a0}'])
        || rest.starts_with("  ")
        || rest.starts_with(" \t");
    (CODES.contains(&code) && parted).then(|| (code, rest.trim()))
}

fn is_coded(lines: &[Line<'_>]) -> bool {
    let has = |wanted: &str| {
        lines
            .iter()
            .any(|line| code(line.words).is_some_and(|(code, _)| code == wanted))
    };
    has("HD") && (has("PD") || has("SN") || has("WC"))
}

fn coded(lines: &[Line<'_>]) -> Option<Record> {
    let mut record = Record::default();
    let mut at = lines.iter().position(|line| code(line.words).is_some())?;
    let mut body: Vec<Line<'_>> = Vec::new();
    while at < lines.len() {
        let Some((code, value)) = code(lines[at].words) else {
            at += 1;
            continue;
        };
        let until = (at + 1..lines.len())
            .find(|next| super::factiva::code(lines[*next].words).is_some())
            .unwrap_or(lines.len());
        let first = Line {
            words: value,
            after_blank: true,
        };
        let own: Vec<Line<'_>> = std::iter::once(first)
            .filter(|line| !line.words.is_empty())
            .chain(lines[at + 1..until].iter().copied())
            .collect();
        match code {
            "HD" => record.headline = in_one(&own),
            "BY" => record.byline = in_one(&own),
            "WC" => record.length = in_one(&own),
            "PD" => {
                let both = [in_one(&own), std::mem::take(&mut record.date)].join(" ");
                both.trim().clone_into(&mut record.date);
            }
            "ET" => {
                let both = [std::mem::take(&mut record.date), in_one(&own)].join(" ");
                both.trim().clone_into(&mut record.date);
            }
            "SN" => record.outlet = in_one(&own),
            "SE" => record.section = in_one(&own),
            "LA" => record.language = in_one(&own),
            "LP" | "TD" => body.extend(own),
            _ => record.n_tail += own.len(),
        }
        at = until;
    }
    record.body = joined(&body);
    Some(record)
}

fn is_words_line(words: &str) -> bool {
    let Some((number, unit)) = words.split_once(' ') else {
        return false;
    };
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.')
        && matches!(
            unit.to_lowercase().as_str(),
            "words"
                | "word"
                | "wörter"
                | "mots"
                | "palabras"
                | "parole"
                | "palavras"
                | "woorden"
                | "слов"
        )
}

fn uncoded(lines: &[Line<'_>]) -> Option<Record> {
    let length_at = lines.iter().position(|line| is_words_line(line.words))?;
    let mut record = Record {
        length: lines[length_at].words.to_owned(),
        ..Record::default()
    };
    let mut before = &lines[..length_at];
    if before.len() > 1
        && let Some((last, rest)) = before.split_last()
        && is_byline(last.words)
    {
        last.words.clone_into(&mut record.byline);
        before = rest;
    }
    // a section stands before the headline when there are two groups; a list of contents may stand before both
    let from = before
        .iter()
        .rposition(|line| line.after_blank)
        .unwrap_or(0);
    let mut head = &before[from..];
    if let [section, headline, ..] = head
        && is_section(section.words, headline.words)
    {
        section.words.clone_into(&mut record.section);
        head = &head[1..];
    }
    record.headline = in_one(head);
    if record.headline.is_empty() {
        return None;
    }
    let mut at = length_at + 1;
    if lines.get(at).is_some_and(|line| is_date_line(line.words)) {
        lines[at].words.clone_into(&mut record.date);
        at += 1;
    }
    if let Some(time) = lines.get(at).filter(|line| is_time(line.words)) {
        record.date.push(' ');
        record.date.push_str(time.words);
        at += 1;
    }
    if let Some(outlet) = lines.get(at) {
        outlet.words.clone_into(&mut record.outlet);
        at += 1;
    }
    // code, edition, page, language, copyright: the last of them ends the head
    let head_end = (at..lines.len().min(at + 10)).rfind(|at| {
        let words = lines[*at].words;
        words.starts_with("Copyright")
            || words.starts_with('©')
            || words.starts_with("(c)")
            || words.contains("All rights reserved")
            || is_language(words)
    });
    if let Some(end) = head_end {
        record.language = lines[at..=end]
            .iter()
            .find(|line| is_language(line.words))
            .map_or(String::new(), |line| line.words.to_owned());
        at = end + 1;
    }
    record.body = joined(lines.get(at..).unwrap_or_default());
    Some(record)
}

/// Whether a line is the section above a headline and not its beginning: it ends long before the width of a page, and the next line
/// begins anew.
fn is_section(words: &str, next: &str) -> bool {
    words.len() <= 40 && next.starts_with(char::is_uppercase)
}

fn is_byline(words: &str) -> bool {
    let lower = words.to_lowercase();
    words.len() <= 120
        && (["by ", "von ", "par ", "por ", "di ", "door "]
            .iter()
            .any(|start| lower.starts_with(start))
            || !words.ends_with(['.', '?', '!'])
                && words.split_whitespace().count() <= 3
                && words.contains(' ')
                && words
                    .split_whitespace()
                    .all(|word| word.starts_with(char::is_uppercase)))
}

fn is_time(words: &str) -> bool {
    words.len() <= 12 && words.contains(':') && words.starts_with(|c: char| c.is_ascii_digit())
}

fn is_language(words: &str) -> bool {
    words.len() <= 24
        && super::language_tag(words).is_some_and(|tag| tag.len() == 2)
        && words.len() > 3
}
