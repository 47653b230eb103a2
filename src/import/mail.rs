//! Mail: single messages (EML), mailboxes (MBOX) and pages saved as mail (MHTML). Newsletters are articles of their sender; what
//! is attached is read as files of its own.

use std::borrow::Cow;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::dates::{DayOrder, parse_date};
use super::draft::add_text;
use super::plain::has_extension;
use super::{
    Confidence, Draft, Format, ImportError, Input, Metadata, Parsed, Part, blocks, html, outlets,
};
use crate::analysis::Ctx;
use crate::corpus::{BlockKind, Origin};

/// Single messages.
pub(super) struct Eml;

impl Format for Eml {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if has_extension(name, &["eml"]) {
            Confidence::Certain
        } else if has_headers(
            head,
            &[
                "received",
                "message-id",
                "mime-version",
                "return-path",
                "from",
            ],
            2,
        ) {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let mut parsed = Parsed::default();
        read_message(input.bytes, "", &mut parsed)?;
        Ok(parsed)
    }
}

/// Mailboxes.
pub(super) struct Mbox;

impl Format for Mbox {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        let starts = head.starts_with(b"From ");
        if starts
            && (has_extension(name, &["mbox", "mbx"])
                || has_headers(
                    after_line(head),
                    &["from", "date", "received", "subject"],
                    2,
                ))
        {
            Confidence::Certain
        } else if has_extension(name, &["mbox", "mbx"]) {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let messages = messages(input.bytes);
        if messages.is_empty() {
            return Err(ImportError::broken(
                "there is no message in the mailbox: no line starts with “From ”",
            ));
        }
        let total = messages.len();
        let mut parsed = Parsed::default();
        for (at, message) in messages.into_iter().enumerate() {
            ctx.step(at, total)?;
            let part = format!("message {}", at + 1);
            if let Err(error) = read_message(&message, &part, &mut parsed) {
                parsed.parts.push(Part::Failed {
                    part,
                    reason: error.to_string(),
                });
            }
        }
        Ok(parsed)
    }
}

/// Pages saved with all they need in one file.
pub(super) struct Mhtml;

impl Format for Mhtml {
    fn name(&self) -> &'static str {
        "MHTML"
    }

    fn sniff(&self, name: &str, head: &[u8]) -> Confidence {
        if has_extension(name, &["mht", "mhtml"]) {
            return Confidence::Certain;
        }
        let start = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_ascii_lowercase();
        if start.contains("snapshot-content-location:") {
            Confidence::Certain
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>, _ctx: &mut dyn Ctx) -> Result<Parsed, ImportError> {
        let message = message(input.bytes)?;
        let page = message.parts.iter().find_map(|part| match &part.body {
            PartType::Html(words) => Some((part, words)),
            _ => None,
        });
        let Some((part, words)) = page else {
            return Err(ImportError::Nothing("there is no page in it".to_owned()));
        };
        let draft = Draft {
            encoding: charset(part.content_type()),
            ..Draft::default()
        };
        let address = message
            .header_raw("Snapshot-Content-Location")
            .or_else(|| part.content_location())
            .map(str::trim)
            .filter(|address| address.starts_with("http"));
        let mut draft = html::read_saved(words, draft, address);
        let others = message
            .parts
            .iter()
            .filter(|part| part.is_binary() || part.is_text())
            .count()
            .saturating_sub(1);
        if others > 0 {
            draft.left_out.push(format!(
                "{others} pictures, styles and frames of the saved page"
            ));
        }
        Ok(Parsed::one(draft))
    }
}

fn message(bytes: &[u8]) -> Result<Message<'_>, ImportError> {
    MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| ImportError::broken("the message cannot be read: it has no headers"))
}

fn charset(kind: Option<&mail_parser::ContentType<'_>>) -> String {
    kind.and_then(|kind| kind.attribute("charset"))
        .unwrap_or_default()
        .to_owned()
}

