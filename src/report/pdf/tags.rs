//! The structure of the printed report for who cannot see it: headings, paragraphs, lists, tables and figures in reading
//! order, each with the places on the pages that belong to it. It grows while the report is laid out and is handed to krilla
//! as a whole, because what belongs to a page is only known when that is drawn.

use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, Node, Tag, TagGroup, TagKind, TagTree};

/// Number of an element.
pub type Element = usize;

/// The language of what the program says.
pub const LANGUAGE: &str = "en";

#[derive(Clone)]
struct Entry {
    kind: TagKind,
    children: Vec<Child>,
}

#[derive(Clone, Copy)]
enum Child {
    Element(Element),
    Place(Identifier),
}

/// All elements. Number 0 is the document, whose own kind is never written.
#[derive(Clone)]
pub struct Tags {
    entries: Vec<Entry>,
}

/// A heading of this level, named as PDF/UA wants it.
pub fn heading(level: u8, words: &str) -> TagKind {
    let level = NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN);
    // an empty name would be none
    let name = if words.trim().is_empty() {
        "–"
    } else {
        words
    };
    Tag::Hn(level, Some(name.to_owned())).into()
}

impl Tags {
    /// The document, empty.
    pub fn new() -> Self {
        let document = Entry {
            kind: Tag::Part.into(),
            children: Vec::new(),
        };
        Self {
            entries: vec![document],
        }
    }

    /// Adds an element after the last child of its parent.
    pub fn add(&mut self, parent: Element, kind: impl Into<TagKind>) -> Element {
        let element = self.entries.len();
        self.entries.push(Entry {
            kind: kind.into(),
            children: Vec::new(),
        });
        self.entries[parent].children.push(Child::Element(element));
        element
    }

    /// Adds an element at the top.
    pub fn add_to_document(&mut self, kind: impl Into<TagKind>) -> Element {
        self.add(0, kind)
    }

    /// What was drawn or linked belongs to an element.
    pub fn place(&mut self, element: Element, place: Identifier) {
        self.entries[element].children.push(Child::Place(place));
    }

    /// Says where a picture stands on its page.
    pub fn bound(&mut self, element: Element, page: usize, bounds: Rect) {
        if let TagKind::Figure(figure) = &mut self.entries[element].kind {
            *figure = figure.clone().with_bbox(Some(BBox::new(page, bounds)));
        }
    }

    /// The tree as krilla writes it.
    pub fn tree(&self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for child in &self.entries[0].children {
            tree.push(self.node(*child));
        }
        tree
    }

    fn node(&self, child: Child) -> Node {
        match child {
            Child::Place(place) => Node::Leaf(place),
            Child::Element(element) => {
                let entry = &self.entries[element];
                let children = entry.children.iter().map(|child| self.node(*child));
                TagGroup::with_children(entry.kind.clone(), children.collect()).into()
            }
        }
    }
}
