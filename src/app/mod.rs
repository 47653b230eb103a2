//! The program in its window. `logic` takes events and runs queued commands, also while the window is hidden; `ui` draws the
//! session and runs the commands last. The only code that changes the session.

mod aliases;
mod analysis_cache;
mod article_commands;
mod dialogs;
mod entity_commands;
mod evidence;
mod help_commands;
mod import_commands;
mod jobs;
mod keyboard;
mod link_commands;
mod news;
mod opening;
mod report_commands;
mod reports;
mod run;
mod run_command;
mod saving;
mod screen;
mod view_commands;
mod watching;
mod workspace_commands;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use self::dialogs::Dialogs;
use self::jobs::{ImportTask, Jobs};
use crate::import::ImportOptions;
use crate::session::{
    Command, CommandSender, NoticeLevel, ReadHow, ReportRequest, Session, SourceRef, UiCommand,
};
use crate::store::watch::Watch;
use crate::store::{Rows, Settings};
use crate::views::{ViewCtx, Views};
use crate::worker::{Saver, Wake};

pub use run::run;

/// The program.
pub struct HexaplaApp {
    /// What is on the screen.
    pub session: Session,
    /// What the views keep for themselves.
    pub views: Views,
    /// The window, once it is there, for threads to wake.
    screen: Arc<OnceLock<egui::Context>>,
    commands: CommandSender,
    pending: Receiver<Command>,
    /// Commands that wait for a workspace that is being opened.
    waiting_commands: VecDeque<Command>,
    jobs: Jobs,
    saver: Option<Saver>,
    /// The revision that was last sent to the saver.
    sent_revision: u64,
    dialogs: Dialogs,
    settings: Settings,
    wake: Wake,
    /// What the results on the screen were computed from.
    inputs: news::Inputs,
    /// What the results made of those were made of.
    evidence: evidence::EvidenceInputs,
    /// The list of loaded words in use; `None` until it was read.
    naming_list: Option<std::sync::Arc<str>>,
    /// Articles that the running import added, to be compared when it ends.
    just_added: Vec<crate::corpus::ArticleId>,
    /// Imports asked for while one runs.
    waiting_imports: VecDeque<(ImportTask, ImportOptions)>,
    /// Counts gestures of several edits: each is one step of undo.
    gestures: u64,
    /// The gesture of the running import.
    import_gesture: u64,
    /// What the running import does, for the status bar.
    importing: &'static str,
    /// What a page is read from the workspace for.
    waiting_capture: Option<(SourceRef, Option<ReadHow>)>,
    /// The import whose articles are to be flagged in the ledger once it is known which are alike.
    flag_gesture: Option<u64>,
    /// Articles named on the command line, until the workspace is open.
    files_at_start: Vec<PathBuf>,
    /// Id of the first ledger line of the running import.
    first_new_line: u32,
    /// Headline and outlet typed beside a text that is being pasted.
    pasted: Option<(String, String)>,
    /// The report whose place is being asked for.
    report_to_save: Option<Box<ReportRequest>>,
    /// Rows that changed and were not sent to the saver yet.
    unsaved: Rows,
    /// The system's notices of changed files; `None` where it sends none.
    watch: Option<Watch>,
    /// Whether the settings changed since they were written.
    settings_dirty: bool,
    /// When the program's memory was last looked at.
    memory_looked_at: Option<Instant>,
    /// When the program started, until the first comparison was painted.
    started: Option<Instant>,
    /// Whether the window is to be closed.
    quit: bool,
}

impl HexaplaApp {
    /// Starts in a window that is there already; see [`HexaplaApp::start`].
    pub fn new(
        egui_ctx: &egui::Context,
        settings: Settings,
        files: &[PathBuf],
    ) -> std::io::Result<Self> {
        let mut app = Self::start(settings, files)?;
        app.attach(egui_ctx);
        Ok(app)
    }

    /// Starts the threads, and has the workspace opened and then the files given on the command line. Needs no window yet:
    /// while the system makes one, the workspace is read and the tables of the analyses are unpacked.
    pub(crate) fn start(settings: Settings, files: &[PathBuf]) -> std::io::Result<Self> {
        let screen: Arc<OnceLock<egui::Context>> = Arc::default();
        let of_wake = screen.clone();
        let wake = Wake::new(move || {
            if let Some(ctx) = of_wake.get() {
                ctx.request_repaint();
            }
        });
        let (commands, pending) = CommandSender::new();
        let mut app = Self {
            session: Session::default(),
            views: Views::default(),
            screen,
            commands,
            pending,
            waiting_commands: VecDeque::new(),
            jobs: Jobs::new(wake.clone())?,
            saver: None,
            sent_revision: 0,
            dialogs: Dialogs::new(wake.clone()),
            settings,
            wake,
            inputs: news::Inputs::default(),
            evidence: evidence::EvidenceInputs::default(),
            naming_list: None,
            just_added: Vec::new(),
            waiting_imports: VecDeque::new(),
            gestures: 0,
            import_gesture: 0,
            importing: "Reading",
            waiting_capture: None,
            flag_gesture: None,
            files_at_start: Vec::new(),
            first_new_line: 0,
            pasted: None,
            report_to_save: None,
            unsaved: Rows::default(),
            watch: None,
            settings_dirty: false,
            memory_looked_at: None,
            started: Some(Instant::now()),
            quit: false,
        };
        app.open_at_start(files);
        Ok(app)
    }

