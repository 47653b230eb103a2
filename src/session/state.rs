//! The session: the corpus, what is computed from it, what is selected and shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Alike, Compared, Derived, EntityRows, FileLook, FindHits, History, Item, NamingRows, Notices,
    OrderedEntities, QuoteRows, Selection, UiCommand,
};
use crate::analysis::entities::Counting;
use crate::corpus::{Article, ArticleId, Corpus, Place, Source};
use crate::import::CaptureHead;
use crate::import::capture::fetched_in;

/// The tabs of the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ViewTab {
    /// Articles side by side.
    #[default]
    Compare,
    /// Statements by articles.
    Coverage,
    /// The entity-frequency table.
    Entities,
    /// Who says what, and who rests on whom.
    Quotes,
    /// What each outlet calls the same thing.
    Naming,
    /// The import ledger.
    Ledger,
}

/// Whether what is on the screen is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Every change is committed.
    #[default]
    Saved,
    /// Changes are on their way.
    Saving,
    /// They could not be written: the reason. They are kept and tried again.
    Failing(String),
}

/// A job that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does: "Importing", "Comparing".
    pub what: &'static str,
    /// Steps done.
    pub done: usize,
    /// Steps in all, 0 while unknown.
    pub total: usize,
}

/// How much of the columns is set in full size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Everything.
    #[default]
    All,
    /// What all articles report is set small.
    HideShared,
    /// Only statements on which articles disagree are set in full size.
    OnlyDifferences,
}

impl Reading {
    /// This way of reading, or everything again when it is on already.
    #[must_use]
    pub fn toggled(self, to: Self) -> Self {
        if self == to { Self::All } else { to }
    }
}

/// What the window shows and how; kept in the settings.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the screen"
)]
pub struct ViewOptions {
    /// The library on the left.
    pub library: bool,
    /// The inspector on the right.
    pub inspector: bool,
    /// Columns follow each other.
    pub scroll_together: bool,
    /// Links between columns.
    pub links: bool,
    /// Which names are underlined, in the order of `EntityType::ALL`.
    pub mark_names: [bool; 4],
    /// Size of article text, 1.0 = 100 %.
    pub text_scale: f32,
    /// Things jump to their place instead of moving there.
    pub reduced_motion: bool,
    /// How much of the columns is set in full size. Not kept: a program that opens with small print would puzzle.
    pub reading: Reading,
    /// What counts as naming somebody.
    pub counting: Counting,
    /// Addresses of this computer and the local network may be fetched.
    pub private_addresses: bool,
}

impl Default for ViewOptions {
    fn default() -> Self {
        Self {
            library: true,
            inspector: true,
            scroll_together: true,
            links: true,
            mark_names: [false; 4],
            text_scale: 1.0,
            reduced_motion: false,
            reading: Reading::All,
            counting: Counting::default(),
            private_addresses: false,
        }
    }
}

/// What became of checking a saved report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The report's file.
    pub report: PathBuf,
    /// Whether everything was found as it says.
    pub holds: bool,
    /// A line per article and fault.
    pub lines: Vec<String>,
}

/// Everything the views read. Only the app changes it.
#[derive(Debug, Default)]
pub struct Session {
    /// What the person works on.
    pub corpus: Corpus,
    /// Undo and redo.
    pub history: History,
    /// Counts up with every change of the corpus: results and caches are keyed by it.
    pub revision: u64,
    /// The comparison of the chosen articles.
    pub compared: Derived<Compared>,
    /// The entity table of all articles that are not excluded.
    pub entities: Derived<EntityRows>,
    /// The order of a table so long that it is not sorted in a frame; see `EntityRows::SORTED_AT_ONCE`.
    pub ordered_entities: Option<OrderedEntities>,
    /// The quotations and sources of the compared articles.
    pub quotes: Derived<QuoteRows>,
    /// What each outlet calls the same thing, of all articles that are not excluded.
    pub naming: Derived<NamingRows>,
    /// Which articles are the same text, nearly the same, or versions of one page.
    pub alike: Derived<Alike>,
    /// What the report that is being prepared would say, as Markdown.
    pub report_preview: Derived<String>,
    /// What became of checking a report: a line per article and fault.
    pub verified: Option<Verified>,
    /// What was found in the file that a dialog is about.
    pub look: Derived<FileLook>,
    /// What Ctrl+F found.
    pub found: Derived<FindHits>,
    /// What is selected.
    pub selection: Selection,
    /// The tab in the middle.
    pub tab: ViewTab,
    /// Panels and switches.
    pub options: ViewOptions,
    /// Messages.
    pub notices: Notices,
    /// Running jobs.
    pub progress: Vec<Progress>,
    /// Whether everything is on the disk.
    pub saved: SaveState,
    /// The workspace file; `None` until one is open.
    pub workspace: Option<PathBuf>,
    /// Whether that file was chosen by the person (else it is the program's own).
    pub workspace_is_named: bool,
    /// Recent workspaces and folders, newest first.
    pub recent: Vec<PathBuf>,
    /// Paragraphs that are set in full size whatever the way of reading.
    pub opened: BTreeSet<Place>,
    /// Memory that the program holds, in bytes; looked at now and then.
    pub memory: Option<u64>,
    /// The card of the guide that is shown, counted from 0.
    pub guide: Option<usize>,
    /// Pages that were fetched, by address and time, without their bodies.
    pub captures: BTreeMap<(String, String), Arc<CaptureHead>>,
    /// Articles whose file changed or vanished on disk since it was read.
    pub changed_on_disk: Vec<ArticleId>,
}

