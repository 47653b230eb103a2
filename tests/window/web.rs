//! Pages fetched from the web: from a server of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use hexapla::corpus::Outcome;
use hexapla::session::{Command, Item, UiCommand, ViewTab};

use super::driver::Driver;

/// A server with one page behind one redirect.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut first = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            lines.read_line(&mut first).unwrap();
            let answer = match first.split(' ').nth(1) {
                Some("/short") => {
                    "HTTP/1.1 302 Found\r\nLocation: /bridge\r\nContent-Length: 0\r\n\r\n"
                        .to_owned()
                }
                Some("/bridge") => {
                    let paragraph = "Mayor Ann Lee opened the new bridge over the river on Monday, three years after work began. ".repeat(4);
                    let page = format!(
                        "<html><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
                    );
                    format!(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Test: kept\r\nContent-Length: {}\r\n\r\n{page}",
                        page.len()
                    )
                }
                _ => "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".to_owned(),
            };
            drop(stream.write_all(answer.as_bytes()));
        }
    });
    address
}

#[test]
fn a_page_is_fetched_kept_and_shown_after_a_restart() {
    let mut driver = Driver::sample();
    let at = server();
    driver.ask(UiCommand::AddAddress);
    let asked = [format!("{at}/short"), format!("{at}/gone")];
    driver
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Addresses")
        .type_text(&asked.join("\n"));
    driver.settle();
    let refused = "is an address of this computer";
    driver.harness.get_by_label_contains(refused);
    let allow = "Allow addresses of this computer and the local network";
    driver
        .harness
        .get_by_role_and_label(Role::CheckBox, allow)
        .click();
    driver.settle();
    driver.harness.get_by_label("Fetch 2 pages").click();
    driver.settle();
    let session = &driver.app().session;
    let article = session.articles().last().unwrap();
    assert_eq!(article.title(), "Bridge opens");
    assert_eq!(article.source.path, format!("{at}/bridge"));
    let line = session.corpus.ledger.iter().rev().nth(1).unwrap();
    let told = &line.warnings[0];
    assert!(
        told.contains(&format!("{at}/short redirected to {at}/bridge (302)")),
        "{told}"
    );
    let last = session.corpus.ledger.iter().last().unwrap();
    let gone = Outcome::Failed {
        reason: "the server answered 410 (Gone)".to_owned(),
    };
    assert_eq!(last.outcome, gone);
    let id = article.id;
    let home = driver.quit();
    let mut driver = Driver::start(home, &[], egui::Theme::Light);
    driver.ask(Command::ShowTab(ViewTab::Ledger));
    driver.ask(Command::Select(Item::Article(id)));
    let session = &driver.app().session;
    let article = session.corpus.articles.get(id).unwrap();
    let capture = session.capture_of(&article.source).unwrap();
    assert_eq!(capture.asked, asked[0]);
    assert_eq!(capture.header("x-test"), Some("kept"));
    assert_eq!(capture.sha256, article.source.sha256);
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        driver.harness.ctx.set_theme(theme);
        driver.settle();
        driver.harness.get_by_label("Fetched from the web");
        if let Some(folder) = std::env::var_os("HEXAPLA_PICTURES") {
            let file = format!("fetched-{theme:?}.png").to_lowercase();
            let image = driver.harness.render().unwrap();
            image
                .save(std::path::Path::new(&folder).join(file))
                .unwrap();
        }
    }
    let session = &driver.app().session;
    assert!(session.options.private_addresses, "it is remembered");
}
