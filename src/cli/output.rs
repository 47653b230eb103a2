//! Where reports go: each form to a file that is replaced as a whole, or to standard output (`-`).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::Failure;
use crate::report::{self, Form, Report};
use crate::store::fonts::SystemFonts;
use crate::store::{self, atomic};

/// The forms asked for.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Outputs {
    /// Write the report as JSON (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    json: Option<PathBuf>,
    /// Write the report as one self-contained HTML page (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    html: Option<PathBuf>,
    /// Write the report as PDF (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    pdf: Option<PathBuf>,
    /// Write the report as Markdown (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    markdown: Option<PathBuf>,
    /// Write the report's tables as a workbook (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    xlsx: Option<PathBuf>,
    /// Write the report for a word processor (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    docx: Option<PathBuf>,
    /// Write the report and its sources as RIS, for reference managers (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    ris: Option<PathBuf>,
    /// Write the report and its sources as BibTeX (`-`: standard output)
    #[arg(long, value_name = "OUT")]
    bibtex: Option<PathBuf>,
    /// Write every table as a CSV file into this folder
    #[arg(long, value_name = "FOLDER")]
    csv_dir: Option<PathBuf>,
}

impl Outputs {
    fn forms(&self) -> Vec<(&Path, Form)> {
        let path = |form: Form| match form {
            Form::Html => &self.html,
            Form::Pdf => &self.pdf,
            Form::Docx => &self.docx,
            Form::Xlsx => &self.xlsx,
            Form::Markdown => &self.markdown,
            Form::Json => &self.json,
            Form::Ris => &self.ris,
            Form::Bibtex => &self.bibtex,
        };
        Form::ALL
            .into_iter()
            .filter_map(|form| Some((path(form).as_deref()?, form)))
            .collect()
    }

    /// Refuses what cannot be meant.
    pub fn check(&self) -> Result<(), Failure> {
        let to_stdout = self.forms().iter().filter(|form| is_stdout(form.0)).count();
        if to_stdout > 1 {
            return Err(Failure::wrong_use(
                "only one form can go to standard output",
            ));
        }
        Ok(())
    }

    /// Writes every form asked for.
    pub fn write(&self, report: &Report) -> anyhow::Result<()> {
        let fonts = SystemFonts::default();
        for (path, form) in self.forms() {
            let mut n_bytes = 0;
            write(path, |out| {
                let mut counted = Counted { out, n_bytes: 0 };
                form.write(report, &fonts, &mut counted)?;
                n_bytes = counted.n_bytes;
                Ok(())
            })?;
            let warning = report::page_size_warning(n_bytes);
            if let Some(warning) = warning.filter(|_| form == Form::Html) {
                eprintln!("hexapla: {}: {warning}", path.display());
            }
        }
        if let Some(folder) = &self.csv_dir {
            store::make_folder(folder)
                .with_context(|| format!("could not make the folder {}", folder.display()))?;
            for file in report::csv_files(report) {
                write(&folder.join(&file.name), |out| out.write_all(&file.bytes))?;
            }
        }
        Ok(())
    }
}

/// Counts what is written.
struct Counted<'a> {
    out: &'a mut dyn Write,
    n_bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.out.write(bytes)?;
        self.n_bytes += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    if !is_stdout(path) {
        return Ok(atomic::write(path, fill)?);
    }
    let mut stdout = io::stdout().lock();
    match fill(&mut stdout).and_then(|()| stdout.flush()) {
        // who reads may stop reading
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("could not write to standard output"),
    }
}
