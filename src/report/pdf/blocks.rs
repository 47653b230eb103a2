//! From the parts of the outline to pieces: headings, paragraphs, lists, the wordings of a statement side by side.

use krilla::tagging::{ListNumbering, Tag};

use super::fonts::{Face, Fonts};
use super::look::{ACCENT, FAINT, INK, LONG, Look, MARGIN, Mark, SHORT, SOFT, outlet};
use super::piece::{CHIP_INK, Piece, Shape, Stroke, paragraph, paragraph_at_right, stack};
use super::tags::{self, Element, Tags};
use super::{chart, table};
use crate::report::outline::{Node, Run, Style, is_followed, is_wide_part, leads};

/// What laying out needs.
pub struct Context<'a, 'f> {
    /// Letters and their widths.
    pub fonts: &'a mut Fonts<'f>,
    /// The structure that grows with the pieces.
    pub tags: &'a mut Tags,
}

/// Size and leading of what the program says, and of what articles say.
const SANS: (f32, f32) = (8.8, 12.8);
const SERIF: (f32, f32) = (9.2, 13.4);
/// White space between two wordings side by side.
const GUTTER: f32 = 18.0;
/// Two wordings stand side by side up to this height.
const MOST_BESIDE: f32 = 330.0;

/// How words of this style are set; `size` is that of the words around.
fn look_of(style: Style, size: f32) -> Look {
    // the serif face looks smaller than the sans face of the same size
    let serif = size * SERIF.0 / SANS.0;
    let marked = |face, size, colour, mark| Look {
        mark,
        ..Look::new(face, size, colour)
    };
    match style {
        Style::Plain | Style::Bar(..) => Look::new(Face::Sans, size, INK),
        Style::Strong => Look::new(Face::SansBold, size, INK),
        Style::Quiet => Look::new(Face::Sans, size * 0.96, SOFT),
        Style::Article => Look::new(Face::Serif, serif, INK),
        Style::Context => Look::new(Face::Serif, serif, FAINT),
        Style::Changed => marked(Face::SerifBold, serif, INK, Mark::Changed),
        Style::Siglum(colour) => Look::new(Face::SansBold, size, outlet(colour)),
        Style::Relation(relation) => {
            marked(Face::SansMedium, size * 0.9, CHIP_INK, Mark::Chip(relation))
        }
    }
}

/// The words of runs, each with how it is set.
pub fn set(runs: &[Run], size: f32) -> Vec<(String, Look)> {
    let look = |run: &Run| Look {
        language: run.language,
        ..look_of(run.style, size)
    };
    let set = |run: &Run| (run.text.clone(), look(run));
    runs.iter().map(set).collect()
}

/// All nodes as pieces.
pub fn pieces(context: &mut Context<'_, '_>, nodes: &[Node]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut index = 0;
    let mut is_wide = false;
    let mut list = None;
    while index < nodes.len() {
        let node = &nodes[index];
        if let Node::Heading(2, _) = node {
            is_wide = is_wide_part(&nodes[index + 1..]);
        }
        let width = if is_wide { LONG } else { SHORT } - 2.0 * MARGIN;
        if !matches!(node, Node::Item(_)) {
            list = None;
        }
        let n_words = nodes[index..]
            .iter()
            .take_while(|node| matches!(node, Node::Words { .. }))
            .count();
        let mut new = if n_words > 0 {
            let last = index + n_words;
            let words = wordings(context, &nodes[index..last], width);
            index = last - 1;
            words
        } else {
            one(context, node, width, &mut list)
        };
        let next = nodes.get(index + 1);
        if leads(node, next) {
            for piece in &mut new {
                piece.keep_next = true;
            }
        }
        if is_followed(&nodes[index], next)
            && let Some(last) = new.last_mut()
        {
            last.keep_next = true;
        }
        for piece in &mut new {
            piece.is_wide = is_wide;
        }
        pieces.extend(new);
        index += 1;
    }
    pieces
}

fn one(
    context: &mut Context<'_, '_>,
    node: &Node,
    width: f32,
    list: &mut Option<Element>,
) -> Vec<Piece> {
    match node {
        Node::Heading(level, words) => heading(context, *level, words, width),
        Node::Text(runs) => {
            let element = context.tags.add_to_document(Tag::P);
            let runs = set(runs, SANS.0);
            let mut pieces = paragraph(context.fonts, &runs, width.min(500.0), SANS.1, element);
            if let Some(first) = pieces.first_mut() {
                first.before = 4.0;
            }
            pieces
        }
        Node::Item(runs) => item(context, runs, width, list),
        Node::Table(grid) if grid.rows.is_empty() => Vec::new(),
        Node::Table(grid) => table::table(context, grid, width),
        Node::Placement(strips) => chart::placements(context, strips, width),
        Node::Words { .. } => wordings(context, std::slice::from_ref(node), width),
    }
}

