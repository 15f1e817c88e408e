//! How much the simulated GitHub lets a client do, and how quickly it answers.

use std::time::Duration;

use super::faults::PrimaryShape;
use crate::github::graphql::CostRules;

/// Limits and speed.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Points of GraphQL per hour.
    pub points_per_hour: u64,
    /// Requests of REST per hour.
    pub requests_per_hour: u64,
    /// How the price of a query is counted.
    pub cost: CostRules,
    /// What an empty budget looks like.
    pub primary_shape: PrimaryShape,
    /// The number of nodes above which a query is answered in part, with `RESOURCE_LIMITS_EXCEEDED`.
    pub resource_nodes: Option<u64>,
    /// The number of nodes above which a query ends in 502.
    pub timeout_nodes: Option<u64>,
    /// The number of requests under way above which the secondary limit strikes.
    pub most_at_once: Option<usize>,
    /// The number of requests in the minute before above which the secondary limit strikes, in the time of this machine.
    pub most_per_minute: Option<usize>,
    /// The number of issues and comments written in the minute before above which writing is blocked, in the time of this machine.
    pub most_writes_per_minute: Option<usize>,
    /// Whether the token may not write.
    pub read_only: bool,
    /// How long each answer takes.
    pub latency: Duration,
    /// The only token that is taken; without one, any is.
    pub token: Option<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            points_per_hour: 5_000,
            requests_per_hour: 5_000,
            cost: CostRules::default(),
            primary_shape: PrimaryShape::RateLimited,
            resource_nodes: None,
            timeout_nodes: None,
            most_at_once: None,
            most_per_minute: None,
            most_writes_per_minute: None,
            read_only: false,
            latency: Duration::ZERO,
            token: None,
        }
    }
}
