//! Which lines of a page are the article.
//!
//! Every line is worth something: prose its length, links and scraps less than nothing. The article is in the box whose lines are
//! worth most together (a maximum-subsequence choice on the tree, after Pasternack and Roth, "Extracting article text from the web
//! with maximum subsequence segmentation", 2009); inside it, boxes that call themselves asides and lines of links are left out.
//! It is wrong on pages that hold several articles of one length. Cost: linear in the page.

use super::page::{Line, Page, Role};

/// What was chosen.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Indexes of lines, ascending.
    pub lines: Vec<usize>,
    /// How many other lines with words the page has.
    pub left_out: usize,
}

pub(super) fn choose(page: &Page) -> Chosen {
    let worths: Vec<i64> = page.lines.iter().map(worth).collect();
    let asides = asides(page, &worths);
    let main = main_box(page, &worths, &asides);
    let mut lines: Vec<usize> = (0..page.lines.len())
        .filter(|index| {
            let line = &page.lines[*index];
            is_below(page, line.inside, main) && !asides[line.inside] && is_kept(line)
        })
        .collect();
    cut_tail(page, &worths, &mut lines);
    drop_stray_headings(page, &mut lines);
    Chosen {
        left_out: page.lines.len() - lines.len(),
        lines,
    }
}

pub(super) fn is_prose(line: &Line) -> bool {
    let ends = line
        .text
        .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？']);
    let markup = line.kind;
    markup.heading == 0
        && line.link_len * 2 <= line.text.len()
        && (line.text.len() >= 100
            || ends && line.text.len() >= 40
            || markup.paragraph && ends && line.text.len() >= 20)
}

fn worth(line: &Line) -> i64 {
    let len = line.text.len() as i64;
    let linked = line.link_len * 2 > line.text.len();
    match () {
        () if is_prose(line) => len.min(1500),
        () if linked => -(30 + len / 4),
        () if line.kind.heading > 0 => 0,
        () if line.kind.item || line.kind.cell || line.kind.quote => (len / 3).min(40) - 5,
        () => -10,
    }
}

/// For every box, whether it or one around it is an aside. A box with most of the page's prose is none, whatever its name; where the
/// classes would leave little of the prose, they are not believed.
fn asides(page: &Page, worths: &[i64]) -> Vec<bool> {
    let mut own = vec![0_i64; page.boxes.len()];
    for (line, worth) in page.lines.iter().zip(worths) {
        own[line.inside] += (*worth).max(0);
    }
    let mut prose = own.clone();
    for index in (1..page.boxes.len()).rev() {
        prose[page.boxes[index].parent] += prose[index];
    }
    let total = prose[0];
    let mark = |believe_classes: bool| {
        let mut asides = vec![false; page.boxes.len()];
        for index in 1..page.boxes.len() {
            let called = match page.boxes[index].role {
                Role::Aside => true,
                Role::PerhapsAside => believe_classes,
                _ => false,
            };
            asides[index] =
                called && prose[index] * 5 < total * 2 || asides[page.boxes[index].parent];
        }
        asides
    };
    let asides = mark(true);
    let left: i64 = own
        .iter()
        .zip(&asides)
        .filter(|(_, aside)| !**aside)
        .map(|(own, _)| own)
        .sum();
    if left * 3 < total {
        mark(false)
    } else {
        asides
    }
}

fn main_box(page: &Page, worths: &[i64], asides: &[bool]) -> usize {
    let mut sums = vec![0_i64; page.boxes.len()];
    for (line, worth) in page.lines.iter().zip(worths) {
        sums[line.inside] += if asides[line.inside] {
            (*worth).min(0) / 8
        } else {
            *worth
        };
    }
    for index in (1..page.boxes.len()).rev() {
        let sum = sums[index];
        sums[page.boxes[index].parent] += sum;
    }
    let score = |index: usize| match page.boxes[index].role {
        Role::Body => sums[index] * 5 / 4,
        Role::Article => sums[index] * 11 / 10,
        _ => sums[index],
    };
    // of equals the innermost, which stands last
    (0..page.boxes.len())
        .filter(|index| !asides[*index])
        .max_by_key(|index| score(*index))
        .unwrap_or(0)
}

fn is_below(page: &Page, mut inside: usize, main: usize) -> bool {
    // a parent's index is smaller than its children's
    while inside > main {
        inside = page.boxes[inside].parent;
    }
    inside == main
}

fn is_kept(line: &Line) -> bool {
    let linked = line.link_len * 10 > line.text.len() * 7;
    !linked || line.kind.heading > 0 || line.kind.paragraph && line.text.len() > 150
}

/// Headings after which a page speaks of other things.
const ENDS: &[&str] = &[
    "related",
    "related articles",
    "related posts",
    "related stories",
    "related content",
    "related news",
    "related reading",
    "related topics",
    "you may also like",
    "you might also like",
    "you may like",
    "recommended",
    "recommended for you",
    "read next",
    "read more",
    "more from",
    "more stories",
    "more news",
    "comments",
    "leave a reply",
    "leave a comment",
    "join the conversation",
    "post a comment",
    "responses",
    "discussion",
    "about the author",
    "about the authors",
    "share this",
    "share this article",
    "share",
    "tags",
    "categories",
    "latest news",
    "latest posts",
    "recent posts",
    "popular posts",
    "trending",
    "most popular",
    "most read",
    "subscribe",
    "newsletter",
    "sign up",
    "subscribe to our newsletter",
    "follow us",
    "contact us",
    "see also",
    "further reading",
    "keep reading",
    "up next",
    "similar posts",
    "other posts",
    "more articles",
    "add comment",
];

/// Ends the article before headings such as "Related stories", and after the last line of prose.
fn cut_tail(page: &Page, worths: &[i64], lines: &mut Vec<usize>) {
    let total: i64 = lines.iter().map(|index| worths[*index].max(0)).sum();
    let mut seen = 0;
    let mut end = lines.len();
    for (at, index) in lines.iter().enumerate() {
        let line = &page.lines[*index];
        if seen * 2 > total && line.text.len() < 60 && ends_article(&line.text) {
            end = at;
            break;
        }
        seen += worths[*index].max(0);
    }
    lines.truncate(end);
    while let Some(last) = lines.last() {
        let line = &page.lines[*last];
        let listed = line.kind.item || line.kind.cell || line.kind.quote;
        if is_prose(line) || listed && line.link_len * 3 < line.text.len() {
            break;
        }
        lines.pop();
    }
}

fn ends_article(text: &str) -> bool {
    let folded = text.to_lowercase();
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    ENDS.contains(&bare)
        || [
            "leave a reply",
            "more from ",
            "related:",
            "you may also",
            "you might also",
            "about the author",
            "read more:",
            "also read:",
            "tags:",
            "filed under",
        ]
        .iter()
        .any(|start| bare.starts_with(start.trim_end_matches(':')) && folded.contains(start))
}

/// Headings that no text follows before the next heading of the same or a higher level.
fn drop_stray_headings(page: &Page, lines: &mut Vec<usize>) {
    let mut keep = vec![true; lines.len()];
    let mut following: Option<u8> = Some(1);
    for at in (0..lines.len()).rev() {
        let level = page.lines[lines[at]].kind.heading;
        if level == 0 {
            following = None;
        } else if following.is_some_and(|next| next <= level) && at + 1 == lines.len() {
            keep[at] = false;
        } else {
            following = Some(level);
        }
    }
    let mut kept = keep.into_iter();
    lines.retain(|_| kept.next().unwrap_or(true));
}
