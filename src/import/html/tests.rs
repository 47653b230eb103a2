use crate::analysis::Unhurried;
use crate::corpus::{Completeness, Origin};
use crate::import::{ImportOptions, NewArticle, SourceBytes, read_source};

fn read(html: &[u8]) -> NewArticle {
    let source = SourceBytes {
        path: "page.html".to_owned(),
        bytes: html.to_vec().into(),
        ..SourceBytes::pasted("")
    };
    let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
    import
        .articles()
        .next()
        .unwrap_or_else(|| panic!("{import:?}"))
        .clone()
}

const PARAGRAPH: &str = "The minister resigned on Monday after a report found that he had misled the house, his office said in a short statement.";

fn page(head: &str, body: &str) -> NewArticle {
    let html = format!(
        "<!doctype html><html lang=en-GB><head><title>Minister quits | The Gazette</title>{head}</head><body>{body}</body></html>"
    );
    read(html.as_bytes())
}

#[test]
fn the_article_is_found_among_everything_else() {
    let article = page(
        "",
        &format!(
            "<nav><a href=/>Home</a><a href=/w>World</a></nav><header><h1>Minister quits</h1></header>\
             <div class=story><figure><img><figcaption>The minister at his desk</figcaption></figure><p>{PARAGRAPH}</p><p>{PARAGRAPH} <a href=x>Twice</a>.</p>\
             <div class='newsletter-box'><p>Sign up for our newsletter to get all the news of the day.</p></div>\
             <h2>What now</h2><ul><li>Nothing happens for a long while</li></ul><blockquote>{PARAGRAPH}</blockquote><p>{PARAGRAPH}</p></div>\
             <div class=related><h3>Related</h3><ul><li><a href=1>One other story of the day</a></li><li><a href=2>Another story</a></li></ul></div>\
             <footer>© 2015 The Gazette. All rights reserved.</footer>"
        ),
    );
    let kinds: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| block.kind.label())
        .collect();
    assert_eq!(
        kinds,
        [
            "headline",
            "caption",
            "paragraph",
            "paragraph",
            "subheading",
            "list item",
            "block quotation",
            "paragraph"
        ],
        "{}",
        article.text
    );
    assert_eq!(
        article.headline.get().map(String::as_str),
        Some("Minister quits")
    );
    assert_eq!(article.language.get().map(String::as_str), Some("en-GB"));
    assert_eq!(article.completeness, Completeness::Full);
}

#[test]
fn metadata_comes_in_the_order_of_trust() {
    let article = page(
        r#"<meta property="og:title" content="Minister quits at last"><meta name="author" content="Bob Ray">
        <meta property="article:published_time" content="2015-09-05T10:00:00Z"><link rel=canonical href="https://www.bbc.co.uk/news/1">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Minister quits",
        "datePublished":"2015-09-04T23:00:00+01:00","author":[{"@id":"ann"}],"publisher":{"name":"BBC"}},{"@type":"Person","@id":"ann","name":"Ann Lee"}]}</script>"#,
        &format!("<article><h1>Minister quits</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"),
    );
    assert_eq!(article.headline.all().len(), 2);
    assert_eq!(article.headline.origin(), Some(Origin::JsonLd));
    assert_eq!(
        article
            .byline
            .all()
            .iter()
            .map(|name| name.value.as_str())
            .collect::<Vec<_>>(),
        ["Ann Lee", "Bob Ray"]
    );
    assert_eq!(article.published.all().len(), 2);
    assert_eq!(
        article.published.get().unwrap().to_string(),
        "2015-09-04T23:00:00+01:00"
    );
    assert_eq!(article.outlet.get().map(String::as_str), Some("BBC News"));
    assert_eq!(article.outlet.origin(), Some(Origin::Address));
}

#[test]
fn a_page_that_shows_nothing_gives_its_data() {
    let body = [PARAGRAPH; 6].join("\\n\\n");
    let json = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Minister quits","articleBody":"{body}","isAccessibleForFree":false}}</script>"#
    );
    let article = page(&json, "<div id=root>Please switch on JavaScript.</div>");
    assert_eq!(article.blocks.len(), 7, "{}", article.text);
    assert_eq!(article.completeness, Completeness::Truncated);
}

#[test]
fn declared_encodings_and_odd_pages_are_read() {
    let mut html = b"<html><head><meta charset=windows-1251></head><body><p>".to_vec();
    html.extend(b"\xcf\xf0\xe8\xe2\xe5\xf2</p>");
    let article = read(&html);
    assert_eq!(
        (article.text.as_str(), article.source.encoding.as_str()),
        ("Привет", "windows-1251")
    );
    // nested beyond all reason
    let deep = format!("<html>{}{PARAGRAPH}", "<div>".repeat(50_000));
    assert_eq!(read(deep.as_bytes()).text, PARAGRAPH);
    assert_eq!(
        read(b"<html><p>Two<br>lines<br><br>and more").text,
        "Two\n\nlines\n\nand more"
    );
}

#[test]
fn the_day_of_the_last_change_is_doubted() {
    let changed = "<meta property='article:modified_time' content='2015-09-06'>";
    let body = format!("<h1>Minister quits</h1><p>{PARAGRAPH}</p>");
    let day = |head: &str| {
        let article = page(head, &body);
        article.published.get().map(ToString::to_string)
    };
    assert_eq!(day(changed).as_deref(), Some("2015-09-06"));
    let both = format!("{changed}<meta name='pubdate' content='2015-09-05'>");
    assert_eq!(day(&both).as_deref(), Some("2015-09-05"));
}
