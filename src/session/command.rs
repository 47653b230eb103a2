//! Everything a person can ask for, as plain data. Menus, the palette, shortcuts and the key list read one table.

use std::path::PathBuf;
use std::sync::mpsc;

use super::{EntityQuery, Item, ReadHow, ReportRequest, SourceRef, UiCommand, ViewTab};
use crate::corpus::{ArticleId, Decision, DecisionId, OutletId, Place, Review, StoryId};
use crate::text::Span;

/// A field of an article that a person may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as in the article")]
pub enum FieldKind {
    Outlet,
    Headline,
    Byline,
    Published,
    Language,
    Address,
}

impl FieldKind {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Outlet,
        Self::Headline,
        Self::Byline,
        Self::Published,
        Self::Language,
        Self::Address,
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outlet => "Outlet",
            Self::Headline => "Headline",
            Self::Byline => "Byline",
            Self::Published => "Published",
            Self::Language => "Language",
            Self::Address => "Address",
        }
    }
}

/// What a view or a dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A command of the table.
    Ui(UiCommand),
    /// Show another tab.
    ShowTab(ViewTab),
    /// Add files and folders to the library; a single workspace file is opened instead.
    AddPaths(Vec<PathBuf>),
    /// Add a text as an article.
    AddPastedText {
        /// Headline, may be empty.
        headline: String,
        /// Outlet, may be empty.
        outlet: String,
        /// The text.
        text: String,
    },
    /// Fetch pages from the web and add them.
    FetchAddresses {
        /// As typed.
        addresses: Vec<String>,
        /// Addresses of this computer and the local network are fetched too; kept in the settings.
        allow_private: bool,
    },
    /// Open a workspace file.
    OpenWorkspaceFile(PathBuf),
    /// Go on in this file.
    SaveWorkspaceTo(PathBuf),
    /// Ask where a report is to be saved.
    SaveReport(Box<ReportRequest>),
    /// Save the report that was asked for under this name.
    ReportGoesTo(PathBuf),
    /// Write a report of the comparison: the form to this file, other forms beside it.
    WriteReport {
        /// What is to be saved.
        request: Box<ReportRequest>,
        /// The file.
        path: PathBuf,
    },
    /// Show what the report would say.
    PreviewReport(Box<ReportRequest>),
    /// Check a saved report against its sources.
    VerifyReport(PathBuf),
    /// Write the table in view.
    WriteTable(PathBuf),
    /// Write the chart in view, as its extension says.
    WriteChart(PathBuf),
    /// Write the corrections of names.
    WriteCorrections(PathBuf),
    /// Apply the corrections of names in a file.
    ReadCorrections(PathBuf),
    /// Put the rows of a long entity table in this order.
    OrderEntities(Box<EntityQuery>),
    /// Show something in the inspector.
    Select(Item),
    /// Set these paragraphs in full size while the rest is in small print, or small again.
    ToggleOpened(Vec<Place>),
    /// Select rows of the library.
    SelectArticles(Vec<ArticleId>),
    /// Bring a place into sight in the Compare view.
    GoTo {
        /// Which article; it is added to the comparison when it is not in it.
        article: ArticleId,
        /// Which words.
        span: Span,
    },
    /// Find words in the columns; empty: stop finding.
    FindText {
        /// What is looked for.
        query: String,
        /// In this column only; `None`: in all.
        only: Option<ArticleId>,
    },
    /// Columns of the comparison, left to right.
    SetColumns(Vec<ArticleId>),
    /// Add an article to the comparison, or take it out.
    ToggleColumn(ArticleId),
    /// Take a column in hand: commands about a column act on it.
    TakeColumn(ArticleId),
    /// The article the others are held against.
    SetBase(Option<ArticleId>),
    /// Set fields, in one step of undo; an empty value takes the person's word back.
    SetFields {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// Which fields, and the values as typed.
        values: Vec<(FieldKind, String)>,
    },
    /// Leave out, or take in again.
    SetExcluded {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// Out or in.
        excluded: bool,
    },
    /// Take articles out of the workspace.
    RemoveArticles(Vec<ArticleId>),
    /// Show the dialog about a file's encoding; with letters to be repaired ticked, when they look garbled.
    ChangeEncodingOf {
        /// Which file.
        from: SourceRef,
        /// Repair garbled letters.
        repair: bool,
    },
    /// Show the dialog about a table's columns.
    ChooseColumnsOf(SourceRef),
    /// Read a file again in another way. A choice of columns is remembered for tables like it.
    ReadAgain {
        /// Which file.
        from: SourceRef,
        /// In which way.
        how: ReadHow,
    },
    /// Give articles what a pattern finds in the names of their files.
    ReadNames {
        /// The pattern, as it was written.
        pattern: String,
        /// Which articles.
        articles: Vec<ArticleId>,
        /// Files added from now on are read so too; else their names are not read by a pattern.
        keep: bool,
    },
    /// Rename an outlet; a name another outlet has merges the two.
    RenameOutlet {
        /// Which.
        outlet: OutletId,
        /// The name.
        name: String,
    },
    /// Give an outlet another colour.
    RecolourOutlet {
        /// Which.
        outlet: OutletId,
        /// Number of the colour.
        colour: u32,
    },
    /// A new story with these articles.
    NewStory {
        /// Its name.
        name: String,
        /// Its articles.
        articles: Vec<ArticleId>,
    },
    /// Rename a story.
    RenameStory {
        /// Which.
        story: StoryId,
        /// The name.
        name: String,
    },
    /// Delete a story; its articles stay.
    DeleteStory(StoryId),
    /// Put articles into a story.
    PutInStory {
        /// Which story.
        story: StoryId,
        /// Which articles.
        articles: Vec<ArticleId>,
    },
    /// Take articles out of a story.
    TakeOutOfStory {
        /// Which story.
        story: StoryId,
        /// Which articles.
        articles: Vec<ArticleId>,
    },
    /// Record a decision; one about the same thing is replaced.
    Decide(Decision),
    /// Keep a verdict on a statement or one of its differences.
    Review {
        /// What it replaces: the verdicts that belong to it now.
        earlier: Vec<DecisionId>,
        /// The verdict.
        review: Review,
    },
    /// What stands in one statement is several; one step of undo.
    Split {
        /// The sentences of each. One may stand in two, and one that stands alone is taken out.
        parts: Vec<Vec<Place>>,
        /// What the person does, for "Undo …".
        label: &'static str,
    },
    /// Forget the statement that was to be joined with another.
    DropJoining,
    /// Somebody else said this.
    CorrectSpeaker {
        /// Where the words stand, in every article that has them.
        places: Vec<Place>,
        /// Who; empty: nobody is named. `None`: as the program reads it.
        speaker: Option<String>,
    },
    /// Title of the workspace.
    SetTitle(String),
    /// Put text on the clipboard.
    CopyText(String),
    /// Stop a running job.
    CancelJobs,
    /// Take a message away.
    DismissNotice(u64),
    /// Open a file or page with the system's program for it.
    OpenOutside(PathBuf),
    /// Show this card of the guide, counted from 0; `None`: the person has done with it.
    ShowGuide(Option<usize>),
}

impl From<UiCommand> for Command {
    fn from(command: UiCommand) -> Self {
        Self::Ui(command)
    }
}

/// Where views put their wishes; the app runs them after the frame.
#[derive(Clone, Debug)]
pub struct CommandSender(mpsc::Sender<Command>);

impl CommandSender {
    /// A sender and the receiving end for the app.
    pub fn new() -> (Self, mpsc::Receiver<Command>) {
        let (sender, receiver) = mpsc::channel();
        (Self(sender), receiver)
    }

    /// Asks for something.
    pub fn send(&self, command: impl Into<Command>) {
        // The receiver lives as long as the app; after it nobody waits for an answer.
        let _gone = self.0.send(command.into());
    }
}
