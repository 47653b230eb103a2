//! File names that say something: "nyt_2015-09-05.txt" read by the pattern `{outlet}_{date}`, which the person may change.

use serde::{Deserialize, Serialize};

use super::dates::{DayOrder, parse_date};
use super::draft::{add_text, squeeze};
use super::{Metadata, outlets};
use crate::corpus::Origin;

/// A pattern: names of fields in braces, signs between them. Fields: `outlet`, `date`, `headline`, `author`, and `any`, which is
/// not used. Spaces may stand for underscores in values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NamePattern {
    written: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Sign(String),
    Field(&'static str),
}

const FIELDS: [&str; 5] = ["outlet", "date", "headline", "author", "any"];

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A brace is missing.
    #[error(
        "a brace is missing: fields are written {{outlet}}, {{date}}, {{headline}}, {{author}}, {{any}}"
    )]
    Brace,
    /// There is no such field.
    #[error("there is no field “{0}”: use outlet, date, headline, author or any")]
    Unknown(String),
    /// Two fields with nothing between them.
    #[error("two fields need a sign between them, such as _ or -")]
    Touching,
    /// No field.
    #[error("there is no field in the pattern: try {{outlet}}_{{date}}")]
    Empty,
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// ```
    /// use hexapla::import::NamePattern;
    /// let pattern = NamePattern::parse("{outlet}_{date}").unwrap();
    /// let values = pattern.values("nyt_2015-09-05.txt").unwrap();
    /// assert_eq!(values, [("outlet", "nyt".to_owned()), ("date", "2015-09-05".to_owned())]);
    /// assert_eq!(pattern.values("notes.txt"), None);
    /// ```
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        let mut parts = Vec::new();
        let mut rest = written;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('{') {
                let (name, after) = inner.split_once('}').ok_or(PatternError::Brace)?;
                let field = FIELDS
                    .iter()
                    .find(|field| **field == name.trim())
                    .ok_or_else(|| PatternError::Unknown(name.to_owned()))?;
                if matches!(parts.last(), Some(Part::Field(_))) {
                    return Err(PatternError::Touching);
                }
                parts.push(Part::Field(field));
                rest = after;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                if rest[..end].contains('}') {
                    return Err(PatternError::Brace);
                }
                parts.push(Part::Sign(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
        if !parts.iter().any(|part| matches!(part, Part::Field(_))) {
            return Err(PatternError::Empty);
        }
        Ok(Self {
            written: written.to_owned(),
            parts,
        })
    }

    /// What the pattern finds in a file's name, in its order: for a preview. `None` when the name does not fit.
    pub fn values(&self, file_name: &str) -> Option<Vec<(&'static str, String)>> {
        let mut rest = file_name
            .rsplit_once('.')
            .map_or(file_name, |(stem, _)| stem);
        let mut found = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Sign(sign) => rest = rest.strip_prefix(sign.as_str())?,
                Part::Field(field) => {
                    let end = match self.parts.get(at + 1) {
                        Some(Part::Sign(sign)) => rest.find(sign.as_str())?,
                        _ => rest.len(),
                    };
                    let value = &rest[..end];
                    if value.is_empty()
                        || *field == "date" && parse_date(value, DayOrder::Unknown).is_none()
                    {
                        return None;
                    }
                    found.push((*field, value.to_owned()));
                    rest = &rest[end..];
                }
            }
        }
        rest.is_empty().then_some(found)
    }

    /// The pattern as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What a file's name says; `None` when it does not fit.
    pub fn metadata(&self, file_name: &str) -> Option<Metadata> {
        self.values(file_name)?;
        let mut metadata = Metadata::default();
        self.read(file_name, &mut metadata);
        Some(metadata)
    }

    /// Adds what a file's name says.
    pub(super) fn read(&self, file_name: &str, metadata: &mut Metadata) {
        for (field, value) in self.values(file_name).unwrap_or_default() {
            let words = squeeze(&value.replace('_', " "));
            match field {
                "outlet" => add_text(
                    &mut metadata.outlet,
                    outlets::canonical(&words)
                        .or_else(|| outlets::of_short_name(&words))
                        .unwrap_or(&words),
                    Origin::FileName,
                ),
                "headline" => add_text(&mut metadata.headline, &words, Origin::FileName),
                "author" => add_text(&mut metadata.byline, &words, Origin::FileName),
                "date" => {
                    if let Some(date) = parse_date(&value, DayOrder::Unknown) {
                        metadata.published.add(date, Origin::FileName);
                    }
                }
                _ => {}
            }
        }
    }
}

impl TryFrom<String> for NamePattern {
    type Error = PatternError;

    fn try_from(written: String) -> Result<Self, PatternError> {
        Self::parse(&written)
    }
}

impl From<NamePattern> for String {
    fn from(pattern: NamePattern) -> Self {
        pattern.written
    }
}

#[cfg(test)]
mod tests {
    use super::{NamePattern, PatternError};

    #[test]
    fn names_are_read_by_the_pattern() {
        for (pattern, name, expected) in [
            (
                "{date} - {outlet} - {headline}",
                "2015-09-05 - BBC - Minister quits.html",
                "date=2015-09-05 outlet=BBC headline=Minister quits",
            ),
            ("{any}_{outlet}", "12_nyt.txt", "any=12 outlet=nyt"),
            ("{outlet}_{date}", "nyt_soon.txt", ""),
            ("{outlet}_{date}x", "nyt_2015-09-05.txt", ""),
        ] {
            let values = NamePattern::parse(pattern)
                .unwrap()
                .values(name)
                .unwrap_or_default();
            let shown: Vec<String> = values
                .iter()
                .map(|(field, value)| format!("{field}={value}"))
                .collect();
            assert_eq!(shown.join(" "), expected, "{pattern}");
        }
        for (pattern, error) in [
            ("{outlet", PatternError::Brace),
            ("{day}", PatternError::Unknown("day".to_owned())),
            ("{outlet}{date}", PatternError::Touching),
            ("plain", PatternError::Empty),
        ] {
            assert_eq!(NamePattern::parse(pattern), Err(error));
        }
    }
}
