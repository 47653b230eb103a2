//! The thread that owns the workspace file. It commits what it is sent, in order, and says which revision is on the disk:
//! only then may the screen call it saved.
//!
//! Rows that wait become one commit, so that the queue never grows beyond the rows of the corpus and sending never waits.
//! When a commit fails (a full disk), its rows are kept and tried again; saving under another name helps at once.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Wake;
use super::thread::{lock, panic_message, spawn};
use crate::import::Capture;
use crate::store::{Rows, StoreError, Workspace};

/// Time after which a failed commit is tried again, unless something new comes first.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// News of the workspace file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveEvent {
    /// Everything up to this revision is on the disk.
    Saved {
        /// As it was sent with the rows.
        revision: u64,
    },
    /// Changes could not be written. They are kept and tried again.
    Failed {
        /// The revision that is not on the disk yet.
        revision: u64,
        /// For the person.
        message: String,
    },
    /// The workspace is now this file.
    SavedAs {
        /// Where it is.
        path: PathBuf,
    },
    /// A fetched page was read from the workspace.
    CaptureRead {
        /// Its address.
        address: String,
        /// The page; `None` when it is not kept there; or why it cannot be read.
        capture: Result<Option<Capture>, String>,
    },
    /// The copy could not be made; the workspace is the file it was.
    SaveAsFailed {
        /// Where it was to be.
        path: PathBuf,
        /// For the person.
        message: String,
    },
}

/// The saving thread. Dropping it waits until what was sent is written, or cannot be.
#[derive(Debug)]
pub struct Saver {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    wake: Wake,
}

#[derive(Debug, Default)]
struct State {
    requests: VecDeque<Request>,
    events: VecDeque<SaveEvent>,
    /// Why the first request is still there.
    failure: Option<String>,
    is_closed: bool,
    /// Whether what failed was tried once more after the close.
    is_last_try: bool,
}

#[derive(Debug)]
enum Request {
    Commit { rows: Box<Rows>, revision: u64 },
    SaveAs { path: PathBuf },
    ReadCapture { address: String, fetched: String },
}

