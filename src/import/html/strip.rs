//! Cutting scripts, styles and drawings out of a page before it is parsed: most of a page's bytes, none of its words.
//!
//! Data blocks (`application/ld+json`) are taken out whole and kept. A page in which a script's start tag has no end loses the
//! rest, as in a browser.

/// A page without scripts, and the JSON-LD blocks that were in it.
pub(super) struct Stripped {
    pub page: String,
    pub json_ld: Vec<String>,
}

/// Elements whose content is cut.
const CUT: [&str; 4] = ["script", "style", "svg", "noscript"];

pub(super) fn strip(page: &str) -> Stripped {
    let bytes = page.as_bytes();
    let mut out = String::with_capacity(page.len() / 2);
    let mut json_ld = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    let mut nesting = Nesting::default();
    while let Some(open) = page[at..].find('<').map(|found| at + found) {
        at = open + 1;
        if nesting.is_too_deep(&bytes[at..]) {
            let end = page[at..]
                .find('>')
                .map_or(page.len(), |found| at + found + 1);
            out.push_str(&page[kept..open]);
            kept = end;
            at = end;
            continue;
        }
        let Some(name) = CUT.iter().find(|name| starts_tag(&bytes[at..], name)) else {
            continue;
        };
        let Some(tag_end) = page[at..].find('>').map(|found| at + found + 1) else {
            break;
        };
        let tag = &page[open..tag_end];
        if tag.ends_with("/>") && *name == "svg" {
            continue;
        }
        let Some((content_end, after)) = end_of(page, tag_end, name) else {
            if *name == "noscript" || *name == "svg" {
                continue;
            }
            // an unclosed script swallows the rest
            out.push_str(&page[kept..open]);
            return Stripped { page: out, json_ld };
        };
        let content = &page[tag_end..content_end];
        if *name == "noscript" && !content.contains("<img") && content.len() > 2000 {
            // pages that keep the article itself for readers without scripts
            continue;
        }
        if *name == "script" && tag.to_ascii_lowercase().contains("ld+json") {
            json_ld.push(content.to_owned());
        }
        out.push_str(&page[kept..open]);
        kept = after;
        at = after;
    }
    out.push_str(&page[kept..]);
    Stripped { page: out, json_ld }
}

/// How deep elements may lie in each other, as in browsers. The parser's time grows with the square of the depth.
const MAX_DEPTH: usize = 512;

/// Counts elements that only their own end tag closes.
#[derive(Default)]
struct Nesting {
    depth: usize,
    dropped: usize,
}

impl Nesting {
    /// Whether the tag that starts here lies too deep and is to be dropped: start tags beyond the depth, and as many end tags.
    fn is_too_deep(&mut self, tag: &[u8]) -> bool {
        const NESTED: [&str; 24] = [
            "div",
            "span",
            "section",
            "article",
            "blockquote",
            "ul",
            "ol",
            "dl",
            "table",
            "font",
            "b",
            "i",
            "em",
            "strong",
            "u",
            "small",
            "center",
            "main",
            "form",
            "fieldset",
            "figure",
            "big",
            "code",
            "a",
        ];
        let closes = tag.first() == Some(&b'/');
        let name = if closes { &tag[1..] } else { tag };
        if !NESTED.iter().any(|nested| starts_tag(name, nested)) {
            return false;
        }
        if closes && self.dropped > 0 {
            self.dropped -= 1;
            return true;
        }
        if closes {
            self.depth = self.depth.saturating_sub(1);
        } else if self.depth >= MAX_DEPTH {
            self.dropped += 1;
            return true;
        } else {
            self.depth += 1;
        }
        false
    }
}

fn starts_tag(rest: &[u8], name: &str) -> bool {
    let n = name.len();
    rest.len() > n
        && rest[..n].eq_ignore_ascii_case(name.as_bytes())
        && matches!(rest[n], b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'/')
}

/// Where the content of an element ends, and where its end tag ends.
fn end_of(page: &str, from: usize, name: &str) -> Option<(usize, usize)> {
    let bytes = page.as_bytes();
    let mut at = from;
    loop {
        let close = at + page[at..].find("</")?;
        if starts_tag(&bytes[close + 2..], name) {
            let end = close + page[close..].find('>')? + 1;
            return Some((close, end));
        }
        at = close + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::strip;

    fn check(page: &str, expected: &str, json_ld: &[&str]) {
        let stripped = strip(page);
        assert_eq!(
            (stripped.page.as_str(), stripped.json_ld.len()),
            (expected, json_ld.len()),
            "{page}"
        );
        for (found, expected) in stripped.json_ld.iter().zip(json_ld) {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn scripts_go_and_data_stays() {
        check(
            "a<script>if (a < b) {}</script >b<SCRIPT src='x'></SCRIPT>c",
            "abc",
            &[],
        );
        check(
            "<style>p{}</style><p>x</p><script type=\"application/ld+json\">{\"a\":1}</script>",
            "<p>x</p>",
            &["{\"a\":1}"],
        );
        check("<scripture>x</scripture>", "<scripture>x</scripture>", &[]);
        check("a<script>b", "a", &[]);
        check("a<svg/>b<", "a<svg/>b<", &[]);
    }
}
