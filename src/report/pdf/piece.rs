//! What stands on a page: pieces of fixed height that are never broken, and the marks they make.

use std::rc::Rc;

use super::fonts::Fonts;
use super::look::{CHANGED, CHANGED_RULE, EDITED, INK, Look, Mark, PAPER, Rgb, SAME, SOFT};
use super::tags::Element;
use super::text::{self, Line, Words};
use crate::analysis::compare::Relation;
use crate::report::outline::Language;

/// A mark on the paper. Places are in points from the left margin and from the top of the piece, downwards.
#[derive(Clone)]
pub struct Op {
    /// Whose content it is; `None`: an ornament.
    pub element: Option<Element>,
    /// Of the words, where that is known.
    pub language: Option<Language>,
    /// What is drawn.
    pub shape: Shape,
}

/// What is drawn.
#[derive(Clone)]
pub enum Shape {
    /// Letters on a baseline.
    Text {
        x: f32,
        y: f32,
        size: f32,
        colour: Rgb,
        words: Rc<Words>,
    },
    /// A box with round corners.
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        fill: Option<Rgb>,
        stroke: Option<Stroke>,
    },
    /// A path from point to point, bent like a river between two columns where it is not straight.
    Path {
        from: (f32, f32),
        to: (f32, f32),
        bent: bool,
        stroke: Stroke,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub struct Stroke {
    /// Of the line.
    pub colour: Rgb,
    /// In points.
    pub width: f32,
    /// In short pieces.
    pub dashed: bool,
}

impl Stroke {
    /// A line without gaps.
    pub fn solid(colour: Rgb, width: f32) -> Self {
        Self {
            colour,
            width,
            dashed: false,
        }
    }
}

/// Something that stands on one page as a whole.
#[derive(Clone, Default)]
pub struct Piece {
    /// White space above, left out at the top of a page.
    pub before: f32,
    /// In points.
    pub height: f32,
    /// The marks.
    pub ops: Vec<Op>,
    /// Stays on the page of the next piece.
    pub keep_next: bool,
    /// Repeated above this piece where a page begins with it.
    pub head: Option<Rc<Piece>>,
    /// A heading for the contents: level and words.
    pub heading: Option<(u8, String)>,
    /// Stands on a page on its side.
    pub is_wide: bool,
    /// A line that begins at the right.
    pub runs_left: bool,
    /// A picture, and how wide it is in points.
    pub picture: Option<(Element, f32)>,
}

impl Piece {
    /// Adds the marks of another piece at this place.
    pub fn draw(&mut self, other: Piece, dx: f32, dy: f32) {
        self.ops
            .extend(other.ops.into_iter().map(|op| op.moved(dx, dy)));
    }

    /// Adds an ornament.
    pub fn ornament(&mut self, shape: Shape) {
        self.ops.push(Op {
            element: None,
            language: None,
            shape,
        });
    }

    /// Adds a ground.
    pub fn fill(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Rgb) {
        self.ornament(Shape::Box {
            x,
            y,
            width,
            height,
            radius: 0.0,
            fill: Some(colour),
            stroke: None,
        });
    }

    /// Adds a level rule.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, stroke: Stroke) {
        self.ornament(Shape::Path {
            from: (x, y),
            to: (x + width, y),
            bent: false,
            stroke,
        });
    }
}

