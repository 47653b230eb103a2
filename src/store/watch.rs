//! Noticing that source files changed on disk: the system's notices while the window is open, and a look at each file when
//! it gets the focus again. Sources are looked at, never changed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest as _, Sha256};

use crate::corpus::Source;

#[cfg(feature = "window")]
pub use notices::{Settled, Watch};

/// What became of a source file since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its bytes are others now.
    Changed,
    /// It is not there any more.
    Removed,
}

/// The source files that are not as they were read, ascending by path, each once. Only a file whose size is the same and
/// whose time is not is read to the end. Sources that are no files (pasted text) are passed over.
pub fn check_changed<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Vec<(String, Change)> {
    let mut changed: Vec<(String, Change)> = Vec::new();
    let mut seen = BTreeSet::new();
    for source in sources {
        if source.modified_ms.is_none() || !seen.insert(source.path.as_str()) {
            continue;
        }
        if let Some(change) = change_of(source) {
            changed.push((source.path.clone(), change));
        }
    }
    changed.sort_by(|lhs, rhs| lhs.0.cmp(&rhs.0));
    changed
}

fn change_of(source: &Source) -> Option<Change> {
    let path = Path::new(&source.path);
    let Ok(metadata) = fs::metadata(path) else {
        // What cannot be asked for now (a drive that was unplugged) is as good as gone.
        return Some(Change::Removed);
    };
    if metadata.len() != source.bytes {
        return Some(Change::Changed);
    }
    let modified_ms = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map(|time| time.as_millis() as i64);
    if modified_ms == source.modified_ms {
        return None;
    }
    let is_same = sha256_of(path).is_ok_and(|hash| hash == source.sha256);
    (!is_same).then_some(Change::Changed)
}

fn sha256_of(path: &Path) -> io::Result<String> {
    use std::fmt::Write as _;
    use std::io::Read as _;
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n_read = file.read(&mut buffer)?;
        if n_read == 0 {
            break;
        }
        hasher.update(&buffer[..n_read]);
    }
    let mut hash = String::with_capacity(64);
    for byte in hasher.finalize() {
        write!(hash, "{byte:02x}").map_err(io::Error::other)?;
    }
    Ok(hash)
}

#[cfg(feature = "window")]
mod notices {
    //! The system's notices.

    use std::collections::BTreeSet;
    use std::fmt;
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::{Duration, Instant};

    use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

    use crate::corpus::Source;

    /// A program that saves a file does so in several steps; they are over when nothing came for so long.
    const SETTLE_TIME: Duration = Duration::from_millis(400);

    /// Watches the folders of the source files, not the folders in them.
    pub struct Watch {
        watcher: RecommendedWatcher,
        folders: BTreeSet<PathBuf>,
        noticed: Arc<Mutex<Noticed>>,
    }

    #[derive(Default)]
    struct Noticed {
        paths: BTreeSet<PathBuf>,
        last: Option<Instant>,
    }

