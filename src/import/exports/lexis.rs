//! LexisNexis: the old layout ("1 of 50 DOCUMENTS" before each article) and that of Nexis Uni ("End of Document" behind each).
//!
//! Old: outlet, date, edition, headline, labelled lines in capitals (BYLINE, SECTION, LENGTH, DATELINE), the body, labelled lines
//! again (LOAD-DATE, LANGUAGE), copyright. New: headline, outlet, date, copyright, labels, "Body", the body, "Classification".

use super::{Export, Line, Record, in_one, is_date_line, joined, lines};

/// Labels before the body, in lower case.
const HEAD: [&str; 12] = [
    "byline",
    "section",
    "length",
    "dateline",
    "highlight",
    "series",
    "body",
    "edition",
    "country",
    "distribution",
    "rubrik",
    "länge",
];
/// Labels behind it.
const TAIL: [&str; 29] = [
    "load-date",
    "language",
    "subject",
    "graphic",
    "publication-type",
    "journal-code",
    "correction",
    "correction-date",
    "person",
    "organization",
    "company",
    "ticker",
    "industry",
    "geographic",
    "geographic-region",
    "document-type",
    "acc-no",
    "notes",
    "type",
    "classification",
    "url",
    "pub-type",
    "category",
    "city",
    "state",
    "update",
    "name",
    "terms",
    "copyright",
];

pub(super) fn read(text: &str) -> Option<Export> {
    let lines = lines(text);
    let marks: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, count_in_mark(line.words)?)))
        .collect();
    if !marks.is_empty() {
        let articles = marks.iter().enumerate().map(|(index, (at, _))| {
            let end = marks.get(index + 1).map_or(lines.len(), |next| next.0);
            old_article(&lines[at + 1..end])
        });
        return Some(Export {
            articles: articles.collect(),
            announced: marks.iter().map(|(_, count)| *count).max(),
        });
    }
    let ends: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].words == "End of Document")
        .collect();
    // one such line could stand in any text: the labels of the layout must be there too
    if ends.is_empty()
        || !lines.iter().any(|line| {
            label(line.words).is_some_and(|(label, _)| label == "length" || label == "load-date")
        })
    {
        return None;
    }
    let mut from = 0;
    let mut articles = Vec::new();
    for end in ends {
        articles.push(new_article(&lines[from..end]));
        from = end + 1;
    }
    // the cover comes before the first article's own words
    Some(Export {
        articles,
        announced: announced(&lines),
    })
}

/// The 50 of "1 of 50 DOCUMENTS".
fn count_in_mark(words: &str) -> Option<usize> {
    let mut parts = words.split_whitespace();
    let first = parts.next()?;
    let first = if matches!(first, "Dokument" | "Document") {
        parts.next()?
    } else {
        first
    };
    first.parse::<usize>().ok()?;
    if !matches!(parts.next()?, "of" | "von" | "de" | "di") {
        return None;
    }
    let count = parts.next()?.parse().ok()?;
    match parts.next() {
        Some("DOCUMENTS" | "DOKUMENTEN" | "DOCUMENTOS" | "DOCUMENTI") => {
            parts.next().is_none().then_some(count)
        }
        None => words.starts_with("Dokument ").then_some(count),
        _ => None,
    }
}

