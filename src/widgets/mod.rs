//! Things to look at and click: theme, icons, and widgets that know only egui.

mod buttons;
mod dialog;
mod field;
pub mod icons;
pub mod theme;

pub use buttons::{chip, focus_ring, icon_button, primary_button, segmented, swatch, tab, toggle};
pub use dialog::dialog;
pub use field::text_field;
