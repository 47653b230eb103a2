//! What a page says of its article outside the text: JSON-LD, Open Graph, meta tags, microdata, visible times and bylines.

mod json_ld;

use jiff::civil::Date;
use scraper::{ElementRef, Html, Node};

use super::{dateline::Shown, fold};
use crate::corpus::{Field, Origin, Published};
use crate::import::Metadata;
use crate::import::dates::{DayOrder, find_date, parse_date};
use crate::import::draft::{add_text, squeeze};
use crate::import::{bylines, outlets};

/// Everything found.
#[derive(Debug, Default)]
pub(super) struct Found {
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
    /// The day of the last change, as the page's head tells it.
    pub changed: Option<Published>,
    /// Bylines that name the site.
    by_house: Field<String>,
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

    /// Settles which day is the article's, and says what is doubtful about it. `shown`: the days beside the headline, the most
    /// trusted first.
    ///
    /// The day that the page shows its readers comes before what its data says, which counts in the zone of a server or from a
    /// copy made later. Where both name one day, the data's time and zone are the fuller. What is called the last change comes
    /// after the data's day of publication. Other days in the page count only where there is none of these.
    pub fn settle_dates(&mut self, shown: &[Shown]) -> Option<String> {
        let Some(first) = shown.first().filter(|first| first.is_beside_headline()) else {
            return self.settle_for_less(shown.first());
        };
        let published = &mut self.metadata.published;
        let said = published.get().copied();
        if let Some(said) = said {
            let agreed = shown
                .iter()
                .any(|shown| !shown.is_change && shown.day.date == said.date)
                || swapped(first.day.date) == Some(said.date);
            if !agreed && !first.is_change {
                let fuller = self.fuller(first.day);
                self.metadata.published.add(fuller, Origin::Shown);
            } else if !agreed {
                published.add(first.day, Origin::Text);
            }
            return None;
        }
        let fuller = self.fuller(first.day);
        self.metadata.published.add(fuller, Origin::Shown);
        first.is_change.then(|| ONLY_CHANGE.to_owned())
    }

    /// The same day with its time and zone, where the page's data or its visible times name it.
    fn fuller(&self, day: Published) -> Published {
        let known = self.metadata.published.all().iter();
        let strays = self.stray_dates.iter().map(|(stray, _)| *stray);
        known
            .map(|known| known.value)
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
            return behind.is_change.then(|| ONLY_CHANGE.to_owned());
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

pub(super) fn read(html: &Html, json_ld: &[String]) -> Found {
    let mut found = Found::default();
    let mut reader = Reader {
        found: &mut found,
        order: DayOrder::Unknown,
        site: Vec::new(),
        by_house: Field::default(),
    };
    reader.language(html);
    for block in json_ld {
        reader.json_ld(block);
    }
    for node in html.tree.root().descendants() {
        if let Node::Element(_) = node.value()
            && let Some(element) = ElementRef::wrap(node)
        {
            reader.element(element);
        }
    }
    reader.found.by_house = std::mem::take(&mut reader.by_house);
    reader.outlet();
    found
}

struct Reader<'a> {
    found: &'a mut Found,
    order: DayOrder,
    /// Names of the site, with where they were read.
    site: Vec<(String, Origin)>,
    /// Bylines that name the site.
    by_house: Field<String>,
}

impl Reader<'_> {
    fn language(&mut self, html: &Html) {
        if let Some(tag) = html
            .root_element()
            .attr("lang")
            .filter(|tag| (2..=12).contains(&tag.trim().len()))
        {
            let tag = tag.trim().replace('_', "-");
            self.order = DayOrder::of_language(&tag);
            add_text(&mut self.found.metadata.language, &tag, Origin::MetaTag);
        }
    }

    fn date(&mut self, text: &str, origin: Origin) {
        if let Some(published) = parse_date(text, self.order).filter(is_plausible) {
            self.found.metadata.published.add(published, origin);
        }
    }

