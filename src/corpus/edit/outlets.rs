//! Edits of outlets, and of who published an article.

use std::sync::Arc;

use super::{changed, ids_of};
use crate::corpus::{ArticleId, Corpus, Field, Origin, Outlet, OutletId, Patch};

/// The outlet of this name, letter case aside: one of the corpus, one that `patch` makes, or a new one, which is added to
/// `patch`. `None` for a name of nothing but white space.
pub fn outlet_id(corpus: &mut Corpus, patch: &mut Patch, name: &str) -> Option<OutletId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    if let Some(known) = corpus.outlet_named(name) {
        return Some(known.id);
    }
    let folded = name.to_lowercase();
    let made = patch.outlets.iter().find_map(|(id, outlet)| {
        let outlet = outlet.as_ref()?;
        (outlet.name.to_lowercase() == folded).then_some(*id)
    });
    if made.is_some() {
        return made;
    }
    let id = corpus.new_outlet_id();
    let outlet = Outlet {
        id,
        name: name.to_owned(),
        short: String::new(),
        colour: free_colour(corpus, patch),
    };
    patch.outlets.push((id, Some(Arc::new(outlet))));
    Some(id)
}

/// Sets who published; a name that no outlet has makes one. An empty name takes the person's word back.
pub fn set_outlet(corpus: &mut Corpus, articles: &[ArticleId], name: &str) -> Patch {
    let mut patch = Patch::new("edit outlet");
    let outlet = outlet_id(corpus, &mut patch, name);
    patch.articles = changed(&corpus.articles, articles.iter().copied(), |article| {
        article.outlet.set_by_person(outlet);
    });
    patch
}

/// Renames an outlet. A name that another outlet has makes the two one.
pub fn rename_outlet(corpus: &Corpus, outlet: OutletId, name: &str) -> Patch {
    let name = name.trim();
    let same_name = corpus
        .outlets
        .iter()
        .find(|other| other.id != outlet && other.name.to_lowercase() == name.to_lowercase());
    if let Some(other) = same_name {
        return merge_outlets(corpus, outlet, other.id);
    }
    let mut patch = Patch::new("rename outlet");
    if !name.is_empty() {
        patch.outlets = changed(&corpus.outlets, [outlet], |row| {
            name.clone_into(&mut row.name);
        });
    }
    patch
}

/// Sets the name for narrow places; empty: the full name.
pub fn set_outlet_short_name(corpus: &Corpus, outlet: OutletId, short: &str) -> Patch {
    let mut patch = Patch::new("edit short name");
    patch.outlets = changed(&corpus.outlets, [outlet], |row| {
        short.trim().clone_into(&mut row.short);
    });
    patch
}

/// Gives an outlet another of the theme's colours.
pub fn recolour_outlet(corpus: &Corpus, outlet: OutletId, colour: u32) -> Patch {
    let mut patch = Patch::new("change colour");
    patch.outlets = changed(&corpus.outlets, [outlet], |row| row.colour = colour);
    patch
}

/// Makes two outlets one: what `from` published is `into`'s, and `from` is gone.
pub fn merge_outlets(corpus: &Corpus, from: OutletId, into: OutletId) -> Patch {
    let mut patch = Patch::new("merge outlets");
    let are_two =
        from != into && corpus.outlets.get(from).is_some() && corpus.outlets.get(into).is_some();
    if !are_two {
        return patch;
    }
    patch.articles = changed(&corpus.articles, ids_of(&corpus.articles), |article| {
        if article.outlet.all().iter().any(|value| value.value == from) {
            article.outlet = merged(&article.outlet, from, into);
        }
    });
    patch.outlets.push((from, None));
    patch
}

/// The field with `into` for `from`. The person's word stays apart from an equal value that was read.
fn merged(field: &Field<OutletId>, from: OutletId, into: OutletId) -> Field<OutletId> {
    let translate = |id: OutletId| if id == from { into } else { id };
    let mut read = Field::default();
    let mut by_person = None;
    for value in field.all() {
        if value.origin == Origin::Person {
            by_person = Some(translate(value.value));
        } else {
            read.add(translate(value.value), value.origin);
        }
    }
    if by_person.is_some() {
        read.set_by_person(by_person);
    }
    read
}

/// The smallest colour number that no outlet has.
fn free_colour(corpus: &Corpus, patch: &Patch) -> u32 {
    let made = patch.outlets.iter().filter_map(|(_, row)| row.as_ref());
    let used: Vec<u32> = corpus
        .outlets
        .iter()
        .chain(made)
        .map(|outlet| outlet.colour)
        .collect();
    (0..=used.len() as u32)
        .find(|colour| !used.contains(colour))
        .expect("one number more than there are outlets")
}
