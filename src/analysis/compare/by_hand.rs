//! What the person said of which sentences report the same: linked, kept apart, a row split into several.
//!
//! Links outrank the scorer's before statements are made, and what is kept apart never stands in one. A split is done to the rows
//! that were made: to the one that it was said of ([`same_row`]), and to no other that holds the same sentences.
//! Cost: what was said × statements.

use std::collections::BTreeSet;

use super::links::{Around, Links, Place};
use super::prepare::Prepared;
use super::scorer::ExactSum;
use crate::analysis::Analysed;
use crate::analysis::same_row::{self, Fit};
use crate::corpus::{self, ArticleId, Decision};

/// What the person said, in terms of the articles compared.
#[derive(Debug, Default)]
pub(super) struct ByHand {
    /// Pairs that never stand in one statement.
    pub(super) apart: Apart,
    splits: Vec<Split>,
}

/// Pairs of sentences, the smaller article first.
#[derive(Debug, Default)]
pub(super) struct Apart(BTreeSet<(Place, Place)>);

impl Apart {
    /// Whether a sentence may not stand with one of these.
    pub(super) fn keeps<'a>(&self, one: Place, from: impl IntoIterator<Item = &'a Place>) -> bool {
        let pair = |two: Place| (one.min(two), one.max(two));
        !self.0.is_empty() && from.into_iter().any(|two| self.0.contains(&pair(*two)))
    }
}

impl FromIterator<(Place, Place)> for Apart {
    fn from_iter<I: IntoIterator<Item = (Place, Place)>>(pairs: I) -> Self {
        let in_order = |(one, two): (Place, Place)| (one.min(two), one.max(two));
        Self(pairs.into_iter().map(in_order).collect())
    }
}

#[derive(Debug)]
struct Split {
    /// The sentences of every part that are compared, ascending.
    parts: Vec<Vec<Place>>,
    /// All its places, those of articles that are not compared included.
    places: Vec<corpus::Place>,
}

impl ByHand {
    /// Reads the decisions; links are told to `links`. Of two decisions on one pair the later one counts.
    pub(super) fn new(
        articles: &[&Analysed],
        prepared: &[Prepared],
        decisions: &[&Decision],
        links: &mut Links,
    ) -> Self {
        let mut said = Self::default();
        for decision in decisions {
            match decision {
                Decision::Link { lhs, rhs, linked } => {
                    for one in units(articles, prepared, lhs) {
                        for two in units(articles, prepared, rhs) {
                            if one.0 != two.0 {
                                said.link(one, two, *linked, links);
                            }
                        }
                    }
                }
                Decision::Split { parts } => said.splits.push(Split {
                    places: parts.concat(),
                    parts: parts
                        .iter()
                        .map(|part| part_units(articles, prepared, part))
                        .collect(),
                }),
                _ => {}
            }
        }
        said
    }

    fn link(&mut self, one: Place, two: Place, linked: bool, links: &mut Links) {
        links.set(one, two, if linked { 1.0 } else { 0.0 });
        let pair = (one.min(two), one.max(two));
        if linked {
            self.apart.0.remove(&pair);
        } else {
            self.apart.0.insert(pair);
        }
    }

    /// Splits the rows, which must be in order and stay so. A sentence that came since then goes with the part that it is linked
    /// with best; parts of one article are no rows.
    pub(super) fn split(
        &self,
        rows: &mut Vec<Vec<Place>>,
        links: &Around,
        place: impl Fn(Place) -> corpus::Place,
        is_compared: impl Fn(ArticleId) -> bool,
    ) {
        for split in &self.splits {
            let fit = |row: &[Place]| -> Option<Fit> {
                let row: Vec<corpus::Place> = row.iter().map(|own| place(*own)).collect();
                same_row::fit(&split.places, &row, &is_compared)
            };
            let fits = rows.iter().enumerate();
            let best = fits
                .filter(|(_, row)| split.touches(row))
                .filter_map(|(number, row)| Some((fit(row)?, std::cmp::Reverse(number))))
                .max();
            let Some((_, std::cmp::Reverse(number))) = best else {
                continue;
            };
            let Some(parts) = split.parts_of(&rows[number], links) else {
                continue;
            };
            rows.remove(number);
            let stays = |part: &Vec<Place>| {
                is_row(part) && !rows.iter().any(|row| is_joined_into(part, row, links))
            };
            let parts: Vec<Vec<Place>> = parts.into_iter().filter(stays).collect();
            rows.extend(parts);
            rows.sort_unstable();
            rows.dedup();
        }
    }
}

