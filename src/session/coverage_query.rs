//! Which rows of the coverage table are shown, in which order and under which headings. Done once per change, never per frame.

use std::cmp::Reverse;

use super::coverage::{Absence, CoverageRow, CoverageRows, CoverageSubject};
use super::{Compared, TextCell, TextTable};
use crate::analysis::compare::{DifferenceKind, Placement, PlacementBlock};
use crate::corpus::{ArticleId, Corpus, ReviewState, siglum};
use crate::text::fold;

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CoverageSort {
    /// What most articles report comes first.
    #[default]
    MostReported,
    /// As this article tells it; what it does not have comes last.
    InArticle(ArticleId),
    /// Where the articles disagree most comes first.
    Differences,
}

/// What the person asked the table for.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the screen"
)]
pub struct CoverageQuery {
    /// The order.
    pub sort: CoverageSort,
    /// Under headings by the most prominent place.
    pub grouped: bool,
    /// Only what one article alone has.
    pub only_here: bool,
    /// Only what this article does not carry.
    pub left_out_by: Option<ArticleId>,
    /// Only where the articles disagree.
    pub differing: bool,
    /// Only where they disagree on this.
    pub kind: Option<DifferenceKind>,
    /// Only with words in quotation marks.
    pub has_quotation: bool,
    /// Only with this verdict.
    pub verdict: Option<ReviewState>,
    /// Words that must occur, letter case and diacritics aside.
    pub text: String,
}

impl CoverageQuery {
    /// Whether rows may be left out.
    pub fn filters(&self) -> bool {
        let unfiltered = Self {
            sort: self.sort,
            grouped: self.grouped,
            ..Self::default()
        };
        *self != unfiltered
    }

    /// Shows everything again; order and headings stay.
    pub fn show_all(&mut self) {
        *self = Self {
            sort: self.sort,
            grouped: self.grouped,
            ..Self::default()
        };
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoverageLine {
    /// A heading over this many rows.
    Heading(&'static str, usize),
    /// A row, by its number.
    Row(u32),
}

/// The lines that are shown, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageOrder {
    /// The lines.
    pub lines: Vec<CoverageLine>,
    /// The verdict on every row of the table, shown or not.
    pub verdicts: Vec<ReviewState>,
    /// How many statements of several articles are shown.
    pub n_statements: usize,
    /// How many sentences of one article alone are shown.
    pub n_only_here: usize,
}

impl CoverageOrder {
    /// Numbers of the rows that are shown, in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.lines.iter().filter_map(|line| match line {
            CoverageLine::Row(row) => Some(*row),
            CoverageLine::Heading(..) => None,
        })
    }
}

impl Compared {
    /// Filters, sorts and groups the coverage table. Rows that are equal stay in their order.
    pub fn coverage_order(&self, query: &CoverageQuery, corpus: &Corpus) -> CoverageOrder {
        let table = &self.coverage;
        let verdicts = verdicts(self, corpus);
        let needle = fold(query.text.trim());
        let left_out_by = query.left_out_by.map(|id| self.index_of(id));
        let told_by = match query.sort {
            CoverageSort::InArticle(id) => self.index_of(id),
            _ => None,
        };
        let mut shown: Vec<u32> = (0..table.rows.len() as u32)
            .filter(|at| {
                let row = &table.rows[*at as usize];
                let absent = left_out_by
                    .is_none_or(|article| article.is_some_and(|a| is_left_out(table, row, a)));
                absent
                    && fits(row, query)
                    && query.verdict.is_none_or(|v| v == verdicts[*at as usize])
                    && (needle.is_empty() || row.search_text().contains(&needle))
            })
            .collect();
        shown.sort_by_key(|at| {
            let row = &table.rows[*at as usize];
            let group = query.grouped.then(|| group_of(table, row, told_by));
            (group, sort_key(row, query.sort, told_by), *at)
        });
        let is_statement = |at: &&u32| {
            matches!(
                table.rows[**at as usize].subject,
                CoverageSubject::Statement(_)
            )
        };
        let n_statements = shown.iter().filter(is_statement).count();
        CoverageOrder {
            n_statements,
            n_only_here: shown.len() - n_statements,
            lines: if query.grouped {
                with_headings(table, &shown, told_by)
            } else {
                shown.into_iter().map(CoverageLine::Row).collect()
            },
            verdicts,
        }
    }

