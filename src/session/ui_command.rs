//! The table of commands that menus, keys, the palette and Help read: what each is called, what it does, its key.

use super::shortcuts::{Key, Shortcut};

/// A command a menu, a key or the palette can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum UiCommand {
    NewWorkspace,
    OpenWorkspace,
    SaveWorkspaceAs,
    OpenSample,
    AddFiles,
    AddFolder,
    PasteText,
    AddAddress,
    SaveReport,
    VerifyReport,
    Quit,
    Undo,
    Redo,
    CopyPassage,
    SelectAllArticles,
    Find,
    FindInColumn,
    FindNext,
    FindPrevious,
    JoinStatements,
    KeepTogether,
    SplitStatement,
    BreakApart,
    LetProgramDecide,
    EditMetadata,
    ReadFileNames,
    ChangeEncoding,
    ChooseColumns,
    ToggleExcluded,
    RemoveArticles,
    CompareSelected,
    ClearComparison,
    Reveal,
    ReloadChanged,
    Palette,
    ShowCompare,
    ShowCoverage,
    ShowEntities,
    ShowQuotes,
    ShowNaming,
    ShowLedger,
    NextStatement,
    PreviousStatement,
    ToggleLibrary,
    ToggleInspector,
    ToggleScrollTogether,
    ToggleLinks,
    HideShared,
    OnlyDifferences,
    SetBaseColumn,
    MoveColumnLeft,
    MoveColumnRight,
    MarkPeople,
    MarkOrganisations,
    MarkPlaces,
    MarkOtherNames,
    LargerText,
    SmallerText,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ReducedMotion,
    CopyTable,
    ExportTable,
    ShowCharts,
    SaveChartSvg,
    SaveChartPng,
    FoldNationalities,
    FoldSeats,
    CountDescriptions,
    EditAliases,
    CountAgain,
    ExportCorrections,
    ImportCorrections,
    EditNamingList,
    Help,
    Guide,
    Shortcuts,
    About,
}

/// What the table says of one command.
pub struct CommandInfo {
    /// Which command.
    pub command: UiCommand,
    /// Menu it stands in.
    pub menu: &'static str,
    /// Text of the menu entry; `…` when it asks for more.
    pub text: &'static str,
    /// What it does, for tooltips and the palette.
    pub tooltip: &'static str,
    /// Its key.
    pub shortcut: Option<Shortcut>,
}

macro_rules! commands {
    ($($command:ident, $menu:literal, $text:literal, $tooltip:literal, $shortcut:expr;)*) => {
        /// All commands, in the order of the menus.
        pub const COMMANDS: &[CommandInfo] = &[
            $(CommandInfo { command: UiCommand::$command, menu: $menu, text: $text, tooltip: $tooltip, shortcut: $shortcut },)*
        ];
    };
}

