//! The program: arguments, log, window options, run.

use std::process::ExitCode;

use hexapla::cli::{self, Asked};

fn main() -> ExitCode {
    env_logger::init();
    match cli::run() {
        Asked::Done(code) => code,
        Asked::Window(_files) => {
            eprintln!("hexapla: this build has no window; see `hexapla --help` for what it can do");
            ExitCode::FAILURE
        }
    }
}
