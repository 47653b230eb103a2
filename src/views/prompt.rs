//! Asking for a path inside the window, where the system has no file dialog.

use std::path::PathBuf;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Key, RichText};

use super::ViewCtx;
use crate::report::Form;
use crate::session::Command;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{dialog, primary_button, text_field};

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Files to add.
    Files,
    /// A folder to add.
    Folder,
    /// A workspace to open.
    Workspace,
    /// Where to keep the workspace.
    SaveWorkspace,
    /// Where to write the report, of which this is the first form.
    Report(Form),
    /// Which report to check.
    SavedReport,
    /// Where to write the table in view.
    Table,
    /// Where to write a chart, as a drawing or as a picture.
    ChartSvg,
    /// The same, as a picture.
    ChartPng,
    /// Where to write the corrections of names.
    SaveCorrections,
    /// Which corrections of names to apply.
    Corrections,
}

impl Asking {
    /// Title of the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "Add articles",
            Self::Folder => "Add a folder",
            Self::Workspace => "Open workspace",
            Self::SaveWorkspace => "Save workspace as",
            Self::Report(_) => "Save report",
            Self::SavedReport => "Verify a report",
            Self::Table => "Export table as CSV",
            Self::ChartSvg | Self::ChartPng => "Save chart",
            Self::SaveCorrections => "Export corrections of names",
            Self::Corrections => "Import corrections of names",
        }
    }

    /// File types offered, with their extensions.
    pub fn filters(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Files | Self::Folder => &[],
            Self::Workspace | Self::SaveWorkspace => &[("Hexapla workspace", &["hexapla"])],
            Self::Report(form) => match form {
                Form::Html => &[("Web page", &["html"])],
                Form::Pdf => &[("PDF", &["pdf"])],
                Form::Docx => &[("Word", &["docx"])],
                Form::Markdown => &[("Markdown", &["md"])],
                Form::Xlsx => &[("Spreadsheet", &["xlsx"])],
                Form::Json => &[("Data", &["json"])],
                Form::Ris => &[("References", &["ris"])],
                Form::Bibtex => &[("References", &["bib"])],
            },
            Self::SavedReport => &[("Saved report", &["json"])],
            Self::Table => &[("CSV", &["csv"])],
            Self::ChartSvg => &[("SVG", &["svg"])],
            Self::ChartPng => &[("PNG", &["png"])],
            Self::SaveCorrections | Self::Corrections => &[("Corrections of names", &["json"])],
        }
    }

    /// Whether something is opened; else something is saved.
    pub fn opens(self) -> bool {
        matches!(
            self,
            Self::Files | Self::Folder | Self::Workspace | Self::Corrections | Self::SavedReport
        )
    }

    /// The command that a path answers with. A name without an extension gets the first one of the filters.
    pub fn command(self, mut paths: Vec<PathBuf>) -> Option<Command> {
        if let (Some((_, extensions)), false) = (self.filters().first(), self.opens()) {
            for path in paths.iter_mut().filter(|path| path.extension().is_none()) {
                path.set_extension(extensions[0]);
            }
        }
        let first = paths.first().cloned()?;
        Some(match self {
            Self::Files | Self::Folder => Command::AddPaths(paths),
            Self::Workspace => Command::OpenWorkspaceFile(first),
            Self::SaveWorkspace => Command::SaveWorkspaceTo(first),
            Self::Report(_) => Command::ReportGoesTo(first),
            Self::SavedReport => Command::VerifyReport(first),
            Self::Table => Command::WriteTable(first),
            Self::ChartSvg | Self::ChartPng => Command::WriteChart(first),
            Self::SaveCorrections => Command::WriteCorrections(first),
            Self::Corrections => Command::ReadCorrections(first),
        })
    }
}

/// What the prompt keeps.
#[derive(Debug, Default)]
pub struct PromptState {
    asking: Option<Asking>,
    path: String,
    /// The field was not shown yet.
    fresh: bool,
}

/// The field's name for the toolkit.
const FIELD: &str = "path that is asked for";

/// Typing replaces the name that is suggested, without its folder and its extension.
fn name_in_hand(ui: &egui::Ui, path: &str) {
    let start = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let name = &path[start..];
    let end = start + name.rfind('.').unwrap_or(name.len());
    let place = |at: usize| CCursor::new(path[..at].chars().count());
    let mut field = TextEditState::load(ui.ctx(), Id::unique(FIELD)).unwrap_or_default();
    let chosen = CCursorRange::two(place(start), place(end));
    field.cursor.set_char_range(Some(chosen));
    field.store(ui.ctx(), Id::unique(FIELD));
}

impl PromptState {
    /// Asks; `suggestion` stands in the field.
    pub fn open(&mut self, asking: Asking, suggestion: String) {
        self.asking = Some(asking);
        self.path = suggestion;
        self.fresh = true;
    }
}

/// Paints the prompt when it is open.
pub fn prompt_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut PromptState) {
    let Some(asking) = state.asking else { return };
    let modal = dialog(egui_ctx, "path prompt").show(egui_ctx, |ui| {
        ui.set_width(520.0);
        ui.label(RichText::new(asking.title()).font(theme::strong_id(15.0)));
        let dim = Theme::get(ui.ctx()).text.secondary;
        ui.label(
            RichText::new("This system offers no file dialog: type or paste a path.").color(dim),
        );
        let edit = egui::TextEdit::singleline(&mut state.path)
            .id(Id::unique(FIELD))
            .hint_text("Path of a file or folder")
            .desired_width(f32::INFINITY);
        let field = text_field(ui, "Path of a file or folder", edit);
        // A field forgets what is chosen in it until it has the keyboard.
        if state.fresh && field.has_focus() {
            name_in_hand(ui, &state.path);
            state.fresh = false;
        }
        // Asked before the field takes the keyboard again: Enter takes it away.
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.horizontal(|ui| {
            let confirm = primary_button(ui, if asking.opens() { "Open" } else { "Save" });
            let done = (confirm.clicked() || entered) && !state.path.trim().is_empty();
            (done, ui.button("Cancel").clicked())
        })
        .inner
    });
    let (done, cancelled) = modal.inner;
    if done {
        let path = PathBuf::from(state.path.trim().trim_matches('"'));
        if let Some(command) = asking.command(vec![path]) {
            ctx.commands.send(command);
        }
    }
    if done || cancelled || modal.should_close() {
        state.asking = None;
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use egui::accesskit::Role;
    use egui_kittest::kittest::Queryable as _;

    use super::{Asking, PromptState, prompt_ui};
    use crate::session::{Command, Session};
    use crate::views::fixture::{Stage, harness};

    #[test]
    fn enter_answers_with_the_path_that_was_typed() {
        let mut state = PromptState::default();
        // What is suggested is replaced by typing, and the folder stays.
        state.open(Asking::SaveWorkspace, "/texts/calls".to_owned());
        let stage = Stage::new(Session::default(), state);
        let mut window = harness(
            [700.0, 400.0],
            egui::Theme::Light,
            stage,
            |ui, ctx, state| {
                prompt_ui(ui.ctx(), ctx, state);
            },
        );
        window.run();
        window
            .get_by_role_and_label(Role::TextInput, "Path of a file or folder")
            .type_text("two");
        window.run();
        window.key_press(egui::Key::Enter);
        window.run();
        let expected = PathBuf::from("/texts/two.hexapla");
        assert_eq!(window.state().sent(), [Command::SaveWorkspaceTo(expected)]);
        let field = window.query_by_label("Path of a file or folder");
        assert!(field.is_none(), "the prompt is closed");
    }
}
