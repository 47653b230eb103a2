//! An entity: its type, how it is written, where it is named.

use egui::{RichText, Sense, Ui};

use super::{dim, fact, heading, subheading};
use crate::session::{Command, ViewTab};
use crate::views::ViewCtx;
use crate::widgets::chip;
use crate::widgets::theme::Theme;

/// How many mentions are listed; the concordance has all of them.
const MAX_LISTED: usize = 60;

/// Paints an entity.
pub fn entity_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, name: &str) {
    let Some(rows) = ctx.session.entities.get() else {
        dim(ui, "Counting…");
        return;
    };
    let Some(entity) = rows
        .index
        .entities
        .iter()
        .find(|entity| entity.name == name)
    else {
        dim(ui, "This name is no longer in the table.");
        return;
    };
    heading(ui, &entity.name);
    ui.horizontal(|ui| {
        chip(ui, entity.kind.label());
        if let Some(place) = &entity.adjective_of {
            dim(ui, format!("belongs to {place}, counted apart"));
        }
    });
    subheading(ui, "Written as");
    for alias in &entity.aliases {
        fact(ui, &format!("{} ×", alias.count), |ui| {
            ui.label(RichText::new(&alias.text).size(12.5));
        });
    }
    let places = match entity.mentions.len() {
        1 => "Named in 1 place".to_owned(),
        n => format!("Named in {n} places"),
    };
    subheading(ui, &places);
    let tokens = Theme::get(ui.ctx());
    for mention in entity.mentions.iter().take(MAX_LISTED) {
        let analysed = &rows.articles[mention.article];
        let outlet = ctx.session.corpus.outlet_of(&analysed.article);
        let colour = outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour));
        let words = context_of(analysed.text(), mention.span);
        let text = RichText::new(words).size(12.0).color(tokens.text.primary);
        ui.horizontal_top(|ui| {
            crate::widgets::swatch(ui, colour);
            let response = ui.add(egui::Label::new(text).wrap().sense(Sense::click()));
            if response
                .on_hover_text(ctx.session.outlet_name(&analysed.article))
                .clicked()
            {
                ctx.commands.send(Command::ShowTab(ViewTab::Compare));
                ctx.commands.send(Command::GoTo {
                    article: analysed.id(),
                    span: mention.span,
                });
            }
        });
    }
    if entity.mentions.len() > MAX_LISTED {
        dim(
            ui,
            format!(
                "and {} more in the concordance",
                entity.mentions.len() - MAX_LISTED
            ),
        );
    }
}

/// Letters of context on either side.
const CONTEXT: usize = 32;

/// A few whole words on either side, within the line.
fn context_of(text: &str, span: crate::text::Span) -> String {
    let before = &text[..span.start as usize];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let start = line.char_indices().rev().nth(CONTEXT - 1);
    let (before, cut) = match start {
        Some((at, _)) if at > 0 => {
            let rest = &line[at..];
            (rest.find(' ').map_or("", |space| &rest[space + 1..]), "…")
        }
        _ => (line, ""),
    };
    let after = &text[span.end as usize..];
    let line = after.find('\n').map_or(after, |at| &after[..at]);
    let (after, cut_after) = match line.char_indices().nth(CONTEXT) {
        Some((at, _)) => {
            let rest = &line[..at];
            (rest.rfind(' ').map_or("", |space| &rest[..space]), "…")
        }
        None => (line, ""),
    };
    format!("{cut}{before}{}{after}{cut_after}", span.of(text))
}

#[cfg(test)]
mod tests {
    use super::context_of;
    use crate::text::Span;

    #[test]
    fn the_context_of_a_mention_is_cut_between_words_and_ends_with_its_line() {
        let check = |text: &str, expected: &str| {
            let start = text.find("Kerry").unwrap();
            assert_eq!(context_of(text, Span::new(start, start + 5)), expected);
        };
        check("Kerry", "Kerry");
        check("A headline\nKerry spoke.\nMore", "Kerry spoke.");
        check(
            "Reports of a long evening say that Secretary Kerry spoke by telephone with the minister of Russia.",
            "…evening say that Secretary Kerry spoke by telephone with the…",
        );
    }
}
