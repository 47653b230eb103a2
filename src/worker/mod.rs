//! Threads: work that takes long, off the screen's thread, with progress and cancel.
//!
//! A worker knows nothing of the screen but a closure that wakes it. Threads have names; what waits for a thread is
//! bounded, and sending never waits. Analyses stay synchronous functions that take a [`crate::analysis::Ctx`].

mod cancel;
pub mod fetch;
mod job;
mod parallel;
mod pool;
mod saver;
mod thread;

pub use cancel::{CancelFlag, JobCtx};
pub use job::{Event, JobId, Stopped};
pub use parallel::map_in_parallel;
pub use pool::Worker;
pub use saver::{SaveEvent, Saver};
pub use thread::{Wake, spawn};
