//! Looks at servers on this machine, over TLS as everywhere. `127.0.0.1` stands for the public internet where a test allows it,
//! and `127.0.0.2` for what nobody may reach.

use std::sync::atomic::Ordering;

use reqwest::Certificate;

use super::*;
use crate::server::{Reply, Server, answers, counted};

const HOST: &str = "design.example";
const PUBLIC: &str = "127.0.0.1";
const SECRET: &str = "127.0.0.2";

fn checker(look_up: LookUp, addresses: Addresses, servers: &[&Server]) -> Checker {
    let roots = servers.iter().map(|s| Certificate::from_der(&s.certificate).unwrap());
    let builder = guarded(look_up, addresses.clone()).tls_certs_only(roots);
    Checker { client: build(builder).unwrap(), addresses, in_all: Duration::from_secs(5) }
}

/// A checker for which `127.0.0.1` is the public internet.
fn at_home(look_up: LookUp, servers: &[&Server]) -> Checker {
    checker(look_up, Addresses::Only(vec![PUBLIC.parse().unwrap()]), servers)
}

fn url(server: &Server, path: &str) -> EvidenceUrl {
    EvidenceUrl::parse(&format!("https://{HOST}:{}{path}", server.at.port())).unwrap()
}

#[tokio::test]
async fn statuses_and_redirects_are_told() {
    let server = Server::start(PUBLIC, HOST, |path| match path {
        "/there" => Reply::status(200),
        "/private" => Reply::status(403),
        "/gone" => Reply::status(410),
        "/ill" => Reply::status(503),
        "/moved" => Reply::redirect("/again?x=1"),
        "/again?x=1" => Reply::redirect("there"),
        "/wall" => Reply::redirect("/users/sign_in?next=/wall"),
        "/insecure" => Reply::redirect("http://design.example/there"),
        "/credentials" => Reply::redirect("https://ada:secret@design.example/there"),
        "/hangs-up" => Reply::HangUp,
        path if path.starts_with("/round/") => Reply::redirect(&format!("{path}x")),
        _ => Reply::status(404),
    })
    .await;
    let checker = at_home(answers(&[&[PUBLIC]]), &[&server]);
    for (path, expected, requests) in [
        ("/there", Reach::Reached { status: 200 }, 1),
        ("/private", Reach::NeedsSignIn, 1),
        ("/gone", Reach::NotThere { status: 410 }, 1),
        ("/other", Reach::NotThere { status: 404 }, 1),
        ("/ill", Reach::Unclear { status: 503 }, 1),
        ("/moved", Reach::Reached { status: 200 }, 3),
        ("/wall", Reach::NeedsSignIn, 1),
        ("/insecure", Reach::Refused(WhyRefused::NotHttps), 1),
        ("/credentials", Reach::Refused(WhyRefused::Credentials), 1),
        ("/round/", Reach::TooManyRedirects, 6),
        ("/hangs-up", Reach::NoConnection(WhyNoConnection::Broken), 1),
    ] {
        let before = server.asked();
        assert_eq!(checker.check(&url(&server, path)).await, expected, "{path}");
        assert_eq!(server.asked() - before, requests, "{path}");
    }
}

#[tokio::test]
async fn nothing_about_the_asker_is_sent() {
    let server = Server::start(PUBLIC, HOST, |path| match path {
        "/there?token=secret" => Reply::redirect("/again"),
        _ => Reply::status(200),
    })
    .await;
    let checker = at_home(answers(&[&[PUBLIC]]), &[&server]);
    let reach = checker.check(&url(&server, "/there?token=secret#part")).await;
    assert_eq!(reach, Reach::Reached { status: 200 });
    let requests = server.requests.lock().unwrap();
    assert_eq!(requests.len(), 2);
    for request in requests.iter() {
        let names: Vec<&str> =
            request.lines().skip(1).filter_map(|line| Some(line.split_once(':')?.0)).collect();
        // The server sets a cookie with every answer.
        assert_eq!(names, ["accept", "user-agent", "host"], "{request}");
        assert!(request.contains("mentorship-monitor/") && !request.contains("part"));
    }
    assert!(!requests[1].contains("secret"));
}

#[tokio::test]
async fn this_machine_is_refused_under_every_name() {
    let server = Server::start(PUBLIC, HOST, |_| Reply::status(200)).await;
    let port = server.at.port();
    let checker = checker(answers(&[&[PUBLIC, "::1"]]), Addresses::Public, &[&server]);
    for host in [HOST, "127.0.0.1", "127.1.", "0x7f.0.0.1", "2130706433.", "0.0.0.0"] {
        let Ok(url) = EvidenceUrl::parse(&format!("https://{host}:{port}/")) else {
            panic!("{host}");
        };
        assert_eq!(checker.check(&url).await, Reach::Refused(WhyRefused::NotPublic), "{host}");
    }
    assert_eq!(server.connected(), 0);
}

#[tokio::test]
async fn what_is_shipped_refuses_this_machine() {
    let server = Server::start(PUBLIC, HOST, |_| Reply::status(200)).await;
    let url = EvidenceUrl::parse(&format!("https://127.0.0.1:{}/", server.at.port())).unwrap();
    let reach = Checker::new().unwrap().check(&url).await;
    assert_eq!(reach, Reach::Refused(WhyRefused::NotPublic));
    assert_eq!(server.connected(), 0);
}

