//! The structure of the printed report for who cannot see it: headings, paragraphs, lists, tables and figures in reading
//! order, each with the places on the pages that belong to it (tagged PDF, ISO 32000-1, 14.8).

use pdf_writer::types::{StructRole, TableHeaderScope};
use pdf_writer::{Chunk, Finish as _, Pdf, Ref, TextStr};

/// Number of an element.
pub type Element = usize;

struct Entry {
    role: StructRole,
    parent: Option<Element>,
    children: Vec<Element>,
    /// Page and number of marked content.
    places: Vec<(usize, i32)>,
    /// What a picture shows.
    alt: Option<String>,
}

/// All elements; the first is the document.
pub struct Tags {
    entries: Vec<Entry>,
}

impl Tags {
    /// The document, empty.
    pub fn new() -> Self {
        let document = Entry {
            role: StructRole::Document,
            parent: None,
            children: Vec::new(),
            places: Vec::new(),
            alt: None,
        };
        Self {
            entries: vec![document],
        }
    }

    /// Adds an element after the last child of its parent.
    pub fn add(&mut self, parent: Element, role: StructRole) -> Element {
        let element = self.entries.len();
        self.entries.push(Entry {
            role,
            parent: Some(parent),
            children: Vec::new(),
            places: Vec::new(),
            alt: None,
        });
        self.entries[parent].children.push(element);
        element
    }

    /// Adds an element at the top.
    pub fn add_to_document(&mut self, role: StructRole) -> Element {
        self.add(0, role)
    }

    /// Says in words what a picture shows.
    pub fn describe(&mut self, element: Element, words: &str) {
        self.entries[element].alt = Some(words.to_owned());
    }

    /// Marked content of a page belongs to an element.
    pub fn place(&mut self, element: Element, page: usize, mark: i32) {
        self.entries[element].places.push((page, mark));
    }

    /// Writes the tree; `root` is its object, `pages` those of the pages.
    pub fn write(&self, pdf: &mut Pdf, root: Ref, pages: &[Ref], next: &mut impl FnMut() -> Ref) {
        let ids: Vec<Ref> = self.entries.iter().map(|_| next()).collect();
        let mut chunk = Chunk::with_settings(super::COMPACT);
        for (entry, id) in self.entries.iter().zip(&ids) {
            let mut element = chunk.struct_element(*id);
            element.kind(entry.role);
            element.parent(entry.parent.map_or(root, |parent| ids[parent]));
            if let Some(alt) = &entry.alt {
                element.alt(TextStr(alt));
            }
            if matches!(entry.role, StructRole::TH) {
                let mut attributes = element.attributes();
                attributes.push().table().scope(TableHeaderScope::Column);
            }
            let mut children = element.children();
            for child in &entry.children {
                children.struct_element(ids[*child]);
            }
            for (page, mark) in &entry.places {
                children
                    .marked_content_ref()
                    .page(pages[*page])
                    .marked_content_id(*mark);
            }
            children.finish();
        }
        let by_page: Vec<Ref> = pages.iter().map(|_| next()).collect();
        for (page, list) in by_page.iter().enumerate() {
            let mut parents: Vec<(i32, Ref)> = self
                .entries
                .iter()
                .zip(&ids)
                .flat_map(|(entry, id)| {
                    let here = entry.places.iter().filter(move |place| place.0 == page);
                    here.map(|place| (place.1, *id))
                })
                .collect();
            parents.sort_unstable_by_key(|(mark, _)| *mark);
            let parents = parents.into_iter().map(|(_, id)| id);
            chunk.indirect(*list).array().items(parents);
        }
        pdf.extend(&chunk);
        let mut tree = pdf
            .indirect(root)
            .start::<pdf_writer::writers::StructTreeRoot<'_>>();
        tree.child(ids[0]);
        let mut parents = tree.parent_tree();
        let mut numbers = parents.nums();
        for (list, key) in by_page.iter().zip(0..) {
            numbers.insert(key, *list);
        }
        numbers.finish();
        parents.finish();
        tree.parent_tree_next_key(pages.len() as i32);
    }
}
