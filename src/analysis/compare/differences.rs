//! On what the cells of a statement disagree: numbers, days, names, quotations, attribution, hedges.
//!
//! Only what can be shown in the words is listed. Two numbers must count the same thing; two days conflict only when
//! neither cell names a day the other agrees with; names are held against each other by a list of rival names for one
//! thing; a hedge counts where one article hedges and another states the same flatly.

use std::sync::OnceLock;

use super::lexicon::word_hash;
use super::model::{
    Cell, Difference, DifferenceKind, DifferenceNature, DifferenceValue, Relation, Statement,
};
use super::prepare::{Prepared, Unit};
use crate::analysis::Analysed;
use crate::analysis::quotes::{Utterance, WordChange};
use crate::text::{Span, fold};

/// Names that outlets choose between for one thing.
const RIVAL_NAMES: &[&[&str]] = &[
    &["isis", "isil", "islamic state", "daesh", "is"],
    &["regime", "government"],
    &["obamacare", "affordable care act"],
    &[
        "illegal immigrants",
        "undocumented immigrants",
        "illegal aliens",
        "unauthorized immigrants",
        "migrants",
    ],
    &[
        "terrorists",
        "militants",
        "extremists",
        "insurgents",
        "rebels",
        "fighters",
        "jihadists",
    ],
    &["estate tax", "death tax"],
    &["burma", "myanmar"],
    &["kyiv", "kiev"],
    &["pro-life", "anti-abortion"],
    &["climate change", "global warming"],
];

/// The words of the rival names, hashed.
fn rival_names() -> &'static [Vec<Vec<u64>>] {
    static NAMES: OnceLock<Vec<Vec<Vec<u64>>>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let words = |name: &&str| name.split([' ', '-']).map(word_hash).collect();
        let groups = RIVAL_NAMES.iter();
        groups
            .map(|group| group.iter().map(words).collect())
            .collect()
    })
}

/// The words that hedge, hashed, ascending.
fn hedge_words() -> &'static [u64] {
    static WORDS: OnceLock<Vec<u64>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Vec<u64> = HEDGES.iter().map(|word| word_hash(word)).collect();
        words.sort_unstable();
        words
    })
}

const HEDGES: &[&str] = &[
    "reportedly",
    "allegedly",
    "alleged",
    "may",
    "might",
    "could",
    "appears",
    "appear",
    "appeared",
    "apparently",
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "suspected",
    "believed",
    "presumably",
    "purportedly",
    "supposedly",
    "expected",
    "seems",
    "seemed",
    "rumored",
    "rumoured",
    "unconfirmed",
];

/// All differences of a statement, by kind, then by place.
pub(super) fn differences(
    articles: &[&Analysed],
    prepared: &[Prepared],
    statement: &Statement,
    utterances: &[Utterance],
) -> Vec<Difference> {
    let rows: Vec<Row<'_>> = statement
        .cells
        .iter()
        .map(|cell| Row::new(articles, prepared, cell))
        .collect();
    let mut found = Vec::new();
    found.extend(numbers(&rows));
    found.extend(days(&rows));
    found.extend(names(&rows));
    found.extend(quotations(articles, &rows, utterances));
    found.extend(attribution(&rows));
    found.extend(hedges(&rows, statement));
    found
}

/// A cell with what is known about its sentences.
struct Row<'a> {
    cell: &'a Cell,
    analysed: &'a Analysed,
    units: Vec<&'a Unit>,
    /// The folded words (hashes) and their places.
    words: Vec<(u64, Span)>,
    published: Option<jiff::civil::Date>,
}

