//! The headless verbs for a Windows terminal. There `hexapla.exe` is a window program, so that a double click opens no console
//! beside it; the price is that it cannot print into the terminal it was started from. This runs it and passes on what it
//! says, and its exit code. Built with `--features console`; elsewhere `hexapla` prints by itself and this is not needed.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own that starts another: two threads pass on what that one prints"
)]

use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hexapla-cli: hexapla could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name(format!("hexapla{}", std::env::consts::EXE_SUFFIX));
    let mut child = Command::new(program)
        .args(std::env::args_os().skip(1))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (said, complained) = (child.stdout.take(), child.stderr.take());
    let complaints = thread::spawn(move || pass_on(complained, &mut io::stderr()));
    let printed = pass_on(said, &mut io::stdout());
    // A panic there was printed by the thread itself.
    let complained = complaints.join().unwrap_or(Ok(()));
    let status = child.wait()?;
    printed.and(complained)?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Copies as it comes, so that progress is seen.
fn pass_on(from: Option<impl Read>, to: &mut impl Write) -> io::Result<()> {
    let Some(mut from) = from else {
        return Ok(());
    };
    let mut buffer = [0; 8192];
    loop {
        let n = from.read(&mut buffer)?;
        if n == 0 {
            return to.flush();
        }
        to.write_all(&buffer[..n])?;
        to.flush()?;
    }
}
