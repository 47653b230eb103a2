//! Which rows the list has and in which order: groups by outlet, story or day, or the folders on disk. Pure.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::entries::{Entries, Entry};
use super::folders;
use crate::corpus::{Corpus, LedgerId, OutletId, StoryId};
use crate::text::fold;

/// Ways to see the same articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the screen")]
pub enum Arrangement {
    Files,
    #[default]
    Outlets,
    Stories,
    Dates,
}

/// What articles inside a group are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Headline,
    Date,
    Outlet,
    Words,
    File,
}

impl SortBy {
    /// All, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Headline,
        Self::Date,
        Self::Outlet,
        Self::Words,
        Self::File,
    ];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Date => "Date",
            Self::Outlet => "Outlet",
            Self::Words => "Words",
            Self::File => "File",
        }
    }
}

/// A sort order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// From the last to the first. What is unknown stays last.
    pub descending: bool,
}

impl Sort {
    /// From the first to the last.
    pub fn ascending(by: SortBy) -> Self {
        Self {
            by,
            descending: false,
        }
    }

    fn compare(self, lhs: &Entry, rhs: &Entry) -> Ordering {
        let turn = |order: Ordering| {
            if self.descending {
                order.reverse()
            } else {
                order
            }
        };
        let known = |lhs: bool, rhs: bool| rhs.cmp(&lhs);
        let path = |entry: &'_ Entry| {
            let source = &entry.article.source;
            (source.path.clone(), source.part.clone())
        };
        let first = match self.by {
            SortBy::Headline => turn(lhs.title_key.cmp(&rhs.title_key)),
            SortBy::Date => {
                let (l, r) = (lhs.article.published.get(), rhs.article.published.get());
                known(l.is_some(), r.is_some()).then_with(|| turn(l.cmp(&r)))
            }
            SortBy::Outlet => known(lhs.outlet.is_some(), rhs.outlet.is_some())
                .then_with(|| turn(fold(lhs.outlet_name()).cmp(&fold(rhs.outlet_name())))),
            SortBy::Words => known(lhs.words.is_some(), rhs.words.is_some())
                .then_with(|| turn(lhs.words.cmp(&rhs.words))),
            SortBy::File => turn(path(lhs).cmp(&path(rhs))),
        };
        first
            .then_with(|| lhs.title_key.cmp(&rhs.title_key))
            .then_with(|| lhs.id().cmp(&rhs.id()))
    }
}

/// What a group stands for: its identity while rows come and go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// An outlet; `None`: unknown.
    Outlet(Option<OutletId>),
    /// A story; `None`: in no story.
    Story(Option<StoryId>),
    /// A day; `None`: undated.
    Day(Option<Date>),
    /// A folder, by its whole path.
    Folder(String),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How deep it stands in the folder tree.
    pub depth: u8,
    /// Index of the row of its group; its own index for a group.
    pub group: usize,
    /// What it shows.
    pub kind: RowKind,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The head of a group.
    Group {
        /// Which.
        key: GroupKey,
        /// Its name.
        title: String,
        /// Articles in it, also in folders below.
        count: usize,
        /// Whether its rows are shown.
        open: bool,
    },
    /// An article, by its index among the entries.
    Article(usize),
    /// A file that did not become an article.
    NotImported(LedgerId),
}

/// What decides about the rows.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    /// The way to see them.
    pub arrangement: Arrangement,
    /// Order inside groups.
    pub sort: Sort,
    /// Words that must occur, folded; with any, every group is open.
    pub terms: &'a [String],
    /// Only articles that are like others.
    pub only_alike: bool,
    /// Groups that are closed.
    pub closed: &'a BTreeSet<GroupKey>,
}

impl Wish<'_> {
    /// Whether some articles may be left out.
    pub fn is_filtered(&self) -> bool {
        self.only_alike || !self.terms.is_empty()
    }
}

/// The rows of the list.
pub fn rows(entries: &Entries, corpus: &Corpus, wish: Wish<'_>) -> Vec<Row> {
    let mut order: Vec<usize> = (0..entries.0.len())
        .filter(|index| entries.0[*index].matches(wish.terms))
        .filter(|index| !wish.only_alike || entries.0[*index].is_alike)
        .collect();
    if wish.sort.by == SortBy::File {
        order.sort_by_cached_key(|index| {
            let source = &entries.0[*index].article.source;
            (source.path.clone(), source.part.clone(), *index)
        });
        if wish.sort.descending {
            order.reverse();
        }
    } else {
        order.sort_by(|lhs, rhs| wish.sort.compare(&entries.0[*lhs], &entries.0[*rhs]));
    }
    let mut out = Rows {
        rows: Vec::with_capacity(order.len() + 16),
        wish,
    };
    match wish.arrangement {
        Arrangement::Files => folders::rows(entries, corpus, &order, &mut out),
        Arrangement::Outlets => by_outlet(entries, &order, &mut out),
        Arrangement::Stories => by_story(entries, corpus, &order, &mut out),
        Arrangement::Dates => by_day(entries, &order, &mut out),
    }
    out.rows
}

