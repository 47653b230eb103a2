//! Marks onto the pages of krilla: letters, boxes, paths, each as content of its element or as an ornament.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::paint::{Fill, Paint, Stroke as Line, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::fonts::Fonts;
use super::look::{MARGIN, Rgb};
use super::piece::{Op, Shape, Stroke};
use super::tags::{LANGUAGE, Tags};
use crate::report::outline::Language;

/// Draws marks in their order; those without an element are ornaments of this kind.
pub fn ops(
    surface: &mut Surface<'_>,
    ops: &[Op],
    ornament: ArtifactType,
    fonts: &Fonts<'_>,
    tags: &mut Tags,
) {
    let is_one = |lhs: &Op, rhs: &Op| {
        lhs.element == rhs.element && (lhs.element.is_none() || lhs.language == rhs.language)
    };
    for stretch in ops.chunk_by(is_one) {
        match stretch[0].element {
            Some(element) => {
                let is_text = |op: &Op| matches!(op.shape, Shape::Text { .. });
                let content = if stretch.iter().all(is_text) {
                    let language = stretch[0].language.as_ref().map(Language::tag);
                    let other = language.filter(|tag| *tag != LANGUAGE);
                    ContentTag::Span(SpanTag::empty().with_lang(other))
                } else {
                    ContentTag::Other
                };
                tags.place(element, surface.start_tagged(content));
            }
            None => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ornament)));
            }
        }
        for op in stretch {
            shape(surface, &op.shape, fonts);
        }
        surface.end_tagged();
    }
}

/// To a hundredth of a point: a shorter file, and no eye sees less.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

fn at(x: f32, y: f32) -> (f32, f32) {
    (rounded(MARGIN + x), rounded(y))
}

fn shape(surface: &mut Surface<'_>, shape: &Shape, fonts: &Fonts<'_>) {
    match shape {
        Shape::Text {
            x,
            y,
            size,
            colour,
            words,
        } => {
            let (x, y) = at(*x, *y);
            let font = fonts.font(words.font).clone();
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            let size = rounded(*size);
            surface.draw_glyphs(
                Point::from_xy(x, y),
                &words.glyphs,
                font,
                &words.text,
                size,
                false,
            );
        }
        Shape::Box {
            x,
            y,
            width,
            height,
            radius,
            fill: ground,
            stroke,
        } => {
            if ground.is_none() && stroke.is_none() {
                return;
            }
            let size = (rounded(*width), rounded(*height));
            let Some(path) = round_box(at(*x, *y), size, *radius) else {
                return;
            };
            surface.set_fill(ground.map(fill));
            surface.set_stroke(stroke.map(line));
            surface.draw_path(&path);
        }
        Shape::Path {
            from,
            to,
            bent,
            stroke,
        } => {
            let ((x1, y1), (x2, y2)) = (at(from.0, from.1), at(to.0, to.1));
            let mut path = PathBuilder::new();
            path.move_to(x1, y1);
            if *bent {
                let middle = rounded(f32::midpoint(x1, x2));
                path.cubic_to(middle, y1, middle, y2, x2, y2);
            } else {
                path.line_to(x2, y2);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(line(*stroke)));
                surface.draw_path(&path);
            }
        }
    }
}

/// A box; none where it has no size.
fn round_box((x, y): (f32, f32), (width, height): (f32, f32), radius: f32) -> Option<Path> {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let mut path = PathBuilder::new();
    if radius <= 0.0 {
        path.push_rect(Rect::from_xywh(x, y, width, height)?);
        return path.finish();
    }
    // a quarter of a circle as a cubic curve
    let control = radius * 0.447_7;
    let (right, bottom) = (x + width, y + height);
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - control, y, right, y + control, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(
        right,
        bottom - control,
        right - control,
        bottom,
        right - radius,
        bottom,
    );
    path.line_to(x + radius, bottom);
    path.cubic_to(x + control, bottom, x, bottom - control, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + control, x + control, y, x + radius, y);
    path.close();
    path.finish()
}

fn paint(Rgb(red, green, blue): Rgb) -> Paint {
    rgb::Color::new(red, green, blue).into()
}

fn fill(colour: Rgb) -> Fill {
    Fill {
        paint: paint(colour),
        ..Fill::default()
    }
}

fn line(stroke: Stroke) -> Line {
    Line {
        paint: paint(stroke.colour),
        width: stroke.width,
        dash: stroke.dashed.then(|| StrokeDash {
            array: vec![1.8, 1.4],
            offset: 0.0,
        }),
        ..Line::default()
    }
}
