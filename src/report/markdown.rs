//! The report as Markdown (CommonMark with tables). Words of articles are escaped, so that they mean nothing to a renderer.

use std::io::{self, Write};

use super::model::Report;
use super::outline::{Grid, Node, Run, Style, outline};

/// Writes the report as Markdown.
pub fn write_markdown(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut was_item = false;
    for node in outline(report) {
        let is_item = matches!(node, Node::Item(_));
        if was_item && !is_item {
            writeln!(out)?;
        }
        was_item = is_item;
        match node {
            Node::Heading(level, words) => {
                let words = escaped(&words.text);
                writeln!(out, "{} {words}\n", "#".repeat(level.into()))?;
            }
            Node::Text(runs) => writeln!(out, "{}\n", line(&runs))?,
            Node::Item(runs) => writeln!(out, "- {}", line(&runs))?,
            Node::Words { label, words, .. } => {
                writeln!(out, "{}\n\n> {}\n", line(&label), line(&words))?;
            }
            Node::Table(grid) => table(&grid, out)?,
            Node::Placement(_) => {}
        }
    }
    if was_item {
        writeln!(out)?;
    }
    writeln!(out, "---\n\n{}", escaped(&super::cite::cite_as(report)))
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let head: Vec<String> = grid.head.iter().map(|name| escaped(name)).collect();
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for row in &grid.rows {
        let cells: Vec<String> = row.iter().map(|runs| line(runs)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}

fn line(runs: &[Run]) -> String {
    let mut line = String::new();
    for run in runs {
        let text = escaped(&run.text);
        let mark = match run.style {
            Style::Strong | Style::Changed | Style::Siglum(_) | Style::Relation(_) => "**",
            Style::Plain | Style::Quiet | Style::Article | Style::Context | Style::Bar(..) => "",
        };
        let words = text.trim();
        if mark.is_empty() || words.is_empty() {
            line.push_str(&text);
            continue;
        }
        // emphasis must touch its words: white space stays outside
        let start = text.len() - text.trim_start().len();
        let end = start + words.len();
        line.push_str(&text[..start]);
        line.push_str(mark);
        line.push_str(words);
        line.push_str(mark);
        line.push_str(&text[end..]);
    }
    line.trim().to_owned()
}

/// The words with every mark that Markdown or HTML reads taken its meaning; on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '#' | '+' | '-' | '=' if index == 0 => {
                escaped.push('\\');
                escaped.push(c);
            }
            // "1." at the start of a line would begin a list
            '.' | ')' if index > 0 && text[..index].bytes().all(|b| b.is_ascii_digit()) => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' | '\t' => escaped.push(' '),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Run, Style, escaped, line};

    #[test]
    fn words_of_articles_are_no_markdown() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("*no* [link](x) <b>", r"\*no\* \[link\](x) \<b\>");
        check("1. first", r"1\. first");
        check("# head\nnext", r"\# head next");
        check("a | b & c", r"a \| b \& c");
    }

    #[test]
    fn emphasis_touches_its_words() {
        let runs = [
            Run::new("the", Style::Article),
            Run::new(" four ", Style::Changed),
            Run::new("jets", Style::Article),
        ];
        assert_eq!(line(&runs), "the **four** jets");
    }
}
