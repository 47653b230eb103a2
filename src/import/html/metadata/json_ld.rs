//! JSON-LD: what a page's structured data says of its article.

use scraper::Html;
use serde_json::Value;

use super::{Reader, is_plausible};
use crate::corpus::Origin;
use crate::import::dates::parse_date;
use crate::import::draft::{add_text, squeeze};

impl Reader<'_> {
    pub fn json_ld(&mut self, block: &str) {
        let trimmed = block
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>")
            .trim_end_matches(';');
        let parsed: Result<Value, _> = serde_json::from_str(trimmed);
        let value = match parsed {
            Ok(value) => value,
            // line ends inside strings, as careless templates write them
            Err(_) => match serde_json::from_str(&trimmed.replace(['\n', '\r', '\t'], " ")) {
                Ok(value) => value,
                Err(_) => return,
            },
        };
        let mut nodes = Vec::new();
        collect_nodes(&value, 0, &mut nodes);
        let articles: Vec<&Value> = nodes
            .iter()
            .copied()
            .filter(|node| types_of(node).any(is_article_type))
            .collect();
        for node in &nodes {
            if articles.is_empty()
                && types_of(node).any(|kind| matches!(kind, "WebPage" | "ItemPage"))
                && let Some(date) = node.get("datePublished").and_then(Value::as_str)
            {
                let day = parse_date(date, self.order).filter(is_plausible);
                self.found.page_day = self.found.page_day.or(day);
            }
            if types_of(node).any(|kind| kind == "WebSite")
                && let Some(name) = node.get("name").and_then(Value::as_str)
            {
                self.site.push((squeeze(name), Origin::MetaTag));
            }
        }
        for article in &articles {
            self.json_article(article, &nodes);
        }
    }

    fn json_article(&mut self, article: &Value, nodes: &[&Value]) {
        let text = |key: &str| article.get(key).and_then(Value::as_str);
        if let Some(headline) = text("headline").or_else(|| text("name")) {
            add_text(
                &mut self.found.metadata.headline,
                &plain(headline),
                Origin::JsonLd,
            );
        }
        for key in ["datePublished", "dateCreated"] {
            if let Some(date) = text(key) {
                self.date(date, Origin::JsonLd);
                break;
            }
        }
        let address = text("url").or_else(|| {
            article
                .get("mainEntityOfPage")
                .and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()))
        });
        self.address(address, Origin::JsonLd);
        if let Some(publisher) = article.get("publisher") {
            let mut names = Vec::new();
            collect_names(publisher, nodes, &mut names);
            self.site
                .extend(names.into_iter().map(|name| (name, Origin::JsonLd)));
        }
        if let Some(authors) = article.get("author").or_else(|| article.get("creator")) {
            let mut names: Vec<String> = Vec::new();
            collect_names(authors, nodes, &mut names);
            if !names.is_empty() {
                self.byline(&names.join(", "), Origin::JsonLd);
            }
        }
        if let Some(tag) = text("inLanguage").filter(|tag| (2..=12).contains(&tag.len())) {
            add_text(&mut self.found.metadata.language, tag, Origin::JsonLd);
        }
        if let Some(body) = text("articleBody") {
            self.found.body.get_or_insert_with(|| plain(body));
        }
        let free = article.get("isAccessibleForFree");
        self.found.paid |= free.is_some_and(|free| {
            *free == Value::Bool(false)
                || free
                    .as_str()
                    .is_some_and(|free| free.eq_ignore_ascii_case("false"))
        });
    }
}

/// Words of a JSON-LD value: some sites put markup and entities into it.
fn plain(text: &str) -> String {
    if text.contains('<') || text.contains('&') {
        let html = Html::parse_fragment(text);
        let words: String = html.root_element().text().collect::<Vec<_>>().join(" ");
        return words;
    }
    text.to_owned()
}

/// All objects of a JSON-LD value, containers first; at most 12 deep.
fn collect_nodes<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Value>) {
    if depth > 12 {
        return;
    }
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_nodes(item, depth + 1, nodes)),
        Value::Object(fields) => {
            nodes.push(value);
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "hasPart",
                "itemListElement",
                "author",
                "publisher",
                "isPartOf",
            ] {
                if let Some(inner) = fields.get(key) {
                    collect_nodes(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn types_of(node: &Value) -> impl Iterator<Item = &str> {
    let kinds = node.get("@type");
    let one = kinds.and_then(Value::as_str);
    let many = kinds
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    one.into_iter().chain(many)
}

fn is_article_type(kind: &str) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting"
                | "Report"
                | "LiveBlogPosting"
                | "SocialMediaPosting"
                | "Posting"
                | "Review"
                | "HowTo"
                | "Recipe"
        )
}

/// Names of persons or organisations: strings, objects with a name, lists of them, references into the graph.
fn collect_names(value: &Value, nodes: &[&Value], names: &mut Vec<String>) {
    let mut add = |name: &str| {
        let name = squeeze(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    };
    match value {
        Value::String(name) => add(name),
        Value::Array(items) => items.iter().take(20).for_each(|item| {
            if !item.is_array() {
                collect_names(item, nodes, names);
            }
        }),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::String(name)) => add(name),
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).for_each(add),
            _ => {
                let id = fields.get("@id").and_then(Value::as_str);
                let target = id.and_then(|id| {
                    nodes.iter().find(|node| {
                        node.get("@id").and_then(Value::as_str) == Some(id)
                            && node.get("name").is_some()
                    })
                });
                if let Some(name) = target
                    .and_then(|node| node.get("name"))
                    .and_then(Value::as_str)
                {
                    add(name);
                }
            }
        },
        _ => {}
    }
}
