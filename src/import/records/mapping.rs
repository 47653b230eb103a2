//! Which column of a table is the text, the headline, the date: guessed from names and values, or chosen by the person.
//!
//! The guess takes names first (a list of what such columns are called, the surest first), then asks the values: a date must
//! read as a date, an address must start with a scheme, the text must be the longest. It is wrong for tables whose columns
//! have other names and hold other long texts (comments, descriptions); hence the dialog.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Table, column_names, shortened, values};
use crate::import::dates::{day_order, is_ambiguous_date};

/// What a column can be mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mapped {
    /// The article's words, plain or as HTML.
    Text,
    /// The headline.
    Headline,
    /// Who published.
    Outlet,
    /// When.
    Published,
    /// Who wrote it.
    Byline,
    /// Where on the web.
    Address,
    /// The language, as a tag or a name.
    Language,
}

impl Mapped {
    /// All, in the order of a dialog.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Headline,
        Self::Outlet,
        Self::Published,
        Self::Byline,
        Self::Address,
        Self::Language,
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Headline => "headline",
            Self::Outlet => "outlet",
            Self::Published => "date",
            Self::Byline => "author",
            Self::Address => "address",
            Self::Language => "language",
        }
    }

    /// What such columns are called (letters and digits, lower case), the surest first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => column_names::TEXT,
            Self::Headline => column_names::HEADLINE,
            Self::Outlet => column_names::OUTLET,
            Self::Published => column_names::PUBLISHED,
            Self::Byline => column_names::BYLINE,
            Self::Address => column_names::ADDRESS,
            Self::Language => column_names::LANGUAGE,
        }
    }
}

/// Which column, by name, holds what. Remembered by the person's settings; applied to tables that have its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(BTreeMap<Mapped, String>);

impl Mapping {
    /// The column of a field.
    pub fn column(&self, field: Mapped) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// Chooses the column of a field; `None`: the field is not in the table.
    pub fn set(&mut self, field: Mapped, column: Option<String>) {
        match column {
            Some(column) => self.0.insert(field, column),
            None => self.0.remove(&field),
        };
    }

    /// Whether it can be applied: it names a text or a headline, and all its columns are there.
    pub fn fits(&self, columns: &[String]) -> bool {
        (self.0.contains_key(&Mapped::Text) || self.0.contains_key(&Mapped::Headline))
            && self.0.values().all(|column| columns.contains(column))
    }

    /// "columns guessed: text from “body”, date from “published_at”".
    pub(super) fn in_words(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(field, column)| format!("{} from “{}”", field.label(), shortened(column, 40)))
            .collect();
        format!("columns guessed: {}", pairs.join(", "))
    }
}

/// What a dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingOffer {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// Rows or records in the file.
    pub n_records: usize,
    /// The first records, at most 5, each with a cell for every column, at most 300 characters long.
    pub rows: Vec<Vec<String>>,
    /// What would be used unasked.
    pub guessed: Mapping,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As the file calls it; inside nested data with dots ("byline.original").
    pub name: String,
    /// Its first values, at most 3 of at most 200 characters.
    pub samples: Vec<String>,
    /// In how many records it has a value.
    pub n_filled: usize,
}

pub(super) fn offer(table: &Table) -> MappingOffer {
    let columns = (0..table.columns.len()).map(|at| {
        let filled = || {
            table
                .rows
                .iter()
                .map(move |row| row.cell(Some(at)))
                .filter(|cell| !cell.is_empty())
        };
        Column {
            name: table.columns[at].clone(),
            samples: filled().take(3).map(|cell| shortened(cell, 200)).collect(),
            n_filled: filled().count(),
        }
    });
    MappingOffer {
        columns: columns.collect(),
        n_records: table.rows.len(),
        rows: table
            .rows
            .iter()
            .take(5)
            .map(|row| {
                let cells = 0..table.columns.len();
                cells.map(|at| shortened(row.cell(Some(at)), 300)).collect()
            })
            .collect(),
        guessed: guess(table),
    }
}

/// What the first rows say of a column.
struct Look {
    /// Letters and digits of its name and of the ends of its path, lower case, the longest first.
    names: Vec<String>,
    /// Mean length of its values in bytes, empty ones left out.
    mean_len: usize,
    n_filled: usize,
    n_dates: usize,
    n_addresses: usize,
}

