//! The program: arguments, log, window options, run.

fn main() {}
