//! Which utterances are shown. Done once per change, never per frame.

use super::{QuoteRows, TextCell, TextTable, UtteranceRow, Wording};
use crate::analysis::quotes::QuotationKind;
use crate::text::fold;

/// What the person asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteQuery {
    /// Only what this speaker says, by name; the empty name: what nobody is named for.
    pub speaker: Option<String>,
    /// Only utterances that several articles have.
    pub shared: bool,
    /// Only where the words in quotation marks differ.
    pub altered: bool,
    /// Only words in quotation marks.
    pub in_marks: bool,
    /// Words that must occur, letter case and diacritics aside.
    pub text: String,
}

/// In words.
pub fn kind_text(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Mixed => "partly direct",
    }
}

impl QuoteRows {
    /// Numbers of the utterances that fit, in order.
    pub fn order(&self, query: &QuoteQuery) -> Vec<u32> {
        let needle = fold(query.text.trim());
        let fits = |row: &UtteranceRow| {
            let speaker = &self.speakers[row.speaker].name;
            query.speaker.as_ref().is_none_or(|name| name == speaker)
                && (!query.shared || row.n_articles > 1)
                && (!query.altered || row.altered)
                && (!query.in_marks || row.kind != QuotationKind::Indirect)
                && (needle.is_empty() || row.search.contains(&needle))
        };
        (0..self.utterances.len() as u32)
            .filter(|at| fits(&self.utterances[*at as usize]))
            .collect()
    }

    /// One line per wording, for the clipboard and files.
    pub fn text_table(&self, order: &[u32]) -> TextTable {
        let header = [
            "Utterance",
            "Speaker",
            "Kind",
            "Articles",
            "Altered",
            "Outlet",
            "Article",
            "As told",
            "Words",
            "What was altered",
        ];
        let mut rows = Vec::new();
        for at in order {
            let row = &self.utterances[*at as usize];
            rows.extend(
                row.wordings
                    .iter()
                    .map(|wording| self.line(*at, row, wording)),
            );
        }
        TextTable {
            header: header.map(str::to_owned).to_vec(),
            rows,
        }
    }

    fn line(&self, at: u32, row: &UtteranceRow, wording: &Wording) -> Vec<TextCell> {
        let text = |text: &str| TextCell::Text(text.to_owned());
        vec![
            TextCell::Count(at as usize + 1),
            text(&self.speakers[row.speaker].name),
            text(kind_text(row.kind)),
            TextCell::Count(row.n_articles),
            text(if row.altered { "yes" } else { "no" }),
            text(&self.outlets[wording.article]),
            text(&crate::corpus::siglum(wording.article)),
            text(if wording.is_paraphrase {
                "paraphrase"
            } else {
                "quotation"
            }),
            text(
                &self
                    .words(wording)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            text(&row.notes.join("; ")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::QuoteQuery;
    use crate::session::{QuoteRows, WordMark, comparison_fixture};

    fn rows() -> QuoteRows {
        let session = comparison_fixture::quotes();
        let compared = session.compared.get().unwrap().clone();
        let names = ["Daily", "Herald", "Daily"].map(str::to_owned).to_vec();
        QuoteRows::new(compared, names)
    }

    fn check(query: &QuoteQuery, expected: &[&str]) {
        let rows = rows();
        let speakers: Vec<&str> = rows
            .order(query)
            .iter()
            .map(|at| rows.speakers[rows.utterances[*at as usize].speaker].label())
            .collect();
        assert_eq!(speakers, expected, "{query:?}");
    }

    #[test]
    fn utterances_are_filtered_as_asked() {
        let all = QuoteQuery::default();
        check(&all, &["Ann Lee", "Bob Stone"]);
        let shared = QuoteQuery {
            shared: true,
            ..all.clone()
        };
        check(&shared, &["Ann Lee"]);
        let altered = QuoteQuery {
            altered: true,
            ..all.clone()
        };
        check(&altered, &["Ann Lee"]);
        let speaker = QuoteQuery {
            speaker: Some("Bob Stone".to_owned()),
            ..all.clone()
        };
        check(&speaker, &["Bob Stone"]);
        let text = QuoteQuery {
            text: "MONEY".to_owned(),
            ..all
        };
        check(&text, &["Bob Stone"]);
    }

    #[test]
    fn altered_words_are_marked_and_named() {
        let rows = rows();
        let row = &rows.utterances[0];
        let marked: Vec<(&str, WordMark)> = row
            .wordings
            .iter()
            .flat_map(|wording| {
                let text = rows.compared.articles[wording.article].text();
                wording
                    .marks
                    .iter()
                    .map(|(span, mark)| (span.of(text), *mark))
            })
            .collect();
        assert_eq!(
            marked,
            [
                ("century", WordMark::Changed),
                ("decade", WordMark::Changed)
            ]
        );
        assert_eq!(row.notes, ["A “century”, B “decade”"]);
    }

    #[test]
    fn speakers_are_counted_by_outlet() {
        let rows = rows();
        let lee = &rows.speakers[0];
        assert_eq!(
            (lee.label(), lee.outlets, lee.quotations),
            ("Ann Lee", 2, 2)
        );
        assert_eq!(lee.words, 18, "both wordings have nine words");
        let stone = &rows.speakers[1];
        assert_eq!((stone.label(), stone.outlets), ("Bob Stone", 1));
    }

    #[test]
    fn who_rests_on_whom_is_told_with_the_number_of_origins() {
        let rows = rows();
        let reuters = &rows.graph.sources[0];
        assert_eq!(reuters.name, "Reuters");
        assert!(reuters.is_outlet);
        let articles: Vec<usize> = reuters.articles.iter().map(|r| r.article).collect();
        assert_eq!(articles, [0]);
        assert_eq!(rows.graph.origins.len(), 3);
        assert_eq!(rows.graph.article_order(), [0, 1, 2]);
    }

    #[test]
    fn every_wording_is_a_line_of_the_table() {
        let rows = rows();
        let table = rows.text_table(&rows.order(&QuoteQuery::default()));
        assert_eq!(table.rows.len(), 3);
        let csv = table.to_csv();
        assert!(csv.contains("1,Ann Lee,"), "{csv}");
        assert!(csv.contains(",Herald,B,quotation,"), "{csv}");
    }
}
