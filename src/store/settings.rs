//! The program's settings and where it keeps its own files. What belongs to a workspace is in the workspace.
//!
//! One TOML file; keys this version does not know are kept. A file that cannot be read is set aside, never a reason not to
//! start. `HEXAPLA_HOME` names another folder for all of it, which keeps tests and portable installations to themselves.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::in_words;
use super::{EXTENSION, StoreError, atomic};
use crate::import::{Mapping, NamePattern};

/// Names of the recent list.
const MAX_RECENT: usize = 12;
/// Tables whose columns are remembered.
const MAX_MAPPINGS: usize = 50;
/// Workspaces of the program's own, one per window that is open without a named file.
const MAX_OWN_WORKSPACES: u32 = 64;
/// Environment variable with the folder for settings and data.
const HOME: &str = "HEXAPLA_HOME";

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What survives a restart. The default has no folder: saving it does nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the screen"
)]
pub struct Settings {
    /// Recent workspaces, files and folders, newest first.
    pub recent: Vec<PathBuf>,
    /// The named workspace that was open last.
    pub last_workspace: Option<PathBuf>,
    /// Where the last file dialog was.
    pub last_folder: Option<PathBuf>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of everything, 1.0 = 100 %; 0.4 to 4.
    pub zoom: f32,
    /// Size of article text, 1.0 = 100 %; 0.4 to 4.
    pub text_scale: f32,
    /// Width and height of the window in points at 100 %.
    pub window_size: Option<(f32, f32)>,
    /// The library is shown.
    pub library: bool,
    /// The inspector is shown.
    pub inspector: bool,
    /// Columns follow each other.
    pub scroll_together: bool,
    /// Links between columns are drawn.
    pub links: bool,
    /// Things jump to their place instead of moving there.
    pub reduced_motion: bool,
    /// The person has seen the guide of the first start, or does not want it.
    pub guide_done: bool,
    /// Names of people, organisations, places and other things are underlined in the columns.
    pub mark_names: [bool; 4],
    /// "Russian" counts as "Russia".
    pub fold_nationalities: bool,
    /// "Moscow" counts as "Russia".
    pub fold_seats: bool,
    /// "The secretary" counts where the text settles who that is.
    pub count_descriptions: bool,
    /// Addresses of this computer and the local network may be fetched.
    pub private_addresses: bool,
    /// How the names of files are read.
    pub name_pattern: Option<NamePattern>,
    /// Columns chosen for tables, the newest first.
    pub mappings: Vec<Mapping>,
    /// What the last report was saved as: forms, parts, rights, author; as the window wrote it.
    pub report: Option<toml::Table>,
    /// What is wrong with the settings file, for the person; once.
    #[serde(skip)]
    pub complaint: Option<String>,
    #[serde(skip)]
    folders: Option<Folders>,
    /// Keys of other versions.
    #[serde(flatten)]
    unknown: toml::Table,
}

/// Where the program keeps its own files.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            last_workspace: None,
            last_folder: None,
            theme: ThemeChoice::default(),
            zoom: 1.0,
            text_scale: 1.0,
            window_size: None,
            library: true,
            inspector: true,
            scroll_together: true,
            links: true,
            reduced_motion: false,
            guide_done: false,
            mark_names: [false; 4],
            fold_nationalities: false,
            fold_seats: false,
            count_descriptions: false,
            private_addresses: false,
            name_pattern: None,
            mappings: Vec::new(),
            report: None,
            complaint: None,
            folders: None,
            unknown: toml::Table::new(),
        }
    }
}

impl Settings {
    /// The settings of this user, from the folder that the system or `HEXAPLA_HOME` names.
    pub fn load() -> Self {
        if let Some(home) = std::env::var_os(HOME).filter(|home| !home.is_empty()) {
            return Self::load_from(Path::new(&home));
        }
        let Some(dirs) = directories::ProjectDirs::from("org", "hexapla", "Hexapla") else {
            return Self {
                complaint: Some(StoreError::NoHome.to_string()),
                ..Self::default()
            };
        };
        Self::load_in(Folders {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
        })
    }

    /// The settings in this folder, which also holds the program's own workspaces.
    pub fn load_from(home: &Path) -> Self {
        Self::load_in(Folders {
            config: home.to_owned(),
            data: home.to_owned(),
        })
    }

    /// Writes the settings.
    pub fn save(&self) -> Result<(), StoreError> {
        let Some(folders) = &self.folders else {
            return Ok(());
        };
        let path = folders.settings_file();
        let text = toml::to_string_pretty(self)
            .map_err(|error| StoreError::write(&path, &io::Error::other(error.to_string())))?;
        fs::create_dir_all(&folders.config).map_err(|error| StoreError::write(&path, &error))?;
        atomic::write(&path, |out| out.write_all(text.as_bytes()))
    }

    /// Puts a path at the head of the recent list.
    pub fn add_recent(&mut self, path: PathBuf) {
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(MAX_RECENT);
    }

    /// Remembers the columns chosen for a table that has these columns, instead of what was chosen for it before.
    pub fn remember_mapping(&mut self, mapping: Mapping, columns: &[String]) {
        self.mappings.retain(|known| !known.fits(columns));
        self.mappings.insert(0, mapping);
        self.mappings.truncate(MAX_MAPPINGS);
    }

