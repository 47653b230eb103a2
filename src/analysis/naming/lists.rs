//! Lists of words for the same thing. Text, so that a person can change it: see `assets/naming/alternatives.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::analysis::Analysed;
use crate::text::{Span, Token, TokenKind, fold};

/// The list that ships.
pub const SHIPPED: &str = include_str!("../../../assets/naming/alternatives.txt");

/// Sets of alternatives, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternatives {
    sets: Vec<Set>,
    /// Forms by their first word: set, alternative, all words of the form. Longest first.
    forms: BTreeMap<String, Vec<Form>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Set {
    title: String,
    terms: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    set: usize,
    term: usize,
    words: Vec<String>,
}

static LIST: LazyLock<Alternatives> = LazyLock::new(|| Alternatives::parse(SHIPPED).0);

impl Alternatives {
    /// The list that ships.
    pub fn shipped() -> &'static Self {
        &LIST
    }

    /// All forms: set, alternative, folded words (at least one).
    pub fn forms(&self) -> impl Iterator<Item = (usize, usize, &[String])> {
        let forms = self.forms.values().flatten();
        forms.map(|form| (form.set, form.term, &form.words[..]))
    }

    /// Reads a list. Lines that cannot be read are told, the others count.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut lists = Self::default();
        let mut complaints = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = line.split_once(':').map(|(title, rest)| {
                let terms = rest
                    .split('|')
                    .map(str::trim)
                    .filter(|term| !term.is_empty());
                (title.trim(), terms.collect::<Vec<_>>())
            });
            match read {
                Some((title, terms)) if !title.is_empty() && !terms.is_empty() => {
                    lists.add(title, &terms);
                }
                _ => complaints.push(format!(
                    "line {}: a set is written as “Title: word | other word”",
                    number + 1
                )),
            }
        }
        for forms in lists.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        (lists, complaints)
    }

    fn add(&mut self, title: &str, terms: &[&str]) {
        let set = self.sets.len();
        let mut names = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            let (name, others) = match term.split_once('(') {
                Some((name, rest)) => (name.trim(), rest.trim_end_matches(')')),
                None => (*term, ""),
            };
            names.push(name.to_owned());
            for form in std::iter::once(name).chain(others.split(',')) {
                let words: Vec<String> = words(form).collect();
                for words in with_plurals(&words) {
                    let known = self.forms.entry(words[0].clone()).or_default();
                    let form = Form {
                        set,
                        term: at,
                        words,
                    };
                    if !known.contains(&form) {
                        known.push(form);
                    }
                }
            }
        }
        self.sets.push(Set {
            title: title.to_owned(),
            terms: names,
        });
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// The title of a set.
    pub fn title(&self, set: usize) -> &str {
        &self.sets[set].title
    }

    /// Reports every place of every set in the counted parts of an article, in order of the text: set, alternative, place. Of
    /// two alternatives of one set at one place the longer counts.
    pub fn find(&self, article: &Analysed, report: &mut dyn FnMut(usize, &str, Span)) {
        let text = article.text();
        let sentences = article.reading.sentences.iter();
        for sentence in sentences.filter(|sentence| sentence.kind.is_counted()) {
            let tokens = article.reading.tokens_of(sentence);
            let read: Vec<Word> = tokens
                .iter()
                .flat_map(|token| read_token(text, token))
                .collect();
            // Up to which word each set has been found in this sentence.
            let mut found_to: BTreeMap<usize, usize> = BTreeMap::new();
            for at in 0..read.len() {
                let Some(forms) = self.forms.get(&read[at].folded) else {
                    continue;
                };
                for form in forms {
                    let end = at + form.words.len();
                    let fits = read.get(at..end).is_some_and(|words| {
                        words
                            .iter()
                            .zip(&form.words)
                            .all(|(word, form)| word.folded == *form)
                    });
                    if fits && found_to.get(&form.set).is_none_or(|to| *to <= at) {
                        found_to.insert(form.set, end);
                        let span = read[at].span.hull(read[end - 1].span);
                        report(form.set, &self.sets[form.set].terms[form.term], span);
                    }
                }
            }
        }
    }
}

/// A word of a sentence as it is compared.
struct Word {
    folded: String,
    span: Span,
}

/// The words of a token; hyphens part words, so that "asylum-seeker" and "asylum seeker" are one. Marks and clitics are none.
fn read_token(text: &str, token: &Token) -> Vec<Word> {
    if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
        return Vec::new();
    }
    let written = token.span.get(text).unwrap_or_default();
    let mut at = token.span.start;
    let mut found = Vec::new();
    for part in written.split(['-', '‐', '‑']) {
        let span = Span {
            start: at,
            end: at + part.len() as u32,
        };
        at = span.end
            + written[(span.end - token.span.start) as usize..]
                .chars()
                .next()
                .map_or(0, |c| c.len_utf8() as u32);
        if !part.is_empty() {
            found.push(Word {
                folded: fold(part),
                span,
            });
        }
    }
    found
}

fn words(form: &str) -> impl Iterator<Item = String> {
    form.split([' ', '-', '‐', '‑'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(fold)
}

/// The form and, of its last word, the plurals in -s, -es and -ies.
fn with_plurals(words: &[String]) -> Vec<Vec<String>> {
    let Some(last) = words.last().cloned() else {
        return Vec::new();
    };
    let mut endings = vec![last.clone(), format!("{last}s")];
    if last.ends_with(['s', 'x', 'z']) || last.ends_with("ch") || last.ends_with("sh") {
        endings.push(format!("{last}es"));
    }
    if let Some(stem) = last.strip_suffix('y') {
        endings.push(format!("{stem}ies"));
    }
    endings
        .into_iter()
        .map(|ending| {
            let mut form = words.to_vec();
            form.pop();
            form.push(ending);
            form
        })
        .collect()
}
