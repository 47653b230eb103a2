//! The corrections that ask for more: another name, the entity to merge with, the entity a mention belongs to.

use egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::EntitiesState;
use super::suggestions::Suggestions;
use crate::corpus::{Decision, Place};
use crate::session::{Command, EntityQuery, EntityRows};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask_in_passing};

/// Entities listed at once; typing narrows them down.
const MAX_LISTED: usize = 60;

/// A question that is open.
#[derive(Debug)]
pub enum Dialog {
    /// What the entity is called.
    Rename {
        /// Its name so far.
        entity: String,
        /// What was typed.
        to: String,
        /// The field wants the keyboard.
        fresh: bool,
    },
    /// Which rows that look alike are one.
    Suggestions(Suggestions),
    /// Which entity a mention belongs to.
    Move {
        /// The mention.
        place: Place,
        /// As it is written.
        words: String,
        /// What was typed: a name to find, or a new one.
        text: String,
        /// What fits, for which text.
        found: Option<Found>,
        /// The entity.
        to: Option<String>,
        /// The field wants the keyboard.
        fresh: bool,
    },
    /// Which other entity is the same.
    Merge {
        /// The one.
        entity: String,
        /// What was typed to find the other.
        text: String,
        /// What fits, for which text.
        found: Option<Found>,
        /// The other.
        other: Option<String>,
        /// The row keeps the other's name.
        keeps_other: bool,
        /// The field wants the keyboard.
        fresh: bool,
    },
}

impl Dialog {
    /// Asks for a name.
    pub fn rename(entity: &str) -> Self {
        Self::Rename {
            entity: entity.to_owned(),
            to: entity.to_owned(),
            fresh: true,
        }
    }

    /// Asks which rows are one.
    pub fn suggestions() -> Self {
        Self::Suggestions(Suggestions::default())
    }

    /// Asks where a mention belongs.
    pub fn move_mention(place: Place, words: String) -> Self {
        Self::Move {
            place,
            words,
            text: String::new(),
            found: None,
            to: None,
            fresh: true,
        }
    }

    /// Asks for the other entity.
    pub fn merge(entity: &str) -> Self {
        Self::Merge {
            entity: entity.to_owned(),
            text: String::new(),
            found: None,
            other: None,
            keeps_other: false,
            fresh: true,
        }
    }
}

/// The entities that fit what was typed.
#[derive(Debug)]
pub struct Found {
    /// What was typed.
    text: String,
    /// The first of them, most mentions first.
    listed: Vec<u32>,
    /// How many there are beyond those.
    unlisted: usize,
}

/// Paints the open dialog, if there is one.
pub fn dialog_ui(ui: &Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    let Some(dialog) = &mut state.dialog else {
        return;
    };
    if let Dialog::Suggestions(suggestions) = dialog {
        let is_open = suggestions.window_ui(ui, ctx, rows, &mut state.not_the_same);
        if !is_open {
            state.dialog = None;
        }
        return;
    }
    let answer = ask_in_passing(ui.ctx(), "correct an entity", |ui| {
        ui.set_width(360.0);
        ui.spacing_mut().item_spacing.y = 8.0;
        match dialog {
            Dialog::Rename { entity, to, fresh } => rename_ui(ui, entity, to, fresh),
            Dialog::Merge { .. } => merge_ui(ui, rows, dialog),
            Dialog::Move { .. } => move_ui(ui, rows, dialog),
            Dialog::Suggestions(_) => Answer::Cancelled,
        }
    });
    match answer {
        Answer::Open => {}
        Answer::Cancelled => state.dialog = None,
        Answer::Done(decision) => {
            if let Decision::RenameEntity { to, .. } | Decision::MergeEntities { into: to, .. } =
                &decision
            {
                state.selected = Some(to.clone());
            }
            ctx.commands.send(Command::Decide(decision));
            state.dialog = None;
        }
    }
}

