//! Where the views stand in the window.

use egui::{CentralPanel, Frame, Margin, Panel, RichText, Stroke, Ui};

use crate::session::{Command, Item, Session, UiCommand, ViewTab};
use crate::views::guide::{Part, here};
use crate::views::{self, ViewCtx, Views};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Edge, before_panel, tab};

/// Paints everything.
pub fn screen_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, views: &mut Views) {
    let tokens = Theme::get(ui.ctx());
    let line = Stroke::new(1.0, tokens.line.faint);
    let bar = Frame::new()
        .fill(tokens.surface.bar)
        .inner_margin(Margin::symmetric(12, 0))
        .stroke(line);
    Panel::top("top bar")
        .exact_size(44.0)
        .frame(bar)
        .show(ui, |ui| views::top_bar::top_bar_ui(ui, ctx));
    before_panel(
        ui,
        "status bar",
        (Edge::Bottom, STATUS_BAR),
        views,
        |ui, views| between_the_bars(ui, ctx, views),
        |ui, _, panel| {
            panel
                .exact_size(STATUS_BAR)
                .frame(bar)
                .show(ui, |ui| views::status_bar::status_bar_ui(ui, ctx))
        },
    );
    let egui_ctx = ui.ctx().clone();
    views::palette::palette_ui(&egui_ctx, ctx, &mut views.palette);
    views::prompt::prompt_ui(&egui_ctx, ctx, &mut views.prompt);
    views::details::details_ui(&egui_ctx, ctx, &mut views.details);
    views::save_report::save_report_ui(&egui_ctx, ctx, &mut views.save_report);
    views::verified::verified_ui(&egui_ctx, ctx, &mut views.verified);
    views::paste::paste_ui(&egui_ctx, ctx, &mut views.paste);
    // Help is read in peace: the guide waits.
    if views.help.topic().is_none() {
        views::guide::guide_ui(&egui_ctx, ctx);
    }
    views::help::help_ui(&egui_ctx, ctx, &mut views.help);
    views::add_address::add_address_ui(&egui_ctx, ctx, &mut views.add_address);
    views::encoding::encoding_ui(&egui_ctx, ctx, &mut views.encoding);
    views::mapping::mapping_ui(&egui_ctx, ctx, &mut views.mapping);
    views::name_patterns::name_patterns_ui(&egui_ctx, ctx, &mut views.name_patterns);
    views::notices::notices_ui(&egui_ctx, ctx);
    drop_overlay(&egui_ctx);
    views::drag::carried_ui(&egui_ctx, ctx.session);
}

/// Height of the bar at the bottom, in points.
const STATUS_BAR: f32 = 26.0;

/// Library, middle and inspector.
fn between_the_bars(ui: &mut Ui, ctx: &ViewCtx<'_>, views: &mut Views) {
    let panel_fill = Theme::get(ui.ctx()).surface.panel;
    let width = ui.available_width();
    let (library, inspector) = sides(width, ctx.session);
    let side = Frame::new().fill(panel_fill);
    if library {
        Panel::left("library")
            .default_size((width * 0.2).clamp(LEAST_SIDES.0, 250.0))
            .size_range(LEAST_SIDES.0..=(width * 0.22).clamp(LEAST_SIDES.0, 460.0))
            .frame(side.inner_margin(Margin::symmetric(0, 8)))
            .show(ui, |ui| {
                views::library::library_ui(ui, ctx, &mut views.library);
            });
    }
    if !inspector {
        middle_ui(ui, ctx, views);
        return;
    }
    let left = ui.available_width();
    let range = LEAST_SIDES.1..=(left - GOOD_MIDDLE).clamp(LEAST_SIDES.1, 560.0);
    let first = FIRST_INSPECTOR.clamp(*range.start(), *range.end());
    let panel = before_panel(
        ui,
        "inspector",
        (Edge::Right, first),
        views,
        |ui, views| middle_ui(ui, ctx, views),
        |ui, views, panel| {
            panel
                .default_size(first)
                .size_range(range)
                .frame(side.inner_margin(Margin::symmetric(14, 12)))
                .show(ui, |ui| {
                    views::inspector::inspector_ui(ui, ctx, &mut views.inspector);
                })
        },
    );
    here(ui.ctx(), Part::Inspector, panel.response.rect);
}

/// Width of the middle, in points, that the inspector leaves alone: two columns and all tabs are in sight.
const GOOD_MIDDLE: f32 = 560.0;
/// Width of the inspector until somebody draws it wider or narrower, in points.
const FIRST_INSPECTOR: f32 = 310.0;

/// Least width of the middle, in points, with which both sides are shown.
const LEAST_MIDDLE: f32 = 400.0;
/// Least widths of the library and the inspector.
const LEAST_SIDES: (f32, f32) = (200.0, 240.0);

