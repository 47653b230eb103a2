//! Opening a workspace file, off the screen's thread: what is tried, in which order, and what is told when it fails.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::corpus::Corpus;
use crate::store::{Opened, Settings, StoreError, Workspace};

/// What is to be opened.
#[derive(Clone, Debug)]
pub enum ToOpen {
    /// At the start: this one if it opens, else the program's own.
    AtStart(Option<PathBuf>),
    /// This one; the present one stays when that fails.
    File(PathBuf),
    /// The program's own, without articles.
    Afresh,
}

/// What became of it.
#[derive(Debug)]
pub struct WorkspaceOpened {
    /// What was asked for.
    pub asked: ToOpen,
    /// The workspace and whether the person named it; `None` when nothing could be opened.
    pub opened: Option<(Opened, bool)>,
    /// What did not open and why, for the person.
    pub complaints: Vec<String>,
}

/// Opens what is asked for.
pub fn open(asked: ToOpen, settings: &Settings) -> WorkspaceOpened {
    let mut complaints = Vec::new();
    let named = match &asked {
        ToOpen::AtStart(path) => path.as_deref(),
        ToOpen::File(path) => Some(path.as_path()),
        ToOpen::Afresh => None,
    };
    let mut opened = named.and_then(|path| match Workspace::open(path) {
        Ok(opened) => Some((opened, true)),
        Err(error) => {
            complaints.push(error.to_string());
            None
        }
    });
    if opened.is_none() && !matches!(asked, ToOpen::File(_)) {
        match open_own(settings) {
            Ok(own) => opened = own.map(|own| (own, false)),
            Err(error) => complaints.push(format!(
                "Nothing can be saved until you save the workspace somewhere: {error}"
            )),
        }
    }
    WorkspaceOpened {
        asked,
        opened,
        complaints,
    }
}

/// The workspace that the program keeps by itself until the person names one. One that another window has open is passed
/// over, one that cannot be read is left as it is. `None` without a folder to keep one in; the error is the last one met.
fn open_own(settings: &Settings) -> Result<Option<Opened>, StoreError> {
    let mut last_error = None;
    for path in settings.own_workspaces() {
        let opened = if path.exists() {
            Workspace::open(&path)
        } else {
            create(&path)
        };
        match opened {
            Ok(opened) => return Ok(Some(opened)),
            Err(error) => {
                log::warn!("{error}");
                last_error = Some(error);
            }
        }
    }
    last_error.map_or(Ok(None), Err)
}

/// A new file without anything in it.
pub fn create(path: &Path) -> Result<Opened, StoreError> {
    Workspace::create(path).map(|workspace| Opened {
        workspace,
        corpus: Corpus::default(),
        view_state: BTreeMap::new(),
        captures: Vec::new(),
    })
}