impl Split {
    fn touches(&self, row: &[Place]) -> bool {
        let mut all = self.parts.iter().flatten();
        all.any(|own| row.binary_search(own).is_ok())
    }

    /// A row in parts; `None` when it holds what is told of one of them only.
    fn parts_of(&self, row: &[Place], links: &Around) -> Option<Vec<Vec<Place>>> {
        let is_there = |own: &&Place| row.binary_search(own).is_ok();
        let is_own = |number: usize, own: &Place| {
            let mut others = (0..self.parts.len()).filter(|other| *other != number);
            !others.any(|other| self.parts[other].contains(own))
        };
        // What only one part has tells whether that part is here; where it has nothing of its own, all of it.
        let is_here = |(number, part): &(usize, &Vec<Place>)| {
            let mut own = part.iter().filter(|own| is_own(*number, own)).peekable();
            match own.peek() {
                Some(_) => own.any(|own| is_there(&own)),
                None => !part.is_empty() && part.iter().all(|own| is_there(&own)),
            }
        };
        let here = self.parts.iter().enumerate().filter(is_here);
        let mut parts: Vec<Vec<Place>> = here
            .map(|(_, part)| part.iter().filter(is_there).copied().collect())
            .collect();
        if parts.len() < 2 {
            return None;
        }
        let known = parts.concat();
        for new in row.iter().filter(|own| !known.contains(own)) {
            let mean = |part: &Vec<Place>| {
                let (mut sum, mut n) = (ExactSum::default(), 0_u32);
                for other in part.iter().filter(|other| other.0 != new.0) {
                    sum.add(links.at(*new, *other));
                    n += 1;
                }
                sum.value() / f64::from(n.max(1))
            };
            let means: Vec<f64> = parts.iter().map(mean).collect();
            let best = means.iter().copied().fold(0.0, f64::max);
            let first = means.iter().position(|mean| *mean >= best);
            parts[first.unwrap_or(0)].push(*new);
        }
        for part in &mut parts {
            part.sort_unstable();
        }
        Some(parts)
    }
}

/// Whether the person has joined a part with the rest of a row that holds it: then that is its row.
fn is_joined_into(part: &[Place], row: &[Place], links: &Around) -> bool {
    let is_joined = |other: &Place| {
        let mut others = part.iter().filter(|own| own.0 != other.0);
        others.all(|own| links.at(*own, *other) == 1.0)
    };
    part.iter().all(|own| row.contains(own))
        && row.iter().filter(|own| !part.contains(own)).all(is_joined)
}

fn is_row(part: &[Place]) -> bool {
    part.iter().any(|own| own.0 != part[0].0)
}

/// The compared sentences that a place is in or touches.
fn units(articles: &[&Analysed], prepared: &[Prepared], place: &corpus::Place) -> Vec<Place> {
    let mut compared = articles.iter();
    let Some(article) = compared.position(|analysed| analysed.id() == place.article) else {
        return Vec::new();
    };
    let all = prepared[article].units.iter().enumerate();
    all.filter(|(_, unit)| unit.span.intersects(place.span))
        .map(|(unit, _)| (article, unit))
        .collect()
}

