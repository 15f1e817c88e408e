//! The plumbing in front of the server: passes bytes on, counts requests under way, and cuts, closes or resets connections
//! where a header of the answer tells it to. Understands just enough of HTTP/1.1 to find where an answer ends.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The header by which the server tells the wire what to do; it never reaches the client.
pub(crate) const WIRE_HEADER: &str = "x-simulated-wire";

/// A running piece of plumbing. It stops when it is dropped.
#[derive(Debug)]
pub(crate) struct Wire {
    address: SocketAddr,
    gauge: Arc<Gauge>,
    _stop: watch::Sender<()>,
}

impl Wire {
    /// Opens a free port that leads to a server.
    #[expect(clippy::expect_used, reason = "a test can't go on without its server")]
    pub(crate) fn start(server: SocketAddr, gauge: Arc<Gauge>) -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        listener.set_nonblocking(true).expect("a port that does not block");
        let address = listener.local_addr().expect("a port has an address");
        let (stop, stopped) = watch::channel(());
        let shared = Arc::clone(&gauge);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(accept(listener, server, shared, stopped));
        });
        Self { address, gauge, _stop: stop }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn peak(&self) -> usize {
        self.gauge.peak.load(Ordering::Relaxed)
    }

    pub(crate) fn forget_peak(&self) {
        self.gauge.peak.store(0, Ordering::Relaxed);
    }
}

/// How many requests are under way, and how many were at most.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    now: AtomicUsize,
    peak: AtomicUsize,
}

impl Gauge {
    /// How many requests are under way.
    pub(crate) fn now(&self) -> usize {
        self.now.load(Ordering::Relaxed)
    }
}

/// Whether one connection has a request under way.
struct Busy<'a> {
    gauge: &'a Gauge,
    is_busy: AtomicBool,
}

impl Busy<'_> {
    fn begin(&self) {
        if !self.is_busy.swap(true, Ordering::Relaxed) {
            let now = self.gauge.now.fetch_add(1, Ordering::Relaxed) + 1;
            self.gauge.peak.fetch_max(now, Ordering::Relaxed);
        }
    }

    fn end(&self) {
        if self.is_busy.swap(false, Ordering::Relaxed) {
            self.gauge.now.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

async fn accept(
    listener: std::net::TcpListener,
    server: SocketAddr,
    gauge: Arc<Gauge>,
    mut stopped: watch::Receiver<()>,
) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((client, _)) = accepted else { return };
                let gauge = Arc::clone(&gauge);
                tokio::spawn(async move { drop(pass_on(client, server, &gauge).await) });
            }
            _ = stopped.changed() => return,
        }
    }
}

/// How a connection ends.
enum End {
    Closed,
    Reset,
}

async fn pass_on(mut client: TcpStream, server: SocketAddr, gauge: &Gauge) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut server = TcpStream::connect(server).await?;
    server.set_nodelay(true)?;
    let busy = Busy { gauge, is_busy: AtomicBool::new(false) };
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let end = tokio::select! {
        end = answers(&mut from_server, &mut to_client, &busy) => end?,
        passed = requests(&mut from_client, &mut to_server, &busy) => { passed?; End::Closed }
    };
    if matches!(end, End::Reset) {
        client.set_zero_linger()?;
    }
    Ok(())
}

async fn requests(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    busy: &Busy<'_>,
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = from.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        busy.begin();
        to.write_all(&buffer[..read]).await?;
    }
}

async fn answers(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    busy: &Busy<'_>,
) -> io::Result<End> {
    let mut read = Vec::new();
    loop {
        let Some(head_end) = read_head(from, &mut read).await? else {
            return Ok(End::Closed);
        };
        let body = read.split_off(head_end);
        let head = Head::parse(&String::from_utf8_lossy(&read));
        match head.order {
            Some(Order::Close) => return Ok(End::Closed),
            Some(Order::Reset) => return Ok(End::Reset),
            Some(Order::Cut(after)) => {
                let body = fill(from, body, after.min(head.length)).await?;
                to.write_all(head.text.as_bytes()).await?;
                to.write_all(&body[..after.min(body.len())]).await?;
                to.flush().await?;
                return Ok(End::Closed);
            }
            None => {
                let mut body = fill(from, body, head.length).await?;
                let rest = body.split_off(head.length.min(body.len()));
                to.write_all(head.text.as_bytes()).await?;
                busy.end();
                to.write_all(&body).await?;
                read = rest;
            }
        }
    }
}

/// Reads until the empty line after the headers, and answers where it ends.
async fn read_head(
    from: &mut (impl AsyncRead + Unpin),
    read: &mut Vec<u8>,
) -> io::Result<Option<usize>> {
    loop {
        if let Some(place) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            return Ok(Some(place + 4));
        }
        if from.read_buf(read).await? == 0 {
            return Ok(None);
        }
    }
}

/// Reads until there are so many bytes.
async fn fill(
    from: &mut (impl AsyncRead + Unpin),
    mut read: Vec<u8>,
    wanted: usize,
) -> io::Result<Vec<u8>> {
    while read.len() < wanted && from.read_buf(&mut read).await? > 0 {}
    Ok(read)
}

enum Order {
    Close,
    Reset,
    Cut(usize),
}

/// The headers of an answer.
struct Head {
    text: String,
    length: usize,
    order: Option<Order>,
}

impl Head {
    fn parse(text: &str) -> Self {
        let mut head = Self { text: String::new(), length: 0, order: None };
        for line in text.split_inclusive("\r\n") {
            let (name, value) = line.trim_end().split_once(':').unwrap_or((line, ""));
            if name.eq_ignore_ascii_case(WIRE_HEADER) {
                head.order = Order::parse(value.trim());
                continue;
            }
            if name.eq_ignore_ascii_case("content-length") {
                head.length = value.trim().parse().unwrap_or(0);
            }
            head.text.push_str(line);
        }
        head
    }
}

impl Order {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            Some(("cut", after)) => after.parse().ok().map(Self::Cut),
            _ if text == "reset" => Some(Self::Reset),
            _ => (text == "close").then_some(Self::Close),
        }
    }
}
