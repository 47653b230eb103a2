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
    subheading(ui, &format!("Named in {} places", entity.mentions.len()));
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

/// A few words on either side.
fn context_of(text: &str, span: crate::text::Span) -> String {
    let before: String = text[..span.start as usize]
        .chars()
        .rev()
        .take(32)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = text[span.end as usize..].chars().take(32).collect();
    format!(
        "…{}{}{}…",
        before.replace('\n', " "),
        span.of(text),
        after.replace('\n', " ")
    )
}
