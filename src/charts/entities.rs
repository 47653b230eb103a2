//! The two charts of the entity table: how often the most frequent names are named by each outlet, and where in each article
//! a name stands (a dispersion plot; see Hearst, "TileBars", CHI 1995, and the plots of concordancers).

use super::{Anchor, Chart, Ink, Rgb, Shape};

/// Width of a chart in points.
const WIDTH: f32 = 760.0;
const MARGIN: f32 = 18.0;
const TITLE: f32 = 15.0;
const TEXT: f32 = 11.5;
const SMALL: f32 = 10.0;
/// Height of one outlet's bar.
const BAR: f32 = 11.0;
/// Room for names on the left.
const NAMES: f32 = 170.0;
/// Room for numbers on the right.
const NUMBERS: f32 = 50.0;

/// One name of the bar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The name.
    pub name: String,
    /// One value per group, not below 0.
    pub values: Vec<f64>,
}

/// Bars of names by groups. `groups` are the outlets (or articles) with their colours; `unit` stands below the title.
pub fn bar_chart(
    title: &str,
    unit: &str,
    groups: &[(String, Rgb)],
    names: &[Bars],
    ink: Ink,
) -> Chart {
    let mut chart = started(title, unit, ink);
    let mut y = legend(&mut chart, groups, ink);
    let values = names.iter().flat_map(|bars| &bars.values);
    let highest = values
        .copied()
        .fold(0.0_f64, f64::max)
        .max(f64::MIN_POSITIVE);
    let room = f64::from(WIDTH - 2.0 * MARGIN - NAMES - NUMBERS);
    for bars in names {
        let n = bars.values.len() as f32;
        let middle = y + n * BAR / 2.0 + TEXT * 0.36;
        let name = shortened(&bars.name, 28);
        text(
            &mut chart,
            (MARGIN + NAMES - 10.0, middle),
            TEXT,
            Anchor::End,
            ink.text,
            name,
        );
        for (at, (value, (group, colour))) in bars.values.iter().zip(groups).enumerate() {
            let top = y + at as f32 * BAR;
            let number = figure(*value);
            chart.shapes.push(Shape::Bar {
                x: MARGIN + NAMES,
                y: top + 1.0,
                width: (value / highest * room).max(0.75) as f32,
                height: BAR - 2.0,
                colour: if *value > 0.0 { *colour } else { ink.line },
                about: format!("{} in {group}: {number}", bars.name),
            });
            let right = MARGIN + NAMES + (value / highest * room) as f32 + 5.0;
            let place = (right, top + BAR * 0.5 + SMALL * 0.36);
            text(&mut chart, place, SMALL, Anchor::Start, ink.faint, number);
        }
        y += n * BAR + 9.0;
    }
    chart.height = y + MARGIN - 9.0;
    chart
}

/// Where one article names somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Mentions {
    /// The article, as it is called on the left.
    pub article: String,
    /// Its outlet's colour.
    pub colour: Rgb,
    /// Its words.
    pub words: usize,
    /// Places of the mentions, 0 (its beginning) to 1 (its end), ascending.
    pub places: Vec<f32>,
}

/// A strip per article with a stroke for every mention.
pub fn dispersion_chart(title: &str, articles: &[Mentions], ink: Ink) -> Chart {
    let mut chart = started(
        title,
        "Every stroke is a mention, from the first word of the article to its last",
        ink,
    );
    let mut y = chart.height;
    let left = MARGIN + NAMES + 60.0;
    let room = WIDTH - MARGIN - NUMBERS - left;
    for article in articles {
        let middle = y + 8.0 + TEXT * 0.36;
        let name = shortened(&article.article, 38);
        text(
            &mut chart,
            (left - 10.0, middle),
            TEXT,
            Anchor::End,
            ink.text,
            name,
        );
        chart.shapes.push(Shape::Bar {
            x: left,
            y,
            width: room,
            height: 16.0,
            colour: ink.line,
            about: format!("{}, {} words", article.article, article.words),
        });
        for place in &article.places {
            let about = format!("{}: at {:.0} % of the text", article.article, place * 100.0);
            chart.shapes.push(Shape::Bar {
                x: left + place.clamp(0.0, 1.0) * (room - 2.0),
                y,
                width: 2.0,
                height: 16.0,
                colour: article.colour,
                about,
            });
        }
        let number = article.places.len().to_string();
        text(
            &mut chart,
            (left + room + 8.0, middle),
            SMALL,
            Anchor::Start,
            ink.faint,
            number,
        );
        y += 23.0;
    }
    chart.height = y + MARGIN - 6.0;
    chart
}

