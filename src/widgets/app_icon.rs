//! The program's icon: columns of text on the accent's ground, some lines marked. One list of rectangles is its only source: the
//! window, the files of the packages (`cargo run --example icons`) and the drawing are made of it.

use egui::Color32;
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use super::theme::Theme;

/// Side of the square the rectangles are given in.
const SIDE: f32 = 64.0;
/// Up to this size in pixels the icon has fewer, larger lines.
const SMALL: u32 = 32;

/// A rectangle with rounded corners.
struct Bar {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    radius: f32,
    colour: Color32,
}

/// The icon's rectangles, the ground first.
fn bars(small: bool) -> Vec<Bar> {
    let tokens = Theme::of(egui::Theme::Light);
    let mut bars = vec![Bar {
        left: 2.0,
        top: 2.0,
        width: 60.0,
        height: 60.0,
        radius: 12.0,
        colour: tokens.accent.fill,
    }];
    let (columns, rows, step, thick) = if small {
        (3_u32, 4_u32, 12.0, 8.0)
    } else {
        (6, 8, 5.0, 3.0)
    };
    let width = 48.0 / columns as f32;
    for row in 0..rows {
        for column in 0..columns {
            // Columns of different lengths.
            if !small && (row * 7 + column * 5).is_multiple_of(11) {
                continue;
            }
            // The marks say that columns share some lines.
            let colour = match (row * 3 + column) % 5 {
                0 => tokens.relation.same_strong,
                2 => tokens.relation.edited_strong,
                _ => tokens.surface.page,
            };
            bars.push(Bar {
                left: 8.0 + column as f32 * width,
                top: 10.0 + row as f32 * step + if small { 0.0 } else { 2.0 },
                width: width - 2.0,
                height: thick,
                radius: 0.8,
                colour,
            });
        }
    }
    bars
}

/// The icon in `size` x `size` pixels: red, green, blue, alpha of each, not premultiplied.
pub fn pixels(size: u32) -> Vec<u8> {
    let mut map = Pixmap::new(size, size).expect("an icon has a size");
    let scale = Transform::from_scale(size as f32 / SIDE, size as f32 / SIDE);
    for bar in bars(size <= SMALL) {
        let mut paint = Paint::default();
        let [red, green, blue, alpha] = bar.colour.to_array();
        paint.set_color_rgba8(red, green, blue, alpha);
        paint.anti_alias = true;
        let path = rounded(&bar).expect("a bar has a size");
        map.fill_path(&path, &paint, FillRule::Winding, scale, None);
    }
    map.pixels()
        .iter()
        .flat_map(|pixel| {
            let colour = pixel.demultiply();
            [colour.red(), colour.green(), colour.blue(), colour.alpha()]
        })
        .collect()
}

fn rounded(bar: &Bar) -> Option<tiny_skia::Path> {
    let rect = Rect::from_xywh(bar.left, bar.top, bar.width, bar.height)?;
    // How far the handles of a cubic curve stand from the corner, so that it is close to a quarter circle.
    let (r, k) = (bar.radius, bar.radius * (1.0 - 0.552_284_8));
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - k, top, right, top + k, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + k, left + k, top, left + r, top);
    path.close();
    path.finish()
}

/// The icon as a drawing that stays sharp.
pub fn svg() -> String {
    let rects: String = bars(false).iter().map(svg_rect).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\" width=\"{SIDE}\" height=\"{SIDE}\">\n<title>Hexapla</title>\n{rects}</svg>\n"
    )
}

fn svg_rect(bar: &Bar) -> String {
    let [red, green, blue, _] = bar.colour.to_array();
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"#{red:02x}{green:02x}{blue:02x}\"/>\n",
        bar.left, bar.top, bar.width, bar.height, bar.radius
    )
}

#[cfg(test)]
mod tests {
    use super::{pixels, svg};

    #[test]
    fn every_size_has_clear_corners_and_a_filled_middle() {
        for size in [16, 32, 48, 256] {
            let rgba = pixels(size);
            assert_eq!(rgba.len(), (size * size * 4) as usize);
            assert_eq!(rgba[3], 0, "the corner is clear");
            let middle = ((size / 2) * size + size / 2) as usize * 4;
            assert_eq!(rgba[middle + 3], 255);
        }
    }

    #[test]
    fn the_kept_drawing_is_the_one_that_is_made() {
        assert_eq!(svg(), include_str!("../../assets/icons/app/hexapla.svg"));
    }
}
