//! What the views read and what they may ask for. Knows no drawing and not how commands are run.
//!
//! Inputs (the corpus) and derived results are two things: the corpus is edited, undone and saved; results are computed
//! from it in the background and never edited.

mod alike;
mod column;
mod command;
mod compared;
#[cfg(test)]
pub(crate) mod comparison_fixture;
mod concordance;
mod coverage;
mod coverage_query;
mod derived;
#[cfg(test)]
pub(crate) mod entity_fixture;
mod entity_query;
mod entity_rows;
mod file_look;
mod find;
mod history;
mod naming;
mod notices;
mod quote_query;
mod quotes;
mod report_request;
mod selection;
mod shortcuts;
mod sources;
mod state;
mod text_table;
mod ui_command;

pub use alike::Alike;
pub use column::{ColumnParagraph, ColumnText, Ground, MarginNote, Run};
pub use command::{Command, CommandSender, FieldKind};
pub use compared::Compared;
pub use concordance::{ConcordanceLine, LineSort, LineText};
pub use coverage::{Absence, CoverageCell, CoverageRow, CoverageRows, CoverageSubject};
pub use coverage_query::{CoverageLine, CoverageOrder, CoverageQuery, CoverageSort, place_text};
pub use derived::Derived;
pub use entity_query::{EntityColumn, EntityOrder, EntityQuery, NamedBy, OrderedEntities};
pub use entity_rows::{CountUnit, EntityGroup, EntityRows, GroupedCounts, Grouping};
pub use file_look::{FileLook, HEAD, Preview, ReadHow, SourceRef};
pub use find::FindHits;
pub use history::History;
pub use naming::{NamingQuery, NamingRow, NamingRows, NamingSection, NamingUnit, TermCount};
pub use notices::{Notice, NoticeLevel, Notices};
pub use quote_query::{QuoteQuery, kind_text};
pub use quotes::{QuoteRows, SpeakerRow, UtteranceRow, WordMark, Wording};
pub use report_request::ReportRequest;
pub use selection::{Item, Selection};
pub use shortcuts::{Key, Shortcut};
pub use sources::{Reliance, SourceGraph, SourceRow, evidence_text};
pub use state::{Progress, Reading, SaveState, Session, Verified, ViewOptions, ViewTab};
pub use text_table::{TextCell, TextTable};
pub use ui_command::{COMMANDS, CommandInfo, UiCommand};
