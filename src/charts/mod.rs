//! Charts as plain values: what is painted where, in points. The window paints them, files hold them as SVG or PNG; all three
//! show the same.

mod entities;
mod png;
mod sources;
mod svg;

pub use entities::{Bars, Mentions, bar_chart, dispersion_chart};
pub use sources::{Sources, Tied, sources_chart};

/// A colour, red, green and blue.
pub type Rgb = [u8; 3];

/// Colours of everything that is not an outlet's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The ground.
    pub paper: Rgb,
    /// Names and headings.
    pub text: Rgb,
    /// Numbers and notes.
    pub faint: Rgb,
    /// Lines and empty bars.
    pub line: Rgb,
}

impl Ink {
    /// Dark on white, for files.
    pub const PRINT: Self = Self {
        paper: [255, 255, 255],
        text: [28, 30, 34],
        faint: [96, 101, 110],
        line: [222, 225, 230],
    };
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its right end.
    End,
}

/// A shape. Distances are points from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Bar {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Its colour.
        colour: Rgb,
        /// What it stands for, shown when the pointer rests on it.
        about: String,
    },
    /// A line that leaves and arrives level, bent like an S.
    Curve {
        /// Where it begins.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// Its thickness.
        width: f32,
        /// Its colour.
        colour: Rgb,
    },
    /// A line of text.
    Text {
        /// Where its anchor stands.
        x: f32,
        /// Its base line.
        y: f32,
        /// Height of the letters.
        size: f32,
        /// Heavier letters.
        bold: bool,
        /// Which end stands at `x`.
        anchor: Anchor,
        /// Its colour.
        colour: Rgb,
        /// The words.
        text: String,
    },
}

/// A chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// Its title, also for screen readers.
    pub title: String,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The ground.
    pub paper: Rgb,
    /// From back to front.
    pub shapes: Vec<Shape>,
}

/// The two points that bend a [`Shape::Curve`], halfway between its ends.
pub fn bends(from: (f32, f32), to: (f32, f32)) -> [(f32, f32); 2] {
    let middle = f32::midpoint(from.0, to.0);
    [(middle, from.1), (middle, to.1)]
}