/// Title and note; `height` is where the rest begins.
pub(super) fn started(title: &str, note: &str, ink: Ink) -> Chart {
    let mut chart = Chart {
        title: title.to_owned(),
        width: WIDTH,
        height: MARGIN + TITLE + 32.0,
        paper: ink.paper,
        shapes: Vec::new(),
    };
    chart.shapes.push(Shape::Text {
        x: MARGIN,
        y: MARGIN + TITLE * 0.8,
        size: TITLE,
        bold: true,
        anchor: Anchor::Start,
        colour: ink.text,
        text: shortened(title, 80),
    });
    let place = (MARGIN, MARGIN + TITLE + 12.0);
    text(
        &mut chart,
        place,
        TEXT,
        Anchor::Start,
        ink.faint,
        note.to_owned(),
    );
    chart
}

/// The groups with their colours, in as many lines as they need; returns where the bars begin.
fn legend(chart: &mut Chart, groups: &[(String, Rgb)], ink: Ink) -> f32 {
    let (mut x, mut y) = (MARGIN, chart.height);
    for (name, colour) in groups {
        let name = shortened(name, 34);
        let width = 16.0 + name.chars().count() as f32 * TEXT * 0.56 + 16.0;
        if x + width > WIDTH - MARGIN && x > MARGIN {
            x = MARGIN;
            y += 18.0;
        }
        chart.shapes.push(Shape::Bar {
            x,
            y: y - 9.0,
            width: 10.0,
            height: 10.0,
            colour: *colour,
            about: name.clone(),
        });
        text(chart, (x + 16.0, y), TEXT, Anchor::Start, ink.text, name);
        x += width;
    }
    y + 16.0
}

fn text(
    chart: &mut Chart,
    (x, y): (f32, f32),
    size: f32,
    anchor: Anchor,
    colour: Rgb,
    text: String,
) {
    chart.shapes.push(Shape::Text {
        x,
        y,
        size,
        bold: false,
        anchor,
        colour,
        text,
    });
}

/// A count without decimals, a rate with one.
fn figure(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Chart, Ink, Shape};
    use super::{Bars, Mentions, bar_chart, dispersion_chart};

    fn bars() -> Chart {
        let groups = [
            ("Post".to_owned(), [200, 30, 30]),
            ("<Daily>".to_owned(), [30, 30, 200]),
        ];
        let names = [
            Bars {
                name: "John Kerry".to_owned(),
                values: vec![4.0, 2.0],
            },
            Bars {
                name: "Geneva & Co".to_owned(),
                values: vec![0.0, 1.5],
            },
        ];
        bar_chart("Most named", "per 1,000 words", &groups, &names, Ink::PRINT)
    }

    /// Widths of the bars about names.
    fn widths(chart: &Chart) -> Vec<f32> {
        let bars = chart.shapes.iter().filter_map(|shape| match shape {
            Shape::Bar { width, about, .. } if about.contains(" in ") => Some(*width),
            _ => None,
        });
        bars.collect()
    }

    #[test]
    fn bars_are_as_long_as_their_values() {
        let widths = widths(&bars());
        assert_eq!(widths.len(), 4);
        assert!((widths[0] / widths[1] - 2.0).abs() < 0.01, "{widths:?}");
        assert!((widths[0] / widths[3] - 4.0 / 1.5).abs() < 0.01);
        assert!(widths[2] < 1.0, "nothing is a sliver");
    }

    #[test]
    fn strokes_stand_where_the_mentions_stand() {
        let article = Mentions {
            article: "Post".to_owned(),
            colour: [1, 2, 3],
            words: 300,
            places: vec![0.0, 0.5, 1.0],
        };
        let chart = dispersion_chart("John Kerry", &[article], Ink::PRINT);
        let strokes: Vec<f32> = chart
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Bar { x, width, .. } if *width == 2.0 => Some(*x),
                _ => None,
            })
            .collect();
        let [first, middle, last] = strokes[..] else {
            panic!("{strokes:?}");
        };
        assert!((middle - f32::midpoint(first, last)).abs() < 0.01);
        assert!(last + 2.0 <= chart.width);
    }

    #[test]
    fn what_articles_say_stays_text_in_svg() {
        let svg = bars().to_svg();
        assert!(
            svg.contains("&lt;Daily&gt;") && svg.contains("Geneva &amp; Co"),
            "{svg}"
        );
        assert!(!svg.contains("<Daily>"));
        let count = |part: &str| svg.matches(part).count();
        assert_eq!(count("<text"), count("</text>"));
        assert_eq!(
            count("<rect"),
            count("</rect>") + 1,
            "the paper has no title"
        );
    }

    #[test]
    fn the_picture_shows_bars_and_letters() {
        let chart = bars();
        let mut bytes = Vec::new();
        chart.write_png(&mut bytes).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.width, (chart.width * 2.0) as u32);
        let has = |wanted: [u8; 3]| pixels.chunks_exact(4).any(|pixel| pixel[..3] == wanted);
        assert!(
            has([200, 30, 30]) && has([30, 30, 200]),
            "both outlets' bars"
        );
        assert!(has(Ink::PRINT.text), "letters");
        let mut empty = Vec::new();
        assert!(Chart::default().write_png(&mut empty).is_err());
    }
}
