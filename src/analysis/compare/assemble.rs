//! One statement from its members: its cells with their placement and marks, every two of them held against each other, its gloss.

use std::ops::Range;

use super::cells;
use super::links::{Around, Place};
use super::model::{Cell, Pair, Relation, Statement};
use super::parts::PartsOf;
use super::prepare::Prepared;
use super::scorer::ExactSum;
use crate::analysis::Analysed;

/// Share of the most central sentence's links that another must have to speak for a statement.
const CENTRAL: f64 = 0.8;

/// The statement of some sentences, ascending; without number and differences.
pub(super) fn statement(
    articles: &[&Analysed],
    prepared: &[Prepared],
    (members, parts): (&[Place], &PartsOf),
    links: &Around,
) -> Statement {
    let linked = Linked::new(members, links);
    let mut row: Vec<Cell> = Vec::new();
    let mut parts_of: Vec<Vec<cells::Part>> = Vec::new();
    // Which of the members stand in each cell.
    let mut members_of = Vec::new();
    let mut first = 0;
    for of_one in members.chunk_by(|one, two| one.0 == two.0) {
        let article = of_one[0].0;
        let own = &prepared[article];
        let part = |place: &Place| {
            let all = || std::iter::once(0..own.units[place.1].terms.len()).collect();
            cells::Part {
                unit: place.1,
                terms: parts.get(place).cloned().unwrap_or_else(all),
            }
        };
        let of_cell: Vec<cells::Part> = of_one.iter().map(part).collect();
        let range = first..first + of_one.len();
        first = range.end;
        let is_headline = |place: &Place| own.units[place.1].is_headline;
        // Where the article reports it: in the headline if that says it, else in the sentence that is linked best.
        let placed = of_one.iter().position(is_headline);
        let placed = placed.unwrap_or_else(|| linked.best(range.clone()) - range.start);
        let analysed = articles[article];
        row.push(cells::cell(analysed, own, article, (&of_cell, placed)));
        parts_of.push(of_cell);
        members_of.push(range);
    }
    let cells = row.iter().zip(&parts_of);
    let cells: Vec<(&Analysed, &Prepared, &[cells::Part])> = cells
        .map(|(cell, parts)| (articles[cell.article], &prepared[cell.article], &parts[..]))
        .collect();
    let words = cells::words(&cells);
    let mut pairs = Vec::with_capacity(row.len() * row.len().saturating_sub(1) / 2);
    for lhs in 0..row.len() {
        for rhs in lhs + 1..row.len() {
            let score = linked.most(members_of[lhs].clone(), members_of[rhs].clone());
            pairs.push(cells::pair(
                (lhs, &words[lhs]),
                (rhs, &words[rhs]),
                score as f32,
            ));
        }
    }
    mark(&mut row, &pairs);
    Statement {
        id: 0,
        gloss: gloss(articles, prepared, (members, parts), &linked),
        relation: pairs
            .iter()
            .map(|pair| pair.relation)
            .min()
            .unwrap_or(Relation::Reworded),
        cells: row,
        pairs,
        differences: Vec::new(),
    }
}

/// Gives every cell its marks against the cell that is closest to it.
fn mark(row: &mut [Cell], pairs: &[Pair]) {
    for (k, cell) in row.iter_mut().enumerate() {
        let closest = pairs
            .iter()
            .filter(|pair| pair.lhs == k || pair.rhs == k)
            .max_by_key(|pair| {
                (
                    cells::closeness(pair),
                    std::cmp::Reverse((pair.lhs, pair.rhs)),
                )
            });
        if let Some(pair) = closest {
            cell.marks.clone_from(if pair.lhs == k {
                &pair.lhs_marks
            } else {
                &pair.rhs_marks
            });
        }
    }
}

/// The links between the members of a statement.
struct Linked {
    n: usize,
    /// By member and member: the probability that they are linked, 0 for two of one article.
    probabilities: Vec<f64>,
    /// By member: the mean of its links with the members of other articles.
    centralities: Vec<f64>,
}

impl Linked {
    fn new(members: &[Place], links: &Around) -> Self {
        let n = members.len();
        let mut probabilities = vec![0.0; n * n];
        for (one, place) in members.iter().enumerate() {
            for (two, other) in members.iter().enumerate().skip(one + 1) {
                if place.0 != other.0 {
                    let probability = links.at(*place, *other);
                    probabilities[one * n + two] = probability;
                    probabilities[two * n + one] = probability;
                }
            }
        }
        let centrality = |own: usize| {
            let (mut sum, mut n_others) = (ExactSum::default(), 0_u32);
            for (other, place) in members.iter().enumerate() {
                if place.0 != members[own].0 {
                    sum.add(probabilities[own * n + other]);
                    n_others += 1;
                }
            }
            sum.value() / f64::from(n_others.max(1))
        };
        Self {
            n,
            centralities: (0..n).map(centrality).collect(),
            probabilities,
        }
    }

    /// The surest link between two cells' members.
    fn most(&self, one: Range<usize>, two: Range<usize>) -> f64 {
        let rows = one.map(|own| &self.probabilities[own * self.n..][two.clone()]);
        rows.flatten().copied().fold(0.0, f64::max)
    }

    /// The member of a cell that is linked best with the other articles'; the first of equals.
    fn best(&self, members: Range<usize>) -> usize {
        let worth = |member: usize| self.centralities[member];
        let first = members.start;
        let best = members.max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)));
        best.unwrap_or(first)
    }
}

/// The shortest of the sentences that are linked best with the cells of other articles; a part of a sentence, or a headline, only
/// where there is nothing else.
fn gloss(
    articles: &[&Analysed],
    prepared: &[Prepared],
    (members, parts): (&[Place], &PartsOf),
    linked: &Linked,
) -> String {
    let most = linked.centralities.iter().copied().fold(0.0, f64::max);
    let wordings = members.iter().zip(&linked.centralities);
    wordings
        .map(|(place, centrality)| {
            let unit = &prepared[place.0].units[place.1];
            let words = unit.span.of(articles[place.0].text());
            let is_marginal = *centrality < most * CENTRAL;
            let is_part = parts.contains_key(place);
            (unit.is_headline, is_marginal, is_part, words.len(), words)
        })
        .min()
        .map_or_else(String::new, |(.., words)| {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        })
}