/// Rows looked at for a guess.
const LOOKED_AT: usize = 50;

pub(super) fn guess(table: &Table) -> Mapping {
    let looks: Vec<Look> = (0..table.columns.len()).map(|at| look(table, at)).collect();
    let mut mapping = Mapping::default();
    let mut taken = Vec::new();
    for field in [
        Mapped::Published,
        Mapped::Address,
        Mapped::Text,
        Mapped::Headline,
        Mapped::Byline,
        Mapped::Outlet,
        Mapped::Language,
    ] {
        let best = (0..looks.len())
            .filter(|at| !taken.contains(at) && is_possible(field, &looks[*at]))
            .filter_map(|at| Some((rank(field, &looks[at])?, at)))
            .min();
        let chosen = match best {
            None if field == Mapped::Text => longest(&looks, &taken),
            None => None,
            Some((_, at)) => Some(at),
        };
        if let Some(at) = chosen {
            taken.push(at);
            mapping.set(field, Some(table.columns[at].clone()));
        }
    }
    mapping
}

fn look(table: &Table, at: usize) -> Look {
    let mut look = Look {
        names: names(&table.columns[at]),
        mean_len: 0,
        n_filled: 0,
        n_dates: 0,
        n_addresses: 0,
    };
    let order = day_order(
        table
            .rows
            .iter()
            .take(LOOKED_AT)
            .map(|row| row.cell(Some(at))),
    );
    for row in table.rows.iter().take(LOOKED_AT) {
        let cell = row.cell(Some(at));
        if cell.is_empty() {
            continue;
        }
        look.n_filled += 1;
        look.mean_len += cell.len();
        look.n_addresses +=
            usize::from(cell.contains("://") && !cell.contains(char::is_whitespace));
        let is_date = cell.len() < 60
            && (values::published(cell, order).is_some() || is_ambiguous_date(cell));
        look.n_dates += usize::from(is_date);
    }
    look.mean_len /= look.n_filled.max(1);
    look
}

/// "response.docs[].headline.main" → `responsedocsheadlinemain`, `headlinemain`, `main`.
fn names(column: &str) -> Vec<String> {
    let parts: Vec<String> = column
        .split(['.', '/'])
        .map(|part| {
            part.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        })
        .filter(|part: &String| !part.is_empty())
        .collect();
    let mut found: Vec<String> = (0..parts.len())
        .map(|from| parts[from..].concat())
        .collect();
    // "source.id" is no outlet's name: an ending that says nothing counts only with what stands before it
    if parts.len() > 1
        && parts.last().is_some_and(|last| {
            matches!(
                last.as_str(),
                "id" | "name"
                    | "url"
                    | "link"
                    | "type"
                    | "title"
                    | "description"
                    | "href"
                    | "uri"
                    | "lang"
                    | "language"
            )
        })
    {
        found.pop();
    }
    found
}

/// The place of the column's name in the field's list; a shorter ending of its path counts less.
fn rank(field: Mapped, look: &Look) -> Option<(usize, usize)> {
    look.names
        .iter()
        .enumerate()
        .filter_map(|(cut, name)| {
            let place = field.names().iter().position(|known| known == name)?;
            Some((place + cut, usize::MAX - look.n_filled))
        })
        .min()
}

fn is_possible(field: Mapped, look: &Look) -> bool {
    let most = |count: usize| count * 2 > look.n_filled;
    match field {
        _ if look.n_filled == 0 => false,
        Mapped::Published => most(look.n_dates),
        Mapped::Address => most(look.n_addresses),
        Mapped::Text => look.mean_len >= 20 && !most(look.n_addresses) && !most(look.n_dates),
        Mapped::Headline => look.mean_len <= 400 && !most(look.n_addresses),
        Mapped::Byline | Mapped::Outlet => look.mean_len <= 200,
        Mapped::Language => look.mean_len <= 20,
    }
}

/// The column of the longest values, when they are long enough to be articles.
fn longest(looks: &[Look], taken: &[usize]) -> Option<usize> {
    (0..looks.len())
        .filter(|at| !taken.contains(at))
        .filter(|at| {
            looks[*at].mean_len >= 200 && looks[*at].n_addresses * 2 <= looks[*at].n_filled
        })
        .max_by_key(|at| (looks[*at].mean_len, usize::MAX - at))
}
