//! The program in its window. `logic` takes events and runs queued commands, also while the window is hidden; `ui` draws the
//! session and runs the commands last. The only code that changes the session.

mod analysis_cache;
mod article_commands;
mod dialogs;
mod jobs;
mod keyboard;
mod news;
mod report_commands;
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
use std::time::Instant;

use self::dialogs::Dialogs;
use self::jobs::{ImportTask, Jobs};
use crate::session::{Command, CommandSender, NoticeLevel, Session};
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
    commands: CommandSender,
    pending: Receiver<Command>,
    jobs: Jobs,
    saver: Option<Saver>,
    /// The revision that was last sent to the saver.
    sent_revision: u64,
    dialogs: Dialogs,
    settings: Settings,
    wake: Wake,
    /// What the results on the screen were computed from.
    inputs: news::Inputs,
    /// Articles that the running import added, to be compared when it ends.
    just_added: Vec<crate::corpus::ArticleId>,
    /// Imports asked for while one runs.
    waiting_imports: VecDeque<ImportTask>,
    /// Counts imports: edits of one are one step of undo.
    import_number: u64,
    /// Id of the first ledger line of the running import.
    first_new_line: u32,
    /// Headline and outlet typed beside a text that is being pasted.
    pasted: Option<(String, String)>,
    /// Rows that changed and were not sent to the saver yet.
    unsaved: Rows,
    /// The system's notices of changed files; `None` where it sends none.
    watch: Option<Watch>,
    /// Whether the settings changed since they were written.
    settings_dirty: bool,
    /// When the program started, until the first comparison was painted.
    started: Option<Instant>,
    /// Whether the window is to be closed.
    quit: bool,
}

impl HexaplaApp {
    /// Starts: settings, threads, the workspace, then the files given on the command line.
    pub fn new(
        egui_ctx: &egui::Context,
        settings: Settings,
        files: &[PathBuf],
    ) -> std::io::Result<Self> {
        crate::widgets::theme::install(egui_ctx);
        let ctx = egui_ctx.clone();
        let wake = Wake::new(move || ctx.request_repaint());
        let (commands, pending) = CommandSender::new();
        let mut app = Self {
            session: Session::default(),
            views: Views::default(),
            commands,
            pending,
            jobs: Jobs::new(wake.clone())?,
            saver: None,
            sent_revision: 0,
            dialogs: Dialogs::new(wake.clone()),
            settings,
            wake,
            inputs: news::Inputs::default(),
            just_added: Vec::new(),
            waiting_imports: VecDeque::new(),
            import_number: 0,
            first_new_line: 0,
            pasted: None,
            unsaved: Rows::default(),
            watch: None,
            settings_dirty: false,
            started: Some(Instant::now()),
            quit: false,
        };
        app.apply_settings(egui_ctx);
        app.open_at_start(files);
        app.refresh_results();
        Ok(app)
    }

    /// Whether a job runs or a change is not on the disk yet.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || self.session.saved != crate::session::SaveState::Saved
    }

    /// Asks for something, as a view does.
    pub fn ask(&self, command: impl Into<Command>) {
        self.commands.send(command);
    }

    fn notice(&mut self, level: NoticeLevel, text: impl Into<String>) {
        self.session.notices.push(level, text);
    }

    /// Events first, then wishes, then whatever they make out of date.
    fn step(&mut self, egui_ctx: &egui::Context) {
        self.take_news(egui_ctx);
        while let Ok(command) = self.pending.try_recv() {
            self.run_command(egui_ctx, command);
        }
        self.refresh_results();
        self.watch_settings(egui_ctx);
        if self.quit {
            egui_ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

impl eframe::App for HexaplaApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_dropped(ctx);
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
