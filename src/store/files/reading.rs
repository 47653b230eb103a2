//! Reading what was offered: one file, or a batch of bounded size on all cores.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::{Limits, Offered, failed, plainly, too_large};
use crate::analysis::{Cancelled, Ctx};
use crate::import::{FileImport, ImportOptions, SourceBytes, read_source};

/// Reads one file, for "Read again" and for a changed encoding.
pub fn read_file(
    offered: &Offered,
    options: &ImportOptions,
    limits: &Limits,
    ctx: &mut dyn Ctx,
) -> Result<FileImport, Cancelled> {
    let started = Instant::now();
    let refuse = |result| {
        FileImport::unread(
            offered.path.clone(),
            offered.root.clone(),
            offered.bytes,
            result,
        )
    };
    if let Some(result) = &offered.refused {
        return Ok(refuse(result.clone()));
    }
    let bytes = match read_bytes(&offered.file, limits) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(refuse(failed(&reason))),
    };
    let source = SourceBytes {
        path: offered.path.clone(),
        root: offered.root.clone(),
        bytes: Cow::Owned(bytes),
        modified_ms: offered.modified_ms,
    };
    let mut import = read_source(&source, options, ctx)?;
    import.millis = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(import)
}

/// Reads a batch on all cores, in order; `step` hears how many are done and may cancel also while a long file is parsed.
pub(super) fn read_batch(
    batch: &[Offered],
    options: &ImportOptions,
    limits: &Limits,
    step: &mut dyn FnMut(usize) -> Result<(), Cancelled>,
) -> Result<Vec<FileImport>, Cancelled> {
    let flag = AtomicBool::new(false);
    let read = |offered: &Offered| read_file(offered, options, limits, &mut Flag(&flag));
    if rayon::current_thread_index().is_some() {
        // on a pool's own thread waiting would starve the pool
        return batch.par_iter().map(read).collect();
    }
    let (sender, receiver) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| {
            batch
                .par_iter()
                .enumerate()
                .for_each_with(sender, |sender, (at, offered)| {
                    // the receiver lives until all senders are gone
                    let _ = sender.send((at, read(offered)));
                });
        });
        let mut results: Vec<Option<FileImport>> = vec![None; batch.len()];
        let mut done = 0;
        loop {
            match receiver.recv_timeout(Duration::from_millis(50)) {
                Ok((at, Ok(import))) => {
                    results[at] = Some(import);
                    done += 1;
                }
                Ok((_, Err(Cancelled))) | Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
            if step(done).is_err() {
                flag.store(true, Ordering::Relaxed);
            }
        }
        results
            .into_iter()
            .map(|result| result.ok_or(Cancelled))
            .collect()
    })
}

/// Lets work on other threads see that nobody waits for it any more.
struct Flag<'a>(&'a AtomicBool);

impl Ctx for Flag<'_> {
    fn step(&mut self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

/// At most 256 files and, one file aside, 64 MB at a time: what bounds the memory.
pub(super) fn batches(offered: &[Offered]) -> Vec<&[Offered]> {
    let mut found = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (at, file) in offered.iter().enumerate() {
        if at > from && (at - from >= 256 || bytes + file.bytes > 64 << 20) {
            found.push(&offered[from..at]);
            from = at;
            bytes = 0;
        }
        bytes += file.bytes;
    }
    if from < offered.len() {
        found.push(&offered[from..]);
    }
    found
}

/// A file's bytes, or why not. Reads no more than the limit even when the file grows meanwhile.
pub(super) fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, String> {
    let explain = |error: std::io::Error| format!("it cannot be read: {}", plainly(&error));
    let file = File::open(path).map_err(explain)?;
    let mut bytes = Vec::new();
    file.take(limits.max_file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(explain)?;
    if bytes.len() as u64 > limits.max_file_bytes {
        return Err(too_large(bytes.len() as u64, limits));
    }
    Ok(bytes)
}
