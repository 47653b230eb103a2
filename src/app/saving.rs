//! Keeping everything: rows to the saver after every change, settings at the end, files on disk watched.

use std::path::PathBuf;

use super::HexaplaApp;
use crate::analysis::entities::{Counting, Fold};
use crate::corpus::Patch;
use crate::session::{NoticeLevel, SaveState, ViewOptions};
use crate::store::{Rows, ThemeChoice};

impl HexaplaApp {
    /// Notes the rows of a change; they are sent together at the end of the frame.
    pub(super) fn note_unsaved(&mut self, patch: &Patch) {
        let rows = Rows::changed(&self.session.corpus, patch);
        self.unsaved.merge(rows);
        self.session.saved = SaveState::Saving;
    }

    /// Sends what changed to the saver. The screen says "saved" only when the saver says so.
    pub(super) fn send_to_saver(&mut self) {
        let (Some(saver), SaveState::Saving) = (&self.saver, &self.session.saved) else {
            return;
        };
        if self.sent_revision != self.session.revision {
            self.sent_revision = self.session.revision;
            saver.send(std::mem::take(&mut self.unsaved), self.session.revision);
        }
    }

    /// Puts paths at the head of the recent list.
    pub(super) fn remember(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.settings.add_recent(path.clone());
        }
        self.session.recent.clone_from(&self.settings.recent);
        self.settings_changed();
    }

    /// Takes the settings over at the start.
    pub(super) fn apply_settings(&mut self, ctx: &egui::Context) {
        ctx.set_zoom_factor(self.settings.zoom);
        ctx.set_theme(match self.settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        self.session.recent.clone_from(&self.settings.recent);
        self.session.options = ViewOptions {
            library: self.settings.library,
            inspector: self.settings.inspector,
            scroll_together: self.settings.scroll_together,
            links: self.settings.links,
            mark_names: self.settings.mark_names,
            text_scale: self.settings.text_scale,
            reduced_motion: self.settings.reduced_motion,
            reading: crate::session::Reading::All,
            counting: Counting {
                fold: Fold {
                    nationalities: self.settings.fold_nationalities,
                    seats: self.settings.fold_seats,
                },
                descriptions: self.settings.count_descriptions,
            },
            private_addresses: self.settings.private_addresses,
        };
        super::screen::set_motion(ctx, self.settings.reduced_motion);
        if let Some(complaint) = self.settings.complaint.take() {
            self.session.notices.push(NoticeLevel::Warning, complaint);
        }
    }

    /// Takes over what the person changed on the screen, and writes the settings when something did change.
    pub(super) fn watch_settings(&mut self, ctx: &egui::Context) {
        let options = &self.session.options;
        let settings = &mut self.settings;
        let theme = ctx.options(|options| match options.theme_preference {
            egui::ThemePreference::System => ThemeChoice::System,
            egui::ThemePreference::Light => ThemeChoice::Light,
            egui::ThemePreference::Dark => ThemeChoice::Dark,
        });
        let zoom = ctx.zoom_factor();
        let mut changed = take_over(&mut settings.library, options.library);
        changed |= take_over(&mut settings.inspector, options.inspector);
        changed |= take_over(&mut settings.scroll_together, options.scroll_together);
        changed |= take_over(&mut settings.links, options.links);
        changed |= take_over(&mut settings.reduced_motion, options.reduced_motion);
        changed |= take_over(&mut settings.mark_names, options.mark_names);
        changed |= take_over(&mut settings.text_scale, options.text_scale);
        let counting = options.counting;
        changed |= take_over(
            &mut settings.fold_nationalities,
            counting.fold.nationalities,
        );
        changed |= take_over(&mut settings.fold_seats, counting.fold.seats);
        changed |= take_over(&mut settings.count_descriptions, counting.descriptions);
        changed |= take_over(&mut settings.private_addresses, options.private_addresses);
        changed |= take_over(&mut settings.zoom, zoom);
        changed |= take_over(&mut settings.theme, theme);
        let window = ctx.input(|i| i.viewport().inner_rect);
        if let Some(rect) = window.filter(egui::Rect::is_positive) {
            let size = (rect.width() * zoom, rect.height() * zoom);
            changed |= take_over(&mut settings.window_size, Some(size));
        }
        self.settings_dirty |= changed;
        // A window that is being resized changes in every frame: written when the pointer rests.
        if self.settings_dirty && !ctx.input(|i| i.pointer.any_down()) {
            self.settings_changed();
        }
    }

    /// Writes the settings, out of the screen's thread.
    pub(super) fn settings_changed(&mut self) {
        self.settings_dirty = false;
        self.jobs.keep_settings(self.settings.clone());
    }

    /// Writes the settings before the program ends.
    pub(super) fn keep_settings(&self) {
        if let Err(error) = self.settings.save() {
            log::warn!("the settings were not written: {error}");
        }
    }
}

/// Puts a value in and tells whether it is another one.
fn take_over<T: PartialEq>(kept: &mut T, now: T) -> bool {
    let differs = *kept != now;
    *kept = now;
    differs
}
