//! The Help window: half a page per view, the keys, and About. Everything is compiled in: it works offline.

mod page;
mod pages;
mod shortcuts;

use std::collections::BTreeMap;

use egui::{Key, RichText, ScrollArea, TextureHandle, Ui};

use self::pages::PAGES;
use super::ViewCtx;
use crate::session::ViewTab;
use crate::widgets::theme::{self, Theme};

/// What a page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "named after the views")]
pub enum Topic {
    #[default]
    Library,
    Compare,
    Coverage,
    Quotes,
    Naming,
    Entities,
    Reports,
    Shortcuts,
    About,
}

impl Topic {
    /// All pages, in the order of the list.
    pub const ALL: [Self; 9] = [
        Self::Library,
        Self::Compare,
        Self::Coverage,
        Self::Quotes,
        Self::Naming,
        Self::Entities,
        Self::Reports,
        Self::Shortcuts,
        Self::About,
    ];

    /// The page about a tab of the middle.
    pub fn of_tab(tab: ViewTab) -> Self {
        match tab {
            ViewTab::Compare => Self::Compare,
            ViewTab::Coverage => Self::Coverage,
            ViewTab::Entities => Self::Entities,
            ViewTab::Quotes => Self::Quotes,
            ViewTab::Naming => Self::Naming,
            ViewTab::Ledger => Self::Library,
        }
    }

    /// Its name in the list.
    pub fn title(self) -> &'static str {
        match self {
            Self::Library => "Library",
            Self::Compare => "Compare",
            Self::Coverage => "Coverage",
            Self::Quotes => "Quotes & sources",
            Self::Naming => "Naming",
            Self::Entities => "Entities",
            Self::Reports => "Reports",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::About => "About Hexapla",
        }
    }
}

/// What the window keeps.
#[derive(Default)]
pub struct HelpState {
    /// The page that is open.
    topic: Option<Topic>,
    /// The page should stand at its top.
    to_top: bool,
    /// Pictures that were shown.
    pictures: BTreeMap<Topic, TextureHandle>,
}

impl std::fmt::Debug for HelpState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("HelpState").field(&self.topic).finish()
    }
}

impl HelpState {
    /// Opens a page.
    pub fn open(&mut self, topic: Topic) {
        self.topic = Some(topic);
        self.to_top = true;
    }

    /// The page that is open.
    pub fn topic(&self) -> Option<Topic> {
        self.topic
    }
}

/// Paints the window when it is open. It lies beside the others: what it tells can be tried while it is read.
pub fn help_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut HelpState) {
    let Some(topic) = state.topic else {
        return;
    };
    let room = egui_ctx.content_rect();
    let size = egui::vec2(860.0, 660.0).min(room.size() - egui::vec2(40.0, 90.0));
    let mut open = true;
    egui::Window::new("Help")
        .id(egui::Id::unique("help"))
        .open(&mut open)
        .collapsible(false)
        .default_size(size)
        .max_size(room.size() - egui::vec2(20.0, 60.0))
        .default_pos(room.center() - size / 2.0)
        .show(egui_ctx, |ui| {
            ui.horizontal_top(|ui| {
                let width = 150.0;
                ui.allocate_ui(egui::vec2(width, ui.available_height()), |ui| {
                    ui.set_width(width);
                    list_ui(ui, state, topic);
                });
                ui.separator();
                ui.vertical(|ui| page_ui(ui, ctx, state, topic));
            });
        });
    let something_over_it = egui::Popup::is_any_open(egui_ctx)
        || egui_ctx.memory(|memory| memory.top_modal_layer().is_some());
    let escaped = !something_over_it
        && !egui_ctx.text_edit_focused()
        && egui_ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
    if !open || escaped {
        state.topic = None;
    }
}

fn list_ui(ui: &mut Ui, state: &mut HelpState, topic: Topic) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for other in Topic::ALL {
            let button = egui::Button::new(other.title())
                .selected(other == topic)
                .frame_when_inactive(other == topic)
                .min_size(egui::vec2(ui.available_width(), 26.0));
            if ui.add(button).clicked() {
                state.open(other);
            }
        }
    });
}

fn page_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut HelpState, topic: Topic) {
    let mut area = ScrollArea::vertical().id_salt("page").auto_shrink(false);
    if std::mem::take(&mut state.to_top) {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(RichText::new(topic.title()).font(theme::strong_id(19.0)));
        match (topic, PAGES.iter().find(|page| page.topic == topic)) {
            (_, Some(page)) => page::page_ui(ui, ctx, state, page),
            (Topic::Shortcuts, None) => shortcuts::shortcuts_ui(ui),
            (_, None) => about_ui(ui),
        }
        ui.add_space(10.0);
    });
}

fn about_ui(ui: &mut Ui) {
    let tokens = Theme::get(ui.ctx());
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    ui.label(RichText::new(version).color(tokens.text.secondary));
    ui.label(
        "Compares how news outlets report the same story: what they say, change and leave out.",
    );
    ui.label(
        "Everything is computed on this computer from the articles you open. No network is used. The same files give \
         the same results, whatever order they are opened in.",
    );
    ui.add_space(6.0);
    ui.label(RichText::new("Licences and credits").font(theme::strong_id(13.0)));
    for credit in CREDITS {
        let text = RichText::new(credit.trim()).size(12.0);
        ui.add(egui::Label::new(text).wrap().selectable(true));
        ui.add_space(6.0);
    }
}

/// Credits that travel with the assets.
const CREDITS: &[&str] = &[
    "Hexapla is free software under the MIT licence or the Apache licence 2.0, at your choice.",
    include_str!("../../../assets/fonts/CREDITS.md"),
    include_str!("../../../assets/icons/CREDITS.md"),
    include_str!("../../../assets/entities/CREDITS.md"),
    include_str!("../../../assets/compare/CREDITS"),
];
