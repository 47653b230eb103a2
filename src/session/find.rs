//! Finding words in articles: letter case, diacritics and the shape of quotation marks do not matter.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::corpus::{Article, ArticleId};
use crate::text::Span;

/// Where a query stands in the articles that were searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindHits {
    /// What was looked for.
    pub query: String,
    /// Places per article, ascending.
    pub places: BTreeMap<ArticleId, Vec<Span>>,
    /// All places in the order of the columns, each article from top to bottom.
    pub in_order: Vec<(ArticleId, Span)>,
}

impl FindHits {
    /// Searches articles in the order given.
    pub fn new(query: &str, articles: &[Arc<Article>]) -> Self {
        let mut hits = Self {
            query: query.to_owned(),
            ..Self::default()
        };
        for article in articles {
            let found = find_all(&article.text, query);
            hits.in_order
                .extend(found.iter().map(|span| (article.id, *span)));
            hits.places.insert(article.id, found);
        }
        hits
    }
}

/// All places of `query` in `text`, ascending, not overlapping. White space in the query stands for any white space.
pub fn find_all(text: &str, query: &str) -> Vec<Span> {
    let wanted: Vec<char> = query.trim().chars().map(plain).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, plain(c))).collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i + wanted.len() <= chars.len() {
        let matches = wanted
            .iter()
            .zip(&chars[i..])
            .all(|(wanted, (_, c))| wanted == c);
        if matches {
            let end = chars
                .get(i + wanted.len())
                .map_or(text.len(), |(at, _)| *at);
            found.push(Span::new(chars[i].0, end));
            i += wanted.len();
        } else {
            i += 1;
        }
    }
    found
}

/// One character as it is compared.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '‐' => '-',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut base = c;
            let mut first = true;
            unicode_normalization::char::decompose_canonical(c, |part| {
                if first {
                    base = part;
                    first = false;
                }
            });
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find_all;

    fn check(text: &str, query: &str, expected: &[&str]) {
        let found: Vec<&str> = find_all(text, query)
            .iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn case_marks_and_diacritics_do_not_matter() {
        check("Moscow’s build-up, MOSCOW", "moscow", &["Moscow", "MOSCOW"]);
        check(
            "Moscow’s build–up",
            "moscow's BUILD-UP",
            &["Moscow’s build–up"],
        );
        check("Gaddafí and Gaddafi", "gaddafi", &["Gaddafí", "Gaddafi"]);
        check("two\nlines", "two lines", &["two\nlines"]);
        check("aaa", "aa", &["aa"]);
        check("anything", "  ", &[]);
    }
}
