//! Things to look at and click: theme, icons, and widgets that know only egui.

mod buttons;
pub mod icons;
pub mod theme;

pub use buttons::{chip, focus_ring, icon_button, primary_button, segmented, swatch, tab, toggle};
