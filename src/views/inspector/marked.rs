//! Words of a cell with word-level marks, as one text.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Stroke};

use crate::analysis::compare::{Mark, MarkKind};
use crate::text::Span;
use crate::widgets::theme::{self, Theme};

/// Which side of a pair a cell is: changed words are struck out on the left and shown as new on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The wording the others are held against.
    Left,
    /// Another wording.
    Right,
    /// Reworded: the words both have stand out; striking out the others would leave nothing.
    Reworded,
}

/// The words of `spans` with the marks inside them. Parts that do not touch are joined by an ellipsis.
pub fn marked_job(
    text: &str,
    spans: &[Span],
    marks: &[Mark],
    side: Side,
    tokens: &Theme,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for (i, span) in spans.iter().enumerate() {
        if i > 0 {
            job.append(" … ", 0.0, format(None, side, tokens));
        }
        let mut at = span.start;
        for mark in marks.iter().filter(|mark| span.contains(mark.span)) {
            append(
                &mut job,
                text,
                Span {
                    start: at,
                    end: mark.span.start.max(at),
                },
                None,
                side,
                tokens,
            );
            append(
                &mut job,
                text,
                Span {
                    start: mark.span.start.max(at),
                    end: mark.span.end.max(at),
                },
                Some(mark.kind),
                side,
                tokens,
            );
            at = mark.span.end.max(at);
        }
        append(
            &mut job,
            text,
            Span {
                start: at,
                end: span.end.max(at),
            },
            None,
            side,
            tokens,
        );
    }
    job
}

fn append(
    job: &mut LayoutJob,
    text: &str,
    span: Span,
    kind: Option<MarkKind>,
    side: Side,
    tokens: &Theme,
) {
    if let Some(words) = span.get(text).filter(|words| !words.is_empty()) {
        job.append(words, 0.0, format(kind, side, tokens));
    }
}

fn format(kind: Option<MarkKind>, side: Side, tokens: &Theme) -> TextFormat {
    let plain = TextFormat {
        font_id: FontId::new(13.5, theme::serif()),
        color: tokens.text.primary,
        line_height: Some(20.0),
        expand_bg: 0.0,
        valign: egui::Align::Center,
        ..TextFormat::default()
    };
    match (kind, side) {
        (Some(MarkKind::Changed), Side::Left) => TextFormat {
            background: tokens.relation.removed,
            color: tokens.relation.removed_text,
            strikethrough: Stroke::new(1.0, tokens.relation.removed_text),
            ..plain
        },
        (Some(MarkKind::Changed), Side::Right) => TextFormat {
            background: tokens.relation.added,
            color: tokens.relation.added_text,
            font_id: FontId::new(13.5, theme::serif_bold()),
            ..plain
        },
        (Some(MarkKind::Same | MarkKind::Moved), Side::Reworded) => TextFormat {
            background: tokens.relation.same,
            ..plain
        },
        (Some(MarkKind::Moved), _) => TextFormat {
            background: tokens.relation.moved,
            ..plain
        },
        _ => TextFormat {
            background: Color32::TRANSPARENT,
            ..plain
        },
    }
}