/// The message as an article, its attachments as files.
fn read_message(bytes: &[u8], name: &str, parsed: &mut Parsed) -> Result<(), ImportError> {
    let message = message(bytes)?;
    let draft = draft_of(&message, name);
    parsed.parts.push(Part::Article(Box::new(draft)));
    let attachments = message.attachments().enumerate();
    let parts = attachments.filter_map(|(at, attachment)| attached(attachment, at, name));
    parsed.parts.extend(parts);
    Ok(())
}

/// The message itself: its subject is the headline, its sender the outlet.
fn draft_of(message: &Message<'_>, name: &str) -> Draft {
    let mut draft = Draft {
        part: name.to_owned(),
        ..Draft::default()
    };
    let subject = message.subject().unwrap_or_default();
    draft.push(BlockKind::Headline, subject);
    read_body(message, &mut draft);
    add_text(&mut draft.metadata.headline, subject, Origin::Record);
    let date = message.date().map(mail_parser::DateTime::to_rfc3339);
    if let Some(date) = date.and_then(|date| parse_date(&date, DayOrder::Unknown)) {
        draft.metadata.published.add(date, Origin::Record);
    }
    if let Some(sender) = message.from().and_then(|from| from.first()) {
        let domain = sender
            .address()
            .and_then(|address| address.rsplit_once('@'));
        let known = domain
            .and_then(|(_, domain)| outlets::outlet_of_address(&format!("mailto://{domain}/")));
        let shown = sender.name().or(sender.address()).unwrap_or_default();
        add_text(
            &mut draft.metadata.outlet,
            known.unwrap_or(shown),
            Origin::Record,
        );
    }
    let Draft { text, blocks, .. } = &mut draft;
    blocks::recognise(text, blocks);
    draft
}

/// An attachment, the `at`th of the message called `message`: a file of its own, or a line that says why it is not read; nothing
/// where it is empty or only holds others.
fn attached(attachment: &MessagePart<'_>, at: usize, message: &str) -> Option<Part> {
    let named = attachment
        .attachment_name()
        .map(|name| name.replace('\\', "/"));
    let file = match &named {
        Some(name) => name.clone(),
        None => format!("attachment {}", at + 1),
    };
    let part = if message.is_empty() {
        file.clone()
    } else {
        format!("{message} › {file}")
    };
    let (bytes, name): (Vec<u8>, String) = match &attachment.body {
        PartType::Message(inner) => (inner.raw_message().to_vec(), format!("{part}.eml")),
        PartType::Html(words) if named.is_none() => {
            (words.as_bytes().to_vec(), format!("{part}.html"))
        }
        PartType::Html(words) | PartType::Text(words) => (words.as_bytes().to_vec(), part),
        PartType::Binary(_) | PartType::InlineBinary(_) if is_media(attachment, &file) => {
            let reason = "a picture, sound or film attached".to_owned();
            return Some(Part::Skipped { part, reason });
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => (bytes.to_vec(), part),
        PartType::Multipart(_) => return None,
    };
    (!bytes.is_empty()).then(|| Part::File {
        name,
        bytes: Cow::Owned(bytes),
        declared_encoding: None,
        metadata: Box::new(Metadata::default()),
    })
}

/// Whether an attachment is a picture, sound or film, by what the mail calls it or by its name.
fn is_media(attachment: &MessagePart<'_>, file: &str) -> bool {
    let kind = attachment.content_type().map(|kind| kind.c_type.as_ref());
    let is_pdf = attachment.is_content_type("application", "pdf");
    !is_pdf && super::archive::no_text(file).is_some()
        || matches!(kind, Some("image" | "audio" | "video"))
}

/// The words of a message: its HTML form if it has one, else its plain one.
fn read_body(message: &Message<'_>, draft: &mut Draft) {
    for body in message.html_bodies() {
        draft.encoding = charset(body.content_type());
        match &body.body {
            PartType::Html(words) => html::push_fragment(draft, words),
            PartType::Text(words) => push_text(draft, words),
            _ => {}
        }
    }
    let empty = draft
        .blocks
        .iter()
        .all(|block| block.kind == BlockKind::Headline);
    if empty {
        for body in message.text_bodies() {
            if let PartType::Text(words) = &body.body {
                push_text(draft, words);
            }
        }
    }
}

fn push_text(draft: &mut Draft, words: &str) {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    for span in blocks::split(&words) {
        draft.push(BlockKind::Paragraph, span.of(&words));
    }
}

/// The messages of a mailbox: each starts with a line “From …” after a blank line; `>From` inside is `From`.
fn messages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut after_blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_blank && line.starts_with(b"From ") {
            found.push(Vec::new());
        } else if let Some(message) = found.last_mut() {
            let quoted = line.iter().take_while(|byte| **byte == b'>').count();
            let from = usize::from(quoted > 0 && line[quoted..].starts_with(b"From "));
            message.extend_from_slice(&line[from..]);
        }
        after_blank = matches!(line, b"\n" | b"\r\n");
    }
    found
}

