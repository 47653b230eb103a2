//! What boxes of a page say of themselves, through their element, role, class and identifier.

use scraper::node::Element;

use super::page::Role;

/// Words in classes and identifiers of boxes that are not the article's own.
const ASIDE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adbox",
    "sponsor",
    "sponsored",
    "outbrain",
    "taboola",
    "promo",
    "promotion",
    "promoted",
    "comment",
    "comments",
    "disqus",
    "respond",
    "reply",
    "replies",
    "commentlist",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "trending",
    "popular",
    "mostread",
    "share",
    "sharing",
    "social",
    "sharedaddy",
    "sharebar",
    "addtoany",
    "follow",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "optin",
    "paywall",
    "regwall",
    "piano",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "popup",
    "modal",
    "overlay",
    "lightbox",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "menu",
    "submenu",
    "navbar",
    "nav",
    "navigation",
    "footer",
    "masthead",
    "pagination",
    "pager",
    "toc",
    "skip",
    "toolbar",
    "tags",
    "tag",
    "taglist",
    "tagcloud",
    "topics",
    "cta",
    "jumplinks",
    "login",
    "search",
    "searchform",
    "byline",
    "author",
    "authorbox",
    "authorbio",
    "bio",
    "dateline",
    "timestamp",
    "postmeta",
    "meta",
    "metadata",
    "print",
    "tooltip",
    "rating",
    "ratings",
    "survey",
    "poll",
    "donate",
    "donation",
    "disclaimer",
    "copyright",
    "nextprev",
    "prevnext",
    "morestories",
    "readmore",
    "readnext",
    "alsolike",
    "youmaylike",
    "teaser",
    "teasers",
    "carousel",
    "slider",
    "feedback",
    "helpful",
    "announcement",
    "banner",
    "toplinks",
    "banners",
    "contents",
];

/// Pairs of neighbouring words in one class or identifier.
const ASIDE_PAIRS: &[(&str, &str)] = &[
    ("read", "more"),
    ("read", "next"),
    ("also", "like"),
    ("also", "read"),
    ("more", "stories"),
    ("more", "from"),
    ("more", "news"),
    ("sign", "up"),
    ("table", "contents"),
    ("screen", "reader"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("post", "navigation"),
    ("opt", "in"),
    ("latest", "posts"),
    ("latest", "news"),
    ("recent", "posts"),
    ("other", "posts"),
    ("similar", "posts"),
    ("featured", "posts"),
    ("entry", "meta"),
    ("post", "footer"),
    ("about", "author"),
    ("call", "action"),
    ("most", "read"),
    ("most", "popular"),
    ("up", "next"),
    ("post", "tags"),
    ("site", "header"),
    ("page", "header"),
];

/// Classes and identifiers of the box that holds an article's words.
const BODY: &[&str] = &[
    "articlebody",
    "article-body",
    "article__body",
    "article-content",
    "article__content",
    "articlecontent",
    "article-text",
    "article_body",
    "article_content",
    "entry-content",
    "post-content",
    "post__content",
    "post-body",
    "post__body",
    "post_content",
    "postcontent",
    "story-body",
    "storybody",
    "story-content",
    "story__body",
    "story_body",
    "body-content",
    "content-body",
    "content__body",
    "blog-content",
    "blog-post-content",
    "single-content",
    "td-post-content",
    "rich-text",
    "wysiwyg",
    "news-content",
    "newsbody",
    "main-content-text",
    "single-post-content",
    "blog-body",
    "blog-details",
    "post-text",
    "w-richtext",
    "post-entry",
    "article-main-body",
    "caas-body",
    "field-name-body",
    "field--name-body",
    "theme-post-content",
    "body-copy",
    "article-copy",
    "blog__content",
    "entry__content",
];

/// What a box says of itself.
pub(super) fn role(name: &str, element: &Element) -> Role {
    match name {
        "nav" | "footer" | "aside" | "menu" => return Role::Aside,
        "article" => return Role::Article,
        // shown later by a script, or never; if it is most of the page, it is the page
        _ if is_hidden(element) => return Role::Aside,
        _ => {}
    }
    if let Some(role) = element.attr("role") {
        match role {
            "navigation" | "contentinfo" | "complementary" | "search" | "dialog" | "banner"
            | "menu" | "alert" | "toolbar" => return Role::Aside,
            "article" => return Role::Article,
            _ => {}
        }
    }
    if element
        .attr("itemprop")
        .is_some_and(|names| names.split_whitespace().any(|name| name == "articleBody"))
    {
        return Role::Body;
    }
    if element.attr("aria-modal").is_some() {
        return Role::Aside;
    }
    let mut aside = false;
    for value in [
        element.attr("class"),
        element.attr("id"),
        element.attr("data-testid"),
        element.attr("data-component"),
    ]
    .into_iter()
    .flatten()
    {
        for class in value.split_ascii_whitespace() {
            let lower = class.to_ascii_lowercase();
            if BODY.iter().any(|body| {
                lower == *body || lower.starts_with(body) && lower[body.len()..].starts_with("__")
            }) {
                return Role::Body;
            }
            aside |= is_aside(class);
        }
    }
    if aside {
        Role::PerhapsAside
    } else {
        Role::Neutral
    }
}

/// Whether its own attributes keep it from being shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| {
            let style = style.replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether one class or identifier is a name of boxes around the article.
fn is_aside(class: &str) -> bool {
    // utility classes ("md:hidden", "lg:flex") say how, not what
    if class.contains(':') || class.len() > 80 {
        return false;
    }
    if matches!(class, "widget" | "hidden" | "d-none")
        || class.starts_with("widget_")
        || class.starts_with("widget-area")
    {
        return true;
    }
    let words = words(class);
    // "has-sidebar" says what lies beside
    let beside = |first: &String| matches!(first.as_str(), "has" | "with" | "no" | "without");
    if words.first().is_some_and(beside) {
        return false;
    }
    words.iter().any(|word| ASIDE.contains(&word.as_str()))
        || words.windows(2).any(|pair| {
            ASIDE_PAIRS
                .iter()
                .any(|(first, second)| pair[0] == *first && pair[1] == *second)
        })
        || ASIDE.contains(&words.concat().as_str())
}

/// The words of a class: parted at signs, digits and inner capitals ("relatedArticles", "related_articles-2").
fn words(class: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower_before = false;
    let mut fresh = true;
    for c in class.chars() {
        if !c.is_ascii_alphabetic() {
            fresh = true;
            lower_before = false;
            continue;
        }
        if fresh || lower_before && c.is_ascii_uppercase() {
            words.push(String::new());
            fresh = false;
        }
        lower_before = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

/// Whether a box is called a caption.
pub(super) fn is_caption(element: &Element) -> bool {
    element.attr("class").is_some_and(|class| {
        words(class)
            .iter()
            .any(|word| word == "caption" || word == "figcaption")
    })
}

#[cfg(test)]
mod tests {
    use super::is_aside;

    #[test]
    fn names_of_boxes_around_the_article() {
        for class in [
            "relatedArticles",
            "related-articles",
            "post_comments",
            "c-newsletter__box",
            "read-more",
            "ReadMore",
            "AdBox",
        ] {
            assert!(is_aside(class), "{class}");
        }
        for class in [
            "article",
            "lead",
            "loading",
            "md:hidden",
            "story",
            "reading",
            "header-image",
        ] {
            assert!(!is_aside(class), "{class}");
        }
    }
}
