//! Fetching from a server of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use super::{FetchError, FetchLimits, fetch};
use crate::analysis::{Cancelled, Ctx, Unhurried};

/// A server that answers every request with what `answer` writes for its path; gives its address.
fn server(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    crate::worker::spawn("test server", move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut first = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            lines.read_line(&mut first).unwrap();
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|n| n > 2) {
                assert!(!line.to_lowercase().starts_with("cookie:"), "{line}");
                line.clear();
            }
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            answer(&path, &mut stream);
        }
    })
    .unwrap();
    address
}

fn say(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    // The other side may have gone already.
    drop(stream.write_all(head.as_bytes()));
    drop(stream.write_all(body));
}

fn local() -> FetchLimits {
    FetchLimits {
        allow_private: true,
        time: Duration::from_secs(20),
        ..FetchLimits::default()
    }
}

fn reason(result: Result<crate::import::Capture, FetchError>) -> String {
    match result {
        Err(FetchError::Failed(reason)) => reason,
        other => panic!("it should have failed: {other:?}"),
    }
}

#[test]
fn redirects_are_followed_told_and_what_came_is_kept() {
    let at = server(|path, stream| match path {
        "/a" => say(
            stream,
            "301 Moved Permanently\r\nSet-Cookie: a=b\r\nLocation: /b?x=1",
            b"",
        ),
        "/b?x=1" => say(stream, "302 Found\r\nLocation: c/d#top", b"on"),
        "/c/d" => say(
            stream,
            "200 OK\r\nContent-Type: text/html; charset=utf-8",
            b"<p>Hello</p>",
        ),
        _ => say(stream, "404 Not Found", b""),
    });
    let capture = fetch(&format!("{at}/a"), &local(), &mut Unhurried).unwrap();
    let head = &capture.head;
    assert_eq!(&*capture.body, b"<p>Hello</p>");
    assert_eq!(head.address, format!("{at}/c/d"));
    assert_eq!(
        head.redirects,
        [(301, format!("{at}/b?x=1")), (302, format!("{at}/c/d#top"))]
    );
    assert_eq!(
        head.header("Content-Type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(head.sha256, crate::import::sha256_hex(b"<p>Hello</p>"));
    assert!(
        head.fetched.ends_with('Z') && head.fetched.len() == 20,
        "{}",
        head.fetched
    );
    let missing = reason(fetch(&format!("{at}/x"), &local(), &mut Unhurried));
    assert_eq!(missing, "the server answered 404 (Not Found)");
}

#[test]
fn private_addresses_are_refused_unless_allowed_also_behind_a_redirect() {
    let strict = FetchLimits::default();
    for typed in [
        "http://127.0.0.1:9/",
        "http://localhost/",
        "file:///etc/passwd",
    ] {
        assert!(fetch(typed, &strict, &mut Unhurried).is_err(), "{typed}");
    }
    let at = server(|_, stream| say(stream, "302 Found\r\nLocation: file:///etc/passwd", b""));
    let told = reason(fetch(&at, &local(), &mut Unhurried));
    assert!(
        told.starts_with("only http and https addresses are fetched"),
        "{told}"
    );
    assert!(
        told.ends_with("redirected to file:///etc/passwd (302)"),
        "{told}"
    );
}

#[test]
fn a_name_that_stands_for_a_private_address_is_refused_where_it_is_looked_up() {
    let ips = |ips: &[&str]| -> Vec<std::net::IpAddr> {
        ips.iter().map(|ip| ip.parse().unwrap()).collect()
    };
    let mixed = ips(&["93.184.216.34", "::ffff:10.0.0.7"]);
    let refused = super::guard::Guard::new(false).refuse("evil.example", mixed.clone());
    let told = refused.unwrap().to_string();
    assert!(
        told.starts_with("“evil.example” stands for ::ffff:10.0.0.7, an address of this"),
        "{told}"
    );
    assert!(
        super::guard::Guard::new(true)
            .refuse("evil.example", mixed)
            .is_none()
    );
    let public = ips(&["93.184.216.34"]);
    assert!(
        super::guard::Guard::new(false)
            .refuse("good.example", public)
            .is_none()
    );
}

#[test]
fn limits_hold() {
    let at = server(|path, stream| match path {
        "/loop" => say(stream, "302 Found\r\nLocation: /loop", b""),
        "/large" => say(stream, "200 OK", &[b'a'; 5_000]),
        "/endless" => {
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            while stream.write_all(&[b'a'; 1_000]).is_ok() {}
        }
        "/short" => drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")),
        _ => std::thread::sleep(Duration::from_secs(3)),
    });
    let limits = FetchLimits {
        bytes: 4_000,
        redirects: 3,
        ..local()
    };
    let told = |path: &str, limits: &FetchLimits| {
        reason(fetch(&format!("{at}{path}"), limits, &mut Unhurried))
    };
    assert!(told("/loop", &limits).starts_with("it was sent on more than 3 times; redirected to"));
    assert_eq!(told("/large", &limits), "it is larger than 1 MB");
    assert_eq!(told("/endless", &limits), "it is larger than 1 MB");
    assert_eq!(
        told("/short", &limits),
        "the server broke the connection off"
    );
    let hurried = FetchLimits {
        time: Duration::from_millis(300),
        ..local()
    };
    let started = Instant::now();
    assert_eq!(told("/slow", &hurried), "it took more than 0 seconds");
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_cancel_ends_it_between_two_pieces() {
    struct AtOnce(usize);
    impl Ctx for AtOnce {
        fn step(&mut self, done: usize, _: usize) -> Result<(), Cancelled> {
            self.0 = done;
            if done > 0 { Err(Cancelled) } else { Ok(()) }
        }
    }
    let at = server(|_, stream| say(stream, "200 OK", &vec![b'a'; 1 << 20]));
    let mut ctx = AtOnce(0);
    let ended = fetch(&at, &local(), &mut ctx);
    assert!(matches!(ended, Err(FetchError::Cancelled(_))), "{ended:?}");
    assert!(ctx.0 < 1 << 20);
}
