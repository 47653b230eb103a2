//! The word lists that ship inside the program: titles, countries and peoples, capital statistics. Parsed on first use.
//! The alias list, which a user may extend, is in `aliases.rs`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold;

use super::EntityType;
use super::names::name_key;

/// Why the embedded lists cannot fail: a line that does not fit is skipped, and a test looks for such lines.
static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

/// The lists, shared by the whole program.
pub fn lists() -> &'static Lists {
    &LISTS
}

/// Word lists.
pub struct Lists {
    titles: HashSet<String>,
    countries: HashMap<String, &'static str>,
    seats: HashMap<String, &'static str>,
    demonyms: HashMap<String, Demonym>,
    capitals: HashMap<&'static str, WordStat>,
}

/// What a nationality, people or faith belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// The row's name: "Russian" for "Russians".
    pub name: &'static str,
    /// The place, if it is one place's: "Russia".
    pub place: Option<&'static str>,
}

/// How a word is written in general news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordStat {
    /// Tenths of its occurrences inside sentences with a capital, 0 to 9.
    pub capital: u8,
    /// 0 rare to 9 in most articles.
    pub frequency: u8,
}

impl Lists {
    fn read() -> Self {
        let mut lists = Self {
            titles: HashSet::new(),
            countries: HashMap::new(),
            seats: HashMap::new(),
            demonyms: HashMap::new(),
            capitals: HashMap::new(),
        };
        for title in lines(include_str!("../../../assets/entities/titles.txt")) {
            lists.titles.insert(title_key(title));
        }
        for line in lines(include_str!("../../../assets/entities/countries.tsv")) {
            lists.add_country(line);
        }
        for line in lines(include_str!("../../../assets/entities/peoples.txt")) {
            lists.add_demonyms(line, None);
        }
        for line in lines(include_str!("../../../assets/entities/capitals.tsv")) {
            if let Some((word, digits)) = line.split_once('\t')
                && let [capital, frequency] = digits.as_bytes()
            {
                let stat = WordStat {
                    capital: capital.wrapping_sub(b'0').min(9),
                    frequency: frequency.wrapping_sub(b'0').min(9),
                };
                lists.capitals.insert(word, stat);
            }
        }
        lists
    }

    fn add_country(&mut self, line: &'static str) {
        let mut fields = line.split('\t').map(str::trim);
        let Some(place) = fields.next() else { return };
        let seat = fields.next().unwrap_or_default();
        let key = name_key(place, EntityType::Place);
        self.countries.insert(key.clone(), place);
        let seat_key = name_key(seat, EntityType::Place);
        if !seat.is_empty() && seat_key != key {
            self.seats.insert(seat_key, place);
        }
        self.add_demonyms(fields.next().unwrap_or_default(), Some(place));
    }

    fn add_demonyms(&mut self, forms: &'static str, place: Option<&'static str>) {
        let mut forms = forms.split(';').map(str::trim).filter(|f| !f.is_empty());
        let Some(name) = forms.next() else { return };
        let demonym = Demonym { name, place };
        for form in std::iter::once(name).chain(forms) {
            self.demonyms
                .entry(name_key(form, EntityType::Other))
                .or_insert(demonym);
        }
    }

    /// Whether these words, as a whole, may stand before a name without being part of it ("Foreign Minister").
    pub fn is_title(&self, words: &str) -> bool {
        self.titles.contains(&title_key(words))
    }

    /// The country or part of the world with this key.
    pub fn country(&self, key: &str) -> Option<&'static str> {
        self.countries.get(key).copied()
    }

    /// The country whose seat of government has this key: "moscow" → "Russia".
    pub fn seat_of(&self, key: &str) -> Option<&'static str> {
        self.seats.get(key).copied()
    }

    /// The nationality, people or faith with this key: "russians" → "Russian" of "Russia".
    pub fn demonym(&self, key: &str) -> Option<Demonym> {
        self.demonyms.get(key).copied()
    }

    /// All words with their statistics; of no particular order.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, WordStat)> + '_ {
        self.capitals.iter().map(|(word, stat)| (*word, *stat))
    }

    /// All countries and parts of the world; of no particular order.
    pub(super) fn countries(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.countries.values().copied()
    }

    /// All nationalities, peoples and faiths of one word; of no particular order.
    pub(super) fn demonym_words(&self) -> impl Iterator<Item = &str> {
        let keys = self.demonyms.keys().map(String::as_str);
        keys.filter(|key| !key.contains(' '))
    }

    /// All titles; of no particular order.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        self.titles.iter().map(String::as_str)
    }

    /// How the word, in lower case, is written in general news.
    pub fn word(&self, lower: &str) -> Option<WordStat> {
        self.capitals.get(lower).copied()
    }
}

fn title_key(words: &str) -> String {
    fold(words)
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines of a list that say something: no comments, no empty lines.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::lists;

    #[test]
    fn titles_are_known_as_a_whole() {
        let lists = lists();
        for title in [
            "Secretary of State",
            "Mr.",
            "Lt. Gen.",
            "PRIME MINISTER",
            "secretary-general",
        ] {
            assert!(lists.is_title(title), "{title}");
        }
        assert!(!lists.is_title("of State"));
    }

    #[test]
    fn nationalities_know_their_place() {
        let russians = lists().demonym("russians").unwrap();
        assert_eq!((russians.name, russians.place), ("Russian", Some("Russia")));
        assert_eq!(lists().demonym("kurds").unwrap().place, None);
        assert_eq!(lists().seat_of("moscow"), Some("Russia"));
        assert_eq!(lists().country("united states"), Some("United States"));
    }

    #[test]
    fn capital_statistics_tell_names_from_words() {
        assert_eq!(lists().word("obama").unwrap().capital, 9);
        assert_eq!(lists().word("the").unwrap().frequency, 8);
        assert!(lists().word("the").unwrap().capital <= 2);
    }
}
