//! The bar on top: menus from the command table, the workspace's title, the buttons used most.

use egui::style::StyleModifier;
use egui::{Align, Button, Layout, MenuBar, Rect, RichText, Stroke, Ui};

use super::ViewCtx;
use super::guide::{Part, here};
use super::keys;
use crate::session::{COMMANDS, Command, Reading, UiCommand};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{at_right, icon_button, icons, primary_button};

/// Order of the menus.
const MENUS: [&str; 6] = ["File", "Edit", "Article", "View", "Table", "Help"];

/// Width of the six menus in points.
const MENU_BAR_WIDTH: f32 = 256.0;

/// Paints the bar.
pub fn top_bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    // In a narrow window the buttons show icons, and the name is left to the system's title bar.
    let is_narrow = ui.available_width() < 800.0;
    ui.horizontal_centered(|ui| {
        if !is_narrow {
            ui.label(RichText::new("Hexapla").font(theme::strong_id(14.5)));
        }
        // A menu bar takes all the room there is; the buttons on the right need some.
        let room = egui::vec2(MENU_BAR_WIDTH, ui.available_height());
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            let focus = Theme::get(ui.ctx()).accent.focus;
            let style = StyleModifier::from(move |style: &mut egui::Style| {
                egui::containers::menu::menu_style(style);
                // The menu bar's own style hides where the keyboard is.
                style.visuals.widgets.active.bg_stroke = Stroke::new(1.5, focus);
            });
            MenuBar::new().style(style).ui(ui, |ui| {
                for menu in MENUS {
                    ui.menu_button(menu, |ui| menu_ui(ui, ctx, menu));
                }
            });
        });
        let find_width = (ui.available_width() - LEAST_TITLE - BUTTONS).clamp(0.0, 220.0);
        let title = |ui: &mut Ui| {
            if !is_narrow {
                title_ui(ui, ctx);
            }
        };
        at_right(ui, "buttons", title, |ui| {
            if is_narrow {
                icon_command(ui, ctx, UiCommand::Find, icons::SEARCH);
            } else {
                find_button(ui, ctx, find_width);
            }
            let add = if is_narrow {
                icon_command(ui, ctx, UiCommand::AddFiles, icons::PLUS)
            } else {
                command_button(ui, ctx, UiCommand::AddFiles)
            };
            here(ui.ctx(), Part::AddFiles, add);
            undo_button(ui, ctx, is_narrow);
            let save = primary_button(ui, UiCommand::SaveReport.info().text);
            here(ui.ctx(), Part::SaveReport, save.rect);
            if save
                .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::SaveReport))
                .clicked()
            {
                ctx.commands.send(UiCommand::SaveReport);
            }
        });
    });
}

/// Room in points that is left for the workspace's name, and the room that the buttons take without the one for finding.
const LEAST_TITLE: f32 = 210.0;
const BUTTONS: f32 = 285.0;

fn icon_command(ui: &mut Ui, ctx: &ViewCtx<'_>, command: UiCommand, icon: &str) -> Rect {
    let button = icon_button(ui, icon, command.info().text);
    if button.clicked() {
        ctx.commands.send(command);
    }
    button.rect
}

fn menu_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, menu: &str) {
    ui.set_min_width(230.0);
    for info in COMMANDS.iter().filter(|info| info.menu == menu) {
        if info.starts_group() {
            ui.separator();
        }
        let text = menu_text(ctx, info.command, info.text);
        let button = Button::new(text).shortcut_text(keys::key_text(ui.ctx(), info.command));
        let enabled = ctx.session.is_enabled(info.command);
        let response = ui.add_enabled(enabled, button);
        if response.on_hover_text(info.tooltip).clicked() {
            ctx.commands.send(info.command);
            ui.close();
        }
        if info.command == UiCommand::AddFolder {
            recent_menu(ui, ctx);
        }
    }
}