fn heading(context: &mut Context<'_, '_>, level: u8, run: &Run, width: f32) -> Vec<Piece> {
    let words = run.text.as_str();
    let (look, leading, before) = match level {
        1 => (Look::new(Face::SerifBold, 23.0, INK), 28.0, 8.0),
        2 => (Look::new(Face::SansBold, 14.5, INK), 19.0, 26.0),
        _ => (Look::new(Face::SerifBold, 10.6, INK), 14.6, 15.0),
    };
    let element = context.tags.add_to_document(tags::heading(level, words));
    let language = run.language;
    let runs = [(words.to_owned(), Look { language, ..look })];
    let lines = paragraph(context.fonts, &runs, width, leading, element);
    let mut piece = stack(lines);
    if level == 2 {
        let mut ruled = Piece::default();
        ruled.rule(0.0, 0.0, width, Stroke::solid(INK, 0.9));
        ruled.draw(piece, 0.0, 7.0);
        ruled.height = leading + 9.0;
        piece = ruled;
    }
    piece.before = before;
    piece.keep_next = true;
    piece.heading = Some((level, words.to_owned()));
    vec![piece]
}

fn item(
    context: &mut Context<'_, '_>,
    runs: &[Run],
    width: f32,
    list: &mut Option<Element>,
) -> Vec<Piece> {
    const INDENT: f32 = 11.0;
    let list =
        *list.get_or_insert_with(|| context.tags.add_to_document(Tag::L(ListNumbering::Disc)));
    let item = context.tags.add(list, Tag::LI);
    let body = context.tags.add(item, Tag::LBody);
    let runs = set(runs, SANS.0);
    let lines = paragraph(
        context.fonts,
        &runs,
        width.min(500.0) - INDENT,
        SANS.1,
        body,
    );
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        let mut piece = Piece {
            height: line.height,
            keep_next: line.keep_next,
            ..Piece::default()
        };
        if index == 0 {
            piece.before = 3.0;
            piece.ornament(Shape::Box {
                x: 1.5,
                y: SANS.1 / 2.0 - 1.4,
                width: 2.8,
                height: 2.8,
                radius: 1.4,
                fill: Some(ACCENT),
                stroke: None,
            });
        }
        piece.draw(line, INDENT, 0.0);
        pieces.push(piece);
    }
    pieces
}

/// Wordings of one statement: two beside each other while they are short, else one below the other.
fn wordings(context: &mut Context<'_, '_>, nodes: &[Node], width: f32) -> Vec<Piece> {
    let column = (width - GUTTER) / 2.0;
    let mut pieces = Vec::new();
    for pair in nodes.chunks(2) {
        // elements are made in reading order, so a pair that turns out too high is not laid out twice
        let is_long = pair.iter().any(|node| n_letters(node) > 1_400);
        if is_long {
            for node in pair {
                pieces.extend(wording(context, node, width, true));
            }
            continue;
        }
        let cells: Vec<Piece> = pair
            .iter()
            .map(|node| stack(wording(context, node, column, false)))
            .collect();
        let height = cells.iter().map(|cell| cell.height).fold(0.0, f32::max);
        debug_assert!(height < 2.0 * MOST_BESIDE, "{height}");
        let mut row = Piece {
            height,
            before: 7.0,
            ..Piece::default()
        };
        for (index, cell) in cells.into_iter().enumerate() {
            row.draw(cell, index as f32 * (column + GUTTER), 0.0);
        }
        pieces.push(row);
    }
    pieces
}

fn n_letters(node: &Node) -> usize {
    match node {
        Node::Words { label, words, .. } => {
            let runs = label.iter().chain(words);
            runs.map(|run| run.text.chars().count()).sum()
        }
        _ => 0,
    }
}

/// One wording: the bar in the colour of its outlet, whose it is, the words.
fn wording(context: &mut Context<'_, '_>, node: &Node, width: f32, breaks: bool) -> Vec<Piece> {
    const INDENT: f32 = 10.0;
    const BAR: f32 = 1.8;
    let Node::Words {
        label,
        words,
        colour,
    } = node
    else {
        return Vec::new();
    };
    let quote = context.tags.add_to_document(Tag::BlockQuote);
    let whose = context.tags.add(quote, Tag::P);
    let says = context.tags.add(quote, Tag::P);
    let inner = width - INDENT;
    let words = set(words, SANS.0);
    let words = paragraph(context.fonts, &words, inner, SERIF.1, says);
    let runs_left = words.first().is_some_and(|line| line.runs_left);
    let runs = set(label, SANS.0 * 0.93);
    let mut lines = if runs_left {
        paragraph_at_right(context.fonts, &runs, inner, SANS.1, whose)
    } else {
        paragraph(context.fonts, &runs, inner, SANS.1, whose)
    };
    for line in &mut lines {
        line.keep_next = true;
    }
    lines.extend(words);
    // the bar stands where the words begin
    let (bar, indent) = if runs_left {
        (width - BAR, 0.0)
    } else {
        (0.0, INDENT)
    };
    let mut pieces = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        let mut piece = Piece {
            height: line.height,
            keep_next: line.keep_next,
            ..Piece::default()
        };
        if index == 0 && breaks {
            piece.before = 7.0;
        }
        // pieces overlap a little, so that the bar has no seams
        piece.fill((bar, 0.0), (BAR, line.height + 0.2), outlet(*colour));
        piece.draw(line, indent, 0.0);
        pieces.push(piece);
    }
    pieces
}
