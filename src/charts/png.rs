//! A chart as PNG, twice as fine as the screen: bars and the outlines of letters filled by a software rasteriser.

use std::io;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::{Anchor, Chart, Rgb, Shape, bends};

/// Pixels per point.
const SCALE: f32 = 2.0;
/// Largest side of a picture in pixels; a longer chart is cut, which its caller avoids.
const MAX_SIDE: f32 = 16_000.0;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

impl Chart {
    /// The chart as a PNG file. Fails when it has no size or `out` cannot be written.
    pub fn write_png(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let side = |points: f32| (points * SCALE).ceil().clamp(0.0, MAX_SIDE) as u32;
        let (width, height) = (side(self.width), side(self.height));
        let mut pixmap = Pixmap::new(width, height)
            .ok_or_else(|| io::Error::other("the chart is empty: there is nothing to paint"))?;
        pixmap.fill(colour(self.paper));
        let fonts = [REGULAR, BOLD]
            .map(|bytes| FontRef::new(bytes).expect("the fonts in assets are fonts"));
        for shape in &self.shapes {
            paint(&mut pixmap, shape, &fonts);
        }
        let mut encoder = png::Encoder::new(out, width, height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(io::Error::other)?;
        // The paper is opaque, so premultiplied colours are plain colours.
        writer
            .write_image_data(pixmap.data())
            .map_err(io::Error::other)?;
        writer.finish().map_err(io::Error::other)
    }
}

fn colour([red, green, blue]: Rgb) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(pixmap: &mut Pixmap, shape: &Shape, fonts: &[FontRef<'static>; 2]) {
    let mut ink = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    let scaled = Transform::from_scale(SCALE, SCALE);
    match shape {
        Shape::Bar {
            x,
            y,
            width,
            height,
            colour: of_bar,
            ..
        } => {
            ink.set_color(colour(*of_bar));
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                pixmap.fill_rect(rect, &ink, scaled, None);
            }
        }
        Shape::Curve {
            from,
            to,
            width,
            colour: of_line,
        } => {
            ink.set_color(colour(*of_line));
            let [first, second] = bends(*from, *to);
            let mut builder = PathBuilder::new();
            builder.move_to(from.0, from.1);
            builder.cubic_to(first.0, first.1, second.0, second.1, to.0, to.1);
            if let Some(path) = builder.finish() {
                let stroke = Stroke {
                    width: *width,
                    ..Stroke::default()
                };
                pixmap.stroke_path(&path, &ink, &stroke, scaled, None);
            }
        }
        Shape::Text {
            x,
            y,
            size,
            bold,
            anchor,
            colour: of_text,
            text,
        } => {
            ink.set_color(colour(*of_text));
            let font = &fonts[usize::from(*bold)];
            let letters = outlines(font, text, *size);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::End => x - letters.width,
            };
            if let Some(path) = letters.path {
                let placed = scaled.pre_translate(left, *y);
                pixmap.fill_path(&path, &ink, FillRule::Winding, placed, None);
            }
        }
    }
}

/// The outlines of a line of text from its base line, and its width.
struct Letters {
    path: Option<Path>,
    width: f32,
}

fn outlines(font: &FontRef<'_>, text: &str, size: f32) -> Letters {
    let size = Size::new(size);
    let glyphs = font.charmap();
    let metrics = font.glyph_metrics(size, LocationRef::default());
    let shapes = font.outline_glyphs();
    let mut pen = Pen {
        builder: PathBuilder::new(),
        x: 0.0,
    };
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        // A letter the face does not have is its empty box.
        let glyph = glyphs.map(letter).unwrap_or(GlyphId::new(0));
        if let Some(shape) = shapes.get(glyph) {
            let settings = DrawSettings::unhinted(size, LocationRef::default());
            if let Err(error) = shape.draw(settings, &mut pen) {
                log::debug!("no outline of {letter:?}: {error}");
            }
        }
        pen.x += metrics.advance_width(glyph).unwrap_or_default();
    }
    Letters {
        path: pen.builder.finish(),
        width: pen.x,
    }
}

/// Takes the outline of one letter after the other; fonts count upwards, pictures downwards.
struct Pen {
    builder: PathBuilder,
    x: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, -y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.builder.quad_to(self.x + cx, -cy, self.x + x, -y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let left = self.x;
        self.builder
            .cubic_to(left + ax, -ay, left + bx, -by, left + x, -y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
