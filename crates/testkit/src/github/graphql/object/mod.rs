//! The fields of GitHub's objects, one file per family of types.

pub(crate) mod account;
pub(crate) mod comment;
pub(crate) mod commit;
pub(crate) mod contributions;
pub(crate) mod discussion;
pub(crate) mod event;
pub(crate) mod filter;
pub(crate) mod issue;
pub(crate) mod pull;
pub(crate) mod repo;
pub(crate) mod review;
pub(crate) mod root;
