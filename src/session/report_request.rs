//! What a person asks a report for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::analysis::entities::Counting;
use crate::report::{Form, Head, Settings};

/// What is to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportRequest {
    /// In which forms; at least one.
    pub forms: BTreeSet<Form>,
    /// Whether every table is written as CSV as well, into a folder beside them.
    pub csv_tables: bool,
    /// What stands at the top.
    pub head: Head,
    /// Which parts, and how much of the texts.
    pub settings: Settings,
}

impl Default for ReportRequest {
    /// One page, all of it.
    fn default() -> Self {
        Self {
            forms: BTreeSet::from([Form::Html]),
            csv_tables: false,
            head: Head::default(),
            settings: Settings::default(),
        }
    }
}

impl ReportRequest {
    /// All of it in this form.
    pub fn of(form: Form) -> Self {
        Self {
            forms: BTreeSet::from([form]),
            ..Self::default()
        }
    }

    /// What is remembered for the next report: title, question and date belong to one report, and what
    /// counts as naming somebody is chosen in the table of names.
    #[must_use]
    pub fn remembered(&self) -> Self {
        let mut kept = self.clone();
        kept.head = Head {
            author: self.head.author.clone(),
            ..Head::default()
        };
        kept.settings.counting = Counting::default();
        kept
    }
}
