//! Work on all cores while the calling thread asks whether somebody still waits for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use super::Cancelled;

/// Time between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Tells work on other threads that nobody waits for it any more.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// Whether to go on.
    pub fn go_on(&self) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

/// Does `work` on the pool of threads. `look` is asked from the calling thread only, before and every few milliseconds meanwhile;
/// once it says no, the work is told to stop, and is waited for. Called from within the pool it does the work there, and looks
/// only before.
pub fn watched<R: Send>(
    look: &mut dyn FnMut() -> Result<(), Cancelled>,
    work: impl FnOnce(&Stop) -> Result<R, Cancelled> + Send,
) -> Result<R, Cancelled> {
    look()?;
    let stop = Stop::default();
    if rayon::current_thread_index().is_some() {
        return work(&stop);
    }
    rayon::in_place_scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(1);
        let stop = &stop;
        // The receiver waits for it, or is gone with a panic that is on its way.
        scope.spawn(move |_| drop(sender.send(work(stop))));
        loop {
            match receiver.recv_timeout(LOOK_EVERY) {
                Ok(answer) => return answer,
                // The work panicked: the scope passes the panic on.
                Err(mpsc::RecvTimeoutError::Disconnected) => return Err(Cancelled),
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if look().is_err() {
                        stop.0.store(true, Ordering::Relaxed);
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Stop, watched};
    use crate::analysis::Cancelled;

    #[test]
    fn work_goes_on_until_nobody_waits() {
        let mut n_looks = 0;
        let mut look = || {
            n_looks += 1;
            if n_looks < 3 { Ok(()) } else { Err(Cancelled) }
        };
        let endless = watched(&mut look, |stop| -> Result<(), Cancelled> {
            loop {
                stop.go_on()?;
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        assert_eq!(endless, Err(Cancelled));
        assert_eq!(watched(&mut || Ok(()), |_| Ok(4)), Ok(4));
        assert_eq!(watched(&mut || Err(Cancelled), |_| Ok(4)), Err(Cancelled));
    }

    #[test]
    fn within_the_pool_it_is_done_at_once() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        let answer = pool
            .unwrap()
            .install(|| watched(&mut || Ok(()), Stop::go_on));
        assert_eq!(answer, Ok(()));
    }
}
