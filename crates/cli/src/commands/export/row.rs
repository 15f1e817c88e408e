//! One row of `export contributions`.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use monitor_model::{Deed, DesignActivity, EvidenceId, NodeId, ProgramId, Record, When};
use monitor_report::escape::csv as escaped;
use monitor_store::ExportRow;
use serde::Serialize;

/// One contribution as it is exported. Keys and columns have the same names and order.
#[derive(Clone, Serialize)]
pub(super) struct Row<'a> {
    program: &'a str,
    mentee: &'a str,
    login: &'a str,
    account_id: Option<u64>,
    account_node_id: Option<&'a str>,
    kind: &'static str,
    act: &'static str,
    role: &'static str,
    scope_class: &'static str,
    repository: String,
    url: &'a str,
    node_id: Option<&'a str>,
    /// The instant, where it is known.
    at: Option<String>,
    /// The window that the instant lies in, where only that is known.
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    source: &'static str,
    /// When GitHub was asked for the item and did not show it any more.
    vanished: Option<String>,
    /// The number of the evidence that names the file, for what was done in a design tool.
    evidence: Option<u64>,
    /// What the tool calls the account. It is no login of GitHub's.
    tool_account: Option<Cow<'a, str>>,
    /// The name that the account shows there.
    tool_name: Option<Cow<'a, str>>,
}

impl<'a> Row<'a> {
    /// What somebody did on GitHub.
    pub(super) fn of(program: &'a ProgramId, row: &'a ExportRow<'a>) -> Self {
        let (at, from, to, precision) = match row.fact.when {
            When::At(at) => (Some(shown(at)), None, None, "instant"),
            When::Within(window) => {
                (None, Some(shown(window.from())), Some(shown(window.to())), "window")
            }
        };
        let account = row.fact.account.as_ref();
        Self {
            program: program.as_str(),
            mentee: row.enrollment.key.as_str(),
            login: row.fact.by.as_str(),
            account_id: account.map(|account| account.id.0),
            account_node_id: account.map(|account| account.node.as_str()),
            kind: row.item.kind.as_str(),
            act: row.fact.act.as_str(),
            role: row.fact.role.as_str(),
            scope_class: row.enrollment.class_of(&row.item.repo).as_str(),
            repository: row.item.repo.to_string(),
            url: row.item.url.as_str(),
            node_id: row.item.node_id.as_ref().map(NodeId::as_str),
            at,
            from,
            to,
            precision,
            source: row.fact.source.as_str(),
            vanished: row.vanished.map(shown),
            evidence: None,
            tool_account: None,
            tool_name: None,
        }
    }

    /// What somebody did to a file that is evidence. Whose act it is, the tool does not say in GitHub's terms: login, role and place are
    /// empty.
    pub(super) fn of_design(
        program: &'a ProgramId,
        record: &'a Record,
        (evidence, url): (EvidenceId, &'a str),
        act: &'a DesignActivity,
    ) -> Self {
        let who = act.who.as_ref();
        Self {
            program: program.as_str(),
            mentee: record.enrollment.key.as_str(),
            login: "",
            account_id: None,
            account_node_id: None,
            kind: "design",
            act: act.what.as_str(),
            role: "",
            scope_class: "",
            repository: String::new(),
            url,
            node_id: None,
            at: Some(shown(act.at)),
            from: None,
            to: None,
            precision: "instant",
            source: "figma",
            vanished: None,
            evidence: Some(evidence.0.0),
            tool_account: who.map(|who| who.id.as_str().into()),
            tool_name: who.map(|who| who.handle.as_str().into()),
        }
    }

    /// The same, where no name can be taken for a formula.
    pub(super) fn for_spreadsheets(&self) -> Self {
        let cell = |text: &Option<Cow<'a, str>>| text.as_ref().map(|text| escaped(text).into());
        let (tool_account, tool_name) = (cell(&self.tool_account), cell(&self.tool_name));
        Self { tool_account, tool_name, ..self.clone() }
    }
}

/// Where a piece of evidence of a mentee is.
pub(super) fn url(record: &Record, of: EvidenceId) -> &str {
    let entry = record.ledger.iter().find(|entry| entry.id == of.0);
    entry.map_or("", |entry| match &entry.deed {
        Deed::AddEvidence { url, .. } => url.as_str(),
        _ => "",
    })
}

fn shown(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
