//! Feeds: RSS in all its versions, RDF, Atom, CDF. Each entry is an article; a feed that gives only summaries says so.
//!
//! The tags are read in order and forgivingly, as ill-formed feeds are common: a tag that is never closed ends with its entry.
//! Prefixes of namespaces are dropped but for those that change the meaning of a name (`media:title` is a picture's).

use super::dates::{DayOrder, parse_date};
use super::draft::{add_text, squeeze};
use super::plain::{decoded_draft, has_extension};
use super::records::{language_tag, push_body};
use super::xml::{Event, attribute, events, unescape};
use super::{Confidence, Draft, Format, ImportError, Input, Parsed, Part, blocks, html, outlets};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Completeness, Origin};

/// RSS and Atom.
pub(super) struct Feed;

/// Elements that start a feed, without prefix, in lower case.
const ROOTS: [&str; 5] = ["rss", "feed", "rdf", "channel", "redirect"];
/// A text shorter than this in a feed without full texts is an excerpt, in bytes.
const EXCERPT: usize = 1_200;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let start: String =
            String::from_utf8_lossy(&head[..head.len().min(8192)]).replace('\0', "");
        let root = events(&start).find_map(|event| match event {
            Event::Open { name, .. } => Some(local(name).to_ascii_lowercase()),
            _ => None,
        });
        let is_root = root.is_some_and(|root| ROOTS.contains(&root.as_str()));
        match (is_root, has_extension(name, &["rss", "atom", "rdf"])) {
            (true, _) => Confidence::Certain,
            (false, true) => Confidence::Likely,
            (false, false) => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let declared = html::declared_encoding(input.bytes);
        let (xml, template) = decoded_draft(input, input.declared_encoding.or(declared.as_deref()));
        let mut reader = Reader::default();
        for (at, event) in events(&xml).enumerate() {
            if at % 4096 == 0 {
                ctx.step(at, 0)?;
            }
            reader.take(event);
        }
        reader.close_entry();
        if !reader.is_feed {
            return Err(ImportError::NotMine);
        }
        if reader.entries.is_empty() {
            return Err(ImportError::Nothing("the feed has no entries".to_owned()));
        }
        let channel = std::mem::take(&mut reader.channel);
        let entries = std::mem::take(&mut reader.entries);
        let parts = entries.iter().enumerate().map(|(at, entry)| {
            let mut draft = entry.draft(&channel, &template);
            draft.part = format!("entry {}", at + 1);
            Part::Article(Box::new(draft))
        });
        Ok(Parsed {
            parts: parts.collect(),
            warnings: template.warnings.clone(),
        })
    }
}

/// What the feed or an entry says of itself.
#[derive(Default)]
struct Fields {
    title: String,
    content: String,
    summary: String,
    link: String,
    guid: String,
    author: String,
    published: String,
    updated: String,
    language: String,
}

