//! Tables: columns by their share of the width, heads that are repeated on every page, rows that stay whole unless they are
//! higher than a good part of a page.

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag};

use super::blocks::{Context, set};
use super::fonts::Face;
use super::look::{INK, LINE, Look, WASH, outlet};
use super::piece::{Piece, Shape, Stroke, line_piece};
use super::tags::Element;
use super::text::{self, Line};
use crate::report::outline::{Grid, Run, Style};

const SIZE: f32 = 7.6;
const LEADING: f32 = 10.2;
/// White space left and right in a cell.
const PAD: f32 = 3.5;
/// White space above and below in a row.
const PAD_Y: f32 = 3.6;
/// Lines of a cell that stay together; longer cells go on over the page.
const MOST_LINES: usize = 36;
/// Height of a bar and the white space above it.
const BAR: (f32, f32) = (2.2, 1.6);

/// A table whose left and right edges are those of the text.
pub fn table(context: &mut Context<'_, '_>, grid: &Grid, width: f32) -> Vec<Piece> {
    let columns = columns(context, grid, width);
    let element = context.tags.add_to_document(Tag::Table);
    let head_row = context.tags.add(element, Tag::THead);
    let head_row = context.tags.add(head_row, Tag::TR);
    let head = Rc::new(head(context, grid, &columns, head_row));
    let body = context.tags.add(element, Tag::TBody);
    let mut pieces = vec![Piece {
        keep_next: true,
        ..(*head).clone()
    }];
    for row in &grid.rows {
        let element = context.tags.add(body, Tag::TR);
        for mut piece in cells(context, row, &columns, element) {
            piece.head = Some(head.clone());
            pieces.push(piece);
        }
    }
    pieces
}

/// A column: left edge, width, whether it holds figures.
struct Column {
    x: f32,
    width: f32,
    is_figures: bool,
}

fn columns(context: &mut Context<'_, '_>, grid: &Grid, width: f32) -> Vec<Column> {
    // no column is narrower than the longest word of its head, or than its longest figure
    let look = Look::new(Face::SansBold, SIZE, INK);
    let longest: Vec<f32> = grid
        .head
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let cells = grid.rows.iter().map(|row| row[column].as_slice());
            let figures = cells.filter(|runs| is_figure(runs)).flatten();
            let words = name.split_whitespace();
            let words = words.chain(figures.map(|run| run.text.as_str()));
            let widths = words.map(|word| text::width(context.fonts, word, look));
            widths.fold(0.0, f32::max) + 2.0 * PAD + 0.5
        })
        .collect();
    let total: f32 = grid.widths.iter().sum();
    let mut widths: Vec<f32> = grid
        .widths
        .iter()
        .map(|share| share / total * width)
        .collect();
    let missing: f32 = widths
        .iter()
        .zip(&longest)
        .map(|(width, longest)| (longest - width).max(0.0))
        .sum();
    let spare: f32 = widths
        .iter()
        .zip(&longest)
        .map(|(width, longest)| (width - longest).max(0.0))
        .sum();
    if missing < spare {
        for (width, longest) in widths.iter_mut().zip(&longest) {
            *width = if *width < *longest {
                *longest
            } else {
                *width - (*width - longest) * missing / spare
            };
        }
    }
    let are_figures = are_figures(grid);
    let mut x = 0.0;
    let column = |(index, width): (usize, f32)| {
        let column = Column {
            x,
            width,
            is_figures: are_figures[index],
        };
        x += width;
        column
    };
    widths.into_iter().enumerate().map(column).collect()
}

/// Whether a cell is one number, or says that there is none.
fn is_figure(runs: &[Run]) -> bool {
    let words: String = runs.iter().map(|run| run.text.as_str()).collect();
    words
        .chars()
        .all(|c| c.is_ascii_digit() || ".,–".contains(c))
}

/// Which columns hold figures. One of nothing but dashes does as its neighbour on the right, the last as that on the left.
fn are_figures(grid: &Grid) -> Vec<bool> {
    let has_digit = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit());
    let known = |column: usize| {
        let cells = || grid.rows.iter().map(move |row| row[column].as_slice());
        if cells().all(is_figure) {
            cells().flatten().any(has_digit).then_some(true)
        } else {
            Some(false)
        }
    };
    let known: Vec<Option<bool>> = (0..grid.head.len()).map(known).collect();
    (0..known.len())
        .map(|column| {
            let right = known[column..].iter().flatten().next();
            let left = known[..column].iter().flatten().next_back();
            right.or(left).copied().unwrap_or_default()
        })
        .collect()
}

