//! What was found in a page outside its text, and which of several days and names is believed.

use jiff::civil::Date;

use super::super::dateline::{Called, Shown};
use crate::corpus::{Field, Origin, Published};
use crate::import::Metadata;
use crate::import::bylines;
use crate::import::dates::{DayOrder, find_date};
use crate::import::draft::add_text;

/// Everything found.
#[derive(Debug, Default)]
pub(in crate::import::html) struct Found {
    pub metadata: Metadata,
    /// The text of the article as JSON-LD gives it, often without paragraphs.
    pub body: Option<String>,
    /// JSON-LD says that it is not free to read.
    pub paid: bool,
    /// The page's `<title>`.
    pub title: String,
    /// The page's `<h1>`s.
    pub h1: Vec<String>,
    /// Days of `<time>` elements and of boxes that a class calls dates, anywhere in the page.
    pub stray_dates: Vec<(Published, Origin)>,
    /// The day on which the page as such came to be, where JSON-LD says nothing of an article: it may hold another by now.
    pub page_day: Option<Published>,
    /// The day of the last change, as the page's head tells it.
    pub changed: Option<Published>,
    /// Bylines that name the site.
    pub(super) by_house: Field<String>,
}

impl Found {
    /// The names after "By" below the headline: believed where the data names nobody but the site.
    pub fn add_shown_names(&mut self, names: &str) {
        if self.metadata.byline.get().is_none() && bylines::is_byline(names) {
            add_text(&mut self.metadata.byline, names, Origin::Shown);
        }
    }

    /// The site as author, where nobody else is named.
    pub fn settle_names(&mut self) {
        if self.metadata.byline.get().is_none() {
            self.metadata.byline = std::mem::take(&mut self.by_house);
        }
    }

    /// Whether neither the page's data nor its address tells a day of publication.
    pub fn is_undated(&self) -> bool {
        let mut addresses = self.metadata.address.all().iter();
        self.metadata.published.get().is_none()
            && self.page_day.is_none()
            && self.stray_dates.is_empty()
            && addresses.all(|address| day_in_address(&address.value).is_none())
    }

    /// Settles which day is the article's, and says what is doubtful about it. `shown`: the days beside the headline, the most
    /// trusted first.
    ///
    /// The day that the page shows its readers comes before what its data says, which counts in the zone of a server or from a
    /// copy made later. Where both name one day, the data's time and zone are the fuller. What is called the last change, beside
    /// the headline or in the page's head, comes after the data's day of publication, unless it is the earlier or one of several
    /// that the data names. Other days in the page count only where there is none of these.
    pub fn settle_dates(&mut self, shown: &[Shown]) -> Option<String> {
        let beside = shown.first().filter(|first| first.is_beside_headline());
        let said = self.metadata.published.get().copied();
        match (beside, said) {
            (None, _) => {
                self.add_page_day();
                self.settle_for_less(shown.first())
            }
            (Some(first), None) => {
                let fuller = self.fuller(first.day);
                self.metadata.published.add(fuller, Origin::Shown);
                if self.page_day.is_some_and(|day| day.date != fuller.date) {
                    self.add_page_day();
                }
                first.is_change().then(|| ONLY_CHANGE.to_owned())
            }
            (Some(first), Some(said)) => {
                self.add_page_day();
                let says_so = |shown: &Shown| !shown.is_change() && shown.day.date == said.date;
                if !shown.iter().any(says_so) && swapped(first.day.date) != Some(said.date) {
                    self.settle_between(first, said);
                }
                None
            }
        }
    }

    fn add_page_day(&mut self) {
        if let Some(day) = self.page_day {
            self.metadata.published.add(day, Origin::JsonLd);
        }
    }

    /// The page shows another day than the one that its data says first.
    fn settle_between(&mut self, first: &Shown, said: Published) {
        let mut days = self.metadata.published.all().iter();
        let day = first.day.date;
        // a day of which the page says nothing, and its head that it is that of the last change
        let is_change = first.is_change()
            || first.called == Called::Nothing
                && said.date < day
                && self.changed.is_some_and(|changed| changed.date == day);
        // what was changed on a day was there before it; and where the data names several days, the one shown is meant
        let is_believed =
            !is_change || day < said.date || days.any(|known| known.value.date == day);
        if is_believed {
            let fuller = self.fuller(first.day);
            self.metadata.published.add(fuller, Origin::Shown);
        } else {
            self.metadata.published.add(first.day, Origin::Text);
        }
    }

    /// The same day with its time and zone, where the page's data or its visible times name it.
    fn fuller(&self, day: Published) -> Published {
        let known = self.metadata.published.all().iter();
        let strays = self.stray_dates.iter().map(|(stray, _)| *stray);
        known
            .map(|known| known.value)
            .chain(self.page_day)
            .chain(self.changed)
            .chain(strays)
            .find(|known| known.date == day.date && known.time.is_some())
            .unwrap_or(day)
    }

    /// Where no day stands beside the headline: the day in the address, else the first day anywhere, else one behind the article,
    /// else that of the last change.
    fn settle_for_less(&mut self, behind: Option<&Shown>) -> Option<String> {
        let mut addresses = self.metadata.address.all().iter();
        let in_address = addresses.find_map(|address| day_in_address(&address.value));
        let is_unknown = self.metadata.published.get().is_none();
        if let Some(day) = in_address {
            let day = self.fuller(Published::day(day));
            self.metadata.add_published(day, Origin::Address);
        } else if let Some((stray, origin)) = self.stray_dates.first() {
            self.metadata.add_published(*stray, *origin);
        } else if let Some(behind) = behind.filter(|_| is_unknown) {
            self.metadata.published.add(behind.day, Origin::Text);
            return behind.is_change().then(|| ONLY_CHANGE.to_owned());
        }
        self.settle_for_change()
    }

    /// Takes the day of the last change where no other is known; the doubt if it did.
    fn settle_for_change(&mut self) -> Option<String> {
        let changed = self.changed?;
        let published = &mut self.metadata.published;
        if published.get().is_some() {
            return None;
        }
        published.add(changed, Origin::MetaTag);
        Some(ONLY_CHANGE.to_owned())
    }
}

const ONLY_CHANGE: &str = "the page gives only the day of its last change: its date may be earlier";

/// "…/2015/09/05/kerry-calls", "…/2015/september/05/…".
fn day_in_address(address: &str) -> Option<Date> {
    let path = address.split(['?', '#']).next()?;
    let found = find_date(path, DayOrder::Unknown)?;
    let is_part = |mark: Option<char>| mark.is_none_or(|mark| mark == '/');
    let before = path[..found.start].chars().next_back();
    let after = path[found.end..].chars().next();
    (is_part(before) && is_part(after)).then_some(found.published.date)
}

/// 9 October for 10 September: a day in numbers that was read in the other order.
fn swapped(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}
