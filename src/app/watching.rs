//! Files that change on disk while the window is open are noticed and offered: by the system's notices, and by a look at all
//! files whenever the window gets the focus (network drives send no notices).

use std::collections::BTreeSet;

use super::HexaplaApp;
use crate::corpus::{ArticleId, Source};
use crate::store::watch::{Change, Watch};

impl HexaplaApp {
    /// Looks when something happened in a watched folder or the window got the focus.
    pub(super) fn take_watched(&mut self, ctx: &egui::Context) {
        let settled = self
            .watch
            .as_ref()
            .map(Watch::take_settled)
            .unwrap_or_default();
        if let Some(rest) = settled.ask_again_after {
            ctx.request_repaint_after(rest);
        }
        let focused = ctx.input(|i| i.events.contains(&egui::Event::WindowFocused(true)));
        if focused {
            // The person may come back from changing it.
            self.look_at_naming_list();
        }
        if focused || !settled.paths.is_empty() {
            let sources: Vec<Source> = self
                .session
                .articles()
                .map(|article| article.source.clone())
                .collect();
            self.jobs.check_sources(sources);
        }
    }

    /// Watches the folders of all articles.
    pub(super) fn watch_sources(&mut self) {
        if self.watch.is_none() {
            let wake = self.wake.clone();
            self.watch = Watch::new(move || wake.call())
                .inspect_err(|error| log::warn!("changes on disk are seen only at focus: {error}"))
                .ok();
        }
        if let Some(watch) = &mut self.watch {
            watch.set_sources(
                self.session
                    .corpus
                    .articles
                    .iter()
                    .map(|article| &article.source),
            );
        }
    }

    /// What the look found: these articles' files are not as they were read.
    pub(super) fn checked(&mut self, changed: &[(String, Change)]) {
        let paths: BTreeSet<&str> = changed.iter().map(|(path, _)| path.as_str()).collect();
        let of_path = |path: &str| paths.contains(path);
        let articles: Vec<ArticleId> = self
            .session
            .articles()
            .filter(|article| of_path(&article.source.path))
            .map(|article| article.id)
            .collect();
        self.session.changed_on_disk = articles;
    }
}
