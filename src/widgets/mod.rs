//! Things to look at and click: theme, icons, and widgets that know only egui.

pub mod app_icon;
pub mod bidi;
mod buttons;
mod cell_text;
mod dialog;
mod field;
pub mod icons;
mod reading_order;
pub mod theme;
mod tops;

pub use buttons::{
    chip, focus_ring, icon_button, lasting_menu, primary_button, quiet_menu, segmented, swatch,
    tab, toggle,
};
pub use cell_text::{LetterWidths, fitted, place};
pub use dialog::{Answer, LastRow, ask, ask_in_passing, dialog};
pub use field::text_field;
pub use reading_order::{Edge, at_right, before_panel};
pub use tops::Tops;
