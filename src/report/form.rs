//! The forms in which a report is written, one list for the command line, the dialogs and the tests.

use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::model::Report;
use super::pdf::FontSource;

/// A form of the report that is one file. (Tables as CSV are many: [`super::csv_files`].)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One self-contained web page.
    Html,
    /// For paper.
    Pdf,
    /// For a word processor.
    Docx,
    /// Every table a sheet.
    Xlsx,
    /// For repositories.
    Markdown,
    /// For programs; every other form can be written from it.
    Json,
    /// The report and its sources, for reference managers.
    Ris,
    /// The same for TeX.
    Bibtex,
}

impl Form {
    /// All forms, the most read first.
    pub const ALL: [Self; 8] = [
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Markdown,
        Self::Json,
        Self::Ris,
        Self::Bibtex,
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Html => "Web page",
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Xlsx => "Workbook",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Ris => "RIS references",
            Self::Bibtex => "BibTeX references",
        }
    }

    /// What it is good for.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Html => {
                "One page with everything in it: folds, filters, both themes; opens in any browser, offline"
            }
            Self::Pdf => "Printed pages with bookmarks, to be cited and handed on",
            Self::Docx => "Headings and tables for Word and LibreOffice",
            Self::Xlsx => "One sheet per table",
            Self::Markdown => "Plain text with marks, for notes and version control",
            Self::Json => {
                "All of it: every other form can be written again from it, and it can be verified"
            }
            Self::Ris => "The report and its sources for Zotero, EndNote and others",
            Self::Bibtex => "The report and its sources for LaTeX",
        }
    }

    /// Of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Ris => "ris",
            Self::Bibtex => "bib",
        }
    }

    /// The form a file's extension asks for; a web page where it says nothing.
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|form| extension.eq_ignore_ascii_case(form.extension()))
            .unwrap_or(Self::Html)
    }

    /// Writes the report in this form. Only PDF asks `fonts`, for letters that our own faces lack.
    pub fn write(
        self,
        report: &Report,
        fonts: &dyn FontSource,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Self::Html => super::write_html(report, out),
            Self::Pdf => super::write_pdf(report, fonts, out),
            Self::Docx => super::write_docx(report, out),
            Self::Xlsx => super::write_xlsx(report, out),
            Self::Markdown => super::write_markdown(report, out),
            Self::Json => super::write_json(report, out),
            Self::Ris => super::write_ris(report, out),
            Self::Bibtex => super::write_bibtex(report, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Form;
    use crate::report::OwnFonts;
    use crate::report::tests::report;

    #[test]
    fn a_form_is_known_by_its_extension_and_writes_itself() {
        for form in Form::ALL {
            let path = format!("a report.{}", form.extension().to_uppercase());
            assert_eq!(Form::of_path(Path::new(&path)), form);
            let mut bytes = Vec::new();
            form.write(&report(true), &OwnFonts, &mut bytes).unwrap();
            let start: &[u8] = match form {
                Form::Html => b"<!DOCTYPE html>",
                Form::Pdf => b"%PDF-1.7",
                Form::Docx | Form::Xlsx => b"PK\x03\x04",
                Form::Markdown => b"# ",
                Form::Json => b"{\"schema\":",
                Form::Ris => b"TY  - RPRT",
                Form::Bibtex => b"@techreport{",
            };
            assert!(bytes.starts_with(start), "{form:?}");
        }
        assert_eq!(Form::of_path(Path::new("report")), Form::Html);
    }
}
