//! The report for paper: A4, running heads, page numbers, contents and bookmarks, tables with repeated heads, pictures as
//! vectors, text that can be copied and searched in reading order, tagged for who cannot see it.
//!
//! Laid out in three steps: the outline becomes pieces of fixed height ([`blocks`], [`table`], [`chart`]), the pieces find
//! their pages ([`pages`]), the pages are written. Nothing depends on the machine or the clock: the same report gives the
//! same bytes. Why our own page flow: a typesetting system would weigh more than the rest of the program.

mod blocks;
mod chart;
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

use pdf_writer::types::{ActionType, AnnotationType, PageMode, StructRole};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Settings, TextStr};

use super::cite::cite_as;
use super::escape::Xml;
use super::model::Report;
use super::outline::{Node, Run, Style, outline};
use super::summary::title_text;
use blocks::Context;
use fonts::{Face, Fonts, deflate};
use look::{ACCENT, BOTTOM, INK, LINE, Look, MARGIN, SHORT, SOFT};
use pages::{Page, Place};
use piece::{Op, Piece, Shape, Stroke, label, line_piece, stack};
use tags::Tags;

/// As few bytes as the notation allows.
const COMPACT: Settings = Settings { pretty: false };

/// Writes the report as PDF.
pub fn write_pdf(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut fonts = Fonts::new();
    let mut tags = Tags::new();
    let mut pieces = opening(report, &mut fonts, &mut tags);
    let contents_at = pieces.len();
    let nodes = outline(report);
    let opened = nodes
        .iter()
        .position(|node| matches!(node, Node::Heading(2, _)))
        .unwrap_or(nodes.len());
    let entries: Vec<&str> = nodes[opened..]
        .iter()
        .filter_map(|node| match node {
            Node::Heading(2, words) => Some(words.as_str()),
            _ => None,
        })
        .collect();
    let contents_tag = tags.add_to_document(StructRole::TOC);
    pieces.push(Piece {
        height: contents_height(entries.len()),
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
    let contents = contents(&mut fonts, &mut tags, contents_tag, &headings);
    pieces[contents_at].ops = contents;
    let title = title_text(report);
    let contents_place = places[contents_at];
    let mut pages = pages::draw(pieces, &places, &mut tags);
    running_heads(&mut pages, &headings, &title, report, &mut fonts, &mut tags);
    let file = File {
        report,
        title: &title,
        headings: &headings,
        contents: contents_place,
    };
    out.write_all(&file.write(pages, &fonts, &tags))
}

/// Title, question, author and date: the top of the first page.
fn opening(report: &Report, fonts: &mut Fonts, tags: &mut Tags) -> Vec<Piece> {
    let width = SHORT - 2.0 * MARGIN;
    let kind = if report.compared.is_some() {
        "COMPARISON REPORT"
    } else {
        "ANALYSIS REPORT"
    };
    let mut pieces = Vec::new();
    let mut add = |tags: &mut Tags, role, words: &str, look: Look, leading: f32, before: f32| {
        let element = tags.add_to_document(role);
        let runs = [(words.to_owned(), look)];
        let lines = piece::paragraph(fonts, &runs, width, leading, element);
        pieces.push(Piece {
            before,
            ..stack(lines)
        });
    };
    let small = Look::new(Face::SansBold, 7.6, ACCENT);
    add(tags, StructRole::P, kind, small, 12.0, 0.0);
    let big = Look::new(Face::SerifBold, 23.0, INK);
    add(tags, StructRole::H1, &title_text(report), big, 29.0, 6.0);
    if let Some(question) = &report.head.question {
        let look = Look::new(Face::SerifItalic, 12.5, SOFT);
        add(tags, StructRole::P, question, look, 18.0, 6.0);
    }
    let by: Vec<&str> = [&report.head.author, &report.head.date]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !by.is_empty() {
        let look = Look::new(Face::Sans, 9.0, INK);
        add(tags, StructRole::P, &by.join(" · "), look, 13.0, 10.0);
    }
    pieces
}

/// How to cite the report, and what a reader of this file should know.
fn closing(report: &Report, context: &mut Context<'_>) -> Vec<Piece> {
    let quiet = |words: String| {
        Node::Text(vec![Run {
            text: words,
            style: Style::Quiet,
        }])
    };
    let mut nodes = vec![quiet(cite_as(report))];
    let n_strange = context.fonts.n_strange();
    if n_strange > 0 {
        nodes.push(quiet(format!(
            "The typefaces of this file hold Latin, Greek and Cyrillic. {n_strange} different letters of other scripts are printed as empty boxes; they can be copied from here, and the HTML form shows them."
        )));
    }
    let mut pieces = blocks::pieces(context, &nodes);
    if let Some(first) = pieces.first_mut() {
        first.before = 24.0;
    }
    pieces
}

/// A heading and where it stands.
struct Heading {
    level: u8,
    words: String,
    place: Place,
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
fn contents(fonts: &mut Fonts, tags: &mut Tags, element: usize, headings: &[Heading]) -> Vec<Op> {
    let entries: Vec<&Heading> = headings.iter().filter(|h| h.level == 2).collect();
    let width = SHORT - 2.0 * MARGIN;
    let mut piece = Piece::default();
    let height = contents_height(entries.len());
    piece.rule(0.0, 0.0, width, Stroke::solid(LINE, 0.6));
    piece.rule(0.0, height, width, Stroke::solid(LINE, 0.6));
    let look = Look::new(Face::Sans, 8.8, INK);
    let quiet = Look::new(Face::Sans, 8.8, SOFT);
    for (index, heading) in entries.iter().enumerate() {
        let entry = tags.add(element, StructRole::TOCI);
        let (x, y) = entry_place(index, entries.len());
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
    piece.ops
}

/// Title and part above the text, program and page below it; no head above the title itself.
fn running_heads(
    pages: &mut [Page],
    headings: &[Heading],
    title: &str,
    report: &Report,
    fonts: &mut Fonts,
    tags: &mut Tags,
) {
    let look = Look::new(Face::Sans, 7.4, SOFT);
    let n_pages = pages.len();
    let title = shortened(title, 70);
    for (number, page) in pages.iter_mut().enumerate() {
        let (width, height) = page.size();
        let right = width - 2.0 * MARGIN;
        let mut ops = Piece::default();
        if number > 0 {
            let part = part_on(headings, number);
            let at = right - text::width(fonts, part, look);
            ops.ops.extend(label(fonts, &title, look, (0.0, 40.0)));
            ops.ops.extend(label(fonts, part, look, (at, 40.0)));
            ops.rule(0.0, 47.0, right, Stroke::solid(LINE, 0.6));
        }
        let foot = height - BOTTOM + 32.0;
        ops.ops
            .extend(label(fonts, &report.program, look, (0.0, foot)));
        let page_number = format!("{} of {n_pages}", number + 1);
        let at = right - text::width(fonts, &page_number, look);
        ops.ops.extend(label(fonts, &page_number, look, (at, foot)));
        pages::draw_ornaments(page, ops.ops, tags);
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

/// What the file is made of besides its pages.
struct File<'a> {
    report: &'a Report,
    title: &'a str,
    headings: &'a [Heading],
    contents: Place,
}

impl File<'_> {
    fn write(&self, pages: Vec<Page>, fonts: &Fonts, tags: &Tags) -> Vec<u8> {
        let mut last = 0;
        let mut next = || {
            last += 1;
            Ref::new(last)
        };
        let mut pdf = Pdf::with_settings(COMPACT);
        let (catalog, tree, info, metadata, structure) = (next(), next(), next(), next(), next());
        let bookmarks = next();
        let sizes: Vec<(f32, f32)> = pages.iter().map(Page::size).collect();
        let ids: Vec<Ref> = pages.iter().map(|_| next()).collect();
        let fonts = fonts.write(&mut pdf, &mut next);
        let links = self.links(&mut pdf, &ids, &sizes, &mut next);
        for (index, page) in pages.into_iter().enumerate() {
            let content = next();
            let mut written = pdf.page(ids[index]);
            let (width, height) = sizes[index];
            written
                .parent(tree)
                .media_box(Rect::new(0.0, 0.0, width, height))
                .struct_parents(index as i32)
                .contents(content);
            if index == self.contents.page {
                written.annotations(links.iter().copied());
            }
            let mut resources = written.resources();
            let mut named = resources.fonts();
            for (face, font) in &fonts {
                named.pair(Name(&face.resource()), *font);
            }
            named.finish();
            resources.finish();
            written.finish();
            pdf.stream(content, &deflate(&page.finish()))
                .filter(Filter::FlateDecode);
        }
        pdf.pages(tree)
            .kids(ids.iter().copied())
            .count(ids.len() as i32);
        self.write_bookmarks(&mut pdf, bookmarks, &ids, &sizes, &mut next);
        tags.write(&mut pdf, structure, &ids, &mut next);
        self.write_about(&mut pdf, info, metadata);
        let mut root = pdf.catalog(catalog);
        root.pages(tree)
            .outlines(bookmarks)
            .page_mode(PageMode::UseOutlines)
            .lang(TextStr("en"))
            .metadata(metadata)
            .pair(Name(b"StructTreeRoot"), structure);
        root.mark_info().marked(true);
        root.viewer_preferences().display_doc_title(true);
        root.finish();
        pdf.finish()
    }

    /// Links of the contents: annotations of its page.
    fn links(
        &self,
        pdf: &mut Pdf,
        ids: &[Ref],
        sizes: &[(f32, f32)],
        next: &mut impl FnMut() -> Ref,
    ) -> Vec<Ref> {
        let entries: Vec<&Heading> = self.headings.iter().filter(|h| h.level == 2).collect();
        let height = sizes[self.contents.page].1;
        let mut links = Vec::new();
        for (index, heading) in entries.iter().enumerate() {
            let id = next();
            let (x, y) = entry_place(index, entries.len());
            let (left, top) = (MARGIN + x, height - self.contents.y - y);
            let mut link = pdf.annotation(id);
            link.subtype(AnnotationType::Link)
                .rect(Rect::new(left, top - ENTRY, left + entry_width(), top))
                .border(0.0, 0.0, 0.0, None)
                .contents(TextStr(&heading.words));
            let mut action = link.action();
            action.action_type(ActionType::GoTo);
            let (page, top) = target(heading, sizes);
            action.destination().page(ids[page]).xyz(0.0, top, None);
            action.finish();
            link.finish();
            links.push(id);
        }
        links
    }

    /// Bookmarks: parts, and under each its entries.
    fn write_bookmarks(
        &self,
        pdf: &mut Pdf,
        root: Ref,
        ids: &[Ref],
        sizes: &[(f32, f32)],
        next: &mut impl FnMut() -> Ref,
    ) {
        let parts: Vec<&[Heading]> = self
            .headings
            .chunk_by(|_, heading| heading.level > 2)
            .collect();
        let part_ids: Vec<Ref> = parts.iter().map(|_| next()).collect();
        let mut outline = pdf.outline(root);
        if let (Some(first), Some(last)) = (part_ids.first(), part_ids.last()) {
            outline
                .first(*first)
                .last(*last)
                .count(part_ids.len() as i32);
        }
        outline.finish();
        for (index, part) in parts.iter().enumerate() {
            let child_ids: Vec<Ref> = part[1..].iter().map(|_| next()).collect();
            let level = Level {
                parent: root,
                ids: &part_ids,
                index,
            };
            bookmark(pdf, &part[0], &level, &child_ids, (ids, sizes));
            for (child, heading) in part[1..].iter().enumerate() {
                let level = Level {
                    parent: part_ids[index],
                    ids: &child_ids,
                    index: child,
                };
                bookmark(pdf, heading, &level, &[], (ids, sizes));
            }
        }
    }

    fn write_about(&self, pdf: &mut Pdf, info: Ref, metadata: Ref) {
        let program = &self.report.program;
        let author = self.report.head.author.as_deref();
        let mut about = pdf.document_info(info);
        about
            .title(TextStr(self.title))
            .creator(TextStr(program))
            .producer(TextStr(program));
        if let Some(author) = author {
            about.author(TextStr(author));
        }
        if let Some(question) = &self.report.head.question {
            about.subject(TextStr(question));
        }
        about.finish();
        let creator = author.map_or_else(String::new, |author| {
            format!(
                "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
                Xml(author)
            )
        });
        let xmp = format!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>{creator}\
             <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>\
             <xmp:CreatorTool>{}</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
            Xml(self.title),
            Xml(program)
        );
        pdf.metadata(metadata, xmp.as_bytes());
    }
}

/// Page of a heading and the height to which a viewer goes.
fn target(heading: &Heading, sizes: &[(f32, f32)]) -> (usize, f32) {
    let page = heading.place.page;
    (page, sizes[page].1 - heading.place.y + 8.0)
}

/// A bookmark among its neighbours.
struct Level<'a> {
    parent: Ref,
    ids: &'a [Ref],
    index: usize,
}

fn bookmark(
    pdf: &mut Pdf,
    heading: &Heading,
    level: &Level<'_>,
    children: &[Ref],
    (ids, sizes): (&[Ref], &[(f32, f32)]),
) {
    let mut item = pdf.outline_item(level.ids[level.index]);
    item.title(TextStr(&shortened(&heading.words, 120)))
        .parent(level.parent);
    if let Some(before) = level.index.checked_sub(1) {
        item.prev(level.ids[before]);
    }
    if let Some(after) = level.ids.get(level.index + 1) {
        item.next(*after);
    }
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        // folded: a reader opens what is of interest
        item.first(*first)
            .last(*last)
            .count(-(children.len() as i32));
    }
    let (page, top) = target(heading, sizes);
    item.dest().page(ids[page]).xyz(0.0, top, None);
}
