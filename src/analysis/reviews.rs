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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Reviews;
    use crate::analysis::compare::{
        Cell, Difference, DifferenceKind, DifferenceNature, DifferenceValue, Placement,
        PlacementBlock, Relation, Statement,
    };
    use crate::corpus::{
        ArticleId, Corpus, Decision, DecisionId, Patch, Place, Review, ReviewState,
        ReviewedDifference,
    };
    use crate::text::Span;

    /// Articles that give a number, and where in their sentences it stands.
    type Conflict<'a> = (&'a [usize], usize);

    /// A statement with a sentence of each article at 100 times `at`, and number conflicts at these offsets in them.
    fn statement(articles: &[usize], at: usize, conflicts: &[Conflict<'_>]) -> Statement {
        let cell = |article: &usize| Cell {
            article: *article,
            spans: vec![Span::new(at * 100, at * 100 + 90)],
            placement: Placement {
                block: PlacementBlock::Lead,
                index: 1,
                of: 1,
            },
            marks: Vec::new(),
        };
        let difference = |(articles, offset): &Conflict<'_>| Difference {
            kind: DifferenceKind::Number,
            nature: DifferenceNature::Conflict,
            values: articles
                .iter()
                .map(|article| DifferenceValue {
                    article: *article,
                    span: Span::new(at * 100 + offset, at * 100 + offset + 5),
                })
                .collect(),
        };
        Statement {
            id: 1,
            gloss: String::new(),
            relation: Relation::Edited,
            cells: articles.iter().map(cell).collect(),
            pairs: Vec::new(),
            differences: conflicts.iter().map(difference).collect(),
        }
    }

    fn place(article: u32, start: usize, length: usize) -> Place {
        Place {
            article: ArticleId(article),
            span: Span::new(start, start + length),
        }
    }

    /// The states of the differences of one statement after one verdict on a difference.
    fn states(values: Vec<Place>, conflicts: &[Conflict<'_>]) -> Vec<ReviewState> {
        let review = Review {
            places: vec![place(0, 0, 90), place(1, 0, 90)],
            difference: Some(ReviewedDifference {
                kind: DifferenceKind::Number.label().to_owned(),
                values,
            }),
            state: ReviewState::Dismissed,
            note: String::new(),
        };
        let mut corpus = Corpus::default();
        let mut patch = Patch::new("make");
        let decision = Arc::new(Decision::Review(review));
        patch.decisions.push((DecisionId(0), Some(decision)));
        corpus.apply(patch);
        let articles = [0, 1, 2].map(ArticleId);
        let statements = [statement(&[0, 1, 2], 0, conflicts)];
        let reviews = Reviews::new(&corpus, &articles, &statements);
        assert_eq!(reviews.of(0).state, ReviewState::New);
        (0..conflicts.len())
            .map(|number| reviews.of_difference(0, number).state)
            .collect()
    }

    #[test]
    fn a_verdict_on_one_number_is_none_on_another() {
        use ReviewState::{Dismissed, New};
        let values = vec![place(0, 20, 5), place(1, 20, 5)];
        let (looked_at, new): (Conflict<'_>, Conflict<'_>) = ((&[0, 1], 20), (&[0, 1, 2], 50));
        assert_eq!(states(values.clone(), &[new, looked_at]), [New, Dismissed]);
        assert_eq!(states(values.clone(), &[new]), [New]);
        // The one that was looked at has gained a value.
        assert_eq!(states(values, &[(&[0, 1, 2], 20), new]), [Dismissed, New]);
        // An earlier version kept no values: the first of its kind.
        assert_eq!(states(Vec::new(), &[looked_at, new]), [Dismissed, New]);
    }

    #[test]
    fn notes_of_rows_that_became_one_are_all_kept() {
        let review = |article: u32, state, note: &str| {
            Arc::new(Decision::Review(Review {
                places: vec![place(article, 0, 90), place(article + 1, 0, 90)],
                difference: None,
                state,
                note: note.to_owned(),
            }))
        };
        let mut corpus = Corpus::default();
        let mut patch = Patch::new("make");
        patch.decisions = vec![
            (
                DecisionId(0),
                Some(review(0, ReviewState::Check, "ask the desk")),
            ),
            (
                DecisionId(1),
                Some(review(2, ReviewState::Confirmed, "in the archive")),
            ),
        ];
        corpus.apply(patch);
        let articles = [0, 1, 2, 3].map(ArticleId);
        let both = [
            statement(&[0, 1, 2, 3], 0, &[]),
            statement(&[0, 1, 2, 3], 7, &[]),
        ];
        let reviews = Reviews::new(&corpus, &articles, &both);
        let verdict = reviews.of(0);
        assert_eq!(verdict.state, ReviewState::Check);
        assert_eq!(verdict.note, "ask the desk\nin the archive");
        assert_eq!(verdict.decisions, [DecisionId(0), DecisionId(1)]);
        assert_eq!(reviews.of(1).state, ReviewState::New);
    }
}
