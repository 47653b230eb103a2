//! The text of one column, laid out once and kept until width, zoom, theme, text size or data change.

use std::sync::Arc;

use egui::text::{ByteIndex, CCursor, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Rect, Stroke};

use super::folding::small_print;
use crate::analysis::compare::Relation;
use crate::corpus::BlockKind;
use crate::session::{ColumnParagraph, Compared, Ground, Reading};
use crate::text::Span;
use crate::widgets::bidi::{self, PlacedWord, runs_right_to_left};
use crate::widgets::theme::{self, Theme};

/// What a layout depends on. A column is laid out anew when it changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutKey {
    /// Width of the text in points.
    pub width: f32,
    /// Physical pixels per point.
    pub pixels_per_point: f32,
    /// Dark or light.
    pub dark: bool,
    /// Size of article text.
    pub text_scale: f32,
    /// How much is set in full size.
    pub reading: Reading,
    /// Which paragraphs are opened all the same, as one number.
    pub opened: u64,
    /// Identity of the comparison (its address) that the column belongs to.
    pub data: usize,
    /// How full the glyph atlas was: when it has been emptied, kept galleys draw garbage.
    pub atlas_generation: u32,
}

/// A paragraph laid out.
#[derive(Debug)]
pub struct LaidOut {
    /// Index of the paragraph in the column.
    pub paragraph: usize,
    /// Distance from the top of the column in points.
    pub top: f32,
    /// The text.
    pub galley: Arc<Galley>,
    /// Where in the article's text it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Where its words stand, when some run from right to left: the galley's text is in another order then.
    words: Option<Vec<PlacedWord>>,
    /// Rectangles of each margin note, row by row, relative to the galley.
    pub notes: Vec<Vec<Rect>>,
    /// Rectangles of the reworded runs, for the dotted lines.
    pub reworded: Vec<Rect>,
}

impl LaidOut {
    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.top + self.galley.size().y
    }

    /// Rectangles of some words of the article, relative to the galley; empty when they are not in this paragraph.
    pub fn rects_of(&self, span: Span) -> Vec<Rect> {
        if span.end <= self.start || span.start >= self.end {
            return Vec::new();
        }
        let from = (span.start.max(self.start) - self.start) as usize;
        let to = (span.end.min(self.end) - self.start) as usize;
        match &self.words {
            None => range_rects(&self.galley, from, to),
            Some(words) => word_rects(&self.galley, words, from..to),
        }
    }

    /// Whether some of its words run from right to left.
    pub fn is_reordered(&self) -> bool {
        self.words.is_some()
    }
}

/// A column laid out.
#[derive(Debug)]
pub struct ColumnLayout {
    /// What it was made for.
    pub key: LayoutKey,
    /// Its paragraphs from top to bottom.
    pub paragraphs: Vec<LaidOut>,
    /// Its height in points.
    pub height: f32,
    /// Upper and lower edge of the first words of the statement with this number, from the top of the column.
    anchors: Vec<Option<(f32, f32)>>,
    /// Every note as a stretch of the column, for the overview.
    pub stretches: Vec<Stretch>,
}

/// From where to where a note's words stand in a column.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Upper edge, from the top of the column.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Of the statement; `None`: only here.
    pub relation: Option<Relation>,
}

/// Space between paragraphs, in points at 100 %.
const PARAGRAPH_GAP: f32 = 12.0;
/// Space above the first and below the last paragraph.
const PAGE_MARGIN: f32 = 12.0;
/// Line height as a multiple of the text size.
const LEADING: f32 = 1.55;

impl ColumnLayout {
    /// Lays out the column of the article at `index`. The headline is left out when `skip_headline`: the header shows it.
    /// Paragraphs that are `opened` have no small print.
    pub fn new(
        ui: &egui::Ui,
        compared: &Compared,
        index: usize,
        key: LayoutKey,
        (skip_headline, opened): (bool, &dyn Fn(Span) -> bool),
    ) -> Self {
        let tokens = Theme::get(ui.ctx());
        let (column, text) = (&compared.columns[index], compared.articles[index].text());
        let mut top = PAGE_MARGIN;
        let mut paragraphs = Vec::with_capacity(column.paragraphs.len());
        let mut anchors = vec![None; compared.comparison.statements.len() + 1];
        let mut stretches = Vec::new();
        for (index, paragraph) in column.paragraphs.iter().enumerate() {
            if skip_headline && paragraph.kind == BlockKind::Headline {
                continue;
            }
            let small = if opened(paragraph.span) {
                Vec::new()
            } else {
                small_print(paragraph, compared, key.reading)
            };
            let job = paragraph_job(paragraph, text, &small, (key, tokens));
            let (job, words) = if runs_right_to_left(&job.text) {
                let ordered = bidi::ordered(ui, &job);
                (ordered.job, Some(ordered.words))
            } else {
                (job, None)
            };
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let laid_out = geometry(index, paragraph, &small, (galley, words, top));
            top = laid_out.bottom() + (PARAGRAPH_GAP * key.text_scale).round();
            for (rects, note) in laid_out.notes.iter().zip(&paragraph.notes) {
                let (Some(first), Some(last)) = (rects.first(), rects.last()) else {
                    continue;
                };
                let stretch = Stretch {
                    top: laid_out.top + first.top(),
                    bottom: laid_out.top + last.bottom(),
                    relation: note.relation,
                };
                stretches.push(stretch);
                if let Some(slot) = note.statement.and_then(|id| anchors.get_mut(id as usize)) {
                    slot.get_or_insert((stretch.top, stretch.bottom));
                }
            }
            paragraphs.push(laid_out);
        }
        Self {
            key,
            paragraphs,
            height: top + PAGE_MARGIN * 4.0,
            anchors,
            stretches,
        }
    }

