//! The alias list: names of one thing that no rule can join ("ISIS", "Islamic State"). One ships with the program, a user's
//! own of the same form is read after it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::EntityType;
use super::lists::lines;
use super::names::{is_all_capitals, name_key};

static SHIPPED: LazyLock<AliasList> = LazyLock::new(|| {
    let mut list = AliasList::default();
    list.extend(include_str!("../../../assets/entities/aliases.txt"));
    list
});

/// Which names are names of one thing. Later lines win over earlier ones.
#[derive(Clone, Debug, Default)]
pub struct AliasList {
    things: Vec<Thing>,
    by_key: HashMap<String, usize>,
    by_spelling: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    forms: Vec<(String, EntityType)>,
}

/// One thing of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The row's name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
}

impl AliasList {
    /// The list that ships with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Adds lines of the form `type | name | form; form`. Returns the numbers (from 1) of lines that do not fit; they are skipped.
    pub fn extend(&mut self, text: &str) -> Vec<usize> {
        let mut bad = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if lines(line).next().is_some() && self.add(line).is_none() {
                bad.push(number + 1);
            }
        }
        bad
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split('|').map(str::trim);
        let kind = match fields.next()? {
            "P" => EntityType::Person,
            "O" => EntityType::Organisation,
            "L" => EntityType::Place,
            "X" => EntityType::Other,
            _ => return None,
        };
        let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
        let forms = fields.next().unwrap_or_default().to_owned();
        let index = self.things.len();
        self.by_name.insert(name_key(&name, kind), index);
        self.add_form(&name, kind, index);
        for form in forms.split(';').map(str::trim).filter(|f| !f.is_empty()) {
            self.add_form(form, kind, index);
        }
        self.things.push(Thing { name, kind });
        Some(())
    }

    fn add_form(&mut self, form: &str, kind: EntityType, index: usize) {
        self.forms.push((form.to_owned(), kind));
        if needs_exact_spelling(form) {
            self.by_spelling.insert(bare(form), index);
        } else {
            self.by_key.insert(name_key(form, kind), index);
            if kind != EntityType::Other {
                self.by_key
                    .entry(name_key(form, EntityType::Other))
                    .or_insert(index);
            }
        }
    }

    /// All forms with their types, in the order of the list.
    pub fn forms(&self) -> impl Iterator<Item = (&str, EntityType)> {
        self.forms.iter().map(|(form, kind)| (form.as_str(), *kind))
    }

    /// The thing whose row's name has this key.
    pub fn thing_with_key(&self, key: &str) -> Option<&Thing> {
        self.by_name.get(key).map(|index| &self.things[*index])
    }

    /// The thing this spelling names, if the list knows it. `key` is the spelling's [`name_key`].
    pub fn find(&self, spelling: &str, key: &str) -> Option<&Thing> {
        self.by_spelling
            .get(&bare(spelling))
            .or_else(|| self.by_key.get(key))
            .map(|index| &self.things[*index])
    }
}

/// Short forms in capitals ("IS", "WHO") and abbreviations with a stop ("Pa.") are words when written otherwise.
fn needs_exact_spelling(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (is_all_capitals(form) && letters <= 3) || (form.ends_with('.') && !form.contains(' '))
}

/// A spelling without stops between capitals ("U.S." as "US"); other stops stay, so that "Pa." is not "Pa".
fn bare(form: &str) -> String {
    if is_all_capitals(form) {
        form.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        form.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::EntityType;
    use super::super::names::name_key;
    use super::AliasList;

    fn check(list: &AliasList, spelling: &str, expected: Option<&str>) {
        let key = name_key(spelling, EntityType::Organisation);
        let found = list.find(spelling, &key).map(|thing| thing.name.as_str());
        assert_eq!(found, expected, "{spelling}");
    }

    #[test]
    fn forms_of_one_thing() {
        let list = AliasList::shipped();
        for form in [
            "ISIS",
            "Isis",
            "ISIL",
            "IS",
            "Islamic State",
            "Daesh",
            "the Islamic State group",
        ] {
            check(list, form, Some("Islamic State"));
        }
        for form in ["U.S.", "US", "United States of America", "USA"] {
            check(list, form, Some("United States"));
        }
        check(list, "Who", None);
        check(list, "Us", None);
        check(list, "Pa", None);
    }

    #[test]
    fn every_shipped_line_fits() {
        let mut list = AliasList::default();
        let bad = list.extend(include_str!("../../../assets/entities/aliases.txt"));
        assert_eq!(bad, Vec::<usize>::new());
    }

    #[test]
    fn a_users_list_comes_after_the_shipped_one() {
        let mut list = AliasList::shipped().clone();
        assert_eq!(
            list.extend("O | Northern Post | Post\nnonsense\n# note\n"),
            [2]
        );
        check(&list, "Post", Some("Northern Post"));
        check(&list, "ISIS", Some("Islamic State"));
    }
}
