//! What is told of an article in the library: its line of facts, the signs at the end of it, and the rest while the pointer
//! rests on it.

use egui::{Align2, Color32, FontId, Rect, RichText, Ui, pos2};

use super::arrange::Arrangement;
use super::entries::Entry;
use super::row::layout;
use super::thousands;
use crate::corpus::Completeness;
use crate::views::ViewCtx;
use crate::widgets::icons;
use crate::widgets::theme::{self, Theme};

/// "5 Sep 2015 · Ben Ariel · 382 words · truncated"; what the group says already is left out.
pub(super) fn facts(entry: &Entry, arrangement: Arrangement, words: Option<usize>) -> String {
    let article = &entry.article;
    let mut parts: Vec<String> = Vec::with_capacity(5);
    match arrangement {
        Arrangement::Files => parts.push(article.title().to_owned()),
        Arrangement::Outlets => {}
        Arrangement::Stories | Arrangement::Dates => parts.push(
            entry
                .outlet
                .as_ref()
                .map_or("Unknown outlet", |outlet| outlet.short_name())
                .to_owned(),
        ),
    }
    if arrangement != Arrangement::Files {
        if arrangement != Arrangement::Dates {
            let day = article.published.get().map(crate::corpus::Published::short);
            parts.push(day.unwrap_or_else(|| "no date".to_owned()));
        }
        if let Some(writer) = article.byline.get().or(article.agency.get()) {
            parts.push(writer.clone());
        }
        parts.push(match words {
            Some(1) => "1 word".to_owned(),
            Some(n) => format!("{} words", thousands(n)),
            None => format!("{} MB of text", article.text.len() / 1_000_000),
        });
    }
    if article.completeness == Completeness::Truncated {
        parts.push("truncated".to_owned());
    }
    if article.excluded {
        parts.push("excluded".to_owned());
    }
    parts.join(" · ")
}

/// The line of facts, with the signs of what is to be known besides at its end.
pub(super) fn meta_ui(ui: &Ui, facts: &str, flags: &Flags, colour: Color32, rect: Rect) {
    let tokens = Theme::get(ui.ctx());
    let mut right = rect.right();
    for (icon, warns) in flags.icons() {
        let colour = if warns { tokens.state.warning } else { colour };
        let font = FontId::proportional(12.0);
        let place = pos2(right, rect.top() + 7.0);
        ui.painter()
            .text(place, Align2::RIGHT_CENTER, icon, font, colour);
        right -= 16.0;
    }
    let font = FontId::proportional(11.0);
    let galley = layout(ui, facts, font, colour, right - rect.left(), 1);
    ui.painter().galley(rect.min, galley, colour);
}

/// What is to be known of an article beside its facts.
pub(super) struct Flags {
    truncated: bool,
    alike: bool,
    changed: bool,
    disagreeing: Vec<&'static str>,
}

impl Flags {
    /// What is to be known of this one.
    pub(super) fn of(ctx: &ViewCtx<'_>, entry: &Entry) -> Self {
        Self {
            truncated: entry.article.completeness == Completeness::Truncated,
            alike: entry.is_alike,
            changed: ctx.session.changed_on_disk.contains(&entry.id()),
            disagreeing: entry.disagreeing(),
        }
    }

    /// Icons from right to left, and whether they warn.
    fn icons(&self) -> impl Iterator<Item = (&'static str, bool)> {
        [
            (self.truncated, icons::SCISSORS, false),
            (self.changed, icons::REFRESH_CW, true),
            (self.alike, icons::COPY, true),
            (!self.disagreeing.is_empty(), icons::HELP_CIRCLE, false),
        ]
        .into_iter()
        .filter_map(|(on, icon, warns)| on.then_some((icon, warns)))
    }
}

/// Everything about the article, while the pointer rests on it.
pub(super) fn hover_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &Entry, flags: &Flags) {
    let tokens = Theme::get(ui.ctx());
    ui.set_max_width(340.0);
    ui.label(RichText::new(entry.article.title()).font(theme::strong_id(theme::size::BODY)));
    let source = &entry.article.source;
    let mut lines = vec![entry.outlet_name().to_owned(), source.path.clone()];
    if let Some(writer) = entry.article.byline.get() {
        lines.insert(1, writer.clone());
    }
    if let Some(published) = entry.article.published.get() {
        lines.insert(1, published.long());
    }
    for line in lines {
        ui.label(RichText::new(line).small().color(tokens.text.secondary));
    }
    let mut notes = Vec::new();
    if entry.article.completeness == Completeness::Truncated {
        notes.push("Truncated: what is missing here could not be seen".to_owned());
    }
    if let Some(alike) = ctx.session.alike.get() {
        notes.extend(alike.sentences(entry.id(), &ctx.session.corpus));
    }
    if flags.changed {
        notes.push("The file has changed on disk since it was read (F5 reads it again)".to_owned());
    }
    if !flags.disagreeing.is_empty() {
        notes.push(format!(
            "Sources disagree about: {} (see Edit details…)",
            flags.disagreeing.join(", ")
        ));
    }
    if entry.article.excluded {
        notes.push("Excluded from comparisons and counts".to_owned());
    }
    for note in notes {
        ui.label(RichText::new(note).small().color(tokens.state.warning));
    }
}