    /// What was noticed and is over.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Settled {
        /// Paths that something happened to, in watched folders; not only those of sources.
        pub paths: BTreeSet<PathBuf>,
        /// Something is still happening: ask again after this time.
        pub ask_again_after: Option<Duration>,
    }

    impl Watch {
        /// Starts watching nothing. `wake` is called, from another thread, whenever something happens.
        pub fn new(wake: impl Fn() + Send + 'static) -> notify::Result<Self> {
            let noticed = Arc::new(Mutex::new(Noticed::default()));
            let of_thread = noticed.clone();
            let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
                let Ok(event) = event else { return };
                if matches!(event.kind, EventKind::Access(_)) {
                    return;
                }
                let mut noticed = of_thread.lock().unwrap_or_else(PoisonError::into_inner);
                noticed.paths.extend(event.paths);
                noticed.last = Some(Instant::now());
                drop(noticed);
                wake();
            })?;
            Ok(Self {
                watcher,
                folders: BTreeSet::new(),
                noticed,
            })
        }

        /// Watches the folders of these sources and no others. Folders that cannot be watched are named in the log; the look
        /// at focus still finds their changes.
        pub fn set_sources<'a>(&mut self, sources: impl IntoIterator<Item = &'a Source>) {
            let folders = folders_of(sources);
            for folder in self.folders.difference(&folders) {
                if let Err(error) = self.watcher.unwatch(folder) {
                    log::info!("{}: {error}", folder.display());
                }
            }
            for folder in folders.difference(&self.folders) {
                if let Err(error) = self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                    log::warn!("{} is not watched: {error}", folder.display());
                }
            }
            self.folders = folders;
        }

        /// What happened and is over. Never waits.
        pub fn take_settled(&self) -> Settled {
            let mut noticed = self.noticed.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(last) = noticed.last else {
                return Settled::default();
            };
            let rest = SETTLE_TIME.saturating_sub(last.elapsed());
            if !rest.is_zero() {
                return Settled {
                    paths: BTreeSet::new(),
                    ask_again_after: Some(rest),
                };
            }
            noticed.last = None;
            Settled {
                paths: std::mem::take(&mut noticed.paths),
                ask_again_after: None,
            }
        }
    }

    /// The folders of sources that are files.
    fn folders_of<'a>(sources: impl IntoIterator<Item = &'a Source>) -> BTreeSet<PathBuf> {
        sources
            .into_iter()
            .filter(|source| source.modified_ms.is_some())
            .filter_map(|source| Path::new(&source.path).parent().map(Path::to_owned))
            .map(|folder| {
                if folder.as_os_str().is_empty() {
                    PathBuf::from(".")
                } else {
                    folder
                }
            })
            .collect()
    }

    impl fmt::Debug for Watch {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("Watch")
                .field("folders", &self.folders)
                .finish_non_exhaustive()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::{Change, check_changed, sha256_of};
    use crate::corpus::Source;

    fn source_of(path: &Path) -> Source {
        let metadata = fs::metadata(path).unwrap();
        let modified = metadata.modified().unwrap().duration_since(UNIX_EPOCH);
        Source {
            path: path.to_str().unwrap().to_owned(),
            bytes: metadata.len(),
            sha256: sha256_of(path).unwrap(),
            modified_ms: Some(modified.unwrap().as_millis() as i64),
            ..Source::default()
        }
    }

    fn later(path: &Path) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(9))
            .unwrap();
    }

    #[test]
    fn changed_and_removed_files_are_found_and_touched_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["same", "touched", "edited", "longer", "gone"];
        let paths = names.map(|name| folder.path().join(name));
        for path in &paths {
            fs::write(path, "four").unwrap();
        }
        let mut sources: Vec<Source> = paths.iter().map(|path| source_of(path)).collect();
        sources.push(sources[2].clone());
        sources.push(Source {
            path: "pasted text".to_owned(),
            ..Source::default()
        });
        assert_eq!(check_changed(&sources), []);
        later(&paths[1]);
        fs::write(&paths[2], "five").unwrap();
        later(&paths[2]);
        fs::write(&paths[3], "longer").unwrap();
        fs::remove_file(&paths[4]).unwrap();
        let found: Vec<(String, Change)> = check_changed(&sources)
            .into_iter()
            .map(|(path, change)| (path.rsplit('/').next().unwrap().to_owned(), change))
            .collect();
        let expected = [
            ("edited", Change::Changed),
            ("gone", Change::Removed),
            ("longer", Change::Changed),
        ];
        assert_eq!(
            found,
            expected.map(|(name, change)| (name.to_owned(), change))
        );
    }

    #[cfg(feature = "window")]
    #[test]
    fn the_system_tells_of_a_saved_file_once_it_is_over() {
        use std::sync::mpsc::channel;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.txt");
        fs::write(&path, "one").unwrap();
        let (sender, woken) = channel();
        let mut watch = super::Watch::new(move || {
            let _gone = sender.send(());
        })
        .unwrap();
        watch.set_sources(&[source_of(&path)]);
        fs::write(&path, "two").unwrap();
        woken.recv_timeout(Duration::from_secs(20)).unwrap();
        let settled = loop {
            let settled = watch.take_settled();
            match settled.ask_again_after {
                Some(time) => std::thread::sleep(time),
                None => break settled,
            }
        };
        assert!(
            settled.paths.iter().any(|found| found.ends_with("one.txt")),
            "{settled:?}"
        );
        assert_eq!(watch.take_settled(), super::Settled::default());
    }
}
