//! Web pages: the article's words in blocks, without what stands around them, and what the page says of the article.

mod dateline;
mod main_text;
mod metadata;
mod page;
mod roles;
mod saved;
mod strip;

use scraper::Html as Tree;

use self::page::{Line, Page};
pub use self::saved::page_of_folder;
use super::dates::DayOrder;
use super::draft::{add_text, squeeze};
use super::plain::{decoded_draft, has_extension};
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, blocks, exports, outlets};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Completeness, Origin};

/// Web pages.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if super::decode::looks_binary(head) {
            return Confidence::No;
        }
        if has_extension(name, &["html", "htm", "xhtml", "shtml"]) {
            return Confidence::Certain;
        }
        let start: String = String::from_utf8_lossy(&head[..head.len().min(2048)])
            .replace('\0', "")
            .to_lowercase();
        let start = start
            .trim_start_matches(['\u{feff}', '\u{fffd}'])
            .trim_start();
        if start.starts_with("<!doctype html")
            || start.starts_with("<html")
            || start.starts_with("<?xml") && start.contains("<html")
        {
            Confidence::Certain
        } else if start.starts_with('<')
            && ["<head", "<body", "<div", "<p>", "<article", "<!--", "<meta"]
                .iter()
                .any(|tag| start.contains(tag))
        {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let declared = declared_encoding(input.bytes);
        let (text, draft) = decoded_draft(input, input.declared_encoding.or(declared.as_deref()));
        ctx.step(0, 0)?;
        if exports::may_be(&text) {
            let mut whole = Draft::default();
            push_fragment(&mut whole, &text);
            if let Some(parsed) = exports::split(&whole.text, &draft) {
                return Ok(parsed);
            }
        }
        Ok(Parsed::one(read_saved(
            &text,
            draft,
            saved::saved_from(&text),
        )))
    }
}

/// The article of a page that was saved from this address.
pub(super) fn read_saved(text: &str, mut draft: Draft, address: Option<&str>) -> Draft {
    let Some(address) = address else {
        return read_page(text, draft);
    };
    add_text(&mut draft.metadata.address, address, Origin::Record);
    let mut draft = read_page(text, draft);
    if draft.metadata.outlet.get().is_none() {
        let name = outlets::outlet_of_address(address).or_else(|| outlets::host_of(address));
        let name = name.unwrap_or_default();
        add_text(&mut draft.metadata.outlet, name, Origin::Address);
    }
    draft
}

/// The article of a page that is decoded already. `draft` says how.
pub(super) fn read_page(text: &str, mut draft: Draft) -> Draft {
    let stripped = strip::strip(text);
    let html = Tree::parse_document(&stripped.page);
    let page = page::read(&html);
    let written = dateline::order(&page);
    let mut found = metadata::read(&html, &stripped.json_ld, written);
    let chosen = main_text::choose(&page);
    let headline = headline(&mut found);
    let language = found.metadata.language.get();
    let custom = language.map_or(DayOrder::Unknown, |tag| DayOrder::of_language(tag));
    let order = written.or(custom);
    if let Some(names) = dateline::names(headline.as_deref(), &page, &chosen) {
        found.add_shown_names(names);
    }
    found.settle_names();
    let shown = |order| dateline::shown(headline.as_deref(), &page, &chosen, order);
    let days = shown(order);
    if days.is_empty() && order == DayOrder::Unknown && found.is_undated() {
        // "5/9/2015" in an English page of no known country: most are written in America
        let language = found.metadata.language.get();
        let is_english = language.is_none_or(|tag| tag.starts_with("en"));
        let days = shown(if is_english {
            DayOrder::MonthFirst
        } else {
            DayOrder::DayFirst
        });
        draft.warnings.extend(found.settle_dates(&days));
        draft.warnings.extend(days.first().map(dateline::doubt));
    } else {
        draft.warnings.extend(found.settle_dates(&days));
    }
    if found.paid {
        draft.warnings.push(
            "the page says that the article is not free to read: part of it may be missing"
                .to_owned(),
        );
        draft.completeness = Completeness::Truncated;
    }
    let lines: Vec<&Line> = chosen
        .lines
        .iter()
        .map(|index| &page.lines[*index])
        .collect();
    let words: usize = lines.iter().map(|line| line.text.len()).sum();
    if let Some(body) = found
        .body
        .filter(|body| body.len() > 400 && body.len() > words * 2)
    {
        // the page's script would have shown what its data holds
        draft.warnings.push(
            "the text was taken from the page's JSON-LD: the page itself shows less".to_owned(),
        );
        push_headline(&mut draft, headline.as_deref());
        for span in blocks::split(&body) {
            draft.push(BlockKind::Paragraph, span.of(&body));
        }
    } else {
        write_lines(&mut draft, headline.as_deref(), &lines);
        if chosen.left_out > 0 {
            let lines = match chosen.left_out {
                1 => "1 line".to_owned(),
                n => format!("{n} lines"),
            };
            draft.left_out.push(format!("{lines} around the article"));
        }
    }
    found.metadata.merge(&draft.metadata);
    draft.metadata = found.metadata;
    let Draft { text, blocks, .. } = &mut draft;
    blocks::recognise(text, blocks);
    let is_headline = |block: &crate::corpus::Block| block.kind == BlockKind::Headline;
    if draft.blocks.iter().all(is_headline) {
        draft.text.clear();
        draft.blocks.clear();
        fall_back(&mut draft, &page);
    }
    draft
}

