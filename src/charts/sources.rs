//! Who rests on whom as a drawing: sources on the left, articles in the middle with those of one origin in one frame, the speakers
//! they quote on the right. What the window draws as buttons, for files.

use super::{Anchor, Chart, Ink, Rgb, Shape};

/// What the drawing shows. Numbers of articles point into `articles`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// Names of the articles with their outlets' colours.
    pub articles: Vec<(String, Rgb)>,
    /// The articles of each origin.
    pub origins: Vec<Vec<usize>>,
    /// What articles rest on: name, and how often each article names it.
    pub sources: Vec<Tied>,
    /// Whom articles quote: name, and how often each article quotes them.
    pub speakers: Vec<Tied>,
}

/// A source or a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    /// Its name.
    pub name: String,
    /// Article and how often.
    pub articles: Vec<(usize, usize)>,
}

const MARGIN: f32 = 20.0;
/// Width of a node.
const NODE: f32 = 190.0;
const ROW: f32 = 26.0;
const NODE_HEIGHT: f32 = 22.0;
/// Room for the lines between two columns.
const BETWEEN: f32 = 90.0;
const SIZE: f32 = 11.5;

/// Draws them.
pub fn sources_chart(title: &str, shown: &Sources, ink: Ink) -> Chart {
    let n = shown.origins.len();
    let note = match n {
        1 => "1 independent origin".to_owned(),
        n => format!("{n} independent origins"),
    };
    let mut chart = super::entities::started(title, &note, ink);
    let top = chart.height + ROW;
    let lefts = [0.0, 1.0, 2.0].map(|column| MARGIN + column * (NODE + BETWEEN));
    let (articles, bottom) = place_articles(shown, &mut chart, (lefts[1], top), ink);
    let heads = [
        ("Rest on", !shown.sources.is_empty()),
        ("Articles", true),
        ("Quote", !shown.speakers.is_empty()),
    ];
    for (left, (head, _)) in lefts
        .iter()
        .zip(heads)
        .filter(|(_, (_, is_shown))| *is_shown)
    {
        chart
            .shapes
            .push(label((*left, top - 12.0), head, true, ink.faint));
    }
    let row = |at: usize| top + at as f32 * ROW;
    for (at, source) in shown.sources.iter().enumerate() {
        for (article, count) in &source.articles {
            let from = (lefts[0] + NODE, row(at) + NODE_HEIGHT / 2.0);
            let to = (lefts[1], articles[*article] + NODE_HEIGHT / 2.0);
            chart
                .shapes
                .push(tie(from, to, *count, shown.articles[*article].1));
        }
    }
    for (at, speaker) in shown.speakers.iter().enumerate() {
        for (article, count) in &speaker.articles {
            let from = (lefts[1] + NODE, articles[*article] + NODE_HEIGHT / 2.0);
            let to = (lefts[2], row(at) + NODE_HEIGHT / 2.0);
            chart
                .shapes
                .push(tie(from, to, *count, shown.articles[*article].1));
        }
    }
    for (article, (name, colour)) in shown.articles.iter().enumerate() {
        node(
            &mut chart,
            (lefts[1], articles[article]),
            name,
            *colour,
            ink,
        );
    }
    for (left, all) in [(lefts[0], &shown.sources), (lefts[2], &shown.speakers)] {
        for (at, tied) in all.iter().enumerate() {
            node(&mut chart, (left, row(at)), &tied.name, ink.text, ink);
        }
    }
    let rows = shown.sources.len().max(shown.speakers.len());
    chart.width = chart.width.max(lefts[2] + NODE + MARGIN);
    chart.height = bottom.max(row(rows)) + MARGIN;
    chart
}

/// Where each article's node stands, with a frame around those of one origin, and where the column ends.
fn place_articles(
    shown: &Sources,
    chart: &mut Chart,
    (left, top): (f32, f32),
    ink: Ink,
) -> (Vec<f32>, f32) {
    let mut tops = vec![top; shown.articles.len()];
    let mut y = top;
    for origin in &shown.origins {
        let start = y;
        for article in origin {
            tops[*article] = y;
            y += ROW;
        }
        if origin.len() > 1 {
            let height = y - start - (ROW - NODE_HEIGHT) + 8.0;
            chart.shapes.push(bar(
                (left - 4.0, start - 4.0),
                (NODE + 8.0, height),
                ink.line,
            ));
        }
        y += 8.0;
    }
    (tops, y)
}

fn bar((x, y): (f32, f32), (width, height): (f32, f32), colour: Rgb) -> Shape {
    Shape::Bar {
        x,
        y,
        width,
        height,
        colour,
        about: String::new(),
    }
}

fn label((x, y): (f32, f32), text: &str, bold: bool, colour: Rgb) -> Shape {
    Shape::Text {
        x,
        y,
        size: SIZE,
        bold,
        anchor: Anchor::Start,
        colour,
        text: text.to_owned(),
    }
}

/// A name in a box: a line around the paper's colour.
fn node(chart: &mut Chart, (x, y): (f32, f32), name: &str, colour: Rgb, ink: Ink) {
    chart
        .shapes
        .push(bar((x, y), (NODE, NODE_HEIGHT), ink.line));
    chart.shapes.push(bar(
        (x + 1.0, y + 1.0),
        (NODE - 2.0, NODE_HEIGHT - 2.0),
        ink.paper,
    ));
    let text = super::entities::shortened(name, 30);
    chart
        .shapes
        .push(label((x + 8.0, y + 15.0), &text, false, colour));
}

/// A line that is thicker the more often.
fn tie(from: (f32, f32), to: (f32, f32), count: usize, colour: Rgb) -> Shape {
    Shape::Curve {
        from,
        to,
        width: 1.0 + (count as f32).ln().max(0.0),
        colour,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, Tied, sources_chart};
    use crate::charts::{Ink, Shape};

    fn shown() -> Sources {
        let tied = |name: &str, articles: &[(usize, usize)]| Tied {
            name: name.to_owned(),
            articles: articles.to_vec(),
        };
        Sources {
            articles: vec![
                ("A Morning Post".to_owned(), [200, 0, 0]),
                ("B Evening <Star>".to_owned(), [0, 0, 200]),
                ("C Gazette".to_owned(), [0, 120, 0]),
            ],
            origins: vec![vec![0, 2], vec![1]],
            sources: vec![tied("AFP", &[(0, 1), (2, 4)])],
            speakers: vec![tied("Ann Lee", &[(1, 2)])],
        }
    }

    #[test]
    fn every_tie_is_a_curve_in_its_articles_colour() {
        let chart = sources_chart("Sources", &shown(), Ink::PRINT);
        let curves: Vec<[u8; 3]> = chart
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Curve { colour, .. } => Some(*colour),
                _ => None,
            })
            .collect();
        assert_eq!(curves, [[200, 0, 0], [0, 120, 0], [0, 0, 200]]);
    }

    #[test]
    fn it_can_be_written_as_a_drawing_and_as_a_picture() {
        let chart = sources_chart("Sources", &shown(), Ink::PRINT);
        let svg = chart.to_svg();
        assert!(svg.contains("2 independent origins") && svg.contains("B Evening &lt;Star&gt;"));
        assert_eq!(svg.matches("<path ").count(), 3);
        let mut png = Vec::new();
        chart.write_png(&mut png).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let red = pixels
            .chunks_exact(4)
            .filter(|p| p[..3] == [200, 0, 0])
            .count();
        assert!(red > 100, "{red} pixels in the first article's colour");
    }
}
