//! EPUB: each document of the reading order is an article (a newspaper made into a book) or a chapter.

use super::archive::{Member, members};
use super::dates::{DayOrder, parse_date};
use super::draft::add_text;
use super::plain::has_extension;
use super::xml::{Event, attribute, events, unescape};
use super::{Confidence, Draft, Format, ImportError, Input, Metadata, Parsed, Part, blocks, html};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Origin};
use crate::text::count_words;

/// Most bytes of one part.
const MAX_PART: u64 = 32 << 20;
/// A document with fewer words is a cover, a title page, a list.
const LEAST_WORDS: usize = 30;

/// EPUB books.
pub(super) struct Epub;

impl Format for Epub {
    fn name(&self) -> &'static str {
        "EPUB"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let mark = b"application/epub+zip";
        let marked = head[..head.len().min(256)]
            .windows(mark.len())
            .any(|bytes| bytes == mark);
        if head.starts_with(b"PK\x03\x04") && (marked || has_extension(name, &["epub"])) {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let members = members(input.bytes)?;
        if members
            .iter()
            .any(|member| member.name == "META-INF/encryption.xml" && is_locked(member))
        {
            return Err(ImportError::broken(
                "the book is protected against copying: its text cannot be read",
            ));
        }
        let container = part(&members, "META-INF/container.xml")?.ok_or(ImportError::NotMine)?;
        let root = events(&container).find_map(|event| match event {
            Event::Open {
                name, attributes, ..
            } if name.ends_with("rootfile") => attribute(attributes, "full-path"),
            _ => None,
        });
        let root = root
            .ok_or_else(|| ImportError::broken("the book does not say where its contents stand"))?;
        let package = part(&members, root)?
            .ok_or_else(|| ImportError::broken("the book's list of contents is missing"))?;
        let book = Book::read(&package);
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let total = book.order.len();
        let mut parsed = Parsed::default();
        for (at, href) in book.order.iter().enumerate() {
            ctx.step(at, total)?;
            parsed
                .parts
                .push(chapter(&members, &resolve(folder, href), &book));
        }
        if parsed.parts.is_empty() {
            return Err(ImportError::Nothing(
                "the book lists no documents".to_owned(),
            ));
        }
        Ok(parsed)
    }
}

/// Encrypted fonts are common and harmless; encrypted pages are not.
fn is_locked(member: &Member<'_>) -> bool {
    member
        .read(MAX_PART)
        .is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("html"))
}

fn part(members: &[Member<'_>], name: &str) -> Result<Option<String>, ImportError> {
    let Some(member) = members.iter().find(|member| member.name == name) else {
        return Ok(None);
    };
    let bytes = member.read(MAX_PART);
    let bytes = bytes.map_err(|error| ImportError::broken(error.to_string()))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn chapter(members: &[Member<'_>], path: &str, book: &Book) -> Part {
    let xml = match part(members, path) {
        Ok(Some(xml)) => xml,
        Ok(None) => {
            return Part::Failed {
                part: path.to_owned(),
                reason: "the book lists it and does not hold it".to_owned(),
            };
        }
        Err(error) => {
            return Part::Failed {
                part: path.to_owned(),
                reason: error.to_string(),
            };
        }
    };
    let mut draft = Draft {
        part: path.to_owned(),
        metadata: book.metadata.clone(),
        encoding: "UTF-8".to_owned(),
        ..Draft::default()
    };
    html::push_fragment(&mut draft, &xml);
    if count_words(&draft.text) < LEAST_WORDS {
        return Part::Skipped {
            part: path.to_owned(),
            reason: "a cover, title page or list: it has no prose".to_owned(),
        };
    }
    if let Some(first) = draft
        .blocks
        .first_mut()
        .filter(|first| first.kind == BlockKind::Subheading)
    {
        first.kind = BlockKind::Headline;
        let headline = first.span.of(&draft.text).to_owned();
        add_text(&mut draft.metadata.headline, &headline, Origin::Text);
    }
    let Draft { text, blocks, .. } = &mut draft;
    blocks::recognise(text, blocks);
    Part::Article(Box::new(draft))
}

#[derive(Default)]
struct Book {
    metadata: Metadata,
    /// Documents in reading order, as the package names them.
    order: Vec<String>,
}

impl Book {
    fn read(package: &str) -> Self {
        let mut book = Self::default();
        let mut items: Vec<(String, String)> = Vec::new();
        let mut open = "";
        for event in events(package) {
            match event {
                Event::Open {
                    name,
                    attributes,
                    closed,
                } => {
                    open = if closed { "" } else { name };
                    match name.rsplit(':').next().unwrap_or(name) {
                        "item" => {
                            let is_list = attribute(attributes, "properties")
                                .is_some_and(|properties| properties.contains("nav"));
                            if let (Some(id), Some(href), false) = (
                                attribute(attributes, "id"),
                                attribute(attributes, "href"),
                                is_list,
                            ) {
                                items.push((id.to_owned(), unescape(href)));
                            }
                        }
                        "itemref" => {
                            let id = attribute(attributes, "idref");
                            let item = items.iter().find(|(known, _)| Some(known.as_str()) == id);
                            book.order.extend(item.map(|(_, href)| href.clone()));
                        }
                        _ => {}
                    }
                }
                Event::Close { .. } => open = "",
                Event::Words { text, .. } => book.field(open, &unescape(text)),
            }
        }
        book
    }

    fn field(&mut self, name: &str, words: &str) {
        let metadata = &mut self.metadata;
        match name {
            "dc:publisher" => add_text(&mut metadata.outlet, words, Origin::MetaTag),
            "dc:creator" => add_text(&mut metadata.byline, words, Origin::MetaTag),
            "dc:language" => add_text(&mut metadata.language, words, Origin::MetaTag),
            "dc:date" => {
                if let Some(date) = parse_date(words, DayOrder::Unknown) {
                    metadata.published.add(date, Origin::MetaTag);
                }
            }
            _ => {}
        }
    }
}

/// A path inside the book, seen from the package's folder; `..` cannot leave the book, as it is only looked up by name.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href).replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use crate::analysis::Unhurried;
    use crate::import::archive::zip_of;
    use crate::import::{ImportOptions, SourceBytes, read_source};

    #[test]
    fn chapters_come_in_reading_order() {
        let words = "The minister resigned on Monday after a report found that he had misled the house, his office said. ".repeat(2);
        let page =
            |title: &str| format!("<html><body><h1>{title}</h1><p>{words}</p></body></html>");
        let zip = zip_of(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path=\"OPS/p.opf\"/></rootfiles></container>"),
            (
                "OPS/p.opf",
                b"<package><metadata><dc:publisher>The Gazette</dc:publisher><dc:date>2015-09-05</dc:date></metadata><manifest>\
                  <item id=\"a\" href=\"../t/one.xhtml\"/><item id=\"b\" href=\"two.xhtml\"/><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/></manifest>\
                  <spine><itemref idref=\"n\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>",
            ),
            ("t/one.xhtml", page("One").as_bytes()),
            ("OPS/two.xhtml", page("Two").as_bytes()),
        ]);
        let source = SourceBytes {
            path: "a.epub".to_owned(),
            bytes: zip.into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let found: Vec<String> = import
            .articles()
            .map(|article| {
                format!(
                    "{} {} {}",
                    article.outlet.get().unwrap(),
                    article.published.get().unwrap(),
                    article.headline.get().unwrap()
                )
            })
            .collect();
        assert_eq!(
            found,
            ["The Gazette 2015-09-05 Two", "The Gazette 2015-09-05 One"],
            "{import:?}"
        );
    }
}
