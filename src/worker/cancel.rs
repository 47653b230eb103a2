//! Cancelling and progress: the [`Ctx`] that jobs get.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::analysis::{Cancelled, Ctx};

/// Time between two reports of progress: the eye sees no more than about 30 a second.
const REPORT_EVERY: Duration = Duration::from_millis(33);

/// Raised once when nobody waits any more. Clones are the same flag, so that parallel parts of a job can look at it.
#[derive(Clone, Debug, Default)]
pub struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the job was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The context of a running job.
pub struct JobCtx {
    flag: CancelFlag,
    report: Box<dyn FnMut(usize, usize)>,
    reported: Option<Instant>,
}

impl JobCtx {
    /// A context that stops when `flag` is raised and gives progress to `report`, not more often than a screen can show.
    pub fn new(flag: CancelFlag, report: impl FnMut(usize, usize) + 'static) -> Self {
        Self {
            flag,
            report: Box::new(report),
            reported: None,
        }
    }

    /// The flag, for parts of the job that run elsewhere.
    pub fn flag(&self) -> &CancelFlag {
        &self.flag
    }
}

impl Ctx for JobCtx {
    fn step(&mut self, done: usize, total: usize) -> Result<(), Cancelled> {
        if self.flag.is_cancelled() {
            return Err(Cancelled);
        }
        let now = Instant::now();
        let is_due = self
            .reported
            .is_none_or(|reported| now.duration_since(reported) >= REPORT_EVERY);
        if is_due {
            self.reported = Some(now);
            (self.report)(done, total);
        }
        Ok(())
    }
}

impl fmt::Debug for JobCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobCtx")
            .field("flag", &self.flag)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::{CancelFlag, JobCtx};
    use crate::analysis::{Cancelled, Ctx as _};

    #[test]
    fn many_steps_are_few_reports_and_a_raised_flag_stops() {
        let flag = CancelFlag::default();
        let reports = Rc::new(Cell::new(0));
        let counter = reports.clone();
        let mut ctx = JobCtx::new(flag.clone(), move |_, _| counter.set(counter.get() + 1));
        let started = std::time::Instant::now();
        for done in 0..100_000 {
            ctx.step(done, 100_000).unwrap();
        }
        let most = 1 + started.elapsed().as_millis() / 33;
        assert!(
            (1..=most).contains(&reports.get()),
            "{} reports",
            reports.get()
        );
        flag.cancel();
        assert_eq!(ctx.step(1, 2), Err(Cancelled));
    }
}