/// The 3 of "Documents (3)".
fn announced(lines: &[Line<'_>]) -> Option<usize> {
    lines.iter().take(60).find_map(|line| {
        let rest = line
            .words
            .strip_prefix("Documents (")
            .or_else(|| line.words.strip_prefix("Document ("))?;
        rest.strip_suffix(')')?.trim().parse().ok()
    })
}

/// "LENGTH: 845 words" as label in lower case and value.
fn label(words: &str) -> Option<(String, &str)> {
    let (label, value) = words.split_once(':')?;
    let folded = label.trim().to_lowercase();
    let fits = label.len() <= 24 && label.chars().next().is_some_and(char::is_uppercase);
    (fits && (HEAD.contains(&folded.as_str()) || TAIL.contains(&folded.as_str())))
        .then(|| (folded, value.trim()))
}

fn is_copyright(words: &str) -> bool {
    words.starts_with("Copyright ")
        || words.starts_with('©')
        || words == "All Rights Reserved"
        || words == "All rights reserved"
}

fn old_article(lines: &[Line<'_>]) -> Record {
    let mut record = Record::default();
    let first_label = lines
        .iter()
        .position(|line| label(line.words).is_some())
        .unwrap_or(lines.len());
    let head = &lines[..first_label];
    read_head(head, &mut record, true);
    let body = fields(&lines[first_label..], &mut record);
    finish(body, &mut record);
    record
}

fn new_article(lines: &[Line<'_>]) -> Record {
    let mut record = Record::default();
    // copyright and labels follow the head; a list of contents may stand before it
    let anchor = lines
        .iter()
        .position(|line| {
            is_copyright(line.words) || label(line.words).is_some() || line.words == "Body"
        })
        .unwrap_or(lines.len());
    read_head(&lines[..anchor], &mut record, false);
    let rest = &lines[anchor..];
    let body_at = rest.iter().position(|line| line.words == "Body");
    if let Some(at) = body_at {
        fields(&rest[..at], &mut record);
        finish(&rest[at + 1..], &mut record);
    } else {
        let body = fields(rest, &mut record);
        finish(body, &mut record);
    }
    record
}

/// Outlet, date and headline. Old: outlet, date, edition, headline. New: headline, outlet, date.
fn read_head(head: &[Line<'_>], record: &mut Record, old: bool) {
    let date_at = if old {
        head.iter().position(|line| is_date_line(line.words))
    } else {
        head.iter().rposition(|line| is_date_line(line.words))
    };
    let Some(date_at) = date_at else {
        record.headline = head
            .last()
            .map_or(String::new(), |line| line.words.to_owned());
        return;
    };
    head[date_at].words.clone_into(&mut record.date);
    if let Some(outlet) = date_at.checked_sub(1) {
        head[outlet].words.clone_into(&mut record.outlet);
    }
    if old {
        // the last group of lines: an edition stands by itself before it
        let after = &head[date_at + 1..];
        let from = after.iter().rposition(|line| line.after_blank).unwrap_or(0);
        record.headline = in_one(&after[from..]);
        return;
    }
    let before = &head[..date_at.saturating_sub(1)];
    let from = before
        .iter()
        .rposition(|line| line.after_blank)
        .unwrap_or(0);
    record.headline = in_one(&before[from..]);
}

/// Takes the labelled lines at the start; what follows them is the body.
fn fields<'l, 'a>(lines: &'l [Line<'a>], record: &mut Record) -> &'l [Line<'a>] {
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if is_copyright(line.words) {
            at += 1;
            continue;
        }
        let Some((label, value)) = label(line.words) else {
            // what is neither label nor after a blank line goes on from the line before
            break;
        };
        if TAIL.contains(&label.as_str()) {
            break;
        }
        let mut until = at + 1;
        if label != "body" {
            while until < lines.len()
                && !lines[until].after_blank
                && super::lexis::label(lines[until].words).is_none()
            {
                until += 1;
            }
        }
        let rest = in_one(&lines[at + 1..until]);
        let value = [value, rest.as_str()].join(" ").trim().to_owned();
        let field = match label.as_str() {
            "byline" => &mut record.byline,
            "section" | "rubrik" => &mut record.section,
            "length" | "länge" => &mut record.length,
            "dateline" => &mut record.dateline,
            "highlight" => &mut record.deck,
            _ => {
                at = until;
                continue;
            }
        };
        *field = value;
        at = until;
    }
    &lines[at..]
}

/// The body ends where the labels behind it begin; the language is one of them.
fn finish(lines: &[Line<'_>], record: &mut Record) {
    let is_tail = |line: &Line<'_>| {
        line.words == "Classification"
            || is_copyright(line.words)
            || line.after_blank
                && label(line.words).is_some_and(|(label, _)| TAIL.contains(&label.as_str()))
    };
    let end = lines.iter().position(is_tail).unwrap_or(lines.len());
    record.body = joined(&lines[..end]);
    record.n_tail = lines.len() - end;
    for line in &lines[end..] {
        match label(line.words) {
            Some((label, value)) if label == "language" && record.language.is_empty() => {
                value.clone_into(&mut record.language);
            }
            _ => {}
        }
    }
}
