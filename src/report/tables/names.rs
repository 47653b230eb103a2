//! Who and what is named, as tables.

use super::{Table, Value, place, row, table};
use crate::report::groups::{counts, groups};
use crate::report::model::Report;

pub(super) fn entities(report: &Report) -> Table {
    let groups = groups(report);
    let mut columns: Vec<String> = ["id", "name", "type", "total", "articles", "dp_normalised"]
        .map(str::to_owned)
        .to_vec();
    for group in &groups {
        for figure in ["count", "per_1000", "g2", "log_ratio", "lrc"] {
            columns.push(format!("{} {figure}", group.name));
        }
    }
    let rows = report.entities.iter().map(|entity| {
        let counts = counts(report, &groups, entity);
        let mut row = row![
            entity.id,
            &entity.name,
            entity.kind.label(),
            entity.mentions.len(),
            counts.n_articles,
        ];
        row.push(Value::Figure(counts.dispersion, 3));
        for count in &counts.by_group {
            row.push(count.count.into());
            row.push(Value::Figure(count.per_thousand, 2));
            match &count.key {
                Some(key) => row.extend(
                    [key.g2, key.log_ratio, key.lrc].map(|figure| Value::Figure(figure, 2)),
                ),
                None => row.extend([Value::None, Value::None, Value::None]),
            }
        }
        row
    });
    Table {
        name: "names",
        rows: rows.collect(),
        columns,
    }
}

pub(super) fn aliases(report: &Report) -> Table {
    let rows = report.entities.iter().flat_map(|entity| {
        entity
            .aliases
            .iter()
            .zip(&entity.alias_counts)
            .map(|(alias, count)| row![entity.id, &entity.name, alias, *count])
    });
    table(
        "aliases",
        &["id", "name", "written", "count"],
        rows.collect(),
    )
}

pub(super) fn mentions(report: &Report) -> Table {
    let rows = report.entities.iter().flat_map(|entity| {
        entity.mentions.iter().map(|mention| {
            let mut row = row![entity.id, &entity.name];
            row.extend(place(report, &mention.article, mention.span()));
            row
        })
    });
    table(
        "mentions",
        &["id", "name", "article", "start_byte", "end_byte", "words"],
        rows.collect(),
    )
}
