//! The manifest: `hexapla.toml` beside the articles, in which people say what the texts do not.
//!
//! ```toml
//! [defaults]                      # optional; for every file of this folder and the folders in it
//! outlet = "The Daily Star"       # any of the fields below except `file` and `part`
//! language = "en"
//!
//! [[article]]                     # as often as needed
//! file = "kerry.txt"              # required: the file's name, with the folder if it lies in one ("2015/kerry.txt")
//! part = "2"                      # optional: which article of a file that holds several, as the ledger names it
//! outlet = "Arutz Sheva"
//! headline = "Kerry makes third phone call to Lavrov"
//! byline = "Ben Ariel"
//! published = 2015-09-16          # a day, or a time with its zone: 2015-09-16T08:30:00+03:00; quotation marks are allowed
//! address = "https://example.org/kerry"
//! language = "en"                 # BCP 47
//! ```
//!
//! The manifest is trusted above everything read in the files and below what is set by hand in the program. A manifest
//! in a folder nearer to the file is trusted above one further up.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Metadata;
use super::draft::add_text;
use crate::corpus::{Origin, Published};

/// What a manifest file is called.
pub const FILE_NAME: &str = "hexapla.toml";

/// A manifest as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    defaults: Entry,
    articles: BTreeMap<(String, String), Entry>,
}

/// A manifest that cannot be read: where and why, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the manifest cannot be used: {0}")]
pub struct ManifestError(pub String);

impl Manifest {
    /// Reads the text of a manifest.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| line_of(text, span.start));
            let what = error.message().trim().replace('\n', " ");
            ManifestError(format!("line {line}: {what}"))
        })?;
        let mut articles = BTreeMap::new();
        for spanned in file.article {
            let line = line_of(text, spanned.span().start);
            let entry = spanned.into_inner();
            let fields = Entry {
                outlet: entry.outlet,
                headline: entry.headline,
                byline: entry.byline,
                published: entry.published,
                address: entry.address,
                language: entry.language,
            };
            fields.check(line)?;
            let name = entry.file.replace('\\', "/");
            let name = name.trim_start_matches("./").to_owned();
            if name.is_empty() {
                return Err(ManifestError(format!("line {line}: `file` is empty")));
            }
            let key = (name, entry.part);
            if articles.contains_key(&key) {
                let what = format!("line {line}: “{}” is described twice", key.0);
                return Err(ManifestError(what));
            }
            articles.insert(key, fields);
        }
        file.defaults.check(1)?;
        Ok(Self {
            defaults: file.defaults,
            articles,
        })
    }

    /// What it says of a file (path below the manifest's folder, `/` between parts) and of a part of it.
    pub fn metadata(&self, file: &str, part: &str) -> Metadata {
        let whole = self.articles.get(&(file.to_owned(), String::new()));
        let of_part = (!part.is_empty())
            .then(|| self.articles.get(&(file.to_owned(), part.to_owned())))
            .flatten();
        let mut entry = self.defaults.clone();
        for found in [whole, of_part].into_iter().flatten() {
            entry.overlay(found);
        }
        entry.metadata()
    }

    /// The files it describes, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.articles.keys().map(|(file, _)| file.as_str())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    defaults: Entry,
    #[serde(default)]
    article: Vec<toml::Spanned<ArticleEntry>>,
}

/// The fields of [`Entry`] again: only a struct of its own may refuse unknown fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleEntry {
    file: String,
    #[serde(default)]
    part: String,
    outlet: Option<String>,
    headline: Option<String>,
    byline: Option<String>,
    published: Option<Day>,
    address: Option<String>,
    language: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    outlet: Option<String>,
    headline: Option<String>,
    byline: Option<String>,
    published: Option<Day>,
    address: Option<String>,
    language: Option<String>,
}

/// A TOML date, or the same in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Day {
    Toml(toml::value::Datetime),
    Text(String),
}

impl Day {
    fn published(&self) -> Result<Published, crate::corpus::NotADate> {
        match self {
            Self::Toml(datetime) => datetime.to_string().parse(),
            Self::Text(text) => text.parse(),
        }
    }
}

impl Entry {
    fn check(&self, line: usize) -> Result<(), ManifestError> {
        match self.published.as_ref().map(Day::published) {
            Some(Err(error)) => Err(ManifestError(format!("line {line}: `published`: {error}"))),
            _ => Ok(()),
        }
    }

    fn overlay(&mut self, over: &Self) {
        let lay = |under: &mut Option<String>, over: &Option<String>| {
            if over.is_some() {
                under.clone_from(over);
            }
        };
        lay(&mut self.outlet, &over.outlet);
        lay(&mut self.headline, &over.headline);
        lay(&mut self.byline, &over.byline);
        lay(&mut self.address, &over.address);
        lay(&mut self.language, &over.language);
        if over.published.is_some() {
            self.published.clone_from(&over.published);
        }
    }

    fn metadata(&self) -> Metadata {
        let mut metadata = Metadata::default();
        let mut add = |field: fn(&mut Metadata) -> &mut crate::corpus::Field<String>,
                       value: &Option<String>| {
            if let Some(value) = value {
                add_text(field(&mut metadata), value, Origin::Manifest);
            }
        };
        add(|metadata| &mut metadata.outlet, &self.outlet);
        add(|metadata| &mut metadata.headline, &self.headline);
        add(|metadata| &mut metadata.byline, &self.byline);
        add(|metadata| &mut metadata.address, &self.address);
        add(|metadata| &mut metadata.language, &self.language);
        if let Some(Ok(published)) = self.published.as_ref().map(Day::published) {
            metadata.published.add(published, Origin::Manifest);
        }
        metadata
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn entries_lie_over_defaults() {
        let manifest = Manifest::parse(
            "[defaults]\noutlet = 'Star'\nlanguage = 'en'\n\
             [[article]]\nfile = './a/b.txt'\noutlet = 'Sheva'\npublished = 2015-09-05\n\
             [[article]]\nfile = 'a/b.txt'\npart = '2'\npublished = '2015-09-06T10:00:00Z'\n",
        )
        .unwrap();
        let outlet = |file, part| manifest.metadata(file, part).outlet.get().cloned();
        assert_eq!(outlet("a/b.txt", "").as_deref(), Some("Sheva"));
        assert_eq!(outlet("a/c.txt", "").as_deref(), Some("Star"));
        let day = |part| {
            let published = manifest.metadata("a/b.txt", part).published;
            published.get().map(ToString::to_string)
        };
        assert_eq!(day("").as_deref(), Some("2015-09-05"));
        assert_eq!(day("2").as_deref(), Some("2015-09-06T10:00:00Z"));
    }

    fn check_error(text: &str, expected: &str) {
        let message = Manifest::parse(text).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn errors_say_line_and_what_is_wrong() {
        check_error(
            "[[article]]\noutlet = 'x'\n",
            "line 1: missing field `file`",
        );
        check_error(
            "[[article]]\nfile = 'a'\noutlt = 'x'\n",
            "line 3: unknown field `outlt`",
        );
        check_error("\n\nfile = \n", "line 3");
        check_error(
            "[[article]]\nfile = 'a'\n\n[[article]]\nfile = 'a'\n",
            "line 4: “a” is described twice",
        );
        check_error(
            "[[article]]\nfile = 'a'\npublished = 'Saturday'\n",
            "line 1: `published`: “Saturday” is not a date",
        );
    }
}
