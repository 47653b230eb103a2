//! What a page says of its article outside the text: JSON-LD, Open Graph, meta tags, microdata, visible times and bylines.

mod found;
mod json_ld;

use scraper::{ElementRef, Html, Node};

pub(super) use self::found::Found;
use super::fold;
use crate::corpus::{Field, Origin, Published};
use crate::import::dates::{DayOrder, parse_date};
use crate::import::draft::{add_text, squeeze};
use crate::import::{bylines, outlets};

/// `order`: which number of "05/09/2015" is the day, as the page's own dates show.
pub(super) fn read(html: &Html, json_ld: &[String], order: DayOrder) -> Found {
    let mut found = Found::default();
    let mut reader = Reader {
        found: &mut found,
        order,
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
            self.order = self.order.or(DayOrder::of_language(&tag));
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
        match name.as_str() {
            "og:title" => self.headline(content, Origin::OpenGraph),
            "og:site_name" => self.site.push((squeeze(content), Origin::OpenGraph)),
            "og:url" => self.address(Some(content), Origin::OpenGraph),
            "article:published_time" | "og:article:published_time" => {
                self.date(content, Origin::OpenGraph);
            }
            "article:modified_time" | "og:updated_time" | "last-modified" => {
                let changed = parse_date(content, self.order).filter(is_plausible);
                self.found.changed = self.found.changed.or(changed);
            }
            "application-name" | "dc.publisher" | "publisher" => {
                self.site.push((squeeze(content), Origin::MetaTag));
            }
            // also used for the minutes that reading takes
            "twitter:data1" if !looks_like_names(content) => {}
            name if HEADLINE_TAGS.contains(&name) => self.headline(content, Origin::MetaTag),
            name if DATE_TAGS.contains(&name) => self.date(content, Origin::MetaTag),
            name if AUTHOR_TAGS.contains(&name) && !content.starts_with('@') => {
                self.byline(content, Origin::MetaTag);
            }
            _ => {}
        }
    }

    fn headline(&mut self, words: &str, origin: Origin) {
        add_text(&mut self.found.metadata.headline, words, origin);
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

/// Names of meta tags with the headline.
const HEADLINE_TAGS: [&str; 6] = [
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
];
/// Names of meta tags with the day of publication.
const DATE_TAGS: [&str; 32] = [
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_time",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "w-published-date",
    "displaydate",
    "originalpublicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_date",
    "publication_date",
    "published",
    "article:published",
    "dateposted",
    "timestamp",
    "ptime",
    "bt:pubdate",
];
/// Names of meta tags with the author.
const AUTHOR_TAGS: [&str; 10] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "twitter:data1",
    "article:author_name",
];

/// Up to five words without a digit.
fn looks_like_names(text: &str) -> bool {
    text.split_whitespace().count() <= 5 && !text.bytes().any(|b| b.is_ascii_digit())
}

fn is_plausible(published: &Published) -> bool {
    (1990..=2100).contains(&published.date.year())
}