impl Op {
    /// The same elsewhere.
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self.shape {
            Shape::Text { x, y, .. } | Shape::Box { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Shape::Path { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
        }
        self
    }
}

/// Distance from the top of a line to its baseline.
fn baseline(leading: f32, size: f32) -> f32 {
    // capitals are 0.7 of the size high and stand in the middle
    f32::midpoint(leading, size * 0.7)
}

/// One line as a piece as high as its leading.
pub fn line_piece(line: &Line, leading: f32, element: Option<Element>) -> Piece {
    let mut piece = Piece {
        height: leading,
        ..Piece::default()
    };
    let size = line
        .fragments
        .iter()
        .map(|fragment| fragment.look.size)
        .fold(0.0, f32::max);
    let y = baseline(leading, size);
    for fragment in &line.fragments {
        ground(&mut piece, fragment, y);
    }
    for fragment in &line.fragments {
        for (x, words) in &fragment.words {
            piece.ops.push(Op {
                element,
                language: fragment.look.language,
                shape: Shape::Text {
                    x: *x,
                    y,
                    size: fragment.look.size,
                    colour: fragment.look.colour,
                    words: words.clone(),
                },
            });
        }
    }
    piece
}

fn ground(piece: &mut Piece, fragment: &text::Fragment, y: f32) {
    let (x, width, size) = (fragment.x, fragment.width, fragment.look.size);
    if width <= 0.0 {
        return;
    }
    match fragment.look.mark {
        Mark::None => {}
        Mark::Changed => {
            piece.fill(
                (x - 0.6, y - size * 0.82),
                (width + 1.2, size * 1.06),
                CHANGED,
            );
            piece.rule(x, y + size * 0.2, width, Stroke::solid(CHANGED_RULE, 0.7));
        }
        Mark::Chip(relation) => piece.ornament(chip(
            (x, y - size * 0.7 - 2.0),
            (width, size * 0.7 + 4.0),
            relation,
        )),
    }
}

/// The box of a relation: filled for the same words, filled with an edge for edited ones, an edge of dashes for reworded ones.
pub fn chip((x, y): (f32, f32), (width, height): (f32, f32), relation: Relation) -> Shape {
    let (fill, stroke) = match relation {
        Relation::SameWords => (SAME, None),
        Relation::Edited => (EDITED, Some(Stroke::solid(CHANGED_RULE, 0.7))),
        Relation::Reworded => (
            PAPER,
            Some(Stroke {
                colour: SOFT,
                width: 0.7,
                dashed: true,
            }),
        ),
    };
    Shape::Box {
        x,
        y,
        width,
        height,
        radius: 2.0,
        fill: Some(fill),
        stroke,
    }
}

/// A paragraph as one piece a line; the first two and the last two stay together. Words from right to left begin at the right.
pub fn paragraph(
    fonts: &mut Fonts<'_>,
    runs: &[(String, Look)],
    width: f32,
    leading: f32,
    element: Element,
) -> Vec<Piece> {
    let lines = text::lines(fonts, runs, width);
    pieces(&lines, leading, element, |line| {
        if line.runs_left {
            width - line.width
        } else {
            0.0
        }
    })
}

/// The same with every line at the right, whichever way its words run.
pub fn paragraph_at_right(
    fonts: &mut Fonts<'_>,
    runs: &[(String, Look)],
    width: f32,
    leading: f32,
    element: Element,
) -> Vec<Piece> {
    let lines = text::lines(fonts, runs, width);
    pieces(&lines, leading, element, |line| width - line.width)
}

/// Lines, each with its left edge.
fn pieces(
    lines: &[Line],
    leading: f32,
    element: Element,
    left: impl Fn(&Line) -> f32,
) -> Vec<Piece> {
    let n_lines = lines.len();
    let piece = |(index, line): (usize, &Line)| {
        let mut piece = Piece {
            height: leading,
            keep_next: n_lines > 1 && (index == 0 || index + 2 == n_lines),
            runs_left: line.runs_left,
            ..Piece::default()
        };
        piece.draw(line_piece(line, leading, Some(element)), left(line), 0.0);
        piece
    };
    lines.iter().enumerate().map(piece).collect()
}

/// Pieces one below the other as one piece.
pub fn stack(pieces: Vec<Piece>) -> Piece {
    let mut stacked = Piece::default();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index > 0 {
            stacked.height += piece.before;
        }
        let (y, height) = (stacked.height, piece.height);
        stacked.draw(piece, 0.0, y);
        stacked.height += height;
    }
    stacked
}

/// Words on one line whose left edge is at `x`, as an ornament of the page.
pub fn label(fonts: &mut Fonts<'_>, words: &str, look: Look, (x, y): (f32, f32)) -> Vec<Op> {
    let lines = text::lines(fonts, &[(words.to_owned(), look)], f32::INFINITY);
    let line = lines.first();
    line.map_or_else(Vec::new, |line| {
        let piece = line_piece(line, look.size, None);
        let baseline = baseline(look.size, look.size);
        let ops = piece.ops.into_iter();
        ops.map(|op| op.moved(x, y - baseline)).collect()
    })
}

/// Ink for a chip's letters.
pub const CHIP_INK: Rgb = INK;
