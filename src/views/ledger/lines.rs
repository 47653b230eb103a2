//! The lines of the ledger as the table shows them: cells, order, totals.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::corpus::{ArticleId, Completeness, Corpus, LedgerLine, Outcome};
use crate::session::Alike;
use crate::text::fold;

/// A line and what the table says of it.
#[derive(Debug)]
pub struct Line {
    pub line: Arc<LedgerLine>,
    /// Reason and warnings.
    pub notes: String,
    /// What the filter looks into, folded.
    haystack: String,
    /// The article it became, if it is still there.
    pub article: Option<ArticleId>,
    /// What it is like: "same text, 2", "version 1 of 3".
    pub alike: String,
    /// The first article of its groups, by which the table keeps them together.
    group: Option<ArticleId>,
    /// It became an article that is not all there.
    is_cut_off: bool,
}

/// Outcomes to filter by. What is like another article or cut off was imported too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeKind {
    Imported,
    Alike,
    CutOff,
    Skipped,
    Failed,
}

/// Columns to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The order in which files were accounted for.
    Order,
    File,
    Outcome,
    Alike,
    Format,
    Encoding,
    Size,
    Stripped,
    Notes,
}

/// The columns in their order.
pub const COLUMNS: [(By, &str); 8] = [
    (By::File, "File"),
    (By::Outcome, "Outcome"),
    (By::Alike, "Alike"),
    (By::Format, "Format"),
    (By::Encoding, "Encoding"),
    (By::Size, "Size"),
    (By::Stripped, "Stripped"),
    (By::Notes, "Reasons and warnings"),
];

/// How many lines there are of each outcome: imported, skipped and failed add up to what was offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub imported: usize,
    pub alike: usize,
    pub cut_off: usize,
    pub skipped: usize,
    pub failed: usize,
}

impl Totals {
    pub fn of(lines: &[Line]) -> Self {
        let count = |kind| lines.iter().filter(|line| line.is(kind)).count();
        Self {
            imported: count(OutcomeKind::Imported),
            alike: count(OutcomeKind::Alike),
            cut_off: count(OutcomeKind::CutOff),
            skipped: count(OutcomeKind::Skipped),
            failed: count(OutcomeKind::Failed),
        }
    }

    /// "12 offered: 9 imported (2 like another, 1 cut off), 2 skipped, 1 failed".
    pub fn text(self) -> String {
        let mut of_these = Vec::new();
        if self.alike > 0 {
            of_these.push(format!("{} like another", self.alike));
        }
        if self.cut_off > 0 {
            of_these.push(format!("{} cut off", self.cut_off));
        }
        let of_these = if of_these.is_empty() {
            String::new()
        } else {
            format!(" ({})", of_these.join(", "))
        };
        format!(
            "{} offered: {} imported{of_these}, {} skipped, {} failed",
            self.imported + self.skipped + self.failed,
            self.imported,
            self.skipped,
            self.failed
        )
    }
}

impl Line {
    pub fn new(line: &Arc<LedgerLine>, corpus: &Corpus, alike: Option<&Alike>) -> Self {
        let mut notes: Vec<String> = Vec::new();
        let mut found = None;
        let mut same_as = None;
        match &line.outcome {
            Outcome::Imported {
                article,
                duplicate_of,
            } => {
                found = corpus.articles.get(*article).map(|_| *article);
                if found.is_none() {
                    notes.push("Removed from the workspace since.".to_owned());
                }
                same_as = duplicate_of.and_then(|id| corpus.articles.get(id));
                if let Some(earlier) = same_as {
                    notes.push(format!("The same text as “{}”.", earlier.title()));
                }
            }
            Outcome::Skipped { reason } | Outcome::Failed { reason } => notes.push(reason.clone()),
        }
        notes.extend(line.warnings.iter().cloned());
        let notes = notes.join(" ");
        let is_cut_off = found
            .and_then(|id| corpus.articles.get(id))
            .is_some_and(|article| article.completeness == Completeness::Truncated);
        let (mut label, mut group) = (String::new(), None);
        if let (Some(id), Some(alike)) = (found, alike) {
            label = alike.label(id);
            group = alike.companions(id).into_iter().min();
        }
        if let (true, Some(earlier)) = (label.is_empty(), same_as) {
            "same text".clone_into(&mut label);
            group = Some(earlier.id);
        }
        let haystack = [
            &label,
            &line.path,
            &line.part,
            &line.format,
            &line.encoding,
            &line.stripped,
            &notes,
        ]
        .map(|text| fold(text))
        .join("\n");
        Self {
            line: Arc::clone(line),
            notes,
            haystack,
            article: found,
            alike: label,
            group,
            is_cut_off,
        }
    }

