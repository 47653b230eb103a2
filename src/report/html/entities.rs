//! Who and what is named, by outlet, with counts and rates side by side.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Article, Entity, Report};
use super::super::summary::count;
use crate::analysis::entities::EntityType;

/// Articles of one outlet, or one article where no outlet is known.
struct Group<'a> {
    name: &'a str,
    articles: Vec<&'a Article>,
    words: usize,
}

fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for article in &report.articles {
        let known = article
            .outlet
            .as_deref()
            .and_then(|name| groups.iter().position(|group| group.name == name));
        match known {
            Some(index) => {
                groups[index].articles.push(article);
                groups[index].words += article.words;
            }
            None => groups.push(Group {
                name: article.outlet_or_file(),
                articles: vec![article],
                words: article.words,
            }),
        }
    }
    groups
}

fn per_1000(number: usize, words: usize) -> f64 {
    if words == 0 {
        0.0
    } else {
        number as f64 * 1000.0 / words as f64
    }
}

/// Writes the section.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.entities.is_empty() {
        return out.write_all(b"<p class=\"empty\">No name was found.</p>");
    }
    let groups = groups(report);
    let rate = |entity: &Entity, group: &Group<'_>| {
        let number: usize = group
            .articles
            .iter()
            .map(|article| entity.count_in(&article.siglum))
            .sum();
        (number, per_1000(number, group.words))
    };
    let highest = report
        .entities
        .iter()
        .flat_map(|entity| groups.iter().map(move |group| (entity, group)))
        .map(|(entity, group)| rate(entity, group).1)
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
        b"<th class=\"num\">Total</th><th class=\"num\">Articles</th></tr></thead><tbody>",
    )?;
    for entity in &report.entities {
        write!(
            out,
            "<tr data-keys=\"{}\"><th scope=\"row\" dir=\"auto\">{}</th><td><span class=\"tag\">{}</span></td><td class=\"also\" dir=\"auto\">{}</td>",
            type_key(entity.kind),
            E(&entity.name),
            entity.kind.label(),
            E(&also(entity))
        )?;
        for group in &groups {
            let (number, rate) = rate(entity, group);
            if number == 0 {
                out.write_all("<td class=\"absent\" data-v=\"0\">—</td>".as_bytes())?;
            } else {
                write!(
                    out,
                    "<td class=\"bar {}\" data-v=\"{rate:.3}\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{:.1}\" height=\"10\" rx=\"1\"/></svg>{number} <small>{rate:.1}</small></td>",
                    super::colour(group.articles[0]),
                    100.0 * rate / highest
                )?;
            }
        }
        let articles = report
            .articles
            .iter()
            .filter(|article| entity.count_in(&article.siglum) > 0)
            .count();
        write!(
            out,
            "<td class=\"num\">{}</td><td class=\"num\">{articles}</td></tr>",
            entity.mentions.len()
        )?;
    }
    out.write_all(b"</tbody></table></div>")?;
    out.write_all(b"<p class=\"hint\">A rate that rests on fewer than 5 mentions, or on fewer than 300 words, moves much with a single mention.</p>")
}

fn type_key(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        EntityType::Place => "place",
        EntityType::Other => "other",
    }
}

fn also(entity: &Entity) -> String {
    let others: Vec<String> = entity
        .aliases
        .iter()
        .zip(&entity.alias_counts)
        .filter(|(alias, _)| **alias != entity.name)
        .map(|(alias, number)| format!("{alias} {number}"))
        .collect();
    others.join(", ")
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
