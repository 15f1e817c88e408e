//! Which organisations or users have these logins.

use monitor_model::Login;

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::Aliases;
use crate::{Fact, Subject};

pub(super) fn write(logins: &[Login]) -> Written {
    let mut aliases = Aliases::default();
    for (n, login) in logins.iter().enumerate() {
        aliases.variable(&format!("l{n}"), "String!", login.as_str());
        aliases.field(&format!("o{n}: repositoryOwner(login: $l{n}) {{ id login }}"));
    }
    aliases.finish("Owners", &[])
}

pub(super) fn read(logins: &[Login], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, login) in logins.iter().enumerate() {
        let at = to.data.field(&format!("o{n}"))?;
        let missing = Fact::Owner { asked: login.clone(), found: None };
        if let Some(at) = to.or_absent(at, Subject::Login(login.clone()), missing) {
            let found = Some((at.field("login")?.login()?, at.field("id")?.node()?));
            to.facts.push(Fact::Owner { asked: login.clone(), found });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::read;
    use super::super::samples::{full, login, refusals};
    use super::*;
    use crate::Shape;
    use serde_json::json;

    #[test]
    fn an_owner_is_found_missing_or_refused() {
        let data = json!({"o0": {"id": "O_1", "login": "ADA-lumen-0"}, "o1": null, "o2": null});
        let errors = [error("NOT_FOUND", "o1"), error("RESOURCE_LIMITS_EXCEEDED", "o2")];
        let facts = read(&full(Shape::Owners, 3), &data, &errors).unwrap();
        let found = Some((login(0), "O_1".into()));
        assert_eq!(facts[0], Fact::Owner { asked: login(0), found });
        assert_eq!(facts[1], Fact::Owner { asked: login(1), found: None });
        assert_eq!(refusals(&facts).len(), 1);
    }
}