    fn stray_date(&mut self, text: &str, origin: Origin) {
        if let Some(published) = parse_date(text, self.order).filter(is_plausible) {
            self.found.stray_dates.push((published, origin));
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        match element.value().name() {
            "meta" => self.meta(element),
            "link"
                if element
                    .attr("rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.address(element.attr("href"), Origin::MetaTag);
            }
            "title" if self.found.title.is_empty() => {
                self.found.title = squeeze(&element.text().collect::<String>());
            }
            "h1" => {
                let text = squeeze(&element.text().collect::<String>());
                if !text.is_empty() {
                    self.found.h1.push(text);
                }
            }
            "time" => self.time(element),
            _ => {}
        }
        if let Some(names) = element.attr("itemprop") {
            self.microdata(names, element);
        }
        self.visible(element);
    }

    fn address(&mut self, address: Option<&str>, origin: Origin) {
        if let Some(address) = address
            .map(str::trim)
            .filter(|address| address.starts_with("http"))
        {
            add_text(&mut self.found.metadata.address, address, origin);
        }
    }

    fn meta(&mut self, element: ElementRef<'_>) {
        let name = element
            .attr("property")
            .or_else(|| element.attr("name"))
            .or_else(|| element.attr("itemprop"));
        let (Some(name), Some(content)) = (name, element.attr("content")) else {
            return;
        };
        let name = name.trim().to_ascii_lowercase();
        if name.ends_with("ld+json") {
            // templates that write every tag of the head as a meta tag
            self.json_ld(content);
            return;
        }
        let metadata = &mut self.found.metadata;
        match name.as_str() {
            "og:title" => add_text(&mut metadata.headline, content, Origin::OpenGraph),
            "twitter:title" | "dc.title" | "dcterms.title" | "headline" | "parsely-title"
            | "sailthru.title" => {
                add_text(&mut metadata.headline, content, Origin::MetaTag);
            }
            "og:site_name" => self.site.push((squeeze(content), Origin::OpenGraph)),
            "application-name" | "dc.publisher" | "publisher" => {
                self.site.push((squeeze(content), Origin::MetaTag));
            }
            "og:url" => self.address(Some(content), Origin::OpenGraph),
            "article:published_time" | "og:article:published_time" => {
                self.date(content, Origin::OpenGraph);
            }
            "article:modified_time" | "og:updated_time" | "last-modified" => {
                let changed = parse_date(content, self.order).filter(is_plausible);
                self.found.changed = self.found.changed.or(changed);
            }
            "datepublished"
            | "date"
            | "pubdate"
            | "publish-date"
            | "publishdate"
            | "publish_date"
            | "published_time"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.created"
            | "dcterms.issued"
            | "dc.date.created"
            | "parsely-pub-date"
            | "sailthru.date"
            | "article.published"
            | "published-date"
            | "w-published-date"
            | "displaydate"
            | "originalpublicationdate"
            | "article_date_original"
            | "cxenseparse:recs:publishtime"
            | "rnews:datepublished"
            | "citation_publication_date"
            | "citation_date"
            | "publication_date"
            | "published"
            | "article:published"
            | "dateposted"
            | "timestamp"
            | "ptime"
            | "bt:pubdate" => {
                self.date(content, Origin::MetaTag);
            }
            "author"
            | "article:author"
            | "parsely-author"
            | "sailthru.author"
            | "dc.creator"
            | "dcterms.creator"
            | "byl"
            | "byline"
            | "twitter:data1"
            | "article:author_name" => {
                let label_fits = name != "twitter:data1"
                    || content.split_whitespace().count() <= 5
                        && !content.bytes().any(|b| b.is_ascii_digit());
                if label_fits && !content.contains("://") && !content.starts_with('@') {
                    self.byline(content, Origin::MetaTag);
                }
            }
            _ => {}
        }
    }

    fn byline(&mut self, names: &str, origin: Origin) {
        let names = squeeze(names);
        let bare = bylines::names_alone(&names);
        if !bylines::is_byline(bare) {
            return;
        }
        let by_house = self.site.iter().any(|(site, _)| fold(site) == fold(bare));
        if by_house {
            // a person may be named elsewhere
            self.by_house.add(bare.to_owned(), origin);
        } else {
            self.found.metadata.byline.add(bare.to_owned(), origin);
        }
    }

    fn time(&mut self, element: ElementRef<'_>) {
        let updated = element.value().classes().any(|class| {
            let class = class.to_ascii_lowercase();
            class.contains("update") || class.contains("modif")
        });
        if updated {
            return;
        }
        if let Some(datetime) = element.attr("datetime") {
            self.stray_date(datetime, Origin::Microdata);
        } else {
            let text: String = element.text().collect();
            self.stray_date(&text, Origin::Microdata);
        }
    }

    fn microdata(&mut self, names: &str, element: ElementRef<'_>) {
        let value = || {
            let attribute = ["content", "datetime"]
                .iter()
                .find_map(|name| element.attr(name));
            attribute.map_or_else(
                || squeeze(&element.text().collect::<String>()),
                str::to_owned,
            )
        };
        for name in names.split_whitespace() {
            match name {
                "datePublished" | "dateCreated" if element.value().name() != "meta" => {
                    self.date(&value(), Origin::Microdata);
                }
                "author" | "creator" if element.value().name() != "meta" => {
                    let value = value();
                    if value.len() < 80 {
                        self.byline(&value, Origin::Microdata);
                    }
                }
                "headline" if element.value().name() != "meta" => {
                    let value = value();
                    add_text(&mut self.found.metadata.headline, &value, Origin::Microdata);
                }
                _ => {}
            }
        }
    }

    /// Bylines and dates that only their class names.
    fn visible(&mut self, element: ElementRef<'_>) {
        let is_author_link = element
            .attr("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"));
        let Some(class) = element
            .attr("class")
            .or_else(|| element.attr("id").filter(|_| true))
        else {
            if is_author_link {
                let text: String = element.text().collect();
                self.byline(&text, Origin::Text);
            }
            return;
        };
        let class = class.to_ascii_lowercase();
        let name = element.value().name();
        if !matches!(
            name,
            "span"
                | "div"
                | "p"
                | "a"
                | "address"
                | "cite"
                | "li"
                | "small"
                | "strong"
                | "b"
                | "em"
                | "h4"
                | "h5"
                | "h6"
                | "td"
        ) {
            return;
        }
        let dated = class.contains("date")
            || class.contains("publish")
            || class.contains("posted")
            || class.contains("timestamp")
            || class.contains("byline")
            || class.contains("meta");
        if dated && !class.contains("update") && !class.contains("modif") {
            let text: String = element.text().take(24).collect();
            if text.len() < 200 {
                self.stray_date(&squeeze(&text), Origin::Text);
            }
        }
        let author = is_author_link || class.contains("author") || class.contains("byline");
        if author && self.found.metadata.byline.all().is_empty() {
            let text: String = element.text().take(24).collect();
            let text = squeeze(&text);
            let credited = text.len() < 80
                && (is_author_link
                    || class.contains("name")
                    || bylines::strip_by(&text).len() < text.len()
                    || name == "a");
            if credited {
                self.byline(&text, Origin::Text);
            }
        }
    }

    /// The outlet: by the address's domain from the table, else the site's name.
    fn outlet(&mut self) {
        let by_address = self
            .found
            .metadata
            .address
            .all()
            .iter()
            .find_map(|address| outlets::outlet_of_address(&address.value));
        if let Some(name) = by_address {
            add_text(&mut self.found.metadata.outlet, name, Origin::Address);
            return;
        }
        let mut sites = std::mem::take(&mut self.site);
        sites.sort_by_key(|(_, origin)| *origin);
        // one name is enough: others are spellings of the same
        if let Some((name, origin)) = sites
            .into_iter()
            .find(|(name, _)| !name.is_empty() && name.len() < 80)
        {
            let name = outlets::canonical(&name).map_or(name, str::to_owned);
            self.found.metadata.outlet.add(name, origin);
        } else if let Some(host) = self
            .found
            .metadata
            .address
            .get()
            .and_then(|address| outlets::host_of(address))
        {
            add_text(&mut self.found.metadata.outlet, host, Origin::Address);
        }
    }
}

fn is_plausible(published: &Published) -> bool {
    (1990..=2100).contains(&published.date.year())
}
