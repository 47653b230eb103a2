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
    assert_eq!(article.headline.origin(), Some(Origin::Shown));
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
fn data_written_into_a_meta_tag_is_read() {
    let article = page(
        r#"<meta name="script:ld+json" content='{"@type":"NewsArticle","datePublished":"2015-09-05","author":{"name":"Ann Lee"}}'>"#,
        &format!("<h1>Minister quits</h1><p>{PARAGRAPH}</p>"),
    );
    assert_eq!(article.byline.get().map(String::as_str), Some("Ann Lee"));
    assert_eq!(article.published.origin(), Some(Origin::JsonLd));
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
fn a_saved_page_tells_its_address() {
    let html = format!(
        "<!-- saved from url=(0033)https://www.theguardian.com/uk/q --><html><h1>Minister quits</h1><p>{PARAGRAPH}</p>"
    );
    let article = read(html.as_bytes());
    let address = article.address.get().map(String::as_str);
    assert_eq!(address, Some("https://www.theguardian.com/uk/q"));
    assert_eq!(article.outlet.get().unwrap(), "The Guardian");
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

#[test]
fn the_day_shown_comes_before_the_data() {
    let data = "<meta property='article:published_time' content='2015-09-05T01:30:00Z'>";
    let day = |head: &str, line: &str, behind: &str| {
        let body =
            format!("<h1>Minister quits</h1>{line}<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>{behind}");
        let article = page(head, &body);
        let shown = article.published.all().iter();
        let shown: Vec<String> = shown.map(|day| day.value.to_string()).collect();
        shown.join(" ")
    };
    for (head, line, behind, expected) in [
        // the outlet's evening is the server's next morning
        (
            data,
            "<div>September 4, 2015</div>",
            "",
            "2015-09-04 2015-09-05T01:30:00Z",
        ),
        (
            data,
            "<div>By Ann Lee | Sept. 5, 2015</div>",
            "",
            "2015-09-05T01:30:00Z",
        ),
        // the last change is not the publication, unless nothing else is known
        (
            data,
            "<div>Updated: Sept. 8, 2015</div>",
            "",
            "2015-09-05T01:30:00Z 2015-09-08",
        ),
        (
            data,
            "<div>Updated</div><div>Sept. 8, 2015</div>",
            "",
            "2015-09-05T01:30:00Z 2015-09-08",
        ),
        ("", "<div>Updated: Sept. 8, 2015</div>", "", "2015-09-08"),
        (
            data,
            "<div>May 8, 2015, updated May 9, 2015</div>",
            "",
            "2015-05-08 2015-09-05T01:30:00Z",
        ),
        // a number that can be read in two orders: the data tells which
        (
            data,
            "<div>09.05.2015</div>",
            "",
            "2015-09-05T01:30:00Z 2015-05-09",
        ),
        // other articles' days
        (
            data,
            "",
            "<aside><div>4 May 2015</div></aside>",
            "2015-09-05T01:30:00Z",
        ),
        ("", "", "<div>Posted on 4 May 2015</div>", "2015-05-04"),
        (
            data,
            "",
            "<p>This article was first published on 2 May 2015.</p>",
            "2015-05-02 2015-09-05T01:30:00Z",
        ),
        // the one line that is called so, wherever it stands
        (
            data,
            "",
            "<div>Posted on May 3, 2015</div>",
            "2015-05-03 2015-09-05T01:30:00Z",
        ),
        (
            data,
            "",
            "<div>Posted on May 3, 2015</div><div>Posted on May 4, 2015</div>",
            "2015-09-05T01:30:00Z",
        ),
        // names and days that only their style sets apart
        (
            "",
            "<div><a href=/ann>Ann Lee</a><span>May 3, 2015</span><span>Updated May 4, 2015</span></div>",
            "",
            "2015-05-03",
        ),
        // nobody is shown it
        (
            data,
            "<div>By Ann Lee <span style='display: none'>May 3, 2015</span></div>",
            "",
            "2015-09-05T01:30:00Z",
        ),
        // changed before it was published: the data is that of a copy
        (
            data,
            "<div>Updated: Sept. 2, 2015</div>",
            "",
            "2015-09-02 2015-09-05T01:30:00Z",
        ),
        // the data names two days, the page shows one of them
        (
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"2011-05-03\"}</script><meta name=pubdate content='2015-09-05'>",
            "<div>Updated: Sept. 5, 2015</div>",
            "",
            "2015-09-05 2011-05-03",
        ),
        // its head calls the day shown that of the last change
        (
            &format!(
                "{data}<meta property='article:modified_time' content='2015-09-08T09:00:00Z'>"
            ),
            "<div>Sept. 8, 2015</div>",
            "",
            "2015-09-05T01:30:00Z 2015-09-08",
        ),
        // a page is older than what stands in it
        (
            "<script type='application/ld+json'>{\"@type\":\"WebPage\",\"datePublished\":\"2011-05-03\"}</script>",
            "<div>Updated: Sept. 5, 2015</div>",
            "",
            "2015-09-05 2011-05-03",
        ),
        (
            "<link rel=canonical href='https://a.example/2015/sep/04/quits'>",
            "",
            "",
            "2015-09-04",
        ),
    ] {
        assert_eq!(day(head, line, behind), expected, "{line} {behind}");
    }
}

#[test]
fn which_number_is_the_day() {
    for (lang, other, expected) in [
        ("en-GB", "", "2015-05-03"),
        ("en-US", "", "2015-03-05"),
        // as the page's other days show
        ("en", "Since 31/12/2014", "2015-05-03"),
        ("en", "Since 12/31/2014", "2015-03-05"),
        // as in America, doubted
        ("en", "", "2015-03-05"),
    ] {
        let html = format!(
            "<html lang={lang}><h1>Minister quits</h1><div>3/5/2015</div><p>{other} {PARAGRAPH}</p><p>{PARAGRAPH}</p>"
        );
        let source = SourceBytes::pasted(&html);
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let article = import.articles().next().unwrap();
        assert_eq!(article.published.get().unwrap().to_string(), expected);
        let doubts = &import.items[0].warnings;
        let is_doubted = doubts.iter().any(|doubt| doubt.contains("in two ways"));
        assert_eq!(is_doubted, lang == "en" && other.is_empty(), "{doubts:?}");
    }
}

#[test]
fn the_headline_and_names_shown_come_before_the_data() {
    let article = page(
        r#"<meta property="og:title" content="Minister quits: all you need to know | The Gazette">
        <script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"The Gazette"},"publisher":{"name":"The Gazette"}}</script>"#,
        &format!(
            "<h1>The Gazette</h1><article><h1>Minister quits: all you need</h1><div class=top>By Ann Lee, Senior reporter</div><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"
        ),
    );
    let headline = article.headline.get().map(String::as_str);
    assert_eq!(headline, Some("Minister quits: all you need"));
    assert_eq!(article.headline.all().len(), 2);
    let names = article.byline.all().iter();
    let names: Vec<&str> = names.map(|names| names.value.as_str()).collect();
    assert_eq!(names, ["Ann Lee"]);
}
