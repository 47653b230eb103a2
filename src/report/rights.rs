//! Extracts of quotation length in place of full texts: what may be passed on where the texts may not.
//!
//! Every wording and quotation is cut to its first words: to 25, or to fewer, down to 8, where an article would otherwise
//! be shown by more than a half; a sentence that only one article has or that only tells what somebody said, to its first 8.
//! Passages are left out. The report says how much it shows. Letters that no part of the report shows are replaced by `_`, byte for byte, so that all
//! places stay what they were and can be checked against the source. Names and figures are shown wherever they stand.

use std::collections::BTreeMap;

use super::evidence::sha256_hex;
use super::model::{Article, Report, Rights, Words};
use crate::analysis::quotes::QuotationKind;
use crate::text::Span;

/// Longest extracts in words, from generous to short: the first that shows no article by more than [`LARGEST_SHARE`].
const LIMITS: [usize; 6] = [25, 20, 16, 12, 10, 8];
/// Largest share of an article's words that extracts may show.
const LARGEST_SHARE: f64 = 0.5;
/// Words shown of a sentence that only one article has, or that tells what somebody said in other words: enough to find it
/// again.
const OPENING: usize = 8;
/// In place of every byte that is not shown.
pub(super) const MASK: char = '_';

/// Makes a report of full texts one of extracts.
pub fn cut(report: &mut Report) {
    let mut cut = shortened(report, &limits(report));
    let shown = Shown::of(&cut);
    for article in &mut cut.articles {
        article.text = shown.masked(article);
        article.extracts_sha256 = Some(sha256_hex(article.text.as_bytes()));
    }
    cut.settings.rights = Rights::Extracts;
    *report = cut;
}

/// Longest extracts by siglum, in words.
type Limits = BTreeMap<String, usize>;

/// For each article the most generous limit that does not show too much of it.
fn limits(report: &Report) -> Limits {
    let sigla = || report.articles.iter().map(|article| article.siglum.clone());
    let mut limits = Limits::new();
    for limit in LIMITS {
        let mut extracts = shortened(report, &sigla().map(|siglum| (siglum, limit)).collect());
        // names alone are facts, not extracts
        extracts.entities.clear();
        extracts.attributions.clear();
        let shown = Shown::of(&extracts);
        for article in &report.articles {
            if !limits.contains_key(&article.siglum) && shown.share(article) <= LARGEST_SHARE {
                limits.insert(article.siglum.clone(), limit);
            }
        }
    }
    for siglum in sigla() {
        limits.entry(siglum).or_insert(LIMITS[LIMITS.len() - 1]);
    }
    limits
}

/// How much of each article a report of extracts shows, by siglum: words shown, words in all.
pub fn shares(report: &Report) -> Vec<(&str, usize, usize)> {
    let words = |article: &Article| {
        let all = article.text.split_whitespace();
        let shown = all.clone().filter(|word| word.chars().any(|c| c != MASK));
        (shown.count(), all.count())
    };
    let shares = report.articles.iter().map(|article| {
        let (shown, all) = words(article);
        (article.siglum.as_str(), shown, all)
    });
    shares.collect()
}

/// Where the first words end.
fn first_words(text: &str, most: usize) -> usize {
    let mut n_words = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if in_word && n_words == most {
                return at;
            }
            in_word = false;
        } else if !in_word {
            in_word = true;
            n_words += 1;
        }
    }
    text.len()
}

/// The spans up to this many words in all.
fn clipped(text: &str, spans: &[Span], most: usize) -> Vec<Span> {
    let mut left = most;
    let mut kept = Vec::new();
    for span in spans {
        let Some(words) = span.get(text).filter(|_| left > 0) else {
            continue;
        };
        let length = first_words(words, left) as u32;
        left = left.saturating_sub(words[..length as usize].split_whitespace().count());
        kept.push(Span {
            start: span.start,
            end: span.start + length,
        });
    }
    kept
}

