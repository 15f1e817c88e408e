//! Which rows a snapshot of a program holds: what [`crate::Store::records`] reads of it, and no more.
//!
//! Rows, and not what is read from them: a later format of the database reads an older snapshot by the same migrations as an older
//! database, so that no second form of everything has to be kept up.

/// The enrollments of the program, also those that its roster has no more: entries of the ledger may be about them.
macro_rules! enrollments {
    () => {
        "(SELECT enrollment.id FROM enrollment JOIN program ON program.id = program_id WHERE program.key = ?1)"
    };
}

/// The accounts whose record is read.
macro_rules! mentees {
    () => {
        "(SELECT coalesce(bound.account_id, enrollment.account_id)
             FROM enrollment JOIN program ON program.id = program_id
             LEFT JOIN enrollment_account AS bound ON bound.enrollment_id = enrollment.id
             WHERE program.key = ?1 AND removed_by_import IS NULL)"
    };
}

/// The items on which they did something, and the pull requests that contain their commits.
macro_rules! items {
    () => {
        concat!(
            "(SELECT item_id FROM contribution WHERE account_id IN ",
            mentees!(),
            " UNION SELECT pull_request_id FROM detail WHERE pull_request_id IS NOT NULL AND item_id IN
                 (SELECT item_id FROM contribution WHERE account_id IN ",
            mentees!(),
            "))"
        )
    };
}

/// Everybody who has a part in the program.
macro_rules! people {
    () => {
        concat!(
            "(SELECT account_id FROM enrollment WHERE enrollment.id IN ",
            enrollments!(),
            " UNION SELECT account_id FROM enrollment_account WHERE enrollment_id IN ",
            enrollments!(),
            " UNION SELECT account_id FROM enrollment_mentor WHERE enrollment_id IN ",
            enrollments!(),
            " UNION SELECT account_id FROM response WHERE item_id IN ",
            items!(),
            ")"
        )
    };
}

/// Logins of theirs, also as others have or had them: whose a login is now is told from all of them.
macro_rules! logins {
    () => {
        concat!("(SELECT login FROM login_alias WHERE account_id IN ", people!(), ")")
    };
}

/// Names that repositories had before and by which a scope may name one.
macro_rules! former_names {
    () => {
        concat!(
            "(SELECT alias.name FROM repository_alias AS alias WHERE EXISTS (
                 SELECT 1 FROM enrollment_scope WHERE enrollment_id IN ",
            enrollments!(),
            " AND (alias.name LIKE value || '/%' OR instr(lower(value), lower(alias.name)) > 0)))"
        )
    };
}

/// The entries of the ledger about the program.
macro_rules! entries {
    () => {
        "(SELECT ledger.id FROM ledger WHERE ledger.program = ?1)"
    };
}

/// A query of whole rows.
macro_rules! rows {
    ($table:literal, $($where:expr),+) => {
        ($table, concat!("SELECT * FROM ", $table, " WHERE ", $($where),+))
    };
}

/// Every table of which a snapshot holds rows, with the query for them; its one parameter is the program's key.
pub(crate) const ROWS: [(&str, &str); 27] = [
    rows!(
        "import",
        "id IN (SELECT roster_import FROM program WHERE program.key = ?1
             UNION SELECT removed_by_import FROM enrollment WHERE enrollment.id IN ",
        enrollments!(),
        ")"
    ),
    rows!("program", "key = ?1"),
    rows!("period", "program_id IN (SELECT program.id FROM program WHERE program.key = ?1)"),
    rows!(
        "account",
        "id IN ",
        people!(),
        " OR id IN (SELECT account_id FROM login_alias WHERE login IN ",
        logins!(),
        ")"
    ),
    rows!("login_alias", "account_id IN ", people!(), " OR login IN ", logins!()),
    rows!("enrollment", "id IN ", enrollments!()),
    rows!("continuation", "former IN ", enrollments!()),
    rows!("enrollment_account", "enrollment_id IN ", enrollments!()),
    rows!("enrollment_mentor", "enrollment_id IN ", enrollments!()),
    rows!("enrollment_scope", "enrollment_id IN ", enrollments!()),
    rows!("enrollment_work", "enrollment_id IN ", enrollments!()),
    rows!("enrollment_window", "enrollment_id IN ", enrollments!()),
    rows!("former_mentor", "enrollment_id IN ", enrollments!()),
    rows!(
        "identity",
        "login IN (SELECT mentee FROM enrollment WHERE enrollment.id IN ",
        enrollments!(),
        ") OR github_id IN (SELECT account.github_id FROM account WHERE account.id IN ",
        mentees!(),
        ")"
    ),
    rows!(
        "repository",
        "id IN (SELECT repository_id FROM item WHERE item.id IN ",
        items!(),
        " UNION SELECT repository_id FROM commit_tally WHERE account_id IN ",
        mentees!(),
        " UNION SELECT repository_id FROM repository_alias WHERE name IN ",
        former_names!(),
        ")"
    ),
    rows!("repository_alias", "name IN ", former_names!()),
    rows!("item", "id IN ", items!()),
    rows!("contribution", "account_id IN ", mentees!()),
    rows!(
        "detail",
        "item_id IN (SELECT item_id FROM contribution WHERE account_id IN ",
        mentees!(),
        ")"
    ),
    rows!(
        "changed_file",
        "item_id IN (SELECT item_id FROM contribution WHERE account_id IN ",
        mentees!(),
        ")"
    ),
    rows!("response", "item_id IN ", items!()),
    rows!("ledger", "program = ?1"),
    rows!("ledger_personal", "entry IN ", entries!()),
    rows!("look", "evidence IN ", entries!()),
    rows!("design", "evidence IN ", entries!()),
    rows!("design_act", "evidence IN ", entries!()),
    rows!("unattributed", "program = ?1"),
];

/// The same of what was seen of each account.
pub(crate) const SEEN: [(&str, &str); 4] = [
    rows!("commit_tally", "account_id IN ", mentees!()),
    rows!("coverage", "account_id IN ", mentees!()),
    rows!("hidden_activity", "account_id IN ", mentees!()),
    rows!("witness", "account_id IN ", mentees!()),
];
