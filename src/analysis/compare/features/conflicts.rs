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

/// Days: (shared, in conflict), each as 0 or 1.
pub(super) fn days(left: &Unit, right: &Unit) -> (f32, f32) {
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
    (f32::from(shared), f32::from(conflict && !shared))
}

/// Whether one sentence names a day and the other is about another one.
pub(super) fn other_days(left: &Unit, right: &Unit) -> bool {
    let names_day = |unit: &Unit| unit.dates.iter().any(DateMention::is_day);
    let are_apart = match (&left.standing_day, &right.standing_day) {
        (Some(one), Some(two)) => (names_day(left) || names_day(right)) && !one.agrees(two),
        _ => false,
    };
    are_apart || happened_after(left, right) || happened_after(right, left)
}

/// Whether one sentence tells of a day that was past for its article and still to come when the other's article was published:
/// what had not happened yet cannot be what the other reports. The day is the one that it names, or that the sentence before names
/// where it goes on about that ("This call …"), or for a headline the day of its lead.
pub(super) fn happened_after(told: &Unit, other: &Unit) -> bool {
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
