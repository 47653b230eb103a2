//! One arm per command; each calls one function in the file of its family.

use super::HexaplaApp;
use super::jobs::ImportTask;
use crate::corpus::edit;
use crate::session::{Command, Reading, UiCommand, ViewTab};
use crate::views::help::Topic;
use crate::views::prompt::Asking;

impl HexaplaApp {
    pub(super) fn run_command(&mut self, egui_ctx: &egui::Context, command: Command) {
        let corpus = &mut self.session.corpus;
        match command {
            Command::Ui(command) => self.run_ui_command(egui_ctx, command),
            Command::ShowTab(tab) => self.session.tab = tab,
            Command::AddPaths(paths) => self.add_paths(paths),
            Command::AddPastedText {
                headline,
                outlet,
                text,
            } => self.add_pasted(headline, outlet, text),
            Command::FetchAddresses {
                addresses,
                allow_private,
            } => self.fetch_addresses(addresses, allow_private),
            Command::OpenWorkspaceFile(path) => self.open_workspace(&path),
            Command::SaveWorkspaceTo(path) => self.save_workspace_to(path),
            Command::SaveReport(request) => self.save_report(request),
            Command::ReportGoesTo(path) => self.report_goes_to(path),
            Command::WriteReport { request, path } => self.write_report(*request, path),
            Command::PreviewReport(request) => self.preview_report(*request),
            Command::VerifyReport(path) => self.verify_report(path),
            Command::WriteTable(path) => self.write_table(path),
            Command::WriteChart(path) => self.write_chart(path),
            Command::WriteCorrections(path) => self.write_corrections(path),
            Command::ReadCorrections(path) => self.read_corrections(path),
            Command::OrderEntities(query) => self.order_entities(*query),
            Command::Select(item) => self.select(item),
            Command::ToggleOpened(places) => self.toggle_opened(places),
            Command::SelectArticles(articles) => {
                self.session.selection.articles = articles.into_iter().collect();
            }
            Command::GoTo { article, span } => self.go_to(article, span),
            Command::FindText { query, only } => self.find(query, only),
            Command::SetColumns(columns) => {
                let patch = edit::set_columns(corpus, columns);
                self.edit(patch);
            }
            Command::ToggleColumn(article) => {
                let patch = edit::toggle_column(corpus, article);
                self.edit(patch);
            }
            Command::TakeColumn(article) => self.session.selection.column = Some(article),
            Command::SetBase(base) => {
                let patch = edit::set_base(corpus, base);
                self.edit(patch);
            }
            Command::SetFields { articles, values } => self.set_fields(&articles, &values),
            Command::SetExcluded { articles, excluded } => {
                let patch = edit::set_excluded(corpus, &articles, excluded);
                self.edit(patch);
            }
            Command::RemoveArticles(articles) => self.remove_articles(&articles),
            Command::ChangeEncodingOf { from, repair } => self.change_encoding_of(from, repair),
            Command::ChooseColumnsOf(from) => self.choose_columns_of(from),
            Command::ReadAgain { from, how } => self.read_again(from, how),
            Command::ReadNames {
                pattern,
                articles,
                keep,
            } => self.read_names(&pattern, &articles, keep),
            Command::RenameOutlet { outlet, name } => {
                let patch = edit::rename_outlet(corpus, outlet, &name);
                self.edit(patch);
            }
            Command::RecolourOutlet { outlet, colour } => {
                let patch = edit::recolour_outlet(corpus, outlet, colour);
                self.edit(patch);
            }
            Command::NewStory { name, articles } => {
                let patch = edit::new_story(corpus, &name, &articles);
                self.edit(patch);
            }
            Command::RenameStory { story, name } => {
                let patch = edit::rename_story(corpus, story, &name);
                self.edit(patch);
            }
            Command::DeleteStory(story) => {
                let patch = edit::delete_story(corpus, story);
                self.edit(patch);
            }
            Command::PutInStory { story, articles } => {
                let patch = edit::put_in_story(corpus, story, &articles);
                self.edit(patch);
            }
            Command::TakeOutOfStory { story, articles } => {
                let patch = edit::take_out_of_story(corpus, story, &articles);
                self.edit(patch);
            }
            Command::Decide(decision) => {
                let patch = edit::decide(corpus, decision);
                self.edit(patch);
            }
            Command::Review { earlier, review } => {
                let patch = edit::review(corpus, &earlier, review);
                self.edit(patch);
            }
            Command::Split { parts, label } => {
                let patch = edit::split(corpus, parts, label);
                self.edit(patch);
            }
            Command::DropJoining => self.session.selection.joining = None,
            Command::CorrectSpeaker { places, speaker } => self.correct_speaker(&places, speaker),
            Command::SetTitle(title) => {
                let patch = edit::set_title(corpus, &title);
                self.edit(patch);
            }
            Command::CopyText(text) => egui_ctx.copy_text(text),
            Command::CancelJobs => self.cancel_jobs(),
            Command::DismissNotice(id) => self.session.notices.dismiss(id),
            Command::OpenOutside(path) => self.open_outside(&path),
            Command::ShowGuide(card) => self.show_guide(card),
        }
    }