    /// Upper and lower edge of the first words of a statement, from the top of the column: asked many times a frame.
    pub fn anchor(&self, statement: u32) -> Option<(f32, f32)> {
        self.anchors.get(statement as usize).copied().flatten()
    }

    /// All statements that have words here, ascending by number, with their edges.
    pub fn anchors(&self) -> impl Iterator<Item = (u32, (f32, f32))> {
        (0..)
            .zip(&self.anchors)
            .filter_map(|(id, edges)| Some((id, (*edges)?)))
    }

    /// The paragraphs between two heights.
    pub fn visible(&self, from: f32, to: f32) -> &[LaidOut] {
        let first = self
            .paragraphs
            .partition_point(|paragraph| paragraph.bottom() < from);
        let last = self
            .paragraphs
            .partition_point(|paragraph| paragraph.top <= to);
        &self.paragraphs[first.min(last)..last]
    }

    /// Height of the first row of some words, from the top of the column.
    pub fn y_of(&self, span: Span) -> Option<f32> {
        let after = self
            .paragraphs
            .partition_point(|paragraph| paragraph.start <= span.start);
        let paragraph = &self.paragraphs[after.checked_sub(1)?];
        paragraph
            .rects_of(span)
            .first()
            .map(|rect| paragraph.top + rect.top())
    }
}

fn paragraph_job(
    paragraph: &ColumnParagraph,
    text: &str,
    small: &[Span],
    (key, tokens): (LayoutKey, &Theme),
) -> LayoutJob {
    let mut job = LayoutJob {
        text: paragraph.span.of(text).to_owned(),
        wrap: TextWrapping::wrap_at_width(key.width),
        break_on_newline: true,
        ..LayoutJob::default()
    };
    for run in &paragraph.runs {
        for (span, is_small) in parted(run.span, small) {
            let from = (span.start - paragraph.span.start) as usize;
            let to = (span.end - paragraph.span.start) as usize;
            let format = if is_small {
                small_format(key, tokens)
            } else {
                run_format(paragraph.kind, run.ground, key, tokens)
            };
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(from)..ByteIndex(to),
                format,
            });
        }
    }
    job
}

/// The parts of a run that are set small and those that are not, in order.
fn parted(run: Span, small: &[Span]) -> Vec<(Span, bool)> {
    let mut parts = Vec::new();
    let mut at = run.start;
    let mut push = |start: u32, end: u32, is_small: bool| {
        if start < end {
            parts.push((Span { start, end }, is_small));
        }
    };
    for span in small.iter().filter(|span| span.intersects(run)) {
        let (start, end) = (span.start.max(run.start), span.end.min(run.end));
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, run.end, false);
    parts
}

/// Small print: what all share, or what does not differ.
fn small_format(key: LayoutKey, tokens: &Theme) -> TextFormat {
    let size = theme::size::ARTICLE * key.text_scale * SMALL_PRINT;
    TextFormat {
        font_id: FontId::new(size, theme::serif()),
        line_height: Some((size * 1.35).round()),
        color: tokens.text.boilerplate,
        expand_bg: 0.0,
        valign: egui::Align::Center,
        ..TextFormat::default()
    }
}

/// Size of small print as a part of the text's.
const SMALL_PRINT: f32 = 0.62;

