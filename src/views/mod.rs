//! What the window shows: each view reads the session and sends commands. No view changes the session or touches a file.

pub mod add_address;
mod bar;
pub mod compare;
pub mod coverage;
pub mod details;
pub mod drag;
mod empty;
pub mod encoding;
pub mod entities;
#[cfg(test)]
mod fixture;
pub mod guide;
pub mod help;
pub mod inspector;
pub mod keys;
pub mod ledger;
pub mod library;
pub mod mapping;
pub mod name_patterns;
pub mod naming;
pub mod notices;
pub mod palette;
pub mod paste;
pub mod prompt;
pub mod quotes;
pub mod save_report;
pub mod status_bar;
mod table_buttons;
pub mod top_bar;
pub mod verified;

use self::compare::CompareState;
use self::help::HelpState;
use self::inspector::InspectorState;
use self::palette::PaletteState;
use self::prompt::PromptState;
use crate::charts::Chart;
use crate::session::{CommandSender, Session, TextTable, ViewTab};

/// What every view gets.
#[derive(Clone, Copy)]
pub struct ViewCtx<'a> {
    /// Everything there is to show.
    pub session: &'a Session,
    /// Where wishes go.
    pub commands: &'a CommandSender,
}

/// What the views keep between frames, each its own.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "named after the views")]
pub struct Views {
    pub compare: CompareState,
    pub coverage: coverage::CoverageState,
    pub library: library::LibraryState,
    pub entities: entities::EntitiesState,
    pub quotes: quotes::QuotesState,
    pub naming: naming::NamingState,
    pub ledger: ledger::LedgerState,
    pub details: details::DetailsState,
    pub paste: paste::PasteState,
    pub add_address: add_address::AddAddressState,
    pub encoding: encoding::EncodingState,
    pub mapping: mapping::MappingState,
    pub name_patterns: name_patterns::NamePatternsState,
    pub inspector: InspectorState,
    pub palette: PaletteState,
    pub prompt: PromptState,
    pub save_report: save_report::SaveReportState,
    pub verified: verified::VerifiedState,
    pub help: HelpState,
}

impl Views {
    /// The table of the tab in view, as it is shown, for the clipboard and files. `None` until there is one.
    pub fn table(&self, session: &Session) -> Option<TextTable> {
        match session.tab {
            ViewTab::Coverage => self.coverage.table(session),
            ViewTab::Quotes => self.quotes.table(session),
            ViewTab::Naming => self.naming.table(session),
            ViewTab::Ledger => self.ledger.table(session),
            _ => self.entities.table(session),
        }
    }

    /// What the table of a tab holds, for the name of its file.
    pub fn table_name(tab: ViewTab) -> &'static str {
        match tab {
            ViewTab::Coverage => "coverage",
            ViewTab::Quotes => "quotations",
            ViewTab::Naming => "naming",
            ViewTab::Ledger => "import-ledger",
            _ => "entities",
        }
    }

    /// The chart in view, for a file; `None` while none is.
    pub fn chart(&self, session: &Session) -> Option<Chart> {
        match session.tab {
            ViewTab::Quotes => self.quotes.chart(session),
            _ => self.entities.chart(session),
        }
    }

    /// What the chart of a tab shows, for the name of its file.
    pub fn chart_name(tab: ViewTab) -> &'static str {
        match tab {
            ViewTab::Quotes => "sources",
            _ => "names",
        }
    }

    /// Another workspace was opened: nothing of the last one is kept.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