fn head(context: &mut Context<'_, '_>, grid: &Grid, columns: &[Column], row: Element) -> Piece {
    let cells: Vec<(Vec<Line>, Element)> = grid
        .head
        .iter()
        .zip(columns)
        .map(|(name, column)| {
            let look = Look::new(Face::SansBold, SIZE, INK);
            let runs = [(name.clone(), look)];
            let lines = text::lines(context.fonts, &runs, column.width - 2.0 * PAD);
            (
                lines,
                context.tags.add(row, Tag::TH(TableHeaderScope::Column)),
            )
        })
        .collect();
    let n_lines = cells
        .iter()
        .map(|cell| cell.0.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let height = n_lines as f32 * LEADING + 2.0 * PAD_Y;
    let width: f32 = columns.iter().map(|column| column.width).sum();
    let mut piece = Piece {
        height,
        before: 6.0,
        ..Piece::default()
    };
    piece.fill((0.0, 0.0), (width, height), WASH);
    piece.rule(0.0, height, width, Stroke::solid(INK, 0.7));
    for ((lines, element), column) in cells.iter().zip(columns) {
        // heads stand on the rule
        let above = (n_lines - lines.len()) as f32 * LEADING;
        draw_lines(&mut piece, lines, column, PAD_Y + above, *element);
    }
    piece
}

fn draw_lines(piece: &mut Piece, lines: &[Line], column: &Column, top: f32, element: Element) {
    for (index, line) in lines.iter().enumerate() {
        let x = if column.is_figures || line.runs_left {
            column.x + column.width - PAD - line.width
        } else {
            column.x + PAD
        };
        let drawn = line_piece(line, LEADING, Some(element));
        piece.draw(drawn, x, top + index as f32 * LEADING);
    }
}

fn cells(
    context: &mut Context<'_, '_>,
    row: &[Vec<Run>],
    columns: &[Column],
    element: Element,
) -> Vec<Piece> {
    let cells: Vec<(Vec<Line>, Element)> = row
        .iter()
        .zip(columns)
        .map(|(runs, column)| {
            let lines = text::lines(context.fonts, &set(runs, SIZE), column.width - 2.0 * PAD);
            (lines, context.tags.add(element, Tag::TD))
        })
        .collect();
    let n_lines = cells
        .iter()
        .map(|cell| cell.0.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let bars: Vec<Option<(u32, u16)>> = row.iter().map(|runs| bar(runs)).collect();
    let width: f32 = columns.iter().map(|column| column.width).sum();
    let mut pieces = Vec::new();
    for first in (0..n_lines).step_by(MOST_LINES) {
        let last = (first + MOST_LINES).min(n_lines);
        let is_end = last == n_lines;
        let mut piece = Piece {
            height: (last - first) as f32 * LEADING + 2.0 * PAD_Y,
            ..Piece::default()
        };
        if is_end && bars.iter().any(Option::is_some) {
            piece.height += BAR.0;
        }
        for (((lines, element), column), bar) in cells.iter().zip(columns).zip(&bars) {
            let here = lines.get(first..last.min(lines.len())).unwrap_or_default();
            draw_lines(&mut piece, here, column, PAD_Y, *element);
            if let (Some((colour, length)), true) = (bar, is_end) {
                let most = column.width - 2.0 * PAD;
                let y = PAD_Y + here.len() as f32 * LEADING + BAR.1 - 1.0;
                let length = (most * f32::from(*length) / 1000.0).max(0.8);
                piece.ornament(Shape::Box {
                    x: column.x + PAD,
                    y,
                    width: length,
                    height: BAR.0,
                    radius: 0.6,
                    fill: Some(outlet(*colour)),
                    stroke: None,
                });
            }
        }
        if is_end {
            let y = piece.height;
            piece.rule(0.0, y, width, Stroke::solid(LINE, 0.5));
        }
        pieces.push(piece);
    }
    pieces
}

fn bar(runs: &[Run]) -> Option<(u32, u16)> {
    runs.iter().find_map(|run| match run.style {
        Style::Bar(colour, length) => Some((colour, length)),
        _ => None,
    })
}
