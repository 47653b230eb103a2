//! Pieces onto pages: where each stands, and what is drawn on each page.

use krilla::geom::Rect;

use super::look::{BOTTOM, LONG, MARGIN, SHORT, TOP};
use super::piece::{Op, Piece};
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

/// A page of a size, and what is drawn on it. Places are in points from the left margin and from the top of the page.
pub struct Page {
    /// On its side.
    pub is_wide: bool,
    /// The text, in reading order.
    pub ops: Vec<Op>,
    /// Above the text.
    pub head: Vec<Op>,
    /// Below the text.
    pub foot: Vec<Op>,
}

impl Page {
    /// Width and height in points.
    pub fn size(&self) -> (f32, f32) {
        size(self.is_wide)
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

/// Puts the pieces onto their pages.
pub fn fill(pieces: Vec<Piece>, places: &[Place], tags: &mut Tags) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (piece, place) in pieces.into_iter().zip(places) {
        if place.page == pages.len() {
            pages.push(Page {
                is_wide: piece.is_wide,
                ops: Vec::new(),
                head: Vec::new(),
                foot: Vec::new(),
            });
        }
        let page = &mut pages[place.page];
        if let Some((element, width)) = piece.picture {
            let bounds = Rect::from_xywh(MARGIN, place.y, width, piece.height);
            tags.bound(element, place.page, bounds.expect("pictures have a size"));
        }
        if let Some(head) = piece.head.filter(|_| place.has_head) {
            let repeated = head.ops.iter().map(|op| Op {
                element: None,
                ..op.clone()
            });
            let top = place.y - head.height;
            page.ops.extend(repeated.map(|op| op.moved(0.0, top)));
        }
        let ops = piece.ops.into_iter();
        page.ops.extend(ops.map(|op| op.moved(0.0, place.y)));
    }
    pages
}
