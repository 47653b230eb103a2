//! A page as lines of text in nested boxes: what a reader sees between two line breaks, with what the markup says of it.
//!
//! The tree is walked once and without recursion, so that pages nested a hundred thousand deep are read like others.

use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element};

use super::roles;
use crate::corpus::BlockKind;

/// A page in lines and boxes.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In order of the page.
    pub lines: Vec<Line>,
    /// Block elements that hold lines; a parent stands before its children. The first is the page itself.
    pub boxes: Vec<PageBox>,
}

/// Words between two line breaks.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// White space squeezed; `<br>` is a line end.
    pub text: String,
    /// What the markup says it is.
    pub kind: Markup,
    /// Bytes that belong to links.
    pub link_len: usize,
    /// Its innermost box.
    pub inside: usize,
}

/// What markup says of a line.
#[expect(
    clippy::struct_excessive_bools,
    reason = "elements lie in each other in every combination"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup {
    /// The level of a heading, 1 to 6; 0: none.
    pub heading: u8,
    /// Inside `<li>`, `<dd>`.
    pub item: bool,
    /// Inside `<blockquote>`.
    pub quote: bool,
    /// Inside `<figcaption>` or a box called caption.
    pub caption: bool,
    /// Inside `<p>`.
    pub paragraph: bool,
    /// Inside `<td>`, `<th>`.
    pub cell: bool,
    /// Inside `<pre>`.
    pub preformatted: bool,
}

impl Markup {
    /// The kind of block to begin with.
    pub fn block(self) -> BlockKind {
        match self {
            Self { caption: true, .. } => BlockKind::Caption,
            Self { heading: 1..=6, .. } => BlockKind::Subheading,
            Self { quote: true, .. } => BlockKind::BlockQuote,
            Self { item: true, .. } => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }
}

/// A block element.
#[derive(Debug)]
pub(super) struct PageBox {
    /// The box around it; its own index for the page itself.
    pub parent: usize,
    /// Whether it is called what boxes around the article's words are called.
    pub role: Role,
}

/// What a box says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing.
    #[default]
    Neutral,
    /// "article body" and the like.
    Body,
    /// An article as a whole.
    Article,
    /// Navigation, hidden parts.
    Aside,
    /// Its class says related links, comments, advertisements …: classes can mislead.
    PerhapsAside,
}

/// Reads the page.
pub(super) fn read(html: &Html) -> Page {
    let mut reader = Reader {
        page: Page {
            lines: Vec::new(),
            boxes: vec![PageBox {
                parent: 0,
                role: Role::Neutral,
            }],
        },
        open: Vec::new(),
        current: 0,
        skipped: 0,
        links: 0,
        line: Line::default(),
        at_space: true,
        seam: Seam::None,
    };
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => reader.open(element),
                Node::Text(text) if reader.skipped == 0 => reader.words(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    reader.close(element);
                }
            }
        }
    }
    reader.flush();
    reader.page
}

struct Reader {
    page: Page,
    /// For every open block element: the box and kind to return to.
    open: Vec<(usize, Markup)>,
    current: usize,
    /// Depth of skipped elements.
    skipped: usize,
    links: usize,
    line: Line,
    at_space: bool,
    seam: Seam,
}

/// Whether inline elements ended and began since the last words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    None,
    Ended,
    /// One ended and another began: "Ann Lee" and "May 5" in two of them are set apart by their style alone.
    Between,
}

impl Reader {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        if self.skipped > 0 || is_skipped(name) || is_hidden_part(name, element) {
            self.skipped += 1;
            return;
        }
        if is_inline(name) && self.seam == Seam::Ended {
            self.seam = Seam::Between;
        }
        match name {
            "br" => {
                self.trim_end();
                if self.line.text.ends_with('\n') {
                    self.flush();
                } else if !self.line.text.is_empty() {
                    self.line.text.push('\n');
                    self.at_space = true;
                }
            }
            "hr" => self.flush(),
            "a" => self.links += 1,
            _ if is_inline(name) => {}
            _ => self.open_block(name, element),
        }
    }

    fn open_block(&mut self, name: &str, element: &Element) {
        self.flush();
        self.open.push((self.current, self.line.kind));
        let role = roles::role(name, element);
        self.page.boxes.push(PageBox {
            parent: self.current,
            role,
        });
        self.current = self.page.boxes.len() - 1;
        let kind = &mut self.line.kind;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => kind.heading = name.as_bytes()[1] - b'0',
            "li" | "dd" | "dt" => kind.item = true,
            "blockquote" => kind.quote = true,
            "figcaption" | "figure" | "caption" => kind.caption = true,
            "p" => kind.paragraph = true,
            "td" | "th" => kind.cell = true,
            "pre" => kind.preformatted = true,
            "div" if roles::is_caption(element) => kind.caption = true,
            _ => {}
        }
        if name == "p" && roles::is_caption(element) {
            kind.caption = true;
        }
    }

    fn close(&mut self, element: &Element) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let name = element.name();
        if is_inline(name) && self.seam == Seam::None {
            self.seam = Seam::Ended;
        }
        match name {
            "br" | "hr" => {}
            "a" => self.links -= 1,
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                let (current, kind) = self.open.pop().expect("every block closed was opened");
                self.current = current;
                self.line.kind = kind;
            }
        }
    }

    fn words(&mut self, text: &str) {
        if self.line.kind.preformatted {
            self.line.text.push_str(text);
            return;
        }
        self.part_at_seam(text);
        let before = self.line.text.len();
        for c in text.chars() {
            let space = c.is_whitespace() && c != '\u{2028}' || c == '\u{200b}' || c == '\u{feff}';
            if !space {
                self.line.text.push(c);
            } else if !self.at_space {
                self.line.text.push(' ');
            }
            self.at_space = space;
        }
        if self.links > 0 {
            self.line.link_len += self.line.text.len() - before;
        }
    }

    /// A space between words that only styles set apart.
    fn part_at_seam(&mut self, next: &str) {
        if next.is_empty() {
            return;
        }
        let seam = std::mem::replace(&mut self.seam, Seam::None);
        let ends = self
            .line
            .text
            .ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let begins = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let is_number = self.line.text.ends_with(|c: char| c.is_ascii_digit())
            && next.starts_with(|c: char| c.is_ascii_digit());
        if seam == Seam::Between && ends && begins && !is_number {
            self.line.text.push(' ');
            self.at_space = true;
        }
    }

    fn trim_end(&mut self) {
        let len = self.line.text.trim_end_matches(' ').len();
        self.line.text.truncate(len);
    }

    fn flush(&mut self) {
        self.at_space = true;
        self.seam = Seam::None;
        let kind = self.line.kind;
        let line = std::mem::take(&mut self.line);
        self.line.kind = kind;
        let text = line.text.trim();
        if !text.is_empty() {
            self.page.lines.push(Line {
                text: text.to_owned(),
                inside: self.current,
                ..line
            });
        }
    }
}

/// Elements without words of their own.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "canvas"
            | "select"
            | "textarea"
            | "button"
            | "input"
            | "option"
            | "datalist"
            | "map"
            | "math"
            | "dialog"
    )
}

/// A piece of a line that is not shown; boxes that are hidden are told from others later, and a whole page may be shown by a script.
fn is_hidden_part(name: &str, element: &Element) -> bool {
    !matches!(name, "html" | "body") && is_inline(name) && roles::is_hidden(element)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "picture"
            | "source"
            | "nobr"
            | "html"
            | "body"
    )
}
