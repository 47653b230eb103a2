//! A table of words and numbers on its way out of the window: to the clipboard or a file other programs open.

use crate::analysis::entities::CountRow;

use super::{CountUnit, EntityQuery, EntityRows};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum TextCell {
    /// Words.
    Text(String),
    /// A count.
    Count(usize),
    /// A number, written with this many decimals.
    Number(f64, usize),
    /// Nothing.
    Empty,
}

impl TextCell {
    /// As written. Words that a spreadsheet would take for a formula get an apostrophe before them.
    fn written(&self) -> String {
        match self {
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.clone(),
            Self::Count(n) => n.to_string(),
            Self::Number(value, decimals) => format!("{value:.decimals$}"),
            Self::Empty => String::new(),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextTable {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<TextCell>>,
}

impl TextTable {
    /// Comma-separated (RFC 4180): lines end in CR LF, cells with commas, quotation marks or line ends are quoted.
    pub fn to_csv(&self) -> String {
        self.written(",", "\r\n", |cell| {
            if cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        })
    }

    /// Tab-separated, as spreadsheets take it from the clipboard; tabs and line ends inside cells become spaces.
    pub fn to_tsv(&self) -> String {
        self.written("\t", "\n", |cell| cell.replace(['\t', '\n', '\r'], " "))
    }

    fn written(
        &self,
        separator: &str,
        line_end: &str,
        quoted: impl Fn(String) -> String,
    ) -> String {
        let mut out = String::new();
        let header = self.header.iter().map(|name| TextCell::Text(name.clone()));
        let lines = std::iter::once(header.collect::<Vec<_>>());
        for line in lines.chain(self.rows.iter().cloned()) {
            for (at, cell) in line.iter().enumerate() {
                if at > 0 {
                    out.push_str(separator);
                }
                out.push_str(&quoted(cell.written()));
            }
            out.push_str(line_end);
        }
        out
    }
}

impl EntityRows {
    /// The chosen rows with all their figures. Per 1,000 words stands beside the raw counts, never without them.
    pub fn text_table(&self, rows: &[u32], query: &EntityQuery) -> TextTable {
        let grouped = self.grouped(query.grouping);
        let mut header = vec![
            "Entity".to_owned(),
            "Type".to_owned(),
            "Also written".to_owned(),
        ];
        for group in &grouped.groups {
            if query.unit == CountUnit::PerThousand {
                header.push(format!("{} (per 1,000 words)", group.name));
            }
            header.push(format!("{} (mentions)", group.name));
        }
        header.extend(
            [
                "Total",
                "Articles",
                "Most frequent in",
                "G²",
                "Log Ratio",
                "LRC",
                "DP",
                "Share in headlines",
                "Share in leads",
            ]
            .map(str::to_owned),
        );
        let line = |row: &u32| self.text_row(*row as usize, query);
        TextTable {
            header,
            rows: rows.iter().map(line).collect(),
        }
    }

    fn text_row(&self, at: usize, query: &EntityQuery) -> Vec<TextCell> {
        let grouped = self.grouped(query.grouping);
        let row: &CountRow = &grouped.counts.rows[at];
        let mut line = vec![
            TextCell::Text(row.name.clone()),
            TextCell::Text(row.kind.label().to_owned()),
            TextCell::Text(self.also_written(at).to_owned()),
        ];
        for column in 0..grouped.groups.len() {
            let cell = row.cell(column);
            if query.unit == CountUnit::PerThousand {
                line.push(TextCell::Number(cell.per_thousand, 2));
            }
            line.push(TextCell::Count(cell.count));
        }
        line.extend([TextCell::Count(row.total), TextCell::Count(row.articles)]);
        match row.leader {
            Some(leader) => line.extend([
                TextCell::Text(grouped.groups[leader].name.clone()),
                TextCell::Number(row.g2, 2),
                TextCell::Number(row.log_ratio, 2),
                TextCell::Number(row.lrc, 2),
            ]),
            None => line.extend(std::iter::repeat_n(TextCell::Empty, 4)),
        }
        line.extend([
            TextCell::Number(row.dp, 3),
            TextCell::Number(row.headline_share, 3),
            TextCell::Number(row.lead_share, 3),
        ]);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::{TextCell, TextTable};

    fn check(cell: TextCell, csv: &str, tsv: &str) {
        let table = TextTable {
            header: vec!["a".to_owned(), "b".to_owned()],
            rows: vec![vec![cell, TextCell::Count(1)]],
        };
        assert_eq!(table.to_csv(), format!("a,b\r\n{csv},1\r\n"));
        assert_eq!(table.to_tsv(), format!("a\tb\n{tsv}\t1\n"));
    }

    #[test]
    fn cells_are_quoted_and_no_word_becomes_a_formula() {
        let text = |text: &str| TextCell::Text(text.to_owned());
        check(text("plain"), "plain", "plain");
        check(text("a, b"), "\"a, b\"", "a, b");
        check(
            text("the \"Times\""),
            "\"the \"\"Times\"\"\"",
            "the \"Times\"",
        );
        check(text("two\nlines"), "\"two\nlines\"", "two lines");
        check(text("=1+1"), "'=1+1", "'=1+1");
        check(text("@here"), "'@here", "'@here");
        check(text("+A"), "'+A", "'+A");
        check(text("-A"), "'-A", "'-A");
        check(TextCell::Number(-1.25, 1), "-1.2", "-1.2");
        check(TextCell::Empty, "", "");
    }
}
