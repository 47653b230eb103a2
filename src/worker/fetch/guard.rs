//! Looks host names up and refuses those that stand for this computer or the local network, at the moment of connecting.

use std::io;
use std::net::IpAddr;

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::import::capture::is_private;

/// A resolver that answers with public addresses alone.
#[derive(Debug)]
pub struct Guard {
    resolver: DefaultResolver,
    allow_private: bool,
}

/// What the person is told.
#[derive(Debug, thiserror::Error)]
#[error(
    "“{host}” stands for {ip}, an address of this computer or of the local network: allow such addresses to fetch it"
)]
pub struct Refused {
    host: String,
    ip: IpAddr,
}

impl Guard {
    /// Private addresses pass where the person allowed it.
    pub fn new(allow_private: bool) -> Self {
        Self {
            resolver: DefaultResolver::default(),
            allow_private,
        }
    }

    /// Why a host with these addresses is not asked; one private address among them is enough.
    pub fn refuse(&self, host: &str, ips: impl IntoIterator<Item = IpAddr>) -> Option<Refused> {
        if self.allow_private {
            return None;
        }
        let ip = ips.into_iter().find(|ip| is_private(*ip))?;
        let host = host.to_owned();
        Some(Refused { host, ip })
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        match self.refuse(host, found.iter().map(std::net::SocketAddr::ip)) {
            Some(refused) => {
                let error = io::Error::new(io::ErrorKind::PermissionDenied, refused);
                Err(ureq::Error::Io(error))
            }
            None => Ok(found),
        }
    }
}