impl<'a> Row<'a> {
    fn new(articles: &[&'a Analysed], prepared: &'a [Prepared], cell: &'a Cell) -> Self {
        let own = &prepared[cell.article];
        let units = own
            .units
            .iter()
            .filter(|unit| cell.spans.iter().any(|span| span.intersects(unit.span)))
            .collect::<Vec<_>>();
        let analysed = articles[cell.article];
        let reading = &analysed.reading;
        let words = units
            .iter()
            .flat_map(|unit| reading.sentences[unit.sentence].tokens.clone())
            .map(|at| (own.folded[at], reading.tokens[at].span))
            .filter(|(_, word)| cell.spans.iter().any(|span| span.contains(*word)))
            .collect();
        Self {
            cell,
            analysed,
            units,
            words,
            published: own.published,
        }
    }

    /// Whether it is part of the cell.
    fn holds(&self, span: Span) -> bool {
        self.cell.spans.iter().any(|own| own.contains(span))
    }

    fn value(&self, span: Span) -> DifferenceValue {
        DifferenceValue {
            article: self.cell.article,
            span,
        }
    }
}

/// Which of two conflicting values is the newer is told by the days of publication.
fn conflict_or_update(one: &Row<'_>, two: &Row<'_>) -> DifferenceNature {
    match (one.published, two.published) {
        (Some(lhs), Some(rhs)) if lhs != rhs => DifferenceNature::Update,
        _ => DifferenceNature::Conflict,
    }
}

/// Joins differences found on pairs of cells: those that share a value are one point.
fn joined(
    kind: DifferenceKind,
    pairs: Vec<(DifferenceNature, DifferenceValue, DifferenceValue)>,
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for (nature, one, two) in pairs {
        let known = found.iter_mut().find(|difference| {
            difference.values.contains(&one) || difference.values.contains(&two)
        });
        match known {
            Some(difference) => {
                difference.nature = difference.nature.min(nature);
                for value in [one, two] {
                    if !difference
                        .values
                        .iter()
                        .any(|other| other.article == value.article)
                    {
                        difference.values.push(value);
                    }
                }
                difference.values.sort_by_key(|value| value.article);
            }
            None => found.push(Difference {
                kind,
                nature,
                values: vec![one, two],
            }),
        }
    }
    found
}

fn pairs<'a, 'b>(rows: &'a [Row<'b>]) -> impl Iterator<Item = (&'a Row<'b>, &'a Row<'b>)> {
    (0..rows.len())
        .flat_map(move |lhs| (lhs + 1..rows.len()).map(move |rhs| (&rows[lhs], &rows[rhs])))
}

fn numbers(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let all = |row: &Row<'_>| {
            row.units
                .iter()
                .flat_map(|unit| unit.quantities.clone())
                .filter(|quantity| row.holds(quantity.span))
                .collect::<Vec<_>>()
        };
        let (lhs, rhs) = (all(one), all(two));
        for left in &lhs {
            let rivals: Vec<_> = rhs.iter().filter(|right| left.same_unit(right)).collect();
            if rivals.is_empty() || rivals.iter().any(|right| left.equals(right)) {
                continue;
            }
            let right = rivals
                .iter()
                .find(|right| left.agrees(right))
                .unwrap_or(&rivals[0]);
            if lhs
                .iter()
                .any(|other| other.equals(right) && other.same_unit(right))
            {
                continue;
            }
            let nature = if left.agrees(right) {
                DifferenceNature::Refinement
            } else {
                conflict_or_update(one, two)
            };
            found.push((nature, one.value(left.span), two.value(right.span)));
        }
    }
    joined(DifferenceKind::Number, found)
}

fn days(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let all = |row: &Row<'_>| {
            row.units
                .iter()
                .flat_map(|unit| unit.dates.clone())
                .filter(|date| row.holds(date.span))
                .filter(super::dates::DateMention::is_day)
                .collect::<Vec<_>>()
        };
        let (lhs, rhs) = (all(one), all(two));
        if let (Some(left), Some(right)) = (lhs.first(), rhs.first())
            && !lhs
                .iter()
                .any(|left| rhs.iter().any(|right| left.agrees(right)))
        {
            found.push((
                DifferenceNature::Conflict,
                one.value(left.span),
                two.value(right.span),
            ));
        }
    }
    joined(DifferenceKind::Date, found)
}