fn run_format(kind: BlockKind, ground: Ground, key: LayoutKey, tokens: &Theme) -> TextFormat {
    let size = theme::size::ARTICLE * key.text_scale;
    let (family, size, colour) = match kind {
        BlockKind::Headline => (theme::serif_bold(), size * 1.2, tokens.text.primary),
        BlockKind::Subheading => (theme::serif_bold(), size * 1.05, tokens.text.primary),
        BlockKind::Byline | BlockKind::Dateline => (
            egui::FontFamily::Proportional,
            size * 0.86,
            tokens.text.secondary,
        ),
        BlockKind::Caption => (theme::serif_italic(), size * 0.9, tokens.text.boilerplate),
        BlockKind::Boilerplate => (theme::serif(), size * 0.9, tokens.text.boilerplate),
        BlockKind::BlockQuote => (theme::serif_italic(), size, tokens.text.primary),
        BlockKind::Deck | BlockKind::Paragraph | BlockKind::ListItem => {
            (theme::serif(), size, tokens.text.primary)
        }
    };
    let family = if ground == Ground::Changed {
        theme::serif_bold()
    } else {
        family
    };
    let background = match ground {
        Ground::Plain => Color32::TRANSPARENT,
        Ground::Same => tokens.relation.same,
        Ground::Edited => tokens.relation.edited,
        Ground::Changed => tokens.relation.changed,
        Ground::Moved => tokens.relation.moved,
    };
    TextFormat {
        font_id: FontId::new(size, family),
        line_height: Some((size * LEADING).round()),
        color: colour,
        background,
        expand_bg: 0.0,
        underline: Stroke::NONE,
        valign: egui::Align::Center,
        ..TextFormat::default()
    }
}

fn geometry(
    index: usize,
    paragraph: &ColumnParagraph,
    small: &[Span],
    (galley, words, top): (Arc<Galley>, Option<Vec<PlacedWord>>, f32),
) -> LaidOut {
    let mut laid_out = LaidOut {
        paragraph: index,
        top,
        galley,
        start: paragraph.span.start,
        end: paragraph.span.end,
        words,
        notes: Vec::new(),
        reworded: Vec::new(),
    };
    laid_out.notes = paragraph
        .notes
        .iter()
        .map(|note| laid_out.rects_of(note.span))
        .collect();
    laid_out.reworded = paragraph
        .runs
        .iter()
        .filter(|run| run.reworded)
        .flat_map(|run| parted(run.span, small))
        .filter(|(_, is_small)| !is_small)
        .flat_map(|(span, _)| laid_out.rects_of(span))
        .collect();
    laid_out
}

/// Rectangles of some bytes of a text whose words were put in another order; words that stand side by side share one.
fn word_rects(galley: &Galley, words: &[PlacedWord], bytes: std::ops::Range<usize>) -> Vec<Rect> {
    let mut rects: Vec<(usize, Rect)> = Vec::new();
    for word in words {
        if word.bytes.start >= bytes.end || word.bytes.end <= bytes.start {
            continue;
        }
        let Some(row) = galley.rows.get(word.row) else {
            continue;
        };
        let rect = Rect::from_x_y_ranges(word.x.start..=word.x.end, row.rect().y_range());
        match rects.last_mut() {
            Some((number, last)) if *number == word.row && rect.left() - last.right() < 0.5 => {
                last.max.x = rect.right();
            }
            _ => rects.push((word.row, rect)),
        }
    }
    rects.into_iter().map(|(_, rect)| rect).collect()
}

/// Rectangles, one per row, of the bytes `from..to` of a galley's text.
pub fn range_rects(galley: &Galley, from: usize, to: usize) -> Vec<Rect> {
    let text = galley.text();
    let chars_before = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let (from, to) = (chars_before(from), chars_before(to));
    if from >= to {
        return Vec::new();
    }
    let mut start = CCursor::new(from);
    start.prefer_next_row = true;
    let start = galley.layout_from_cursor(start);
    let end = galley.layout_from_cursor(CCursor::new(to));
    let mut rects = Vec::with_capacity(end.row + 1 - start.row.min(end.row));
    for (number, row) in galley
        .rows
        .iter()
        .enumerate()
        .take(end.row + 1)
        .skip(start.row)
    {
        let whole = row.rect();
        let left = if number == start.row {
            row.pos.x + row.x_offset(start.column)
        } else {
            whole.left()
        };
        let right = if number == end.row {
            row.pos.x + row.x_offset(end.column)
        } else {
            trimmed_right(row)
        };
        if right > left {
            rects.push(Rect::from_min_max(
                egui::pos2(left, whole.top()),
                egui::pos2(right, whole.bottom()),
            ));
        }
    }
    rects
}

/// Right end of a row's ink: the space at which the line was broken is not part of it.
fn trimmed_right(row: &egui::epaint::text::PlacedRow) -> f32 {
    let glyphs = &row.row.glyphs;
    let last = glyphs.iter().rev().find(|glyph| !glyph.chr.is_whitespace());
    last.map_or_else(|| row.rect().right(), |glyph| row.pos.x + glyph.max_x())
}
