//! Reports, off the screen's thread: building, writing in every form, looking at one before it is saved, checking a saved one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::aliases::Aliases;
use super::analysis_cache::AnalysisCache;
use super::jobs::compare_articles;
use crate::analysis::entities::{IndexOptions, index_with};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::cli::check_report;
use crate::corpus::{Article, Corpus, Decision};
use crate::report::{self, Form, Report, ReportInput};
use crate::session::{ReportRequest, Verified};
use crate::store::fonts::SystemFonts;
use crate::store::{self, StoreError, atomic};

/// Letters of a preview; the saved report has all of them.
const MAX_PREVIEW: usize = 60_000;

/// A report to be written or looked at.
pub struct ReportTask {
    /// What is known of the articles already.
    pub cache: AnalysisCache,
    /// The articles with the ledger lines and decisions that belong to them.
    pub corpus: Corpus,
    /// What is asked for.
    pub request: ReportRequest,
    /// The person's own list of names.
    pub aliases: Option<PathBuf>,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The files, the one that was asked for by name first.
    pub paths: Vec<PathBuf>,
    /// What to know of them.
    pub warnings: Vec<String>,
}

impl Written {
    /// One file, of which there is nothing to know.
    pub fn one(path: PathBuf) -> Self {
        Self {
            paths: vec![path],
            warnings: Vec::new(),
        }
    }
}

impl ReportTask {
    /// Writes every form asked for: the first to `path`, the others beside it under the same name. Returns the files, or why
    /// one of them could not be written.
    pub fn write(
        self,
        path: &Path,
        ctx: &mut dyn Ctx,
    ) -> Result<Result<Written, String>, Cancelled> {
        let forms: Vec<Form> = self.request.forms.iter().copied().collect();
        let csv_tables = self.request.csv_tables;
        let report = self.build(ctx)?;
        let mut written = Written {
            paths: Vec::new(),
            warnings: Vec::new(),
        };
        let fonts = SystemFonts::default();
        for (done, form) in forms.iter().enumerate() {
            ctx.step(done, forms.len())?;
            let target = if done == 0 {
                path.to_owned()
            } else {
                path.with_extension(form.extension())
            };
            if let Err(error) = atomic::write(&target, |out| form.write(&report, &fonts, out)) {
                return Ok(Err(error.to_string()));
            }
            if *form == Form::Html {
                let size = store::size_of(&target).and_then(report::page_size_warning);
                written.warnings.extend(size);
            }
            written.paths.push(target);
        }
        if csv_tables {
            let folder = tables_beside(path);
            if let Err(error) = write_tables(&report, &folder) {
                return Ok(Err(error.to_string()));
            }
            written.paths.push(folder);
        }
        Ok(Ok(written))
    }

    /// The report as Markdown, cut after some twenty pages.
    pub fn preview(self, ctx: &mut dyn Ctx) -> Result<String, Cancelled> {
        let report = self.build(ctx)?;
        let mut bytes = Vec::new();
        if let Err(error) = report::write_markdown(&report, &mut bytes) {
            return Ok(error.to_string());
        }
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((end, _)) = text.char_indices().nth(MAX_PREVIEW) {
            text.truncate(end);
            text.push_str("\n\n…");
        }
        Ok(text)
    }

    /// Compares and counts as the window does: with the person's decisions, own names and choice of what counts.
    fn build(self, ctx: &mut dyn Ctx) -> Result<Report, Cancelled> {
        let articles: Vec<Arc<Article>> = self
            .corpus
            .articles
            .iter()
            .filter(|article| !article.excluded)
            .cloned()
            .collect();
        let decisions: Vec<Arc<Decision>> = self.corpus.decisions.iter().cloned().collect();
        let (analysed, comparison) = compare_articles(&self.cache, articles, &decisions, ctx)?;
        let refs: Vec<&Analysed> = analysed.iter().map(|analysed| &**analysed).collect();
        let decisions: Vec<&Decision> = decisions.iter().map(|decision| &**decision).collect();
        let counting = self.request.settings.counting;
        let aliases = Aliases::read(self.aliases.as_deref());
        let options = IndexOptions {
            aliases: &aliases.list,
            descriptions: counting.descriptions,
        };
        let entities = index_with(&refs, &decisions, &options).folded(counting.fold);
        let mut report = report::build(&ReportInput {
            corpus: &self.corpus,
            articles: &refs,
            comparison: Some(&comparison),
            entities: &entities,
            head: self.request.head,
            settings: self.request.settings,
        });
        report.tables.extend(aliases.own);
        Ok(report)
    }
}

/// The folder for tables: named as the report.
fn tables_beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem} tables"))
}

fn write_tables(report: &Report, folder: &Path) -> Result<(), StoreError> {
    store::make_folder(folder).map_err(|error| StoreError::write(folder, &error))?;
    for file in report::csv_files(report) {
        atomic::write(&folder.join(&file.name), |out| out.write_all(&file.bytes))?;
    }
    Ok(())
}

/// Checks a saved report against the files at the paths that it names.
pub fn verify(path: PathBuf) -> Result<Verified, String> {
    let checked = check_report(&path, &[]).map_err(|error| format!("{error:#}"))?;
    Ok(Verified {
        report: path,
        holds: checked.n_failed == 0,
        lines: checked.lines,
    })
}