    /// The lines as a table for the clipboard and files; `outlets` are the articles' outlet names in siglum order.
    pub fn coverage_table(&self, order: &CoverageOrder, outlets: &[&str]) -> TextTable {
        let mut header = vec!["No.".to_owned(), "Statement".to_owned()];
        for (index, outlet) in outlets.iter().enumerate() {
            header.push(format!("{outlet} ({})", siglum(index)));
            header.push(format!("{outlet} ({}) place", siglum(index)));
        }
        header.extend(
            [
                "Reported by",
                "Of articles",
                "Differs in",
                "What differs",
                "Verdict",
            ]
            .map(str::to_owned),
        );
        let rows = order.rows().map(|at| {
            let row = &self.coverage.rows[at as usize];
            let mut line = vec![
                TextCell::Text(row.label.clone()),
                TextCell::Text(row.gloss.clone()),
            ];
            for index in 0..outlets.len() {
                let (relation, place) =
                    cell_texts(row, index, self.coverage.absence_in(row, index));
                line.extend([TextCell::Text(relation.to_owned()), TextCell::Text(place)]);
            }
            let kinds: Vec<&str> = row.kinds.iter().map(|kind| kind.label()).collect();
            line.extend([
                TextCell::Count(row.cells.len()),
                TextCell::Count(outlets.len()),
                TextCell::Text(kinds.join(", ")),
                TextCell::Text(row.what_differs.clone()),
                TextCell::Text(order.verdicts[at as usize].label().to_owned()),
            ]);
            line
        });
        TextTable {
            rows: rows.collect(),
            header,
        }
    }
}

/// Whether an article does not have what the row is about, as far as it can be seen.
fn is_left_out(table: &CoverageRows, row: &CoverageRow, article: usize) -> bool {
    row.cell(article).is_none() && table.absence_in(row, article) != Absence::CouldNotBeCompared
}

/// Relation and place of an article's part, in words.
fn cell_texts(row: &CoverageRow, article: usize, absence: Absence) -> (&'static str, String) {
    match row.cell(article) {
        Some(cell) => (
            cell.relation.map_or("only here", |r| r.label()),
            place_text(cell.placement),
        ),
        None => (absence.label(), String::new()),
    }
}

/// "headline", "lead", "¶ 8 of 11".
pub fn place_text(placement: Placement) -> String {
    match placement.block {
        PlacementBlock::Headline => "headline".to_owned(),
        PlacementBlock::Lead => format!("lead, ¶ 1 of {}", placement.of),
        PlacementBlock::Paragraph => format!("¶ {} of {}", placement.index, placement.of),
    }
}

fn fits(row: &CoverageRow, query: &CoverageQuery) -> bool {
    (!query.only_here || row.cells.len() == 1)
        && (!query.differing || row.n_differences > 0)
        && query.kind.is_none_or(|kind| row.kinds.contains(&kind))
        && (!query.has_quotation || row.has_quotation)
}

/// A key that is the smaller the earlier a row comes.
fn sort_key(row: &CoverageRow, sort: CoverageSort, told_by: Option<usize>) -> impl Ord {
    let reported = Reverse(row.cells.len());
    let relation = row.relation().map_or(3, |relation| relation as u32);
    match sort {
        CoverageSort::MostReported => (Reverse(0), reported, relation),
        CoverageSort::Differences => (Reverse(row.n_differences), reported, relation),
        CoverageSort::InArticle(_) => {
            let start = told_by.and_then(|article| Some(row.cell(article)?.span.start));
            (
                Reverse(0),
                Reverse(usize::from(start.is_some())),
                start.unwrap_or(0),
            )
        }
    }
}

const HEADINGS: [&str; 5] = [
    "In a headline",
    "In a lead",
    "In the body",
    "Not in this article",
    "Could not be compared (language)",
];

/// Number of the heading: by the place in the article that sorts, else by the most prominent place in any.
fn group_of(table: &CoverageRows, row: &CoverageRow, told_by: Option<usize>) -> usize {
    let block = match told_by {
        Some(article) => row.cell(article).map(|cell| cell.placement.block),
        None => row.most_prominent(),
    };
    match block {
        Some(PlacementBlock::Headline) => 0,
        Some(PlacementBlock::Lead) => 1,
        Some(PlacementBlock::Paragraph) => 2,
        None => {
            let is_left_out = told_by.is_none_or(|article| is_left_out(table, row, article));
            if is_left_out { 3 } else { 4 }
        }
    }
}

fn with_headings(table: &CoverageRows, rows: &[u32], told_by: Option<usize>) -> Vec<CoverageLine> {
    let group = |at: &u32| group_of(table, &table.rows[*at as usize], told_by);
    let mut lines = Vec::with_capacity(rows.len() + HEADINGS.len());
    for chunk in rows.chunk_by(|lhs, rhs| group(lhs) == group(rhs)) {
        lines.push(CoverageLine::Heading(
            HEADINGS[group(&chunk[0])],
            chunk.len(),
        ));
        lines.extend(chunk.iter().copied().map(CoverageLine::Row));
    }
    lines
}

