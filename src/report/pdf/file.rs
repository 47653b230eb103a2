//! Pages into the file: krilla writes the objects, embeds the fonts, and checks what PDF/UA-1 asks for.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::{KrillaError, KrillaResult};
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::ArtifactType;

use super::draw;
use super::fonts::Fonts;
use super::pages::{Page, Place};
use super::tags::{Element, LANGUAGE, Tags};
use crate::report::model::Report;

/// A heading and where it stands.
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// Its place.
    pub place: Place,
}

impl Heading {
    /// Where a viewer goes.
    fn target(&self) -> XyzDestination {
        XyzDestination::new(self.place.page, Point::from_xy(0.0, self.place.y - 8.0))
    }
}

/// A link to a heading.
pub struct Link {
    /// On which page.
    pub page: usize,
    /// Where on it.
    pub bounds: Rect,
    /// Number of the heading.
    pub heading: usize,
    /// Whose it is.
    pub element: Element,
}

/// A report that is laid out.
pub struct File<'a> {
    /// What it says.
    pub report: &'a Report,
    /// Its title; never empty.
    pub title: &'a str,
    /// All headings, in order.
    pub headings: &'a [Heading],
    /// Links of the contents, in order.
    pub links: &'a [Link],
    /// The pages.
    pub pages: &'a [Page],
    /// The fonts that the letters are of.
    pub fonts: &'a Fonts<'a>,
    /// The structure, without places on the pages.
    pub tags: &'a Tags,
}

impl File<'_> {
    /// Writes the file, as PDF/UA-1 where nothing in it stands against that (a font of the machine may).
    pub fn write(&self) -> KrillaResult<Vec<u8>> {
        let accessible = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("one standard alone contradicts no other");
        match self.write_as(accessible) {
            Err(KrillaError::Validation(faults)) => {
                log::warn!("the PDF is not PDF/UA-1: {faults:?}");
                self.write_as(Configuration::default())
            }
            written => written,
        }
    }

    fn write_as(&self, configuration: Configuration) -> KrillaResult<Vec<u8>> {
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        let mut tags = self.tags.clone();
        for (number, page) in self.pages.iter().enumerate() {
            let (width, height) = page.size();
            let settings = PageSettings::from_wh(width, height).expect("pages have a size");
            let mut drawn = document.start_page_with(settings);
            for link in self.links.iter().filter(|link| link.page == number) {
                let heading = &self.headings[link.heading];
                let target = Target::Destination(heading.target().into());
                let annotation = LinkAnnotation::new(link.bounds, target);
                let annotation = Annotation::new_link(annotation, Some(named(&heading.words)));
                tags.place(link.element, drawn.add_tagged_annotation(annotation));
            }
            let mut surface = drawn.surface();
            let mut draw = |ops: &[_], ornament| {
                draw::ops(&mut surface, ops, ornament, self.fonts, &mut tags);
            };
            draw(&page.head, ArtifactType::Header);
            draw(&page.ops, ArtifactType::Layout);
            draw(&page.foot, ArtifactType::Footer);
            surface.finish();
            drawn.finish();
        }
        document.set_tag_tree(tags.tree());
        document.set_outline(self.bookmarks());
        document.set_metadata(self.about());
        document.finish()
    }

    /// Bookmarks: parts, and folded under each its entries.
    fn bookmarks(&self) -> Outline {
        let node = |heading: &Heading| {
            let words = super::shortened(&named(&heading.words), 120);
            OutlineNode::new(words, heading.target())
        };
        let mut outline = Outline::new();
        for part in self.headings.chunk_by(|_, heading| heading.level > 2) {
            let mut parent = node(&part[0]);
            for heading in &part[1..] {
                parent.push_child(node(heading));
            }
            outline.push_child(parent);
        }
        outline
    }

    /// What a viewer and a catalogue show of the file. A date only where the author gave one that a calendar knows.
    fn about(&self) -> Metadata {
        let head = &self.report.head;
        let program = plain(&self.report.program);
        let mut about = Metadata::new()
            .title(plain(self.title))
            .creator(program.clone())
            .producer(program)
            .language(LANGUAGE.to_owned());
        if let Some(author) = &head.author {
            about = about.authors(vec![plain(author)]);
        }
        if let Some(question) = &head.question {
            about = about.description(plain(question));
        }
        let date: Option<jiff::civil::Date> = head.date.as_ref().and_then(|d| d.parse().ok());
        let year = date.and_then(|date| u16::try_from(date.year()).ok());
        if let (Some(date), Some(year)) = (date, year) {
            let date = DateTime::new(year)
                .month(date.month().unsigned_abs())
                .day(date.day().unsigned_abs());
            about = about.creation_date(date);
        }
        about
    }
}

/// Words that may be empty, as a name that may not.
fn named(words: &str) -> String {
    if words.trim().is_empty() {
        "–".to_owned()
    } else {
        plain(words)
    }
}

/// Words for places that take no control characters: XML, lists of a viewer.
fn plain(words: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    words.replace(|c| !allowed(c), "\u{FFFD}")
}
