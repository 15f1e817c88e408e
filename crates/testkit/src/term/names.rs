//! The words of which fictional people, projects and repositories are made.

pub(super) const FIRST: [&str; 16] = [
    "Ada", "Bela", "Cleo", "Dario", "Edda", "Farid", "Grace", "Hana", "Ivo", "Juno", "Kemal",
    "Lior", "Mina", "Noor", "Otis", "Pia",
];

pub(super) const LAST: [&str; 16] = [
    "Lumen", "Wick", "Beacon", "Candle", "Ember", "Flint", "Glow", "Halo", "Kindle", "Lantern",
    "Match", "Prism", "Quartz", "Ray", "Spark", "Tallow",
];

pub(super) const MENTORS: [&str; 12] = [
    "arlo", "birte", "cyrus", "delia", "emre", "frida", "gita", "hugo", "ines", "jarek", "kaya",
    "lotte",
];

/// Organisation and project; repositories hang on the organisation.
pub(super) const PROJECTS: [(&str, &str); 8] = [
    ("lantern-works", "Lantern"),
    ("tide-loom", "Tideloom"),
    ("quiet-harbor", "Harbor Bell"),
    ("moss-and-iron", "Mossiron"),
    ("paper-orbit", "Orbit"),
    ("copper-fern", "Copperfern"),
    ("seven-kites", "Kites"),
    ("night-ferry", "Ferry"),
];

pub(super) const REPOS: [&str; 3] = ["core", "docs", "operator"];

pub(super) const TOPICS: [&str; 6] = [
    "faster start",
    "a guide for newcomers",
    "tests of the scheduler",
    "a plugin for metrics",
    "accessible colours",
    "smaller images",
];

/// Repositories of organisations that no roster of ours names.
pub(super) const ELSEWHERE: [&str; 4] =
    ["open-orchard/pips", "velvet-compiler/front", "tin-soldier/drum", "maple-index/search"];
