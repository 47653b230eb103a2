//! Files that change on disk while the window is open are noticed and offered.

use super::HexaplaApp;

impl HexaplaApp {
    pub(super) fn take_watched(&mut self, _ctx: &egui::Context) {}
    pub(super) fn watch_sources(&mut self) {}
}
