//! A thread that runs one kind of job, the newest first: new input replaces waiting input and cancels the running job, and
//! late answers are dropped.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex};

use super::thread::{lock, panic_message, spawn};
use super::{CancelFlag, Event, JobCtx, JobId, Stopped, Wake};
use crate::analysis::Cancelled;

/// Events that may wait to be taken. Progress that does not fit is dropped, results wait for room.
const MAX_EVENTS: usize = 16;

type Work<T> = Box<dyn FnOnce(&mut JobCtx) -> Result<T, Cancelled> + Send>;

/// A thread with room for one waiting job. Dropping it cancels what runs, without waiting for it.
pub struct Worker<T> {
    slot: Arc<Slot<T>>,
    events: Receiver<Event<T>>,
    current: Option<(JobId, CancelFlag)>,
    last_id: u64,
}

struct Slot<T> {
    state: Mutex<SlotState<T>>,
    changed: Condvar,
}

struct SlotState<T> {
    waiting: Option<Job<T>>,
    is_closed: bool,
}

struct Job<T> {
    id: JobId,
    flag: CancelFlag,
    work: Work<T>,
}

impl<T: Send + 'static> Worker<T> {
    /// Starts the thread. `name` is shown by debuggers; `wake` is called after every event.
    pub fn new(name: &str, wake: Wake) -> io::Result<Self> {
        let slot = Arc::new(Slot {
            state: Mutex::new(SlotState {
                waiting: None,
                is_closed: false,
            }),
            changed: Condvar::new(),
        });
        let (sender, events) = sync_channel(MAX_EVENTS);
        let jobs = slot.clone();
        spawn(name, move || {
            while let Some(job) = jobs.next() {
                let id = job.id;
                let result = run(job, &sender, &wake);
                if sender.send(Event::Done { job: id, result }).is_err() {
                    return;
                }
                wake.call();
            }
        })?;
        Ok(Self {
            slot,
            events,
            current: None,
            last_id: 0,
        })
    }

    /// Has `work` run as soon as the thread is free. What ran or waited before is cancelled and its answer dropped.
    pub fn start(
        &mut self,
        work: impl FnOnce(&mut JobCtx) -> Result<T, Cancelled> + Send + 'static,
    ) -> JobId {
        self.cancel();
        self.last_id += 1;
        let id = JobId(self.last_id);
        let flag = CancelFlag::default();
        self.current = Some((id, flag.clone()));
        lock(&self.slot.state).waiting = Some(Job {
            id,
            flag,
            work: Box::new(work),
        });
        self.slot.changed.notify_one();
        id
    }

    /// Cancels what runs or waits; no event of it comes any more. Returns which job that was.
    pub fn cancel(&mut self) -> Option<JobId> {
        let (id, flag) = self.current.take()?;
        flag.cancel();
        lock(&self.slot.state).waiting = None;
        Some(id)
    }

    /// The job that runs or waits.
    pub fn current(&self) -> Option<JobId> {
        self.current.as_ref().map(|(id, _)| *id)
    }

    /// The next event of the current job, if there is one. Never waits.
    pub fn poll(&mut self) -> Option<Event<T>> {
        while let Ok(event) = self.events.try_recv() {
            if self.current() != Some(event.job()) {
                continue;
            }
            if matches!(event, Event::Done { .. }) {
                self.current = None;
            }
            return Some(event);
        }
        None
    }
}

impl<T> Slot<T> {
    /// Waits for a job; `None` when the worker is gone.
    fn next(&self) -> Option<Job<T>> {
        let mut state = lock(&self.state);
        loop {
            if state.is_closed {
                return None;
            }
            if let Some(job) = state.waiting.take() {
                return Some(job);
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        if let Some((_, flag)) = &self.current {
            flag.cancel();
        }
        lock(&self.slot.state).is_closed = true;
        self.slot.changed.notify_one();
    }
}

impl<T> fmt::Debug for Worker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("current", &self.current)
            .finish_non_exhaustive()
    }
}