commands! {
    NewWorkspace, "File", "New workspace", "Start with an empty workspace; this one is already saved", Some(Shortcut::ctrl(Key::N));
    OpenWorkspace, "File", "Open workspace…", "Open a .hexapla file", Some(Shortcut::ctrl(Key::O));
    SaveWorkspaceAs, "File", "Save workspace as…", "Keep everything in a file of your choice and go on in it", Some(Shortcut::ctrl_shift(Key::S));
    OpenSample, "File", "Open the sample story", "Four short articles about one week of phone calls", None;
    AddFiles, "File", "Add articles…", "Add one or more files to the library", Some(Shortcut::ctrl_shift(Key::O));
    AddFolder, "File", "Add a folder…", "Add every article in a folder and the folders in it", Some(Shortcut::ctrl_shift(Key::F));
    PasteText, "File", "Paste an article…", "Add an article from text you paste", Some(Shortcut::ctrl_shift(Key::V));
    AddAddress, "File", "Add address…", "Fetch a page from the web, once, and keep what came back", Some(Shortcut::ctrl_shift(Key::U));
    SaveReport, "File", "Save report…", "Save the comparison as a report others can check", Some(Shortcut::ctrl(Key::S));
    VerifyReport, "File", "Verify a report…", "Check a saved report (JSON): its hashes, and every quotation in the source files", None;
    Quit, "File", "Quit", "Close the window; everything is saved", Some(Shortcut::ctrl(Key::Q));
    Undo, "Edit", "Undo", "Take the last change back", Some(Shortcut::ctrl(Key::Z));
    Redo, "Edit", "Redo", "Do the undone change again", Some(Shortcut::ctrl_shift(Key::Z));
    CopyPassage, "Edit", "Copy statement", "Copy every outlet's words of the selected statement", Some(Shortcut::ctrl_shift(Key::C));
    SelectAllArticles, "Edit", "Select all articles", "Select every article the library shows", Some(Shortcut::ctrl_shift(Key::A));
    Find, "Edit", "Find in columns", "Find words in the articles side by side", Some(Shortcut::ctrl(Key::F));
    FindInColumn, "Edit", "Find in this column", "Find words in the column in hand only", Some(Shortcut::alt(Key::F));
    FindNext, "Edit", "Find next", "Go to the next place found", Some(Shortcut::plain(Key::F3));
    FindPrevious, "Edit", "Find previous", "Go to the place found before", Some(Shortcut::shift(Key::F3));
    JoinStatements, "Edit", "Join statements", "Say that two statements are one: choose this on the first, select the second, choose it again", Some(Shortcut::ctrl(Key::J));
    KeepTogether, "Edit", "Keep the statement together", "Its sentences stay one statement, however often the comparison is computed again", Some(Shortcut::ctrl_shift(Key::J));
    SplitStatement, "Edit", "Split the statement…", "It reports two things: say which of its sentences report the one and which the other", None;
    BreakApart, "Edit", "Break the statement apart", "Its sentences do not report the same: none is linked with another", None;
    LetProgramDecide, "Edit", "Let the program decide again", "Take back what you joined, kept together or split in the selected statement", None;
    EditMetadata, "Article", "Edit details…", "Outlet, headline, byline, date, language and address of the selected articles", Some(Shortcut::plain(Key::F2));
    ReadFileNames, "Article", "Read file names…", "Take outlet, date, headline or author from the names of files, by a pattern", None;
    ChangeEncoding, "Article", "Change encoding…", "Read the selected article's file in another encoding, or repair garbled letters", None;
    ChooseColumns, "Article", "Choose columns…", "Say which column of the selected article's table holds what", None;
    ToggleExcluded, "Article", "Exclude or include", "Leave the selected articles out of comparisons and counts, or take them in again", Some(Shortcut::ctrl(Key::E));
    RemoveArticles, "Article", "Remove from workspace", "Take the selected articles out of the workspace; the files stay", Some(Shortcut::ctrl(Key::Delete));
    CompareSelected, "Article", "Compare selected", "Put the selected articles side by side", Some(Shortcut::ctrl_shift(Key::K));
    ClearComparison, "Article", "Clear the comparison", "Take all articles out of the comparison", None;
    Reveal, "Article", "Reveal in the file manager", "Show the selected article's file in its folder", Some(Shortcut::ctrl_shift(Key::R));
    ReloadChanged, "Article", "Read changed files again", "Read files again that changed on disk; your edits stay", Some(Shortcut::plain(Key::F5));
    Palette, "View", "Command palette…", "Find any command by name", Some(Shortcut::ctrl(Key::K));
    ShowCompare, "View", "Compare", "The articles side by side", Some(Shortcut::ctrl(Key::Num1));
    ShowCoverage, "View", "Coverage", "Every statement and which articles carry it, where, in which words", Some(Shortcut::ctrl(Key::Num2));
    ShowEntities, "View", "Entities", "Who and what is named, how often, by whom", Some(Shortcut::ctrl(Key::Num3));
    ShowQuotes, "View", "Quotes & sources", "Who is quoted in which words, and who rests on whom", Some(Shortcut::ctrl(Key::Num4));
    ShowNaming, "View", "Naming", "What each outlet calls the same thing, and how it reports what somebody said", Some(Shortcut::ctrl(Key::Num5));
    ShowLedger, "View", "Import ledger", "What became of every file that was offered", Some(Shortcut::ctrl(Key::Num9));
    NextStatement, "View", "Next statement", "Line the columns up on the next statement", Some(Shortcut::plain(Key::N));
    PreviousStatement, "View", "Previous statement", "Line the columns up on the statement before", Some(Shortcut::plain(Key::P));
    ToggleLibrary, "View", "Library", "Show or hide the library", Some(Shortcut::ctrl(Key::L));
    ToggleInspector, "View", "Inspector", "Show or hide the inspector", Some(Shortcut::ctrl(Key::I));
    ToggleScrollTogether, "View", "Scroll together", "Columns follow each other by statement", Some(Shortcut::ctrl(Key::T));
    ToggleLinks, "View", "Links", "Draw links between the cells of a statement", Some(Shortcut::ctrl_shift(Key::L));
    HideShared, "View", "Hide what all share", "Set what every article reports in small print", Some(Shortcut::ctrl(Key::H));
    OnlyDifferences, "View", "Show only differences", "Set everything but the statements on which articles disagree in small print", Some(Shortcut::ctrl(Key::D));
    SetBaseColumn, "View", "Hold the others against this column", "Make the column in hand the base, or take that back; 1 to 9 take a column in hand", Some(Shortcut::ctrl(Key::B));
    MoveColumnLeft, "View", "Move column left", "Put the column in hand before its left neighbour", Some(Shortcut::alt(Key::ArrowLeft));
    MoveColumnRight, "View", "Move column right", "Put the column in hand behind its right neighbour", Some(Shortcut::alt(Key::ArrowRight));
    MarkPeople, "View", "Underline people", "One line under every name of a person in the columns", None;
    MarkOrganisations, "View", "Underline organisations", "Two lines under every name of an organisation in the columns", None;
    MarkPlaces, "View", "Underline places", "Long dashes under every name of a place in the columns", None;
    MarkOtherNames, "View", "Underline other names", "Short dashes under nationalities, events and works in the columns", None;
    LargerText, "View", "Larger article text", "Only the text of the articles", Some(Shortcut::ctrl_shift(Key::Plus));
    SmallerText, "View", "Smaller article text", "Only the text of the articles", Some(Shortcut::ctrl_shift(Key::Minus));
    ZoomIn, "View", "Zoom in", "Everything in the window", Some(Shortcut::ctrl(Key::Plus));
    ZoomOut, "View", "Zoom out", "Everything in the window", Some(Shortcut::ctrl(Key::Minus));
    ZoomReset, "View", "Zoom 100 %", "Everything in the window", Some(Shortcut::ctrl(Key::Num0));
    ThemeSystem, "View", "Theme: as the system", "Light or dark as the system says", None;
    ThemeLight, "View", "Theme: light", "Dark text on light ground", None;
    ThemeDark, "View", "Theme: dark", "Light text on dark ground", None;
    ReducedMotion, "View", "Reduced motion", "Columns, lists and panels jump to their place instead of moving there", None;
    CopyTable, "Table", "Copy table", "Copy the rows of the table in view as text with tabs", Some(Shortcut::ctrl_shift(Key::T));
    ExportTable, "Table", "Export table as CSV…", "Save the rows of the table in view for a spreadsheet", Some(Shortcut::ctrl_shift(Key::E));
    ShowCharts, "Table", "Charts of names…", "The names mentioned most, and where in each article a name stands", None;
    SaveChartSvg, "Table", "Save chart as SVG…", "Save the chart in view as a drawing that stays sharp", None;
    SaveChartPng, "Table", "Save chart as PNG…", "Save the chart in view as a picture", None;
    FoldNationalities, "Table", "Count nationalities as places", "“Russian” counts as “Russia”; switch it off to count them apart", None;
    FoldSeats, "Table", "Count capitals as countries", "“Moscow” counts as “Russia”; switch it off to count the city apart", None;
    CountDescriptions, "Table", "Count descriptions", "“The secretary” counts where the article calls one person secretary and nobody else", None;
    EditAliases, "Table", "Edit my list of names…", "Open your own list of names of one thing in a text editor", None;
    CountAgain, "Table", "Count names again", "Read your list of names again and count", None;
    ExportCorrections, "Table", "Export corrections of names…", "Save merges, splits, new names and types as a small file for other articles or a colleague", None;
    ImportCorrections, "Table", "Import corrections of names…", "Apply the corrections of a file; one step of undo takes them back", None;
    EditNamingList, "Table", "Edit the list of loaded words…", "Open the text file with the words that are counted against each other; it is read again when you come back", None;
    Help, "Help", "Help", "What each view is for, half a page each", Some(Shortcut::plain(Key::F1));
    Guide, "Help", "Show the guide", "Three cards that point at the parts of the window", None;
    Shortcuts, "Help", "Keyboard shortcuts", "Every command with its key", Some(Shortcut::ctrl(Key::Slash));
    About, "Help", "About Hexapla", "Version, licences and credits", None;
}

