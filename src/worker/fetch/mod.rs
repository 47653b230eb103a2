//! Fetching a page, only when the person asked for it: one request after the other along the redirects, without scripts and
//! cookies, with limits of time, size and number, and never from this computer or the local network unless that is allowed.
//!
//! The addresses a host's name stands for are checked where the connection is made, so that a name cannot answer differently
//! the second time. No proxy is used, because it would look the name up elsewhere.

mod guard;
#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, http};

use self::guard::Guard;
use crate::analysis::{Cancelled, Ctx};
use crate::import::{Capture, CaptureHead, check_address, sha256_hex};

/// What a fetch may take.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// Time for everything, redirects among it.
    pub time: Duration,
    /// Time until a connection stands.
    pub connect: Duration,
    /// Largest body, in bytes.
    pub bytes: u64,
    /// Most redirects.
    pub redirects: usize,
    /// Addresses of this computer and the local network may be asked.
    pub allow_private: bool,
}

impl Default for FetchLimits {
    /// A minute, ten seconds for a connection, 16 MB, ten redirects, nothing private.
    fn default() -> Self {
        Self {
            time: Duration::from_mins(1),
            connect: Duration::from_secs(10),
            bytes: 16 << 20,
            redirects: 10,
            allow_private: false,
        }
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Nobody waits any more.
    #[error("it was cancelled")]
    Cancelled(#[from] Cancelled),
    /// The reason, for the person; where a redirect led is in it.
    #[error("{0}")]
    Failed(String),
}

/// Fetches a page. `ctx` counts the bytes of its body.
pub fn fetch(typed: &str, limits: &FetchLimits, ctx: &mut dyn Ctx) -> Result<Capture, FetchError> {
    let asked = check_address(typed, limits.allow_private).map_err(failed)?;
    let until = Instant::now() + limits.time;
    let mut url = asked.clone();
    let mut redirects = Vec::new();
    loop {
        ctx.step(0, 0)?;
        let response = ask(&url, limits, until).map_err(|reason| via(&reason, &redirects))?;
        let status = response.status().as_u16();
        let next = response.headers().get(http::header::LOCATION);
        let Some(next) = next.filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308)) else {
            return finish(
                response,
                &asked,
                redirects,
                url.as_str(),
                (limits, until),
                ctx,
            );
        };
        if redirects.len() >= limits.redirects {
            let reason = format!("it was sent on more than {} times", limits.redirects);
            return Err(via(&reason, &redirects));
        }
        let next = String::from_utf8_lossy(next.as_bytes()).into_owned();
        let joined = url.join(&next).map_or(next, String::from);
        redirects.push((status, joined.clone()));
        url = check_address(&joined, limits.allow_private)
            .map_err(|error| via(&error.to_string(), &redirects))?;
    }
}

fn failed(reason: impl std::fmt::Display) -> FetchError {
    FetchError::Failed(reason.to_string())
}

/// The reason, with the way that led there.
fn via(reason: &str, redirects: &[(u16, String)]) -> FetchError {
    let way: Vec<String> = redirects
        .iter()
        .map(|(status, to)| format!("{to} ({status})"))
        .collect();
    if way.is_empty() {
        failed(reason)
    } else {
        failed(format!("{reason}; redirected to {}", way.join(", then ")))
    }
}

/// One request, redirects not followed. The reason, when there is no answer.
fn ask(
    url: &url::Url,
    limits: &FetchLimits,
    until: Instant,
) -> Result<http::Response<Body>, String> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(too_slow(limits));
    }
    let config = Agent::config_builder()
        .timeout_global(Some(left))
        .timeout_connect(Some(limits.connect))
        .timeout_resolve(Some(limits.connect))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .user_agent(concat!("Hexapla/", env!("CARGO_PKG_VERSION")))
        .accept("text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
        .build();
    let guard = Guard::new(limits.allow_private);
    let agent = Agent::with_parts(config, DefaultConnector::new(), guard);
    agent
        .get(url.as_str())
        .call()
        .map_err(|error| in_words(&error, limits))
}

fn too_slow(limits: &FetchLimits) -> String {
    format!("it took more than {} seconds", limits.time.as_secs())
}

fn in_words(error: &ureq::Error, limits: &FetchLimits) -> String {
    match error {
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => format!(
            "no connection within {} seconds",
            limits.connect.as_secs().max(1)
        ),
        ureq::Error::Timeout(_) => too_slow(limits),
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::Io(error) => io_in_words(error),
        other => format!("it could not be fetched: {other}"),
    }
}

fn io_in_words(error: &io::Error) -> String {
    if let Some(refused) = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<guard::Refused>())
    {
        return refused.to_string();
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "the server takes no connections".to_owned(),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => {
            "the server broke the connection off".to_owned()
        }
        _ => format!("it could not be fetched: {error}"),
    }
}

/// Reads the body of the last answer.
fn finish(
    response: http::Response<Body>,
    asked: &url::Url,
    redirects: Vec<(u16, String)>,
    address: &str,
    (limits, until): (&FetchLimits, Instant),
    ctx: &mut dyn Ctx,
) -> Result<Capture, FetchError> {
    let status = response.status();
    if !status.is_success() {
        let said = status.canonical_reason().unwrap_or("no reason given");
        let reason = format!("the server answered {} ({said})", status.as_u16());
        return Err(via(&reason, &redirects));
    }
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    let announced = response
        .headers()
        .get(http::header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let body =
        read_body(response, announced, (limits, until), ctx).map_err(|error| match error {
            FetchError::Failed(reason) => via(&reason, &redirects),
            cancelled @ FetchError::Cancelled(_) => cancelled,
        })?;
    let head = CaptureHead {
        asked: asked.to_string(),
        redirects,
        address: address.to_owned(),
        fetched: jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
        status: status.as_u16(),
        headers,
        sha256: sha256_hex(&body),
        bytes: body.len() as u64,
    };
    Ok(Capture {
        head: Arc::new(head),
        body: body.into(),
    })
}

fn read_body(
    response: http::Response<Body>,
    announced: Option<u64>,
    (limits, until): (&FetchLimits, Instant),
    ctx: &mut dyn Ctx,
) -> Result<Vec<u8>, FetchError> {
    let too_large = || {
        failed(format!(
            "it is larger than {} MB",
            limits.bytes.div_ceil(1 << 20)
        ))
    };
    if announced.is_some_and(|length| length > limits.bytes) {
        return Err(too_large());
    }
    let total = announced.and_then(|length| usize::try_from(length).ok());
    let mut reader = response.into_body().into_reader();
    let mut body = Vec::new();
    let mut piece = [0; 1 << 14];
    loop {
        ctx.step(body.len(), total.unwrap_or(0))?;
        if Instant::now() > until {
            return Err(failed(too_slow(limits)));
        }
        let n = match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) => return Err(failed(body_in_words(&error, limits))),
        };
        body.extend_from_slice(&piece[..n]);
        if body.len() as u64 > limits.bytes {
            return Err(too_large());
        }
    }
    if total.is_some_and(|total| body.len() < total) {
        return Err(failed("the server broke the connection off"));
    }
    Ok(body)
}

fn body_in_words(error: &io::Error, limits: &FetchLimits) -> String {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    match inner {
        Some(inner) => in_words(inner, limits),
        None if error.kind() == io::ErrorKind::TimedOut => too_slow(limits),
        None => io_in_words(error),
    }
}
