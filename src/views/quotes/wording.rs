//! The words of one wording as text with marks: what was said stands out from who says it, alterations are marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Stroke};

use crate::session::{WordMark, Wording};
use crate::text::Span;
use crate::widgets::theme::{self, Theme};

/// Size of the words.
pub const SIZE: f32 = 13.5;

/// The text of a wording; `text` is the article's.
pub fn wording_job(text: &str, wording: &Wording, tokens: &Theme, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let shown = wording.shown;
    let mut cuts = vec![shown.start, shown.end];
    let parts = wording.content.iter().chain(&wording.quoted);
    for span in parts.chain(wording.marks.iter().map(|(span, _)| span)) {
        cuts.extend([span.start, span.end]);
    }
    cuts.retain(|cut| {
        shown.start <= *cut && *cut <= shown.end && text.is_char_boundary(*cut as usize)
    });
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let span = Span {
            start: pair[0],
            end: pair[1],
        };
        let gap = wording
            .marks
            .iter()
            .any(|(place, mark)| *mark == WordMark::LeftOut && place.start == span.start);
        if gap {
            job.append("[…]", 0.0, gap_format(tokens));
        }
        let mark = wording
            .marks
            .iter()
            .find(|(place, _)| !place.is_empty() && place.contains(span))
            .map(|(_, mark)| *mark);
        let is_said = wording.content.iter().any(|part| part.contains(span))
            || wording.quoted.iter().any(|part| part.contains(span));
        let words = span.get(text).unwrap_or_default().replace('\n', " ");
        job.append(
            &words,
            0.0,
            format(mark, is_said && !wording.is_paraphrase, tokens),
        );
    }
    job
}

fn format(mark: Option<WordMark>, is_said: bool, tokens: &Theme) -> TextFormat {
    let plain = TextFormat {
        font_id: FontId::new(SIZE, theme::serif()),
        color: if is_said {
            tokens.text.primary
        } else {
            tokens.text.secondary
        },
        line_height: Some(20.0),
        expand_bg: 0.0,
        valign: egui::Align::Center,
        ..TextFormat::default()
    };
    match mark {
        None | Some(WordMark::LeftOut) => plain,
        Some(WordMark::Changed) => TextFormat {
            background: tokens.relation.changed,
            color: tokens.text.primary,
            font_id: FontId::new(SIZE, theme::serif_bold()),
            ..plain
        },
        Some(WordMark::Kept) => TextFormat {
            background: tokens.relation.edited,
            color: tokens.text.primary,
            underline: Stroke::new(1.0, tokens.text.secondary),
            ..plain
        },
        Some(WordMark::Bracketed) => TextFormat {
            background: tokens.relation.moved,
            color: tokens.text.primary,
            ..plain
        },
    }
}

fn gap_format(tokens: &Theme) -> TextFormat {
    TextFormat {
        font_id: FontId::proportional(10.5),
        color: tokens.text.secondary,
        background: tokens.relation.edited,
        line_height: Some(20.0),
        expand_bg: 0.0,
        valign: egui::Align::Center,
        ..TextFormat::default()
    }
}
