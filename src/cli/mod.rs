//! The command line: `hexapla FILE…` opens the window, the verbs work without a display.
//!
//! Exit codes: 0 done, 1 nothing could be read or written, 2 wrong use. What was skipped or failed is told on standard error
//! and in the report's ledger; the rest goes on.

mod analyse;
mod gather;
mod output;
mod verify;

pub use verify::{Checked, check_report};

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

use output::Outputs;

use crate::report::{self, Head, Part, Report, Rights, Settings};

/// Compare how news outlets report the same story.
#[derive(Debug, Parser)]
#[command(
    name = "hexapla",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a verb the window opens on the files.\nExit codes: 0 done, 1 nothing could be read or written, 2 wrong use."
)]
struct CommandLine {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Articles, folders or a workspace to open
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Compare articles and write the report, without a window
    Compare(ReportArgs),
    /// Find quotations, sources and names in any number of articles, without comparing them
    Analyze(ReportArgs),
    /// Write other forms of a report from its JSON alone
    Report(FormsArgs),
    /// Check a report: its hashes, and every quotation in the source files
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct FormsArgs {
    #[command(flatten)]
    outputs: Outputs,
    #[command(flatten)]
    choices: Choices,
    /// The report as JSON
    #[arg(value_name = "FROM.json")]
    from: PathBuf,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// The report as JSON
    #[arg(value_name = "REPORT.json")]
    report: PathBuf,
    /// The source files, where they are not at the paths that the report names
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct ReportArgs {
    #[command(flatten)]
    outputs: Outputs,
    #[command(flatten)]
    choices: Choices,
    /// Articles, or folders of articles
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Default, Args)]
struct Choices {
    /// Title of the report
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The question the report answers
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// Who makes the report
    #[arg(long, value_name = "TEXT")]
    author: Option<String>,
    /// Date printed in the report
    #[arg(long, value_name = "TEXT")]
    date: Option<String>,
    /// How much of the articles may stand in the report
    #[arg(long, value_enum, value_name = "HOW MUCH")]
    rights: Option<Rights>,
    /// Leave a part out of every form but the JSON (may be given several times, or with commas)
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    without: Vec<Part>,
}

impl Choices {
    /// These choices over those that a saved report was made with.
    fn over(self, head: &mut Head, settings: &mut Settings) {
        let choose = |field: &mut Option<String>, choice: Option<String>| {
            if choice.is_some() {
                *field = choice;
            }
        };
        choose(&mut head.title, self.title);
        choose(&mut head.question, self.question);
        choose(&mut head.author, self.author);
        choose(&mut head.date, self.date);
        settings.rights = self.rights.unwrap_or(settings.rights);
        if !self.without.is_empty() {
            settings.without = self.without;
            settings.without.sort_unstable();
            settings.without.dedup();
        }
    }
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Asked {
    /// Open the window on these files.
    Window(Vec<PathBuf>),
    /// It is done; leave with this code.
    Done(ExitCode),
}

/// Reads the arguments of the process and does what they ask for without a window.
pub fn run() -> Asked {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(asked) => {
            // clap prints help to standard output and errors to standard error
            let printed = asked.print();
            let code = if printed.is_err() {
                1
            } else {
                asked.exit_code()
            };
            return Asked::Done(ExitCode::from(u8::try_from(code).unwrap_or(2)));
        }
    };
    match line.verb {
        None => Asked::Window(line.files),
        Some(verb) => Asked::Done(done(verb)),
    }
}

fn done(verb: Verb) -> ExitCode {
    let result = match verb {
        Verb::Compare(args) => make(args, true),
        Verb::Analyze(args) => make(args, false),
        Verb::Report(args) => remake(args),
        Verb::Verify(args) => verify::verify(&args.report, &args.files),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("hexapla: {:#}", failure.error);
            ExitCode::from(failure.code)
        }
    }
}

/// What went wrong and with which code the process ends.
struct Failure {
    code: u8,
    error: anyhow::Error,
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self { code: 1, error }
    }
}

impl Failure {
    fn wrong_use(message: &'static str) -> Self {
        Self {
            code: 2,
            error: anyhow::anyhow!(message),
        }
    }
}

fn make(args: ReportArgs, compared: bool) -> Result<(), Failure> {
    args.outputs.check()?;
    let corpus = gather::gather(&args.files);
    gather::tell(&corpus);
    if corpus.articles.is_empty() {
        return Err(anyhow::anyhow!("none of the files could be read as an article").into());
    }
    let (mut head, mut settings) = (Head::default(), Settings::default());
    args.choices.over(&mut head, &mut settings);
    let report = analyse::report(&corpus, head, settings, compared);
    let faults = report::check_evidence(&report);
    if let Some(fault) = faults.first() {
        return Err(anyhow::anyhow!("the report's evidence does not hold: {fault}").into());
    }
    args.outputs.write(&report)?;
    Ok(())
}

/// Writes forms of a report that was saved before.
fn remake(args: FormsArgs) -> Result<(), Failure> {
    args.outputs.check()?;
    let mut report = saved_report(&args.from)?;
    let saved = report.settings.rights;
    args.choices.over(&mut report.head, &mut report.settings);
    if saved == Rights::Extracts && report.settings.rights == Rights::Full {
        let message = "this report was saved with extracts only: the full texts are not in it";
        return Err(Failure::wrong_use(message));
    }
    report.apply_rights();
    args.outputs.write(&report)?;
    Ok(())
}

/// The report in a JSON file, its evidence checked.
fn saved_report(path: &Path) -> anyhow::Result<Report> {
    let bytes =
        crate::store::read(path).with_context(|| format!("could not read {}", path.display()))?;
    report::read_json(&bytes).with_context(|| path.display().to_string())
}
