//! What is known about an article besides its text, and where each piece was read. Nothing is known without an origin.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Where a piece of metadata was read, in falling order of trust: of two values the one with the smaller origin is shown
/// and the other kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Typed or chosen by the person in the program.
    Person,
    /// The manifest beside the file.
    Manifest,
    /// A labelled field of a multi-article export, a feed, a table column, a mail header.
    Record,
    /// What a page shows its readers: its headline, the day and names beside it.
    Shown,
    /// JSON-LD in the page.
    JsonLd,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// Open Graph tags.
    OpenGraph,
    /// Other meta tags and the page's title.
    MetaTag,
    /// Microdata and `<time>` elements.
    Microdata,
    /// Read in the article's own words (headline, byline, dateline).
    Text,
    /// The page's address.
    Address,
    /// The file's name.
    FileName,
    /// The folder's name.
    FolderName,
    /// Recognised from the text by the program (its language, say).
    Detected,
}

impl Origin {
    /// In words, for tooltips and reports: "read from …".
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "set by hand",
            Self::Manifest => "manifest",
            Self::Record => "record field",
            Self::Shown => "as the page shows it",
            Self::JsonLd => "JSON-LD",
            Self::FrontMatter => "front matter",
            Self::OpenGraph => "Open Graph",
            Self::MetaTag => "meta tag",
            Self::Microdata => "microdata",
            Self::Text => "text",
            Self::Address => "address",
            Self::FileName => "file name",
            Self::FolderName => "folder name",
            Self::Detected => "detected",
        }
    }
}

/// A value with its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// What it says.
    pub value: T,
    /// Where it was read.
    pub origin: Origin,
}

/// One field of metadata: every distinct value found, the most trusted first. Empty when nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Field<T>(Vec<Sourced<T>>);

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Field<T> {
    /// A field with one value.
    pub fn of(value: T, origin: Origin) -> Self {
        Self(vec![Sourced { value, origin }])
    }

    /// A field with all its values, as [`Field::all`] gave them.
    pub fn from_sourced(mut values: Vec<Sourced<T>>) -> Self {
        values.sort_by_key(|sourced| sourced.origin);
        Self(values)
    }

    /// The most trusted value.
    pub fn get(&self) -> Option<&T> {
        self.0.first().map(|sourced| &sourced.value)
    }

    /// Where the most trusted value was read.
    pub fn origin(&self) -> Option<Origin> {
        self.0.first().map(|sourced| sourced.origin)
    }

    /// All values, the most trusted first; more than one means that sources disagree.
    pub fn all(&self) -> &[Sourced<T>] {
        &self.0
    }

    /// Adds a value found; an equal value keeps its more trusted origin.
    pub fn add(&mut self, value: T, origin: Origin) {
        if let Some(known) = self.0.iter_mut().find(|sourced| sourced.value == value) {
            known.origin = known.origin.min(origin);
        } else {
            self.0.push(Sourced { value, origin });
        }
        self.0.sort_by_key(|sourced| sourced.origin);
    }

    /// The person's word: replaces an earlier one; `None` takes the person's word back and what was read shows again.
    pub fn set_by_person(&mut self, value: Option<T>) {
        self.0.retain(|sourced| sourced.origin != Origin::Person);
        if let Some(value) = value {
            self.0.insert(
                0,
                Sourced {
                    value,
                    origin: Origin::Person,
                },
            );
        }
    }

    /// The same field with its values translated.
    pub fn map<U: PartialEq>(&self, mut translate: impl FnMut(&T) -> U) -> Field<U> {
        let mut mapped = Field::default();
        for sourced in &self.0 {
            mapped.add(translate(&sourced.value), sourced.origin);
        }
        mapped
    }
}

/// When an article was published: a day, perhaps a time, perhaps with the zone's offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The day, as the outlet gives it.
    pub date: Date,
    /// The time of day, if given.
    pub time: Option<Time>,
    /// Minutes east of Greenwich, if given.
    pub offset_minutes: Option<i16>,
}