/// Rows in the making.
pub struct Rows<'a> {
    rows: Vec<Row>,
    /// What decides.
    pub wish: Wish<'a>,
}

impl Rows<'_> {
    /// Adds the head of a group; returns its index and whether it is open.
    pub fn group(
        &mut self,
        depth: u8,
        key: GroupKey,
        title: String,
        count: usize,
    ) -> (usize, bool) {
        let open = self.wish.is_filtered() || !self.wish.closed.contains(&key);
        let group = self.rows.len();
        let kind = RowKind::Group {
            key,
            title,
            count,
            open,
        };
        self.rows.push(Row { depth, group, kind });
        (group, open)
    }

    /// Adds a row to a group.
    pub fn row(&mut self, depth: u8, group: usize, kind: RowKind) {
        self.rows.push(Row { depth, group, kind });
    }

    fn whole_group(&mut self, key: GroupKey, title: String, members: &[usize]) {
        let (group, open) = self.group(0, key, title, members.len());
        if open {
            for member in members {
                self.row(0, group, RowKind::Article(*member));
            }
        }
    }
}

fn by_outlet(entries: &Entries, order: &[usize], out: &mut Rows<'_>) {
    let mut groups: BTreeMap<(bool, String, Option<OutletId>), Vec<usize>> = BTreeMap::new();
    let mut keys: BTreeMap<Option<OutletId>, (bool, String, Option<OutletId>)> = BTreeMap::new();
    for index in order {
        let entry = &entries.0[*index];
        let id = entry.outlet.as_ref().map(|outlet| outlet.id);
        let key = keys
            .entry(id)
            .or_insert_with(|| (id.is_none(), fold(entry.outlet_name()), id));
        groups.entry(key.clone()).or_default().push(*index);
    }
    for ((_, _, id), members) in groups {
        let title = entries.0[members[0]].outlet_name().to_owned();
        out.whole_group(GroupKey::Outlet(id), title, &members);
    }
}

fn by_story(entries: &Entries, corpus: &Corpus, order: &[usize], out: &mut Rows<'_>) {
    let mut rank = vec![usize::MAX; entries.0.len()];
    for (at, index) in order.iter().enumerate() {
        rank[*index] = at;
    }
    let mut stories: Vec<_> = corpus.stories.iter().collect();
    stories.sort_by_cached_key(|story| (fold(&story.name), story.id));
    let mut in_a_story = vec![false; entries.0.len()];
    for story in stories {
        let mut members: Vec<usize> = story
            .articles
            .iter()
            .filter_map(|id| entries.index_of(*id))
            .filter(|index| rank[*index] != usize::MAX)
            .collect();
        members.sort_by_key(|index| rank[*index]);
        for index in &members {
            in_a_story[*index] = true;
        }
        if !members.is_empty() || !out.wish.is_filtered() {
            out.whole_group(
                GroupKey::Story(Some(story.id)),
                story.name.clone(),
                &members,
            );
        }
    }
    let rest: Vec<usize> = order
        .iter()
        .copied()
        .filter(|index| !in_a_story[*index])
        .collect();
    if !rest.is_empty() {
        out.whole_group(GroupKey::Story(None), "No story".to_owned(), &rest);
    }
}

fn by_day(entries: &Entries, order: &[usize], out: &mut Rows<'_>) {
    let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    let mut undated = Vec::new();
    for index in order {
        match entries.0[*index].article.published.get() {
            Some(published) => days.entry(published.date).or_default().push(*index),
            None => undated.push(*index),
        }
    }
    let mut days: Vec<_> = days.into_iter().collect();
    if out.wish.sort
        == (Sort {
            by: SortBy::Date,
            descending: true,
        })
    {
        days.reverse();
    }
    for (day, members) in days {
        let title = day.strftime("%a %-d %b %Y").to_string();
        out.whole_group(GroupKey::Day(Some(day)), title, &members);
    }
    if !undated.is_empty() {
        out.whole_group(GroupKey::Day(None), "No date".to_owned(), &undated);
    }
}
