//! Pieces onto pages: where each stands, and the marks it leaves there.

use pdf_writer::types::ArtifactType;
use pdf_writer::{Content, Finish as _, Name, Str};

use super::look::{BOTTOM, LONG, MARGIN, Rgb, SHORT, TOP};
use super::piece::{Op, Piece, Shape, Stroke};
use super::tags::Tags;

/// Where a piece stands.
#[derive(Clone, Copy)]
pub struct Place {
    /// On which page, from 0.
    pub page: usize,
    /// Top of the piece from the top of the page, in points.
    pub y: f32,
    /// Whether the head of its table is repeated above it.
    pub has_head: bool,
}

/// A page of a size, and what is drawn on it.
pub struct Page {
    /// On its side.
    pub is_wide: bool,
    content: Content,
    n_marks: i32,
}

impl Page {
    /// Width and height in points.
    pub fn size(&self) -> (f32, f32) {
        size(self.is_wide)
    }

    /// The marks as PDF writes them.
    pub fn finish(self) -> Vec<u8> {
        self.content.finish().to_vec()
    }
}

fn size(is_wide: bool) -> (f32, f32) {
    if is_wide {
        (LONG, SHORT)
    } else {
        (SHORT, LONG)
    }
}

/// Finds a place for every piece, in order.
pub fn places(pieces: &[Piece]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(pieces.len());
    let (mut page, mut y) = (0, TOP);
    for (index, piece) in pieces.iter().enumerate() {
        let bottom = size(piece.is_wide).1 - BOTTOM;
        let turns = index > 0 && pieces[index - 1].is_wide != piece.is_wide;
        let is_kept = index > 0 && pieces[index - 1].keep_next;
        let needed = if is_kept {
            piece.height
        } else {
            needed(&pieces[index..], bottom - TOP)
        };
        let is_top = y <= TOP;
        let before = if is_top { 0.0 } else { piece.before };
        if turns || (!is_top && y + before + needed > bottom) {
            page += 1;
            y = TOP;
        } else {
            y += before;
        }
        let head = piece.head.as_ref().filter(|_| y <= TOP);
        let above = head.map_or(0.0, |head| head.height);
        places.push(Place {
            page,
            y: y + above,
            has_head: head.is_some(),
        });
        y += above + piece.height;
    }
    places
}

/// Height of the first piece with all that must stay with it; alone where that is more than a page.
fn needed(pieces: &[Piece], page: f32) -> f32 {
    let mut height = 0.0;
    for (index, piece) in pieces.iter().enumerate() {
        height += piece.height + if index > 0 { piece.before } else { 0.0 };
        if height > page {
            return pieces[0].height;
        }
        if !piece.keep_next {
            break;
        }
    }
    height
}

/// Draws the pieces at their places.
pub fn draw(pieces: Vec<Piece>, places: &[Place], tags: &mut Tags) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (piece, place) in pieces.into_iter().zip(places) {
        if place.page == pages.len() {
            pages.push(Page {
                is_wide: piece.is_wide,
                content: Content::with_settings(super::COMPACT),
                n_marks: 0,
            });
        }
        let page = &mut pages[place.page];
        if let Some(head) = piece.head.filter(|_| place.has_head) {
            let repeated = head.ops.iter().map(|op| Op {
                element: None,
                shape: op.shape.clone(),
            });
            draw_ops(page, place.page, repeated, place.y - head.height, tags);
        }
        draw_ops(page, place.page, piece.ops.into_iter(), place.y, tags);
    }
    pages
}

/// Draws what is no part of the text: running heads, page numbers. Places are from the top of the page.
pub fn draw_ornaments(page: &mut Page, ops: Vec<Op>, tags: &mut Tags) {
    draw_ops(page, 0, ops.into_iter(), 0.0, tags);
}

fn draw_ops(
    page: &mut Page,
    number: usize,
    ops: impl Iterator<Item = Op>,
    top: f32,
    tags: &mut Tags,
) {
    let height = page.size().1;
    let mut open = None;
    for op in ops {
        if open != Some(op.element) {
            if open.is_some() {
                page.content.end_marked_content();
            }
            open = Some(op.element);
            begin(page, number, op.element, tags);
        }
        shape(&mut page.content, &op.shape, &|x, y| {
            (rounded(MARGIN + x), rounded(height - top - y))
        });
    }
    if open.is_some() {
        page.content.end_marked_content();
    }
}