    fn run_ui_command(&mut self, egui_ctx: &egui::Context, command: UiCommand) {
        use UiCommand as C;
        match command {
            C::NewWorkspace => self.new_workspace(),
            C::OpenWorkspace => self.ask_for_path(Asking::Workspace),
            C::SaveWorkspaceAs => self.ask_for_path(Asking::SaveWorkspace),
            C::OpenSample => self.import(ImportTask::Sample),
            C::AddFiles => self.ask_for_path(Asking::Files),
            C::AddFolder => self.ask_for_path(Asking::Folder),
            C::PasteText => self.views.paste.open(),
            C::AddAddress => {
                let allowed = self.session.options.private_addresses;
                self.views.add_address.open(allowed);
            }
            C::SaveReport => self.prepare_report(),
            C::VerifyReport => self.ask_for_path(Asking::SavedReport),
            C::Quit => self.quit = true,
            C::Undo => self.undo(),
            C::Redo => self.redo(),
            C::CopyPassage => self.copy_passage(egui_ctx),
            C::SelectAllArticles => self.select_all(),
            C::Find => self.open_find(),
            C::FindInColumn => self.open_find_in_column(),
            C::FindNext => self.find_step(1),
            C::FindPrevious => self.find_step(-1),
            C::JoinStatements => self.join_statements(),
            C::KeepTogether => self.keep_together(),
            C::SplitStatement => self.split_statement(),
            C::BreakApart => self.break_apart(),
            C::LetProgramDecide => self.untie_selected(),
            C::EditMetadata => self.edit_details(),
            C::ReadFileNames => self.open_name_patterns(),
            C::ChangeEncoding => self.change_encoding(),
            C::ChooseColumns => self.choose_columns(),
            C::ToggleExcluded => self.toggle_excluded(),
            C::RemoveArticles => self.remove_articles(&self.session.selected_articles()),
            C::CompareSelected => self.compare_selected(),
            C::ClearComparison => self.ask(Command::SetColumns(Vec::new())),
            C::Reveal => self.reveal(),
            C::ReloadChanged => self.reload_changed(),
            C::Palette => self.views.palette.open(),
            C::ShowCompare => self.session.tab = ViewTab::Compare,
            C::ShowCoverage => self.session.tab = ViewTab::Coverage,
            C::ShowEntities => self.session.tab = ViewTab::Entities,
            C::ShowQuotes => self.session.tab = ViewTab::Quotes,
            C::ShowNaming => self.session.tab = ViewTab::Naming,
            C::ShowLedger => self.session.tab = ViewTab::Ledger,
            C::NextStatement => self.step_statement(1),
            C::PreviousStatement => self.step_statement(-1),
            C::ToggleLibrary => self.toggle_library(egui_ctx),
            C::ToggleInspector => self.toggle_inspector(egui_ctx),
            C::ToggleScrollTogether => self.session.options.scroll_together ^= true,
            C::ToggleLinks => self.session.options.links ^= true,
            C::HideShared => self.read_as(Reading::HideShared),
            C::OnlyDifferences => self.read_as(Reading::OnlyDifferences),
            C::SetBaseColumn => self.base_on_column(),
            C::MoveColumnLeft => self.move_column(-1),
            C::MoveColumnRight => self.move_column(1),
            C::MarkPeople => self.session.options.mark_names[0] ^= true,
            C::MarkOrganisations => self.session.options.mark_names[1] ^= true,
            C::MarkPlaces => self.session.options.mark_names[2] ^= true,
            C::MarkOtherNames => self.session.options.mark_names[3] ^= true,
            C::LargerText => self.scale_text(1.1),
            C::SmallerText => self.scale_text(1.0 / 1.1),
            C::ZoomIn => egui::gui_zoom::zoom_in(egui_ctx),
            C::ZoomOut => egui::gui_zoom::zoom_out(egui_ctx),
            C::ZoomReset => egui_ctx.set_zoom_factor(1.0),
            C::ThemeSystem => egui_ctx.set_theme(egui::ThemePreference::System),
            C::ThemeLight => egui_ctx.set_theme(egui::ThemePreference::Light),
            C::ThemeDark => egui_ctx.set_theme(egui::ThemePreference::Dark),
            C::ReducedMotion => {
                self.session.options.reduced_motion ^= true;
                super::screen::set_motion(egui_ctx, self.session.options.reduced_motion);
            }
            C::CopyTable => self.copy_table(egui_ctx),
            C::EditNamingList => self.edit_naming_list(),
            C::ExportTable => self.ask_for_path(Asking::Table),
            C::ShowCharts => {
                self.session.tab = ViewTab::Entities;
                self.views.entities.open_plots();
            }
            C::SaveChartSvg => self.ask_for_path(Asking::ChartSvg),
            C::SaveChartPng => self.ask_for_path(Asking::ChartPng),
            C::FoldNationalities => self.change_counting(|counting| {
                counting.fold.nationalities ^= true;
            }),
            C::FoldSeats => self.change_counting(|counting| counting.fold.seats ^= true),
            C::CountDescriptions => self.change_counting(|counting| counting.descriptions ^= true),
            C::EditAliases => self.edit_aliases(),
            C::CountAgain => self.count_again(),
            C::ExportCorrections => self.ask_for_path(Asking::SaveCorrections),
            C::ImportCorrections => self.ask_for_path(Asking::Corrections),
            C::Help => self.open_help(),
            C::Guide => self.start_guide(),
            C::Shortcuts => self.views.help.open(Topic::Shortcuts),
            C::About => self.views.help.open(Topic::About),
        }
    }
}
