//! One function over many items on all cores, with progress and cancel, results in the order of the items.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::analysis::{Cancelled, Ctx, watched};

/// Maps every item. `ctx` is asked from the calling thread only, while the other cores work; after a cancel no further item
/// is begun. Called from within a rayon task it asks before and after only.
pub fn map_in_parallel<T: Sync, R: Send>(
    items: &[T],
    ctx: &mut dyn Ctx,
    map: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, Cancelled> {
    let n_done = AtomicUsize::new(0);
    let mapped = watched(
        &mut || ctx.step(n_done.load(Ordering::Relaxed), items.len()),
        |stop| {
            let mapped = items.par_iter().map(|item| {
                stop.go_on()?;
                let result = map(item);
                n_done.fetch_add(1, Ordering::Relaxed);
                Ok(result)
            });
            mapped.collect::<Result<Vec<R>, Cancelled>>()
        },
    )?;
    ctx.step(items.len(), items.len())?;
    Ok(mapped)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::map_in_parallel;
    use crate::analysis::{Cancelled, Ctx, Unhurried};

    struct StopAtSecond(usize);

    impl Ctx for StopAtSecond {
        fn step(&mut self, _: usize, _: usize) -> Result<(), Cancelled> {
            self.0 += 1;
            if self.0 > 2 { Err(Cancelled) } else { Ok(()) }
        }
    }

    #[test]
    fn results_keep_the_order_of_items() {
        let items: Vec<u32> = (0..10_000).collect();
        let squares = map_in_parallel(&items, &mut Unhurried, |item| u64::from(*item).pow(2));
        let expected: Vec<u64> = (0..10_000).map(|item| item * item).collect();
        assert_eq!(squares, Ok(expected));
    }

    #[test]
    fn a_cancel_stops_before_the_end() {
        let n_run = AtomicUsize::new(0);
        let stopped = map_in_parallel(&[(); 1000], &mut StopAtSecond(0), |()| {
            n_run.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(2));
        });
        assert_eq!(stopped, Err(Cancelled));
        assert!(n_run.load(Ordering::Relaxed) < 1000);
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let caught = std::panic::catch_unwind(|| {
            map_in_parallel(&[1, 2, 3], &mut Unhurried, |item| {
                assert!(*item != 2, "two");
            })
        });
        assert!(caught.is_err());
    }
}
