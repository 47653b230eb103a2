//! XML as a run of tags and words, forgiving: enough for the formats that keep text in XML of a known shape.
//!
//! No entity is ever expanded but the five of the language and character numbers, so that an entity bomb is a few odd words.

/// A piece of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A start tag: its name with prefix, its attributes as written, whether it closes itself.
    Open {
        name: &'a str,
        attributes: &'a str,
        closed: bool,
    },
    /// An end tag.
    Close { name: &'a str },
    /// Words, entities not yet replaced; `cdata`: there are none.
    Words { text: &'a str, cdata: bool },
}

/// All tags and words in order; comments, declarations and processing instructions are left out.
pub(super) fn events(xml: &str) -> impl Iterator<Item = Event<'_>> {
    let mut rest = xml;
    std::iter::from_fn(move || next(&mut rest))
}

fn next<'a>(rest: &mut &'a str) -> Option<Event<'a>> {
    loop {
        let text: &'a str = rest;
        if text.is_empty() {
            return None;
        }
        let Some(tag) = text.strip_prefix('<') else {
            let end = text.find('<').unwrap_or(text.len());
            *rest = &text[end..];
            return Some(Event::Words {
                text: &text[..end],
                cdata: false,
            });
        };
        if let Some(cdata) = tag.strip_prefix("![CDATA[") {
            let end = cdata.find("]]>").unwrap_or(cdata.len());
            *rest = cdata.get(end + 3..).unwrap_or_default();
            return Some(Event::Words {
                text: &cdata[..end],
                cdata: true,
            });
        }
        if tag.starts_with(['!', '?']) {
            let close = if tag.starts_with("!--") { "-->" } else { ">" };
            let end = tag.find(close).map_or(tag.len(), |end| end + close.len());
            *rest = &tag[end..];
            continue;
        }
        let end = tag.find('>').unwrap_or(tag.len());
        *rest = tag.get(end + 1..).unwrap_or_default();
        let inner = tag[..end].trim();
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Event::Close { name: name.trim() });
        }
        let closed = inner.ends_with('/');
        let inner = inner.trim_end_matches('/');
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        return Some(Event::Open {
            name,
            attributes,
            closed,
        });
    }
}

/// The value of an attribute, as written.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, more) = after[1..].split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = more;
    }
}

/// Words with the entities of XML replaced; others stay as written.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest
            .find(';')
            .filter(|end| *end <= 10)
            .map(|end| &rest[1..end]);
        let c = entity.and_then(|entity| match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => {
                let number = entity.strip_prefix('#')?;
                let value = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(value)
            }
        });
        if let (Some(c), Some(entity)) = (c, entity) {
            out.push(c);
            rest = &rest[entity.len() + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{attribute, events, unescape};

    #[test]
    fn tags_words_and_entities() {
        let found: Vec<String> =
            events("<?xml?><!-- <x> --><a b='1'>w&amp;<![CDATA[<c>]]></a><d/>")
                .map(|event| format!("{event:?}"))
                .collect();
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(attribute("x:a=\"1\" b = '2'", "b"), Some("2"));
        assert_eq!(attribute("a", "b"), None);
        assert_eq!(unescape("&lt;&#x41;&#66;&bomb; &"), "<AB&bomb; &");
        for broken in ["<", "<a", "<![CDATA[", "</", "<!--", "&"] {
            assert!(events(broken).count() <= 1);
        }
    }
}