fn shortened(report: &Report, limits: &Limits) -> Report {
    let limit = |siglum: &str| limits.get(siglum).copied().unwrap_or(OPENING);
    let mut short = report.clone();
    let texts: BTreeMap<&str, &str> = report
        .articles
        .iter()
        .map(|article| (article.siglum.as_str(), article.text.as_str()))
        .collect();
    let text = |siglum: &str| texts.get(siglum).copied().unwrap_or_default();
    for statement in short.compared.iter_mut().flat_map(|c| &mut c.statements) {
        let of_cells = statement.cells.iter().map(|cell| limit(&cell.article));
        let end = first_words(&statement.gloss, of_cells.min().unwrap_or(OPENING));
        if end < statement.gloss.len() {
            statement.gloss.truncate(end);
            statement.gloss.push('…');
        }
        for cell in &mut statement.cells {
            cell.spans = clipped(text(&cell.article), &cell.spans, limit(&cell.article));
            let kept = cell.spans.clone();
            let is_shown = |start, end| kept.iter().any(|span| span.contains(Span { start, end }));
            cell.marks.retain(|mark| is_shown(mark.start, mark.end));
        }
        for value in statement.differences.iter_mut().flat_map(|d| &mut d.values) {
            let most = limit(&value.article);
            clip_words(value, most);
        }
    }
    if let Some(compared) = &mut short.compared {
        for only in &mut compared.only_here {
            only.spans = clipped(text(&only.article), &only.spans, OPENING);
        }
        compared.passages.clear();
    }
    for quotation in &mut short.quotations {
        for cell in &mut quotation.cells {
            let most = match cell.kind {
                QuotationKind::Indirect => OPENING,
                QuotationKind::Direct | QuotationKind::Mixed => limit(&cell.article),
            };
            cell.content = clipped(text(&cell.article), &cell.content, most);
            let kept = cell.content.clone();
            cell.quoted
                .retain(|q| kept.iter().any(|span| span.contains(*q)));
        }
        let cells = &quotation.cells;
        let is_shown = |cell: usize, part: Span| {
            let content = cells.get(cell).map_or(&[][..], |cell| &cell.content);
            content.iter().any(|span| span.contains(part))
        };
        quotation
            .alterations
            .retain(|a| is_shown(a.lhs, a.lhs_span) && is_shown(a.rhs, a.rhs_span));
    }
    short
}

fn clip_words(words: &mut Words, limit: usize) {
    let end = first_words(&words.text, limit);
    words.text.truncate(end);
    words.end = words.start + end as u32;
}

/// What a report shows of each article's text, by siglum.
struct Shown(BTreeMap<String, Vec<Span>>);

impl Shown {
    fn of(report: &Report) -> Self {
        let mut shown: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for article in &report.articles {
            let mut spans: Vec<Span> = super::evidence::evidence_of(report, &article.siglum)
                .into_iter()
                .map(|(_, span)| span)
                .collect();
            // an article without a headline is named by the first words of its text
            if article.headline.is_none() {
                let start = article.text.len() - article.text.trim_start().len();
                let line = article.text[start..].lines().next().unwrap_or_default();
                let end = start + first_words(line, OPENING);
                spans.push(Span::new(start, end));
            }
            spans.sort_unstable();
            shown.insert(article.siglum.clone(), spans);
        }
        Self(shown)
    }

    fn spans(&self, article: &Article) -> &[Span] {
        self.0.get(&article.siglum).map_or(&[], |spans| spans)
    }

    /// The text with everything else masked, byte for byte; line ends stay.
    fn masked(&self, article: &Article) -> String {
        let mut spans = self.spans(article).iter().peekable();
        let mut end = 0;
        let mut masked = String::with_capacity(article.text.len());
        for (at, c) in article.text.char_indices() {
            while let Some(span) = spans.next_if(|span| span.start as usize <= at) {
                end = end.max(span.end as usize);
            }
            if at < end || c.is_ascii_whitespace() {
                masked.push(c);
            } else {
                masked.extend(std::iter::repeat_n(MASK, c.len_utf8()));
            }
        }
        masked
    }

    /// Share of the article's words that is shown.
    fn share(&self, article: &Article) -> f64 {
        let masked = self.masked(article);
        let all = masked.split_whitespace();
        let shown = all.clone().filter(|word| word.chars().any(|c| c != MASK));
        shown.count() as f64 / all.count().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{MASK, cut, first_words, shares};
    use crate::report::model::Rights;
    use crate::report::tests::report;
    use crate::report::{check_evidence, read_json, write_json};

    #[test]
    fn first_words_end_where_a_word_ends() {
        let check = |text: &str, most, expected: &str| {
            assert_eq!(&text[..first_words(text, most)], expected);
        };
        check("one two three", 2, "one two");
        check("one two", 2, "one two");
        check("  one\ntwo", 1, "  one");
        check("", 3, "");
    }

    #[test]
    fn extracts_keep_their_places_and_the_rest_is_gone() {
        let full = report(false);
        let mut short = full.clone();
        cut(&mut short);
        assert_eq!(short.settings.rights, Rights::Extracts);
        for (before, after) in full.articles.iter().zip(&short.articles) {
            assert_eq!(before.text.len(), after.text.len());
            assert_eq!(before.text_sha256, after.text_sha256);
            assert_ne!(before.text, after.text);
        }
        let text = &short.articles[2].text;
        assert!(!text.contains("Nothing"), "{text}");
        assert!(text.contains(MASK));
        let cell = &short.statements()[0].cells[0];
        assert_eq!(short.words("A", cell.spans[0]), Some("Four jets were seen"));
        assert!(shares(&short)[0].1 > 0);
        assert_eq!(check_evidence(&short), []);
        let mut bytes = Vec::new();
        write_json(&short, &mut bytes).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Nothing of the kind"));
        assert_eq!(read_json(&bytes).unwrap(), short);
        // what was masked cannot be passed off as the full text
        short.settings.rights = Rights::Full;
        assert!(!check_evidence(&short).is_empty());
    }
}
