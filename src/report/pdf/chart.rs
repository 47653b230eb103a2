//! The picture of placements: a column for each article from its first word to its last, a mark for each shared statement
//! in the shape of its relation, and lines between the marks of the same statement.

use krilla::tagging::Tag;

use super::blocks::Context;
use super::fonts::Face;
use super::look::{FAINT, LINE, Look, SOFT, WASH, outlet};
use super::piece::{Piece, Shape, Stroke, chip, label, paragraph};
use crate::report::outline::Strip;

/// Height of a column.
const HEIGHT: f32 = 260.0;
/// Where the columns begin, below the sigla.
const TOP: f32 = 18.0;
/// Height of a mark.
const MARK: f32 = 7.0;

const CAPTION: &str =
    "First words of each article at the top, last at the bottom; lines join the same statement.";

/// The picture and its caption; none where there is nothing to join.
pub fn placements(context: &mut Context<'_, '_>, strips: &[Strip], width: f32) -> Vec<Piece> {
    if strips.len() < 2 || strips.iter().all(|strip| strip.marks.is_empty()) {
        return Vec::new();
    }
    let step = (width / strips.len() as f32).min(150.0);
    let column = (step * 0.34).clamp(14.0, 44.0);
    let left = |index: usize| index as f32 * step + (step - column) / 2.0;
    let height = |place: f32| TOP + MARK / 2.0 + place * (HEIGHT - MARK);
    let figure = Tag::Figure(Some(words(strips)));
    let element = context.tags.add_to_document(figure);
    let mut piece = Piece {
        before: 8.0,
        height: TOP + HEIGHT + 8.0,
        picture: Some((element, step * strips.len() as f32)),
        ..Piece::default()
    };
    for (index, strip) in strips.iter().enumerate() {
        piece.ornament(Shape::Box {
            x: left(index),
            y: TOP,
            width: column,
            height: HEIGHT,
            radius: 3.0,
            fill: Some(WASH),
            stroke: Some(Stroke::solid(LINE, 0.6)),
        });
        let look = Look::new(Face::SansBold, 8.5, outlet(strip.colour));
        let x = left(index) + column / 2.0 - 3.0;
        piece
            .ops
            .extend(label(context.fonts, &strip.siglum, look, (x, TOP - 6.0)));
    }
    for (from, to, start, end) in links(strips) {
        piece.ornament(Shape::Path {
            from: (left(from) + column, height(start)),
            to: (left(to), height(end)),
            bent: true,
            stroke: Stroke::solid(LINE, 0.7),
        });
    }
    for (index, strip) in strips.iter().enumerate() {
        for (number, relation, place) in &strip.marks {
            let (x, y) = (left(index) + 1.5, height(*place) - MARK / 2.0);
            piece.ornament(chip((x, y), (column - 3.0, MARK), *relation));
            let look = Look::new(Face::Sans, 5.0, FAINT);
            let at = (left(index) - 10.0, y + MARK - 1.6);
            piece
                .ops
                .extend(label(context.fonts, &number.to_string(), look, at));
        }
    }
    for op in &mut piece.ops {
        op.element = Some(element);
    }
    let look = Look::new(Face::Sans, 7.6, SOFT);
    let caption = [(CAPTION.to_owned(), look)];
    let caption_tag = context.tags.add_to_document(Tag::Caption);
    let mut pieces = vec![Piece {
        keep_next: true,
        ..piece
    }];
    pieces.extend(paragraph(context.fonts, &caption, width, 11.0, caption_tag));
    pieces
}

/// From the mark of a statement to its next mark on the right: columns, then places.
fn links(strips: &[Strip]) -> Vec<(usize, usize, f32, f32)> {
    let mut links = Vec::new();
    for (from, strip) in strips.iter().enumerate() {
        for (number, _, start) in &strip.marks {
            let next = strips
                .iter()
                .enumerate()
                .skip(from + 1)
                .find_map(|(to, other)| {
                    let mark = other.marks.iter().find(|mark| mark.0 == *number)?;
                    Some((to, mark.2))
                });
            links.extend(next.map(|(to, end)| (from, to, *start, end)));
        }
    }
    links
}

fn words(strips: &[Strip]) -> String {
    let counts: Vec<String> = strips
        .iter()
        .map(|strip| format!("{} {}", strip.siglum, strip.marks.len()))
        .collect();
    format!(
        "Where each article carries the shared statements, from its first word at the top to its last at the bottom. Statements by article: {}. The table below says the same in words.",
        counts.join(", ")
    )
}