/// Whether library and inspector are shown in a window of this width. Where only one of them leaves the middle its room, it is the
/// inspector while something is selected, else the library.
pub fn sides(width: f32, session: &Session) -> (bool, bool) {
    let options = &session.options;
    let narrow = width < LEAST_MIDDLE + LEAST_SIDES.0 + LEAST_SIDES.1;
    if narrow && options.library && options.inspector {
        let has_selection = session.selection.item != Item::Nothing;
        return (!has_selection, has_selection);
    }
    (options.library, options.inspector)
}

/// Whether things move to their place or jump there.
pub fn set_motion(ctx: &egui::Context, reduced: bool) {
    let usual = egui::Style::default();
    ctx.all_styles_mut(|style| {
        if reduced {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        } else {
            style.animation_time = usual.animation_time;
            style.scroll_animation = usual.scroll_animation;
        }
    });
}

fn middle_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, views: &mut Views) {
    CentralPanel::default()
        .frame(Frame::new().fill(Theme::get(ui.ctx()).surface.page))
        .show(ui, |ui| tab_ui(ui, ctx, views));
}

/// The tabs and the view of the one that is on.
fn tab_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, views: &mut Views) {
    let tokens = Theme::get(ui.ctx());
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new()
        .fill(tokens.surface.tabs)
        .inner_margin(Margin {
            left: 10,
            right: 10,
            top: 6,
            bottom: 0,
        })
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let pad = if ui.available_width() < 620.0 {
                18.0
            } else {
                30.0
            };
            // In a narrow window the tabs scroll sideways; the one in view stays in sight.
            let mut row = egui::ScrollArea::horizontal();
            row = row.scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden);
            row.content_margin(0.0).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    for (which, command) in [
                        (ViewTab::Compare, UiCommand::ShowCompare),
                        (ViewTab::Coverage, UiCommand::ShowCoverage),
                        (ViewTab::Entities, UiCommand::ShowEntities),
                        (ViewTab::Quotes, UiCommand::ShowQuotes),
                        (ViewTab::Naming, UiCommand::ShowNaming),
                        (ViewTab::Ledger, UiCommand::ShowLedger),
                    ] {
                        let response = tab(ui, command.info().text, ctx.session.tab == which, pad);
                        if ctx.session.tab == which
                            && !ui.clip_rect().x_range().contains(response.rect.right())
                        {
                            response.scroll_to_me(None);
                        }
                        if response
                            .on_hover_text(views::keys::tooltip(ui.ctx(), command))
                            .clicked()
                        {
                            ctx.commands.send(Command::ShowTab(which));
                        }
                    }
                })
            });
        });
    match ctx.session.tab {
        ViewTab::Compare => views::compare::compare_ui(ui, ctx, &mut views.compare),
        ViewTab::Coverage => views::coverage::coverage_ui(ui, ctx, &mut views.coverage),
        ViewTab::Entities => views::entities::entities_ui(ui, ctx, &mut views.entities),
        ViewTab::Quotes => views::quotes::quotes_ui(ui, ctx, &mut views.quotes),
        ViewTab::Naming => views::naming::naming_ui(ui, ctx, &mut views.naming),
        ViewTab::Ledger => views::ledger::ledger_ui(ui, ctx, &mut views.ledger),
    }
}

/// While files hover over the window: what will happen when they are dropped.
fn drop_overlay(ctx: &egui::Context) {
    let hovered = ctx.input(|i| i.raw.hovered_files.len());
    if hovered == 0 {
        return;
    }
    let tokens = Theme::get(ctx);
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop"),
    ));
    let rect = ctx.content_rect().shrink(10.0);
    painter.rect(
        rect,
        8.0,
        tokens.surface.selected.gamma_multiply(0.92),
        Stroke::new(2.0, tokens.accent.focus),
        egui::StrokeKind::Inside,
    );
    let text = if hovered == 1 {
        "Drop to add it to the library".to_owned()
    } else {
        format!("Drop to add {hovered} items to the library")
    };
    let text = RichText::new(text);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        text.text(),
        theme::strong_id(20.0),
        tokens.text.primary,
    );
}

#[cfg(test)]
mod tests {
    use super::sides;
    use crate::session::{Item, Session};

    #[test]
    fn a_narrow_window_shows_one_side_and_the_middle_keeps_its_room() {
        let mut session = Session::default();
        assert_eq!(sides(1024.0, &session), (true, true));
        assert_eq!(sides(720.0, &session), (true, false));
        session.selection.item = Item::Statement(1);
        assert_eq!(sides(720.0, &session), (false, true));
        session.options.inspector = false;
        assert_eq!(sides(720.0, &session), (true, false));
    }
}