    /// Whether the line belongs to a choice of the filter.
    pub fn is(&self, kind: OutcomeKind) -> bool {
        let imported = matches!(self.line.outcome, Outcome::Imported { .. });
        match kind {
            OutcomeKind::Imported => imported,
            OutcomeKind::Alike => imported && !self.alike.is_empty(),
            OutcomeKind::CutOff => imported && self.is_cut_off,
            OutcomeKind::Skipped => matches!(self.line.outcome, Outcome::Skipped { .. }),
            OutcomeKind::Failed => matches!(self.line.outcome, Outcome::Failed { .. }),
        }
    }

    /// Whether every word of the filter occurs somewhere.
    pub fn matches(&self, terms: &[String]) -> bool {
        terms.iter().all(|term| self.haystack.contains(term))
    }

    /// What became of it, in words.
    pub fn outcome(&self) -> &'static str {
        match &self.line.outcome {
            Outcome::Imported { .. } if self.is_cut_off => "imported, cut off",
            Outcome::Imported { .. } => "imported",
            other => other.label(),
        }
    }

    pub fn compare(&self, other: &Self, by: By) -> Ordering {
        let (lhs, rhs) = (&*self.line, &*other.line);
        match by {
            By::Order => Ordering::Equal,
            By::File => (&lhs.path, &lhs.part).cmp(&(&rhs.path, &rhs.part)),
            By::Outcome => self.outcome().cmp(other.outcome()),
            // groups stay together, what stands alone comes last
            By::Alike => (self.group.is_none(), self.group, &self.alike, self.article).cmp(&(
                other.group.is_none(),
                other.group,
                &other.alike,
                other.article,
            )),
            By::Format => lhs.format.cmp(&rhs.format),
            By::Encoding => lhs.encoding.cmp(&rhs.encoding),
            By::Size => lhs.bytes.cmp(&rhs.bytes),
            By::Stripped => lhs.stripped.cmp(&rhs.stripped),
            By::Notes => self.notes.cmp(&other.notes),
        }
    }

    /// The file, below the folder that was opened.
    pub fn name(&self) -> String {
        let line = &self.line;
        let below = line.path.strip_prefix(&line.root).unwrap_or(&line.path);
        let name = if line.root.is_empty() {
            &line.path
        } else {
            below.trim_start_matches('/')
        };
        if line.part.is_empty() {
            name.to_owned()
        } else {
            format!("{name} · {}", line.part)
        }
    }

    pub fn cells(&self) -> [String; 8] {
        let line = &self.line;
        [
            self.name(),
            self.outcome().to_owned(),
            self.alike.clone(),
            line.format.clone(),
            line.encoding.clone(),
            size_text(line.bytes),
            line.stripped.clone(),
            self.notes.clone(),
        ]
    }
}

/// "812 B", "2.3 KB", "14 MB".
pub fn size_text(bytes: u64) -> String {
    let value = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..10_000 => format!("{:.1} KB", value / 1e3),
        10_000..1_000_000 => format!("{:.0} KB", value / 1e3),
        1_000_000..10_000_000 => format!("{:.1} MB", value / 1e6),
        _ => format!("{:.0} MB", value / 1e6),
    }
}
