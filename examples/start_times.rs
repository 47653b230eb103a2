//! How long the program takes from its start to the first painted frame with the sample story compared, beside an empty window
//! of the toolkit, in turns on the same machine: `cargo build --release --bins --examples`, then
//! `cargo run --release --example start_times`. Needs a display (`xvfb-run` will do).
//!
//! Both times run from the first line of `main`. Every start of the program is a first start: its folder is empty.

#![expect(
    clippy::print_stdout,
    reason = "a measuring program starts processes and says what it saw"
)]

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Starts of each; the first of each is left out, since the disk is slow then.
const N_STARTS: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let examples = std::env::current_exe()?;
    let examples = examples.parent().ok_or("this program has no folder")?;
    let release = examples.parent().ok_or("this program has no folder")?;
    let (mut program, mut empty) = (Vec::new(), Vec::new());
    for start in 0..=N_STARTS {
        let of_empty = millis_of(&examples.join("empty_window"))?;
        let of_program = millis_of(&release.join("hexapla"))?;
        println!("{start:2}: empty window {of_empty} ms, program {of_program} ms");
        if start > 0 {
            empty.push(of_empty);
            program.push(of_program);
        }
    }
    let (program, empty) = (median(program), median(empty));
    println!(
        "median: empty window {empty} ms, program {program} ms, ratio {:.2}",
        program as f64 / empty as f64
    );
    Ok(())
}

/// Starts an executable and waits until it says after how many milliseconds it was ready.
fn millis_of(executable: &Path) -> Result<u64, Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let mut child = Command::new(executable)
        .env("HEXAPLA_HOME", home.path())
        .env("RUST_LOG", "hexapla=info")
        .stderr(Stdio::piped())
        .spawn()?;
    let errors = child.stderr.take().ok_or("no standard error")?;
    let mut found = None;
    for line in BufReader::new(errors).lines() {
        let line = line?;
        if let Some((before, _)) = line.split_once(" ms")
            && line.contains(" after ")
        {
            found = before.rsplit(' ').next().and_then(|n| n.parse().ok());
            break;
        }
    }
    child.kill()?;
    child.wait()?;
    found.ok_or_else(|| format!("{} did not say when it was ready", executable.display()).into())
}

fn median(mut millis: Vec<u64>) -> u64 {
    millis.sort_unstable();
    millis[millis.len() / 2]
}
