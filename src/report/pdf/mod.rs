//! The report for paper: A4, running heads, page numbers, contents and bookmarks, tables with repeated heads, pictures as
//! vectors, text that can be copied and searched in reading order, tagged for who cannot see it.
//!
//! Laid out in three steps: the outline becomes pieces of fixed height ([`blocks`], [`table`], [`chart`]), the pieces find
//! their pages ([`pages`]), the pages are written ([`file`]). Lines, tables and pages are ours, because they are the design,
//! and because a typesetting system (typst) would weigh more than the rest of the program. Everything below them is krilla's,
//! which typst itself writes with: objects, embedded fonts, the tag tree, and the check of PDF/UA-1, which a writer of our own
//! could only claim.
//!
//! Nothing depends on the clock, and the same report with the same fonts gives the same bytes. Our own faces hold Latin, Greek
//! and Cyrillic; other scripts are printed with fonts that a [`FontSource`] finds, so only they depend on the machine.

mod atoms;
mod blocks;
mod chart;
mod draw;
mod file;
mod fonts;
mod look;
mod pages;
mod piece;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;

use std::io::{self, Write};

use krilla::geom::Rect;
use krilla::tagging::{Tag, TagKind};

pub use self::fonts::{FontSource, FoundFont, OwnFonts, Weight};
use super::cite::cite_as;
use super::model::Report;
use super::outline::{Node, Run, Style, outline};
use super::summary::{count, title_text};
use blocks::Context;
use file::{File, Heading, Link};
use fonts::{Face, Fonts};
use look::{ACCENT, BOTTOM, INK, LINE, Look, MARGIN, SHORT, SOFT};
use pages::{Page, Place};
use piece::{Op, Piece, Shape, Stroke, label, line_piece, stack};
use tags::{Element, Tags};

/// Writes the report as PDF; letters that our own faces lack are printed with fonts from `source`.
pub fn write_pdf(report: &Report, source: &dyn FontSource, out: &mut dyn Write) -> io::Result<()> {
    let mut fonts = Fonts::new(source);
    let mut tags = Tags::new();
    let mut pieces = opening(report, &mut fonts, &mut tags);
    let contents_at = pieces.len();
    let nodes = outline(report);
    let opened = nodes
        .iter()
        .position(|node| matches!(node, Node::Heading(2, _)))
        .unwrap_or(nodes.len());
    let n_entries = nodes[opened..]
        .iter()
        .filter(|node| matches!(node, Node::Heading(2, _)))
        .count();
    let contents_tag = tags.add_to_document(Tag::TOC);
    pieces.push(Piece {
        height: contents_height(n_entries),
        before: 14.0,
        ..Piece::default()
    });
    let mut context = Context {
        fonts: &mut fonts,
        tags: &mut tags,
    };
    pieces.extend(blocks::pieces(&mut context, &nodes[opened..]));
    pieces.extend(closing(report, &mut context));

    let places = pages::places(&pieces);
    let headings = headings(&pieces, &places);
    let contents_place = places[contents_at];
    let (contents, links) = contents(
        &mut fonts,
        &mut tags,
        contents_tag,
        &headings,
        contents_place,
    );
    pieces[contents_at].ops = contents;
    let title = Some(title_text(report)).filter(|title| !title.trim().is_empty());
    let title = title.as_deref().unwrap_or("Report");
    let mut pages = pages::fill(pieces, &places, &mut tags);
    running_heads(&mut pages, &headings, title, report, &mut fonts);
    let file = File {
        report,
        title,
        headings: &headings,
        links: &links,
        pages: &pages,
        fonts: &fonts,
        tags: &tags,
    };
    out.write_all(&file.write().map_err(io::Error::other)?)
}

/// Title, question, author and date: the top of the first page.
fn opening(report: &Report, fonts: &mut Fonts<'_>, tags: &mut Tags) -> Vec<Piece> {
    let width = SHORT - 2.0 * MARGIN;
    let kind = if report.compared.is_some() {
        "COMPARISON REPORT"
    } else {
        "ANALYSIS REPORT"
    };
    let mut pieces = Vec::new();
    let mut add = |tags: &mut Tags, kind: TagKind, words: &str, look: Look, leading, before| {
        let element = tags.add_to_document(kind);
        let runs = [(words.to_owned(), look)];
        let lines = piece::paragraph(fonts, &runs, width, leading, element);
        pieces.push(Piece {
            before,
            ..stack(lines)
        });
    };
    let small = Look::new(Face::SansBold, 7.6, ACCENT);
    add(tags, Tag::P.into(), kind, small, 12.0, 0.0);
    let big = Look::new(Face::SerifBold, 23.0, INK);
    let title = title_text(report);
    let kind = tags::heading(1, &title);
    add(tags, kind, &title, big, 29.0, 6.0);
    if let Some(question) = &report.head.question {
        let look = Look::new(Face::SerifItalic, 12.5, SOFT);
        add(tags, Tag::P.into(), question, look, 18.0, 6.0);
    }
    let by: Vec<&str> = [&report.head.author, &report.head.date]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !by.is_empty() {
        let look = Look::new(Face::Sans, 9.0, INK);
        add(tags, Tag::P.into(), &by.join(" · "), look, 13.0, 10.0);
    }
    pieces
}

/// How to cite the report, and what a reader of this file should know.
fn closing(report: &Report, context: &mut Context<'_, '_>) -> Vec<Piece> {
    let quiet = |words: String| Node::Text(vec![Run::new(words, Style::Quiet)]);
    let mut nodes = vec![quiet(cite_as(report))];
    let n_strange = context.fonts.n_strange();
    if n_strange > 0 {
        nodes.push(quiet(format!(
            "No font with {} in it was found on the machine that made this file. They are printed as empty boxes; they can be copied from here, and the HTML form shows them.",
            count(n_strange, "letter")
        )));
    }
    let mut pieces = blocks::pieces(context, &nodes);
    if let Some(first) = pieces.first_mut() {
        first.before = 24.0;
    }
    pieces
}

