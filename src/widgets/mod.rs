//! Things to look at and click: theme, icons, and widgets that know only egui.

pub mod icons;
pub mod theme;