impl Session {
    /// Articles of the library in order of their ids.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.corpus.articles.iter()
    }

    /// The chosen articles, left to right; ids without an article are passed over.
    pub fn columns(&self) -> impl Iterator<Item = &Arc<Article>> {
        let chosen = &self.corpus.comparison.columns;
        chosen.iter().filter_map(|id| self.corpus.articles.get(*id))
    }

    /// How the page that an article was read from was fetched, if it was.
    pub fn capture_of(&self, source: &Source) -> Option<&Arc<CaptureHead>> {
        let fetched = fetched_in(&source.part)?;
        self.captures
            .get(&(source.path.clone(), fetched.to_owned()))
    }

    /// Whether the article is a column of the comparison.
    pub fn is_column(&self, article: ArticleId) -> bool {
        self.corpus.comparison.columns.contains(&article)
    }

    /// Name of the article's outlet, or a stand-in.
    pub fn outlet_name(&self, article: &Article) -> &str {
        self.corpus
            .outlet_of(article)
            .map_or("Unknown outlet", |outlet| &outlet.name)
    }

    /// Name of the workspace for the title bar.
    pub fn title(&self) -> String {
        self.name()
            .unwrap_or_else(|| "Untitled workspace".to_owned())
    }

    /// Name of the workspace, where it was given one.
    pub fn name(&self) -> Option<String> {
        if !self.corpus.title.is_empty() {
            return Some(self.corpus.title.to_string());
        }
        let path = self
            .workspace
            .as_ref()
            .filter(|_| self.workspace_is_named)?;
        Some(path.file_stem()?.to_string_lossy().into_owned())
    }

    /// Whether a command can do something now.
    pub fn is_enabled(&self, command: UiCommand) -> bool {
        use UiCommand as C;
        match command {
            C::Undo => self.history.undo_label().is_some(),
            C::Redo => self.history.redo_label().is_some(),
            C::SaveReport | C::ClearComparison | C::Find | C::FindInColumn => {
                !self.corpus.comparison.columns.is_empty()
            }
            C::SetBaseColumn
            | C::HideShared
            | C::OnlyDifferences
            | C::MoveColumnLeft
            | C::MoveColumnRight => self.corpus.comparison.columns.len() > 1,
            C::NextStatement | C::PreviousStatement => self
                .compared
                .get()
                .is_some_and(|compared| !compared.comparison.statements.is_empty()),
            C::KeepTogether | C::SplitStatement | C::BreakApart => {
                matches!(self.selection.item, Item::Statement(_))
            }
            C::CopyPassage | C::JoinStatements | C::LetProgramDecide => matches!(
                self.selection.item,
                Item::Statement(_) | Item::OnlyHere { .. }
            ),
            C::EditMetadata
            | C::ToggleExcluded
            | C::RemoveArticles
            | C::Reveal
            | C::ChangeEncoding
            | C::ChooseColumns
            | C::CompareSelected => !self.selected_articles().is_empty(),
            C::ReadFileNames => !self.corpus.articles.is_empty(),
            C::ReloadChanged => !self.changed_on_disk.is_empty(),
            C::CopyTable | C::ExportTable => match self.tab {
                ViewTab::Coverage => self.compared.get().is_some(),
                ViewTab::Quotes => self.quotes.get().is_some(),
                ViewTab::Naming => self.naming.get().is_some(),
                ViewTab::Ledger => !self.corpus.ledger.is_empty(),
                _ => self.entities.get().is_some(),
            },
            _ => true,
        }
    }

    /// The sentences of the selected statement, or the selected sentence.
    pub fn selected_places(&self) -> Vec<Place> {
        match (&self.selection.item, self.compared.get()) {
            (Item::OnlyHere { article, span }, _) => vec![Place {
                article: *article,
                span: *span,
            }],
            (Item::Statement(id), Some(compared)) => compared.places_of(*id),
            _ => Vec::new(),
        }
    }

    /// The articles a command acts on: those selected in the library, else the one in the inspector.
    pub fn selected_articles(&self) -> Vec<ArticleId> {
        if !self.selection.articles.is_empty() {
            return self.selection.articles.iter().copied().collect();
        }
        match self.selection.item {
            Item::Article(id) => vec![id],
            _ => Vec::new(),
        }
    }
}