/// Undo and redo say what they would take back; switches show whether they are on.
fn menu_text(ctx: &ViewCtx<'_>, command: UiCommand, text: &str) -> String {
    let session = ctx.session;
    let switched = match command {
        UiCommand::ToggleLibrary => Some(session.options.library),
        UiCommand::ToggleInspector => Some(session.options.inspector),
        UiCommand::ToggleScrollTogether => Some(session.options.scroll_together),
        UiCommand::ToggleLinks => Some(session.options.links),
        UiCommand::HideShared => Some(session.options.reading == Reading::HideShared),
        UiCommand::OnlyDifferences => Some(session.options.reading == Reading::OnlyDifferences),
        UiCommand::ReducedMotion => Some(session.options.reduced_motion),
        UiCommand::MarkPeople => Some(session.options.mark_names[0]),
        UiCommand::MarkOrganisations => Some(session.options.mark_names[1]),
        UiCommand::MarkPlaces => Some(session.options.mark_names[2]),
        UiCommand::MarkOtherNames => Some(session.options.mark_names[3]),
        UiCommand::FoldNationalities => Some(session.options.counting.fold.nationalities),
        UiCommand::FoldSeats => Some(session.options.counting.fold.seats),
        UiCommand::CountDescriptions => Some(session.options.counting.descriptions),
        _ => None,
    };
    match (command, switched) {
        (UiCommand::Undo, _) => session
            .history
            .undo_label()
            .map_or(text.to_owned(), |label| format!("Undo: {label}")),
        (UiCommand::Redo, _) => session
            .history
            .redo_label()
            .map_or(text.to_owned(), |label| format!("Redo: {label}")),
        (_, Some(true)) => format!("{} {text}", icons::CHECK),
        _ => text.to_owned(),
    }
}

fn recent_menu(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.menu_button("Recent", |ui| {
        if ctx.session.recent.is_empty() {
            ui.label("Nothing yet");
        }
        for path in &ctx.session.recent {
            let name = path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy();
            if ui
                .button(name)
                .on_hover_text(path.display().to_string())
                .clicked()
            {
                ctx.commands.send(Command::AddPaths(vec![path.clone()]));
                ui.close();
            }
        }
    });
}

fn undo_button(ui: &mut Ui, ctx: &ViewCtx<'_>, is_narrow: bool) {
    let can = ctx.session.history.undo_label();
    if is_narrow {
        let label = can.map_or_else(
            || "Nothing to undo".to_owned(),
            |label| format!("Undo: {label}"),
        );
        let button = ui.add_enabled_ui(can.is_some(), |ui| icon_button(ui, icons::UNDO_2, &label));
        if button.inner.clicked() {
            ctx.commands.send(UiCommand::Undo);
        }
        return;
    }
    let button = ui.add_enabled(can.is_some(), Button::new("Undo"));
    let hover = can.map_or_else(
        || "Nothing to undo".to_owned(),
        |label| format!("Undo: {label}"),
    );
    if button
        .on_hover_text(hover.clone())
        .on_disabled_hover_text(hover)
        .clicked()
    {
        ctx.commands.send(UiCommand::Undo);
    }
}

fn command_button(ui: &mut Ui, ctx: &ViewCtx<'_>, command: UiCommand) -> Rect {
    let button = ui
        .button(command.info().text)
        .on_hover_text(keys::tooltip(ui.ctx(), command));
    if button.clicked() {
        ctx.commands.send(command);
    }
    button.rect
}

/// Looks like a field; opens the find bar.
fn find_button(ui: &mut Ui, ctx: &ViewCtx<'_>, width: f32) {
    let tokens = Theme::get(ui.ctx());
    if width < 90.0 {
        if ui.button("Find…").clicked() {
            ctx.commands.send(UiCommand::Find);
        }
        return;
    }
    let text = RichText::new(format!("{}  Find in columns…", icons::SEARCH)).color(tokens.text.dim);
    let button = Button::new(text)
        .right_text(
            RichText::new(keys::key_text(ui.ctx(), UiCommand::Find))
                .size(11.0)
                .color(tokens.text.dim),
        )
        .fill(tokens.surface.field)
        .min_size(egui::vec2(width, 28.0));
    if ui
        .add(button)
        .on_hover_text(UiCommand::Find.info().tooltip)
        .clicked()
    {
        ctx.commands.send(UiCommand::Find);
    }
}

fn title_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let text = RichText::new(ctx.session.title()).color(Theme::get(ui.ctx()).text.secondary);
    let hover = ctx
        .session
        .workspace
        .as_ref()
        .map_or_else(String::new, |path| path.display().to_string());
    ui.add(egui::Label::new(text).truncate())
        .on_hover_text(hover);
}
