//! The program: arguments, log, run.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;

use hexapla::cli::{self, Asked};

fn main() -> ExitCode {
    env_logger::init();
    match cli::run() {
        Asked::Done(code) => code,
        Asked::Window(files) => window(&files),
    }
}

#[cfg(feature = "window")]
fn window(files: &[PathBuf]) -> ExitCode {
    match hexapla::app::run(files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hexapla: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn window(_files: &[PathBuf]) -> ExitCode {
    eprintln!("hexapla: this build has no window; see `hexapla --help` for what it can do");
    ExitCode::FAILURE
}