impl Saver {
    /// Starts the thread; the workspace is its own from now on.
    pub fn new(workspace: Workspace, wake: Wake) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
            wake,
        });
        let of_thread = shared.clone();
        let thread = spawn("hexapla saver", move || of_thread.run(workspace))?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// Has rows written. `revision` comes back with [`SaveEvent::Saved`] when they are on the disk.
    pub fn send(&self, rows: Rows, revision: u64) {
        let mut state = lock(&self.shared.state);
        if let Some(Request::Commit {
            rows: waiting,
            revision: known,
        }) = state.requests.back_mut()
        {
            waiting.merge(rows);
            *known = revision;
        } else {
            let rows = Box::new(rows);
            state.requests.push_back(Request::Commit { rows, revision });
        }
        self.shared.changed.notify_one();
    }

    /// Has a copy written under another name, after everything sent before; what is sent later goes to the copy.
    pub fn save_as(&self, path: PathBuf) {
        lock(&self.shared.state)
            .requests
            .push_back(Request::SaveAs { path });
        self.shared.changed.notify_one();
    }

    /// Has a fetched page read; it comes back with [`SaveEvent::CaptureRead`], after everything sent before is written.
    pub fn read_capture(&self, address: String, fetched: String) {
        lock(&self.shared.state)
            .requests
            .push_back(Request::ReadCapture { address, fetched });
        self.shared.changed.notify_one();
    }

    /// Tries again now what failed.
    pub fn retry(&self) {
        self.shared.changed.notify_one();
    }

    /// The next event, if there is one. Never waits.
    pub fn poll(&self) -> Option<SaveEvent> {
        lock(&self.shared.state).events.pop_front()
    }

    /// Waits until everything sent is written and closes the file. The message, if something could not be written.
    pub fn finish(mut self) -> Result<(), String> {
        self.close();
        let mut state = lock(&self.shared.state);
        state.failure.take().map_or(Ok(()), Err)
    }

    fn close(&mut self) {
        lock(&self.shared.state).is_closed = true;
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the saving thread panicked");
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn run(&self, mut workspace: Workspace) {
        while let Some(request) = self.next() {
            let event = match request {
                Request::Commit { rows, revision } => self.commit(&mut workspace, rows, revision),
                Request::SaveAs { path } => Some(self.save_as(&mut workspace, path)),
                Request::ReadCapture { address, fetched } => {
                    let capture = workspace
                        .capture(&address, &fetched)
                        .map_err(|error| error.to_string());
                    Some(SaveEvent::CaptureRead { address, capture })
                }
            };
            if let Some(event) = event {
                self.tell(event);
            }
        }
    }

    /// Waits for the next request; `None` when nothing is left to do or to be tried.
    fn next(&self) -> Option<Request> {
        let mut state = lock(&self.state);
        if state.failure.is_some() {
            if state.is_last_try {
                return None;
            }
            if !state.is_closed && !state.waits_for_save_as() {
                state = self.wait(state, Some(RETRY_AFTER));
            }
            state.is_last_try = state.is_closed;
            if let Some(save_as) = state.take_save_as() {
                return Some(save_as);
            }
        }
        loop {
            if let Some(request) = state.requests.pop_front() {
                return Some(request);
            }
            if state.is_closed {
                return None;
            }
            state = self.wait(state, None);
        }
    }

    fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        at_most: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        match at_most {
            Some(time) => {
                let waited = self.changed.wait_timeout(state, time);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Writes rows, or puts them back in front of what came meanwhile.
    fn commit(
        &self,
        workspace: &mut Workspace,
        mut rows: Box<Rows>,
        revision: u64,
    ) -> Option<SaveEvent> {
        let result = guarded(|| workspace.commit(&rows));
        let mut state = lock(&self.state);
        let Err(message) = result else {
            state.failure = None;
            return Some(SaveEvent::Saved { revision });
        };
        if let Some(Request::Commit { .. }) = state.requests.front()
            && let Some(Request::Commit {
                rows: later,
                revision,
            }) = state.requests.pop_front()
        {
            rows.merge(*later);
            state
                .requests
                .push_front(Request::Commit { rows, revision });
        } else {
            state
                .requests
                .push_front(Request::Commit { rows, revision });
        }
        let is_known = state.failure.as_ref() == Some(&message);
        state.failure = Some(message.clone());
        (!is_known).then_some(SaveEvent::Failed { revision, message })
    }

    fn save_as(&self, workspace: &mut Workspace, path: PathBuf) -> SaveEvent {
        match guarded(|| workspace.save_as(&path)) {
            Ok(()) => {
                // What the old file could not take is tried at once on the new one.
                let mut state = lock(&self.state);
                state.failure = None;
                state.is_last_try = false;
                SaveEvent::SavedAs { path }
            }
            Err(message) => SaveEvent::SaveAsFailed { path, message },
        }
    }

    fn tell(&self, event: SaveEvent) {
        let mut state = lock(&self.state);
        // A later revision includes the earlier ones.
        if let (SaveEvent::Saved { .. }, Some(SaveEvent::Saved { .. })) =
            (&event, state.events.back())
        {
            state.events.pop_back();
        }
        state.events.push_back(event);
        drop(state);
        self.wake.call();
    }
}

impl State {
    /// The first wish for another file. It goes before rows that the present file cannot take.
    fn take_save_as(&mut self) -> Option<Request> {
        let index = self.requests.iter().position(Request::is_save_as)?;
        self.requests.remove(index)
    }

    fn waits_for_save_as(&self) -> bool {
        self.requests.iter().any(Request::is_save_as)
    }
}

impl Request {
    fn is_save_as(&self) -> bool {
        matches!(self, Self::SaveAs { .. })
    }
}

/// Runs `work`; its error or panic as a message.
fn guarded(work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(panic) => Err(panic_message(&*panic)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use super::{SaveEvent, Saver};
    use crate::corpus::{Corpus, Outlet, Patch};
    use crate::store::{Rows, Workspace};
    use crate::worker::Wake;

    struct Fixture {
        folder: tempfile::TempDir,
        path: PathBuf,
        corpus: Corpus,
    }

    impl Fixture {
        fn new() -> (Self, Workspace) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("one.hexapla");
            let workspace = Workspace::create(&path).unwrap();
            let corpus = Corpus::default();
            let fixture = Self {
                folder,
                path,
                corpus,
            };
            (fixture, workspace)
        }

        /// Adds an outlet with a name of `length` letters and returns the changed rows.
        fn edit(&mut self, length: usize) -> Rows {
            let id = self.corpus.new_outlet_id();
            let outlet = Outlet {
                id,
                name: "x".repeat(length),
                short: String::new(),
                colour: id.0,
            };
            let mut patch = Patch::new("add outlet");
            patch.outlets.push((id, Some(Arc::new(outlet))));
            let inverse = self.corpus.apply(patch);
            Rows::changed(&self.corpus, &inverse)
        }
    }

    fn wait_for(saver: &Saver, is_it: impl Fn(&SaveEvent) -> bool) -> SaveEvent {
        let started = Instant::now();
        loop {
            if let Some(event) = saver.poll()
                && is_it(&event)
            {
                return event;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "no event");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn saved(path: &Path) -> Corpus {
        Workspace::open(path).unwrap().corpus
    }

    #[test]
    fn what_was_acknowledged_is_in_the_file_and_finishing_writes_the_rest() {
        let (mut fixture, workspace) = Fixture::new();
        let saver = Saver::new(workspace, Wake::nobody()).unwrap();
        for revision in 1..=50 {
            saver.send(fixture.edit(10), revision);
        }
        wait_for(&saver, |event| *event == SaveEvent::Saved { revision: 50 });
        saver.send(fixture.edit(10), 51);
        saver.finish().unwrap();
        assert_eq!(saved(&fixture.path), fixture.corpus);
    }

    #[test]
    fn edits_before_and_after_save_as_go_to_their_own_files() {
        let (mut fixture, workspace) = Fixture::new();
        let second = fixture.folder.path().join("two.hexapla");
        let saver = Saver::new(workspace, Wake::nobody()).unwrap();
        saver.send(fixture.edit(10), 1);
        let before = fixture.corpus.clone();
        saver.save_as(second.clone());
        saver.send(fixture.edit(10), 2);
        drop(saver);
        assert_eq!(saved(&fixture.path), before);
        assert_eq!(saved(&second), fixture.corpus);
    }

    #[test]
    fn a_full_disk_is_told_and_another_disk_saves_what_was_kept() {
        let (mut fixture, workspace) = Fixture::new();
        workspace.pretend_disk_full(true);
        let saver = Saver::new(workspace, Wake::nobody()).unwrap();
        saver.send(fixture.edit(100_000), 1);
        let event = wait_for(&saver, |event| matches!(event, SaveEvent::Failed { .. }));
        let SaveEvent::Failed { revision, message } = event else {
            panic!("waited for a failure");
        };
        assert!(
            message.contains("one.hexapla") && message.contains("the disk is full"),
            "{message}"
        );
        assert_eq!(revision, 1);
        saver.send(fixture.edit(10), 2);
        let nowhere = fixture.folder.path().join("missing/two.hexapla");
        saver.save_as(nowhere);
        wait_for(&saver, |event| {
            matches!(event, SaveEvent::SaveAsFailed { .. })
        });
        let second = fixture.folder.path().join("two.hexapla");
        saver.save_as(second.clone());
        wait_for(&saver, |event| matches!(event, SaveEvent::SavedAs { .. }));
        wait_for(&saver, |event| *event == SaveEvent::Saved { revision: 2 });
        drop(saver);
        assert_eq!(saved(&second), fixture.corpus);
        assert!(saved(&fixture.path).outlets.is_empty());
    }

    #[test]
    fn finishing_tells_what_could_not_be_written() {
        let (mut fixture, workspace) = Fixture::new();
        workspace.pretend_disk_full(true);
        let saver = Saver::new(workspace, Wake::nobody()).unwrap();
        saver.send(fixture.edit(100_000), 1);
        let message = saver.finish().unwrap_err();
        assert!(message.contains("the disk is full"), "{message}");
    }
}