fn begin(page: &mut Page, number: usize, element: Option<usize>, tags: &mut Tags) {
    if let Some(element) = element {
        tags.place(element, number, page.n_marks);
        let mut marked = page
            .content
            .begin_marked_content_with_properties(Name(b"Span"));
        marked.properties().identify(page.n_marks);
        marked.finish();
        page.n_marks += 1;
    } else {
        let mut marked = page
            .content
            .begin_marked_content_with_properties(Name(b"Artifact"));
        let properties = marked.properties();
        properties.artifact().kind(ArtifactType::Layout).finish();
        marked.finish();
    }
}

/// To a hundredth of a point.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

fn shape(content: &mut Content, shape: &Shape, at: &dyn Fn(f32, f32) -> (f32, f32)) {
    match shape {
        Shape::Text {
            x,
            y,
            size,
            colour,
            glyphs,
        } => text(content, at(*x, *y), *size, *colour, glyphs),
        Shape::Box {
            x,
            y,
            width,
            height,
            radius,
            fill,
            stroke,
        } => {
            let corner = at(*x, y + height);
            round_box(
                content,
                corner,
                (rounded(*width), rounded(*height)),
                *radius,
            );
            if let Some(colour) = fill {
                set_fill(content, *colour);
            }
            if let Some(stroke) = stroke {
                set_stroke(content, *stroke);
            }
            match (fill, stroke) {
                (Some(_), Some(_)) => content.fill_nonzero_and_stroke(),
                (Some(_), None) => content.fill_nonzero(),
                (None, Some(_)) => content.stroke(),
                (None, None) => content.end_path(),
            };
        }
        Shape::Path {
            from,
            to,
            bent,
            stroke,
        } => {
            set_stroke(content, *stroke);
            let ((x1, y1), (x2, y2)) = (at(from.0, from.1), at(to.0, to.1));
            content.move_to(x1, y1);
            if *bent {
                let middle = rounded(f32::midpoint(x1, x2));
                content.cubic_to(middle, y1, middle, y2, x2, y2);
            } else {
                content.line_to(x2, y2);
            }
            content.stroke();
        }
    }
}

/// Letters that lack in a face come from another: each stretch of one face is shown in it.
fn text(
    content: &mut Content,
    (x, y): (f32, f32),
    size: f32,
    colour: Rgb,
    glyphs: &[super::fonts::Glyph],
) {
    set_fill(content, colour);
    content.begin_text();
    content.next_line(x, y);
    for stretch in glyphs.chunk_by(|lhs, rhs| lhs.face == rhs.face) {
        content.set_font(Name(&stretch[0].face.resource()), rounded(size));
        let codes: Vec<u8> = stretch
            .iter()
            .flat_map(|glyph| glyph.code.to_be_bytes())
            .collect();
        content.show(Str(&codes));
    }
    content.end_text();
}

fn round_box(content: &mut Content, (x, y): (f32, f32), (width, height): (f32, f32), radius: f32) {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if radius <= 0.0 {
        content.rect(x, y, width, height);
        return;
    }
    // a quarter of a circle as a cubic curve
    let control = radius * 0.447_7;
    let (right, top) = (x + width, y + height);
    content
        .move_to(x + radius, y)
        .line_to(right - radius, y)
        .cubic_to(right - control, y, right, y + control, right, y + radius)
        .line_to(right, top - radius)
        .cubic_to(
            right,
            top - control,
            right - control,
            top,
            right - radius,
            top,
        )
        .line_to(x + radius, top)
        .cubic_to(x + control, top, x, top - control, x, top - radius)
        .line_to(x, y + radius)
        .cubic_to(x, y + control, x + control, y, x + radius, y)
        .close_path();
}

fn set_fill(content: &mut Content, Rgb(red, green, blue): Rgb) {
    let [red, green, blue] = [red, green, blue].map(share);
    content.set_fill_rgb(red, green, blue);
}

fn set_stroke(content: &mut Content, stroke: Stroke) {
    let Rgb(red, green, blue) = stroke.colour;
    let [red, green, blue] = [red, green, blue].map(share);
    content.set_stroke_rgb(red, green, blue);
    content.set_line_width(stroke.width);
    let dashes: &[f32] = if stroke.dashed { &[1.8, 1.4] } else { &[] };
    content.set_dash_pattern(dashes.iter().copied(), 0.0);
}

/// 0 to 255 as 0 to 1, to three places.
fn share(byte: u8) -> f32 {
    (f32::from(byte) / 0.255).round() / 1000.0
}
