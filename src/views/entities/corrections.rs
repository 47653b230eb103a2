//! The menu that corrects an entity. Every choice is one decision, which can be undone.

use egui::{ScrollArea, Ui};

use super::EntitiesState;
use super::dialog::Dialog;
use crate::analysis::entities::EntityType;
use crate::corpus::Decision;
use crate::session::{Command, EntityRows};
use crate::views::ViewCtx;

/// The entries for the row `at`.
pub fn menu_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
    at: usize,
) {
    let row = rows.row(at, state.query.grouping);
    let decide = |decision| ctx.commands.send(Command::Decide(decision));
    ui.set_min_width(170.0);
    let is_pinned = state.query.pinned.contains(&row.name);
    let pin = if is_pinned { "Unpin" } else { "Pin to the top" };
    if ui.button(pin).clicked() {
        if !state.query.pinned.remove(&row.name) {
            state.query.pinned.insert(row.name.clone());
        }
        ui.close();
    }
    ui.separator();
    if ui.button("Rename…").clicked() {
        state.dialog = Some(Dialog::rename(&row.name));
        ui.close();
    }
    ui.menu_button("Type", |ui| {
        for kind in EntityType::ALL {
            if ui.radio(kind == row.kind, kind.label()).clicked() {
                decide(Decision::RetypeEntity {
                    entity: row.name.clone(),
                    to: kind,
                });
                ui.close();
            }
        }
    });
    if ui.button("Merge with…").clicked() {
        state.dialog = Some(Dialog::merge(&row.name));
        ui.close();
    }
    if rows.aliases(at).nth(1).is_some() {
        ui.menu_button("Split a form off", |ui| {
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for (form, count) in rows.aliases(at) {
                    if ui.button(format!("{form} · {count}")).clicked() {
                        decide(Decision::SplitAlias {
                            entity: row.name.clone(),
                            alias: form.to_owned(),
                        });
                        ui.close();
                    }
                }
            });
        });
    }
    ui.separator();
    if ui.button("Not an entity").clicked() {
        decide(Decision::NotAnEntity {
            entity: row.name.clone(),
        });
        ui.close();
    }
}
