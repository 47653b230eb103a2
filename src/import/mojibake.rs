//! Mojibake: UTF-8 that was once read as Windows-1252 and saved so ("itâ€™s", "MÃ¼nchen"). Noticed and offered for repair.

use encoding_rs::WINDOWS_1252;

/// Marks that hardly occur in healthy text: the first bytes of two- and three-byte UTF-8 sequences read as Windows-1252,
/// followed by a continuation byte read so.
const LEADS: [char; 4] = ['â', 'Ã', 'Â', 'Ð'];

/// The text as it was meant, when it is damaged in this way throughout; `None` when it is healthy or cannot be repaired.
///
/// ```
/// let repaired = hexapla::import::repair_mojibake("Heâ€™s in MÃ¼nchen");
/// assert_eq!(repaired.as_deref(), Some("He’s in München"));
/// assert_eq!(hexapla::import::repair_mojibake("Ça va, âne"), None);
/// ```
pub fn repair_mojibake(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(LEADS) {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    let mut mended = 0_usize;
    for run in text.split_inclusive(|c: char| c.is_ascii()) {
        let ascii_at = run
            .char_indices()
            .last()
            .map_or(0, |(at, last)| if last.is_ascii() { at } else { run.len() });
        let (foreign, ascii) = run.split_at(ascii_at);
        match mend(foreign) {
            Some(better) => {
                mended += 1;
                repaired.push_str(&better);
            }
            None => repaired.push_str(foreign),
        }
        repaired.push_str(ascii);
    }
    (mended > 0).then_some(repaired)
}

/// One run outside ASCII, read back: Windows-1252 to bytes, bytes as UTF-8.
fn mend(foreign: &str) -> Option<String> {
    if foreign.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(foreign.len());
    for c in foreign.chars() {
        if matches!(c, '\u{80}'..='\u{9f}') {
            // bytes that Windows-1252 leaves undefined came through as control characters
            bytes.push(c as u8);
            continue;
        }
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if unmappable || encoded.len() != 1 {
            return None;
        }
        bytes.push(encoded[0]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::repair_mojibake;

    #[test]
    fn healthy_text_is_left_alone() {
        for text in ["", "plain", "naïve café", "Ângela Âm", "Привет"] {
            assert_eq!(repair_mojibake(text), None, "{text}");
        }
    }

    #[test]
    fn damaged_words_are_mended_and_sound_ones_kept() {
        assert_eq!(
            repair_mojibake("â€œNoâ€\u{9d} – sagte MÃ¼ller").as_deref(),
            Some("“No” – sagte Müller")
        );
    }
}
