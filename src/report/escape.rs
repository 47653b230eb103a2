//! Text from articles is data everywhere: it is escaped where it enters a form, and nowhere else.

use std::fmt;

/// Text for HTML, in elements and in attribute values in double quotes. Control characters that HTML does not allow become
/// U+FFFD.
pub struct Html<'a>(pub &'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                c if c.is_control() => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Text for XML, in elements and in attribute values in double quotes. What no XML document may hold (control characters,
/// non-characters) becomes U+FFFD.
pub struct Xml<'a>(pub &'a str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(c)?,
                '\u{FFFE}' | '\u{FFFF}' => f.write_char('\u{FFFD}')?,
                c if c < ' ' => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Html, Xml};

    #[test]
    fn marks_of_html_lose_their_meaning() {
        let check = |text: &str, expected: &str| assert_eq!(Html(text).to_string(), expected);
        check(
            "a < b & \"c\" 'd'>",
            "a &lt; b &amp; &quot;c&quot; &#39;d&#39;&gt;",
        );
        check("\u{0}bell\u{7}\n", "\u{FFFD}bell\u{FFFD}\n");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            Xml("a\u{0}\u{B}<b\u{FFFF}>\n").to_string(),
            "a\u{FFFD}\u{FFFD}&lt;b\u{FFFD}&gt;\n"
        );
    }
}