impl Published {
    /// A day alone.
    pub fn day(date: Date) -> Self {
        Self {
            date,
            time: None,
            offset_minutes: None,
        }
    }

    /// "5 Sep 2015".
    pub fn short(&self) -> String {
        self.date.strftime("%-d %b %Y").to_string()
    }

    /// "Sat 5 Sep 2015" or "Sat 5 Sep 2015, 14:30".
    pub fn long(&self) -> String {
        let day = self.date.strftime("%a %-d %b %Y").to_string();
        match self.time {
            Some(time) => format!("{day}, {:02}:{:02}", time.hour(), time.minute()),
            None => day,
        }
    }
}

/// ISO 8601: `2015-09-05`, `2015-09-05T14:30:00`, `2015-09-05T14:30:00+03:00`.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(
                f,
                "T{:02}:{:02}:{:02}",
                time.hour(),
                time.minute(),
                time.second()
            )?;
            match self.offset_minutes {
                Some(0) => write!(f, "Z")?,
                Some(minutes) => {
                    let sign = if minutes < 0 { '-' } else { '+' };
                    write!(
                        f,
                        "{sign}{:02}:{:02}",
                        minutes.abs() / 60,
                        minutes.abs() % 60
                    )?;
                }
                None => {}
            }
        }
        Ok(())
    }
}

/// A text that is no ISO 8601 date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date such as 2015-09-05 or 2015-09-05T14:30:00+03:00")]
pub struct NotADate(pub String);

impl FromStr for Published {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let no = || NotADate(text.to_owned());
        let Some((day, clock)) = text.split_once(['T', ' ']) else {
            return Ok(Self::day(text.parse().map_err(|_| no())?));
        };
        let date: Date = day.parse().map_err(|_| no())?;
        let clock = clock.trim();
        let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
        let time: Time = clock[..zone_at].trim().parse().map_err(|_| no())?;
        let offset_minutes = match clock[zone_at..].trim() {
            "" => None,
            "Z" | "z" => Some(0),
            zone => {
                let sign = if zone.starts_with('-') { -1 } else { 1 };
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let (hours, minutes) = match digits.len() {
                    2 => (digits.as_str(), "0"),
                    4 => digits.split_at(2),
                    _ => return Err(no()),
                };
                let hours: i16 = hours.parse().map_err(|_| no())?;
                let minutes: i16 = minutes.parse().map_err(|_| no())?;
                Some(sign * (hours * 60 + minutes))
            }
        };
        Ok(Self {
            date,
            time: Some(time),
            offset_minutes,
        })
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Origin, Published};

    #[test]
    fn dates_are_read_and_written_alike() {
        for text in [
            "2015-09-05",
            "2015-09-05T14:30:00",
            "2015-09-05T14:30:00Z",
            "2015-09-05T14:30:00-04:30",
        ] {
            assert_eq!(text.parse::<Published>().unwrap().to_string(), text);
        }
        let spaced: Published = "2015-09-05 14:30+0300".parse().unwrap();
        assert_eq!(spaced.to_string(), "2015-09-05T14:30:00+03:00");
        for text in [
            "",
            "Saturday",
            "2015-13-01",
            "2015-09-05T25:00:00",
            "05/09/2015",
        ] {
            assert!(text.parse::<Published>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_more_trusted_value_is_shown_and_the_other_kept() {
        let mut field = Field::of("from the name", Origin::FileName);
        field.add("from JSON-LD", Origin::JsonLd);
        assert_eq!(field.get(), Some(&"from JSON-LD"));
        assert_eq!(field.all().len(), 2);
        field.set_by_person(Some("typed"));
        assert_eq!(
            (field.get(), field.origin()),
            (Some(&"typed"), Some(Origin::Person))
        );
        field.set_by_person(None);
        assert_eq!(field.get(), Some(&"from JSON-LD"));
    }
}
