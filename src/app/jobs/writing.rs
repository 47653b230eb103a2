//! Jobs that write: reports, tables, charts, settings.

use std::path::PathBuf;

use super::super::reports::{self, ReportTask, Written};
use super::Jobs;
use crate::charts::Chart;
use crate::corpus::Corpus;
use crate::session::ReportRequest;
use crate::store::{self, atomic};

impl Jobs {
    /// Writes the settings. Newer ones replace those that wait to be written.
    pub fn keep_settings(&mut self, settings: store::Settings) {
        self.settings.start(move |_ctx| Ok(settings.save()));
    }

    /// Writes the report of a comparison in every form asked for. `corpus` holds the compared articles alone.
    pub fn write_report(
        &mut self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
        path: PathBuf,
    ) {
        let task = self.report_task(corpus, request, aliases);
        self.writer.start(move |ctx| task.write(&path, ctx));
    }

    /// Has the report written down as Markdown, to be looked at before it is saved.
    pub fn preview_report(
        &mut self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
    ) {
        let task = self.report_task(corpus, request, aliases);
        self.previewer.start(move |ctx| task.preview(ctx));
    }

    fn report_task(
        &self,
        corpus: Corpus,
        request: ReportRequest,
        aliases: Option<PathBuf>,
    ) -> ReportTask {
        ReportTask {
            cache: self.cache.clone(),
            corpus,
            request,
            aliases,
        }
    }

    /// Checks a saved report against its sources.
    pub fn verify(&mut self, path: PathBuf) {
        self.verifier.start(move |_ctx| Ok(reports::verify(path)));
    }

    /// Writes a chart: as a picture where the extension says so, else as a drawing.
    pub fn write_chart(&mut self, path: PathBuf, chart: Chart) {
        self.writer.start(move |_ctx| {
            let as_picture = path
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("png"));
            let written = atomic::write(&path, |out| {
                if as_picture {
                    chart.write_png(out)
                } else {
                    out.write_all(chart.to_svg().as_bytes())
                }
            });
            Ok(written
                .map(|()| Written::one(path))
                .map_err(|error| error.to_string()))
        });
    }

    /// Writes a text file.
    pub fn write_text(&mut self, path: PathBuf, text: String) {
        self.writer.start(move |_ctx| {
            let written = atomic::write(&path, |out| out.write_all(text.as_bytes()));
            Ok(written
                .map(|()| Written::one(path))
                .map_err(|error| error.to_string()))
        });
    }
}
