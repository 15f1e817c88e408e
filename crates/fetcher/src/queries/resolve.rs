//! Which accounts have these logins.

use monitor_model::Login;

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::{Aliases, Fragment};
use super::who::account;
use crate::{Fact, Subject};

pub(super) fn write(logins: &[Login]) -> Written {
    let mut aliases = Aliases::default();
    for (n, login) in logins.iter().enumerate() {
        aliases.variable(&format!("l{n}"), "String!", login.as_str());
        aliases.field(&format!("u{n}: user(login: $l{n}) {{ id ...Person }}"));
    }
    aliases.finish("Resolve", &[Fragment::Person])
}

pub(super) fn read(logins: &[Login], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, login) in logins.iter().enumerate() {
        let at = to.data.field(&format!("u{n}"))?;
        let missing = Fact::NoSuchLogin(login.clone());
        if let Some(at) = to.or_absent(at, Subject::Login(login.clone()), missing) {
            let id = at.field("id")?.node()?;
            to.facts.push(account(&at, id, Some(login.clone()))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{full, login, refusals};
    use super::super::{read, write};
    use super::*;
    use crate::Shape;
    use monitor_model::{Account, AccountId};
    use serde_json::json;

    #[test]
    fn a_login_is_an_account_or_nobodys_or_refused() {
        let query = full(Shape::Resolve, 4);
        let data = json!({
            "u0": {"id": "U_0", "databaseId": 11, "login": "Ada-Lumen-0", "name": "Ada Lumen"},
            "u1": null, "u2": null, "u3": null,
        });
        let errors = [error("NOT_FOUND", "u1"), error("FORBIDDEN", "u2")];
        let facts = read(&query, &data, &errors).unwrap();
        let account = Account { id: AccountId(11), node: "U_0".into() };
        let asked = Some(login(0));
        let ada = Fact::Account { asked, account, login: login(0), name: Some("Ada Lumen".into()) };
        assert_eq!(facts[0], ada);
        assert_eq!(facts[1], Fact::NoSuchLogin(login(1)));
        assert_eq!(facts[3], Fact::NoSuchLogin(login(3)));
        let refused = ("Login(Login(ada-lumen-2))".to_owned(), None, "FORBIDDEN: so it is");
        assert_eq!(refusals(&facts), [refused]);
    }

    #[test]
    fn an_error_about_the_whole_answer_makes_nobody_missing() {
        let data = json!({"u0": null});
        let facts = read(&full(Shape::Resolve, 1), &data, &[error("INTERNAL", "")]).unwrap();
        assert_eq!(refusals(&facts).len(), 1);
    }

    #[test]
    fn the_text_has_an_alias_and_a_variable_for_each_login() {
        let written = write(&full(Shape::Resolve, 2));
        assert!(written.text.starts_with(
            "query Resolve($l0: String!, $l1: String!) {\n  u0: user(login: $l0) { id ...Person }\n"
        ));
        assert_eq!(written.variables, json!({"l0": "ada-lumen-0", "l1": "ada-lumen-1"}));
    }
}
