//! Where the lines of a long list stand when they are not equally high: only those in sight are looked at.

use std::ops::Range;

/// Upper edges of all lines and the lower edge of the last, in points from the top of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Tops(Vec<f32>);

impl Default for Tops {
    fn default() -> Self {
        Self(vec![0.0])
    }
}

impl Tops {
    /// Lines of these heights, from top to bottom.
    pub fn new(heights: impl IntoIterator<Item = f32>) -> Self {
        let mut tops = vec![0.0];
        let mut at = 0.0;
        for height in heights {
            at += height;
            tops.push(at);
        }
        Self(tops)
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.0[self.len()]
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.0.len() - 1
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Upper and lower edge of a line.
    pub fn edges(&self, line: usize) -> (f32, f32) {
        (self.0[line], self.0[line + 1])
    }

    /// The lines that touch the strip between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.0[1..].partition_point(|bottom| *bottom <= from);
        let last = self.0[..self.len()].partition_point(|top| *top < to);
        first.min(last)..last
    }

    /// Where a list that shows `height` points from `top` on must stand so that the line is in sight; `None`: it is.
    pub fn reveal(&self, line: usize, (top, height): (f32, f32)) -> Option<f32> {
        let (upper, lower) = self.edges(line);
        if upper < top {
            Some(upper)
        } else if lower > top + height {
            Some(lower - height)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tops;

    #[test]
    fn only_lines_in_sight_are_listed() {
        let tops = Tops::new([30.0, 40.0, 30.0]);
        assert_eq!(tops.height(), 100.0);
        assert_eq!(tops.between(0.0, 30.0), 0..1);
        assert_eq!(tops.between(29.0, 71.0), 0..3);
        assert_eq!(tops.between(200.0, 300.0), 3..3);
        assert_eq!(Tops::default().between(0.0, 100.0), 0..0);
    }

    #[test]
    fn a_line_is_revealed_with_the_least_movement() {
        let tops = Tops::new([30.0, 40.0, 30.0]);
        assert_eq!(tops.reveal(1, (0.0, 100.0)), None);
        assert_eq!(tops.reveal(0, (10.0, 50.0)), Some(0.0));
        assert_eq!(tops.reveal(2, (0.0, 50.0)), Some(50.0));
    }
}