fn part_units(articles: &[&Analysed], prepared: &[Prepared], part: &[corpus::Place]) -> Vec<Place> {
    let units = |place: &corpus::Place| units(articles, prepared, place);
    let mut found: Vec<Place> = part.iter().flat_map(units).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::{ByHand, Place, Split};
    use crate::analysis::compare::links::{Around, Links};
    use crate::corpus::{self, ArticleId};
    use crate::text::Span;

    /// "A1 B2": sentence 1 of the first article, sentence 2 of the second.
    fn row(text: &str) -> Vec<Place> {
        let place = |word: &str| {
            let letter = word.as_bytes()[0] - b'A';
            (usize::from(letter), word[1..].parse().unwrap())
        };
        text.split_whitespace().map(place).collect()
    }

    fn place(of: Place) -> corpus::Place {
        corpus::Place {
            article: ArticleId(of.0 as u32),
            span: Span::new(of.1 * 10, of.1 * 10 + 9),
        }
    }

    /// Splits "A1 B1 | C1" done to rows; `links`: pairs with their probabilities.
    fn check(splits: &[&str], rows: &[&str], links: &[(&str, f64)], expected: &[&str]) {
        let links: Links = links
            .iter()
            .map(|(pair, p)| ((row(pair)[0], row(pair)[1]), *p))
            .collect();
        let split = |text: &&str| {
            let parts: Vec<Vec<Place>> = text.split('|').map(row).collect();
            let places = parts.concat().into_iter().map(place).collect();
            Split { parts, places }
        };
        let said = ByHand {
            splits: splits.iter().map(split).collect(),
            ..ByHand::default()
        };
        let mut found: Vec<Vec<Place>> = rows.iter().map(|text| row(text)).collect();
        said.split(&mut found, &Around::new(&links, |_| true), place, |_| true);
        let expected: Vec<Vec<Place>> = expected.iter().map(|text| row(text)).collect();
        assert_eq!(found, expected, "{splits:?} of {rows:?}");
    }

    #[test]
    fn a_row_is_split_and_no_other_that_holds_the_same_sentences() {
        // A duplicate; one with a second fact beside it.
        check(&["A1 | B1"], &["A1 B1", "A1 B1 C1"], &[], &["A1 B1 C1"]);
        check(
            &["A1 B1 | C1"],
            &["A1 B1 C1", "A1 B1 D1", "A1 C1 E1"],
            &[],
            &["A1 B1", "A1 B1 D1", "A1 C1 E1"],
        );
        // What is left was joined with another row since then.
        check(
            &["A1 B1 | C1"],
            &["A1 B1 C1", "A1 B1 D1"],
            &[("A1 D1", 1.0), ("B1 D1", 1.0)],
            &["A1 B1 D1"],
        );
        // Two facts: a sentence stands in both rows.
        check(
            &["A1 B1 C1 | A1 B2 C2"],
            &["A1 B1 B2 C1 C2"],
            &[],
            &["A1 B1 C1", "A1 B2 C2"],
        );
        check(
            &["A1 B1 C1 | A1 B1"],
            &["A1 B1 C1"],
            &[],
            &["A1 B1", "A1 B1 C1"],
        );
        // One sentence of a cell is taken out.
        check(&["A1 B1 | A2"], &["A1 A2 B1"], &[], &["A1 B1"]);
        // One after the other.
        check(
            &["A1 B1 C1 | D1 E1", "A1 B1 | C1"],
            &["A1 B1 C1 D1 E1"],
            &[],
            &["A1 B1", "D1 E1"],
        );
    }

    #[test]
    fn a_split_outlives_articles_that_come_and_go() {
        let links = [
            ("B1 F1", 0.9),
            ("C1 F1", 0.2),
            ("D1 F1", 0.7),
            ("E1 F1", 0.8),
        ];
        let split = &["B1 C1 | D1 E1"];
        // A sentence that came goes with the part it is linked with best.
        check(split, &["B1 C1 D1 E1 F1"], &links, &["B1 C1", "D1 E1 F1"]);
        check(split, &["B1 C1 D1"], &links, &["B1 C1"]);
        // The finder has told them apart by now; nothing is done twice.
        check(
            split,
            &["B1 C1 F1", "D1 E1"],
            &links,
            &["B1 C1 F1", "D1 E1"],
        );
        check(
            &["A1 B1 | A1 C1"],
            &["A1 B1 F1"],
            &[("A1 F1", 0.9)],
            &["A1 B1 F1"],
        );
    }
}
