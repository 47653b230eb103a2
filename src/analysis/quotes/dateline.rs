//! The dateline that opens a paragraph ("ANKARA, Feb 6 (Reuters) - ", "LONDON (CNN) "): a line of its own, so that nobody is said
//! to have uttered it.

use super::lexicon::lexicon;
use super::skeleton::{Skeleton, UnitKind};

/// Most words and marks of a dateline.
const LONGEST: usize = 20;

/// The unit behind the dateline that the units from `first` on begin with.
pub fn dateline_end(text: &str, skeleton: &Skeleton, first: usize) -> Option<usize> {
    let units = &skeleton.units;
    let shouted = units
        .get(first)
        .is_some_and(|unit| is_shouted(unit.span.of(text)));
    let mut credited = false;
    let mut open = None;
    for at in first..units.len().min(first + LONGEST) {
        let unit = &units[at];
        match unit.kind {
            UnitKind::Mark('(' | '[') => open = Some(at + 1),
            UnitKind::Mark(')' | ']') => {
                let inside = open.take().unwrap_or(first)..at;
                credited = !inside.is_empty()
                    && lexicon()
                        .outlet_named(skeleton.span(&inside).of(text))
                        .is_some();
                // "(CNN) A man was", "(CNN)A man was"
                let begins = units.get(at + 1).is_some_and(|next| next.capital);
                if credited && begins {
                    return Some(at + 1);
                }
            }
            UnitKind::Mark('—' | '–' | '―' | '-') if open.is_none() => {
                if !stands_free(text, skeleton, at) {
                    continue;
                }
                let mut end = at + 1;
                while skeleton.is_mark(end, &['—', '–', '―', '-']) {
                    end += 1;
                }
                let begins = units
                    .get(end)
                    .is_some_and(|next| next.capital || matches!(next.kind, UnitKind::Quote(_)));
                return (begins && at > first && (shouted || credited)).then_some(end);
            }
            UnitKind::Mark(',' | '.' | '/' | ':') => {}
            UnitKind::Word if unit.capital || open.is_some() || is_day(&unit.lower) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a dash parts what stands around it: a long one, or one with a blank on both sides.
fn stands_free(text: &str, skeleton: &Skeleton, at: usize) -> bool {
    let span = skeleton.units[at].span;
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '-');
    skeleton.is_mark(at, &['—', '―'])
        || blank(text[..span.start as usize].chars().next_back())
            && blank(text[span.end as usize..].chars().next())
}

fn is_day(word: &str) -> bool {
    word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit())
}

/// "WASHINGTON": a word of capitals only.
fn is_shouted(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_uppercase)
}
