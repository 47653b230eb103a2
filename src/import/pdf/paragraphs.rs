//! Lines into paragraphs: running heads dropped, words joined that were broken at a line's end, headings told by their size.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Line, PageLines, middle};
use crate::corpus::BlockKind;

/// A paragraph or heading.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub kind: BlockKind,
    pub words: String,
}

/// What a document's lines gave.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub paragraphs: Vec<Paragraph>,
    /// Running heads and page numbers left out.
    pub n_running: usize,
}

pub(super) fn of_pages(pages: Vec<PageLines>) -> Found {
    let heads = running_heads(&pages);
    let size = middle(
        pages
            .iter()
            .flat_map(|page| &page.lines)
            .flat_map(|line| std::iter::repeat_n(line.size, line.words.len() / 8 + 1)),
    );
    let mut found = Found::default();
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for (at, page) in pages.into_iter().enumerate() {
        let leading = leading(&page.lines);
        for mut line in page.lines {
            // columns are numbered within their page
            line.column += at << 20;
            if is_running(&line, page.height, &heads) {
                found.n_running += 1;
                continue;
            }
            match groups.last_mut() {
                Some(group) if goes_on(group, &line, leading) => group.push(line),
                _ => groups.push(vec![line]),
            }
        }
    }
    let known = words_with_hyphens(&groups);
    for group in groups {
        let kind = kind(&group, size);
        let words = words(&group, &known);
        push(&mut found.paragraphs, kind, &words);
    }
    if let Some(first) = found
        .paragraphs
        .iter_mut()
        .take(6)
        .find(|paragraph| paragraph.kind == BlockKind::Subheading)
    {
        first.kind = BlockKind::Headline;
    }
    found
}

/// The usual distance of two lines of one column.
fn leading(lines: &[Line]) -> f64 {
    middle(
        lines
            .windows(2)
            .filter(|pair| pair[0].column == pair[1].column)
            .map(|pair| pair[0].base - pair[1].base)
            .filter(|distance| *distance > 0.5),
    )
}

/// What stands at the top or bottom of several pages, figures aside.
fn running_heads(pages: &[PageLines]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let own: BTreeSet<String> = page
            .lines
            .iter()
            .filter(|line| is_at_edge(line, page.height))
            .map(|line| without_figures(&line.words))
            .collect();
        for head in own {
            *counts.entry(head).or_insert(0) += 1;
        }
    }
    let least = if pages.len() < 4 { 2 } else { 3 };
    counts
        .into_iter()
        .filter(|(_, count)| *count >= least)
        .map(|(head, _)| head)
        .collect()
}

/// In the outer ninth of the page.
fn is_at_edge(line: &Line, height: f64) -> bool {
    let from_bottom = line.base.rem_euclid(height.max(1.0));
    from_bottom < height / 9.0 || from_bottom > height * 8.0 / 9.0
}

fn is_running(line: &Line, height: f64, heads: &BTreeSet<String>) -> bool {
    if !is_at_edge(line, height) {
        return false;
    }
    let folded = without_figures(&line.words);
    let is_number =
        folded.chars().filter(|c| c.is_alphabetic()).count() == 0 && line.words.trim().len() <= 12;
    is_number || heads.contains(&folded)
}

/// In lower case, figures as `#`.
fn without_figures(words: &str) -> String {
    let mut out = String::new();
    for c in words.trim().chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a line belongs to the paragraph of those before it.
fn goes_on(group: &[Line], line: &Line, leading: f64) -> bool {
    let last = group.last().expect("groups are made with a line");
    let words = last.words.trim_end();
    if last.column != line.column {
        // a paragraph that runs on in the next column or on the next page
        let same_size = (last.size - line.size).abs() < 0.1 * last.size;
        return same_size && !ends_sentence(words) && line.words.starts_with(char::is_lowercase);
    }
    let distance = last.base - line.base;
    if (last.size - line.size).abs() > 0.15 * last.size.max(line.size)
        || distance > 1.3 * leading.max(line.size)
    {
        return false;
    }
    if distance < 0.3 * line.size {
        return true;
    }
    let (left, right) = line.edges;
    let indented = line.left - last.left > 0.7 * line.size
        && line.left - left > 0.7 * line.size
        && line.left - left < 6.0 * line.size;
    let short = last.right < right - 0.12 * (right - left) && ends_sentence(words);
    let item = line.words.starts_with(['•', '▪', '●', '–']) || line.words.starts_with("- ");
    !(indented && ends_sentence(words) || short || item)
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', '…', '。'])
}

fn kind(group: &[Line], size: f64) -> BlockKind {
    let len: usize = group.iter().map(|line| line.words.len()).sum();
    let own = middle(group.iter().map(|line| line.size));
    if own > 1.15 * size && len < 240 {
        BlockKind::Subheading
    } else {
        BlockKind::Paragraph
    }
}

/// Words that stand with a hyphen inside a line, in lower case: there it belongs to them.
fn words_with_hyphens(groups: &[Vec<Line>]) -> BTreeSet<String> {
    groups
        .iter()
        .flatten()
        .flat_map(|line| line.words.split_whitespace())
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
                .to_lowercase()
        })
        .filter(|word| word.contains('-') && !word.ends_with('-'))
        .collect()
}

/// The lines as one text.
fn words(group: &[Line], known: &BTreeSet<String>) -> String {
    let mut out = String::new();
    for line in group {
        let line = line.words.trim();
        if let Some(stem) = out.strip_suffix(['-', '\u{ad}', '‐'])
            && stem.ends_with(char::is_alphabetic)
            && line.starts_with(char::is_lowercase)
        {
            let head = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
            let tail = line.split_whitespace().next().unwrap_or_default();
            let tail = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
            let compound = format!("{head}-{tail}").to_lowercase();
            let compound = compound.trim_start_matches(|c: char| !c.is_alphanumeric());
            if !known.contains(compound) {
                out.truncate(stem.len());
            }
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn push(paragraphs: &mut Vec<Paragraph>, kind: BlockKind, words: &str) {
    let words = words.replace('\u{ad}', "");
    if !words.trim().is_empty() {
        paragraphs.push(Paragraph { kind, words });
    }
}
