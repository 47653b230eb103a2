//! An article as a column of the Compare view: its paragraphs cut into runs of equal look. Pure; the view only paints it.

use super::compared::Shares;
use crate::analysis::Analysed;
use crate::analysis::compare::{Cell, Comparison, MarkKind, Relation, Statement};
use crate::corpus::BlockKind;
use crate::text::{Span, count_words};

/// How the ground under words looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Plain.
    #[default]
    Plain,
    /// The same words elsewhere.
    Same,
    /// The same words elsewhere, inside an edited statement.
    Edited,
    /// Other words than elsewhere, inside an edited statement.
    Changed,
    /// The same words elsewhere, in another place of the statement.
    Moved,
}

/// Words that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where, in the article's text.
    pub span: Span,
    /// The ground.
    pub ground: Ground,
    /// Underlined with dots: reworded elsewhere.
    pub reworded: bool,
}

/// What stands in the margin beside a sentence or clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginNote {
    /// The words it belongs to.
    pub span: Span,
    /// Number of the statement; `None`: only here.
    pub statement: Option<u32>,
    /// How this cell stands to its closest counterpart; `None`: only here.
    pub relation: Option<Relation>,
}

/// A block of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnParagraph {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
    /// Its words, complete and in order.
    pub runs: Vec<Run>,
    /// Notes in the margin, in order of the text.
    pub notes: Vec<MarginNote>,
}

/// The column of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnText {
    /// Index of the article in siglum order.
    pub article: usize,
    /// Its blocks.
    pub paragraphs: Vec<ColumnParagraph>,
    /// What became of its words.
    pub shares: Shares,
    /// Words outside captions and boilerplate.
    pub words: usize,
}

impl ColumnText {
    /// The column of the article at `index` of the comparison.
    pub fn new(index: usize, article: &Analysed, comparison: &Comparison) -> Self {
        let mut notes = margin_notes(index, comparison);
        notes.sort_by_key(|note| (note.span, note.statement));
        let text = article.text();
        let mut grounds = grounds(text, index, comparison);
        grounds.sort_by_key(|(span, ..)| *span);
        let paragraphs = article
            .article
            .blocks
            .iter()
            .map(|block| ColumnParagraph {
                kind: block.kind,
                span: block.span,
                runs: runs(text, block.span, &grounds, &notes),
                notes: notes
                    .iter()
                    .filter(|note| block.span.intersects(note.span))
                    .cloned()
                    .collect(),
            })
            .collect();
        let words = article.reading.words();
        Self {
            article: index,
            paragraphs,
            shares: shares(text, &notes, words),
            words,
        }
    }
}

/// How a cell stands to its closest counterpart.
pub(super) fn relation_of(statement: &Statement, cell: usize) -> Relation {
    let pairs = statement
        .pairs
        .iter()
        .filter(|pair| pair.lhs == cell || pair.rhs == cell);
    pairs
        .map(|pair| pair.relation)
        .min()
        .unwrap_or(statement.relation)
}

/// The statement's cells in one article, with how each stands.
fn cells_of(statement: &Statement, index: usize) -> impl Iterator<Item = (&Cell, Relation)> {
    let cells = statement
        .cells
        .iter()
        .enumerate()
        .filter(move |(_, cell)| cell.article == index);
    cells.map(|(at, cell)| (cell, relation_of(statement, at)))
}

/// What each place of the article stands in.
fn margin_notes(index: usize, comparison: &Comparison) -> Vec<MarginNote> {
    let mut notes = Vec::new();
    for statement in &comparison.statements {
        for (cell, relation) in cells_of(statement, index) {
            notes.extend(cell.spans.iter().map(|span| MarginNote {
                span: *span,
                statement: Some(statement.id),
                relation: Some(relation),
            }));
        }
    }
    let only_here = comparison
        .only_here
        .iter()
        .filter(|only| only.article == index);
    notes.extend(only_here.map(|only| MarginNote {
        span: only.span,
        statement: None,
        relation: None,
    }));
    notes
}

