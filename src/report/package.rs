//! The container of office files: a ZIP archive of named parts. Every part carries the same day, so that the same report gives
//! the same bytes. Written by hand because it is fifty lines and the crates for it bring a second compressor along.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 1 January 2000 in the archive's notation.
const DAY: u16 = (20 << 9) | (1 << 5) | 1;
/// Version of the format that readers need: 2.0, for compression.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;
/// Names are UTF-8.
const UTF8_NAMES: u16 = 1 << 11;

/// Parts in the order in which they were added.
#[derive(Default)]
pub struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    n_parts: u16,
}

impl Package {
    /// Adds a part; its name has `/` between folders.
    pub fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let offset = size(self.bytes.len())?;
        let mut crc = Crc::new();
        crc.update(content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let packed = encoder.finish()?;
        let mut shared = Vec::with_capacity(26);
        for field in [VERSION, UTF8_NAMES, DEFLATED, 0, DAY] {
            shared.extend(field.to_le_bytes());
        }
        for field in [crc.sum(), size(packed.len())?, size(content.len())?] {
            shared.extend(field.to_le_bytes());
        }
        shared.extend((name.len() as u16).to_le_bytes());
        shared.extend([0, 0]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&shared);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&packed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&shared);
        // no comment, first disk, no attributes
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.n_parts += 1;
        Ok(())
    }

    /// Writes the archive.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.bytes)?;
        out.write_all(&self.directory)?;
        out.write_all(b"PK\x05\x06\0\0\0\0")?;
        out.write_all(&self.n_parts.to_le_bytes())?;
        out.write_all(&self.n_parts.to_le_bytes())?;
        out.write_all(&size(self.directory.len())?.to_le_bytes())?;
        out.write_all(&size(self.bytes.len())?.to_le_bytes())?;
        out.write_all(&[0, 0])
    }
}

fn size(bytes: usize) -> io::Result<u32> {
    u32::try_from(bytes).map_err(|_| io::Error::other("the report is larger than 4 GiB"))
}

/// The part that says who made the file and what it is called.
pub fn core_properties(title: &str, author: &str) -> String {
    use super::escape::Xml;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>",
        Xml(title),
        Xml(author)
    )
}

/// The part that says what the main part is.
pub fn relationships(main: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"{main}\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;
    use std::io::Read as _;

    use super::Package;

    /// The parts of an archive, read through its directory.
    pub fn parts(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
        let u16_at = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
        let u32_at = |at: usize| u16_at(at) | (u16_at(at + 2) << 16);
        let end = archive.len() - 22;
        assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
        let mut at = u32_at(end + 16);
        let mut parts = BTreeMap::new();
        for _ in 0..u16_at(end + 10) {
            assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
            let (packed, unpacked) = (u32_at(at + 20), u32_at(at + 24));
            let name_len = u16_at(at + 28);
            let local = u32_at(at + 42);
            let name = String::from_utf8(archive[at + 46..at + 46 + name_len].to_vec()).unwrap();
            let start = local + 30 + u16_at(local + 26);
            let mut content = Vec::new();
            flate2::read::DeflateDecoder::new(&archive[start..start + packed])
                .read_to_end(&mut content)
                .unwrap();
            assert_eq!(content.len(), unpacked, "{name}");
            let mut crc = flate2::Crc::new();
            crc.update(&content);
            assert_eq!(crc.sum() as usize, u32_at(at + 16), "{name}");
            parts.insert(name, content);
            at += 46 + name_len;
        }
        parts
    }

    #[test]
    fn parts_come_back_as_they_went_in() {
        let mut package = Package::default();
        package.add("a/b.xml", b"<b/>").unwrap();
        package.add("ä.txt", &[7; 10_000]).unwrap();
        let mut archive = Vec::new();
        package.write(&mut archive).unwrap();
        let parts = parts(&archive);
        assert_eq!(parts["a/b.xml"], b"<b/>");
        assert_eq!(parts["ä.txt"], [7; 10_000]);
    }
}
