//! People in answers.

use monitor_model::{Account, AccountId, Login, NodeId};

use super::at::{At, Unreadable};
use crate::{Fact, Who};

/// Who did something; nobody is a ghost.
pub(super) fn who(at: At<'_>) -> Result<Who, Unreadable> {
    let Some(at) = at.present() else { return Ok(Who::Ghost) };
    let kind = at.field("__typename")?;
    match kind.text()? {
        "User" => Ok(Who::Person {
            node: at.field("id")?.node()?,
            id: account_id(&at)?,
            login: at.field("login")?.login()?,
        }),
        "Bot" | "Mannequin" | "Organization" | "EnterpriseUserAccount" => {
            Ok(Who::Bot(at.field("login")?.text()?.to_owned()))
        }
        _ => Err(kind.wrong("a kind of account")),
    }
}

/// The numeric id of an account.
pub(super) fn account_id(at: &At<'_>) -> Result<AccountId, Unreadable> {
    at.field("databaseId")?.number().map(AccountId)
}

/// An account that was asked for.
pub(super) fn account(at: &At<'_>, node: NodeId, asked: Option<Login>) -> Result<Fact, Unreadable> {
    let name = at.field("name")?.present().map(|at| at.text().map(str::to_owned)).transpose()?;
    let account = Account { id: account_id(at)?, node };
    Ok(Fact::Account { asked, account, login: at.field("login")?.login()?, name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(value: &Value) -> Result<Who, Unreadable> {
        who(At::root(value))
    }

    #[test]
    fn persons_bots_ghosts_and_nothing_else() {
        let ada =
            json!({"__typename": "User", "login": "ada-lumen", "id": "U_1", "databaseId": 11});
        let login = Login::parse("ada-lumen").unwrap();
        let person = Who::Person { node: "U_1".into(), id: AccountId(11), login };
        assert_eq!(read(&ada), Ok(person));
        assert_eq!(read(&json!(null)), Ok(Who::Ghost));
        for kind in ["Bot", "Mannequin", "Organization", "EnterpriseUserAccount"] {
            let bot = json!({"__typename": kind, "login": "lamp lighter"});
            assert_eq!(read(&bot), Ok(Who::Bot("lamp lighter".into())));
        }
        let error = read(&json!({"__typename": "Robot", "login": "x"})).unwrap_err();
        assert_eq!(error.path, "data.__typename");
    }

    #[test]
    fn a_person_without_a_numeric_id_is_an_error_and_not_account_zero() {
        for id in [json!(null), json!(-1), json!("11")] {
            let ada = json!({"__typename": "User", "login": "ada", "id": "U_1", "databaseId": id});
            assert_eq!(read(&ada).unwrap_err().path, "data.databaseId");
        }
    }
}