#[derive(Default)]
struct Reader {
    is_feed: bool,
    channel: Fields,
    entries: Vec<Fields>,
    in_entry: bool,
    /// Open elements that are not read (pictures, sources), by name.
    ignored: Option<(String, usize)>,
    /// The field that is being read, its element, and what stands in it; depth of elements inside.
    open: Option<(String, String, usize)>,
    in_author: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        if let Some((name, depth)) = &mut self.ignored {
            match event {
                Event::Open {
                    name: inner,
                    closed: false,
                    ..
                } if inner == name => *depth += 1,
                Event::Close { name: inner } if inner == name => *depth -= 1,
                // what is never closed ends with its entry
                Event::Close { name: inner } if matches!(local(inner), "item" | "entry") => {
                    *depth = 0;
                }
                _ => {}
            }
            if *depth == 0 {
                self.ignored = None;
            }
            return;
        }
        match event {
            Event::Open {
                name,
                attributes,
                closed,
            } => self.start(name, attributes, closed),
            Event::Close { name } => self.end(name),
            Event::Words { text, cdata } => {
                if let Some((_, words, depth)) = &mut self.open {
                    if cdata {
                        words.push_str(text);
                    } else if *depth == 0 {
                        words.push_str(&unescape(text));
                    } else {
                        // inside elements of XHTML, entities stay for the reader of pages
                        words.push_str(text);
                    }
                }
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &str, closed: bool) {
        let folded = local(name).to_ascii_lowercase();
        self.is_feed |= ROOTS.contains(&folded.as_str());
        if matches!(folded.as_str(), "item" | "entry") {
            self.close_entry();
            self.open = None;
            self.in_entry = true;
            self.entries.push(Fields::default());
            // CDF keeps the address here
            if let Some(address) = attribute(attributes, "HREF").or(attribute(attributes, "href")) {
                self.entries.last_mut().expect("pushed above").link = unescape(address);
            }
            return;
        }
        let of_author = self
            .open
            .as_ref()
            .is_some_and(|(open, ..)| matches!(local(open), "author" | "contributor"));
        if of_author && matches!(folded.as_str(), "name" | "email" | "uri" | "url") {
            // a person with parts, not a name in words
            self.open = None;
            self.in_author = true;
        }
        if let Some((_, words, depth)) = &mut self.open {
            if !closed {
                *depth += 1;
            }
            words.push('<');
            words.push_str(&folded);
            if folded == "a" || folded == "img" {
                words.push(' ');
                words.push_str(attributes);
            }
            words.push('>');
            return;
        }
        if is_ignored(name, &folded) {
            if !closed {
                self.ignored = Some((name.to_owned(), 1));
            }
            return;
        }
        match folded.as_str() {
            "author" | "contributor" if !closed => self.in_author = true,
            "link" => {
                if let Some(address) = attribute(attributes, "href") {
                    let rel = attribute(attributes, "rel").unwrap_or("alternate");
                    let fields = self.fields();
                    if rel == "alternate" && fields.link.is_empty() {
                        fields.link = unescape(address);
                    }
                }
            }
            _ => {}
        }
        if !closed && (is_field(&folded) || self.in_author && folded == "name") {
            self.open = Some((name.to_owned(), String::new(), 0));
        }
    }

    fn end(&mut self, name: &str) {
        let folded = local(name).to_ascii_lowercase();
        if matches!(folded.as_str(), "item" | "entry") {
            self.finish_field();
            self.close_entry();
            return;
        }
        if let Some((open, words, depth)) = &mut self.open {
            if open != name || *depth > 0 && folded != "content" {
                *depth = depth.saturating_sub(1);
                words.push_str("</");
                words.push_str(&folded);
                words.push('>');
                return;
            }
            self.finish_field();
        }
        if matches!(folded.as_str(), "author" | "contributor") {
            self.in_author = false;
        }
    }

    fn finish_field(&mut self) {
        let Some((name, words, _)) = self.open.take() else {
            return;
        };
        let words = words.trim().to_owned();
        if words.is_empty() {
            return;
        }
        let (prefix, _) = name.rsplit_once(':').unwrap_or(("", ""));
        let folded = local(&name).to_ascii_lowercase();
        let in_author = self.in_author;
        let fields = self.fields();
        let first = |field: &mut String, words: String| {
            if field.is_empty() {
                *field = words;
            }
        };
        match folded.as_str() {
            "title" => first(&mut fields.title, words),
            "encoded" | "content" | "body" | "fulltext" | "fullitem"
                if words.len() > fields.content.len() =>
            {
                fields.content = words;
            }
            "description" | "summary" | "abstract" | "tagline" | "subtitle"
                if words.len() > fields.summary.len() =>
            {
                fields.summary = words;
            }
            "link" | "origlink" => first(&mut fields.link, words),
            "guid" | "id" => first(&mut fields.guid, words),
            "pubdate" | "published" | "issued" | "date" | "created" => {
                first(&mut fields.published, words);
            }
            "updated" | "modified" | "lastbuilddate" => first(&mut fields.updated, words),
            "language" => first(&mut fields.language, words),
            "name" | "creator" | "author" if in_author || folded != "name" => {
                let words = html::plain_words(&words);
                // "ann@example.org (Ann Lee)"
                let words = match words.split_once('(') {
                    Some((mail, name)) if mail.contains('@') => {
                        name.trim_end_matches(')').to_owned()
                    }
                    _ => words,
                };
                if !words.contains('@') && !fields.author.contains(&words) && prefix != "itunes" {
                    if !fields.author.is_empty() {
                        fields.author.push_str(", ");
                    }
                    fields.author.push_str(&words);
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self) -> &mut Fields {
        match self.entries.last_mut() {
            Some(entry) if self.in_entry => entry,
            _ => &mut self.channel,
        }
    }

    fn close_entry(&mut self) {
        self.finish_field();
        self.in_entry = false;
        self.in_author = false;
    }
}

impl Fields {
    fn draft(&self, channel: &Self, template: &Draft) -> Draft {
        let mut draft = Draft {
            encoding: template.encoding.clone(),
            ..Draft::default()
        };
        let headline = html::plain_words(&self.title);
        draft.push(BlockKind::Headline, &headline);
        let body = if self.content.is_empty() {
            &self.summary
        } else {
            &self.content
        };
        push_body(&mut draft, body);
        if self.content.is_empty() && body.len() < EXCERPT {
            draft.completeness = Completeness::Truncated;
            if !body.is_empty() {
                let doubt = "the feed gives only a summary";
                draft.warnings.push(doubt.to_owned());
            } else if !headline.is_empty() {
                let doubt = "the feed gives only a headline";
                draft.warnings.push(doubt.to_owned());
            }
        }
        let metadata = &mut draft.metadata;
        add_text(&mut metadata.headline, &headline, Origin::Record);
        let author = if self.author.is_empty() {
            &channel.author
        } else {
            &self.author
        };
        add_text(&mut metadata.byline, author, Origin::Record);
        let dates = [&self.published, &self.updated];
        if let Some(date) = dates
            .into_iter()
            .find_map(|date| parse_date(date, DayOrder::Unknown))
        {
            metadata.published.add(date, Origin::Record);
        }
        let address = [&self.link, &self.guid]
            .into_iter()
            .find(|address| address.contains("://"));
        if let Some(address) = address {
            add_text(&mut metadata.address, address, Origin::Record);
        }
        let language = if self.language.is_empty() {
            &channel.language
        } else {
            &self.language
        };
        if let Some(tag) = language_tag(language) {
            metadata.language.add(tag, Origin::Record);
        }
        let known = [&self.link, &channel.link]
            .into_iter()
            .find_map(|address| outlets::outlet_of_address(address));
        let site = html::plain_words(&channel.title);
        if let Some(name) = known {
            add_text(&mut metadata.outlet, name, Origin::Address);
        } else {
            let name = outlets::canonical(&site).unwrap_or(&site);
            add_text(&mut metadata.outlet, name, Origin::Record);
        }
        let Draft { text, blocks, .. } = &mut draft;
        blocks::recognise(text, blocks);
        draft
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn is_field(folded: &str) -> bool {
    matches!(
        folded,
        "title"
            | "encoded"
            | "content"
            | "body"
            | "fullitem"
            | "fulltext"
            | "description"
            | "summary"
            | "abstract"
            | "tagline"
            | "subtitle"
            | "link"
            | "origlink"
            | "guid"
            | "id"
            | "pubdate"
            | "published"
            | "issued"
            | "date"
            | "created"
            | "updated"
            | "modified"
            | "lastbuilddate"
            | "language"
            | "creator"
            | "author"
    )
}

/// Elements whose titles and texts are not the article's.
fn is_ignored(name: &str, folded: &str) -> bool {
    let prefix =
        squeeze(name.rsplit_once(':').map_or("", |(prefix, _)| prefix)).to_ascii_lowercase();
    matches!(
        prefix.as_str(),
        "media"
            | "itunes"
            | "geo"
            | "georss"
            | "slash"
            | "psc"
            | "podcast"
            | "cc"
            | "creativecommons"
    ) || matches!(
        folded,
        "image"
            | "textinput"
            | "source"
            | "cloud"
            | "enclosure"
            | "style"
            | "script"
            | "skiphours"
            | "skipdays"
    )
}

#[cfg(test)]
mod tests {
    use crate::analysis::Unhurried;
    use crate::import::{ImportOptions, SourceBytes, read_source};

    fn check(xml: &str, expected: &[&str]) {
        let source = SourceBytes {
            path: "feed.xml".to_owned(),
            bytes: xml.as_bytes().to_vec().into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let found: Vec<String> = import
            .articles()
            .map(|article| {
                format!(
                    "{}|{}|{}|{}|{}",
                    article.outlet.get().map_or("", String::as_str),
                    article
                        .published
                        .get()
                        .map_or(String::new(), |day| day.date.to_string()),
                    article.byline.get().map_or("", String::as_str),
                    article.address.get().map_or("", String::as_str),
                    article.text.replace('\n', "/")
                )
            })
            .collect();
        assert_eq!(found, expected, "{import:?}");
    }

    #[test]
    fn rss_is_read() {
        check(
            "<?xml version='1.0'?><rss version='2.0' xmlns:dc='x'><channel><title>The Gazette</title><image><title>Logo</title></image>\
             <item><title>Minister &amp;amp; house</title><link>https://example.org/1</link><dc:creator><![CDATA[Ann Lee]]></dc:creator>\
             <pubDate>Sat, 05 Sep 2015 10:00:00 GMT</pubDate><description>Short.</description>\
             <content:encoded><![CDATA[<p>He went.</p><p>She stayed.</p>]]></content:encoded><media:content><media:title>Photo</media:title></media:content></item>\
             <item><title>Second</title><description>&lt;b&gt;Bold&lt;/b&gt; words</channel></rss>",
            &[
                "The Gazette|2015-09-05|Ann Lee|https://example.org/1|Minister & house//He went.//She stayed.",
                "The Gazette||||Second//Bold words",
            ],
        );
    }

    #[test]
    fn atom_is_read() {
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Gazette</title><link href='https://www.bbc.co.uk/'/>\
             <entry><title type='html'>Minister quits</title><link rel='self' href='https://x.org/s'/><link href='https://www.bbc.co.uk/1'/>\
             <author><name>Ann Lee</name><email>a@b.c</email></author><updated>2015-09-05T10:00:00Z</updated>\
             <content type='xhtml'><div xmlns='x'><p>He <em>went</em>.</p></div></content></entry></feed>",
            &["BBC News|2015-09-05|Ann Lee|https://www.bbc.co.uk/1|Minister quits//He went."],
        );
    }
}
