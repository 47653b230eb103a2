//! The person's verdicts and notes, found again on the rows and differences of a comparison.
//!
//! The window and the report read them here and nowhere else, so that they agree. Which row a verdict belongs to says
//! [`super::same_row`]; that of a difference belongs to the difference of its kind with most of its values in common.

use super::compare::{Cell, Difference, Statement};
use super::same_row::{Claim, Fit, RowIndex, assign, fit};
use crate::corpus::{ArticleId, Corpus, Decision, DecisionId, Place, Review, ReviewState};

/// What the person said of one row or difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The verdict.
    pub state: ReviewState,
    /// The note, may be empty. Where rows with notes have become one row, all of them, a line each.
    pub note: String,
    /// Where it was said: what a new verdict replaces.
    pub decisions: Vec<DecisionId>,
}

/// The verdicts on all statements of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    statements: Vec<Verdict>,
    /// By statement, by difference.
    differences: Vec<Vec<Verdict>>,
}

type Kept<'a> = (DecisionId, &'a Review);

/// The rows of a comparison.
struct Rows<'a> {
    articles: &'a [ArticleId],
    rows: Vec<Vec<Place>>,
    index: RowIndex,
}

impl Rows<'_> {
    fn fit(&self, kept: &[Place], row: &[Place]) -> Option<Fit> {
        fit(kept, row, |id| self.articles.contains(&id))
    }
}

/// A difference among the rows.
struct Point {
    statement: usize,
    kind: &'static str,
    values: Vec<Place>,
}

impl Reviews {
    /// Finds what the decisions of `corpus` say of `statements`. `articles`: those compared, in siglum order.
    pub fn new(corpus: &Corpus, articles: &[ArticleId], statements: &[Statement]) -> Self {
        let kept: Vec<Kept<'_>> = corpus
            .decisions
            .entries()
            .filter_map(|(id, decision)| match &**decision {
                Decision::Review(review) => Some((id, review)),
                _ => None,
            })
            .collect();
        let rows: Vec<Vec<Place>> = statements
            .iter()
            .map(|statement| places_of(articles, statement))
            .collect();
        let rows = Rows {
            articles,
            index: RowIndex::new(rows.iter().map(Vec::as_slice)),
            rows,
        };
        let mut points = of_points(&rows, statements, &kept).into_iter();
        Self {
            statements: of_rows(&rows, &kept),
            differences: statements
                .iter()
                .map(|statement| points.by_ref().take(statement.differences.len()).collect())
                .collect(),
        }
    }

    /// The verdict on the statement at this index.
    pub fn of(&self, statement: usize) -> &Verdict {
        &self.statements[statement]
    }

    /// The verdict on a difference of the statement at this index.
    pub fn of_difference(&self, statement: usize, difference: usize) -> &Verdict {
        &self.differences[statement][difference]
    }

    /// The states of all statements.
    pub fn states(&self) -> impl Iterator<Item = ReviewState> + '_ {
        self.statements.iter().map(|verdict| verdict.state)
    }
}

impl Verdict {
    /// From what was said, the best-fitting first.
    fn of<'a>(said: impl Iterator<Item = (DecisionId, &'a Review)>) -> Self {
        let mut verdict = Self::default();
        for (id, review) in said {
            if verdict.state == ReviewState::New {
                verdict.state = review.state;
            }
            let note = review.note.trim();
            if verdict.note.is_empty() {
                verdict.note.clone_from(&review.note);
            } else if !verdict.note.contains(note) {
                verdict.note = format!("{}\n{note}", verdict.note);
            }
            verdict.decisions.push(id);
        }
        verdict
    }
}

/// The verdicts on the rows.
fn of_rows(rows: &Rows<'_>, kept: &[Kept<'_>]) -> Vec<Verdict> {
    let mut claims = Vec::new();
    for (number, (_, review)) in kept.iter().enumerate() {
        if review.difference.is_some() {
            continue;
        }
        for row in rows.index.touching(&review.places) {
            let fit = rows.fit(&review.places, &rows.rows[row]);
            claims.extend(fit.map(|fit| Claim {
                kept: number,
                row,
                fit,
            }));
        }
    }
    let assigned = assign(rows.rows.len(), claims, Fit::n_common);
    verdicts(&assigned, kept)
}

/// The verdicts on the differences of all rows, one after the other.
fn of_points(rows: &Rows<'_>, statements: &[Statement], kept: &[Kept<'_>]) -> Vec<Verdict> {
    let points = points(rows.articles, statements);
    let mut claims = Vec::new();
    for (number, (_, review)) in kept.iter().enumerate() {
        let Some(difference) = &review.difference else {
            continue;
        };
        for row in rows.index.touching(&review.places) {
            let row_fit = rows.fit(&review.places, &rows.rows[row]);
            let first = points.partition_point(|point| point.statement < row);
            let own = points[first..].iter().enumerate();
            let own = own.take_while(|(_, point)| point.statement == row);
            for (k, point) in own.filter(|(_, point)| point.kind == difference.kind) {
                let fit = rows.fit(&difference.values, &point.values);
                // An earlier version kept no values: there the row alone decides.
                if fit.is_some() || difference.values.is_empty() && row_fit.is_some() {
                    claims.push(Claim {
                        kept: number,
                        row: first + k,
                        fit: (fit, row_fit),
                    });
                }
            }
        }
    }
    let most = |fit: &(Option<Fit>, Option<Fit>)| fit.0.map_or(0, |fit| fit.n_common());
    verdicts(&assign(points.len(), claims, most), kept)
}

fn verdicts(assigned: &[Vec<usize>], kept: &[Kept<'_>]) -> Vec<Verdict> {
    let of = |numbers: &Vec<usize>| Verdict::of(numbers.iter().map(|at| kept[*at]));
    assigned.iter().map(of).collect()
}

/// The places of a statement's cells, ascending by article as the cells are.
pub fn places_of(articles: &[ArticleId], statement: &Statement) -> Vec<Place> {
    let places = |cell: &Cell| {
        let article = articles[cell.article];
        let spans = cell.spans.clone().into_iter();
        spans.map(move |span| Place { article, span })
    };
    statement.cells.iter().flat_map(places).collect()
}

/// Where the values of a difference stand.
pub fn places_of_values(articles: &[ArticleId], difference: &Difference) -> Vec<Place> {
    let values = difference.values.iter();
    values
        .map(|value| Place {
            article: articles[value.article],
            span: value.span,
        })
        .collect()
}

/// All differences, by statement.
fn points(articles: &[ArticleId], statements: &[Statement]) -> Vec<Point> {
    let of = |(number, statement): (usize, &Statement)| -> Vec<Point> {
        let differences = statement.differences.iter();
        differences
            .map(|difference| Point {
                statement: number,
                kind: difference.kind.label(),
                values: places_of_values(articles, difference),
            })
            .collect()
    };
    statements.iter().enumerate().flat_map(of).collect()
}
