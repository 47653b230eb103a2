//! Starts the program in a folder of its own and waits for it as a person would.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hexapla::app::HexaplaApp;
use hexapla::corpus::Place;
use hexapla::session::Command;
use hexapla::store::Settings;

/// Longest wait for background work; far more than it takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program with its folder, which is removed afterwards.
pub struct Driver {
    pub harness: Harness<'static, HexaplaApp>,
    pub home: tempfile::TempDir,
}

impl Driver {
    /// First start: the sample story.
    pub fn sample() -> Self {
        Self::start(tempfile::tempdir().unwrap(), &[], egui::Theme::Light)
    }

    /// Starts with settings and workspace in `home`, as somebody who knows the guide.
    pub fn start(home: tempfile::TempDir, files: &[PathBuf], theme: egui::Theme) -> Self {
        if !home.path().join("settings.toml").exists() {
            write(home.path(), "settings.toml", "guide_done = true\n");
        }
        Self::start_in(home, files, theme)
    }

    /// Starts with settings and workspace in `home` as they are.
    pub fn start_in(home: tempfile::TempDir, files: &[PathBuf], theme: egui::Theme) -> Self {
        let settings = Settings::load_from(home.path());
        let files = files.to_vec();
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_theme(theme)
            .with_max_steps(40)
            .build_eframe(move |cc| HexaplaApp::new(&cc.egui_ctx, settings, &files).unwrap());
        let mut driver = Self { harness, home };
        driver.settle();
        driver
    }

    /// Waits until nothing runs and everything is saved.
    pub fn settle(&mut self) {
        let start = Instant::now();
        loop {
            self.harness.run_ok();
            if !self.app().is_busy() {
                break;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "still busy: {:?}",
                self.app().session.progress
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        self.harness.run_ok();
    }

    pub fn app(&self) -> &HexaplaApp {
        self.harness.state()
    }

    /// Asks for something and waits until it is done.
    pub fn ask(&mut self, command: impl Into<Command>) {
        self.app().ask(command);
        self.settle();
    }

    /// Presses the button of this label.
    pub fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click_accesskit();
        self.settle();
    }

    /// Writes into an empty field as a person does, and leaves it.
    pub fn write_into(&mut self, field: &str, text: &str) {
        self.enter(field);
        self.harness.get_by_label(field).type_text(text);
        self.settle();
        self.harness.key_press(egui::Key::Tab);
        self.settle();
    }

    /// Empties a field and leaves it.
    pub fn empty_field(&mut self, field: &str) {
        self.enter(field);
        self.harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.harness.key_press(egui::Key::Delete);
        self.settle();
        self.harness.key_press(egui::Key::Tab);
        self.settle();
    }

    fn enter(&mut self, field: &str) {
        self.harness.get_by_label(field).focus();
        self.settle();
    }

    /// Whether one statement holds both places.
    pub fn are_together(&self, one: &Place, two: &Place) -> bool {
        let compared = self.app().session.compared.get().unwrap();
        let mut statements = compared.comparison.statements.iter();
        statements.any(|statement| {
            let places = compared.places_of(statement.id);
            places.contains(one) && places.contains(two)
        })
    }

    /// Ends the program and gives its folder back.
    pub fn quit(self) -> tempfile::TempDir {
        let Self { harness, home } = self;
        drop(harness);
        home
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        write(self.home.path(), name, text)
    }
}

/// Writes a file.
pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path
}