impl CommandInfo {
    /// Whether a line stands above it in its menu.
    pub fn starts_group(&self) -> bool {
        use UiCommand as C;
        matches!(
            self.command,
            C::AddFiles
                | C::SaveReport
                | C::Quit
                | C::CopyPassage
                | C::Find
                | C::JoinStatements
                | C::CompareSelected
                | C::Reveal
                | C::NextStatement
                | C::ToggleLibrary
                | C::HideShared
                | C::MarkPeople
                | C::LargerText
                | C::ThemeSystem
                | C::ShowCharts
                | C::FoldNationalities
                | C::EditAliases
                | C::ExportCorrections
        )
    }
}

impl UiCommand {
    /// What the table says of it.
    pub fn info(self) -> &'static CommandInfo {
        COMMANDS
            .iter()
            .find(|info| info.command == self)
            .expect("a test holds that the table lists every command")
    }

    /// Whether it may run again and again while its key is held.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::NextStatement
                | Self::PreviousStatement
                | Self::FindNext
                | Self::FindPrevious
                | Self::Undo
                | Self::Redo
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, UiCommand};

    #[test]
    fn no_two_commands_share_a_key() {
        for (i, lhs) in COMMANDS.iter().enumerate() {
            for rhs in &COMMANDS[i + 1..] {
                assert!(
                    lhs.shortcut.is_none() || lhs.shortcut != rhs.shortcut,
                    "{} and {} share a key",
                    lhs.text,
                    rhs.text
                );
                assert_ne!(lhs.command, rhs.command, "listed twice");
            }
        }
    }

    #[test]
    fn the_table_lists_every_command() {
        // The last variant's number tells how many there are.
        assert_eq!(COMMANDS.len(), UiCommand::About as usize + 1);
        for info in COMMANDS {
            assert_eq!(info.command.info().text, info.text);
        }
    }
}
