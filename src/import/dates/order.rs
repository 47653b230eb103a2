//! Which number of "05/09/2015" is the day: by the custom of a language or region, or by dates beside it that can be read in one way.

/// Which number of "05/09/2015" is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Not known: such a date is read only when it can be read in one way.
    #[default]
    Unknown,
    /// 5 September.
    DayFirst,
    /// May 9.
    MonthFirst,
}

impl DayOrder {
    /// This order, or the other where it is not known.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Unknown => other,
            known => known,
        }
    }

    /// The custom of a language or region (BCP 47).
    pub fn of_language(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        match tag.split('-').next() {
            _ if tag.starts_with("en-us") => Self::MonthFirst,
            Some("en") if tag.len() <= 2 => Self::Unknown,
            Some(
                "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "ru" | "tr" | "cs" | "da"
                | "nb" | "ar",
            ) => Self::DayFirst,
            _ => Self::Unknown,
        }
    }
}

/// Which number of "05/09/2015" is the day, told by those of the values that can be read in one way only.
pub(in crate::import) fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for (first, second) in cells.filter_map(two_numbers) {
        day_first += usize::from(first > 12 && second <= 12);
        month_first += usize::from(second > 12 && first <= 12);
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => DayOrder::DayFirst,
        std::cmp::Ordering::Less => DayOrder::MonthFirst,
        std::cmp::Ordering::Equal => DayOrder::Unknown,
    }
}

/// Whether it is a date of which nobody can say which number is the day.
pub(in crate::import) fn is_ambiguous_date(cell: &str) -> bool {
    two_numbers(cell)
        .is_some_and(|(first, second)| (1..=12).contains(&first) && (1..=12).contains(&second))
}

/// The first two numbers of "5/9/2015" or "05-09-2015 10:00".
fn two_numbers(cell: &str) -> Option<(u32, u32)> {
    let mut parts = cell.split_whitespace().next()?.split(['/', '-', '.']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_day = |part: &str| (1..=2).contains(&part.len());
    if !is_day(first) || !is_day(second) || year.len() != 4 {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}
