//! Whether two numbers count the same thing, and how they stand to each other.

use super::things::is_fate;
use super::units::{Family, Measure, Unit};
use super::{Quantity, QuantityHedge};

/// How two numbers of one thing stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis::compare) enum Standing {
    /// The same number as surely, or the same in another unit.
    Same,
    /// Both are true: one is a rounding, or a bound, or a range around the other.
    Finer,
    /// They cannot both be what was counted.
    Apart,
}

/// How far two numbers in different units may lie apart, as a share of the larger: both are rounded.
const CONVERTED: f64 = 0.1;
/// How far, in degrees Celsius.
const CONVERTED_DEGREES: f64 = 1.0;
/// How far behind a bound ("at least 80") a number is still what the bound was said of, as a share of the larger.
const BOUND: f64 = 0.25;

impl Quantity {
    /// Whether the two may count the same thing: what the learned scorer of links looks at. Generous, since a shared number is
    /// evidence even where it is not told of what; [`Self::same_thing`] is the strict form.
    pub(in crate::analysis::compare) fn same_unit(&self, other: &Self) -> bool {
        match (self.measure, other.measure) {
            (Measure::Unit(one), Measure::Unit(two)) => {
                one == two || one.family == two.family && self.converts_to(other)
            }
            (Measure::Age, Measure::Age) => self.may_share_stem(other),
            (Measure::Count | Measure::Ordinal, _) => {
                self.measure == other.measure && self.shares_stem(other)
            }
            (one, two) => one == two,
        }
    }

    /// Whether the two count the same thing, so far as their words tell: a difference between them is one to report.
    pub(in crate::analysis::compare) fn same_thing(&self, other: &Self) -> bool {
        match (self.measure, other.measure) {
            (Measure::Unit(one), Measure::Unit(two)) => {
                let is_time = one.family == Family::Time;
                one.family == two.family
                    && if one != two && is_time {
                        self.converts_to(other) || self.shares_stem(other)
                    } else {
                        self.may_share_stem(other)
                    }
            }
            (Measure::Count, Measure::Count) => {
                let tells_fate = |q: &Self| q.units.iter().any(|unit| is_fate(unit));
                if tells_fate(self) && tells_fate(other) {
                    let mut fates = self.units.iter().filter(|unit| is_fate(unit));
                    return fates.any(|unit| other.units.contains(unit));
                }
                self.shares_stem(other)
            }
            (Measure::Ordinal, Measure::Ordinal) => self.shares_stem(other),
            (one, two) => one == two && self.may_share_stem(other),
        }
    }

    fn shares_stem(&self, other: &Self) -> bool {
        self.units.iter().any(|unit| other.units.contains(unit))
    }

    fn may_share_stem(&self, other: &Self) -> bool {
        self.units.is_empty() || other.units.is_empty() || self.shares_stem(other)
    }

    /// Whether both can be true: equal, inside the other's range or bound, or a rounding of it.
    pub(in crate::analysis::compare) fn agrees(&self, other: &Self) -> bool {
        if let Some(is_same) = self.converted(other) {
            return is_same;
        }
        if self.measure == Measure::Score {
            return self.equals(other);
        }
        if self.low <= other.high && other.low <= self.high {
            return true;
        }
        let (small, large) = self.in_order(other);
        small.hedge == QuantityHedge::AtLeast
            || large.hedge == QuantityHedge::AtMost
            || is_rounded(small, large)
    }

    /// How the two stand to each other. A bound reaches only so far: "at least 80" was said of 84, not of 4,300, and of two
    /// bounds of one direction neither makes the other finer.
    pub(in crate::analysis::compare) fn standing(&self, other: &Self) -> Standing {
        if self.equals(other) || self.converted(other) == Some(true) {
            return Standing::Same;
        }
        if self.measure == Measure::Score || self.converted(other).is_some() {
            return Standing::Apart;
        }
        if self.low <= other.high && other.low <= self.high {
            return Standing::Finer;
        }
        let (small, large) = self.in_order(other);
        let is_bound =
            small.hedge == QuantityHedge::AtLeast || large.hedge == QuantityHedge::AtMost;
        let is_within = is_bound && small.hedge != large.hedge && gap(small, large) <= BOUND;
        if is_within || is_rounded(small, large) {
            Standing::Finer
        } else {
            Standing::Apart
        }
    }

    fn in_order<'a>(&'a self, other: &'a Self) -> (&'a Self, &'a Self) {
        if self.high < other.low {
            (self, other)
        } else {
            (other, self)
        }
    }

    /// Whether value and hedge are the same.
    fn equals(&self, other: &Self) -> bool {
        let is_alike =
            self.low == other.low && self.high == other.high && self.hedge == other.hedge;
        is_alike && self.units_differ(other).is_none()
    }

    /// The units, where both have one and they are not the same.
    fn units_differ(&self, other: &Self) -> Option<(Unit, Unit)> {
        match (self.measure, other.measure) {
            (Measure::Unit(one), Measure::Unit(two)) => (one != two).then_some((one, two)),
            _ => None,
        }
    }

    /// Whether two numbers in different units of one family are the same but for rounding; `None` in one unit.
    fn converted(&self, other: &Self) -> Option<bool> {
        self.units_differ(other).map(|_| self.converts_to(other))
    }

    fn converts_to(&self, other: &Self) -> bool {
        let (Measure::Unit(one), Measure::Unit(two)) = (self.measure, other.measure) else {
            return false;
        };
        let (low, high) = (one.to_base(self.low), one.to_base(self.high));
        let (least, most) = (two.to_base(other.low), two.to_base(other.high));
        let slack = if one.family == Family::Temperature {
            CONVERTED_DEGREES
        } else {
            high.abs().max(most.abs()) * CONVERTED
        };
        one.family == two.family && low - most <= slack && least - high <= slack
    }
}

/// How far apart, as a share of the larger.
fn gap(small: &Quantity, large: &Quantity) -> f64 {
    (large.low - small.high) / large.low.abs().max(1e-9)
}

/// Whether one is a rounding of the other.
fn is_rounded(small: &Quantity, large: &Quantity) -> bool {
    let is_about = |q: &Quantity| q.hedge == QuantityHedge::About;
    let gap = gap(small, large);
    (is_about(small) || is_about(large)) && gap <= 0.1
        || gap <= 0.05 && (is_rounding(small.high, large.low) || is_rounding(large.low, small.high))
        || gap < 0.005
}

/// Whether `round` ends in two zeros or more and is `exact` rounded to where its zeros begin: 1,200 for 1,234.
fn is_rounding(round: f64, exact: f64) -> bool {
    let mut step = 1.0;
    while step < 1e15 && round > 0.0 && round % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step >= 100.0 && (round - exact).abs() <= step / 2.0
}
