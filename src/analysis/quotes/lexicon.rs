//! The word lists quotations are found with: reporting verbs, offices, titles, first names, outlets. Data in `assets/quotes`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::gender::Gender;
use crate::text::tokenize;

/// What a reporting verb does with the words it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// Utters words: "said", "told", "asked".
    Speech,
    /// Reports a thought or a finding: "believe", "found".
    Belief,
    /// Gives a name or a judgement: "called", "dubbed".
    Naming,
}

/// An outlet or agency of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOutlet {
    /// As it is printed in lists.
    pub name: &'static str,
    /// Whether it is an agency (others print its copy).
    pub agency: bool,
}

/// All lists.
pub struct Lexicon {
    cues: BTreeMap<&'static str, CueClass>,
    /// Phrasal cues by first word: ("pointed", "out").
    phrasal: BTreeSet<(&'static str, &'static str)>,
    roles: BTreeSet<&'static str>,
    titles: BTreeSet<&'static str>,
    given_names: BTreeMap<&'static str, Gender>,
    outlets: Vec<KnownOutlet>,
    /// Written forms by first token, longest first, each with the index of the outlet.
    forms: BTreeMap<String, Vec<(String, usize)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lists, read once.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    fn load() -> Self {
        let mut lexicon = Self {
            cues: BTreeMap::new(),
            phrasal: BTreeSet::new(),
            roles: lines(include_str!("../../../assets/quotes/roles.txt")).collect(),
            titles: lines(include_str!("../../../assets/quotes/titles.txt")).collect(),
            given_names: given_names(include_str!("../../../assets/quotes/given-names.txt")),
            outlets: Vec::new(),
            forms: BTreeMap::new(),
        };
        lexicon.load_cues(include_str!("../../../assets/quotes/cue-verbs.txt"));
        lexicon.load_outlets(include_str!("../../../assets/quotes/outlets.txt"));
        lexicon
    }

    fn load_cues(&mut self, file: &'static str) {
        for line in lines(file) {
            let mut parts = line.split('\t');
            let class = match parts.next() {
                Some("belief") => CueClass::Belief,
                Some("naming") => CueClass::Naming,
                _ => CueClass::Speech,
            };
            let base = parts.next().unwrap_or_default();
            let forms = parts.next().unwrap_or_default();
            for form in std::iter::once(base).chain(forms.split(", ")) {
                match form.split_once(' ') {
                    Some((first, rest)) => {
                        self.phrasal
                            .insert((first, rest.split(' ').next().unwrap_or(rest)));
                    }
                    None if !form.is_empty() => {
                        self.cues.entry(form).or_insert(class);
                    }
                    None => {}
                }
            }
        }
    }

    fn load_outlets(&mut self, file: &'static str) {
        for line in lines(file) {
            let mut parts = line.split('\t');
            let agency = parts.next() == Some("agency");
            let Some(name) = parts.next() else { continue };
            let index = self.outlets.len();
            self.outlets.push(KnownOutlet { name, agency });
            let others = parts.next().unwrap_or_default();
            for form in std::iter::once(name).chain(others.split(';')) {
                // "The Times" and "The Hill" keep their article: without it they are plain words
                let form = match form.strip_prefix("The ") {
                    Some(bare) if bare.contains(' ') || known_alone(bare) => bare,
                    _ => form,
                };
                if let Some(first) = tokenize(form).first() {
                    let key = first.span.of(form).to_owned();
                    self.forms
                        .entry(key)
                        .or_default()
                        .push((form.to_owned(), index));
                }
            }
        }
        for forms in self.forms.values_mut() {
            forms.sort_by(|lhs, rhs| rhs.0.len().cmp(&lhs.0.len()).then_with(|| lhs.cmp(rhs)));
            forms.dedup();
        }
    }

    /// What a word (in lower case) does as a reporting verb.
    pub fn cue(&self, word: &str) -> Option<CueClass> {
        self.cues.get(word).copied()
    }

    /// Whether two words (in lower case) are a reporting verb together: "pointed out".
    pub fn phrasal_cue(&self, first: &str, second: &str) -> bool {
        self.phrasal.contains(&(first, second))
    }

    /// Whether a word (in lower case) names an office; plural forms count.
    pub fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word)
            || singular(word).is_some_and(|one| self.roles.contains(one.as_str()))
    }

    /// Whether a word (in lower case) names one person's office: "spokesman", not "officials".
    pub fn is_single_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Whether a word (in lower case, without a stop) may stand before a name as part of a title.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word) || self.roles.contains(word)
    }

    /// Whose first name a word (in lower case) is, where it is nearly always a woman's or a man's.
    pub fn given_name(&self, word: &str) -> Option<Gender> {
        self.given_names.get(word).copied()
    }

    /// The outlet whose written form `text` starts with, given its first token: its index and the length in bytes.
    pub fn outlet_at(&self, text: &str, first: &str) -> Option<(usize, usize)> {
        self.forms
            .get(first)?
            .iter()
            .find(|(form, _)| {
                text.strip_prefix(form.as_str())
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
            .map(|(form, outlet)| (*outlet, form.len()))
    }

    /// The outlet at an index that [`Self::outlet_at`] gave.
    pub fn outlet(&self, index: usize) -> &KnownOutlet {
        &self.outlets[index]
    }

    /// The listed outlet or agency written this way, with or without "the".
    pub fn outlet_named(&self, name: &str) -> Option<&KnownOutlet> {
        let bare = name
            .strip_prefix("the ")
            .or_else(|| name.strip_prefix("The "))
            .unwrap_or(name);
        let whole = |name: &str| {
            let first = tokenize(name).first()?.span.of(name);
            self.outlet_at(name, first)
                .filter(|(_, length)| *length == name.len())
        };
        whole(bare)
            .or_else(|| whole(name))
            .map(|(index, _)| self.outlet(index))
    }
}

fn given_names(file: &'static str) -> BTreeMap<&'static str, Gender> {
    let by_line = lines(file).filter_map(|line| line.split_once('\t'));
    by_line
        .flat_map(|(letter, names)| {
            let gender = if letter == "f" {
                Gender::Female
            } else {
                Gender::Male
            };
            names.split(' ').map(move |name| (name, gender))
        })
        .collect()
}

fn known_alone(word: &str) -> bool {
    matches!(
        word,
        "Atlantic" | "Telegraph" | "Guardian" | "Economist" | "Intercept" | "AP"
    )
}

/// "officials" -> "official", "spokesmen" -> "spokesman".
pub fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return Some(format!("{stem}ss"));
    }
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{CueClass, lexicon};

    #[test]
    fn lists_are_read() {
        assert_eq!(lexicon().cue("said"), Some(CueClass::Speech));
        assert_eq!(lexicon().cue("dubbed"), Some(CueClass::Naming));
        assert_eq!(lexicon().cue("table"), None);
        assert!(lexicon().phrasal_cue("pointed", "out"));
        assert!(lexicon().is_role("spokesmen") && lexicon().is_role("officials"));
    }

    #[test]
    fn outlets_are_known_by_every_form() {
        let name = |written: &str| lexicon().outlet_named(written).map(|outlet| outlet.name);
        assert_eq!(name("the New York Times"), Some("The New York Times"));
        assert_eq!(name("The AP"), Some("Associated Press"));
        assert_eq!(name("Agence France-Presse"), Some("AFP"));
        assert_eq!(name("Telegraph"), Some("The Telegraph"));
        assert_eq!(name("Hill"), None);
    }
}
