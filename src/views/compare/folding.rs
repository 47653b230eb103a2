//! Reading only what differs: which words of a paragraph are set in small print so that the others stand out. Nothing is taken
//! away: the order of the text stays, and every place can still be found.

use crate::session::{ColumnParagraph, Compared, Reading};
use crate::text::Span;

/// The words of a paragraph that are set small, ascending, not overlapping.
pub fn small_print(
    paragraph: &ColumnParagraph,
    compared: &Compared,
    reading: Reading,
) -> Vec<Span> {
    let keeps = |statement: Option<u32>| {
        let row = statement.and_then(|id| compared.coverage.rows.get(id as usize - 1));
        match (reading, row) {
            (Reading::All, _) | (Reading::HideShared, None) => true,
            (Reading::HideShared, Some(row)) => row.cells.len() < compared.articles.len(),
            (Reading::OnlyDifferences, None) => false,
            (Reading::OnlyDifferences, Some(row)) => row.n_differences > 0,
        }
    };
    if reading == Reading::All {
        return Vec::new();
    }
    let mut cuts = vec![paragraph.span.start, paragraph.span.end];
    for note in &paragraph.notes {
        cuts.extend([note.span.start, note.span.end]);
    }
    cuts.retain(|cut| paragraph.span.start <= *cut && *cut <= paragraph.span.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut small: Vec<Span> = Vec::new();
    for pair in cuts.windows(2) {
        let span = Span {
            start: pair[0],
            end: pair[1],
        };
        let mut over = paragraph
            .notes
            .iter()
            .filter(|note| note.span.contains(span));
        let is_noted = over.clone().next().is_some();
        let is_kept = over.any(|note| keeps(note.statement));
        let is_small = match reading {
            Reading::All => false,
            // What carries no statement is not shared either.
            Reading::HideShared => is_noted && !is_kept,
            Reading::OnlyDifferences => !is_kept,
        };
        if !is_small {
            continue;
        }
        match small.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => small.push(span),
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::small_print;
    use crate::session::{Reading, comparison_fixture};

    /// The words of article A in small print.
    fn check(reading: Reading, expected: &[&str]) {
        let session = comparison_fixture::bridge();
        let compared = session.compared.get().unwrap();
        let text = compared.articles[0].text();
        let small: Vec<&str> = compared.columns[0]
            .paragraphs
            .iter()
            .flat_map(|paragraph| small_print(paragraph, compared, reading))
            .map(|span| span.of(text))
            .collect();
        assert_eq!(small, expected, "{reading:?}");
    }

    #[test]
    fn only_what_was_asked_for_is_set_small() {
        let (headline, said) = (
            "Mayor opens the bridge",
            "She said \"it will last a century\".",
        );
        check(Reading::All, &[]);
        check(Reading::HideShared, &[headline]);
        check(Reading::OnlyDifferences, &[headline, said]);
    }
}
