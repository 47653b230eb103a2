//! Letters into lines, lines into reading order: the page is cut where white space runs through it, from side to side or from top
//! to bottom (recursive XY cut, Nagy & Seth 1984), columns read one after another.
//!
//! A cut from top to bottom counts only where both sides are wide enough for columns: labels of a list are no column. It is wrong
//! where columns are parted by less than a letter's width, or where tables are meant to be read by rows.

use super::content::{Letter, PageText};

/// A line, or the part of one in its column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub words: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
    /// Lines of one column that follow each other share it.
    pub column: usize,
    /// Left and right edge of its column.
    pub edges: (f64, f64),
}

/// The lines of a page in reading order.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    pub lines: Vec<Line>,
    pub height: f64,
}

pub(super) fn lines(page: PageText) -> PageLines {
    let height = page.height;
    let pieces = pieces(page.letters);
    let mut found = PageLines {
        lines: Vec::new(),
        height,
    };
    let mut column = 0;
    cut(pieces, 0, &mut column, &mut found.lines);
    found
}

/// Runs of letters on one line without a gap as wide as between columns, joined over the page.
fn pieces(letters: Vec<Letter>) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    for letter in letters {
        if letter.words.trim().is_empty() {
            // spaces are told by gaps; a drawn one marks a word's end
            if let Some(last) = pieces
                .last_mut()
                .filter(|last| is_same_line(last, &letter) && !last.words.ends_with(' '))
            {
                last.words.push(' ');
            }
            continue;
        }
        match pieces.last_mut() {
            Some(last) if is_same_line(last, &letter) && follows(last, &letter) => {
                let gap = letter.left - last.right;
                if gap > 0.18 * letter.size && !last.words.ends_with(' ') {
                    last.words.push(' ');
                }
                last.words.push_str(&letter.words);
                last.right = last.right.max(letter.right);
                last.size = last.size.max(letter.size);
            }
            _ => pieces.push(Line {
                words: letter.words,
                left: letter.left,
                right: letter.right,
                base: letter.base,
                size: letter.size,
                column: 0,
                edges: (letter.left, letter.right),
            }),
        }
    }
    joined(pieces)
}

fn is_same_line(line: &Line, letter: &Letter) -> bool {
    // raised figures and small capitals stay in their line
    (line.base - letter.base).abs() < 0.4 * line.size.max(letter.size)
}

fn follows(line: &Line, letter: &Letter) -> bool {
    let gap = letter.left - line.right;
    gap > -0.6 * letter.size && gap < 1.0 * letter.size.max(line.size)
}