/// All words of a piece of a page that holds nothing but an article or a part of one, as blocks.
pub(super) fn push_fragment(draft: &mut Draft, html: &str) {
    let stripped = strip::strip(html);
    let page = page::read(&Tree::parse_document(&stripped.page));
    for line in &page.lines {
        write_line(draft, line);
    }
}

/// Whether words are a piece of a page rather than plain text: they hold an element that parts or marks words.
pub(super) fn is_markup(words: &str) -> bool {
    const TAGS: [&str; 22] = [
        "p",
        "br",
        "div",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "img",
        "blockquote",
        "table",
        "section",
        "article",
        "html",
    ];
    words.match_indices('<').take(40).any(|(at, _)| {
        let inner = words[at + 1..].trim_start_matches('/');
        let end = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let closes = inner[end..].starts_with(['>', ' ', '/', '\n', '\t', '\r']);
        closes
            && TAGS
                .iter()
                .any(|tag| inner[..end].eq_ignore_ascii_case(tag))
    })
}

/// Words without markup and with their entities read, on one line.
pub(super) fn plain_words(words: &str) -> String {
    if is_markup(words) || words.contains('&') && words.contains(';') {
        squeeze(
            &Tree::parse_fragment(words)
                .root_element()
                .text()
                .collect::<Vec<_>>()
                .join(" "),
        )
    } else {
        squeeze(words)
    }
}

/// A page without prose: all its lines.
fn fall_back(draft: &mut Draft, page: &Page) {
    for line in &page.lines {
        write_line(draft, line);
    }
    if !draft.text.is_empty() {
        draft
            .warnings
            .push("no article was found in the page: all its text was taken".to_owned());
    }
}