    /// Workspaces that the program keeps by itself until the person names one, in the order in which they are tried: the
    /// first that no other window has open is taken. None without a folder to keep them in.
    pub fn own_workspaces(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let folder = self.folders.as_ref().map(|folders| folders.data.clone());
        if let Some(folder) = &folder
            && let Err(error) = fs::create_dir_all(folder)
        {
            // Creating the workspace fails next, and is told.
            log::warn!("{}: {error}", folder.display());
        }
        folder.into_iter().flat_map(|folder| {
            (1..=MAX_OWN_WORKSPACES).map(move |number| {
                let name = match number {
                    1 => "untitled".to_owned(),
                    _ => format!("untitled-{number}"),
                };
                folder.join(name).with_extension(EXTENSION)
            })
        })
    }

    /// The person's own list of names of one thing; `None` without a folder to keep it in.
    pub fn alias_list(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.config.join("aliases.txt"))
    }

    /// The person's own list of loaded words; `None` without a folder to keep it in.
    pub fn naming_list(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.config.join("loaded-words.txt"))
    }

    fn load_in(folders: Folders) -> Self {
        let path = folders.settings_file();
        let mut settings = match read(&path) {
            Ok(settings) => settings,
            Err(complaint) => Self {
                complaint: Some(complaint),
                ..Self::default()
            },
        };
        let sensible = |scale: f32| {
            if scale.is_finite() {
                scale.clamp(0.4, 4.0)
            } else {
                1.0
            }
        };
        settings.zoom = sensible(settings.zoom);
        settings.text_scale = sensible(settings.text_scale);
        settings.window_size = settings.window_size.filter(|size| {
            (200.0..20_000.0).contains(&size.0) && (200.0..20_000.0).contains(&size.1)
        });
        settings.recent.truncate(MAX_RECENT);
        settings.folders = Some(folders);
        settings
    }
}

impl Folders {
    fn settings_file(&self) -> PathBuf {
        self.config.join("settings.toml")
    }
}

/// Reads the settings file; without one, the default. A broken file is renamed and told of.
fn read(path: &Path) -> Result<Settings, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(set_aside(path, "it is not text"));
        }
        Err(error) => {
            let reason = in_words(&error);
            return Err(format!(
                "The settings “{}” could not be read: {reason}. The defaults are used.",
                path.display()
            ));
        }
    };
    toml::from_str(&text).map_err(|error| set_aside(path, error.message()))
}

fn set_aside(path: &Path, reason: &str) -> String {
    let aside = path.with_extension("toml.broken");
    match fs::rename(path, &aside) {
        Ok(()) => format!(
            "The settings could not be read ({reason}). The defaults are used; the file is kept as “{}”.",
            aside.display()
        ),
        Err(_) => format!(
            "The settings “{}” could not be read ({reason}). The defaults are used.",
            path.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Settings, ThemeChoice};
    use crate::store::{StoreError, Workspace};

    #[test]
    fn settings_survive_a_restart_and_unknown_keys_too() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("settings.toml");
        fs::write(
            &file,
            "zoom = 1.5\nfrom_the_future = [1, 2]\n[table_of_theirs]\nx = 1\n",
        )
        .unwrap();
        let mut settings = Settings::load_from(home.path());
        assert_eq!((settings.zoom, settings.complaint.clone()), (1.5, None));
        settings.theme = ThemeChoice::Dark;
        settings.window_size = Some((1200.0, 800.0));
        settings.last_folder = Some(PathBuf::from("/texts"));
        for number in 0..20 {
            settings.add_recent(PathBuf::from(format!("/texts/{number}")));
        }
        settings.add_recent(PathBuf::from("/texts/15"));
        settings.save().unwrap();
        assert_eq!(Settings::load_from(home.path()), settings);
        assert_eq!(settings.recent.len(), 12);
        assert_eq!(settings.recent[0], Path::new("/texts/15"));
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.contains("from_the_future") && text.contains("table_of_theirs"),
            "{text}"
        );
    }

    #[test]
    fn a_broken_file_is_set_aside_and_told() {
        for bytes in [b"zoom = \"wide\"".as_slice(), b"zoom", b"\xff\xfe\x00"] {
            let home = tempfile::tempdir().unwrap();
            let file = home.path().join("settings.toml");
            fs::write(&file, bytes).unwrap();
            let settings = Settings::load_from(home.path());
            assert!(settings.complaint.is_some());
            assert_eq!(settings.zoom, 1.0);
            assert_eq!(
                fs::read(home.path().join("settings.toml.broken")).unwrap(),
                bytes
            );
            assert!(!file.exists());
            settings.save().unwrap();
            assert_eq!(Settings::load_from(home.path()).complaint, None);
        }
    }

    #[test]
    fn sizes_that_make_no_window_are_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let text = "zoom = nan\ntext_scale = 900.0\nwindow_size = [0.0, -5.0]\n";
        fs::write(home.path().join("settings.toml"), text).unwrap();
        let settings = Settings::load_from(home.path());
        assert_eq!((settings.zoom, settings.text_scale), (1.0, 4.0));
        assert_eq!((settings.window_size, settings.complaint), (None, None));
    }

    #[test]
    fn a_second_window_gets_an_own_workspace_of_its_own() {
        let home = tempfile::tempdir().unwrap();
        let settings = Settings::load_from(&home.path().join("not there yet"));
        let paths: Vec<PathBuf> = settings.own_workspaces().take(2).collect();
        let first = Workspace::create(&paths[0]).unwrap();
        let in_use = Workspace::open(&paths[0]).unwrap_err();
        assert!(matches!(in_use, StoreError::InUse { .. }));
        drop((Workspace::create(&paths[1]).unwrap(), first));
        assert!(paths[1].ends_with("untitled-2.hexapla"));
        assert_eq!(Settings::default().own_workspaces().count(), 0);
        Settings::default().save().unwrap();
    }
}
