//! Buttons: primary, icon, segmented, tabs. Every one has an accessible name.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Align2, Color32, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::icons;
use super::theme::{self, Theme};

/// A small button with an icon alone; `name` is its accessible name and tooltip.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let tokens = Theme::get(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, tokens.surface.hover);
        }
        focus_ring(ui, &response);
        let colour = if response.hovered() {
            tokens.text.primary
        } else {
            tokens.text.dim
        };
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            icon,
            egui::FontId::proportional(14.0),
            colour,
        );
    }
    response.on_hover_text(name)
}

/// The one button a view wants pressed.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let tokens = Theme::get(ui.ctx());
    let label = RichText::new(text)
        .color(tokens.text.on_accent)
        .font(theme::strong_id(theme::size::BODY));
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, tokens.accent.fill),
            (&mut widgets.hovered, tokens.accent.hover),
            (&mut widgets.active, tokens.accent.hover),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::NONE;
        }
        ui.add(egui::Button::new(label))
    })
    .inner
}

/// Divides a width among words so that each has the same room to both sides.
fn shares<'a>(ui: &Ui, words: impl Iterator<Item = &'a str>, width: f32) -> Vec<f32> {
    let font = theme::strong_id(12.0);
    let measure = |word: &str| {
        let layout = |fonts: &mut egui::epaint::text::FontsView<'_>| {
            fonts.layout_no_wrap(word.to_owned(), font.clone(), Color32::PLACEHOLDER)
        };
        ui.fonts_mut(layout).size().x
    };
    let own: Vec<f32> = words.map(measure).collect();
    let room = (width - own.iter().sum::<f32>()) / own.len() as f32;
    own.into_iter().map(|own| own + room).collect()
}

/// A row of choices of which one is on; returns the one clicked.
pub fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    choices: &[(T, &str)],
    current: T,
) -> Option<T> {
    let tokens = Theme::get(ui.ctx());
    let height = 26.0;
    let width = ui.available_width();
    let (whole, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let widths = shares(ui, choices.iter().map(|(_, text)| *text), width);
    let mut left = 0.0;
    let mut clicked = None;
    ui.painter().rect(
        whole,
        5.0,
        tokens.surface.page,
        Stroke::new(1.0, tokens.line.normal),
        StrokeKind::Inside,
    );
    for (i, (value, text)) in choices.iter().enumerate() {
        let rect = egui::Rect::from_min_size(whole.min + vec2(left, 0.0), vec2(widths[i], height));
        left += widths[i];
        let response = ui.interact(rect, ui.scope_id().with((name, i)), Sense::click());
        let on = *value == current;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, *text));
        if on || response.hovered() {
            let fill = if on {
                tokens.surface.selected
            } else {
                tokens.surface.hover
            };
            ui.painter().rect_filled(rect.shrink(1.0), 4.0, fill);
        }
        if i > 0 {
            ui.painter().vline(
                rect.left(),
                rect.y_range().shrink(1.0),
                Stroke::new(1.0, tokens.line.faint),
            );
        }
        focus_ring(ui, &response);
        let (font, colour) = if on {
            (theme::strong_id(12.0), tokens.text.link)
        } else {
            (egui::FontId::proportional(12.0), tokens.text.secondary)
        };
        ui.painter()
            .text(rect.center(), Align2::CENTER_CENTER, *text, font, colour);
        if response.clicked() {
            clicked = Some(*value);
        }
    }
    clicked
}

/// A tab of the middle with `pad` points around its words; returns its response.
pub fn tab(ui: &mut Ui, text: &str, on: bool, pad: f32) -> Response {
    let tokens = Theme::get(ui.ctx());
    let font = if on {
        theme::strong_id(theme::size::BODY)
    } else {
        egui::FontId::proportional(theme::size::BODY)
    };
    let colour = if on {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, colour));
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + pad, 32.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, text));
    let top_rounded = egui::CornerRadius {
        nw: 6,
        ne: 6,
        sw: 0,
        se: 0,
    };
    if on {
        ui.painter().rect(
            rect,
            top_rounded,
            tokens.surface.page,
            Stroke::new(1.0, tokens.line.faint),
            StrokeKind::Inside,
        );
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, top_rounded, tokens.surface.hover);
    }
    focus_ring(ui, &response);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, colour);
    response
}

/// A switch in a bar: a check mark and a word.
pub fn toggle(ui: &mut Ui, text: &str, on: bool) -> Response {
    let mut on = on;
    ui.checkbox(&mut on, RichText::new(text).size(12.0))
}

/// A menu that looks like a word of the bar.
pub fn quiet_menu(ui: &mut Ui, text: &str, content: impl FnOnce(&mut Ui)) {
    word_menu(ui, text).ui(ui, content);
}

/// Such a menu that stays open while switches in it are clicked.
pub fn lasting_menu(ui: &mut Ui, text: &str, content: impl FnOnce(&mut Ui)) {
    let close = egui::PopupCloseBehavior::CloseOnClickOutside;
    let config = MenuConfig::new().close_behavior(close);
    word_menu(ui, text).config(config).ui(ui, content);
}

fn word_menu(ui: &Ui, text: &str) -> MenuButton<'static> {
    let colour = Theme::get(ui.ctx()).text.secondary;
    let text = RichText::new(format!("{text} {}", icons::CHEVRON_DOWN))
        .size(12.0)
        .color(colour);
    MenuButton::from_button(egui::Button::new(text).frame(false))
}

/// A small rounded label ("Person").
pub fn chip(ui: &mut Ui, text: &str) -> Response {
    let tokens = Theme::get(ui.ctx());
    let galley = ui.fonts_mut(|fonts| {
        fonts.layout_no_wrap(
            text.to_owned(),
            egui::FontId::proportional(10.5),
            tokens.text.secondary,
        )
    });
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 5.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, tokens.surface.chip);
    ui.painter().galley(
        rect.center() - galley.size() / 2.0,
        galley,
        tokens.text.secondary,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A little square in a colour (an outlet's).
pub fn swatch(ui: &mut Ui, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.5, colour);
    response
}

/// Shows where the keyboard is.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, Theme::get(ui.ctx()).accent.focus);
        ui.painter()
            .rect_stroke(response.rect, 4.0, stroke, StrokeKind::Inside);
    }
}