fn rename_ui(ui: &mut Ui, entity: &str, to: &mut String, fresh: &mut bool) -> Answer<Decision> {
    let label = ui.label(RichText::new(format!("Rename {entity}")).font(theme::strong_id(14.5)));
    let field = ui
        .add(TextEdit::singleline(to).desired_width(f32::INFINITY))
        .labelled_by(label.id);
    if std::mem::take(fresh) {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let name = to.trim().to_owned();
    let usable = !name.is_empty() && name != entity;
    let row = LastRow::new("Rename", usable).entered(entered);
    row.ui(ui).map(|()| Decision::RenameEntity {
        entity: entity.to_owned(),
        to: name,
    })
}

fn merge_ui(ui: &mut Ui, rows: &EntityRows, dialog: &mut Dialog) -> Answer<Decision> {
    let Dialog::Merge {
        entity,
        text,
        found,
        other,
        keeps_other,
        fresh,
    } = dialog
    else {
        return Answer::Cancelled;
    };
    let label =
        ui.label(RichText::new(format!("Merge {entity} with")).font(theme::strong_id(14.5)));
    let field = TextEdit::singleline(text)
        .hint_text("Type a name")
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if std::mem::take(fresh) {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let before = other.clone();
    candidates_ui(ui, rows, entity, text, found, other);
    let picks_first = entered && other.is_none();
    if picks_first {
        let found = found.as_ref();
        let first = found.and_then(|found| found.listed.first());
        *other = first.map(|row| name_of(rows, *row));
    }
    if *other != before {
        // The row is called as most do; Enter in the field merges.
        *keeps_other = n_mentions(rows, other.as_deref()) > n_mentions(rows, Some(entity));
        field.request_focus();
    }
    if picks_first {
        return Answer::Open;
    }
    if let Some(other) = other {
        ui.label(RichText::new("The row is called").color(Theme::get(ui.ctx()).text.secondary));
        ui.radio_value(keeps_other, false, entity.as_str());
        ui.radio_value(keeps_other, true, other.as_str());
    }
    let row = LastRow::new("Merge", other.is_some()).entered(entered);
    row.ui(ui).map(|()| {
        let other = other.clone().unwrap_or_default();
        let into = if *keeps_other { &other } else { &*entity };
        Decision::MergeEntities {
            into: into.clone(),
            names: vec![entity.clone(), other],
        }
    })
}

fn move_ui(ui: &mut Ui, rows: &EntityRows, dialog: &mut Dialog) -> Answer<Decision> {
    let Dialog::Move {
        place,
        words,
        text,
        found,
        to,
        fresh,
    } = dialog
    else {
        return Answer::Cancelled;
    };
    let heading = format!("This “{words}” belongs to");
    let label = ui.label(RichText::new(heading).font(theme::strong_id(14.5)));
    let field = TextEdit::singleline(text)
        .hint_text("Type a name")
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if std::mem::take(fresh) {
        field.request_focus();
    }
    if field.changed() {
        *to = None;
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    candidates_ui(ui, rows, "", text, found, to);
    let typed = text.trim().to_owned();
    let target = to.clone().or((!typed.is_empty()).then_some(typed));
    if let (None, Some(new)) = (&*to, &target) {
        let note = format!("“{new}” becomes a row of its own unless there is one");
        ui.label(RichText::new(note).color(Theme::get(ui.ctx()).text.dim));
    }
    let row = LastRow::new("Move it", target.is_some()).entered(entered);
    let to = target.unwrap_or_default();
    row.ui(ui)
        .map(|()| Decision::MoveMention { place: *place, to })
}

fn n_mentions(rows: &EntityRows, name: Option<&str>) -> usize {
    let row = name.and_then(|name| rows.row_named(name));
    row.map_or(0, |row| {
        rows.row(row, crate::session::Grouping::Outlet).total
    })
}

fn name_of(rows: &EntityRows, row: u32) -> String {
    let grouping = crate::session::Grouping::Outlet;
    rows.row(row as usize, grouping).name.clone()
}

/// The entities that fit what was typed, most mentions first.
fn candidates_ui(
    ui: &mut Ui,
    rows: &EntityRows,
    entity: &str,
    text: &str,
    found: &mut Option<Found>,
    other: &mut Option<String>,
) {
    if found.as_ref().is_none_or(|found| found.text != text) {
        let query = EntityQuery {
            types: [true; 4],
            text: text.to_owned(),
            ..EntityQuery::default()
        };
        let mut list = rows.order(&query).rows;
        list.retain(|row| name_of(rows, *row) != entity);
        let unlisted = list.len().saturating_sub(MAX_LISTED);
        list.truncate(MAX_LISTED);
        *found = Some(Found {
            text: text.to_owned(),
            listed: list,
            unlisted,
        });
    }
    let Some(found) = found else { return };
    ScrollArea::vertical()
        .max_height(190.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for row in &found.listed {
                let counted = rows.row(*row as usize, crate::session::Grouping::Outlet);
                let on = other.as_ref() == Some(&counted.name);
                let text = format!(
                    "{} · {} · {}",
                    counted.name,
                    counted.kind.label(),
                    counted.total
                );
                if ui.selectable_label(on, text).clicked() {
                    *other = Some(counted.name.clone());
                }
            }
            if found.listed.is_empty() {
                ui.label("No entity fits");
            } else if found.unlisted > 0 {
                let text = format!("and {} more: type to narrow them down", found.unlisted);
                ui.label(RichText::new(text).color(Theme::get(ui.ctx()).text.dim));
            }
        });
}
