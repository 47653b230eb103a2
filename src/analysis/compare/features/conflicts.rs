//! Numbers and days of two sentences: shared, or in conflict.

use crate::analysis::compare::dates::DateMention;
use crate::analysis::compare::prepare::Unit;

/// (shared, in conflict), each as 0 to 1.
pub(super) fn numbers(left: &Unit, right: &Unit) -> (f32, f32) {
    let (mut shared, mut conflict) = (0.0_f32, 0.0_f32);
    for one in &left.quantities {
        for two in &right.quantities {
            if !one.same_unit(two) {
                continue;
            }
            if one.agrees(two) {
                shared = if one.low.max(two.low) >= 3.0
                    || !one.units.is_empty() && !two.units.is_empty()
                {
                    1.0
                } else {
                    shared.max(0.5)
                };
            } else {
                conflict = 1.0;
            }
        }
    }
    (shared, if shared > 0.0 { 0.0 } else { conflict })
}

/// What the days of two sentences say.
pub(super) struct Days {
    /// They name one day, or one month or year: 0 or 1.
    pub(super) shared: f32,
    /// They name different days and none in common: 0 or 1.
    pub(super) conflict: f32,
    /// One names a day and the other is about another one.
    pub(super) are_other: bool,
    /// Days that are only meant count: see [`super::PairFeatures::days_bind`].
    pub(super) bind: bool,
}

impl Days {
    pub(super) fn of(left: &Unit, right: &Unit) -> Self {
        let (mut shared, mut conflict) = (false, false);
        for one in &left.dates {
            for two in &right.dates {
                if one.is_day() && two.is_day() {
                    shared |= one.agrees(two);
                    conflict |= !one.agrees(two);
                } else if !one.is_day() && !two.is_day() {
                    shared |= one.agrees(two);
                }
            }
        }
        let is_too_early = happened_after(left, right) || happened_after(right, left);
        Self {
            shared: f32::from(shared),
            conflict: f32::from(conflict && !shared),
            are_other: is_too_early || stand_apart(left, right),
            bind: is_too_early || left.is_lead && right.is_lead,
        }
    }
}

/// Whether one sentence names a day and the other's is another one.
fn stand_apart(left: &Unit, right: &Unit) -> bool {
    let names_day = |unit: &Unit| unit.dates.iter().any(DateMention::is_day);
    match (&left.standing_day, &right.standing_day) {
        (Some(one), Some(two)) => (names_day(left) || names_day(right)) && !one.agrees(two),
        _ => false,
    }
}

/// Whether one sentence tells of a day that was past for its article and still to come when the other's article was published:
/// what had not happened yet cannot be what the other reports. The day is the one that it names, or that the sentence before names
/// where it goes on about that ("This call …"), or for a headline the day of its lead.
fn happened_after(told: &Unit, other: &Unit) -> bool {
    let mut own = told.dates.iter().filter(|date| date.is_day());
    let day = match (own.next(), own.next()) {
        (Some(day), None) => day,
        (None, _) => match meant_day(told) {
            Some(day) => day,
            None => return false,
        },
        _ => return false,
    };
    match (day.days, told.published, other.published) {
        (Some((day, _)), Some(past_for), Some(published)) => day <= past_for && day > published,
        _ => false,
    }
}

/// The day that a sentence is about without naming it.
fn meant_day(unit: &Unit) -> Option<&DateMention> {
    let before = unit.standing_day.as_ref().filter(|_| unit.goes_on);
    unit.lead_day.as_ref().or(before)
}
