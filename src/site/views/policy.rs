//! What a page may load and do.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// What every page may load and do (Content Security Policy, level 3): the site's own files, and nothing else.
/// What a meta element can't say, such as `frame-ancestors`, is the server's to say.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'";

/// The policy of a page whose only script within the page is this one.
pub(super) fn policy(data: Option<&str>) -> String {
    match data {
        None => POLICY.to_string(),
        Some(data) => {
            let hash = BASE64_STANDARD.encode(Sha256::digest(data));
            POLICY.replace("script-src 'self'", &format!("script-src 'self' 'sha256-{hash}'"))
        }
    }
}