fn after_line(head: &[u8]) -> &[u8] {
    let end = head
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(head.len(), |at| at + 1);
    &head[end..]
}

/// Whether the file begins with header lines, at least `least` of them with one of these names.
fn has_headers(head: &[u8], names: &[&str], least: usize) -> bool {
    let head = &head[..head.len().min(8192)];
    if head.contains(&0) {
        return false;
    }
    let start = String::from_utf8_lossy(head);
    let mut found = 0;
    for (at, line) in start.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && at > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty()
            || !name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return false;
        }
        found += usize::from(names.contains(&name.to_ascii_lowercase().as_str()));
    }
    found >= least
}

#[cfg(test)]
mod tests {
    use crate::analysis::Unhurried;
    use crate::import::{ImportOptions, ItemResult, SourceBytes, read_source};

    fn check(name: &str, mail: &str, expected: &[&str]) {
        let source = SourceBytes {
            path: name.to_owned(),
            bytes: mail.as_bytes().to_vec().into(),
            ..SourceBytes::pasted("")
        };
        let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
        let found: Vec<String> = import
            .items
            .iter()
            .map(|item| match &item.result {
                ItemResult::Article(article) => format!(
                    "{}|{}|{}|{}",
                    item.part,
                    article.outlet.get().map_or("", String::as_str),
                    article
                        .published
                        .get()
                        .map_or(String::new(), |day| day.date.to_string()),
                    article.text.replace('\n', "/")
                ),
                ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                    format!("{}: {reason}", item.part)
                }
            })
            .collect();
        assert_eq!(found, expected);
    }

    const MAIL: &str = "From: The Gazette <news@example.org>\r\nTo: x@y.z\r\nSubject: =?utf-8?q?Minister_quits?=\r\nDate: Sat, 5 Sep 2015 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>He went.</p><p>She stayed.</p>\r\n\
        --b\r\nContent-Type: text/plain; name=more.txt\r\nContent-Disposition: attachment; filename=more.txt\r\n\r\nMore words.\r\n--b--\r\n";

    #[test]
    fn messages_and_mailboxes_are_read() {
        let expected = "The Gazette|2015-09-05|Minister quits//He went.//She stayed.";
        check(
            "a.eml",
            MAIL,
            &[&format!("|{expected}"), "more.txt|||More words."],
        );
        let plain = "From: a@b.c\nSubject: Two\nDate: Sun, 6 Sep 2015 10:00:00 GMT\n\nWords.\n>From here on.\n\n";
        check(
            "a.mbox",
            &format!(
                "From x Sat Sep  5 10:00:00 2015\n{plain}From y Sat Sep  5 10:00:00 2015\n{plain}"
            ),
            &[
                "message 1|a@b.c|2015-09-06|Two//Words.//From here on.",
                "message 2|a@b.c|2015-09-06|Two//Words.//From here on.",
            ],
        );
    }

    #[test]
    fn saved_pages_are_read_with_their_address() {
        let words = "The minister resigned on Monday after a report found that he had misled the house, his office said.";
        check(
            "page.mhtml",
            &format!(
                "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.nytimes.com/x.html\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
                 --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><h1>Minister quits</h1><p>{words}</p><p>{words}</p></body></html>\r\n--b--\r\n"
            ),
            &[&format!(
                "|The New York Times||Minister quits//{words}//{words}"
            )],
        );
    }
}
