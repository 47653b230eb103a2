//! How the report was made and what it does not speak about.

use super::{Node, Run, Style, grid, plain, quiet};
use crate::report::method;
use crate::report::model::Report;

pub fn method(report: &Report, nodes: &mut Vec<Node>) {
    for entry in method::entries(report) {
        let mut runs = vec![Run::new(format!("{}. ", entry.term), Style::Strong)];
        runs.push(Run::new(entry.words, Style::Plain));
        if entry.is_changed {
            runs.push(Run::new(" (changed)", Style::Strong));
        }
        nodes.push(Node::Text(runs));
    }
    if report.tables.is_empty() {
        return;
    }
    let mut table = grid(&[("Weights and word lists", 3.0), ("SHA-256", 9.0)]);
    table.rows = report
        .tables
        .iter()
        .map(|table| vec![plain(&table.name), vec![quiet(&table.sha256)]])
        .collect();
    nodes.push(Node::Table(table));
}

pub fn unexamined(report: &Report, nodes: &mut Vec<Node>) {
    let unexamined = method::unexamined(report);
    nodes.extend(unexamined.into_iter().map(|s| Node::Item(plain(s))));
}