/// The headline as the page shows it: the `<h1>` that its data or title agree with, the longest of several; else the only one, if
/// it shares a word with them. It comes before what the data says: that is often written for search engines.
fn headline(found: &mut metadata::Found) -> Option<String> {
    let known: Vec<&str> = found
        .metadata
        .headline
        .all()
        .iter()
        .map(|known| known.value.as_str())
        .chain([found.title.as_str()])
        .collect();
    let agrees = |h1: &&String| {
        let h1 = fold(h1);
        let mut known = known.iter().map(|known| fold(known));
        known.any(|known| !known.is_empty() && (known.contains(&h1) || h1.contains(&known)))
    };
    let named = found.h1.iter().filter(|h1| !is_site(h1, found));
    let agreed = named.clone().filter(agrees).max_by_key(|h1| h1.len());
    let mut only = named.filter(|h1| {
        found.h1.len() == 1
            && (known.iter().all(|known| known.is_empty()) || shares_a_word(h1, &known))
    });
    let shown = agreed.or_else(|| only.next()).cloned();
    if let Some(shown) = &shown {
        // "Kerry calls Lavrov | The Daily Star" is the headline and the site
        let whole = std::mem::take(&mut found.metadata.headline);
        found.metadata.headline = whole.map(|known| without_tail(known, shown));
        found.metadata.headline.add(shown.clone(), Origin::Shown);
    } else if found.metadata.headline.get().is_none() {
        let title = without_site(&found.title);
        add_text(&mut found.metadata.headline, title, Origin::MetaTag);
    } else {
        let whole = std::mem::take(&mut found.metadata.headline);
        found.metadata.headline = whole.map(|known| match without_site(known) {
            head if known.len() > head.len() && is_site(&known[head.len()..], found) => {
                head.to_owned()
            }
            _ => known.clone(),
        });
    }
    shown.or_else(|| found.metadata.headline.get().cloned())
}

/// Whether words are the name of the site: the outlet, or the shorter end of the page's title.
fn is_site(words: &str, found: &metadata::Found) -> bool {
    let words = fold(words);
    let outlet = found.metadata.outlet.get().map(|name| fold(name));
    let tail = &found.title[without_site(&found.title).len()..];
    !words.is_empty() && (outlet.as_ref() == Some(&words) || fold(tail) == words)
}

/// Whether `words` hold a word of at least four letters that one of `known` holds too.
fn shares_a_word(words: &str, known: &[&str]) -> bool {
    let long = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let long = words.filter(|word| word.chars().count() >= 4);
        long.map(str::to_lowercase).collect()
    };
    let words = long(words);
    known.iter().any(|known| !long(known).is_disjoint(&words))
}

/// `known` without what follows the headline that the page shows, when a sign parts the two.
fn without_tail(known: &str, shown: &str) -> String {
    let parts = known.get(..shown.len()).zip(known.get(shown.len()..));
    match parts {
        Some((head, tail))
            if fold(head) == fold(shown)
                && tail
                    .trim_start()
                    .starts_with(['|', '-', '–', '—', ':', '»', '•', '·', '/']) =>
        {
            shown.to_owned()
        }
        _ => known.to_owned(),
    }
}

/// "Kerry calls Lavrov | The Daily Star" without the site.
fn without_site(title: &str) -> &str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && head.len() > tail.len()
        {
            return head;
        }
    }
    title
}

/// Lower case, letters and digits only: for comparing headlines.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn push_headline(draft: &mut Draft, headline: Option<&str>) {
    if let Some(headline) = headline {
        draft.push(BlockKind::Headline, headline);
    }
}

fn write_lines(draft: &mut Draft, headline: Option<&str>, lines: &[&Line]) {
    push_headline(draft, headline);
    let folded = headline.map(fold).unwrap_or_default();
    for (index, line) in lines.iter().enumerate() {
        // the headline again
        if index < 12
            && !folded.is_empty()
            && (line.kind.heading > 0 || line.text.len() < 200)
            && fold(&line.text) == folded
        {
            continue;
        }
        write_line(draft, line);
    }
}

/// One line as blocks: line breaks part paragraphs.
fn write_line(draft: &mut Draft, line: &Line) {
    if line.kind.preformatted {
        draft.push_lines(line.kind.block(), &line.text);
        return;
    }
    for part in line.text.split('\n') {
        draft.push(line.kind.block(), part);
    }
}

/// The encoding that a page or a piece of XML declares in its first 4 KiB, as written.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head
        .find("charset=")
        .map(|at| at + "charset=".len())
        .or_else(|| {
            let xml = head.find("<?xml")?;
            let end = xml + head[xml..].find("?>")?;
            Some(xml + head[xml..end].find("encoding=")? + "encoding=".len())
        })?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!label.is_empty()).then(|| squeeze(&label))
}

#[cfg(test)]
mod tests;
