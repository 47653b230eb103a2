//! What a thread tells about the job it runs.

/// Identity of one run of a job. An event whose id is not the current one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub(super) u64);

/// Why a job ended without a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Nobody waited for it any more.
    Cancelled,
    /// It panicked: what it said, for the person.
    Failed(String),
}

/// News of a job.
#[derive(Debug)]
pub enum Event<T> {
    /// It goes on. Sent about 30 times a second at most.
    Progress {
        /// Which job.
        job: JobId,
        /// Steps done.
        done: usize,
        /// Steps in all; 0 while unknown.
        total: usize,
    },
    /// It ended. Nothing more comes of it.
    Done {
        /// Which job.
        job: JobId,
        /// Its result.
        result: Result<T, Stopped>,
    },
}

impl<T> Event<T> {
    /// The job it tells of.
    pub fn job(&self) -> JobId {
        match self {
            Self::Progress { job, .. } | Self::Done { job, .. } => *job,
        }
    }
}
