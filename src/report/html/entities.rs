//! Who and what is named, by outlet, with counts and rates side by side.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::groups::{Count, Counts, Group, counts, groups};
use super::super::model::Report;
use super::super::summary::count;
use crate::analysis::entities::EntityType;

/// Writes the section.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.entities.is_empty() {
        return out.write_all(b"<p class=\"empty\">No name was found.</p>");
    }
    let groups = groups(report);
    let counted: Vec<Counts> = report
        .entities
        .iter()
        .map(|entity| counts(report, &groups, entity))
        .collect();
    let highest = counted
        .iter()
        .flat_map(|counts| &counts.by_group)
        .map(|count| count.per_thousand)
        .fold(1.0, f64::max);
    filters(report, out)?;
    out.write_all(b"<div class=\"scroll\"><table class=\"plain sortable\" data-filter=\"entity\"><thead><tr><th>Name</th><th>Type</th><th>Also written</th>")?;
    for group in &groups {
        let colour = super::colour(group.articles[0]);
        write!(
            out,
            "<th class=\"{colour}\"><span class=\"outlet\">{}</span><small>count · per 1,000 of {}</small></th>",
            E(group.name),
            count(group.words, "word")
        )?;
    }
    out.write_all(
        b"<th class=\"num\">Total</th><th class=\"num\">Articles</th><th class=\"num\" title=\"Deviation of proportions over the articles, normalised: 0 even, 1 clumped (Gries 2008; Lijffijt &amp; Gries 2012)\">DP</th></tr></thead><tbody>",
    )?;
    for (entity, counts) in report.entities.iter().zip(&counted) {
        write!(
            out,
            "<tr data-keys=\"{}\"><th scope=\"row\" dir=\"auto\">{}</th><td><span class=\"tag\">{}</span></td><td class=\"also\" dir=\"auto\">{}</td>",
            type_key(entity.kind),
            E(&entity.name),
            entity.kind.label(),
            E(&entity.also_written())
        )?;
        for (group, count) in groups.iter().zip(&counts.by_group) {
            bar(group, count, highest, out)?;
        }
        write!(
            out,
            "<td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{:.2}</td></tr>",
            entity.mentions.len(),
            counts.n_articles,
            counts.dispersion
        )?;
    }
    out.write_all(b"</tbody></table></div>")?;
    out.write_all(b"<p class=\"hint\">A rate that rests on fewer than 5 mentions, or on fewer than 300 words, moves much with a single mention.</p>")
}

/// Writes every form in which a name is written.
pub fn aliases(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let several: Vec<_> = report
        .entities
        .iter()
        .filter(|entity| entity.aliases.len() > 1)
        .collect();
    if several.is_empty() {
        return out.write_all(b"<p class=\"empty\">Every name is written in one way.</p>");
    }
    write!(
        out,
        "<details><summary>{} written in more than one way</summary><div class=\"scroll\"><table class=\"plain\"><thead><tr><th>Name</th><th>Written as</th></tr></thead><tbody>",
        count(several.len(), "name")
    )?;
    for entity in several {
        write!(
            out,
            "<tr><th scope=\"row\" dir=\"auto\">{}</th><td dir=\"auto\">",
            E(&entity.name)
        )?;
        let forms = entity.aliases.iter().zip(&entity.alias_counts);
        for (index, (alias, number)) in forms.enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(out, "{comma}{} <small>{number}</small>", E(alias))?;
        }
        out.write_all(b"</td></tr>")?;
    }
    out.write_all(b"</tbody></table></div></details>")
}

/// Count and rate as a bar; how the outlet stands against the others is told on pointing at it, and in the tables.
fn bar(group: &Group<'_>, count: &Count, highest: f64, out: &mut dyn Write) -> io::Result<()> {
    let against = count.key.as_ref().map(|key| {
        format!(
            " title=\"against the others: G² {:.1}, Log Ratio {:+.1}, LRC {:+.1}\"",
            key.g2, key.log_ratio, key.lrc
        )
    });
    let against = against.unwrap_or_default();
    let rate = count.per_thousand;
    if count.count == 0 {
        return write!(out, "<td class=\"absent\" data-v=\"0\"{against}>—</td>");
    }
    write!(
        out,
        "<td class=\"bar {}\" data-v=\"{rate:.3}\"{against}><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{:.1}\" height=\"10\" rx=\"1\"/></svg>{} <small>{rate:.1}</small></td>",
        super::colour(group.articles[0]),
        100.0 * rate / highest,
        count.count
    )
}

fn type_key(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        EntityType::Place => "place",
        EntityType::Other => "other",
    }
}

fn filters(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<div class=\"filters\" data-for=\"entity\" hidden><button type=\"button\" data-key=\"\" aria-pressed=\"true\">All <small>{}</small></button>",
        report.entities.len()
    )?;
    for kind in EntityType::ALL {
        let number = report.entities.iter().filter(|e| e.kind == kind).count();
        if number > 0 {
            write!(
                out,
                "<button type=\"button\" data-key=\"{}\" aria-pressed=\"false\">{} <small>{number}</small></button>",
                type_key(kind),
                kind.plural()
            )?;
        }
    }
    out.write_all(
        "<input type=\"search\" placeholder=\"Filter names…\" aria-label=\"Filter names\"></div>"
            .as_bytes(),
    )
}