fn names(rows: &[Row<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for group in rival_names() {
        let used: Vec<Vec<(usize, Span)>> = rows.iter().map(|row| uses(row, group)).collect();
        let mut values: Vec<(usize, DifferenceValue)> = Vec::new();
        for (row, used) in rows.iter().zip(&used) {
            if let Some((which, span)) = used.first() {
                values.push((*which, row.value(*span)));
            }
        }
        let shares = |one: &[(usize, Span)], two: &[(usize, Span)]| {
            one.iter().any(|a| two.iter().any(|b| a.0 == b.0))
        };
        let all_share = used.iter().filter(|used| !used.is_empty()).all(|one| {
            used.iter()
                .filter(|used| !used.is_empty())
                .all(|two| shares(one, two))
        });
        if values.len() > 1 && !all_share {
            found.push(Difference {
                kind: DifferenceKind::Name,
                nature: DifferenceNature::Wording,
                values: values.into_iter().map(|(_, value)| value).collect(),
            });
        }
    }
    found
}

/// Which names of the group a cell uses, and where first.
fn uses(row: &Row<'_>, group: &[Vec<u64>]) -> Vec<(usize, Span)> {
    let text = row.analysed.text();
    let is = word_hash("is");
    let mut found: Vec<(usize, Span)> = Vec::new();
    for (which, parts) in group.iter().enumerate() {
        let at = row.words.windows(parts.len()).find(|window| {
            // "IS" is a name, "is" a verb.
            let is_name = |(word, span): &(u64, Span)| *word != is || span.of(text) == "IS";
            let same = window.iter().map(|(word, _)| word).eq(parts);
            same && window.iter().all(is_name)
        });
        if let Some(window) = at {
            found.push((which, window[0].1.hull(window[window.len() - 1].1)));
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

fn quotations(
    articles: &[&Analysed],
    rows: &[Row<'_>],
    utterances: &[Utterance],
) -> Vec<Difference> {
    let mut found = Vec::new();
    for utterance in utterances.iter().filter(|utterance| utterance.altered) {
        let mut pairs = Vec::new();
        for alteration in &utterance.alterations {
            if matches!(
                alteration.change,
                WordChange::Joined | WordChange::Paraphrased | WordChange::Reattributed
            ) {
                continue;
            }
            let (Some(lhs), Some(rhs)) = (
                utterance.cells.get(alteration.lhs),
                utterance.cells.get(alteration.rhs),
            ) else {
                continue;
            };
            let inside = |article: usize, span: Span| {
                rows.iter().find(|row| {
                    row.cell.article == article
                        && row.holds(span)
                        && span.get(articles[article].text()).is_some()
                })
            };
            let (Some(one), Some(two)) = (
                inside(lhs.article, alteration.lhs_span),
                inside(rhs.article, alteration.rhs_span),
            ) else {
                continue;
            };
            let (mut first, mut second) = (
                one.value(alteration.lhs_span),
                two.value(alteration.rhs_span),
            );
            if first.article == second.article || first.span.is_empty() && second.span.is_empty() {
                continue;
            }
            if first.article > second.article {
                std::mem::swap(&mut first, &mut second);
            }
            pairs.push((DifferenceNature::Wording, first, second));
        }
        found.extend(joined(DifferenceKind::Quotation, pairs));
    }
    found
}

/// Who says it: the speakers of the quotations inside the cells, and the sources named there.
fn attribution(rows: &[Row<'_>]) -> Vec<Difference> {
    let sources = |row: &Row<'_>| -> Vec<(String, Span)> {
        // Who is named as the source of a sentence speaks for all of its clauses.
        let inside = |span: Span| row.units.iter().any(|unit| unit.span.contains(span));
        row.analysed
            .quotes
            .attributions
            .iter()
            .filter(|attribution| inside(attribution.span))
            .map(|attribution| (fold(&attribution.source), attribution.span))
            .collect()
    };
    let mut found = Vec::new();
    for (one, two) in pairs(rows) {
        let (lhs, rhs) = (sources(one), sources(two));
        if let (Some(left), Some(right)) = (lhs.first(), rhs.first())
            && !lhs.iter().any(|left| {
                rhs.iter()
                    .any(|right| left.0.contains(&right.0) || right.0.contains(&left.0))
            })
        {
            found.push((
                DifferenceNature::Wording,
                one.value(left.1),
                two.value(right.1),
            ));
        }
    }
    joined(DifferenceKind::Attribution, found)
}

/// A hedge counts only between cells that mostly say the same words: elsewhere it may hedge something the other cell does not say.
fn hedges(rows: &[Row<'_>], statement: &Statement) -> Vec<Difference> {
    let is_close = statement
        .pairs
        .iter()
        .all(|pair| pair.relation <= Relation::Edited);
    if !is_close {
        return Vec::new();
    }
    let hedge = |row: &Row<'_>| -> Option<Span> {
        let text = row.analysed.text();
        row.words
            .iter()
            .find(|(word, span)| {
                // "May" with a capital is a month or a name.
                hedge_words().binary_search(word).is_ok() && !span.of(text).starts_with("May")
            })
            .map(|(_, span)| *span)
    };
    let hedged: Vec<Option<Span>> = rows.iter().map(hedge).collect();
    if hedged.iter().all(Option::is_some) || hedged.iter().all(Option::is_none) {
        return Vec::new();
    }
    let values = rows
        .iter()
        .zip(&hedged)
        .map(|(row, hedge)| row.value(hedge.unwrap_or(row.cell.spans[0])))
        .collect();
    vec![Difference {
        kind: DifferenceKind::Hedge,
        nature: DifferenceNature::Refinement,
        values,
    }]
}