/// Runs a job. A panic becomes a failure with its message, and the thread lives on.
fn run<T: Send + 'static>(
    job: Job<T>,
    sender: &SyncSender<Event<T>>,
    wake: &Wake,
) -> Result<T, Stopped> {
    let (id, events, wake) = (job.id, sender.clone(), wake.clone());
    let mut ctx = JobCtx::new(job.flag, move |done, total| {
        let progress = Event::Progress {
            job: id,
            done,
            total,
        };
        if events.try_send(progress).is_ok() {
            wake.call();
        }
    });
    match catch_unwind(AssertUnwindSafe(|| (job.work)(&mut ctx))) {
        Ok(result) => result.map_err(|Cancelled| Stopped::Cancelled),
        Err(panic) => Err(Stopped::Failed(panic_message(&*panic))),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{channel, sync_channel};
    use std::time::{Duration, Instant};

    use super::super::{Event, Stopped, Wake};
    use super::Worker;
    use crate::analysis::Ctx as _;

    /// A worker whose events the test waits for.
    fn worker<T: Send + 'static>() -> Worker<T> {
        Worker::new("test", Wake::nobody()).unwrap()
    }

    /// Waits for the end of the current job.
    fn done<T: Send + 'static>(worker: &mut Worker<T>) -> Result<T, Stopped> {
        let started = Instant::now();
        loop {
            if let Some(Event::Done { result, .. }) = worker.poll() {
                return result;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "no answer");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn new_input_replaces_waiting_input_and_late_answers_are_dropped() {
        let mut worker = worker();
        let (started, has_started) = sync_channel(0);
        let (release, released) = channel::<()>();
        // Deaf to its cancel flag: its answer comes late.
        worker.start(move |_| {
            started.send(()).unwrap();
            released.recv().unwrap();
            Ok(1)
        });
        has_started.recv().unwrap();
        let ran = Arc::new(AtomicUsize::new(0));
        for answer in 2..10 {
            let ran = ran.clone();
            worker.start(move |_| {
                ran.fetch_add(1, Ordering::Relaxed);
                Ok(answer)
            });
        }
        release.send(()).unwrap();
        assert_eq!(done(&mut worker), Ok(9));
        assert_eq!(ran.load(Ordering::Relaxed), 1, "only the newest ran");
        assert!(worker.poll().is_none() && worker.current().is_none());
    }

    #[test]
    fn a_running_job_sees_that_it_is_cancelled() {
        let mut worker = worker::<()>();
        let (ended, has_ended) = channel();
        let job = worker.start(move |ctx| {
            let stopped = loop {
                std::thread::sleep(Duration::from_millis(1));
                if let Err(cancelled) = ctx.step(1, 2) {
                    break cancelled;
                }
            };
            ended.send(()).unwrap();
            Err(stopped)
        });
        assert_eq!(worker.cancel(), Some(job));
        // Either it never began or it ended by itself; the next one runs.
        let next = worker.start(|_| Ok(()));
        assert_ne!(job, next);
        assert_eq!(done(&mut worker), Ok(()));
        drop(has_ended);
    }

    #[test]
    fn a_panic_is_a_failure_with_its_message_and_the_thread_lives_on() {
        let mut worker = worker();
        worker.start(|_| panic!("a gap in {}", "the text"));
        let Err(Stopped::Failed(message)) = done(&mut worker) else {
            panic!("it should have failed");
        };
        assert!(message.contains("a gap in the text"), "{message}");
        worker.start(|_| Ok("alive"));
        assert_eq!(done(&mut worker), Ok("alive"));
    }

    #[test]
    fn progress_comes_before_the_end_and_wakes() {
        let wakes = Arc::new(AtomicUsize::new(0));
        let counter = wakes.clone();
        let wake = Wake::new(move || {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let mut worker = Worker::new("test", wake).unwrap();
        worker.start(|ctx| {
            // Far more steps than events fit: nobody takes them meanwhile.
            for done in 0..1_000_000 {
                ctx.step(done, 1_000_000)?;
            }
            Ok(())
        });
        let started = Instant::now();
        while wakes.load(Ordering::Relaxed) == 0 {
            assert!(started.elapsed() < Duration::from_secs(20));
            std::thread::yield_now();
        }
        let first = loop {
            if let Some(event) = worker.poll() {
                break event;
            }
        };
        assert!(matches!(
            first,
            Event::Progress {
                done: 0,
                total: 1_000_000,
                ..
            }
        ));
        assert_eq!(done(&mut worker), Ok(()));
    }
}
