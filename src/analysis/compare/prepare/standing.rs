//! What a sentence means without saying so: the day it is about, the persons it is about, whether it tells of a further event.

use super::{Term, Unit};
use crate::analysis::compare::dates::DateMention;
use crate::analysis::compare::differences::names::Name;
use crate::analysis::compare::lexicon::word_hashes;

/// Sentences at the head of an article that may go on about the day named before them.
pub(super) const HEAD: usize = 5;

/// A lead names the day of its event once ("spoke Saturday"); the sentences after it mean the same day until another is named.
pub(super) fn tell_standing_days(units: &mut [Unit]) {
    let mut standing: Option<DateMention> = None;
    for (order, unit) in units.iter_mut().enumerate() {
        let mut own = unit.dates.iter().filter(|date| date.is_day());
        match (own.next(), own.next()) {
            (Some(day), None) => standing = Some(day.clone()),
            // "A day after": another day than the one that was named.
            (None, _) if is_at_another_time(unit) => continue,
            (None, _) if order < HEAD => {}
            _ => standing = None,
        }
        unit.standing_day.clone_from(&standing);
    }
}

/// Whether a sentence counts from a time it does not name: "two days later", "a day after", "weeks ago".
fn is_at_another_time(unit: &Unit) -> bool {
    const SPANS: &[u64] = &word_hashes([
        "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
    ]);
    const WAYS: &[u64] = &word_hashes(["after", "before", "later", "earlier", "ago"]);
    let mut pairs = unit.terms.windows(2);
    pairs.any(|two| SPANS.contains(&two[0].word) && WAYS.contains(&two[1].word))
}

/// A headline is about the day of its lead: the first sentences below it, as far as one of them names a single day.
pub(super) fn tell_lead_day(units: &mut [Unit]) {
    /// Sentences of the lead.
    const LEAD: usize = 2;
    let body = units.iter().filter(|unit| !unit.is_headline).take(LEAD);
    let day = body
        .flat_map(|unit| &unit.dates)
        .find(|date| date.is_day())
        .cloned();
    if let Some(headline) = units.first_mut().filter(|unit| unit.is_headline) {
        headline.lead_day = day;
    }
}

/// Tells every sentence the persons that it names.
pub(super) fn tell_persons(units: &mut [Unit], names: &[Name]) {
    for unit in units {
        let from = names.partition_point(|name| name.span.start < unit.span.start);
        let here = names[from..]
            .iter()
            .take_while(|name| name.span.end <= unit.span.end);
        unit.persons = here.filter_map(Name::last_name).collect();
        unit.persons.sort_unstable();
        unit.persons.dedup();
    }
}

/// The content words right behind a word that tells one event of a kind from those before it.
pub(super) fn further(terms: &[Term]) -> Vec<u32> {
    const COUNTED_ON: &[u64] =
        &word_hashes(["second", "third", "fourth", "fifth", "another", "latest"]);
    /// Words behind it that may belong to it.
    const NEAR: usize = 2;
    let mut found: Vec<u32> = (0..terms.len())
        .filter(|at| COUNTED_ON.contains(&terms[*at].word))
        .flat_map(|at| {
            terms[at + 1..]
                .iter()
                .take(NEAR)
                .map_while(|term| term.entry)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
