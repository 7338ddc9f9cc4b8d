//! `teamkit serve`: previews the sites while you edit.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::{Failure, Outcome, as_of, print_problems, tell, unknown_district};
use crate::cli::{Ending, ServeArgs};
use crate::diagnostics::Extent;
use crate::preview::{Message, Preview};
use crate::toolkit::Options;

pub(super) fn run(root: &Path, args: &ServeArgs) -> Outcome {
    let options = Options::new(as_of(args.when)?, args.drafts);
    let preview =
        Preview::new(root, options, args.host, args.port).map_err(|error| cannot_listen(&error, args))?;
    let address = preview.address().map_err(|error| Failure::machine(error.to_string()))?;
    preview.warm_up();
    if let Some(district) = args.district.as_ref().filter(|district| !preview.has_district(district)) {
        let known = preview.districts();
        return Err(unknown_district(district, known.iter().map(String::as_str)));
    }
    let path = args.district.as_ref().map_or_else(String::new, |district| format!("{district}/"));
    let host = if address.ip().is_unspecified() { "localhost".to_string() } else { bracketed(address) };
    let url = format!("http://{host}:{}/{path}", address.port());
    let mut greeting = format!("Previewing at {url} (figures as of {}). Stop with Ctrl-C.\n", options.as_of);
    if args.port.is_none() && address.port() != 4000 {
        greeting.push_str("Port 4000 is taken, so another one was chosen.\n");
    }
    let greet = || {
        // Whether anybody reads this does not matter to those who open the preview.
        let _ = anstream::stdout().lock().write_all(greeting.as_bytes());
        if !address.ip().is_loopback() {
            tell(
                "warning: other machines in this network can read the preview, unpublished drafts and mistakes included.",
            );
        }
        if args.open {
            open(&url);
        }
    };
    preview
        .run(Arc::new(say), greet)
        .map_err(|error| Failure::machine(format!("the preview can't go on: {error}")))?;
    Ok(Ending::Done)
}

/// An address as a link wants it.
fn bracketed(address: std::net::SocketAddr) -> String {
    if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() }
}

fn cannot_listen(error: &io::Error, args: &ServeArgs) -> Failure {
    Failure::machine(match (error.kind(), args.port) {
        (io::ErrorKind::AddrInUse, Some(port)) => {
            format!("port {port} is taken by another program; leave `--port` out to use a free one")
        }
        (io::ErrorKind::AddrInUse, None) => {
            "no port from 4000 to 4099 is free; name one with `--port`".into()
        }
        (io::ErrorKind::AddrNotAvailable, _) => format!("this machine has no address {}", args.host),
        _ => format!("can't listen at {}: {error}", args.host),
    })
}

fn say(message: &Message) {
    match message {
        Message::Polling => {
            tell("This folder gives no notice of changes, so its files are looked at twice a second.");
        }
        Message::Problems(problems) => print_problems(problems, Extent::Folded),
        Message::Fixed => tell("Fixed: no problems."),
    }
}

/// Opens an address in the browser; where that fails, the address stands in the terminal.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        tell("The browser could not be opened; follow the address above.");
    }
}
