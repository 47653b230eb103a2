//! Writes the program's icon in every form the packages want, from its one source: `cargo run --example icons`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool that writes pictures and says which"
)]

use std::fs;
use std::path::Path;

use hexapla::widgets::app_icon::{pixels, svg};

/// Sizes of the desktop's icon theme on Linux.
const LINUX: [u32; 7] = [16, 24, 32, 48, 64, 128, 256];
/// Sizes in the icon of the Windows program.
const WINDOWS: [u32; 5] = [16, 32, 48, 64, 256];
/// Sizes in the icon of the macOS bundle, with the names its format gives them.
const MAC: [(&[u8; 4], u32); 5] = [
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
];

fn main() -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icons/app");
    fs::create_dir_all(&folder)?;
    let write = |name: String, bytes: &[u8]| {
        println!("{name}: {} bytes", bytes.len());
        fs::write(folder.join(name), bytes)
    };
    write("hexapla.svg".to_owned(), svg().as_bytes())?;
    for size in LINUX {
        write(format!("hexapla-{size}.png"), &png(size)?)?;
    }
    write("hexapla.ico".to_owned(), &ico()?)?;
    write("hexapla.icns".to_owned(), &icns()?)?;
    Ok(())
}

fn png(size: u32) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size, size);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels(size))?;
    writer.finish()?;
    Ok(bytes)
}

/// A header, an entry of 16 bytes per picture, the pictures as PNG.
fn ico() -> anyhow::Result<Vec<u8>> {
    let pictures: Vec<(u32, Vec<u8>)> = WINDOWS
        .into_iter()
        .map(|size| Ok((size, png(size)?)))
        .collect::<anyhow::Result<_>>()?;
    let mut out = vec![0, 0, 1, 0];
    out.extend((pictures.len() as u16).to_le_bytes());
    let mut at = 6 + 16 * pictures.len() as u32;
    for (size, bytes) in &pictures {
        // 256 is written as 0.
        let side = (*size % 256) as u8;
        out.extend([side, side, 0, 0, 1, 0, 32, 0]);
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(at.to_le_bytes());
        at += bytes.len() as u32;
    }
    for (_, bytes) in pictures {
        out.extend(bytes);
    }
    Ok(out)
}

/// "icns", the length, then each picture as PNG behind its name and length; lengths count themselves.
fn icns() -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    for (name, size) in MAC {
        let bytes = png(size)?;
        body.extend(name);
        body.extend((bytes.len() as u32 + 8).to_be_bytes());
        body.extend(bytes);
    }
    let mut out = b"icns".to_vec();
    out.extend((body.len() as u32 + 8).to_be_bytes());
    out.extend(body);
    Ok(out)
}
