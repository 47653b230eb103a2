//! The bar over the columns: how much was found, what the marks mean, how columns behave.

use egui::{Rect, RichText, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::names;
use crate::session::{Derived, Reading, UiCommand};
use crate::views::ViewCtx;
use crate::views::guide::{Part, here};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{at_right, quiet_menu, toggle};

/// Paints the bar.
pub fn legend_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let tokens = Theme::get(ui.ctx());
    let bar = egui::Frame::new()
        .fill(tokens.surface.page)
        .inner_margin(egui::Margin::symmetric(14, 5))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let is_narrow = ui.available_width() < 560.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let is_explained = std::cell::Cell::new(false);
                let left = |ui: &mut Ui| {
                    let text = counts(ctx, is_narrow);
                    ui.label(RichText::new(text).font(theme::strong_id(12.0)));
                    is_explained.set(ui.available_width() >= KEYS);
                    if is_explained.get() {
                        keys(ui, tokens);
                    }
                };
                at_right(ui, "options", left, |ui| {
                    if is_narrow {
                        quiet_menu(ui, "Options", |ui| {
                            if !is_explained.get() {
                                ui.horizontal(|ui| keys(ui, tokens));
                                ui.separator();
                            }
                            reading_choices(ui, ctx);
                            ui.separator();
                            names::name_switches(ui, ctx);
                            ui.separator();
                            switches(ui, ctx);
                        });
                        return;
                    }
                    names::names_menu(ui, ctx);
                    reading_menu(ui, ctx);
                    switches(ui, ctx);
                });
            });
        });
    here(ui.ctx(), Part::Marks, bar.response.rect);
    let bottom = ui.cursor().top();
    ui.painter().hline(
        ui.max_rect().x_range(),
        bottom - ui.spacing().item_spacing.y,
        Stroke::new(1.0, tokens.line.normal),
    );
}

/// Whether bands are drawn and columns follow each other.
fn switches(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let options = &ctx.session.options;
    for (command, text, on) in [
        (
            UiCommand::ToggleScrollTogether,
            "Scroll together",
            options.scroll_together,
        ),
        (UiCommand::ToggleLinks, "Links", options.links),
    ] {
        let tooltip = crate::views::keys::tooltip(ui.ctx(), command);
        if toggle(ui, text, on).on_hover_text(tooltip).clicked() {
            ctx.commands.send(command);
        }
    }
}

/// The ways of reading: how much is set in full size.
const READINGS: [(Reading, UiCommand); 2] = [
    (Reading::HideShared, UiCommand::HideShared),
    (Reading::OnlyDifferences, UiCommand::OnlyDifferences),
];

/// How much is set in full size.
fn reading_menu(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let now = ctx.session.options.reading;
    let current = READINGS.iter().find(|(reading, _)| *reading == now);
    let text = current.map_or("Show everything", |(_, command)| command.info().text);
    quiet_menu(ui, text, |ui| reading_choices(ui, ctx));
}

fn reading_choices(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let now = ctx.session.options.reading;
    if ui.radio(now == Reading::All, "Show everything").clicked() {
        let current = READINGS.iter().find(|(reading, _)| *reading == now);
        if let Some((_, command)) = current {
            ctx.commands.send(*command);
        }
        ui.close();
    }
    for (reading, command) in READINGS {
        let radio = ui.radio(now == reading, command.info().text);
        let tooltip = crate::views::keys::tooltip(ui.ctx(), command);
        if radio.on_hover_text(tooltip).clicked() {
            if now != reading {
                ctx.commands.send(command);
            }
            ui.close();
        }
    }
}

/// How much was found; in a narrow window the columns themselves tell how many articles there are.
fn counts(ctx: &ViewCtx<'_>, is_narrow: bool) -> String {
    let n = ctx.session.columns().count();
    let articles = if n == 1 {
        "1 article".to_owned()
    } else {
        format!("{n} articles")
    };
    match &ctx.session.compared {
        Derived::Ready(compared) if n > 1 => {
            let statements = format!("{} statements", compared.comparison.statements.len());
            if is_narrow {
                statements
            } else {
                format!("{articles} · {statements}")
            }
        }
        Derived::Pending { .. } => format!("{articles} · comparing…"),
        Derived::Failed(_) => format!("{articles} · not compared"),
        _ => articles,
    }
}

/// Room in points that the marks with their names take.
const KEYS: f32 = 336.0;

/// The four marks with their names.
fn keys(ui: &mut Ui, tokens: &Theme) {
    ui.add_space(8.0);
    let small = |text: &str| RichText::new(text).size(11.5).color(tokens.text.secondary);
    block(ui, |ui, rect| {
        ui.painter().rect_filled(rect, 3.0, tokens.relation.same);
    });
    ui.label(small("same words"));
    ui.add_space(6.0);
    block(ui, |ui, rect| {
        ui.painter().rect_filled(rect, 3.0, tokens.relation.edited);
        let right = Rect::from_min_max(pos2(rect.center().x, rect.top()), rect.max);
        ui.painter()
            .rect_filled(right, 3.0, tokens.relation.changed);
    });
    ui.label(small("edited"))
        .on_hover_text("Words that changed stand bold on the darker ground");
    ui.add_space(6.0);
    block(ui, |ui, rect| {
        let mut x = rect.left();
        while x < rect.right() {
            let dot = Rect::from_min_size(pos2(x, rect.bottom() - 2.0), vec2(1.5, 1.2));
            ui.painter()
                .rect_filled(dot, 0.0, tokens.relation.reworded_line);
            x += 3.5;
        }
    });
    ui.label(small("reworded"));
    ui.add_space(6.0);
    let (rect, _) = ui.allocate_exact_size(vec2(4.0, 14.0), Sense::hover());
    ui.painter().rect(
        rect,
        1.5,
        tokens.outlet(0),
        Stroke::NONE,
        StrokeKind::Inside,
    );
    ui.label(small("only here"));
}

fn block(ui: &mut Ui, paint: impl FnOnce(&mut Ui, Rect)) {
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 13.0), Sense::hover());
    paint(ui, rect);
}