fn headings(pieces: &[Piece], places: &[Place]) -> Vec<Heading> {
    let headed = pieces.iter().zip(places);
    headed
        .filter_map(|(piece, place)| {
            let (level, words) = piece.heading.clone()?;
            Some(Heading {
                level,
                words,
                place: *place,
            })
        })
        .collect()
}

const ENTRY: f32 = 14.6;
const CONTENTS_COLUMNS: usize = 2;
const CONTENTS_GUTTER: f32 = 26.0;

fn contents_height(n_entries: usize) -> f32 {
    n_entries.div_ceil(CONTENTS_COLUMNS) as f32 * ENTRY + 14.0
}

/// Where the entry at this index stands in the contents: left edge and top.
fn entry_place(index: usize, n_entries: usize) -> (f32, f32) {
    let per_column = n_entries.div_ceil(CONTENTS_COLUMNS).max(1);
    let x = (index / per_column) as f32 * (entry_width() + CONTENTS_GUTTER);
    (x, 8.0 + (index % per_column) as f32 * ENTRY)
}

fn entry_width() -> f32 {
    (SHORT - 2.0 * MARGIN - CONTENTS_GUTTER) / CONTENTS_COLUMNS as f32
}

/// The contents with page numbers, in two columns between two rules.
fn contents(
    fonts: &mut Fonts<'_>,
    tags: &mut Tags,
    element: Element,
    headings: &[Heading],
    place: Place,
) -> (Vec<Op>, Vec<Link>) {
    let entries = headings.iter().enumerate().filter(|(_, h)| h.level == 2);
    let entries: Vec<(usize, &Heading)> = entries.collect();
    let mut links = Vec::new();
    let width = SHORT - 2.0 * MARGIN;
    let mut piece = Piece::default();
    let height = contents_height(entries.len());
    piece.rule(0.0, 0.0, width, Stroke::solid(LINE, 0.6));
    piece.rule(0.0, height, width, Stroke::solid(LINE, 0.6));
    let look = Look::new(Face::Sans, 8.8, INK);
    let quiet = Look::new(Face::Sans, 8.8, SOFT);
    for (index, (number, heading)) in entries.iter().enumerate() {
        let entry = tags.add(element, Tag::TOCI);
        let entry = tags.add(entry, Tag::Reference);
        let entry = tags.add(entry, Tag::Link);
        let (x, y) = entry_place(index, entries.len());
        let bounds = Rect::from_xywh(MARGIN + x, place.y + y, entry_width(), ENTRY);
        links.push(Link {
            page: place.page,
            bounds: bounds.expect("entries have a size"),
            heading: *number,
            element: entry,
        });
        let words = [(format!("{} ", heading.words), look)];
        let number = [((heading.place.page + 1).to_string(), quiet)];
        let number = text::lines(fonts, &number, f32::INFINITY);
        let words = text::lines(fonts, &words, f32::INFINITY);
        for line in &words {
            piece.draw(line_piece(line, ENTRY, Some(entry)), x, y);
        }
        for line in &number {
            let right = x + entry_width() - line.width;
            piece.draw(line_piece(line, ENTRY, Some(entry)), right, y);
            let start = x + words.iter().map(|line| line.width).sum::<f32>() + 5.0;
            piece.ornament(Shape::Path {
                from: (start, y + ENTRY - 4.4),
                to: (right - 5.0, y + ENTRY - 4.4),
                bent: false,
                stroke: Stroke {
                    colour: LINE,
                    width: 0.6,
                    dashed: true,
                },
            });
        }
    }
    (piece.ops, links)
}

/// Title and part above the text, program and page below it; no head above the title itself.
fn running_heads(
    pages: &mut [Page],
    headings: &[Heading],
    title: &str,
    report: &Report,
    fonts: &mut Fonts<'_>,
) {
    let look = Look::new(Face::Sans, 7.4, SOFT);
    let n_pages = pages.len();
    let title = shortened(title, 70);
    for (number, page) in pages.iter_mut().enumerate() {
        let (width, height) = page.size();
        let right = width - 2.0 * MARGIN;
        if number > 0 {
            let mut head = Piece::default();
            let part = part_on(headings, number);
            let at = right - text::width(fonts, part, look);
            head.ops.extend(label(fonts, &title, look, (0.0, 40.0)));
            head.ops.extend(label(fonts, part, look, (at, 40.0)));
            head.rule(0.0, 47.0, right, Stroke::solid(LINE, 0.6));
            page.head = head.ops;
        }
        let foot = height - BOTTOM + 32.0;
        page.foot = label(fonts, &report.program, look, (0.0, foot));
        let page_number = format!("{} of {n_pages}", number + 1);
        let at = right - text::width(fonts, &page_number, look);
        page.foot
            .extend(label(fonts, &page_number, look, (at, foot)));
    }
}

/// The part that a page begins in, or the first that begins on it.
fn part_on(headings: &[Heading], page: usize) -> &str {
    let parts = || headings.iter().filter(|heading| heading.level == 2);
    let first = parts().find(|heading| heading.place.page == page && heading.place.y <= look::TOP);
    let before = parts()
        .take_while(|heading| heading.place.page < page)
        .last();
    first.or(before).map_or("", |heading| &heading.words)
}

/// At most this many letters.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}