/// The verdict on each row; a sentence of one article alone has none.
fn verdicts(compared: &Compared, corpus: &Corpus) -> Vec<ReviewState> {
    let states = compared.reviews(corpus).states().collect::<Vec<_>>();
    let of = |row: &CoverageRow| match row.subject {
        CoverageSubject::Statement(id) => states[id as usize - 1],
        CoverageSubject::OnlyHere { .. } => ReviewState::New,
    };
    compared.coverage.rows.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{CoverageLine, CoverageQuery, CoverageSort};
    use crate::analysis::compare::DifferenceKind;
    use crate::corpus::{ArticleId, Review, ReviewState, edit};
    use crate::session::{Session, comparison_fixture};

    /// Labels of the rows and headings that are shown, in order.
    fn shown(session: &Session, query: &CoverageQuery) -> Vec<String> {
        let compared = session.compared.get().unwrap();
        let order = compared.coverage_order(query, &session.corpus);
        let lines = order.lines.iter().map(|line| match line {
            CoverageLine::Row(row) => compared.coverage.rows[*row as usize].label.clone(),
            CoverageLine::Heading(text, n) => format!("{text} {n}"),
        });
        lines.collect()
    }

    fn check(change: impl FnOnce(&mut CoverageQuery), expected: &[&str]) {
        let session = comparison_fixture::bridge();
        let mut query = CoverageQuery::default();
        change(&mut query);
        assert_eq!(shown(&session, &query), expected, "{query:?}");
    }

    #[test]
    fn rows_are_sorted_as_asked() {
        check(|_| {}, &["2", "1", "A1", "B1"]);
        check(
            |q| q.sort = CoverageSort::Differences,
            &["1", "2", "A1", "B1"],
        );
        let by = |id| CoverageSort::InArticle(ArticleId(id));
        check(|q| q.sort = by(0), &["2", "1", "A1", "B1"]);
        check(|q| q.sort = by(1), &["2", "1", "B1", "A1"]);
    }

    #[test]
    fn rows_are_filtered_as_asked() {
        check(|q| q.only_here = true, &["A1", "B1"]);
        check(|q| q.left_out_by = Some(ArticleId(0)), &["B1"]);
        check(|q| q.left_out_by = Some(ArticleId(2)), &["1", "A1", "B1"]);
        check(|q| q.differing = true, &["1"]);
        check(|q| q.kind = Some(DifferenceKind::Number), &["1"]);
        check(|q| q.kind = Some(DifferenceKind::Date), &[]);
        check(|q| q.has_quotation = true, &["A1"]);
        check(|q| "14 MILLION".clone_into(&mut q.text), &["1"]);
    }

    #[test]
    fn rows_stand_under_the_most_prominent_place() {
        check(
            |q| q.grouped = true,
            &[
                "In a headline 1",
                "2",
                "In a lead 1",
                "1",
                "In the body 2",
                "A1",
                "B1",
            ],
        );
        check(
            |q| {
                q.grouped = true;
                q.sort = CoverageSort::InArticle(ArticleId(2));
            },
            &["In a lead 1", "2", "Not in this article 3", "1", "A1", "B1"],
        );
    }

    #[test]
    fn a_verdict_shows_on_its_row_only() {
        let mut session = comparison_fixture::bridge();
        let compared = session.compared.get().unwrap().clone();
        let review = Review {
            places: compared.places_of(1),
            difference: None,
            state: ReviewState::Check,
            note: String::new(),
        };
        let patch = edit::review(&mut session.corpus, &[], review);
        session.corpus.apply(patch);
        let query = |verdict| CoverageQuery {
            verdict: Some(verdict),
            ..CoverageQuery::default()
        };
        assert_eq!(shown(&session, &query(ReviewState::Check)), ["1"]);
        assert_eq!(shown(&session, &query(ReviewState::New)), ["2", "A1", "B1"]);
    }

    #[test]
    fn the_table_that_leaves_the_window_tells_absent_from_unseen() {
        let session = comparison_fixture::bridge();
        let compared = session.compared.get().unwrap();
        let order = compared.coverage_order(&CoverageQuery::default(), &session.corpus);
        let table = compared.coverage_table(&order, &["Daily", "Herald", "Post"]);
        let csv = table.to_csv();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines[0],
            "No.,Statement,Daily (A),Daily (A) place,Herald (B),Herald (B) place,Post (C),Post (C) place,Reported by,Of articles,\
             Differs in,What differs,Verdict"
        );
        assert_eq!(
            lines[2],
            "1,The bridge cost 12 million dollars.,edited,\"lead, ¶ 1 of 2\",edited,¶ 2 of 3,could not be seen,,2,3,number,\
             12 million → 14 million,New"
        );
        assert!(
            lines[4].contains("B1,Fireworks were seen.,not in this article,,only here,¶ 3 of 3")
        );
    }
}
