//! Native file dialogs, one at a time, answered in a later frame. Where the system has none, the window asks for a path itself.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::views::prompt::Asking;
use crate::worker::{Wake, spawn};

/// A dialog that comes back empty faster than anybody could have closed it was never shown.
const NEVER_SHOWN: Duration = Duration::from_millis(150);

/// What came of a dialog.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// These were picked.
    Paths(Vec<PathBuf>),
    /// The person closed it.
    Closed,
    /// There is no dialog on this system: ask in the window.
    NoDialog,
}

/// The dialog that is open, if any.
pub struct Dialogs {
    answers: Receiver<(Asking, Answer)>,
    sender: Sender<(Asking, Answer)>,
    open: bool,
    wake: Wake,
}

impl Dialogs {
    /// No dialog yet.
    pub fn new(wake: Wake) -> Self {
        let (sender, answers) = channel();
        Self {
            answers,
            sender,
            open: false,
            wake,
        }
    }

    /// Shows a dialog; while one is open, a second is not shown.
    pub fn ask(&mut self, asking: Asking, folder: Option<PathBuf>, file_name: &str) {
        if self.open {
            return;
        }
        self.open = true;
        let sender = self.sender.clone();
        let wake = self.wake.clone();
        let dialog = dialog_for(asking, folder, file_name);
        // The future is made here, on the main thread, as macOS asks; it is awaited elsewhere.
        let started = Instant::now();
        let picked = pick(asking, dialog);
        let waiting = spawn("hexapla dialog", move || {
            let paths = pollster::block_on(picked);
            let answer = match paths {
                Some(paths) => Answer::Paths(paths),
                None if started.elapsed() < NEVER_SHOWN => Answer::NoDialog,
                None => Answer::Closed,
            };
            // The receiver lives as long as the app.
            drop(sender.send((asking, answer)));
            wake.call();
        });
        if waiting.is_err() {
            self.open = false;
        }
    }

    /// The answer, once it is there.
    pub fn poll(&mut self) -> Option<(Asking, Answer)> {
        let answer = self.answers.try_recv().ok()?;
        self.open = false;
        Some(answer)
    }
}

fn dialog_for(asking: Asking, folder: Option<PathBuf>, file_name: &str) -> rfd::AsyncFileDialog {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(asking.title());
    for (name, extensions) in asking.filters() {
        dialog = dialog.add_filter(*name, extensions);
    }
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    if !file_name.is_empty() {
        dialog = dialog.set_file_name(file_name);
    }
    dialog
}

type Picked = std::pin::Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

fn pick(asking: Asking, dialog: rfd::AsyncFileDialog) -> Picked {
    let path = |handle: rfd::FileHandle| handle.path().to_owned();
    match asking {
        Asking::Files => {
            let picked = dialog.pick_files();
            Box::pin(async move {
                picked
                    .await
                    .map(|handles| handles.into_iter().map(path).collect())
            })
        }
        Asking::Folder => {
            let picked = dialog.pick_folders();
            Box::pin(async move {
                picked
                    .await
                    .map(|handles| handles.into_iter().map(path).collect())
            })
        }
        Asking::Workspace | Asking::Corrections | Asking::SavedReport => {
            let picked = dialog.pick_file();
            Box::pin(async move { picked.await.map(|handle| vec![path(handle)]) })
        }
        Asking::SaveWorkspace
        | Asking::Report(_)
        | Asking::Table
        | Asking::ChartSvg
        | Asking::ChartPng
        | Asking::SaveCorrections => {
            let picked = dialog.save_file();
            Box::pin(async move { picked.await.map(|handle| vec![path(handle)]) })
        }
    }
}