/// Pieces of one line that were drawn apart, put together where no column can lie between them.
fn joined(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_by(|lhs, rhs| {
        rhs.base
            .total_cmp(&lhs.base)
            .then(lhs.left.total_cmp(&rhs.left))
    });
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if (row[0].base - piece.base).abs() < 0.35 * row[0].size.min(piece.size) => {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    let mut found: Vec<Line> = Vec::new();
    for mut row in rows {
        row.sort_by(|lhs, rhs| lhs.left.total_cmp(&rhs.left));
        let first = found.len();
        for piece in row {
            let near = found[first..]
                .last()
                .is_some_and(|last| piece.left - last.right < 0.9 * last.size.max(piece.size));
            match found.last_mut() {
                Some(last) if near => {
                    if piece.left - last.right > 0.12 * piece.size && !last.words.ends_with(' ') {
                        last.words.push(' ');
                    }
                    last.words.push_str(&piece.words);
                    last.right = last.right.max(piece.right);
                    last.size = last.size.max(piece.size);
                }
                _ => found.push(piece),
            }
        }
    }
    found
}

/// Deepest cut; what is left then is read from top to bottom.
const DEEPEST: usize = 64;

fn cut(mut pieces: Vec<Line>, depth: usize, column: &mut usize, out: &mut Vec<Line>) {
    if pieces.is_empty() {
        return;
    }
    if pieces.len() > 1 && depth < DEEPEST {
        if let Some(x) = gutter(&pieces) {
            let (left, right) = pieces.into_iter().partition(|piece| piece.left < x);
            cut(left, depth + 1, column, out);
            cut(right, depth + 1, column, out);
            return;
        }
        if has_columns(&pieces)
            && let Some(y) = widest_gap(&pieces)
        {
            let (above, below) = pieces.into_iter().partition(|piece| piece.base > y);
            cut(above, depth + 1, column, out);
            cut(below, depth + 1, column, out);
            return;
        }
    }
    *column += 1;
    pieces.sort_by(|lhs, rhs| {
        rhs.base
            .total_cmp(&lhs.base)
            .then(lhs.left.total_cmp(&rhs.left))
    });
    let edges = pieces
        .iter()
        .fold((f64::MAX, f64::MIN), |(left, right), piece| {
            (left.min(piece.left), right.max(piece.right))
        });
    for piece in pieces {
        out.push(Line {
            column: *column,
            edges,
            ..piece
        });
    }
}

/// Whether two pieces stand beside each other anywhere: else there is nothing to cut.
fn has_columns(pieces: &[Line]) -> bool {
    let mut sorted: Vec<&Line> = pieces.iter().collect();
    sorted.sort_by(|lhs, rhs| rhs.base.total_cmp(&lhs.base));
    sorted.windows(2).any(|pair| {
        let beside = pair[0].right < pair[1].left || pair[1].right < pair[0].left;
        beside && (pair[0].base - pair[1].base).abs() < 0.8 * pair[0].size.max(pair[1].size)
    })
}

/// The place of the widest white strip from top to bottom that parts two columns.
fn gutter(pieces: &[Line]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = pieces
        .iter()
        .map(|piece| (piece.left, piece.right))
        .collect();
    spans.sort_by(|lhs, rhs| lhs.0.total_cmp(&rhs.0));
    let (first, last) = (
        spans.first()?.0,
        spans.iter().map(|span| span.1).fold(f64::MIN, f64::max),
    );
    let size = middle(pieces.iter().map(|piece| piece.size));
    let mut reach = spans[0].1;
    let mut best: Option<(f64, f64)> = None;
    for (left, right) in spans {
        let gap = left - reach;
        if gap > 0.6 * size && best.is_none_or(|(width, _)| gap > width) {
            let x = reach + gap / 2.0;
            if is_column(pieces.iter().filter(|piece| piece.left < x), last - first)
                && is_column(pieces.iter().filter(|piece| piece.left >= x), last - first)
            {
                best = Some((gap, x));
            }
        }
        reach = reach.max(right);
    }
    best.map(|(_, x)| x)
}

/// At least three lines, their middle width a seventh of the whole.
fn is_column<'l>(lines: impl Iterator<Item = &'l Line>, whole: f64) -> bool {
    let widths: Vec<f64> = lines.map(|line| line.right - line.left).collect();
    widths.len() >= 3 && middle(widths.into_iter()) > whole / 7.0
}

/// The middle of the highest white strip from side to side.
fn widest_gap(pieces: &[Line]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = pieces
        .iter()
        .map(|piece| {
            (
                piece.base - 0.25 * piece.size,
                piece.base + 0.75 * piece.size,
            )
        })
        .collect();
    spans.sort_by(|lhs, rhs| rhs.1.total_cmp(&lhs.1));
    let mut reach = spans.first()?.0;
    let mut best: Option<(f64, f64)> = None;
    for (bottom, top) in spans.into_iter().skip(1) {
        let gap = reach - top;
        if gap > 0.0 && best.is_none_or(|(height, _)| gap > height) {
            best = Some((gap, top + gap / 2.0));
        }
        reach = reach.min(bottom);
    }
    best.map(|(_, y)| y)
}

/// The median.
pub(super) fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
