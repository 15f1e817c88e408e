//! For tests: a server with TLS on this machine, and names that lead where a test wants.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

use crate::guard::LookUp;

/// What the server answers.
pub(crate) enum Reply {
    /// A status line and headers, without the empty line after them.
    Head(String),
    /// A page that never ends.
    Endless,
    /// Headers that never end.
    EndlessHead,
    /// Nothing at all.
    Silence,
    /// The connection is closed.
    HangUp,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self::Head(format!("HTTP/1.1 {status} X\r\nset-cookie: a=b\r\ncontent-length: 0"))
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self::Head(format!(
            "HTTP/1.1 302 X\r\nset-cookie: a=b\r\nlocation: {to}\r\ncontent-length: 0"
        ))
    }
}

/// A running server.
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    /// Its certificate, which is its own root.
    pub(crate) certificate: Vec<u8>,
    /// The requests that it read.
    pub(crate) requests: Arc<Mutex<Vec<String>>>,
    /// How many connections were made to it.
    pub(crate) connections: Arc<AtomicUsize>,
    /// Told when somebody went away in the midst of an endless page.
    pub(crate) left: Arc<Notify>,
}

impl Server {
    /// Starts a server for a host.
    pub(crate) async fn start<F>(ip: &str, host: &str, reply: F) -> Self
    where
        F: Fn(&str) -> Reply + Send + Sync + 'static,
    {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed([host.to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind((ip, 0)).await.unwrap();
        let server = Self {
            at: listener.local_addr().unwrap(),
            certificate: cert.der().to_vec(),
            requests: Arc::default(),
            connections: Arc::default(),
            left: Arc::default(),
        };
        let (requests, left) = (server.requests.clone(), server.left.clone());
        let connections = server.connections.clone();
        let (acceptor, reply) = (TlsAcceptor::from(Arc::new(config)), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (acceptor, reply) = (acceptor.clone(), reply.clone());
                let (requests, left) = (requests.clone(), left.clone());
                tokio::spawn(async move {
                    // A client that does not trust the certificate goes away here.
                    let _ = serve(stream, &acceptor, &*reply, &requests, &left).await;
                });
            }
        });
        server
    }

    /// How many requests it read.
    pub(crate) fn asked(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// How many connections were made to it.
    pub(crate) fn connected(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    reply: &(impl Fn(&str) -> Reply + ?Sized),
    requests: &Mutex<Vec<String>>,
    left: &Notify,
) -> std::io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(stream.read_u8().await?);
    }
    let request = String::from_utf8_lossy(&read).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().unwrap().push(request);
    match reply(&path) {
        Reply::Head(head) => {
            stream.write_all(format!("{head}\r\n\r\n").as_bytes()).await?;
            stream.shutdown().await
        }
        Reply::Endless => {
            let head = "HTTP/1.1 200 X\r\ncontent-length: 99999999999\r\n\r\n";
            flood(&mut stream, head, &[b'x'; 4_096]).await;
            left.notify_one();
            Ok(())
        }
        Reply::EndlessHead => {
            let line = format!("x: {}\r\n", "y".repeat(4_000));
            flood(&mut stream, "HTTP/1.1 200 X\r\n", line.as_bytes()).await;
            left.notify_one();
            Ok(())
        }
        Reply::Silence => std::future::pending().await,
        Reply::HangUp => Ok(()),
    }
}

/// Writes a beginning and then the same again and again, until the reader has gone.
async fn flood(stream: &mut (impl AsyncWriteExt + Unpin), first: &str, again: &[u8]) {
    let mut goes_on = stream.write_all(first.as_bytes()).await.is_ok();
    while goes_on {
        goes_on = stream.write_all(again).await.is_ok() && stream.flush().await.is_ok();
    }
}

/// A look-up that gives one list of addresses after the other, and the last one ever after.
pub(crate) fn answers(lists: &[&[&str]]) -> LookUp {
    let parse = |list: &&[&str]| list.iter().map(|at| at.parse().unwrap()).collect();
    let lists: Vec<Vec<IpAddr>> = lists.iter().map(parse).collect();
    let asked = AtomicUsize::new(0);
    Arc::new(move |_| {
        let turn = asked.fetch_add(1, Ordering::SeqCst).min(lists.len() - 1);
        let list = lists[turn].clone();
        Box::pin(async move { Ok(list) })
    })
}

/// The same look-up, and how often it was asked.
pub(crate) fn counted(look_up: LookUp) -> (LookUp, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    let counted: LookUp = Arc::new(move |name| {
        counter.fetch_add(1, Ordering::SeqCst);
        look_up(name)
    });
    (counted, count)
}