#[tokio::test]
async fn a_redirect_leads_to_no_private_address() {
    let secret = Server::start(SECRET, HOST, |_| Reply::status(200)).await;
    let port = secret.at.port();
    let public = Server::start(PUBLIC, HOST, move |path| match path {
        "/literal" => Reply::redirect(&format!("https://{SECRET}:{port}/")),
        "/number" => Reply::redirect(&format!("https://2130706434:{port}/")),
        "/mapped" => Reply::redirect(&format!("https://[::ffff:{SECRET}]:{port}/")),
        "/late" => Reply::redirect("/number"),
        _ => Reply::redirect(&format!("https://inner.example:{port}/")),
    })
    .await;
    let look_up: LookUp = std::sync::Arc::new(|name| {
        let at = if name == HOST { PUBLIC } else { SECRET };
        Box::pin(async move { Ok(vec![at.parse().unwrap()]) })
    });
    let checker = at_home(look_up, &[&public, &secret]);
    for path in ["/literal", "/number", "/mapped", "/late", "/name"] {
        let reach = checker.check(&url(&public, path)).await;
        assert_eq!(reach, Reach::Refused(WhyRefused::NotPublic), "{path}");
    }
    assert_eq!((secret.connected(), public.asked()), (0, 6));
}

/// A name that is public when it is checked and leads inside when it is connected to.
#[tokio::test]
async fn a_name_that_changes_its_mind_reaches_nothing_inside() {
    let secret = Server::start(SECRET, HOST, |_| Reply::status(200)).await;
    let port = secret.at.port();
    let public = Server::start(PUBLIC, HOST, move |_| {
        Reply::redirect(&format!("https://{HOST}:{port}/inside"))
    })
    .await;
    let (look_up, asked) = counted(answers(&[&[PUBLIC], &[SECRET]]));
    let checker = at_home(look_up, &[&public, &secret]);
    let reach = checker.check(&url(&public, "/")).await;
    assert_eq!(reach, Reach::Refused(WhyRefused::NotPublic));
    assert_eq!((secret.connected(), public.asked()), (0, 1));
    // Once per hop: there is no look-up between the check and the connection.
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn of_several_addresses_only_the_public_one_is_connected_to() {
    let public = Server::start(PUBLIC, HOST, |_| Reply::status(200)).await;
    let secret = tokio::net::TcpListener::bind((SECRET, public.at.port())).await.unwrap();
    let checker = at_home(answers(&[&[SECRET, PUBLIC, SECRET]]), &[&public]);
    assert_eq!(checker.check(&url(&public, "/")).await, Reach::Reached { status: 200 });
    let nobody = tokio::time::timeout(Duration::from_millis(100), secret.accept()).await;
    assert!(nobody.is_err(), "somebody came to an address that is not public");
}

#[tokio::test]
async fn what_never_ends_is_left_at_once() {
    let broken = Reach::NoConnection(WhyNoConnection::Broken);
    let server = Server::start(PUBLIC, HOST, |path| match path {
        "/page" => Reply::Endless,
        _ => Reply::EndlessHead,
    })
    .await;
    let checker = at_home(answers(&[&[PUBLIC]]), &[&server]);
    for (path, expected) in [("/page", Reach::Reached { status: 200 }), ("/head", broken)] {
        assert_eq!(checker.check(&url(&server, path)).await, expected, "{path}");
        let left = tokio::time::timeout(Duration::from_secs(5), server.left.notified()).await;
        assert!(left.is_ok(), "the connection is still open: {path}");
    }
}

#[tokio::test]
async fn silence_ends_in_time_wherever_it_is() {
    let server = Server::start(PUBLIC, HOST, |_| Reply::Silence).await;
    let mut checker = at_home(answers(&[&[PUBLIC]]), &[&server]);
    checker.in_all = Duration::from_millis(300);
    assert_eq!(checker.check(&url(&server, "/")).await, Reach::TimedOut);
    let look_up: LookUp = std::sync::Arc::new(|_| Box::pin(std::future::pending()));
    let mut checker = at_home(look_up, &[&server]);
    checker.in_all = Duration::from_millis(300);
    assert_eq!(checker.check(&url(&server, "/")).await, Reach::TimedOut);
}

#[tokio::test]
async fn a_host_that_nobody_knows_or_trusts_is_told() {
    let server = Server::start(PUBLIC, "other.example", |_| Reply::status(200)).await;
    let checker = at_home(answers(&[&[PUBLIC]]), &[&server]);
    let broken = Reach::NoConnection(WhyNoConnection::Broken);
    assert_eq!(checker.check(&url(&server, "/")).await, broken, "the name of another host");
    assert_eq!(server.asked(), 0);
    let unknown: LookUp =
        std::sync::Arc::new(|_| Box::pin(async { Err(std::io::ErrorKind::NotFound.into()) }));
    for look_up in [unknown, answers(&[&[]])] {
        let reach = at_home(look_up, &[&server]).check(&url(&server, "/")).await;
        assert_eq!(reach, Reach::NoConnection(WhyNoConnection::UnknownHost));
    }
}

#[test]
fn the_bounds_are_those_of_the_documentation() {
    let checker = Checker::new().unwrap();
    assert_eq!((checker.in_all, REDIRECTS), (Duration::from_secs(10), 5));
    assert!(matches!(checker.addresses, Addresses::Public));
}
