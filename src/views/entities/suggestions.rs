//! Rows that may be one entity: why, with what each stands in the texts as, to be merged or kept apart one by one.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use crate::analysis::entities::{Entity, MergeGroup};
use crate::corpus::Decision;
use crate::session::{Command, EntityRows};
use crate::text::fold;
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{chip, primary_button};

/// Groups listed at once; the rest comes when these are settled.
const MAX_LISTED: usize = 40;
/// Mentions shown of each row.
const PREVIEWS: usize = 2;
/// Letters shown on either side of a mention.
const CONTEXT: usize = 38;

/// What the person ticked off so far.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// Names of rows that are not to be merged.
    dropped: BTreeSet<String>,
}

impl Suggestions {
    /// Paints the list; `false` when it is to be closed. What is kept apart goes into `not_the_same`.
    pub fn window_ui(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        rows: &EntityRows,
        not_the_same: &mut BTreeSet<(String, String)>,
    ) -> bool {
        let room = ui.ctx().content_rect();
        let modal = crate::widgets::dialog(ui.ctx(), "rows that may be one").show(ui.ctx(), |ui| {
            ui.set_width((room.width() - 120.0).clamp(300.0, 560.0));
            ui.label(RichText::new("May these be one?").font(theme::strong_id(15.0)));
            let open = open_groups(rows, not_the_same);
            if open.is_empty() {
                ui.label("Nothing is left: every row that looks like another was settled.");
            }
            let most = (room.height() - 220.0).max(160.0);
            ScrollArea::vertical()
                .max_height(most)
                .min_scrolled_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for group in open.iter().take(MAX_LISTED) {
                        self.group_ui(ui, ctx, rows, group, not_the_same);
                    }
                    if open.len() > MAX_LISTED {
                        let more = format!("and {} more after these", open.len() - MAX_LISTED);
                        ui.label(RichText::new(more).color(Theme::get(ui.ctx()).text.dim));
                    }
                });
            ui.add_space(6.0);
            ui.button("Close").clicked()
        });
        !modal.inner && !modal.should_close()
    }

    fn group_ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        rows: &EntityRows,
        group: &MergeGroup,
        not_the_same: &mut BTreeSet<(String, String)>,
    ) {
        let tokens = Theme::get(ui.ctx());
        let entity = &rows.index.entities[group.row];
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&entity.name).font(theme::strong_id(13.5)));
            chip(ui, entity.kind.label());
            let n = RichText::new(mentions(entity)).size(12.0);
            ui.label(n.color(tokens.text.secondary));
        });
        previews_ui(ui, rows, entity);
        for (other, reason) in &group.others {
            let other = &rows.index.entities[*other];
            let mut on = !self.dropped.contains(&other.name);
            let text = format!("{} · {} · {}", other.name, mentions(other), reason.label());
            if ui.checkbox(&mut on, text).changed() {
                if on {
                    self.dropped.remove(&other.name);
                } else {
                    self.dropped.insert(other.name.clone());
                }
            }
            ui.indent(("previews", &other.name), |ui| previews_ui(ui, rows, other));
        }
        let others = || {
            group
                .others
                .iter()
                .map(|(at, _)| &rows.index.entities[*at].name)
        };
        let chosen: Vec<String> = others()
            .filter(|name| !self.dropped.contains(*name))
            .cloned()
            .collect();
        ui.horizontal(|ui| {
            let merge = ui.add_enabled_ui(!chosen.is_empty(), |ui| primary_button(ui, "Merge"));
            let apart = ui.button("Not the same");
            if merge.inner.clicked() {
                let names = std::iter::once(entity.name.clone()).chain(chosen.iter().cloned());
                ctx.commands.send(Command::Decide(Decision::MergeEntities {
                    names: names.collect(),
                    into: fullest(entity, &chosen).to_owned(),
                }));
            }
            if merge.inner.clicked() || apart.clicked() {
                let kept_apart = others().filter(|name| apart.clicked() || !chosen.contains(name));
                not_the_same.extend(kept_apart.map(|name| (entity.name.clone(), name.clone())));
            }
        });
    }
}

/// The groups in which something is not settled yet, without what is.
fn open_groups(rows: &EntityRows, not_the_same: &BTreeSet<(String, String)>) -> Vec<MergeGroup> {
    let name = |at: usize| rows.index.entities[at].name.clone();
    let mut open = rows.suggestions.clone();
    if !not_the_same.is_empty() {
        for group in &mut open {
            let row = name(group.row);
            group
                .others
                .retain(|(other, _)| !not_the_same.contains(&(row.clone(), name(*other))));
        }
    }
    open.retain(|group| !group.others.is_empty());
    open
}

/// The name that says most: with most words, then the longest, of a person's; else the row's own.
fn fullest<'a>(entity: &'a Entity, others: &'a [String]) -> &'a str {
    let names = std::iter::once(&entity.name).chain(others);
    let fullness = |name: &&String| (name.split_whitespace().count(), fold(name).len());
    match entity.kind {
        crate::analysis::entities::EntityType::Person => {
            names.max_by_key(fullness).map_or("", String::as_str)
        }
        _ => &entity.name,
    }
}

fn mentions(entity: &Entity) -> String {
    match entity.mentions.len() {
        1 => "1 mention".to_owned(),
        n => format!("{n} mentions"),
    }
}

fn previews_ui(ui: &mut Ui, rows: &EntityRows, entity: &Entity) {
    let colour = Theme::get(ui.ctx()).text.secondary;
    for mention in entity.mentions.iter().take(PREVIEWS) {
        let article = &rows.articles[mention.article];
        let (text, span) = (article.text(), mention.span);
        let before: Vec<char> = text[..span.start as usize]
            .chars()
            .rev()
            .take(CONTEXT)
            .collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = text[span.end as usize..].chars().take(CONTEXT).collect();
        let outlet = &rows.outlet_of(mention.article).name;
        let line = format!("{outlet}: …{before}{}{after}…", span.of(text)).replace('\n', " ");
        let line = RichText::new(line).size(11.5).color(colour);
        ui.add(egui::Label::new(line).truncate());
    }
}
