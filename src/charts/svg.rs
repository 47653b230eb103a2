//! A chart as SVG 1.1: text stays text, every bar has a title.

use std::fmt::Write as _;

use super::{Anchor, Chart, Rgb, Shape, bends};

impl Chart {
    /// The chart as an SVG document.
    pub fn to_svg(&self) -> String {
        let (width, height) = (self.width, self.height);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"Inter, Helvetica, Arial, sans-serif\">\n<title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            escaped(&self.title),
            hex(self.paper)
        );
        for shape in &self.shapes {
            write_shape(&mut out, shape);
        }
        out.push_str("</svg>\n");
        out
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    // Writing to a String never fails.
    let _ = match shape {
        Shape::Bar {
            x,
            y,
            width,
            height,
            colour,
            about,
        } => writeln!(
            out,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{}\"><title>{}</title></rect>",
            hex(*colour),
            escaped(about)
        ),
        Shape::Curve {
            from,
            to,
            width,
            colour,
        } => {
            let [first, second] = bends(*from, *to);
            writeln!(
                out,
                "<path d=\"M{:.2} {:.2} C{:.2} {:.2} {:.2} {:.2} {:.2} {:.2}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width:.2}\"/>",
                from.0,
                from.1,
                first.0,
                first.1,
                second.0,
                second.1,
                to.0,
                to.1,
                hex(*colour)
            )
        }
        Shape::Text {
            x,
            y,
            size,
            bold,
            anchor,
            colour,
            text,
        } => writeln!(
            out,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\" font-weight=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>",
            if *bold { 600 } else { 400 },
            match anchor {
                Anchor::Start => "start",
                Anchor::End => "end",
            },
            hex(*colour),
            escaped(text)
        ),
    };
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text for XML: marks escaped, control characters (which XML 1.0 forbids) left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
