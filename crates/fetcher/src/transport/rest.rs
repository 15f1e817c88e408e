//! Requests to GitHub's REST, with the bounds, the pace and the silence about the token that GraphQL's have.

use http::header::{HeaderMap, LINK};
use http::{StatusCode, Uri};
use serde_json::Value;

use super::{Client, Verb, Whole};
use crate::failure::Failure;
use crate::rate::RateLimit;

/// An answer of REST that came with success.
#[derive(Clone, Debug, PartialEq)]
pub struct RestAnswer {
    /// The status, from 200 to 299.
    pub status: u16,
    /// What it says.
    pub body: Value,
    /// Where the list goes on: a path for [`Client::get`].
    pub next: Option<String>,
    /// What the headers say about the quota.
    pub rate: RateLimit,
}

impl Client {
    /// Reads once, when the pace allows it. A path begins with a slash, such as `/repos/OWNER/NAME`; the REST root is put in front.
    ///
    /// # Errors
    /// If there is no answer, none that could be read, or one without success. A redirect is one: it is not followed.
    pub async fn get(&self, path: &str) -> Result<RestAnswer, Failure> {
        self.rest(Verb::Get, path, None).await
    }

    /// Makes something once, when the pace allows it. It may exist even where this fails: see [`Failure::may_have_arrived`].
    ///
    /// # Errors
    /// As [`Client::get`].
    pub async fn post(&self, path: &str, body: &Value) -> Result<RestAnswer, Failure> {
        self.rest(Verb::Post, path, Some(body)).await
    }

    /// Changes something once, when the pace allows it. It may be changed even where this fails.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub async fn patch(&self, path: &str, body: &Value) -> Result<RestAnswer, Failure> {
        self.rest(Verb::Patch, path, Some(body)).await
    }

    async fn rest(
        &self,
        verb: Verb,
        path: &str,
        body: Option<&Value>,
    ) -> Result<RestAnswer, Failure> {
        let root = self.endpoint.rest_path();
        let whole = self.once(verb, &format!("{root}{path}"), body).await?;
        match read(&whole, root) {
            Ok(answer) => Ok(answer),
            Err(error) => Err(self.unreadable(&whole, &error)),
        }
    }
}

fn read(whole: &Whole, root: &str) -> Result<RestAnswer, serde_json::Error> {
    let body = match whole.head.status {
        StatusCode::NO_CONTENT => Value::Null,
        _ => serde_json::from_slice(&whole.body)?,
    };
    let next = next(&whole.head.headers, root);
    Ok(RestAnswer { status: whole.head.status.as_u16(), body, next, rate: whole.rate.clone() })
}

/// The path of the next page. Its host is passed over: the token goes where it was meant to go, and nowhere else.
fn next(headers: &HeaderMap, root: &str) -> Option<String> {
    let links = headers.get(LINK)?.to_str().ok()?;
    let is_next = |link: &&str| link.split(';').skip(1).any(|part| part.trim() == "rel=\"next\"");
    let link = links.split(", ").find(is_next)?;
    let target = link.trim().strip_prefix('<')?.split('>').next()?;
    let uri: Uri = target.parse().ok()?;
    let path = uri.path_and_query()?.as_str();
    path.strip_prefix(root).filter(|path| path.starts_with('/')).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_a_path_below_the_root() {
        let api = "https://api.github.com/repositories/7/issues?per_page=100&page=2";
        let page = "/repositories/7/issues?per_page=100&page=2";
        let cases = [
            (format!("<{api}>; rel=\"next\", <{api}0>; rel=\"last\""), "", Some(page)),
            (format!("<{api}0>; rel=\"last\", <{api}>; rel=\"next\""), "", Some(page)),
            (format!("<{page}>; rel=\"next\""), "", Some(page)),
            (
                format!("<https://git.lantern.example/api/v3{page}>; rel=\"next\""),
                "/api/v3",
                Some(page),
            ),
            (format!("<https://elsewhere.example{page}>; rel=\"next\""), "", Some(page)),
            (format!("<{api}>; rel=\"next\""), "/api/v3", None),
            (format!("<{api}>; rel=\"prev\""), "", None),
            ("nonsense; rel=\"next\"".to_owned(), "", None),
            (String::new(), "", None),
        ];
        for (link, root, wanted) in cases {
            let headers = HeaderMap::from_iter([(LINK, link.parse().unwrap())]);
            assert_eq!(next(&headers, root).as_deref(), wanted, "{link}");
        }
        assert_eq!(next(&HeaderMap::new(), ""), None);
    }
}