    /// The window is there: its look is set, and it is woken from now on.
    pub(crate) fn attach(&mut self, egui_ctx: &egui::Context) {
        crate::widgets::theme::install(egui_ctx);
        self.apply_settings(egui_ctx);
        // Taken only once in the life of the program.
        drop(self.screen.set(egui_ctx.clone()));
        self.await_first_comparison(egui_ctx);
    }

    /// The window shows nothing before its first frame: a frame with the comparison in it a little later is better than one
    /// without it now, and a second one after it. Never waits long.
    fn await_first_comparison(&mut self, egui_ctx: &egui::Context) {
        const PATIENCE: Duration = Duration::from_millis(120);
        let until = Instant::now() + PATIENCE;
        loop {
            self.take_news(egui_ctx);
            self.refresh_results();
            let is_starting = self.jobs.is_opening()
                || self.jobs.is_importing()
                || self.session.compared.is_pending();
            if !is_starting || Instant::now() >= until {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Whether a job runs or a change is not on the disk yet.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy()
            || !self.waiting_commands.is_empty()
            || self.session.saved != crate::session::SaveState::Saved
    }

    /// Asks for something, as a view does.
    pub fn ask(&self, command: impl Into<Command>) {
        self.commands.send(command);
    }

    /// Looks how much memory the program holds, not in every frame: the system is asked.
    fn watch_memory(&mut self) {
        const EVERY: Duration = Duration::from_secs(2);
        let is_due = |at: Instant| at.elapsed() >= EVERY;
        if self.memory_looked_at.is_none_or(is_due) {
            self.memory_looked_at = Some(Instant::now());
            let stats = memory_stats::memory_stats();
            self.session.memory = stats.map(|stats| stats.physical_mem as u64);
        }
    }

    fn notice(&mut self, level: NoticeLevel, text: impl Into<String>) {
        self.session.notices.push(level, text);
    }

    /// Events first, then wishes, then whatever they make out of date.
    fn step(&mut self, egui_ctx: &egui::Context) {
        self.take_news(egui_ctx);
        while let Ok(command) = self.pending.try_recv() {
            self.waiting_commands.push_back(command);
        }
        self.run_waiting(egui_ctx);
        self.refresh_results();
        self.refresh_evidence();
        self.watch_settings(egui_ctx);
        if self.quit {
            egui_ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// Runs what was asked for. While a workspace is being opened everything but stopping waits for it: an edit would be made
    /// in the wrong one.
    fn run_waiting(&mut self, egui_ctx: &egui::Context) {
        let stops = |command: &Command| {
            matches!(
                command,
                Command::CancelJobs | Command::Ui(UiCommand::Quit) | Command::DismissNotice(_)
            )
        };
        let mut waiting = std::mem::take(&mut self.waiting_commands);
        while let Some(command) = waiting.pop_front() {
            if self.jobs.is_opening() && !stops(&command) {
                self.waiting_commands.push_back(command);
            } else {
                self.run_command(egui_ctx, command);
            }
        }
    }
}

impl eframe::App for HexaplaApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_dropped(ctx);
        self.watch_memory();
        self.step(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.keys(ui.ctx());
        let Self {
            session,
            views,
            commands,
            ..
        } = self;
        screen::screen_ui(ui, &ViewCtx { session, commands }, views);
        if self.session.compared.is_ready()
            && let Some(started) = self.started.take()
        {
            log::info!(
                "the first comparison is on the screen after {} ms",
                started.elapsed().as_millis()
            );
        }
        let ctx = ui.ctx().clone();
        self.step(&ctx);
    }
}

/// However the window ends: what was changed is written before the process goes.
impl Drop for HexaplaApp {
    fn drop(&mut self) {
        self.jobs.cancel();
        self.keep_settings();
        if let Some(saver) = self.saver.take()
            && let Err(message) = saver.finish()
        {
            log::error!("the last changes are not on the disk: {message}");
        }
    }
}