/// The marked words of the article, with their ground. Where a sentence serves several statements the closest relation is
/// painted, so that one mark stands on one word. Long other wordings are no edits: they stay plain.
fn grounds(text: &str, index: usize, comparison: &Comparison) -> Vec<(Span, Ground)> {
    let mut cells: Vec<(Relation, &Cell)> = Vec::new();
    for statement in &comparison.statements {
        cells.extend(cells_of(statement, index).map(|(cell, relation)| (relation, cell)));
    }
    cells.retain(|(relation, _)| *relation != Relation::Reworded);
    cells.sort_by_key(|(relation, cell)| (*relation, cell.spans.first().copied()));
    let mut painted: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    for (relation, cell) in cells {
        let free: Vec<Span> = cell
            .spans
            .iter()
            .copied()
            .filter(|span| !painted.iter().any(|known| known.intersects(*span)))
            .collect();
        for mark in cell
            .marks
            .iter()
            .filter(|mark| free.iter().any(|span| span.contains(mark.span)))
        {
            let ground = match (relation, mark.kind) {
                (_, MarkKind::Changed)
                    if mark.span.get(text).map_or(0, count_words) > LONGEST_EDIT =>
                {
                    continue;
                }
                (_, MarkKind::Changed) => Ground::Changed,
                (_, MarkKind::Moved) => Ground::Moved,
                (Relation::SameWords, MarkKind::Same) => Ground::Same,
                (_, MarkKind::Same) => Ground::Edited,
            };
            found.push((mark.span, ground));
        }
        painted.extend(free);
    }
    found
}

/// Longest run of other words that is shown as an edit, in words; a longer one is another wording.
const LONGEST_EDIT: usize = 6;

/// Cuts a block at every place where the look changes.
fn runs(text: &str, block: Span, grounds: &[(Span, Ground)], notes: &[MarginNote]) -> Vec<Run> {
    let mut cuts = vec![block.start, block.end];
    let reworded: Vec<Span> = notes
        .iter()
        .filter(|note| note.relation == Some(Relation::Reworded))
        .map(|note| note.span)
        .collect();
    for span in grounds
        .iter()
        .map(|(span, _)| *span)
        .chain(reworded.iter().copied())
    {
        if span.intersects(block) {
            cuts.extend([span.start, span.end]);
        }
    }
    cuts.retain(|cut| {
        block.start <= *cut && *cut <= block.end && text.is_char_boundary(*cut as usize)
    });
    cuts.sort_unstable();
    cuts.dedup();
    let inside: Vec<&(Span, Ground)> = grounds
        .iter()
        .filter(|(span, _)| span.intersects(block))
        .collect();
    let mut runs: Vec<Run> = Vec::new();
    for pair in cuts.windows(2) {
        let span = Span {
            start: pair[0],
            end: pair[1],
        };
        let ground = inside
            .iter()
            .find(|(marked, _)| marked.contains(span))
            .map_or(Ground::Plain, |(_, ground)| *ground);
        let reworded =
            ground == Ground::Plain && reworded.iter().any(|marked| marked.contains(span));
        match runs.last_mut() {
            Some(last) if last.ground == ground && last.reworded == reworded => {
                last.span.end = span.end;
            }
            _ => runs.push(Run {
                span,
                ground,
                reworded,
            }),
        }
    }
    runs
}

/// How many of the words stand elsewhere, by the closest relation.
fn shares(text: &str, notes: &[MarginNote], words: usize) -> Shares {
    let mut counted = [0usize; 3];
    let mut covered_to = 0;
    let mut closest_first: Vec<&MarginNote> = notes
        .iter()
        .filter(|note| note.relation.is_some())
        .collect();
    closest_first.sort_by_key(|note| (note.span.start, note.relation));
    for note in closest_first {
        let start = note.span.start.max(covered_to);
        let (Some(relation), true) = (note.relation, start < note.span.end) else {
            continue;
        };
        covered_to = note.span.end;
        counted[relation as usize] += Span {
            start,
            end: note.span.end,
        }
        .get(text)
        .map_or(0, count_words);
    }
    let share = |n: usize| {
        if words == 0 {
            0.0
        } else {
            (n as f32 / words as f32).min(1.0)
        }
    };
    Shares {
        same: share(counted[Relation::SameWords as usize]),
        edited: share(counted[Relation::Edited as usize]),
        reworded: share(counted[Relation::Reworded as usize]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, MarginNote, runs};
    use crate::analysis::compare::Relation;
    use crate::text::Span;

    #[test]
    fn runs_cover_the_block_without_gaps() {
        let text = "One two three four.";
        let block = Span::new(0, text.len());
        let grounds = [
            (Span::new(4, 7), Ground::Same),
            (Span::new(8, 13), Ground::Changed),
        ];
        let notes = [MarginNote {
            span: Span::new(0, 13),
            statement: Some(1),
            relation: Some(Relation::Reworded),
        }];
        let runs = runs(text, block, &grounds, &notes);
        let shown: Vec<(&str, Ground, bool)> = runs
            .iter()
            .map(|run| (run.span.of(text), run.ground, run.reworded))
            .collect();
        assert_eq!(
            shown,
            [
                ("One ", Ground::Plain, true),
                ("two", Ground::Same, false),
                (" ", Ground::Plain, true),
                ("three", Ground::Changed, false),
                (" four.", Ground::Plain, false),
            ]
        );
    }
}
